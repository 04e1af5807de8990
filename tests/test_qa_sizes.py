"""What is printed in brackets: an amount taken off, or a figure below zero."""

from collections.abc import Iterator

import pytest

import qa

ROWS = [
    ["", "2019", "2018"],
    ["Revenue", "$500", "$400"],
    ["Interest expense", "(40)", "(20)"],
    ["Allowance for spoiled grain", "(16)", "(15)"],
    ["Tax exempt interest income", "(30)", "(10)"],
    ["Adjustment for share-based payments", "(6)", "(4)"],
    ["Excess tax benefits from awards", "(9)", "(12)"],
    ["Deferred tax liabilities", "(56)", "(39)"],
]

ASKED = {
    "What was the average interest expense for 2018 and 2019?": ("30000000", [5, 5]),
    "What was the average allowance for spoiled grain?": ("15500000", [6, 6]),
    "What was the average tax exempt interest income?": ("-20000000", [7, 7]),
    "What was the average adjustment for share-based payments for 2018 and 2019?": ("-5000000", [8, 8]),
    "What is the average excess tax benefits from awards in 2018 and 2019?": ("-10500000", [9, 9]),
    "What was the change in deferred tax liabilities between 2018 and 2019?": ("-17000000", [10, 10]),
    "How much did interest expense rise between 2018 and 2019?": ("20000000", [5, 5]),
}


@pytest.fixture(scope="module")
def book() -> Iterator[qa.Book]:
    with qa.excerpt(["Figures of the year were as follows (in millions):", ROWS]) as found:
        yield found


@pytest.mark.parametrize("question", ASKED)
def test_the_noun_of_the_row_tells(book: qa.Book, question: str) -> None:
    answer = book.session().ask(question)
    value, lines = ASKED[question]
    assert (answer.value, answer.unit) == (value, "USD")
    assert [citation.line for citation in answer.citations] == lines


def test_the_share_of_a_cost_is_that_of_an_amount(book: qa.Book) -> None:
    answer = book.session().ask("What was interest expense as a percentage of revenue in 2019?")
    assert (answer.value, answer.unit) == ("8", "percent")
    assert [citation.line for citation in answer.citations] == [5, 4]
