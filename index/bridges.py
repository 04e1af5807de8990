"""Tables that lead from a figure of one year to that of the next, by what changed it: "2015 net revenue", its
steps, "2016 net revenue".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.concepts import PARENTHESES, YEAR_LED
from index.model import LineItem
from index.wording import plain

FEWEST = 3  # rows: the two ends, and a step between


@dataclass(frozen=True, slots=True)
class Bridge:
    """What a table leads from and to: its name, the two years, and the positions of the two rows."""

    name: str
    old: int
    new: int
    ends: tuple[int, int]


def bridges(items: Sequence[LineItem]) -> dict[int, Bridge]:
    """The bridges among the tables, by the number of the statement."""
    rows: dict[int, list[int]] = {}
    for position, item in enumerate(items):
        if item.origin == "table" and item.statement is not None:
            rows.setdefault(item.statement, []).append(position)
    return {
        number: found
        for number, places in rows.items()
        if len(places) >= FEWEST and (found := _bridge(items, places[0], places[-1])) is not None
    }


def _bridge(items: Sequence[LineItem], first: int, last: int) -> Bridge | None:
    old, new = (YEAR_LED.match(items[place].label) for place in (first, last))
    if old is None or new is None or int(old["year"]) >= int(new["year"]):
        return None
    names = {led_name(items[place].label) for place in (first, last)}
    return Bridge(names.pop(), int(old["year"]), int(new["year"]), (first, last)) if len(names) == 1 else None


def led_name(label: str) -> str:
    """What a label says after the year that it begins with: "net revenue"; "" where it begins with none."""
    match = YEAR_LED.match(label)
    return plain(PARENTHESES.sub(" ", label[match.end() :])) if match else ""
