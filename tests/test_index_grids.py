"""Tables of pages, a layout each: what their figures are, and on which line they stand."""

from __future__ import annotations

import pytest

from index.excerpt import read_excerpt
from index.read import read_filing

TITLE = "<p><b>Consolidated Statements of Income</b></p><p>(in thousands)</p>"
QUARTERS = (
    "<tr><td></td><td colspan=2>Three Months Ended June 30,</td></tr>"
    "<tr><td></td><td>2004</td><td>2003</td></tr>"
)
Q4, Q3 = "2004-04-01..2004-06-30", "2003-04-01..2003-06-30"


def _facts(body: str) -> list[tuple[str, str, str, str, str]]:
    """Label with the headings above it, value, unit, period, and the line that shows it."""
    filing = read_filing(f"<html><body>{body}</body></html>".encode(), "page.htm")
    found = []
    for item in filing.items:
        for fact in item.facts:
            if fact.origin != "table":
                continue
            line = filing.source.line(fact.place.line)
            assert line[fact.place.start : fact.place.end] == fact.printed
            period = fact.period
            start = f"{period.start}.." if period and period.start else ""
            found.append(
                (
                    " / ".join([*item.path, item.label]),
                    str(fact.value),
                    fact.unit,
                    f"{start}{period.end}" if period else "",
                    " ".join(line.split()),
                )
            )
    return found


def test_figures_stacked_by_line_breaks_are_rows() -> None:
    got = _facts(
        f"{TITLE}<table>{QUARTERS}<tr><td>Revenue:<br>Product sales<br>Service fees<br><br>Total</td>"
        "<td><br>$ 1,200<br>300<br>-----<br>$ 1,500</td><td><p><br><p>$ 1,000<p>(250)<p>-----<p>$ "
        "750</td></tr></table>"
    )
    assert got == [
        ("Revenue / Product sales", "1200000", "USD", Q4, "Product sales $ 1,200 $ 1,000"),
        ("Revenue / Product sales", "1000000", "USD", Q3, "Product sales $ 1,200 $ 1,000"),
        ("Revenue / Service fees", "300000", "USD", Q4, "Service fees 300 (250)"),
        ("Revenue / Service fees", "-250000", "USD", Q3, "Service fees 300 (250)"),
        ("Revenue / Total", "1500000", "USD", Q4, "Total $ 1,500 $ 750"),
        ("Revenue / Total", "750000", "USD", Q3, "Total $ 1,500 $ 750"),
    ]


PRE = """Consolidated Balance Sheets
                              June 30,     June 30,
                                2001         2000
                              --------     --------
Cash                          $  1,200     $  1,000
Total assets                  $  5,000     $  4,000"""


@pytest.mark.parametrize(
    "body", [f"<pre>{PRE}</pre>", f"<PRE><TABLE><CAPTION>{PRE}</TABLE></PRE>", f"<pre><b>{PRE}</b></pre>"]
)
def test_fixed_width_tables_in_pages(body: str) -> None:
    assert _facts(body)[2:] == [
        ("Total assets", "5000", "USD", "2001-06-30", "Total assets $ 5,000 $ 4,000"),
        ("Total assets", "4000", "USD", "2000-06-30", "Total assets $ 5,000 $ 4,000"),
    ]


def test_tags_that_never_close() -> None:
    got = _facts(
        "<CENTER><B>HARBOR CO<BR>CONSOLIDATED STATEMENTS OF INCOME<BR>(In thousands, except per "
        "share amounts)</B>"
        "</CENTER><TABLE><TR><TD><TD COLSPAN=4><FONT SIZE=2><B>Year Ended December 31,</B>"
        "<TR><TD><TD COLSPAN=2><B>1999</B><TD COLSPAN=2><B>1998</B><TR><TD><FONT SIZE=2>Net loss<TD><TD>(345"
        "<TD>)<TD>(111<TD>)<TR><TD>Loss per share<TD>$<TD>(.35)<TD>$<TD>(.11)</TABLE><P>Notes follow."
    )
    assert got == [
        ("Net loss", "-345000", "USD", "1999-01-01..1999-12-31", "Net loss (345) (111)"),
        ("Net loss", "-111000", "USD", "1998-01-01..1998-12-31", "Net loss (345) (111)"),
        ("Loss per share", "-0.35", "USD/share", "1999-01-01..1999-12-31", "Loss per share $(.35) $(.11)"),
        ("Loss per share", "-0.11", "USD/share", "1998-01-01..1998-12-31", "Loss per share $(.35) $(.11)"),
    ]


