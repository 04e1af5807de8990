"""What the cells of an HTML table are: figures put together, columns, heads, labels, rows.

A page lays a figure out over cells ("$", "1,234", ")") and parts columns by empty ones, so columns are
found by which cells of the grid stand under each other, never by counting. Rows that say which period or
measure stands below are heads; where such rows come again further down, another block begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from index.cells import Grid, GridCell
from index.figures import FIGURE, YEAR
from index.wording import period_words, title_kind, unit_words

SIGN = re.compile(
    r"(?:(?:US|U\.S\.|C|CA|A|AU|HK|NZ|S|NT|R)?\s?[$£€¥₹]|CHF|RMB|EUR|USD|GBP|JPY|Rs\.?)?\s*\(?\s*[-–−]?", re.I
)
SUFFIX = re.compile(r"\)?\s*(?:%|x|pts?\.?|bps|pp)?\s*\)?", re.I)
NEAR = 1  # empty columns between a figure and its sign
SHORT = 4  # characters of a number that can be a word
WIDE = 12  # columns of the grid that a figure can cover
LONG = 60  # characters of a text that is no head
MOST_COLUMNS = 80  # of figures; what has more is no table that a person reads
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


@dataclass(slots=True)
class GridBlock:
    """Rows under one set of heads. `first`, `last`: rows of the grid, inclusive; `stub`: words beside the
    heads; `heads`: by column, from top to bottom."""

    first: int
    last: int
    body: int  # the first row below the heads
    stub: list[str]
    heads: list[str]


@dataclass(slots=True)
class GridTable:
    """A table of figures: its rows, how many columns they have, and its blocks."""

    rows: list[GridRow]
    columns: int
    blocks: list[GridBlock] = field(default_factory=list)


def read_grid(grid: Grid) -> GridTable | None:
    """The table that a grid is; None where it holds no figures to speak of and only lays text out."""
    rows = [_pieces(row) for row in grid.rows]
    _carry(grid, rows)
    votes = _votes(rows)
    for row in rows:
        _read_words(row, votes)
    zone = _label_zone(rows)
    for row in rows:
        _part_label(row, zone, votes)
        row.full = _has_figures(row)
    first = next((place for place, row in enumerate(rows) if row.full), None)
    if first is None:
        return None
    columns = _columns(rows)
    if columns > MOST_COLUMNS:
        return None
    table = GridTable(rows, columns)
    for place, row in enumerate(rows):
        row.head = _is_head(row, place < first)
    _lower_heads(rows)
    table.blocks = list(_blocks(rows, columns))
    return table if table.blocks else None


# --- pieces --------------------------------------------------------------------------------------


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
        return _Text("figure", note, plain[len(plain.rstrip(")% x")) :], bool(YEAR.fullmatch(text)))
    if match is not None and match["dash"]:
        return _Text("dash")
    if len(text) <= 6 and SIGN.fullmatch(text):
        return _Text("sign")
    if len(text) <= 5 and SUFFIX.fullmatch(text):
        return _Text("suffix")
    return _Text("text")


def _pieces(cells: Sequence[GridCell]) -> GridRow:
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


def _carry(grid: Grid, rows: Sequence[GridRow]) -> None:
    """A label that covers several rows stands in each of them."""
    for place, cells in enumerate(grid.rows):
        for cell in cells:
            if cell.bottom - cell.top > 1 and cell.left == 0 and _read(cell.text[:LONG]).kind == "text":
                for row in rows[place + 1 : cell.bottom]:
                    if row.pieces and row.pieces[0].left >= cell.right:
                        row.pieces.insert(
                            0, Piece("text", cell.text, "", cell.left, cell.right, cell.right, cell)
                        )


def _label_zone(rows: Sequence[GridRow]) -> int:
    """The grid column where labels end: most first texts of rows with figures end there."""
    counts: dict[int, int] = {}
    for row in rows:
        if len(row.pieces) > 1 and row.pieces[0].kind == "text" and any(p.kind != "text" for p in row.pieces):
            right = row.pieces[0].right
            counts[right] = counts.get(right, 0) + 1
    return min(counts, key=lambda right: (-counts[right], right)) if counts else 0


def _votes(rows: Sequence[GridRow]) -> dict[int, int]:
    """Of each column of the grid: how many more figures than words stand in it, in rows with figures."""
    votes: dict[int, int] = {}
    for row in rows:
        if all(piece.kind == "text" or piece.year for piece in row.pieces):
            continue
        for piece in row.pieces[1:] if row.pieces[0].kind == "text" else row.pieces:
            if piece.right - piece.left <= WIDE and not _is_void(piece):
                weight = -2 if piece.kind == "text" else 1 if _is_bare(piece) else 2
                for column in range(piece.left, piece.right):
                    votes[column] = votes.get(column, 0) + weight
    return votes


def _is_void(piece: Piece) -> bool:
    """Whether a text says that there is no figure: "NM", "N/A"."""
    return piece.kind == "text" and len(piece.text) <= SHORT and FIGURE.fullmatch(piece.text) is not None


def _is_bare(piece: Piece) -> bool:
    """Whether a figure is a small number without any mark, which can be a word among words."""
    return piece.kind == "figure" and len(piece.text) <= SHORT and piece.text.isdigit()


def _vote(piece: Piece, votes: Mapping[int, int]) -> int:
    """Whether a piece stands in columns of figures (more than 0) or of words (less)."""
    return sum(votes.get(column, 0) for column in range(piece.left, min(piece.right, piece.left + WIDE)))


def _read_words(row: GridRow, votes: Mapping[int, int]) -> None:
    """Small bare numbers between words are words: the year of a maturity, the number of a note."""
    if len(row.pieces) < 3:
        return
    for piece in row.pieces[1:]:
        if _is_bare(piece) and _vote(piece, votes) < 0:
            piece.kind, piece.year = "text", False


def _part_label(row: GridRow, zone: int, votes: Mapping[int, int]) -> None:
    """Moves the pieces before the first figure into the label; in a row without figures, those of the
    label's zone only."""
    pieces = row.pieces
    first = next((place for place, piece in enumerate(pieces) if piece.kind != "text"), None)
    if first is None:
        split = sum(1 for piece in pieces if piece.left < zone or (zone == 0 and piece.left == 0))
    elif first == 0:
        lone = pieces[0]
        labelled = len(pieces) > 1 and (lone.right <= zone or (lone.year and lone.left == 0))
        split = 1 if labelled else 0
    else:
        split = first
        while split > 1 and (_is_void(pieces[split - 1]) or _vote(pieces[split - 1], votes) > 0):
            split -= 1  # "NM" in a column of figures
    row.label = [piece.cell for piece in pieces[:split]]
    row.pieces = pieces[split:]


