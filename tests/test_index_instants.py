"""The day that a row's figure is of, in a column that covers a period."""

from __future__ import annotations

from datetime import date

import pytest
from notetables import page, seen

from grammar.values import Period
from index.instants import edge_of, instant_of

HALF = Period("duration", date(2025, 1, 1), date(2025, 6, 30), "Six Months Ended June 30, 2025")
WEEKS = Period("duration", date(2024, 12, 30), date(2025, 3, 29), "Three Months Ended March 29, 2025")
LAST_DAY = Period("instant", None, date(2025, 6, 30), "June 30, 2025")

# label, heading, kind of statement, edge
EDGES = [
    ("Balance at beginning of period", "", "other", "start"),
    ("Cash, beginning of the year", "", "cash_flow", "start"),
    ("Beginning balance", "", "other", "start"),
    ("Opening cash", "", "cash_flow", "start"),
    ("Cash and cash equivalents at the beginning", "", "cash_flow", "start"),
    ("Allowance, beginning", "", "other", "start"),
    ("Unvested at start of year", "", "other", "start"),
    ("Balance at end of period", "", "other", "end"),
    ("Cash and cash equivalents, end of quarter", "", "cash_flow", "end"),
    ("Ending balance", "", "other", "end"),
    ("Closing balance", "", "other", "end"),
    ("Stores at end of the fiscal year", "", "other", "end"),
    ("Paid memberships at close of period", "", "other", "end"),
    ("Domestic", "Subscribers at end of period", "other", "end"),
    ("Domestic", "Subscribers at beginning of period", "other", "start"),
    ("Cash and cash equivalents", "", "cash_flow", "end"),
    ("Restricted cash", "", "cash_flow", "end"),
    ("Held in trust", "Reconciliation of cash, cash equivalents and restricted cash", "cash_flow", "end"),
    ("Balance, June 30, 2025", "", "equity", "dated"),
    ("Cash at December 31", "", "cash_flow", "dated"),
    ("Outstanding as of June 30, 2025", "", "other", "dated"),
    ("Balance sheet adjustments", "", "other", ""),
    ("Net increase in cash", "", "cash_flow", ""),
    ("Cash paid for interest", "", "cash_flow", ""),
    ("Cash dividends", "", "cash_flow", ""),
    ("Net cash provided by operating activities", "", "cash_flow", ""),
    ("Effect of exchange rates on cash", "", "cash_flow", ""),
    ("Cash and cash equivalents", "", "other", ""),
    ("Revenue", "", "income", ""),
    ("Change in fair value of awards held at the end of the period", "", "other", "end"),
    ("Unrealized gains arising during the period on securities held at end of period", "", "other", ""),
]


@pytest.mark.parametrize(("label", "heading", "kind", "edge"), EDGES, ids=[f"{e[1]}-{e[0]}" for e in EDGES])
def test_the_edge_that_a_row_is_of(label: str, heading: str, kind: str, edge: str) -> None:
    assert edge_of(label, heading, kind) == edge


DAYS = [
    ("the last day", "Balance at end of period", HALF, date(2025, 6, 30)),
    ("the day before the first", "Balance at beginning of period", HALF, date(2024, 12, 31)),
    ("the named day at the end", "Balance as of June 30, 2025", HALF, date(2025, 6, 30)),
    ("the named day before the start", "Balance as of December 31, 2024", HALF, date(2024, 12, 31)),
    ("a day without its year", "Balance at December 31", HALF, date(2024, 12, 31)),
    ("the end of weeks", "Balance as of March 29, 2025", WEEKS, date(2025, 3, 29)),
    ("the start of weeks, to a day", "Balance as of December 28, 2024", WEEKS, date(2024, 12, 29)),
]


@pytest.mark.parametrize(("label", "period", "day"), [d[1:] for d in DAYS], ids=[d[0] for d in DAYS])
def test_the_day_of_a_balance(label: str, period: Period, day: date) -> None:
    found = instant_of(label, "", "equity", period)
    assert found is not None
    assert (found.kind, found.start, found.end) == ("instant", None, day)


NO_DAY = [
    ("a movement", "Accruals", HALF),
    ("a day inside the period", "Balance as of March 31, 2025", HALF),
    ("no such day", "Balance as of February 29", HALF),
    ("a column that is a day", "Balance at end of period", LAST_DAY),
]


@pytest.mark.parametrize(("label", "period"), [n[1:] for n in NO_DAY], ids=[n[0] for n in NO_DAY])
def test_no_day_of_its_own(label: str, period: Period) -> None:
    assert instant_of(label, "", "equity", period) is None


def test_cash_at_both_ends_of_a_statement_of_flows() -> None:
    rows = [
        "|Six Months Ended June 30, 2025|Six Months Ended June 30, 2024",
        "Net cash provided by operating activities|$ 30|$ 25",
        "Net cash used in investing activities|(10)|(8)",
        "Net increase in cash|20|17",
        "Cash at beginning of period|50|40",
        "Cash at end of period|$ 70|$ 57",
    ]
    found = seen(page("CONSOLIDATED STATEMENTS OF CASH FLOWS (in thousands)", rows=rows))
    days = [(value, when) for label, value, _, when in found if label.startswith("Cash at")]
    assert days == [
        ("50000", "2024-12-31"),
        ("40000", "2023-12-31"),
        ("70000", "2025-06-30"),
        ("57000", "2024-06-30"),
    ]
    assert {when for label, _, _, when in found if "activities" in label or "increase" in label} == {
        "2025-01-01..2025-06-30",
        "2024-01-01..2024-06-30",
    }
