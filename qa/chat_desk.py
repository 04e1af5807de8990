"""What the chat does with the book, apart from any screen and off its thread.

The book is asked in one thread, a line after the other; sessions are saved and filings indexed in a second
one, through a connection of its own, so that an index that is being written to keeps nobody waiting. What
only helps (questions to begin with, words to complete) is prepared in a third.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from grammar.errors import FilingQAError
from index.sessions import SavedTurn, SessionRecord, Sessions
from index.store import Index, open_index
from qa.answer import Answer
from qa.layout import Line
from qa.loop import Conversation, Face
from qa.render import json_line
from qa.sanitize import one_line

if TYPE_CHECKING:
    from index.model import Source
    from qa.book import Book
    from qa.completion import Vocabulary
    from qa.indexing import Outcome

P = ParamSpec("P")
T = TypeVar("T")

MOST_SUGGESTED = 5
MOST_OPENING = 9


class NoSessions(FilingQAError):
    """Sessions cannot be kept here."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a line typed came to: an answer, or the lines that a command gave. `filing`, `unit`: what is
    asked from here on; `as_json`: whether the lines stand for the answer; `changed`: whether a question that
    is asked again was answered otherwise when it was saved.
    """

    typed: str
    lines: tuple[Line, ...]
    answer: Answer | None
    filing: str | None
    unit: str | None
    done: bool = False
    as_json: bool = False
    changed: bool = False
    question: str = ""  # what was asked, where a number typed stands for it
    choices: tuple[str, ...] = ()  # other readings, which a number takes
    asks_back: bool = False


class Desk:
    """The book of a chat. Its methods are coroutines that leave the screen free; `close` it at the end.

    columns: how wide lines that a command gives may be; copy: puts a text on the clipboard, called in another
    thread; clock: the time, which saved sessions carry.
    """

    def __init__(
        self,
        book: Book,
        filing: str | None,
        unit: str | None,
        columns: Callable[[], int],
        copy: Callable[[str], None],
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._book = book
        self._face = Face(lambda: None, lambda typed, lines: None, columns, copy=copy)
        self._clock = clock
        self._asker = ThreadPoolExecutor(1, "ask")
        self._keeper = ThreadPoolExecutor(1, "keep")
        self._helper = ThreadPoolExecutor(1, "help")
        self._writer: Index | None = None
        self.session: int | None = None  # the saved session that turns are added to
        self.conversation = Conversation(book, self._face, filing, unit)

    @property
    def path(self) -> Path | None:
        return self._book.index.path

    def close(self) -> None:
        """Wait for what is being written, and let go."""
        for executor in (self._asker, self._helper, self._keeper):
            executor.shutdown(wait=True, cancel_futures=executor is not self._keeper)
        if self._writer is not None:
            self._writer.close()

    # --- asking --------------------------------------------------------------------------------------

    async def ask(self, typed: str) -> Reply:
        """The reply to one line, after those typed before it."""
        return await _in(self._asker, self._reply, typed)

    def _reply(self, typed: str) -> Reply:
        conversation = self.conversation
        count = len(conversation.turns)
        lines = conversation.reply(typed)
        answer = conversation.turns[-1].answer if len(conversation.turns) > count else None
        return Reply(
            typed,
            tuple(lines),
            answer,
            conversation.filing,
            conversation.unit,
            conversation.done,
            conversation.as_json,
            question=conversation.turns[-1].question if answer is not None else typed,
            choices=conversation.choices if answer is not None else (),
            asks_back=answer is not None and conversation.asks_back,
        )

    async def following(self, answer: Answer) -> tuple[str, ...]:
        """Follow-ups to the last answer that would be answered."""
        from qa.suggestions import following

        def found() -> tuple[str, ...]:
            if self.conversation.last is not answer:
                return ()  # another has been asked meanwhile
            return following(self.conversation.session, answer, MOST_SUGGESTED)

        return await _in(self._asker, found)

    async def source(self, name: str) -> Source:
        """The numbered lines of a filing. Raises UnknownFiling."""
        from qa.showing import only

        def read() -> Source:
            return self._book.index.source(only(self._book.index, name).id)

        return await _in(self._asker, read)

    # --- helping -------------------------------------------------------------------------------------

    async def opening(self) -> tuple[str, ...]:
        """Questions to begin with."""
        from qa.suggestions import opening

        return await self._aside(lambda book: opening(book, self.conversation.filing, MOST_OPENING))

    async def vocabulary(self) -> Vocabulary:
        """The words to complete, of the index as it is now."""
        from qa.vocabulary import vocabulary

        return await self._aside(lambda book: vocabulary(book.index))

    async def _aside(self, act: Callable[[Book], T]) -> T:
        """Do something slow with the book without keeping a question waiting."""
        path = self.path
        if path is None:  # in memory: there is only this one connection
            return await _in(self._asker, act, self._book)

        def apart() -> T:
            from qa.book import Book

            with Book(open_index(path, read_only=True)) as book:
                return act(book)

        return await _in(self._helper, apart)

    # --- sessions ------------------------------------------------------------------------------------

    def new(self) -> None:
        """A new session: nothing is carried over, and turns are saved under a new number."""
        old = self.conversation
        self.conversation = Conversation(self._book, self._face, old.filing, old.unit)
        self.session = None

    async def save(self, reply: Reply) -> None:
        """Add an answered turn to the saved session, which begins with the first. Raises StoreError."""
        answer = reply.answer
        if answer is None or self.path is None:
            return
        turn = SavedTurn(reply.typed, reply.filing, reply.unit, self._part(), _kept(answer), self._now())

        def write() -> None:
            sessions = self._sessions()
            if self.session is None:
                self.session = sessions.begin(turn.question, turn.asked, turn.filing, turn.unit)
            sessions.add(self.session, turn, answer.text)

        await _in(self._keeper, write)

    def _part(self) -> int:
        turns = self.conversation.turns
        return turns[-1].part if turns else 1

    async def sessions(self, words: str = "") -> tuple[SessionRecord, ...]:
        """The saved sessions that have these words, the last first. Raises NoSessions, StoreError."""
        return await _in(self._keeper, lambda: self._sessions().listed(words))

    async def delete(self, session: int) -> None:
        """Take a saved session out; the one at hand goes on as a new one."""
        await _in(self._keeper, lambda: self._sessions().delete(session))
        if self.session == session:
            self.session = None

    async def turns(self, session: int) -> tuple[SavedTurn, ...]:
        """The turns of a saved session."""
        return await _in(self._keeper, lambda: self._sessions().turns(session))

    def resume(self, record: SessionRecord) -> None:
        """Go on with a saved session: its turns are to be asked again with `again`, in order."""
        self.conversation = Conversation(self._book, self._face, record.filing, record.unit)
        self.session = record.id

    async def again(self, turn: SavedTurn, before: SavedTurn | None) -> Reply:
        """Ask a saved question again, in the conversation that it was asked in."""
        return await _in(self._asker, lambda: self._again(self.conversation, turn, before))

    def _again(self, conversation: Conversation, turn: SavedTurn, before: SavedTurn | None) -> Reply:
        if before is not None and (turn.filing, turn.part) != (before.filing, before.part):
            conversation.use(turn.filing)
        conversation.unit = turn.unit
        reply = self._reply(turn.question)
        return replace(reply, changed=reply.answer is None or _kept(reply.answer) != turn.answer)

    async def export(self, record: SessionRecord, name: str) -> Path:
        """Write a saved session to a file, its questions asked anew. Raises NotExported, StoreError."""
        from qa.transcript import export

        turns = await self.turns(record.id)

        def write() -> Path:
            conversation = Conversation(self._book, self._face, record.filing, record.unit)
            before: SavedTurn | None = None
            for turn in turns:
                if before is not None and (turn.filing, turn.part) != (before.filing, before.part):
                    conversation.use(turn.filing)
                conversation.unit, before = turn.unit, turn
                conversation.reply(turn.question)
            path, _ = export(conversation.turns, name)
            return path

        return await _in(self._asker, write)

    # --- indexing ------------------------------------------------------------------------------------

    async def index(
        self, paths: Sequence[str], progress: Callable[[str, int, int], None], stop: Callable[[], bool]
    ) -> Outcome:
        """Read files into the index. `progress` is told of each that is done, in the other thread: its path,
        how many are done and of how many; `stop` says whether to leave it at that. Raises StoreError."""
        if self.path is None:  # the one connection there is: questions wait
            return await _in(self._asker, _index, self._book.index, paths, progress, stop)
        return await _in(self._keeper, lambda: _index(self._writing(), paths, progress, stop))

    def _sessions(self) -> Sessions:
        return Sessions(self._writing())

    def _writing(self) -> Index:
        """The connection that writes, of the keeper's thread."""
        if self.path is None:
            raise NoSessions("sessions are kept in an index: `qa index FILE`, then `qa chat`")
        if self._writer is None:
            self._writer = open_index(self.path)
        return self._writer

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")


