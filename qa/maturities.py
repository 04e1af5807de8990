"""What falls due within a time: "notes due within five years", "leases due after more than five years".

A table of obligations has columns for stretches of time from its date: "Less than 1 year", "1-3 years",
"2021-2022". The columns that together cover just the time asked for are the answer, one as it stands, several
as their sum. Where none do there is none: the total of a row is not what is due in part of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from grammar.numbers import small_numbers
from grammar.values import Period
from index.catalogue import Entry
from qa import results, settle
from qa.case import Case
from qa.errors import NotSaid
from qa.figures import Figure, evaluate, tidy, total
from qa.results import Result

WORTH = {**small_numbers(), "a": 1}
NUMBER = rf"(?:\d{{1,2}}|{'|'.join(WORTH)})"
UNIT = r"(?P<unit>years?|months?)"
FOREVER = 10_000  # months
YEAR = 12
DAYS = 365.25
NEAR = 20  # days by which a column's first day may be off the table's date
# Ways to say a stretch of time from now on, with the months where it begins and ends.
AFTER = re.compile(
    r"\b(?:more than|over|after|beyond|later than|longer than|exceeding)(?: more than| the next)? "
    rf"(?P<low>{NUMBER}) {UNIT}",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    rf"\b(?P<low>{NUMBER})(?: (?:years?|months?))?\s?"
    r"(?:-|–|to|and|through|and through|but (?:within|before))\s?"
    rf"(?P<high>{NUMBER}) {UNIT}",
    re.IGNORECASE,
)
WITHIN = re.compile(
    rf"\b(?:within|less than|under|up to|not? more than|the next|next|not later than)(?: the next)?"
    rf" (?P<high>{NUMBER}) {UNIT}|\b(?P<below>{NUMBER}) (?P<units>years?|months?) or less",
    re.IGNORECASE,
)
DUE = re.compile(
    r"\b(?:due|payable|matur\w+|expir\w+|obligations?|commitments?|payments?|fall(?:s|ing)?)\b", re.IGNORECASE
)
# "Obligations due in 2008", where "notes due 2008" is a name.
DUE_IN = re.compile(
    r"\b(?:due|payable|maturing|matures?|expiring|expires?|falling due|falls? due) (?:in|during) (?:fiscal )?"
    r"(?:year )?(?P<year>(?:19|20)\d\d)(?!\d|,? (?:and|or|to|through)\b)",
    re.IGNORECASE,
)
# Operations as which the words of a time may be read ("less than", "between").
SINGLE = frozenset({"lookup", "list", "sum", "difference", "boolean", "text"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time from a date on, in months; `high` is `FOREVER` where it has no end."""

    low: int
    high: int


def stretch_of(text: str) -> Stretch | None:
    """The stretch of time that words say; None where they say none."""
    for pattern in (BETWEEN, AFTER, WITHIN):
        found = pattern.search(text)
        if found is None:
            continue
        parts = found.groupdict()
        months = YEAR if (parts.get("unit") or parts.get("units") or "").startswith("year") else 1
        low = _number(parts.get("low")) * months
        high = parts.get("high") or parts.get("below")
        stretch = Stretch(low, _number(high) * months if high else FOREVER)
        return stretch if stretch.low < stretch.high else None
    return None


def _number(word: str | None) -> int:
    if word is None:
        return 0
    return int(word) if word.isdigit() else WORTH[word.lower()]


