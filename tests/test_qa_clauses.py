"""Where clauses end and begin, and the members of lists."""

from __future__ import annotations

import pytest

from qa.clauses import clause_end, clause_start, members

ENDS = [
    ("fees from barges; tugs pay nothing.", "fees from barges"),
    ("fees from barges, while tugs pay nothing.", "fees from barges"),
    ("fees from barges, tugs and ferries.", "fees from barges, tugs and ferries"),
    ("fees (tolls; dues) from barges.", "fees (tolls; dues) from barges"),
    ("fees from barges (see the note on tolls).", "fees from barges"),
    ("fees from barges, which rose in May.", "fees from barges"),
    ("fees from barges and the Company keeps them.", "fees from barges"),
    ("a fee of 1.5% on U.S. barges.", "a fee of 1.5% on U.S. barges"),
]


@pytest.mark.parametrize(("text", "clause"), ENDS, ids=[text for text, _ in ENDS])
def test_where_a_clause_ends(text: str, clause: str) -> None:
    assert text[: clause_end(text, 0)] == clause


def test_where_a_clause_begins() -> None:
    text = "In the north, tolls, fees and dues rose; in the south, the locks closed"
    assert text[clause_start(text, text.index("closed")) :] == "the locks closed"


def test_members_of_a_list_keep_their_brackets() -> None:
    text = "tugs (old, new), barges and ferries"
    assert [text[a:b] for a, b in members(text, 0, len(text))] == ["tugs (old, new)", "barges", "ferries"]
