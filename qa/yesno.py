"""Questions answered yes or no."""

from __future__ import annotations

from itertools import pairwise

from grammar.calendar import shift
from qa import lookups
from qa.arithmetic import figures_of
from qa.case import Case
from qa.changes import pair
from qa.errors import NotSaid
from qa.figures import Figure
from qa.groups import named_sign, sign_test
from qa.results import Result, comparable, first_mention, period_choice, same_choice
from qa.series import Series
from qa.shapes import opens_yes_no
from qa.sizes import of_size


def boolean(case: Case) -> Result:
    plan = case.plan
    mention = first_mention(case)
    if case.series is not None and case.series.kind != "trailing":
        return _throughout(case, case.series)
    if plan.has("more", "fewer") and len(plan.mentions) >= 2 and not plan.query.amounts:
        a = lookups.figure(case, plan.mentions[0], period_choice(case))
        b = lookups.figure(
            case, plan.mentions[1], period_choice(case, 1) or period_choice(case) or same_choice(a)
        )
        return _compared(case, a, b)
    if plan.has("up", "down") or (plan.has("more", "fewer") and not plan.query.amounts):
        a, b = pair(case)
        if len(case.periods) >= 2 and not plan.has("up", "down"):
            a, b = (lookups.figure(case, mention, case.periods[n]) for n in (0, 1))
        return _compared(case, a, b)
    found = lookups.figure(case, mention, period_choice(case))
    test = sign_test(case) or named_sign(case, mention)
    if test is None and plan.has("any"):
        test = lambda v: v != 0  # noqa: E731
    if test is None and opens_yes_no(plan.query):
        test = lambda v: v != 0  # noqa: E731
    if test is None:
        raise NotSaid("words", mention)
    return Result("boolean", "yes" if test(found.value) else "no", "bool", [found])


def _throughout(case: Case, series: Series) -> Result:
    """A row of periods: whether each was more than the one before it, or all of them are so. Without "each"
    a rise is one from the first to the last."""
    figures = figures_of(case)
    if case.plan.has("up", "down"):
        if not series.each:
            return _compared(case, figures[-1], figures[0])
        before = shift(case.periods[0][0], months=-series.months)
        figures = [lookups.figure(case, first_mention(case), (before,)), *figures]
        steps = [_compared(case, new, old).value == "yes" for old, new in pairwise(figures)]
        return Result("boolean", "yes" if all(steps) else "no", "bool", figures, listed=False)
    test = sign_test(case) or named_sign(case, first_mention(case))
    if test is None:
        raise NotSaid("words", first_mention(case))
    return Result("boolean", "yes" if all(test(f.value) for f in figures) else "no", "bool", figures)


def _compared(case: Case, a: Figure, b: Figure) -> Result:
    comparable(a, b)
    up = case.plan.has("up", "more") and not case.plan.has("down", "fewer")
    x, y = (abs(a.value), abs(b.value)) if of_size(case, (a, b)) else (a.value, b.value)
    return Result("boolean", "yes" if (x > y if up else x < y) else "no", "bool", [a, b])
