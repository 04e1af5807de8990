"""Rows that are percentages of a metric: "the average percentage of sales to the mill", in a table of these.

The metric says what the rows are percentages of; it is no operand.
"""

from __future__ import annotations

from grammar.lexicon import light_stems
from grammar.query import Query
from index.match import Mention
from qa.plan import Plan
from qa.view import FilingView

READ = frozenset({"share", "average", "difference", "sum"})
PERCENT = frozenset({"percentage", "percent", "percentages", "proportion", "%"})
SMALL = frozenset({"the", "total", "net", "its", "our", "their", "consolidated"})


def of_percentages(view: FilingView, plan: Plan) -> None:
    """Takes the metric that "percentage of" names out of the plan, where the other rows are percentages."""
    if plan.operation not in READ:
        return
    places = _named(plan.query)
    missing = [tagged for tagged in plan.missing if tagged.first in places]
    named = [mention for mention in plan.mentions if mention.first in places and not _in_table(mention)]
    others = [mention for mention in plan.mentions if mention not in named]
    if len(missing) + len(named) != 1 or len(missing) != len(plan.missing) or not others:
        return
    if not all(_percentages(view, mention) for mention in others):
        return
    plan.missing, plan.mentions = [], others
    plan.asides = [*plan.asides, *named]
    if plan.operation == "share":
        total = "total" in {word.lower for word in plan.query.words}
        plan.operation = "sum" if total and len(others) > 1 else "lookup"


def _named(query: Query) -> set[int]:
    """Where what stands behind "percentage of" may begin."""
    words = [word.lower for word in query.words]
    found: set[int] = set()
    for place in range(2, len(words)):
        of = words[place - 1] == "of" and words[place - 2] in PERCENT
        if of or (place - 1 in found and words[place - 1] in SMALL):
            found.add(place)
    return found


def _in_table(mention: Mention) -> bool:
    return any(hit.entry.item.origin == "table" for hit in mention.hits)


def _percentages(view: FilingView, mention: Mention) -> bool:
    """Whether a metric has rows, and these hold nothing but percentages."""
    rows = [hit.entry for hit in mention.hits if hit.entry.item.origin == "table"]
    units = {fact.unit for facts in view.facts(rows).values() for fact in facts}
    telling = {term for row in rows for term in row.label_terms} - light_stems()
    return bool(telling) and units == {"percent"}
