"""Typos: a word that neither the grammar nor the filing knows is read as the known one nearest to it.

Nearness is counted in letters left out, added, changed or swapped: one for a short word, two for a
long one. A word is corrected only to one that matters (a word of a label, a metric or a period), never
to a filler, and a name is left alone: a capitalised word inside a sentence must be one letter off.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

from grammar.lexicon import load, telling, vocabulary
from grammar.words import cut, stem

SHORTEST = 4
LONG = 8  # letters from which two slips are forgiven


def correct(text: str, known: frozenset[str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text with misspelt words replaced, and the (written, read as) pairs."""
    changes: list[tuple[str, str]] = []
    pieces: list[str] = []
    place = 0
    for number, word in enumerate(cut(text)):
        if not word.lower.isalpha() or len(word.lower) < SHORTEST:
            continue
        if word.lower in known or word.lower in vocabulary():
            continue
        doubled = _undoubled(word.lower, known)
        if doubled is not None:
            pieces += [text[place : word.start], doubled]
            place = word.end
            changes.append((word.text, doubled))
            continue
        if word.stem in _stems(known):
            continue
        named = word.text[0].isupper() and (number > 0 or not word.text[1:].islower())
        if named and len(word.lower) <= SHORTEST:
            continue  # a short name is like too many words
        better = nearest(word.lower, known, 1 if named or len(word.lower) < LONG else 2)
        if better is None or stem(better) == word.stem:
            continue
        pieces += [text[place : word.start], better]
        place = word.end
        changes.append((word.text, better))
    return "".join([*pieces, text[place:]]), tuple(changes)


STATES = re.compile(r"\b(?:US|U\.S\.A?\.?)(?![\w$]|\s(?:dollar|[Dd]istrict|[Dd]epartment|[Tt]reasur|GAAP))")
YEARS = re.compile(r"\b(?:19|20)\d\d,(?=(?:19|20)\d\d\b)")
DOUBLED = re.compile(r"([a-z])\1")


def _undoubled(word: str, known: frozenset[str]) -> str | None:
    """The known word that a word is but for a letter written twice or once too often ("marketting")."""
    if len(word) < LONG:
        return None
    single = [word[: m.start()] + word[m.start() + 1 :] for m in DOUBLED.finditer(word)]
    return next((form for form in single if form in known or form in telling()), None)


@cache
def _shorthand() -> re.Pattern[str]:
    words = sorted(load("spelling")["shorthand"], key=len, reverse=True)
    return re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, words))})(?![\w/-])", re.IGNORECASE)


def written_out(text: str) -> str:
    """The text with shorthand ("9M", "YoY") written out."""
    table = load("spelling")["shorthand"]
    text = STATES.sub("United States", text)  # in small letters it is a pronoun
    text = YEARS.sub(r"\g<0> ", text)  # "2017,2018" is two years, and no number
    return _shorthand().sub(lambda match: table[match.group().lower()], text)


def nearest(word: str, known: Collection[str], most: int) -> str | None:
    """The known word at most `most` slips away; None where there is none. The filing's own words come
    first, then the alphabet."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    best: tuple[int, int, str] | None = None
    for order, words in enumerate((known, telling())):
        choices = [
            w for w in words if abs(len(w) - len(word)) <= most and w[:1] == word[:1] and len(w) >= SHORTEST
        ]
        for found, slips, _ in process.extract(
            word, choices, scorer=OSA.distance, score_cutoff=most, limit=5
        ):
            if best is None or (int(slips), order, found) < best:
                best = (int(slips), order, found)
    return best[2] if best else None


@lru_cache(maxsize=64)
def _stems(known: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in (*known, *vocabulary()))
