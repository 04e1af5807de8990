"""The spaCy pipeline: a blank English tokenizer and our own components, no model to download.

Each component is a thin step from the readings of `grammar` to spans of the `Doc`:
`doc.spans["periods"]`, `["amounts"]`, `["metrics"]`, `["operations"]`. The last one leaves the
`Query` on `doc._.query`. spaCy is imported in this module only.
"""

from __future__ import annotations

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

COMPONENTS = (
    "filing_words",
    "filing_periods",
    "filing_amounts",
    "filing_metrics",
    "filing_operations",
    "filing_query",
)


def _extend() -> None:
    for name in ("plain", "words", "stems", "period_readings", "amount_readings", "query"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    if not Doc.has_extension("tagged"):
        Doc.set_extension("tagged", default=())


def _mark(doc: Doc, key: str, marks: Iterable[tuple[int, int, str]]) -> None:
    spans = []
    for start, end, label in marks:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[key] = spans


@Language.component("filing_words")
def filing_words(doc: Doc) -> Doc:
    """Words and stems, which the later components share."""
    doc._.plain = doc.text  # put together once: spaCy joins it of its tokens each time
    doc._.words = cut(doc._.plain)
    doc._.stems = tuple(word.stem for word in doc._.words)
    return doc


@Language.component("filing_periods", requires=["doc._.words"])
def filing_periods(doc: Doc) -> Doc:
    """Period phrases: "Q3", "nine months ended Dec. 31, 2009", "a year earlier"."""
    doc._.period_readings = tuple(find_periods(doc._.plain))
    _mark(doc, "periods", ((r.start, r.end, r.value.form) for r in doc._.period_readings))
    return doc


@Language.component("filing_amounts", requires=["doc._.period_readings"])
def filing_amounts(doc: Doc) -> Doc:
    """Figures named in the question ("above $8,200 thousand"), outside its periods."""
    doc._.amount_readings = tuple(outside(find_amounts(doc._.plain), doc._.period_readings))
    _mark(doc, "amounts", ((r.start, r.end, r.value.unit or "number") for r in doc._.amount_readings))
    return doc


@Language.component("filing_metrics", requires=["doc._.words"])
def filing_metrics(doc: Doc) -> Doc:
    """Concepts and measures: "R&D spend", "current ratio"."""
    found = [
        Tagged("metric", tag, first, end)
        for first, end, tags in ask_table().find(doc._.stems)
        for tag in tags
    ]
    doc._.tagged = (*doc._.tagged, *found)
    _mark(doc, "metrics", _places(doc, found))
    return doc


@Language.component("filing_operations", requires=["doc._.words"])
def filing_operations(doc: Doc) -> Doc:
    """Operations, comparisons, units, bases, statements and question words."""
    found = [
        Tagged(group, tag, first, end)
        for first, end, tags in tag_table().find(doc._.stems)
        for group, tag in tags
    ]
    doc._.tagged = (*doc._.tagged, *found)
    _mark(doc, "operations", _places(doc, found))
    return doc


@Language.component("filing_query", requires=["doc._.tagged", "doc._.period_readings"])
def filing_query(doc: Doc) -> Doc:
    """All of it in one `Query`."""
    doc._.query = Query(
        doc._.plain,
        doc._.words,
        fold(doc._.stems),
        doc._.period_readings,
        doc._.amount_readings,
        doc._.tagged,
    )
    return doc


def _places(doc: Doc, found: list[Tagged]) -> list[tuple[int, int, str]]:
    words = doc._.words
    return [(words[t.first].start, words[t.end - 1].end, t.tag) for t in found]


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
