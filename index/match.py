"""A phrase of a question finds its line items: by concept, and by the words of labels and headings.

The catalogue is built once a filing; matching looks only at items that share a word with the question.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from grammar.lexicon import concepts, filler, light_stems, load, terms
from grammar.query import Query, Tagged
from index.concepts import concepts_of
from index.model import LineItem, Statement

LIGHT = 0.25  # weight of words such as "total" and "expense" beside 1 for others
CONCEPT_SCORE = 92.0  # a concept met by its own name; ranks take a little off
LABEL_WEIGHT = 0.35  # how much the unread part of a label counts against it
MOST_UNREAD = 0.5  # of a label, by weight: with more left unread it is another line
MOST_UNREAD_OWN = 0.75  # of a label whose own part ("authorized") is read
FULL_SCORE = 99.0  # a label read to the last word
ORDER_BONUS = 3.0  # the words stand in the label's own order
PATH_WEIGHT = 0.6  # a word met in a heading rather than in the label


FIGURE = re.compile(r"[,;:]?\s+[$€£]?\d")
PREPOSITION = re.compile(
    r"(?:\s+(?:attributable|related|relating|due|owing))?\s+"
    r"(?:of|in|for|around|at|from|to|with|by|on|per|before|after|during)\s+|,\s"
)
# Operations that stand between two metrics, never inside the name of one.
BREAKING = ("plus", "less", "than", "share", "ratio")
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
    text: str = ""  # the words themselves, for a metric carried into a later question
    basis: str | None = None  # GAAP, pro forma, …, where the question says it of this metric

    @property
    def places(self) -> range:
        return range(self.first, self.end)


class Catalogue:
    """The line items of the filings in scope, findable by concept and by word."""

    def __init__(
        self, items: Sequence[LineItem], statements: Sequence[Statement], headings: Collection[str] = ()
    ) -> None:
        """`headings`: those of the prose, which say nothing about the metrics of its sentences."""
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
            label, beside = _label_terms(item)
            above = (heading for heading in item.path if item.origin != "prose" or heading not in headings)
            path = frozenset(beside) | {part for heading in above for part in _telling(heading)}
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


def _label_terms(item: LineItem) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The terms of a label that name the item, and those that only say more about it.

    A row's name ends where figures stand in it ("Common stock, $0.01 par value; …"); what a sentence
    measures, at the first preposition ("patents | in the United States").
    """
    if item.origin == "table":
        return _telling(FIGURE.split(item.label)[0]) or _telling(item.label), ()
    if item.origin == "label":
        return _telling(item.label), ()
    head = RELATIVE.split(item.label)[0]
    parts = PREPOSITION.split(head, maxsplit=1)
    return _telling(parts[0]), _telling(" ".join(parts[1:]))


def _telling(text: str) -> tuple[str, ...]:
    """The folded terms of a label or heading, without figures and the words that only tie."""
    glue = load("words")["glue"]
    return tuple(term for term in terms(text) if term not in glue and term[0].isalpha())


def mentions(
    query: Query,
    catalogue: Catalogue,
    blocked: Collection[int],
    allowed: Callable[[Entry], bool],
    passing: Collection[int] = (),
) -> tuple[list[Mention], list[Tagged]]:
    """The metrics a question names, in its order, and the concepts it names that no item has.

    `blocked`: words that cannot be part of a metric (periods, figures); `passing`: words that may stand
    between its parts (the company's name).
    """
    metrics = [
        t
        for t in query.tagged
        if t.group == "metric" and not any(place in blocked for place in range(t.first, t.end))
    ]
    verbs = [t for t in metrics if t.tag.startswith("~")]
    found, missing = _mentions(query, catalogue, blocked, allowed, metrics, passing)
    missing = [t for t in missing if t not in verbs]
    if not found and not missing and verbs:
        named = [Tagged(t.group, t.tag[1:], t.first, t.end) for t in verbs]
        found, missing = _mentions(query, catalogue, blocked, allowed, named, passing)
    return found, missing


