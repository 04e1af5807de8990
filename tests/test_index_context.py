"""What rows measure where their labels do not say: aliases, totals, headings, introductions."""

from __future__ import annotations

import pytest
from asked import view_of
from notetables import page

from index.context import aliases, introduced, named

Q2 = "Three Months Ended June 30, 2025"

ALIASES = [
    ("Europe, Middle East and Africa (EMEA)", ("EMEA",)),
    ("United States and Canada (“UCAN”)", ("UCAN",)),
    ('Research and development ("R&D")', ("R&D",)),
    ("Restricted stock units (RSUs)", ("RSUs",)),
    ("United Kingdom (U.K.)", ("UK",)),
    ("Other income (expense), net", ()),
    ("Operating lease liabilities (1)", ()),
    ("Net income (loss)", ()),
    ("Notes (Due 2026)", ()),
]


@pytest.mark.parametrize(("label", "names"), ALIASES, ids=[a[0] for a in ALIASES])
def test_the_short_names_in_a_label(label: str, names: tuple[str, ...]) -> None:
    assert aliases(label) == names


def context(label: str, *pages: str) -> frozenset[str]:
    """The concepts that the first row of a label is a part of."""
    return next(e.context for e in view_of(*pages).catalogue.entries if e.item.label == label)


def test_the_parts_of_a_total_are_of_what_it_is() -> None:
    assert "revenue" in context("North America", "regions")


def test_a_total_of_totals_reaches_down() -> None:
    table = page(
        "By line (in thousands)",
        rows=[
            f"|{Q2}",
            "Kilns|$ 10",
            "Looms|20",
            "Total machines|30",
            "Parts|5",
            "Repairs|7",
            "Total after-sales|12",
            "Total net sales|$ 42",
        ],
    )
    assert "revenue" in context("Total machines", table)
    assert "revenue" in context("Looms", table)
    assert "revenue" in context("Repairs", table)


def test_a_row_under_a_heading_is_of_what_it_names() -> None:
    table = page(
        "By line (in thousands)",
        rows=[f"|{Q2}", "Net sales:|", "Kilns|$ 10", "Looms|20", "Other:|", "Visitors|3"],
    )
    assert "revenue" in context("Kilns", table)
    assert "revenue" not in context("Visitors", table)


def test_an_introduction_speaks_for_rows_without_a_total() -> None:
    table = page(
        "Net sales by product were as follows (in thousands):", rows=[f"|{Q2}", "Kilns|$ 10", "Looms|20"]
    )
    assert "revenue" in context("Kilns", table)


def test_the_title_of_a_statement_says_nothing_of_its_rows() -> None:
    assert "net_income" not in context("Research and development", "income")
    assert "revenue" not in context("Research and development", "income")


def test_the_columns_of_segments_are_headings() -> None:
    table = page(
        "Segments (in thousands)",
        rows=["|Net Sales|Operating Income", f"{Q2}||", "Home|$ 50|$ 11", "Fleet|30|6"],
    )
    entries = [e for e in view_of(table).catalogue.entries if e.item.label == "Fleet"]
    found = {e.item.path[-1]: set(e.context) & {"revenue", "operating_income"} for e in entries}
    assert found == {"Net Sales": {"revenue"}, "Operating Income": {"operating_income"}}


HEADINGS = [
    ("Net sales", {"revenue"}),
    ("Total revenues", {"revenue"}),
    ("Operating income (loss)", {"operating_income"}),
    ("Corporate", set()),
]


@pytest.mark.parametrize(("heading", "concepts"), HEADINGS, ids=[h[0] for h in HEADINGS])
def test_the_concepts_that_a_heading_names(heading: str, concepts: set[str]) -> None:
    assert named(heading) >= concepts
    assert concepts or not named(heading)


INTRODUCTIONS = [
    ("The following table presents revenue by region:", "revenue"),
    ("Inventories consist of the following (in thousands):", "inventory"),
]


@pytest.mark.parametrize(("text", "concept"), INTRODUCTIONS, ids=[i[1] for i in INTRODUCTIONS])
def test_the_concepts_of_an_introduction(text: str, concept: str) -> None:
    assert concept in introduced(text)
