"""The tables of a text: found, cut into columns and rows, with heads and captions.

`Table` is the interface to what reads statements: what a table says, and where each figure stands.
`find_tables` makes tables from fixed-width text, `table_of_cells` from rows of cells that never were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.captions import Numbered, above, caption_lines, introduced
from index.columns import Column, find_columns
from index.continued import goes_on, heads_again, joined, with_caption
from index.figures import MONEY, Figure
from index.halves import cut_between, half, halved
from index.heads import Heads, read_heads
from index.layout import NOTE, Line, Lines
from index.model import Cell, Place, Row, Source, Table
from index.regions import Region, find_regions
from index.schedules import read_schedule
from index.wording import is_one_of, period_words, title_kind
from index.wrapped import read_rows

LABEL_ZONE = 3  # columns from the leftmost text in which a figure is part of a label


@dataclass(frozen=True, slots=True)
class _Cut:
    """A table with the columns it was cut by; `label_right`: where its longest label ends."""

    table: Table
    columns: tuple[Column, ...]
    label_right: int


def find_tables(source: Source, ranges: Sequence[tuple[int, int]] | None = None) -> tuple[Table, ...]:
    """The tables in these line ranges (inclusive; all lines where None), numbered from 1."""
    lines = Lines(source)
    cuts: list[_Cut] = []
    floor = 1
    for region in find_regions(lines, ranges or ((1, len(source.lines)),)):
        begin = floor if region.top else max(floor, region.first)
        for cut in _cuts(lines, region, begin, cuts[-1] if cuts else None):
            before = cuts[-1].table if cuts else None
            if before is not None and goes_on(lines, before, cut.table):
                cuts[-1] = replace(cuts[-1], table=joined(before, cut.table))
                continue
            table = replace(cut.table, number=len(cuts) + 1)
            cuts.append(replace(cut, table=with_caption(lines, before, table) if before else table))
        floor = region.last + region.unread + 1
    return tuple(cut.table for cut in cuts)


def table_of_cells(
    number: int,
    caption: Sequence[str],
    heads: Sequence[str],
    rows: Sequence[tuple[str, int, Sequence[tuple[str, Place, int]], tuple[int, int], tuple[Place, ...]]],
    lines: tuple[int, int],
) -> Table:
    """A table from cells: each row is (label, depth, figures as (text, place, column), first and last
    line, places of the label). Blank cells are left out. Depth counts levels, not columns of text."""
    made = tuple(
        Row(label, depth, tuple(Cell(*cell) for cell in cells), span, places)
        for label, depth, cells, span, places in rows
    )
    return Table(number, tuple(caption), tuple(heads), made, lines)


def _cuts(lines: Lines, region: Region, floor: int, before: _Cut | None) -> list[_Cut]:
    """The tables of a region: one, or two side by side, or those of a schedule of tagged figures."""
    schedule = read_schedule(lines, region.top or region.first, region.last)
    if schedule:
        return [_Cut(table, (), 0) for table in schedule]
    body = [lines[place] for place in range(region.figures, region.last + 1)]
    prefix, captions = above(lines, region, floor)
    split = cut_between(body)
    if split is None:
        cut = _cut(lines, region, floor, body, prefix, captions)
        if before is not None and before.columns and heads_again(before.table, lines, prefix):
            # A page on which a column is empty: it is there all the same.
            fewer = cut is None or len(cut.columns) < len(before.columns)
            again = _cut(lines, region, floor, body, prefix, captions, before) if fewer else None
            cut = again if again is not None and goes_on(lines, before.table, again.table) else cut
        return [cut] if cut is not None else []
    found: list[_Cut] = []
    for right in (False, True):
        parts, over = halved(prefix, split, right)
        texts = [*captions, *((0, text) for text in over)]
        cut = _cut(lines, region, floor, [half(line, split, right) for line in body], parts, texts)
        found += [cut] if cut is not None else []
    return found


def _cut(
    lines: Lines,
    region: Region,
    floor: int,
    body: Sequence[Line],
    prefix: Sequence[Line],
    captions: Numbered,
    before: _Cut | None = None,
) -> _Cut | None:
    """One table, cut by its own columns, or by those of the part of it that stands before."""
    figured = [line for line in body if line.row]
    columns = before.columns if before else find_columns(_outside_labels(figured))
    if not columns:
        return None
    label_right = before.label_right if before else _label_right(body, columns)
    heads = read_heads(prefix, columns, label_right)
    if region.top is not None and not any(title_kind(text) for text in heads.caption):
        captions = [*caption_lines(lines, region.top - 1, floor), *captions]
    rows = _without_tail(read_rows([*heads.rows, *body], columns, label_right))
    if not any(row.cells for row in rows) or _listing(heads) or not (_timed(heads) or _worth(figured)):
        return None
    intro = heading = ""
    if not captions and not heads.caption:
        start = region.top or (prefix[0].number if prefix else region.figures)
        intro, heading = introduced(lines, start - 1, floor)
    worded = [line.number for line in prefix if not line.blank and not line.rule]
    first = min([region.top or region.figures, *worded, *(place for place, _ in captions if place)])
    table = Table(
        number=1,
        caption=(*filter(None, [heading]), *(text for _, text in captions), *heads.caption),
        heads=tuple(heads.heads),
        rows=rows,
        lines=(first, rows[-1].lines[1] if not region.unread else region.last + region.unread),
        head_lines=heads.lines,
        intro=intro,
        stub=heads.stub,
        unread=region.unread,
    )
    return _Cut(table, columns, label_right)


def _without_tail(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows up to the last that has figures: what follows under it are notes."""
    last = max((place for place, row in enumerate(rows) if row.cells), default=-1)
    return rows[: last + 1]


def _worth(lines: Sequence[Line]) -> bool:
    """Whether any figure is more than a small bare number, as page numbers are."""
    found = [
        figure for line in lines for figure in line.figures if figure.kind == "number" and not figure.year
    ]
    return any(MONEY.search(figure.text) or len(figure.text) > 3 for figure in found)


def _timed(heads: Heads) -> bool:
    return any(period_words().search(head) for head in heads.heads)


def _listing(heads: Heads) -> bool:
    """Whether the table lists pages or exhibits."""
    named = [head for head in heads.heads if head]
    return bool(named) and all(is_one_of(head, "skip", "heads") for head in named)


def _outside_labels(lines: Sequence[Line]) -> list[list[Figure]]:
    """The figures of each line without those that are its label, as a year in front of a row is."""
    zone = min((line.indent for line in lines), default=0) + LABEL_ZONE
    ends = [len(line.label.rstrip()) for line in lines]
    reach = max(ends, default=0)
    return [line.figures[1:] if _is_label(line, zone, reach) else line.figures for line in lines]


def _is_label(line: Line, zone: int, reach: int) -> bool:
    """Whether a line's first figure stands among the labels: a year, or the mark of a footnote. `zone`: how
    far right a label begins; `reach`: where labels end."""
    figure = line.figures[0]
    alone = len(line.figures) == 1
    noted = bool(NOTE.fullmatch(figure.text)) and not line.label.strip()
    return (figure.left <= zone and (noted or not alone)) or (noted and not alone and figure.end <= reach)


def _label_right(lines: Sequence[Line], columns: Sequence[Column]) -> int:
    """Where the longest label ends."""
    left = columns[0].left
    ends = [len(line.label.rstrip()) for line in lines if not line.blank and not line.rule]
    return max([end for end in ends if end < left], default=0)
