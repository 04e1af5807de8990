"""Where the tables of a text are: between <TABLE> tags, and where figures stand in columns without any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.figures import LONGEST_LINE, MONEY
from index.layout import TABLE_CLOSE, TABLE_OPEN, Line, Lines
from index.wording import lone_head, period_words, title_kind, unit_words

MAYBE = re.compile(r"\d|--|—|\s-(?:\s|$)")
NOTE = re.compile(r"\(\d{1,2}\)")
BOUNDARY = re.compile(r"\s*</?(?:TEXT|DOCUMENT|TABLE|SEC-DOCUMENT)\b", re.I)
NEAR = 2  # columns between edges that are one
FARTHEST = 14  # lines between two figure lines of one table
MOST_TEXT = 9  # lines of text among them
HEAD_INDENT = 12  # columns from the left at which a lone date is the head of a column
PROSE = 50  # characters of a line that may be a sentence


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that make one table: `first` is where its heads may begin (after the table before it),
    `figures` the first line with figures, `last` the last line. `top`: the line of its tag, if any."""

    first: int
    figures: int
    last: int
    top: int | None = None


@dataclass(slots=True)
class _Group:
    """Figure lines that stand under each other."""

    lines: list[Line]
    headed: bool  # heads of columns stand not far above it
    edges: set[int] = field(default_factory=set)
    text: int = 0

    def add(self, line: Line) -> None:
        self.lines.append(line)
        for figure in line.figures:
            self.edges.update(range(figure.edge - NEAR, figure.edge + NEAR + 1))
        self.text = 0

    @property
    def left(self) -> int:
        return min(self.lines[-1].figures[0].left, self.lines[0].figures[0].left)

    def aligned(self, line: Line) -> bool:
        """Whether a line's figures stand under the group's, or slipped out of the line above it."""
        slipped = line.number == self.lines[-1].number + 1 and not line.cells[0].strip()
        return slipped or any(figure.edge in self.edges for figure in line.figures)


def find_regions(lines: Lines, ranges: Sequence[tuple[int, int]]) -> Iterator[Region]:
    """The tables of these line ranges (inclusive), in order."""
    return (region for first, last in ranges for region in _regions(lines, first, last))


def _regions(lines: Lines, first: int, last: int) -> Iterator[Region]:
    place = first
    for opened, closed, whole in _tagged(lines, first, last):
        yield from _untagged(lines, place, opened - 1)
        if whole:
            yield from _inside(lines, opened, closed)
        else:
            yield from _untagged(lines, opened, closed)
        place = closed + 1
    yield from _untagged(lines, place, last)


def _tagged(lines: Lines, first: int, last: int) -> Iterator[tuple[int, int, bool]]:
    """Opening and closing lines of tagged tables, and whether the closing tag is there."""
    opened: int | None = None
    for number in range(first, last + 1):
        line = lines.raw(number)
        if "<" not in line[:200]:
            continue
        if opened is not None and TABLE_CLOSE.match(line):
            yield opened, number, True
            opened = None
        elif opened is not None and BOUNDARY.match(line):
            yield opened, number - 1, False
            opened = number if TABLE_OPEN.match(line) else None
        elif opened is None and TABLE_OPEN.match(line):
            opened = number
    if opened is not None:
        yield opened, last, False


def has_figures(line: Line) -> bool:
    """Whether a line is a row of figures: not a rule, a page mark or a row of years."""
    found = line.figures
    if len(found) == 1 and found[0].year and line.text.strip() == found[0].text:
        return False
    if not found or line.page_mark or is_head(line) or all(f.kind == "void" for f in found):
        return False
    if not all(NOTE.fullmatch(figure.text) for figure in found):
        return True
    # "(unaudited)      (1)", and the last line of a label that is no more than its mark
    alone = len(found) == 1 and found[0].left < HEAD_INDENT and not line.cells[0].strip()
    return not alone and not unit_words().search(line.cells[0])


