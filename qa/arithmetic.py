"""Sums over several figures, and the figures that sums and averages are over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grammar.lexicon import measures
from index.match import Mention
from qa import lookups
from qa.case import Case
from qa.errors import NotSaid
from qa.figures import Figure, evaluate, tidy, total
from qa.results import PeriodChoice, Result, comparable, period_choice, same_choice
from qa.totals import over_all


def sum_of(case: Case) -> Result:
    """The sum of figures of several metrics, or of one over several periods."""
    everywhen = over_all(case.plan) and not case.periods
    figures = same_length(lookups.history(case, case.plan.mentions[0])) if everywhen else figures_of(case)
    if len(figures) < 2 and figures[0].leaf is not None:
        raise NotSaid("comparison", case.plan.mentions[0], "only one of the figures is in it")
    for other in figures[1:]:
        comparable(figures[0], other)
    node = total([f.node for f in figures])
    value = evaluate(node)
    assert value is not None
    return Result("sum", tidy(value), figures[0].unit, figures, node)


def figures_of(case: Case) -> list[Figure]:
    """Every metric in every period asked for, in the question's order; parts only where a definition
    ("total debt, i.e. …") or a row of plus signs names them."""
    mentions = _operands(case)
    first = lookups.figure(case, mentions[0], period_choice(case)) if mentions else None
    if first is None:
        raise NotSaid("metric")
    choices: Sequence[PeriodChoice] = list(case.periods) or [same_choice(first)]
    found = [lookups.figure(case, mention, choice) for mention in mentions for choice in choices]
    if case.plan.operation == "sum" and len({figure.unit for figure in found}) > 1:
        mentions = [mentions[0], *(_in_unit(case, mention, first.unit) for mention in mentions[1:])]
        found = [lookups.figure(case, mention, choice) for mention in mentions for choice in choices]
    return found


def _in_unit(case: Case, mention: Mention, unit: str) -> Mention:
    """A metric with only those rows that have figures in a unit: of "dividends and share repurchases" what
    was paid for them, not how many there were."""
    hits = [h for h in mention.hits if any(fact.unit == unit for fact in case.view.facts_of(h.entry))]
    return replace(mention, hits=hits) if hits else mention


def _operands(case: Case) -> list[Mention]:
    mentions, query = list(case.plan.mentions), case.plan.query
    for mention in mentions:
        named = measures()[mention.measure].formula if mention.measure else ""
        if named and all(m is mention or (m.concept and m.concept in named) for m in mentions):
            return [mention]  # "total debt, current maturities and long-term combined": said twice
    for tagged in query.found("define"):
        after = [m for m in mentions if m.first >= tagged.end]
        if after:
            return after
    if len(mentions) > 2 and query.text[: query.words[mentions[1].first].start].rstrip().endswith(
        (":", "(", "=")
    ):
        return mentions[1:]
    return mentions


def same_length(figures: list[Figure]) -> list[Figure]:
    """Only periods of one length can be averaged or ranked together: that of the shortest."""
    spans = {f.period.months if f.period else None for f in figures}
    if len(spans) <= 1:
        return figures
    shortest = min((s for s in spans if s), default=None)
    return [f for f in figures if f.period and f.period.months == shortest]
