"""What the paragraphs of a page are: page marks, running heads, headings, bullets, parts of a line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from grammar.units import read_caption
from index.layout import PAGE_MARK
from index.markup import Block, Grid, Paragraph
from index.sentences import is_finished
from index.wording import speaks_of_period, speaks_of_unit, title_kind

HEADING = 140  # characters of a heading at most
INTRODUCING = 70  # characters of a heading that ends in a colon
RUNNING = 120  # characters of a running head or foot
FEWEST = 3  # times that it comes
FEWEST_COUNTED = 4  # where it is known by its number alone
MOST_PAGES = 1_000
NEAR = 2  # blocks between it and the page's number
MOSTLY = 0.7  # of the times
BROKEN_LINE = 50  # characters of a line that breaks off for want of room
BULLET = re.compile(r"(?:[•·▪●◦○*–—-]|o|\(?\d{1,2}[.)]|\(?[a-z]\)|\(?[ivx]{1,4}\))(?:\s+|$)")
# A footnote's mark that stands right before its text.
NOTE_MARK = re.compile(r"^(\((?:\d{1,2}|[a-z]|\*{1,3})\)|\[(?:\d{1,2}|[a-z])\]|\*{1,3}|[†‡§])(?=[A-Z“\"])")
REPEATED = re.compile(r"(?:back to )?(?:table of contents|contents|index)|\(?continued\)?", re.I)
CONTINUED = re.compile(r"\(?\bcont(?:inue|in|['’])?d\.?\)?", re.I)
DIGITS = re.compile(r"\d+")
# What a sentence says that announces a table.
POINTING = re.compile(
    r":$|\b(?:following|below|as follows|table|summari[sz]es?|presents?|sets? forth|shows?)\b", re.I
)
INTRODUCES = re.compile(
    r":$|\b(?:following|below|above|next)\b[^.]{0,40}\btables?\b|\btables? (?:below|above|that follows?)\b"
    r"|\bas follows\b"
    r"|\b(?:summari[sz]ed|presented|shown|set forth|detailed|listed) (?:below|in the)",
    re.I,
)
# A unit that holds for all tables from here on: "Notes to … (in thousands …)", "All amounts expressed in …".
STANDING = re.compile(
    r"\bnotes? to (?:the )?(?:condensed |consolidated |interim |unaudited ){0,3}financial statements\b"
    r"|\b(?:all|tabular) (?:dollar )?(?:amounts|figures|numbers)\b|\b(?:expressed|stated|presented) in\b"
    r"|\bunless (?:otherwise )?(?:stated|noted|indicated|specified)\b",
    re.I,
)
LONGEST_STANDING = 400  # characters
ANNOUNCING = (":", "table", "follow", "summar", "present", "forth", "show", "below", "detailed", "listed")


def as_paragraphs(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, a table that holds one text alone as the paragraph that it is."""
    return [_alone(block) if isinstance(block, Grid) else block for block in blocks]


def _alone(grid: Grid) -> Block:
    cells = [cell for cells in grid.rows[:50] for cell in cells]
    if len(cells) != 1 or len(grid.rows) > 50:
        return grid
    (cell,) = cells
    lines = tuple(line for line in cell.lines if line) or (cell.text,)
    if cell.marks:
        lines = (*lines[:-1], lines[-1] + cell.marks)
    return Paragraph(lines, cell.strong)


def is_page_mark(text: str) -> bool:
    return bool(len(text) <= RUNNING and (REPEATED.fullmatch(text) or PAGE_MARK.fullmatch(text)))


def running_heads(blocks: Sequence[Block]) -> frozenset[str]:
    """The texts that come with every page: those with its number in them, and those beside it."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph) and len(block.lines) <= 2 and len(block.text) <= RUNNING:
            places[DIGITS.sub("#", block.text)].append(place)
    repeated = {shape: found for shape, found in places.items() if len(found) >= FEWEST}
    numbered = {shape for shape, found in repeated.items() if "#" in shape and _are_counted(blocks, found)}
    marks = {place for shape in numbered for place in repeated[shape]}
    marks |= {
        place for shape, found in places.items() if is_page_mark(shape.replace("#", "1")) for place in found
    }
    beside = {place + step for place in marks for step in range(-NEAR, NEAR + 1)}
    heads = {
        shape
        for shape, found in repeated.items()
        if sum(place in beside for place in found) >= MOSTLY * len(found)
        and not shape.endswith(".")
        and not _captions(blocks[found[0]])
    }
    return frozenset(blocks[place].text for shape in heads | numbered for place in places[shape])  # type: ignore[union-attr]


def _captions(block: Block) -> bool:
    """Whether a text says title, unit or period of a table, as it may on every page."""
    text = block.text if isinstance(block, Paragraph) else ""
    return bool(title_kind(text)) or speaks_of_unit(text) or speaks_of_period(text)


def _are_counted(blocks: Sequence[Block], places: Sequence[int]) -> bool:
    """Whether the last numbers of these paragraphs are those of pages: each a little more than the last."""
    numbers: list[int] = []
    for place in places:
        block = blocks[place]
        if isinstance(block, Paragraph) and not block.strong:
            numbers += [int(text[-6:]) for text in DIGITS.findall(block.text)[-1:]]
    if len(numbers) < max(FEWEST_COUNTED, len(places)) or max(numbers) > MOST_PAGES:
        return False
    return all(1 <= later - earlier <= 9 for earlier, later in pairwise(numbers))


def joined_lines(lines: Sequence[str]) -> list[str]:
    """The lines of a paragraph, those put together that break off only for want of room."""
    done: list[list[str]] = []
    length = 0
    for line in lines:
        if done and _goes_on(done[-1][-1], length, line):
            done[-1].append(line)
            length += len(line)
        else:
            done.append([line])
            length = len(line)
    return [" ".join(parts) for parts in done]


def _goes_on(last: str, length: int, line: str) -> bool:
    broken = length > BROKEN_LINE or line[0].islower() or last.endswith(",")
    return broken and not is_finished(last)


def is_heading(block: Paragraph, text: str, following: Block | None) -> bool:
    """Whether a paragraph heads what follows: short, set off in its type, and no sentence."""
    if (
        len(text) > HEADING
        or block.bullet
        or following is None
        or text[:1] in "(*["
        or text.endswith((".", ",", ";"))
    ):
        return False
    if not any(character.isalpha() for character in text) or (text.endswith(":") and len(text) > INTRODUCING):
        return False
    return block.strong or block.light or text.isupper() or bool(title_kind(text) and not text[0].islower())


def introduces(text: str) -> bool:
    """Whether a sentence announces a table. The words come first: the pattern is slow."""
    lower = text.lower()
    return any(word in lower for word in ANNOUNCING) and INTRODUCES.search(text) is not None


def points_on(text: str) -> bool:
    """Whether a sentence points to what follows it."""
    lower = text.lower()
    return any(word in lower for word in ANNOUNCING) and POINTING.search(text) is not None


def says_standing_unit(text: str) -> bool:
    """Whether a line says the unit of all tables that follow and say none themselves."""
    if len(text) > LONGEST_STANDING or not speaks_of_unit(text):
        return False
    return STANDING.search(text) is not None and read_caption(text).said
