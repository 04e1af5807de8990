"""Fiscal calendars, phrases to dates, and the arithmetic of periods."""

from __future__ import annotations

from datetime import date

import pytest

from grammar.calendar import (
    UNKNOWN_START,
    Context,
    FiscalCalendar,
    ending,
    expand,
    infer_calendar,
    relate,
    resolve,
    same_period,
    shift,
)
from grammar.periods import find_periods
from grammar.values import Period, PeriodPhrase

MARCH = Context(FiscalCalendar(3, 31, stated=True), date(2009, 12, 31), date(1994, 5, 7))  # a Q3 release
JUNE = Context(FiscalCalendar(6, 30, stated=True), date(2006, 7, 1))  # an annual release of a 52-week year
PLAIN = Context(FiscalCalendar(), date(2025, 6, 30))  # a Q2 report, calendar years


def said(text: str, context: Context) -> list[str]:
    """The periods of a text as "start..end"; an instant as its day."""
    (reading,) = find_periods(text)
    return [
        f"{one.start}..{one.end}" if one.start else str(one.end) for one in resolve(reading.value, context)
    ]


FIRST = [
    (MARCH, "Q3", "2009-10-01..2009-12-31"),
    (MARCH, "third quarter of fiscal 2010", "2009-10-01..2009-12-31"),
    (MARCH, "Q3 2010", "2009-10-01..2009-12-31"),
    (MARCH, "Q4 FY09", "2009-01-01..2009-03-31"),
    (MARCH, "Q4", "2009-01-01..2009-03-31"),
    (MARCH, "first six months of fiscal 2010", "2009-04-01..2009-09-30"),
    (MARCH, "first half", "2009-04-01..2009-09-30"),
    (MARCH, "first nine months of fiscal 2009", "2008-04-01..2008-12-31"),
    (MARCH, "nine-month fiscal 2010", "2009-04-01..2009-12-31"),
    (MARCH, "nine months", "2009-04-01..2009-12-31"),
    (MARCH, "nine months to December 2008", "2008-04-01..2008-12-31"),
    (MARCH, "six months ended December 31", "2009-07-01..2009-12-31"),
    (MARCH, "December quarter", "2009-10-01..2009-12-31"),
    (MARCH, "December 2008 quarter", "2008-10-01..2008-12-31"),
    (MARCH, "March quarter", "2009-01-01..2009-03-31"),
    (MARCH, "quarter ended 31 December 2008", "2008-10-01..2008-12-31"),
    (MARCH, "the quarter", "2009-10-01..2009-12-31"),
    (MARCH, "latest quarter", "2009-10-01..2009-12-31"),
    (MARCH, "end of the quarter", "2009-12-31"),
    (MARCH, "the third quarter a year ago", "2008-10-01..2008-12-31"),
    (MARCH, "year-ago quarter", "2008-10-01..2008-12-31"),
    (MARCH, "the previous quarter", "2009-07-01..2009-09-30"),
    (MARCH, "prior-year nine months", "2008-04-01..2008-12-31"),
    (MARCH, "same quarter of fiscal 2009", "2008-10-01..2008-12-31"),
    (MARCH, "year to date", "2009-04-01..2009-12-31"),
    (MARCH, "YTD last year", "2008-04-01..2008-12-31"),
    (MARCH, "fiscal 2009", "2008-04-01..2009-03-31"),
    (MARCH, "calendar 2009", "2009-01-01..2009-12-31"),
    (MARCH, "2009", "2008-04-01..2009-03-31"),
    (MARCH, "last fiscal year", "2008-04-01..2009-03-31"),
    (MARCH, "end of last fiscal year", "2009-03-31"),
    (MARCH, "last fiscal year end", "2009-03-31"),
    (MARCH, "year end", "2009-03-31"),
    (MARCH, "the beginning of the year", "2009-03-31"),
    (MARCH, "March 31", "2009-03-31"),
    (MARCH, "December 31", "2009-12-31"),
    (MARCH, "at the end of March 2009", "2009-03-31"),
    (MARCH, "since inception", "1994-05-07..2009-12-31"),
    (MARCH, "now", "2009-12-31"),
    (MARCH, "Oct 1 to Dec 31 2009", "2009-10-01..2009-12-31"),
    (JUNE, "Q4", "2006-04-01..2006-06-30"),
    (JUNE, "the year", "2005-07-01..2006-06-30"),
    (JUNE, "last fiscal year", "2005-07-01..2006-06-30"),
    (JUNE, "prior fiscal year", "2004-07-01..2005-06-30"),
    (JUNE, "year end", "2006-06-30"),
    (JUNE, "June 30", "2006-06-30"),
    (PLAIN, "Q2 2025", "2025-04-01..2025-06-30"),
    (PLAIN, "first six months of 2025", "2025-01-01..2025-06-30"),
    (PLAIN, "same six months of 2024", "2024-01-01..2024-06-30"),
    (PLAIN, "year end 2024", "2024-12-31"),
    (PLAIN, "June 2025", "2025-06-30"),
    (PLAIN, "from 2023 to 2024", "2023-01-01..2024-12-31"),
]


