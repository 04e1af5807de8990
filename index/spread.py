"""Heads of a table whose cells have lost what they span: "Year ended" in one cell over three years.

A table taken from a page cell by cell keeps the words of a spanning head in one of the cells it covered:
the middle one (the left of two), as its words stood on the page, or the first, as markup has it. The cells
it covered are then blank, and the row below has heads of its own in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.figures import FIGURE

MOST_SPREAD = 40  # columns of a table whose heads are spread
MOST_HEADS = 12  # in a row, for which each way to spread them is tried
LONG = 120  # characters of a text that heads no columns

BROKEN_OFF = re.compile(r"(?:\b(?:and|of|or|per|the|for)|[&–-])\s*$", re.IGNORECASE)

Extent = tuple[int, int]  # first and last column, inclusive


def spread(rows: Sequence[Sequence[str]]) -> list[list[tuple[str, int, int]]]:
    """Each row's texts with the columns they cover (first, end exclusive), blank cells left out.

    [["", "", "Year ended", ""], ["", "2019", "2018", "2017"]] has "Year ended" over columns 1 to 3.
    """
    wide = max((len(row) for row in rows), default=0) > MOST_SPREAD
    extents = [[(column, column) for column, text in enumerate(row) if text.strip()] for row in rows]
    for first, after in [] if wide else _head_runs(rows):
        below = extents[after - 1]
        for place in range(after - 2, first - 1, -1):  # from the bottom: heads that stand over each other
            if any(column and BROKEN_OFF.search(rows[place][column]) for column, _ in extents[place]):
                continue  # "Land and" over "Building" goes on there
            below = extents[place] = _spread(rows[place], extents[place], below)  # span the same
    return [
        [
            (row[column].strip(), first, last + 1)
            for column, (first, last) in zip(_filled(row), found, strict=True)
        ]
        for row, found in zip(rows, extents, strict=True)
    ]


def _filled(row: Sequence[str]) -> list[int]:
    return [column for column, text in enumerate(row) if text.strip()]


def _head_runs(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """The rows that head columns, as ranges (end exclusive): those above the first row with a label and
    figures, and others further down that stand together and have neither."""
    first = 0
    for place, row in enumerate(rows):
        figures = [text for text in row[1:] if _is_figure(text)]
        bare = first == 0 or not row[0].strip()  # further down, a row with a label is no head
        if bare and (not figures or not row[0].strip() or all(map(_is_year, figures))):
            continue
        if place > first:
            yield first, place
        first = place + 1


def _is_figure(text: str) -> bool:
    match = FIGURE.fullmatch(text.strip()[:LONG])
    return match is not None and match["number"] is not None


def _is_year(text: str) -> bool:
    text = text.strip()
    return len(text) == 4 and text.isdigit() and text[:2] in ("19", "20")


def _spread(row: Sequence[str], extents: list[Extent], below: Sequence[Extent]) -> list[Extent]:
    """The columns that a row's heads cover, by those that the heads of the row below do."""
    heads = [first for first, _ in extents if first > 0]
    if not heads or any(len(row[column]) > LONG for column in heads):
        return extents
    over = [next((one for one in below if one[0] <= head <= one[1]), (head, head)) for head in heads]
    under = {column for first, last in below if first > 0 for column in range(first, last + 1)}
    bare = under - {column for first, last in over for column in range(first, last + 1)}
    if not bare:
        return [one for one in extents if one[0] == 0] + over
    last = max(under | set(heads))
    return [one for one in extents if one[0] == 0] + (_centred(heads, 1, last) or _first(heads, bare, last))


def _centred(heads: Sequence[int], first: int, last: int) -> list[Extent] | None:
    """Extents side by side, from `first` to `last`, that have the heads in their middles, as equal in width
    as can be; None where there are none."""
    found = list(_partitions(heads, first, last)) if len(heads) <= MOST_HEADS else []
    return min(found, key=_unevenness, default=None)


def _partitions(heads: Sequence[int], first: int, last: int) -> Iterator[list[Extent]]:
    if not heads:
        if first > last:
            yield []
        return
    half = heads[0] - first
    for end in (heads[0] + half, heads[0] + half + 1) if half >= 0 else ():
        if end <= last:
            yield from ([(first, end), *rest] for rest in _partitions(heads[1:], end + 1, last))


def _unevenness(extents: Sequence[Extent]) -> int:
    widths = [last - first for first, last in extents]
    return max(widths) - min(widths)


def _first(heads: Sequence[int], bare: set[int], last: int) -> list[Extent]:
    """Extents that begin at their heads and end before the next; a lone head in front of bare columns that
    stand before it covers those too."""
    ends = [*(head - 1 for head in heads[1:]), last]
    begins = list(heads)
    if len(heads) == 1 and bare and min(bare) < heads[0]:
        begins = [min(bare)]
    return list(zip(begins, ends, strict=True))
