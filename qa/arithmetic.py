"""Sums and averages over several figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from grammar.calendar import shift
from grammar.lexicon import measures
from index.match import Mention
from qa import lookups
from qa.case import Case
from qa.changes import of_size
from qa.errors import NotSaid
from qa.figures import Constant, Figure, Node, Operation, Size, evaluate, tidy, total
from qa.results import PeriodChoice, Result, comparable, period_choice, same_choice

YEAR = 12  # months
YEAR_AVERAGE = re.compile(r"\b((?:19|20)\d\d) average\b", re.IGNORECASE)


def sum_of(case: Case) -> Result:
    figures = figures_of(case)
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


def average(case: Case) -> Result:
    """The mean of the figures asked for; "per quarter" over a longer period divides by its quarters."""
    if not case.plan.mentions:
        raise NotSaid("metric")
    mention = case.plan.mentions[0]
    length = _per_length(case)
    if length is not None and len(case.periods) <= 1 and len(case.plan.mentions) == 1:
        whole = lookups.figure(case, mention, period_choice(case))
        months = whole.period.months if whole.period else None
        if months and months % length == 0 and months > length:
            node: Node = Operation("/", (whole.node, Constant(Decimal(months // length))))
            return _averaged(node, [whole])
    if _of_averages(case):
        return _difference_of_averages(case)
    figures = _with_the_year_before(case) or (
        figures_of(case) if case.periods or len(case.plan.mentions) > 1 else lookups.history(case, mention)
    )
    figures = _same_length(figures)
    if len(figures) < 2:
        raise NotSaid("comparison", mention)
    for other in figures[1:]:
        comparable(figures[0], other)
    nodes = [Size(f.node) for f in figures] if of_size(case, figures) else [f.node for f in figures]
    return _averaged(Operation("/", (total(nodes), Constant(Decimal(len(figures))))), figures)


def _with_the_year_before(case: Case) -> list[Figure]:
    """For "the 2019 average": the figures of that year and of the one before, as the average of a balance
    over a year is that of its two ends; empty for other questions."""
    match = YEAR_AVERAGE.search(case.plan.query.text)
    if match is None or len(case.periods) != 1 or len(case.plan.mentions) != 1:
        return []
    now = lookups.figure(case, case.plan.mentions[0], case.periods[0])
    if now.period is None or (now.period.start is not None and now.period.months != YEAR):
        return []
    earlier = case.view.year_ends.get(int(match[1]) - 1) or (shift(now.period, years=-1),)
    return [lookups.figure(case, case.plan.mentions[0], earlier), now]


def _of_averages(case: Case) -> bool:
    """Whether a difference between the averages of two metrics is asked for."""
    words = [word.lower for word in case.plan.query.words]
    return words.count("average") == 2 and "difference" in words and len(case.plan.mentions) == 2


def _difference_of_averages(case: Case) -> Result:
    """The mean of each metric over the periods named, else over all the years there are; their difference."""
    nodes: list[Node] = []
    figures: list[Figure] = []
    for mention in case.plan.mentions:
        found = [lookups.figure(case, mention, choice) for choice in case.periods]
        found = _same_length(found if len(found) > 1 else lookups.history(case, mention))
        if len(found) < 2:
            raise NotSaid("comparison", mention)
        nodes.append(Operation("/", (total([f.node for f in found]), Constant(Decimal(len(found))))))
        figures += found
    for other in figures[1:]:
        comparable(figures[0], other)
    node = Operation("-", (nodes[0], nodes[1]))
    value = evaluate(node)
    assert value is not None
    return Result("average", tidy(value), figures[0].unit, figures, node)


def _averaged(node: Node, figures: list[Figure]) -> Result:
    value = evaluate(node)
    assert value is not None
    return Result("average", tidy(value), figures[0].unit, figures, node)


def _per_length(case: Case) -> int | None:
    text = f" {case.plan.query.text.lower()} "
    lengths = (
        ("per quarter", 3),
        ("quarterly", 3),
        ("a quarter ", 3),
        ("each quarter", 3),
        ("per month", 1),
        ("monthly", 1),
        ("a month ", 1),
    )
    return next((months for words, months in lengths if words in text), None)


def _same_length(figures: list[Figure]) -> list[Figure]:
    """Only periods of one length can be averaged or ranked together: that of the shortest."""
    spans = {f.period.months if f.period else None for f in figures}
    if len(spans) <= 1:
        return figures
    shortest = min((s for s in spans if s), default=None)
    return [f for f in figures if f.period and f.period.months == shortest]
