"""The line items of a filing made findable: folded terms of labels and headings, concepts, weights.

Built once a filing, when it is first asked about.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from grammar.lexicon import concepts, light_stems, load, terms
from grammar.words import stem
from index.bridges import bridges
from index.carried import table_names
from index.column_periods import standing_at
from index.concepts import IMPLIED, concepts_of
from index.context import aliases, contexts
from index.model import LineItem, Statement
from index.verbatim import Names

BETWEEN = re.compile(r"[\s/()\[\],;:“”\"-]+")  # words of labels
LIGHT = 0.25  # weight of words such as "total" and "expense" beside 1 and more for others

# What a label says beside its name: the note that tells more, and that it counts what there is at a day.
REFERENCE = re.compile(r"\s*\((?:see |refer to )?notes? (?:[^()]|\([^()]{1,8}\)){1,30}\)", re.IGNORECASE)
COUNTED = re.compile(
    r"^(?:total )?number of (?P<what>.+?)(?: in operation| open| operated| in service)?"
    r" at (?:the )?(?:end|close) of (?:the )?(?:period|year|quarter|month)\b.*$",
    re.IGNORECASE,
)
UNNAMED = "total"  # what a sum without a label is called, under its heading
# Of what time a row is: "Interim dividend for the half year ended 31 December 2018 of 16 cents".
SPAN = re.compile(
    r"(?<=\w),? for the (?:[a-z-]+ ){0,2}(?:years?|half|quarters?|months|periods?) end(?:ed|ing)\b.*$",
    re.IGNORECASE,
)
DATED = re.compile(r"\b(?:at|as of|as at)\b.*\d\W*$", re.IGNORECASE)
# Where figures begin inside a label.
FIGURE = re.compile(r"[,;:]?\s+(?:[$€£]\d|\d[\d.,]*\d|\d$)")
# A bracket that figures stand in: "Securities held to maturity (fair value of".
OPENED = re.compile(r"\s*\([^()]*$")
ASIDES = re.compile(r"\((?:[^()]|\([^()]*\))*\)[^()\s]*(?:\))?")  # in brackets, one level within another
SIGNED = re.compile(
    r"\((?:loss(?:es)?|income|gains?|benefit|expenses?|deficit|deficiency|decreases?|increases?|credit|used)"
    r"(?:[/ ](?:in|for|by|loss|income|gain|benefit|expense|decrease|increase))?\)",
    re.IGNORECASE,
)
PREPOSITION = re.compile(
    r"(?:\s+(?:attributable|related|relating|due|owing))?\s+"
    r"(?:of|in|for|around|at|from|to|with|by|on|per|before|after|during)\s+|,\s"
)
CHANGE = ", change"  # ends the name of what a sentence says rose or fell by so much
# What prose measures relative to something else is found by the metric itself, and told by its unit.
RELATIVE = re.compile(r", (?:percent change|share of )", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line item as the matcher sees it: folded terms of label and headings, concepts with ranks."""

    position: int
    item: LineItem
    statement: Statement | None
    label_terms: tuple[str, ...]
    path_terms: frozenset[str]
    concepts: dict[str, int]
    aliases: frozenset[str] = frozenset()  # terms each of which names the row by itself
    context: frozenset[str] = frozenset()  # concepts that the row is a part of
    about: frozenset[str] = frozenset()  # terms of what introduces its table
    near: frozenset[str] = frozenset()  # those of them that stand nearest to it
    asides: frozenset[str] = frozenset()  # terms that only brackets in the label say


class Catalogue:
    """The line items of the filings in scope, findable by concept and by word."""

    def __init__(
        self, items: Sequence[LineItem], statements: Sequence[Statement], headings: Collection[str] = ()
    ) -> None:
        """`headings`: those of the prose, which say nothing about the metrics of its sentences."""
        carried = table_names(items, statements)
        self.bridges = bridges(items)
        stands = _standing(items) | {
            number: frozenset(telling_terms(one.name)) for number, one in self.bridges.items()
        }
        about = [
            frozenset(telling_terms(statement.about)) | stands.get(number, frozenset())
            for number, statement in enumerate(statements)
        ]
        near = [frozenset(telling_terms(_nearest(statement.about))) for statement in statements]
        found = _concepts(items, carried, about)
        around = contexts(items, statements, found)
        self.entries: list[Entry] = []
        self.by_term: dict[str, list[int]] = {}
        self.by_concept: dict[str, list[int]] = {}
        self.by_table: dict[int, Entry] = {}  # by position: an item by the name that its table gives it
        for position, item in enumerate(items):
            label, beside = _label_terms(item)
            above = (heading for heading in item.path if item.origin != "prose" or heading not in headings)
            number = item.statement
            entry = Entry(
                position,
                item,
                None if number is None else statements[number],
                label,
                frozenset(beside) | {part for heading in above for part in telling_terms(heading)},
                found[position],
                frozenset(term for name in aliases(item.label) for term in telling_terms(name)),
                around[position],
                frozenset() if number is None else about[number],
                frozenset() if number is None else near[number],
                frozenset(beside) if item.origin == "table" else frozenset(),
            )
            self._add(entry, telling_terms(carried.get(position, "")))
        self.names = Names(items)
        self.words = frozenset(
            word.lower()
            for item in items
            for text in (item.label, *item.path)
            for word in BETWEEN.split(text)
            if word.isalpha() and len(word) > 3
        )

    def _add(self, entry: Entry, named: tuple[str, ...]) -> None:
        """Put an entry where it is found. `named`: the terms that its table calls it by, none for most."""
        self.entries.append(entry)
        said = {*entry.label_terms, *entry.path_terms}
        if named:
            self.by_table[entry.position] = replace(entry, label_terms=named, path_terms=frozenset(said))
        for term in {*said, *named}:
            self.by_term.setdefault(term, []).append(entry.position)
        for concept in entry.concepts:
            self.by_concept.setdefault(concept, []).append(entry.position)

    def weight(self, term: str) -> float:
        """How much a matched term tells: light words little, rare words more."""
        if term in light_stems() or term in _when():
            return LIGHT
        count = len(self.by_term.get(term, ()))
        return 1.0 + 1.0 / (1 + math.log1p(count))

    def with_concept(self, concept: str) -> list[Entry]:
        """Items of a concept, the closest first, table rows in the filing's order."""
        found = [self.entries[position] for position in self.by_concept.get(concept, ())]
        return sorted(found, key=lambda entry: (entry.concepts[concept], entry.position))


