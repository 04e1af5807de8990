"""Heads of a page's table where pages put them: in a table of their own, with a mark, under a name."""

from __future__ import annotations

import pytest

from index.model import Table
from index.rendering import render_page

BODY = (
    "<tr><td>Toll revenue</td><td>1,204</td><td>1,188</td></tr>"
    "<tr><td>Net income</td><td>178</td><td>169</td></tr>"
)
YEARS = "<tr><td width=50%></td><td>2011</td><td>2010</td></tr>"
OVER = "<tr><td></td><td colspan=2>Year Ended December 31,</td></tr>"


def table_of(html: str) -> Table:
    (table,) = render_page(f"<html><body><p>STATEMENTS OF INCOME</p>{html}</body></html>").tables
    return table


def test_heads_in_a_table_of_their_own_head_the_one_below() -> None:
    table = table_of(f"<table>{OVER}{YEARS}</table><table>{BODY}</table>")
    assert table.heads == ("Year Ended December 31, 2011", "Year Ended December 31, 2010")
    assert [row.label for row in table.rows] == ["Toll revenue", "Net income"]


def test_a_table_a_row_is_one_table() -> None:
    rows = "".join(f"<table>{row}</tr></table>" for row in BODY.split("</tr>") if row)
    table = table_of(f"<table>{YEARS}</table>{rows}")
    assert table.heads == ("2011", "2010")
    assert [cell.text for row in table.rows for cell in row.cells] == ["1,204", "1,188", "178", "169"]


@pytest.mark.parametrize(
    "between",
    [
        pytest.param("<p>The bridges were closed for a week.</p>", id="text-between"),
        pytest.param("<table><tr><td>North</td><td>South</td><td>East</td></tr></table>", id="words"),
        pytest.param("<table><tr><td></td><td>2011</td></tr></table>", id="another-width"),
    ],
)
def test_other_tables_stay_apart(between: str) -> None:
    above = f"<table>{YEARS}</table>" if between.startswith("<p>") else ""
    assert not any(table_of(f"{above}{between}<table>{BODY}</table>").heads)


@pytest.mark.parametrize("mark", ["<sup>(1)</sup>", "(a)", "<sup>*</sup>"])
def test_a_year_with_a_mark_heads_its_column(mark: str) -> None:
    years = YEARS.replace("2011", f"<u>2011</u>{mark}")
    table = table_of(f"<table>{OVER}{years}{BODY}</table>")
    assert table.heads == ("Year Ended December 31, 2011", "Year Ended December 31, 2010")
    assert len(table.rows) == 2


def test_a_name_over_the_title_is_no_heading_of_the_rows() -> None:
    name = "<tr><td colspan=3><b>Wexcombe Bridge Company</b></td></tr>"
    title = "<tr><td colspan=3><b>Consolidated Statements of Income</b></td></tr>"
    table = table_of(f"<table>{name}{title}{OVER}{YEARS}{BODY}</table>")
    assert table.stub == ""
    assert {"Wexcombe Bridge Company", "Consolidated Statements of Income"} <= set(table.caption)
