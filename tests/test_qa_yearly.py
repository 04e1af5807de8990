"""Years as questions and columns name them."""

from collections.abc import Iterator

import pytest

import qa

ROWS = [
    ["", "January 3, 2020", "December 28, 2018", "December 29, 2017"],
    ["Contract assets", "$5", "$6", "$9"],
    ["Barges", "40", "30", "20"],
    ["Balance at beginning of year", "7", "8", "3"],
]

ASKED = {
    "What was the change in barges from 2017 to 2019?": "20000000",
    "What was the change in barges between 2018 and 2020?": "10000000",
    "What was the average of barges from 2017 to 2019?": "30000000",
    "What was the total of barges in 2018 and 2017?": "50000000",
    "What was the 2019 average of contract assets?": "5500000",
    "In which year was barges the smallest?": "2017",
    "In which year were contract assets larger, 2017 or 2018?": "2017",
}


@pytest.fixture(scope="module")
def book() -> Iterator[qa.Book]:
    with qa.excerpt(["Balances of the year were as follows (in millions):", ROWS]) as found:
        yield found


@pytest.mark.parametrize("question", ASKED)
def test_years_are_those_of_the_columns(book: qa.Book, question: str) -> None:
    assert book.session().ask(question).value == ASKED[question]


def test_a_range_that_no_column_has_whole_is_its_years(book: qa.Book) -> None:
    answer = book.session().ask("What were contract assets from 2017 to 2019?")
    assert [value.printed for value in answer.values] == ["$9", "$6", "$5"]
