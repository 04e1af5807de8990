"""Dates in any usual form, and what is no date."""

from __future__ import annotations

from datetime import date

import pytest

from grammar.dates import DateSaid, find_dates, last_day, year_of

WHOLE = [
    "December 31, 2009", "Dec. 31, 2009", "Dec 31 2009", "31 December 2009", "12/31/2009", "12/31/09",
    "2009-12-31", "dec 31 2009", "DECEMBER 31, 2009", "December 31st, 2009", "31-Dec-09", "31 Dec. 2009",
    "Dec.31,2009", "Dec. 31,\n2009", "Dec. 31, '09", "31.12.2009", "12-31-2009", "the 31st of December 2009",
]  # fmt: skip


@pytest.mark.parametrize("text", WHOLE)
def test_a_day_in_any_usual_form(text: str) -> None:
    (reading,) = find_dates(text)
    assert reading.value.whole == date(2009, 12, 31)
    assert text[reading.start : reading.end] == text.removeprefix("the ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("March 31", DateSaid(3, 31)),
        ("31 March", DateSaid(3, 31)),
        ("Dec 2009", DateSaid(12, None, 2009)),
        ("December 2009", DateSaid(12, None, 2009)),
        ("Dec '09", DateSaid(12, None, 2009)),
        ("Dec 04", DateSaid(12, None, 2004)),
        ("Feb. 29", DateSaid(2, 29)),
        ("July 4, 1898", DateSaid(7, 4, 1898)),
    ],
)
def test_a_date_as_far_as_it_is_said(text: str, said: DateSaid) -> None:
    assert [one.value for one in find_dates(text)] == [said]


@pytest.mark.parametrize(
    "text",
    [
        "13/32/2009",
        "2009-13-01",
        "2/30/2009",
        "Form 10-K",
        "555/555-0129",
        "1/2",
        "the march of 20 men",
        "version 1.2.3",
        "$12.31",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []


def test_an_impossible_day_is_not_read_as_that_day() -> None:
    assert all(one.value.day is None for one in find_dates("February 30, 2009"))


def test_dates_of_a_sentence_keep_their_places() -> None:
    text = "between March 31, 2009 and Dec. 31, 2009, or 6/30/10"
    assert [text[one.start : one.end] for one in find_dates(text)] == [
        "March 31, 2009",
        "Dec. 31, 2009",
        "6/30/10",
    ]


@pytest.mark.parametrize(
    ("text", "year"), [("2009", 2009), ("09", 2009), ("49", 2049), ("50", 1950), ("98", 1998)]
)
def test_two_digit_years(text: str, year: int) -> None:
    assert year_of(text) == year


def test_the_last_day_of_a_month() -> None:
    assert last_day(2008, 2) == date(2008, 2, 29)
