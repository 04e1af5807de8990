"""Figures that sentences give: the nearest, the row, their sum; and what no figure answers."""

from __future__ import annotations

from functools import cache

import pytest
from proof import assert_proved

import qa

PARAGRAPHS = [
    "Amounts billed to the lighthouse service were $60.3 million and $80.5 million in 2018 and 2019, "
    "respectively.",
    "The weighted average market value per share for oil options exercised in 2019 was 445.0p (2018: n/a).",
    "Based on the ports named by our customers, revenue from sales into Norland (including the isles) "
    "accounted for 53%, 57% and 51% of total revenue in 2019, 2018 and 2017, respectively; revenue from "
    "sales into Sudland accounted for 13%, 9% and 12% of total revenue in 2019, 2018 and 2017, respectively.",
    "At 31 December 2019, the cost not yet recognized related to unvested buoy rights was $0.8 million, "
    "which we expect to recognize over 2.5 years.",
    "The principal activities of the group were lamps, wick and oil sales, towing and pilot services.",
    "The loan for the tug has a maturity date of December 2024 and a fixed interest rate of 3.00%.",
    "The harbor consistently generates a cash flow of $14.8 million from towing.",
    "We expect to fund our pension and sickness plans with approximately $4.2 million and $1.8 million "
    "over the next twelve months, respectively.",
]
TABLE = [
    ["(in millions)", "2019", "2018"],
    ["Maturity date and fixed interest rate of the loan", "3.00%", "2.50%"],
    ["Total cost not yet recognized", "12", "14"],
]


@cache
def book() -> qa.Book:
    return qa.excerpt([TABLE, *PARAGRAPHS])


def ask(question: str) -> qa.Answer:
    found = book().session().ask(question)
    lines = book().view(book().filings[0]).source.lines
    assert_proved(found.to_dict(), book().filings[0].name, lines)
    return found


FIGURES = [
    (
        "What was the weighted average market value per share for oil options exercised in 2019?",
        ["445.0p"],
    ),
    (
        "What is the percentage revenue from sales into Norland in 2017, 2018 and 2019, respectively?",
        ["51%", "57%", "53%"],
    ),
    ("What is the cost not yet recognized related to unvested buoy rights?", ["$0.8 million"]),
    (
        "How much do we expect to fund the pension and sickness plans next year, respectively?",
        ["$4.2 million", "$1.8 million"],
    ),
    (
        "In how many years is the total cost of unvested buoy rights to be recognized?",
        ["2.5 years"],
    ),
]


@pytest.mark.parametrize(("question", "printed"), FIGURES, ids=[question for question, _ in FIGURES])
def test_the_figures_of_the_sentence_that_says_so(question: str, printed: list[str]) -> None:
    answer = ask(question)
    assert [value.printed for value in answer.values] == printed, answer.reason
    assert all(figure in answer.citations[number].text for number, figure in enumerate(printed))


@pytest.mark.parametrize(
    ("question", "value", "expression"),
    [
        (
            "What is the sum of amounts billed to the lighthouse service in 2018 and 2019?",
            "140800000",
            "60.3 + 80.5",
        ),
        (
            "What were the total amounts billed to the lighthouse service in 2019 and 2018?",
            "140800000",
            "80.5 + 60.3",
        ),
        (
            "What are the average amounts billed to the lighthouse service in 2018 and 2019?",
            "70400000",
            "(60.3 + 80.5) / 2",
        ),
    ],
)
def test_figures_of_one_sentence_are_added_up(question: str, value: str, expression: str) -> None:
    answer = ask(question)
    assert (answer.value, answer.unit) == (value, "USD"), answer.reason
    assert answer.calculation is not None
    assert answer.calculation.expression == expression
    assert answer.calculation.operands == (0, 1)


def test_a_list_is_given_whole() -> None:
    answer = ask("What were the principal activities of the group during the financial year?")
    assert answer.value == "lamps, wick and oil sales, towing and pilot services"


def test_a_date_is_no_rate_and_a_place_no_amount() -> None:
    assert ask("What was the maturity date of the loan for the tug?").value == "December 2024"
    assert ask("From where does the harbor consistently generate a cash flow?").unit != "USD"


def test_words_without_a_time_do_not_say_in_which_period() -> None:
    answer = ask("In which period did the harbor generate its principal towing?")
    assert answer.value is None or any(character.isdigit() for character in answer.value)
