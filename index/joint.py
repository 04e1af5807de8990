"""A row that several parts of a question name together: by its label, its headings, its column, its table.

"The operating income of Greater China", "stock-based compensation in research and development": what is
measured stands in the label, and which one in a heading, a column or the title of the table, or the other
way about. Every word that tells something must stand somewhere around the row, and one in the row's own name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from grammar.lexicon import filler, light_stems
from grammar.query import Query, Tagged
from index.catalogue import Catalogue, Entry
from index.concepts import START
from index.measure_of import is_other_measure
from index.windows import LABEL_WEIGHT, MOST_UNREAD, Hit

LABEL, HEADING, PART, INTRODUCTION, TABLE = 1.0, 0.9, 0.8, 0.7, 0.6  # what a word is worth by where it stands
UNASKED, MOST_UNASKED = 0.05, 4  # taken off for each word that a heading says and the question does not
PRIMARY = re.compile(r"\bstatements?\b|\bbalance sheets?\b", re.IGNORECASE)  # their headings narrow nothing
NEAR = 0.03  # scores this close are of the same row elsewhere
BARE = frozenset(
    {"balanc", "begin", "end", "period", "year", "total", "beginning", "ending", "opening", "closing"}
)


@dataclass(frozen=True, slots=True)
class Need:
    """A part of the question that a row must answer to: a named concept, or a word."""

    places: frozenset[int]
    terms: frozenset[str]
    weight: float
    concept: str = ""


def joint_hits(
    query: Query,
    catalogue: Catalogue,
    places: Iterable[int],
    metrics: Sequence[Tagged],
    allowed: Callable[[Entry], bool],
    least: float = TABLE,
) -> list[Hit]:
    """The rows that answer to all the words at these places, best first; none where no row does. `least`:
    what each word must be worth."""
    wanted = frozenset(places)
    needs = _needs(query, catalogue, wanted, metrics)
    if not needs:
        return []
    total = sum(need.weight for need in needs)
    light = {part for place in wanted for part in query.terms[place]} & light_stems()
    found: list[Hit] = []
    for position in sorted(_candidates(catalogue, needs)):
        entry = catalogue.entries[position]
        if entry.item.origin == "prose" or not allowed(entry) or is_other_measure(query, entry):
            continue
        worths = [_worth(need, entry) for need in needs]
        if min(worths) < least or not (LABEL in worths or _bare(entry)):
            continue
        unread = _unread(catalogue, entry, needs)
        if unread > MOST_UNREAD:
            continue
        covered = sum(need.weight * worth for need, worth in zip(needs, worths, strict=True))
        unasked = UNASKED * min(len(_unasked(entry, needs)), MOST_UNASKED)
        spoken = light & (set(entry.label_terms) | entry.path_terms)
        score = covered / total - LABEL_WEIGHT * unread - unasked + 0.02 * len(spoken)
        found.append(Hit(entry, wanted, total, 100 * score))
    found = _numbered(query, found)
    best = max((hit.score for hit in found), default=0.0)
    return sorted(
        (hit for hit in found if hit.score >= best - 100 * NEAR),
        key=lambda hit: (-hit.score, hit.entry.position),
    )


def _unasked(entry: Entry, needs: Sequence[Need]) -> set[str]:
    """What the column and the headings of a note's row say that the question does not."""
    if entry.statement is None or PRIMARY.search(entry.statement.title):
        return set()
    said = frozenset().union(*(need.terms for need in needs))
    return set(entry.path_terms) - said - light_stems() - set(entry.label_terms)


def numbers_of(label: str) -> frozenset[str]:
    """The numbers in a label: "3.20%" and "2026" of "3.20% Notes Due 2026"."""
    return frozenset(word.strip(",;()").lower() for word in label.split() if any(map(str.isdigit, word)))


def asked_numbers(query: Query) -> list[str]:
    """The numbers of a question that are no period."""
    found = [query.text[a.start : a.end].strip("$ ").lower() for a in query.amounts]
    found += [w.text for place, w in enumerate(query.words) if w.text.isdigit() and not query.inside(place)]
    return found


def _numbered(query: Query, found: list[Hit]) -> list[Hit]:
    """Only the rows that the question's numbers name, where any is named so."""
    for number in asked_numbers(query):
        named = [hit for hit in found if number in numbers_of(hit.entry.item.label)]
        found = named or found
    return found


def _needs(
    query: Query, catalogue: Catalogue, wanted: frozenset[int], metrics: Sequence[Tagged]
) -> list[Need]:
    found: list[Need] = []
    taken: set[int] = set()
    stop, light = filler("stop"), light_stems()
    for tagged in metrics:
        span = frozenset(range(tagged.first, tagged.end))
        if not span <= wanted or tagged.tag[0] in "=~":
            continue
        terms = frozenset(part for place in span for part in query.terms[place]) - light
        weight = sum(catalogue.weight(term) for term in terms) or 1.0
        found.append(Need(span, terms, weight, tagged.tag))
        taken |= span
    for place in sorted(wanted - taken):
        word = query.words[place]
        terms = frozenset(query.terms[place]) - light
        if terms and word.stem not in stop:
            found.append(Need(frozenset({place}), terms, sum(catalogue.weight(term) for term in terms)))
    return found


def _candidates(catalogue: Catalogue, needs: Sequence[Need]) -> set[int]:
    found: set[int] = set()
    for need in needs:
        for term in need.terms:
            found.update(catalogue.by_term.get(term, ()))
        if need.concept:
            found.update(catalogue.by_concept.get(need.concept, ()))
    return found


def _worth(need: Need, entry: Entry) -> float:
    """What a row has of a need: in its name, in its headings, as a part, or in what introduces its table."""
    label = set(entry.label_terms) | entry.aliases
    if need.concept and need.concept in entry.concepts:
        return LABEL
    if need.terms and need.terms <= label:
        return LABEL
    if need.terms and need.terms <= label | entry.path_terms:
        return HEADING
    if need.concept and need.concept in entry.context:
        return PART
    if need.terms and need.terms <= label | entry.path_terms | entry.near:
        return INTRODUCTION
    if need.terms and need.terms <= label | entry.path_terms | entry.about:
        return TABLE
    return 0.0


def _bare(entry: Entry) -> bool:
    """Whether a row's label says nothing without its table: "Balance at end of period", "Total"."""
    return set(entry.label_terms) <= BARE | light_stems()


def _unread(catalogue: Catalogue, entry: Entry, needs: Sequence[Need]) -> float:
    """The share of a label, by weight, that the question does not say."""
    if _bare(entry):
        return 0.0
    said = frozenset().union(*(need.terms for need in needs))
    if entry.aliases & said or any(entry.concepts.get(need.concept, START) < START for need in needs):
        return 0.0
    label = set(entry.label_terms)
    full = sum(catalogue.weight(term) for term in label)
    return sum(catalogue.weight(term) for term in label - said) / full if full else 0.0
