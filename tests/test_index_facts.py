"""Cells as facts: value, sign, unit, scale, period, basis and place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from index.model import Fact, Filing, LineItem
from index.read import read_filing

FILINGS = Path(__file__).parent / "filings"
NAMES = ["inception.txt", "untagged.txt", "columns.txt", "tagged.txt", "messy.txt", "rows.txt"]


@cache
def filing(name: str) -> Filing:
    return read_filing((FILINGS / name).read_bytes(), name)


def at(name: str, line: int, column: int) -> tuple[LineItem, Fact]:
    """The fact of a table cell, by the line it stands in."""
    (found,) = [
        (item, fact)
        for item in filing(name).items
        for fact in item.facts
        if fact.origin == "table" and fact.place.line == line and fact.column == column
    ]
    return found


# File, line, column, value, unit, scale, as printed.
FACTS = [
    ("inception.txt", 20, 0, "4870000", "USD", 1000, "$4,870"),
    ("inception.txt", 20, 1, "0", "USD", 1000, "--"),
    ("inception.txt", 25, 1, "-15000", "USD", 1000, "(15)"),
    ("inception.txt", 54, 1, "-0.05", "USD/share", 1, "$(0.05)"),
    ("inception.txt", 58, 1, "1500000", "shares", 1000, "1,500"),
    ("untagged.txt", 32, 0, "0.45", "USD/share", 1, ".45"),
    ("untagged.txt", 35, 2, "7944000", "shares", 1, "7,944,000"),
    ("untagged.txt", 20, 0, "-412000", "USD", 1000, "(412)"),
    ("columns.txt", 5, 0, "12400000.0", "USD", 1_000_000, "12.4"),
    ("columns.txt", 5, 2, "22.8", "percent", 1, "22.8%"),
    ("columns.txt", 6, 2, "-4.3", "percent", 1, "(4.3)"),
    ("columns.txt", 26, 0, "10000000", "USD", 1000, "10,000"),
    ("columns.txt", 30, 1, "38.9", "percent", 1, "38.9%"),
    ("columns.txt", 35, 0, "0.10", "USD/share", 1, "0.10"),
    ("columns.txt", 38, 3, "10300000", "shares", 1000, "10,300"),
    ("columns.txt", 39, 1, "0", "USD/share", 1, "--"),
    ("messy.txt", 79, 1, "-0.02", "USD/share", 1, "( 0.02)"),
    ("messy.txt", 71, 1, "1387000", "USD", 1000, "1,387"),
]


@pytest.mark.parametrize(
    ("name", "line", "column", "value", "unit", "scale", "printed"),
    FACTS,
    ids=[f"{f[0]}-{f[1]}-{f[2]}" for f in FACTS],
)
def test_a_cell_is_a_fact(
    name: str, line: int, column: int, value: str, unit: str, scale: int, printed: str
) -> None:
    _, fact = at(name, line, column)
    assert (fact.value, fact.unit, fact.scale, fact.printed) == (Decimal(value), unit, scale, printed)


@pytest.mark.parametrize("name", NAMES)
def test_every_fact_is_proved_by_its_line(name: str) -> None:
    for item in filing(name).items:
        for fact in item.facts:
            line = filing(name).source.line(fact.place.line)
            assert line[fact.place.start : fact.place.end] == fact.printed
            assert item.lines[0] <= fact.place.line <= item.lines[1]


@pytest.mark.parametrize("name", NAMES)
def test_no_place_is_cited_twice_by_cells(name: str) -> None:
    places = [f.place for i in filing(name).items for f in i.facts if f.origin != "prose"]
    assert len(places) == len(set(places))


def test_a_blank_cell_is_no_fact() -> None:
    blank = next(i for i in filing("inception.txt").items if i.lines == (39, 40))
    assert [fact.column for fact in blank.facts] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("line", "column", "end"),
    [(27, 0, "2000-12-31"), (27, 1, "1999-12-31"), (29, 0, "2001-06-30"), (29, 1, "2000-06-30")],
)
def test_cash_at_the_edges_of_a_period_is_an_instant(line: int, column: int, end: str) -> None:
    _, fact = at("tagged.txt", line, column)
    assert fact.period is not None
    assert (fact.period.kind, fact.period.end) == ("instant", date.fromisoformat(end))


@pytest.mark.parametrize(
    ("name", "line", "column", "basis"),
    [
        ("messy.txt", 46, 0, "gaap"),
        ("messy.txt", 48, 0, "pro_forma"),
        ("messy.txt", 55, 1, "pro_forma"),
        ("tagged.txt", 56, 0, "gaap"),
        ("tagged.txt", 56, 1, "pro_forma"),
        ("tagged.txt", 56, 2, "as_adjusted"),
    ],
)
def test_the_basis_of_a_fact(name: str, line: int, column: int, basis: str) -> None:
    assert at(name, line, column)[1].basis == basis


def test_reading_is_a_pure_function() -> None:
    data = (FILINGS / "untagged.txt").read_bytes()
    assert read_filing(data, "a.txt") == read_filing(data, "a.txt")


def test_a_share_count_under_a_heading_per_share_is_no_amount() -> None:
    text = """
                     STATEMENT OF INCOME
                        (in thousands)
                                      Three Months Ended
                                      June 30,  June 30,
                                        2004      2003
Net sales                             $ 9,000   $ 8,000
Per share:
  Net income                          $  0.11   $  0.09
  Shares outstanding                    4,100     3,980
"""
    facts = {
        item.label: item.facts for item in read_filing(text.encode(), "x.txt").items if item.origin == "table"
    }
    assert [fact.unit for fact in facts["Net income"]] == ["USD/share"] * 2
    assert [(fact.value, fact.unit) for fact in facts["Shares outstanding"]] == [
        (Decimal(4_100_000), "shares"),
        (Decimal(3_980_000), "shares"),
    ]


ROW_PERIODS = [
    (0, "High", ("Fiscal 2003",), "12.50", "2002-04-01", "2002-06-30"),
    (0, "Low", ("Fiscal 2002",), "9.80", "2001-07-01", "2001-09-30"),
    (2, "Balance, March 31, 2002", ("Paid-in Capital",), "4000000", None, "2002-03-31"),
    (2, "Balance, March 31, 2003", ("Total",), "8430000", None, "2003-03-31"),
]


@pytest.mark.parametrize(("statement", "label", "path", "value", "start", "end"), ROW_PERIODS)
def test_rows_may_name_the_period_and_columns_the_measure(
    statement: int, label: str, path: tuple[str, ...], value: str, start: str | None, end: str
) -> None:
    items = [
        i for i in filing("rows.txt").items if (i.statement, i.label, i.path) == (statement, label, path)
    ]
    (fact,) = (f for f in items[0].facts if f.period and f.period.end.isoformat() == end)
    assert (len(items), fact.value) == (1, Decimal(value))
    assert fact.period is not None
    assert (fact.period.start and fact.period.start.isoformat(), fact.period.end.isoformat()) == (start, end)


def test_totals_of_a_column_sum_that_column() -> None:
    items = filing("rows.txt").items
    total = next(i for i in items if i.label == "Balance, March 31, 2003" and i.path == ("Common Stock",))
    assert [str(items[part].facts[0].value) for part in total.parts] == ["1000000", "0", "10000"]
    assert {items[part].path for part in total.parts} == {("Common Stock",)}
