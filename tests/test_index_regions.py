"""Where the tables of a text begin and end, and what is done with those that have too many rows."""

from __future__ import annotations

import time

import pytest

from index import regions
from index.model import Filing
from index.read import read_filing

HEAD = "DOVE MILLS INC.\nSTATEMENTS OF OPERATIONS\n(in thousands)\n\n                    2001        2000\n"
ROWS = "".join(f"Mill {n:<10}    {n * 1_111:>6,}      {n * 1_010:>6,}\n" for n in range(1, 10))
PROSE = "\nThe mills were run by hand until the river rose in the spring of that year.\n\n"
NEXT = "BALANCE SHEETS\n\n                    2001        2000\nCash               5,555       4,444\n"


def filing(text: str) -> Filing:
    return read_filing(text.encode(), "x.txt")


@pytest.fixture
def few_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regions, "MOST_ROWS", 4)


@pytest.mark.usefixtures("few_rows")
@pytest.mark.parametrize(
    ("text", "lines"),
    [(HEAD + ROWS, (1, 14)), (f"<TABLE>\n{HEAD}{ROWS}</TABLE>\n", (1, 15))],
    ids=["untagged", "tagged"],
)
def test_rows_beyond_the_most_are_not_read_and_it_is_said(text: str, lines: tuple[int, int]) -> None:
    found = filing(text + PROSE + NEXT)
    first, second = found.statements
    assert [item.label for item in found.items if item.statement == 0] == [f"Mill {n}" for n in range(1, 5)]
    assert (first.lines, second.kind) == (lines, "balance_sheet")
    assert found.notes == (f"the table at line 1 has too many rows: read up to line {lines[1] - 5}",)
    assert [sentence.text for sentence in found.sentences] == [PROSE.strip()]


@pytest.mark.usefixtures("few_rows")
def test_new_heads_in_one_pair_of_tags_begin_a_table_with_rows_of_its_own() -> None:
    rows = ROWS.splitlines(keepends=True)
    text = "".join(["<TABLE>\n", HEAD, *rows[:4], "\n                    1999        1998\n", *rows[4:8]])
    found = filing(text + "</TABLE>\n")
    assert [len(statement.periods) for statement in found.statements] == [2, 2]
    assert sum(item.origin == "table" for item in found.items) == 8
    assert found.notes == ()


def test_a_table_of_a_hundred_thousand_rows_takes_seconds() -> None:
    rows = "".join(f"Mill {n:<20}{n % 997:>12,}{n % 991:>12,}\n" for n in range(100_000))
    started = time.process_time()
    found = filing(HEAD + rows)
    assert time.process_time() - started < 10
    assert len(found.items) == regions.MOST_ROWS
    assert found.notes == ("the table at line 1 has too many rows: read up to line 10,005",)
