"""Parts of a question that belong together, and words that are no parts of it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from asked import ask, name_of_hit, put
from notetables import page

from grammar.pipeline import understand
from qa.joining import ends_of_periods, put_together, without_names, without_nouns

DUE = [
    ("fair value of the 3.20% notes due 2026", 0),
    ("fair value of the notes due in 2026 at June 30, 2025", 1),
    ("principal of the term loan due 2028", 0),
    ("debentures due 2035", 0),
    ("taxes due in 2026", 1),
    ("net sales in 2026", 1),
]


@pytest.mark.parametrize(("question", "count"), DUE, ids=[d[0] for d in DUE])
def test_the_year_of_a_debt_is_no_period(question: str, count: int) -> None:
    assert len(without_names(understand(question)).periods) == count


ENDS = [
    ("cash at quarter end", {"quarter", "end"}),
    ("cash at the end of the quarter", {"end", "of", "the", "quarter"}),
    ("inventories at year-end", {"year-end"}),
    ("net sales of the quarter", set()),
]


@pytest.mark.parametrize(("question", "words"), ENDS, ids=[e[0] for e in ENDS])
def test_where_a_period_ends(question: str, words: set[str]) -> None:
    query = understand(question)
    found = {query.words[place].lower for place in ends_of_periods(query)}
    assert found == words or found == {part for word in words for part in word.split("-")}


def test_the_noun_of_a_breakdown_is_no_metric() -> None:
    countries = page("Sales (in thousands)", rows=["|June 30, 2025", "Net sales|$ 9", "Country houses|4"])
    _, query, found, _ = put("net sales by country", countries)
    assert len(found) == 2
    assert [mention.text for mention in without_nouns(query, found)] == ["net sales"]


def test_one_row_that_two_mentions_name() -> None:
    view, query, found, missing = put("operating income of Fleet", "income", "segments")
    whole, merged, missing = put_together(view, query, found, missing)
    assert [name_of_hit(mention).split(" / ")[-2:] for mention in whole] == [["Fleet", "Operating income"]]
    assert (merged, missing) == ([], [])


def test_two_metrics_with_an_and_stay_two() -> None:
    view, query, found, missing = put("net sales and net income", "income")
    whole, merged, missing = put_together(view, query, found, missing)
    assert [mention.concept for mention in whole] == ["revenue", "net_income"]
    assert (merged, missing) == ([], [])


@pytest.mark.xfail(strict=False, reason="the row of the first reads 'and net income' too")
def test_two_metrics_of_one_noun_stay_two() -> None:
    answer = ask("operating income and net income in Q2 2025", "income")
    assert [(v.label, v.value) for v in answer.values] == [
        ("Operating income", Decimal(190_000)),
        ("Net income", Decimal(150_000)),
    ]


NOT_READ = "the notes' own name, 'senior' and 'due', is too much unsaid"
# question, pages, value, unit, what must be cited, what is wrong meanwhile
ASKED = [
    (
        "What was the accrued warranty balance at the end of Q2 2025?",
        ["income", "warranties"],
        "63000",
        "USD",
        "63",
        "'balance' is a light word: the rows of the table are not asked for the closing balance",
    ),
    (
        "the accrued warranty balance at the beginning of the second quarter of 2025",
        ["income", "warranties"],
        "60000",
        "USD",
        "60",
        "the beginning of a period that a column covers is not asked of its opening balance",
    ),
    ("warranty settlements in Q2 2024", ["income", "warranties"], "-8000", "USD", "(8)", ""),
    ("effective interest rate of the 1.55% notes", ["debt"], "1.61", "percent", "1.61%", NOT_READ),
    (
        "What was the fair value of the 4.75% Senior Notes at December 31, 2024?",
        ["debt"],
        "498000",
        "USD",
        "498",
        "",
    ),
    (
        "principal amount of the notes due 2026 at June 30, 2025",
        ["debt"],
        "1000000",
        "USD",
        "1,000",
        "",
    ),
]


@pytest.mark.parametrize(
    ("question", "pages", "value", "unit", "proof"),
    [
        pytest.param(*a[:5], id=a[0], marks=[pytest.mark.xfail(strict=False, reason=a[5])] if a[5] else [])
        for a in ASKED
    ],
)
def test_the_row_of_all_the_words(question: str, pages: list[str], value: str, unit: str, proof: str) -> None:
    answer = ask(question, *pages)
    assert answer.status == "answered"
    assert (Decimal(answer.value or "nan"), answer.unit) == (Decimal(value), unit)
    assert all(proof in citation.text for citation in answer.citations[:1])


SILENT = [
    ("operating income of Boats in Q2 2025", ["income", "segments"], ""),
    ("warranty settlements in Q2 2023", ["income", "warranties"], ""),
    ("fair value of the 9.10% notes", ["debt"], "the total answers for notes that are not there"),
]


@pytest.mark.parametrize(
    ("question", "pages"),
    [
        pytest.param(*s[:2], id=s[0], marks=[pytest.mark.xfail(strict=False, reason=s[2])] if s[2] else [])
        for s in SILENT
    ],
)
def test_nothing_is_said_where_no_row_has_all_the_words(question: str, pages: list[str]) -> None:
    answer = ask(question, *pages)
    assert (answer.status, answer.value) == ("unanswerable", None)
