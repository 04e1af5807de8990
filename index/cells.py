"""An HTML table as a grid: its cells, the columns and rows they cover, and what each one shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborNode

from index.figures import FIGURE
from index.styles import EMPHASIS, INLINE, RAISED, SKIPPED, STRONG, UNSTYLED, Style, raised, style_of

MOST_SPAN = 400  # columns or rows that one cell may cover
MOST_COLUMNS = 1_000
PART = "\x1e"  # stands for a boundary of blocks within a cell, as "\n" for a line break
NBSP = 3.0  # points that a blank indents by
MOST_STACKED = 400  # lines of a cell that are rows of their own
UNSEEN = "\u00ad\u200b\u200c\u200d\ufeff\u2060\u200e\u200f"
LEADING = re.compile(r"[\s\u00a0\u2003\u2002]*")
LONE_PARTS = re.compile(rf"[ \t\r]*{PART}[ \t\r{PART}]*")
SHORT = 3  # characters of what may stand between figures
RULE = re.compile(r"-[- ]{2,}-|-?[=_][=_ -]*")

Attributes = Mapping[str, str | None]


@dataclass(slots=True)
class GridCell:
    """One cell: its text, the columns and rows of the grid it covers (end exclusive)."""

    text: str
    left: int
    right: int
    top: int
    bottom: int
    strong: bool = False
    indent: float = 0.0  # points from the left edge
    ruled: bool = False  # a rule stands above it
    marks: str = ""  # footnote marks behind the text: "(1)(2)"
    note: bool = False  # holds no more than footnote marks
    tag: Attributes | None = None  # the attributes of the inline XBRL element of the figure
    lines: tuple[str, ...] = ()  # its lines, blank ones too, where line breaks part them


@dataclass(slots=True)
class Grid:
    """A table as rows of cells; a cell stands in the row it begins in. Empty cells are left out."""

    rows: list[list[GridCell]] = field(default_factory=list)


@dataclass(slots=True)
class _Content:
    """What a cell shows, as it is being read."""

    indent: float
    parts: list[str] = field(default_factory=list)
    strong: bool = True
    seen: bool = False  # something that is no blank
    marks: list[str] = field(default_factory=list)
    tag: Attributes | None = None


def read_rows(rows: Iterable[LexborNode]) -> Grid:
    """The grid of these rows of a table."""
    grid = Grid()
    taken: list[int] = []  # by column: rows still covered from above
    for row in rows:
        top = len(grid.rows)
        grid.rows.append(_read_row(row, top, taken))
        if taken:
            taken[:] = [covered - 1 if covered > 0 else 0 for covered in taken] if any(taken) else []
    if any(cell.lines for cells in grid.rows for cell in cells):
        grid = _unstacked(grid)
    _take_rules(grid)
    return grid


def without_unseen(text: str) -> str:
    """The text without characters that take no room."""
    for character in UNSEEN:
        if character in text:
            text = text.replace(character, "")
    return text


def _read_row(row: LexborNode, top: int, taken: list[int]) -> list[GridCell]:
    cells: list[GridCell] = []
    column = 0
    node = row.child
    while node is not None:
        tag = node.tag
        if tag in ("td", "th"):
            attributes = node.attributes
            style = style_of(attributes["style"]) if "style" in attributes else UNSTYLED
            if not style.hidden:
                across = _span(attributes, "colspan") if "colspan" in attributes else 1
                down = _span(attributes, "rowspan") if "rowspan" in attributes else 1
                while column < len(taken) and taken[column] > 0:
                    column += 1
                right = min(column + across, MOST_COLUMNS)
                if down > 1 or taken:
                    taken += [0] * (right - len(taken))
                    for place in range(column, right):
                        taken[place] = max(taken[place], down)
                child = node.child
                if child is not None:
                    cell = _read_cell(child, EMPHASIS.get(tag, 0), style, column, right, top, down)
                    if cell is not None:
                        cells.append(cell)
                column = right
        node = node.next
    return cells


def _span(attributes: Attributes, name: str) -> int:
    text = (attributes.get(name) or "1").strip()
    return min(max(int(text), 1), MOST_SPAN) if text.isdecimal() and len(text) < 9 else 1


def _read_cell(
    child: LexborNode, emphasis: int, style: Style, left: int, right: int, top: int, down: int
) -> GridCell | None:
    """The cell of this content; None where it shows nothing."""
    content = _Content(style.indent)
    _fill(content, child, emphasis & ~style.sets | style.emphasis)
    if not content.seen and not content.marks:
        return None
    text = "".join(content.parts)
    if not text.isascii():
        text = without_unseen(text)
    broken = "\n" in text or PART in text
    plain = " ".join(text.split())  # the part mark counts as a blank
    if not plain and not content.marks:
        return None
    lines = _lines(text) if broken else ()
    marks = "".join("".join(content.marks).split())
    note = not plain
    if note:
        plain, marks = marks, ""
    bottom = top + down
    return GridCell(
        plain,
        left,
        right,
        top,
        bottom,
        content.strong,
        content.indent,
        style.ruled,
        marks,
        note,
        content.tag,
        lines,
    )


def _lines(text: str) -> tuple[str, ...]:
    """The lines of a cell, blank ones among them too; () for a single one."""
    parts = [part for part in LONE_PARTS.sub(PART, text).split(PART) if part]
    lines = [" ".join(line.split()) for part in parts for line in part.removesuffix("\n").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return tuple(lines) if len(lines) > 1 else ()


def _fill(content: _Content, child: LexborNode, emphasis: int) -> None:
    """Reads the text of a cell, its blocks parted."""
    parts = content.parts
    stack: list[tuple[LexborNode | None, int]] = [(child, emphasis)]
    while stack:
        node, state = stack.pop()
        if node is None:
            parts.append(PART if state else " ")
            continue
        following = node.next
        if following is not None:
            stack.append((following, state))
        tag = node.tag or ""
        if tag == "-text":
            _add(content, node.text_content or "", state)
        elif tag == "br":
            parts.append("\n")
        elif tag not in SKIPPED and (child_node := node.child) is not None:
            attributes = node.attributes
            style = style_of(attributes["style"]) if "style" in attributes else UNSTYLED
            if style.hidden:
                continue
            if tag not in INLINE:
                within = tag in ("td", "th")  # of a small table in the cell
                if parts:
                    parts.append(" " if within else PART)
                if not content.seen:
                    content.indent += style.indent
                stack.append((None, not within))
            elif tag == "ix:nonfraction" and content.tag is None:
                content.tag = attributes
            stack.append((child_node, (state | EMPHASIS.get(tag, 0)) & ~style.sets | style.emphasis))


def _add(content: _Content, text: str, emphasis: int) -> None:
    if "\n" in text:
        text = text.replace("\n", " ")
    if text.isspace():
        blanks = text.count("\xa0")
        if blanks and not content.seen:
            content.indent += NBSP * blanks
        if blanks or content.parts:
            content.parts.append(text)
        return
    if emphasis & RAISED:
        marked = raised(text)
        if marked != text:
            content.marks.append(marked)
            return
    elif content.marks:  # the mark stood within the text
        content.parts += content.marks
        content.marks.clear()
    if not content.seen:
        content.seen = True
        if text[0] in "\xa0\u2003\u2002 ":
            leading = LEADING.match(text)
            content.indent += NBSP * text.count("\xa0", 0, leading.end() if leading else 0)
    content.parts.append(text)
    if not emphasis & STRONG:
        content.strong = False


# --- rows that stand in the lines of cells ---------------------------------------------------------


def _unstacked(grid: Grid) -> Grid:
    """The grid with a row for each line where a row's cells hold whole columns, line by line."""
    made = Grid()
    moved: dict[int, int] = {}
    for place, cells in enumerate(grid.rows):
        moved[place] = len(made.rows)
        count = _stacked(cells)
        if not count:
            made.rows.append(cells)
            continue
        made.rows += [list(_line_cells(cells, line, len(made.rows) + line)) for line in range(count)]
    if len(made.rows) == len(grid.rows):
        return grid
    for place, cells in enumerate(made.rows):
        for cell in cells:
            cell.bottom = place + max(1, cell.bottom - cell.top)
            cell.top = place
    return made


