"""A book of canned answers for the tests of the faces: what is shown, not what is found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import TracebackType
from typing import Self

from grammar.calendar import FiscalCalendar
from grammar.values import Period
from index.model import Fact, Filing, FilingRecord, LineItem, Place, Statement
from index.source import make_source
from index.store import Index, open_index
from qa.answer import Answer, Calculation, Citation, Value
from qa.explain import Candidate, Explanation, Tag

QUARTER = Period("duration", date(2003, 10, 1), date(2003, 12, 31), "Three Months Ended Dec. 31, 2003")
YEAR_AGO = Period("duration", date(2002, 10, 1), date(2002, 12, 31), "Three Months Ended Dec. 31, 2002")
TEXT = (
    "EXAMPLE MILLS CORP\n"
    "                        Three Months Ended Dec. 31,\n"
    "(in thousands)              2003        2002\n"
    "Net sales              $   8,214   $   9,900\n"
    "Cost of sales              6,100       7,000\n"
    "Gross profit               2,114       2,900\n"
)


def span(line: int, printed: str) -> tuple[int, int]:
    start = TEXT.split("\n")[line - 1].index(printed)
    return start, start + len(printed)


def cite(line: int, printed: str, source: str = "mills.txt") -> Citation:
    start, end = span(line, printed)
    return Citation(source, line, start, end, TEXT.split("\n")[line - 1])


def value(label: str, line: int, printed: str, period: Period, citation: int) -> Value:
    digits = printed.replace(",", "") + "000"
    return Value(label, digits, "USD", 1000, printed, period, citation)


def sales(question: str = "What were net sales?") -> Answer:
    return Answer(
        question=question,
        status="answered",
        text="Net sales were $8.214 million for the three months ended Dec. 31, 2003.",
        value="8214000",
        unit="USD",
        values=(value("Net sales", 4, "8,214", QUARTER, 0),),
        citations=(cite(4, "8,214"),),
        interpretation="Net sales · three months ended 2003-12-31",
        confidence=0.973,
        explanation=Explanation(
            (Tag(10, 19, "metric", "Net sales"),),
            (Candidate("net sales", "Net sales", (), 99.0, 4, "exact"),),
            ("look up Net sales", "take the latest quarter"),
        ),
    )


def change(question: str = "How did net sales change?") -> Answer:
    return Answer(
        question=question,
        status="answered",
        text="Net sales fell 17 % to $8.214 million.",
        value="-17.030303",
        unit="percent",
        values=(
            value("Net sales", 4, "8,214", QUARTER, 0),
            value("Net sales", 4, "9,900", YEAR_AGO, 1),
        ),
        calculation=Calculation("percent_change", "(8,214 - 9,900) / 9,900", (0, 1), "-17.030303"),
        citations=(cite(4, "8,214"), cite(4, "9,900")),
        interpretation="Net sales · change from a year earlier",
        confidence=0.9,
        carried=("Net sales",),
        alternatives=("Net sales · difference in dollars",),
    )


def items(question: str = "List the figures") -> Answer:
    return Answer(
        question=question,
        status="answered",
        text="The statement gives 2 figures.",
        values=(
            value("Net sales", 4, "8,214", QUARTER, 0),
            value("Cost of sales", 5, "6,100", QUARTER, 1),
        ),
        citations=(cite(4, "8,214"), cite(5, "6,100")),
        confidence=0.8,
    )


def silent(question: str = "What was backlog?") -> Answer:
    return Answer(
        question=question,
        status="unanswerable",
        text="The filing does not give a backlog.",
        reason="no line item of that name",
        alternatives=("Net sales", "Gross profit"),
    )


ANSWERS = {"net sales": sales, "change": change, "list": items}


class StubSession:
    """Answers by a word of the question; counts its turns."""

    company: str | None = None

    def __init__(self, filing: str | None, turns: list[tuple[int, str, str | None, str | None]]) -> None:
        self.filing, self.turns = filing, turns
        self.number = len({turn[0] for turn in turns}) + 1

    def ask(self, question: str, unit: str | None = None) -> Answer:
        self.turns.append((id(self), question, self.filing, unit))
        self.last = self._answer(question)
        return self.last

    def ask_as(self, alternative: str, unit: str | None = None) -> Answer:
        assert alternative in self.last.alternatives
        return self.ask(f"{self.last.question} as {alternative}", unit)

    def readings(self, unit: str | None = None) -> tuple[str, ...]:
        return self.last.alternatives

    def _answer(self, question: str) -> Answer:
        for word, make in ANSWERS.items():
            if word in question.lower():
                return make(question)
        return silent(question)


class StubBook:
    """What the faces use of a book: its index, sessions, closing."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.turns: list[tuple[int, str, str | None, str | None]] = []
        self.sessions: list[StubSession] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.index.close()

    @property
    def filings(self) -> Sequence[FilingRecord]:
        return self.index.filings()

    def session(self, filing: str | None = None) -> StubSession:
        self.sessions.append(StubSession(filing, self.turns))  # kept, so that no id comes twice
        return self.sessions[-1]


def fact(line: int, printed: str, period: Period, column: int) -> Fact:
    from decimal import Decimal

    place = Place(line, *span(line, printed))
    amount = Decimal(printed.replace(",", "")) * 1000
    return Fact(amount, "USD", 1000, printed, period, place, "table", column=column)


def mills(name: str = "mills.txt", digest: str = "m1") -> Filing:
    rows = ((4, "Net sales", "8,214", "9,900"), (5, "Cost of sales", "6,100", "7,000"))
    return Filing(
        source=make_source(name, TEXT),
        digest=digest,
        company="Example Mills Corp",
        calendar=FiscalCalendar(),
        released=date(2004, 1, 20),
        report_end=date(2003, 12, 31),
        documents=("EX-99.1",),
        statements=(
            Statement(
                number=1,
                kind="income",
                title="Statements of Operations",
                scale=1000,
                currency="USD",
                basis="gaap",
                document="EX-99.1",
                lines=(2, 6),
                periods=(QUARTER, YEAR_AGO),
            ),
        ),
        items=(
            *(
                LineItem(label, (), 0, False, (line, line), 0, _pair(line, new, old))
                for line, label, new, old in rows
            ),
            LineItem("Gross profit", (), 0, True, (6, 6), 0, _pair(6, "2,114", "2,900")),
        ),
    )


def _pair(line: int, new: str, old: str) -> tuple[Fact, ...]:
    return fact(line, new, QUARTER, 0), fact(line, old, YEAR_AGO, 1)


def book(*filings: Filing) -> StubBook:
    index = open_index(None)
    for filing in filings or (mills(),):
        index.add(filing)
    return StubBook(index)
