"""Rows and columns of percentages; what is asked of each year; flows in columns of days."""

import pytest

import qa
from qa.answer import Answer

BUYERS = [
    ["", "2019", "2018"],
    ["Oldmill Bakers", "34%", "30%"],
    ["Marsh Feeds", "11%", "9%"],
]
COUNTRIES = [
    ["", "2019", "", "2018", ""],
    ["", "$", "%", "$", "%"],
    ["Norway", "$300", "60.0%", "$200", "50.0%"],
    ["Chile", "200", "40.0%", "200", "50.0%"],
    ["Total net sales", "$500", "100.0%", "$400", "100.0%"],
]
INCOME = [
    ["", "2019", "2018"],
    ["Income before income taxes", "", ""],
    ["Norway", "$60", "$50"],
    ["Chile", "5", "4"],
    ["Total income before income taxes", "$65", "$54"],
]
RESULT = [
    ["", "30 June 2019", "30 June 2018"],
    ["EBITDA", "$90", "$70"],
    ["Stock-based compensation", "7", "5"],
]
QUARTERS = [
    ["", "First Quarter 2018", "Second Quarter 2018", "2018"],
    ["Revenue", "$20", "$30", "$80"],
]


def asked(question: str, rows: list[list[str]], text: str = "The following shows (in millions):") -> Answer:
    with qa.excerpt([text, rows]) as book:
        return book.session().ask(question)


SALES = "The percentage of revenue from the largest buyers was as follows:"


@pytest.mark.parametrize(
    ("question", "value", "lines"),
    [
        ("What is the total percentage of revenue from Oldmill and Marsh Feeds in 2019?", "45", [4, 5]),
        ("What is the average percentage of net revenue from Oldmill Bakers?", "32", [4, 4]),
        ("What is the change in percentage of revenue of Oldmill Bakers from 2018 to 2019?", "4", [4, 4]),
    ],
)
def test_the_metric_of_a_table_of_percentages(question: str, value: str, lines: list[int]) -> None:
    answer = asked(question, BUYERS, SALES)
    assert (answer.value, answer.unit) == (value, "percent")
    assert [citation.line for citation in answer.citations] == lines


def test_a_change_of_a_percentage_is_of_the_column_of_these() -> None:
    answer = asked("What was the change in the percentage of sales from Norway from 2018 to 2019?", COUNTRIES)
    assert (answer.value, answer.unit) == ("10", "percent")
    assert [citation.line for citation in answer.citations] == [5, 5]


def test_a_change_of_a_percentage_is_none_of_money() -> None:
    rows = [[row[0], row[1], row[3]] for row in COUNTRIES if row[1] != "$"]
    answer = asked("What was the change in the percentage of sales from Norway from 2018 to 2019?", rows)
    assert not answer.answered


def test_each_year_is_not_each_part() -> None:
    answer = asked("What are the total income before income taxes in 2019 and 2018 respectively?", INCOME)
    assert [value.printed for value in answer.values] == ["$65", "$54"]
    assert {citation.line for citation in answer.citations} == {7}


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("What was the average EBITDA for 2018 and 2019?", "80000000", "USD"),
        ("Which FY has a higher EBITDA?", "2019", "text"),
        ("How many years did stock-based compensation exceed $6 million?", "1", "count"),
    ],
)
def test_a_flow_in_columns_of_days(question: str, value: str, unit: str) -> None:
    answer = asked(question, RESULT)
    assert (answer.value, answer.unit) == (value, unit)
    assert {citation.line for citation in answer.citations} <= {4, 5}


def test_that_year_is_the_one_named() -> None:
    question = "What was revenue in the first quarter of 2018 as a percentage of the total revenue that year?"
    answer = asked(question, QUARTERS)
    assert (answer.value, answer.unit) == ("25", "percent")
    assert [citation.line for citation in answer.citations] == [4, 4]


def test_men_are_male() -> None:
    rows = [["", "2019", "2018"], ["Boots for men", "$40", "$32"], ["Boots for women", "30", "29"]]
    answer = asked("What were sales of boots for females in 2019?", rows, "Sales of boots (in millions):")
    assert (answer.value, answer.unit) == ("30000000", "USD")
    assert [citation.line for citation in answer.citations] == [5]
