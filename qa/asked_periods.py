"""The periods of a question against one filing: those it names, or those that the conversation carries."""

from __future__ import annotations

import re

from grammar.values import Period
from qa import dialogue, lookups, series, settle
from qa.case import Case
from qa.changes import from_there
from qa.dialogue import State
from qa.errors import NotSaid
from qa.plan import Plan
from qa.yearly import named_by, phrases_of

# "The average over the two balance sheet dates": what says by itself of which periods it is.
ALL_DATES = re.compile(
    r"\b(?:two|both|all|three|four|these|each of the|of the|any)(?: the)?(?: \w+){0,2} "
    r"(?:dates|periods|years|quarters|columns)\b|\bperiods? (?:shown|reported)\b",
    re.IGNORECASE,
)


def asked_periods(case: Case, state: State) -> tuple[list[tuple[Period, ...]], list[Period]]:
    """For each period expression what it may mean; where none is said, what the conversation carries.
    Second: the periods to remember for the next turn, where they are not those of the figures."""
    view, plan, context = case.view, case.plan, case.context
    phrases = plan.phrases
    if case.series is None and not phrases and state.row is not None and plan.operation in ("lookup", "list"):
        case.series, phrases = state.row
        plan.carried.append("period")
    if case.series is not None:
        row = series.expand(case.series, phrases, context)
        if not row:
            raise NotSaid("period", plan.mentions[0] if plan.mentions else None)
        return [(period,) for period in row], []
    base = state.periods[-1] if state.periods else None
    found: list[tuple[Period, ...]] = []
    for reading in phrases_of(case):
        if reading.value.form == "latest":
            continue
        start = found[0][0] if found else base
        if reading.value.form == "relative" and start is None:
            start = _now(case)
            if start is not None and _two_sided(plan):
                found.append((start,))
        elif reading.value.form == "relative" and not found and start is not None and from_there(case):
            found.append((start,))  # "how much did it change from the quarter before": to the carried one
        wanted = settle.wanted(reading.value, context, start)
        if settle.only_length(reading.value) and reading.value.months:
            wanted = (*wanted, *view.lasting(reading.value.months))
        wanted = (*wanted, *named_by(case, reading.value))
        found.append(wanted)
        if not found[-1]:
            raise NotSaid("period", plan.mentions[0] if plan.mentions else None)
    if len(found) > 1 and len(plan.mentions) > 1 and all(one == found[0] for one in found):
        found = found[:1]  # "A in 2012 and B in 2012": one period, said of each
    if len(found) == 1 and state.periods and "metric" in plan.carried and plan.has("than"):
        found.insert(0, (state.periods[-1],))  # "is that more than in Q3?": that is the turn before
    if len(found) == 1 and state.periods and "metric" in plan.carried and _starts_there(case, found[0], base):
        found.append((state.periods[-1],))  # "how much did it change since 2013?": to what was asked before
    if not found and state.periods and plan.operation != "text" and not _of_all_time(plan):
        turning = (
            dialogue.turning_points(plan, state) if plan.operation in ("difference", "percent_change") else []
        )
        carried = turning or state.periods[-1:]
        plan.carried.append("period")
        return [(period,) for period in carried], []
    return found, []


def _starts_there(case: Case, start: tuple[Period, ...], last: Period | None) -> bool:
    """Whether a change starts from a period, and the last of the talk comes after it."""
    moves = case.plan.operation in ("difference", "percent_change") and from_there(case)
    return moves and last is not None and all(period.end < last.end for period in start)


def _of_all_time(plan: Plan) -> bool:
    """Whether a question says by itself that it is of now, or of all the dates there are: nothing is carried
    into it ("customer deposits now?", "the average over the two dates")."""
    if "metric" in plan.carried:
        return False
    now = any(phrase.value.form == "latest" for phrase in plan.query.periods)
    return now or bool(ALL_DATES.search(plan.query.text))


def _two_sided(plan: Plan) -> bool:
    """Whether a lone "a year earlier" is the other side of a comparison, not the period of two metrics that
    are compared ("did R&D cost more than SG&A last quarter?")."""
    compares = plan.operation in ("difference", "percent_change", "boolean", "average", "sum")
    return compares and len(plan.mentions) < 2


def _now(case: Case) -> Period | None:
    """The current period of the first metric."""
    try:
        if not case.plan.mentions:
            return None
        return lookups.figure(case, case.plan.mentions[0], None).period
    except NotSaid:
        return None


def only_period(case: Case) -> Period | None:
    """The one period that a question names by itself."""
    phrases = case.plan.phrases
    if len(phrases) != 1 or phrases[0].value.form == "relative":
        return None
    return next(iter(settle.wanted(phrases[0].value, case.context, None)), None)
