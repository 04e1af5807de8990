"""Dates as people and filings write them: whole, without a year, or only a month and a year.

Impossible dates are not read. A number pair is month first ("12/31/2009"), as in US filings; day
first where the month could not be ("31/12/2009"). Two-digit years are 1950 to 2049.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from functools import cache

from grammar.engine import find, replaced
from grammar.lexicon import load
from grammar.rules import Match, Rules
from grammar.runs import Run, items_of
from grammar.tokens import vocabulary
from grammar.values import Reading

DATES = Rules("date")
MONTH = "(?P<m><month_name>)( ?<dot>)?"
YEAR = "(?P<y><any_year>|<apostrophe><two_digits>)"


@dataclass(frozen=True, slots=True)
class DateSaid:
    """A date as far as it is said: day, month and year; month and day; month and year; or a month."""

    month: int
    day: int | None = None
    year: int | None = None

    @property
    def whole(self) -> date | None:
        return date(self.year, self.month, self.day) if self.year and self.day else None


def year_of(text: str) -> int:
    """Four digits as they are; two digits as 1950 to 2049."""
    number = int(text)
    if len(text) > 2:
        return number
    return number + (2000 if number < 50 else 1900)


def said(month: int, day: int | None = None, year: int | None = None) -> DateSaid | None:
    """A date if there is such a day; 29 February where the year is not said."""
    if not 1 <= month <= 12:
        return None
    if day is not None and not 1 <= day <= calendar.monthrange(year or 2000, month)[1]:
        return None
    return DateSaid(month, day, year)


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _year(match: Match) -> int:
    return year_of(match.group("y")[-1].text)


@DATES.rule(
    "month day, year",
    f"{MONTH} (?P<d><day_number>)(<ordinal_end>)? <comma|dot|in|of>? {YEAR}",
    examples=[
        ("December 31, 2009", DateSaid(12, 31, 2009)),
        ("Dec. 31, 2009", DateSaid(12, 31, 2009)),
        ("Dec 31 2009", DateSaid(12, 31, 2009)),
        ("dec 31 2009", DateSaid(12, 31, 2009)),
        ("DECEMBER 31,2009", DateSaid(12, 31, 2009)),
        ("Dec.31,2009", DateSaid(12, 31, 2009)),
        ("December 31 in 2009", DateSaid(12, 31, 2009)),
        ("June 30, '12", DateSaid(6, 30, 2012)),
        ("Jan. 31st 1995", DateSaid(1, 31, 1995)),
        ("Sept. 30,\n2012", DateSaid(9, 30, 2012)),
    ],
    rejects=["February 30, 2009", "June 31, 2012"],
    needs="month_name & day_number",
)
def _month_day_year(match: Match) -> DateSaid | None:
    return said(match.value("m"), int(match.value("d")), _year(match))


@DATES.rule(
    "month day, two-digit year",
    f"{MONTH} (?P<d><day_number>)(<ordinal_end>)? <comma>? (?P<y><two_digits>)(?!<digits|slash|percent>)",
    examples=[("Dec. 31, 09", DateSaid(12, 31, 2009)), ("Mar 31 05", DateSaid(3, 31, 2005))],
    needs="month_name & day_number & two_digits",
)
def _month_day_short_year(match: Match) -> DateSaid | None:
    return said(match.value("m"), int(match.value("d")), _year(match))


@DATES.rule(
    "month day",
    f"{MONTH} (?P<d><day_number>)(<ordinal_end>)?(?! ?<scale|percent>)",
    examples=[
        ("March 31", DateSaid(3, 31)),
        ("Dec. 31st", DateSaid(12, 31)),
        ("december 31", DateSaid(12, 31)),
    ],
    rejects=["June 31"],
    needs="month_name & day_number",
)
def _month_day(match: Match) -> DateSaid | None:
    text = match.item("d").text
    if len(text) == 2 and text[0] == "0":
        return None  # "Dec 04" is a month and a year
    return said(match.value("m"), int(text))


@DATES.rule(
    "day month year",
    f"(?P<d><day_number>)(<ordinal_end>)?( <of>| ?<dash>)? {MONTH}( ?<dash>)? <comma>? "
    f"(?P<y><any_year>|<apostrophe>?<two_digits>)",
    examples=[
        ("31 December 2008", DateSaid(12, 31, 2008)),
        ("31st of December, 2008", DateSaid(12, 31, 2008)),
        ("31-Dec-09", DateSaid(12, 31, 2009)),
        ("31 Dec 2009", DateSaid(12, 31, 2009)),
    ],
    rejects=["31-Feb-09"],
    needs="month_name & day_number",
)
def _day_month_year(match: Match) -> DateSaid | None:
    return said(match.value("m"), int(match.value("d")), _year(match))


@DATES.rule(
    "day month",
    f"(?P<d><day_number>)(<ordinal_end>)?( <of>)? {MONTH}",
    examples=[("31 December", DateSaid(12, 31)), ("30th of June", DateSaid(6, 30))],
    needs="month_name & day_number",
)
def _day_month(match: Match) -> DateSaid | None:
    return said(match.value("m"), int(match.value("d")))


@DATES.rule(
    "month/day/year",
    "(?P<a><day_number>)(?P<mark><slash|dash>)(?P<b><day_number>)<slash|dash>(?P<y><any_year>|<two_digits>)",
    examples=[
        ("12/31/2009", DateSaid(12, 31, 2009)),
        ("12/31/05", DateSaid(12, 31, 2005)),
        ("3/31/05", DateSaid(3, 31, 2005)),
        ("03/31/2005", DateSaid(3, 31, 2005)),
        ("31/12/2009", DateSaid(12, 31, 2009)),
        ("12-31-2009", DateSaid(12, 31, 2009)),
    ],
    rejects=["13/32/2009", "2/30/2009"],
    needs="slash|dash & day_number & any_year|two_digits",
)
def _numeric(match: Match) -> DateSaid | None:
    first, second, year = int(match.value("a")), int(match.value("b")), _year(match)
    return said(first, second, year) if first <= 12 else said(second, first, year)


@DATES.rule(
    "month/day",
    "(?<!<slash|dash|digits|money|dot>)(?P<m><month_number>)<slash>(?P<d><dd31>)"
    "(?!<slash|dash|digits|percent>)",
    examples=[("12/31", DateSaid(12, 31)), ("6/30", DateSaid(6, 30))],
    rejects=["12/15", "1/2", "24/7", "4/31"],
    needs="slash & month_number & dd31",
)
def _short_month_day(match: Match) -> DateSaid | None:
    """Only the end of a month: any other pair may be a fraction."""
    day = int(match.value("d"))
    return said(int(match.value("m")), day) if day >= 28 else None


@DATES.rule(
    "year-month-day",
    "(?P<y><any_year>)<dash|slash>(?P<m><month_number>)<dash|slash>(?P<d><day_number>)",
    examples=[("2009-12-31", DateSaid(12, 31, 2009)), ("2009/12/31", DateSaid(12, 31, 2009))],
    rejects=["2009-02-30"],
    needs="any_year & dash|slash & day_number",
)
def _iso(match: Match) -> DateSaid | None:
    return said(int(match.value("m")), int(match.value("d")), _year(match))


@DATES.rule(
    "dotted date",
    "(?P<d><dotted>)",
    examples=[("31.12.2009", DateSaid(12, 31, 2009)), ("12.31.2009", DateSaid(12, 31, 2009))],
    needs="dotted",
)
def _dotted(match: Match) -> DateSaid | None:
    day, month, year = (int(part) for part in match.value("d").split("."))
    return said(month, day, year) if month <= 12 else said(day, month, year)


@DATES.rule(
    "month year",
    f"(?<!<dash>){MONTH}( <of>| ?<comma|dash>)? (?P<y><any_year>|<apostrophe><two_digits>|<late_year>)",
    examples=[
        ("December 2009", DateSaid(12, None, 2009)),
        ("Dec 2009", DateSaid(12, None, 2009)),
        ("Dec. 2009", DateSaid(12, None, 2009)),
        ("Dec '09", DateSaid(12, None, 2009)),
        ("Dec 04", DateSaid(12, None, 2004)),
        ("Dec-98", DateSaid(12, None, 1998)),
        ("March, 2009", DateSaid(3, None, 2009)),
    ],
    needs="month_name & any_year|apostrophe|late_year",
)
def _month_year(match: Match) -> DateSaid | None:
    return said(match.value("m"), None, _year(match))


@DATES.rule(
    "month",
    "(?P<m><month_name>)(<dot>(?= ?<quarter>))?",
    examples=[("December", DateSaid(12)), ("march", DateSaid(3))],
    needs="month_name",
)
def _month(match: Match) -> DateSaid | None:
    return DateSaid(match.value("m"))


@cache
def _code(name: str) -> str:
    return vocabulary().codes[name]


def _date_code(value: DateSaid) -> str:
    if value.day is None:
        return _code("lone_month" if value.year is None else "month_year")
    return _code("month_day" if value.year is None else "day_date")


def with_dates(items: Run) -> Run:
    """The items of a text with every date put in as one item, its value a `DateSaid`."""
    if items.dated is None:
        found = find(DATES, items)
        items.dated = replaced(items, found, _date_code) if found else items
    return items.dated


def find_dates(text: str) -> list[Reading[DateSaid]]:
    """Every date of a text that has at least a day or a year, in order, none overlapping."""
    readings = []
    for run in items_of(text):
        for one in find(DATES, run):
            if one.value.day or one.value.year:
                readings.append(Reading(one.value, one.start, one.end, one.rule))
    return readings


@cache
def doubtful_months() -> frozenset[str]:
    """Month names that are read as months on their own only where the words around ask for one."""
    return frozenset(load("months")["lone"]["doubtful"])
