"""Averages: over the periods of one metric, over several metrics, and changes between averages.

"The 2019 average" of a balance is that of the two ends of the year, so that "the change between the 2018 and
2019 average" takes in three of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from grammar.calendar import expand, shift
from index.match import Mention
from qa import lookups
from qa.arithmetic import figures_of, same_length
from qa.case import Case
from qa.errors import NotSaid
from qa.figures import Constant, Figure, Node, Operation, Size, evaluate, tidy, total
from qa.inside import parts_asked
from qa.results import PeriodChoice, Result, comparable, period_choice
from qa.sizes import of_size

YEAR = 12  # months
YEAR_AVERAGE = re.compile(r"\b((?:19|20)\d\d)(?:['’]s)? average\b", re.IGNORECASE)


def average(case: Case) -> Result:
    """The mean of the figures asked for; "per quarter" over a longer period divides by its quarters."""
    if not case.plan.mentions:
        raise NotSaid("metric")
    mention = case.plan.mentions[0]
    length = _per_length(case)
    if length is not None and len(case.periods) <= 1 and len(case.plan.mentions) == 1:
        parts = parts_asked(case, mention)
        try:
            whole = lookups.figure(case, mention, period_choice(case))
        except NotSaid:
            if not parts:
                raise
            return _averaged(_mean(parts, mention), parts)
        months = whole.period.months if whole.period else None
        if months and months % length == 0 and months > length:
            node: Node = Operation("/", (whole.node, Constant(Decimal(months // length))))
            return _averaged(node, [whole])
    compared = _compared(case)
    if compared:
        return _difference(compared)
    figures = _year_average(case)
    if not figures:
        figures = (
            figures_of(case)
            if case.periods or len(case.plan.mentions) > 1
            else lookups.history(case, mention)
        )
    figures = same_length(figures)
    return _averaged(_mean(figures, mention, of_size(case, figures)), figures)


def _mean(figures: Sequence[Figure], mention: Mention, sizes: bool = False) -> Node:
    """The mean of figures as an expression; `sizes`: of their amounts."""
    if len(figures) < 2:
        raise NotSaid("comparison", mention)
    for other in figures[1:]:
        comparable(figures[0], other)
    nodes = [Size(f.node) if sizes else f.node for f in figures]
    return Operation("/", (total(nodes), Constant(Decimal(len(figures)))))


def _year_average(case: Case) -> list[Figure]:
    """For "the 2019 average": the figures of that year and of the one before; empty for other questions."""
    match = YEAR_AVERAGE.search(case.plan.query.text)
    if match is None or len(case.periods) != 1 or len(case.plan.mentions) != 1:
        return []
    return _with_the_year_before(case, case.plan.mentions[0], case.periods[0], int(match[1]))


def _with_the_year_before(case: Case, mention: Mention, choice: PeriodChoice, year: int) -> list[Figure]:
    """The figures of a year and of the one before, as the average of a balance over a year is that of its two
    ends; empty for a figure of another length."""
    now = lookups.figure(case, mention, choice)
    if now.period is None or (now.period.start is not None and now.period.months != YEAR):
        return []
    earlier = case.view.year_ends.get(year - 1) or (shift(now.period, years=-1),)
    return [lookups.figure(case, mention, earlier), now]


Side = tuple[Node, list[Figure]]


def _compared(case: Case) -> list[Side]:
    """The two averages whose difference is asked for, the one it is taken from first; empty where none is."""
    plan = case.plan
    if not plan.has("change", "up", "down"):
        return []
    if len(plan.mentions) == 2 and plan.has("change"):
        groups = [_over_time(case, mention) for mention in plan.mentions]
    elif len(plan.mentions) == 1:
        groups = list(reversed(_of_years(case) or _of_ranges(case)))
    else:
        return []
    made = [same_length(group) for group in groups]
    return [(_mean(group, plan.mentions[0]), group) for group in made]


def _over_time(case: Case, mention: Mention) -> list[Figure]:
    """The figures of a metric over the periods named, else over all the years there are."""
    match = YEAR_AVERAGE.search(case.plan.query.text)
    if match and case.periods and all(choice == case.periods[0] for choice in case.periods):
        return _with_the_year_before(case, mention, case.periods[0], int(match[1]))
    found = [lookups.figure(case, mention, choice) for choice in case.periods]
    return found if len(found) > 1 else lookups.history(case, mention)


def _of_years(case: Case) -> list[list[Figure]]:
    """ "The change between the 2018 and 2019 average X": the figures of the average of each year."""
    match = YEAR_AVERAGE.search(case.plan.query.text)
    years = [year.year for phrase in case.plan.phrases for year in expand(phrase.value)]
    if match is None or len(case.periods) != 2 or len(years) != 2 or int(match[1]) not in years:
        return []
    mention = case.plan.mentions[0]
    return [
        _with_the_year_before(case, mention, choice, year)
        for choice, year in zip(case.periods, years, strict=True)
        if year is not None
    ]


def _of_ranges(case: Case) -> list[list[Figure]]:
    """ "The change in average X between 2017-2018 and 2018-2019": the figures of each range of years."""
    ranges = [expand(phrase.value) for phrase in case.plan.phrases]
    if len(ranges) != 2 or any(len(years) < 2 for years in ranges):
        return []
    if len(case.periods) != sum(map(len, ranges)):
        return []
    figures = [lookups.figure(case, case.plan.mentions[0], choice) for choice in case.periods]
    return [figures[: len(ranges[0])], figures[len(ranges[0]) :]]


def _difference(sides: Sequence[Side]) -> Result:
    (first, found), (second, others) = sides
    figures = [*found, *others]
    for other in figures[1:]:
        comparable(figures[0], other)
    return _averaged(Operation("-", (first, second)), figures)


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
