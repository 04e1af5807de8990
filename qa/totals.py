"""Totals over time: "the total inventory in 2018 and 2019", "total grants across all three years"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grammar.calendar import expand
from grammar.values import PeriodPhrase

if TYPE_CHECKING:
    from qa.plan import Plan

NUMBER = r"(?:\d{1,2}|two|three|four|five|six|several)"
ALL = re.compile(
    rf"\b(?:(?:across|over|for|in|of|during) (?:all|both)(?: of)?(?: the| these| those)?(?: {NUMBER})?"
    rf"|(?:across|over) the {NUMBER})[ -](?:fiscal |financial |reported )?(?:years?|periods?|FYs)\b",
    re.IGNORECASE,
)
MOVES = ("up", "down", "change", "growth", "average", "percent", "ratio", "share", "max", "min", "than")
TIMES = frozenset({"year", "range", "date", "quarter"})
APART = frozenset({"respectively", "respective", "each"})


def named_periods(plan: Plan) -> list[PeriodPhrase]:
    """The periods that a question names, a range of years as its years."""
    return [period for phrase in plan.phrases for period in expand(phrase.value)]


def total_of_periods(plan: Plan) -> bool:
    """ "What was the total X in 2018 and 2019?": one figure is asked for, of several periods together."""
    named = [year for phrase in plan.phrases if phrase.value.form in TIMES for year in expand(phrase.value)]
    return len(named) >= 2 and _asks_total(plan)


def over_all(plan: Plan) -> bool:
    """ "What is the total X across all three years?" """
    return not plan.phrases and bool(ALL.search(plan.query.text)) and _asks_total(plan)


def _asks_total(plan: Plan) -> bool:
    words = [word.lower for word in plan.query.words]
    if len(plan.mentions) != 1 or "total" not in words[:8] or plan.has(*MOVES):
        return False
    return bool({"is", "was", "much"} & set(words[:3])) and not set(words) & APART
