"""The text of a page: numbered lines that citations cite, and the tables and sentences that stand in them.

A sentence takes a line, a row of a table takes a line, laid out so that its figures stand under their
heads. The same page gives the same text, every time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from grammar.units import read_caption
from index.cells import Attributes
from index.column_periods import CHANGE, dated_head, is_period
from index.gridrows import add_row, without_notes, without_tail
from index.grids import GridBlock, GridTable, holds_facts, read_grid
from index.gridtext import GAP, LABEL_WIDTH, GridText, Placed, laid_out
from index.headgrids import with_heads
from index.inline import MARK, Tagged, read_cover, read_tags
from index.markup import Block, Grid, Paragraph, Preformatted, parse, read_blocks
from index.model import Place, Row, Sentence, Table
from index.paragraphs import (
    BULLET,
    CONTINUED,
    NOTE_MARK,
    as_paragraphs,
    introduces,
    is_heading,
    is_page_mark,
    joined_lines,
    points_on,
    running_heads,
    says_standing_unit,
)
from index.sentences import cuts, is_finished
from index.stubs import over_title, says_how, unit_phrase
from index.wording import is_one_of, title_kind

CAPTION = 220  # characters of a line that can caption a table
MOST_CAPTION = 5  # paragraphs above a table that caption it
BROKEN_OFF = 60  # characters of a paragraph that can break off at the end of a page
NUMBERING = 12  # characters of a number in front of a text: "Item 1A."
UNIT_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*\b(?:thousand|million|billion)s?\b[^()\[\]]*[)\]]", re.I)
COMPARING = re.compile(r"\b(?:versus|vs\.?|compared (?:to|with)|and)\b", re.I)
FOOTNOTE = re.compile(r"\((?:\d{1,2}|[a-z]|\*{1,3})\)|\*{1,3}(?!\*)|[†‡§]")


@dataclass(slots=True)
class Page:
    """The lines of a page as they are written, with the tables and sentences they hold."""

    lines: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    plain: list[tuple[int, int]] = field(default_factory=list)  # lines of preformatted text
    marked: dict[tuple[int, int], Attributes] = field(default_factory=dict)  # inline XBRL, line and column
    tags: dict[tuple[int, int], Tagged] = field(default_factory=dict)  # what it says
    cover: dict[str, str] = field(default_factory=dict)  # what it says of the document


class Renderer:
    """Writes the blocks of one page. `first`: the number of its first line less one."""

    def __init__(self, first: int = 0) -> None:
        self.page = Page()
        self.first = first
        self.heading = ""
        self.topic = ""  # the last heading that is no period
        self.above: list[str] = []  # paragraphs that can caption a table, the nearest last
        self.caption: list[str] = []  # of the table before, without the words beside its heads
        self.intro = ""  # the sentence that introduces the tables that follow
        self.standing: list[str] = []  # what holds of units for all tables that say none
        self.unit_topic = ""  # the heading under which that was said
        self.units: list[str] = []  # what the caption of the table before says of units
        self.starts: frozenset[str] = frozenset()
        self.running: frozenset[str] = frozenset()
        self.open = False  # the last sentence breaks off, with nothing but the marks of a page after it
        self.last: Table | None = None  # the table before as it began, with no more than that after it
        self.rows: list[Row] = []  # its rows so far
        self.grown = 0  # the last line of the last table, where that went on after it was put down
        self.laid: GridText | None = None  # its layout
        self.turned = False  # a page has ended after it
        self.noted = False  # nothing but footnotes, and the marks of a page, since a table
        self.long = False  # a long footnote among them

    def render(self, blocks: Sequence[Block]) -> Page:
        """The page of these blocks."""
        self.starts = frozenset(
            block.text.split(None, 1)[0]
            for block in blocks
            if isinstance(block, Paragraph) and len(block.text) > 80
        )
        blocks = with_heads(as_paragraphs(blocks))
        self.running = running_heads(blocks)
        for place, block in enumerate(blocks):
            if isinstance(block, Paragraph):
                following = blocks[place + 1] if place + 1 < len(blocks) else None
                self._paragraph(block, following)
            elif isinstance(block, Preformatted):
                self._preformatted(block)
            else:
                self._grid(block)
        self._settle()
        return self.page

    @property
    def number(self) -> int:
        """The number of the last line."""
        return self.first + len(self.page.lines)

    def _line(self, text: str) -> int:
        self.page.lines.append(text)
        return self.number

    def _blank(self) -> None:
        if self.page.lines and self.page.lines[-1]:
            self.page.lines.append("")

    # --- paragraphs ------------------------------------------------------------------------------

    def _paragraph(self, block: Paragraph, following: Block | None) -> None:
        self._blank()
        lines = joined_lines(block.lines)
        text = block.text
        if says_standing_unit(text):
            self.standing = [unit_phrase(text)]
        if text in self.running or is_page_mark(text):
            self.turned = True
            for line in lines:
                self._line(line)
            return
        broken, self.open = self.open, False
        if self.last is not None and not (len(text) <= CAPTION and CONTINUED.search(text)):
            self.last = None
        if is_heading(block, text, following):
            if self.noted and self.long:
                self.units = []
            self.noted = False
            for line in lines:
                self._line(line)
            self._sentence_of(text, self.number) if len(lines) == 1 else None
            if text.rstrip(": ") != self.heading and len(text) > 3 and not is_period(text):
                self.intro = ""
            self.heading = text.rstrip(": ")
            if not self.topic or not is_period(text):
                self.topic = self.heading
            for line in lines:
                self._caption(line)
            return
        last = ""
        self.noted = self.noted and FOOTNOTE.match(text) is not None and not text.endswith(":")
        if len(text) > CAPTION and not self.noted:
            self.units, self.intro = [], ""  # prose parts the tables
        self.long |= self.noted and len(text) > CAPTION
        written = len(self.page.sentences)
        for line in lines:
            last = self._prose(line, block.bullet, broken and line[0].islower()) or last
            broken = False
        self.open = bool(last) and not is_finished(last) and len(text) > BROKEN_OFF
        if self.noted:
            return
        told = [sentence.text for sentence in self.page.sentences[written:]]
        self.intro = next((said for said in reversed(told) if introduces(said)), self.intro)
        pointing = next(
            (said for said in reversed(told) if read_caption(said).said and points_on(said)), last
        )
        self._caption(text if len(text) <= CAPTION and not text.endswith(".") else pointing, prose=True)

    def _prose(self, text: str, bullet: str = "", goes_on: bool = False) -> str:
        """Writes a paragraph a sentence a line; the last sentence. `goes_on`: its first is the rest of the
        one before."""
        text = NOTE_MARK.sub(r"\1 ", text, count=1)
        marker = BULLET.match(text)
        begin = marker.end() if marker else 0
        spans = [(begin + start, begin + end) for start, end in cuts(text[begin:], self.starts)]
        if not spans:
            self._line(text)
            return ""
        lead = f"{bullet} " if bullet and not marker else ""
        starts = [0, *(start for start, _ in spans[1:])]
        ends = [*starts[1:], len(text)]
        for place, (start, end) in enumerate(spans):
            number = self._line(lead + text[starts[place] : ends[place]].rstrip())
            where = Place(number, len(lead) + start - starts[place], len(lead) + end - starts[place])
            if goes_on and place == 0:
                self._go_on(text[start:end], where)
            else:
                self.page.sentences.append(Sentence(text[start:end], (where,), (0,), self.heading))
            lead = ""
        return text[spans[-1][0] : spans[-1][1]]

    def _go_on(self, text: str, place: Place) -> None:
        """Adds to the last sentence what stands of it on the next page."""
        before = self.page.sentences[-1]
        self.page.sentences[-1] = replace(
            before,
            text=f"{before.text} {text}",
            places=(*before.places, place),
            offsets=(*before.offsets, len(before.text) + 1),
        )

    def _sentence_of(self, text: str, number: int) -> None:
        if any(character.isalpha() for character in text):
            place = Place(number, 0, len(text))
            self.page.sentences.append(Sentence(text, (place,), (0,), self.heading))

    def _caption(self, text: str, prose: bool = False) -> None:
        if prose and not (text.endswith(":") or len(text) <= CAPTION):
            self.above.clear()
            if text and points_on(text):
                self.above.append(text)
            return
        if prose and text.endswith("."):
            self.above.clear()
            if not points_on(text):
                return
        self.above.append(text)
        del self.above[:-MOST_CAPTION]

    def _preformatted(self, block: Preformatted) -> None:
        self._blank()
        first = self.number + 1
        for line in block.lines:
            self._line(line)
        self.page.plain.append((first, self.number))
        self.above.clear()
        self.open, self.last = False, None

    # --- tables ----------------------------------------------------------------------------------

    def _grid(self, grid: Grid) -> None:
        table = read_grid(grid)
        onward = self.last is not None and all(CONTINUED.search(text) for text in self.above)
        follows = table is not None and onward and self._goes_on(table.blocks[0])
        if table is None or not (follows or holds_facts(table)):
            self._layout(grid)
            return
        self._blank()
        self.open = False
        laid = GridText(table, self.laid if onward else None)
        caption = self._captions([text for block in table.blocks for text in block.stub])
        if self.heading not in caption and COMPARING.search(self.heading) and is_period(self.heading):
            heads = [head for block in table.blocks for head in block.heads]
            caption = [self.heading, *caption] if not any(map(dated_head, heads)) else caption
        for place, block in enumerate(table.blocks):
            self._block(table, block, laid, caption, follows and place == 0)
        self.laid, self.turned, self.noted, self.long = laid, False, True, False
        self.above.clear()

    def _goes_on(self, block: GridBlock) -> bool:
        """Whether rows belong to the table before: they have no heads, or those again on the next page."""
        heads = self.last.heads if self.last is not None else ()
        own = tuple(without_notes(head) for head in block.heads)
        if len(own) != len(heads) or (any(own) and not (self.turned and own == heads)):
            return False
        block.heads = list(heads)
        return True

    def _captions(self, stub: Sequence[str]) -> list[str]:
        """The lines that caption a table: those above it; where there are none, or where they say that it is
        continued, those of the table before. `stub`: words beside the heads, which may say the unit too."""
        if self.last is not None and all(CONTINUED.search(text) for text in self.above):
            caption = list(dict.fromkeys([*self.caption, *self.above]))
        else:
            caption = [text for text in self.above if text] or ([self.topic] if self.topic else [])
            titled = any(title_kind(text) for text in caption) or self.topic in caption
            caption = [self.topic, *caption] if self.topic and not titled else caption
        said = [text for text in (*caption, *stub) if read_caption(text).said]
        if self.topic != self.unit_topic:
            self.units, self.unit_topic = [], self.topic
        self.caption = caption if said else list(dict.fromkeys([*(self.units or self.standing), *caption]))
        self.units = [unit_phrase(text) for text in said] or self.units
        return self.caption

    def _block(
        self, table: GridTable, block: GridBlock, laid: GridText, caption: Sequence[str], goes_on: bool
    ) -> None:
        before = self.last if goes_on else None
        if before is None:
            self._settle()
        first = self.number + 1
        rows = self.rows if before else []
        head = before.head_lines if before else None
        for place in range(block.first, block.last + 1):
            row = table.rows[place]
            if row.empty:
                continue
            if place < block.body and row.pieces:
                top = self.number + 1
                for text in laid.heads(row):
                    self._line(text)
                head = head if before else (head[0] if head else top, self.number)
                continue
            text, label, cells = laid.line(row)
            number = self._line(text)
            if place < block.body:
                head = head if before else (head[0] if head else number, number)
                continue
            self._mark(number, cells)
            add_row(rows, row, number, label, cells)
        if not any(row.cells for row in rows):
            return
        self.rows = rows
        if before is not None:
            self.grown = self.number
            return
        stub = list(dict.fromkeys(without_notes(text) for text in block.stub))
        over = over_title(stub)
        # A head that stands over the labels too, by a slip, is no name of theirs.
        stub = [text for text in stub if not (CHANGE.search(text) and _ends(block.heads, text))]
        self.last = Table(
            number=len(self.page.tables) + 1,
            caption=tuple(dict.fromkeys((*caption, *over, *(text for text in stub if says_how(text))))),
            heads=tuple(without_notes(head) for head in block.heads),
            rows=without_tail(rows),
            lines=(first, self.number),
            head_lines=head,
            intro=self.intro,
            stub=", ".join(
                text
                for text in (UNIT_ASIDE.sub("", said).rstrip(": ") for said in stub if said not in over)
                if text and not says_how(text) and not is_one_of(text, "stub", "words")
            ),
        )
        self.page.tables.append(self.last)

    def _settle(self) -> None:
        """Puts down the last table with the rows that came to it on later pages."""
        if self.grown:
            table = self.page.tables[-1]
            self.page.tables[-1] = replace(
                table, rows=without_tail(self.rows), lines=(table.lines[0], self.grown)
            )
            self.grown = 0

    def _mark(self, number: int, cells: Sequence[Placed]) -> None:
        """Keeps the inline XBRL of a row's figures by where they stand."""
        for piece, start, _ in cells:
            if piece.cell.tag is not None:
                self.page.marked[number, start] = piece.cell.tag

    def _layout(self, grid: Grid) -> None:
        """A table that only lays text out: its rows in lines, long texts as prose."""
        self.open, self.last = False, None
        rows: list[list[tuple[int, str]]] = []
        for cells in grid.rows:
            row = [(cell.left, cell.text + cell.marks) for cell in cells]
            if len(row) > 1 and not _is_prose([text for _, text in row]):
                rows.append(row)
                continue
            self._lay_out(rows)
            rows = []
            if len(row) > 1 and len(row[0][1]) <= NUMBERING:
                gap = " " if BULLET.fullmatch(row[0][1]) else " " * GAP
                row[:2] = [(0, f"{row[0][1]}{gap}{row[1][1]}")]
            for _, text in row:
                self._blank()
                self._prose(text)
        self._lay_out(rows)
        self._blank()

    def _lay_out(self, rows: Sequence[Sequence[tuple[int, str]]]) -> None:
        if rows:
            self._blank()
            for line in laid_out(rows):
                self._line(line)


def _is_prose(texts: Sequence[str]) -> bool:
    """Whether the cells of a row hold sentences, or only a number or bullet in front of one."""
    longest = max(texts, key=len)
    if len(longest) > CAPTION or (len(longest) > LABEL_WIDTH and longest.endswith(".")):
        return True
    return len(texts) == 2 and bool(BULLET.fullmatch(texts[0]))


def _ends(heads: Sequence[str], text: str) -> bool:
    """Whether one of the columns is headed by a text, and nothing below it."""
    return any(head == text or head.endswith(f" {text}") for head in heads)


def render_page(text: str, first: int = 0) -> Page:
    """The page of an HTML text. `first`: how many lines stand above it."""
    tree = parse(text)
    page = Renderer(first).render(list(read_blocks(tree)))
    if MARK in text:
        page.tags = read_tags(tree, page.marked)
        page.cover = read_cover(tree)
    return page
