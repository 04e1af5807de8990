"""What has the form of a figure in a table and is none: the numbers of notes and of exhibits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.model import Table

NOTE_HEAD = re.compile(
    r"(?:foot)?notes?(?: (?:no|number|ref(?:erence)?)s?\.?)?|ref(?:s|erences?)?\.?", re.IGNORECASE
)
NOTE = re.compile(r"\(?[1-9]\d?\)?")
GLUED = re.compile(r"(?<=[a-z]{4})[1-9]$")  # a footnote's mark that lost its height: "Incentive schemes1"
ASIDE_NOTE = re.compile(r"(?:\(\d{1,2}\))+")
MOST_NOTES = 20  # the number of a footnote printed in brackets beside a figure
EXHIBITS = re.compile(r"\bexhibits?\b", re.IGNORECASE)
NUMBERING = re.compile(r"\d{1,3}(?:\.\d{1,3})?")
NUMBERED = re.compile(r"\d{1,3}\.\d{1,3}\b")
MOSTLY = 0.7  # of the rows of a list have no label of their own, or one that begins with a number


def without_notes(table: Table) -> Table:
    """The table without the cells that refer to notes, and without the word over them."""
    notes = _note_columns(table)
    if not notes:
        return table
    rows = tuple(
        replace(row, cells=tuple(cell for cell in row.cells if cell.column not in notes))
        for row in table.rows
    )
    return replace(table, rows=rows, stub="" if NOTE_HEAD.fullmatch(table.stub) else table.stub)


def without_marks(table: Table) -> Table:
    """The table without the marks of footnotes that are glued to its heads: "price per share2"; in "Level1",
    "Level2" the number is the name."""
    bare = [GLUED.sub("", head) for head in table.heads]
    found = {
        head for head, rest in zip(table.heads, bare, strict=True) if head != rest and bare.count(rest) == 1
    }
    if not found:
        return table
    heads = (rest if head in found else head for head, rest in zip(table.heads, bare, strict=True))
    return replace(table, heads=tuple(heads))


def _note_columns(table: Table) -> frozenset[int]:
    """The columns that refer to notes: headed so, or without a head among columns that have one and with
    nothing but small numbers in brackets, not in every row."""
    printed: dict[int, list[str]] = {}
    for row in table.rows:
        for cell in row.cells:
            printed.setdefault(cell.column, []).append(cell.text)
    rows = sum(1 for row in table.rows if row.cells)
    return frozenset(
        column for column, texts in printed.items() if _refers(_head(table, column), table.heads, texts, rows)
    )


def _head(table: Table, column: int) -> str:
    """A column's head; the word beside the heads for the first column, where it says notes."""
    head = table.heads[column].strip(" :") if column < len(table.heads) else ""
    return table.stub if not head and column == 0 and NOTE_HEAD.fullmatch(table.stub) else head


def _refers(head: str, heads: Sequence[str], texts: Sequence[str], rows: int) -> bool:
    if NOTE_HEAD.fullmatch(head):
        return all(NOTE.fullmatch(text) for text in texts)
    named = sum(1 for other in heads if other)
    if head or named < 1 or named < len(heads) - named or len(texts) >= rows:
        return False
    return all(ASIDE_NOTE.fullmatch(text) and _small(text) for text in texts)


def _small(text: str) -> bool:
    return all(int(number) <= MOST_NOTES for number in re.findall(r"\d+", text))


def lists_exhibits(table: Table) -> bool:
    """Whether a table lists exhibits: it says so, and its figures are no more than their numbers."""
    texts = (*table.caption, table.stub, *table.heads, *(row.label for row in table.rows[:4]))
    if not any(EXHIBITS.search(text) for text in texts):
        return False
    figures = [row for row in table.rows if row.cells]
    if not all(NUMBERING.fullmatch(cell.text) for row in figures for cell in row.cells):
        return False
    numbered = sum(not row.label or NUMBERED.match(row.label) is not None for row in figures)
    return numbered >= MOSTLY * len(figures)
