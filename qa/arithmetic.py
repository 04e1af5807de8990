"""Ratios, shares, sums and averages over several figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from grammar.lexicon import measures
from index.match import Mention
from qa import lookups
from qa.case import Case
from qa.changes import stated
from qa.errors import NotSaid
from qa.figures import Constant, Figure, Node, Operation, evaluate, tidy, total
from qa.results import HUNDRED, PeriodChoice, Result, comparable, period_choice, same_choice


def ratio(case: Case) -> Result:
    found = stated(case)
    if found is not None:
        return found
    mentions = case.plan.mentions
    if len(mentions) < 2:
        raise NotSaid("metric", mentions[0] if mentions else None)
    share = case.plan.operation == "share"
    over, under = _ordered(case) if share else (mentions[0], mentions[1])
    a = lookups.figure(case, over, period_choice(case))
    b = lookups.figure(case, under, period_choice(case, 1) or period_choice(case) or same_choice(a))
    node: Node = Operation("/", (a.node, b.node))
    value = evaluate(node)
    if value is None:
        raise NotSaid("comparison", under, "the base is zero")
    told = "prose" in (a.entry.item.origin, b.entry.item.origin)
    if share and (a.unit != b.unit or (told and value < 0)):
        raise NotSaid("comparison", over, "one is no part of the other")
    percent = share or case.plan.unit == "percent"
    unit = "percent" if percent else ("ratio" if a.unit == b.unit else f"{a.unit}/{b.unit}")
    return Result("ratio", tidy(value * HUNDRED if percent else value), unit, [a, b], node)


def _ordered(case: Case) -> tuple[Mention, Mention]:
    """(part, whole) of a share: the whole follows "share of", "as a percentage of"; else it comes last."""
    mentions, query = case.plan.mentions, case.plan.query
    for tagged in (*query.found("share"), *query.found("part")):
        of = tagged.end if query.words[tagged.end - 1].lower == "of" else tagged.end + 1
        if query.words[tagged.end - 1].lower == "of" or (
            of <= len(query.words) and query.words[of - 1].lower == "of"
        ):
            after = [m for m in mentions if m.first >= of - 1]
            if after:
                whole = after[0]
                part = next((m for m in mentions if m is not whole), None)
                if part is not None:
                    return part, whole
    return mentions[0], mentions[-1]


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
    figures = (
        figures_of(case) if case.periods or len(case.plan.mentions) > 1 else lookups.history(case, mention)
    )
    figures = _same_length(figures)
    if len(figures) < 2:
        raise NotSaid("comparison", mention)
    for other in figures[1:]:
        comparable(figures[0], other)
    return _averaged(
        Operation("/", (total([f.node for f in figures]), Constant(Decimal(len(figures))))), figures
    )


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
