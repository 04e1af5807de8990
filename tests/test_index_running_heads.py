"""The company that the running head of a page names."""

from __future__ import annotations

import pytest

import qa
from index.excerpt import read_excerpt

SAID = {
    "Harrow Mills, Inc. Notes to Consolidated Financial Statements (continued)": "Harrow Mills, Inc.",
    "41 Quay & Sons Limited and subsidiaries notes to the financial statements": "Quay & Sons Limited",
    "Table of Contents Harrow Mills, Inc. Notes to Consolidated Financial Statements": "Harrow Mills, Inc.",
    "Harrow Texas, Inc. Management's Financial Discussion and Analysis": "Harrow Texas, Inc.",
    "The notes to the consolidated financial statements of Harrow Mills, Inc. are long.": "",
    "Harrow Mills, Inc. grinds rye.": "",
}


@pytest.mark.parametrize("head", SAID)
def test_a_running_head_names_the_company(head: str) -> None:
    assert read_excerpt([head]).company == SAID[head]


def test_its_name_in_a_question_is_read() -> None:
    rows = [["(in thousands)", "2019", "2018"], ["Rye milled", "$5", "$4"]]
    with qa.excerpt(["Harrow Texas, Inc. Management's Financial Discussion and Analysis", rows]) as book:
        own = book.session().ask("What was the rye milled for Harrow Texas in 2019?")
        other = book.session().ask("What was the rye milled for Barrow Ohio in 2019?")
    assert own.value == "5000", own.text
    assert other.status == "unanswerable", other.text
