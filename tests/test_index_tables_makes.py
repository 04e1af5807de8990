"""Fixed-width tables of every make: tabs, pages, halves side by side, blocks, schedules, heads."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest

from index.layout import Line
from index.model import Filing, LineItem, Table
from index.read import read_filing
from index.source import make_source
from index.tables import find_tables
from index.tabs import tab_layout


def tables(text: str) -> tuple[Table, ...]:
    return find_tables(make_source("x.txt", text))


def filing(text: str) -> Filing:
    return read_filing(text.encode(), "x.txt")


def items(text: str) -> dict[str, LineItem]:
    return {item.label: item for item in filing(text).items if item.origin == "table"}


def values(item: LineItem) -> list[Decimal]:
    return [fact.value for fact in item.facts]


TABS = (
    "DOVE MILLS INC.\nSTATEMENTS OF OPERATIONS\n(in thousands)\n\t\t\tThree months ended\n\t\t\tJune 30,\n"
    "\t\t\t2001\t2000\nSales\t$12,345\t$11,111\nCost of goods sold and occupancy\t(8,000)\t(7,500)\n"
    "Gross profit\t4,345\t3,611\nSelling\t\t1,100\nNet income (loss)\t$\t3,145\t$(2,511)\n"
)


def test_cells_parted_by_tabs_are_counted_where_the_stops_do_not_line_up() -> None:
    found = items(TABS)
    assert values(found["Cost of goods sold and occupancy"]) == [-8_000_000, -7_500_000]
    assert [(fact.column, fact.value) for fact in found["Selling"].facts] == [(1, 1_100_000)]
    assert values(found["Net income (loss)"]) == [3_145_000, -2_511_000]
    assert [fact.period and fact.period.end for fact in found["Sales"].facts] == [
        date(2001, 6, 30),
        date(2000, 6, 30),
    ]


def test_figures_behind_tabs_are_cited_where_they_stand() -> None:
    source = make_source("x.txt", TABS)
    for item in filing(TABS).items:
        for fact in item.facts:
            assert source.line(fact.place.line)[fact.place.start : fact.place.end] == fact.printed


def test_a_long_label_behind_the_heads_is_no_head() -> None:
    text = (
        "STATEMENTS OF CASH FLOWS\n\n\tNine Months Ended\n\tJune 30, 2000\tJune 30, 1999\n"
        "Collections from mills, ferries and other\n  customers\t9,759\t65,535\nDues paid\t3,954\t11,474\n"
    )
    (row,) = [label for label in items(text) if label.endswith("customers")]
    assert row == "Collections from mills, ferries and other customers"
    assert values(items(text)[row]) == [Decimal(9_759), Decimal(65_535)]


def test_tabs_that_line_up_are_left_at_their_stops() -> None:
    assert (
        tab_layout(["\t\t\t\t2003\t2002", "Net sales\t\t\t1,760\t1,654", "Cost of sales\t\t\t907\t1,200"])
        is None
    )


HALVES = """
                         HOLLIN BANCORP
                      STATEMENT OF CONDITION
                        (in thousands)

            ASSETS                               LIABILITIES AND EQUITY
                        June 30,  Dec. 31,                           June 30,  Dec. 31,
                          1999      1998                               1999      1998
                        --------  --------                           --------  --------
Cash and due from                            Deposits:
  banks                 $ 10,220  $  9,871     Demand                $ 40,118  $ 38,200
Securities                50,114    48,220     Savings                 80,330    79,110
Loans, net               120,440   118,337   Borrowings                30,000    31,500
Premises                   6,100     6,230   Shareholders' equity      36,426    33,848
                        --------  --------                           --------  --------
  Total assets          $186,874  $182,658     Total                 $186,874  $182,658
                        ========  ========                           ========  ========
"""


def test_two_tables_side_by_side() -> None:
    left, right = tables(HALVES)
    assert left.caption == right.caption == ("HOLLIN BANCORP", "STATEMENT OF CONDITION", "(in thousands)")
    assert left.heads == right.heads == ("June 30, 1999", "Dec. 31, 1998")
    found = items(HALVES)
    assert values(found["Cash and due from banks"]) == [10_220_000, 9_871_000]
    assert (found["Savings"].path, values(found["Savings"])) == (
        ("LIABILITIES AND EQUITY", "Deposits"),
        [80_330_000, 79_110_000],
    )
    assert found["Borrowings"].path == ("LIABILITIES AND EQUITY",)


HEADS = """                                               June 30,      December 31,
                                                 1998           1997
                                              ----------     ----------
