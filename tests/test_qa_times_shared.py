"""Years and days that a question says once for several periods, and rows that it names twice."""

from collections.abc import Iterator

import pytest

import qa

PRICES = [
    ["", "Third Quarter 2019", "Fourth Quarter 2019", "Third Quarter 2018"],
    ["High price", "$15", "$11", "$9"],
    ["Low price", "8", "7", "5"],
]
AWARDS = [
    ["", "2019", "2018"],
    ["Outstanding at 1 April", "640", "510"],
    ["Granted", "80", "130"],
    ["Outstanding at 31 March", "720", "640"],
]
DUE = [
    ["", "Payments due by period", "", "", ""],
    ["", "Total", "Less than 1 year", "1-3 years", "More than 5 years"],
    ["Barge leases", "$200", "$80", "$70", "$50"],
    ["Grain purchases", "100", "90", "8", "2"],
]
CHANGES = [["", "2019", "2018"], ["Operating income", "$ 90", "$ 60"]]

ASKED = {
    "In 2019, what is the change in the high price between the third quarter and the fourth quarter?": (
        PRICES,
        "-4",
        [4, 4],
    ),
    "What was the change in the number outstanding at 31 March in 2019 from 2018?": (AWARDS, "80", [6, 6]),
    "What is the percentage of barge leases of more than 5 years in the total barge leases?": (
        DUE,
        "25",
        [5, 5],
    ),
    "What are the total grain purchases as a percentage of the total barge leases?": (DUE, "50", [6, 5]),
}


@pytest.mark.parametrize("question", ASKED)
def test_what_is_said_once(question: str) -> None:
    rows, value, lines = ASKED[question]
    with qa.excerpt(["The following shows prices and awards:", rows]) as book:
        answer = book.session().ask(question)
        assert answer.value == value
        assert sorted(citation.line for citation in answer.citations) == sorted(lines)


@pytest.fixture
def told() -> Iterator[qa.Book]:
    text = "Operating income increased by $25 million in 2019 for one contract. (in millions):"
    with qa.excerpt([text, CHANGES]) as book:
        yield book


def test_a_step_is_no_operand(told: qa.Book) -> None:
    answer = told.session().ask("What is the change in operating income in 2019 from 2018?")
    assert (answer.value, answer.unit) == ("30000000", "USD")


CLAIMS = [
    ["(in thousands)", "2019", "2018", "2017"],
    ["Additions for claims of a prior period", "484", "94", "1,258"],
    ["Settlements", "(40)", "(30)", "(20)"],
]


def test_a_time_that_is_part_of_a_name_is_no_period_of_the_question() -> None:
    with qa.excerpt(["Claims against Harbor Kilns were as follows:", CLAIMS]) as book:
        asked = "What was the change in additions for claims of a prior period between 2017 and 2018?"
        answer = book.session().ask(asked)
    assert (answer.value, answer.unit) == ("-1164000", "USD")
    assert {one.text[one.start : one.end] for one in answer.citations} == {"94", "1,258"}


def test_years_after_commas_are_years() -> None:
    with qa.excerpt(["Claims against Harbor Kilns were as follows:", CLAIMS]) as book:
        answer = book.session().ask("average additions for claims of a prior period for 2017,2018 and 2019")
    assert (answer.value, answer.unit) == ("612000", "USD")
    assert len(answer.citations) == 3
