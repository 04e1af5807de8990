"""The tables of a text: found, cut into columns and rows, with heads and captions.

`Table` is the interface to what reads statements: what a table says, and where each figure stands.
`find_tables` makes tables from fixed-width text, `table_of_cells` from rows of cells that never were.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.columns import Column, find_columns
from index.figures import MONEY, Figure
from index.heads import Heads, read_heads
from index.layout import Line
from index.model import Cell, Place, Row, Source, Table
from index.regions import BOUNDARY, Region, find_regions, has_figures
from index.wording import is_one_of, period_words, title_kind, unit_words
from index.wrapped import read_rows

PREFIX = 24  # lines above the first figures in which heads and caption stand
TAGGED_PREFIX = 80  # the same within tags
BLANKS = 5  # blank lines within a caption
INTRODUCTION = 6  # lines of a paragraph that introduces a table
PROSE = 50  # characters of a line that may be a sentence
FLUSH = 9  # columns by which a paragraph is indented at most
TITLE_SHARE = 0.7  # of a title's longer words begin with a capital
LABEL_ZONE = 3  # columns from the leftmost text in which a figure is part of a label


def find_tables(source: Source, ranges: Sequence[tuple[int, int]] | None = None) -> tuple[Table, ...]:
    """The tables in these line ranges (inclusive; all lines where None), numbered from 1."""
    tables: list[Table] = []
    floor = 1
    for region in find_regions(source, ranges or ((1, len(source.lines)),)):
        table = _table(source, region, floor if region.top else max(floor, region.first), len(tables) + 1)
        if table is not None:
            tables.append(table)
        floor = region.last + 1
    return tuple(tables)


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


def _table(source: Source, region: Region, floor: int, number: int) -> Table | None:
    body = [Line(place, source.line(place)) for place in range(region.figures, region.last + 1)]
    figured = [line for line in body if has_figures(line)]
    columns = find_columns(_outside_labels(figured))
    if not columns:
        return None
    label_right = _label_right(body, columns)
    prefix, captions = _above(source, region, floor)
    heads = read_heads(prefix, columns, label_right)
    if region.top is not None and not any(title_kind(text) for text in heads.caption):
        captions = _caption_lines(source, region.top - 1, floor)
    rows = _without_tail(read_rows([*heads.rows, *body], columns, label_right))
    if not any(row.cells for row in rows) or _listing(heads) or not (_timed(heads) or _worth(figured)):
        return None
    worded = [line.number for line in prefix if not line.blank and not line.rule]
    first = min([region.top or region.figures, *worded, *(place for place, _ in captions if place)])
    return Table(
        number=number,
        caption=(*(text for _, text in captions), *heads.caption),
        heads=tuple(heads.heads),
        rows=rows,
        lines=(first, rows[-1].lines[1]),
        head_lines=heads.lines,
    )


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
    zone = min(line.indent for line in lines) + LABEL_ZONE if lines else 0
    return [
        [figure for place, figure in enumerate(line.figures) if not _is_label(line, place, zone)]
        for line in lines
    ]


def _is_label(line: Line, place: int, zone: int) -> bool:
    return place == 0 and line.figures[0].left <= zone and len(line.figures) > 1


def _label_right(lines: Sequence[Line], columns: Sequence[Column]) -> int:
    """Where the longest label ends."""
    left = columns[0].left
    ends = [len(line.cells[0].rstrip()) for line in lines if not line.blank and not line.rule]
    return max([end for end in ends if end < left], default=0)


def _above(source: Source, region: Region, floor: int) -> tuple[list[Line], list[tuple[int, str]]]:
    """The lines above the first figures that belong to the table, and an introduction above them."""
    if region.top is not None:
        first = max(region.top, region.figures - TAGGED_PREFIX)
        return [Line(place, source.line(place)) for place in range(first, region.figures)], []
    prefix: list[Line] = []
    for place in range(region.figures - 1, max(floor, region.figures - PREFIX) - 1, -1):
        line = Line(place, source.line(place))
        if BOUNDARY.match(line.raw) or line.page_mark or _prose(source, line):
            return prefix, _introduction(source, place, floor) if _prose(source, line) else []
        prefix.insert(0, line)
    return prefix, []


def _caption_lines(source: Source, place: int, floor: int) -> list[tuple[int, str]]:
    """The lines above a tagged table that name it, from top to bottom, with their numbers."""
    found: list[tuple[int, str]] = []
    blanks = 0
    while place >= floor and blanks <= BLANKS and len(found) < PREFIX:
        line = Line(place, source.line(place))
        if line.blank:
            blanks += 1
        elif BOUNDARY.match(line.raw) or line.page_mark:
            break
        elif _prose(source, line):
            return found or _introduction(source, place, floor)
        elif not line.rule:
            if blanks and found and not _caption_like(found, line):
                break
            found.insert(0, (place, " ".join(line.text.split())))
            blanks = 0
        place -= 1
    return found if any(title_kind(text) for _, text in found) else _last_block(found)


def _last_block(found: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The caption lines straight above the table, those parted from them by a blank left out."""
    kept: list[tuple[int, str]] = []
    for place, text in reversed(found):
        if kept and kept[0][0] - place > 1:
            break
        kept.insert(0, (place, text))
    return kept


def _caption_like(found: Sequence[tuple[int, str]], line: Line) -> bool:
    """Whether a line parted from the caption by a blank still belongs to it."""
    named = any(title_kind(text) for _, text in found)
    return not named or bool(title_kind(line.text) or unit_words().search(line.text)) or line.indent > 4


def _prose(source: Source, line: Line) -> bool:
    """Whether a line is of a paragraph: long and flush left, or the short last line of such a one."""
    if line.indent >= FLUSH or len(line.segments) > 1 or _title_like(line.text):
        return False
    if len(line.text.strip()) >= PROSE:
        return True
    above = Line(line.number - 1, source.line(line.number - 1)) if line.number > 1 else line
    return (
        not above.blank
        and len(above.text.strip()) >= PROSE
        and above.indent < FLUSH
        and not _title_like(above.text)
    )


def _title_like(text: str) -> bool:
    """Whether a text is written as titles are: its longer words begin with capitals."""
    long = [word for word in text.strip(" ()").split() if len(word) > 3 and word[0].isalpha()]
    if text.strip().isupper():
        return bool(title_kind(text)) or len(text.strip()) < PROSE
    return not text.rstrip().endswith(".") and sum(word[0].isupper() for word in long) >= TITLE_SHARE * len(
        long
    )


def _introduction(source: Source, place: int, floor: int) -> list[tuple[int, str]]:
    """The sentence that ends in ":" above a table, as one caption line."""
    lines: list[str] = []
    if not source.line(place).rstrip().endswith(":"):
        return []
    end = place
    while place >= max(floor, end - INTRODUCTION) and source.line(place).strip():
        lines.insert(0, " ".join(source.line(place).split()))
        place -= 1
    return [(0, " ".join(lines))]  # 0: it stays prose as well
