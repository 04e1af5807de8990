"""Names of persons and offices, dates, phone numbers and addresses as patterns; the words they need.

Everything is bounded: no pattern can run over more than a few hundred characters of hostile text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
DATE = rf"{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+(?:19|20)\d\d)?\b"
NAME_WORD = r"(?:[A-Z]\.|[A-Z][a-z]{0,2}[A-Z]?[a-z’'-]+(?:-[A-Z][a-z]+)?|[A-Z]{2,15})"
WORD = re.compile(r"\S+")
NAME = rf"{NAME_WORD}(?:\s{NAME_WORD}){{1,4}}"
PHONE = r"(?:\+?1[-. /])?(?:\(\d{3}\)\s?|\b\d{3}[-./ ])\d{3}[-. ]\d{4}\b"
EMAIL = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,20}){1,3}"
WEBSITE = r"(?:https?://|www\.)[\w-]+(?:\.[\w-]+)+(?:/[\w./-]*\w)?"


@cache
def lexicon() -> dict[str, Any]:
    """`data/profile.toml`."""
    return tomllib.loads(files("index").joinpath("data", "profile.toml").read_text(encoding="utf-8"))


@cache
def office_words() -> tuple[tuple[str, ...], ...]:
    """What every office has in it: the last word of each way to write one (see `index.lookup`)."""
    return (shortest(way.split()[-1] for entry in lexicon()["roles"].values() for way in entry["as"]),)


def shortest(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts without those that hold another of them, short ones first."""
    kept: list[str] = []
    for text in sorted(set(texts), key=lambda one: (len(one), one)):
        if not any(short in text for short in kept):
            kept.append(text)
    return tuple(kept)


@cache
def offices() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for any office as filings write it, and the role of each."""
    role = {way: key for key, entry in lexicon()["roles"].items() for way in entry["as"]}
    ways = "|".join(re.escape(way).replace(r"\ ", r"\s+") for way in sorted(role, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{ways})(?![\w])", re.IGNORECASE), role


@cache
def _small_offices() -> re.Pattern[str]:
    """The pattern for texts in small letters: to look past case takes it three times as long."""
    return re.compile(offices()[0].pattern)


def offices_in(text: str) -> list[tuple[int, int, str]]:
    """Start, end and role of every office in a text."""
    pattern, roles = offices()
    found = _small_offices().finditer(text.lower()) if text.isascii() else pattern.finditer(text)
    return [(one.start(), one.end(), roles[" ".join(one.group().lower().split())]) for one in found]


@cache
def _name() -> re.Pattern[str]:
    return re.compile(NAME)


@cache
def _not_names() -> frozenset[str]:
    return frozenset(lexicon()["names"]["never"])


def people(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The spans that read as names of persons: two to five capitalised words, none an ordinary one."""
    stop = len(text) if end is None else end
    for match in _name().finditer(text, start, stop):
        run: list[tuple[int, int]] = []
        for word in [*WORD.finditer(match.group()), None]:
            plain = word.group().strip(".,'’").lower() if word else ""
            if word and plain not in _not_names():
                run.append((match.start() + word.start(), match.start() + word.end()))
                continue
            if len(run) > 1 and text[run[-1][0] : run[-1][1]][-1] != ".":
                yield run[0][0], run[-1][1]
            run = []
