"""What stands above a table's columns: the words of each column's head, from top to bottom.

A head may span several columns: it is centred over them, or the rule under it tells how far it
reaches. Lines that name the table as a whole are its caption; what stands in front of the first
column, below the heads, are rows.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from grammar.records import record
from index.columns import Column
from index.layout import Line, Segment
from index.wording import is_one_of, lone_head, months, period_words, title_kind, unit_words

LABEL_INDENT = 8  # columns by which a label may stand in
SLACK = 3  # columns that a head may begin before the figures it is over
OFF_CENTER = 6  # columns between a spanning head's middle and that of the columns below it
OWN_CENTER = 2.5  # columns between the middle of a head and that of the one column it is over
UNCOVERED = 3.0  # what a column without a head costs, against a column off centre
NOTE = re.compile(r"(?<=[\w%,])\s?(?:\((?:\d{1,2}|[a-z])\))+|(?<=\w)\*{1,3}(?=\s|$)")
LENGTH = re.compile(
    r"\b(?:months?|weeks?|years?|quarters?|ended|ending|three|six|nine|twelve|thirteen|twenty|thirty|fifty|the)\b",
    re.IGNORECASE,
)
SCALE = re.compile(r"thousands|millions|billions", re.IGNORECASE)
MOST_SEGMENTS = 40


@dataclass(slots=True)
class Heads:
    """How the lines above the first figures divide: caption lines, heads by column, leading rows."""

    caption: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    lines: tuple[int, int] | None = None
    rows: list[Line] = field(default_factory=list)
    stub: str = ""  # what stands beside the heads, over the labels


@record
class Extent:
    """How far a column reaches, its figures and the rule over them taken together."""

    left: int
    right: int

    @property
    def center(self) -> float:
        return (self.left + self.right) / 2


def read_heads(lines: Sequence[Line], columns: Sequence[Column], label_right: int) -> Heads:
    """Divides the lines above a table's first figures. `label_right`: where the longest label ends."""
    extents = _extents(lines, columns, label_right)
    first = _first_head(lines, extents, label_right)
    if first is None:
        return _without_heads(lines, columns)
    top, bottom = first
    block = [line for line in lines[top : bottom + 1] if not line.blank and not line.page_mark]
    heads, beside = _compose(block, extents, label_right)
    caption = [" ".join(line.text.split()) for line in lines[:top] if _worded(line)]
    said = [text for text in beside if _says_more(text)]
    stub = " ".join(text for text in beside if not (_says_more(text) or _section(text)))
    return Heads(
        [text for text in (*caption, *said) if not _section(text)],
        heads,
        (block[0].number, block[-1].number),
        [*_sections(lines[: bottom + 1]), *(line for line in lines[bottom + 1 :] if not line.page_mark)],
        stub,
    )


def _says_more(text: str) -> bool:
    """Whether words beside the heads are of the whole table: a unit, a period, a title."""
    return bool(unit_words().search(text) or period_words().search(text) or title_kind(text))


def _section(text: str) -> bool:
    return is_one_of(text.rstrip(":"), "heading", "sections")


def _sections(lines: Sequence[Line]) -> list[Line]:
    """Headings of the first rows that stand beside the heads or above them: "ASSETS", of "ASSETS   2003"."""
    return [
        line.clipped(segment.start, segment.end)
        for line in lines
        for segment in line.segments[:1]
        if _section(segment.text)
    ]


def _worded(line: Line) -> bool:
    return not line.blank and not line.rule and not line.page_mark


def _without_heads(lines: Sequence[Line], columns: Sequence[Column]) -> Heads:
    """No heads: the lines straight above the figures are rows, the others caption."""
    place = len(lines)
    while place and _worded(lines[place - 1]) and not title_kind(lines[place - 1].text):
        place -= 1
    caption = [" ".join(line.text.split()) for line in lines[:place] if _worded(line)]
    return Heads(caption, [""] * len(columns), None, list(lines[place:]))


def _extents(lines: Sequence[Line], columns: Sequence[Column], label_right: int) -> list[Extent]:
    """The reach of each column: of its figures, and of rules and heads that have a piece for every column."""
    extents = [Extent(column.left, column.right) for column in columns]
    for ruled in (True, False):
        for line in reversed(lines):
            if len(line.segments) < len(columns):
                continue
            pieces = [segment for segment in line.segments if segment.rule is ruled]
            if not ruled and len(pieces) > len(columns):
                pieces = pieces[-len(columns) :]  # what stands further left is in front of the columns
            if len(pieces) != len(columns) or pieces[0].start < label_right - SLACK:
                continue
            if not ruled and len(columns) == 1 and not period_words().search(line.text):
                continue  # a caption is over a single column too
            if _one_each(pieces, extents):
                extents = [
                    Extent(min(piece.start, extent.left), max(piece.end, extent.right))
                    for piece, extent in zip(pieces, extents, strict=True)
                ]
    return extents


