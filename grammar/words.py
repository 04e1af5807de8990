"""Words of questions and labels: tokens, stems, and tables of phrases over stems.

The stemmer is deliberately small: it folds plurals and the endings -ing, -ed, -e, so that
"licensing", "license" and "licenses" meet. It is applied to both sides, never shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, TypeVar

from grammar.datafiles import load_data

T = TypeVar("T")

# A word may hold an ampersand ("R&D", "S & P"), an inner apostrophe, or dots between letters ("U.S.").
WORD = re.compile(
    r"(?i:(?<!\w)(?:s & p|r & d|g & a|m & a|e & p|p & l)(?!\w))"
    r"|(?:[A-Za-z]\.){2,}|\d[\d,]*(?:\.\d+)?%?|[^\W\d_]+(?:['’&][^\W\d_]+)*|[%$€£+=/]"
)


@cache
def kept() -> frozenset[str]:
    """Words that are their own stem."""
    return frozenset(load_data("grammar", "words")["kept"])


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: as written, lower-cased, its stem, and its characters (end exclusive)."""

    text: str
    lower: str
    stem: str
    start: int
    end: int


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The folded form of one lower-case word."""
    word = word.removesuffix("'s").removesuffix("’s").rstrip("'’")
    if len(word) <= 3 or word in kept() or not word.isalpha():
        return word.replace(".", "") if "." in word and not word[0].isdigit() else word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and word not in kept():
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            return word.removesuffix("e")
    if len(word) <= 3 or word.endswith("ee") or word in kept():
        return word
    return word.removesuffix("e")


@lru_cache(maxsize=512)
def cut(text: str) -> tuple[Word, ...]:
    """The words of a text in order, with their places. A question is cut at each step of its reading."""
    return tuple(_words(text))


def _words(text: str) -> Iterator[Word]:
    for match in WORD.finditer(text):
        written = match.group()
        lower = written.lower().replace("’", "'").replace(" & ", "&")
        yield Word(written, lower, stem(lower), match.start(), match.end())


@cache
def stems(text: str) -> tuple[str, ...]:
    """The stems of a phrase."""
    return tuple(word.stem for word in _words(text))


class PhraseTable(Generic[T]):
    """Phrases over stems, each with what it stands for; finds the longest one at each place."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._entries: dict[tuple[str, ...], list[T]] = {}
        self._longest: dict[str, int] = {}
        for phrase, value in entries:
            key = stems(phrase)
            if not key:
                continue
            values = self._entries.setdefault(key, [])
            if value not in values:
                values.append(value)
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def whole(self, key: Sequence[str]) -> list[T]:
        """What the phrase with exactly these stems stands for."""
        return self._entries.get(tuple(key), [])

    def at(self, key: Sequence[str], start: int) -> tuple[int, list[T]] | None:
        """The longest phrase that begins at `start`: its length in words, and its values."""
        longest = self._longest.get(key[start], 0)
        for length in range(min(longest, len(key) - start), 0, -1):
            found = self._entries.get(tuple(key[start : start + length]))
            if found:
                return length, found
        return None

    def find(self, key: Sequence[str]) -> list[tuple[int, int, list[T]]]:
        """All longest phrases from left to right, none overlapping: (start, end, values)."""
        found, place = [], 0
        while place < len(key):
            hit = self.at(key, place)
            if hit is None:
                place += 1
                continue
            found.append((place, place + hit[0], hit[1]))
            place += hit[0]
        return found

    def vocabulary(self) -> frozenset[str]:
        """Every stem that some phrase uses."""
        return frozenset(part for key in self._entries for part in key)
