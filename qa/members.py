"""A metric and a member of its breakdown, named apart: "revenue in Asia-Pacific", "carloads of coal".

The row of the member holds the figure; the metric says which of the rows of that name is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from grammar.lexicon import light_stems
from grammar.query import Query
from grammar.words import stems
from index.catalogue import Entry
from index.joint import asked_numbers, numbers_of
from index.match import Mention
from index.windows import Hit
from qa.plan import free_tags

# Where one of these stands in a question, the metric is an operand of its own.
OPERANDS = frozenset({"share", "ratio", "part", "plus", "less"})
MOVING = frozenset({"up", "down", "change", "growth"})  # "by what share did it grow" is no share of another
TABLES = frozenset({"table", "tables", "note", "schedule", "section", "footnote"})
RELATED = (["related", "to"], ["relating", "to"], ["attributable", "to"], ["allocated", "to"])
TOTAL = re.compile(r"(?:^|\W)total$", re.IGNORECASE)  # at the end of the heads over a column
POSSESSIVE = re.compile(r"['’]s\b")
FULL_HEADING = 3  # words of a heading that is no mere noun
APART = frozenset({"and", "or", "plus", "minus", "less", "versus", "vs", "than"})


def with_members(query: Query, found: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """The mentions with metric and member put together, and the metrics that went into a member."""
    moving = not MOVING.isdisjoint(free_tags(query, found))
    if len(found) < 2 or any(query.found(tag) for tag in OPERANDS if tag != "share" or not moving):
        return list(found), []
    kept: list[Mention] = []
    merged: list[Mention] = []
    for mention in found:
        metric = next((other for other in found if _measures(query, other, mention)), None)
        if metric is None:
            kept.append(mention)
            continue
        hits = [h for h in mention.hits if _belongs(query, metric, h.entry) or _summed_in(metric, h.entry)]
        kept.append(replace(mention, hits=hits, kin=metric.concept))
        if metric not in merged:
            merged.append(metric)
    return [mention for mention in kept if mention not in merged], merged


def numbered(query: Query, mention: Mention) -> Mention:
    """The mention with only those rows that a number of the question names: "the 6.375% notes"."""
    for number in asked_numbers(query):
        hits = [hit for hit in mention.hits if number in numbers_of(hit.entry.item.label)]
        if hits and len(hits) < len(mention.hits):
            mention = replace(mention, hits=hits)
    return mention


def under_heading(query: Query, mention: Mention) -> Mention:
    """The mention with only those rows of the best one's name over which a heading stands that the question
    says word for word: "the total amounts falling due after more than one year"."""
    best = mention.hits[0].entry.item if mention.hits else None
    if best is None or best.origin != "table" or _of_totals(query, mention):
        return mention  # "in the total leases": of the leases over five years no more is said there
    words = [word.stem for word in query.words]
    alike = [hit for hit in mention.hits if hit.entry.item.label == best.label]
    named = [hit for hit in alike if any(_in_full(words, part) for part in hit.entry.item.path)]
    return replace(mention, hits=named) if named and len(named) < len(alike) else mention


def _in_full(words: Sequence[str], heading: str) -> bool:
    """Whether the words of a heading, several of them, stand side by side."""
    key = list(stems(heading))
    return len(key) >= FULL_HEADING and any(
        list(words[start : start + len(key)]) == key for start in range(len(words) - len(key) + 1)
    )


def in_column(query: Query, mention: Mention) -> tuple[Mention, frozenset[int]]:
    """The mention with only those items whose column the question names ("net book value of trucks"), and
    the places of the column's words."""
    totals = _of_totals(query, mention)
    if totals:
        return replace(mention, hits=totals), frozenset()
    words = [word.stem for word in query.words]
    best: frozenset[int] = frozenset()
    columns: dict[int, frozenset[int]] = {}
    for number, hit in enumerate(mention.hits):
        item = hit.entry.item
        places = _spoken(words, item.path[-1]) if item.path and item.origin == "table" else frozenset()
        label = set(hit.entry.label_terms) - light_stems()
        if {part for place in places for part in query.terms[place]} <= label:
            continue  # the row's own words: "interest" in "net interest income"
        if any(part in label for place in hit.places - places for part in query.terms[place]):
            columns[number] = places  # else the words are the metric's own
            best = max(best, places, key=len)
    if not best:
        return mention, best
    kept = [
        hit
        for number, hit in enumerate(mention.hits)
        if columns.get(number) == best or hit.entry.item.origin != "table"
    ]
    return replace(mention, hits=kept), best


def _of_totals(query: Query, mention: Mention) -> list[Hit]:
    """The hits in the column of the total, of a metric that is asked for as "total" and stands in several:
    "as a percentage of the total purchase obligations" of a table of when these fall due."""
    before = mention.first - 1
    said = mention.first >= 1 and query.words[before].lower == "total"
    best = mention.hits[0].entry.item if said and mention.hits else None
    if best is None or best.origin != "table" or "total" in best.label.lower():
        return []
    rows = [hit for hit in mention.hits if hit.entry.item.label == best.label]
    columns = {hit.entry.item.path for hit in rows}
    found = [hit for hit in rows if hit.entry.item.path and TOTAL.search(hit.entry.item.path[-1])]
    return found if len(columns) > 1 else []


