"""Inline XBRL: what tags say is taken exactly, what is cited stays what is printed."""

from __future__ import annotations

import pickle
import re
from datetime import date
from decimal import Decimal

import pytest

from grammar.values import Period
from index.assembly import assemble
from index.inline import Tagged, apply
from index.model import Fact, LineItem, Place
from index.read import read_filing

RESOURCES = """<div style="display:none"><ix:header><ix:hidden>
<ix:nonNumeric contextRef="y" name="dei:EntityCentralIndexKey" id="h1">0000999001</ix:nonNumeric>
<ix:nonNumeric contextRef="y" name="dei:CurrentFiscalYearEndDate" id="h2">--09-27</ix:nonNumeric></ix:hidden>
<ix:resources>
<xbrli:context id="y"><xbrli:entity><xbrli:identifier scheme="s">1</xbrli:identifier></xbrli:entity>
<xbrli:period><xbrli:startDate>2024-09-29</xbrli:startDate>
<xbrli:endDate>2025-06-28</xbrli:endDate></xbrli:period>
</xbrli:context>
<xbrli:context id="q"><xbrli:entity><xbrli:segment>
<xbrldi:explicitMember dimension="a:b">c:d</xbrldi:explicitMember>
</xbrli:segment></xbrli:entity><xbrli:period><xbrli:startDate>2025-03-30</xbrli:startDate>
<xbrli:endDate>2025-06-28</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:context id="i"><xbrli:period><xbrli:instant>2025-06-28</xbrli:instant></xbrli:period></xbrli:context>
<xbrli:context id="bad"><xbrli:period><xbrli:instant>2025-02-31</xbrli:instant></xbrli:period></xbrli:context>
<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
<xbrli:unit id="eur"><xbrli:measure>iso4217:EUR</xbrli:measure></xbrli:unit>
<xbrli:unit id="sh"><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unit>
<xbrli:unit id="pure"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>
<xbrli:unit id="eps"><xbrli:divide>
<xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unitNumerator>
<xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unitDenominator>
</xbrli:divide></xbrli:unit>
<xbrli:unit id="boat"><xbrli:measure>own:boat</xbrli:measure></xbrli:unit>
</ix:resources></ix:header></div>"""

TAG = re.compile(r"</?ix:[a-zA-Z]+[^>]*>")


def _tagged(text: str, context: str, unit: str, scale: int = 0, more: str = "") -> str:
    return (
        f'<ix:nonFraction unitRef="{unit}" contextRef="{context}" name="x:y" scale="{scale}" {more}'
        f' format="ixt:num-dot-decimal">{text}</ix:nonFraction>'
    )


def _statement(heads: str, caption: str) -> str:
    rows = [
        ("Net sales", "$", _tagged("94,036", "q", "usd", 6), "$", _tagged("313,695", "y", "usd", 6)),
        ("Other loss, net", "", f"({_tagged('171', 'q', 'usd', 6, 'sign=&quot;-&quot;')}", "", "—"),
        ("Earnings per share", "$", _tagged("1.57", "q", "eps"), "$", _tagged("5.64", "y", "eps")),
        ("Shares outstanding", "", _tagged("14,902", "q", "sh", 6), "", _tagged("14,992", "y", "sh", 6)),
        ("Tax rate", "", _tagged("16.4", "q", "pure", -2) + "%", "", _tagged("15.4", "y", "pure", -2) + "%"),
    ]
    body = "".join(
        f"<tr><td>{label}</td><td>{s1}</td><td>{one}</td><td>{')' if '(' in one else ''}</td><td>{s2}</td>"
        f"<td>{two}</td></tr>"
        for label, s1, one, s2, two in rows
    )
    name = '<ix:nonNumeric contextRef="y" name="dei:EntityRegistrantName">Harbor Company</ix:nonNumeric>'
    return (
        f"<html><body>{RESOURCES}<p>{name}</p><p><b>Consolidated Statements of Operations</b></p>"
        f"<p>{caption}</p><table>{heads}{body}</table></body></html>"
    )


HEADS = (
    "<tr><td></td><td colspan=3>Three Months Ended</td><td colspan=2>Nine Months Ended</td></tr>"
    "<tr><td></td><td colspan=3>June 28, 2025</td><td colspan=2>June 28, 2025</td></tr>"
)
CAPTION = "(In millions, except per-share amounts)"
QUARTER = Period("duration", date(2025, 3, 30), date(2025, 6, 28))
YEAR = Period("duration", date(2024, 9, 29), date(2025, 6, 28))


