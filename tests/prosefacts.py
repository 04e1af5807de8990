"""The facts that sentences give, and a check that each stands where it is said to stand."""

from __future__ import annotations

from collections.abc import Iterator

from grammar.calendar import Context
from index.model import Fact, LineItem, Source
from index.prose import prose_items
from index.sentences import cut_sentences


def prose_facts(text: str, context: Context) -> Iterator[tuple[LineItem, Fact]]:
    """Every fact of a text with its line item; the place of each shows what is printed."""
    source = Source("t.txt", text, tuple(text.split("\n")))
    for item in prose_items(cut_sentences(source, ()), context, "Tolland Kites Inc."):
        for fact in item.facts:
            line = source.line(fact.place.line)
            assert line[fact.place.start : fact.place.end] == fact.printed
            yield item, fact


def span_said(fact: Fact) -> str | None:
    """The days of a fact's period: "2004-01-01..2004-12-31", "..2004-12-31" of an instant."""
    period = fact.period
    return f"{period.start or ''}..{period.end}" if period else None
