"""What a question of fact asks for: the kind of answer, and the words a sentence must share with it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from grammar.datafiles import load_data
from grammar.lexicon import filler
from grammar.periods import find_periods
from grammar.values import PeriodPhrase
from grammar.words import PhraseTable, Word, cut, stem

Kind = Literal[
    "why",
    "how",
    "time",
    "until",
    "since",
    "date",
    "duration",
    "percent",
    "count",
    "amount",
    "measure",
    "phone",
    "code",
    "email",
    "website",
    "place",
    "who",
    "what",
]
FIGURES = frozenset(["percent", "count", "amount"])
DATES = frozenset(["time", "until", "since", "date"])
KIND_OF = re.compile(
    r"(?:what|which)\s(?:kinds?|types?|sorts?|famil(?:y|ies)|class(?:es)?|series|groups?)\sof\b",
    re.IGNORECASE,
)
# "What did they do with it?" asks for a whole clause, which no rule here finds.
DOING = re.compile(r"\b(?:do|does|did|will)\s[^?]{2,60}?\sdo\b")
# Endings that make one word of another: compared at their roots where that leaves five letters.
ENDINGS = ("ization", "ation", "ition", "ment", "tion", "sion", "ance", "ence", "ably", "ion", "ally", "able")
SHORT_ENDINGS = ("er", "or", "al", "at", "iv", "ly", "ity", "ur", "ant", "ent")
ROOT = 5
LONGEST_FOCUS = 4  # words
FEW = 2  # words of a question without a verb


@dataclass(frozen=True, slots=True)
class Term:
    """One word a sentence should share with the question.

    keys: its stem first, then its root and the groups of synonyms it is in. hard: a name or a number,
    which nothing can stand for. light: a generic noun that the sentence need not say.
    """

    word: str
    keys: tuple[str, ...]
    start: int
    hard: bool = False
    light: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of fact as read. `focus` are the keys of the nouns right after "what", "which" or
    "how many"; `periods` are its expressions of time, which are no terms."""

    text: str
    kind: Kind
    terms: tuple[Term, ...]
    focus: tuple[frozenset[str], ...]
    called: bool = False  # asks for a name: "what is … called"
    stems: tuple[str, ...] = ()
    verb: frozenset[str] = frozenset()  # keys of what may be its verb
    periods: tuple[PeriodPhrase, ...] = ()
    preposition: str = ""  # "from" of "from which company …"
    asks: bool = True  # False where no word of asking was found: only the profile is tried


@cache
def word_set(name: str) -> frozenset[str]:
    """One list of words of `data/asking.toml`."""
    return frozenset(load_data("qa", "asking")["words"][name])


@cache
def word_stems(name: str) -> frozenset[str]:
    """The stems of such a list."""
    return frozenset(stem(word) for word in word_set(name))


@cache
def synonyms() -> PhraseTable[str]:
    """Phrases to the name of each group of synonyms they are in ("#3")."""
    groups = load_data("qa", "synonyms")["groups"]
    return PhraseTable((phrase, f"#{number}") for number, group in enumerate(groups) for phrase in {*group})


@lru_cache(maxsize=20_000)
def root(word_stem: str) -> str:
    """A stem without its derivational ending: "production" and "produce" stay apart, "relocation" and
    "relocate" meet."""
    if word_stem.endswith(("ution", "ection")):  # "contribution" and "contribute", "election" and "elect"
        word_stem = word_stem[:-3]
    for ending in ENDINGS:
        if word_stem.endswith(ending) and len(word_stem) - len(ending) >= ROOT - 1:
            word_stem = word_stem[: -len(ending)]
            break
    word_stem = word_stem.removesuffix("e") if len(word_stem) > ROOT else word_stem
    for ending in SHORT_ENDINGS:
        if word_stem.endswith(ending) and len(word_stem) - len(ending) >= ROOT:
            return word_stem[: -len(ending)]
    return word_stem


def _american(word_stem: str) -> str:
    """ "recognise" as "recognize"."""
    return f"{word_stem[:-1]}z" if word_stem.endswith("is") and len(word_stem) > ROOT + 1 else word_stem