def _mentions(
    query: Query,
    catalogue: Catalogue,
    blocked: Collection[int],
    allowed: Callable[[Entry], bool],
    metrics: Sequence[Tagged],
    passing: Collection[int],
) -> tuple[list[Mention], list[Tagged]]:
    hits = [
        *_by_words(query, catalogue, blocked, allowed, metrics, passing),
        *_by_concept(query, catalogue, metrics, allowed),
    ]
    hits.sort(key=lambda hit: (-round(hit.mass, 3), -hit.score, hit.entry.position))
    chosen = _measures(query, catalogue, metrics, hits)
    taken = {place for mention in chosen for place in mention.places}
    for hit in hits:
        first, end = min(hit.places), _end(query, max(hit.places))
        span = set(range(first, end))
        if span & taken:
            continue
        concept = hit.concept or _concept(hit, metrics)
        same = [h for h in hits if _alike(h, hit, span, concept)]
        chosen.append(Mention(first, end, same, concept))
        taken |= span
    chosen.sort(key=lambda mention: mention.first)
    for mention in chosen:
        mention.text = query.text[query.words[mention.first].start : query.words[mention.end - 1].end]
    missing = [t for t in metrics if not set(range(t.first, t.end)) & taken]
    absorbed = {c for t in metrics for c in _absorbs(t)}
    chosen = [m for m in chosen if not m.concept or m.concept not in absorbed]
    return chosen, missing


def _concept(hit: Hit, metrics: Sequence[Tagged]) -> str | None:
    """The concept that the words of a hit name, where its item has it."""
    return next(
        (t.tag for t in metrics if t.tag in hit.entry.concepts and set(range(t.first, t.end)) & hit.places),
        None,
    )


def _absorbs(tagged: Tagged) -> tuple[str, ...]:
    concept = concepts().get(tagged.tag)
    return concept.absorbs if concept else ()


def _end(query: Query, last: int) -> int:
    """The end of a window, words that are folded into the one before it included ("write down")."""
    end = last + 1
    while end < len(query.words) and not query.terms[end]:
        end += 1
    return end


def _measures(
    query: Query, catalogue: Catalogue, metrics: Sequence[Tagged], hits: Sequence[Hit]
) -> list[Mention]:
    """The named calculations, except where a line item reads their words and more, or is called the same."""
    chosen = []
    for measure in (t for t in metrics if t.tag.startswith("=")):
        span = set(range(measure.first, measure.end))
        mass = _mass(query, catalogue, span)
        if any(h.places & span and h.mass > mass + 0.01 for h in hits):
            continue
        rivals = {t.tag for t in metrics if (t.first, t.end) == (measure.first, measure.end)}
        if any(h.concept in rivals and h.places >= span for h in hits):
            continue
        if any(h.places >= span and h.score >= FULL_SCORE for h in hits):
            continue
        chosen.append(Mention(measure.first, measure.end, measure=measure.tag[1:]))
    return chosen


def _alike(other: Hit, best: Hit, span: set[int], concept: str | None) -> bool:
    """Whether another hit reads the same words nearly as well, or is the same concept: a candidate still."""
    if concept is not None and other.concept == concept and other.places <= span:
        return True
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
    passing: Collection[int],
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
            hit = _window(query, catalogue, entry, places, blocked, passing)
            if (
                hit is not None
                and _whole(hit, metrics, query, entry)
                and not _outdone(hit, metrics, catalogue)
            ):
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
            part
            for place in span - hit.places
            if query.words[place].stem not in stop
            for part in query.terms[place]
        ]
        if any(part not in light for part in rest):
            return False
    return True


