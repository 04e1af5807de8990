"""The periods of figures in tables whose rows, headings or captions tell them."""

from __future__ import annotations

import pytest
from notetables import page, seen

NOTE = "NOTE 7 - SEGMENTS (in millions)"
Q2, Q2_BEFORE = "2025-04-01..2025-06-30", "2024-04-01..2024-06-30"


def test_a_heading_that_is_a_period_holds_until_the_next_one() -> None:
    rows = [
        "|East|West",
        "Three Months Ended June 30, 2025||",
        "Net revenues:||",
        "Products|$ 70|$ 50",
        "Services|20|10",
        "Total net revenues|90|60",
        "Cost of sales|40|30",
        "Other information:||",
        "Capital expenditures|5|7",
        "Three Months Ended June 30, 2024||",
        "Net revenues:||",
        "Products|$ 65|$ 45",
        "Services|15|10",
        "Total net revenues|80|55",
        "Cost of sales|38|29",
    ]
    found = seen(page(NOTE, rows=rows))
    assert {when for label, _, _, when in found} == {Q2, Q2_BEFORE}
    costs = [(value, when) for label, value, _, when in found if label.endswith("East / Cost of sales")]
    assert costs == [("40000000", Q2), ("38000000", Q2_BEFORE)]
    capital = [(value, when) for label, value, _, when in found if "Capital" in label]
    assert capital == [("5000000", Q2), ("7000000", Q2)]


def test_the_date_beside_the_heads_is_that_of_the_columns() -> None:
    rows = ["June 30, 2025|Level 1|Level 2", "Bonds|$ 7|$ 30", "Shares|4|5"]
    assert seen(page("Fair value (in millions)", rows=rows))[:2] == [
        ("Level 1 / Bonds", "7000000", "USD", "2025-06-30"),
        ("Level 2 / Bonds", "30000000", "USD", "2025-06-30"),
    ]


MONTHS = [
    ("May 4, 2025 to May 31, 2025", "2025-05-04..2025-05-31"),
    ("May 4, 2025 through May 31, 2025", "2025-05-04..2025-05-31"),
    ("May 4, 2025 - May 31, 2025", "2025-05-04..2025-05-31"),
    ("May 1 through May 31", "2025-05-01..2025-05-31"),
]


@pytest.mark.parametrize(("label", "period"), MONTHS, ids=[label for label, _ in MONTHS])
def test_a_row_that_is_a_stretch_of_days_has_its_own_period(label: str, period: str) -> None:
    told = "The following table shows our repurchases in the three months ended June 30, 2025:"
    rows = ["|Shares purchased|Average price per share", f"{label}|1,200|$ 70.50", "Total|1,200|$ 70.50"]
    found = seen(page("Repurchases", told, rows=rows))
    assert found[:2] == [
        ("Shares purchased", "1200", "shares", period),
        ("Average price per share", "70.50", "USD/share", period),
    ]
    assert found[2][3] == Q2


def test_a_total_below_periods_that_stand_alone_covers_them_all() -> None:
    rows = [
        "|Shares purchased",
        "March 30, 2025 to May 3, 2025:|",
        "Open market|1,200",
        "May 4, 2025 to May 31, 2025:|",
        "Open market|1,300",
        "Total|2,500",
    ]
    assert seen(page("Repurchases", rows=rows))[-1][1:] == ("2500", "shares", "2025-03-30..2025-05-31")


def test_a_caption_of_two_lengths_leaves_the_period_to_the_balances() -> None:
    told = "Changes in the reserve for the three and six months ended June 30, 2025 (in thousands):"
    rows = [
        "|Bonds|Total",
        "Balances as of December 31, 2024|$ 10|$ 12",
        "Additions|5|6",
        "Balances as of June 30, 2025|$ 15|$ 18",
    ]
    assert [row[3] for row in seen(page(told, rows=rows))] == [
        *["2024-12-31"] * 2,
        *["2025-01-01..2025-06-30"] * 2,
        *["2025-06-30"] * 2,
    ]


def test_a_table_between_balances_that_is_headed_by_days_covers_years() -> None:
    rows = [
        "|December 31, 2024|December 31, 2023",
        "Balance at beginning of period|$ 10|$ 8",
        "Additions|5|4",
        "Settlements|(3)|(2)",
        "Balance at end of period|$ 12|$ 10",
    ]
    assert [row[3] for row in seen(page("Unrecognized tax benefits (in millions)", rows=rows))] == [
        *("2023-12-31", "2022-12-31"),
        *("2024-01-01..2024-12-31", "2023-01-01..2023-12-31") * 2,
        *("2024-12-31", "2023-12-31"),
    ]


def test_a_column_may_be_the_balance_at_an_edge() -> None:
    heads = "|Balance at Beginning of Period|Additions|Balance at End of Period"
    rows = [heads, "Year Ended December 31, 2024|||", "Doubtful accounts|$ 4|$ 2|$ 6", "Returns|1|1|2"]
    assert [row[3] for row in seen(page("Schedule II (in millions)", rows=rows))][:3] == [
        "2023-12-31",
        "2024-01-01..2024-12-31",
        "2024-12-31",
    ]


def test_what_happened_to_what_is_held_at_the_end_is_no_balance() -> None:
    label = (
        "Net unrealized gains recognized during the period on securities still held at the end of the period"
    )
    rows = ["|Three Months Ended June 30, 2025", f"{label}|$ 171", "Fees|2"]
    assert seen(page("Securities (in millions)", rows=rows))[0][3] == Q2


def test_an_option_table_ends_on_days() -> None:
    told = "Option activity during the six months ended June 30, 2025:"
    rows = [
        "|Options|Weighted-average exercise price",
        "Outstanding at December 31, 2024|1,981|$ 195.81",
        "Granted|423|243.51",
        "Outstanding at June 30, 2025|2,404|$ 204.00",
        "Exercisable at June 30, 2025|1,510|$ 188.91",
    ]
    assert [(row[2], row[3]) for row in seen(page(told, rows=rows))][::2] == [
        ("shares", "2024-12-31"),
        ("shares", "2025-01-01..2025-06-30"),
        ("shares", "2025-06-30"),
        ("shares", "2025-06-30"),
    ]
