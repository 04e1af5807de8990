"""The public entry: a book of filings, and sessions that ask it questions."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from grammar.values import Period
from index.model import FilingRecord
from index.store import Index, open_index
from qa import company
from qa.answer import Answer
from qa.companies import Directory
from qa.dialogue import State
from qa.errors import QuestionError
from qa.going_back import MOST_TURNS, ORDINALS, Turn, asked_again, corrected
from qa.questions import check_question
from qa.reach import Reach
from qa.scope import choose
from qa.view import FilingView

# How much of the filings is kept in memory for the next question: line items and sentences together.
MOST_KEPT = 60_000
Rows = Sequence[Sequence[str]]
MOST_PERIODS = 4096  # filings whose periods are kept


class Book:
    """An index of filings, open for questions. Use it as a context manager, or close it."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._views: OrderedDict[int, FilingView] = OrderedDict()
        self._kept = 0
        self._periods: OrderedDict[int, tuple[Period, ...]] = OrderedDict()
        self._directory: Directory | None = None
        self._version: tuple[int, int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the index. The book cannot be asked afterwards."""
        self.index.close()

    @property
    def filings(self) -> tuple[FilingRecord, ...]:
        return self.directory.records

    @property
    def directory(self) -> Directory:
        """The companies of the index, as it is now: read again after each write, by whatever process."""
        version = self.index.version()
        if self._directory is None or version != self._version:
            self._directory = Directory(self.index.filings(), self.index.tickers())
            self._version = version
            self._periods.clear()
            for identity, view in list(self._views.items()):
                if self._directory.by_id.get(identity) != view.record:
                    self._forget(identity)
        return self._directory

    def view(self, record: FilingRecord) -> FilingView:
        """The records of one filing, kept from the first question on while there is room."""
        found = self._views.get(record.id)
        if found is not None and found.record == record:
            self._views.move_to_end(record.id)
            return found
        if found is not None:
            self._forget(record.id)
        of = self._directory.of.get(record.id) if self._directory is not None else None
        found = FilingView(self.index, record, of.words if of is not None else frozenset())
        self._views[record.id] = found
        self._kept += _weight(record)
        while self._kept > MOST_KEPT and len(self._views) > 1:
            self._forget(next(iter(self._views)))
        return found

    def _forget(self, identity: int) -> None:
        self._kept -= _weight(self._views.pop(identity).record)

    def periods(self, record: FilingRecord) -> tuple[Period, ...]:
        """Every period that a filing has a figure for."""
        found = self._periods.get(record.id)
        if found is None:
            found = self._periods[record.id] = self.index.periods(record.id)
            if len(self._periods) > MOST_PERIODS:
                self._periods.popitem(last=False)
        return found

    def session(self, filing: str | None = None) -> Session:
        """A new conversation, narrowed to the filing of that name where one is given."""
        return Session(self, filing)


def _weight(record: FilingRecord) -> int:
    return record.items + record.sentences


class Session:
    """A conversation: each question may lean on the ones before."""

    def __init__(self, book: Book, filing: str | None = None) -> None:
        self._book = book
        self._state = State()
        self.filing = filing
        self._about: int | None = None  # a filing of the company the conversation is about
        self._turns: list[Turn] = []
        self._before: tuple[Answer, State] | None = None  # the last answer, and the state it was asked in

    @property
    def state(self) -> State:
        return self._state

    def copy(self) -> Session:
        """A conversation that goes on from here by itself."""
        other = Session(self._book, self.filing)
        other._state, other._about = self._state.copy(), self._about
        other._turns, other._before = list(self._turns), self._before
        return other

    @property
    def company(self) -> str | None:
        """The name of the company that the conversation is about, once that is settled."""
        about = self._book.directory.of.get(self._about) if self._about is not None else None
        return about.name if about is not None else None

    def ask(self, question: str, unit: str | None = None) -> Answer:
        """The answer to a question. Raises QuestionError where it cannot be asked."""
        question = check_question(question)
        turn = asked_again(question, self._turns)
        if turn is not None:
            return self._again(turn, question, unit)
        words = corrected(question) if self._turns else question
        before, about = self._state.copy(), self._about
        found = self._answer(words, unit)
        if found.answered:
            self._turns.append(Turn(words, before, about))
            if len(self._turns) > MOST_TURNS:
                del self._turns[len(ORDINALS)]  # the first few can still be named
        self._before = found, before
        return found if words == question else replace(found, question=question)

    def _again(self, turn: Turn, question: str, unit: str | None) -> Answer:
        """The answer to a turn of before, which the talk goes on from; what turns came to since is kept."""
        since = self._state.ledger
        self._state, self._about = turn.before.copy(), turn.about
        found = self._answer(turn.question, unit)
        known = {id(one) for one in turn.before.ledger}
        new = [one for one in self._state.ledger if id(one) not in known]
        again = bool(since) and [one.node for one in new] == [since[-1].node]
        self._state.ledger = since if again else since + new
        self._before = found, turn.before
        said = f"{found.interpretation} · asked again: “{turn.question}”"
        return replace(found, question=question, interpretation=said)

    def ask_as(self, alternative: str, unit: str | None = None) -> Answer:
        """The last question again, read as one of its answer's alternatives: another line item, or one of the
        companies that fit; where it was not answered, the alternative itself is asked. Raises QuestionError
        where the last answer has no such alternative."""
        if self._before is None or alternative not in self._before[0].alternatives:
            raise QuestionError(f"{alternative!r} is no other reading of the last question")
        last, before = self._before
        if last.status == "unanswerable":
            return self.ask(alternative, unit)
        self._state = before.copy()
        if last.status == "ambiguous":
            found = self._answer(last.question, unit, alternative)
        else:
            self._state.reading = alternative
            try:
                found = self._answer(last.question, unit)
            finally:
                self._state.reading = ""
            found = replace(found, interpretation=f"{found.interpretation} · chosen: {alternative}")
        self._before = found, before
        return found

    def readings(self, unit: str | None = None) -> tuple[str, ...]:
        """The alternatives of the last answer that `ask_as` answers, and otherwise than it was answered."""
        if self._before is None:
            return ()
        last, _ = self._before
        if last.status == "ambiguous":
            return last.alternatives
        found = []
        for alternative in last.alternatives:
            other = self.copy().ask_as(alternative, unit)
            if other.answered and (other.value, other.citations) != (last.value, last.citations):
                found.append(alternative)
        return tuple(found)

    def _answer(self, question: str, unit: str | None, company_name: str | None = None) -> Answer:
        directory = self._book.directory
        about = directory.of.get(self._about) if self._about is not None else None
        scope = choose(
            directory, question, self.filing, about.key if about is not None else None, company_name
        )
        if isinstance(scope, Answer):
            return scope
        if about is not None and scope.company is not about:
            self._state = _switched(self._state)
        self._about = scope.filings[0].id
        reach = Reach(scope.company.name, scope.filings, self._book.view, self._book.periods)
        found = company.answer(reach, scope.question, self._state, unit)
        return found if scope.question == question else replace(found, question=question)


def _switched(state: State) -> State:
    """A conversation that turns to another company: what it was about stays, and the period where one was
    named."""
    kept = State()
    kept.take(state)
    if not state.said:
        kept.periods = []
    return kept


def open(path: str | Path | None = None) -> Book:
    """Open an index file for questions (None: an empty one in memory). Raises StoreError."""
    return Book(open_index(None if path is None else Path(path)))


def read(source: str | Path | bytes, name: str = "filing.txt") -> Book:
    """Read one filing, packed or not, into memory and open it for questions. Raises UnreadableSource."""
    from index.read import read_file, read_packed

    filing = read_packed(source, name) if isinstance(source, bytes) else read_file(Path(source))
    book = open(None)
    book.index.add(filing)
    return book


def excerpt(content: Sequence[str | Rows], name: str = "excerpt") -> Book:
    """Paragraphs (strings) and tables (rows of cells, the labels first) in reading order, read into memory
    and open for questions. Raises UnreadableSource."""
    from index.excerpt import read_excerpt

    book = open(None)
    book.index.add(read_excerpt(content, name))
    return book
