"""A filing that is no file: paragraphs and tables given as strings and rows of cells.

They are put into numbered lines as a page is (`index.rendering`), and read as one. Columns of figures are
found by which cells stand under each other; heads that lost what they span are spread over their columns.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence

from grammar.units import read_caption
from index.assembly import Assembly
from index.cells import Grid, GridCell
from index.documents import Document
from index.errors import UnreadableSource
from index.markup import Block, Paragraph
from index.model import Filing
from index.paragraphs import introduces
from index.read import filing_of
from index.rendering import Renderer
from index.source import make_source
from index.spread import spread
from index.wording import speaks_of_unit

Rows = Sequence[Sequence[str]]
SPACED = re.compile(r"^(?:1 9|2 0) \d \d$")  # a year whose digits stand apart, as type-setting leaves them
LONGEST_LEAD = 600  # characters of a paragraph in which it may announce a table
LONGEST_UNIT = 250  # characters of a line that says a unit
SUMMARISES = re.compile(
    r"^the following (?:\w+ ){0,2}(?:summari[sz]es|sets forth|presents|shows|reflects|provides)\b", re.I
)


def read_excerpt(content: Sequence[str | Rows], name: str = "excerpt") -> Filing:
    """What paragraphs (strings) and tables (rows of cells), in reading order, say.

    Cells are strings as printed, blank where nothing stands; the first column holds the labels. Raises
    UnreadableSource where there is no text in any of it.
    """
    blocks = [block for part in content if (block := _block(part)) is not None]
    if not blocks:
        raise UnreadableSource(f"{name} holds nothing but blanks; give paragraphs or rows of cells")
    page = Renderer().render(blocks)
    source = make_source(name, "\n".join(page.lines))
    whole = (1, len(source.lines))
    document = Document("", whole, body=whole)
    laid = Assembly(source, (document,), tuple(page.tables), tuple(page.sentences), {}, {})
    text = json.dumps([name, content], ensure_ascii=False)
    return filing_of(laid, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def in_place(table: Rows, paragraphs: Sequence[str]) -> list[str | Rows]:
    """Paragraphs with the table among them: behind the one that introduces it best, by its own words and by
    those it shares with the labels and heads, else behind a line that says the unit, else in front."""
    labels = {word for row in table for cell in row for word in _words(cell)}
    best, place = (0, 0, 0), 0
    for number, text in enumerate(paragraphs, 1):
        rank = _introduces(text)
        if rank and (rank, len(labels & _words(text[-LONGEST_LEAD:])), number) > best:
            best, place = (rank, len(labels & _words(text[-LONGEST_LEAD:])), number), number
    return [*paragraphs[:place], table, *paragraphs[place:]]


def _closed_up(match: re.Match[str]) -> str:
    return match.group().replace(" ", "")


def _introduces(text: str) -> int:
    """How well a paragraph leads to a table: 0, not at all; 1, it says the unit; 2, it announces one."""
    if introduces(text[-LONGEST_LEAD:].strip()) or SUMMARISES.search(text[:LONGEST_LEAD]):
        return 2
    return int(len(text) <= LONGEST_UNIT and speaks_of_unit(text) and read_caption(text).said)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", text.lower()))


def _block(part: str | Rows) -> Block | None:
    if isinstance(part, str):
        lines = tuple(" ".join(line.split()) for line in part.splitlines() if line.strip())
        return Paragraph(lines) if lines else None
    rows = [[SPACED.sub(_closed_up, " ".join(str(cell).split())) for cell in row] for row in part]
    cells = [
        [GridCell(text, left, right, top, top + 1) for text, left, right in row]
        for top, row in enumerate(spread(rows))
    ]
    return Grid(cells) if any(cells) else None
