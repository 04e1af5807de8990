"""Which concepts a line item stands for, read from its label and the headings above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from grammar.lexicon import Concept, ask_table, concepts, label_table, start_table
from grammar.words import stems
from index.model import LineItem

PARENTHESES = re.compile(r"\([^()]*\)")
# Labels that say nothing without their heading.
BARE = frozenset(stems("basic and diluted assuming dilution total per common share"))
# A side of the books and the heading words it cannot stand under.
OPPOSITE = {
    "cost": frozenset({"revenue"}),
    "revenue": frozenset({"cost", "expens"}),
    "asset": frozenset({"liability"}),
    "liability": frozenset({"asset"}),
}
# Under such a heading a bank's rows are the interest on what they name, not its balance; and so they are in
# the columns beside its average balances.
INTEREST = frozenset(
    stems("interest and dividend income expense revenue yield rate average balance paid earned")
)
PER_SHARE = frozenset(stems("per common share data amounts information and results diluted"))
YIELDING = frozenset(stems("interest yield rate average"))
# What qualifies a metric that prose states.
# "2016 net revenue": a row that says its year.
YEAR_LED = re.compile(r"^\s*(?:fiscal )?(?P<year>(?:19|20)\d\d) (?=[A-Za-z])", re.IGNORECASE)
QUALIFIER = re.compile(r",? excluding |,? including |, percent change|, share of ", re.IGNORECASE)
WHOLE, IMPLIED, HELD, START, INSIDE, HEADING = 0, 10, 40, 50, 60, 80  # ranks: the lower the closer


def concepts_of(item: LineItem, only_child: bool = False) -> dict[str, int]:
    """Concept keys to ranks (0 best). `only_child`: it is the only row under its heading, so that what the
    heading names is what the row holds ("Finance income" alone under "Revenues")."""
    found = (
        _in_prose(PARENTHESES.sub(" ", item.label)) if item.origin == "prose" else _in_table(item, only_child)
    )
    words = set(stems(item.label))
    for rule in _narrower():
        if rule.word in words and rule.implies in found:
            found.setdefault(rule.key, found[rule.implies])
    for concept, rank in list(found.items()) if found else ():
        wider = concepts()[concept].implies
        if wider:
            found.setdefault(wider, rank + IMPLIED)
    return found


@cache
def _narrower() -> tuple[Concept, ...]:
    """The concepts that a wider one is where a word of their own stands beside it."""
    return tuple(rule for rule in concepts().values() if rule.implies and rule.word)


@cache
def _held() -> tuple[Concept, ...]:
    """The concepts told by words that a label holds."""
    return tuple(rule for rule in concepts().values() if rule.holds)


def _in_table(item: LineItem, only_child: bool) -> dict[str, int]:
    label = YEAR_LED.sub("", PARENTHESES.sub(" ", item.label))
    found = _read(stems(label), item)
    key = stems(label)
    if item.path and (not key or BARE.issuperset(key)):
        heading = PARENTHESES.sub(" ", item.path[-1])
        for text in (f"{item.label} {heading}", f"{heading} {item.label}", f"total {heading}"):
            for concept, rank in _read(stems(PARENTHESES.sub(" ", text)), item).items():
                found[concept] = min(found.get(concept, 999), rank + HEADING)
    elif item.path and only_child:
        for concept, rank in _read(stems(item.path[-1]), item).items():
            found[concept] = min(found.get(concept, 999), rank + HEADING)
    for concept in _interest_on(label, item.path):
        found.setdefault(concept, HEADING)
    if item.path and _says_per_share(item.path):
        for concept, rank in _read(stems(f"{label} per share"), item).items():
            found.setdefault(concept, rank + HEADING)
    return {key: rank for key, rank in found.items() if _fits(concepts()[key], item)}


def _says_per_share(path: Sequence[str]) -> bool:
    """Whether a heading says that its rows are amounts a share: "Per share:", "Per common share data"."""
    return any(map(_is_per_share, path))


@lru_cache(maxsize=4096)
def _is_per_share(heading: str) -> bool:
    words = set(stems(heading))
    return "shar" in words and words <= PER_SHARE


def _interest_on(label: str, path: Sequence[str]) -> list[str]:
    """The concepts of a bank's row by its label and the heading that says it is interest: "Deposits" under
    "Interest expense"."""
    for heading in path:
        words = set(stems(heading))
        side = "expense" if "expens" in words else "income"
        if "interest" in words and words & {"income", "expens"} and words <= INTEREST:
            hit = start_table().at(stems(f"interest {side} {label}"), 0)
            return hit[1] if hit and hit[0] > len(stems(f"interest {side}")) else []
    return []


@lru_cache(maxsize=4096)
def stands(label: str) -> bool:
    """Whether a label names what is there at a day: "Total assets", "Deposits", not "Average deposits"."""
    key = stems(PARENTHESES.sub(" ", label))
    if not key:
        return False
    hit = start_table().at(key, 0)
    named = [*(concept for concept, _ in label_table().whole(key)), *(hit[1] if hit else ())]
    here = set(key)
    rules = [concepts()[concept] for concept in named]
    return bool(rules) and all(rule.nature == "balance" and not _avoided(rule, here) for rule in rules)


def _in_prose(label: str) -> dict[str, int]:
    """Prose says a metric among other words ("special charge for the repair of piers, excluding …")."""
    key = stems(QUALIFIER.split(label)[0])
    found = dict.fromkeys((start_table().at(key, 0) or (0, []))[1], START) if key else {}
    for concept, rank in label_table().whole(key):
        found[concept] = rank
    if not found:
        for _, _, named in ask_table().find(key):
            found |= {concept: INSIDE for concept in named if concept[0].isalpha()}
    here = set(key)
    return {c: rank for c, rank in found.items() if rank < START or not _avoided(concepts()[c], here)}


def _read(key: tuple[str, ...], item: LineItem) -> dict[str, int]:
    found: dict[str, int] = {}
    if not key:
        return found
    trimmed = key[:-1] if len(key) > 1 and key[-1] == "net" else key
    for words in (key, trimmed):
        for concept, rank in label_table().whole(words):
            found[concept] = min(found.get(concept, 999), WHOLE + rank)
    hit = start_table().at(key, 0)
    for concept in hit[1] if hit else ():
        found[concept] = min(found.get(concept, 999), START)
    if item.origin == "label":
        for rule in _held():
            if any(held.issubset(key) for held in rule.holds):
                found[rule.key] = HELD
    here = set(key)
    return {c: rank for c, rank in found.items() if rank < HELD or not _avoided(concepts()[c], here)}


def _avoided(concept: Concept, words: set[str]) -> bool:
    return any(avoid <= words for avoid in concept.avoid)


def _fits(concept: Concept, item: LineItem) -> bool:
    """Whether a concept can stand under the headings of the item."""
    if concept.nature == "balance" and any(map(_on_balances, item.path)):
        return False
    if concept.nature == "rate" and any(stems(heading)[-1:] == ("amount",) for heading in item.path):
        return False  # the amount beside a ratio of the same row
    if not item.path or not concept.side:
        return True
    heading = set(stems(item.path[-1]))
    against = OPPOSITE.get(concept.side, frozenset())
    own = {concept.side, "expens"} if concept.side == "cost" else {concept.side}
    return not (heading & against) or bool(heading & own)


@lru_cache(maxsize=4096)
def _on_balances(heading: str) -> bool:
    """Whether rows under a heading are what balances earn or cost, or their averages: no balances."""
    words = {word for word in stems(heading) if word.isalpha()}
    return bool(words & YIELDING) and words <= INTEREST