def _concepts(
    items: Sequence[LineItem], carried: Mapping[int, str], about: Sequence[frozenset[str]]
) -> list[dict[str, int]]:
    """The concepts of each item, by its label and headings, or by the name that its table gives it."""
    siblings = Counter((item.statement, item.path) for item in items if item.origin == "table")
    found = [
        concepts_of(item, bool(item.path) and siblings[item.statement, item.path] == 1) for item in items
    ]
    for position, name in carried.items():
        found[position] = found[position] or _balances(replace(items[position], label=name, path=()))
    for position, item in enumerate(items):
        if found[position] and item.statement is not None:
            _without_others(found[position], item, about[item.statement])
    return found


def _balances(item: LineItem) -> dict[str, int]:
    """The concepts of an item that are balances, with their ranks: a provision carried is no expense."""
    found = concepts_of(item).items()
    return {key: rank for key, rank in found if rank < IMPLIED and concepts()[key].nature == "balance"}


def _without_others(found: dict[str, int], item: LineItem, about: frozenset[str]) -> None:
    """Take out the concepts that a row has only in tables of another kind: "High" is no price of a share in
    one of values at risk."""
    for key in [key for key in found if concepts()[key].about]:
        told = about.union(terms(" ".join((item.label, *item.path))))
        if not concepts()[key].about & told:
            del found[key]


def _standing(items: Sequence[LineItem]) -> dict[int, frozenset[str]]:
    """By statement: the terms of what stands there at one day after the other ("Nonvested at …"): the rows
    between are of that."""
    found: dict[int, dict[str, set[str]]] = {}
    for item in items:
        named = standing_at(item.label) if item.statement is not None and DATED.search(item.label) else None
        if item.origin == "table" and item.statement is not None and named is not None:
            found.setdefault(item.statement, {}).setdefault(named[0], set()).add(item.label)
    return {
        number: frozenset(telling_terms(" ".join(name for name, labels in names.items() if len(labels) > 1)))
        for number, names in found.items()
    }


def _kept(match: re.Match[str]) -> str:
    """What of a bracket belongs to the name: a short name, and the word for the other sign ("(loss)")."""
    text = match.group()
    return text if SIGNED.fullmatch(text) or aliases(text) else " "


@cache
def _when() -> frozenset[str]:
    return frozenset(stem(word) for word in load("words")["when"])


def _nearest(about: str) -> str:
    """What introduces a table without the heading of its section."""
    first, _, rest = about.partition(" · ")
    return rest or first


def _label_terms(item: LineItem) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The terms of a label that name the item, and those that only say more about it.

    A row's name ends where figures stand in it ("Common stock, $0.01 par value; …"); what a sentence
    measures, at the first preposition ("patents | in the United States").
    """
    if item.origin == "table" and not item.label and (item.total or item.parts):
        return telling_terms(UNNAMED), ()
    if item.origin == "table":
        label = COUNTED.sub(r"\g<what>", REFERENCE.sub("", SPAN.sub("", item.label)).strip())
        named = telling_terms(OPENED.sub("", FIGURE.split(label)[0])) or telling_terms(item.label)
        named = tuple(term for term in named if term not in _when()) or named
        bare = telling_terms(ASIDES.sub(_kept, label)) if "(" in label else ()
        if sum(term not in light_stems() for term in bare) > 1 or 1 < len(bare) < len(named) / 2:
            aside = tuple(term for term in named if term not in bare)
            return tuple(term for term in named if term in bare), aside
        return named, ()
    if item.origin == "label":
        return telling_terms(item.label), ()
    head = RELATIVE.split(item.label)[0]
    parts = PREPOSITION.split(head, maxsplit=1)
    return telling_terms(parts[0]), telling_terms(" ".join(parts[1:]))


def telling_terms(text: str) -> tuple[str, ...]:
    """The folded terms of a label or heading, without figures and the words that only tie."""
    glue = load("words")["glue"]
    text = f"{text}." if text.endswith("U.S") else text  # the stop of its sentence was taken off
    return tuple(term for term in terms(text) if term not in glue and term[0].isalpha())
