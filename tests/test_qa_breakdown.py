"""Which of the rows, headings or columns that break a metric down: the largest, how many, all of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from asked import ask


def params(examples: list[tuple[Any, ...]]) -> list[Any]:
    """The examples as parameters, by their names."""
    return [pytest.param(*example[1:], id=example[0]) for example in examples]


# question, pages, the answer's words or its number, the figures that must be cited
EXTREMA = [
    ("rows", "Which region had the highest net sales in Q2 2025?", ["regions"], "North America", ["430"]),
    (
        "rows, beside the statement",
        "Which region brought in the least net sales in the second quarter of 2024?",
        ["income", "regions"],
        "Asia-Pacific",
        ["130"],
    ),
    (
        "columns",
        "Which segment had the highest operating income in Q2 2025?",
        ["income", "segments"],
        "Home",
        ["110"],
    ),
    (
        "columns of another period",
        "Which segment had the lowest net sales in the second quarter of 2024?",
        ["income", "segments"],
        "Marine",
        ["90"],
    ),
    (
        "another word for the noun",
        "Which area had the highest net sales in Q2 2025?",
        ["regions"],
        "North America",
        ["430"],
    ),
    (
        "by country",
        "Which country had the most long-lived assets at June 30, 2025?",
        ["countries"],
        "Norway",
        ["70"],
    ),
    (
        "which of the notes, by fair value",
        "Which of the notes had the highest fair value at June 30, 2025?",
        ["debt"],
        "1.55% Senior Notes",
        ["1,130"],
    ),
    (
        "which of the notes, by rate",
        "Which of the notes has the highest effective interest rate?",
        ["debt"],
        "4.75% Senior Notes",
        ["4.89%"],
    ),
]


@pytest.mark.parametrize(("question", "pages", "words", "proof"), params(EXTREMA))
def test_the_largest_and_the_least(question: str, pages: list[str], words: str, proof: list[str]) -> None:
    answer = ask(question, *pages)
    assert answer.status == "answered"
    assert words.lower() in f"{answer.value} {answer.text}".lower()
    assert all(any(figure in citation.text for citation in answer.citations) for figure in proof)


# question, pages, (label, value in base units) of each
LISTS = [
    (
        "by region",
        "List net sales by region for the second quarter of 2025",
        ["income", "regions"],
        {"North America": "430000", "EMEA": "310000", "APAC": "160000"},
    ),
    (
        "list by country",
        "Long-lived assets by country at December 31, 2024",
        ["countries"],
        {"Norway": "65000", "Chile": "42000", "Other countries": "18000"},
    ),
    (
        "segments by name",
        "operating income by segment, Q2 2025",
        ["income", "segments"],
        {"Home": "110000", "Fleet": "60000", "Marine": "20000"},
    ),
    (
        "segments of another period",
        "operating income by segment, Q2 2024",
        ["income", "segments"],
        {"Home": "90000", "Fleet": "50000", "Marine": "15000"},
    ),
]


@pytest.mark.parametrize(("question", "pages", "rows"), params(LISTS))
def test_a_list_has_every_member_once(question: str, pages: list[str], rows: dict[str, str]) -> None:
    answer = ask(question, *pages)
    assert answer.status == "answered"
    assert len(answer.values) == len(rows)
    for name, value in rows.items():
        (found,) = [v for v in answer.values if name.lower() in v.label.lower()]
        assert Decimal(found.value or "nan") == Decimal(value)


COUNTS = [
    ("above an amount", "How many regions had net sales above $200 thousand in Q2 2025?", ["regions"], "2"),
    (
        "more than an amount",
        "How many regions had net sales of more than $200 thousand in Q2 2025?",
        ["income", "regions"],
        "2",
    ),
]


@pytest.mark.parametrize(("question", "pages", "count"), params(COUNTS))
def test_members_are_counted(question: str, pages: list[str], count: str) -> None:
    answer = ask(question, *pages)
    assert (answer.status, answer.value, answer.unit) == ("answered", count, "count")


def test_a_noun_of_no_table_breaks_nothing_down() -> None:
    answer = ask("Which customer had the highest net sales in Q2 2025?", "income", "regions")
    assert answer.status != "answered"