@pytest.mark.parametrize(
    ("context", "text", "first"), FIRST, ids=[f"{c.calendar.end_month}/{t}" for c, t, _ in FIRST]
)
def test_the_likeliest_reading(context: Context, text: str, first: str) -> None:
    assert said(text, context)[0] == first


def test_the_other_reading_follows_where_neither_is_said() -> None:
    assert said("Q3 2010", MARCH) == ["2009-10-01..2009-12-31", "2010-07-01..2010-09-30"]
    assert said("fiscal Q3 2010", MARCH) == ["2009-10-01..2009-12-31"]
    unstated = Context(FiscalCalendar(3, 31), date(2009, 12, 31))
    assert said("Q3 2010", unstated) == ["2010-07-01..2010-09-30", "2009-10-01..2009-12-31"]
    assert said("Q2 2025", PLAIN) == ["2025-04-01..2025-06-30"]


def test_a_date_is_an_instant_and_then_what_ends_on_it() -> None:
    flows = [
        "2009-10-01..2009-12-31",
        "2009-01-01..2009-12-31",
        "2009-04-01..2009-12-31",
        "2009-07-01..2009-12-31",
    ]
    assert said("December 31, 2009", MARCH) == ["2009-12-31", *flows]
    assert said("ended December 31, 2009", MARCH) == [*flows, "2009-12-31"]


def test_a_year_is_a_duration_and_then_the_balance_at_its_end() -> None:
    assert said("fiscal 2009", MARCH) == ["2008-04-01..2009-03-31", "2009-03-31"]


def test_last_fiscal_year_in_an_annual_release_has_both_readings() -> None:
    assert said("last fiscal year", JUNE)[:2] == ["2005-07-01..2006-06-30", "2004-07-01..2005-06-30"]
    assert said("prior fiscal year", JUNE)[:2] == ["2004-07-01..2005-06-30", "2005-07-01..2006-06-30"]


@pytest.mark.parametrize(
    "text",
    ["Q3", "March 31", "nine months", "the quarter", "year to date", "a year ago", "now", "since inception"],
)
def test_without_an_anchor_nothing_is_made_up(text: str) -> None:
    assert said(text, Context()) == []


def test_a_range_of_years_expands_in_the_order_said() -> None:
    def years(text: str) -> list[int | None]:
        return [one.year for one in expand(find_periods(text)[0].value)]

    assert years("from 2017 to 2019") == [2017, 2018, 2019]
    assert years("2019 to 2017") == [2019, 2018, 2017]
    assert years("2019") == [2019]


def test_relative_phrases_are_seen_from_a_base() -> None:
    quarter = ending(date(2009, 12, 31), 3)
    balance = Period("instant", None, date(2009, 12, 31))
    assert relate(PeriodPhrase("relative", year_shift=-1), quarter) == ending(date(2008, 12, 31), 3)
    assert relate(PeriodPhrase("relative", year_shift=-1), balance) == Period(
        "instant", None, date(2008, 12, 31)
    )
    assert relate(PeriodPhrase("relative", quarter_shift=-1, months=3), quarter) == ending(
        date(2009, 9, 30), 3
    )
    fiscal = PeriodPhrase("relative", year=2009, fiscal=True)
    assert relate(fiscal, quarter, MARCH.calendar) == ending(date(2008, 12, 31), 3)
    assert relate(PeriodPhrase("relative", year=2008, fiscal=False), quarter) == ending(date(2008, 12, 31), 3)


@pytest.mark.parametrize(
    ("end", "months", "start"),
    [
        (date(2009, 12, 31), 3, date(2009, 10, 1)),
        (date(2009, 2, 28), 12, date(2008, 3, 1)),
        (date(2008, 2, 29), 3, date(2007, 12, 1)),
        (date(2006, 7, 1), 3, date(2006, 4, 2)),
        (date(2009, 12, 15), 1, date(2009, 11, 16)),
    ],
)
def test_durations_by_their_end(end: date, months: int, start: date) -> None:
    period = ending(end, months)
    assert (period.kind, period.start, period.end) == ("duration", start, end)
    assert period.months == months


