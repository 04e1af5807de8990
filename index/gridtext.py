"""How a table of a page stands in lines: labels from the left, figures under each other, heads above them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from index.grids import GridTable
from index.pieces import GridRow, Piece

LABEL_WIDTH = 64  # the widest that labels are given; a longer one pushes its figures to the right
WORDS_WIDTH = 44  # of a column of words
COLUMN_WIDTH = 26  # of a column of figures with its head
HEAD_WIDTH = 20  # a head that long is not broken
SPANNING_WIDTH = 36  # of a head over several columns
MOST_SPANNED = 20  # columns in a table that is widened for such heads
HEAD_LINES = 3  # what a longer one is broken into
STEP = 2  # columns a level of indent takes
MOST_LEVELS = 8
MOST_SLOTS = 12  # columns of words beside each other
GAP = 2  # spaces between columns at least

Placed = tuple[Piece, int, int]  # a piece with its span in the line


class GridText:
    """Where the cells of a table stand in its lines. `before`: of the part of it on the page before."""

    def __init__(self, table: GridTable, before: GridText | None = None) -> None:
        self.indents = {round(row.label[0].indent) for row in table.rows if row.label}
        if before is not None:
            self.indents |= before.indents
        self.levels = {indent: min(level, MOST_LEVELS) for level, indent in enumerate(sorted(self.indents))}
        body = [row for row in table.rows if not row.head and (row.pieces or len(row.label) > 1)]
        self.label = min(max((self._label_width(row) for row in body), default=0), LABEL_WIDTH)
        if before is not None:
            self.label = max(self.label, before.label)
        self.beside = _label_slots(body)
        self.after: dict[int, int] = {}  # where the further columns of labels start, by grid column
        place = self.label
        for left, width in self.beside.items():
            self.after[left] = place + GAP
            place += GAP + width
        self.label_end = place
        self._place_columns(table, body, place, before)

    def _label_width(self, row: GridRow) -> int:
        return len(row.label[0].text + row.label[0].marks) + self._indent(row) if row.label else 0

    def _indent(self, row: GridRow) -> int:
        return self.levels.get(round(row.label[0].indent), 0) * STEP if row.label else 0

    def _place_columns(
        self, table: GridTable, body: Sequence[GridRow], place: int, before: GridText | None
    ) -> None:
        lefts, widths, tails = _extents(table)
        if before is not None and len(before.widths) == len(widths):
            widths = [max(pair) for pair in zip(widths, before.widths, strict=True)]
        words = _word_slots(body, lefts)
        self.words: list[tuple[int, int]] = []  # grid column and start of each column of words
        self.edges: list[int] = []
        self.tails = tails
        self.widths: list[int] = widths
        for column in range(table.columns + 1):
            for left, width in sorted(words.get(column, {}).items()):
                self.words.append((left, place + GAP))
                place += GAP + width
            if column < table.columns:
                place += GAP + max(widths[column], 4)
                self.edges.append(place)

    # --- rows ------------------------------------------------------------------------------------

    def line(self, row: GridRow) -> tuple[str, tuple[int, int], list[Placed]]:
        """The text of a row, the span of its label, and each piece with its span."""
        parts = [self._label_text(row)]
        length = len(parts[0])
        label = (self._indent(row), length)
        found: list[Placed] = []
        for piece in row.pieces:
            text = piece.text
            start = max(self._start(piece, len(text)), length + GAP if length else 0)
            parts.append(" " * (start - length) + text + piece.cell.marks)
            length = start + len(text)
            found.append((piece, start, length))
            length += len(piece.cell.marks)
        return "".join(parts), label, found

    def _label_text(self, row: GridRow) -> str:
        text = ""
        for place, cell in enumerate(row.label):
            if place:
                text = text.ljust(self.after.get(cell.left, 0))
                text += " " * GAP if text[-1:] != " " else ""
                text += cell.text + cell.marks
            else:
                text = " " * self._indent(row) + cell.text + cell.marks
        return text

    def heads(self, row: GridRow) -> Iterator[str]:
        """The lines of a row of heads, long ones broken."""
        blocks: list[tuple[Piece | None, list[str], int]] = []
        for place, cell in enumerate(row.label):
            width = max(self.label, HEAD_WIDTH) if place == 0 else WORDS_WIDTH
            blocks.append((None, _broken(cell.text + cell.marks, width), self.after.get(cell.left, 0)))
        for head in row.pieces:
            blocks.append((head, _broken(head.text + head.cell.marks, self._room(head)), 0))
        count = max(len(lines) for _, lines, _ in blocks)
        for line in range(count):
            text = ""
            for piece, lines, start in blocks:
                own = line - count + len(lines)  # heads stand on the line above the figures
                if own < 0:
                    continue
                if piece is not None:
                    start = self._start(piece, len(lines[own]), True)
                text = text.ljust(max(start, len(text) + GAP if text else 0)) + lines[own]
            yield text

    def _room(self, piece: Piece) -> int:
        """How wide a head may be."""
        if piece.first < 0:
            return WORDS_WIDTH
        if piece.first == piece.last:
            return max(self.widths[piece.first], HEAD_WIDTH)
        return max(self.edges[piece.last] - self.edges[piece.first] + self.widths[piece.first], HEAD_WIDTH)

    def _start(self, piece: Piece, width: int, head: bool = False) -> int:
        if piece.first < 0 or (head and piece.left in self.after):
            if piece.left in self.after:
                return self.after[piece.left]
            place = bisect_left(self.words, (piece.left, 0))
            return self.words[place][1] if place < len(self.words) else 0
        if piece.first == piece.last:
            edge = self.edges[piece.first]
            return edge - width if head else edge - self.tails[piece.first] + len(piece.suffix) - width
        left = self.edges[piece.first] - self.widths[piece.first]
        return left + max(0, self.edges[piece.last] - left - width) // 2


def laid_out(rows: Sequence[Sequence[tuple[int, str]]]) -> list[str]:
    """Lines for rows of texts, each with the grid column it stands in, that are no table of figures."""
    widths: dict[int, int] = {}
    for row in rows:
        for left, text in row[:-1]:
            widths[left] = max(widths.get(left, 0), min(len(text), WORDS_WIDTH))
    starts: dict[int, int] = {}
    place = 0
    for left in sorted({left for row in rows for left, _ in row}):
        starts[left] = place
        place += widths[left] + GAP if left in widths else 0
    lines = []
    for row in rows:
        parts: list[str] = []
        length = 0
        for left, text in row:
            start = max(starts[left], length + GAP if length else 0)
            parts.append(" " * (start - length) + text)
            length = start + len(text)
        lines.append("".join(parts))
    return lines


def _label_slots(body: Sequence[GridRow]) -> dict[int, int]:
    """The columns of labels beside the first, by grid column: how wide they are."""
    widths: dict[int, int] = {}
    for row in body:
        for cell in row.label[1:]:
            widths[cell.left] = max(widths.get(cell.left, 0), min(len(cell.text + cell.marks), WORDS_WIDTH))
    return dict(sorted(widths.items())) if len(widths) <= MOST_SLOTS else {}


def _word_slots(body: Sequence[GridRow], lefts: Sequence[int]) -> dict[int, dict[int, int]]:
    """The columns of words, by the column of figures they stand before and their own grid column."""
    slots: dict[int, dict[int, int]] = {}
    for row in body:
        for piece in row.pieces:
            if piece.first < 0:
                before = sum(left < piece.left for left in lefts)
                widths = slots.setdefault(before, {})
                widths[piece.left] = max(widths.get(piece.left, 0), min(len(piece.text), WORDS_WIDTH))
    return {before: widths for before, widths in slots.items() if len(widths) <= MOST_SLOTS}


def _extents(table: GridTable) -> tuple[list[int], list[int], list[int]]:
    """Of each column: the first grid column of its figures, its width in the lines, the width of what
    stands to the right of the last digits."""
    lefts = [1 << 30] * table.columns
    widths = [0] * table.columns
    tails = [0] * table.columns
    for row in table.rows:
        for piece in row.pieces:
            if piece.first == piece.last >= 0:
                column = piece.first
                width = len(piece.text) + len(piece.cell.marks)
                if row.head:
                    width = _head_width(piece.text, width)
                else:
                    lefts[column] = min(lefts[column], piece.left)
                widths[column] = max(widths[column], min(width, COLUMN_WIDTH))
                tails[column] = max(tails[column], len(piece.suffix))
    _widen(table, widths)
    return lefts, widths, tails


def _widen(table: GridTable, widths: list[int]) -> None:
    """Makes room for heads over several columns."""
    for row in table.rows if table.columns <= MOST_SPANNED else ():
        for piece in row.pieces if row.head else ():
            if 0 <= piece.first < piece.last:
                count = piece.last - piece.first + 1
                room = sum(max(width, 4) for width in widths[piece.first : piece.last + 1])
                room += GAP * (count - 1)
                more = -(-(min(len(piece.text), SPANNING_WIDTH) - room) // count)
                for column in range(piece.first, piece.last + 1) if more > 0 else ():
                    widths[column] = max(widths[column], 4) + more


def _head_width(text: str, width: int) -> int:
    if width <= HEAD_WIDTH:
        return width
    longest = max(map(len, text[:500].split()), default=0)
    return max(longest, min(COLUMN_WIDTH, HEAD_WIDTH, width // HEAD_LINES + 4))


def _broken(text: str, width: int) -> list[str]:
    """A text in lines of this width, broken at blanks."""
    if len(text) <= width:
        return [text]
    lines: list[str] = []
    words: list[str] = []
    taken = -1
    for word in text.split():
        if words and taken + 1 + len(word) > width:
            lines.append(" ".join(words))
            words, taken = [], -1
        words.append(word)
        taken += 1 + len(word)
    return [*lines, " ".join(words)]
