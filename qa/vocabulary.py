"""The phrases that can be completed over an index: line items, periods, companies, filings, statements,
units, each with what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from qa.completion import Phrase, Vocabulary
from qa.sanitize import one_line
from qa.wording import SCALES

if TYPE_CHECKING:
    from grammar.calendar import FiscalCalendar
    from grammar.values import Period
    from index.model import FilingRecord
    from index.store import Index

KINDS = {
    "balance_sheet": "balance sheet",
    "income": "income statement",
    "cash_flow": "cash flow statement",
    "equity": "statement of equity",
    "reconciliation": "reconciliation",
    "other": "table",
}
IN_TEXT = "in the text"
LENGTHS = {3: "quarter", 6: "half-year", 9: "nine months", 12: "year"}
ORDINALS = ("first", "second", "third", "fourth")


def vocabulary(index: Index, filing: str | None = None) -> Vocabulary:
    """What an index gives to complete: the labels, statements and periods of the filings in scope (all, where
    none is named), the names of all. The work grows with the line items. Raises UnknownFiling."""
    from qa.scope import narrowed

    filings = index.filings()
    scope = narrowed(filings, filing)
    titles: dict[str, Phrase] = {}
    kinds: dict[str, None] = {}
    periods: dict[str, Phrase] = {}
    for record in scope:
        for statement in index.statements(record.id):
            title = one_line(statement.title)
            kinds.setdefault(statement.kind.replace("_", " "))
            if title:
                titles.setdefault(title.casefold(), Phrase(title, _kind(statement.kind)))
            for period in statement.periods:
                if period is not None:
                    for phrase in _of_period(period, record.calendar):
                        periods.setdefault(phrase.text.casefold(), phrase)
    named = [Phrase(one_line(record.name), _filing(record)) for record in filings]
    companies = sorted({one_line(record.company) for record in filings} - {""})
    return Vocabulary(
        # What comes later wins where two are written alike: a label is a label first.
        [
            *named,
            *(Phrase(name, "company") for name in companies),
            *periods.values(),
            *_labels(index, scope),
        ],
        {
            "filing": [*named, *(Phrase(name, "company") for name in companies)],
            "statement": [*(Phrase(kind, "all of this kind") for kind in kinds), *titles.values()],
            "part": [Phrase("text", "the sentence"), Phrase("all", "with the cited lines")],
            "unit": [*(Phrase(name, "unit") for name in SCALES), Phrase("percent", "unit")],
        },
    )


def _labels(index: Index, filings: Iterable[FilingRecord]) -> Iterator[Phrase]:
    """The labels of line items, each with the main kind of statement it stands in. Those that only name
    what a sentence measures ("net sales, percent change") nobody would type."""
    found: dict[str, set[str]] = {}
    for label, kind in chain.from_iterable(index.labels(filing.id) for filing in filings):
        if kind is not None or "," not in label:
            found.setdefault(one_line(label).rstrip(":"), set()).add(kind or "")
    order = ("", *reversed(KINDS))
    for label, kinds in sorted(found.items()):
        yield Phrase(label, _kind(max(kinds, key=order.index)) if kinds != {""} else IN_TEXT)


def _kind(kind: str) -> str:
    return KINDS.get(kind, kind.replace("_", " "))


def _filing(filing: FilingRecord) -> str:
    about: Iterable[str] = ("filing", one_line(filing.company), str(filing.released or ""))
    return " · ".join(part for part in about if part)


def _of_period(period: Period, calendar: FiscalCalendar) -> Iterator[Phrase]:
    """A period in the filing's words, and a quarter or year as people say it."""
    words = one_line(period.label)
    if period.start is None:
        if words:
            yield Phrase(words, "date")
        return
    length = LENGTHS.get(period.months or 0)
    if words:
        yield Phrase(words, length or "period")
    year, quarter = calendar.closed_by(period.end)
    fiscal = f"fiscal {year}" if calendar.stated else str(year)
    if period.months == 3:
        hint = f"quarter ended {period.end}"
        yield Phrase(f"{ORDINALS[quarter - 1]} quarter of {fiscal}", hint)
        yield Phrase(f"Q{quarter} {fiscal}", hint)
    elif period.months == 12 and calendar.closes_year(period.end):
        yield Phrase(fiscal, f"year ended {period.end}")