def _one_each(pieces: Sequence[Segment], extents: Sequence[Extent]) -> bool:
    """Whether each piece touches its own column and no other."""
    return all(
        piece.start <= extent.right
        and piece.end >= extent.left
        and (place == 0 or piece.start >= extents[place - 1].right)
        and (place + 1 == len(extents) or piece.end <= extents[place + 1].left)
        for place, (piece, extent) in enumerate(zip(pieces, extents, strict=True))
    )


def _over(segment: Segment, extents: Sequence[Extent], label_right: int) -> bool:
    """Whether a segment stands over the columns, not in front of them."""
    left = extents[0].left
    if segment.end <= left:
        return segment.start > label_right and segment.end > left - SLACK
    return segment.center >= left - SLACK or segment.start >= label_right


def _first_head(lines: Sequence[Line], extents: Sequence[Extent], label_right: int) -> tuple[int, int] | None:
    """The first and last of the head lines, as places in `lines`."""
    top = bottom = None
    gap = False
    tabbed = any("\t" in line.raw for line in lines)
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place]
        if line.blank or line.page_mark:
            gap = True
            continue
        over = [segment for segment in line.segments if _over(segment, extents, label_right)]
        if bottom is None:
            if tabbed and "\t" not in line.raw and line.indent < LABEL_INDENT:
                continue  # no tab takes it over to the columns: the first part of a label, however long
            if not over or (line.rule and not _head_above(lines, place, extents, label_right)):
                continue
            bottom = top = place
        elif line.rule:
            continue
        elif _captions(line, over, extents, gap):
            break
        else:
            top = place
        gap = False
    return None if top is None or bottom is None else (top, bottom)


def _head_above(lines: Sequence[Line], place: int, extents: Sequence[Extent], label_right: int) -> bool:
    """Whether the nearest text above a rule is a head, so that the rule is part of the heads."""
    for line in reversed(lines[:place]):
        if _worded(line):
            return any(_over(segment, extents, label_right) for segment in line.segments)
    return False


def _captions(line: Line, over: Sequence[Segment], extents: Sequence[Extent], gap: bool) -> bool:
    """Whether a line above the heads found so far belongs to the caption, and all above it."""
    texts = [segment for segment in line.segments if not segment.rule]
    if len(texts) == 1 and title_kind(line.text):
        return True
    if not over:
        return gap or bool(title_kind(line.text))
    if len(over) > 1:
        return False
    segment = over[0]
    if segment.start < extents[0].left - SLACK and len(texts) == 1:
        return True
    if gap:
        return not period_words().search(segment.text) or _best_distance(segment, extents) > OFF_CENTER
    return bool(unit_words().search(segment.text)) and _best_distance(segment, extents) > OFF_CENTER


def _best_distance(segment: Segment, extents: Sequence[Extent]) -> float:
    return min(
        abs(segment.center - (extents[first].left + extents[last].right) / 2)
        for first in range(len(extents))
        for last in range(first, len(extents))
    )


def _compose(
    block: Sequence[Line], extents: Sequence[Extent], label_right: int
) -> tuple[list[str], list[str]]:
    """Each column's words from top to bottom, and the words in front of the columns."""
    words: list[list[str]] = [[] for _ in extents]
    stub: list[str] = []
    lines: list[tuple[list[Segment], list[Segment]]] = []
    for place, line in enumerate(block):
        if line.rule:
            continue
        texts = [segment for segment in line.segments if not segment.rule]
        over = [segment for segment in texts if _over(segment, extents, label_right)]
        stub += [segment.text for segment in texts if segment not in over]
        rules = _rules_below(block, place)
        pieces = [
            piece
            for segment in over
            for piece in ([segment] if _under_rule(segment, extents, rules) else _cut(segment, extents))
        ]
        over = pieces if len(pieces) == len(extents) else over
        if lines and len(over) < len(extents) and _stacked(lines[-1][0], over):
            lines[-1] = [_joined(*pair) for pair in zip(lines[-1][0], over, strict=True)], rules
        else:
            lines.append((over, rules))
    dated = {
        column
        for segments, _ in lines
        if len(segments) == len(extents)
        for column, segment in enumerate(segments)
        if _day().search(segment.text)
    }
    for segments, rules in lines:
        day = all(_month().fullmatch(segment.text) for segment in segments)
        for segment, reach in _reaches(segments, extents, rules, dated if day else set()):
            for column in reach:
                words[column].append(segment.text)
    return [NOTE.sub("", " ".join(parts)) for parts in words], stub


@cache
def _day() -> re.Pattern[str]:
    """A month with its day, with or without a year."""
    return re.compile(rf"\b{months()}\s+\d{{1,2}}(?!\d)", re.IGNORECASE)


@cache
def _month() -> re.Pattern[str]:
    """A month, with its day or alone."""
    return re.compile(rf"{months()}(?:\s+\d{{1,2}},?)?", re.IGNORECASE)


def _stacked(above: Sequence[Segment], below: Sequence[Segment]) -> bool:
    """Whether the segments of two lines stand over each other, each the rest of the one above it."""
    return len(above) == len(below) > 0 and all(
        abs(first.center - second.center) <= OWN_CENTER for first, second in zip(above, below, strict=True)
    )


