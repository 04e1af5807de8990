"""Rows that go by what their table is of, where their own labels do not say it: balances in a table of
movements ("Balance at end of year" in one of "the activity in our warranty liability"), and the one named
total of a table whose heads, or introduction, say what is added up ("Total rope products" under "shipment
volume").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from index.instants import is_balance
from index.model import LineItem, Statement
from index.subjects import UNTITLED, carried_in, subject_in

TOTAL = "total"


def table_names(items: Sequence[LineItem], statements: Sequence[Statement]) -> dict[int, str]:
    """By position: what such rows are called by their tables."""
    names: dict[int, str] = {}
    tabled = ((position, item) for position, item in enumerate(items) if item.origin == "table")
    for number, rows in groupby(tabled, key=lambda row: row[1].statement):
        if number is not None and statements[number].kind in UNTITLED:
            names.update(_names(list(rows), statements[number].about))
    return names


def _names(rows: Sequence[tuple[int, LineItem]], about: str) -> Iterator[tuple[int, str]]:
    balances = [position for position, item in rows if not item.path and is_balance(item.label)]
    carried = carried_in(about) if balances else ""
    yield from ((position, carried) for position in balances if carried)
    position, item = rows[-1]
    added = item.label.lower().startswith(f"{TOTAL} ") and _sums_all(rows)
    if added and len({item.path for _, item in rows}) == 1:
        of = item.path[-1] if item.path else subject_in(about)
        if of:
            yield position, of if TOTAL in of.lower() else f"{TOTAL} {of}"


def _sums_all(rows: Sequence[tuple[int, LineItem]]) -> bool:
    """Whether the last row adds up all the others: "Total international" above which stands a country of the
    company's own is no total of the table."""
    parts = {position: item.parts for position, item in rows}
    found, left = set[int](), [rows[-1][0]]
    while left:
        position = left.pop()
        if position not in found:
            found.add(position)
            left += parts.get(position, ())
    return found >= parts.keys()
