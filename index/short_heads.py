"""Column heads that say a period in short, which only their neighbours make plain: "First", "Second",
"Third" for quarters; "12/09", "12/10", "12/11" for the months in which years end.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.model import Table

ORDINAL = re.compile(r"\b(?:first|second|third|fourth|1st|2nd|3rd|4th)$", re.IGNORECASE)
MONTH_OF_YEAR = re.compile(r"(0?[1-9]|1[0-2])/(\d\d)")
FIRST_THREE = frozenset({"first", "second", "third"})
FEWEST = 3  # heads of a kind, for each to be read as that
CENTURY, TURN = 100, 70  # years in two digits: from 1970 to 2069


def spelled(heads: Sequence[str]) -> list[str]:
    """The heads with what their neighbours say of them written out."""
    return quartered(dated(heads))


def quartered(heads: Sequence[str]) -> list[str]:
    """The heads with their noun where "First", "Second", "Third" stand for quarters: three at least."""
    ends = {match.group().lower() for head in heads if (match := ORDINAL.search(head.rstrip()))}
    if len(ends) < FEWEST:
        return list(heads)
    return [f"{head.rstrip()} quarter" if ORDINAL.search(head.rstrip()) else head for head in heads]


def with_quarters(table: Table) -> Table:
    """The table with "quarter" behind "First", "Second", "Third" where its rows are called no more."""
    places = [place for place, row in enumerate(table.rows) if row.cells]
    found = [place for place in places if ORDINAL.fullmatch(table.rows[place].label.strip(" :"))]
    if not FIRST_THREE.issubset(table.rows[place].label.strip(" :").lower() for place in found):
        return table
    if "quarter" not in " ".join((*table.caption, table.intro, table.stub, *table.heads)).lower():
        return table
    rows = list(table.rows)
    for place in found:
        rows[place] = replace(rows[place], label=f"{rows[place].label.rstrip(' :')} quarter")
    for place in places:
        if rows[place].label.strip(" :").lower() == "year":
            rows[place] = replace(rows[place], label="Full year")
    return replace(table, rows=tuple(rows))


def dated(heads: Sequence[str]) -> list[str]:
    """The heads with the last day of a month in the place of "12/09", where one month of at least three years
    in a row stands so: "12/09", "12/10" alone may be days."""
    found = {
        place: match for place, head in enumerate(heads) if (match := MONTH_OF_YEAR.fullmatch(head.strip()))
    }
    years = [_year(match) for match in found.values()]
    steps = {later - earlier for earlier, later in pairwise(years)}
    if (
        len(found) < FEWEST
        or len({int(match[1]) for match in found.values()}) > 1
        or steps not in ({1}, {-1})
    ):
        return list(heads)
    return [_day(found[place]) if place in found else head for place, head in enumerate(heads)]


def _year(match: re.Match[str]) -> int:
    short = int(match[2])
    return short + (19 if short >= TURN else 20) * CENTURY


def _day(match: re.Match[str]) -> str:
    month, year = int(match[1]), _year(match)
    return f"{month_name[month]} {monthrange(year, month)[1]}, {year}"
