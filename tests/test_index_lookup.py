"""Texts that hold a word, found in all of them at once."""

from __future__ import annotations

import pytest

from index.lookup import Lookup, folded, may_hold

TEXTS = [
    "The President spoke.",
    "",
    "A line\nbreak: the president",
    "Sales of \u017fails",
    "president president",
]


@pytest.mark.parametrize(
    ("needs", "found"),
    [
        ([["president"]], [0, 2, 4]),
        ([["sails", "break"]], [2, 3]),
        ([["president"], ["spoke", "line"]], [0, 2]),
        ([["treasurer"]], []),
        ([["t"]], [0, 2, 4]),
    ],
)
def test_texts_that_hold_one_word_of_each_group(needs: list[list[str]], found: list[int]) -> None:
    assert Lookup(TEXTS).holding(needs) == found
    assert [place for place, text in enumerate(TEXTS) if may_hold(folded(text), needs)] == found


def test_no_texts_hold_nothing() -> None:
    assert Lookup([]).holding([["a"]]) == []
