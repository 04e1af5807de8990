"""Pages as blocks: nothing visible is lost, nothing hidden is shown, and no page takes for ever."""

from __future__ import annotations

import time

import pytest

from index.markup import Block, Grid, Paragraph, Preformatted, parse, read_blocks
from index.nesting import MOST_OPEN, tamed
from index.rendering import render_page
from index.styles import style_of

MANY = 100_000


def _blocks(page: str) -> list[Block]:
    return list(read_blocks(parse(page)))


def _texts(page: str) -> list[str]:
    return [block.text for block in _blocks(page) if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<p>One<p>Two", ["One", "Two"]),
        ("One<br>two<div>Three</div>four", ["One two", "Three", "four"]),
        ("<b>Net</b> <i>loss</i>\n of&nbsp;$1", ["Net loss of $1"]),
        ("A<span style='display:none'>x</span><font style='visibility: hidden'>y</font>B", ["AB"]),
        ("<title>t</title><script>s</script><style>p{}</style><!-- c --><p>Shown", ["Shown"]),
        ("<title/><p>Shown", ["Shown"]),
        ("x<sup>2</sup> and <sup>(1)</sup>", ["x(2) and (1)"]),
        ("<p><sup>1</sup>Net of tax", ["(1) Net of tax"]),
        ("the 3<sup>rd</sup> quarter", ["the 3rd quarter"]),
        ("zero\u200bwidth\u00ad", ["zerowidth"]),
        ("a\0b \ud800c", ["ab c"]),
        ("<table><caption>Sales</caption><tr><td>1</td></tr></table>", ["Sales"]),
        ("<ix:header><ix:hidden>h</ix:hidden></ix:header><p><ix:nonNumeric>Name</ix:nonNumeric>", ["Name"]),
    ],
)
def test_paragraphs(page: str, texts: list[str]) -> None:
    assert _texts(page) == texts


@pytest.mark.parametrize(
    ("page", "strong", "light"),
    [
        ("<p><b>All</b> ", True, False),
        ("<p><b>Part</b> rest", False, False),
        ("<h2>Head</h2>", True, False),
        ('<p style="font-weight:700">All', True, False),
        ('<p><b><span style="font-weight:400">None</span></b>', False, False),
        ("<p><u>Under</u>", False, True),
        ('<p style="font:italic bold 10pt serif">Both', True, False),
    ],
)
def test_emphasis(page: str, strong: bool, light: bool) -> None:
    (block,) = _blocks(page)
    assert isinstance(block, Paragraph)
    assert (block.strong, block.light) == (strong, light)


def test_lists_have_bullets_and_numbers() -> None:
    found = _blocks("<ul><li>A<li>B</ul><ol><li>C<li>D</ol>E")
    assert [(block.bullet, block.text) for block in found if isinstance(block, Paragraph)] == [
        *(("•", "A"), ("•", "B"), ("1.", "C"), ("2.", "D"), ("", "E"))
    ]


def test_cells_cover_columns_and_rows() -> None:
    (grid,) = _blocks(
        "<table><tr><td rowspan=2>a</td><td colspan=2>b</td><td></td><td>c</td></tr>"
        "<tr><td>d</td><td>e</td></tr></table>"
    )
    assert isinstance(grid, Grid)
    assert [[(c.text, c.left, c.right, c.top, c.bottom) for c in row] for row in grid.rows] == [
        [("a", 0, 1, 0, 2), ("b", 1, 3, 0, 1), ("c", 4, 5, 0, 1)],
        [("d", 1, 2, 1, 2), ("e", 2, 3, 1, 2)],
    ]


@pytest.mark.parametrize(
    ("cell", "indent"),
    [
        ("<td>x", 0.0),
        ("<td>&nbsp;&nbsp;x", 6.0),
        ('<td style="padding-left:12pt">x', 12.0),
        ('<td style="padding:1px 2px 3px 20px">x', 15.0),
        ('<td><div style="margin-left:2em;text-indent:-1em">x</div>', 10.0),
    ],
)
def test_indents_in_points(cell: str, indent: float) -> None:
    (grid,) = _blocks(f"<table><tr>{cell}<td>1</table>")
    assert isinstance(grid, Grid)
    assert grid.rows[0][0].indent == indent


