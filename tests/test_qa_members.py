"""A metric and a member of its breakdown, named apart; rows by number, column and table."""

from __future__ import annotations

from decimal import Decimal

import pytest
from asked import ask, name_of_hit, put
from notetables import page

import qa
from qa.members import conjoined, in_column, numbered, of_table, with_members

SIDE = [
    ("net sales and net income", True),
    ("net sales, net income", True),
    ("net sales plus net income", True),
    ("gross profit / net sales", True),
    ("net sales versus net income", True),
    ("net sales of net income", False),
]


@pytest.mark.parametrize(("question", "apart"), SIDE, ids=[s[0] for s in SIDE])
def test_metrics_side_by_side(question: str, apart: bool) -> None:
    _, query, found, _ = put(question, "income")
    assert len(found) == 2
    assert conjoined(query, found) is apart


def test_a_metric_and_a_member_are_one() -> None:
    _, query, found, _ = put("net sales in North America", "income", "regions")
    kept, merged = with_members(query, found)
    assert [(name_of_hit(mention), mention.kin) for mention in kept] == [("North America", "revenue")]
    assert [mention.concept for mention in merged] == ["revenue"]


KEPT = [
    ("a share has two operands", "North America as a share of net sales"),
    ("a sum has two operands", "North America plus net sales"),
    ("joined by and", "North America and net income"),
]


@pytest.mark.parametrize("question", [k[1] for k in KEPT], ids=[k[0] for k in KEPT])
def test_operands_are_left_apart(question: str) -> None:
    _, query, found, _ = put(question, "income", "regions")
    kept, merged = with_members(query, found)
    assert (len(kept), merged) == (2, [])


def test_a_metric_that_a_member_is_no_part_of_stays() -> None:
    _, query, found, _ = put("net income in North America", "income", "regions")
    kept, merged = with_members(query, found)
    assert not merged
    assert {mention.concept for mention in kept} == {"net_income", None}


PAPERS = page(
    "Debt as of June 30, 2025 (in thousands):",
    rows=["|Principal|Fair Value", "3.20% Debentures|$ 1,000|$ 970", "1.55% Debentures|1,250|1,130"],
)


def test_the_number_of_a_debt_tells_it_from_the_others() -> None:
    _, query, (mention, *_), _ = put("the 1.55% debentures", PAPERS)
    assert {hit.entry.item.label for hit in mention.hits} == {"3.20% Debentures", "1.55% Debentures"}
    assert {hit.entry.item.label for hit in numbered(query, mention).hits} == {"1.55% Debentures"}


def test_without_a_number_all_of_them_are_meant() -> None:
    _, query, (mention, *_), _ = put("the debentures", PAPERS)
    assert numbered(query, mention) is mention


GRID = page(
    "Properties as of June 30, 2025 (in thousands):",
    rows=[
        "|Cost|Accumulated Depreciation|Net Book Value",
        "Trucks|$ 90|$ 30|$ 60",
        "Barns|40|15|25",
        "Total|$ 130|$ 45|$ 85",
    ],
)


def test_the_column_that_a_question_names() -> None:
    _, query, (mention, *_), _ = put("net book value of trucks", GRID)
    kept, places = in_column(query, mention)
    assert [name_of_hit(kept)] == ["Net Book Value / Trucks"]
    assert places == frozenset({0, 1, 2})


def test_no_column_where_none_is_named() -> None:
    _, query, (mention, *_), _ = put("trucks", GRID)
    kept, places = in_column(query, mention)
    assert (kept, places) == (mention, frozenset())


def test_the_name_of_a_table_narrows_the_rows() -> None:
    one = page("Contractual obligations (in thousands):", rows=["|Total", "Leases|$ 46", "Debt|300"])
    other = page("Fair values (in thousands):", rows=["|Total", "Leases|$ 41", "Debt|290"])
    _, query, found, _ = put("debt in the obligations table", one, other)
    kept, naming = of_table(query, found)
    abouts = {hit.entry.statement.title for mention in kept for hit in mention.hits if hit.entry.statement}
    assert not naming or abouts == {"Contractual obligations (in thousands):"}


# question, pages, value, unit
ASKED = [
    ("EMEA net sales, second quarter of 2025", ["income", "regions"], "310000", "USD"),
    ("net sales in North America in Q2 2024", ["income", "regions"], "390000", "USD"),
    ("operating income of the Fleet segment in Q2 2025", ["income", "segments"], "60000", "USD"),
    ("net sales of Marine in the second quarter of 2024", ["income", "segments"], "90000", "USD"),
    ("stock-based compensation in sales and marketing, Q2 2025", ["income", "awards"], "11000", "USD"),
    ("net book value of barns", [GRID], "25000", "USD"),
    ("fair value of the 1.55% debentures", [PAPERS], "1130000", "USD"),
    ("principal of the 3.20% debentures", [PAPERS], "1000000", "USD"),
]


@pytest.mark.parametrize(("question", "pages", "value", "unit"), ASKED, ids=[a[0] for a in ASKED])
def test_the_figure_of_a_member(question: str, pages: list[str], value: str, unit: str) -> None:
    answer = ask(question, *pages)
    assert answer.status == "answered"
    assert (Decimal(answer.value or "nan"), answer.unit) == (Decimal(value), unit)


ROWS = (
    "<table><tr><td></td><td>Three Months Ended June 30, 2025</td>"
    "<td>Three Months Ended June 30, 2024</td></tr>"
    "<tr><td>{}</td><td>$8,866</td><td>$8,006</td></tr>"
    "<tr><td>Advertising</td><td>1,210</td><td>1,105</td></tr></table>"
)
STATEMENT = "<p><b>Consolidated Statements of Operations</b></p><p>(in thousands)</p>"


def test_an_alternative_in_a_table_without_a_title_is_a_bare_name() -> None:
    bare = ROWS.format("Research and development expense")
    answer = ask(
        "What was research and development in Q2 2025?",
        bare,
        STATEMENT + ROWS.format("Research and development"),
    )
    assert (answer.value, answer.unit) == ("8866000", "USD")
    assert answer.alternatives == ("Research and development expense",)


def test_what_introduces_a_table_is_not_the_metric_of_its_rows() -> None:
    rows = [["(in thousands)", "Total"], ["Hulls", "$1,031"], ["Sails", "4,091"], ["Total assets", "$5,122"]]
    lead = "The following table summarizes the purchase price allocations of the yards bought:"
    told = "The final purchase was of fifty-six percent of the yards."
    with qa.excerpt([told, lead, rows]) as book:
        answer = book.session().ask("What were the purchase price allocations related to hulls?")
    assert (answer.value, answer.unit) == ("1031000", "USD"), answer.text
