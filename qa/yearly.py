"""Years as questions name them: "from 2017 to 2019" as its two ends or as every year, and a bare year as the
one that the filing's own columns end in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from grammar.calendar import expand, resolve, same_period
from grammar.values import Period, PeriodPhrase, Reading
from qa.case import Case

# Operations on the two ends of a range of years; all others are on each of its years.
BETWEEN = frozenset({"difference", "percent_change", "ratio", "boolean"})


def phrases_of(case: Case) -> Iterator[Reading[PeriodPhrase]]:
    """The period expressions of a question, a range of years put as single years where the filing has no
    figure for the range as a whole."""
    compared = case.plan.operation in BETWEEN
    for reading in case.plan.phrases:
        days = _two_days(case, reading.value) if compared and len(case.plan.phrases) == 1 else ()
        if days:
            yield from (replace(reading, value=day) for day in days)
            continue
        years = expand(reading.value)
        ends = compared and len(case.plan.phrases) == 1  # of a lone range, whatever column has it whole
        if len(years) < 2 or (not ends and _printed(case, reading.value)):
            yield reading
            continue
        wanted = (years[0], years[-1]) if compared else years
        yield from (replace(reading, value=year) for year in wanted)


def _two_days(case: Case, phrase: PeriodPhrase) -> tuple[PeriodPhrase, ...]:
    """The two days of "from July 6, 2003 to September 28, 2003", where a column ends at each of them and none
    lasts from the one to the other: two periods are compared."""
    if phrase.form != "range" or phrase.start is None or phrase.end is None:
        return ()
    ends = {period.end for period in case.view.periods}
    whole = any((period.start, period.end) == (phrase.start, phrase.end) for period in case.view.periods)
    if whole or not {phrase.start, phrase.end} <= ends:
        return ()
    return tuple(PeriodPhrase("date", end=day) for day in (phrase.start, phrase.end))


def _printed(case: Case, phrase: PeriodPhrase) -> bool:
    """Whether a column covers the whole range, or a row of a metric of the question; one of percentages,
    beside money, is no more than the change over it."""
    wanted = resolve(phrase, case.context)
    rows = [entry for mention in case.plan.mentions for entry in case.entries(mention)]
    figures = [fact for facts in case.view.facts(rows).values() for fact in facts if fact.period]
    own = {fact.period for fact in figures if fact.period}
    if not any(same_period(one, period) for one in wanted for period in (*case.view.periods, *own)):
        return False
    whole, others = set[str](), set[str]()
    for fact in figures:
        covers = fact.period is not None and any(same_period(fact.period, one) for one in wanted)
        (whole if covers else others).add(fact.unit)
    return whole != {"percent"} or others <= {"percent"}


def named_by(case: Case, phrase: PeriodPhrase) -> tuple[Period, ...]:
    """The year, or the date, of the filing's columns that a bare year can only mean; () for other phrases."""
    said = (phrase.end, phrase.month, phrase.number, phrase.day)
    if phrase.form != "year" or phrase.year is None or any(part is not None for part in said):
        return ()
    found = case.view.year_ends.get(phrase.year, ())
    if phrase.edge is None:
        return found
    dates = tuple(period for period in found if period.start is None)
    return dates or found if phrase.edge == "end" else ()  # a lone "2019" over balances is its end too
