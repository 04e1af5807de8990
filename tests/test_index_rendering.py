"""The lines of a page: readable, whole, the same every time, and what stands in them has its place."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from selectolax.lexbor import LexborNode

from index.cells import without_unseen
from index.markup import parse
from index.rendering import Page, render_page
from index.styles import SKIPPED, style_of
from tests.layouts import Drawn, drawn
from tests.pages import HtmlPage, Style, styles

NUMBER = "1,234"


def _page(body: str) -> Page:
    return render_page(f"<html><body>{body}</body></html>")


def _lines(body: str) -> list[str]:
    return [line.rstrip() for line in _page(body).lines]


def test_a_statement_as_a_person_would_set_it() -> None:
    assert _lines(
        "<p><b>Balance Sheets</b></p><table><tr><td></td><td colspan=2>June 30, 2004</td></tr>"
        "<tr><td>Assets:</td></tr><tr><td style='padding-left:9pt'>Cash</td><td>$</td><td>1,200</td></tr>"
        "<tr><td style='padding-left:9pt'>Other, net</td><td></td><td>(30</td><td>)</td></tr>"
        "<tr><td>Total assets</td><td>$</td><td>1,170</td></tr></table><p>See the notes.</p>"
    ) == [
        "Balance Sheets",
        "",
        "              June 30, 2004",
        "Assets:",
        "  Cash              $1,200",
        "  Other, net           (30)",
        "Total assets        $1,170",
        "",
        "See the notes.",
    ]


def test_long_heads_are_broken_and_stand_above_their_columns() -> None:
    lines = _lines(
        "<table><tr><td rowspan=2>Kind</td><td colspan=2>Fair value recognized in earnings</td><td "
        "rowspan=2>Cost</td>"
        "</tr><tr><td>Included in the carrying values of hedged items</td><td>2004</td></tr>"
        "<tr><td>Swaps</td><td>$5.1</td><td>$4.0</td><td>$3.0</td></tr></table>"
    )
    assert lines == [
        "       Fair value recognized in earnings",
        "               Included in the",
        "            carrying values of",
        "Kind              hedged items      2004  Cost",
        "Swaps                     $5.1      $4.0  $3.0",
    ]


def test_text_laid_out_by_a_table_keeps_its_columns() -> None:
    assert _lines(
        "<table><tr><td>Item 1.</td><td>Statements</td><td>1</td></tr>"
        "<tr><td>Item 1A.</td><td>Risk Factors</td><td>21</td></tr></table>"
    ) == ["Item 1.   Statements    1", "Item 1A.  Risk Factors  21", ""]


def test_a_sentence_takes_a_line() -> None:
    page = _page("<p>Sales rose 5% to $1.2 million. Costs fell. ☐</p><ul><li>Cash was $3.4 million.</ul>")
    assert page.lines == [
        "Sales rose 5% to $1.2 million.",
        "Costs fell. ☐",
        "",
        "• Cash was $3.4 million.",
    ]
    for sentence in page.sentences:
        (place,) = sentence.places
        assert page.lines[place.line - 1][place.start : place.end] == sentence.text
    assert [sentence.text for sentence in page.sentences] == [
        "Sales rose 5% to $1.2 million.",
        "Costs fell.",
        "Cash was $3.4 million.",
    ]


def test_a_sentence_goes_on_over_the_page() -> None:
    body = "".join(
        f"<p>The company sells {kind} of many sizes and in several countries to people who</p>"
        f"<p>{number}</p><hr>"
        "<p>Harbor Company</p><p>like the sea and what is on it.</p>"
        for number, kind in enumerate(("boats", "sails", "ropes", "oars"), 3)
    )
    page = _page(body)
    joined = [sentence for sentence in page.sentences if len(sentence.places) == 2]
    assert len(joined) == 4
    for sentence in joined:
        parts = [page.lines[place.line - 1][place.start : place.end] for place in sentence.places]
        assert " ".join(parts) == sentence.text
        assert sentence.text.endswith("to people who like the sea and what is on it.")
    assert not any(sentence.text == "Harbor Company" for sentence in page.sentences)


def test_headings_stand_over_their_sentences() -> None:
    page = _page("<p><b>Liquidity</b></p><p>Cash was ample.</p><p><i>Debt</i></p><p>There was none.</p>")
    assert [(sentence.heading, sentence.text) for sentence in page.sentences][1::2] == [
        ("Liquidity", "Cash was ample."),
        ("Debt", "There was none."),
    ]


def test_a_title_in_lines_captions_the_table() -> None:
    page = _page(
        "<center><b>HARBOR CO<br>STATEMENTS OF INCOME<br>(In thousands)</b></center><table><tr>"
        "<td></td><td>2004</td>"
        f"<td>2003</td></tr><tr><td>Sales</td><td>{NUMBER}</td><td>999</td></tr></table>"
    )
    (table,) = page.tables
    assert table.caption[-3:] == ("HARBOR CO", "STATEMENTS OF INCOME", "(In thousands)")
    assert table.heads == ("2004", "2003")
    assert (table.lines, table.head_lines) == ((5, 6), (5, 5))


def test_lines_count_from_what_stands_above() -> None:
    page = render_page(f"<p>Sales were {NUMBER}.</p>", 10)
    assert page.sentences[0].places[0].line == 11


# --- nothing is lost -------------------------------------------------------------------------------


def _visible(root: LexborNode) -> str:
    """The text that a page shows, gathered without the reader's own walk."""
    found: list[str] = []
    stack = [root]
    while stack:
        node = stack.pop()
        if node.tag == "-text":
            found.append(node.text_content or "")
        elif node.tag not in SKIPPED and not style_of(node.attributes.get("style")).hidden:
            stack += reversed(list(node.iter(include_text=True)))
    return without_unseen("".join(found))


