"""The rules for periods named by another one: a year earlier, the previous quarter, now, and dates alone."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date

from grammar.dates import DateSaid, doubtful_months, last_day
from grammar.length_rules import UNIT, months_of
from grammar.period_rules import COUNT, FISCAL, PERIODS, count_of, end_of, nth_of, phrase
from grammar.rules import Match, Rules
from grammar.values import PeriodPhrase

SHIFTS = Rules("prior year")
LENGTH = f"(?P<part><quarter|half|period|time|date|day|year>|{COUNT} {UNIT}( <period>)?)"


def back(years: int = -1, **fields: object) -> PeriodPhrase:
    """A shift by years, for examples."""
    return PeriodPhrase("relative", year_shift=years, **fields)  # type: ignore[arg-type]


@SHIFTS.rule(
    "last year",
    "(?P<how><prior|last>) (?P<fiscal><fiscal|calendar> )?(<full> )?(?P<fiscal2><fiscal> )?<year>"
    "(?! <yearly>)",
    examples=[
        ("last year", back(last=True)),
        ("prior year", back()),
        ("prior-year", back()),
        ("previous fiscal year", back(fiscal=True)),
        ("last fiscal year", back(fiscal=True, last=True)),
    ],
    needs="prior|last & year",
)
def _last_year(match: Match) -> PeriodPhrase:
    return phrase(match, "relative", year_shift=-1, last=match.item("how").text.lower() == "last")


@SHIFTS.rule(
    "years ago",
    f"((?P<a><a>|<the>) |{COUNT} )?<year> (<ago|before|prior>)( <that>)?",
    examples=[
        ("a year ago", back()),
        ("a year earlier", back()),
        ("year-ago", back()),
        ("one year before", back()),
        ("the year before", back()),
        ("two years ago", back(-2)),
        ("a year prior", back()),
    ],
    needs="year & ago|before|prior",
)
def _years_ago(match: Match) -> PeriodPhrase | None:
    count = count_of(match) if match.has("count") else 1
    return back(-count) if 0 < count < 100 else None


@SHIFTS.rule(
    "earlier year",
    "<the> (?P<how><ago>) (?P<fiscal><fiscal> )?<year>",
    examples=[("the earlier year", back()), ("the earlier fiscal year", back(fiscal=True))],
    needs="ago & year",
)
def _earlier_year(match: Match) -> PeriodPhrase | None:
    return phrase(match, "relative", year_shift=-1) if match.item("how").text.lower() == "earlier" else None


@SHIFTS.rule(
    "next year",
    "<following> (?P<fiscal><fiscal> )?<year>",
    examples=[("next year", back(1)), ("the following fiscal year", back(1, fiscal=True))],
    needs="following & year",
)
def _next_year(match: Match) -> PeriodPhrase:
    return phrase(match, "relative", year_shift=1)


def part_of(match: Match) -> dict[str, int | None]:
    """The length that the group `part` says, if any."""
    if match.has("count"):
        return {"months": months_of(match)}
    if not match.has("part"):
        return {}
    item = match.item("part")
    for name, months in (("quarter", 3), ("half", 6)):
        if item.code in match.codes(name):
            return {"months": months}
    return {}


@PERIODS.rule(
    "prior-year period",
    f"(?P<shift><prior_year>)( (<comma> )?(?P<fiscal3><fiscal> )?{LENGTH})?",
    examples=[
        ("a year earlier", back()),
        ("a year ago", back()),
        ("the prior year", back()),
        ("the year before", back()),
        ("last year", back(last=True)),
        ("year-ago quarter", back(months=3)),
        ("the year-ago period", back()),
        ("prior-year quarter", back(months=3)),
        ("last year's quarter", back(months=3, last=True)),
        ("prior-year nine months", back(months=9)),
        ("last fiscal year", PeriodPhrase("year", fiscal=True, year_shift=-1, months=12, last=True)),
        ("prior fiscal year", PeriodPhrase("year", fiscal=True, year_shift=-1, months=12)),
    ],
    needs="prior_year",
)
def _prior_year_period(match: Match) -> PeriodPhrase:
    shift: PeriodPhrase = match.value("shift")
    part = part_of(match)
    if shift.fiscal and not match.has("part"):
        return replace(shift, form="year", months=12)
    return replace(shift, **part)  # type: ignore[arg-type]


@PERIODS.rule(
    "prior-year end",
    "(?P<shift><prior_year>) <end>",
    examples=[
        (
            "last fiscal year end",
            PeriodPhrase("year", fiscal=True, year_shift=-1, months=12, edge="end", instant=True, last=True),
        ),
        ("the prior year-end", PeriodPhrase("year", year_shift=-1, months=12, edge="end", instant=True)),
    ],
    needs="prior_year & end",
)
def _prior_year_end(match: Match) -> PeriodPhrase:
    shift: PeriodPhrase = match.value("shift")
    return replace(shift, form="year", months=12, edge="end", instant=True)


@PERIODS.rule(
    "same period",
    f"(?P<how><same|the>) (?P<fiscal3><fiscal> )?((?P<nth><ordinal>) )?{LENGTH}"
    "( (<of|in|for|comma|from> )?(<the> )?((?P<shift><prior_year>)( <period>)?|(?P<year><yearly>)))?",
    examples=[
        ("same half of the year before", back(months=6)),
        ("the same quarter a year ago", back(months=3)),
        ("same period last year", back(last=True)),
        ("the comparable period of the prior year", back()),
        ("same nine months one year before", back(months=9)),
        ("the quarter a year earlier", back(months=3)),
        ("same quarter of 2024", PeriodPhrase("relative", year=2024, months=3)),
        ("the same period of fiscal 2009", PeriodPhrase("relative", year=2009, fiscal=True)),
        ("the same period", PeriodPhrase("relative")),
        ("same quarter", PeriodPhrase("relative", months=3)),
    ],
    rejects=["at the same time", "the same day"],
    needs="same|the & quarter|half|period|time|date|day|year|month|week",
)
def _same_period(match: Match) -> PeriodPhrase | None:
    anchored = match.has("shift") or match.has("year")
    same = match.item("how").code in match.codes("same")
    part = match.item("part")
    if not anchored and (not same or part.code in match.codes("time", "day", "date", "year")):
        return None
    if match.has("nth"):
        if not same:
            return None
        return (
            phrase(match, "quarter", number=nth_of(match), months=3)
            if part_of(match) == {"months": 3}
            else None
        )
    if match.has("year") and not same:
        return None
    last = bool(match.has("shift") and match.value("shift").last)
    return phrase(match, "relative", last=last, **part_of(match))


@PERIODS.rule(
    "previous quarter",
    f"(<prior|last> {FISCAL}<quarter>|(<the|a> |{COUNT} )<quarter> <before|ago|prior>)",
    examples=[
        ("the previous quarter", PeriodPhrase("relative", quarter_shift=-1, months=3)),
        ("the preceding quarter", PeriodPhrase("relative", quarter_shift=-1, months=3)),
        ("last quarter", PeriodPhrase("relative", quarter_shift=-1, months=3)),
        ("the quarter before", PeriodPhrase("relative", quarter_shift=-1, months=3)),
        ("a quarter earlier", PeriodPhrase("relative", quarter_shift=-1, months=3)),
        ("two quarters ago", PeriodPhrase("relative", quarter_shift=-2, months=3)),
    ],
    needs="quarter & prior|last|before|ago",
)
def _previous_quarter(match: Match) -> PeriodPhrase:
    count = count_of(match) if match.has("count") else 1
    return PeriodPhrase("relative", quarter_shift=-count, months=3)


@PERIODS.rule(
    "next quarter",
    "<following> (<fiscal> )?<quarter>",
    examples=[("the next quarter", PeriodPhrase("relative", quarter_shift=1, months=3))],
    needs="following & quarter",
)
def _next_quarter(match: Match) -> PeriodPhrase:
    return PeriodPhrase("relative", quarter_shift=1, months=3)


@PERIODS.rule(
    "prior period",
    "<prior|last> (<period>|<balance> <sheet>( <date>)?)",
    examples=[("the prior period", back()), ("previous balance sheet date", back())],
    needs="prior|last & period|balance",
)
def _prior_period(match: Match) -> PeriodPhrase:
    return back()


@PERIODS.rule(
    "now",
    "<now>|<right> <now>|<at> (<the> )?(<present>|<moment>)"
    "|(<current|most>( <recent>)?)( (<fiscal> )?(<period>|<date>|<balance> <sheet>( <date>)?))?",
    examples=[
        ("now", PeriodPhrase("latest")),
        ("currently", PeriodPhrase("latest")),
        ("right now", PeriodPhrase("latest")),
        ("at present", PeriodPhrase("latest")),
        ("at the moment", PeriodPhrase("latest")),
        ("latest", PeriodPhrase("latest")),
        ("most recent", PeriodPhrase("latest")),
        ("most recent balance sheet", PeriodPhrase("latest")),
        ("the latest period", PeriodPhrase("latest")),
        ("current period", PeriodPhrase("latest")),
    ],
    rejects=["current assets", "reported"],
    needs="now|present|moment|current|most",
)
def _now(match: Match) -> PeriodPhrase | None:
    words = [item.text.lower() for item in match.matched() if item.text.strip()]
    if words[0] == "most" and len(words) == 1:
        return None
    return None if words in (["current"], ["reported"]) else PeriodPhrase("latest")


@PERIODS.rule(
    "date",
    "(?P<end><day_date|month_day>)",
    examples=[
        ("December 31, 2009", PeriodPhrase("date", end=date(2009, 12, 31))),
        ("12/31/2009", PeriodPhrase("date", end=date(2009, 12, 31))),
        ("March 31", PeriodPhrase("date", month=3, day=31)),
    ],
    needs="day_date|month_day",
)
def _date(match: Match) -> PeriodPhrase:
    return replace(PeriodPhrase("date", **end_of(match)), instant=None)


@PERIODS.rule(
    "month and year",
    "(?P<m><month_year>)",
    examples=[("December 2009", PeriodPhrase("month", year=2009, month=12, months=1))],
    needs="month_year",
)
def _month_year(match: Match) -> PeriodPhrase:
    said: DateSaid = match.value("m")
    return PeriodPhrase("month", year=said.year, month=said.month, months=1)


@PERIODS.rule(
    "month",
    "(?<=<of|in|since|during|by|to|at|for|end|from|last|this|and|versus|begin><gap>)(?P<m><lone_month>)",
    examples=[("in [Dec]", PeriodPhrase("month", month=12, months=1))],
    rejects=["it may rise", "the march of progress", "Jan said"],
    needs="lone_month",
)
def _month(match: Match) -> PeriodPhrase:
    return PeriodPhrase("month", month=match.value("m").month, months=1)


@PERIODS.rule(
    "month by its name",
    "(?P<m><lone_month>)",
    examples=[("December", PeriodPhrase("month", month=12, months=1))],
    needs="lone_month",
)
def _full_month(match: Match) -> PeriodPhrase | None:
    said: DateSaid = match.value("m")
    name = match.item("m").text.lower()
    return None if name in doubtful_months() else PeriodPhrase("month", month=said.month, months=1)


def _is_start(day: date) -> bool:
    return day.day != calendar.monthrange(day.year, day.month)[1]


@PERIODS.rule(
    "from day to day",
    "((?P<period><period> )?(<from> ))?"
    "(?P<d1><day_date|month_day>) (?P<link><to|dash|and>) (?P<d2><day_date>)",
    examples=[
        (
            "period from May 7, 1994 to Dec. 31, 2009",
            PeriodPhrase("range", start=date(1994, 5, 7), end=date(2009, 12, 31)),
        ),
        ("Oct 1 to Dec 31 2009", PeriodPhrase("range", start=date(2009, 10, 1), end=date(2009, 12, 31))),
        (
            "October 1, 2009 - December 31, 2009",
            PeriodPhrase("range", start=date(2009, 10, 1), end=date(2009, 12, 31)),
        ),
    ],
    needs="day_date & to|dash|and",
)
def _day_to_day(match: Match) -> PeriodPhrase | None:
    """Two month-ends are two balance dates ("from June 30 to December 31"), unless a period is said."""
    first, last = match.value("d1"), match.value("d2").whole
    if match.item("link").code in match.codes("and"):
        return None
    start = first.whole or (
        date(
            last.year - ((first.month, first.day) > (last.month, last.day)),
            first.month,
            min(first.day, 28 if first.month == 2 else first.day),
        )
    )
    if start >= last or not (match.has("period") or _is_start(start)):
        return None
    return PeriodPhrase("range", start=start, end=last)


@PERIODS.rule(
    "from month to month",
    "(<from> )?(?P<m1><lone_month|month_year>) ?(?P<link><to|dash>) ?(?P<m2><month_year>)",
    examples=[
        ("October to December 2009", PeriodPhrase("range", start=date(2009, 10, 1), end=date(2009, 12, 31))),
        ("July 1994 to December 1994", PeriodPhrase("range", start=date(1994, 7, 1), end=date(1994, 12, 31))),
    ],
    needs="month_year & to|dash",
)
def _month_to_month(match: Match) -> PeriodPhrase | None:
    """A span of three, six, nine or twelve months; any other pair of months is two balance dates."""
    first, last = match.value("m1"), match.value("m2")
    year = first.year or last.year - (first.month > last.month)
    months = (last.year - year) * 12 + last.month - first.month + 1
    if months not in (3, 6, 9, 12):
        return None
    return PeriodPhrase("range", start=date(year, first.month, 1), end=last_day(last.year, last.month))
