"""The columns of a table, found by where its figures end, never by counting them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.figures import Figure

NEAR = 2  # edges that far apart are one column
REACH = 6  # a stray figure that far from a column still belongs to it
MOST_COLUMNS = 40


@dataclass(frozen=True, slots=True)
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
    figures: list[tuple[int, Figure]]  # (row, figure)

    @property
    def rows(self) -> set[int]:
        return {row for row, _ in self.figures}

    @property
    def left(self) -> int:
        return min(figure.left for _, figure in self.figures)

    @property
    def right(self) -> int:
        return max(figure.end for _, figure in self.figures)

    @property
    def edge(self) -> int:
        edges = sorted(figure.edge for _, figure in self.figures)
        return edges[len(edges) // 2]


def find_columns(rows: Sequence[Sequence[Figure]]) -> tuple[Column, ...]:
    """Columns from left to right. `rows` are the figures of the lines that have any."""
    clusters = _clusters(rows)
    clusters.sort(key=lambda cluster: -len(cluster.figures))
    columns: list[_Cluster] = []
    for cluster in clusters:
        home = _home(cluster, columns)
        if home is None:
            columns.append(cluster)
        else:
            home.figures += cluster.figures
    found = [Column(column.edge, column.left, column.right) for column in columns]
    return tuple(sorted(found, key=lambda column: column.edge)[:MOST_COLUMNS])


def _clusters(rows: Sequence[Sequence[Figure]]) -> list[_Cluster]:
    """Figures whose edges follow each other within NEAR."""
    marked = [(row, figure) for row, figures in enumerate(rows) for figure in figures]
    marked.sort(key=lambda entry: entry[1].edge)
    clusters: list[_Cluster] = []
    last = -NEAR * 2
    for row, figure in marked:
        if figure.edge - last > NEAR:
            clusters.append(_Cluster([]))
        clusters[-1].figures.append((row, figure))
        last = figure.edge
    return clusters


def _home(cluster: _Cluster, columns: Sequence[_Cluster]) -> _Cluster | None:
    """The column a smaller cluster is part of: one it overlaps or all but touches, and shares no row with."""
    best: tuple[int, _Cluster] | None = None
    left, right, edge, rows = cluster.left, cluster.right, cluster.edge, cluster.rows
    for column in columns:
        overlap = min(right, column.right) - max(left, column.left)
        distance = abs(edge - column.edge)
        if overlap <= 0 and distance > REACH:
            continue
        if rows & column.rows:
            continue
        if best is None or distance < best[0]:
            best = distance, column
    return best[1] if best else None


def column_of(figure: Figure, columns: Sequence[Column]) -> int | None:
    """The column a figure stands in: the nearest edge, within reach or overlapping."""
    nearest = min(range(len(columns)), key=lambda place: abs(columns[place].edge - figure.edge))
    column = columns[nearest]
    overlaps = min(figure.end, column.right) > max(figure.left, column.left)
    return nearest if overlaps or abs(column.edge - figure.edge) <= REACH else None
