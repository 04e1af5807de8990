"""The stretches of lines that are prose: pieces, their places, and what came before them."""

from __future__ import annotations

import pytest

from index.model import Source
from index.stretches import BULLET, ORDINARY, PAGE_MARK, RULE, Piece, find_pieces


def pieces(text: str, taken: tuple[tuple[int, int], ...] = ()) -> list[Piece]:
    return find_pieces(Source("t.txt", text, tuple(text.split("\n"))), taken)


@pytest.mark.parametrize(
    "text",
    [
        "page 3 of 7",
        "Page A-12345678",
        "or",
        "and",
        "xxvii",
        "AB-1234",
        "iv) of the act",
        "- more -",
        "-------",
    ],
)
def test_what_is_set_apart_is_not_ordinary(text: str) -> None:
    assert any(pattern.match(text) for pattern in (PAGE_MARK, RULE, BULLET))
    assert ORDINARY.match(text) is None


def test_ordinary_lines_are_one_piece_each_where_they_stand() -> None:
    text = "  Norvik sold boats.\n\nIt sold oars,   too."
    assert [(p.text, p.line, p.start, p.end, p.gap, p.document) for p in pieces(text)] == [
        ("Norvik sold boats.", 1, 2, 20, False, True),
        ("It sold oars,   too.", 3, 0, 20, True, False),
    ]


@pytest.mark.parametrize("gap", ["    ", "\t\t\t\t", "\u00a0   "])
def test_a_wide_gap_parts_two_columns(gap: str) -> None:
    found = pieces(f"Norvik Boats{gap}Ada Lund")
    assert [(p.text, p.start, p.column) for p in found] == [
        ("Norvik Boats", 0, False),
        ("Ada Lund", 16, True),
    ]


def test_bullets_marks_and_covered_lines() -> None:
    text = "o Boats are built.\n- 5 -\nThey are sold.\nTotal        12\nThe end has come."
    assert [(p.text, p.line, p.bullet, p.page, p.gap) for p in pieces(text, ((4, 4),))] == [
        ("Boats are built.", 1, "o", False, False),
        ("They are sold.", 3, "", True, False),
        ("The end has come.", 5, "", False, True),
    ]
