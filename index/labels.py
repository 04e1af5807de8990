"""Line items of a table: each row's label, the headings above it, and what it sums.

A heading reaches down to its total, where one names it or foots from its first row; else to the next
heading of its own rank, or to a row further out than it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grammar.records import record
from grammar.words import stems
from index.marks import GLUED
from index.model import Row
from index.sums import Sum
from index.wording import begins, is_one_of, says, unit_words

CENTRED = 8  # columns by which a centred heading stands in from the rows under it
DEEPEST = 10  # headings within headings


@record
class Placed:
    """A row in its place: the headings above it, and whether it is a sum."""

    row: int
    label: str
    path: tuple[str, ...]
    total: bool
    parts: tuple[int, ...]  # rows


@dataclass(slots=True)
class _Heading:
    row: int
    label: str
    indent: int
    section: bool  # in capitals or centred: above all headings that are not
    weak: bool  # no more than a line of its own says that it is a heading
    closes: int | None  # the row that is its total
    children: int | None = None  # the indent of the rows under it


def place_rows(rows: Sequence[Row], sums: Mapping[int, Sum]) -> tuple[Placed, ...]:
    """The rows that are line items, in order, each with its path. `sums`: by place of the row."""
    closing = _closing(rows, sums)
    stack: list[_Heading] = []
    found: list[Placed] = []
    for place, row in enumerate(rows):
        if not row.cells and _without_figures(row):
            found.append(Placed(place, row.label, tuple(heading.label for heading in stack), False, ()))
            continue
        if not row.cells:
            if not is_one_of(row.label.rstrip(":"), "void", "labels") and not _says_unit(row.label):
                _open(stack, _heading(rows, place, closing.get(place)))
            continue
        _leave(stack, place, row)
        closed = _closed_by(stack, place, rows, sums)
        path = tuple(heading.label for heading in stack[: closed + 1 if closed is not None else None])
        total = is_total(row) or place in sums
        parts = sums[place].parts if place in sums else ()
        found.append(Placed(place, GLUED.sub("", row.label.rstrip(": ")), path, total, parts))
        if closed is not None:
            del stack[closed:]
        elif stack and row.label and stack[-1].children is None:
            stack[-1].children = row.indent
    return tuple(found)


def is_total(row: Row) -> bool:
    """Whether a row's own words, or their lack, say that it is a total."""
    return begins(row.label, "total", "start") or not row.label


def _says_unit(label: str) -> bool:
    """Whether a row without figures only says the unit: "(In millions, except per share data)"."""
    return label.startswith("(") and label.endswith(")") and unit_words().search(label) is not None


def _without_figures(row: Row) -> bool:
    """Whether a row is a line item all the same: "Preferred stock, 1,000 shares authorized, none issued"."""
    digits = any(character.isdigit() for character in row.label)
    return digits and not row.label.endswith(":") and says(row.label, "capital", "words")


def _heading(rows: Sequence[Row], place: int, closes: int | None) -> _Heading:
    row = rows[place]
    colon = row.label.endswith(":")
    following = rows[place + 1] if place + 1 < len(rows) else row
    section = _sectional(rows, place)
    weak = not (colon or section or closes is not None or following.indent > row.indent)
    return _Heading(place, row.label.rstrip(": "), row.indent, section, weak, closes)


def _sectional(rows: Sequence[Row], place: int) -> bool:
    """Whether a heading stands above all that are not like it: without colon, and in capitals or centred."""
    row = rows[place]
    following = rows[place + 1] if place + 1 < len(rows) else row
    if row.label.endswith(":"):
        return False
    return (
        row.label.isupper()
        or row.indent >= following.indent + CENTRED
        or is_one_of(row.label, "heading", "sections")
    )


def _open(stack: list[_Heading], heading: _Heading) -> None:
    """Puts a heading under those it belongs to: others of its rank and below end here."""
    while stack:
        top = stack[-1]
        if top.closes is not None and heading.row < top.closes:
            break
        if (
            not heading.section
            and top.indent < heading.indent
            and not (top.children is not None and top.weak)
        ):
            break
        if not heading.section and top.section:
            break
        stack.pop()
    if len(stack) < DEEPEST:
        stack.append(heading)


