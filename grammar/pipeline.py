"""The spaCy pipeline: a blank English tokenizer and our own components, no model to download.

Each component is a thin step from the readings of `grammar` to spans of the `Doc`:
`doc.spans["periods"]`, `["amounts"]`, `["metrics"]`, `["operations"]`. The last one leaves the
`Query` on `doc._.query`. spaCy is imported in this module only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from grammar.lexicon import ask_table, fold, tag_table
from grammar.numbers import find_amounts
from grammar.overlaps import outside
from grammar.periods import find_periods
from grammar.query import Query, Tagged
from grammar.spelling import correct, written_out
from grammar.words import cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grammar.values import Amount, PeriodPhrase, Reading
    from grammar.words import Word

COMPONENTS = (
    "filing_words",
    "filing_periods",
    "filing_amounts",
    "filing_metrics",
    "filing_operations",
    "filing_query",
)


@dataclass(slots=True)
class Steps:
    """What the components have read so far, one after the other."""

    text: str
    words: tuple[Word, ...]
    stems: tuple[str, ...]
    periods: tuple[Reading[PeriodPhrase], ...] = ()
    amounts: tuple[Reading[Amount], ...] = ()
    tagged: tuple[Tagged, ...] = ()


def _extend() -> None:
    for name in ("steps", "query"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def _mark(doc: Doc, key: str, marks: Iterable[tuple[int, int, str]]) -> None:
    spans = []
    for start, end, label in marks:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[key] = spans


@Language.component("filing_words", assigns=["doc._.steps"])
def filing_words(doc: Doc) -> Doc:
    """Words and stems, which the later components share."""
    text = doc.text  # put together once: spaCy joins it of its tokens each time
    words = cut(text)
    doc._.steps = Steps(text, words, tuple(word.stem for word in words))
    return doc


@Language.component("filing_periods", requires=["doc._.steps"])
def filing_periods(doc: Doc) -> Doc:
    """Period phrases: "Q3", "nine months ended Dec. 31, 2009", "a year earlier"."""
    steps: Steps = doc._.steps
    steps.periods = tuple(find_periods(steps.text))
    _mark(doc, "periods", ((r.start, r.end, r.value.form) for r in steps.periods))
    return doc


@Language.component("filing_amounts", requires=["doc._.steps"])
def filing_amounts(doc: Doc) -> Doc:
    """Figures named in the question ("above $8,200 thousand"), outside its periods."""
    steps: Steps = doc._.steps
    steps.amounts = tuple(outside(find_amounts(steps.text), steps.periods))
    _mark(doc, "amounts", ((r.start, r.end, r.value.unit or "number") for r in steps.amounts))
    return doc


@Language.component("filing_metrics", requires=["doc._.steps"])
def filing_metrics(doc: Doc) -> Doc:
    """Concepts and measures: "R&D spend", "current ratio"."""
    steps: Steps = doc._.steps
    found = [
        Tagged("metric", tag, first, end)
        for first, end, tags in ask_table().find(steps.stems)
        for tag in tags
    ]
    _tag(doc, "metrics", steps, found)
    return doc


@Language.component("filing_operations", requires=["doc._.steps"])
def filing_operations(doc: Doc) -> Doc:
    """Operations, comparisons, units, bases, statements and question words."""
    steps: Steps = doc._.steps
    found = [
        Tagged(group, tag, first, end)
        for first, end, tags in tag_table().find(steps.stems)
        for group, tag in tags
    ]
    _tag(doc, "operations", steps, found)
    return doc


@Language.component("filing_query", requires=["doc._.steps"], assigns=["doc._.query"])
def filing_query(doc: Doc) -> Doc:
    """All of it in one `Query`."""
    read: Steps = doc._.steps
    terms = fold(read.stems)
    doc._.query = Query(read.text, read.words, terms, read.periods, read.amounts, read.tagged)
    return doc


def _tag(doc: Doc, key: str, steps: Steps, found: list[Tagged]) -> None:
    words = steps.words
    steps.tagged = (*steps.tagged, *found)
    _mark(doc, key, ((words[t.first].start, words[t.end - 1].end, t.tag) for t in found))


@cache
def build_nlp() -> Language:
    """The pipeline, built once a process."""
    _extend()
    nlp = spacy.blank("en")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def understand(question: str, known: frozenset[str] = frozenset()) -> Query:
    """Read a question. `known` are the lower-case words of the filings in scope, for typos."""
    text, corrections = correct(written_out(question), known)
    query: Query = build_nlp()(text)._.query
    if not corrections:
        return query
    return Query(
        query.text, query.words, query.terms, query.periods, query.amounts, query.tagged, corrections
    )
