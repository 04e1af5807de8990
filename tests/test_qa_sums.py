"""Periods made of others: which printed durations are added or taken off, and which never are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from grammar.values import Period
from index.catalogue import Catalogue
from index.model import Fact, LineItem, Place, Statement
from qa.figures import Leaf, evaluate, expression
from qa.settle import additive, derived
from qa.sums import Span, Sums

STATEMENT = Statement(1, "income", "Results", 1, "USD", "gaap", "", (1, 9), ())


def leaves(*durations: tuple[str, str, int], label: str = "Net sales", unit: str = "USD") -> list[Leaf]:
    """Printed durations (first day, last day, value), the preferred ones first."""
    item = LineItem(label, (), 0, False, (1, 1), 0, ())
    entry = Catalogue([item], [STATEMENT]).entries[0]
    found = []
    for column, (start, end, value) in enumerate(durations):
        period = Period("duration", date.fromisoformat(start), date.fromisoformat(end), f"to {end}")
        place = Place(1, 10 * column, 10 * column + 5)
        found.append(Leaf(entry, Fact(Decimal(value), unit, 1, str(value), period, place, "table")))
    return found


Q1, Q2 = ("2010-01-01", "2010-03-31", 10), ("2010-04-01", "2010-06-30", 12)
Q3, Q4 = ("2010-07-01", "2010-09-30", 15), ("2010-10-01", "2010-12-31", 19)
HALF, NINE, YEAR = (
    ("2010-01-01", "2010-06-30", 22),
    ("2010-01-01", "2010-09-30", 37),
    ("2010-01-01", "2010-12-31", 56),
)
BEFORE, NEXT = ("2009-01-01", "2009-12-31", 40), ("2011-01-01", "2011-03-31", 11)  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "wanted", "written"),
    [
        ([HALF, Q1], Q2, "22 - 10"),
        ([YEAR, NINE], Q4, "56 - 37"),
        ([NINE, HALF], Q3, "37 - 22"),
        ([YEAR, Q1, Q2, Q3], Q4, "56 - 10 - 12 - 15"),
        ([NINE, Q1, Q3], Q2, "37 - 10 - 15"),
        ([Q1, Q2], HALF, "10 + 12"),
        ([NINE, Q4], YEAR, "37 + 19"),
        ([Q1, Q2, Q3, Q4], YEAR, "10 + 12 + 15 + 19"),
        ([YEAR, Q1, NEXT], ("2010-04-01", "2011-03-31", 0), "(56 - 10) + 11"),
        # a year of 52 weeks ends a few days off
        ([("2010-01-03", "2010-07-03", 22), ("2010-01-03", "2010-04-03", 10)], Q2, "22 - 10"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_printed_is_derived(
    printed: list[tuple[str, str, int]], wanted: tuple[str, str, int], written: str
) -> None:
    found = Sums(leaves(*printed)).derived(Span(*map(date.fromisoformat, wanted[:2])))
    assert found is not None
    assert expression(found[0]) == written


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ([HALF], Q2),
        ([Q1, Q2, Q4], YEAR),
        ([YEAR, Q1, Q2], Q4),
        ([NINE, Q1], Q3),
        ([BEFORE, NEXT], YEAR),
        ([YEAR, NEXT], ("2010-04-01", "2011-03-31", 0)),
    ],
)
def test_a_gap_is_not_filled(printed: list[tuple[str, str, int]], wanted: tuple[str, str, int]) -> None:
    assert Sums(leaves(*printed)).derived(Span(*map(date.fromisoformat, wanted[:2]))) is None


@pytest.mark.parametrize(
    ("label", "unit", "adds"),
    [
        ("Net sales", "USD", True),
        ("Net cash used in operating activities", "USD", True),
        ("Average loans outstanding", "USD", False),
        ("Cash and cash equivalents at end of period", "USD", False),
        ("Cash at beginning of year", "USD", False),
        ("Net income per share", "USD/share", False),
        ("Shares used in computing net income per share", "shares", False),
        ("Gross margin", "percent", False),
    ],
)
def test_only_flows_in_amounts_are_derived(label: str, unit: str, adds: bool) -> None:
    found = leaves(HALF, Q1, label=label, unit=unit)
    wanted = Period("duration", date(2010, 4, 1), date(2010, 6, 30))
    figure = derived(found[0].entry, found, wanted)
    assert (figure is not None) == adds
    assert adds or not (additive(found[0].entry) and unit == "USD")
    assert figure is None or evaluate(figure.node) == 12
