"""Read, ask, show: the one loop behind the prompt and the chat, with reader and writer passed in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grammar.errors import FilingQAError
from qa.answer import Answer
from qa.clipboard import NotCopied
from qa.diagnostics import ExitCode
from qa.layout import Line, answer_lines
from qa.questions import check_question
from qa.render import json_line
from qa.session_commands import MARK, run_command, said

if TYPE_CHECKING:
    from qa.book import Book, Session

# Asked of the program, not of a filing.
ASKS_WHAT = re.compile(
    r"(?:what|which(?: (?:kinds? of )?questions?)?|what (?:kinds? of )?questions?)"
    r" (?:can|could|may|should) i ask(?: you| it| here| about (?:it|this))*\W*|help(?: me)?\W*|\?",
    re.IGNORECASE,
)
MOST_TURNS = 10_000  # that a session keeps
NUMBER = re.compile(r"\d{1,2}")  # of a reading; a longer one may be a year


@dataclass(frozen=True, slots=True)
class Turn:
    """What was asked and what was answered. `part` counts the conversations of a session from 1 (a new filing
    begins a new one); `filing` is the one that was in use, None for all."""

    question: str
    answer: Answer
    part: int = 1
    filing: str | None = None


def chosen(line: str, choices: Sequence[str], *, by_name: bool = False) -> str | None:
    """The choice that a line typed takes: by its number, or where a name was asked for by its beginning, if
    no other begins so."""
    if line.isdecimal() and 0 < int(line[:9]) <= len(choices):
        return choices[int(line) - 1]
    if not by_name:
        return None
    typed = line.casefold().rstrip(" ?.")
    exact = [choice for choice in choices if choice.casefold().rstrip(".") == typed]
    found = exact or [choice for choice in choices if typed and choice.casefold().startswith(typed)]
    return found[0] if len(found) == 1 else None


class Conversation:
    """A session at a prompt: the filing in use, the turns so far, and how answers are shown.

    `read` gives the next line, or None at the end; `write` shows lines; `columns` says how wide.
    """

    def __init__(
        self,
        book: Book | Callable[[], Book],
        face: Face,
        filing: str | None = None,
        unit: str | None = None,
    ) -> None:
        """book: the book, or what gives it when the first line needs it."""
        self._opened = book
        self.columns = face.columns
        self.unit = unit
        self.as_json = False
        self.done = False
        self.turns: list[Turn] = []
        self.written: set[Path] = set()  # files that this session made
        self._part = 0
        self.use(filing)
        self._face = face

    def use(self, filing: str | None) -> None:
        """Begin anew, with this filing or with all of them."""
        self.filing = filing
        self.choices: tuple[str, ...] = ()  # readings of the last question that a number takes
        self._part += 1
        self._session: Session | None = None

    @property
    def book(self) -> Book:
        if callable(self._opened):
            self._opened = self._opened()
        return self._opened

    @property
    def session(self) -> Session:
        """What answers the questions of the conversation that is going on."""
        if self._session is None:
            self._session = self.book.session(self.filing)
        return self._session

    def _no_choice(self) -> str:
        count = len(self.choices)
        if count:
            return f"Type {'1' if count == 1 else f'a number from 1 to {count}'}, or a question."
        return "There is nothing to choose by number: type a question."

    def copy(self, text: str) -> None:
        """Put a text on the clipboard. Raises NotCopied where the face has none."""
        if self._face.copy is None:
            raise NotCopied("there is no clipboard here: use \\export FILE")
        self._face.copy(text)

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """The keys of the face, and what each does."""
        return self._face.keys

    @property
    def current(self) -> list[Turn]:
        """The turns of the conversation that is going on: since the filing in use was chosen, or `\\new`."""
        return [turn for turn in self.turns if turn.part == self._part]

    @property
    def company(self) -> str | None:
        """The company that the conversation is about, once that is settled."""
        return self.session.company

    @property
    def asks_back(self) -> bool:
        """Whether the last answer was a question: which of these is meant."""
        return bool(self.choices) and self.turns[-1].answer.status == "ambiguous"

    @property
    def last(self) -> Answer | None:
        return self.turns[-1].answer if self.turns else None

    def last_source(self) -> str | None:
        return self.last.citations[0].source if self.last and self.last.citations else None

    def run(self) -> ExitCode:
        """Read and answer until the end of input or `\\quit`."""
        while not self.done:
            try:
                line = self._face.read()
                if line is None:
                    break
                if line.strip():
                    self._face.write(line.strip(), self.reply(line.strip()))
            except KeyboardInterrupt:
                if self._face.stopped is None:
                    raise
                self._face.stopped()
                self._face.write("", [said("Stopped.", ok=False)])
        return ExitCode.ANSWERED

    def reply(self, line: str) -> list[Line]:
        """What to show for one line typed; an error is one of the lines, and the session goes on."""
        try:
            if line.startswith(MARK):
                return run_command(self, line)
            if ASKS_WHAT.fullmatch(line):
                return run_command(self, f"{MARK}questions")
            choice = chosen(line, self.choices, by_name=self.asks_back)
            if choice is not None:
                answer = self.session.ask_as(choice, unit=self.unit)
                line = answer.question if answer.question == choice else f"{answer.question} ({choice})"
            elif NUMBER.fullmatch(line):
                return [said(self._no_choice(), ok=False)]
            else:
                answer = self.session.ask(check_question(line), unit=self.unit)
            choices = self.session.readings(self.unit) if answer.alternatives else ()
        except FilingQAError as error:
            return [said(str(error), ok=False)]
        self.choices = choices
        self.turns.append(Turn(line, answer, self._part, self.filing))
        del self.turns[:-MOST_TURNS]
        if self.as_json:
            return [Line(((json_line(answer.to_dict()), ""),))]
        return answer_lines(answer, self.columns(), choices if self._face.numbers else None)


@dataclass(frozen=True, slots=True)
class Face:
    """What a loop is given: where lines come from, how replies are shown, and how wide.

    `write` gets the line typed and the lines of the reply. `numbers`: whether a number can be typed to take
    another reading. `copy` puts a text on the clipboard, where there is one; `keys` are those that the face
    has, and what each does; `stopped` is called where Ctrl-C stops an answer, after which the session goes
    on; without it, it ends.
    """

    read: Callable[[], str | None]
    write: Callable[[str, Sequence[Line]], None]
    columns: Callable[[], int]
    numbers: bool = True
    copy: Callable[[str], None] | None = None
    keys: Sequence[tuple[str, str]] = ()
    stopped: Callable[[], None] | None = None
