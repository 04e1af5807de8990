"""Questions put to one table without a file: what is asked, and what the answer must be and cite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import qa


@dataclass(frozen=True)
class Asked:
    """A question of a table: its value and unit, and the labels of the rows that are cited."""

    question: str
    value: str | None
    unit: str | None
    rows: tuple[str, ...]


Table = tuple[str, Sequence[Sequence[str]], list[Asked]]  # what stands above it, its rows, its questions


def cases(tables: dict[str, Table]) -> list[tuple[str, Asked]]:
    return [(name, asked) for name, (_, _, questions) in tables.items() for asked in questions]


def names(tables: dict[str, Table]) -> list[str]:
    return [f"{name}: {asked.question}" for name, asked in cases(tables)]


def check(above: str, rows: Sequence[Sequence[str]], asked: Asked) -> None:
    """The answer has the value and the unit, and cites just the rows."""
    with qa.excerpt([above, rows] if above else [rows]) as book:
        answer = book.session().ask(asked.question)
    assert (answer.value, answer.unit) == (asked.value, asked.unit), answer.text
    cited = [line.text.strip() for line in answer.citations]
    assert all(any(line.startswith(row) for line in cited) for row in asked.rows)
    assert all(any(line.startswith(row) for row in asked.rows) for line in cited)
