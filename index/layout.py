"""Lines of fixed-width text as a table reader sees them: rules, page marks, segments, figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from index.figures import LONGEST_LINE, Figure, cells_of
from index.model import Place, Source
from index.tabs import TabLayout, tab_layout, tab_run

TAG = re.compile(r"\s*</?(?:TABLE|CAPTION|S|C|PAGE|FN|TEXT|B|I|U|FONT|CENTER|PRE)>", re.I)
TABLE_OPEN = re.compile(r"\s*<TABLE\b[^>]{0,200}>", re.I)
TABLE_CLOSE = re.compile(r"\s*</TABLE>", re.I)
PAGE_MARK = re.compile(
    r"\s*(?:<PAGE>.{0,20}|page\s+[A-Z]?-?\d{1,4}(?:\s+of\s+\d{1,4})?|-\s?[A-Z]?-?\d{1,4}\s?-|[A-Z]{1,2}-\d{1,4}|\d{1,3}"
    r"|-+\s?more\s?-+|\(continued\)|\(?(?:continued|see (?:accompanying )?notes?)\b.{0,80})\s*",
    re.I,
)
RULE_PIECE = re.compile(r"[-=_*~]{3,}|[=_]{2}|--(?=\s|$)")
RULE_CHARACTERS = "-=_*~ \t\f\v\r"
RULE_RUNS = ("---", "==", "__", "***", "~~~")
DASH_ESCAPE = re.compile(r"\s*- (?=-{2})")
MARK = re.compile(r"(?<=[\d)%])(?P<mark> ?\([a-z]\)| \*{1,3})(?= {2,})")  # a footnote's, behind a figure
SEGMENT = re.compile(r"\S+(?: \S+)*")
MOST_KEPT = 2_000  # lines laid out that are kept at a time


def is_rule(text: str) -> bool:
    """Whether a text is nothing but a rule: runs of - = _ and spaces."""
    return any(run in text for run in RULE_RUNS) and not text.strip(RULE_CHARACTERS)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a line between gaps of two or more spaces."""

    text: str
    start: int
    end: int
    rule: bool = False

    @property
    def center(self) -> float:
        return (self.start + self.end) / 2


class Line:
    """One line of the source as laid out: tabs expanded, tags and leading dash escapes blanked.

    Columns here are those of `text`; `place` goes back to the characters of the source's line.
    """

    def __init__(self, number: int, raw: str, tabs: TabLayout | None = None) -> None:
        self.number = number
        self.raw = raw
        self._columns: list[int] | None = None
        text = raw if len(raw) <= LONGEST_LINE else ""
        if "\t" in text:
            text, self._columns = tabs.lay(text) if tabs is not None else _expanded(text)
        if "<" in text:
            text = _blanked(TAG, text)
        if text.lstrip().startswith("- -"):
            text = _blanked(DASH_ESCAPE, text)
        if "(" in text or "*" in text:
            text = _blanked(MARK, text)
        self.text = text.rstrip()

    @cached_property
    def blank(self) -> bool:
        return not self.text or self.text.isspace()

    @cached_property
    def rule(self) -> bool:
        """Whether the line holds nothing but rules of - = _."""
        return is_rule(self.text)

    @cached_property
    def page_mark(self) -> bool:
        return "<page>" in self.raw[:40].lower() or bool(PAGE_MARK.fullmatch(self.text))

    @cached_property
    def cells(self) -> tuple[str, int, list[Figure]]:
        return cells_of(self.text) if not self.blank and not self.rule else ("", 0, [])

    @property
    def figures(self) -> list[Figure]:
        return self.cells[2]

    @cached_property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The stretches of the line between gaps; rules side by side are apart."""
        found: list[Segment] = []
        for match in SEGMENT.finditer(self.text):
            words = match.group()
            if is_rule(words):
                pieces = RULE_PIECE.finditer(self.text, match.start(), match.end())
                found += [Segment(piece.group(), piece.start(), piece.end(), True) for piece in pieces]
            else:
                found.append(Segment(words, match.start(), match.end()))
        return tuple(found)

    def clipped(self, left: int, right: int) -> Line:
        """The line with nothing but what stands between two columns."""
        part = Line(self.number, "")
        part.raw, part._columns = self.raw, self._columns
        part.text = (" " * left + self.text[left:right]).rstrip()
        return part

    def place(self, start: int, end: int) -> Place:
        """A span of `text` as a place in the source."""
        if self._columns is not None:
            start, end = self._columns[start], self._columns[end - 1] + 1
        return Place(self.number, start, end)


class Lines:
    """The lines of a source, each laid out once however often it is looked at."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._made: dict[int, Line] = {}
        self._tabs: dict[int, TabLayout | None] = {}
        self._floor = 0  # the place after the last run of lines with tabs

    def __getitem__(self, number: int) -> Line:
        found = self._made.get(number)
        if found is None:
            if len(self._made) >= MOST_KEPT:
                self._made.clear()
            raw = self.source.line(number)
            tabs = self._layout(number) if "\t" in raw and len(raw) <= LONGEST_LINE else None
            found = self._made[number] = Line(number, raw, tabs)
        return found

    def raw(self, number: int) -> str:
        return self.source.line(number)

    def _layout(self, number: int) -> TabLayout | None:
        """How the run of lines with tabs is laid out that a line stands in."""
        if number not in self._tabs:
            if len(self._tabs) >= MOST_KEPT:
                self._tabs.clear()
            first, last = tab_run(self.source.lines, number - 1, self._floor if self._floor < number else 0)
            self._floor = last + 1
            found = tab_layout(
                [raw for raw in self.source.lines[first : last + 1] if len(raw) <= LONGEST_LINE]
            )
            self._tabs |= dict.fromkeys(range(first + 1, last + 2), found)
        return self._tabs[number]


def _expanded(text: str) -> tuple[str, list[int]]:
    """The text with tabs as spaces to the next multiple of eight, and each column's character."""
    pieces: list[str] = []
    columns: list[int] = []
    for place, character in enumerate(text):
        width = 8 - len(columns) % 8 if character == "\t" else 1
        pieces.append(" " * width if character == "\t" else character)
        columns += [place] * width
    return "".join(pieces), columns


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text with what the pattern finds replaced by spaces, every column where it was."""
    return pattern.sub(lambda match: " " * len(match.group()), text)
