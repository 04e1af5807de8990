"""Small made-up releases of made-up companies: a series with a gap, a restatement, parts of a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import qa
from index.read import read_filing
from qa.book import Book

LENGTHS = {3: "Three Months", 6: "Six Months", 9: "Nine Months", 12: "Twelve Months"}

Column = tuple[int, date]  # months, last day


def release(
    company: str,
    ticker: str,
    released: date,
    columns: Sequence[Column],
    rows: Mapping[str, Sequence[str]],
    fiscal: str | None = None,
) -> str:
    """A press release with one income statement; figures in thousands, a cell as it is printed.
    `fiscal`: what its prose calls the period, which says when the fiscal year ends."""
    width = 30
    lines = [
        f"{company.upper()} REPORTS RESULTS",
        "",
        f"HARBOR FALLS, Oregon, {_day(released)} -- {company} (Nasdaq: {ticker}) today reported results.",
        *([] if fiscal is None else ["", f"These are the figures for {fiscal}."]),
        "",
        f"{company}",
        "Consolidated Statements of Operations",
        "(In thousands, except per share amounts)",
        "",
        " " * 34 + "".join(f"{LENGTHS[months] + ' Ended':>{width}}" for months, _ in columns),
        " " * 34 + "".join(f"{_day(end):>{width}}" for _, end in columns),
        " " * 34 + "".join(f"{'-' * 14:>{width}}" for _ in columns),
    ]
    for label, cells in rows.items():
        lines.append(f"{label:<34}" + "".join(f"{cell:>{width}}" for cell in cells))
    return "\n".join(lines) + "\n"


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def book_of(filings: Mapping[str, str]) -> Book:
    """An index in memory of these texts, by file name."""
    book = qa.open()
    for name, text in filings.items():
        book.index.add(read_filing(text.encode(), name))
    return book


def line_of(text: str, figure: str) -> int:
    """The number of the first line that holds a figure."""
    return next(number for number, line in enumerate(text.split("\n"), 1) if figure in line)


Q1, Q2, Q3, Q4 = date(2010, 9, 30), date(2010, 12, 31), date(2011, 3, 31), date(2011, 6, 30)
NEXT = date(2011, 9, 30)

# Harbor Kilns: four releases of fiscal 2011 and one of 2012. The second quarter stands only in six months;
# the third release restates the cost of sales of the first quarter; the fourth gives the year alone.
KILNS = {
    "kilns-q1.txt": release(
        "Harbor Kilns, Inc.",
        "HKLN",
        date(2010, 10, 20),
        [(3, Q1), (3, date(2009, 9, 30))],
        {
            "Net sales": ["$ 1,210", "$ 1,105"],
            "Cost of sales": ["640", "602"],
            "Gross profit": ["570", "503"],
            "Net income": ["111", "98"],
            "Net income per share": ["$ 0.11", "$ 0.10"],
        },
    ),
    "kilns-q2.txt": release(
        "Harbor Kilns, Inc.",
        "HKLN",
        date(2011, 1, 20),
        [(6, Q2), (6, date(2009, 12, 31))],
        {
            "Net sales": ["$ 2,530", "$ 2,307"],
            "Cost of sales": ["1,322", "1,240"],
            "Gross profit": ["1,208", "1,067"],
            "Net income": ["236", "201"],
            "Net income per share": ["$ 0.24", "$ 0.20"],
        },
        "the second quarter of fiscal 2011, ended December 31, 2010",
    ),
    "kilns-q3.txt": release(
        "Harbor Kilns, Inc.",
        "HKLN",
        date(2011, 4, 20),
        [(3, Q3), (3, Q1), (9, Q3)],
        {
            "Net sales": ["$ 1,404", "$ 1,210", "$ 3,934"],
            "Cost of sales": ["733", "655", "2,070"],
            "Gross profit": ["671", "555", "1,864"],
            "Net income": ["143", "96", "364"],
            "Net income per share": ["$ 0.14", "$ 0.10", "$ 0.36"],
        },
    ),
    "kilns-q4.txt": release(
        "Harbor Kilns, Inc.",
        "HKLN",
        date(2011, 7, 20),
        [(12, Q4), (12, date(2010, 6, 30))],
        {
            "Net sales": ["$ 5,420", "$ 4,815"],
            "Cost of sales": ["2,845", "2,590"],
            "Gross profit": ["2,575", "2,225"],
            "Net income": ["503", "431"],
            "Net income per share": ["$ 0.50", "$ 0.43"],
        },
    ),
    "kilns-q5.txt": release(
        "Harbor Kilns, Inc.",
        "HKLN",
        date(2011, 10, 20),
        [(3, NEXT), (3, Q1)],
        {
            "Net sales": ["$ 1,351", "$ 1,210"],
            "Cost of sales": ["702", "655"],
            "Gross profit": ["649", "555"],
            "Net income": ["127", "96"],
            "Net income per share": ["$ 0.13", "$ 0.10"],
        },
    ),
}

# Osprey Looms: two releases with a gap of two quarters between them.
LOOMS = {
    "looms-a.txt": release(
        "Osprey Looms Corporation",
        "OSPL",
        date(2010, 10, 28),
        [(3, Q1), (3, date(2010, 6, 30))],
        {"Revenues": ["$ 8,040", "$ 7,915"], "Net income": ["402", "388"]},
    ),
    "looms-b.txt": release(
        "Osprey Looms Corporation",
        "OSPL",
        date(2011, 7, 28),
        [(3, Q4), (3, date(2010, 6, 30))],
        {"Revenues": ["$ 8,377", "$ 7,915"], "Net income": ["431", "388"]},
    ),
}
