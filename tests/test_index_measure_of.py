"""Rows that measure something else of what they name are found only by their measure. A made-up table."""

from __future__ import annotations

import pytest

import qa

TABLE = [
    ["(In thousands)", "2009", "2008"],
    ["Cost of barge hire", "$412", "$398"],
    ["(Increase) decrease in mooring deposits", "(31)", "12"],
    ["Harbor dues", "55", "51"],
    ["Non-refundable quay fees", "71", "65"],
    ["European rope sales", "91", "82"],
]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What was barge hire in 2009?", None),
        ("What was the cost of barge hire in 2009?", "412000"),
        ("How much was spent on barge hire in 2008?", "398000"),
        ("What were mooring deposits in 2009?", None),
        ("What was the decrease in mooring deposits in 2008?", "12000"),
        ("What were harbor dues in 2008?", "51000"),
        ("What were refundable quay fees in 2009?", None),
        ("What were the non-refundable quay fees in 2009?", "71000"),
        ("What were rope sales in Europe in 2008?", "82000"),
        ("What were harbor dues, as a line item, in 2008?", "51000"),
        ("What was the harbor dues category in 2008?", "51000"),
    ],
)
def test_a_cost_of_something_is_not_the_thing(question: str, value: str | None) -> None:
    with qa.excerpt(["Selected figures of Quay Partners:", TABLE]) as book:
        answer = book.session().ask(question)
    assert answer.value == value, answer.text


def test_a_metric_that_is_not_there_is_not_taken_apart() -> None:
    told = "For the first six months the company had an operating loss of $8.4 million."
    with qa.excerpt([told]) as book:
        answer = book.session().ask("What was the largest operating expense?")
        assert book.session().ask("What was the operating loss?").answered
    assert answer.status == "unanswerable", answer.text
