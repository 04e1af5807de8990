"""What rows and columns say together, asked from tables without a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

import qa


@dataclass(frozen=True)
class Asked:
    """A question of a table: its value and unit, and the labels of the rows that are cited."""

    question: str
    value: str | None
    unit: str | None
    rows: tuple[str, ...]


SEGMENTS = (
    "Our segments ($ in millions):",
    [
        ["Segment", "Fiscal 2004 Net Sales", "Fiscal 2003 Net Sales", "% Inc (Dec)"],
        ["Cordage", "$120.5", "$110.0", "10%"],
        ["Sailcloth", "60.5", "70.0", "(14)%"],
        ["Total", "$181.0", "$180.0", "1%"],
    ],
    [
        Asked("What were total net sales in fiscal 2003?", "180000000", "USD", ("Total",)),
        Asked("What was the change in net sales from fiscal 2003 to 2004?", "1000000", "USD", ("Total",)),
        Asked("What were sailcloth net sales in fiscal 2004?", "60500000", "USD", ("Sailcloth",)),
    ],
)
CHANGES = (
    "Years ended December 31, 2004 and 2003:",
    [
        ["(in thousands)", "2004", "% Change 2003 to 2004", "2003"],
        ["Moorings", "$900", "(10)%", "$1,000"],
        ["Dry storage", "300", "50%", "200"],
    ],
    [
        Asked("What was the change in moorings between 2003 and 2004?", "-100000", "USD", ("Moorings",)),
        Asked("What was dry storage in 2004?", "300000", "USD", ("Dry storage",)),
    ],
)
SLIPPED = (
    "",
    [
        ["", "Year ended March 31,", "", "Change", ""],
        ["% Change", "2004", "2003", "Amount", "% Change"],
        ["Interest paid (in thousands)", "(60)", "(40)", "(20)", "50%"],
        ["Interest received", "$90", "$80", "$10", "13%"],
    ],
    [Asked("What was the interest paid in 2004?", "-60000", "USD", ("Interest paid",))],
)
LEASES = (
    "At September 30, 2004 our boathouse leases had terms expiring as follows:",
    [
        ["", "", "Number of Boathouses"],
        ["", "", "Ground and"],
        ["", "Water", "Building"],
        ["Fiscal Year", "Leases", "Leases"],
        ["2005 – 2009", "31", "69"],
        ["2010 – 2014", "19", "27"],
    ],
    [
        Asked(
            "What is the number of water leases expiring between fiscal year 2005 - 2009?",
            "31",
            "count",
            ("2005",),
        ),
        Asked(
            "What is the number of ground and building leases expiring from 2010 to 2014?",
            "27",
            "count",
            ("2010",),
        ),
    ],
)
AWARDS = (
    "The plan holds awards over the following numbers of shares:",
    [
        ["Number of shares (1,000)", "2004", "2003"],
        ["Awarded during the year", "1,001.1", "907.3"],
        ["Lapsed during the year", "(785.3)", "(764.0)"],
    ],
    [Asked("How many shares were awarded in 2003?", "907300", "shares", ("Awarded",))],
)
RESERVES = (
    "The distribution of earnings was as follows:",
    [
        [
            "",
            "Appropriation of the earnings of the year by the meeting of members (in thousand NT dollars)",
            "",
            "Cash dividend per share (NT dollars)",
            "",
        ],
        ["", "2003", "2004", "2003", "2004"],
        ["Legal reserve", "$707,299", "$963,947", "", ""],
        ["Cash dividends", "6,916,105", "9,765,155", "$0.58", "$0.75"],
    ],
    [
        Asked(
            "What was the change in the legal reserve from 2003 to 2004?",
            "256648000",
            "USD",
            ("Legal reserve",),
        ),
        Asked("What was the cash dividend per share in 2004?", "0.75", "USD/share", ("Cash dividends",)),
    ],
)
NOTES = (
    "The total fair value of units that vested in fiscal 2004 was $5.0 million.",
    [
        ["", "Fair value", "Fair value"],
        ["(in thousands)", "June 30, 2004", "June 30, 2003"],
        ["Assets", "", ""],
        ["Harbour bonds", "$18,526", "$10,152"],
        ["Money market funds", "3,760", "3,031"],
        ["Liabilities", "", ""],
        ["2.00% Notes Due 2031", "$1,064", "$1,075"],
        ["3.50% Notes Due 2050", "1,482", "1,604"],
    ],
    [
        Asked(
            "Which of the notes had the highest fair value at June 30, 2004?",
            "3.50% Notes Due 2050",
            "text",
            ("2.00% Notes", "3.50% Notes"),
        )
    ],
)
TABLES: dict[str, tuple[str, Sequence[Sequence[str]], list[Asked]]] = {
    "a measure that all years share": SEGMENTS,
    "a change between two years": CHANGES,
    "a head over the labels by a slip": SLIPPED,
    "rows of several years": LEASES,
    "a scale beside the labels": AWARDS,
    "a long head over two years": RESERVES,
    "rows called by the noun asked for": NOTES,
}
CASES = [(name, asked) for name, (_, _, questions) in TABLES.items() for asked in questions]


@pytest.mark.parametrize(("name", "asked"), CASES, ids=[f"{n}: {a.question}" for n, a in CASES])
def test_rows_and_columns(name: str, asked: Asked) -> None:
    above, rows, _ = TABLES[name]
    with qa.excerpt([above, rows] if above else [rows]) as book:
        answer = book.session().ask(asked.question)
    assert (answer.value, answer.unit) == (asked.value, asked.unit), answer.text
    cited = [line.text.strip() for line in answer.citations]
    assert all(any(line.startswith(row) for line in cited) for row in asked.rows)
    assert all(any(line.startswith(row) for row in asked.rows) for line in cited)
