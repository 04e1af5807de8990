"""Questions of fact: who on the other side of a deal, what the filer does, counts, parts, other times."""

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

RELEASE = """TURKU, Finland--(BUSINESS WIRE)--May 3, 2004--Tolland Kites Inc. (Nasdaq: TOLK), a
maker of kites, today gave its figures for the second quarter of fiscal 2004.

Tolland won its first "loft prize" for Heron cloth with Quill Ferries Corporation, a
large carrier of mail.

The first buyer to order the Wren(tm) Box Kite is Marsh Mills Inc., a seller of toys.

A fire in the company's North Wales loft destroyed part of the looms bought from
Ostrava in June 2001.

Tolland acquired uSpool, a small Danish weaver.

Cash collections for the quarter and six months ended March 31, 2004 were $2.6 million
and $8.5 million, respectively.

The company wrote down $45 thousand of yarn in the second quarter of fiscal 2003.

It set aside $1.2 million for claims tied to seamstress wages and a further $4.5
million for the Ostrava barn.

The lofts are open from June 9th through June 16th. Tolland expects to have repaid a
further $75 thousand of loans by the end of the year.

The society has lofts in 11 valleys and employs about 60 people.

About Tolland Kites Inc.

Tolland designs, weaves and sells kites. It is based in Turku, Finland.
"""


@cache
def index() -> PassageIndex:
    source = Source("t.txt", RELEASE, tuple(RELEASE.split("\n")))
    sentences = cut_sentences(source, ())
    profile = read_profile(source, sentences)
    items = prose_items(sentences, Context(FiscalCalendar(9, 30, True)), "Tolland Kites Inc.")
    return PassageIndex.build(sentences, profile, source, items)


ANSWERS = [
    ("Which company gave the first loft prize for Heron cloth?", "Quill Ferries Corporation", 4),
    ("Who gave Tolland its first loft prize?", "Quill Ferries Corporation", 4),
    ("From which company were the looms bought?", "Ostrava", 10),
    ("Which company were the looms bought from?", "Ostrava", 10),
    ("Who is the first buyer?", "Marsh Mills Inc.", 7),
    ("Which company did Tolland buy?", "uSpool", 12),
    ("What does Tolland do?", "designs, weaves and sells kites", 29),
    ("What does the company make?", "designs, weaves and sells kites", 29),
    ("What is Tolland's business?", "designs, weaves and sells kites", 29),
    ("What line of business is the company in?", "designs, weaves and sells kites", 29),
    ("How much cash did it collect in the six months ended March 31, 2004?", "8500000", 15),
    ("How much yarn was written down in the second quarter of fiscal 2003?", "45000", 17),
    ("How much was set aside for seamstress wages?", "1200000", 19),
    ("How much was set aside for the Ostrava barn?", "4500000", 19),
    ("Until when are the lofts open?", "June 16th", 22),
    ("Since when are the lofts open?", "June 9th", 22),
    ("How many employees does the society have?", "60", 25),
    ("How much of its loans does it expect to repay by the end of the year?", "75000", 23),
]


@pytest.mark.parametrize(("question", "value", "line"), ANSWERS, ids=[a[0] for a in ANSWERS])
def test_answers(question: str, value: str, line: int) -> None:
    answer = answer_from_prose(question, index())
    assert answer is not None
    assert (answer.value, answer.lines[0]) == (value, line)


SILENT = [
    "How much yarn was written down in the second quarter of fiscal 2004?",
    "What was yarn in the second quarter of fiscal 2003?",
    "How much cash did it collect in the six months ended March 31, 2003?",
    "How much cash did it collect in the quarter ended December 31, 2003?",
]


@pytest.mark.parametrize("question", SILENT)
def test_silent(question: str) -> None:
    assert answer_from_prose(question, index()) is None


def test_a_dateline_names_nothing() -> None:
    answer = answer_from_prose("What wire carried it?", index())
    assert answer is None or "WIRE" not in answer.value


def test_a_value_over_three_lines_has_three_places() -> None:
    text = (
        "TURKU, Finland--(BUSINESS WIRE)--May 3, 2004--Tolland Kites Inc. (Nasdaq: TOLK) had a\ngood spring."
        "\n\nAbout Tolland Kites Inc.\n\nTolland is a leading\nmaker of box kites\nand small sails.\n"
    )
    source = Source("t.txt", text, tuple(text.split("\n")))
    sentences = cut_sentences(source, ())
    answer = answer_from_prose(
        "What does Tolland do?", PassageIndex.build(sentences, read_profile(source, sentences), source)
    )
    assert answer is not None
    assert answer.value == "a leading maker of box kites and small sails"
    assert answer.lines == (6, 7, 8)
