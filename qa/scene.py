"""A sentence seen from a question, and candidates for its answer: spans of the sentence's text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from grammar.words import Word
from qa.asking import Asked, word_set

LONGEST = 320  # characters of an answer
# Where a clause ends.
CLAUSE = re.compile(
    r"[,;:](?=\s)|[.!?](?=\s|$)|\s--?\s|[\"”]"
    r"|\s(?:which|that|who|whose|where|while|when|as well as|because|due to|as a result|in order|so that"
    r"|said|says|after|before|until|although|but)\s"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of the sentence's text, how well it fits (0 to 1), the unit of what it says, and for a
    figure its value as a decimal."""

    start: int
    end: int
    score: float
    unit: str = "text"
    value: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence seen from a question.

    weights[i]: what word i matches of the question, 0 where nothing. own: stems of the filer's name.
    times: where it says the time asked for. facts: where a figure stands, and how far the fact read
    from it is what is asked, None where that is of another time.
    """

    text: str
    words: tuple[Word, ...]
    keys: tuple[tuple[str, ...], ...]
    weights: tuple[float, ...]
    asked: Asked
    own: frozenset[str]
    times: tuple[int, ...] = ()
    facts: tuple[tuple[int, float | None], ...] = ()

    def near(self, start: int, end: int) -> float:
        """How near the span is to the words the question shares, heavier ones counting more: 0 to 1."""
        total = sum(self.weights)
        if not total:
            return 0.0
        found = 0.0
        for word, weight in zip(self.words, self.weights, strict=True):
            if weight:
                gap = max(word.start - end, start - word.end, 0)
                found += weight / (1 + gap / 25)
        return found / total

    def share_in(self, start: int, end: int) -> float:
        """How much of what the question shares with the sentence stands in a span: 0 to 1."""
        pairs = list(zip(self.words, self.weights, strict=True))
        held = sum(weight for word, weight in pairs if start <= word.start < end)
        return held / (sum(self.weights) or 1.0)

    def inside(self, start: int, end: int) -> list[Word]:
        """The words that lie wholly in a span."""
        return [word for word in self.words if start <= word.start and word.end <= end]

    def asked_for(self, start: int, end: int) -> bool:
        """Whether all words of the span stand in the question already, as they are or as synonyms."""
        return all(
            word.stem in self.asked.stems
            or word.stem in self.own
            or word.lower in word_set("suffixes")
            or self.weights[place]
            for place, word in enumerate(self.words)
            if start <= word.start and word.end <= end
        )

    def is_own(self, start: int, end: int) -> bool:
        """Whether the span names the filer."""
        return any(word.stem in self.own for word in self.inside(start, end))

    def matched(self) -> list[int]:
        """The positions of the words the question shares."""
        return [place for place, weight in enumerate(self.weights) if weight]

    def focus(self) -> list[int]:
        """The positions of the words that match the noun asked for."""
        if not self.asked.focus:
            return []
        head = self.asked.focus[-1]
        return [place for place, keys in enumerate(self.keys) if not head.isdisjoint(keys)]

    def verbs(self) -> list[int]:
        """The positions of words that may be the verb of the question."""
        verb = self.asked.verb
        return [p for p, keys in enumerate(self.keys) if self.weights[p] and not verb.isdisjoint(keys)]


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern, compiled on first use."""
    return re.compile(pattern, flags)


def clause_end(text: str, start: int, commas: bool = True) -> int:
    """Where the clause that holds `start` ends; with `commas` false, commas do not end it."""
    for match in CLAUSE.finditer(text, start + 1, start + LONGEST):
        mark = match.group().strip()
        if (mark == "," and not commas) or (
            mark == "." and text[match.end() + 1 : match.end() + 2].islower()
        ):
            continue
        return match.start()
    return min(len(text.rstrip(' .,"”')), start + LONGEST)
