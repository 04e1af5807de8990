"""A row of figures over time as a small chart of bars, in lines: where an answer lists a figure for three
periods or more of one kind, a row a period, from the earliest to the latest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal, InvalidOperation

from qa.answer import Answer, Value
from qa.formats import format_value
from qa.layout import INDENT, Line
from qa.sanitize import one_line, width
from qa.wording import LENGTHS

LEAST = 3  # periods that make a series worth drawing
MOST = 40
LEAST_ROOM, MOST_ROOM = 8, 48  # columns of a bar
EIGHTHS = " ▏▎▍▌▋▊▉"
FULL, AXIS, GAP = "█", "│", "⋮"
DERIVED = " (derived)"  # as a label says it
MARK = " *"  # and as the chart does
NEAR = timedelta(days=10)  # between the end of a period and the start of the next: weeks are no months
PLAIN_UNITS = {"percent": "percent", "ratio": "ratio", "shares": "shares", "count": "number"}


@dataclass(frozen=True, slots=True)
class Point:
    """One period's figure: its place in time as shown, what it is in decimals and in words, and whether
    periods are missing between it and the one before."""

    time: str
    amount: Decimal
    shown: str
    derived: bool
    after_gap: bool


def chart_lines(answer: Answer, columns: int) -> list[Line]:
    """The chart of an answer's figures, its title first; nothing where they are no series."""
    values = _series(answer)
    points = _points(values)
    if not points:
        return []
    times = max(width(point.time) for point in points)
    shown = max(width(point.shown) for point in points)
    derived = any(point.derived for point in points)
    room = min(columns - len(INDENT) - times - shown - (len(MARK) if derived else 0) - 4, MOST_ROOM)
    if room < LEAST_ROOM:
        return []
    bars = _bars([point.amount for point in points], room)
    lines = [Line(((f"{INDENT}{_title(values[0])}", "faint"),))]
    for point, bar in zip(points, bars, strict=True):
        if point.after_gap:
            lines.append(Line(((f"{INDENT}{GAP:>{times}}", "faint"),)))
        lines.append(
            Line(
                (
                    (f"{INDENT}{point.time:>{times}}  ", "faint"),
                    (bar, "name"),
                    (f"  {point.shown:>{shown}}", "answer"),
                    (MARK if point.derived else "", "faint"),
                )
            )
        )
    if derived:
        lines.append(
            Line(((f"{INDENT}{MARK.strip()} derived: the filings do not print that period", "faint"),))
        )
    return lines


def _series(answer: Answer) -> list[Value]:
    """The values of an answer in order of time, where they are one figure over periods of one length."""
    values = [value for value in answer.values if value.period is not None]
    kinds = {(v.unit, v.period.kind, v.period.months) for v in values if v.period is not None}
    ends = {v.period.end for v in values if v.period is not None}
    if not answer.answered or answer.value is not None or len(kinds) != 1 or len(values) < len(answer.values):
        return []
    if not LEAST <= len(values) <= MOST or len(ends) != len(values):
        return []
    return sorted(values, key=lambda value: value.period.end.isoformat() if value.period else "")


def _points(values: Sequence[Value]) -> list[Point]:
    points = []
    before = None
    for value in values:
        try:
            amount = Decimal(value.value)
        except InvalidOperation:
            return []
        period = value.period
        if period is None or not amount.is_finite():
            return []
        gap = before is not None and period.start is not None and period.start - before > NEAR
        before = period.end
        shown = one_line(format_value(value.value, value.unit))
        points.append(
            Point(
                f"{period.end:%b} {period.end.day}, {period.end.year}",
                amount,
                shown,
                value.label.endswith(DERIVED),
                gap,
            )
        )
    return points


def _title(value: Value) -> str:
    """What is drawn, over which length of time, and in what: "Net sales, three months ended, USD"."""
    label = one_line(value.label.removesuffix(DERIVED))
    label = label if width(label) <= 40 else f"{label[:39]}…"
    period = value.period
    if period is None or period.start is None:
        time = "at"
    else:
        time = f"{LENGTHS.get(period.months or 0, 'period')} ended"
    return f"{label}, {time}, {PLAIN_UNITS.get(value.unit, one_line(value.unit))}"


def _bars(amounts: Sequence[Decimal], room: int) -> list[str]:
    """Bars of one scale in `room` columns, from zero: to the left of an axis where below it."""
    least, most = min(*amounts, Decimal(0)), max(*amounts, Decimal(0))
    span = most - least
    if not span:
        return [AXIS + " " * (room - 1)] * len(amounts)
    if not least:
        return [_block(amount / span * room).ljust(room) for amount in amounts]
    left = int(-least / span * (room - 1))
    if not most:
        left = room - 1
    return [_signed(amount, span, left, room - 1 - left, room - 1) for amount in amounts]


def _signed(amount: Decimal, span: Decimal, left: int, right: int, room: int) -> str:
    if amount < 0:
        # There are no blocks that fill a cell from its right: whole cells, and at least one.
        cells = min(max(round(-amount / span * room), 1), left)
        return f"{FULL * cells:>{left}}{AXIS}{' ' * right}"
    bar = _block(min(amount / span * room, Decimal(right)))
    return f"{' ' * left}{AXIS}{bar.ljust(right)}"


def _block(cells: Decimal) -> str:
    """A bar of so many columns, in eighths; the thinnest for what is not nothing."""
    eighths = max(round(cells * 8), 1) if cells else 0
    whole, rest = divmod(eighths, 8)
    return FULL * whole + (EIGHTHS[rest] if rest else "")
