"""What was paid for shares bought back, and the tier 2 capital of a bank. The tables are made up."""

from __future__ import annotations

import pytest

import qa

LEAD = "The following table is of purchases of our stock during the quarter ended December 31, 2008:"
TABLE = [
    [
        "",
        "Total number of shares purchased",
        "Average price paid per share2",
        "Total number of shares purchased as part of publicly announced plans",
    ],
    ["October 1-31", "29,704", "$5.99", "20,000"],
    ["November 1-30", "4,468", "$3.24", "—"],
    ["December 1-31", "12,850", "$3.98", "—"],
    ["Total", "47,022", "$5.18", "20,000"],
]
CAPITAL = [
    ["In billions of dollars at year end", "2008", "2007"],
    ["Tier 1 capital", "$71.0", "$82.0"],
    ["Total capital (tier 1 and tier 2)", "108.4", "121.6"],
    ["Tier 1 capital ratio", "9.94%", "9.02%"],
]


@pytest.mark.parametrize(
    ("question", "value", "unit", "expression"),
    [
        ("What was the total value of the shares purchased in October?", "177926.96", "USD", "29,704 * 5.99"),
        (
            "How much was spent on the repurchase of shares in November 2008?",
            "14476.32",
            "USD",
            "4,468 * 3.24",
        ),
        ("What was the cost of shares repurchased in the quarter?", "243573.96", "USD", "47,022 * 5.18"),
        ("What was the average price paid per share in December?", "3.98", "USD/share", None),
        ("sum of the average price per share in November and December", "7.22", "USD/share", "3.24 + 3.98"),
        ("number of shares purchased in October?", "29704", "shares", None),
    ],
)
def test_shares_times_their_price(question: str, value: str, unit: str, expression: str | None) -> None:
    with qa.excerpt([LEAD, TABLE]) as book:
        answer = book.session().ask(question)
    assert (answer.value, answer.unit) == (value, unit), answer.text
    assert (answer.calculation and answer.calculation.expression) == expression


def test_a_product_is_called_one() -> None:
    with qa.excerpt([LEAD, TABLE]) as book:
        answer = book.session().ask("What was the value of the shares purchased in October?")
    assert answer.calculation is not None
    assert answer.calculation.operation == "product"
    assert answer.text.startswith("Cost of shares repurchased was $177,926.96")
    assert [one.line for one in answer.citations] == [7, 7]
    with qa.excerpt([LEAD, TABLE]) as book:
        whole = book.session().ask("What was the average price paid per share in the quarter?")
        count = book.session().ask("What was the total number of shares purchased in the quarter?")
    assert whole.text.startswith("Total average price paid per share was $5.18"), whole.text
    assert count.text.startswith("Total number of shares purchased was 47,022 shares"), count.text


TURNS = [
    ("What was the tier 2 capital in 2008?", "37400000000"),
    ("and in 2007?", "39600000000"),
    ("how much did the 2008 amount represent in relation to this 2007 one?", "94.444444"),
    ("and in that last year of the period, what was the total capital?", "108400000000"),
    ("and in that first year of the period?", "121600000000"),
    ("what is the total capital in 2008 less tier 1 capital?", "37400000000"),
]


def test_a_figure_worked_out_keeps_its_period_in_the_talk() -> None:
    with qa.excerpt(["The capital of the bank:", CAPITAL]) as book:
        talk = book.session()
        given = [(question, talk.ask(question).value) for question, _ in TURNS]
    assert given == TURNS


def test_what_is_spent_is_money() -> None:
    rows = [["", "Three months ended June 30, 2019"], ["Shares bought back (in thousands)", "312"]]
    told = "During the quarter ended June 30, 2019 the company spent $21.0 million on shares bought back."
    with qa.excerpt(["Our stock:", rows, told]) as book:
        answer = book.session().ask("How much did the company spend on shares bought back?")
    assert (answer.value, answer.unit) == ("21000000", "USD"), answer.text


def test_what_is_printed_is_not_worked_out() -> None:
    rows = [["(in millions)", "2019"], ["Number of shares repurchased", "2.0"]]
    rows += [["Average price paid per share", "$49.87"], ["Cost of shares repurchased", "$100"]]
    with qa.excerpt(["Our repurchases:", rows]) as book:
        answer = book.session().ask("What was the cost of shares repurchased in 2019?")
    assert (answer.value, answer.calculation) == ("100000000", None), answer.text