def _joined(above: Segment, below: Segment) -> Segment:
    text = f"{above.text} {below.text}"
    return Segment(text, min(above.start, below.start), max(above.end, below.end))


def _cut(segment: Segment, extents: Sequence[Extent]) -> list[Segment]:
    """A segment cut at the single spaces between columns, where each piece is centred over its own."""
    covered = [extent for extent in extents if extent.left < segment.end and extent.right > segment.start]
    if LENGTH.search(segment.text) or lone_head().fullmatch(segment.text):
        return [segment]
    pieces: list[Segment] = []
    start = segment.start
    for left, right in itertools.pairwise(covered):
        gap = range(max(start, left.right - 1), min(segment.end, right.left + 1))
        space = next((place for place in gap if segment.text[place - segment.start] == " "), None)
        if space is None:
            return [segment]
        pieces.append(Segment(segment.text[start - segment.start : space - segment.start], start, space))
        start = space + 1
        if pieces[-1].text.count("(") != pieces[-1].text.count(")"):
            return [segment]
    pieces.append(Segment(segment.text[start - segment.start :], start, segment.end))
    if len(pieces) > 1 and all(
        abs(piece.center - extent.center) <= OWN_CENTER
        or (abs(piece.start - extent.left) <= 1 and extent is covered[0])
        for piece, extent in zip(pieces, covered, strict=True)
    ):
        return pieces
    return [segment]


def _rules_below(block: Sequence[Line], place: int) -> list[Segment]:
    """The pieces of rules on this line and below it, nearest first."""
    return [segment for line in block[place:] for segment in line.segments if segment.rule]


def _reaches(
    segments: list[Segment], extents: Sequence[Extent], rules: Sequence[Segment], free: set[int]
) -> list[tuple[Segment, range]]:
    """Which columns each segment of one line stands over. `free`: columns that need none of them."""
    count = len(extents)
    if not segments or len(segments) > MOST_SEGMENTS:
        return []
    if len(segments) == count:
        return [(segment, range(place, place + 1)) for place, segment in enumerate(segments)]
    if len(segments) > count:
        return [
            (segment, range(near, near + 1)) for segment in segments for near in [_nearest(segment, extents)]
        ]
    ruled = [_under_rule(segment, extents, rules) for segment in segments]
    if all(reach is not None for reach in ruled):
        return [(segment, reach) for segment, reach in zip(segments, ruled, strict=True) if reach is not None]
    return _centred(segments, extents, ruled, free)


def _nearest(segment: Segment, extents: Sequence[Extent]) -> int:
    return min(range(len(extents)), key=lambda place: abs(extents[place].center - segment.center))


def _under_rule(segment: Segment, extents: Sequence[Extent], rules: Sequence[Segment]) -> range | None:
    """The columns that the rule under a spanning head covers: two or more, the head within it."""
    for rule in rules:
        if (
            not (rule.start - SLACK <= segment.start and segment.end <= rule.end + SLACK)
            or rule.start < extents[0].left - SLACK * 4
        ):
            continue
        covered = [place for place, extent in enumerate(extents) if rule.start <= extent.center <= rule.end]
        if len(covered) > 1:
            return range(covered[0], covered[-1] + 1)
    return None


def _centred(
    segments: Sequence[Segment], extents: Sequence[Extent], ruled: Sequence[range | None], free: set[int]
) -> list[tuple[Segment, range]]:
    """Runs of neighbouring columns, one a segment in order, whose middles are nearest the segments'.

    Where the line speaks of periods or scales, every column has one, so leaving a column out costs.
    """
    spoken = any(period_words().search(segment.text) or SCALE.search(segment.text) for segment in segments)
    count = len(extents)
    prices = [-UNCOVERED if column in free else UNCOVERED if spoken else -0.01 for column in range(count)]
    # best[c]: least cost with the columns before c dealt with, and the runs chosen.
    best: list[tuple[float, tuple[range, ...]]] = [(sum(prices[:c]), ()) for c in range(count + 1)]
    for segment, fixed in zip(segments, ruled, strict=True):
        following: list[tuple[float, tuple[range, ...]]] = [(float("inf"), ())] * (count + 1)
        for first in range(count):
            for last in range(first + 1, count + 1):
                if fixed is not None and (first, last) != (fixed.start, fixed.stop):
                    continue
                middle = (extents[first].left + extents[last - 1].right) / 2
                cost = best[first][0] + abs(segment.center - middle)
                if cost < following[last][0]:
                    following[last] = (cost, (*best[first][1], range(first, last)))
        for column in range(1, count + 1):
            skipped = following[column - 1][0] + prices[column - 1]
            if skipped < following[column][0]:
                following[column] = (skipped, following[column - 1][1])
        best = following
    chosen = best[count][1]
    return list(zip(segments, chosen, strict=True)) if len(chosen) == len(segments) else []
