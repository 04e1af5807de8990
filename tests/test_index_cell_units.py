"""Units and scales of cells: by mark, column and row."""

from __future__ import annotations

import pytest
from notetables import page, seen, when

from index.read import read_filing

HEAD = "|Three Months Ended June 30, 2004|Three Months Ended June 30, 2003"
EQUITY = [
    "|Common Shares Outstanding|Retained Earnings|Total",
    "Balance, December 31, 2003|430|$ 74|$ 79",
    "Net income|—|24|24",
    "Dividends ($0.485 per share)|—|(20)|(20)",
    "Shares repurchased|(3)|(15)|(15)",
    "Balance, June 30, 2004|427|$ 63|$ 68",
]


def test_a_column_of_shares_beside_columns_of_money() -> None:
    found = seen(page("Consolidated Statement of Shareholders' Equity (in millions)", rows=EQUITY))
    units = {(row[0].split(" / ")[-1], row[2]) for row in found if row[0].startswith("Common Shares")}
    assert {unit for _, unit in units} == {"shares"}
    assert {row[2] for row in found if not row[0].startswith("Common Shares")} == {"USD"}
    assert ("Total / Dividends ($0.485 per share)", "-20000000") in [row[:2] for row in found]


def test_a_percent_sign_in_the_first_row_holds_downwards() -> None:
    rows = [HEAD, "North|31.0%|48.7%", "South|22.3|35.0", "Corporate|(7.7)|(64.2)", "Total|100.0%|100.0%"]
    assert {row[2] for row in seen(page("Operating income by segment", rows=rows))} == {"percent"}


STOPS = [
    (
        "another mark",
        ["Margin|31.0%|48.7%", "Sales|$ 22.3|$ 35.0", "Costs|7.7|64.2"],
        ["percent", "USD", "USD"],
    ),
    ("words", ["Margin|31%|48%", "Employees|22|35"], ["percent", "count"]),
]


@pytest.mark.parametrize(("rows", "units"), [s[1:] for s in STOPS], ids=[s[0] for s in STOPS])
def test_a_percent_sign_holds_until_something_else_is_said(rows: list[str], units: list[str]) -> None:
    assert [row[2] for row in seen(page("Selected data", rows=[HEAD, *rows]))][::2] == units


# Rows under a heading, and the units of their figures.
ROWS = [
    ("Basic earnings per share:", "Net income|$ 3,125,413|$ 2,147,306", "USD", "3125413000"),
    ("Denominator:", "Dilutive impact of awards|249|250", "shares", "249000"),
    ("Debt / net income", "Net income|6,935|6,747", "USD", "6935000"),
    ("Debt / net income", "Debt / net income|4.7|4.6", "ratio", "4.7"),
    ("Awards", "Total grant-date fair value|$ 7,834|$ 5,316", "USD", "7834000"),
    ("Awards", "Weighted average grant-date fair value|$ 87.99|$ 37.41", "USD/share", "87.99"),
    ("Assets", "Corporate aircraft|99,195|99,175", "USD", "99195000"),
    ("", "Anti-dilutive awards excluded from income per share|51|150", "shares", "51000"),
]


@pytest.mark.parametrize(
    ("heading", "row", "unit", "value"), ROWS, ids=[row[1].split("|")[0] for row in ROWS]
)
def test_the_unit_of_a_row_in_thousands(heading: str, row: str, unit: str, value: str) -> None:
    rows = [HEAD, *([f"{heading}||"] if heading else []), row, "Other income|$ 4|$ 3"]
    assert seen(page("Note 3 (in thousands)", rows=rows))[0][1:3] == (value, unit)


def test_diluted_after_the_shares_above_it_counts_shares() -> None:
    rows = [
        HEAD,
        "Net income|$ 1,876|$ 1,673",
        "Weighted-average number of shares outstanding:||",
        "Basic|594.1|609.4",
        "Dilutive effect of stock options|0.7|0.9",
        "Diluted|594.8|610.3",
        "Earnings per share - diluted|$ 3.15|$ 2.74",
    ]
    found = [row for row in seen(page("Earnings per share (in millions)", rows=rows)) if "Diluted" in row[0]]
    assert [row[1:3] for row in found] == [("594800000.0", "shares"), ("610300000.0", "shares")]


HEADS = [
    ("Aggregate intrinsic value (millions)", "$ 74", "74000000", "USD"),
    ("Expected remaining term (years)", "1.6", "1.6", "count"),
    ("Effective interest rate", "3.31%", "3.31", "percent"),
    ("Estimated useful life", "45", "45", "count"),
]


@pytest.mark.parametrize(("head", "cell", "value", "unit"), HEADS, ids=[head[0] for head in HEADS])
def test_the_head_of_a_column_says_its_unit(head: str, cell: str, value: str, unit: str) -> None:
    rows = [f"|{head}|Amount", f"3.20% Notes Due 2026|{cell}|$ 1,000", f"1.55% Notes Due 2028|{cell}|$ 1,250"]
    found = seen(page("Debt as of June 30, 2004", rows=rows))
    assert next(row[1:3] for row in found if row[0].startswith(head.split(" (")[0])) == (value, unit)


def test_an_exception_for_percentages_makes_no_column_one_of_them() -> None:
    rows = [
        HEAD,
        "|(in thousands, except percentages)|(in thousands, except percentages)",
        "Revenues|$ 110|$ 95",
    ]
    assert seen(page("Results", rows=rows))[0] == ("Revenues", "110000", "USD", "2004-04-01..2004-06-30")


def test_an_amount_per_share_in_a_label_is_a_fact_of_the_row() -> None:
    filing = read_filing(
        page("Consolidated Statement of Shareholders' Equity (in millions)", rows=EQUITY).encode(), "page.htm"
    )
    (item,) = (item for item in filing.items if item.label == "Dividends per share")
    assert [(f"{fact.value}", fact.unit, when(fact)) for fact in item.facts] == [
        ("0.485", "USD/share", "2004-01-01..2004-06-30")
    ]


def test_a_row_that_only_says_the_unit_heads_nothing() -> None:
    rows = [HEAD, "(In millions, except per share data)||", "Net income|$ 24|$ 22"]
    assert seen(page("Results", rows=rows))[0][:3] == ("Net income", "24000000", "USD")
