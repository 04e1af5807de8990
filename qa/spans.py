"""A sentence seen from a question's frame, and the spans of it that may answer."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from grammar.datafiles import load_data
from grammar.words import Word
from qa.asking import Term
from qa.frame_words import listed
from qa.frames import Frame
from qa.passage_index import Line

MOST = 30  # places of a sentence that are looked into for one list of words


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a sentence that may answer, how well they fit (0 to 1), and the members of a list."""

    start: int
    end: int
    score: float
    parts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Sight:
    """A sentence seen from a frame.

    hits[i]: the term of the question that word i says, or None. verbs: the words that may be its verb.
    """

    frame: Frame
    line: Line
    text: str
    words: tuple[Word, ...]
    hits: tuple[Term | None, ...]
    verbs: tuple[int, ...]
    weights: dict[Term, float]
    before: Line | None = None  # the sentence that it is about, where it says "the increase" or "this"

    def share(self, start: int, end: int) -> float:
        """How much of what is asked about a stretch says: 0 to 1."""
        total = sum(self.weights.values())
        found = {
            hit for word, hit in zip(self.words, self.hits, strict=True) if hit and start <= word.start < end
        }
        return sum(self.weights[term] for term in found) / total if total else 0.0

    def strangers(self, start: int, end: int) -> int:
        """How many words that say something in a stretch the question has not."""
        return sum(
            1
            for word, hit in zip(self.words, self.hits, strict=True)
            if hit is None and start <= word.start < end and _says(word)
        )

    def elided(self) -> float:
        """How much of what is asked about the row says which a footnote is about, or the sentence: 0 to 1."""
        total = sum(self.weights.values())
        said = self.line.noted | self.line.own
        held = sum(weight for term, weight in self.weights.items() if not said.isdisjoint(term.keys))
        return held / total if total else 0.0

    def inside(self, start: int, end: int) -> list[int]:
        return [place for place, word in enumerate(self.words) if start <= word.start and word.end <= end]

    def fresh(self, start: int, end: int) -> bool:
        """Whether a stretch says something that the question does not."""
        return self.strangers(start, end) > 0


def _says(word: Word) -> bool:
    return word.stem not in _empty() and (word.text[0].isalnum() or word.text[0] in "$€£")


@cache
def _empty() -> frozenset[str]:
    from grammar.lexicon import filler

    return filler("stop") | listed("adverbs")


def sight(frame: Frame, line: Line, weights: dict[Term, float], before: Line | None = None) -> Sight:
    by_key: dict[str, Term] = {}
    for term in frame.terms:
        for key in term.keys[:1] if term.hard else term.keys:
            by_key.setdefault(key, term)
    hits = tuple(next((by_key[key] for key in keys if key in by_key), None) for keys in line.keys)
    verbs = tuple(place for place, keys in enumerate(line.keys) if not frame.verb.isdisjoint(keys))[:MOST]
    return Sight(frame, line, line.sentence.text, line.words, hits, verbs, weights, before)


@cache
def marks(group: str, name: str) -> re.Pattern[str]:
    """The words of a list of `data/frames.toml` as a pattern: with adverbs before or between them."""
    adverbs = "|".join(sorted(map(re.escape, listed("adverbs"))))
    ways = sorted(load_data("qa", "frames")[group][name], key=lambda way: (-len(way), way))
    forms = []
    for way in ways:
        first, *rest = way.split()
        joined = "".join(rf"\s(?:(?:{adverbs})\s)?{re.escape(part)}" for part in rest)
        forms.append(re.escape(first) + joined)
    return re.compile(
        rf"\b(?P<adverb>(?:(?:and\s)?(?:{adverbs})\s)*)(?P<mark>{'|'.join(forms)})(?:\s(?:the\sfact\sthat\s)?(?:(?:{adverbs})\s)*|(?=[:.,;]))",
        re.IGNORECASE,
    )


@lru_cache(maxsize=16_384)
def found(group: str, name: str, text: str) -> tuple[re.Match[str], ...]:
    """Where words of a list stand in a sentence; kept, for they depend on the filing only."""
    return tuple(itertools.islice(marks(group, name).finditer(text), MOST))
