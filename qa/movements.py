"""Rows of a table that leads from one day to the next: what stands there, and what moved it.

"Non-vested shares granted in 2004" names the table's balance ("Non-vested at December 31, 2004") only to say
of what the movement is; "… as a percentage of the non-vested shares at December 31, 2004" names both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grammar.lexicon import light_stems
from grammar.query import Query
from index.catalogue import Entry
from index.column_periods import standing_at
from index.match import Mention
from index.windows import Hit
from qa.members import APART
from qa.plan import Plan
from qa.view import FilingView

BEHIND = 3  # words behind a balance's name in which its movement is named


def of_movements(view: FilingView, query: Query, found: Sequence[Mention]) -> list[Mention]:
    """The mentions, a balance that only says of what a movement is left out for the rows of that movement."""
    kept: list[Mention] = []
    for mention in found:
        if kept and _qualifies(query, kept[-1], mention):
            kept[-1] = _in_column_of(view, query, kept[-1], mention)
        else:
            kept.append(mention)
    return [moving(view, query, mention) for mention in kept]


def _in_column_of(view: FilingView, query: Query, balance: Mention, moved: Mention) -> Mention:
    """The movement, in the column of the balance that is named with it, where that has it."""
    if balance.hits[0].entry.item.path == moved.hits[0].entry.item.path or not _says_column(query, balance):
        return moved
    labels = {hit.entry.item.label for hit in moved.hits}
    rows = [entry for entry in _table(view, balance.hits[0].entry) if entry.item.label in labels]
    hits = [Hit(entry, moved.hits[0].places, moved.hits[0].mass, 100.0) for entry in rows]
    return replace(moved, hits=hits) if hits else moved


def _says_column(query: Query, mention: Mention) -> bool:
    """Whether the words of a mention name the column of its row too: "unvested units"."""
    best = mention.hits[0]
    said = {part for place in best.places for part in query.terms[place]}
    return bool(said & (best.entry.path_terms - set(best.entry.label_terms)))


def _qualifies(query: Query, mention: Mention, after: Mention) -> bool:
    """Whether a balance stands right in front of a movement of its table: "nonvested" | "shares vested"."""
    if not (mention.hits and after.hits) or not 0 <= after.first - mention.end < 2:
        return False
    balance, moved = mention.hits[0].entry, after.hits[0].entry
    apart = any(query.words[place].lower in APART for place in range(mention.end, after.first))
    same = balance.item.statement == moved.item.statement and moved.item.origin == "table"
    return same and not apart and _stands(balance) and not _stands(moved)


def moving(view: FilingView, query: Query, mention: Mention) -> Mention:
    """The mention with the rows of the movement that it names beside its balance, where it does."""
    best = mention.hits[0].entry if mention.hits else None
    if best is None or not _stands(best):
        return mention
    name = set(best.label_terms)
    end = mention.end
    while end < min(len(query.words), mention.end + BEHIND) and not query.inside(end):
        end += 1
    rest: list[int] = []
    for place in range(mention.first, end):
        terms = set(query.terms[place])
        if terms and terms <= name:
            name -= terms  # the first time it is said, a word is the balance's
        elif terms:
            rest.append(place)
    found = _movements(view, best, {part for place in rest for part in query.terms[place]})
    if not found:
        return mention
    spoken = frozenset(range(mention.first, end))
    hits = [Hit(entry, spoken, mention.hits[0].mass, 100.0) for entry in found]
    return replace(mention, end=end, hits=hits, concept=None)


def _movements(view: FilingView, best: Entry, said: set[str]) -> list[Entry]:
    """The rows in the table and the column of a balance that these words call by their whole name."""
    return [
        entry
        for entry in _table(view, best)
        if not _stands(entry) and (name := set(entry.label_terms) - light_stems()) and name <= said
    ]


def with_balance(view: FilingView, plan: Plan) -> None:
    """Adds the balance that a movement is put in relation to, where its name is all that is left unread."""
    if len(plan.mentions) != 1 or not plan.unread or not plan.has("share", "ratio"):
        return
    mention = plan.mentions[0]
    best = mention.hits[0].entry if mention.hits else None
    if best is None or best.item.origin != "table" or _stands(best):
        return
    left = set(plan.unread)
    found = [entry for entry in _table(view, best) if _stands(entry) and _says(entry, left)]
    places = [
        place
        for place in range(mention.end, len(plan.query.words))
        if left & set(plan.query.terms[place]) and not plan.query.inside(place)
    ]
    if not found or not places:
        return
    spoken = frozenset(places)
    hits = [Hit(entry, spoken, 1.0, 100.0) for entry in found]
    plan.mentions = [mention, Mention(min(places), max(places) + 1, hits, text=best.item.label)]
    plan.unread = ()
    plan.missing = []


def _table(view: FilingView, best: Entry) -> Sequence[Entry]:
    """The rows in the table and the column of a row."""
    return [
        entry
        for entry in view.catalogue.entries
        if entry.item.origin == "table"
        and (entry.item.statement, entry.item.path) == (best.item.statement, best.item.path)
    ]


def _says(entry: Entry, words: set[str]) -> bool:
    """Whether a row has the words, one of them in its own name."""
    return words <= set(entry.label_terms) | entry.path_terms and bool(words & set(entry.label_terms))


def _stands(entry: Entry) -> bool:
    return entry.item.origin == "table" and standing_at(entry.item.label) is not None