def _take_rules(grid: Grid) -> None:
    """Takes out the cells that are rules of dashes; what stands below them is ruled."""
    above: list[GridCell] = []
    for cells in grid.rows:
        if above:
            for cell in cells:
                cell.ruled |= any(rule.left < cell.right and cell.left < rule.right for rule in above)
        above = [cell for cell in cells if RULE.fullmatch(cell.text)]
        if above:
            cells[:] = [cell for cell in cells if not RULE.fullmatch(cell.text)]


def _stacked(cells: Sequence[GridCell]) -> int:
    """How many rows stand in the lines of a row's cells: those of its columns of figures; 0: it is one."""
    counts = {len(cell.lines) for cell in cells if _is_column(cell.lines)}
    if len(counts) != 1:
        return 0
    (count,) = counts
    others = [len(cell.lines) for cell in cells if cell.lines and not _is_column(cell.lines)]
    return count if count <= MOST_STACKED and all(other == count for other in others) else 0


def _is_column(lines: Sequence[str]) -> bool:
    """Whether lines are figures, two at least, and blanks, signs and rules between them."""
    figures = 0
    for line in lines:
        match = FIGURE.fullmatch(line)
        if match is not None:
            figures += match["number"] is not None
        elif len(line) > SHORT and not RULE.fullmatch(line):
            return False
    return figures > 1


def _line_cells(cells: Sequence[GridCell], line: int, top: int) -> Iterator[GridCell]:
    for cell in cells:
        text = cell.lines[line] if cell.lines else cell.text if line == 0 else ""
        if text:
            last = not cell.lines or line == len(cell.lines) - 1
            marks = cell.marks if last else ""
            yield replace(cell, text=text, top=top, bottom=top + 1, marks=marks, tag=None, lines=())
