"""Which period the figures of a row cover: the row's own, that of a heading above it, or its column's."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from grammar.calendar import Context, ending
from grammar.spans import add_months
from grammar.values import Period
from index.column_periods import (
    dated_end,
    headed_periods,
    in_year,
    is_period,
    read_said,
    rest_of_year,
    row_period,
    standing_at,
)
from index.concepts import stands
from index.flows import flow_periods
from index.instants import SLACK, edge_of, instant_of, on_day
from index.labels import Placed
from index.model import Row, Table
from index.wording import begins, plain

Periods = Sequence[Period | None]

AVERAGE = re.compile(r"\baverages?\b", re.IGNORECASE)
QUARTERS, MONTHS = 4, 3  # of a year, of a quarter
YEAR = (350, 380)  # days between the ends of two fiscal years
DATED = re.compile(
    r"\b(?:vested|exercisable|outstanding|expected|unvested|nonvested|available)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Times:
    """What a table's rows and columns say of periods."""

    table: Table
    kind: str  # of the statement
    context: Context
    columns: Periods
    rows_tell: bool  # no column says a period of its own: the rows may
    flows: Mapping[int, Period]  # periods of the rows between balances
    ruling: Mapping[int, str]  # the heading that is a period above each row
    spans: Mapping[int, Period]  # totals of what stands under headings that are periods
    edged: frozenset[int]  # columns whose heads name the edge of a period
    mixed: bool  # holds results and balances: these are of the last day of their column
    headed: dict[str, Periods] = field(default_factory=dict)  # periods of the columns under such a heading


def read_times(table: Table, columns: Periods, kind: str, context: Context) -> Times:
    """The periods of a table whose columns have these."""
    bare = not any(columns)
    shared = not bare and len(set(columns)) == 1 and not any(read_said(head).text for head in table.heads)
    return Times(
        table,
        kind,
        context,
        columns if bare else _rolled(table.rows, columns, kind, context),
        bare or shared,
        flow_periods(table.rows, context) if bare or shared else {},
        _ruling(table.rows) if bare or shared else {},
        _spans(table.rows, context) if bare or shared else {},
        frozenset(column for column, head in enumerate(table.heads) if edge_of(head, "", "other")),
        kind == "other" and _is_mixed(table),
    )


def _is_mixed(table: Table) -> bool:
    """Whether a table holds results and balances alike: financial highlights; no average balances."""
    if any(AVERAGE.search(head) for head in table.heads):
        return False
    labels = [row.label for row in table.rows if row.cells]
    return any(begins(label, "rows", "income") for label in labels) and any(map(stands, labels))


def _ruling(rows: Sequence[Row]) -> dict[int, str]:
    """Rows to the last heading above them that is a period: it holds until the next one that is, whatever
    other headings come between."""
    found: dict[int, str] = {}
    heading = ""
    for place, row in enumerate(rows):
        if not row.cells and is_period(row.label):
            heading = row.label
        elif heading:
            found[place] = heading
    return found


def _spans(rows: Sequence[Row], context: Context) -> dict[int, Period]:
    """The total below rows that stand alone under headings that are periods, with the time they span."""
    if not rows or plain(rows[-1].label) != "total":
        return {}
    headings = [place for place, row in enumerate(rows) if not row.cells]
    periods = [row_period(rows[place].label, (), "other", context) for place in headings]
    found = [period for period in periods if period is not None and period.start is not None]
    alone = headings == list(range(0, len(rows) - 1, 2))
    if len(found) < len(headings) or len(found) < 2 or not alone:
        return {}
    first, last = min(found, key=lambda one: one.end), max(found, key=lambda one: one.end)
    return {len(rows) - 1: Period("duration", first.start, last.end, f"{first.label} to {last.label}")}