"""
PAGES = f"""
                     TARLOW GAS, INC.
            CONSOLIDATED BALANCE SHEETS
                      (in thousands)

{HEADS}ASSETS
Current assets:
  Cash                                        $    3,960     $    1,020
  Receivables                                      5,120          4,800

                                       -3-


                     TARLOW GAS, INC.
            CONSOLIDATED BALANCE SHEETS (continued)
                      (in thousands)

{HEADS}  Gas in storage                                   2,010
                                              ----------     ----------
    Total current assets                          11,090          5,820
Plant, net                                        40,100         39,000
"""


def test_a_table_goes_on_over_the_page() -> None:
    (table,) = tables(PAGES)
    assert table.lines == (2, 27)
    found = items(PAGES)
    assert found["Gas in storage"].path == ("ASSETS", "Current assets")
    assert found["Total current assets"].total
    assert len(found["Total current assets"].parts) == 3
    assert found["Plant, net"].path == ("ASSETS",)


def test_a_column_that_is_empty_on_the_second_page_stays_a_column() -> None:
    text = PAGES[: PAGES.rindex("                                              ----------")]
    text += "  Parts                                              12\n"
    assert [fact.column for fact in items(text)["Parts"].facts] == [0]


def test_other_titles_part_tables_with_the_same_heads() -> None:
    text = PAGES.replace("BALANCE SHEETS (continued)", "STATEMENTS OF CASH FLOWS")
    assert len(tables(text)) == 2


STACKED = """
                 GRANTLEY PUMPS, INC.
               STATEMENTS OF OPERATIONS
             (in thousands, except per share)

                                    Quarter ended March 31,
                                      2000          1999
Sales                               $ 10,110      $  9,870
Net income                             1,810         1,740
Earnings per share                      $.20          $.18

                                    Nine months ended March 31,
                                      2000          1999
Sales                               $ 30,440      $ 28,100
Net income                             2,310         2,040
Earnings per share                      $.58          $.51
"""


def test_a_second_block_keeps_title_and_unit() -> None:
    first, second = filing(STACKED).statements
    assert (first.title, first.scale) == (second.title, second.scale) == ("STATEMENTS OF OPERATIONS", 1000)
    assert [period and period.months for period in second.periods] == [9, 9]


SCHEDULE = """<DOCUMENT>
<TYPE>EX-27
<TEXT>
<TABLE> <S> <C>
<ARTICLE> 5
<LEGEND>
THIS SCHEDULE CONTAINS SUMMARY FINANCIAL INFORMATION.
</LEGEND>
<MULTIPLIER> 1,000
<S>                             <C>
<PERIOD-TYPE>                   9-MOS
<FISCAL-YEAR-END>                          DEC-31-1997
<PERIOD-END>                               SEP-30-1997
<CASH>                                           1,386
<PP&E>                                           6,157
<TOTAL-ASSETS>                                  13,873
                                0
<TOTAL-LIABILITY-AND-EQUITY>                    13,873
<SALES>                                         16,172
<NET-INCOME>                                    (2,554)
<EPS-PRIMARY>                                    (1.98)
</TABLE>
</TEXT>
</DOCUMENT>
"""
TAGGED = [
    ("Cash", "1386000", "USD", None),
    ("Property, plant and equipment", "6157000", "USD", None),
    ("Net sales", "16172000", "USD", date(1997, 1, 1)),
    ("Net income", "-2554000", "USD", date(1997, 1, 1)),
    ("Earnings per share - primary", "-1.98", "USD/share", date(1997, 1, 1)),
]


@pytest.mark.parametrize(("label", "value", "unit", "start"), TAGGED, ids=[label for label, *_ in TAGGED])
def test_a_financial_data_schedule(label: str, value: str, unit: str, start: date | None) -> None:
    (fact,) = items(SCHEDULE)[label].facts
    assert (fact.value, fact.unit) == (Decimal(value), unit)
    assert fact.period is not None
    assert (fact.period.start, fact.period.end) == (start, date(1997, 9, 30))


HEADED = {
    "a rule under a head of two lines": (
        """
                                     For the Three          For the Nine
                                     Months Ended           Months Ended
                                     September 30,          September 30,
                                   -----------------      -----------------
                                     1997      1996         1997      1996
