"""Questions answered yes or no."""

from __future__ import annotations

from qa import lookups
from qa.changes import by_size, pair
from qa.errors import NotSaid
from qa.figures import Figure
from qa.groups import named_sign, sign_test
from qa.lookups import Case
from qa.plan import opens_yes_no
from qa.results import Result, comparable, first_mention, period_choice, same_choice


def boolean(case: Case) -> Result:
    plan = case.plan
    mention = first_mention(case)
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


def _compared(case: Case, a: Figure, b: Figure) -> Result:
    comparable(a, b)
    up = case.plan.has("up", "more") and not case.plan.has("down", "fewer")
    x, y = (abs(a.value), abs(b.value)) if by_size(case, a, b) else (a.value, b.value)
    return Result("boolean", "yes" if (x > y if up else x < y) else "no", "bool", [a, b])