def keys_of(words: tuple[Word, ...]) -> list[tuple[str, ...]]:
    """For each word, its stem, its root ("~") and its groups of synonyms ("#")."""
    parts = [_american(word.stem) for word in words]
    groups: list[list[str]] = [list(synonyms().whole((part,))) for part in parts]
    for start, end, values in synonyms().find(parts):
        if end - start > 1:
            for place in range(start, end):
                groups[place] += [value for value in values if value not in groups[place]]
    found = []
    for part, own in zip(parts, groups, strict=True):
        base = root(part)
        extra = (f"~{base}",) if len(base) >= ROOT else ()
        found.append((part, *extra, *own))
    return found


@cache
def _data() -> dict[str, frozenset[str]]:
    data = load_data("qa", "asking")
    return {
        "noise": frozenset(data["noise"]),
        "money": frozenset(stem(word) for word in data["money"]),
        "generic": frozenset(stem(word) for word in data["generic"]),
    }


def is_money(word_stem: str) -> bool:
    """Whether a noun is one of figures: "revenue", "price"."""
    return word_stem in _data()["money"]


@cache
def _kinds() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    kinds = load_data("qa", "asking")["kinds"]
    return tuple(
        (
            entry["kind"],
            re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, _longest(entry["phrases"]))) + r")(?!\w)"),
        )
        for entry in kinds
    )


def _longest(phrases: Iterable[str]) -> list[str]:
    return sorted(phrases, key=lambda phrase: (-len(phrase), phrase))


def kind_of(text: str) -> tuple[Kind, int] | None:
    """What kind of answer is asked for, and where the words that ask for it end."""
    lower = text.lower().replace("’", "'")
    for kind, pattern in _kinds():
        match = pattern.search(lower)
        if match:
            return kind, match.end()
    return None


def read_question(text: str, own: frozenset[str], full: frozenset[str] = frozenset()) -> Asked:
    """A question of fact read. `own`: stems of the company's name, which every sentence is about;
    `full`: all words of that name, which beside one of `own` are no content either."""
    asked = kind_of(text)
    kind, after = asked or ("what", 0)
    words = cut(text)
    if any(word.stem in own for word in words):
        own = own | full
    keys = keys_of(words)
    particles = _particle_verbs(words)
    readings = [reading for reading in find_periods(text) if _says_time(reading.value)]
    spans = [(reading.start, reading.end) for reading in readings]
    content = [
        position
        for position, word in enumerate(words)
        if (position in particles or _is_content(word, position, words, own))
        and not any(start <= word.start < end for start, end in spans)
    ]
    shouted = sum(word.text[:1].isupper() for word in words) > len(words) * 0.6
    terms = tuple(_term(words, keys, position, shouted) for position in content)
    if kind == "what" and _is_money(words, after):
        kind = "amount"
    called = bool(re.search(r"\b(?:called|name of|named|known as|brand)\b", text.lower()))
    focus = _focus(words, keys, after) if kind in {"what", "count", "place", "who"} else ()
    return Asked(
        text,
        kind,
        terms,
        focus,
        called,
        tuple(word.stem for word in words),
        _verb(words, keys, content, after),
        tuple(reading.value for reading in readings),
        _preposition(words),
        asked is not None and not DOING.search(text.lower()),
    )


def _says_time(phrase: PeriodPhrase) -> bool:
    """Whether a phrase names a time at all: "now" and "the quarter" do not."""
    if phrase.form in {"latest", "to_date", "since_inception"}:
        return False
    return any(
        (phrase.year, phrase.number, phrase.month, phrase.end, phrase.year_shift, phrase.quarter_shift)
    ) or (phrase.form == "months" and phrase.months is not None)


def _is_money(words: tuple[Word, ...], after: int) -> bool:
    """Whether "what" asks for a figure: "what were total assets", "what revenue does it expect",
    "what did it pay for"; not "what assets were sold"."""
    rest = [word.lower for word in words if word.start >= after]
    nouns = [words[n].stem in _data()["money"] for n in range(len(words) - len(rest), len(words))]
    verbs = word_set("money_verbs").intersection(rest)
    copula = bool(rest) and rest[0] in {"was", "were", "is", "are"}
    if copula or (words and words[0].lower in {"what's", "whats"}):
        stop = next((n for n, word in enumerate(rest) if n and word in word_set("prepositions")), len(rest))
        return any(nouns[:stop])
    auxiliary = next((n for n, word in enumerate(rest) if word in word_set("auxiliaries")), len(rest))
    if auxiliary < len(rest) and rest[auxiliary] in {"is", "are", "was", "were"}:
        passive = word_set("stated").intersection(rest[auxiliary + 1 :])
        return bool(passive) and any(nouns[:auxiliary])
    expects = word_set("expecting").intersection(rest)
    return bool(verbs) or any(nouns[:auxiliary]) or (bool(expects) and any(nouns))


