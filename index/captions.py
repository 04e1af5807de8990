"""What stands above a table and belongs to it: its caption, its heads, the sentence that introduces it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.layout import TABLE_OPEN, Line, Lines
from index.regions import BOUNDARY, Region
from index.wording import title_kind, unit_words

PREFIX = 24  # lines above the first figures in which heads and caption stand
TAGGED_PREFIX = 80  # the same within tags
BLANKS = 5  # blank lines within a caption
INTRODUCTION = 6  # lines of a paragraph that introduces a table
PROSE = 50  # characters of a line that may be a sentence
FLUSH = 9  # columns by which a paragraph is indented at most
TITLE_SHARE = 0.7  # of a title's longer words begin with a capital

LONGEST_PARAGRAPH = 30  # lines
INTRODUCES = re.compile(
    r"\b(?:following|sets? forth|as follows|below|summari[sz]es|table)\b|:$", re.IGNORECASE
)

Numbered = list[tuple[int, str]]  # caption lines with their numbers; 0 for one that stays prose as well


def above(lines: Lines, region: Region, floor: int) -> tuple[list[Line], Numbered]:
    """The lines above the first figures that belong to the table, and an introduction above them."""
    if region.top is not None:
        first = max(region.top, region.figures - TAGGED_PREFIX)
        return [lines[place] for place in range(first, region.figures)], []
    prefix: list[Line] = []
    for place in range(region.figures - 1, max(floor, region.figures - PREFIX) - 1, -1):
        line = lines[place]
        if BOUNDARY.match(line.raw) or line.page_mark or _prose(lines, line):
            return prefix, _introduction(lines, place, floor) if _prose(lines, line) else []
        prefix.insert(0, line)
    return prefix, []


def caption_lines(lines: Lines, place: int, floor: int) -> Numbered:
    """The lines above a tagged table that name it, from top to bottom, with their numbers."""
    found: Numbered = []
    blanks = 0
    while place >= floor and blanks <= BLANKS and len(found) < PREFIX:
        line = lines[place]
        if line.blank:
            blanks += 1
        elif BOUNDARY.match(line.raw) or line.page_mark:
            break
        elif _prose(lines, line):
            return found or _introduction(lines, place, floor)
        elif not line.rule:
            if blanks and found and not _caption_like(found, line):
                break
            found.insert(0, (place, " ".join(line.text.split())))
            blanks = 0
        place -= 1
    return found if any(title_kind(text) for _, text in found) else _last_block(found)


def _last_block(found: Sequence[tuple[int, str]]) -> Numbered:
    """The caption lines straight above the table, those parted from them by a blank left out."""
    kept: Numbered = []
    for place, text in reversed(found):
        if kept and kept[0][0] - place > 1:
            break
        kept.insert(0, (place, text))
    return kept


def _caption_like(found: Sequence[tuple[int, str]], line: Line) -> bool:
    """Whether a line parted from the caption by a blank still belongs to it."""
    named = any(title_kind(text) for _, text in found)
    return not named or bool(title_kind(line.text) or unit_words().search(line.text)) or line.indent > 4


def _prose(lines: Lines, line: Line) -> bool:
    """Whether a line is of a paragraph: long and flush left, or the short last line of such a one."""
    if line.indent >= FLUSH or len(line.segments) > 1 or _title_like(line.text):
        return False
    if len(line.text.strip()) >= PROSE:
        return True
    above = lines[line.number - 1] if line.number > 1 else line
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


def _introduction(lines: Lines, place: int, floor: int) -> Numbered:
    """The sentence that ends in ":" above a table, as one caption line."""
    words: list[str] = []
    if not lines.raw(place).rstrip().endswith(":"):
        return []
    end = place
    while place >= max(floor, end - INTRODUCTION) and lines.raw(place).strip():
        words.insert(0, " ".join(lines.raw(place).split()))
        place -= 1
    return [(0, " ".join(words))]  # 0: it stays prose as well


def introduced(lines: Lines, place: int, floor: int) -> tuple[str, str]:
    """The paragraph that ends above a place, and the heading straight above that paragraph; "" for either
    that is not there."""
    place = _over_blanks(lines, place, floor)
    words: list[str] = []
    while place >= floor and len(words) < LONGEST_PARAGRAPH and _wordy(lines[place]):
        words.insert(0, " ".join(lines[place].text.split()))
        place -= 1
    if not words or not INTRODUCES.search(" ".join(words)):
        return "", ""
    place = _over_blanks(lines, place, floor)
    line = lines[place] if place >= floor else None
    headed = line is not None and _wordy(line) and len(line.segments) == 1 and _title_like(line.text)
    alone = headed and (place == floor or not _wordy(lines[place - 1]))
    return " ".join(words), " ".join(line.text.split()) if line is not None and alone else ""


def _over_blanks(lines: Lines, place: int, floor: int) -> int:
    """The nearest line above a place, itself included, that is not blank."""
    first = max(floor, place - BLANKS)
    while place > first and (lines[place].blank or TABLE_OPEN.match(lines[place].raw)):
        place -= 1
    return place


def _wordy(line: Line) -> bool:
    return not (line.blank or line.rule or line.page_mark or BOUNDARY.match(line.raw))
