"""Rows of a statement of flows that are balances: cash at the beginning of the period, balances at its end.

Their column covers a period, but the figure is of one day of it: the last, or the day before the first.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from grammar.values import Period
from index.column_periods import read_said

_SPAN = r"(?:fiscal |reporting )?(?:period|year|quarter|month|half)s?"
# What there is more or less of from one day to the next.
_STOCK = (
    r"(?:balances?|cash|(?:client )?assets under (?:management|administration)|net assets|net asset value"
    r"|(?:loss )?reserves?|backlog|membership|members|subscribers|customers|stores|restaurants|units"
    r"|headcount)"
)
START = re.compile(
    rf"\b(?:beginning|start|opening) of (?:the |each )?{_SPAN}\b"
    rf"|^(?:beginning|opening) {_STOCK}\b"
    r"|\b(?:balances?|cash\b[a-z ,]{0,60}),? (?:at |- )?(?:the )?beginning\b|[,-] ?beginning\b",
    re.IGNORECASE,
)
END = re.compile(
    rf"\b(?:end|close|ending) of (?:the |each )?{_SPAN}\b"
    rf"|^(?:ending|closing) {_STOCK}\b"
    r"|\b(?:balances?|cash\b[a-z ,]{0,60}),? (?:at |- )?(?:the )?end(?:ing)?\b|[,-] ?end(?:ing)?$"
    r"|\bat (?:the )?(?:period|year|quarter|month)[- ]end\b",
    re.IGNORECASE,
)
# Cash as such, and no movement of it.
CASH = re.compile(r"^(?:total )?(?:restricted )?cash\b", re.IGNORECASE)
MOVED = re.compile(
    r"\b(?:increase|decrease|change|provided|used|flows?|effect|paid|received"
    r"|payments?|proceeds|acquired|dividends?|interest|taxes|generated|net of|from|for)\b",
    re.IGNORECASE,
)
# What happened to what is there at the end.
MOVEMENT = re.compile(
    r"\b(?:gains?|losses|change|increase|decrease|recogni[sz]ed|arising)\b.*"
    r"\bduring (?:the )?(?:period|year|quarter)\b",
    re.IGNORECASE,
)
RECONCILED = re.compile(r"\breconciliation of cash\b|\bcash\b.*\bconsist", re.IGNORECASE)
NAMED = re.compile(
    r"\b(?:balances?|cash)\b|\b(?:at|as of),? [a-z]{3,9}\.? \d{1,2}(?:, \d{4})?$", re.IGNORECASE
)
# The first and the last row of a table of movements, and the sums between.
BALANCE = re.compile(
    rf"(?:(?:beginning|ending|opening|closing) )?balances?(?:,? (?:(?:at|as of|as at) )?(?:the )?"
    rf"(?:(?:beginning|end|start|close)(?: of (?:the )?{_SPAN})?|[a-z]{{3,9}}\.? \d{{1,2}}(?:,? \d{{4}})?))?"
    rf"|(?:at )?(?:the )?(?:beginning|end) of (?:the )?{_SPAN}",
    re.IGNORECASE,
)
SLACK = timedelta(days=7)  # 52/53-week years end near the month's end


def is_balance(label: str) -> bool:
    """Whether a label says no more than that the row is a balance: what it is of, its table says."""
    return BALANCE.fullmatch(label.strip(" :")) is not None


def instant_of(label: str, heading: str, kind: str, period: Period) -> Period | None:
    """The day that a row's figure is of, in a column that covers `period`; None where it covers it too.

    `heading`: the nearest above the row; `kind`: of the statement.
    """
    if period.start is None:
        return None
    edge = edge_of(label, heading, kind)
    if edge == "dated":
        return _dated(label, period)
    if not edge:
        return None
    day = period.end if edge == "end" else period.start - timedelta(days=1)
    return on_day(day)


def on_day(day: date) -> Period:
    """A day as an instant."""
    return Period("instant", None, day, f"{day:%B} {day.day}, {day.year}")


@lru_cache(maxsize=4096)
def edge_of(label: str, heading: str, kind: str) -> str:
    """The edge of its column's period that a row is of: "start", "end", "dated" (the label names a day), or
    ""."""
    if MOVEMENT.search(label):
        return ""
    for text in (label, heading):
        if START.search(text):
            return "start"
        if END.search(text):
            return "end"
    if kind == "cash_flow" and CASH.search(label) and not MOVED.search(label):
        said = read_said(label)
        return "dated" if said.month is not None and said.day is not None else "end"
    if kind == "cash_flow" and RECONCILED.search(heading):
        return "end"
    if NAMED.search(label) and kind != "income":
        said = read_said(label)
        return "dated" if said.month is not None and said.day is not None and said.months is None else ""
    return ""


def _dated(label: str, period: Period) -> Period | None:
    """The edge of the period that the label's month and day name; its first day means the evening before."""
    said = read_said(label)
    assert period.start is not None
    before = period.start - timedelta(days=1)
    for near, day in ((period.end, period.end), (before, before), (period.start, before)):
        try:
            named = date(said.year or near.year, said.month or 1, said.day or 1)
        except ValueError:  # 29 February
            continue
        if abs(named - near) <= SLACK:
            return on_day(day)
    return None