def read(case: Case) -> Result | None:
    """The figure due in the time that a question asks for; None where it asks for none. Raises NotSaid where
    the row's columns do not make up that time."""
    plan = case.plan
    in_year = DUE_IN.search(plan.query.text) if plan.operation in SINGLE and len(plan.mentions) == 1 else None
    if in_year is not None:
        return _due_in(case, int(in_year["year"]))
    asked = stretch_of(plan.query.text) if DUE.search(plan.query.text) else None
    if asked is None or plan.operation not in SINGLE or len(plan.mentions) != 1:
        return None
    split = False
    for entry in case.entries(plan.mentions[0]):
        if stretch_of(entry.item.label) == asked or entry.item.origin == "prose":
            return None  # the row says just that, or a sentence speaks of it
        at = _date(case, entry)
        columns = dict(_columns(case, entry, at))
        split = split or len(columns) > 1 or _is_of_later(case, entry, at)
        timely = not case.periods or at in {period.end for choice in case.periods for period in choice}
        chosen = _tiling(columns, asked) if len(columns) > 1 and timely else []
        if chosen:
            return _made_of([columns[one] for one in chosen])
    if split:
        raise NotSaid("period", plan.mentions[0])
    return None


def _due_in(case: Case, year: int) -> Result | None:
    """What a schedule of years has in the column, or the row, of one year; None where no row is such."""
    for entry in case.entries(case.plan.mentions[0]):
        facts = [
            fact for fact in case.view.facts_of(entry) if fact.period is not None and fact.origin == "table"
        ]
        years = {fact.period.end.year: fact for fact in facts if fact.period and fact.period.months == YEAR}
        if year in years and len(years) > 1:
            return results.single(settle.of(entry, years[year]))
    return None


def _columns(case: Case, row: Entry, at: date | None) -> Iterator[tuple[Stretch, Figure]]:
    """The figures of a row by the stretch of time that their column is for."""
    for entry in _same_row(case, row):
        head = stretch_of(entry.item.path[-1]) if entry.item.path else None
        for fact in case.view.facts_of(entry):
            stretch = head or _of_years(fact.period, at)
            if stretch is not None:
                yield stretch, settle.of(entry, fact)


def _same_row(case: Case, row: Entry) -> Iterator[Entry]:
    """The parts of a row, which columns under heads of their own make entries of their own."""
    for entry in case.view.rows.get(row.label_terms, ()):
        if entry.item.statement == row.item.statement and entry.item.lines == row.item.lines:
            yield entry


def _date(case: Case, row: Entry) -> date | None:
    """The day from which a row's columns count: that of its total."""
    facts = (fact for entry in _same_row(case, row) for fact in case.view.facts_of(entry))
    days = [fact.period.end for fact in facts if fact.period is not None and fact.period.start is None]
    return min(days, default=None)


def _is_of_later(case: Case, row: Entry, at: date | None) -> bool:
    """Whether a row has figures for times that begin after its date."""
    periods = (fact.period for entry in _same_row(case, row) for fact in case.view.facts_of(entry))
    return at is not None and any(
        one is not None and one.start is not None and one.start > at for one in periods
    )


def _of_years(period: Period | None, at: date | None) -> Stretch | None:
    """The stretch of a column of whole years that begin the day after a date."""
    if period is None or period.start is None or not period.months or at is None:
        return None
    days = (period.start - at).days - 1
    low = round(days * YEAR / DAYS)
    near = days > -NEAR and abs(days - low * DAYS / YEAR) <= NEAR
    return Stretch(low, low + period.months) if near and not low % YEAR else None


def _tiling(columns: Collection[Stretch], asked: Stretch) -> list[Stretch]:
    """The columns that follow one another from the beginning of a stretch to its end; none where they do
    not."""
    found: list[Stretch] = []
    shortest_first = sorted(columns, key=_length)
    at = asked.low
    while at < asked.high:
        step = next((one for one in shortest_first if one.low == at and one.high <= asked.high), None)
        if step is None:
            return []
        found.append(step)
        at = step.high
    return found


def _length(stretch: Stretch) -> int:
    return stretch.high - stretch.low


def _made_of(figures: list[Figure]) -> Result:
    if len(figures) == 1:
        return results.single(figures[0])
    node = total([figure.node for figure in figures])
    value = evaluate(node)
    assert value is not None
    return Result("sum", tidy(value), figures[0].unit, figures, node)
