"""Statements of `tests.layouts` as fixed-width text, in layouts drawn at random."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import strategies as st
from layouts import Drawn, Line


@dataclass(frozen=True)
class Layout:
    gap: int  # blanks between columns
    tabs: bool  # cells are parted by tabs, one each, and nothing else
    indent: int  # blanks a level of headings
    leaders: str  # "", "..." or ". . ."
    dollar: str  # "", "near" the figure, "far" at the column's left edge; first row and totals
    nil: str
    minus: str  # "(" or "-" or "( "
    rule: str  # what rules are made of; "" for none
    tags: str  # "", "table", "markers"
    head: str  # "center" or "right"
    narrow: int  # the width that heads are broken at, over as many lines as it takes
    void: str  # what stands where there is no figure: nothing, or "N/A"
    wrap: int  # the width labels are wrapped at
    below: bool  # figures stand on the first line of a wrapped label
    marks: str  # footnote marks after every other label; "" for none
    blank: bool  # a blank line after each section
    page: int | None  # the row before which the page ends
    repeat: bool  # the heads are printed again on the next page, and "(continued)"
    percent: str  # "%" or " %"


layouts = st.builds(
    Layout,
    gap=st.integers(2, 6),
    tabs=st.sampled_from([False, False, False, True]),
    indent=st.integers(1, 4),
    leaders=st.sampled_from(["", "...", ". ."]),
    dollar=st.sampled_from(["", "near", "far"]),
    nil=st.sampled_from(["--", "-", "—"]),
    minus=st.sampled_from(["(", "-", "( "]),
    rule=st.sampled_from(["", "-", "_"]),
    tags=st.sampled_from(["", "table", "markers"]),
    head=st.sampled_from(["center", "right"]),
    narrow=st.sampled_from([10, 14, 20, 60]),
    void=st.sampled_from(["", "", "N/A", "NM"]),
    wrap=st.integers(20, 60),
    below=st.booleans(),
    marks=st.sampled_from(["", "(1)", " (2)", "*", "(a)", "[3]"]),
    blank=st.booleans(),
    page=st.one_of(st.none(), st.integers(3, 12)),
    repeat=st.booleans(),
    percent=st.sampled_from(["%", " %"]),
)


class TextPage:
    """A statement as text: `lines`, and `rows[r]`, the line on which the figures of row r stand."""

    def __init__(self, drawn: Drawn, layout: Layout) -> None:
        self.drawn, self.layout = drawn, replace(layout, narrow=99) if layout.tabs else layout
        self.columns = range(len(drawn.columns))
        self.cells = [[self._printed(line, f) for f in line.figures] for line in drawn.lines]
        self.labels = [self._label(place, line) for place, line in enumerate(drawn.lines)]
        self.left = max(24, *(len(part) for parts in self.labels for part in parts)) + 3
        self.widths = [self._width(column) for column in self.columns]
        self.lines: list[str] = ["HARBOR AND QUARRY COMPANY", ""]
        self.rows: dict[int, int] = {}
        self._write()

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def _width(self, column: int) -> int:
        """The width of a column: that of its figures, and of its share of the heads above it."""
        figures = max(len(row[column]) for row in self.cells if row) + 3
        heads = []
        for level in range(len(self.drawn.columns[0].head)):
            text, first, last = next(span for span in self._spans(level) if span[1] <= column <= span[2])
            longest = max(map(len, textwrap.wrap(text, self.layout.narrow, break_long_words=False)))
            heads.append(-(-longest // (last - first + 1)))
        return max(figures, *heads)

    def _printed(self, line: Line, figure: Decimal | None) -> str:
        if figure is None:
            return self.layout.void
        if figure == 0 and line.unit == "USD":
            return self.layout.nil
        digits = f"{abs(figure):,.2f}" if line.unit == "USD/share" else f"{abs(figure):,}"
        percent = self.layout.percent if line.unit == "percent" else ""
        if figure < 0:
            minus = self.layout.minus
            return f"-{digits}{percent}" if minus == "-" else f"{minus}{digits}){percent.strip()}"
        return digits + percent

    def _label(self, place: int, line: Line) -> list[str]:
        """The lines that a label takes."""
        text = line.label
        if self.layout.marks and place % 2 and text and not line.heading:
            text += self.layout.marks
        indent = " " * (line.depth * self.layout.indent)
        hang = indent + "  "
        width = max(self.layout.wrap, 12 + len(hang))
        found = textwrap.wrap(
            text, width, initial_indent=indent, subsequent_indent=hang, break_long_words=False
        )
        return found or [""]

    def _write(self) -> None:
        self._open(self.drawn.title)
        for place, line in enumerate(self.drawn.lines):
            if place == self._last_before():
                self._turn()
            following = self.drawn.lines[place + 1] if place + 1 < len(self.drawn.lines) else None
            if line.total and self.layout.rule:
                self._across(self.layout.rule)
            self._row(place, line)
            if following is None or (line.total and not following.total):
                if self.layout.rule:
                    self._across("=" if line.total else self.layout.rule)
                if self.layout.blank:
                    self.lines.append("")
        if self.layout.tags:
            self.lines.append("</TABLE>")

    def _last_before(self) -> int | None:
        """The row before which the page ends: never straight under a heading, nor before the last row."""
        page = self.layout.page
        while page is not None and page < len(self.drawn.lines) and self.drawn.lines[page - 1].heading:
            page += 1
        return page if page is not None and page + 1 < len(self.drawn.lines) else None

    def _turn(self) -> None:
        """The end of a page, and the top of the next."""
        again = self.layout.repeat
        if self.layout.tags and again:
            self.lines.append("</TABLE>")
        self.lines += ["", "7".center(self.left + sum(self.widths)).rstrip(), "<PAGE>", ""]
        if again:
            self._open(f"{self.drawn.title} (continued)")

    def _open(self, title: str) -> None:
        """Title, unit and heads."""
        across = self.left + sum(self.widths) + self.layout.gap * len(self.widths)
        self.lines += [title.center(across).rstrip(), self.drawn.caption.center(across).rstrip(), ""]
        if self.layout.tags:
            self.lines += ["<TABLE>", "<CAPTION>"]
        for level in range(len(self.drawn.columns[0].head)):
            self._heads(level)
        if self.layout.rule:
            self._across("-")
        if self.layout.tags == "markers" and not self.layout.tabs:
            gap = " " * self.layout.gap
            marks = "".join(gap + "<C>".ljust(width) for width in self.widths)
            self.lines.append(("<S>".ljust(self.left) + marks).rstrip())

    def _spans(self, level: int) -> list[tuple[str, int, int]]:
        """The heads of a level, each with its first and last column: what columns share stands once."""
        spans: list[tuple[tuple[str, ...], int, int]] = []
        for place, column in enumerate(self.drawn.columns):
            head = column.head[: level + 1]
            if spans and spans[-1][0] == head:
                spans[-1] = head, spans[-1][1], place
            else:
                spans.append((head, place, place))
        return [(head[-1], first, last) for head, first, last in spans]

    def _heads(self, level: int) -> None:
        """One level of heads, each broken into lines that end together, over the middle of its columns."""
        last = level + 1 == len(self.drawn.columns[0].head)
        spans = self._spans(level)
        broken = [textwrap.wrap(text, self.layout.narrow, break_long_words=False) for text, _, _ in spans]
        for line in range(max(map(len, broken))):
            texts = []
            for (_, first, end), parts in zip(spans, broken, strict=True):
                missing = max(map(len, broken)) - len(parts)
                texts.append((parts[line - missing] if line >= missing else "", first, end))
            self._line(texts, "right" if last and self.layout.head == "right" else "center")
        if self.layout.rule and not last and len(spans) < len(self.widths) and not self.layout.tabs:
            self._line([("-" * self._reach(first, end), first, end) for _, first, end in spans], "center")

    def _reach(self, first: int, last: int) -> int:
        return sum(self.widths[first : last + 1]) + self.layout.gap * (last - first)

    def _line(self, texts: list[tuple[str, int, int]], align: str, label: str = "") -> None:
        """A line of a label and texts, each from one column to another."""
        if self.layout.tabs:
            cells = [""] * len(self.widths)
            for text, first, _ in texts:
                cells[first] = text.strip()
            self.lines.append("\t".join([label.rstrip(), *cells]).rstrip("\t"))
            return
        line = label.ljust(self.left)
        for text, first, last in texts:
            width = self._reach(first, last)
            line += " " * self.layout.gap
            line += text.rjust(width - 1) + " " if align == "right" else text.center(width)
        self.lines.append(line.rstrip())

    def _across(self, mark: str) -> None:
        if self.layout.tabs:
            return
        gap = " " * self.layout.gap
        self.lines.append(" " * self.left + "".join(gap + mark * width for width in self.widths))

    def _row(self, place: int, line: Line) -> None:
        parts = self.labels[place]
        if line.heading:
            self.lines += parts
            return
        at = 0 if self.layout.below else len(parts) - 1
        self.lines += parts[:at]
        label = parts[at]
        if self.layout.leaders and label.strip():
            full = (label + " ").ljust(self.left - 1, ".")
            label = full if self.layout.leaders == "..." else self._dotted(label)
        signed = line.unit == "USD/share" or (line.unit == "USD" and (place == 0 or line.total))
        cells = [self._cell(self.cells[place][column], column, signed) for column in self.columns]
        gap = " " * self.layout.gap
        if self.layout.tabs:
            self._line([(cell, column, column) for column, cell in enumerate(cells)], "", parts[at])
        else:
            self.lines.append((label.ljust(self.left) + "".join(gap + cell for cell in cells)).rstrip())
        self.rows[place] = len(self.lines)
        self.lines += parts[at + 1 :]

    def _dotted(self, label: str) -> str:
        room = self.left - len(label) - 2
        return label + " " + (". " * (room // 2)).rstrip()

    def _cell(self, text: str, column: int, signed: bool) -> str:
        width = self.widths[column]
        closing = len(text) - len(text.rstrip(")% "))
        text += " " * max(0, 1 - closing)  # a parenthesis hangs over the column's edge
        if signed and text.strip() and self.layout.dollar == "near":
            return f"${text}".rjust(width)
        if signed and text.strip() and self.layout.dollar == "far":
            return "$" + text.rjust(width - 1)
        return text.rjust(width)
