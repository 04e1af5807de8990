"""Tables cut out of fixed-width text: figures, columns, heads, rows, captions, on excerpts of every shape."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

import pytest

from index.figures import cells_of
from index.model import Place, Table
from index.source import make_source
from index.tables import find_tables, table_of_cells

FILINGS = Path(__file__).parent / "filings"


@cache
def tables(name: str) -> tuple[Table, ...]:
    return find_tables(make_source(name, (FILINGS / name).read_text(encoding="utf-8")))


def read(*lines: str) -> tuple[Table, ...]:
    return find_tables(make_source("x.txt", "\n".join(lines)))


def rows(table: Table) -> dict[str, dict[int, str]]:
    """Labels to figures by column."""
    return {row.label: {cell.column: cell.text for cell in row.cells} for row in table.rows}


FIGURES = [
    ("Sales   $31,702        $ --     -", "Sales", ["$31,702", "--", "-"]),
    ("Wages paid     $     12,846   $     (517)", "Wages paid", ["12,846", "(517)"]),
    ("Loss        ($846)     $(0.17)    ( 0.26)", "Loss", ["($846)", "$(0.17)", "( 0.26)"]),
    ("Flood damage      -    38,140)", "Flood damage", ["-", "38,140)"]),
    ("Bank drafts(1)....... $ 2,614  $ 1,907", "Bank drafts(1)", ["2,614", "1,907"]),
    ("Rate.......     .85%    61.20%    (3.9)%", "Rate", [".85%", "61.20%", "(3.9)%"]),
    ("Cover(1)...    3.15x    2.84x", "Cover(1)", ["3.15x", "2.84x"]),
    ("Total   17,350,600 40,,112,975", "Total", ["17,350,600", "40,,112,975"]),
    ("Lofts(2)    1,240(2)   1,318 (1)", "Lofts(2)", ["1,240", "1,318"]),
    ("Cash . . . . . . .   12   14", "Cash", ["12", "14"]),
    ("Margin     N/A     12.5", "Margin", ["N/A", "12.5"]),
    ("Debt     nil     —", "Debt", ["nil", "—"]),
    ("  12,480 and 11,950 shares at", "12,480 and 11,950 shares at", []),
    ("  as of October 31, 2007", "as of October 31, 2007", []),
    ("issued and outstanding -- none", "issued and outstanding -- none", []),
    ("Harbor Desk:   555/555-0129", "Harbor Desk:   555/555-0129", []),
    ("Tel:    (555) 555-0180", "Tel:    (555) 555-0180", []),
    ("The Ferry Routes.........  S-3", "The Ferry Routes           S-3", []),
    ("10-K for the year 2007", "10-K for the year 2007", []),
]


@pytest.mark.parametrize(("line", "label", "printed"), FIGURES, ids=[line for line, _, _ in FIGURES])
def test_figures_are_told_from_labels(line: str, label: str, printed: list[str]) -> None:
    text, found = cells_of(line)
    assert text.strip() == label
    assert [line[figure.start : figure.end] for figure in found] == printed


HEADS = [
    (
        "inception.txt",
        0,
        (
            "Cumulative from inception (May 7, 1994) to June 2000",
            "Three Months Ended June 30, 2000",
            "Three Months Ended June 30, 1999",
            "Six Months Ended June 30, 2000",
            "Six Months Ended June 30, 1999",
        ),
    ),
    (
        "untagged.txt",
        0,
        (
            "Years Ended March 31, 2003",
            "Years Ended March 31, 2002",
            "Years Ended March 31, 2001",
        ),
    ),
    ("untagged.txt", 1, ("March 31, 2003", "March 31, 2002")),
    ("columns.txt", 0, ("Q1 2003", "Q1 2002", "% Change")),
    (
        "columns.txt",
        1,
        (
            "13 WEEKS ENDED Nov. 2, 2002",
            "13 WEEKS ENDED Nov. 3, 2001",
            "39 WEEKS ENDED Nov. 2, 2002",
            "39 WEEKS ENDED Nov. 3, 2001",
        ),
    ),
    ("tagged.txt", 1, ("December 31, 2001", "December 31, 2000")),
    (
        "tagged.txt",
        2,
        ("September 30, 2001 Actual", "September 30, 2001 Pro Forma", "September 30, 2001 As Adjusted"),
    ),
]


@pytest.mark.parametrize(("name", "number", "heads"), HEADS, ids=[f"{n}-{t}" for n, t, _ in HEADS])
def test_heads_are_composed_by_column(name: str, number: int, heads: tuple[str, ...]) -> None:
    assert tables(name)[number].heads == heads


CAPTIONS = [
    (
        "inception.txt",
        0,
        (
            "Tarnwell Optics and Subsidiary",
            "(an observatory in the making)",
            "Condensed Consolidated Statements of Operations",
            "(in thousands, except per share data)",
            "(Unaudited)",
        ),
    ),
    (
        "untagged.txt",
        1,
        ("MARLOW KILNS INC.", "CONSOLIDATED BALANCE SHEETS", "(Dollars in thousands)"),
    ),
    ("columns.txt", 0, ("Sales by region for the quarter were as follows (in millions):",)),
    ("tagged.txt", 1, ("SELECTED FINANCIAL DATA", "(in thousands)")),
    (
        "messy.txt",
        0,
        (
            "TARNWELL OPTICS INC.",
            "Reconciliation of the Quarter's Profit as Filed to Profit before Unusual",
            "Items (Pro Forma)",
            "(In thousands)",
        ),
    ),
]


@pytest.mark.parametrize(("name", "number", "caption"), CAPTIONS, ids=[f"{n}-{t}" for n, t, _ in CAPTIONS])
def test_captions_within_and_above_the_tags(name: str, number: int, caption: tuple[str, ...]) -> None:
    assert tables(name)[number].caption == caption


@pytest.mark.parametrize(
    ("name", "spans"),
    [
        ("inception.txt", [(3, 58)]),
        ("untagged.txt", [(1, 36), (42, 88)]),
        ("columns.txt", [(3, 9), (15, 39)]),
        ("messy.txt", [(32, 55), (60, 82)]),
    ],
)
def test_tables_are_found_with_and_without_tags(name: str, spans: list[tuple[int, int]]) -> None:
    """Page marks end no table, and a list of pages is none."""
    assert [table.lines for table in tables(name)] == spans
    assert [table.number for table in tables(name)] == list(range(1, len(spans) + 1))


ROWS = [
    (
        "inception.txt",
        0,
        "Storm repair of the dome roof",
        (29, 30),
        {0: "(900)", 1: "--", 2: "--", 3: "--", 4: "--"},
    ),
    (
        "inception.txt",
        0,
        "Write-off of a lens",
        (35, 35),
        {0: "(60)", 1: "(20)", 2: "--", 3: "(60)", 4: "--"},
    ),
    (
        "inception.txt",
        0,
        "Bonds held, at their market value",
        (48, 49),
        {1: "(25)", 2: "5", 3: "(40)", 4: "10"},
    ),
    (
        "inception.txt",
        0,
        "Earnings (loss) per common share",
        (53, 54),
        {1: "$(0.05)", 2: "$0.05", 3: "$(0.12)", 4: "$0.09"},
    ),
    ("untagged.txt", 1, "TOTAL LIABILITIES AND SHAREHOLDERS' EQUITY", (87, 88), {0: "$26,973", 1: "$27,240"}),
    (
        "untagged.txt",
        1,
        "Receivables, less allowance for doubtful accounts of $210 in 2003 and $195 in 2002",
        (52, 54),
        {0: "7,240", 1: "6,951"},
    ),
    ("untagged.txt", 1, "Less accumulated depreciation", (63, 63), {0: "8,902", 1: "7,744"}),
    (
        "columns.txt",
        1,
        "Average shares - diluted",
        (38, 38),
        {0: "10,500", 1: "10,200", 2: "10,400", 3: "10,300"},
    ),
    ("messy.txt", 0, "Scrapped blanks of glass and frames (Note 1)", (48, 49), {0: "$61"}),
    ("messy.txt", 0, "Kiln rent repaid (Note 2)", (50, 50), {0: "$90"}),
    ("messy.txt", 1, "Rents of telescopes", (70, 71), {0: "327", 1: "1,387"}),
    ("messy.txt", 1, "Total administration and other expenses", (75, 76), {0: "2,080", 1: "3,685"}),
    ("messy.txt", 1, "Net income per share - Diluted", (79, 79), {0: "0.12", 1: "( 0.02)"}),
    (
        "messy.txt",
        1,
        "Average shares outstanding over the year - basic",
        (80, 82),
        {0: "4,100", 1: "3,980"},
    ),
]


@pytest.mark.parametrize(
    ("name", "number", "label", "lines", "cells"),
    ROWS,
    ids=[f"{n}-{label[:40]}" for n, _, label, _, _ in ROWS],
)
def test_labels_are_joined_and_figures_keep_their_columns(
    name: str, number: int, label: str, lines: tuple[int, int], cells: dict[int, str]
) -> None:
    table = tables(name)[number]
    found = [row for row in table.rows if row.lines == lines]
    assert [(row.label, {cell.column: cell.text for cell in row.cells}) for row in found] == [(label, cells)]


@pytest.mark.parametrize("name", ["inception.txt", "untagged.txt", "columns.txt", "tagged.txt", "messy.txt"])
def test_every_cell_stands_where_it_says(name: str) -> None:
    source = make_source(name, (FILINGS / name).read_text(encoding="utf-8"))
    for table in tables(name):
        for row in table.rows:
            for cell in row.cells:
                printed = source.line(cell.place.line)[cell.place.start : cell.place.end]
                assert printed == printed.strip()
                assert cell.text.lstrip("$") == printed.lstrip("$")


def test_tabs_are_laid_out_and_cited_as_characters() -> None:
    (table,) = read(
        "\t\t\t\t2003\t2002",
        "Net sales\t\t\t1,760\t1,654",
        "Cost of sales\t\t\t907\t1,200",
        "Gross\t\t\t\t853\t454",
    )
    assert table.heads == ("2003", "2002")
    assert rows(table)["Cost of sales"] == {0: "907", 1: "1,200"}
    assert table.rows[0].cells[1].place == Place(2, 18, 23)


def test_a_table_cut_off_in_the_middle() -> None:
    text = (FILINGS / "inception.txt").read_text(encoding="utf-8")
    (table,) = find_tables(make_source("cut.txt", text[: text.index("Storm repair")]))
    assert len(table.heads) == 5
    assert table.rows[-1].label == "Surplus of the tours"


def test_prose_with_figures_is_no_table() -> None:
    assert not read(
        "In the spring of 2003 the tours of the stars brought in receipts of some $4.6",
        "million, which is 12.5% more than the $4,089 thousand of the spring before, when",
        "clouds kept 1,000 guests at home, and 30.1% less than the $6.6 million of 2001",
        "",
        "Contact:   Ann Example, 212/555-0100",
        "           12 Foundry Road   Suite 400",
    )


def test_a_table_of_cells() -> None:
    place = Place(3, 10, 15)
    table = table_of_cells(
        1, ["Balance sheets"], ["2003"], [("Cash", 1, [("1,760", place, 0)], (3, 3), ())], (1, 3)
    )
    assert rows(table) == {"Cash": {0: "1,760"}}
    assert table.rows[0].cells[0].place == place


HOSTILE = {
    "one line": "a  1,234 " * 500_000,
    "figures": "\n".join(f"Row {n}          {n:>9,}   {n * 7:>9,}" for n in range(3_000)),
    "headings": "<TABLE>\n" + "A heading and\n" * 20_000 + "a   1,000\nb   2,000\n",
    "opened": "<TABLE>\n" * 50_000,
    "wide": "\n".join("  1,2" * 180 for _ in range(200)),
    "dots": ". " * 200_000 + "\n" + "- " * 200_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    started = time.process_time()
    find_tables(make_source("x.txt", text))
    assert time.process_time() - started < 10