def test_a_sentence_above_says_period_and_unit() -> None:
    got = _facts(
        "<p>The following table shows sales for the three months ended March 31, 2005 (in millions):</p>"
        "<table><tr><td>Gas</td><td>$</td><td>12.5</td></tr><tr><td>Power</td><td></td>"
        "<td>7.5</td></tr></table>"
    )
    assert got == [
        ("Gas", "12500000.0", "USD", "2005-01-01..2005-03-31", "Gas $12.5"),
        ("Power", "7500000.0", "USD", "2005-01-01..2005-03-31", "Power 7.5"),
    ]


def test_columns_of_words_belong_to_the_label() -> None:
    got = _facts(
        "<p>Debt (in millions):</p><table><tr><td></td><td>Maturity</td><td>Rate</td><td>June 30, 2010</td>"
        "<td>December 31, 2009</td></tr><tr><td>Senior notes</td><td>May 2015</td><td>Fixed</td><td>$500</td>"
        "<td>$400</td></tr><tr><td>Term loan</td><td>2012</td><td>Floating</td><td>250</td>"
        "<td>NM</td></tr></table>"
    )
    assert [(label, value, period) for label, value, _, period, _ in got] == [
        ("Senior notes, May 2015, Fixed", "500000000", "2010-06-30"),
        ("Senior notes, May 2015, Fixed", "400000000", "2009-12-31"),
        ("Term loan, 2012, Floating", "250000000", "2010-06-30"),
    ]


def test_labels_over_several_rows_stand_in_each() -> None:
    got = _facts(
        "<p>Sales (in millions):</p><table><tr><td rowspan=2></td><td rowspan=2></td><td colspan=2>Year Ended"
        " December 31,</td></tr><tr><td>2011</td><td>2010</td></tr><tr><td rowspan=2>Americas</td>"
        "<td>Boats</td>"
        "<td>11</td><td>10</td></tr><tr><td>Sails</td><td>12</td><td>9</td></tr></table>"
    )
    assert [(label, value, period[-10:]) for label, value, _, period, _ in got] == [
        ("Americas, Boats", "11000000", "2011-12-31"),
        ("Americas, Boats", "10000000", "2010-12-31"),
        ("Americas, Sails", "12000000", "2011-12-31"),
        ("Americas, Sails", "9000000", "2010-12-31"),
    ]


def test_figures_in_small_tables_of_their_own() -> None:
    def money(text: str) -> str:
        return f"<td><table><tr><td>$</td><td>{text}</td></tr></table></td>"

    got = _facts(
        f"{TITLE}<table><tr><td><table>{QUARTERS}<tr><td>Sales</td>{money('10,500')}{money('9,400')}</tr>"
        "</table></td></tr><tr><td>See the notes.</td></tr></table>"
    )
    assert got == [
        ("Sales", "10500000", "USD", Q4, "Sales $ 10,500 $ 9,400"),
        ("Sales", "9400000", "USD", Q3, "Sales $ 10,500 $ 9,400"),
    ]


def test_heads_that_come_again_begin_another_block() -> None:
    row = "<tr><td>Sales</td><td>$1,000</td><td>$900</td></tr>"
    half = QUARTERS.replace("Three", "Six")
    got = _facts(f"{TITLE}<table>{QUARTERS}{row}{half}{row.replace('1,0', '2,0')}</table>")
    assert [(value, period) for _, value, _, period, _ in got] == [
        ("1000000", Q4),
        ("900000", Q3),
        ("2000000", "2004-01-01..2004-06-30"),
        ("900000", "2003-01-01..2003-06-30"),
    ]


