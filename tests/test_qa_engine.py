"""Questions put to the sample release through the public entry: value, unit and the lines that prove it."""

from importlib.resources import files
from pathlib import Path

import pytest

import qa
from qa.answer import Answer


@pytest.fixture(scope="module")
def book() -> qa.Book:
    return qa.read(Path(str(files("qa").joinpath("data", "sample-release.txt"))))


def ask(book: qa.Book, question: str) -> tuple[Answer, list[int]]:
    answer = book.session().ask(question)
    return answer, [citation.line for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "value", "unit", "lines"),
    [
        (
            "Which was higher in Q3 fiscal 2004, R&D or selling and marketing?",
            "Selling and marketing",
            "text",
            [186, 187],
        ),
        (
            "Were inventories higher at June 30, 2004 or at September 30, 2003?",
            "September 30, 2003",
            "text",
            [102, 102],
        ),
        ("How many periods had net sales above $20 million?", "3", "count", [176] * 4),
        ("How much lower were net sales in Q3 FY2003 than in Q3 FY2004?", "3419000", "USD", [176, 176]),
        ("R&D YoY growth, Q3", "10.137345", "percent", [186, 186]),
        ("current assets without inventories at June 30, 2004", "18493000", "USD", [106, 102]),
        (
            "By how many percentage points did gross margin change in Q3 fiscal 2004 from a year earlier?",
            "11.975055",
            "percent",
            [184, 176, 184, 176],
        ),
        (
            "change in gross margin from Q3 fiscal 2003 to Q3 fiscal 2004 in percentage points",
            "11.975055",
            "percent",
            [184, 176, 184, 176],
        ),
        ("AR at june 30 2004", "7764000", "USD", [101]),
        ("How many shares went into the per-share figure for Q3 fiscal 2004?", "6214000", "shares", [216]),
    ],
)
def test_an_answer_has_its_value_unit_and_lines(
    book: qa.Book, question: str, value: str, unit: str, lines: list[int]
) -> None:
    answer, cited = ask(book, question)
    assert (answer.value, answer.unit, cited) == (value, unit, lines)


def test_a_result_without_a_cost_adds_the_cost_back(book: qa.Book) -> None:
    answer, cited = ask(
        book, "operating income without the store closing charge, nine months ended June 30, 2004"
    )
    with_charge, _ = ask(book, "operating income, nine months ended June 30, 2004")
    charge, _ = ask(book, "store closing charge, nine months ended June 30, 2004")
    assert answer.value == str(int(with_charge.value or 0) + int(charge.value or 0))
    assert len(cited) == 2


def test_periods_above_a_bound_are_listed_with_their_figures(book: qa.Book) -> None:
    answer, _ = ask(book, "In which periods were net sales above $20 million?")
    assert [value.value for value in answer.values] == ["20750000", "57975000", "51056000"]


def test_the_largest_few_come_in_order(book: qa.Book) -> None:
    answer, cited = ask(book, "What are the two largest operating expenses in Q3 fiscal 2004?")
    assert [(value.label, value.value) for value in answer.values] == [
        ("Selling and marketing", "3127000"),
        ("General and administrative", "1905000"),
    ]
    assert cited == [187, 188]


@pytest.mark.parametrize(
    "question",
    [
        "Why was inventory written off in the June quarter?",
        "How many patents are not in the United States?",
        "How much did gross profit rise in basis points?",
        "By how many percentage points did net sales grow?",
        "How much cash does the company burn?",
        "What was Brightwater's net income in Q3 fiscal 2004?",
        "net sales in fiscal 2003",
    ],
)
def test_what_the_filing_does_not_say_is_not_answered(book: qa.Book, question: str) -> None:
    answer, cited = ask(book, question)
    assert (answer.status, answer.value, cited) == ("unanswerable", None, [])
    assert answer.reason
