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
    """A line item that was considered for a metric: its score (100 and more is every word), what it was found
    by, whether the answer stands on it and, where it does not, what the one chosen has before it."""

    metric: str
    label: str
    path: tuple[str, ...]
    score: float
    line: int
    note: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """What `--explain` prints. `question`: the text that the tags count in, as it was read."""

    tags: tuple[Tag, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    plan: tuple[str, ...] = ()
    question: str = ""
