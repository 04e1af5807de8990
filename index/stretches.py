"""The stretches of a text's lines that are prose: what is left without page marks, tags and rules.

One pass over the lines. Most lines of prose are one stretch from their first letter to their last, and
`ORDINARY` tells those at a glance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Source

LONGEST_LINE = 50_000  # columns; a longer line is data, not prose
COLUMN_GAP = 4  # spaces that part two columns of one line

TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,80}>")
# EDGAR's own lines: a tag that a value follows, and what stands around the documents.
FIELD_TAG = re.compile(
    r"\s*<(?:TYPE|SEQUENCE|FILENAME|DESCRIPTION|ACCEPTANCE-DATETIME|SEC-DOCUMENT|SEC-HEADER)>", re.I
)
HEADER_OPEN = re.compile(r"\s*(?:<(?:SEC|IMS)-HEADER>|-----BEGIN PRIVACY)", re.I)
ARMOUR = re.compile(r"-----(?:BEGIN|END) ")
HEADER_CLOSE = re.compile(r"\s*(?:</(?:SEC|IMS)-HEADER>|<DOCUMENT>)", re.I)
DOCUMENT = re.compile(r"\s*</?(?:DOCUMENT|TEXT)>", re.I)
PAGE_MARK = re.compile(
    r"\s*(?:page\s+[A-Z]?-?\d+(?:\s+of\s+\d+)?|-\s?[A-Z]?-?\d{1,4}\s?-|[A-Z]{0,2}-?\d{1,4}|[ivxl]{1,6}"
    r"|or|and|-+\s?(?:more|table to follow|tables follow)\s?-+|#\s?#\s?#|\(continued\))\s*",
    re.I,
)
RULE = re.compile(r"[\s\-=_*~.]*")
BULLET = re.compile(r"\s*([o*•·▪●]|-{1,2}|–|—|\(?\d{1,2}[.)]|\(?[a-z]\)|\(?[ivx]{1,4}\))\s+(?=\S)")
GAP = re.compile(rf"\s{{{COLUMN_GAP},}}")
SPACES = " " * COLUMN_GAP
# What begins so is no page mark, rule or bullet, however it goes on.
ORDINARY = re.compile(r"(?![Pp][Aa][Gg][Ee]\s|[ivx]{1,4}\))[A-Za-z]{2}.{6}")


@dataclass(slots=True)
class Piece:
    """A stretch of one line that is text: its place, and what came before it."""

    text: str
    line: int
    start: int
    bullet: str = ""  # the marker that it followed
    gap: bool = False  # blank lines before it
    page: bool = False  # a page mark or a tag between it and the piece before
    column: bool = False  # another column of the line before it
    document: bool = False  # the first of its document

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def find_pieces(source: Source, taken: Sequence[tuple[int, int]]) -> list[Piece]:
    """The pieces of the lines not `taken` (inclusive ranges from 1), in order."""
    covered = _covered(taken, len(source.lines))
    found: list[Piece] = []
    gap = page = header = False
    document = True
    for number, line in enumerate(source.lines, start=1):
        # What EDGAR wraps documents in begins with a tag or with dashes.
        tagged = "<" in line
        wrapping = tagged or "-----" in line
        if wrapping:
            if HEADER_OPEN.match(line):
                header = True
            elif header and HEADER_CLOSE.match(line):
                header = False
            if DOCUMENT.match(line):
                document = gap = True
        if header or covered[number] or not line or line.isspace() or len(line) > LONGEST_LINE:
            gap = True
            continue
        text = line.strip()
        ordinary = not tagged and ORDINARY.match(text)
        if ordinary and SPACES not in text and text.isprintable():  # of blanks, only spaces are printable
            found.append(Piece(text, number, line.index(text[0]), "", gap, page, False, document))
            gap = page = document = False
            continue
        if wrapping and _apart(line):
            gap = True
            continue
        spans = [(0, len(line))] if ordinary else _spans(line)
        if not spans:
            page = True
            continue
        pieces = _cells(line, number, spans)
        if pieces:
            pieces[0].gap, pieces[0].page, pieces[0].document = gap, page, document
            gap = page = document = False
            found += pieces
    return found


def _apart(line: str) -> bool:
    """Whether a line is of EDGAR's wrapping."""
    return bool(FIELD_TAG.match(line) or ARMOUR.match(line))


def _covered(taken: Sequence[tuple[int, int]], count: int) -> bytearray:
    covered = bytearray(count + 2)
    for first, last in taken:
        covered[first : last + 1] = b"\x01" * (min(last, count) - first + 1)
    return covered


def _spans(line: str) -> list[tuple[int, int]]:
    """The stretches of a line that are text; none for page marks, rules and lines of tags."""
    if PAGE_MARK.fullmatch(line) or RULE.fullmatch(line):
        return []
    if "<" not in line:
        return [(0, len(line))]
    edges = [0]
    for tag in TAG.finditer(line):
        edges += tag.span()
    edges.append(len(line))
    return [
        (start, end)
        for start, end in zip(edges[::2], edges[1::2], strict=True)
        if not RULE.fullmatch(line, start, end)
        and not (len(edges) > 2 and PAGE_MARK.fullmatch(line, start, end))
    ]


def _cells(line: str, number: int, spans: list[tuple[int, int]]) -> list[Piece]:
    """The text stretches cut again at wide gaps; the marker of a bullet is taken off."""
    bullet = BULLET.match(line) if spans[0][0] == 0 else None
    marker = bullet.group(1) if bullet else ""
    found: list[Piece] = []
    for position, (start, end) in enumerate(spans):
        place = bullet.end() if bullet and position == 0 else start
        column = False
        for gap in [*GAP.finditer(line, place, end), None]:
            text = line[place : gap.start() if gap else end]
            bare = text.strip()
            if bare:
                first = place + len(text) - len(text.lstrip())
                found.append(Piece(bare, number, first, marker, column=column))
                marker, column = "", True
            place = gap.end() if gap else end
    return found
