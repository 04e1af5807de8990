"""Which row is the largest or the smallest, in a column that is named or of what the table is of."""

from __future__ import annotations

import pytest
from tables import Asked, Table, cases, check, names

CHARGES = (
    "The following table summarizes expected and incurred charges for fiscal 2004 by segment:",
    [
        ["", "Total Expected Charges", "Charges Incurred", "Remaining Expected Charges"],
        ["", "", "(in millions)", ""],
        ["Cordage", "$ 90", "$ 80", "$ 10"],
        ["Sailcloth", "70", "40", "30"],
        ["Anchors", "50", "45", "5"],
        ["Total", "$ 210", "$ 165", "$ 45"],
    ],
    [
        Asked(
            "In which segment were the Remaining Expected Charges the largest?",
            "Sailcloth",
            "text",
            ("Cordage", "Sailcloth", "Anchors"),
        ),
        Asked("In which segment were the write-offs the largest?", None, None, ()),
    ],
)
GROWTH = (
    "Years Ended June 30, 2004 and 2003:",
    [
        ["($ in thousands)", "2004", "% Change 2003 to 2004", "2003"],
        ["Repairs", "$900", "10%", "$818"],
        ["Charters", "300", "50%", "200"],
        ["Total sales", "$1,200", "18%", "$1,018"],
    ],
    [Asked("Which segment has a higher percentage change?", "Charters", "text", ("Repairs", "Charters"))],
)
CURRENCIES = (
    "The interest rate profile of our financial assets at June 30, 2004 was:",
    [
        ["", "Total", "Fixed rate", "Floating rate"],
        ["Sterling", "£29", "£9", "£20"],
        ["Euro", "115", "95", "20"],
        ["Krone", "42", "40", "2"],
        ["Group total", "£186", "£144", "£42"],
    ],
    [
        Asked(
            "In which currency was the total amount of financial assets the smallest?",
            "Sterling",
            "text",
            ("Sterling", "Euro", "Krone"),
        ),
        Asked("In which currency was the total amount of provisions the smallest?", None, None, ()),
    ],
)
OBLIGATIONS = (
    "A summary of our contractual obligations at June 30, 2004 (in millions):",
    [
        ["Contractual obligations", "Total", "Less than 1 Year", "After 1 Year"],
        ["Long-term debt", "$556", "$50", "$506"],
        ["Berth leases", "165", "20", "145"],
        ["Crane leases", "312", "52", "260"],
        ["Total", "$1,033", "$122", "$911"],
    ],
    [
        Asked(
            "Which contractual obligation has the highest total value?",
            "Long-term debt",
            "text",
            ("Long-term debt", "Berth leases", "Crane leases"),
        )
    ],
)
TABLES: dict[str, Table] = {
    "a named column": CHARGES,
    "a column of changes": GROWTH,
    "the column of the total": CURRENCIES,
    "rows of every concept": OBLIGATIONS,
}


@pytest.mark.parametrize(("name", "asked"), cases(TABLES), ids=names(TABLES))
def test_ranked_rows(name: str, asked: Asked) -> None:
    above, rows, _ = TABLES[name]
    check(above, rows, asked)


LANDS = (
    "",
    [
        ["($ in millions)", "2004", "2003"],
        ["Revenue from external customers by country", "", ""],
        ["Peru", "83", "73"],
        ["Chile", "220", "199"],
        ["Total revenue from external customers by country", "303", "272"],
    ],
)


def test_the_year_of_one_member() -> None:
    question = "In which year was the amount of revenue from external customers in Chile larger?"
    check(*LANDS, Asked(question, "2004", "text", ("Chile",)))
