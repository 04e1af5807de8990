"""Lines of fixed-width text as a table reader sees them: rules, page marks, segments, figures, heads.

Each line is laid out once, and what is asked of it is worked out once: whether it is blank or a rule when
it is laid out, all that takes longer when it is first asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple, TypeVar

from index.figures import LONGEST_LINE, Figure, cells_of
from index.model import Place, Source
from index.tabs import TabLayout, tab_layout, tab_run
from index.wording import lone_head, period_words, unit_words

TAG = re.compile(r"\s*</?(?:TABLE|CAPTION|S|C|PAGE|FN|TEXT|B|I|U|FONT|CENTER|PRE)>", re.I)
TABLE_OPEN = re.compile(r"\s*<TABLE\b[^>]{0,200}>", re.I)
TABLE_CLOSE = re.compile(r"\s*</TABLE>", re.I)
PAGE_MARK = re.compile(
    r"\s*+(?:<PAGE>.{0,20}|page\s+[A-Z]?-?\d{1,4}(?:\s+of\s+\d{1,4})?|-\s?[A-Z]?-?\d{1,4}\s?-|[A-Z]{1,2}-\d{1,4}|\d{1,3}"
    r"|-+\s?more\s?-+|\(continued\)|\(?(?:continued|see (?:accompanying )?notes?)\b.{0,80})\s*",
    re.I,
)
RULE_PIECE = re.compile(r"[-=_*~]{3,}|[=_]{2}|--(?=\s|$)")
RULE_CHARACTERS = "-=_*~ \t\f\v\r"
RULE_RUN = re.compile(r"---|==|__|\*\*\*|~~~")
DASH_ESCAPE = re.compile(r"\s*- (?=-{2})")
MARK = re.compile(r"(?<=[\d)%])(?P<mark> ?\([a-z]\)| \*{1,3})(?= {2,})")  # a footnote's, behind a figure
SEGMENT = re.compile(r"\S+(?: \S+)*")
OTHER_GAP = re.compile(r"[^\S ]")
NOTE = re.compile(r"\(\d{1,2}\)")
HEAD_INDENT = 12  # columns from the left at which a lone date is the head of a column
LONGEST_HEAD = 40  # characters of one of several heads
MOST_KEPT = 12_000  # lines laid out that are kept at a time: those of the longest table, and some more

T = TypeVar("T")


def is_rule(text: str) -> bool:
    """Whether a text is nothing but a rule: runs of - = _ and spaces."""
    return not text.strip(RULE_CHARACTERS) and RULE_RUN.search(text) is not None


class Segment(NamedTuple):
    """A stretch of a line between gaps of two or more spaces."""

    text: str
    start: int
    end: int
    rule: bool = False

    @property
    def center(self) -> float:
        return (self.start + self.end) / 2


class _Found(Generic[T]):
    """What a line is asked for, worked out when it first is: `functools.cached_property` but for the lock
    that it takes in Python 3.11, which costs more than most of the answers."""

    def __init__(self, work: Callable[[Line], T]) -> None:
        self.work = work
        self.name = work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, line: Line, owner: type[Line]) -> T:
        found = line.__dict__[self.name] = self.work(line)
        return found


class Line:
    """One line of the source as laid out: tabs expanded, tags and leading dash escapes blanked.

    Columns here are those of `text`; `place` goes back to the characters of the source's line.
    `columns`: for each column of the text its character in `raw`, where they differ. `label` is what stands
    before the figures, without leaders, as `cells_of` parts the two.
    """

    def __init__(
        self, number: int, raw: str, text: str | None = None, columns: list[int] | None = None
    ) -> None:
        self.number = number
        self.raw = raw
        self.text = text = (raw if text is None else text).rstrip()
        self._columns = columns
        self.blank = not text
        self.rule = is_rule(text)
        self.indent = len(text) - len(text.lstrip())
        self.label: str = ""
        self.figures: list[Figure] = []
        if text and not self.rule:
            self.label, self.figures = cells_of(text)

    @_Found
    def page_mark(self) -> bool:
        tagged = "<" in self.raw and "<page>" in self.raw[:40].lower()
        return tagged or PAGE_MARK.fullmatch(self.text) is not None

    @_Found
    def segments(self) -> tuple[Segment, ...]:
        """The stretches of the line between gaps; rules side by side are apart."""
        words = self.text[self.indent :]
        if words and "  " not in words and not OTHER_GAP.search(words) and not is_rule(words):
            return (Segment(words, self.indent, len(self.text)),)  # no gap, as in most lines of prose
        found: list[Segment] = []
        for match in SEGMENT.finditer(self.text):
            words = match.group()
            start, end = match.span()
            if words[0] in RULE_CHARACTERS and is_rule(words):
                pieces = RULE_PIECE.finditer(self.text, start, end)
                found += [Segment(piece.group(), piece.start(), piece.end(), True) for piece in pieces]
            else:
                found.append(Segment(words, start, end))
        return tuple(found)

    @property
    def ruled(self) -> bool:
        """Whether any of its segments is a rule."""
        return RULE_RUN.search(self.text) is not None and any(segment.rule for segment in self.segments)

    @_Found
    def row(self) -> bool:
        """Whether it is a row of figures: not a rule, a page mark or a row of years."""
        found = self.figures
        if not found:
            return False
        alone = len(found) == 1
        if alone and found[0].year and self.text.strip() == found[0].text:
            return False
        if self.page_mark or self.head or {figure.kind for figure in found} == {"void"}:
            return False
        if not all(NOTE.fullmatch(figure.text) for figure in found):
            return True
        # "(unaudited)      (1)", and the last line of a label that is no more than its mark
        marked = alone and found[0].left < HEAD_INDENT and not self.label.strip()
        return not marked and not unit_words().search(self.label)

    @_Found
    def head(self) -> bool:
        """Whether it heads columns: years only, a lone date, or two or more stretches that name periods."""
        found = [figure for figure in self.figures if figure.kind == "number"]
        if found:
            return all(figure.year for figure in found) and self._heads_years(found)
        segments = self.segments
        if len(segments) == 1:
            lone = self.indent >= HEAD_INDENT
            return lone and lone_head().fullmatch(self.text.strip()) is not None
        texts = [segment.text for segment in segments if not segment.rule]
        if not texts or max(map(len, texts)) >= LONGEST_HEAD:
            return False
        spoken = len([text for text in texts if period_words().search(text)])
        return spoken >= 2 and spoken >= len(texts) - 1

    def _heads_years(self, years: list[Figure]) -> bool:
        """Whether it is a row of years that heads columns, and no year above the rows that are of it."""
        if len(years) == 1 and self.indent < HEAD_INDENT and self.text.strip() == years[0].text:
            return False
        label = self.label
        return not label.strip() or bool(period_words().search(label) or unit_words().search(label))

    def clipped(self, left: int, right: int) -> Line:
        """The line with nothing but what stands between two columns."""
        return Line(self.number, self.raw, " " * left + self.text[left:right], self._columns)

    def place(self, start: int, end: int) -> Place:
        """A span of `text` as a place in the source."""
        if self._columns is not None:
            start, end = self._columns[start], self._columns[end - 1] + 1
        return Place(self.number, start, end)


def laid_out(number: int, raw: str, tabs: TabLayout | None = None) -> Line:
    """A line of the source as it is laid out; one too long for a table is blank."""
    text, columns = raw if len(raw) <= LONGEST_LINE else "", None
    if "\t" in text:
        text, columns = tabs.lay(text) if tabs is not None else _expanded(text)
    if "<" in text:
        text = _blanked(TAG, text)
    if "- -" in text and text.lstrip().startswith("- -"):
        text = _blanked(DASH_ESCAPE, text)
    if ")  " in text or "*  " in text:
        text = _blanked(MARK, text)
    return Line(number, raw, text, columns)


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
            raw = self.source.lines[number - 1]
            tabs = self._layout(number) if "\t" in raw and len(raw) <= LONGEST_LINE else None
            found = self._made[number] = laid_out(number, raw, tabs)
        return found

    def raw(self, number: int) -> str:
        return self.source.lines[number - 1]

    def raws(self, first: int, last: int) -> Iterator[tuple[int, str]]:
        """The lines of a range (inclusive) as they are in the source, with their numbers."""
        return enumerate(self.source.lines[first - 1 : last], first)

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
