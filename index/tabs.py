"""Tables laid by tabs whose stops do not line up: cells are told by counting tabs, not by position.

A run of lines with tabs is looked at as a whole. Where its figures stand in columns once tabs go to the
next multiple of eight, nothing is done; else each cell is put under those it belongs with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

TAB = 8
GAP = 3  # blanks between columns laid out anew
MOST_LINES = 400  # of one run
BETWEEN = 6  # lines without a tab within a run
FIGURE = re.compile(
    r"\(?[$£€¥]?\s*\(?[-–]?\s?[\d.,]*\d[\d.,]*\s?\)?\s?%?\)?|-{1,3}|[–—]|n/?[am]", re.IGNORECASE
)
SIGN = re.compile(r"(?:US|C|A)?[$£€¥]|\(|[$£€¥]\s?\(")
CLOSING = re.compile(r"\)|%|\)%")
ENDS = re.compile(r"\s*</?(?:TABLE|TEXT|DOCUMENT)\b", re.IGNORECASE)
YEARS = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands between two tabs: its text, the character it begins at, and how many tabs precede it."""

    text: str
    start: int
    tabs: int
    figure: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """One line cut at its tabs: its label, the cells behind it, and whether they are a row of figures."""

    raw: str
    label: Cell | None
    cells: tuple[Cell, ...]

    @property
    def row(self) -> bool:
        """Whether the cells are figures, all of them, and not all years."""
        return (
            bool(self.cells)
            and all(cell.figure for cell in self.cells)
            and not all(YEARS.fullmatch(cell.text) for cell in self.cells)
        )