def test_fixed_width_text_keeps_its_blanks() -> None:
    assert _blocks("<pre>a   1\nb&nbsp; <b>2</b><br>c</pre>") == [Preformatted(("a   1", "b  2", "c"))]


def test_a_layout_table_gives_way_to_the_tables_in_it() -> None:
    found = _blocks(
        "<table><tr><td>Head</td><td><p>Side</td></tr><tr><td><p>Text<table><tr><td>a</td><td>1</td></tr>"
        "<tr><td>b</td><td>2</td></tr></table></td></tr><tr><td>c</td><td>3</td></tr></table>"
    )
    assert [type(block).__name__ for block in found] == ["Grid", "Paragraph", "Grid", "Grid"]


def test_a_plain_page_is_parsed_as_it_is() -> None:
    page = "<div><p>x<br>" * 20 + "<font size=2>" + "<table><tr><td><b>1<td>2" * 5
    assert tamed(page) is page


def test_what_nests_too_deep_loses_its_tags_and_keeps_its_text() -> None:
    page = tamed("<div>x" * (MOST_OPEN + 50))
    assert page.count("<div>") == MOST_OPEN
    assert page.count("x") == MOST_OPEN + 50


HOSTILE = {
    "divs": "<div>" * MANY + "x",
    "closed divs": "<div>" * MANY + "x" + "</div>" * MANY,
    "closed by others": "<div></zz>" * MANY,
    "tables": "<table><tr><td>" * 20_000 + "x",
    "bold": "<b>" * MANY + "x",
    "fonts": "".join(f"<font size={size}>" for size in range(30_000)) + "x",
    "fonts in paragraphs": "".join(f"<p><font size={size}>x" for size in range(20_000)),
    "adoption": "<b>" * 5_000 + "<div>" * 5_000 + "</b>" * 5_000 + "x",
    "links": "<a href=x><div>" * 20_000 + "x",
    "lists": "<ul><li>" * 30_000 + "x",
    "attributes": "<p " + " ".join(f"a{number}=1" for number in range(MANY)) + ">x",
    "open quote": '<p style="' + "x" * 1_000_000,
    "colspans": "<table>" + "<tr><td colspan=999999999>a<td colspan=99999999>4,444" * 2_000,
    "rowspans": "<table>" + "<tr><td rowspan=1000000>abc<td rowspan=65534>1,000" * 3_000,
    "cells": "<table><tr>" + "<td>1,000" * 50_000,
    "rows": "<table>" + "<tr><td>Sales<td>1,000<td>2,000" * 10_000,
    "heads": "<table><tr><td><th colspan=60>" + "Year Ended " * 20_000 + "<tr><td>a" + "<td>1,000" * 60,
    "comment": "<p>a<!-- " + "x" * 2_000_000,
    "line breaks": "<p>" + "a<br>" * MANY,
    "paragraph": "<p>" + "x" * 5_000_000,
    "blanks": "<p>" + "&nbsp;" * 500_000,
    "less than": "<" * 500_000,
    "style": '<p style="' + "margin-left: " * 100_000 + '">x',
    "svg": "<svg><td><font a=1>" * 20_000,
    "foster": "<table>" + "<b>x<tr>" * 10_000,
    "bytes": "<p>\0\ud800<table><tr><td>a\0<td>1,0\udfff00</table>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_page_takes_for_ever(name: str) -> None:
    begin = time.process_time()
    render_page("<html><body>" + HOSTILE[name])
    assert time.process_time() - begin < 5


def test_an_endless_style_is_read_no_further() -> None:
    assert style_of("x" * 3_000 + "display:none").hidden is False