def _characters(text: str) -> Counter[str]:
    return Counter(re.sub(r"[\s\xa0(),$-]", "", text))  # "1,2" is printed "(1)(2)"; "$" may stand alone


ODD = [
    "<table><tr><td>a<table><tr><td>b</td></tr></table>c</td><td>d</td></tr></table>",
    "<table>stray<tr>text<td>1,000<p>x</table>",
    "<table><caption>Over</caption><thead><tr><th>H</th></tr></thead><tbody><tr><td>1,5</td>"
    "</tr></tbody></table>",
    "<table><tr><td>$</td><td>%</td></tr><tr><td>☐</td><td>)</td><td>Net</td><td>1,000</td>"
    "<td>)</td></tr></table>",
    "<table><tr><td>Sales<sup>1,2</sup></td><td>12<br>13</td><td>a<br>b<br>c</td></tr></table>",
    "<p>One. <b>Two</b> three;<br>Four<br><br>five</p>text<pre>kept  as\n is</pre>after",
    "<dl><dt>Term<dd>Meaning</dl><h1>Head</h1><blockquote>Quote</blockquote><address>Street</address>",
    "<p>Price of 5 <sup>½</sup> and x<sub>2</sub></p><nobr>no</nobr><big>big</big>"
    "<custom-tag>own</custom-tag>",
    "<table><tr><td rowspan=3>Label</td><td>1,000</td></tr></table><table><tr><td>(1)</td>"
    "<td>A note.</td></tr></table>",
]


@pytest.mark.parametrize("body", ODD)
def test_no_visible_text_is_lost(body: str) -> None:
    text = f"<html><body>{body}</body></html>"
    root = parse(text).root
    assert root is not None
    lost = _characters(_visible(root)) - _characters("".join(render_page(text).lines))
    assert not lost


@settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(statement=drawn(), style=styles)
def test_no_statement_loses_text_and_all_is_the_same_again(statement: Drawn, style: Style) -> None:
    text = HtmlPage(statement, style).text
    root = parse(text).root
    assert root is not None
    page = render_page(text)
    assert not _characters(_visible(root)) - _characters("".join(page.lines)), text
    assert page == render_page(text)
