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

    @property
    def figure(self) -> bool:
        return bool(FIGURE.fullmatch(self.text))


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
        label, cells = _label_and_cells(raw)
        pieces: list[tuple[int, Cell]] = [(_indent(label), label)] if label else []
        pieces += [(self._start(cell, first, last), cell) for cell, first, last in self.spans(label, cells)]
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

    def spans(self, label: Cell | None, cells: Sequence[Cell]) -> list[tuple[Cell, int, int]]:
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


def tab_layout(lines: Sequence[str]) -> TabLayout | None:
    """How a run of lines is laid out; None where its figures stand in columns at stops of eight."""
    rows = [(label, cells) for label, cells in map(_label_and_cells, lines) if _row(cells)]
    count = max((len(cells) for _, cells in rows), default=0)
    fields = sum(1 for label, _ in rows if label is not None and label.text.endswith(":"))
    full = [cells for _, cells in rows if len(cells) == count]
    if count == 0 or len(rows) < 2 or 2 * fields > len(rows):
        return None
    figured = [line for line in lines if _row(_label_and_cells(line)[1])]
    if not _counted(lines, full) and _lined_up(figured, count) and _heads_over(lines, figured):
        return None
    widths = tuple(max(len(cells[place].text) for cells in full) + 1 for place in range(count))
    steps = Counter(right.tabs - left.tabs for cells in full for left, right in pairwise(cells))
    labels = max((len(label.text) + _indent(label) for label, _ in rows if label), default=0)
    first = Counter(cells[0].tabs for cells in full).most_common(1)[0][0]
    found = TabLayout(labels + 1, widths, first, max(1, steps.most_common(1)[0][0]) if steps else 1)
    return _widened(found, lines)


def _widened(layout: TabLayout, lines: Sequence[str]) -> TabLayout:
    """The layout with columns wide enough for what stands over them."""
    widths = list(layout.widths)
    for line in lines:
        label, cells = _label_and_cells(line)
        if label is not None or _row(cells):
            continue
        for cell, first, last in layout.spans(label, cells):
            missing = len(cell.text) - sum(widths[first : last + 1]) - GAP * (last - first)
            for column in range(first, last + 1) if missing > 0 else ():
                widths[column] += -(-missing // (last - first + 1))
    return replace(layout, widths=tuple(widths))


def _counted(lines: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether each column has a number of tabs of its own, in all whole rows and in the heads above them."""
    numbers = {tuple(cell.tabs for cell in cells) for cells in rows}
    if len(numbers) > 1:
        return False
    (own,) = numbers
    heads = [cells for label, cells in map(_label_and_cells, lines) if label is None and not _row(cells)]
    return all(cell.tabs in own for cells in heads for cell in cells if cell.tabs)


def tab_run(lines: Sequence[str], place: int) -> tuple[int, int]:
    """The run of lines with tabs around a place: first and last, as places in `lines`."""
    return _edge(lines, place, -1), _edge(lines, place, 1)


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


def _row(cells: Sequence[Cell]) -> bool:
    """Whether cells are those of a row of figures: all of them, and not all years."""
    return (
        bool(cells)
        and all(cell.figure for cell in cells)
        and not all(YEARS.fullmatch(cell.text) for cell in cells)
    )


def _label_and_cells(raw: str) -> tuple[Cell | None, list[Cell]]:
    """The cells of a line; a currency sign or a closing parenthesis in a cell of its own joins its figure."""
    found: list[Cell] = []
    start = 0
    for tabs, piece in enumerate(raw.split("\t")):
        text = piece.strip()
        begin = start + len(piece) - len(piece.lstrip())
        start += len(piece) + 1
        if not text:
            continue
        before = found[-1] if found else None
        if before is not None and tabs and SIGN.fullmatch(before.text) and FIGURE.fullmatch(text):
            found[-1] = Cell(text, begin, tabs)
        elif before is not None and CLOSING.fullmatch(text) and before.figure:
            found[-1] = Cell(
                raw[before.start : begin + len(text)].replace("\t", " "), before.start, before.tabs
            )
        else:
            found.append(Cell(text, begin, tabs))
    label = found[0] if found and _labels(found) else None
    return label, found[1:] if label else found


def _labels(cells: Sequence[Cell]) -> bool:
    """Whether the first cell of a line is its label: before all tabs, or before nothing but figures."""
    first, *others = cells
    if first.tabs == 0:
        return bool(others) or not first.figure
    return not first.figure and bool(others) and all(cell.figure for cell in others)


def _lined_up(lines: Sequence[str], count: int) -> bool:
    """Whether the cells of whole rows keep to columns of their own when tabs are expanded."""
    reaches: list[tuple[int, int]] = [(10**6, 0)] * count
    for line in lines:
        _, cells = _label_and_cells(line)
        if len(cells) < count:
            continue
        for place, cell in enumerate(cells):
            start = len(line[: cell.start].expandtabs(TAB))
            left, right = reaches[place]
            reaches[place] = min(left, start), max(right, start + len(cell.text))
    return all(left[1] <= right[0] for left, right in pairwise(reaches)) and (
        count > 1 or reaches[0][1] - reaches[0][0] < 3 * TAB
    )


def _heads_over(lines: Sequence[str], rows: Sequence[str]) -> bool:
    """Whether nothing that stands behind tabs alone, as heads do, begins far in front of the figures."""
    starts = [(row, cells[0].start) for row in rows for _, cells in [_label_and_cells(row)] if cells]
    left = min(len(row[:start].expandtabs(TAB)) for row, start in starts)
    heads = [line.expandtabs(TAB) for line in lines if line.startswith("\t") and line.strip()]
    return all(len(head) - len(head.lstrip()) >= left - 2 * TAB for head in heads)
