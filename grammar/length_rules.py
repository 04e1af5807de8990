"""The rules for lengths (nine months, 13 weeks), years, year to date and since inception."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from grammar.numbers import names
from grammar.period_rules import (
    COUNT,
    FISCAL,
    LINK,
    NTH,
    OF_YEAR,
    PERIODS,
    YEAR_BEFORE,
    count_of,
    nth_of,
    phrase,
    year_said,
)
from grammar.rules import Match
from grammar.values import DAYS_A_MONTH, PeriodPhrase

NEVER_WEEKS = 60  # a count of weeks beyond this is no reporting period
SHORT_LENGTHS = (3, 6, 9, 12)  # months that are a period without a date beside them
UNIT = "(?P<unit><month|week>)"
NOT_ASKED = frozenset({"which", "what", "each", "every", "any"})  # "which fiscal year" is no period
TO_DATE = "( <open>?(<period> )?(<ended|to|in|at|for|comma> )(<the> )?(?P<end><dated>))"
OF_THE_YEAR = (
    f"( {LINK}(<the|this|current|full> ){{0,3}}"
    "(((?P<fiscal2><fiscal|calendar> )?<year>(?! ?<ago|before>))|(?P<year><yearly>)|(?P<shift><prior_year>)))"
)
_DAY = date(2009, 12, 31)


def m(months: int, **fields: object) -> PeriodPhrase:
    """A length, for examples."""
    return PeriodPhrase("months", months=months, **fields)  # type: ignore[arg-type]


def months_of(match: Match) -> int | None:
    """The length in months; weeks are rounded; None where it is no reporting period."""
    count = count_of(match)
    if match.item("unit").code in match.codes("month"):
        return count if 0 < count < 1000 else None
    return round(Decimal(count * 7) / DAYS_A_MONTH) if 4 <= count < NEVER_WEEKS else None


@PERIODS.rule(
    "months ended",
    f"((?P<nth><ordinal>) )?{FISCAL}{COUNT} {UNIT}{TO_DATE}",
    examples=[
        ("three months ended Dec. 31, 2009", m(3, end=_DAY, instant=False)),
        ("the nine months ended December 31, 2009", m(9, end=_DAY, instant=False)),
        ("nine-month period ended December 31, 2009", m(9, end=_DAY, instant=False)),
        ("Three Months\nEnded\nDec. 31, 2009", m(3, end=_DAY, instant=False)),
        ("9 months to 31 December 2009", m(9, end=_DAY, instant=False)),
        ("twelve (12) months ended 12/31/09", m(12, end=_DAY, instant=False)),
        ("13 weeks ended December 31, 2009", m(3, end=_DAY, instant=False)),
        ("twenty-six weeks ended December 31, 2009", m(6, end=_DAY, instant=False)),
        ("nine months to December 2009", m(9, month=12, year=2009, instant=False)),
        ("six months ended Dec 04", m(6, month=12, year=2004, instant=False)),
        ("nine months ended December 31", m(9, month=12, day=31, instant=False)),
    ],
    needs="month|week & dated",
)
def _months_ended(match: Match) -> PeriodPhrase | None:
    months = months_of(match)
    return phrase(match, "months", months=months) if months else None


@PERIODS.rule(
    "first months",
    f"(?P<year0><yearly> )?{NTH} {COUNT} (?P<unit><month|week|quarter>)( <period>)?({OF_THE_YEAR})?"
    f"({TO_DATE}|( <ended>))?",
    examples=[
        ("first nine months of fiscal 2010", m(9, number=1, year=2010, fiscal=True)),
        ("the first nine months", m(9, number=1)),
        ("first nine months of 2011", m(9, number=1, year=2011)),
        (
            "first nine months of fiscal 2010 ended December 31, 2009",
            m(9, number=1, year=2010, fiscal=True, end=_DAY, instant=False),
        ),
        ("first three quarters of fiscal 2005", m(9, number=1, year=2005, fiscal=True)),
        (
            "first six months of fiscal 2010",
            PeriodPhrase("half", number=1, months=6, year=2010, fiscal=True),
        ),
        (
            "first six months of the current fiscal year",
            PeriodPhrase("half", number=1, months=6, fiscal=True),
        ),
        ("first six months of 2025", PeriodPhrase("half", number=1, months=6, year=2025)),
    ],
    needs="month|week|quarter & ordinal|ordinal_end",
)
def _first_months(match: Match) -> PeriodPhrase | None:
    number = nth_of(match)
    if match.item("unit").code in match.codes("quarter"):
        months: int | None = count_of(match) * 3
    else:
        months = months_of(match)
    if months == 6 and number <= 2:
        return phrase(match, "half", number=number, months=6)
    return phrase(match, "months", number=number, months=months) if number == 1 and months else None


@PERIODS.rule(
    "months",
    f"(?<!<every|following><gap>)(<the|this|last|prior|full> )?{COUNT} {UNIT}( <period>)?( <ended>)?"
    f"({OF_YEAR[:-1]}|( {LINK}(?P<fiscal2><fiscal> )<year>))?",
    examples=[
        ("nine months", m(9)),
        ("the six months", m(6)),
        ("the three months", m(3)),
        ("3 months", m(3)),
        ("26 weeks", m(6)),
        ("nine months ended", m(9)),
        ("twelve months ended", m(12)),
        ("nine-month fiscal 2010", m(9, year=2010, fiscal=True)),
        ("nine months 2012", m(9, year=2012)),
        ("nine months of 2012", m(9, year=2012)),
        ("six months a year ago", PeriodPhrase("relative", months=6, year_shift=-1)),
        ("the last twelve months", m(12)),
    ],
    rejects=["the next twelve months", "beyond 12 months", "every three months", "two months", "five weeks"],
    needs="month|week & small|tens|cardinal",
)
def _months(match: Match) -> PeriodPhrase | None:
    months = months_of(match)
    if months not in SHORT_LENGTHS:
        return None
    return phrase(match, "relative" if match.has("shift") else "months", months=months)


@PERIODS.rule(
    "named year",
    "(?P<year><fiscal_year>)( <comma>? <ended> (?P<end><day_date|month_day>))?",
    examples=[
        (
            "fiscal 2018 ended February 2, 2019",
            PeriodPhrase("year", year=2018, fiscal=True, months=12, end=date(2019, 2, 2), instant=False),
        ),
        ("fiscal 2010", PeriodPhrase("year", year=2010, fiscal=True, months=12)),
        ("FY10", PeriodPhrase("year", year=2010, fiscal=True, months=12)),
        ("calendar 2009", PeriodPhrase("year", year=2009, fiscal=False, months=12)),
        ("full year 2011", PeriodPhrase("year", year=2011, months=12)),
    ],
    needs="fiscal_year",
)
def _named_year(match: Match) -> PeriodPhrase:
    return phrase(match, "year", months=12)


@PERIODS.rule(
    "year",
    "(?<!<money|dash|slash|dot|colon|number_sign|at_sign|glued|digits|code>)(?<!<money><gap>)(?P<year><y4>)"
    "(?!<dash|slash|at_sign|dot|comma><digits>)(?! <share|percent|scale|point|currency|money>)"
    "(?!<times|scale_letter>)",
    examples=[("2010", PeriodPhrase("year", year=2010, months=12))],
    rejects=[
        "$2010",
        "2010 shares",
        "2,002",
        "2010%",
        "2010 million",
        "ABC2010",
        "the 1990s",
        "Russell 2000",
        "555/2010-0129",
        "$ 2010",
        "20021",
    ],
    needs="y4",
)
def _year(match: Match) -> PeriodPhrase | None:
    if match.text_at(-1)[-1:].isalnum() or match.text_at(match.length)[:1].isalnum():
        return None
    if {word.lower() for word in match.words_before(1)} & names():
        return None  # "Russell 2000"
    return phrase(match, "year", months=12)


@PERIODS.rule(
    "year and length",
    f"(?P<year0><yearly>) (?P<part><quarter>|{COUNT} {UNIT})( <period>)?( <ended>)?",
    examples=[
        ("the 2009 quarter", PeriodPhrase("quarter", year=2009, months=3)),
        ("the fiscal 2010 nine-month period", m(9, year=2010, fiscal=True)),
        ("2010 nine months", m(9, year=2010)),
    ],
    needs="quarter|month|week",
)
def _year_and_length(match: Match) -> PeriodPhrase | None:
    if not match.has("unit"):
        return phrase(match, "quarter", months=3)
    months = months_of(match)
    return phrase(match, "months", months=months) if months in SHORT_LENGTHS else None


@PERIODS.rule(
    "short months",
    "(?P<n><d4|d9|dd12>)(?P<m><scale_letter>) (<of> )?(?P<year><yearly>)",
    examples=[("9M 2012", m(9, year=2012)), ("9M FY12", m(9, year=2012, fiscal=True))],
    needs="scale_letter",
)
def _short_months(match: Match) -> PeriodPhrase | None:
    months = int(match.value("n"))
    is_month = match.item("m").text in "mM" and months in SHORT_LENGTHS
    return phrase(match, "months", months=months) if is_month else None


@PERIODS.rule(
    "year ended",
    "(<full> )?(?P<fiscal><fiscal|calendar> )?<year> (<period> )?<open>?(<ended> |<to> )(<the> )?"
    "((?P<end><dated>)|(?P<year><y4>))",
    examples=[
        ("year ended March 31, 2009", PeriodPhrase("year", months=12, end=date(2009, 3, 31), instant=False)),
        (
            "fiscal year ended May 31, 1998",
            PeriodPhrase("year", months=12, fiscal=True, end=date(1998, 5, 31), instant=False),
        ),
        ("the years ended December 31, 2009", PeriodPhrase("year", months=12, end=_DAY, instant=False)),
        ("year ended 2018", PeriodPhrase("year", year=2018, months=12)),
        ("year to 31 December 2009", PeriodPhrase("year", months=12, end=_DAY, instant=False)),
    ],
    needs="year",
)
def _year_ended(match: Match) -> PeriodPhrase:
    return phrase(match, "year", months=12)


@PERIODS.rule(
    "this year",
    "(<the|this> )?(<current|full|this> ){0,2}(?P<fiscal><fiscal> )?<year>"
    "(?! <yearly|ended|end|to|ago|before|for|on|over>)",
    examples=[
        ("the year", PeriodPhrase("year", months=12)),
        ("this year", PeriodPhrase("year", months=12)),
        ("full year", PeriodPhrase("year", months=12)),
        ("the full fiscal year", PeriodPhrase("year", months=12, fiscal=True)),
        ("the current fiscal year", PeriodPhrase("year", months=12, fiscal=True)),
        ("fiscal year", PeriodPhrase("year", months=12, fiscal=True)),
    ],
    rejects=[
        "twice a year",
        "years",
        "year over year",
        "every year",
        "the year on year change",
        "the years shown",
        "which fiscal year",
    ],
    needs="year",
)
def _this_year(match: Match) -> PeriodPhrase | None:
    words = [item.text.lower() for item in match.matched() if item.text.strip()]
    if len(words) == 1 or words[-1] != "year" or NOT_ASKED & {word.lower() for word in match.words_before(1)}:
        return None
    return phrase(match, "year", months=12)


@PERIODS.rule(
    "year end",
    "(?P<year0><yearly> )?(<the> )?(?P<fiscal><fiscal> )?<year> <end>( (<of|comma> )?(?P<year><yearly>))?",
    examples=[
        ("year end", PeriodPhrase("year", months=12, edge="end", instant=True)),
        ("year-end", PeriodPhrase("year", months=12, edge="end", instant=True)),
        ("fiscal year end", PeriodPhrase("year", months=12, fiscal=True, edge="end", instant=True)),
        ("year end 2024", PeriodPhrase("year", year=2024, months=12, edge="end", instant=True)),
        ("2019 year end", PeriodPhrase("year", year=2019, months=12, edge="end", instant=True)),
        (
            "fiscal year-end 2019",
            PeriodPhrase("year", year=2019, months=12, fiscal=True, edge="end", instant=True),
        ),
    ],
    needs="end",
)
def _year_end(match: Match) -> PeriodPhrase:
    return phrase(match, "year", months=12, edge="end", instant=True)


@PERIODS.rule(
    "year to date",
    f"{YEAR_BEFORE}(?P<fiscal><fiscal> )?"
    f"(<year> <to> <date>|<ytd>|<so> <far> <this> (?P<fiscal2><fiscal> )?<year>){OF_YEAR}",
    examples=[
        ("year to date", PeriodPhrase("to_date")),
        ("year-to-date", PeriodPhrase("to_date")),
        ("YTD", PeriodPhrase("to_date")),
        ("YTD 2010", PeriodPhrase("to_date", year=2010)),
        ("FY10 YTD", PeriodPhrase("to_date", year=2010, fiscal=True)),
        ("fiscal year to date", PeriodPhrase("to_date", fiscal=True)),
        ("so far this year", PeriodPhrase("to_date")),
        ("YTD last year", PeriodPhrase("to_date", year_shift=-1)),
    ],
    needs="ytd|date|far",
)
def _to_date(match: Match) -> PeriodPhrase:
    return phrase(match, "to_date")


@PERIODS.rule(
    "since inception",
    "(<period> )?(<from|since> )?(<the> )?(?P<start><day_date> )?"
    "<open>? ((<date> <of>|<the|of>) )?<inception> <close>? "
    "(<open|comma>? ?(<on> )?(?P<start2><day_date>) ?<close|comma>? ?)?"
    "((<to> )(<date>|<now>|<the> <present>|(?P<end><dated>)))?",
    examples=[
        ("since inception", PeriodPhrase("since_inception", instant=False)),
        ("since its inception", PeriodPhrase("since_inception", instant=False)),
        ("inception to date", PeriodPhrase("since_inception", instant=False)),
        ("inception-to-date", PeriodPhrase("since_inception", instant=False)),
        (
            "period from May 7, 1994 (date of inception) to Dec. 31, 2009",
            PeriodPhrase("since_inception", start=date(1994, 5, 7), end=_DAY, instant=False),
        ),
        (
            "period since May 7, 1994 inception) to Dec. 31, 2009",
            PeriodPhrase("since_inception", start=date(1994, 5, 7), end=_DAY, instant=False),
        ),
        (
            "from inception (May 7, 1994) through December 31, 2009",
            PeriodPhrase("since_inception", start=date(1994, 5, 7), end=_DAY, instant=False),
        ),
    ],
    needs="inception",
)
def _since_inception(match: Match) -> PeriodPhrase:
    said = match.value("start") or match.value("start2")
    return phrase(match, "since_inception", start=said.whole if said else None, instant=False)


@PERIODS.rule(
    "years from to",
    "(?P<from><from> )?(?P<y1><yearly>) (?P<link><to|dash|and>) (?P<y2><yearly>)(?!<dash><digits>)",
    examples=[
        ("between 2017 and 2019", PeriodPhrase("range", year=2017, to_year=2019)),
        ("from 2017 to 2019", PeriodPhrase("range", year=2017, to_year=2019)),
        ("2017-2019", PeriodPhrase("range", year=2017, to_year=2019)),
        ("2017 to 2019", PeriodPhrase("range", year=2017, to_year=2019)),
        ("FY17-FY19", PeriodPhrase("range", year=2017, to_year=2019, fiscal=True)),
        ("fiscal years 2019 to 2017", PeriodPhrase("range", year=2019, to_year=2017, fiscal=True)),
        ("between fiscal 2017 and fiscal 2019", PeriodPhrase("range", year=2017, to_year=2019, fiscal=True)),
    ],
    needs="yearly & to|dash|and",
)
def _years_range(match: Match) -> PeriodPhrase | None:
    between = match.has("from") and match.item("from").text.lower() == "between"
    if match.item("link").code in match.codes("and") and not between:
        return None  # "2009 and 2008", "from 2009 and 2008" are two years
    first, last = year_said(match.value("y1")), year_said(match.value("y2"))
    if first.year == last.year:
        return None
    fiscal = first.fiscal if first.fiscal is not None else last.fiscal
    return PeriodPhrase("range", year=first.year, to_year=last.year, fiscal=fiscal)
