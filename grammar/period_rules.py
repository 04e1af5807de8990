"""The rules for quarters, halves, months and years; `grammar.periods` applies them.

They are written over items in which dates and named years are already one item each, so a date in any
form serves wherever a date may stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from grammar.dates import DateSaid, year_of
from grammar.rules import Match, Rules
from grammar.values import PeriodPhrase

YEARS = Rules("named year")
PERIODS = Rules("period")

COUNT = "(?P<count><small>|<tens>( <cardinal>)?|<cardinal>)( <open><small><close>)?"
NTH = "(?P<nth><ordinal>|<d4><ordinal_end>)"
FISCAL = "((?P<fiscal><fiscal|calendar>) )?"
# The year a part belongs to: "of fiscal 2010", "FY10", ", 2010", "'10", "of the prior year", "a year ago".
LINK = "(<of|in|for|comma|dash> |<comma> <of> )?(<the|a> )?"
OF_YEAR = (
    f"( {LINK}((?P<year><yearly>)|(?P<shift><prior_year>)|<apostrophe>(?P<short><two_digits>))"
    "(?! ?<percent|scale|share>))?"
)
OF_THE_YEAR = "( (<of|in> )(<the|this|current|full> ){0,3}(?P<fiscal3><fiscal> )?<year>)?"
YEAR_BEFORE = "((?P<year0><yearly>) |(?P<shift0><prior_year>) )?"
ENDED = "( <comma>? <open>? (<period> )?<ended|to> (<the> )?(?P<end><dated>)<close>?)?"
NEVER_WEEKS = 60  # a count of weeks beyond this is no reporting period
SHORT_LENGTHS = (3, 6, 9, 12)  # months that are a period without a date beside them


@dataclass(frozen=True, slots=True)
class YearSaid:
    """A year and how it was named. fiscal: True, False for "calendar", None where it is not said."""

    year: int
    fiscal: bool | None = None


def _named_year(match: Match) -> YearSaid:
    return YearSaid(
        year_of(match.item("y").text), True if match.has("f") else False if match.has("c") else None
    )


_YEAR_EXAMPLES = [
    ("fiscal 2010", YearSaid(2010, True)),
    ("FY2010", YearSaid(2010, True)),
    ("FY 10", YearSaid(2010, True)),
    ("FY10", YearSaid(2010, True)),
    ("FY'10", YearSaid(2010, True)),
    ("fiscal year 2010", YearSaid(2010, True)),
    ("fiscal '10", YearSaid(2010, True)),
    ("calendar 2009", YearSaid(2009, False)),
    ("calendar year 2009", YearSaid(2009, False)),
    ("CY09", YearSaid(2009, False)),
]
YEARS.rule(
    "fiscal or calendar year",
    "((?P<f><fiscal>( <year>)?|<fy>)|(?P<c><calendar>( <year>)?|<cy>)) <apostrophe>?(?P<y><y4>|<two_digits>)",
    examples=_YEAR_EXAMPLES,
    needs="fiscal|fy|calendar|cy & y4|two_digits",
)(_named_year)
YEARS.rule(
    "letter and two digits",
    "(?P<f><f>)(?P<y><two_digits>)(?!<dot|slash|percent>)",
    examples=[("F19", YearSaid(2019, True))],
    needs="f & two_digits",
)(_named_year)
YEARS.rule(
    "year and number",
    "(<full> )?(?P<f><fiscal> )?(?P<c><calendar> )?<year> (<of> )?(?P<y><y4>)",
    examples=[
        ("full year 2011", YearSaid(2011)),
        ("full fiscal year 2011", YearSaid(2011, True)),
        ("year 2011", YearSaid(2011)),
        ("year of 2011", YearSaid(2011)),
    ],
    needs="year & y4",
)(_named_year)
YEARS.rule(
    "number and fiscal year",
    "(?P<y><y4>) (?P<f><fiscal>|(?P<full><full>)) <year>(?! ?<yearly|ended|end|apostrophe>)",
    examples=[("2010 fiscal year", YearSaid(2010, True))],
    needs="y4 & year & fiscal|full",
)(_named_year)


@YEARS.rule(
    "year across two calendar years",
    "(<fiscal|fy>( <year>)? )?(?<!<slash|dash|digits|money>)(?P<y1><y4>)"
    "(<slash|dash>(?P<y><two_digits>)|<slash>(?P<y4><y4>))(?!<slash|dash|dot><digits>)(?!<percent>)",
    examples=[
        ("2017/18", YearSaid(2018, True)),
        ("2018/2019", YearSaid(2019, True)),
        ("2018-19", YearSaid(2019, True)),
        ("FY2017/18", YearSaid(2018, True)),
    ],
    needs="slash|dash & y4",
)
def _split_year(match: Match) -> YearSaid | None:
    """Named after the year it ends in; "2018-2019" is a range of years, not one."""
    first, last = int(match.value("y1")), match.value("y") or match.value("y4")
    return YearSaid(first + 1, True) if int(last) in (first + 1, (first + 1) % 100) else None


def count_of(match: Match) -> int:
    """The value of the group `count`: "nine", "26", "twenty-six"."""
    return sum(int(item.value) for item in match.group("count") if item.value is not None)


def nth_of(match: Match) -> int:
    """The value of the group `nth`: "third", "3rd"."""
    return int(match.value("nth"))


def year_said(value: Any) -> YearSaid:
    return value if isinstance(value, YearSaid) else YearSaid(int(value))


def said_of(match: Match) -> dict[str, Any]:
    """The fields that say which year: the year itself, fiscal or calendar, or a shift."""
    fields: dict[str, Any] = {}
    for name in ("year", "year0"):
        if match.has(name):
            year = year_said(match.value(name))
            fields |= {"year": year.year, "fiscal": year.fiscal}
    for name in ("shift", "shift0"):
        if match.has(name):
            shift: PeriodPhrase = match.value(name)
            fields |= {"year_shift": shift.year_shift, "fiscal": shift.fiscal}
    for name in ("short", "short2"):
        if match.has(name):
            fields["year"] = year_of(match.item(name).text)
    for name in ("fiscal", "fiscal2", "fiscal3"):
        if match.has(name):
            fields["fiscal"] = match.item(name).text.lower() != "calendar"
    return fields


def end_of(match: Match) -> dict[str, Any]:
    """The fields that say the last day: whole, or as far as it is said."""
    if not match.has("end"):
        return {}
    said: DateSaid = match.value("end")
    if said.whole is not None:
        return {"end": said.whole, "instant": False}
    fields: dict[str, Any] = {"month": said.month, "day": said.day, "instant": False}
    return fields | ({"year": said.year} if said.year else {})


def phrase(match: Match, form: Any, **fields: Any) -> PeriodPhrase:
    """A phrase with the year and the end that the match says."""
    return PeriodPhrase(form, **(end_of(match) | said_of(match) | fields))


def q(number: int | None, year: int | None = None, fiscal: bool | None = None, **fields: Any) -> PeriodPhrase:
    """A quarter, for examples."""
    return PeriodPhrase("quarter", number=number, year=year, fiscal=fiscal, months=3, **fields)


def h(number: int, year: int | None = None, fiscal: bool | None = None) -> PeriodPhrase:
    """A half year, for examples."""
    return PeriodPhrase("half", number=number, year=year, fiscal=fiscal, months=6)


_DAY, _DAY_2008 = date(2009, 12, 31), date(2008, 12, 31)


@PERIODS.rule(
    "short quarter",
    f"{YEAR_BEFORE}{FISCAL}(?<!<glued>)(<q> (?P<n><d4>)|(?P<n2><d4>)<q>)(?!<digits>)"
    f"{OF_YEAR}( <quarter>)?{OF_THE_YEAR}{ENDED}",
    examples=[
        ("Q3", q(3)),
        ("q3 FY2010", q(3, 2010, True)),
        ("Q3 FY10", q(3, 2010, True)),
        ("Q3FY12", q(3, 2012, True)),
        ("3Q 2010", q(3, 2010)),
        ("Q3 '10", q(3, 2010)),
        ("Q3 2010", q(3, 2010)),
        ("Q3, 2010", q(3, 2010)),
        ("Q2 of FY2010", q(2, 2010, True)),
        ("Q3 fiscal 2010", q(3, 2010, True)),
        ("2010 Q3", q(3, 2010)),
        ("FY10 Q3", q(3, 2010, True)),
        ("fiscal Q1, 2007 quarter", q(1, 2007, True)),
        ("Q3 last year", q(3, year_shift=-1)),
    ],
    rejects=["Q5", "Q310"],
    needs="q",
)
def _short_quarter(match: Match) -> PeriodPhrase:
    number = int(match.value("n") or match.value("n2"))
    return phrase(match, "quarter", number=number, months=3)


@PERIODS.rule(
    "quarter and year in two digits",
    "((?P<n2><d4>)<q>|<q>(?P<n><d4>)) ?(?P<short><two_digits>)(?!<dot>?<digits>)(?! ?<percent|scale>)",
    examples=[("3Q10", q(3, 2010)), ("3Q 10", q(3, 2010)), ("Q3 10", q(3, 2010))],
    needs="q",
)
def _two_digit_quarter(match: Match) -> PeriodPhrase:
    return _short_quarter(match)


@PERIODS.rule(
    "numbered quarter",
    f"{YEAR_BEFORE}{FISCAL}(?P<nth><ordinal>|<d4><ordinal_end>) ((?P<fiscal2><fiscal|calendar>) )?<quarter>"
    f"{OF_YEAR}{OF_THE_YEAR}{ENDED}",
    examples=[
        ("third quarter", q(3)),
        ("the third quarter", q(3)),
        ("3rd quarter", q(3)),
        ("third-quarter", q(3)),
        ("third quarter of fiscal 2010", q(3, 2010, True)),
        ("third quarter of fiscal year 2009", q(3, 2009, True)),
        ("third quarter of the fiscal year 2009", q(3, 2009, True)),
        ("third fiscal quarter", q(3, None, True)),
        ("fiscal third quarter", q(3, None, True)),
        ("third quarter of 2010", q(3, 2010)),
        ("third quarter 2010", q(3, 2010)),
        ("2010 third quarter", q(3, 2010)),
        ("fiscal 2006 third quarter", q(3, 2006, True)),
        ("third quarter of the year", q(3)),
        ("third quarter of last year", q(3, year_shift=-1)),
        ("third quarter a year ago", q(3, year_shift=-1)),
        ("prior-year third quarter", q(3, year_shift=-1)),
        (
            "third quarter of fiscal year 2010 ended Dec. 31, 2009",
            q(3, 2010, True, end=_DAY, instant=False),
        ),
        ("third quarter ended Dec. 31, 2009", q(3, end=_DAY, instant=False)),
    ],
    rejects=["fifth quarter"],
    needs="quarter & ordinal|ordinal_end",
)
def _numbered_quarter(match: Match) -> PeriodPhrase | None:
    number = nth_of(match)
    return phrase(match, "quarter", number=number, months=3) if number <= 4 else None


@PERIODS.rule(
    "last quarter of a year",
    f"(<the> )?<last|final> {FISCAL}<quarter> (<of|in> )(<the> )?(?P<year><yearly>)",
    examples=[
        ("the last quarter of 2002", q(4, 2002)),
        ("final quarter of fiscal 2010", q(4, 2010, True)),
        ("the last fiscal quarter in 2009", q(4, 2009, True)),
    ],
    needs="quarter & last|final & yearly",
)
def _last_quarter(match: Match) -> PeriodPhrase:
    return phrase(match, "quarter", number=4, months=3)


@PERIODS.rule(
    "month quarter",
    f"{FISCAL}(?P<m><lone_month|month_year>) ((?P<fiscal2><fiscal>) )?<quarter>{OF_YEAR}",
    examples=[
        ("December quarter", q(None, month=12)),
        ("the December quarter", q(None, month=12)),
        ("December 2009 quarter", q(None, 2009, month=12)),
        ("December quarter of 2009", q(None, 2009, month=12)),
        ("June quarter last year", q(None, month=6, year_shift=-1)),
    ],
    needs="quarter & lone_month|month_year",
)
def _month_quarter(match: Match) -> PeriodPhrase:
    said: DateSaid = match.value("m")
    fields = {"year": said.year} if said.year else {}
    return phrase(match, "quarter", month=said.month, months=3, **fields)


@PERIODS.rule(
    "quarter ended",
    f"{FISCAL}<quarter> (<period> )?<open>?(<ended|to|end> (<of> )?|<comma> )(<the> )?(?P<end><dated>)",
    examples=[
        ("quarter ended 31 December 2008", q(None, end=_DAY_2008, instant=False)),
        ("the quarter ended Dec. 31, 2008", q(None, end=_DAY_2008, instant=False)),
        ("quarter ending 12/31/2008", q(None, end=_DAY_2008, instant=False)),
        ("fiscal quarter ended December 31, 2008", q(None, None, True, end=_DAY_2008, instant=False)),
        ("quarter ended December 2008", q(None, 2008, month=12, instant=False)),
        ("quarter ended December 31", q(None, month=12, day=31, instant=False)),
    ],
    needs="quarter & dated",
)
def _quarter_ended(match: Match) -> PeriodPhrase:
    return phrase(match, "quarter", months=3)


@PERIODS.rule(
    "this quarter",
    f"(<the|this> )?(<most> <recent> |<current|this|full|recent> ){{0,3}}{FISCAL}<quarter>"
    "( <just> <ended>| <ended>)?",
    examples=[
        ("the quarter", q(None)),
        ("this quarter", q(None)),
        ("latest quarter", q(None)),
        ("the latest quarter", q(None)),
        ("the most recent quarter", q(None)),
        ("the current fiscal quarter", q(None, None, True)),
        ("the quarter just ended", q(None)),
    ],
    rejects=["per quarter", "quarter of a mile"],
    needs="quarter",
)
def _this_quarter(match: Match) -> PeriodPhrase | None:
    first = match.item_at(0).text.lower()
    if first in ("quarter", "quarters", "full", "qtr", "qtrs", "fiscal"):
        return None
    return phrase(match, "quarter", months=3)


@PERIODS.rule(
    "half",
    f"{YEAR_BEFORE}{FISCAL}{NTH} ((?P<fiscal2><fiscal>) )?<half>{OF_YEAR}{OF_THE_YEAR}{ENDED}",
    examples=[
        ("first half", h(1)),
        ("first half of fiscal 2010", h(1, 2010, True)),
        ("the second half of 2019", h(2, 2019)),
        ("fiscal 2010 first half", h(1, 2010, True)),
        ("first half of the fiscal year", h(1, None, True)),
    ],
    rejects=["third half"],
    needs="half & ordinal|ordinal_end",
)
def _half(match: Match) -> PeriodPhrase | None:
    number = nth_of(match)
    return phrase(match, "half", number=number, months=6) if number <= 2 else None


@PERIODS.rule(
    "short half",
    f"{YEAR_BEFORE}(<h>(?P<n><d4>)|(?P<n2><d4>)<h>)"
    f"( <apostrophe>?(?P<short2><two_digits>)(?!<digits|dot>)|{OF_YEAR[:-1]})?",
    examples=[
        ("H1", h(1)),
        ("H1 2019", h(1, 2019)),
        ("1H19", h(1, 2019)),
        ("H2 FY20", h(2, 2020, True)),
        ("1H 2019", h(1, 2019)),
    ],
    rejects=["H3"],
    needs="h",
)
def _short_half(match: Match) -> PeriodPhrase | None:
    number = int(match.value("n") or match.value("n2"))
    return phrase(match, "half", number=number, months=6) if number <= 2 else None
