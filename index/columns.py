"""The columns of a table, found by where its figures end, never by counting them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grammar.records import record
from index.figures import Figure

NEAR = 2  # edges that far apart are one column
REACH = 6  # a stray figure that far from a column still belongs to it
MOST_COLUMNS = 40


@record
class Column:
    """One column: the edge most of its figures end at, and the widest extent of its figures."""

    edge: int
    left: int
    right: int

    @property
    def center(self) -> float:
        return (self.left + self.right) / 2


@dataclass(slots=True)
class _Cluster:
    """Figures that end at about the same column: how many, how far they reach, and in which rows."""

    count: int
    edge: int
    left: int
    right: int
    rows: set[int]

    def take(self, other: _Cluster) -> None:
        self.count += other.count
        self.left, self.right = min(self.left, other.left), max(self.right, other.right)
        self.rows |= other.rows


def find_columns(rows: Sequence[Sequence[Figure]]) -> tuple[Column, ...]:
    """Columns from left to right. `rows` are the figures of the lines that have any."""
    clusters = sorted(_clusters(rows), key=lambda cluster: -cluster.count)
    columns: list[_Cluster] = []
    for cluster in clusters:
        home = _home(cluster, columns)
        if home is None:
            columns.append(cluster)
        else:
            home.take(cluster)
    found = [Column(column.edge, column.left, column.right) for column in columns]
    return tuple(sorted(found, key=lambda column: column.edge)[:MOST_COLUMNS])


def _clusters(rows: Sequence[Sequence[Figure]]) -> Iterator[_Cluster]:
    """Figures whose edges follow each other within NEAR, from left to right."""
    marked = [(row, figure) for row, figures in enumerate(rows) for figure in figures]
    marked.sort(key=lambda entry: entry[1].edge)
    start = 0
    for place in range(1, len(marked) + 1):
        if place == len(marked) or marked[place][1].edge - marked[place - 1][1].edge > NEAR:
            yield _cluster(marked[start:place])
            start = place


def _cluster(marked: Sequence[tuple[int, Figure]]) -> _Cluster:
    return _Cluster(
        count=len(marked),
        edge=marked[len(marked) // 2][1].edge,
        left=min(figure.left for _, figure in marked),
        right=max(figure.end for _, figure in marked),
        rows={row for row, _ in marked},
    )


def _home(cluster: _Cluster, columns: Sequence[_Cluster]) -> _Cluster | None:
    """The column a smaller cluster is part of: one it overlaps or all but touches, and shares no row with."""
    near = [
        column
        for column in columns
        if min(cluster.right, column.right) > max(cluster.left, column.left)
        or abs(cluster.edge - column.edge) <= REACH
    ]
    free = [column for column in near if cluster.rows.isdisjoint(column.rows)]
    return min(free, key=lambda column: abs(cluster.edge - column.edge), default=None)


def column_of(figure: Figure, columns: Sequence[Column]) -> int | None:
    """The column a figure stands in: the nearest edge, within reach or overlapping."""
    distances = [abs(column.edge - figure.edge) for column in columns]
    distance = min(distances)
    nearest = distances.index(distance)
    if distance <= REACH:
        return nearest
    column = columns[nearest]
    return nearest if min(figure.end, column.right) > max(figure.left, column.left) else None
