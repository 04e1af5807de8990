"""Rows of a page's table as records: label, figures and their places in the lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.gridtext import Placed
from index.model import Cell, Place, Row
from index.pieces import GridRow

NOTE_ENDS = frozenset(")]*†‡§")
NOTES = re.compile(r"(?:\s?(?:\((?:\d{1,2}|[a-z]|[*†‡§#]{1,3})\)|\[(?:\d{1,2}|[a-z])\]|[*†‡§]{1,3}))+$")
LONG_LABEL = 12  # characters of one that can break off


def add_row(
    rows: list[Row], row: GridRow, number: int, label: tuple[int, int], cells: Sequence[Placed]
) -> None:
    """Adds a row that stands in a line to those above it; the rest of a broken label to the row it is of.

    label: the span of the label in the line; cells: the pieces with theirs.
    """
    made = tuple(
        [
            Cell(piece.text, Place(number, start, end), piece.first)
            for piece, start, end in cells
            if piece.kind != "text"
        ]
    )
    ruled = any(piece.cell.ruled for piece, _, _ in cells)
    text = without_notes(", ".join([without_notes(cell.text) for cell in row.label]))
    before = rows[-1] if rows else None
    place = Place(number, *label)
    if before is not None and not before.cells and _continues(before.label, text):
        rows[-1] = Row(
            f"{before.label} {text}",
            before.indent,
            made,
            (before.lines[0], number),
            (*before.label_places, place),
            before.gap,
            ruled,
        )
        return
    indent = label[0] if row.label else 0
    rows.append(Row(text, indent, made, (number, number), (place,) if row.label else (), False, ruled))


def without_tail(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows up to the last that has figures."""
    end = len(rows)
    while end and not rows[end - 1].cells:
        end -= 1
    return tuple(rows[:end])


def without_notes(text: str) -> str:
    """The words without the footnote marks behind them."""
    return NOTES.sub("", text) if text[-1:] in NOTE_ENDS else text


def _continues(label: str, following: str) -> bool:
    """Whether a row's label is the rest of the one above it, which has no figures."""
    return bool(following) and following[0].islower() and not label.endswith(":") and len(label) > LONG_LABEL
