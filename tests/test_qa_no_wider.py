"""What the names that tables give, concepts and turns must not take in: excerpts a question each, made up."""

from __future__ import annotations

import pytest

import qa

HEADS = ["(in millions)", "2019", "2018"]
Row = list[str]


def rows(*lines: str) -> list[Row]:
    return [HEADS, *(line.split("|") for line in lines)]


NOT_TAKEN: dict[str, tuple[str, list[Row], str, str | None]] = {
    "a total of a part": (
        "Inventories consisted of the following:",
        rows(
            "Raw materials|$60|$50",
            "Finished goods|40|40",
            "Total at cost|100|90",
            "Reserve|(20)|(15)",
            "Inventories, net|$80|$75",
        ),
        "What were total inventories in 2019?",
        "80000000",
    ),
    "a total of some": (
        "The following table presents our revenue:",
        rows("Home|$60|$50", "Europe|30|25", "Asia|10|8", "Total international|$40|$33"),
        "What was our revenue in 2019?",
        None,
    ),
    "a way from one to another": (
        "A reconciliation of net income to free cash flow follows:",
        rows("Beginning balance|$60|$50", "Provision|5|10", "Ending balance|$65|$60"),
        "What was net income in 2019?",
        None,
    ),
    "a balance of two": (
        "The changes in our allowance for doubtful accounts and sales returns reserve were as follows:",
        rows("Beginning balance|$60|$50", "Provision|5|10", "Ending balance|$65|$60"),
        "What was the sales returns reserve in 2019?",
        None,
    ),
    "values at risk": (
        "Value at risk by year (in millions):",
        rows("High|$10|$9", "Low|4|3", "Average|6|5"),
        "What was the highest stock price in 2019?",
        None,
    ),
    "the price of an issue": (
        "Stock issued under the offering:",
        rows("Number of shares sold|2.0|1.0", "Average price per share|$49.87|$40.00"),
        "How much was spent on share repurchases in 2019?",
        None,
    ),
    "a row of cash flows": (
        "Adjustments in the statement of cash flows:",
        rows("Non-cash lease expense|$12|$11", "Other|3|2"),
        "What was lease expense in the cash flow statement in 2019?",
        "12000000",
    ),
    "other in a name": (
        "Benefits paid:",
        rows("Other postretirement benefits|$3|$2", "Wages|9|8"),
        "What were postretirement benefits in 2019?",
        "3000000",
    ),
    "another currency": (
        "Hedges by currency:",
        rows("Canadian dollar|$10|$9", "Japanese yen|20|18"),
        "What were the hedges in Japan in 2019?",
        None,
    ),
    "a rate that is paid": (
        "Rates:",
        [["", "2019", "2018"], ["Rate paid on deposits", "0.5%", "0.4%"], ["Loans", "5.0%", "4.8%"]],
        "How much was the rate paid on deposits in 2019?",
        "0.5",
    ),
    "liens": (
        "Mortgage loans by lien position:",
        rows("First|$10|$9", "Second|20|18", "Third|30|28"),
        "What were first lien mortgage loans in 2019?",
        "10000000",
    ),
    "a year asked for": (
        "The notes are:",
        rows("3% notes due 2019|$10|$11", "3% notes due 2020|20|21"),
        "What were the notes due 2020 in 2018?",
        "21000000",
    ),
}


@pytest.mark.parametrize("case", NOT_TAKEN)
def test_no_more_is_taken_in(case: str) -> None:
    lead, table, question, value = NOT_TAKEN[case]
    with qa.excerpt([lead, table]) as book:
        answer = book.session().ask(question)
    assert answer.value == value, answer.text


def test_an_average_of_rates_is_a_rate_and_what_is_said_twice_counts_once() -> None:
    table = [["(in millions)", "2019", "2018", "2017"], ["Net sales", "$500", "$400", "$300"]]
    table.append(["Gross profit", "200", "150", "100"])
    with qa.excerpt(["Results of the mill:", table]) as book:
        talk = book.session()
        for turn in ("What was gross margin in 2019?", "and in 2018?", "and in 2017?"):
            assert talk.ask(turn).answered
        average = talk.ask("What is the average for all three years?")
        again = book.session()
        for turn in ("What were net sales in 2019?", "and in 2018?", "and in 2018?"):
            assert again.ask(turn).answered
        total = again.ask("What is the total sum for all three years?")
    assert (average.value, average.unit) == ("36.944444", "percent"), average.text
    assert total.value != "1300000000", total.text


def test_that_period_is_the_one_talked_of_last() -> None:
    table = [["(in millions)", "2019", "2018", "2017", "2016"], ["Net sales", "$500", "$400", "$300", "$200"]]
    table.append(["Cost of sales", "300", "250", "200", "150"])
    with qa.excerpt(["Results of the mill:", table]) as book:
        talk = book.session()
        assert talk.ask("What were net sales in 2019?").value == "500000000"
        assert talk.ask("What was the change in cost of sales from 2016 to 2017?").value == "50000000"
        answer = talk.ask("What were net sales in the last year of that period?")
    assert answer.value == "300000000", answer.text