def _outdone(hit: Hit, metrics: Sequence[Tagged], catalogue: Catalogue) -> bool:
    """Whether the words are just those of a concept that other items have and this one has not."""
    named = [(set(range(t.first, t.end)), t.tag.removeprefix("~")) for t in metrics]
    return any(
        hit.places <= span and concept in catalogue.by_concept and concept not in hit.entry.concepts
        for span, concept in named
    )


def _window(
    query: Query,
    catalogue: Catalogue,
    entry: Entry,
    places: dict[str, list[int]],
    blocked: Collection[int],
    passing: Collection[int],
) -> Hit | None:
    """The best run of question words that the item reads."""
    label = set(entry.label_terms)
    at: dict[int, list[str]] = {}
    for term in dict.fromkeys(entry.label_terms):
        for p in places.get(term, ()):
            at.setdefault(p, []).append(term)
    known = label | entry.path_terms | light_stems()
    at = {p: parts for p, parts in at.items() if all(term in known for term in query.terms[p])}
    telling = label - light_stems()
    if telling and not any(term in telling for parts in at.values() for term in parts):
        return None
    for term in sorted(entry.path_terms - label - light_stems()):
        for p in places.get(term, ()):
            if p not in at:
                at[p] = [term]
    if not at:
        return None
    run = max(
        _runs(query, sorted(at), blocked, passing), key=lambda r: (_weigh(catalogue, label, at, r), -r[0])
    )
    read = [term for place in run for term in at[place]]
    matched = set(read)
    if not matched & label:
        return None
    if not telling and (matched < label or not matched - light_stems()):
        return None  # "Total" is found by its heading
    own = set(_telling(entry.item.label.rsplit(",", 1)[-1])) - light_stems()
    if entry.item.origin == "label" and not matched & own:
        return None  # par value, authorized, outstanding: only where the question says so
    full = sum(catalogue.weight(t) for t in sorted(label))
    rest = sum(catalogue.weight(t) for t in sorted(label - matched))
    if full and rest / full > (MOST_UNREAD_OWN if entry.item.origin == "label" else MOST_UNREAD):
        return None
    score = 100.0 * (1 - LABEL_WEIGHT * rest / full) if full else 50.0
    if _in_order(entry.label_terms, read):
        score += ORDER_BONUS
    return Hit(entry, frozenset(run), _weigh(catalogue, label, at, run), score)


def _in_order(label: Sequence[str], read: Sequence[str]) -> bool:
    """Whether the words of the question come in the order of the label."""
    places = [label.index(term) for term in dict.fromkeys(read) if term in label]
    return places == sorted(places)


def _weigh(
    catalogue: Catalogue, label: Collection[str], at: dict[int, list[str]], run: Sequence[int]
) -> float:
    """The weight of the words a run reads, each once; those of headings count for less."""
    read = dict.fromkeys(term for place in run for term in at[place])
    return sum(catalogue.weight(term) * (1.0 if term in label else PATH_WEIGHT) for term in read)


def _runs(
    query: Query, places: Sequence[int], blocked: Collection[int], passing: Collection[int]
) -> list[list[int]]:
    """Places cut where a blocked word, or a word that is neither stop word nor filler, stands between."""
    runs: list[list[int]] = [[places[0]]]
    breaks = {t.first for tag in BREAKING for t in query.found(tag)}
    for before, place in itertools.pairwise(places):
        between = range(before + 1, place)
        apart = any(p in blocked or p in breaks or not (p in passing or _bridges(query, p)) for p in between)
        text = query.text[query.words[before].end : query.words[place].start]
        if apart or any(mark in text for mark in ";:?+/"):
            runs.append([])
        runs[-1].append(place)
    return runs


def _bridges(query: Query, place: int) -> bool:
    word = query.words[place]
    if not query.terms[place] or word.lower in load("words")["bridges"] or word.stem in light_stems():
        return True
    after = query.words[place + 1].lower if place + 1 < len(query.words) else ""
    return word.lower in load("words")["links"] and (after.endswith("ed") or after == "outstanding")
