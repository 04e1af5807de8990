"""Who signed: signature blocks of text filings and of pages, with names in print, offices and dates."""

from __future__ import annotations

import pytest

from index.lookup import Lookup
from index.model import Source
from index.signatures import read_signatures

TEXT = """                                   SIGNATURES
Date: August 10, 2005              TOLLAND KITES INC.

                                   By: /s/ Mary Poe
                                       ---------------------
                                       Mary Q. Poe
                                       Chief Financial Officer
</TEXT>"""
PAGE = """/s/ ANNE L. ROE

Date:  July 24, 2025  Anne L. Roe Senior Vice President, Controller and Chief Accounting Officer
"""
TABLE = """/s/ Marsh & Mills LLP

Reno, Nevada
















































Signature       Title                                        Date
/s/ JOHN DOE    President, Co-Chief Executive Officer and Director  February 26, 2025

John Doe

/s/ JANE POE    Director  February 26, 2025

Jane Poe
"""
BESIDE = """/s/ Ann Roe                 /s/ Bob Poe
---------------             ---------------
Ann Roe                     Bob Poe
President                   Treasurer
"""


def read(text: str) -> dict[str, list[tuple[str, str, int]]]:
    source = Source("t.txt", text, tuple(text.split("\n")))
    found: dict[str, list[tuple[str, str, int]]] = {}
    for entry in read_signatures(source, Lookup(source.lines)):
        place = entry.place
        assert source.line(place.line)[place.start : place.end] == entry.value
        found.setdefault(entry.key, []).append((entry.value, entry.role, place.line))
    return found


@pytest.mark.parametrize(
    ("text", "signers", "officers", "signed"),
    [
        (TEXT, [("Mary Q. Poe", 6)], {("Mary Q. Poe", "chief_financial")}, "August 10, 2005"),
        (
            PAGE,
            [("Anne L. Roe", 3)],
            {
                ("Anne L. Roe", "vice_president"),
                ("Anne L. Roe", "controller"),
                ("Anne L. Roe", "chief_accounting"),
            },
            "July 24, 2025",
        ),
        (
            TABLE,
            [("John Doe", 55), ("Jane Poe", 59)],
            {
                ("John Doe", "president"),
                ("John Doe", "chief_executive"),
                ("John Doe", "director"),
                ("Jane Poe", "director"),
            },
            "February 26, 2025",
        ),
        (
            BESIDE,
            [("Ann Roe", 3), ("Bob Poe", 3)],
            {("Ann Roe", "president"), ("Bob Poe", "treasurer")},
            None,
        ),
    ],
    ids=["text", "page", "auditor-and-table", "side-by-side"],
)
def test_signers(
    text: str, signers: list[tuple[str, int]], officers: set[tuple[str, str]], signed: str | None
) -> None:
    found = read(text)
    assert [(name, line) for name, _, line in found["signer"]] == signers
    assert {(name, role) for name, role, _ in found["officer"]} == officers
    assert [value for value, _, _ in found.get("signed", [])] == ([signed] if signed else [])


def test_where_name_and_mark_stand_apart_both_are_kept() -> None:
    assert read(PAGE)["signature"] == [("ANNE L. ROE", "", 1)]


def test_no_mark_no_signer() -> None:
    assert read("By: the registrant\nMary Poe\nChief Financial Officer\n") == {}


def test_a_mark_far_out_to_the_right_signs_nothing() -> None:
    assert read(f"{' ' * 500}/s/ Mary Poe\nMary Poe\nChief Financial Officer\n") == {}
