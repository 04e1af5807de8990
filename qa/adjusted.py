"""A figure "without" another, where the filing does not state it: worked out from the two."""

from __future__ import annotations

from grammar.lexicon import concepts
from index.catalogue import Entry
from index.match import Mention
from qa import lookups
from qa.case import Case
from qa.errors import NotSaid
from qa.figures import Figure, Operation, Size, evaluate, tidy
from qa.plan import results, shape_words
from qa.results import Result, period_choice, same_choice

DEPTH = 6  # sums within sums that are looked into


def without(case: Case, missing: NotSaid) -> Result:
    """ "Operating loss without the impairment charge": the result with the cost added back, or a sum less
    one of its parts. Raises `missing` where neither is sure."""
    plan = case.plan
    if plan.basis != "adjusted" or len(plan.mentions) != 1 or len(plan.asides) != 1:
        raise missing
    plan.basis = None
    base = lookups.figure(case, plan.mentions[0], period_choice(case))
    part = lookups.figure(case, plan.asides[0], period_choice(case) or same_choice(base))
    if base.unit != part.unit:
        raise missing
    if _is_cost(plan.asides[0], part.entry) and plan.mentions[0].concept in results():
        node = Operation("+", (base.node, Size(part.node)))
    elif _holds(case, base.entry, part.entry, DEPTH):
        node = Operation("-", (base.node, part.node))
    else:
        raise missing
    value = evaluate(node)
    assert value is not None
    figure = Figure(
        node, base.entry, base.period, base.unit, f"{plan.mentions[0].text} without {plan.asides[0].text}"
    )
    return Result("difference", tidy(value), base.unit, [figure], node, facts={"kind": "measure"})


def _is_cost(mention: Mention, entry: Entry) -> bool:
    """By what it is called, or by the heading it stands under."""
    concept = concepts().get(mention.concept or "")
    if concept is not None and concept.side:
        return concept.side == "cost"
    return bool(entry.path_terms & shape_words("costs"))


def _holds(case: Case, whole: Entry, part: Entry, depth: int) -> bool:
    """Whether a row is summed, directly or through subtotals, in another."""
    if part.position in whole.item.parts:
        return True
    entries = case.view.catalogue.entries
    return depth > 0 and any(_holds(case, entries[p], part, depth - 1) for p in whole.item.parts)
