"""What happened between two balances: the periods of the rows of a statement of equity, or of any table that
leads from one day to the next.

Its columns are kinds of equity, shares and prices; "Balance, March 31, 2002" or "Nonvested at March 31, 2002"
and the row of that name before it tell what the rows between them cover.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from grammar.calendar import Context
from grammar.values import Period
from index.bridges import led_name
from index.column_periods import row_period, standing_at
from index.concepts import YEAR_LED
from index.instants import on_day
from index.model import Row


def flow_periods(rows: Sequence[Row], context: Context) -> dict[int, Period]:
    """Rows to the periods that the balances above and below them bound."""
    found: dict[int, Period] = {}
    opened: tuple[int, Period] | None = None
    named = _named(rows)
    for place, row in enumerate(rows):
        instant = _instant(row.label, named, context) if row.cells else None
        if instant is None or instant.start is not None:
            continue
        if opened is not None and opened[1].end < instant.end:
            period = _between(opened[1], instant)
            found |= {between: period for between in range(opened[0] + 1, place) if rows[between].cells}
        opened = place, instant
    return found or dict(_bridged(rows, context))


def _bridged(rows: Sequence[Row], context: Context) -> Iterator[tuple[int, Period]]:
    """Rows of a table that leads from a figure of one year to that of the next ("2015 net revenue", what
    changed it, "2016 net revenue") to their years: what lies between happened in the second."""
    filled = [place for place, row in enumerate(rows) if row.cells]
    if len(filled) < 3:
        return
    led = {place: match for place in filled if (match := YEAR_LED.match(rows[place].label))}
    first, last = filled[0], filled[-1]
    names = {led_name(rows[place].label) for place in led}
    if set(led) != {first, last} or len(names) > 1:
        return  # "2019 notes" and "2021 notes" with nothing between them are names
    old, new = (row_period(led[place]["year"], (), "income", context) for place in (first, last))
    if old is None or new is None or old.end >= new.end:
        return
    yield first, old
    yield from ((place, new) for place in range(first + 1, last + 1))


def _named(rows: Sequence[Row]) -> str:
    """What stands at one day after the other, two of them at least; "" for nothing."""
    found = [one[0] for row in rows if row.cells and (one := standing_at(row.label)) is not None]
    return next((name for name in found if found.count(name) > 1), "")


def _instant(label: str, named: str, context: Context) -> Period | None:
    """The day that a balance is of, or a row of what stands at one day after the other."""
    found = standing_at(label) if named else None
    if found is not None and found[0] == named:
        return on_day(found[1])
    return row_period(label, (), "equity", context)


def _between(opening: Period, closing: Period) -> Period:
    """From the day after one balance to the day of the next; a balance of the first of a month is that of
    the evening before."""
    start = opening.end if opening.end.day == 1 else opening.end + timedelta(days=1)
    end = closing.end - timedelta(days=1) if closing.end.day == 1 else closing.end
    return Period("duration", start, end, f"{opening.label} to {closing.label}")
