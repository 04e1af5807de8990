"""Two tables side by side: labels and figures, and to their right labels and figures again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.figures import figures
from index.layout import Line

FEWEST = 3  # lines with labels on the right
SHARE = 0.5  # of the lines with figures
BETWEEN = re.compile(r"[\d)%-]\s{2,}+[A-Za-z]")  # words behind a figure
NEAR = 6  # columns by which the labels on the right are indented at most


def cut_between(lines: Sequence[Line]) -> int | None:
    """The column at which the right one of two tables begins; None where there is but one."""
    starts: list[int] = []
    figured = 0
    for line in lines:
        if not line.figures:
            continue
        figured += 1
        start = _second_label(line)
        if start is not None:
            starts.append(start)
    if len(starts) < max(FEWEST, SHARE * figured):
        return None
    left = min(starts)
    near = [start for start in starts if start <= left + NEAR]
    if len(near) < max(FEWEST, SHARE * figured):
        return None
    return left if all(_parted(line, left) for line in lines if line.figures) else None


def _second_label(line: Line) -> int | None:
    """Where words begin that stand between figures."""
    if not BETWEEN.search(line.text):
        return None
    words = [segment for segment in line.segments if not segment.rule]
    seen = False
    for place, segment in enumerate(words):
        found = figures(segment.text)
        whole = bool(found) and found[0].left == 0 and _covered(segment.text, found[-1].end)
        if whole and place:
            seen = True
        elif seen and segment.text[:1].isalpha() and place + 1 < len(words):
            return segment.start
    return None


def _covered(text: str, end: int) -> bool:
    return not any(character.isalpha() for character in text) and end >= len(text) - 2


def _parted(line: Line, column: int) -> bool:
    """Whether nothing of a line stands across the column."""
    return not line.text[max(0, column - 2) : column].strip()


def halved(lines: Sequence[Line], column: int, right: bool) -> tuple[list[Line], list[str]]:
    """The left or the right halves of the lines above two tables, and those that stand over both."""
    parts: list[Line] = []
    over: list[str] = []
    both = False  # whether a line has stood on both sides
    for line in lines:
        words = [part for part in line.segments if not part.rule]
        both = both or (len(words) > 1 and words[0].end < column <= words[-1].end)
        across = any(part.start < column - 1 and part.end > column + 1 for part in words)
        if across or (not both and len(words) == 1):
            over.append(" ".join(line.text.split()))
            parts.append(line.clipped(0, 0))
        else:
            parts.append(half(line, column, right))
    return parts, over


def half(line: Line, column: int, right: bool) -> Line:
    """The left or the right half of a line, every column where it was."""
    return line.clipped(column, len(line.text)) if right else line.clipped(0, column)
