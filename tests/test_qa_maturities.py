"""What falls due within a time: the columns that make it up, and never the total of the row."""

from __future__ import annotations

import pytest

import qa
from qa.maturities import Stretch, stretch_of

BY_LENGTH = [
    ["(In thousands)", "Total", "Less than 1 year", "1-3 years", "3-5 years", "More than 5 years"],
    ["Moorings", "$19,437", "$4,143", "$7,111", "$3,686", "$4,497"],
    ["Notes", "65", "27", "38", "—", "—"],
    ["Total obligations", "$19,502", "$4,170", "$7,149", "$3,686", "$4,497"],
]
BY_YEAR = [
    ["(In thousands)", "Total", "2020", "2021-2022", "2023-2024", "Thereafter"],
    ["Moorings", "$19,437", "$4,143", "$7,111", "$3,686", "$4,497"],
    ["Notes", "65", "27", "38", "—", "—"],
]
INTRODUCTION = "Obligations of Harbor Pilots as of March 31, 2019 were as follows:"


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("due within five years", 0, 60),
        ("Less than 1 year", 0, 12),
        ("Next 12 Months", 0, 12),
        ("payable in two years or less", 0, 24),
        ("1-3 years", 12, 36),
        ("after one year and through 3 years", 12, 36),
        ("More than 5 years", 60, 10_000),
        ("beyond 12 months", 12, 10_000),
    ],
)
def test_a_stretch_of_time_in_words(words: str, low: int, high: int) -> None:
    assert stretch_of(words) == Stretch(low, high)


@pytest.mark.parametrize("words", ["in 2019", "for the year", "5-3 years", "Total", ""])
def test_other_words_are_none(words: str) -> None:
    assert stretch_of(words) is None


@pytest.mark.parametrize(
    ("question", "value", "printed"),
    [
        ("What moorings are due in less than one year?", "4143000", ["$4,143"]),
        ("What are total obligations due within 5 years?", "15005000", ["$4,170", "$7,149", "$3,686"]),
        ("How much of the moorings is due after five years?", "4497000", ["$4,497"]),
        ("moorings due within 3 years", "11254000", ["$4,143", "$7,111"]),
        ("notes due between 1 and 3 years", "38000", ["38"]),
    ],
)
def test_the_columns_of_that_time_are_the_answer(question: str, value: str, printed: list[str]) -> None:
    with qa.excerpt([INTRODUCTION, BY_LENGTH]) as book:
        answer = book.session().ask(question)
    assert (answer.value, answer.unit) == (value, "USD")
    assert [one.text[one.start : one.end] for one in answer.citations] == printed


def test_columns_of_years_count_from_the_day_of_the_table() -> None:
    with qa.excerpt(
        ["Obligations of Harbor Pilots as of December 31, 2019 were as follows:", BY_YEAR]
    ) as book:
        answer = book.session().ask("How much of the moorings is due within three years?")
    assert (answer.value, answer.unit) == ("11254000", "USD")
    assert [one.text[one.start : one.end] for one in answer.citations] == ["$4,143", "$7,111"]


@pytest.mark.parametrize(
    ("table", "question"),
    [
        (BY_LENGTH, "moorings due within 2 years"),
        (BY_LENGTH, "How much of the moorings is due after four years?"),
        (BY_LENGTH, "moorings due in less than one year at December 31, 2017"),
        (BY_YEAR, "How much of the moorings is due after five years?"),
        (BY_YEAR, "notes due within 3 years"),
    ],
)
def test_where_no_columns_make_up_the_time_the_total_is_no_answer(
    table: list[list[str]], question: str
) -> None:
    with qa.excerpt([INTRODUCTION, table]) as book:
        assert book.session().ask(question).status == "unanswerable"


@pytest.mark.parametrize(
    ("question", "value", "printed"),
    [
        ("What percentage of the moorings is due in less than 1 year?", "21.315018", ["$4,143", "$19,437"]),
        (
            "What portion of total obligations falls due within 3 years?",
            "58.04",
            ["$4,170", "$7,149", "$19,502"],
        ),
    ],
)
def test_the_share_of_a_row_that_falls_due(question: str, value: str, printed: list[str]) -> None:
    with qa.excerpt([INTRODUCTION, BY_LENGTH]) as book:
        answer = book.session().ask(question)
    assert answer.value is not None
    assert answer.value.startswith(value)
    assert answer.unit == "percent"
    assert [one.printed for one in answer.values] == printed


def test_what_is_due_in_a_year_is_the_column_of_that_year() -> None:
    with qa.excerpt([INTRODUCTION, BY_YEAR]) as book:
        answer = book.session().ask("As of March 31, 2019, what moorings are due in 2020?")
    assert [one.printed for one in answer.values] == ["$4,143"]
    assert answer.value == "4143000"
