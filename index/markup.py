"""HTML as blocks: paragraphs, tables as grids of cells, and preformatted text, in reading order.

What a page looks like is kept only as far as it says something: emphasis (headings), indents (which
rows stand under which), rules (totals), raised marks (footnotes). Parsing is selectolax's (lexbor), an
HTML5 parser: unclosed cells and paragraphs of old pages come out as a browser would show them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from index.cells import Grid, GridCell, read_rows, without_unseen
from index.nesting import tamed
from index.styles import EMPHASIS, INLINE, LIGHT, RAISED, SKIPPED, STRONG, UNSTYLED, raised, style_of

__all__ = ["Block", "Grid", "GridCell", "Paragraph", "Preformatted", "parse", "read_blocks"]

FIXED_WIDTH = frozenset({"pre", "xmp", "listing", "plaintext"})
BODIES = frozenset({"tbody", "thead", "tfoot"})
SMALL_CELLS = 6  # cells of a table in a cell that is only laid out as one: "$", "1,234", ")"
SMALL_TEXT = 40  # characters of such a table
SMALL_NODES = 60
ALL = STRONG | LIGHT


@dataclass(slots=True)
class Paragraph:
    """A stretch of text between block boundaries. `lines`: its parts between line breaks."""

    lines: tuple[str, ...]
    strong: bool = False  # all of it in bold, or a heading element
    light: bool = False  # all of it in italics or underlined
    bullet: str = ""

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@dataclass(slots=True)
class Preformatted:
    """Text laid out in fixed width."""

    lines: tuple[str, ...]


Block = Paragraph | Preformatted | Grid


def parse(text: str) -> LexborHTMLParser:
    """The page as a tree. What a hostile page nests beyond reason is parsed as text without its tags."""
    return LexborHTMLParser(tamed(text))


def read_blocks(page: LexborHTMLParser) -> Iterator[Block]:
    """The blocks of a page in reading order."""
    if page.root is not None:
        yield from _Walker(_holders(page)).blocks(page.root)


def _holders(page: LexborHTMLParser) -> frozenset[int]:
    """The tables that lay out others, or fixed-width text, and rows of theirs that do, by identity."""
    found: set[int] = set()
    for inner in page.css("table table, td pre"):
        if inner.tag == "table" and _is_small(inner):
            continue
        node = inner.parent
        while node is not None and node.mem_id not in found:
            if node.tag in ("table", "tr"):
                found.add(node.mem_id)
            node = node.parent
    return frozenset(found)


def _is_small(table: LexborNode) -> bool:
    """Whether a table in a cell holds no more than one figure, or a word or two, in a single row."""
    rows = cells = length = 0
    worded = figured = False
    for count, node in enumerate(table.traverse(include_text=True)):
        tag = node.tag
        rows += tag == "tr"
        cells += tag in ("td", "th")
        if tag == "-text":
            text = (node.text_content or "").strip()
            length += len(text)
            words = any(map(str.isalpha, text[:SMALL_TEXT]))
            worded |= words
            figured |= not words and any(map(str.isdigit, text[:SMALL_TEXT]))
        if count > SMALL_NODES or rows > 1 or cells > SMALL_CELLS or length > SMALL_TEXT:
            return False
    return not (worded and figured)


@dataclass(slots=True)
class _Rows:
    """Rows of one table that stand to be read as a grid."""

    nodes: list[LexborNode] = field(default_factory=list)


_Step = tuple[LexborNode | _Rows | None, int]


class _Walker:
    """One pass over the tree with a stack of its own. A step of the stack is a node with the emphasis
    around it, rows of a table, or None: the end of a block."""

    def __init__(self, holders: frozenset[int]) -> None:
        self.holders = holders
        self.parts: list[str] = []
        self.emphasis = ALL  # what all text since the last boundary has
        self.bullet = ""
        self.numbers: dict[int, int] = {}  # of the last item of each numbered list

    def blocks(self, root: LexborNode) -> Iterator[Block]:
        """Blocks as they are completed."""
        stack: list[_Step] = [(root, 0)]
        while stack:
            node, emphasis = stack.pop()
            if node is None or isinstance(node, _Rows):
                if self.parts:
                    yield from self._flush()
                if node is not None:
                    yield read_rows(node.nodes)
                continue
            following = node.next
            if following is not None and node is not root:
                stack.append((following, emphasis))
            tag = node.tag or ""
            if tag == "-text":
                self._text(node.text_content or "", emphasis)
            elif tag == "br":
                self.parts.append("\n")
            elif tag not in SKIPPED:
                attributes = node.attributes
                style = style_of(attributes["style"]) if "style" in attributes else UNSTYLED
                if style.hidden:
                    continue
                if tag not in INLINE:
                    if self.parts:
                        yield from self._flush()
                    if tag == "table":
                        stack += reversed(list(self._table(node, emphasis)))
                        continue
                    if tag in FIXED_WIDTH and node.css_first("td") is None:
                        yield Preformatted(_fixed_lines(node))
                        continue
                    if tag == "li":
                        self.bullet = self._bullet(node.parent)
                    stack.append((None, 0))
                child = node.child
                if child is not None:
                    stack.append((child, (emphasis | EMPHASIS.get(tag, 0)) & ~style.sets | style.emphasis))
        yield from self._flush()

    def _table(self, table: LexborNode, emphasis: int) -> Iterator[_Step]:
        """The steps that a table takes: its caption, and its rows together, but for those that lay out
        tables of their own, whose cells are read as blocks."""
        holder = table.mem_id in self.holders
        rows = _Rows()
        for row in _rows(table):
            if row.tag == "tr" and not (holder and row.mem_id in self.holders):
                rows.nodes.append(row)
                continue
            if rows.nodes:
                yield rows, 0
                rows = _Rows()
            for cell in _children(row) if row.tag == "tr" else [row]:
                if cell.child is not None and not _hidden(cell):
                    yield cell.child, emphasis
                    yield None, 0
        if rows.nodes:
            yield rows, 0

    def _bullet(self, around: LexborNode | None) -> str:
        """What stands before the next item of a list."""
        if around is None or around.tag != "ol":
            return "•"
        number = self.numbers.get(around.mem_id, 0) + 1
        self.numbers[around.mem_id] = number
        return f"{number}."

    def _text(self, text: str, emphasis: int) -> None:
        if "\n" in text:
            text = text.replace("\n", " ")
        if not text.isspace():
            if emphasis & RAISED:
                text = raised(text)
                if not self.parts and text[-1:] == ")":
                    text += " "  # a footnote's own mark
            self.emphasis &= emphasis
        elif not self.parts:
            return
        self.parts.append(text)

    def _flush(self) -> Iterator[Paragraph]:
        if not self.parts:
            return
        text = "".join(self.parts)
        emphasis = self.emphasis
        self.parts, self.emphasis = [], ALL
        if not text.isascii():
            text = without_unseen(text)
        lines = tuple(line for part in text.split("\n") if (line := " ".join(part.split())))
        if lines:
            strong = bool(emphasis & STRONG)
            yield Paragraph(lines, strong, bool(emphasis & LIGHT) and not strong, self.bullet)
            self.bullet = ""


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    """The rows of a table, and its captions."""
    for node in _children(table):
        if node.tag in ("tr", "caption"):
            if not _hidden(node):
                yield node
        elif node.tag in BODIES:
            yield from (row for row in _children(node) if row.tag == "tr" and not _hidden(row))


def _hidden(node: LexborNode) -> bool:
    return style_of(node.attributes.get("style")).hidden


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _fixed_lines(root: LexborNode) -> tuple[str, ...]:
    """The lines of a preformatted text."""
    parts: list[str] = []
    stack: list[LexborNode] = [root.child] if root.child is not None else []
    while stack:
        node = stack.pop()
        if node.next is not None:
            stack.append(node.next)
        tag = node.tag or ""
        if tag == "-text":
            parts.append(node.text_content or "")
        elif tag in ("br", "p", "hr", "div"):
            parts.append("\n")
        if tag not in SKIPPED and node.child is not None and not _hidden(node):
            stack.append(node.child)
    text = without_unseen("".join(parts)).replace("\xa0", " ").replace("\r", "").replace("\f", "\n")
    return tuple(line.rstrip() for line in text.split("\n"))
