"""A phrase of a question finds its line items: by concept, and by the words of labels and headings.

The catalogue is built once a filing; matching looks only at items that share a word with the question.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from grammar.lexicon import filler, light_stems, terms
from grammar.query import Query, Tagged
from index.concepts import concepts_of
from index.model import LineItem, Statement

LIGHT = 0.25  # weight of words such as "total" and "expense" beside 1 for others
CONCEPT_SCORE = 92.0  # a concept met by its own name; ranks take a little off
LABEL_WEIGHT = 0.35  # how much the unread part of a label counts against it
PATH_WEIGHT = 0.6  # a word met in a heading rather than in the label


@dataclass(frozen=True, slots=True)
class Entry:
    """A line item as the matcher sees it: folded terms of label and headings, concepts with ranks."""

    position: int
    item: LineItem
    statement: Statement | None
    label_terms: tuple[str, ...]
    path_terms: frozenset[str]
    concepts: dict[str, int]
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """An item for a stretch of words: `places` are the words it reads, score 0 to 100."""

    entry: Entry
    places: frozenset[int]
    mass: float
    score: float
    concept: str | None = None


@dataclass(slots=True)
class Mention:
    """A stretch of the question that names a metric, and the items it may be, best first."""

    first: int
    end: int
    hits: list[Hit] = field(default_factory=list)
    concept: str | None = None
    measure: str | None = None

    @property
    def places(self) -> range:
        return range(self.first, self.end)


class Catalogue:
    """The line items of the filings in scope, findable by concept and by word."""

    def __init__(self, items: Sequence[LineItem], statements: Sequence[Statement]) -> None:
        siblings: dict[tuple[int | None, tuple[str, ...]], int] = {}
        for item in items:
            if item.origin == "table":
                place = (item.statement, item.path)
                siblings[place] = siblings.get(place, 0) + 1
        self.entries: list[Entry] = []
        self.by_term: dict[str, list[int]] = {}
        self.by_concept: dict[str, list[int]] = {}
        for position, item in enumerate(items):
            only = bool(item.path) and siblings.get((item.statement, item.path)) == 1
            label = terms(item.label)
            path = frozenset(part for heading in item.path for part in terms(heading))
            statement = None if item.statement is None else statements[item.statement]
            entry = Entry(position, item, statement, label, path, concepts_of(item, only))
            self.entries.append(entry)
            for term in {*label, *path}:
                self.by_term.setdefault(term, []).append(position)
            for concept in entry.concepts:
                self.by_concept.setdefault(concept, []).append(position)
        self.words = frozenset(
            word.lower()
            for item in items
            for text in (item.label, *item.path)
            for word in text.replace("-", " ").replace("/", " ").split()
            if word.isalpha() and len(word) > 3
        )

    def weight(self, term: str) -> float:
        """How much a matched term tells: light words little, rare words more."""
        if term in light_stems():
            return LIGHT
        count = len(self.by_term.get(term, ()))
        return 1.0 + 1.0 / (1 + math.log1p(count))

    def with_concept(self, concept: str) -> list[Entry]:
        """Items of a concept, the closest first, table rows in the filing's order."""
        found = [self.entries[position] for position in self.by_concept.get(concept, ())]
        return sorted(found, key=lambda entry: (entry.concepts[concept], entry.position))


def mentions(
    query: Query, catalogue: Catalogue, blocked: Collection[int], allowed: Callable[[Entry], bool]
) -> tuple[list[Mention], list[Tagged]]:
    """The metrics a question names, in its order, and the concepts it names that no item has.

    `blocked`: words that cannot be part of a metric (periods, figures, company names).
    """
    metrics = [t for t in query.tagged if t.group == "metric" and not any(p in blocked for p in range(t.first, t.end))]
    hits = [*_by_words(query, catalogue, blocked, allowed, metrics), *_by_concept(query, catalogue, metrics, allowed)]
    taken: set[int] = set()
    chosen: list[Mention] = []
    hits.sort(key=lambda hit: (-round(hit.mass, 3), -hit.score, hit.entry.position))
    measures = [t for t in metrics if t.tag.startswith("=")]
    for measure in measures:
        span = set(range(measure.first, measure.end))
        rival = [t for t in metrics if t.first == measure.first and t.end == measure.end and t is not measure]
        if any(h.mass > _mass(query, catalogue, span) + 0.01 and h.places & span for h in hits):
            continue
        if rival and any(h.concept == r.tag and h.places >= span for r in rival for h in hits):
            continue
        chosen.append(Mention(measure.first, measure.end, measure=measure.tag[1:]))
        taken |= span
    for hit in hits:
        span = set(range(min(hit.places), max(hit.places) + 1))
        if span & taken:
            continue
        same = [h for h in hits if _alike(h, hit, span)]
        chosen.append(Mention(min(span), max(span) + 1, same, hit.concept))
        taken |= span
    chosen.sort(key=lambda mention: mention.first)
    missing = [t for t in metrics if not set(range(t.first, t.end)) & taken]
    return chosen, missing


