"""Where the tables of a text are: between <TABLE> tags, and where figures stand in columns without any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.figures import LONGEST_LINE, MONEY
from index.layout import TABLE_CLOSE, TABLE_OPEN, Line, Lines
from index.wording import title_kind

# A digit, a long dash, two short ones, or a short one that stands alone. Nearly all lines are ASCII, and
# it takes half as long to find none of these in them by a pattern that knows no other digits.
_NO_HYPHEN = r"(?:(?<!-)|(?=-)|(?<=\s-)(?!\S))"
MAYBE = re.compile(r"[\d—-]" + _NO_HYPHEN)
MAYBE_ASCII = re.compile(r"[0-9-]" + _NO_HYPHEN)
BOUNDARY = re.compile(r"\s*</?(?:TEXT|DOCUMENT|TABLE|SEC-DOCUMENT)\b", re.I)
NEAR = 2  # columns between edges that are one
FARTHEST = 14  # lines between two figure lines of one table
MOST_TEXT = 9  # lines of text among them
MOST_ROWS = 10_000  # of one table; no filing that a person reads has more
CLOSE = 3  # lines between rows that are not read
PROSE = 50  # characters of a line that may be a sentence


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that make one table: `first` is where its heads may begin (after the table before it),
    `figures` the first line with figures, `last` the last line. `top`: the line of its tag, if any;
    `unread`: how many lines after `last` are of it as well, in a table of more than MOST_ROWS rows."""

    first: int
    figures: int
    last: int
    top: int | None = None
    unread: int = 0


@dataclass(slots=True)
class _Group:
    """Figure lines that stand under each other."""

    lines: list[Line]
    headed: bool  # heads of columns stand not far above it
    exact: set[int] = field(default_factory=set)  # where figures end
    edges: set[int] = field(default_factory=set)  # and what is near enough to it
    text: int = 0
    last: int = 0  # line, read or not

    def add(self, line: Line) -> None:
        self.last = line.number
        self.lines.append(line)
        for figure in line.figures:
            if figure.edge not in self.exact:
                self.exact.add(figure.edge)
                self.edges.update(range(figure.edge - NEAR, figure.edge + NEAR + 1))
        self.text = 0

    @property
    def full(self) -> bool:
        return len(self.lines) >= MOST_ROWS

    @property
    def left(self) -> int:
        return min(self.lines[-1].figures[0].left, self.lines[0].figures[0].left)

    def takes(self, line: Line) -> bool:
        """Whether a line's figures stand under the group's, or slipped out of the line above it."""
        if self.full or line.number - self.last > FARTHEST:
            return False
        slipped = line.number == self.last + 1 and not line.label.strip()
        return slipped or not self.edges.isdisjoint([figure.edge for figure in line.figures])


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
    for number, line in lines.raws(first, last):
        if "<" not in line or "<" not in line[:200]:
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


def _inside(lines: Lines, opened: int, closed: int) -> Iterator[Region]:
    """The tables within one pair of tags: one, or more where new heads follow rows."""
    start, figures, last = opened, None, opened
    head: int | None = None
    rows = 0
    for number in range(opened, closed + 1):
        line = lines[number]
        if line.blank or line.rule:
            continue
        if line.row:
            if figures is not None and head is not None:
                yield Region(start, figures, last, opened if start == opened else None)
                start, figures, rows = last + 1, None, 0
            if figures is not None and rows == MOST_ROWS:
                yield Region(start, figures, last, opened if start == opened else None, closed - 1 - last)
                return
            figures = number if figures is None else figures
            last, head = number, None
            rows += 1
        elif figures is not None and head is None and line.head:
            head = number
    if figures is not None:
        yield Region(start, figures, closed - 1, opened if start == opened else None)


def _untagged(lines: Lines, first: int, last: int) -> Iterator[Region]:
    """Runs of lines whose figures stand in columns."""
    floor = first
    for group in _groups(lines, first, last):
        if _tabular(group):
            figures, end = group.lines[0].number, group.lines[-1].number
            unread = group.last - end
            yield Region(floor, figures, end if unread else _tail(lines, end, last), unread=unread)
            floor = group.last + 1


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
    done = first
    for number in _candidates(lines, first, last):
        if group is not None and group.full and number - group.last <= CLOSE:
            group.last, done = number, number + 1  # one row more, by the looks of it
            continue
        if group is not None and _ended(group, lines, done, number):
            yield group
            group = None
        done = number + 1
        line = lines[number]
        if line.row:
            if group is not None and group.takes(line):
                group.add(line)
                continue
            if group is not None:
                yield group
            group = _Group([], number - head <= FARTHEST)
            group.add(line)
            head = -FARTHEST
            continue
        if line.head:
            head = number
        if group is not None and _parts(group, line):
            yield group
            group = None
    if group is not None:
        yield group


def _candidates(lines: Lines, first: int, last: int) -> list[int]:
    """The lines that may be rows of figures, or heads of columns: all others are only looked at where they
    may end a run."""
    return [
        number
        for number, raw in lines.raws(first, last)
        if ("  " in raw or ".." in raw or "\t" in raw)
        and (MAYBE_ASCII if raw.isascii() else MAYBE).search(raw)
        and len(raw) <= LONGEST_LINE
    ]


def _ended(group: _Group, lines: Lines, first: int, stop: int) -> bool:
    """Whether the run above ends within lines that are no candidates."""
    return any(
        _parts(group, lines[number])
        for number, raw in lines.raws(first, stop - 1)
        if raw and not raw.isspace() and len(raw) <= LONGEST_LINE
    )


def _parts(group: _Group, line: Line) -> bool:
    """Whether a line without figures ends the run above it: prose, a title, new heads."""
    if line.blank or line.rule or line.page_mark:
        return False
    group.text += 1
    text = line.text.strip()
    prose = len(text) >= PROSE and len(line.segments) == 1 and len(line.text) > group.left
    return group.text > MOST_TEXT or prose or line.head or (line.indent > 4 and bool(title_kind(text)))


def _tabular(group: _Group) -> bool:
    """Whether a run is a table: two lines or more, under heads or with a figure that is no small number."""
    kept = [figure for line in group.lines for figure in line.figures if figure.kind == "number"]
    if len(group.lines) < 2:
        return group.headed and len(kept) > 1 and all(MONEY.search(figure.text) for figure in kept)
    if group.headed:
        return True
    return any(MONEY.search(figure.text) or len(figure.text) > 3 for figure in kept if not figure.year)
