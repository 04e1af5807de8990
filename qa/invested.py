"""The table beside a performance graph: what $100 invested in some shares and indices came to, year by year
(Regulation S-K, Item 201(e)).

Its rows or columns are names ("Acme Corp.", "S&P 500 Index"). What they measure only the graph says, so the
words for that ("value of the investment in", "stock performance of") count as read.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from grammar.query import Query, Tagged
from index.catalogue import Entry
from index.match import Mention
from qa.plan import shape_words
from qa.view import FilingView

BASE = Decimal(100)  # what each line begins with
LEAST_LINES, LEAST_DATES = 2, 3


def is_invested(view: FilingView, entry: Entry) -> bool:
    """Whether a line item is of such a table: every line of it begins with 100 at its first date."""
    if entry.item.origin != "table" or entry.item.statement is None:
        return False
    alike = [
        one
        for one in view.catalogue.entries
        if one.item.statement == entry.item.statement and one.item.origin == "table"
    ]
    facts = view.facts(alike)
    dates: set[date] = set()
    for one in alike:
        line = {fact.period.end: fact.value for fact in facts[one.position] if fact.period is not None}
        if not line or line[min(line)] != BASE:
            return False
        dates |= line.keys()
    return len(alike) >= LEAST_LINES and len(dates) >= LEAST_DATES


def without_investment(
    view: FilingView, query: Query, found: Collection[Mention], missing: list[Tagged]
) -> list[Tagged]:
    """The concepts that the filing lacks, but those that only say what such a table is about: "Acme common
    stock" in the row "Acme"."""
    words = shape_words("invested")
    about = [
        one for one in missing if all(words & set(query.terms[place]) for place in range(one.first, one.end))
    ]
    if about and any(mention.hits and is_invested(view, mention.hits[0].entry) for mention in found):
        return [one for one in missing if one not in about]
    return missing
