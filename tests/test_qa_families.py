"""Rows that only a number tells apart, several asked for at once. The table is made up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import qa

NOTES = [
    ["(in millions)", "Maturity amount", "Carrying value", "Fair value"],
    ["3.50% notes due 2014", "$1,000", "$990", "$1,029"],
    ["1.375% notes due 2015", "750", "745", "759"],
    ["6.25% notes due 2017", "700", "698", "812"],
    ["Total long-term borrowings", "$2,450", "$2,433", "$2,600"],
]


@pytest.fixture(scope="module")
def book() -> Iterator[qa.Book]:
    with qa.excerpt(["At December 31, 2013, long-term borrowings were:", NOTES]) as found:
        yield found


@pytest.mark.parametrize(
    ("question", "value", "printed"),
    [
        ("What is the sum of carrying value of notes due 2014 and 2015?", "1735000000", ["$990", "745"]),
        ("What is the fair value of notes due in 2015 plus those due 2017?", "1571000000", ["759", "812"]),
        ("What is the fair value of notes due in 2015?", "759000000", ["759"]),
        ("What is the proportion of fair value to carrying value?", "106.863954", ["$2,600", "$2,433"]),
    ],
)
def test_numbers_name_rows(book: qa.Book, question: str, value: str, printed: list[str]) -> None:
    answer = book.session().ask(question)
    assert (answer.value, [one.printed for one in answer.values]) == (value, printed), answer.text


def test_a_period_said_of_each_metric_counts_once() -> None:
    rows = [["", "Rye product", "Oat product"], ["2012", "$904", "$266"], ["2013", "1,211", "331"]]
    rows.append(["Total", "$2,115", "$597"])
    with qa.excerpt(["What falls due by year (in millions):", rows]) as book:
        answer = book.session().ask("What is the sum of rye product in 2012 and oat product in 2012?")
    assert (answer.value, len(answer.values)) == ("1170000000", 2), answer.text


def test_columns_of_one_row_are_told_apart(book: qa.Book) -> None:
    answer = book.session().ask("What is the ratio of fair value to carrying value?")
    assert answer.text == (
        "Total long-term borrowings, fair value to total long-term borrowings, carrying value was 1.07 at "
        "December 31, 2013."
    )


def test_those_are_what_was_talked_of(book: qa.Book) -> None:
    talk = book.session()
    assert talk.ask("What is the sum of carrying value of notes due 2014 and 2015?").value == "1735000000"
    answer = talk.ask("what is the sum including those due in 2017?")
    assert (answer.value, [one.printed for one in answer.values]) == ("2433000000", ["$990", "745", "698"])
    assert talk.ask("what is the fair value of those due in 2014?").value == "1029000000"


def test_a_percentage_higher_is_a_change(book: qa.Book) -> None:
    answer = book.session().ask("What percentage higher is fair value than carrying value?")
    assert (answer.value, answer.unit) == ("6.863954", "percent"), answer.text