def _leave(stack: list[_Heading], place: int, row: Row) -> None:
    """Ends the headings that the row is no longer under."""
    while stack:
        top = stack[-1]
        if top.closes is not None:
            if place <= top.closes:
                return
        elif row.label and not is_total(row):
            further_out = row.indent < top.indent and not top.section
            back = top.children is not None and row.indent <= top.indent < top.children and not top.section
            if not (further_out or back or (top.weak and row.gap and top.children is not None)):
                return
        elif not _beyond(top, row):
            return
        stack.pop()


def _beyond(top: _Heading, row: Row) -> bool:
    """Whether a total further out than the rows under a heading is not that heading's own."""
    words = stems(row.label)
    out = top.children is not None and row.indent <= top.indent < top.children
    return out and len(words) > 1 and not set(stems(top.label)) & set(words[1:])


def _closed_by(
    stack: Sequence[_Heading], place: int, rows: Sequence[Row], sums: Mapping[int, Sum]
) -> int | None:
    """Which heading of the stack a row is the total of, outermost first; None where of none."""
    row = rows[place]
    for level, heading in enumerate(stack):
        if heading.closes == place:
            return level
    if not stack or not is_total(row):
        return None
    top = len(stack) - 1
    if stack[top].closes is not None:
        return None
    if _netted(rows, place) > place:
        stack[top].closes = _netted(rows, place)
        return None
    words, named = stems(row.label), stems(stack[top].label)
    if len(words) <= 1 or set(named) <= set(words):
        return top
    summed = sums.get(place)
    if summed is not None and summed.parts and summed.first <= stack[top].row + 1:
        return top
    return None


def _closing(rows: Sequence[Row], sums: Mapping[int, Sum]) -> dict[int, int]:
    """Headings to the rows that are their totals: by name, else by what foots from their first row."""
    named = _named_totals(rows)
    taken = set(named.values())
    following: dict[int, int] = {}
    for row, summed in sums.items():
        if summed.parts:
            following.setdefault(summed.first, row)
    closing = dict(named)
    for first in range(len(rows)):
        if not rows[first].cells or first not in following:
            continue
        total: int | None = following[first]
        heading = first - 1
        while heading >= 0 and not rows[heading].cells and total is not None:
            if heading in named:
                total = following.get(named[heading])
            elif _sectional(rows, heading):
                break  # what foots from its first rows need not be all of a section
            elif _left_before(rows, heading, first, total):
                total = following.get(total)
                continue
            elif total not in taken:
                closing[heading] = total
                total = following.get(total)
            else:
                break
            heading -= 1
    return {heading: _netted(rows, total) for heading, total in closing.items()}


def _left_before(rows: Sequence[Row], heading: int, first: int, total: int) -> bool:
    """Whether two rows or more stand deeper than a heading, and after them one that does not, before a total.
    (One alone proves nothing: "Net sales" may stand deeper than "Other income" under "Revenues".)"""
    indent = rows[heading].indent
    labelled = [row for row in rows[first:total] if row.cells and row.label]
    deeper = next((place for place, row in enumerate(labelled) if row.indent <= indent), 0)
    return deeper > 1


def _netted(rows: Sequence[Row], total: int) -> int:
    """The last row of a section whose unlabelled total is followed by "less …" and what is left."""
    while (
        total + 2 < len(rows)
        and not rows[total].label
        and says_less(rows[total + 1])
        and not rows[total + 2].label
    ):
        total += 2
    return total


def says_less(row: Row) -> bool:
    """Whether a row's label says that it is subtracted from what stands above it."""
    return row.label.lower().startswith(("less ", "less:", "less-", "less accumulated"))


def _named_totals(rows: Sequence[Row]) -> dict[int, int]:
    """Headings to the totals that repeat their words: "Current assets:" to "Total current assets", and
    "Cash flows from investing activities" to "Net cash used in investing activities"."""
    whole: dict[tuple[str, ...], list[int]] = {}
    tails: dict[tuple[str, ...], list[int]] = {}
    found: dict[int, int] = {}
    for place, row in enumerate(rows):
        words = stems(row.label)
        if not row.cells:
            whole.setdefault(words, []).append(place)
            tails.setdefault(words[-2:], []).append(place)
        elif begins(row.label, "total", "start"):
            same, alike = whole.get(words[1:], []), tails.get(words[-2:], [])
            if same and same[-1] not in found:
                found[same[-1]] = place
            elif alike and words[0] == "net":
                found.setdefault(alike[0], place)  # the outermost: others stand within it
                alike.clear()
    return found