def _has_figures(row: GridRow) -> bool:
    """Whether a row holds figures, and not only the years of a head."""
    found = [piece for piece in row.pieces if piece.kind == "figure"]
    if not found:
        return len(row.figures) > 0 and bool(row.label)
    if not all(piece.year for piece in found):
        return True
    beside = any(piece.kind == "text" and not _is_void(piece) for piece in row.pieces)
    return not (beside or _head_label(row) or _years(found))


def _years(found: Sequence[Piece]) -> bool:
    """Whether figures are the years of columns: two or more, neighbours in time."""
    years = [int(piece.text) for piece in found]
    return len(years) > 1 and abs(years[0] - years[1]) == 1 and max(years) - min(years) < len(years) + 1


def _head_label(row: GridRow) -> bool:
    """Whether what stands beside years lets them be heads: nothing, a unit, a period."""
    text = " ".join(cell.text[:MOST_SAID] for cell in row.label)
    return not text or bool(unit_words().search(text) or period_words().search(text)) or text.endswith(":")


# --- columns -------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Cluster:
    count: int
    left: int
    right: int
    edge: int
    pieces: list[tuple[int, Piece]]
    rows: set[int]


def _columns(rows: Sequence[GridRow]) -> int:
    """Gives each piece its column; how many columns there are."""
    clusters: dict[int, _Cluster] = {}
    for place, row in enumerate(rows):
        if not row.full:
            continue
        for piece in row.figures:
            cluster = clusters.setdefault(
                piece.edge, _Cluster(0, piece.left, piece.right, piece.edge, [], set())
            )
            cluster.count += 1
            cluster.left, cluster.right = min(cluster.left, piece.left), max(cluster.right, piece.right)
            cluster.pieces.append((place, piece))
            cluster.rows.add(place)
    kept: list[_Cluster] = []
    for cluster in sorted(clusters.values(), key=lambda one: (-one.count, one.edge)):
        home = _home(cluster, kept)
        if home is None:
            kept.append(cluster)
        else:
            home.left, home.right = min(home.left, cluster.left), max(home.right, cluster.right)
            home.pieces += cluster.pieces
            home.rows |= cluster.rows
    kept.sort(key=lambda one: one.edge)
    for column, cluster in enumerate(kept):
        for _, piece in cluster.pieces:
            piece.first = piece.last = column
    worded = [
        (piece.left, piece.right)
        for row in rows
        if row.full
        for piece in row.pieces
        if piece.kind == "text" and not _overlapped(piece, kept)
    ]
    for row in rows:
        for piece in row.pieces:
            if piece.first < 0:
                piece.first, piece.last = _over(piece, kept, worded)
    return len(kept)


