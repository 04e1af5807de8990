"""How a question was read: the tags, the candidates with their scores, and the plan."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tag:
    """A stretch of the question (characters, end exclusive) and what it was read as."""

    start: int
    end: int
    kind: str  # metric, period, operation, comparison, unit, scope, unknown
    reading: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line item that was considered for a metric: score 0 to 100, and why it won or lost."""

    metric: str
    label: str
    path: tuple[str, ...]
    score: float
    line: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What `--explain` prints."""

    tags: tuple[Tag, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    plan: tuple[str, ...] = ()
