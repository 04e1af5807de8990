"""What a question says, word by word: the result of the pipeline, before any filing is asked."""

from __future__ import annotations

from dataclasses import dataclass

from grammar.values import Amount, PeriodPhrase, Reading
from grammar.words import Word


@dataclass(frozen=True, slots=True)
class Tagged:
    """A stretch of words (`first`..`end`, end exclusive) and what it was tagged as.

    group: "metric" (tag: a concept key, or "=" and a measure key), "operation", "unit", "basis",
    "statement" or "shape".
    """

    group: str
    tag: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Query:
    """A question read: its words, and what stretches of them mean. Places are in `text`, which is the
    question with typos corrected; `corrections` says which."""

    text: str
    words: tuple[Word, ...]
    terms: tuple[tuple[str, ...], ...]  # by word: its folded stems
    periods: tuple[Reading[PeriodPhrase], ...]
    amounts: tuple[Reading[Amount], ...]
    tagged: tuple[Tagged, ...]
    corrections: tuple[tuple[str, str], ...] = ()

    def tags(self, group: str = "operation") -> frozenset[str]:
        return frozenset(found.tag for found in self.tagged if found.group == group)

    def found(self, tag: str, group: str = "operation") -> tuple[Tagged, ...]:
        return tuple(found for found in self.tagged if found.group == group and found.tag == tag)

    def inside(self, place: int) -> Reading[PeriodPhrase] | None:
        """The period phrase that word number `place` is part of."""
        word = self.words[place]
        for reading in self.periods:
            if reading.start <= word.start < reading.end:
                return reading
        return None
