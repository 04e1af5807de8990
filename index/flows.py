"""What happened between two balances: the periods of the rows of a statement of equity.

Its columns are the kinds of equity; "Balance, March 31, 2002" and the balance before it tell what the rows
between them cover.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from grammar.calendar import Context
from grammar.values import Period
from index.column_periods import row_period
from index.model import Row


def flow_periods(rows: Sequence[Row], context: Context) -> dict[int, Period]:
    """Rows to the periods that the balances above and below them bound."""
    found: dict[int, Period] = {}
    opened: tuple[int, Period] | None = None
    for place, row in enumerate(rows):
        instant = row_period(row.label, (), "equity", context) if row.cells else None
        if instant is None or instant.start is not None:
            continue
        if opened is not None and opened[1].end < instant.end:
            period = _between(opened[1], instant)
            found |= {between: period for between in range(opened[0] + 1, place) if rows[between].cells}
        opened = place, instant
    return found


def _between(opening: Period, closing: Period) -> Period:
    """From the day after one balance to the day of the next; a balance of the first of a month is that of
    the evening before."""
    start = opening.end if opening.end.day == 1 else opening.end + timedelta(days=1)
    return Period("duration", start, closing.end, f"{opening.label} to {closing.label}")
