"""The word lists of the grammar, loaded once from `grammar/data` and checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from grammar.datafiles import load_data
from grammar.errors import LexiconError
from grammar.words import PhraseTable, stem, stems

NATURES = frozenset({"flow", "balance", "per_share", "shares", "rate", "", "count"})
SIDES = frozenset({"cost", "revenue", "asset", "liability", "equity", ""})
CONCEPT_KEYS = frozenset(
    {
        "ask",
        "verb",
        "absorbs",
        "implies",
        "word",
        "label",
        "start",
        "holds",
        "avoid",
        "about",
        "nature",
        "side",
        "name",
    }
)


@dataclass(frozen=True, slots=True)
class Concept:
    """What several labels mean. `nature`: flow, balance, per_share, shares, rate or ""."""

    key: str
    name: str
    nature: str
    side: str
    ask: tuple[str, ...]
    verb: tuple[str, ...]
    absorbs: tuple[str, ...]
    implies: str
    word: str
    label: tuple[str, ...]
    start: tuple[str, ...]
    holds: tuple[frozenset[str], ...]
    avoid: tuple[frozenset[str], ...]
    about: frozenset[str] = frozenset()  # stems, one of which what introduces its table says


@dataclass(frozen=True, slots=True)
class Measure:
    """A named calculation: `formula` is an expression over concept keys; `unit` percent, ratio or USD
    (the statement's currency); `line` is a concept that is looked up first where the filing prints it;
    `instead`: names of a concept that mean the calculation where no line has the concept."""

    key: str
    name: str
    ask: tuple[str, ...]
    formula: str
    unit: str
    line: str
    instead: tuple[str, ...] = ()


def load(name: str) -> dict[str, Any]:
    """One TOML file of `grammar/data`, by its name without the ending."""
    return load_data("grammar", name)


@cache
def concepts() -> dict[str, Concept]:
    """All concepts by key. Raises LexiconError where an entry is malformed."""
    found = {}
    for key, entry in load("metrics").items():
        unknown = set(entry) - CONCEPT_KEYS
        nature, side = entry.get("nature", ""), entry.get("side", "")
        if unknown or nature not in NATURES or side not in SIDES or not entry.get("name"):
            raise LexiconError(
                f"metrics.toml: [{key}] has keys or values that are not known: {sorted(unknown)}"
            )
        found[key] = Concept(
            key,
            entry["name"],
            nature,
            side,
            tuple(entry.get("ask", ())),
            tuple(entry.get("verb", ())),
            tuple(entry.get("absorbs", ())),
            entry.get("implies", ""),
            stem(entry.get("word", "")),
            tuple(entry.get("label", ())),
            tuple(entry.get("start", ())),
            tuple(frozenset(stems(phrase)) for phrase in entry.get("holds", ())),
            tuple(frozenset(stems(phrase)) for phrase in entry.get("avoid", ())),
            frozenset(terms(" ".join(entry.get("about", ())))),
        )
    return found


@cache
def measures() -> dict[str, Measure]:
    """All named calculations by key. Raises LexiconError where an entry is malformed."""
    found = {}
    for key, entry in load("measures").items():
        try:
            found[key] = Measure(
                key,
                entry["name"],
                tuple(entry["ask"]),
                entry["formula"],
                entry["unit"],
                entry.get("line", ""),
                tuple(entry.get("instead", ())),
            )
        except KeyError as error:
            raise LexiconError(f"measures.toml: [{key}] has no {error}") from error
    return found


@cache
def ask_table() -> PhraseTable[str]:
    """Phrases of questions to concept keys; "=" before a measure's key, "~" before that of a verb."""
    asked = [(phrase, c.key) for c in concepts().values() for phrase in c.ask]
    asked += [(phrase, f"~{c.key}") for c in concepts().values() for phrase in c.verb]
    return PhraseTable([*asked, *((phrase, f"={m.key}") for m in measures().values() for phrase in m.ask)])


@cache
def instead_table() -> PhraseTable[str]:
    """Names of concepts to the measures that stand for them where no line has the concept."""
    return PhraseTable([(phrase, m.key) for m in measures().values() for phrase in m.instead])


@cache
def label_table() -> PhraseTable[tuple[str, int]]:
    """Whole labels to (concept key, rank): the earlier a phrase is listed, the lower its rank."""
    return PhraseTable(
        (phrase, (c.key, rank)) for c in concepts().values() for rank, phrase in enumerate((*c.ask, *c.label))
    )


@cache
def start_table() -> PhraseTable[str]:
    """Beginnings of labels to concept keys."""
    return PhraseTable((phrase, c.key) for c in concepts().values() for phrase in c.start)


@cache
def fold_table() -> PhraseTable[tuple[str, ...]]:
    """Words and phrases to the stems they are folded to."""
    return PhraseTable((phrase, stems(fold)) for phrase, fold in load("terms")["fold"].items())


@cache
def light_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in load("terms")["light"]["words"])


def fold(key: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """For each stem of a phrase, the stems it is folded to; what a longer phrase folds to stands at its
    first stem, the others fold to nothing."""
    folded: list[tuple[str, ...]] = [(part,) for part in key]
    for start, end, values in fold_table().find(key):
        folded[start] = values[0]
        for place in range(start + 1, end):
            folded[place] = ()
    return tuple(folded)


def terms(text: str) -> tuple[str, ...]:
    """The folded stems of a text, in order."""
    return tuple(part for parts in fold(stems(text)) for part in parts)


@cache
def tag_table() -> PhraseTable[tuple[str, str]]:
    """Phrases of operations to (group, tag): ("operation", "up"), ("unit", "percent"), …"""
    return PhraseTable(_tags())


def _tags() -> Iterable[tuple[str, tuple[str, str]]]:
    for key, value in load("operations").items():
        if isinstance(value, list):
            yield from ((phrase, ("operation", key)) for phrase in value)
        else:
            for tag, phrases in value.items():
                yield from ((phrase, (key, tag)) for phrase in phrases)


@cache
def filler(kind: str) -> frozenset[str]:
    """The stems of one list of filler.toml: `stop`, `benign` or `narrowing`."""
    return frozenset(stem(word) for word in load("filler")[kind])


@cache
def telling() -> frozenset[str]:
    """Lower-case words, as written, that name a metric or a period: what a typo may stand for."""
    words = {
        word for c in concepts().values() for phrase in (*c.ask, *c.verb, *c.label) for word in _plain(phrase)
    }
    words.update(load("spelling")["words"])
    return frozenset(words)


@cache
def vocabulary() -> frozenset[str]:
    """Lower-case words the grammar knows, as written, for telling a typo from a new word."""
    words = set(telling())
    for phrase in load("terms")["fold"]:
        words.update(_plain(phrase))
    for value in load("operations").values():
        for phrases in [value] if isinstance(value, list) else value.values():
            for phrase in phrases:
                words.update(_plain(phrase))
    for measure in measures().values():
        for phrase in measure.ask:
            words.update(_plain(phrase))
    for kind in ("stop", "benign", "narrowing"):
        words.update(load("filler")[kind])
    return frozenset(words)


def _plain(phrase: str) -> list[str]:
    return [word for word in phrase.lower().replace("-", " ").replace(",", " ").split() if word.isalpha()]