def _alike(other: Hit, best: Hit, span: set[int]) -> bool:
    """Whether another hit reads the same words nearly as well, and so stays a candidate."""
    return other.places <= span and other.mass >= best.mass - 0.05


def _mass(query: Query, catalogue: Catalogue, places: Collection[int]) -> float:
    stop = filler("stop")
    return sum(
        catalogue.weight(term)
        for place in places
        if query.words[place].stem not in stop
        for term in query.terms[place]
    )


def _by_concept(
    query: Query, catalogue: Catalogue, metrics: Sequence[Tagged], allowed: Callable[[Entry], bool]
) -> list[Hit]:
    found = []
    for tagged in metrics:
        places = frozenset(range(tagged.first, tagged.end))
        mass = _mass(query, catalogue, places) or LIGHT
        asked = {part for place in places for part in query.terms[place]}
        for entry in catalogue.with_concept(tagged.tag):
            if not allowed(entry):
                continue
            rank = entry.concepts[tagged.tag]
            extra = len(set(entry.label_terms) - asked - light_stems())
            shared = len(asked & set(entry.label_terms)) / max(1, len(asked))
            score = CONCEPT_SCORE + 8 * shared - min(rank, 100) / 12 - extra
            found.append(Hit(entry, places, mass, score, tagged.tag))
    return found


def _by_words(
    query: Query,
    catalogue: Catalogue,
    blocked: Collection[int],
    allowed: Callable[[Entry], bool],
    metrics: Sequence[Tagged],
) -> list[Hit]:
    places: dict[str, list[int]] = {}
    stop = filler("stop")
    for place, parts in enumerate(query.terms):
        if place in blocked or query.words[place].stem in stop:
            continue
        for part in parts:
            places.setdefault(part, []).append(place)
    positions = {p for term in places for p in catalogue.by_term.get(term, ())}
    found = []
    for position in sorted(positions):
        entry = catalogue.entries[position]
        if allowed(entry):
            hit = _window(query, catalogue, entry, places, blocked)
            if hit is not None and _whole(hit, metrics, query, entry):
                found.append(hit)
    return found


def _whole(hit: Hit, metrics: Sequence[Tagged], query: Query, entry: Entry) -> bool:
    """A named concept is not taken apart: an item that reads some of its words reads all that count, or
    has the concept."""
    light, stop = light_stems(), filler("stop")
    for tagged in metrics:
        span = set(range(tagged.first, tagged.end))
        if not span & hit.places or tagged.tag in entry.concepts:
            continue
        rest = [
            part for place in span - hit.places if query.words[place].stem not in stop for part in query.terms[place]
        ]
        if any(part not in light for part in rest):
            return False
    return True


def _window(
    query: Query, catalogue: Catalogue, entry: Entry, places: dict[str, list[int]], blocked: Collection[int]
) -> Hit | None:
    """The best run of question words that the item reads."""
    label = set(entry.label_terms)
    at = {p: term for term in label if term in places for p in places[term]}
    if not any(term not in light_stems() for term in at.values()) and label - light_stems():
        return None
    for term in entry.path_terms - label:
        for p in places.get(term, ()):
            at.setdefault(p, term)
    if not at:
        return None
    run = max(_runs(query, sorted(at), blocked), key=lambda r: (_weigh(catalogue, label, at, r), -r[0]))
    matched = {at[p] for p in run}
    if not matched & label:
        return None
    full = sum(catalogue.weight(t) for t in label)
    rest = sum(catalogue.weight(t) for t in label - matched)
    score = 100.0 * (1 - LABEL_WEIGHT * rest / full) if full else 50.0
    return Hit(entry, frozenset(run), _weigh(catalogue, label, at, run), score)


def _weigh(catalogue: Catalogue, label: Collection[str], at: dict[int, str], run: Sequence[int]) -> float:
    seen: set[str] = set()
    mass = 0.0
    for place in run:
        if at[place] not in seen:
            mass += catalogue.weight(at[place]) * (1.0 if at[place] in label else PATH_WEIGHT)
            seen.add(at[place])
    return mass


def _runs(query: Query, places: Sequence[int], blocked: Collection[int]) -> list[list[int]]:
    """Places cut where a blocked word, or a word that is neither stop word nor filler, stands between."""
    runs: list[list[int]] = [[places[0]]]
    for before, place in zip(places, places[1:], strict=False):
        between = range(before + 1, place)
        apart = any(p in blocked or not _bridges(query, p) for p in between)
        text = query.text[query.words[before].end : query.words[place].start]
        if apart or any(mark in text for mark in ";:?+/"):
            runs.append([])
        runs[-1].append(place)
    return runs


BRIDGES = frozenset("of and the to from for in on by & a an 's s at with its less excluding".split())


def _bridges(query: Query, place: int) -> bool:
    word = query.words[place]
    return word.lower in BRIDGES or word.stem in light_stems()