Net sales                          $41,207   $38,114     $120,884  $109,775
Cost of sales (1)                   30,118    28,004       88,120    80,411
""",
        (
            "For the Three Months Ended September 30, 1997",
            "For the Three Months Ended September 30, 1996",
            "For the Nine Months Ended September 30, 1997",
            "For the Nine Months Ended September 30, 1996",
        ),
    ),
    "a head over two groups with rules of their own": (
        """
                                        Three months ended June 30,
                             2000                                  1999
              ----------------------------------    ----------------------------------
               Average                   Yield/      Average                   Yield/
               Balance      Interest      Rate       Balance      Interest      Rate
Loans          $ 420,118     $ 9,110       8.67%     $ 400,020     $ 8,410       8.41%
Securities        90,220       1,460       6.47         88,110       1,390       6.31
""",
        (
            "Three months ended June 30, 2000 Average Balance",
            "Three months ended June 30, 2000 Interest",
            "Three months ended June 30, 2000 Yield/ Rate",
            "Three months ended June 30, 1999 Average Balance",
            "Three months ended June 30, 1999 Interest",
            "Three months ended June 30, 1999 Yield/ Rate",
        ),
    ),
    "one word a line over three columns": (
        """
                                              Nine
                                             Months
                                             Ended
                                            December
                                              31,
                                  2000        1999        1998
Saddles                           22,893      2,320       72,903
Bridles                            2,020                     143
""",
        tuple(f"Nine Months Ended December 31, {year}" for year in (2000, 1999, 1998)),
    ),
}


@pytest.mark.parametrize(("text", "heads"), HEADED.values(), ids=HEADED)
def test_heads(text: str, heads: tuple[str, ...]) -> None:
    assert tables(text)[0].heads == heads


QUARTERS = """
QUARTERLY FINANCIAL DATA (UNAUDITED)
(In thousands, except per share data)
                                First       Second      Third       Fourth
                                Quarter     Quarter     Quarter     Quarter     Total
                                -------     -------     -------     -------     -----
1998
Net sales                       $20,110     $21,220     $22,330     $23,440     $87,100

1997
Net sales                       $18,110     $19,220     $20,330     $21,440     $79,100
"""


def test_a_year_over_its_rows_completes_the_heads() -> None:
    found = [item for item in filing(QUARTERS).items if item.label == "Net sales"]
    assert [item.path for item in found] == [("1998",), ("1997",)]
    assert [fact.period and (fact.period.months, fact.period.end) for fact in found[1].facts] == [
        (3, date(1997, 3, 31)),
        (3, date(1997, 6, 30)),
        (3, date(1997, 9, 30)),
        (3, date(1997, 12, 31)),
        (12, date(1997, 12, 31)),
    ]


YEARS = """
SELECTED DATA
(in thousands, except per share)
                          Net        Net      Earnings
Year ended June 30       sales     income     per share
- ------------------    -------    ------    ---------
1999                    $80,112    $4,010       $1.01
1998                     76,330     3,807         .96
1997                     70,010     3,220         .82
"""


def test_years_down_the_side() -> None:
    found = items(YEARS)
    assert values(found["Net sales"]) == [80_112_000, 76_330_000, 70_010_000]
    assert [fact.unit for fact in found["Earnings per share"].facts] == ["USD/share"] * 3
    first = found["Net income"].facts[0].period
    assert first is not None
    assert (first.start, first.end) == (date(1998, 7, 1), date(1999, 6, 30))


EQUITY = """
        CONSOLIDATED STATEMENTS OF SHAREHOLDERS' EQUITY
                         (in thousands)

                                    Common     Paid-in     Retained
                                     Stock     Capital     Earnings      Total
                                   --------    --------    --------    --------
Balance, December 31, 1996          $ 1,000     $ 8,000     $20,000     $29,000
  Net income                              -           -       4,000       4,000
  Dividends                               -           -      (1,000)     (1,000)
                                   --------    --------    --------    --------
