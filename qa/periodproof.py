"""A sentence may state a figure on one line, its period or that it is a loss on another: both are cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grammar.calendar import resolve, same_period
from grammar.periods import find_periods
from grammar.words import cut
from index.model import Fact
from index.sentences import places_of
from qa.answer import Citation
from qa.figures import Figure
from qa.view import FilingView


def period_citations(view: FilingView, operands: Sequence[Figure]) -> tuple[Citation, ...]:
    """The lines with the period words of figures read from prose, where the figures' lines lack them."""
    cited = {(_home(view, f), f.leaf.fact.place.line) for f in operands if f.leaf is not None}
    found: dict[tuple[str, int], Citation] = {}
    for figure in operands:
        if figure.leaf is None or figure.leaf.fact.sentence is None:
            continue
        fact, sentence = figure.leaf.fact, figure.leaf.fact.sentence
        own = figure.leaf.view or view
        for citation in (*_of(own, fact, sentence), *_loss(own, fact, sentence)):
            if (citation.source, citation.line) not in cited:
                found.setdefault((citation.source, citation.line), citation)
    return tuple(found.values())


def _home(view: FilingView, figure: Figure) -> str:
    """The name of the filing that prints a figure."""
    own = figure.leaf.view if figure.leaf else None
    return (own or view).record.name


def _loss(view: FilingView, fact: Fact, position: int) -> Iterator[Citation]:
    """The word that makes a figure negative that is printed without a sign: the nearest before it."""
    if fact.value >= 0 or any(sign in fact.printed for sign in "(-"):
        return
    words = _words_of(view, position)
    losses = [w for w in words if w.text.lower() in ("loss", "losses", "lost", "deficit", "negative")]
    before = [w for w in losses if w.line <= fact.place.line]
    if before or losses:
        word = (before or losses)[-1 if before else 0]
        yield Citation(view.record.name, word.line, word.start, word.end, view.source.line(word.line))


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    line: int
    start: int
    end: int


def _words_of(view: FilingView, position: int) -> list[_Word]:
    found = []
    for place in view.sentences[position].places:
        line = view.source.line(place.line)
        for word in cut(line[place.start : place.end]):
            found.append(_Word(word.text, place.line, place.start + word.start, place.start + word.end))
    return found


def _of(view: FilingView, fact: Fact, position: int) -> Iterator[Citation]:
    """The period phrase of the sentence that means the fact's period and stands nearest the figure."""
    sentence = view.sentences[position]
    at = next(
        (
            offset + fact.place.start - place.start
            for offset, place in zip(sentence.offsets, sentence.places, strict=True)
            if place.line == fact.place.line and place.start <= fact.place.start < place.end
        ),
        0,
    )
    readings = [
        reading
        for reading in find_periods(sentence.text)
        if fact.period and any(same_period(p, fact.period) for p in resolve(reading.value, view.context))
    ]
    if readings:
        nearest = min(readings, key=lambda r: min(abs(r.start - at), abs(r.end - at)))
        for place in places_of(sentence, nearest.start, nearest.end):
            yield Citation(view.record.name, place.line, place.start, place.end, view.source.line(place.line))