def test_shifts_keep_month_ends() -> None:
    assert shift(ending(date(2008, 2, 29), 3), years=1) == ending(date(2009, 2, 28), 3)
    assert shift(ending(date(2009, 6, 30), 3), quarters=-1) == ending(date(2009, 3, 31), 3)
    assert shift(Period("instant", None, date(2009, 2, 28)), months=1).end == date(2009, 3, 31)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (ending(date(2006, 7, 1), 3), ending(date(2006, 6, 30), 3), True),
        (ending(date(2006, 7, 1), 3), ending(date(2006, 6, 30), 6), False),
        (ending(date(2006, 7, 9), 3), ending(date(2006, 6, 30), 3), False),
        (ending(date(2009, 12, 31), 3), Period("instant", None, date(2009, 12, 31)), False),
        (Period("instant", None, date(2006, 7, 1)), Period("instant", None, date(2006, 6, 30)), True),
        (
            Period("duration", date(1994, 5, 7), date(2009, 12, 31)),
            Period("duration", date(1994, 6, 1), date(2009, 12, 31)),
            False,
        ),
    ],
)
def test_the_same_period(one: Period, two: Period, same: bool) -> None:
    assert same_period(one, two) is same


def test_an_inception_nothing_dates_is_any_long_duration_with_that_end() -> None:
    unknown = resolve(PeriodPhrase("since_inception"), Context(anchor=date(2009, 12, 31)))
    assert unknown == (Period("duration", UNKNOWN_START, date(2009, 12, 31)),)
    assert same_period(unknown[0], Period("duration", date(1994, 5, 7), date(2009, 12, 31)))
    assert not same_period(unknown[0], ending(date(2009, 12, 31), 9))


def test_years_quarters_and_days_of_a_calendar() -> None:
    march = FiscalCalendar(3, 31)
    assert [march.quarter(number, 2010).end for number in (1, 2, 3, 4)] == [
        date(2009, 6, 30),
        date(2009, 9, 30),
        date(2009, 12, 31),
        date(2010, 3, 31),
    ]
    assert march.half(2, 2010) == Period("duration", date(2009, 10, 1), date(2010, 3, 31))
    assert march.year(2010) == Period("duration", date(2009, 4, 1), date(2010, 3, 31))
    assert (march.year_of(date(2009, 4, 1)), march.quarter_of(date(2009, 12, 31))) == (2010, 3)
    assert FiscalCalendar(6, 30).closed_by(date(2006, 7, 1)) == (2006, 4)
    assert FiscalCalendar(6, 30).closed_by(date(2006, 6, 27)) == (2006, 4)
    assert FiscalCalendar(1, 31, offset=-1).year(2018) == Period(
        "duration", date(2018, 2, 1), date(2019, 1, 31)
    )
    assert FiscalCalendar(2, 29).year_end(2009) == date(2009, 2, 28)


@pytest.mark.parametrize(
    ("texts", "calendar"),
    [
        (["third quarter of fiscal year 2010 ended Dec. 31, 2009"], FiscalCalendar(3, 31, True)),
        (["for the fiscal year ended March 31, 2009"], FiscalCalendar(3, 31, True)),
        (["fourth quarter of fiscal 2010 ended July 3, 2010"], FiscalCalendar(6, 31, True)),
        (["our fiscal second quarter ended October 31, 2012"], FiscalCalendar(4, 31, True)),
        (["first nine months of fiscal 2012 ended May 31, 2012"], FiscalCalendar(8, 31, True)),
        (["third quarter ended December 31, 2009"], FiscalCalendar(3, 31, False)),
        (["FISCAL YEAR END:\t\t\t0131"], FiscalCalendar(1, 31, False)),
        (
            ["fiscal 2018 ended January 31, 2019", "fiscal year 2018 ended February 2, 2019"],
            FiscalCalendar(1, 31, True, -1),
        ),
        (["fourth quarter of fiscal 2018 ended February 2, 2019"], FiscalCalendar(1, 31, True, -1)),
        (["year ended December 31, 2009"], FiscalCalendar(12, 31, False)),
        (["revenue rose"], FiscalCalendar()),
        ([], FiscalCalendar()),
    ],
)
def test_a_calendar_from_what_a_filing_says(texts: list[str], calendar: FiscalCalendar) -> None:
    assert infer_calendar(texts) == calendar
