"""Facts tied by what stands after a figure, lists with a time each, changes, money without a sign."""

from __future__ import annotations

from datetime import date

import pytest
from prosefacts import prose_facts, span_said

from grammar.calendar import Context

CONTEXT = Context(anchor=date(2025, 6, 28))
Found = tuple[str, str, str, str | None]


def facts_of(text: str) -> set[Found]:
    """(label, value, unit, "start..end" of the period) of every fact of a text."""
    return {
        (item.label, str(fact.value), fact.unit, span_said(fact)) for item, fact in prose_facts(text, CONTEXT)
    }


Q3 = "2025-07-01..2025-09-30"
CASES: list[tuple[str, str, set[Found]]] = [
    (
        "money-without-a-sign",
        "Loan collections during the nine months ended June 30, 2005 were 12.4 million, up from 8.3 million.",
        {("Loan collections", "12400000", "USD", "2004-10-01..2005-06-30")},
    ),
    (
        "money-in-the-currency-of-the-text",
        "Fees were €3 million. Costs of the lofts rose to 4.2 million.",
        {("Costs of the lofts", "4200000", "EUR", None)},
    ),
    (
        "millions-of-things-are-no-money",
        "Sales teams shipped 5 million units in 2004.",
        set(),
    ),
    (
        "by-from-to",
        "Loft costs increased by $2 million from $8 million to $10 million in the quarter ended June 28, "
        "2025.",
        {
            ("Loft costs, change", "2000000", "USD", "2025-03-29..2025-06-28"),
            ("Loft costs", "8000000", "USD", None),
            ("Loft costs", "10000000", "USD", "2025-03-29..2025-06-28"),
        },
    ),
    (
        "change-without-by",
        "Kite fees decreased $100 million to $569 million in the third quarter of 2025 compared to $669 "
        "million "
        "in the same period of 2024.",
        {
            ("Kite fees, change", "-100000000", "USD", Q3),
            ("Kite fees", "569000000", "USD", Q3),
            ("Kite fees", "669000000", "USD", "2024-07-01..2024-09-30"),
        },
    ),
    (
        "only-a-change",
        "Interest expense increased $621 thousand in the third quarter of 2025.",
        {("Interest expense, change", "621000", "USD", Q3)},
    ),
    (
        "percent-or-money",
        "Sales fell by 4%, or $3 million, to $72 million in fiscal 2024.",
        {
            ("Sales, percent change", "-4", "percent", "2024-01-01..2024-12-31"),
            ("Sales, change", "-3000000", "USD", "2024-01-01..2024-12-31"),
            ("Sales", "72000000", "USD", "2024-01-01..2024-12-31"),
        },
    ),
    (
        "first-with-first",
        "The loft rate was 18.9% and 23.4% for the third quarter of 2025 and 2024, respectively.",
        {
            ("loft rate", "18.9", "percent", Q3),
            ("loft rate", "23.4", "percent", "2024-07-01..2024-09-30"),
        },
    ),
    (
        "two-lengths",
        "Rent was $5 million and $9 million for the three and nine months ended June 28, 2025, "
        "respectively, and "
        "$4 million and $8 million for the three and nine months ended June 29, 2024, respectively.",
        {
            ("Rent", "5000000", "USD", "2025-03-29..2025-06-28"),
            ("Rent", "9000000", "USD", "2024-09-29..2025-06-28"),
            ("Rent", "4000000", "USD", "2024-03-30..2024-06-29"),
            ("Rent", "8000000", "USD", "2023-09-30..2024-06-29"),
        },
    ),
    (
        "three-years",
        "Weaving expense for fiscal years 2025, 2024, and 2023 was $3 million, $2 million, and $1 million, "
        "respectively.",
        {
            ("Weaving expense", "3000000", "USD", "2025-01-01..2025-12-31"),
            ("Weaving expense", "2000000", "USD", "2024-01-01..2024-12-31"),
            ("Weaving expense", "1000000", "USD", "2023-01-01..2023-12-31"),
        },
    ),
    (
        "shares-for-two-times",
        "During the three and nine months ended June 28, 2025, the Company repurchased 1,500 and 5,200 "
        "shares of "
        "its stock, respectively.",
        {
            ("repurchased shares of its stock", "1500", "shares", "2025-03-29..2025-06-28"),
            ("repurchased shares of its stock", "5200", "shares", "2024-09-29..2025-06-28"),
        },
    ),
    (
        "a-noun-behind-the-figure",
        "We have a $575 million commercial paper program to support the lofts.",
        {("commercial paper program", "575000000", "USD", None)},
    ),
    (
        "a-part",
        "Other duties were $14.3 million, including $10.9 million of multi-year cloth agreements.",
        {("multi-year cloth agreements", "10900000", "USD", None)},
    ),
    (
        "what-it-had",
        "At June 28, 2025, there was $22 million of unpaid cost related to kite options, which will be paid.",
        {("unpaid cost related to kite options", "22000000", "USD", "..2025-06-28")},
    ),
    (
        "what-was-done",
        "During the third quarter of 2025, the Company repurchased $21 million of its common stock.",
        {("common stock repurchased", "21000000", "USD", Q3)},
    ),
    (
        "a-distance-is-no-value",
        "The fair value of debt was $27 million, approximately $5 million less than the carrying value.",
        {("fair value of debt", "27000000", "USD", None)},
    ),
    (
        "two-sides",
        "Tolland had a loft ratio of 59% in the third quarter of 2025 compared to net income of $1.7 "
        "million and a "
        "loft ratio of 60% for the third quarter of 2024.",
        {
            ("loft ratio", "59", "percent", Q3),
            ("net income", "1700000", "USD", "2024-07-01..2024-09-30"),
            ("loft ratio", "60", "percent", "2024-07-01..2024-09-30"),
        },
    ),
    (
        "a-list-of-nouns",
        "Selling, general and administrative expenses were $3 million in fiscal 2024.",
        {("Selling, general and administrative expenses", "3000000", "USD", "2024-01-01..2024-12-31")},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_facts(text: str, wanted: set[Found]) -> None:
    found = facts_of(text)
    assert wanted <= found, found
    named = {(label, period) for label, _, _, period in wanted}
    assert {one for one in found if (one[0], one[3]) in named} == wanted
    if not wanted:
        assert not {one for one in found if one[2] == "USD"}
