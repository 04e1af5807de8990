"""Whose a metric is, where the table is introduced as that one's."""

from collections.abc import Iterator

import pytest

import qa

ROWS = [
    ["As of December 31,", "2019", "2018"],
    ["Cash", "$ 20", "$ 30"],
    ["Total assets", "$ 300", "$ 250"],
    ["Total liabilities", "$ 100", "$ 125"],
]
TEXT = [
    "BMF sales to Kelmar were $731 million and $507 million in 2019 and 2018, respectively.",
    "The following table presents the assets and liabilities of BMF included in our balance sheets:",
]

ASKED = {
    "What is the ratio of BMF's total assets to total liabilities in 2019?": ("3", [7, 8]),
    "What were the total liabilities of BMF in 2018?": ("125", [8]),
    "What were the total assets of BMF in 2019?": ("300", [7]),
}


@pytest.fixture(scope="module")
def book() -> Iterator[qa.Book]:
    with qa.excerpt([*TEXT, ROWS]) as found:
        yield found


@pytest.mark.parametrize("question", ASKED)
def test_the_owner_is_no_metric(book: qa.Book, question: str) -> None:
    answer = book.session().ask(question)
    value, lines = ASKED[question]
    assert answer.value == value
    assert [citation.line for citation in answer.citations] == lines


def test_the_parts_are_asked_for_by_name(book: qa.Book) -> None:
    assert not book.session().ask("What are the components of total assets in 2019?").answered
