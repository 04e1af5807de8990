"""What a table is of, said beside its rows; members that a table has and only a sentence names in full."""

from __future__ import annotations

import pytest
from tables import Asked, Table, cases, check, names

AGED = (
    "The loss allowance at June 30, 2004 is determined as follows:",
    [
        ["June 30, 2004", "Current", "Past due", "Total"],
        ["(in thousands)", "", "", ""],
        ["Expected loss rate", "1%", "5%", "—"],
        ["Gross carrying amount", "3,000", "1,000", "4,000"],
        ["Loss allowance provision", "30", "50", "80"],
        ["Net receivables", "2,970", "950", "3,920"],
    ],
    [
        Asked("What is the loss allowance provision for current receivables?", "30000", "USD", ("Loss",)),
        Asked("What is the gross carrying amount for current receivables?", "3000000", "USD", ("Gross",)),
        Asked("What was the expected loss rate for current receivables?", "1", "percent", ("Expected",)),
        Asked("What is the loss allowance provision for current inventory?", None, None, ()),
    ],
)
PROFILE = (
    "The interest rate profile of our financial assets at June 30, 2004 was:",
    [
        ["", "Total", "Fixed rate", "Floating rate"],
        ["Sterling", "£50", "£30", "£20"],
        ["Euro", "150", "130", "20"],
        ["Group total", "£200", "£160", "£40"],
    ],
    [
        Asked(
            "What was the percentage of total financial assets in Euro over the Group total?",
            "75",
            "percent",
            ("Euro", "Group total"),
        ),
        Asked("What was the percentage of total liabilities in Euro over the Group total?", None, None, ()),
    ],
)
STEERED = (
    "Net sales from our cordage segment decreased by $20.0 million in 2004.",
    [
        ["Net sales by segment (in millions)", "2004", "2003"],
        ["Cordage", "$80", "$100"],
        ["Sailcloth", "60", "60"],
        ["Net sales", "$140", "$160"],
    ],
    [
        Asked(
            "What was the percentage change in cordage sales from 2003 to 2004?",
            "-20",
            "percent",
            ("Cordage",),
        ),
    ],
)
SEGMENTS = (
    "Cordage net sales for fiscal 2004 were $80.0 million, down by $20.0 million.",
    [
        ["(in millions)", "Fiscal 2004 Net Sales", "Fiscal 2003 Net Sales"],
        ["Cordage", "$80", "$100"],
        ["Sailcloth", "60", "60"],
        ["Total", "$140", "$160"],
    ],
    [
        Asked(
            "What is the percentage change in total net sales of Cordage and Sailcloth from fiscal year 2003 "
            "to 2004?",
            "-12.5",
            "percent",
            ("Cordage", "Sailcloth"),
        ),
        Asked(
            "What is the percentage change in cordage net sales from fiscal 2003 to 2004?",
            "-20",
            "percent",
            ("Cordage",),
        ),
    ],
)
TABLES: dict[str, Table] = {
    "the last row": AGED,
    "the introduction": PROFILE,
    "members": SEGMENTS,
    "told of": STEERED,
}


@pytest.mark.parametrize(("name", "asked"), cases(TABLES), ids=names(TABLES))
def test_what_a_table_is_of(name: str, asked: Asked) -> None:
    above, rows, _ = TABLES[name]
    check(above, rows, asked)