Balance, December 31, 1997            1,000       8,000      23,000      32,000
  Net income                              -           -       5,000       5,000
"""


def test_rows_between_balances_are_of_the_time_between() -> None:
    flows = [item for item in filing(EQUITY).items if item.label in ("Net income", "Dividends")]
    ended = {
        (item.label, item.lines[0]): fact.period and (fact.period.start, fact.period.end)
        for item in flows
        for fact in item.facts
    }
    year = date(1997, 1, 1), date(1997, 12, 31)
    assert ended == {("Net income", 9): year, ("Dividends", 10): year, ("Net income", 13): None}


SIGNS = """
BALDER SHIPPING LTD
STATEMENTS OF OPERATIONS (in thousands)
                                           Years ended December 31,
                                         1996         1995         1994
Revenue                             $ 100,100    $  90,000    $  80,500
Voyage costs [a]                     ( 60,000)   ( 55,000)    ( 50,100)
Charter loss                             -500       -1,200          NM
Depreciation (2)                      (10,100      (9,900       (9,800
                                             )           )            )
Interest income                            –          200 (b)      N/A
Ships at the lower of                  1,100        1,200        1,300
  cost or
  market
Amortisation                        $                 900          800
                                        1,700
"""
SIGNED = [
    ("Voyage costs", [-60_000_000, -55_000_000, -50_100_000]),
    ("Charter loss", [-500_000, -1_200_000]),
    ("Depreciation", [-10_100_000, -9_900_000, -9_800_000]),
    ("Interest income", [0, 200_000]),
    ("Ships at the lower of cost or market", [1_100_000, 1_200_000, 1_300_000]),
    ("Amortisation", [1_700_000, 900_000, 800_000]),
]


@pytest.mark.parametrize(("label", "wanted"), SIGNED, ids=[label for label, _ in SIGNED])
def test_signs_marks_and_what_slipped_a_line(label: str, wanted: list[int]) -> None:
    assert values(items(SIGNS)[label]) == wanted


INTRODUCED = """
                                CAPITALISATION

  The following table sets forth what the mill owed and owned as of May 31, 1995, in full, and
as adjusted for the sale of the upper weir, which the board approved in the spring of that year.

<TABLE>
<CAPTION>
                                                             MAY 31, 1995
                                                        -----------------------
                                                        ACTUAL   AS ADJUSTED(2)
                                                        -------  --------------
<S>                                                     <C>      <C>
Short notes...........................................  $ 1,795     $ 1,248
Weir loan.............................................    7,871       8,424
</TABLE>
"""


def test_the_heading_of_the_paragraph_names_a_table_without_caption() -> None:
    (table,) = tables(INTRODUCED)
    assert table.caption == ("CAPITALISATION",)
    assert table.intro.startswith("The following table sets forth")


def test_words_beside_the_heads_say_what_the_rows_are() -> None:
    (table,) = tables(
        "WEAVER                   LOOMS    WAGES PAID\n"
        "------                   -----    ----------\n"
        "Anna Mill                   12      $120,000\n"
        "Bert Weir                    9        90,500\n"
    )
    assert (table.stub, table.heads) == ("WEAVER", ("LOOMS", "WAGES PAID"))


def test_a_clipped_line_keeps_its_places() -> None:
    line = Line(7, "Cash    1,234    Debt    5,678")
    assert line.clipped(17, 30).text == " " * 17 + "Debt    5,678"
    assert line.clipped(17, 30).place(25, 30) == line.place(25, 30)


HOSTILE = {
    "tabs": "a\t1\n" * 20_000,
    "ragged tabs": "".join("label" * (n % 7) + "\t" * (n % 5 + 1) + f"{n:,}\t{n}\n" for n in range(6_000)),
    "halves": "Cash    1,234    Debt    5,678\n" * 4_000,
    "schedule": "<TABLE>\n<PERIOD-END> DEC-31-1997\n" + "<CASH>   1,234\n" * 10_000 + "</TABLE>\n",
    "pages": PAGES * 300,
    "notes": "(1)\n" * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    started = time.process_time()
    tables(text)
    assert time.process_time() - started < 10
