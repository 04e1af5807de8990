"""From what a period phrase says to dates: `resolve`, most likely reading first.

Phrases without a year are read against `Context.anchor`, the last day of the latest period reported;
without an anchor they resolve to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date, timedelta

from grammar.fiscal import CALENDAR_YEAR, Context, FiscalCalendar
from grammar.inference import infer_calendar
from grammar.spans import (
    DAY,
    NEAR_DAYS,
    UNKNOWN_START,
    between,
    day_before,
    ending,
    instant,
    month_end,
    same_period,
    shift,
)
from grammar.values import Period, PeriodPhrase

__all__ = [
    "UNKNOWN_START",
    "Context",
    "FiscalCalendar",
    "ending",
    "expand",
    "infer_calendar",
    "instant",
    "relate",
    "resolve",
    "same_period",
    "shift",
]

GRACE = timedelta(days=NEAR_DAYS)
USUAL_MONTHS = (3, 12, 9, 6)  # lengths that are reported, the commonest first
YEARS = (MINYEAR + 10, MAXYEAR - 10)


def resolve(phrase: PeriodPhrase, context: Context) -> tuple[Period, ...]:
    """The periods a phrase may mean, most likely first, each once; () where it cannot be said.

    "Q3 2010" is fiscal first where the filing speaks fiscally, then of the calendar year. A date is
    first the instant, then the durations of 3, 12, 9 and 6 months that end on it (the other way round
    after "ended"), and a year is first the duration, then the instant at its end: the caller takes the
    first of the kind and length that the filing prints.
    """
    if phrase.year is not None and not YEARS[0] <= phrase.year <= YEARS[1]:
        return ()
    found = list(_BY_FORM[phrase.form](phrase, context))
    if phrase.edge is not None:
        found = [_edge(period, phrase.edge) for period in found]
    return tuple(dict.fromkeys(found))


def expand(phrase: PeriodPhrase) -> tuple[PeriodPhrase, ...]:
    """The years of a range of years, in the order said ("2017 to 2019" is three); else the phrase alone."""
    if phrase.form != "range" or phrase.year is None or phrase.to_year is None:
        return (phrase,)
    step = 1 if phrase.to_year >= phrase.year else -1
    years = range(phrase.year, phrase.to_year + step, step)
    return tuple(PeriodPhrase("year", year=year, fiscal=phrase.fiscal, months=12) for year in years[:100])


def relate(phrase: PeriodPhrase, base: Period, calendar: FiscalCalendar = CALENDAR_YEAR) -> Period:
    """The period a `relative` phrase names, seen from another: "a year earlier", "the same quarter of 2024".

    The length is the base's, unless the phrase says one.
    """
    years = phrase.year_shift
    if phrase.year is not None:
        fiscal = phrase.fiscal if phrase.fiscal is not None else calendar.stated
        named = calendar.closed_by(base.end)[0] if fiscal else CALENDAR_YEAR.closed_by(base.end)[0]
        years = phrase.year - named
    if phrase.months is not None and base.months != phrase.months:
        base = ending(base.end, phrase.months)
    return shift(base, years=years, quarters=phrase.quarter_shift)


def _calendars(phrase: PeriodPhrase, context: Context) -> list[FiscalCalendar]:
    """The calendars a phrase may be read in, the likelier first."""
    own = context.calendar
    if phrase.fiscal is not None:
        return [own if phrase.fiscal else CALENDAR_YEAR]
    both = [own, CALENDAR_YEAR] if own.stated else [CALENDAR_YEAR, own]
    return both[:1] if (own.end_month, own.end_day, own.offset) == (12, 31, 0) else both


def _ending_there(end: date, phrase: PeriodPhrase, months: Iterable[int] = USUAL_MONTHS) -> list[Period]:
    """The instant and the durations that end on a day, by what the phrase asks for."""
    durations = [ending(end, length) for length in months]
    return [*durations, instant(end)] if phrase.instant is False else [instant(end), *durations]


def _latest(of_year: Callable[[int], Period | date], anchor: date) -> int:
    """The latest year whose period, or day, ends on the anchor or before; a week late will do."""
    for year in (anchor.year + 2, anchor.year + 1, anchor.year, anchor.year - 1):
        found = of_year(year)
        if (found if isinstance(found, date) else found.end) <= anchor + GRACE:
            return year
    return anchor.year - 2


def _said_end(phrase: PeriodPhrase, context: Context) -> date | None:
    """The last day as far as a phrase says one: whole, a month of a year, or the latest such day."""
    if phrase.end is not None:
        return phrase.end
    month, day = phrase.month, phrase.day
    if month is None:
        return None

    def in_year(year: int) -> date:
        last = month_end(year, month)
        return last.replace(day=min(day, last.day)) if day else last

    if phrase.year is None:
        return in_year(_latest(in_year, context.anchor) + phrase.year_shift) if context.anchor else None
    if phrase.fiscal:
        years = (phrase.year, phrase.year - 1, phrase.year + 1)
        wanted = (year for year in years if context.calendar.closed_by(in_year(year))[0] == phrase.year)
        return in_year(next(wanted, phrase.year))
    return in_year(phrase.year)


def _date(phrase: PeriodPhrase, context: Context) -> list[Period]:
    end = _said_end(phrase, context)
    return _ending_there(end, phrase) if end else []


def _month(phrase: PeriodPhrase, context: Context) -> list[Period]:
    """The balance at its end, the month itself, then the longer durations that end with it."""
    end = _said_end(phrase, context)
    if end is None:
        return []
    return [ending(end, 1)] if phrase.edge else _ending_there(end, phrase, (1, *USUAL_MONTHS))


def _part(
    phrase: PeriodPhrase, context: Context, of: Callable[[FiscalCalendar, int], Period]
) -> Iterator[Period]:
    """A part of a year, in each calendar: of the year said, or the latest one on or before the anchor."""
    for calendar in _calendars(phrase, context):

        def of_year(year: int, calendar: FiscalCalendar = calendar) -> Period:
            return of(calendar, year)

        if phrase.year is not None:
            yield of_year(phrase.year)
        elif context.anchor is not None:
            yield of_year(_latest(of_year, context.anchor) + phrase.year_shift)


def _quarter(phrase: PeriodPhrase, context: Context) -> list[Period]:
    end = _said_end(phrase, context)
    if end is not None:
        return [ending(end, 3)]
    number = phrase.number
    if number is not None:
        return list(_part(phrase, context, lambda calendar, year: calendar.quarter(number, year)))
    if context.anchor is None:
        return []
    if phrase.year is not None:
        return [relate(replace(phrase, form="relative"), ending(context.anchor, 3), context.calendar)]
    return [shift(ending(context.anchor, 3), years=phrase.year_shift, quarters=phrase.quarter_shift)]


def _half(phrase: PeriodPhrase, context: Context) -> list[Period]:
    end = _said_end(phrase, context)
    if end is not None:
        return [ending(end, 6)]
    number = phrase.number or 1
    return list(_part(phrase, context, lambda calendar, year: calendar.half(number, year)))


def _months(phrase: PeriodPhrase, context: Context) -> list[Period]:
    months, end = phrase.months or 12, _said_end(phrase, context)
    if end is not None:
        return [ending(end, months)]
    if phrase.number is not None or phrase.year is not None:
        found = list(_part(phrase, context, lambda calendar, year: calendar.first_months(months, year)))
        if phrase.number is None and context.anchor is not None:
            # "nine months 2012" may also be those that end on the anchor's day of that year
            found.append(
                relate(replace(phrase, form="relative"), ending(context.anchor, months), context.calendar)
            )
        return found
    return [shift(ending(context.anchor, months), years=phrase.year_shift)] if context.anchor else []


def _year(phrase: PeriodPhrase, context: Context) -> list[Period]:
    end = _said_end(phrase, context)
    if end is not None:
        return [ending(end, 12)]
    anchor, found = context.anchor, []
    for calendar in _calendars(phrase, context):
        if phrase.year is not None:
            found.append(calendar.year(phrase.year))
        elif anchor is not None:
            found.extend(calendar.year(year) for year in _unnamed_years(phrase, calendar, anchor))
    return found if phrase.edge else [*found, *(instant(period.end) for period in found)]


def _unnamed_years(phrase: PeriodPhrase, calendar: FiscalCalendar, anchor: date) -> list[int]:
    """Which fiscal years "the year", "last fiscal year" or "year end" may be, seen from the anchor."""
    year, _ = calendar.closed_by(anchor)
    if not phrase.year_shift:
        if phrase.edge == "end" and not calendar.closes_year(anchor):
            return [year - 1]  # the last one there was
        return [year] if calendar.closes_year(anchor) or phrase.edge else [year, year - 1]
    if phrase.year_shift == -1 and calendar.closes_year(anchor):
        return [year, year - 1] if phrase.last else [year - 1, year]
    return [year + phrase.year_shift]


def _to_date(phrase: PeriodPhrase, context: Context) -> list[Period]:
    """From the start of the fiscal year to the anchor, in whole quarters where the anchor ends one."""
    if context.anchor is None:
        return []
    found = []
    for calendar in _calendars(phrase, context):
        year, quarter = calendar.closed_by(context.anchor)
        end = calendar.quarter_end(quarter, year)
        if abs((end - context.anchor).days) <= NEAR_DAYS:
            period = ending(context.anchor, 3 * quarter)
        else:
            period = between(calendar.year_end(year - 1) + DAY, context.anchor)
        years = phrase.year - year if phrase.year is not None else phrase.year_shift
        found.append(shift(period, years=years))
    return found if phrase.fiscal is not None or context.calendar.stated else found[::-1]


def _since_inception(phrase: PeriodPhrase, context: Context) -> list[Period]:
    """Where nothing says when the inception was, the duration starts at `UNKNOWN_START`."""
    start = phrase.start or context.inception or UNKNOWN_START
    end = _said_end(phrase, context) or context.anchor
    return [between(start, end)] if end and start <= end else []


def _range(phrase: PeriodPhrase, context: Context) -> list[Period]:
    if phrase.start and phrase.end:
        return [between(phrase.start, phrase.end)]
    if phrase.year is None or phrase.to_year is None:
        return []
    first, last = sorted((phrase.year, phrase.to_year))
    return [
        between(calendar.year(first).start or calendar.year_end(first - 1), calendar.year_end(last))
        for calendar in _calendars(phrase, context)
    ]


def _relative(phrase: PeriodPhrase, context: Context) -> list[Period]:
    """Seen from the anchor; with a base at hand use `relate`."""
    if context.anchor is None:
        return []
    lengths = (phrase.months,) if phrase.months else USUAL_MONTHS
    found = [relate(phrase, ending(context.anchor, length), context.calendar) for length in lengths]
    return found if phrase.months else [*found, instant(found[0].end)]


def _latest_reported(phrase: PeriodPhrase, context: Context) -> list[Period]:
    return _ending_there(context.anchor, phrase) if context.anchor else []


def _edge(period: Period, edge: str) -> Period:
    """The balance at the end of a period, or the one it starts from."""
    if edge == "end" or period.start is None:
        return instant(period.end)
    return instant(day_before(period.start))


_BY_FORM: dict[str, Callable[[PeriodPhrase, Context], Iterable[Period]]] = {
    "date": _date,
    "month": _month,
    "quarter": _quarter,
    "half": _half,
    "year": _year,
    "months": _months,
    "to_date": _to_date,
    "since_inception": _since_inception,
    "range": _range,
    "relative": _relative,
    "latest": _latest_reported,
}
