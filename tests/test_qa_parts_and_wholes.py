"""Shares and ratios of rows: several parts over one whole, a whole without a name, one row of two years."""

from __future__ import annotations

import pytest
from tables import Asked, Table, cases, check, names

PLANT = (
    "",
    [
        ["(in thousands)", "2004", "2003"],
        ["Land", "$600", "$700"],
        ["Leasehold improvements", "800", "900"],
        ["Cranes", "6,600", "6,400"],
        ["Land, cranes and equipment, gross", "$8,000", "$8,000"],
        ["Less: depreciation", "(3,000)", "(4,000)"],
        ["Land, cranes and equipment, net", "$5,000", "$4,000"],
    ],
    [
        Asked(
            "What is the proportion of land and leasehold improvements over the gross land, cranes and "
            "equipment in 2004?",
            "0.175",
            "ratio",
            ("Land", "Leasehold", "Land, cranes and equipment, gross"),
        ),
        Asked(
            "What is the proportion, in percentage, of land over leasehold improvements in 2004?",
            "75",
            "percent",
            ("Land", "Leasehold"),
        ),
        Asked(
            "What is the ratio of cranes in fiscal 2004 to fiscal 2003?",
            "1.03125",
            "ratio",
            ("Cranes",),
        ),
    ],
)
SEVERANCE = (
    "The following is a summary of the costs of our closures (in thousands):",
    [
        ["", "2004", "2003"],
        ["Severance and related costs", "$7,000", "$6,000"],
        ["Advisers", "1,000", "2,000"],
        ["", "$8,000", "$8,000"],
    ],
    [
        Asked(
            "For 2004, what is the percentage of severance and related costs among the total cost?",
            "87.5",
            "percent",
            ("Severance", "$8,000"),
        ),
        Asked("What is the percentage of severance among the total wages in 2004?", None, None, ()),
    ],
)
LEASES = (
    "Our obligations at June 30, 2004 (in thousands):",
    [
        ["", "Total", "Less Than 1 Year", "1-5 Years", "More Than 5 Years"],
        ["Berth leases", "$1,000", "$200", "$300", "$500"],
        ["Crane leases", "400", "100", "100", "200"],
    ],
    [
        Asked(
            "What is the percentage of the berth leases of more than 5 years in the total berth leases?",
            "50",
            "percent",
            ("Berth leases",),
        ),
    ],
)
PORTS = (
    "Revenue based on the location of our customers' headquarters was as follows:",
    [
        ["For the year ended", "2004", "2003", "2002"],
        ["Peru", "$12,000", "$10,000", "$9,000"],
        ["Chile", "3,000", "5,000", "4,000"],
        ["", "$15,000", "$15,000", "$13,000"],
    ],
    [
        Asked(
            "What is the revenue from Peru in 2003 based on the location of the customers' headquarters?",
            "10000",
            "USD",
            ("Peru",),
        ),
        Asked("What was total revenue in 2002?", "13000", "USD", ("$15,000",)),
    ],
)
TABLES: dict[str, Table] = {
    "parts of a sum": PLANT,
    "a total without a name": SEVERANCE,
    "a column of the total": LEASES,
    "what a table is based on": PORTS,
}


@pytest.mark.parametrize(("name", "asked"), cases(TABLES), ids=names(TABLES))
def test_parts_and_wholes(name: str, asked: Asked) -> None:
    above, rows, _ = TABLES[name]
    check(above, rows, asked)
