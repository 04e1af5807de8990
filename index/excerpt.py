"""A filing that is no file: paragraphs and tables given as strings and rows of cells.

They are put into numbered lines as a page is (`index.rendering`), and read as one. Columns of figures are
found by which cells stand under each other; heads that lost what they span are spread over their columns.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence

from index.assembly import Assembly
from index.cells import Grid, GridCell
from index.documents import Document
from index.errors import UnreadableSource
from index.markup import Block, Paragraph
from index.model import Filing
from index.read import filing_of
from index.rendering import Renderer
from index.source import make_source
from index.spread import spread

Rows = Sequence[Sequence[str]]
INTRODUCES = re.compile(r":\s*$|\b(?:following|below|above) table\b|\btable (?:below|above)\b|\bas follows\b", re.I)


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
    """Paragraphs with the table among them: behind the last that introduces it, else in front."""
    place = max((n for n, text in enumerate(paragraphs, 1) if INTRODUCES.search(text)), default=0)
    return [*paragraphs[:place], table, *paragraphs[place:]]


def _block(part: str | Rows) -> Block | None:
    if isinstance(part, str):
        text = " ".join(part.split())
        return Paragraph((text,)) if text else None
    rows = [[" ".join(str(cell).split()) for cell in row] for row in part]
    cells = [
        [GridCell(text, left, right, top, top + 1) for text, left, right in row]
        for top, row in enumerate(spread(rows))
    ]
    return Grid(cells) if any(cells) else None
