"""The time a question asks about, and the times a sentence speaks of."""

from __future__ import annotations

from functools import lru_cache

from grammar.calendar import Context, resolve, same_period
from grammar.periods import find_periods
from grammar.values import Period, PeriodPhrase, Reading


@lru_cache(maxsize=4_096)
def _time_readings(text: str) -> tuple[Reading[PeriodPhrase], ...]:
    return tuple(find_periods(text)) if text else ()


def times(text: str) -> tuple[PeriodPhrase, ...]:
    return tuple(reading.value for reading in _time_readings(text))


def time_places(text: str) -> tuple[int, ...]:
    return tuple(reading.start for reading in _time_readings(text))


PARTS_OF_YEAR = frozenset({"quarter", "half", "months", "relative"})


def same_time(wanted: PeriodPhrase, have: PeriodPhrase, context: Context) -> bool:
    """Whether nothing that both say differs, and something is the same; or both come to the same dates."""
    if wanted.form == "year" and have.form in PARTS_OF_YEAR and have.months != 12:
        return False
    fields = ("year", "number", "months", "month", "day", "end")
    pairs = [(getattr(wanted, name), getattr(have, name)) for name in fields]
    both = [(one, two) for one, two in pairs if one is not None and two is not None]
    shifts = (wanted.year_shift, wanted.quarter_shift) == (have.year_shift, have.quarter_shift)
    missing = any(one is not None and two is None for one, two in (*pairs[:2], pairs[-1]))
    if both and all(one == two for one, two in both) and shifts and not missing:
        return True
    return any(same_period(a, b) for a in _resolved(wanted, context) for b in _resolved(have, context))


@lru_cache(maxsize=4_096)
def _resolved(phrase: PeriodPhrase, context: Context) -> tuple[Period, ...]:
    return tuple(resolve(phrase, context)) if phrase.form != "relative" else ()


def other_time(wanted: PeriodPhrase, have: PeriodPhrase) -> bool:
    """Whether two expressions that both say a year, a number or a day differ in it."""
    pairs = [(getattr(wanted, name), getattr(have, name)) for name in ("year", "number", "month", "end")]
    return any(one is not None and two is not None and one != two for one, two in pairs)


def time_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where a sentence speaks of time: a year there is no count of things."""
    return tuple((reading.start, reading.end) for reading in _time_readings(text))


def same_or_ending(asked: PeriodPhrase, said: PeriodPhrase, context: Context) -> bool:
    """Whether two times are the same; a year asked for may be said by the day it ends on."""
    if other_time(asked, said):
        return False
    if same_time(asked, said, context) or asked.form == said.form == "since_inception":
        return True
    whole = asked.form == "year" and said.form in {"date", "year", "day"} and said.months in (None, 12)
    return whole and said.end is not None and asked.year == said.end.year
