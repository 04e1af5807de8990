"""A phrase of a question finds its line items: by concept, and by the words of labels and headings.

Matching looks only at items that share a word with the question.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from grammar.lexicon import concepts, filler, instead_table, light_stems
from grammar.query import Query, Tagged
from index.catalogue import LIGHT, Catalogue, Entry
from index.windows import Hit, Search, by_words

CONCEPT_SCORE = 92.0  # a concept met by its own name …
SHARED_SCORE = 8.0  # … and the question's words in the label
RANK_STEP = 12.0  # ranks of concepts a point of score
FULL_SCORE = 99.0  # a label read to the last word
MOST_OF = 0.55  # of the weight of the words that a line of the same concept must have
NEAR_MASS = 0.05  # hits this close in weight read the same words


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
    kin: str | None = None  # the concept that a row without one is measured as

    @property
    def places(self) -> range:
        return range(self.first, self.end)


def mentions(
    query: Query,
    catalogue: Catalogue,
    blocked: Collection[int] = (),
    allowed: Callable[[Entry], bool] = lambda entry: True,
    passing: Collection[int] = (),
) -> tuple[list[Mention], list[Tagged]]:
    """The metrics a question names, in its order, and the concepts it names that no item has.

    `blocked`: words that cannot be part of a metric (periods, figures); `passing`: words that may stand
    between its parts (the company's name); `allowed`: items that may be found.
    """
    metrics = [
        t
        for t in query.tagged
        if t.group == "metric" and not any(place in blocked for place in range(t.first, t.end))
    ]
    verbs = [t for t in metrics if t.tag.startswith("~")]
    search = Search(query, catalogue, metrics, blocked, passing, allowed)
    found, missing = _mentions(search)
    missing = [t for t in missing if t not in verbs]
    if not found and not missing and verbs:
        named = [Tagged(t.group, t.tag[1:], t.first, t.end) for t in verbs]
        found, missing = _mentions(replace(search, metrics=named))
    return found, missing


def _mentions(search: Search) -> tuple[list[Mention], list[Tagged]]:
    hits = [*by_words(search), *_by_concept(search)]
    hits.sort(key=lambda hit: (-round(hit.mass, 3), -hit.score, hit.entry.position))
    chosen = _measures(search, hits)
    taken = {place for mention in chosen for place in mention.places}
    for hit in hits:
        first, end = min(hit.places), _end(search.query, max(hit.places))
        span = set(range(first, end))
        if span & taken:
            continue
        concept = hit.concept or _concept(hit, search.metrics)
        chosen.append(Mention(first, end, [h for h in hits if _alike(h, hit, span, concept)], concept))
        taken |= span
    chosen.sort(key=lambda mention: mention.first)
    words = search.query.words
    for mention in chosen:
        mention.text = search.query.text[words[mention.first].start : words[mention.end - 1].end]
    missing = []
    for tagged in search.metrics:
        if not set(range(tagged.first, tagged.end)) & taken:
            standing = _instead(search, tagged)
            if standing is None:
                missing.append(tagged)
                continue
            chosen.append(standing)
            taken |= set(standing.places)
    chosen.sort(key=lambda mention: mention.first)
    absorbed = {c for t in search.metrics for c in _absorbs(t)}
    return [m for m in chosen if not m.concept or m.concept not in absorbed], missing


def _concept(hit: Hit, metrics: Sequence[Tagged]) -> str | None:
    """The concept that the words of a hit name, where its item has it."""
    return next(
        (t.tag for t in metrics if t.tag in hit.entry.concepts and set(range(t.first, t.end)) & hit.places),
        None,
    )


def _instead(search: Search, tagged: Tagged) -> Mention | None:
    """The calculation that a named concept means where no line has it; None where there is none."""
    words = [word.stem for word in search.query.words[tagged.first : tagged.end]]
    for key in instead_table().whole(words):
        name = search.query.words[tagged.first].start, search.query.words[tagged.end - 1].end
        return Mention(tagged.first, tagged.end, measure=key, text=search.query.text[slice(*name)])
    return None


def _absorbs(tagged: Tagged) -> tuple[str, ...]:
    concept = concepts().get(tagged.tag)
    return concept.absorbs if concept else ()


def _end(query: Query, last: int) -> int:
    """The end of a window, words that are folded into the one before it included ("write down")."""
    end = last + 1
    while end < len(query.words) and not query.terms[end]:
        end += 1
    return end


def _measures(search: Search, hits: Sequence[Hit]) -> list[Mention]:
    """The named calculations, except where a line item reads their words and more, or is called the same."""
    chosen = []
    for measure in (t for t in search.metrics if t.tag.startswith("=")):
        span = set(range(measure.first, measure.end))
        mass = search.mass(span)
        if any(h.places & span and h.mass > mass + 0.01 for h in hits):
            continue
        rivals = {t.tag for t in search.metrics if (t.first, t.end) == (measure.first, measure.end)}
        if any(h.concept in rivals and h.places >= span for h in hits):
            continue
        telling = {place for place in span if search.query.words[place].stem not in filler("stop")}
        if any(h.places >= telling and h.score >= FULL_SCORE for h in hits):
            continue  # a row is called just so
        chosen.append(Mention(measure.first, measure.end, measure=measure.tag[1:]))
    return chosen


def _alike(other: Hit, best: Hit, span: set[int], concept: str | None) -> bool:
    """Whether another hit reads the same words nearly as well, or is the same concept: a candidate still."""
    if concept is not None and other.concept == concept and other.places <= span:
        return other.mass >= best.mass * MOST_OF  # else the words name a narrower line
    return other.places <= span and other.mass >= best.mass - NEAR_MASS


def _by_concept(search: Search) -> list[Hit]:
    """Items that have a concept the question names."""
    found = []
    for tagged in search.metrics:
        places = frozenset(range(tagged.first, tagged.end))
        mass = search.mass(places) or LIGHT
        asked = {part for place in places for part in search.query.terms[place]}
        for entry in search.catalogue.with_concept(tagged.tag):
            if not search.allowed(entry):
                continue
            rank = entry.concepts[tagged.tag]
            extra = len(set(entry.label_terms) - asked - light_stems())
            shared = len(asked & set(entry.label_terms)) / max(1, len(asked))
            score = CONCEPT_SCORE + SHARED_SCORE * shared - min(rank, 100) / RANK_STEP - extra
            found.append(Hit(entry, places, mass, score, tagged.tag))
    return found