def _facts(page: str) -> list[tuple[str, str, str, str, int, int]]:
    return [
        (item.label, str(fact.value), fact.unit, fact.printed, fact.place.line, fact.place.start)
        for item in read_filing(page.encode(), "page.htm").items
        for fact in item.facts
        if fact.origin == "table"
    ]


def test_a_page_reads_the_same_with_its_tags_and_without() -> None:
    page = _statement(HEADS, CAPTION)
    bare = TAG.sub("", page[: page.index("<div")] + page[page.index("</ix:header></div>") + 18 :])
    assert "ix:" not in bare
    assert _facts(page) == _facts(bare)
    assert len(_facts(page)) == 10


def test_tags_put_right_what_a_page_does_not_say() -> None:
    items = read_filing(_statement("", "").encode(), "page.htm").items
    got = {
        (item.label, fact.printed): (fact.value, fact.unit, fact.period)
        for item in items
        for fact in item.facts
        if fact.origin == "table"
    }
    assert got["Net sales", "$94,036"] == (Decimal(94_036_000_000), "USD", QUARTER)
    assert got["Net sales", "$313,695"] == (Decimal(313_695_000_000), "USD", YEAR)
    assert got["Other loss, net", "(171)"] == (Decimal(-171_000_000), "USD", QUARTER)
    assert got["Earnings per share", "$1.57"] == (Decimal("1.57"), "USD/share", QUARTER)
    assert got["Shares outstanding", "14,902"] == (Decimal(14_902_000_000), "shares", QUARTER)
    assert got["Tax rate", "16.4%"] == (Decimal("16.4"), "percent", QUARTER)


def test_the_cover_says_who_files() -> None:
    filing = read_filing(_statement(HEADS, CAPTION).encode(), "page.htm")
    assert (filing.company, filing.cik) == ("Harbor Company", "999001")
    assert filing.calendar.end_month == 9
    laid = assemble("page.htm", _statement(HEADS, CAPTION))
    assert laid.cover["EntityCentralIndexKey"] == "0000999001"
    assert pickle.loads(pickle.dumps(dict(laid.tags))) == laid.tags


def _fact(printed: str, value: str, unit: str = "USD") -> LineItem:
    fact = Fact(Decimal(value), unit, 1, printed, None, Place(3, 10, 10 + len(printed)), "table")
    return LineItem("Row", (), 0, False, (3, 3), 0, (fact,))


@pytest.mark.parametrize(
    ("printed", "value", "unit", "tag", "wanted"),
    [
        ("1.234,5", "1.234", "USD", Tagged(None, "EUR", 3, "num-comma-decimal"), ("1234500", "EUR", 1000)),
        ("(12)", "-12", "USD", Tagged(None, "USD", 6), ("-12000000", "USD", 10**6)),
        ("—", "0", "USD", Tagged(None, "shares", 3, "fixed-zero"), ("0", "shares", 1000)),
        ("12", "12", "USD", Tagged(None, "other", 0), ("12", "count", 1)),
        ("2.5x", "2.5", "ratio", Tagged(None, "pure", 0), ("2.5", "ratio", 1)),
        ("7.5", "7.5", "USD", Tagged(None, "pure", -2), ("7.5", "percent", 1)),
        ("3.10", "3.10", "USD", Tagged(None, "", 0), ("3.10", "USD", 1)),
        ("none", "5", "USD", Tagged(None, "USD", 3), ("5", "USD", 1)),
        ("500", "500", "USD", Tagged(None, "USD", 0), ("500", "USD", 1)),
    ],
)
def test_a_tag_decides_unit_and_scale(
    printed: str, value: str, unit: str, tag: Tagged, wanted: tuple[str, str, int]
) -> None:
    (item,) = apply([_fact(printed, value, unit)], {(3, 10): tag})
    (fact,) = item.facts
    assert (str(fact.value), fact.unit, fact.scale) == wanted
    assert (fact.printed, fact.place.line) == (printed, 3)


def test_a_figure_elsewhere_keeps_what_was_read() -> None:
    item = _fact("12", "12")
    assert apply([item], {(4, 10): Tagged(None, "EUR", 6)}) == [item]


@pytest.mark.parametrize("attributes", ["", 'contextRef="bad"', 'contextRef="none" unitRef="none" scale="x"'])
def test_tags_that_lead_nowhere_change_nothing(attributes: str) -> None:
    page = _statement(HEADS, CAPTION)
    broken = re.sub(r'unitRef="usd" contextRef="q" name="x:y" scale="6"', attributes, page)
    got = [fact for fact in _facts(broken) if fact[0] == "Net sales"]
    assert [fact[1:4] for fact in got] == [
        ("94036000000", "USD", "$94,036"),
        ("313695000000", "USD", "$313,695"),
    ]