def _rolled(rows: Sequence[Row], columns: Periods, kind: str, context: Context) -> Periods:
    """The columns of a table that leads from one balance to the next, headed by the day of the second: they
    cover the year that ends there."""
    ends = sorted({period.end for period in columns if period is not None})
    if kind == "balance_sheet" or any(period is not None and period.start for period in columns):
        return columns
    edges = {edge_of(row.label, "", "other") for row in rows if row.cells}
    if not {"start", "end"} <= edges:
        return columns
    yearly = any(YEAR[0] <= (later - earlier).days <= YEAR[1] for earlier, later in pairwise(ends))
    if not yearly and not context.calendar.closes_year(ends[-1]):
        return columns
    return [period and ending(period.end, 12).named(period.label) for period in columns]


def row_periods(times: Times, one: Placed) -> Callable[[int], Period | None]:
    """What gives the period of a row's figure by its column: for "cash at beginning of period" in row or
    head the day at its edge."""
    own = _own(times, one)
    ruled = None if own is not None else _ruled(times, one)
    heading = one.path[-1] if one.path else ""
    standing = times.mixed and not AVERAGE.search(heading) and stands(one.label)
    edged = bool(edge_of(one.label, heading, times.kind))

    def period_of(column: int) -> Period | None:
        period = own or _of_column(times, ruled, column)
        if period is not None and period.start is not None and standing:
            return on_day(period.end)
        if period is None or not (edged or column in times.edged):
            return period
        head = times.table.heads[column] if column < len(times.table.heads) else ""
        instant = instant_of(one.label, heading, times.kind, period) or instant_of(head, "", "other", period)
        return _known(times.columns, instant) if instant is not None else period

    return period_of


def _known(columns: Periods, instant: Period) -> Period:
    """The day a column ends on, where a balance is of about that day: a year of 52 weeks begins the day after
    the last one ended."""
    ends = {period.end for period in columns if period is not None}
    near = [end for end in ends if abs(end - instant.end) <= SLACK]
    if not near or instant.end in near:
        return instant
    return on_day(near[0])


def _own(times: Times, one: Placed) -> Period | None:
    """The period a row names, in a table whose columns name none of their own."""
    if not times.rows_tell:
        return None
    if one.row in times.spans:
        return times.spans[one.row]
    standing = next((p for p in times.columns if p is not None and p.start is None), None)
    rest = rest_of_year(one.label, standing.end if standing else None, times.context)
    if rest is not None:
        return rest
    # "as of January 26, 2025" says nothing of a row "2026"
    caption = () if standing is not None else times.table.caption
    own = row_period(one.label, one.path, times.kind, times.context, caption)
    if own is None and (DATED.search(one.label) or standing_at(one.label)):
        end = dated_end(one.label)
        own = on_day(end) if end is not None else None
    return own or times.flows.get(one.row)


def _ruled(times: Times, one: Placed) -> str | None:
    """The period above a row, or its own, that its columns are read under."""
    if is_period(one.label):
        return one.label
    for heading in reversed(one.path):
        if is_period(heading):
            return heading
    return times.ruling.get(one.row)


def _of_column(times: Times, heading: str | None, column: int) -> Period | None:
    """The column's period in a row: that of a heading above it that is a period, where one is."""
    period = times.columns[column]
    if heading is None:
        return period
    if heading not in times.headed:
        times.headed[heading] = headed_periods(times.table.heads, heading, times.kind, times.context)
    found = times.headed[heading][column]
    if found is None and period is not None and times.rows_tell:
        told = in_year(heading, period.end.year, times.kind, times.context)
        return told or _quarter_in(heading, period) or period
    return found or period


def _quarter_in(heading: str, period: Period) -> Period | None:
    """The quarter that a heading names in the year of its column: "First quarter" of "each quarter of
    2016"."""
    phrase = read_said(heading).phrase
    year = period.start is not None and YEAR[0] <= (period.end - period.start).days <= YEAR[1]
    if phrase is None or phrase.form != "quarter" or phrase.year is not None or not phrase.number or not year:
        return None
    end = add_months(period.end, -MONTHS * (QUARTERS - phrase.number))
    return ending(end, MONTHS).named(f"{heading.strip(' :')} {period.label}")