def _verb(
    words: tuple[Word, ...], keys: list[tuple[str, ...]], content: list[int], after: int
) -> frozenset[str]:
    """The keys of the content words between the auxiliary and the first preposition after it."""
    auxiliary = next(
        (n for n, word in enumerate(words) if word.start >= after and word.lower in word_set("auxiliaries")),
        None,
    )
    if auxiliary is None:
        places = [place for place in content if words[place].start >= after]
    else:
        stop = next(
            (n for n in range(auxiliary + 1, len(words)) if words[n].lower in word_set("prepositions")),
            len(words),
        )
        places = [place for place in content if auxiliary < place < stop]
        places = places or [place for place in content if place > auxiliary]
    generic = _data()["generic"]
    own = [place for place in places if words[place].text.islower() and words[place].stem not in generic]
    return frozenset(key for place in own for key in keys[place])


def _is_content(word: Word, position: int, words: tuple[Word, ...], own: frozenset[str]) -> bool:
    if word.stem in own or not any(character.isalnum() for character in word.text):
        return False
    if len(word.text) > 1 and word.text.isupper() and word.lower != "us":
        return True
    if word.text in {"U.S.", "US"}:
        return True
    if _is_empty(words, position):
        return False
    return word.stem not in filler("stop") and word.lower not in _data()["noise"]


def _is_empty(words: tuple[Word, ...], position: int) -> bool:
    """Whether a word says nothing beside its neighbour: "work for", "in dollars"."""
    near = [word.lower for word in words[max(0, position - 1) : position + 2]]
    return any(f"{one} {two}" in word_set("empty") for one, two in itertools.pairwise(near))


def _particle_verbs(words: tuple[Word, ...]) -> frozenset[int]:
    """Where verbs begin that say something only with their particle: "go down", "call off"."""
    found = synonyms().find([word.stem for word in words])
    return frozenset(
        start for start, end, _ in found if end - start > 1 and words[end - 1].lower in word_set("particles")
    )


def _term(words: tuple[Word, ...], keys: list[tuple[str, ...]], position: int, shouted: bool) -> Term:
    word = words[position]
    first = position == 0
    named = word.text[:1].isupper() and not first and not shouted
    numeral = word.text[:1].isdigit()
    light = word.stem in _data()["generic"]
    soft = any(key[0] == "#" for key in keys[position])
    return Term(
        word.lower,
        keys[position],
        word.start,
        hard=(named and not soft and not light) or numeral,
        light=light,
    )


def _focus(words: tuple[Word, ...], keys: list[tuple[str, ...]], after: int) -> tuple[frozenset[str], ...]:
    """The nouns right after the asking words, up to the auxiliary verb: "which product line did …";
    without one ("which bank lends …") the first alone, for a verb may follow."""
    sort = KIND_OF.match(" ".join(word.lower for word in words))
    after = max(after, words[len(sort.group().split()) - 1].end) if sort else after
    places = [place for place, word in enumerate(words) if word.start >= after]
    while places and words[places[0]].lower in word_set("auxiliaries"):
        places = places[1:]
    ends = word_set("auxiliaries") | word_set("openers") | word_set("prepositions") | {"and"}
    stop = next((place for place in places if words[place].lower in ends), None)
    found = [
        frozenset(keys[place])
        for place in places
        if (stop is None or place < stop)
        and words[place].lower not in word_set("before_noun")
        and not _is_empty(words, place)
    ]
    told = stop is not None and words[stop].lower in word_set("auxiliaries")
    if not told and len(found) > 1 and not word_stems("named").isdisjoint(found[0]):
        return tuple(found[:1])  # "which bank gave …": a verb follows the noun
    named = stop is not None or len(places) <= FEW
    return tuple(found[:LONGEST_FOCUS] if named else found[:1])


def _preposition(words: tuple[Word, ...]) -> str:
    """ "from" of "from which company was it bought" and "which company was it bought from"; else ""."""
    pairs = itertools.pairwise(word.lower for word in words)
    asking = {"which", "what", "whom", "who", "whose"}
    before = next((one for one, two in pairs if two in asking and one in word_set("prepositions")), "")
    last = words[-1].lower if words else ""
    return before or (last if last in word_set("sides") else "")  # "take over" has none
