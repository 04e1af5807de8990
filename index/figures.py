"""Printed figures in a line of fixed-width text: where they stand, and by what column they align.

A figure is what stands in a table's cell: "1,103", "$(0.93)", "($991)", "5.95x", "12.5%", "--". What
stands inside a label ("10,000,000 shares") has the same form; `cells_of` keeps the two apart by the
space around them.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

CURRENCY = r"(?:US|C|A|HK|NZ)?[$£€¥]"
NUMBER = r"(?:\d+(?:,+\d+)*(?:\.\d+)?|\.\d+)"
# What one begins with is looked for first: at most places of a line nothing does.
FIGURE = re.compile(
    rf"""(?=[\d.(*$£€¥–—−+nucah-])(?<!\S)
    (?P<sign>{CURRENCY}\s*)?
    (?:
        (?P<number>(?:\(\s?(?:{CURRENCY}\s?)?[-–−]?|[-+–−](?:{CURRENCY}\s?)?\(?)?
            (?P<digits>{NUMBER})(?:\s?%)?\s?\)?[%x]?)
        (?P<note>\((?:\d{{1,2}}|[a-z])\)|\*{{1,3}})?
      | (?P<dash>-{{1,3}}|–|—|nil)
      | (?P<void>n/?a|n/?m|\*|{CURRENCY})
    )(?=\s|$)""",
    re.VERBOSE | re.IGNORECASE,
)
LEADERS = re.compile(r"\.{2,}|(?:(?<=\s)\.\s+){2,}\.?(?=\s)")
TRAILING_NOTE = re.compile(r"(?<=[\d)%])(?: (\(\d{1,2}\))| {1,3}(\([a-z]\)|\*{1,3}))\s*$")
YEAR = re.compile(r"(?:19|20)\d\d")
ENDINGS = "0123456789)%-–—*$£€¥xXaAmMlL"  # of a figure: most lines of prose end in none of these
MONEY = re.compile(r"[,.$£€¥%(]|--")  # in what is more than a small bare number
LONGEST_LINE = 1_000  # columns; no table of a filing is wider

Kind = Literal["number", "dash", "void"]


class Figure(NamedTuple):
    """One figure of a line. start, end: the printed figure with what is attached to it; left: where
    its currency sign stands, if apart; edge: the column after its last digit, by which it aligns."""

    text: str
    start: int
    end: int
    left: int
    edge: int
    kind: Kind

    @property
    def year(self) -> bool:
        """Whether it is printed as a year is."""
        return len(self.text) == 4 and YEAR.fullmatch(self.text) is not None


def without_leaders(line: str) -> str:
    """The line with dot leaders blanked, every column where it was."""
    if ".." not in line and ". ." not in line:
        return line
    return LEADERS.sub(lambda match: " " * len(match.group()), line)


def figures(line: str) -> list[Figure]:
    """Everything in a line that has the form of a figure and stands between spaces."""
    return [_figure(match) for match in FIGURE.finditer(line)]


def _figure(match: re.Match[str]) -> Figure:
    sign, number, dash = match.group("sign", "number", "dash")
    kind: Kind = "number" if number else "dash" if dash else "void"
    start, edge = match.span(kind)
    text = match.string[start:edge]
    if number:
        text, edge = text.rstrip(), match.end("digits")
    end = start + len(text)
    if not sign:
        return Figure(text, start, end, match.start(), edge, kind)
    mark = sign.rstrip()
    return Figure(mark + text, start if mark != sign else match.start(), end, match.start(), edge, kind)


def cells_of(line: str) -> tuple[str, list[Figure]]:
    """A line as (label text up to the first figure with leaders blanked, figures).

    Figures are taken from the right end: each must be parted from the text before it by two spaces,
    or follow another figure that is.
    """
    plain = without_leaders(line)
    text = plain.rstrip()
    last = text[-1:]
    if last not in ENDINGS and not last.isdecimal():
        return text, []
    note = TRAILING_NOTE.search(plain) if last in (")", "*") else None
    if note:
        plain = plain[: note.start()] + " " * (len(plain) - note.start())
    found = figures(plain)
    taken = len(found)  # the place of the first figure that is taken
    right = len(plain)
    for place in range(len(found) - 1, -1, -1):
        figure = found[place]
        between = plain[figure.end : right]
        if between and not between.isspace() and not _is_note(between):
            break
        right = figure.left
        if right == 0 or plain[max(0, right - 2) : right].isspace():
            taken = place
    if taken == len(found):
        return plain.rstrip(), []
    return plain[: found[taken].left], found[taken:]


def _is_note(text: str) -> bool:
    """Whether what follows a figure is no more than a footnote's mark glued to it."""
    return len(text.split()) == 1 and not text[0].isspace()
