"""What the turns of a conversation came to: outcomes that a later turn may calculate with.

An outcome keeps its expression, so that whatever is calculated from it still cites every printed figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from grammar.values import Period
from index.catalogue import Entry
from index.model import Fact, LineItem, Place
from qa import wording
from qa.answer import Answer
from qa.figures import Figure, Leaf, Node, evaluate, leaves, tidy
from qa.results import HUNDRED, Result

FIGURED = frozenset({"date", "text", "bool"})  # units that are no figures


@dataclass(frozen=True, slots=True)
class Outcome:
    """A figure that a turn gave: its expression and unit. `fraction`: a percentage whose expression gives
    the share itself (0.054), not percentage points (5.4)."""

    node: Node
    unit: str
    operation: str
    label: str
    period: Period | None = None
    fraction: bool = False

    @property
    def value(self) -> Decimal:
        found = evaluate(self.node)
        assert found is not None
        return found

    @property
    def entry(self) -> Entry:
        """The line item that it is about: that of its first printed figure."""
        return next(leaves(self.node)).entry


def outcomes_of(result: Result) -> list[Outcome]:
    """What a result leaves behind: the figure worked out, or each one that was looked up."""
    if result.facts.get("kind") == "measure" and result.figures[0].period is not None:
        return [_looked_up(result.figures[0])]
    if result.node is not None:
        value = evaluate(result.node)
        fraction = value is not None and result.unit == "percent" and tidy(value * HUNDRED) == result.value
        label = wording.title(result.figures[0]) if result.figures else result.label
        return [Outcome(result.node, result.unit, result.operation, label, None, fraction)]
    shown = [result.winner] if result.winner is not None else result.figures
    return [_looked_up(figure) for figure in shown]


def _looked_up(figure: Figure) -> Outcome:
    fraction = figure.unit == "percent" and figure.leaf is None
    return Outcome(figure.node, figure.unit, "lookup", wording.title(figure), figure.period, fraction)


def of_year(ledger: Sequence[Outcome], year: str) -> Outcome | None:
    """The last outcome of a period that ends in a year."""
    return next(
        (one for one in reversed(ledger) if one.period is not None and str(one.period.end.year) == year), None
    )


def left_behind(answer: Answer, outcomes: list[Outcome], period: Period | None = None) -> list[Outcome]:
    """What a turn leaves: the outcomes of its figures, where the answer stands on them; else what a sentence
    gave, of the period that was asked for where it says none itself."""
    cited = {(one.line, one.start) for one in answer.citations}
    stands = any(
        (leaf.fact.place.line, leaf.fact.place.start) in cited
        for one in outcomes
        for leaf in leaves(one.node)
    )
    return outcomes if stands else _said(answer, period)


def _said(answer: Answer, period: Period | None) -> list[Outcome]:
    """The figure that a sentence gave, as if a line item had it."""
    if answer.unit in FIGURED or len(answer.values) != 1 or not answer.citations:
        return []
    value, place = answer.values[0], answer.citations[answer.values[0].citation]
    where = Place(place.line, place.start, place.end)
    fact = Fact(Decimal(value.value), value.unit, value.scale, value.printed, value.period, where, "prose")
    item = LineItem(value.label, (), 0, False, (place.line, place.line), None, (fact,), "prose")
    leaf = Leaf(Entry(-1, item, None, (), frozenset(), {}), fact)
    return [Outcome(leaf, value.unit, "lookup", value.label, value.period or period)]
