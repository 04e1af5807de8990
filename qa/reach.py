"""The filings of one company as one question reaches them: the same line item in each of them.

A period is looked for in the filings that have a figure for it, from the newest to the oldest: the latest
filing has the last word on a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from grammar.calendar import Context, FiscalCalendar, same_period
from grammar.lexicon import concepts
from grammar.values import Period
from index.catalogue import Entry
from index.model import Fact, FilingRecord
from qa import settle
from qa.figures import Figure, Leaf
from qa.sums import NEAR_DAYS
from qa.view import FilingView

YEAR_DAYS = 371  # of 53 weeks
TELLING = 4  # how many filings without a fiscal year one that has one outweighs
Pick = Callable[[Sequence[Fact]], list[Fact]]  # the facts of a line that will do: unit, basis, kind


@dataclass(frozen=True, slots=True)
class Line:
    """One line item in one filing."""

    view: FilingView
    entry: Entry


class Reach:
    """Several filings of one company, the newest first."""

    def __init__(
        self,
        name: str,
        records: Sequence[FilingRecord],
        view: Callable[[FilingRecord], FilingView],
        periods: Callable[[FilingRecord], Sequence[Period]],
    ) -> None:
        self.name = name
        self.records = tuple(records)
        self._view = view
        self._periods = periods

    @cached_property
    def anchor(self) -> date | None:
        """The last day of the latest period that any of the filings reports."""
        return max((r.report_end for r in self.records if r.report_end), default=None)

    def context(self, view: FilingView) -> Context:
        """What period phrases are read against: the company's fiscal calendar, and the latest period of all
        its filings."""
        own = view.context
        return replace(own, anchor=self.anchor or own.anchor, calendar=self.calendar)

    @cached_property
    def calendar(self) -> FiscalCalendar:
        """The fiscal calendar that most of the filings give; one that says nothing of it (a press release
        alone) is read as the calendar year, which counts only where hardly any says otherwise."""
        counted: dict[FiscalCalendar, int] = {}
        for record in self.records:
            calendar = replace(record.calendar, stated=True)
            counted[calendar] = counted.get(calendar, 0) + (1 if _is_plain(calendar) else TELLING)
        best = max(counted, key=lambda calendar: counted[calendar])
        return replace(best, stated=any(record.calendar.stated for record in self.records))

    def view(self, record: FilingRecord) -> FilingView:
        return self._view(record)

    def has(self, record: FilingRecord, period: Period) -> bool:
        """Whether a filing has a figure for a period; for a duration, a balance at its end will do."""
        return any(
            same_period(own, period)
            or (own.kind == "instant" and abs((own.end - period.end).days) <= NEAR_DAYS)
            for own in self._periods(record)
        )

    def bases(self, wanted: Sequence[Sequence[Period]]) -> list[FilingRecord]:
        """The filings in the order in which to ask them: those first that have the most of the periods
        asked for (each given as what it may mean), and among those the newest."""

        def lacking(record: FilingRecord) -> int:
            return sum(not any(self.has(record, period) for period in choice[:1]) for choice in wanted)

        return sorted(self.records, key=lacking)

    def lines(
        self, view: FilingView, entry: Entry, period: Period | None, within: Collection[int] | None = None
    ) -> Iterator[Line]:
        """The line item `entry` of the filing `view` in every filing, that one included, newest first; only
        in those that have a figure for the period, or those with these ids, where they are given."""
        for record in self.records if within is None else [r for r in self.records if r.id in within]:
            if record.id == view.record.id:
                yield Line(view, entry)
                yield from (Line(view, row) for row in same_lines(view, entry, view) if row is not entry)
            elif period is None or self.has(record, period):
                other = self.view(record)
                yield from (Line(other, row) for row in same_lines(view, entry, other))

    def printed(self, view: FilingView, entry: Entry, period: Period, pick: Pick) -> Figure | None:
        """What the latest filing that prints a line item for a period gives."""
        for line in self.lines(view, entry, period):
            fact = settle.printed(pick(line.view.facts_of(line.entry)), period)
            if fact is not None:
                return self._figure(view, entry, line, fact)
        return None

    def derived(self, view: FilingView, entry: Entry, period: Period, pick: Pick) -> Figure | None:
        """A period that no filing prints, from those that the filings print."""
        if not settle.additive(entry):
            return None
        if period.start is None:
            return None
        near = {record.id for record in self.records if self._reports_around(record, period)}
        return settle.derived(entry, self.leaves(view, entry, pick, near), period)

    def _reports_around(self, record: FilingRecord, period: Period) -> bool:
        """Whether a filing has figures for durations less than a year away from one."""
        first = (period.start or period.end).toordinal() - YEAR_DAYS
        last = period.end.toordinal() + YEAR_DAYS
        return any(
            own.start and own.end.toordinal() >= first and own.start.toordinal() <= last
            for own in self._periods(record)
        )

    def leaves(
        self, view: FilingView, entry: Entry, pick: Pick, within: Collection[int] | None = None
    ) -> list[Leaf]:
        """Every printed figure of a line item, those of the latest filing first; of the filings with these
        ids only, where they are given."""
        found: list[Leaf] = []
        for line in self.lines(view, entry, None, within):
            elsewhere = None if line.view is view else line.view
            found += [
                Leaf(line.entry, f, view=elsewhere) for f in pick(line.view.facts_of(line.entry)) if f.period
            ]
        return found

    def earlier(self, leaf: Leaf, view: FilingView, pick: Pick) -> Leaf | None:
        """The figure that an older filing gave for the same line item and period, where it is another one;
        the newest of those. A figure that only rounds the later one is the same."""
        own, period = leaf.view or view, leaf.period
        if leaf.fact.origin != "table" or period is None:
            return None
        place = [r.id for r in self.records].index(own.record.id)
        for record in self.records[place + 1 :]:
            if not self.has(record, period):
                continue
            older = self.view(record)
            same = [
                Leaf(row, fact, view=older)
                for row in same_lines(own, leaf.entry, older)
                for fact in pick(older.facts_of(row))
                if fact.unit == leaf.unit and fact.period and same_period(fact.period, period)
            ]
            if same and not any(rounds(one.fact, leaf.fact) for one in same):
                return same[0]
        return None

    @staticmethod
    def _figure(view: FilingView, entry: Entry, line: Line, fact: Fact) -> Figure:
        if line.view is view:
            return settle.of(entry, fact)
        leaf = Leaf(line.entry, fact, view=line.view)
        return Figure(leaf, entry, fact.period, fact.unit)


def _is_plain(calendar: FiscalCalendar) -> bool:
    return (calendar.end_month, calendar.end_day, calendar.offset) == (12, 31, 0)


def rounds(one: Fact, other: Fact) -> bool:
    """Whether two figures are the same but for the rounding of the coarser one."""
    if one.value == other.value:
        return True
    steps = sorted((_step(one), _step(other)))
    return steps[0] < steps[1] and abs(one.value - other.value) <= steps[1]


def _step(fact: Fact) -> Decimal:
    """What one in the last printed place is worth."""
    digits = fact.printed.rsplit(".", 1)
    places = sum(c.isdigit() for c in digits[1]) if len(digits) == 2 else 0
    return Decimal(fact.scale).scaleb(-places)


def same_lines(view: FilingView, entry: Entry, other: FilingView) -> list[Entry]:
    """The rows of another filing of the company that are the same line item: of statements of the same
    kind and basis, called the same, or else the line for the same concept."""
    if entry.statement is None or entry.item.origin != "table":
        return []
    kind, basis = entry.statement.kind, entry.statement.basis
    rows = [row for row in other.rows.get(entry.label_terms, ()) if _fits(row, kind, basis)]
    rows = [r for r in rows if r.path_terms == entry.path_terms] or [
        r for r in rows if not (r.path_terms and entry.path_terms) or r.path_terms & entry.path_terms
    ]
    if rows:
        return rows
    for concept in sorted(entry.concepts, key=lambda c: (entry.concepts[c], c)):
        if concept in concepts() and _line_of(view, concept, kind, basis) is entry:
            found = _line_of(other, concept, kind, basis)
            rows = other.rows[found.label_terms] if found is not None else []
            return [row for row in rows if _fits(row, kind, basis) and concept in row.concepts]
    return []


def _line_of(view: FilingView, concept: str, kind: str, basis: str) -> Entry | None:
    """The row that stands for a concept in statements of one kind and basis."""
    return next((e for e in view.catalogue.with_concept(concept) if _fits(e, kind, basis)), None)


def _fits(entry: Entry, kind: str, basis: str) -> bool:
    statement = entry.statement
    return (
        statement is not None
        and entry.item.origin == "table"
        and (statement.kind, statement.basis) == (kind, basis)
    )
