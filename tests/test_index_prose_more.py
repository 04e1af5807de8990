"""Facts of sentences with two changes, a part of a count, and a figure beside what it is compared with."""

from __future__ import annotations

from datetime import date

import pytest
from prosefacts import prose_facts

from grammar.calendar import Context, FiscalCalendar
from index.model import Source
from index.prose import prose_items
from index.sentences import cut_sentences

# A fiscal year that ends in March; the latest quarter reported is the third of fiscal 2004.
CONTEXT = Context(FiscalCalendar(3, 31, True), date(2003, 12, 31))
Q3, Q3_BEFORE = date(2003, 12, 31), date(2002, 12, 31)

Found = tuple[str, str, str, date | None]


def facts_of(text: str) -> set[Found]:
    """(label, value, unit, end of the period) of every fact of a text."""
    return {
        (item.label.lower(), str(fact.value), fact.unit, fact.period.end if fact.period else None)
        for item, fact in prose_facts(text, CONTEXT)
    }


CASES: list[tuple[str, str, set[Found]]] = [
    (
        "two-changes",
        "Sales in the third quarter of fiscal 2004 were $9.0 million, a rise of 20.0% from $7.5 million in\n"
        "the third quarter of fiscal 2003, and of 12.5% from $8.0 million in the second quarter of fiscal\n"
        "2004.",
        {("sales, percent change", "20.0", "percent", Q3), ("sales, percent change", "12.5", "percent", Q3)},
    ),
    (
        "two-falls",
        "Orders in the third quarter of fiscal 2004 were $4.0 million, a drop of 20% from $5.0 million in\n"
        "the third quarter of fiscal 2003 and of 50% from $8.0 million in the second quarter of fiscal 2004.",
        {("orders, percent change", "-20", "percent", Q3), ("orders, percent change", "-50", "percent", Q3)},
    ),
    (
        "part-of-a-count",
        "It owns 80 looms around the world, 31 of them built in Wales.",
        {("looms around the world", "80", "count", None), ("looms built in wales", "31", "count", None)},
    ),
    (
        "part-of-which",
        "It ran 44 kilns, 12 of which burn peat.",
        {("kilns", "44", "count", None), ("kilns burn peat", "12", "count", None)},
    ),
    (
        "time-of-the-compared-figure",
        "Sales for the third quarter of fiscal 2004 were $9.0 million. Gross margin rose to 41.5% of sales,\n"
        "from 38.0% in the third quarter of fiscal 2003, when a barn burned down.",
        {("gross margin", "41.5", "percent", Q3), ("gross margin", "38.0", "percent", Q3_BEFORE)},
    ),
    (
        "heading-in-front",
        "Debt -- Total debt was $3.0 million at December 31, 2003. Looms – our looms were $2.0 million.",
        {("total debt", "3000000", "USD", Q3), ("looms", "2000000", "USD", None)},
    ),
    (
        "no-verb-in-a-label",
        "The society has 27 lofts in nine valleys and 11 quays and employs about 410 people.",
        {("lofts in nine valleys", "27", "count", None), ("quays", "11", "count", None)},
    ),
    (
        "no-auxiliary-in-a-label",
        "Members' equity of the society will increase by $1.7 million.",
        {("members' equity of the society, change", "1700000", "USD", None)},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_facts(text: str, wanted: set[Found]) -> None:
    assert wanted <= facts_of(text), facts_of(text)


def test_a_subject_called_it_belongs_to_the_sentence_before() -> None:
    text = "Sales of Moth Lane were $3.0 million. Rents for it were $90,000. Its net income was $1.0 million."
    source = Source("t.txt", text, (text,))
    items = prose_items(cut_sentences(source, ()), CONTEXT, "Tolland Kites Inc.")
    assert [(item.label, "Moth Lane" in " ".join((item.label, *item.path))) for item in items] == [
        ("Sales of Moth Lane", True),
        ("Rents for it", True),
        ("net income", True),
    ]
