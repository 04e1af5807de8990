"""The public entry: a book of filings, and sessions that ask it questions."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from index.model import FilingRecord
from index.store import Index, open_index
from qa import engine
from qa.answer import Answer
from qa.dialogue import State
from qa.questions import check_question
from qa.scope import choose, narrowed
from qa.view import FilingView


class Book:
    """An index of filings, open for questions. Use it as a context manager, or close it."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._views: dict[int, FilingView] = {}

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
        return self.index.filings()

    def view(self, record: FilingRecord) -> FilingView:
        """The records of one filing, kept from the first question on."""
        if record.id not in self._views:
            self._views[record.id] = FilingView(self.index, record)
        return self._views[record.id]

    def session(self, filing: str | None = None) -> Session:
        """A new conversation, narrowed to the filing of that name where one is given."""
        return Session(self, filing)


class Session:
    """A conversation: each question may lean on the ones before."""

    def __init__(self, book: Book, filing: str | None = None) -> None:
        self._book = book
        self._state = State()
        self.filing = filing
        self._about: int | None = None

    @property
    def state(self) -> State:
        return self._state

    def ask(self, question: str, unit: str | None = None) -> Answer:
        """The answer to a question. Raises QuestionError where it cannot be asked."""
        question = check_question(question)
        records = narrowed(self._book.filings, self.filing)
        chosen = choose(records, question, self._about)
        if isinstance(chosen, Answer):
            return chosen
        if self._about is not None and chosen[0].id != self._about:
            self._state = State()
        first: Answer | None = None
        for record in chosen:
            answer = engine.answer(self._book.view(record), question, self._state, unit)
            if answer.answered:
                self._about = record.id
                return answer
            first = first or answer
        assert first is not None
        return first


def open(path: str | Path | None = None) -> Book:
    """Open an index file for questions (None: an empty one in memory). Raises StoreError."""
    return Book(open_index(None if path is None else Path(path)))


def read(source: str | Path | bytes, name: str = "filing.txt") -> Book:
    """Read one filing into memory and open it for questions. Raises UnreadableSource."""
    from index.read import read_file, read_filing

    filing = read_filing(source, name) if isinstance(source, bytes) else read_file(Path(source))
    book = open(None)
    book.index.add(filing)
    return book