def _home(cluster: _Cluster, kept: Sequence[_Cluster]) -> _Cluster | None:
    """The column that a smaller cluster is part of: one it overlaps and shares no row with."""
    near = [
        other
        for other in kept
        if min(cluster.right, other.right) > max(cluster.left, other.left)
        and cluster.rows.isdisjoint(other.rows)
    ]
    return min(near, key=lambda other: abs(other.edge - cluster.edge), default=None)


def _overlapped(piece: Piece, kept: Sequence[_Cluster]) -> list[int]:
    """The columns that a piece stands over."""
    return [
        column
        for column, cluster in enumerate(kept)
        if min(piece.right, cluster.right) > max(piece.left, cluster.left)
    ]


def _over(piece: Piece, kept: Sequence[_Cluster], worded: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The columns that a head or a text stands over: those it overlaps, else the one right beside it,
    unless it stands over a column of words (`worded`: their extents)."""
    over = _overlapped(piece, kept)
    if over:
        return over[0], over[-1]
    if any(min(piece.right, right) > max(piece.left, left) for left, right in worded):
        return -1, -1
    beside = [
        column
        for column, cluster in enumerate(kept)
        if 0 <= cluster.left - piece.right <= NEAR or 0 <= piece.left - cluster.right <= NEAR
    ]
    return (beside[0], beside[0]) if beside else (-1, -1)


# --- heads and blocks ----------------------------------------------------------------------------


def _lower_heads(rows: Sequence[GridRow]) -> None:
    """Heads that cover several rows stand in the last of them, right above what they head."""
    for place, row in enumerate(rows):
        if not row.head or not (
            any(_covers(cell, place) for cell in row.label)
            or any(_covers(piece.cell, place) for piece in row.pieces)
        ):
            continue
        last = place
        while last + 1 < len(rows) and rows[last + 1].head:
            last += 1
        for cell in [cell for cell in row.label if _covers(cell, place)]:
            below = rows[min(cell.bottom - 1, last)]
            if below is not row:
                row.label.remove(cell)
                if cell not in below.label:
                    below.label.insert(0, cell)
        for piece in [piece for piece in row.pieces if _covers(piece.cell, place)]:
            below = rows[min(piece.cell.bottom - 1, last)]
            if below is not row:
                row.pieces.remove(piece)
                below.pieces.append(piece)
                below.pieces.sort(key=lambda piece: piece.left)


def _covers(cell: GridCell, place: int) -> bool:
    return cell.bottom - 1 > place


def _is_head(row: GridRow, leading: bool) -> bool:
    """Whether a row says what stands below it in the columns."""
    if not row.pieces or row.full:
        return False
    texts = [piece for piece in row.pieces if piece.kind == "text" or piece.year]
    if not texts:
        return False
    spoken = any(period_words().search(piece.text[:MOST_SAID]) or piece.year for piece in texts)
    if leading:
        return True
    if row.label and not _head_label(row):
        return False
    return spoken or (not row.label and len(texts) >= 2 and all(len(piece.text) < LONG for piece in texts))


def _blocks(rows: Sequence[GridRow], columns: int) -> Iterator[GridBlock]:
    """The rows cut where heads follow rows of figures."""
    start = 0
    base: list[str] = [""] * columns
    seen = False
    for place, row in enumerate([*rows, None]):
        if row is not None and not (seen and row.head):
            seen = seen or row.full
            continue
        block = _block(rows, start, place - 1, columns, base)
        base = base if any(base) else block.heads
        if row is not None or seen:
            yield block
        start, seen = place, False


def _block(rows: Sequence[GridRow], first: int, last: int, columns: int, base: Sequence[str]) -> GridBlock:
    body = next((place for place in range(first, last + 1) if rows[place].full), last + 1)
    heads = [place for place in range(first, body) if rows[place].head]
    bottom = heads[-1] if heads else first - 1
    words: list[list[str]] = [[] for _ in range(columns)]
    stub: list[str] = []
    for row in rows[first : bottom + 1]:
        stub += [cell.text[:MOST_SAID] for cell in row.label]
        for piece in row.pieces:
            for column in range(piece.first, piece.last + 1) if piece.first >= 0 else ():
                words[column].append(piece.text[:MOST_SAID])
    named = [" ".join(parts) for parts in words]
    if first and columns > 1 and len(set(named)) == 1 and named[0]:
        named = [f"{name} {old}".strip() for name, old in zip(named, base, strict=True)]
    elif not any(named):
        named = list(base) if first else named
    top = bottom + 1
    while top < body and rows[top].label and not rows[top].pieces and _captions(rows[top]) and not heads:
        stub += [cell.text[:MOST_SAID] for cell in rows[top].label]
        top += 1
    return GridBlock(first, last, top, stub, named)


def _captions(row: GridRow) -> bool:
    """Whether a row above the figures, without heads, names the table instead of heading rows."""
    text = " ".join(cell.text[:MOST_SAID] for cell in row.label)
    return bool(title_kind(text) or unit_words().search(text))