def _kept(answer: Answer) -> str:
    """An answer as it is saved. It is JSON in ASCII, so that any text of a filing can be."""
    return json_line(answer.to_dict())


def _index(
    index: Index,
    paths: Sequence[str],
    progress: Callable[[str, int, int], None],
    stop: Callable[[], bool],
) -> Outcome:
    from qa.indexing import Found, Unit, find_files, index_files, jobs_for

    # An interrupt is what a run takes as its end, what is read by then being kept.
    files = list(find_files(list(paths), index.path))
    done = 0

    def step(unit: Unit) -> None:
        nonlocal done
        done += 1
        progress(unit.path, done, max(done, len(files)))
        if stop():
            raise KeyboardInterrupt

    def given() -> Iterator[Found]:
        for found in files:
            if stop():
                raise KeyboardInterrupt
            yield found

    return index_files(index, given(), step, jobs_for(files))


def summary(outcome: Outcome) -> str:
    """What became of a run, in one line, the first file that was skipped with its reason."""
    counts = [
        (len(outcome.added), "added"),
        (len(outcome.replaced), "replaced"),
        (len(outcome.unchanged), "unchanged"),
        (len(outcome.skipped), "skipped"),
    ]
    said = "filings: " + (", ".join(f"{count:,} {word}" for count, word in counts if count) or "none")
    if outcome.interrupted:
        said += "; stopped: the same again goes on from there"
    if outcome.skipped:
        path, problem = outcome.skipped[0]
        said += f" ({path}: {problem})"
    return one_line(said)


async def _in(executor: ThreadPoolExecutor, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    return await asyncio.get_running_loop().run_in_executor(executor, lambda: act(*args, **kwargs))
