"""What rows that are periods measure, and what tells columns of one period apart."""

from __future__ import annotations

import pytest
from notetables import page, seen

YEARS = ["2026|$ 354", "2027|236", "2028 and thereafter|92", "Total|$ 682"]
NAMED = [
    ("the head of the column", ["Leases (in millions)"], "|Lease obligations", "Lease obligations"),
    (
        "what the introduction is about",
        ["Below: estimated future amortization expense as of December 31, 2025 (in millions):"],
        "Fiscal Year|Amount",
        "estimated future amortization expense",
    ),
    ("the title", ["Note 9 - Debt Maturities", "(in millions)"], "Year|Amount", "Debt Maturities"),
]


@pytest.mark.parametrize(("above", "head", "name"), [n[1:] for n in NAMED], ids=[n[0] for n in NAMED])
def test_a_table_of_years_is_named(above: list[str], head: str, name: str) -> None:
    found = seen(page(*above, rows=[head, *YEARS]))
    assert [row for row in found if row[0] == name] == [
        (name, "354000000", "USD", "2026-01-01..2026-12-31"),
        (name, "236000000", "USD", "2027-01-01..2027-12-31"),
    ]
    assert [row[0].split(" / ")[-2:] for row in found[2:]] == [[name, "2028 and thereafter"], [name, "Total"]]


def test_columns_that_share_a_head_are_told_from_the_others() -> None:
    rows = [
        "|Cost|Cost|Fair value",
        "June 30, 2025|||",
        "Bonds|$ 1|$ 2|$ 3",
        "Shares|4|5|6",
    ]
    assert {row[0] for row in seen(page("Securities (in millions)", rows=rows))} == {
        "June 30, 2025 / Cost / Bonds",
        "June 30, 2025 / Fair value / Bonds",
        "June 30, 2025 / Cost / Shares",
        "June 30, 2025 / Fair value / Shares",
    }


REST = [
    "Remainder of 2025",
    "Remaining 2025",
    "Remaining six months of 2025",
    "2025 (excluding the six months ended June 30, 2025)",
    "2025 (remaining six months)",
]


@pytest.mark.parametrize("label", REST)
def test_what_is_left_of_a_year_is_of_the_rest_of_it(label: str) -> None:
    above = "Future lease payments as of June 30, 2025 were as follows (in millions):"
    found = seen(
        page(above, rows=["|Lease payments", f"{label}|$ 54", "2026|90", "Thereafter|40", "Total|$ 184"])
    )
    assert found[:2] == [
        ("Lease payments", "54000000", "USD", "2025-07-01..2025-12-31"),
        ("Lease payments", "90000000", "USD", "2026-01-01..2026-12-31"),
    ]