@dataclass(frozen=True, slots=True)
class TabLayout:
    """The columns of a run: how wide its labels are and each of its columns; how many tabs stand before the
    first, and part two."""

    label: int
    widths: tuple[int, ...]
    first: int
    step: int

    def lay(self, raw: str) -> tuple[str, list[int]]:
        """A line with its cells in their columns, and the character each column of it comes from."""
        line = _laid(raw)
        pieces: list[tuple[int, Cell]] = [(_indent(line.label), line.label)] if line.label else []
        pieces += [(self._start(cell, first, last), cell) for cell, first, last in self.spans(line.cells)]
        text, places = "", list[int]()
        for start, cell in pieces:
            start = max(start, len(text) + 2) if text else start
            text = text.ljust(start) + cell.text
            places += [cell.start] * (start - len(places))
            places += range(cell.start, cell.start + len(cell.text))
        return text, places

    def _start(self, cell: Cell, first: int, last: int) -> int:
        """Where a cell begins: a figure flush right, other words in the middle of their columns."""
        left = self.label + sum(self.widths[:first]) + GAP * (first + 1)
        width = sum(self.widths[first : last + 1]) + GAP * (last - first)
        if cell.figure and not YEARS.fullmatch(cell.text):
            tail = len(cell.text) - len(cell.text.rstrip(")%"))
            return left + width - len(cell.text) + tail - 1
        return left + max(0, (width - len(cell.text)) // 2)

    def spans(self, cells: Sequence[Cell]) -> list[tuple[Cell, int, int]]:
        """Each cell with the first and last column it stands over."""
        count = len(self.widths)
        if not cells:
            return []
        if len(cells) >= count:
            return [(cell, place, place) for place, cell in enumerate(cells[:count])]
        if any(cell.figure for cell in cells):
            # Of a label that takes more tabs than others, the first figure is taken for the first column.
            start = self.first if (cells[-1].tabs - self.first) // self.step < count else cells[0].tabs
            found = [(cell, min(count - 1, max(0, cell.tabs - start) // self.step)) for cell in cells]
            return [(cell, place, place) for cell, place in found]
        places = [(cell.tabs - self.first) // self.step for cell in cells]
        if places[0] >= 0 and places[-1] < count:
            ends = [*(place - 1 for place in places[1:]), count - 1]
            return list(zip(cells, places, ends, strict=True))
        each = count // max(1, len(cells))
        return [(cell, place * each, place * each + each - 1) for place, cell in enumerate(cells)]


def tab_layout(run: Sequence[str]) -> TabLayout | None:
    """How a run of lines is laid out; None where its figures stand in columns at stops of eight."""
    lines = [_laid(raw) for raw in run if "\t" in raw]
    rows = [line for line in lines if line.row]
    heads = [line for line in lines if line.label is None and not line.row]
    fields = sum(1 for line in rows if line.label is not None and line.label.text.endswith(":"))
    if len(rows) < 2 or 2 * fields > len(rows):
        return None
    count = max(len(line.cells) for line in rows)
    full = [line for line in rows if len(line.cells) == count]
    if not _counted(heads, full) and _lined_up(full, count) and _heads_over(lines, rows):
        return None
    widths = tuple(max(len(line.cells[place].text) for line in full) + 1 for place in range(count))
    steps = Counter(right.tabs - left.tabs for line in full for left, right in pairwise(line.cells))
    labels = max((len(line.label.text) + _indent(line.label) for line in rows if line.label), default=0)
    first = Counter(line.cells[0].tabs for line in full).most_common(1)[0][0]
    found = TabLayout(labels + 1, widths, first, max(1, steps.most_common(1)[0][0]) if steps else 1)
    return _widened(found, heads)


def _widened(layout: TabLayout, heads: Sequence[Laid]) -> TabLayout:
    """The layout with columns wide enough for what stands over them."""
    widths = list(layout.widths)
    for line in heads:
        for cell, first, last in layout.spans(line.cells):
            missing = len(cell.text) - sum(widths[first : last + 1]) - GAP * (last - first)
            for column in range(first, last + 1) if missing > 0 else ():
                widths[column] += -(-missing // (last - first + 1))
    return replace(layout, widths=tuple(widths))


def _counted(heads: Sequence[Laid], rows: Sequence[Laid]) -> bool:
    """Whether each column has a number of tabs of its own, in all whole rows and in the heads above them."""
    numbers = {tuple(cell.tabs for cell in line.cells) for line in rows}
    if len(numbers) > 1:
        return False
    (own,) = numbers
    return all(cell.tabs in own for line in heads for cell in line.cells if cell.tabs)


def tab_run(lines: Sequence[str], place: int, floor: int) -> tuple[int, int]:
    """The run of lines with tabs around a place, not above `floor`: first and last, as places in `lines`."""
    return max(floor, _edge(lines, place, -1)), _edge(lines, place, 1)


def _edge(lines: Sequence[str], place: int, step: int) -> int:
    last, bare = place, 0
    for other in range(place + step, place + step * MOST_LINES, step):
        if not 0 <= other < len(lines) or bare > BETWEEN or ENDS.match(lines[other]):
            break
        if "\t" in lines[other]:
            last, bare = other, 0
        elif lines[other].strip():
            bare += 1
    return last


def _indent(label: Cell) -> int:
    """How far in a label stands: by the blanks before it, or two columns a tab."""
    return 2 * label.tabs if label.tabs else label.start


def _laid(raw: str) -> Laid:
    """A line cut at its tabs; a currency sign or a ")" in a cell of its own joins its figure."""
    found: list[Cell] = []
    start = 0
    for tabs, piece in enumerate(raw.split("\t")):
        text = piece.strip()
        begin = start + len(piece) - len(piece.lstrip())
        start += len(piece) + 1
        if not text:
            continue
        before = found[-1] if found else None
        figure = bool(FIGURE.fullmatch(text))
        if before is not None and figure and SIGN.fullmatch(before.text):
            found[-1] = Cell(text, begin, tabs, True)
        elif before is not None and before.figure and CLOSING.fullmatch(text):
            whole = raw[before.start : begin + len(text)].replace("\t", " ")
            found[-1] = Cell(whole, before.start, before.tabs, True)
        else:
            found.append(Cell(text, begin, tabs, figure))
    label = found[0] if found and _labels(found) else None
    return Laid(raw, label, tuple(found[1:] if label else found))


def _labels(cells: Sequence[Cell]) -> bool:
    """Whether the first cell of a line is its label: before all tabs, or before nothing but figures."""
    first, *others = cells
    if first.tabs == 0:
        return bool(others) or not first.figure
    return not first.figure and bool(others) and all(cell.figure for cell in others)


def _lined_up(rows: Sequence[Laid], count: int) -> bool:
    """Whether the cells of whole rows keep to columns of their own when tabs are expanded."""
    reaches: list[tuple[int, int]] = [(10**6, 0)] * count
    for line in rows:
        for place, cell in enumerate(line.cells):
            start = _column(line.raw, cell.start)
            left, right = reaches[place]
            reaches[place] = min(left, start), max(right, start + len(cell.text))
    return all(left[1] <= right[0] for left, right in pairwise(reaches)) and (
        count > 1 or reaches[0][1] - reaches[0][0] < 3 * TAB
    )


def _heads_over(lines: Sequence[Laid], rows: Sequence[Laid]) -> bool:
    """Whether nothing that stands behind tabs alone, as heads do, begins far in front of the figures."""
    left = min(_column(line.raw, line.cells[0].start) for line in rows)
    heads = [line.raw for line in lines if line.raw.startswith("\t") and line.raw.strip()]
    return all(_column(raw, len(raw) - len(raw.lstrip())) >= left - 2 * TAB for raw in heads)


def _column(raw: str, place: int) -> int:
    """The column of a character when tabs go to the next multiple of eight."""
    return len(raw[:place].expandtabs(TAB))