def same_column(query: Query, found: Sequence[Mention]) -> list[Mention]:
    """The mentions, each after the first with only those rows that stand in the column of the first, where
    they are named side by side and it has them: "homes in Tampa and Savannah"."""
    if len(found) < 2 or not conjoined(query, found):
        return list(found)
    first, *rest = found
    if not first.hits or not first.hits[0].entry.item.path:
        return list(found)
    best = first.hits[0].entry.item
    kept = [first]
    for mention in rest:
        hits = [
            hit
            for hit in mention.hits
            if (hit.entry.item.statement, hit.entry.item.path) == (best.statement, best.path)
        ]
        kept.append(replace(mention, hits=hits) if hits else mention)
    return kept


def _spoken(words: Sequence[str], name: str) -> frozenset[int]:
    """Where the words of a name, or the last two or more of them, stand in a row; nowhere if they do not."""
    whole = list(stems(name))
    for cut in range(max(1, len(whole) - 1)):
        key = whole[cut:]
        for start in range(len(words) - len(key) + 1 if key else 0):
            if words[start : start + len(key)] == key:
                return frozenset(range(start, start + len(key)))
    return frozenset()


def of_table(query: Query, found: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Where a metric is named as the name of a table ("the contractual obligations table"), or is what
    introduces that of the next ("the purchase price allocations related to land"): the others, as that table
    has them, and the metrics that only name it."""
    naming = [m for m in found if m.end < len(query.words) and query.words[m.end].lower in TABLES]
    naming = naming or [m for m, after in pairwise(found) if _introduces(query, m, after)]
    if not naming or len(naming) == len(found):
        return list(found), []
    terms = {part for m in naming for place in m.places for part in query.terms[place]}
    kept = []
    for mention in found:
        if mention in naming:
            continue
        hits = [hit for hit in mention.hits if terms <= hit.entry.about | hit.entry.path_terms]
        kept.append(replace(mention, hits=hits) if hits else mention)
    return kept, naming


def _introduces(query: Query, mention: Mention, after: Mention) -> bool:
    """Whether words that only sentences measure are those of what introduces the table of the metric behind
    them, to which "related to" leads."""
    if not mention.hits or any(hit.entry.item.origin != "prose" for hit in mention.hits) or not after.hits:
        return False
    between = [word.lower for word in query.words[mention.end : after.first]]
    row = after.hits[0].entry
    named = {part for place in mention.places for part in query.terms[place]}
    related = between[-2:] in RELATED and row.item.origin == "table"
    return related and named <= row.about


def without_owners(query: Query, found: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """The metrics, and the names of whose they are: "the total assets of Brightmoor", where a sentence
    measures something of Brightmoor's too, and the table is introduced as its own."""
    owners = [m for m in found if any(_owns(query, m, other) for other in found if other is not m)]
    return [m for m in found if m not in owners], owners


def _owns(query: Query, owner: Mention, metric: Mention) -> bool:
    if not owner.hits or any(hit.entry.item.origin == "table" for hit in owner.hits) or owner.concept:
        return False
    words = query.words[owner.first : owner.end]
    first, second = sorted((owner, metric), key=lambda mention: mention.first)
    if not all(word.text[0].isupper() for word in words) or _apart(query, first, second):
        return False
    after = query.text[words[-1].start : words[-1].end + 2]
    before = query.words[owner.first - 1].lower if owner.first else ""
    if not (POSSESSIVE.search(after) or before in ("of", "for")):
        return False
    named = {part for place in owner.places for part in query.terms[place]}
    rows = [hit.entry for hit in metric.hits if hit.entry.item.origin == "table"]
    return bool(rows) and named <= rows[0].about


def conjoined(query: Query, found: Sequence[Mention]) -> bool:
    """Whether metrics are named side by side: "revenue and net income", "cash, inventory"."""
    ordered = sorted(found, key=lambda mention: mention.first)
    return all(_apart(query, first, second) for first, second in pairwise(ordered))


def _apart(query: Query, first: Mention, second: Mention) -> bool:
    between = {word.lower for word in query.words[first.end : second.first]}
    text = query.text[query.words[first.end - 1].end : query.words[second.first].start] if first.end else ","
    return bool(between & APART) or any(mark in text for mark in ",;/&+")


def _measures(query: Query, metric: Mention, member: Mention) -> bool:
    """Whether a mention is the metric of which another is a member."""
    if metric is member or member.measure is not None or metric.measure is not None or not metric.hits:
        return False
    first, second = sorted((metric, member), key=lambda mention: mention.first)
    if _apart(query, first, second):
        return False
    if metric.concept is None and any(_summed_in(metric, hit.entry) for hit in member.hits):
        return True  # "stock-based compensation in research and development": a part of its own total
    if member.concept is not None:
        return False
    return any(_belongs(query, metric, hit.entry) for hit in member.hits)


def _summed_in(metric: Mention, entry: Entry) -> bool:
    """Whether a row is summed in the row that the metric names."""
    return any(entry.position in hit.entry.item.parts for hit in metric.hits)


def _belongs(query: Query, metric: Mention, entry: Entry) -> bool:
    """Whether a row is of a breakdown of the metric."""
    if entry.item.origin != "table":
        return False
    if metric.concept is not None and metric.concept in entry.context:
        return True
    words = {part for place in metric.places for part in query.terms[place]}
    return bool(words) and words <= entry.path_terms
