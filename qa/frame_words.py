"""The words of a question for frames: lists of `data/frames.toml`, and where its verb and its nouns stand."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from grammar.datafiles import load_data
from grammar.lexicon import filler
from grammar.periods import find_periods
from grammar.values import PeriodPhrase
from grammar.words import Word, cut, stem
from qa.asking import Term, keys_of, word_set

BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
WHICH = re.compile(r"\b(?:what|which|who|whom|why|when|where|how)\b|\bwhat's\b", re.IGNORECASE)
# "… as stated in the report": where every answer stands.
INSIDE = re.compile(
    r"\s(?:as (?:stated|mentioned|given|shown) )?in the (?:annual )?(?:report|filing|document|text)\b"
    r"(?=\W*$)"
)
DOTTED = re.compile(r"\b(U\.S|U\.K)(?!\.)")  # "U.S tax"
# What a change is measured against says nothing of what changed: "from the previous year".
AGAINST = re.compile(
    r"\b(?:from|over|than|versus|vs\.?|compared (?:to|with)|relative to)\s(?:the\s)?$", re.IGNORECASE
)
SIDES = frozenset(["with", "to", "into", "from", "of"])  # that may stand before another preposition
LONGEST_QUESTION = 600  # characters that are read
SUBJECTS = frozenset(["company", "group", "firm", "we", "they"])  # whose verb stands straight behind
DETERMINERS = frozenset(
    ["the", "a", "an", "its", "their", "our", "this", "these", "those", "his", "her", "such"]
)


@cache
def listed(name: str) -> frozenset[str]:
    """A list of words or phrases of `data/frames.toml`."""
    return frozenset(load_data("qa", "frames")["question"][name])


@cache
def either(name: str) -> str:
    """Such a list as one group of a pattern, the longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, listed(name)), key=lambda one: (-len(one), one))) + ")"


@cache
def pattern(form: str) -> re.Pattern[str]:
    """A pattern in which `<name>` stands for one word of a list."""
    return re.compile(re.sub(r"<(\w+)>", lambda match: either(match[1]), form))


@cache
def alike() -> dict[str, frozenset[str]]:
    """For the key of a verb, those of the verbs that say the same of a thing."""
    groups = [[_key(verb) for verb in group] for group in load_data("qa", "frames")["alike"].values()]
    groups += [[_key(form) for form in group] for group in load_data("qa", "frames")["question"]["irregular"]]
    found: dict[str, set[str]] = {}
    for group in groups:
        for one in group:
            found.setdefault(one, set()).update(group)
    return {one: frozenset(group) for one, group in found.items()}


def _key(verb: str) -> str:
    """A verb as the words of a sentence are compared: its stem as it is spelled in America."""
    return keys_of(cut(verb))[0][0]


@cache
def verb_stems() -> frozenset[str]:
    return frozenset(stem(verb) for verb in listed("verbs"))


def is_participle(word: str) -> bool:
    return (word.endswith("ed") and len(word) > 4) or word in listed("participles")


@dataclass(frozen=True, slots=True)
class Parts:
    """A question taken apart.

    keys[i]: of word i. said[i]: the term that it is, or None where it says nothing. spans: where it speaks
    of time, `periods` what it says there. opens: where the asking word stands, -1 without one.
    """

    text: str
    lower: str
    words: tuple[Word, ...]
    keys: tuple[tuple[str, ...], ...]
    said: tuple[Term | None, ...]
    spans: tuple[tuple[int, int], ...]
    periods: tuple[PeriodPhrase, ...]
    opens: int

    def terms(self, start: int = 0, end: int = 1_000_000, without: Iterable[int] = ()) -> tuple[Term, ...]:
        """The words of a stretch that say something."""
        left = set(without)
        return tuple(
            term
            for place, term in enumerate(self.said)
            if term is not None and start <= term.start < end and place not in left
        )

    def after(self, offset: int) -> list[int]:
        return [place for place, word in enumerate(self.words) if word.start >= offset]


@lru_cache(maxsize=256)
def take_apart(text: str, own: frozenset[str], full: frozenset[str]) -> Parts:
    """The words of a question. `own`: stems of the filer's name, which every sentence is about; `full`: all
    words of that name."""
    text = INSIDE.sub(" ", DOTTED.sub(r"\1.", text[:LONGEST_QUESTION]))
    words = cut(text)
    keys = tuple(keys_of(words))
    times = [reading for reading in find_periods(text) if reading.value.form not in {"latest", "to_date"}]
    readings = [reading for reading in times if reading.value.form != "relative"]
    beside = [one for one in times if one.value.form == "relative" and AGAINST.search(text[: one.start])]
    spans = tuple((reading.start, reading.end) for reading in (*readings, *beside))
    names = own | full if any(word.stem in own for word in words) else own
    said = tuple(
        _term(word, part) if _says(word, names, spans) else None
        for word, part in zip(words, keys, strict=True)
    )
    asking = WHICH.search(text)
    periods = tuple(reading.value for reading in readings)
    lower = text.lower().replace("’", "'")
    return Parts(text, lower, words, keys, said, spans, periods, asking.start() if asking else -1)


