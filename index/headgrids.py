"""Heads that a page puts into a table of their own, right above the table whose columns they head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.cells import Grid, GridCell
from index.figures import YEAR
from index.grids import read_grid
from index.markup import Block
from index.wording import speaks_of_period

MOST_ROWS = 4  # of heads
LONG = 60  # characters that no head has


def with_heads(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each table of heads joined to the table that follows it, where that has none."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found else None
        if isinstance(block, Grid) and isinstance(before, Grid) and _heads(before, block):
            found[-1] = _joined(before, block)
        else:
            found.append(block)
    return found


def _heads(above: Grid, below: Grid) -> bool:
    """Whether one table holds nothing but the heads of the other: periods, over as many columns."""
    if not _is_short(above) or _width(above) != _width(below) or read_grid(_joined(above)) is not None:
        return False
    table = read_grid(_joined(below))
    return table is not None and table.columns > 1 and not any(table.blocks[0].heads)


def _is_short(grid: Grid) -> bool:
    """Whether a table may hold heads only: short texts, the last row periods, none of them a label's."""
    texts = [cell.text for row in grid.rows for cell in row]
    last = [cell for row in grid.rows[-1:] for cell in row if cell.left]
    if len(grid.rows) > MOST_ROWS or len(last) < 2 or any(len(text) > LONG for text in texts):
        return False
    return all(YEAR.fullmatch(cell.text) or speaks_of_period(cell.text) for cell in last)


def _width(grid: Grid) -> int:
    return max((cell.right for row in grid.rows for cell in row), default=0)


def _joined(*grids: Grid) -> Grid:
    """One table of several, its cells new ones: reading a table marks its cells."""
    rows: list[list[GridCell]] = []
    for grid in grids:
        top = len(rows)
        rows += [
            [replace(cell, top=cell.top + top, bottom=cell.bottom + top) for cell in row] for row in grid.rows
        ]
    return Grid(rows)
