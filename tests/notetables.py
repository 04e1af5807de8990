"""Tables of a report's notes as small pages, and what is read of them."""

from __future__ import annotations

from collections.abc import Sequence

from index.model import Fact, LineItem
from index.read import read_filing

Seen = tuple[str, str, str, str]  # headings and label, value, unit, period


def page(*paragraphs: str, rows: Sequence[str]) -> str:
    """A page with paragraphs and one table: a row a text, its cells parted by "|" ("^" raises a cell)."""
    above = "".join(f"<p>{text}</p>" for text in paragraphs)
    below = "".join("<tr>" + "".join(map(_cell, row.split("|"))) + "</tr>" for row in rows)
    return f"{above}<table>{below}</table>"


def _cell(text: str) -> str:
    text = text.strip()
    return f"<td><sup>{text[1:]}</sup></td>" if text.startswith("^") else f"<td>{text}</td>"


def facts_of(body: str) -> list[tuple[LineItem, Fact]]:
    """The facts of the cells of a page's tables, in order."""
    filing = read_filing(f"<html><body>{body}</body></html>".encode(), "page.htm")
    return [(item, fact) for item in filing.items for fact in item.facts if fact.origin == "table"]


def seen(body: str) -> list[Seen]:
    """What a reader sees of the facts of a page's tables."""
    return [
        (" / ".join([*item.path, item.label]), f"{fact.value:f}", fact.unit, when(fact))
        for item, fact in facts_of(body)
    ]


def when(fact: Fact) -> str:
    """The period of a fact: "2025-06-30" or "2025-04-01..2025-06-30", "" for none."""
    period = fact.period
    if period is None:
        return ""
    return f"{period.start}..{period.end}" if period.start else f"{period.end}"
