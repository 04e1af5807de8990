"""Totals and averages over time."""

from collections.abc import Iterator

import pytest

import qa

ROWS = [
    ["", "2019", "2018", "2017", "2018 to 2019"],
    ["Free cash flow", "$60", "$40", "$10", "50 %"],
    ["Barge schemes", "30", "50", "20", "(40) %"],
    ["Weighted-average price of grain", "7", "5", "6", "40 %"],
    ["EBITDA", "44", "40", "36", "10 %"],
    ["Underlying EBITDA", "54", "46", "38", "17 %"],
]

ASKED = {
    "What was the change in barge schemes between 2018 and 2019?": ("-20000000", [5, 5]),
    "What is the total free cash flow across all 3 years?": ("110000000", [4, 4, 4]),
    "What is the total free cash flow as of December 31, 2019 and 2018?": ("100000000", [4, 4]),
    "What is the sum of free cash flow from 2017 to 2019?": ("110000000", [4, 4, 4]),
    "What was the weighted-average price of grain in 2019?": ("7000000", [6]),
    "What is the change between 2018 and 2019 average free cash flow?": ("25000000", [4, 4, 4]),
    "What is the change in the average free cash flow between 2017-2018, and 2018-2019?": (
        "25000000",
        [4, 4, 4],
    ),
    "What is the difference between 2019 average barge schemes and 2019 average free cash flow?": (
        "-10000000",
        [5, 5, 4, 4],
    ),
    "What was the average difference between EBITDA and underlying EBITDA in 2018 and 2019?": (
        "-8000000",
        [7, 7, 8, 8],
    ),
    "What was the change in the average price of grain in 2019 from 2018?": ("2000000", [6, 6]),
}


@pytest.fixture(scope="module")
def book() -> Iterator[qa.Book]:
    with qa.excerpt(["Figures of the year were as follows (in millions):", ROWS]) as found:
        yield found


@pytest.mark.parametrize("question", ASKED)
def test_totals_and_averages_over_time(book: qa.Book, question: str) -> None:
    answer = book.session().ask(question)
    value, lines = ASKED[question]
    assert (answer.value, answer.unit) == (value, "USD")
    assert sorted(citation.line for citation in answer.citations) == sorted(lines)
