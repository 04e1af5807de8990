"""Questions of fact over notes of a report: signers, short names, verbs with particles, what may be."""

from __future__ import annotations

from functools import cache

import pytest

from grammar.calendar import Context, FiscalCalendar
from index.model import Source
from index.profile import read_profile
from index.prose import prose_items
from index.sentences import cut_sentences
from qa.passage_index import PassageIndex
from qa.passages import answer_from_prose

REPORT = """Legal Matters

On March 25, 2004, the Northern Kite Commission (the "Commission") opened a case under the Fair Winds Act
against the company.

On April 2, 2004, the Commission fined Tolland $500 thousand in the case.

If the Commission finds more faults, it may fine the company up to $900 thousand a day.

On May 3, 2004, the Guild of Weavers filed a lawsuit in the U.S. District Court for the District of Turku
against the company.

Selling, General and Administrative Expenses

Selling, general and administrative expenses were $4 million in fiscal 2004.

These decreases were primarily due to the closing of two lofts.

Marsh Deal

In February 2004, Tolland and Marsh announced the termination of the purchase agreement. The parties agreed
to terminate it due to a long strike.

People

As of the end of fiscal 2004, we had approximately 360 employees in four towns; 12 employees work in Bonn.

In fiscal 2004, our overall loft turnover rate was 2.5%.

Tolland contributed $3 thousand to plans of its members. The contribution expense for fiscal years 2004 and
2003 was $31 thousand and $25 thousand, respectively.

The unpaid cost of options is $2 million, which is expected to be recognized over a weighted-average period
of 2.6 years.

SIGNATURES

Pursuant to the requirements of the Securities Exchange Act of 1934, the registrant has duly caused this
report to be signed on its behalf by the undersigned.

Date: May 10, 2004

/s/ MARY POE

Mary Poe
Vice President and Controller
"""


@cache
def index() -> PassageIndex:
    source = Source("t.txt", REPORT, tuple(REPORT.split("\n")))
    sentences = cut_sentences(source, ())
    context = Context(FiscalCalendar(9, 30, True))
    items = prose_items(sentences, context, "Tolland Kites Inc.")
    return PassageIndex.build(sentences, read_profile(source, sentences), source, items, context)


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("Who signed the report?", "Mary Poe", "text"),
        ("When was the report signed?", "May 10, 2004", "date"),
        ("Who is the controller?", "Mary Poe", "text"),
        ("How much was the company fined by the Northern Kite Commission?", "500000", "USD"),
        (
            "In which court did the Guild of Weavers sue?",
            "U.S. District Court for the District of Turku",
            "text",
        ),
        ("Why did SG&A go down?", "the closing of two lofts", "text"),
        ("Why was the Marsh deal called off?", "a long strike", "text"),
        ("How many people work for the company?", "360", "count"),
        ("What was the loft turnover rate in fiscal 2004?", "2.5", "percent"),
        ("Over how many years will the unpaid cost of options be recognised?", "2.6", "count"),
    ],
)
def test_answers(question: str, value: str, unit: str) -> None:
    answer = answer_from_prose(question, index())
    assert answer is not None
    assert (answer.value, answer.unit) == (value, unit)


@pytest.mark.parametrize("question", ["Who is the treasurer?", "Who runs it as CEO?"])
def test_an_office_that_nobody_holds(question: str) -> None:
    assert answer_from_prose(question, index()) is None