def is_head(line: Line) -> bool:
    """Whether a line heads columns: years only, a lone date, or two or more stretches that name periods."""
    found = [figure for figure in line.figures if figure.kind == "number"]
    if found and all(figure.year for figure in found):
        label = line.cells[0]
        if len(found) == 1 and line.indent < HEAD_INDENT and line.text.strip() == found[0].text:
            return False  # a year above the rows that are of it
        return not label.strip() or bool(period_words().search(label) or unit_words().search(label))
    if found:
        return False
    if len(line.segments) == 1 and line.indent >= HEAD_INDENT:
        return bool(lone_head().fullmatch(line.text.strip()))
    if len(line.segments) < 2:
        return False
    texts = [segment for segment in line.segments if not segment.rule]
    spoken = [segment for segment in texts if period_words().search(segment.text)]
    return len(spoken) >= 2 and len(spoken) >= len(texts) - 1 and all(len(s.text) < 40 for s in texts)


def _inside(lines: Lines, opened: int, closed: int) -> Iterator[Region]:
    """The tables within one pair of tags: one, or more where new heads follow rows."""
    start, figures, last = opened, None, opened
    head: int | None = None
    for number in range(opened, closed + 1):
        line = lines[number]
        if line.blank or line.rule:
            continue
        if has_figures(line):
            if figures is not None and head is not None:
                yield Region(start, figures, last, opened if start == opened else None)
                start, figures = last + 1, None
            figures = number if figures is None else figures
            last, head = number, None
        elif figures is not None and head is None and is_head(line):
            head = number
    if figures is not None:
        yield Region(start, figures, closed - 1, opened if start == opened else None)


def _untagged(lines: Lines, first: int, last: int) -> Iterator[Region]:
    """Runs of lines whose figures stand in columns."""
    floor = first
    for group in _groups(lines, first, last):
        if _tabular(group):
            figures, end = group.lines[0].number, group.lines[-1].number
            yield Region(floor, figures, _tail(lines, end, last))
            floor = end + 1


def _tail(lines: Lines, end: int, last: int) -> int:
    """The last line of a run: the rule under it, or the rest of the last label."""
    for number in range(end + 1, min(end + 3, last + 1)):
        line = lines[number]
        if line.blank or not (line.rule or (line.text.strip()[:1].islower() and len(line.text) < PROSE)):
            break
        end = number
    return end


def _groups(lines: Lines, first: int, last: int) -> Iterator[_Group]:
    group: _Group | None = None
    head = -FARTHEST
    for number in range(first, last + 1):
        raw = lines.raw(number)
        if not raw or raw.isspace() or len(raw) > LONGEST_LINE:
            continue
        line = lines[number] if _maybe(raw) else None
        if line is not None and has_figures(line):
            if group is not None and group.aligned(line) and number - group.lines[-1].number <= FARTHEST:
                group.add(line)
                continue
            if group is not None:
                yield group
            group = _Group([], number - head <= FARTHEST)
            group.add(line)
            head = -FARTHEST
            continue
        if line is not None and is_head(line):
            head = number
        if group is not None and _parts(group, line or lines[number]):
            yield group
            group = None
    if group is not None:
        yield group


def _maybe(raw: str) -> bool:
    return ("  " in raw or ".." in raw or "\t" in raw) and bool(MAYBE.search(raw))


def _parts(group: _Group, line: Line) -> bool:
    """Whether a line without figures ends the run above it: prose, a title, new heads."""
    if line.blank or line.rule or line.page_mark:
        return False
    group.text += 1
    text = line.text.strip()
    prose = len(text) >= PROSE and len(line.segments) == 1 and len(line.text) > group.left
    return group.text > MOST_TEXT or prose or is_head(line) or (line.indent > 4 and bool(title_kind(text)))


def _tabular(group: _Group) -> bool:
    """Whether a run is a table: two lines or more, under heads or with a figure that is no small number."""
    kept = [figure for line in group.lines for figure in line.figures if figure.kind == "number"]
    if len(group.lines) < 2:
        return group.headed and len(kept) > 1 and all(MONEY.search(figure.text) for figure in kept)
    if group.headed:
        return True
    return any(MONEY.search(figure.text) or len(figure.text) > 3 for figure in kept if not figure.year)
