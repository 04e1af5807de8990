"""Rows and heads that say a year or a month in short: periods, values, lines. The tables are made up."""

from __future__ import annotations

from datetime import date

import pytest

import qa
from index.short_heads import dated, spelled

BRIDGE = [
    ["", "Amount (in millions)"],
    ["2015 net revenue", "$1,666"],
    ["Price of malt", "(149)"],
    ["Volume", "25"],
    ["2016 net revenue", "$1,542"],
]
NOTES = [["", "Amount (in millions)"], ["2019 notes", "$100"], ["2021 notes", "$200"], ["2023 notes", "$300"]]
ROLLED = [
    ["(in millions)", "Year ended December 31, 2012", "Year ended December 31, 2011"],
    ["Balance at January 1", "$349", "$307"],
    ["Additions", "60", "50"],
    ["Settlements", "(5)", "(8)"],
    ["Balance at December 31", "$404", "$349"],
]


@pytest.mark.parametrize(
    ("question", "value", "printed"),
    [
        ("What was the 2016 net revenue?", "1542000000", ["$1,542"]),
        ("What was net revenue in 2015?", "1666000000", ["$1,666"]),
        ("How much did net revenue change between 2015 and 2016?", "-124000000", ["$1,542", "$1,666"]),
        ("What was the effect of volume in 2016?", "25000000", ["25"]),
        ("What was the effect of volume in net revenue in 2016?", "25000000", ["25"]),
        ("What was the increase in volume from 2015 to 2016?", "25000000", ["25"]),
    ],
)
def test_a_table_that_leads_from_year_to_year(question: str, value: str, printed: list[str]) -> None:
    with qa.excerpt(["What changed net revenue from 2015 to 2016:", BRIDGE]) as book:
        answer = book.session().ask(question)
    assert (answer.value, [one.printed for one in answer.values]) == (value, printed), answer.text


def test_names_with_a_year_are_no_periods() -> None:
    with qa.excerpt(["The notes are:", NOTES]) as book:
        view = book.view(book.filings[0])
        facts = [fact for entry in view.catalogue.entries for fact in view.facts_of(entry)]
    assert [(fact.printed, fact.period) for fact in facts] == [("$100", None), ("$200", None), ("$300", None)]


@pytest.mark.parametrize(
    ("question", "printed", "end"),
    [
        ("What was the balance at the end of 2012?", "$404", date(2012, 12, 31)),
        ("What was the balance at the beginning of 2011?", "$307", date(2010, 12, 31)),
        ("What was the balance at January 1, 2012?", "$349", date(2011, 12, 31)),
    ],
)
def test_a_balance_at_the_first_day_of_its_column_is_the_evening_before(
    question: str, printed: str, end: date
) -> None:
    with qa.excerpt(["Reserves moved as follows:", ROLLED]) as book:
        answer = book.session().ask(question)
    (value,) = answer.values
    assert value.printed == printed
    assert value.period is not None
    assert value.period.end == end


@pytest.mark.parametrize(
    ("heads", "spelt"),
    [
        (["12/09", "12/10", "12/11"], ["December 31, 2009", "December 31, 2010", "December 31, 2011"]),
        (["", "6/01", "6/00", "6/99"], ["", "June 30, 2001", "June 30, 2000", "June 30, 1999"]),
        (["12/09", "12/10"], ["12/09", "12/10"]),  # two may be days
        (["1/10", "2/10", "3/10"], ["1/10", "2/10", "3/10"]),
        (["12/09", "12/11", "12/14"], ["12/09", "12/11", "12/14"]),
    ],
)
def test_months_of_years_in_a_row_are_dates(heads: list[str], spelt: list[str]) -> None:
    assert dated(heads) == spelt


def test_first_to_third_are_quarters() -> None:
    assert spelled(["First", "Second", "Third", "Year"]) == [
        "First quarter",
        "Second quarter",
        "Third quarter",
        "Year",
    ]
