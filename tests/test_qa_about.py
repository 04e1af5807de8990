"""Sentences about another thing than the question: they share its words, and are no answer to it."""

from __future__ import annotations

import pytest

import qa
from qa.clause_answers import clause_answer

PARAGRAPHS = [
    "Operating Expenses",
    "The increase in operating income was mainly due to more school parties at lower costs.",
    "Guided tours",
    "The increase in tour income was helped by lower guide costs because of shorter hours.",
    "The fair value of the common stock is determined by reference to the price of the last sale of shares.",
    "Other Income (Expense), Net",
    "The change in other, net was primarily driven by the value of the museum's old coins.",
    "Admission income rose due to a fair in the town.",
]
TABLE = [
    ["", "2019", "2018"],
    ["Operating expenses", "310", "402"],
    ["Net income", "29", "35"],
    ["Inventories", "7", "8"],
]


@pytest.mark.parametrize(
    "question",
    [
        "Why did operating expenses increase?",  # the income rose, for its reason
        "How are inventories determined?",  # stock of a firm is no stock of goods
        "Why did net income change?",  # "net" and "income" are not side by side
    ],
)
def test_what_is_said_of_another_thing_is_no_answer(question: str) -> None:
    with qa.excerpt([*PARAGRAPHS, TABLE]) as museum:
        answer = museum.session().ask(question)
    assert not answer.answered, answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Why did admission income rise?", "due to a fair in the town"),
        ("Why did guide costs fall?", "because of shorter hours"),
        (
            "How is the fair value of common stock determined?",
            "by reference to the price of the last sale of shares",
        ),
    ],
)
def test_what_is_said_of_the_thing_itself_is(question: str, said: str) -> None:
    with qa.excerpt([*PARAGRAPHS, TABLE]) as museum:
        answer = museum.session().ask(question)
    assert answer.value == said, answer.reason
    assert said.split()[0] in answer.citations[0].text


def test_a_lower_cost_did_not_rise_though_the_income_did() -> None:
    with qa.excerpt([*PARAGRAPHS, TABLE]) as museum:
        passages = museum.view(museum.filings[0]).passages
    assert clause_answer("Why did guide costs rise?", passages) is None
    assert clause_answer("Why did guide costs fall?", passages) is not None


def test_one_word_that_stands_everywhere_in_a_long_filing_asks_for_no_one_sentence() -> None:
    names = ["amber", "birch", "cedar", "delta", "ebony", "flint", "granite", "hazel", "ivory", "jade"]
    about = [f"The {hall} hall may suffer a loss of {coin} coins." for hall in names for coin in names]
    said = "The loss was due to a thief who came by night."
    with qa.excerpt([*about, said]) as long, qa.excerpt([*about[:9], said]) as short:
        assert not long.session().ask("What caused the loss?").answered
        assert short.session().ask("What caused the loss?").value == "due to a thief who came by night"
