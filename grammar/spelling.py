"""Typos: a word that neither the grammar nor the filing knows is read as the known one nearest to it.

Only words of four letters and more, only where one known word is clearly near, and never a name: a
capitalised word inside a sentence is left alone unless it is nearly the known word.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from grammar.lexicon import vocabulary
from grammar.words import cut, stem

SHORTEST = 4
NEAR = 80.0  # rapidfuzz ratio, 0 to 100
NEAR_NAME = 88.0


def correct(text: str, known: frozenset[str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text with misspelt words replaced, and the (written, read as) pairs."""
    changes: list[tuple[str, str]] = []
    pieces: list[str] = []
    place = 0
    for number, word in enumerate(cut(text)):
        if not word.lower.isalpha() or len(word.lower) < SHORTEST:
            continue
        if word.lower in known or word.lower in vocabulary() or word.stem in _stems(known):
            continue
        named = word.text[0].isupper() and (number > 0 or not word.text[1:].islower())
        better = nearest(word.lower, known, NEAR_NAME if named else NEAR)
        if better is None or stem(better) == word.stem:
            continue
        pieces += [text[place : word.start], better]
        place = word.end
        changes.append((word.text, better))
    return "".join([*pieces, text[place:]]), tuple(changes)


def nearest(word: str, known: Collection[str], least: float) -> str | None:
    """The known word most like this one, or None where none is near. Ties go to the alphabet."""
    from rapidfuzz import fuzz, process

    best: tuple[float, str] | None = None
    for words in (known, vocabulary()):
        choices = [w for w in words if abs(len(w) - len(word)) <= 2 and w[:1] == word[:1] and len(w) >= SHORTEST]
        for found, score, _ in process.extract(word, choices, scorer=fuzz.ratio, score_cutoff=least, limit=5):
            if best is None or (-score, found) < (-best[0], best[1]):
                best = (score, found)
    return best[1] if best else None


@lru_cache(maxsize=64)
def _stems(known: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in (*known, *vocabulary()))
