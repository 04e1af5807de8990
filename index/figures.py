"""Printed figures in a line of fixed-width text: where they stand, and by what column they align.

A figure is what stands in a table's cell: "1,103", "$(0.93)", "($991)", "5.95x", "12.5%", "--". What
stands inside a label ("10,000,000 shares") has the same form; `cells_of` keeps the two apart by the
space around them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

CURRENCY = r"(?:US|C|A|HK|NZ)?[$£€¥]"
NUMBER = r"(?:\d+(?:,+\d+)*(?:\.\d+)?|\.\d+)"
FIGURE = re.compile(
    rf"""(?<!\S)
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
MONEY = re.compile(r"[,.$£€¥%(]|--")  # in what is more than a small bare number
LONGEST_LINE = 1_000  # columns; no table of a filing is wider

Kind = Literal["number", "dash", "void"]


@dataclass(frozen=True, slots=True)
class Figure:
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
        return bool(YEAR.fullmatch(self.text))


def without_leaders(line: str) -> str:
    """The line with dot leaders blanked, every column where it was."""
    if ".." not in line and ". ." not in line:
        return line
    return LEADERS.sub(lambda match: " " * len(match.group()), line)


def figures(line: str) -> list[Figure]:
    """Everything in a line that has the form of a figure and stands between spaces."""
    return [_figure(match) for match in FIGURE.finditer(line)]


def _figure(match: re.Match[str]) -> Figure:
    sign = match["sign"] or ""
    apart = sign != sign.rstrip()
    kind: Kind = "number" if match["number"] else "dash" if match["dash"] else "void"
    group = kind
    start, end = match.span(group)
    if kind == "number":
        edge = match.end("digits")
        end = start + len(match["number"].rstrip())
    else:
        edge = end
    left = match.start()
    if sign and not apart:
        start = left
    text = match.string[start:end]
    return Figure(sign.strip() + text if apart else text, start, end, left, edge, kind)


def cells_of(line: str) -> tuple[str, int, list[Figure]]:
    """A line as (label text with leaders blanked, the column where the label ends, figures).

    Figures are taken from the right end: each must be parted from the text before it by two spaces,
    or follow another figure that is.
    """
    plain = without_leaders(line)
    note = TRAILING_NOTE.search(plain)
    if note:
        plain = plain[: note.start()] + " " * (len(plain) - note.start())
    found = figures(plain)
    taken: list[Figure] = []
    chain: list[Figure] = []
    right = len(plain)
    for figure in reversed(found):
        end = _note_end(plain, figure)
        if end < right and not plain[end:right].isspace():
            break
        chain.append(figure)
        right = figure.left
        if right == 0 or plain[max(0, right - 2) : right].isspace():
            taken += chain
            chain = []
    taken.reverse()
    first = taken[0].left if taken else len(plain.rstrip())
    return plain[:first], first, taken


def _note_end(line: str, figure: Figure) -> int:
    """Where a footnote mark glued to the figure ends."""
    end = figure.end
    while end < len(line) and not line[end].isspace():
        end += 1
    return end
