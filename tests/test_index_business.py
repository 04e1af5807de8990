"""What a filing says its filer does: the entry `business` of its profile, with its place."""

from __future__ import annotations

import pytest

from index.model import ProfileEntry, Source
from index.profile import read_profile
from index.sentences import cut_sentences

DATELINE = "TURKU, Finland--(BUSINESS WIRE)--May 3, 2004--Tolland Kites Inc. (Nasdaq: TOLK)"


def business(text: str) -> list[ProfileEntry]:
    source = Source("t.txt", text, tuple(text.split("\n")))
    return [e for e in read_profile(source, cut_sentences(source, ())) if e.key == "business"]


CASES = [
    (
        "is-a",
        f"{DATELINE} said today that it had a good spring.\n\nAbout Tolland Kites Inc.\n\nTolland is a maker "
        "of kites\nand small sails.\n",
        "a maker of kites and small sails",
        5,
    ),
    (
        "makes",
        f"{DATELINE} said today that it had a good spring.\n\nTolland Kites weaves cloth. Tolland "
        "Kites makes kites and rents lofts.\n",
        "makes kites and rents lofts",
        3,
    ),
    (
        "engaged",
        f"{DATELINE} said today that it had a good spring.\n\nTolland Kites Inc. is engaged in the rental of "
        "lofts.\n",
        "engaged in the rental of lofts",
        3,
    ),
    (
        "aside-of-the-dateline",
        f"{DATELINE}, a maker of kites, today said that it had a good spring.\n",
        "a maker of kites",
        1,
    ),
    (
        "own-heading-first",
        f"{DATELINE}, a maker of kites, today said it had a good spring.\n\nAbout Tolland Kites Inc.\n\n"
        "The company designs and sells kites.\n",
        "designs and sells kites",
        5,
    ),
]


@pytest.mark.parametrize(("text", "value", "line"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_business(text: str, value: str, line: int) -> None:
    assert [(e.value, e.place.line) for e in business(text)] == [(value, line)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tolland Kites is a party to a lease.",
        "Tolland Kites has sold its barn.",
        "Ada Lund is a maker of kites.",
        "The company is a maker of kites.",
    ],
    ids=["party", "other-verb", "other-subject", "company-anywhere"],
)
def test_no_business(sentence: str) -> None:
    assert business(f"{DATELINE} said today that it had a good spring.\n\n{sentence}\n") == []
