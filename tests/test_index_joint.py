"""Rows that several parts of a question name together."""

from __future__ import annotations

import pytest
from asked import joint, joint_entries
from notetables import page, when

from grammar.pipeline import understand
from index.joint import INTRODUCTION, LABEL, PART, asked_numbers, numbers_of

HEDGED = page(
    "Revenues by region (in thousands):",
    rows=[
        "|Revenues|Revenues less Hedging|Revenues at Constant Currency",
        "Three Months Ended June 30, 2025|||",
        "Northern region|$ 40|$ 38|$ 41",
        "Southern region|30|29|31",
        "Total revenues|$ 70|$ 67|$ 72",
    ],
)
BEST = [
    (
        "the number in its name",
        "fair value of the 4.75% senior notes",
        ["debt"],
        "Fair Value / 4.75% Senior Notes due 2035",
    ),
    ("label and column", "operating income of Fleet", ["segments"], "Fleet / Operating income"),
    (
        "label and the table's words",
        "stock-based compensation in research and development",
        ["income", "awards"],
        "Research and development",
    ),
    ("a balance of its table", "warranty at the end", ["warranties"], "Balance at end of period"),
    ("an alias", "EMEA net sales", ["regions"], "Europe, Middle East and Africa (EMEA)"),
    ("the fewest words unasked", "revenues of the northern region", [HEDGED], "Revenues / Northern region"),
]


@pytest.mark.parametrize(("question", "pages", "row"), [b[1:] for b in BEST], ids=[b[0] for b in BEST])
def test_the_row_that_answers_to_all_the_words(question: str, pages: list[str], row: str) -> None:
    found = joint(question, *pages)
    assert found
    assert found[0].endswith(row)


FAULTS = [
    (
        "notes are no negation",
        "fair value of the 4.75% notes",
        "debt",
        "Fair Value / 4.75% Senior Notes due 2035",
        "too much of the label is unsaid: 'senior' and 'due'",
    ),
    (
        "a balance is no movement",
        "accrued warranty balance",
        "warranties",
        "Balance at end of period",
        "'balance' is a light word, so the row of the accruals reads all that is left",
    ),
]


@pytest.mark.parametrize(
    ("question", "name", "row"),
    [pytest.param(*f[1:4], id=f[0], marks=pytest.mark.xfail(strict=False, reason=f[4])) for f in FAULTS],
)
def test_words_that_are_taken_for_filler(question: str, name: str, row: str) -> None:
    assert row in joint(question, name)[:2]


NONE = [
    ("a column that is not there", "operating income of Boats", ["segments"]),
    ("a member of nothing", "net sales of Antarctica", ["regions"]),
    ("a word of no row", "stock-based compensation in manufacturing", ["awards"]),
]


@pytest.mark.parametrize(("question", "pages"), [n[1:] for n in NONE], ids=[n[0] for n in NONE])
def test_no_row_where_a_word_is_left_over(question: str, pages: list[str]) -> None:
    assert joint(question, *pages) == []


def test_the_table_of_the_words_comes_first() -> None:
    question = "stock-based compensation in research and development"
    (hit, *_) = joint_entries(question, "income", "awards")
    assert [f"{fact.value} {fact.unit} {when(fact)}" for fact in hit.facts] == [
        "14000 USD 2025-04-01..2025-06-30",
        "12000 USD 2024-04-01..2024-06-30",
    ]


def test_words_that_only_the_table_has_can_be_asked_to_stand_nearer() -> None:
    assert joint("warranty settlements", "warranties") == ["Settlements made"]
    assert joint("warranty settlements", "warranties", least=LABEL) == []
    assert joint("settlements", "warranties", least=LABEL) == ["Settlements made"]


def test_the_words_are_worth_less_the_farther_they_stand() -> None:
    assert LABEL > PART > INTRODUCTION


NUMBERS = [
    ("3.20% Notes Due 2026", {"3.20%", "2026"}),
    ("Term loan (2028)", {"2028"}),
    ("Level 1", {"1"}),
    ("Cash and cash equivalents", set()),
]


@pytest.mark.parametrize(("label", "numbers"), NUMBERS, ids=[n[0] for n in NUMBERS])
def test_the_numbers_of_a_label(label: str, numbers: set[str]) -> None:
    assert numbers_of(label) == numbers


ASKED = [
    ("fair value of the 3.20% notes", ["3.20%"]),
    ("net income for the year ended June 30, 2025", []),
    ("level 2 investments", ["2"]),
]


@pytest.mark.parametrize(("question", "numbers"), ASKED, ids=[a[0] for a in ASKED])
def test_the_numbers_of_a_question_are_no_periods(question: str, numbers: list[str]) -> None:
    found = asked_numbers(understand(question))
    assert [number for number in found if number in numbers] == numbers
    assert not {number for number in found if "2025" in number or "30" in number}