def _term(word: Word, keys: tuple[str, ...]) -> Term:
    return Term(word.lower, keys, word.start, hard=word.text[:1].isdigit(), light=word.stem in _light())


def _says(word: Word, names: frozenset[str], spans: tuple[tuple[int, int], ...]) -> bool:
    """Whether a word says something that a sentence should share."""
    if not word.text[0].isalnum() or word.lower in _asking() or word.stem in names:
        return False
    if any(start <= word.start < end for start, end in spans):
        return False
    named = len(word.text) > 1 and word.text.isupper() and word.lower != "us"
    return named or word.stem not in filler("stop")


@cache
def _asking() -> frozenset[str]:
    return frozenset(
        [
            "what",
            "which",
            "who",
            "whom",
            "why",
            "when",
            "where",
            "how",
            "does",
            "do",
            "did",
            "there",
            "according",
            "s",
            "what's",
        ]
    ) | word_set("auxiliaries")


@cache
def _light() -> frozenset[str]:
    light = (
        "company",
        "group",
        "firm",
        "registrant",
        "information",
        "main",
        "type",
        "amount",
        "total",
        "respective",
    )
    return frozenset(map(stem, light))


def timed(parts: Parts, place: int) -> bool:
    return place < len(parts.words) and any(
        start <= parts.words[place].start < end for start, end in parts.spans
    )


def verb_places(parts: Parts, places: Sequence[int]) -> list[int]:
    """Where the main verb stands: a known one that a preposition, a determiner or nothing follows."""
    words = parts.words
    known = [place for place in places if words[place].stem in verb_stems() and not timed(parts, place)]
    known = (
        [place for place in known if place > places[0] or words[place].lower not in DETERMINERS]
        if places
        else []
    )
    straight = [
        place for place in places[1:] if words[place - 1].lower in SUBJECTS and _may_be_verb(words[place])
    ]
    if straight:
        return straight[:1]
    for place in known:
        after = words[place + 1].lower if place + 1 < len(words) else ""
        plain = (
            words[place].lower == "do"
            or words[place].lower in listed("verbs")
            or is_participle(words[place].lower)
        )
        if plain and place > places[0] and (not after or after in follows() or not after[0].isalpha()):
            return [place]
    later = [place for place in known if place > places[0] and words[place].lower in listed("verbs")]
    if later:
        return later[:1]
    for place in reversed(places):
        if words[place].lower not in word_set("prepositions") and not timed(parts, place):
            return [place] if place > places[0] else known[:1]
    return known[:1]


def _may_be_verb(word: Word) -> bool:
    """Whether a word straight behind "the company" may be its verb."""
    small = (
        word_set("auxiliaries") | word_set("prepositions") | listed("adverbs") | {"and", "or", "not", "that"}
    )
    return (
        word.text.isalpha()
        and word.text.islower()
        and word.lower not in small
        and not word.lower.endswith("ly")
    )


@cache
def follows() -> frozenset[str]:
    return (
        word_set("prepositions")
        | DETERMINERS
        | {
            "that",
            "when",
            "if",
            "any",
            "and",
            "after",
            "before",
            "about",
            "using",
            "between",
            "among",
            "within",
        }
    )


def verb_keys(parts: Parts, places: Sequence[int]) -> frozenset[str]:
    """The keys of a verb: its stem and root, and those that say the same."""
    found: set[str] = set()
    for place in places:
        found.update(key for key in parts.keys[place])
        found |= alike().get(parts.keys[place][0], frozenset())
    return frozenset(found)


def last_preposition(parts: Parts) -> str:
    """The preposition that closes the question, but for a time, or that another follows: "combined with in
    the balance sheet"."""
    stranded = [
        one.lower
        for one, two in itertools.pairwise(parts.words)
        if one.lower in SIDES and two.lower in word_set("prepositions") and one.end + 1 == two.start
    ]
    if stranded:
        return stranded[-1]
    places = [place for place in range(len(parts.words)) if not timed(parts, place)]
    while places and (parts.words[places[-1]].lower == "respectively" or timed(parts, places[-1] + 1)):
        places.pop()
    last_word = parts.words[places[-1]].lower if places else ""
    return last_word if last_word in word_set("prepositions") else ""


def next_preposition(parts: Parts, place: int) -> str:
    after = parts.words[place + 1].lower if place + 1 < len(parts.words) else ""
    return after if after in word_set("prepositions") | {"among", "within"} else ""


def focus_of(parts: Parts, places: Sequence[int]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(parts.keys[place]) for place in places if parts.said[place] is not None)
