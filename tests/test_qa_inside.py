"""The parts of a year, the ends of a range of prices, and two days that say two columns."""

from __future__ import annotations

import pytest
from tables import Asked, Table, cases, check, names

import qa

RANGE = (
    "The following table shows the high and low sale prices per share of our common stock for each quarter:",
    [
        ["", "Common Stock Price Range 2004", ""],
        ["", "Low", "High"],
        ["First Quarter", "$ 5.00", "$ 8.25"],
        ["Second Quarter", "$ 4.50", "$ 6.50"],
        ["Third Quarter", "$ 2.50", "$ 4.75"],
        ["Fourth Quarter", "$ 2.00", "$ 3.25"],
    ],
    [
        Asked(
            "In the first quarter of 2004, what is the difference between the low and high price?",
            "3.25",
            "USD/share",
            ("First Quarter",),
        ),
        Asked(
            "What is the average quarterly low price in 2004?",
            "3.5",
            "USD/share",
            ("First", "Second", "Third", "Fourth"),
        ),
        Asked("What is the average quarterly low price in 2003?", None, None, ()),
    ],
)
WEEKS = (
    "The high and low sales prices of our common stock were:",
    [
        ["", "12 Weeks Ended", "", ""],
        ["", "September 26, 2004", "July 4, 2004", "April 11, 2004"],
        ["High", "$22.00", "$20.00", "$21.00"],
        ["Low", "$17.00", "$15.00", "$16.00"],
    ],
    [
        Asked(
            "What is the percentage increase in the high price from July 4, 2004 to September 26, 2004?",
            "10",
            "percent",
            ("High",),
        ),
        Asked(
            "What is the percentage increase in the high price from July 9, 2004 to September 26, 2004?",
            None,
            None,
            (),
        ),
    ],
)
TABLES: dict[str, Table] = {"ends of a range": RANGE, "two days": WEEKS}


@pytest.mark.parametrize(("name", "asked"), cases(TABLES), ids=names(TABLES))
def test_parts_of_periods(name: str, asked: Asked) -> None:
    above, rows, _ = TABLES[name]
    check(above, rows, asked)


def test_each_quarter_is_listed() -> None:
    above, rows, _ = RANGE
    with qa.excerpt([above, rows]) as book:
        answer = book.session().ask(
            "What was the low sale price per share for each quarters in 2004 in chronological order?"
        )
    assert [value.printed for value in answer.values] == ["$ 5.00", "$ 4.50", "$ 2.50", "$ 2.00"]
