"""An HTML table's columns, heads and blocks.

A page parts columns by empty cells, so columns are found by which cells of the grid stand under each
other, never by counting. Rows that say which period or
measure stands below are heads; where such rows come again further down, another block begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from index.cells import Grid, GridCell
from index.pieces import (
    MOST_SAID,
    NEAR,
    GridRow,
    Piece,
    carry_labels,
    count_votes,
    has_figures,
    label_zone,
    lets_years_head,
    part_label,
    read_pieces,
    read_words,
)
from index.wording import is_one_of, speaks_of_period, speaks_of_unit, title_kind

LONG = 60  # characters of a text that is no head
MOST_ROWS = 10_000
MOST_COLUMNS = 80  # of figures; what has more is no table that a person reads


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
    if len(grid.rows) > MOST_ROWS:
        return None
    rows = [read_pieces(row) for row in grid.rows]
    carry_labels(grid, rows)
    votes = count_votes(rows)
    for row in rows:
        read_words(row, votes)
    zone = label_zone(rows)
    for row in rows:
        part_label(row, zone, votes)
        row.full = has_figures(row)
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


def holds_facts(table: GridTable) -> bool:
    """Whether a table holds figures of the company and does not list pages or exhibits."""
    named = [head for block in table.blocks for head in block.heads if head]
    if named and all(is_one_of(head, "skip", "heads") for head in named):
        return False
    figures = [piece for row in table.rows if not row.head for piece in row.pieces if piece.kind == "figure"]
    timed = any(map(speaks_of_period, [*named, *(text for block in table.blocks for text in block.stub)]))
    # Bare numbers in one column may be pages; in several that have names, things are counted.
    counting = sum(not is_one_of(head, "skip", "heads") for head in named) > 1
    return bool(figures) and (timed or counting or any(not piece.text.isdigit() for piece in figures))


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
    if len(kept) > MOST_COLUMNS:
        return len(kept)
    kept.sort(key=lambda one: one.edge)
    for column, cluster in enumerate(kept):
        for _, piece in cluster.pieces:
            piece.first = piece.last = column
    worded = {
        (piece.left, piece.right)
        for row in rows
        if row.full
        for piece in row.pieces
        if piece.kind == "text" and piece.first < 0
    }
    worded = {extent for extent in worded if not _overlapped(*extent, kept)}
    over: dict[tuple[int, int], tuple[int, int]] = {}  # by extent: the same come in row after row
    for row in rows:
        for piece in row.pieces:
            if piece.first < 0:
                extent = piece.left, piece.right
                if extent not in over:
                    over[extent] = _over(*extent, kept, worded)
                piece.first, piece.last = over[extent]
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


def _overlapped(left: int, right: int, kept: Sequence[_Cluster]) -> list[int]:
    """The columns that stand under an extent of the grid."""
    return [
        column for column, cluster in enumerate(kept) if min(right, cluster.right) > max(left, cluster.left)
    ]


def _over(
    left: int, right: int, kept: Sequence[_Cluster], worded: Iterable[tuple[int, int]]
) -> tuple[int, int]:
    """The columns that a head or a text of this extent stands over: those it overlaps, else the one right
    beside it, unless it stands over a column of words (`worded`: their extents)."""
    over = _overlapped(left, right, kept)
    if over:
        return over[0], over[-1]
    if any(min(right, end) > max(left, start) for start, end in worded):
        return -1, -1
    beside = [
        column
        for column, cluster in enumerate(kept)
        if 0 <= cluster.left - right <= NEAR or 0 <= left - cluster.right <= NEAR
    ]
    return (beside[0], beside[0]) if beside else (-1, -1)


# --- heads and blocks ----------------------------------------------------------------------------


def _lower_heads(rows: Sequence[GridRow]) -> None:
    """Heads that cover several rows stand in the last of them, right above what they head."""
    last = -1  # the last of the heads that stand together
    for place, row in enumerate(rows):
        if not row.head or not (
            any(_covers(cell, place) for cell in row.label)
            or any(_covers(piece.cell, place) for piece in row.pieces)
        ):
            continue
        last = max(last, place)
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
    if leading:
        return True
    if row.label and not lets_years_head(row):
        return False
    if any(piece.year or speaks_of_period(piece.text[:MOST_SAID]) for piece in texts):
        return True
    return not row.label and len(texts) >= 2 and all(len(piece.text) < LONG for piece in texts)


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
    return bool(title_kind(text) or speaks_of_unit(text))
