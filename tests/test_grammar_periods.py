"""Whole texts as periods, words around them, years shared by neighbours, and what is no period.

The forms themselves are the examples of the rules and tests/corpus/periods.toml.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from grammar.periods import find_periods, read_period
from grammar.values import PeriodPhrase

DAY = date(2009, 12, 31)


def spans(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_periods(text)]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Dec. 31, 2009", PeriodPhrase("date", end=DAY)),
        (
            "  Three Months Ended\n  Dec. 31,\n  2009 ",
            PeriodPhrase("months", months=3, end=DAY, instant=False),
        ),
        ("FISCAL 2010", PeriodPhrase("year", year=2010, fiscal=True, months=12)),
        ("2009", PeriodPhrase("year", year=2009, months=12)),
        ("Year-to-date.", PeriodPhrase("to_date")),
    ],
)
def test_a_whole_text_is_one_period(text: str, phrase: PeriodPhrase) -> None:
    assert read_period(text) == phrase


@pytest.mark.parametrize(
    "text", ["", "Total revenue", "revenue in Q3 2010", "2009 2008", "Q3 2010 and Q3 2009"]
)
def test_a_text_that_is_more_or_less_than_one_period(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "current assets", "current ratio", "$2002", "2002 shares", "2,002", "2002%", "Form 10-K", "Q5",
        "may rise", "march on", "the second customer", "first-time buyers", "one-time charge", "back office",
        "quarterly dividend", "earnings per share", "year over year", "average revenue per quarter",
        "twice a year", "due within one year", "beyond 12 months", "the next twelve months", "period costs",
        "balance sheet", "statement of operations", "a half-hearted effort", "Rule 10b-5", "page 2009a",
        "N-2008", "last in, first out", "opening remarks",
    ],
)  # fmt: skip
def test_what_is_no_period(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "instant", "edge"),
    [
        ("as of December 31, 2009", True, None),
        ("as at December 31, 2009", True, None),
        ("at December 31, 2009", True, None),
        ("on December 31, 2009", True, None),
        ("ended December 31, 2009", False, None),
        ("December 31, 2009", None, None),
        ("the end of Q3 2010", True, "end"),
        ("the beginning of Q3 2010", True, "start"),
        ("during Q3 2010", False, None),
    ],
)
def test_words_around_a_period(text: str, instant: bool | None, edge: str | None) -> None:
    (reading,) = find_periods(text)
    assert (reading.value.instant, reading.value.edge) == (instant, edge)
    assert (reading.start, reading.end) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("between June 30 and December 31, 2009", [date(2009, 6, 30), DAY]),
        ("December 31 and March 31, 2009", [DAY, date(2009, 3, 31)]),
        ("June 30, 2012 and 2011", [date(2012, 6, 30), date(2011, 6, 30)]),
        ("the years ended Feb. 29, 2012 and 2011", [date(2012, 2, 29), date(2011, 2, 28)]),
        ("three and nine months ended December 31, 2009", [DAY, DAY]),
        ("from October 31 to March 31, 2010", [date(2009, 10, 31), date(2010, 3, 31)]),
        ("quarters ended January 26 and April 27, 2019", [date(2019, 1, 26), date(2019, 4, 27)]),
        ("at June 30, 2012 and in 2013", [date(2012, 6, 30), None]),
    ],
)
def test_neighbours_share_an_end(text: str, ends: list[date | None]) -> None:
    assert [one.value.end for one in find_periods(text)] == ends


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Q3 2010 and 2009", [(3, 2010), (3, 2009)]),
        ("Q2 and Q3 of 2010", [(2, 2010), (3, 2010)]),
        ("second and third quarters of fiscal 2010", [(2, 2010), (3, 2010)]),
        ("third quarter of 2010 than in 2009", [(3, 2010), (3, 2009)]),
    ],
)
def test_neighbours_share_a_year(text: str, years: list[tuple[int, int]]) -> None:
    assert [(one.value.number, one.value.year) for one in find_periods(text)] == years


def test_readings_stand_in_order_and_do_not_overlap() -> None:
    text = "Q3 FY2010 vs Q3 FY2009, nine months to Dec 2009 and a year earlier, as of 12/31/09"
    found = find_periods(text)
    assert [text[one.start : one.end] for one in found] == [
        "Q3 FY2010",
        "Q3 FY2009",
        "nine months to Dec 2009",
        "a year earlier",
        "as of 12/31/09",
    ]
    assert all(one.end <= two.start for one, two in pairwise(found))


def test_a_date_in_brackets_says_when_the_period_ends() -> None:
    text = "at the end of the prior fiscal year (May 31, 2012), and then"
    (reading,) = find_periods(text)
    assert text[reading.start : reading.end] == "at the end of the prior fiscal year (May 31, 2012)"
    assert (reading.value.end, reading.value.edge, reading.value.year_shift) == (date(2012, 5, 31), "end", 0)


def test_no_phrase_runs_across_an_empty_line() -> None:
    assert spans("third quarter\n\nof fiscal 2010") == ["third quarter", "fiscal 2010"]


@pytest.mark.parametrize(
    "text",
    ["Q3 " * 3000, "the " * 9000, "9" * 100_000, "\0" * 9000, "a year " * 3000, "31, " * 5000, "'" * 9000],
)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    assert all(one.end <= len(text) for one in find_periods(text))
