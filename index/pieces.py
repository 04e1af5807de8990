"""What the cells of a table's row are: figures put together of their parts, words, and the label before them.

A page lays a figure out over cells ("$", "1,234", ")"); what stands in a column of words is a word, though
it be a number, and what stands in a column of figures is none of the label.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.cells import Grid, GridCell
from index.figures import FIGURE, YEAR
from index.wording import speaks_of_period, speaks_of_unit

SIGN = re.compile(
    r"(?:(?:US|U\.S\.|C|CA|A|AU|HK|NZ|S|NT|R)?\s?[$£€¥₹]|CHF|RMB|EUR|USD|GBP|JPY|Rs\.?)?\s*\(?\s*[-–−]?", re.I
)
CURRENCIES = frozenset("$£€¥")
SUFFIX = re.compile(r"\)?\s*(?:%|x|pts?\.?|bps|pp)?\s*\)?", re.I)
NEAR = 1  # empty columns between a figure and its sign
SHORT = 4  # characters of a number that can be a word
WIDE = 12  # columns of the grid that a figure can cover
LONG = 60  # characters that no figure has
MOST_SAID = 400  # characters of a head

Kind = Literal["figure", "dash", "text"]


@dataclass(slots=True)
class Piece:
    """What stands in one logical cell of a row: a figure with its sign and suffix, or a text."""

    kind: Kind
    text: str
    suffix: str  # the end of `text` that stands to the right of the last digit
    left: int
    right: int
    edge: int  # the grid column after the number's own cell
    cell: GridCell
    first: int = -1  # the first and the last column it stands over; -1: none
    last: int = -1
    year: bool = False  # printed as a year is, without a sign


@dataclass(slots=True)
class GridRow:
    """One row: the cells of its label, and its pieces from left to right."""

    label: list[GridCell]
    pieces: list[Piece]
    head: bool = False
    full: bool = False  # holds figures, and not only the years of a head

    @property
    def figures(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.kind != "text"]

    @property
    def empty(self) -> bool:
        return not self.label and not self.pieces


@dataclass(frozen=True, slots=True)
class _Text:
    """What a cell's text is on its own: figure, dash, sign, suffix or text. `note`: a footnote mark printed
    behind a figure, on the line."""

    kind: str
    note: str = ""
    suffix: str = ""
    year: bool = False


@lru_cache(maxsize=16384)
def _read(text: str) -> _Text:
    match = FIGURE.fullmatch(text)
    if match is not None and match["number"]:
        note = match["note"] or ""
        plain = text.removesuffix(note)
        year = bool(YEAR.fullmatch(plain.rstrip()))
        return _Text("figure", note, plain[len(plain.rstrip(")% x")) :], year)
    if match is not None and match["dash"]:
        return _Text("dash")
    if len(text) <= 6 and SIGN.fullmatch(text):
        return _Text("sign")
    if len(text) <= 5 and SUFFIX.fullmatch(text):
        return _Text("suffix")
    return _Text("text")


def read_pieces(cells: Sequence[GridCell]) -> GridRow:
    pieces: list[Piece] = []
    sign: GridCell | None = None
    reach = 0  # the grid column behind the last cell
    for cell in cells:
        text = cell.text
        if cell.note and pieces and cell.left - reach <= NEAR:  # a mark in a cell of its own
            pieces[-1].cell.marks += text
            continue
        read = _read(text) if len(text) <= LONG and not cell.note else _WORDS
        kind = read.kind
        if sign is not None and kind == "suffix" and sign.text in CURRENCIES:
            # The heads of two columns, not what stands around a figure: "$", "%".
            for one in (sign, cell):
                pieces.append(Piece("text", one.text, "", one.left, one.right, one.right, one))
            sign, reach = None, cell.right
            continue
        if kind == "text":
            pieces.append(Piece("text", text, "", cell.left, cell.right, cell.right, cell))
        elif kind == "sign":
            sign = cell
            continue
        elif kind == "suffix":
            before = pieces[-1] if pieces else None
            if before is None or before.kind == "text" or cell.left - reach > NEAR:
                pieces.append(Piece("text", text, "", cell.left, cell.right, cell.right, cell))
            else:
                before.text += text
                before.suffix += text
                before.year = False
        else:
            pieces.append(_figure(cell, read, sign))
        sign, reach = None, cell.right
    return GridRow([], pieces)


_WORDS = _Text("text")


def _figure(cell: GridCell, read: _Text, sign: GridCell | None) -> Piece:
    if read.note:
        cell.text, cell.marks = cell.text.removesuffix(read.note), read.note + cell.marks
    text, left, year = cell.text, cell.left, read.year
    if sign is not None and left - sign.right <= NEAR:
        text, left, year = sign.text.replace(" ", "") + text, sign.left, False
    kind: Kind = "dash" if read.kind == "dash" else "figure"
    return Piece(kind, text, read.suffix, left, cell.right, cell.right, cell, year=year)


def carry_labels(grid: Grid, rows: Sequence[GridRow]) -> None:
    """A label that covers several rows stands in each of them."""
    for place, cells in enumerate(grid.rows):
        for cell in cells:
            if cell.bottom - cell.top > 1 and cell.left == 0 and _read(cell.text[:LONG]).kind == "text":
                for row in rows[place + 1 : cell.bottom]:
                    if row.pieces and row.pieces[0].left >= cell.right:
                        row.pieces.insert(
                            0, Piece("text", cell.text, "", cell.left, cell.right, cell.right, cell)
                        )


def label_zone(rows: Sequence[GridRow]) -> int:
    """The grid column where labels end: most first texts of rows with figures end there."""
    counts: dict[int, int] = {}
    for row in rows:
        if len(row.pieces) > 1 and row.pieces[0].kind == "text" and any(p.kind != "text" for p in row.pieces):
            right = row.pieces[0].right
            counts[right] = counts.get(right, 0) + 1
    return min(counts, key=lambda right: (-counts[right], right)) if counts else 0


def count_votes(rows: Sequence[GridRow]) -> dict[int, int]:
    """Of each column of the grid: how many more figures than words stand in it, in rows with figures."""
    votes: dict[int, int] = {}
    for row in rows:
        if all(piece.kind == "text" or piece.year for piece in row.pieces):
            continue
        for piece in row.pieces[1:] if row.pieces[0].kind == "text" else row.pieces:
            if piece.right - piece.left <= WIDE and not is_void(piece):
                weight = -2 if piece.kind == "text" else 1 if _is_bare(piece) else 2
                for column in range(piece.left, piece.right):
                    votes[column] = votes.get(column, 0) + weight
    return votes


def is_void(piece: Piece) -> bool:
    """Whether a text says that there is no figure: "NM", "N/A"."""
    return piece.kind == "text" and len(piece.text) <= SHORT and FIGURE.fullmatch(piece.text) is not None


def _is_bare(piece: Piece) -> bool:
    """Whether a figure is a small number without any mark, which can be a word among words."""
    return piece.kind == "figure" and len(piece.text) <= SHORT and piece.text.isdigit()


def _vote(piece: Piece, votes: Mapping[int, int]) -> int:
    """Whether a piece stands in columns of figures (more than 0) or of words (less)."""
    return sum(votes.get(column, 0) for column in range(piece.left, min(piece.right, piece.left + WIDE)))


def read_words(row: GridRow, votes: Mapping[int, int]) -> None:
    """Small bare numbers between words are words: the year of a maturity, the number of a note."""
    if len(row.pieces) < 3:
        return
    for piece in row.pieces[1:]:
        if _is_bare(piece) and _vote(piece, votes) < 0:
            piece.kind, piece.year = "text", False


def part_label(row: GridRow, zone: int, votes: Mapping[int, int]) -> None:
    """Moves the pieces before the first figure into the label; in a row without figures, those of the
    label's zone only."""
    pieces = row.pieces
    first = next((place for place, piece in enumerate(pieces) if piece.kind != "text"), None)
    if first is None:
        split = sum(1 for piece in pieces if piece.left < zone or (zone == 0 and piece.left == 0))
    elif first == 0:
        lone = pieces[0]
        labelled = (len(pieces) > 1 and lone.right <= zone) or (lone.year and lone.left == 0 < zone)
        labelled = labelled or (len(pieces) > 1 and lone.year and lone.left == 0)
        split = 1 if labelled else 0
    else:
        split = first
        least = 1 if zone == 0 or pieces[0].left < zone else 0  # "Total" over figures, beside no label
        while split > least and (is_void(pieces[split - 1]) or _vote(pieces[split - 1], votes) > 0):
            split -= 1  # "NM" in a column of figures
    row.label = [piece.cell for piece in pieces[:split]]
    row.pieces = pieces[split:]


def has_figures(row: GridRow) -> bool:
    """Whether a row holds figures, and not only the years of a head."""
    found = [piece for piece in row.pieces if piece.kind == "figure"]
    if not found:
        return len(row.figures) > 0 and bool(row.label)
    if not all(piece.year for piece in found):
        return True
    beside = any(piece.kind == "text" and not is_void(piece) for piece in row.pieces)
    return not (beside or lets_years_head(row) or _years(found))


def _years(found: Sequence[Piece]) -> bool:
    """Whether figures are the years of columns: two or more, neighbours in time."""
    years = [int(piece.text) for piece in found]
    return len(years) > 1 and abs(years[0] - years[1]) == 1 and max(years) - min(years) < len(years) + 1


def lets_years_head(row: GridRow) -> bool:
    """Whether what stands beside years lets them be heads: nothing, a unit, a period."""
    text = " ".join(cell.text[:MOST_SAID] for cell in row.label)
    return not text or speaks_of_unit(text) or speaks_of_period(text) or text.endswith(":")