@pytest.mark.parametrize("again", [True, False], ids=["heads again", "no heads"])
@pytest.mark.parametrize("turn", ["<p>F-5</p><hr>", "<p>12</p><p><b>Statements (continued)</b></p>"])
def test_a_table_goes_on_over_the_page(again: bool, turn: str) -> None:
    got = _facts(
        f"{TITLE}<table>{QUARTERS}<tr><td>Costs:</td></tr><tr><td>&nbsp;&nbsp;Wages</td><td>10</td>"
        "<td>9</td></tr>"
        f"</table>{turn}<table>{QUARTERS if again else ''}<tr><td>&nbsp;&nbsp;Rent</td><td>5</td>"
        "<td>4</td></tr>"
        "<tr><td>Total costs</td><td>$15</td><td>$13</td></tr></table>"
    )
    assert [(label, value, period) for label, value, _, period, _ in got] == [
        ("Costs / Wages", "10000", Q4),
        ("Costs / Wages", "9000", Q3),
        ("Costs / Rent", "5000", Q4),
        ("Costs / Rent", "4000", Q3),
        ("Costs / Total costs", "15000", Q4),
        ("Costs / Total costs", "13000", Q3),
    ]


def test_years_as_labels_and_percents_in_cells_of_their_own() -> None:
    got = _facts(
        "<p>Payments (in thousands):</p><table><tr><td>Fiscal year</td><td>Leases</td><td "
        "colspan=2>Share</td></tr>"
        "<tr><td>2005</td><td>$1,200</td><td>20.5</td><td>%</td></tr>"
        "<tr><td>2006</td><td>1,100</td><td>(18.5</td><td>)%</td></tr></table>"
    )
    assert [(value, unit, period[-10:]) for _, value, unit, period, _ in got] == [
        ("1200000", "USD", "2005-12-31"),
        ("1100000", "USD", "2006-12-31"),
        ("20.5", "percent", "2005-12-31"),
        ("-18.5", "percent", "2006-12-31"),
    ]


def test_raised_marks_are_no_figures() -> None:
    got = _facts(
        f"{TITLE}<table>{QUARTERS}<tr><td>Sales<sup>1</sup></td><td>1,000<sup>(2)</sup></td><td>900"
        '<span style="vertical-align:super">a</span></td></tr></table>'
    )
    assert got == [
        ("Sales", "1000000", "USD", Q4, "Sales(1) 1,000(2) 900(a)"),
        ("Sales", "900000", "USD", Q3, "Sales(1) 1,000(2) 900(a)"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>Item 1.</td><td>Statements</td><td>1</td></tr><tr><td>Item 2.</td>"
        "<td>Discussion</td><td>13</td></tr></table>",
        "<table><tr><td>Common Stock, $0.01 par</td><td>—</td><td>Exchange</td></tr></table>",
        "<table><tr>" + "<td>1,000</td>" * 300 + "</tr></table>",
    ],
    ids=["contents", "no figure", "too many columns"],
)
def test_what_only_lays_text_out_holds_no_facts(body: str) -> None:
    assert _facts(body) == []


def test_bare_counts_in_columns_with_names_are_figures_and_one_column_of_them_may_be_pages() -> None:
    owned = [["", "Owned", "Leased"], ["Quays", "43", "2"], ["Sheds", "11", "7"]]
    pages = [["", "Page"], ["Quays", "43"], ["Sheds", "11"]]
    found = [(item.label, item.path) for item in read_excerpt(["What we use:", owned]).items]
    assert found == [
        ("Quays", ("Owned",)),
        ("Quays", ("Leased",)),
        ("Sheds", ("Owned",)),
        ("Sheds", ("Leased",)),
    ]
    assert not read_excerpt(["What is where:", pages]).items
