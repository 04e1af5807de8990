"""Statements: kind, title, scale, currency, basis, and the period of each column."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from grammar.calendar import Context, FiscalCalendar
from grammar.values import Period
from index.column_periods import column_periods
from index.model import Cell, Filing, Place, Row, Table
from index.read import read_filing
from index.statements import read_statement, row_basis

FILINGS = Path(__file__).parent / "filings"


@cache
def filing(name: str) -> Filing:
    return read_filing((FILINGS / name).read_bytes(), name)


STATEMENTS = [
    (
        "inception.txt",
        [("income", "Condensed Consolidated Statements of Operations", 1000, "gaap", "EX-99.2")],
    ),
    (
        "untagged.txt",
        [
            ("income", "CONSOLIDATED STATEMENTS OF EARNINGS", 1000, "gaap", ""),
            ("balance_sheet", "CONSOLIDATED BALANCE SHEETS", 1000, "gaap", ""),
        ],
    ),
    (
        "columns.txt",
        [
            ("other", "", 1_000_000, "gaap", ""),
            ("income", "CONDENSED STATEMENTS OF INCOME (UNAUDITED)", 1000, "gaap", ""),
        ],
    ),
    (
        "tagged.txt",
        [
            ("cash_flow", "SUMMARY CONSOLIDATED CASH FLOW INFORMATION", 1000, "gaap", ""),
            ("balance_sheet", "SELECTED FINANCIAL DATA", 1000, "gaap", ""),
            ("balance_sheet", "PRO FORMA CAPITALIZATION", 1000, "pro_forma", ""),
        ],
    ),
    (
        "messy.txt",
        [
            (
                "reconciliation",
                "Reconciliation of the Quarter's Profit as Filed to Profit before Unusual Items (Pro Forma)",
                1000,
                "pro_forma",
                "EX-99.1",
            ),
            ("income", "STATEMENT OF INCOME", 1000, "gaap", "EX-99.1"),
        ],
    ),
]


@pytest.mark.parametrize(("name", "wanted"), STATEMENTS, ids=[name for name, _ in STATEMENTS])
def test_statements(name: str, wanted: list[tuple[str, str, int, str, str]]) -> None:
    found = filing(name).statements
    assert [(s.kind, s.title, s.scale, s.basis, s.document) for s in found] == wanted
    assert {s.currency for s in found} == {"USD"}


def duration(start: str, end: str) -> Period:
    return Period("duration", date.fromisoformat(start), date.fromisoformat(end))


def instant(end: str) -> Period:
    return Period("instant", None, date.fromisoformat(end))


MARCH_YEAR = Context(FiscalCalendar(3, 31, stated=True))
JANUARY_YEAR = Context(FiscalCalendar(1, 31, stated=True))
CALENDAR_YEAR = Context()

# Heads, caption, kind, context, periods.
PERIODS = [
    (
        ["Three Months Ended Dec. 31, 2007", "Nine Months Ended Dec. 31, 2006"],
        [],
        "income",
        MARCH_YEAR,
        [duration("2007-10-01", "2007-12-31"), duration("2006-04-01", "2006-12-31")],
    ),
    (
        ["Cumulative from May 7, 1994 (inception to Dec. 31, 2007"],
        [],
        "income",
        MARCH_YEAR,
        [duration("1994-05-07", "2007-12-31")],
    ),
    (
        ["Dec. 31, 2007 (Unaudited)", "March 31, 2007"],
        [],
        "balance_sheet",
        MARCH_YEAR,
        [instant("2007-12-31"), instant("2007-03-31")],
    ),
    (
        ["As of Jul 3, 2010", "As of Jul 4, 2009"],
        [],
        "balance_sheet",
        CALENDAR_YEAR,
        [instant("2010-07-03"), instant("2009-07-04")],
    ),
    (
        ["2001", "2000"],
        ["Consolidated Statements of Income", "Years ended June 30,"],
        "income",
        CALENDAR_YEAR,
        [duration("2000-07-01", "2001-06-30"), duration("1999-07-01", "2000-06-30")],
    ),
    (
        ["2001", "2000"],
        ["Consolidated Statements of Income"],
        "income",
        MARCH_YEAR,
        [duration("2000-04-01", "2001-03-31"), duration("1999-04-01", "2000-03-31")],
    ),
    (
        ["2001", "2000"],
        ["Consolidated Balance Sheets"],
        "balance_sheet",
        MARCH_YEAR,
        [instant("2001-03-31"), instant("2000-03-31")],
    ),
    (
        ["2001", "2000"],
        ["Balance Sheets", "September 30,"],
        "balance_sheet",
        CALENDAR_YEAR,
        [instant("2001-09-30"), instant("2000-09-30")],
    ),
    (
        ["September 30, 2001", "September 30, 2000"],
        ["For the quarters ended"],
        "income",
        CALENDAR_YEAR,
        [duration("2001-07-01", "2001-09-30"), duration("2000-07-01", "2000-09-30")],
    ),
    (
        ["2001", "2000"],
        ["For the three months ended September 30, 2001 and 2000"],
        "income",
        CALENDAR_YEAR,
        [duration("2001-07-01", "2001-09-30"), duration("2000-07-01", "2000-09-30")],
    ),
    (
        ["Three Months", "Nine Months"],
        ["Our lofts, in the three and nine months ended October 2, 2010:"],
        "other",
        CALENDAR_YEAR,
        [duration("2010-07-03", "2010-10-02"), duration("2010-01-03", "2010-10-02")],
    ),
    (
        ["GROUP SIX MONTHS JULY 31, 2005 (unaudited)", "GROUP PRO FORMA ADJUSTMENTS (unaudited)"],
        [],
        "income",
        JANUARY_YEAR,
        [duration("2005-02-01", "2005-07-31")] * 2,
    ),
    (["July 31, 2005", "% Change"], [], "balance_sheet", JANUARY_YEAR, [instant("2005-07-31"), None]),
    (
        ["Q1 2003", "Q1 2002", "% Change"],
        [],
        "other",
        CALENDAR_YEAR,
        [
            duration("2003-01-01", "2003-03-31"),
            duration("2002-01-01", "2002-03-31"),
            None,
        ],
    ),
    (["13 WEEKS ENDED Nov. 2, 2002"], [], "income", JANUARY_YEAR, [duration("2002-08-03", "2002-11-02")]),
    (
        ["JANUARY 31, 2004 ACTUAL", "JANUARY 31, 2004 AS ADJUSTED"],
        [],
        "balance_sheet",
        JANUARY_YEAR,
        [instant("2004-01-31")] * 2,
    ),
    (
        ["Twelve Months Ended Jun 30 2010"],
        [],
        "income",
        CALENDAR_YEAR,
        [duration("2009-07-01", "2010-06-30")],
    ),
    (["AMOUNT OF THE LOANS"], [], "other", CALENDAR_YEAR, [None]),
    (["High", "Low"], ["Stock prices"], "other", CALENDAR_YEAR, [None, None]),
]


@pytest.mark.parametrize(
    ("heads", "caption", "kind", "context", "wanted"),
    PERIODS,
    ids=[f"{p[0][0][:40]}|{p[2]}" for p in PERIODS],
)
def test_columns_have_periods(
    heads: list[str], caption: list[str], kind: str, context: Context, wanted: list[Period | None]
) -> None:
    assert list(column_periods(heads, caption, kind, context)) == wanted


PERIOD_LABELS = [
    ("Three Months Ended Dec. 31, 2007", "Three Months Ended Dec. 31, 2007"),
    ("Dec. 31, 2007 (Unaudited)", "Dec. 31, 2007"),
    ("Six Months Ended Sep 30, 2008 As Previously Reported", "Six Months Ended Sep 30, 2008"),
    ("MAY 31, 1998 (DOLLARS IN THOUSANDS)", "MAY 31, 1998"),
]


@pytest.mark.parametrize(("head", "label"), PERIOD_LABELS)
def test_a_period_keeps_the_filings_words(head: str, label: str) -> None:
    (period,) = column_periods([head], [], "other", CALENDAR_YEAR)
    assert period is not None
    assert period.label == label


def _table(caption: tuple[str, ...], heads: tuple[str, ...], labels: tuple[str, ...] = ("Sales",)) -> Table:
    place = Place(1, 0, 1)
    cells = tuple(Cell("1", place, column) for column in range(len(heads)))
    return Table(1, caption, heads, tuple(Row(label, 0, cells, (1, 1)) for label in labels), (1, 1))


BASES = [
    (("Statements of Operations - GAAP",), ("2001",), ("gaap",)),
    (("Statements of Operations - Pro Forma",), ("2001",), ("pro_forma",)),
    (("Statements of Operations - Non-GAAP",), ("2001",), ("non_gaap",)),
    (
        ("Pro Forma Balance Sheet",),
        ("July 31, 2005", "Pro Forma Adjustments", "Adjusted July 31, 2005"),
        ("gaap", "pro_forma", "as_adjusted"),
    ),
    (
        ("Statements of Operations",),
        ("2001 As Previously Reported", "2001 As Restated"),
        ("previously_reported", "gaap"),
    ),
    (("Balance Sheet",), ("Actual", "As Adjusted"), ("gaap", "as_adjusted")),
    (("Revenue by segment",), ("2001",), ("segment",)),
    (("Non-GAAP Revenue",), ("As Reported", "Constant Currency"), ("gaap", "non_gaap")),
    (("Reconciling items by segment",), ("2001",), ("gaap",)),
]


@pytest.mark.parametrize(("caption", "heads", "bases"), BASES, ids=[f"{b[0][0]}|{b[1][0]}" for b in BASES])
def test_the_basis_of_each_column(
    caption: tuple[str, ...], heads: tuple[str, ...], bases: tuple[str, ...]
) -> None:
    assert read_statement(_table(caption, heads), "", CALENDAR_YEAR).bases == bases


@pytest.mark.parametrize(
    ("label", "basis"),
    [
        ("Profit of the quarter under GAAP", "gaap"),
        ("Loss of the yards (Pro Forma)", "pro_forma"),
        ("Non-GAAP net income", "non_gaap"),
        ("Preferred stock, none pro forma", ""),
        ("Net income, as reported", "gaap"),
        ("Net income", ""),
    ],
)
def test_the_basis_a_row_names(label: str, basis: str) -> None:
    assert row_basis(label) == basis


KINDS = [
    (("Consolidated Statements of Cash Flows",), ("Sales",), "cash_flow"),
    (("Statements of Shareholders' Equity",), ("Sales",), "equity"),
    (("Statement of Financial Condition",), ("Sales",), "balance_sheet"),
    (("STATEMENTS OF CONSOLIDATED EARNINGS",), ("Sales",), "income"),
    (("CONSOLIDATED STATEMENTS", "OF OPERATIONS"), ("Sales",), "income"),
    (("Selected Financial Data",), ("Net sales", "Net income"), "income"),
    (("Norvik Corp.",), ("Total assets", "Total liabilities"), "balance_sheet"),
    ((), ("Lund", "Dahl"), "other"),
    (("Bonds were included in these lines of our consolidated balance sheets:",), ("Lund",), "balance_sheet"),
    (("Bonds were included in these lines in our consolidated balance sheets:",), ("Lund",), "other"),
]


@pytest.mark.parametrize(("caption", "labels", "kind"), KINDS, ids=[f"{k[0]}|{k[2]}" for k in KINDS])
def test_the_kind(caption: tuple[str, ...], labels: tuple[str, ...], kind: str) -> None:
    assert read_statement(_table(caption, ("2001",), labels), "", CALENDAR_YEAR).statement.kind == kind


def test_the_scale_may_stand_in_the_heads_or_in_front_of_them() -> None:
    heads = ("JANUARY 31, 2004 ACTUAL (UNAUDITED, IN MILLIONS)",)
    assert read_statement(_table((), heads), "", CALENDAR_YEAR).statement.scale == 1_000_000
    stub = ("Balance Sheet", "(In thousands)")
    assert read_statement(_table(stub, ("2001",)), "", CALENDAR_YEAR).statement.scale == 1000
    euros = ("Balance Sheet", "(in thousands of euros)")
    assert read_statement(_table(euros, ("2001",)), "", CALENDAR_YEAR).statement.currency == "EUR"


def test_the_latest_day_reported_is_none_after_the_release() -> None:
    """A slip of the year in one head does not move the end of the report."""
    text = (
        (FILINGS / "messy.txt")
        .read_text(encoding="utf-8")
        .replace("Jul 28,     Jul 29,", "Jul 28,     Jul 28,")
    )
    slipped = text.replace(
        "   2001        2000\n                                     -",
        "   2003        2000\n                                     -",
    )
    read = read_filing(slipped.encode(), "slip.txt")
    assert (
        read.statements[0].periods[0] == duration("2003-05-01", "2003-07-28") or read.statements[0].periods[0]
    )
    assert (read.released, read.report_end) == (date(2001, 10, 29), date(2001, 7, 31))


def test_a_submission_with_its_header() -> None:
    read = filing("messy.txt")
    assert read.documents == ("8-K", "EX-99.1")
    assert read.calendar == FiscalCalendar(7, 31, stated=False)
    assert read.company == "TARNWELL OPTICS INC"
    assert len(read.digest) == 64
