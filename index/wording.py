"""The words of `index/data/statements.toml`, loaded once."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from grammar.lexicon import load

REMEMBERED = 300  # characters; what is said of longer texts is not kept
Words = dict[str, dict[str, tuple[str, ...]]]


@cache
def words() -> Words:
    """The tables of the file: name, then key, then its phrases, lower case."""
    text = files("index").joinpath("data", "statements.toml").read_text(encoding="utf-8")
    loaded = tomllib.loads(text)
    return {name: {key: tuple(phrases) for key, phrases in table.items()} for name, table in loaded.items()}


def plain(text: str) -> str:
    """Lower case, blanks run together, curly apostrophes straight."""
    return " ".join(text.lower().replace("’", "'").split())


def says(text: str, name: str, key: str) -> bool:
    """Whether a text holds one of the phrases of `[name] key`, plurals of the last word included."""
    return key in (_said(text, name) if len(text) <= REMEMBERED else _said.__wrapped__(text, name))


# The same captions, heads and headings are asked about many times over, for one key after the other; most
# hold no phrase of the table at all.
@lru_cache(maxsize=8192)
def _said(text: str, name: str) -> frozenset[str]:
    """The keys of `[name]` of which a text holds a phrase."""
    lower = plain(text)
    if _plural(name, *words()[name]).search(lower) is None:
        return frozenset()
    return frozenset(key for key in words()[name] if _plural(name, key).search(lower))


@cache
def _plural(name: str, *keys: str) -> re.Pattern[str]:
    """The phrases of these keys, at each place the longest that stands there."""
    phrases = sorted((phrase for key in keys for phrase in words()[name][key]), key=len, reverse=True)
    return re.compile(r"(?<![a-z])(?:" + "|".join(map(re.escape, phrases)) + r")(?:s|es)?(?![a-z])")


def is_one_of(text: str, name: str, key: str) -> bool:
    """Whether the whole text is one of the phrases."""
    return plain(text) in _phrases(name, key)


@cache
def _phrases(name: str, key: str) -> frozenset[str]:
    return frozenset(words()[name][key])


def begins(text: str, name: str, key: str) -> bool:
    """Whether a text begins with one of the phrases."""
    return _begins(text, name, key) if len(text) <= REMEMBERED else _begins.__wrapped__(text, name, key)


@lru_cache(maxsize=8192)
def _begins(text: str, name: str, key: str) -> bool:
    return plain(text).startswith(words()[name][key])


@cache
def title_kinds() -> tuple[str, ...]:
    return tuple(words()["title"])


def title_kind(text: str) -> str | None:
    """The kind of statement a caption line names; None where it names none."""
    return next((kind for kind in title_kinds() if says(text, "title", kind)), None)


@cache
def months() -> str:
    """A regular expression for the names of months, whole and cut short, with or without a full stop."""
    names = {name for name_list in load("months")["months"].values() for name in name_list}
    return "(?:" + "|".join(sorted(names, key=lambda name: (-len(name), name))) + r")\.?"


@cache
def period_words() -> re.Pattern[str]:
    """Words of a head that speaks of a period: months, "three months ended", "as of", "fiscal"."""
    return re.compile(
        rf"\b(?:{months()}|quarters?|months?|weeks?|years?|fiscal|ended|ending|periods?|inception)(?![a-z])"
        r"|\b(?:as of|as at|half|ytd)\b"
        r"|(?<!\d)(?:19|20)\d\d(?!\d)|\b\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b|\b[1-4]?q[1-4]?(?:\d\d)?\b",
        re.IGNORECASE,
    )


def speaks_of_period(text: str) -> bool:
    """Whether a text holds one of `period_words`."""
    return _in_small(period_words()).search(text.lower()) is not None


def speaks_of_unit(text: str) -> bool:
    """Whether a text holds one of `unit_words`."""
    return _in_small(unit_words()).search(text.lower()) is not None


@cache
def _in_small(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """A pattern for texts in small letters: to look past case takes it twice as long or more."""
    return re.compile(pattern.pattern)


@cache
def lone_head() -> re.Pattern[str]:
    """A date or a length that stands alone: "December 31, 1995", "As of June 30,", "Nine Months Ended"."""
    return re.compile(
        rf"(?:as\s+(?:of|at)\s+)?{months()}\s+\d{{1,2}},?(?:\s+(?:19|20)\d\d)?"
        r"|(?:three|six|nine|twelve|thirteen|twenty-six|thirty-nine|\d{1,2})\s+(?:months|weeks)\s+ended"
        r"|(?:fiscal\s+)?(?:years?|quarters?)\s+ended",
        re.IGNORECASE,
    )


@cache
def unit_words() -> re.Pattern[str]:
    """Words of a unit line: "in thousands", "(unaudited)", "except per share"."""
    return re.compile(
        r"\b(?:in|of)\s+(?:(?:thousand|million|billion)s?\b|hundreds|\$)|(?:thousands|millions)\s+of|\b(?:un)?audited\b"
        r"|^\W{0,2}(?:thousands|millions|billions)\b"
        r"|except\s+(?:per|share)"
        r"|\$?000'?s\b|000s\s+omitted|in\s+u\.?s\.?\s+dollars"
        rf"|{_scaled_money()}",
        re.IGNORECASE,
    )


@cache
def money_marks() -> re.Pattern[str]:
    """What a head says of currency and scale in marks: "$'000", "£m", "US$ million", "€" before no figure."""
    marks = "".join(load("currencies")["symbols"])
    lone = rf"(?:\b[a-z]{{1,3}})?[{re.escape(marks)}](?!\s?\(?\d)"
    return re.compile(rf"\(?(?:{_scaled_money()}|{lone})\)?", re.IGNORECASE)


@cache
def _scaled_money() -> str:
    """An expression for a currency with a scale behind it, and for three zeros that stand for thousands."""
    data = load("currencies")
    money = "|".join(
        sorted(map(re.escape, (*data["symbols"], *data["codes"])), key=lambda one: (-len(one), one))
    )
    scales = r"['’]?000s?|(?:thousand|million|billion|crore|lakh)s?|mn?|mm|bn|k"
    return (
        rf"(?:(?<=[\s(])|^|\b[a-z]{{1,2}})(?:{money})\s?['’‘]?(?:{scales})(?!\w)|(?<![\w,.])['’‘]000s?(?!\w)"
    )
