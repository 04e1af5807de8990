"""Statements of `tests.layouts` as HTML pages, in styles drawn at random."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import groupby

from hypothesis import strategies as st

from tests.layouts import Drawn, Line


@dataclass(frozen=True)
class Style:
    spacer: bool  # an empty cell before each column
    dollar: str  # "", "same" cell, "own" cell, "always" in a cell of its own; else first row and totals
    closing: bool  # ")" and "%" stand in cells of their own
    minus: str  # "(" or "-"
    nil: str
    void: str  # what stands where there is no figure
    head: str  # "td" or "th"
    wrap: str  # what stands around a cell's text: "", "p", "div", "font", "span", "b"
    indent: str  # "nbsp", "padding", "margin", "text-indent"
    title: str  # how titles are set: "p", "center", "div", "h3", "row" (in the table)
    nested: bool  # the table stands in a cell of another
    closed: bool  # rows and cells have closing tags
    upper: bool  # tags in capitals
    marks: str  # footnote marks after every other label
    raised: bool  # the marks stand above the line
    rule: str  # "" or "row" (dashes above totals) or "border"
    split: int | None  # the row before which a page ends
    width: int  # how many columns of the grid a label takes


styles = st.builds(
    Style,
    spacer=st.booleans(),
    dollar=st.sampled_from(["", "same", "own", "always"]),
    closing=st.booleans(),
    minus=st.sampled_from(["(", "-"]),
    nil=st.sampled_from(["—", "-", "--", "–"]),
    void=st.sampled_from(["", "&nbsp;", "N/A", "NM"]),
    head=st.sampled_from(["td", "th"]),
    wrap=st.sampled_from(["", "p", "div", "font", "span", "b"]),
    indent=st.sampled_from(["nbsp", "padding", "margin", "text-indent"]),
    title=st.sampled_from(["p", "center", "div", "h3", "row"]),
    nested=st.booleans(),
    closed=st.booleans(),
    upper=st.booleans(),
    marks=st.sampled_from(["", "(1)", "*", "(a)"]),
    raised=st.booleans(),
    rule=st.sampled_from(["", "row", "border"]),
    split=st.one_of(st.none(), st.integers(3, 12)),
    width=st.integers(1, 3),
)


class HtmlPage:
    """A statement as a page."""

    def __init__(self, drawn: Drawn, style: Style) -> None:
        self.drawn, self.style = drawn, style
        self.text = "\n".join(self._page())

    def _page(self) -> Iterator[str]:
        yield "<html><head><title>Page</title></head><body>"
        yield self._block("Harbor and Quarry Company")
        titles = [self.drawn.title, *filter(None, [self.drawn.caption])]
        if self.style.title != "row":
            yield from map(self._block, titles)
        yield self._open()
        if self.style.title == "row":
            yield from (f"<tr><td colspan={self._width}><b>{title}</b></td></tr>" for title in titles)
        yield from self._heads()
        split = self._split()
        for place, line in enumerate(self.drawn.lines):
            if place == split:
                yield from (self._end(), "<p align=center>12</p><hr>", self._open())
            yield from self._row(place, line)
        yield self._end()
        yield "<p>The accompanying notes are an integral part of these statements.</p></body></html>"

    def _split(self) -> int | None:
        place = self.style.split
        while place is not None and place < len(self.drawn.lines) and self.drawn.lines[place - 1].heading:
            place += 1
        if place is None or any(not any(line.figures) for line in self.drawn.lines[place : place + 1]):
            return None
        # The rest must have figures in every column to be known for the same table.
        rest = self.drawn.lines[place:]
        count = len(self.drawn.columns)
        whole = all(any(line.figures and line.figures[c] is not None for line in rest) for c in range(count))
        return place if whole else None

    def _open(self) -> str:
        table = "<table border=0 cellpadding=0>"
        return f"<table><tr><td>{table}" if self.style.nested else table

    def _end(self) -> str:
        return "</table></td></tr></table>" if self.style.nested else "</table>"

    def _block(self, text: str) -> str:
        tag = {"row": "p"}.get(self.style.title, self.style.title)
        return f"<{tag}><b>{text}</b></{tag}>"

    # --- cells -----------------------------------------------------------------------------------

    @property
    def _parts(self) -> int:
        """How many cells of the grid a column takes."""
        return 1 + self.style.spacer + (self.style.dollar in ("own", "always")) + self.style.closing

    @property
    def _width(self) -> int:
        return self.style.width + self._parts * len(self.drawn.columns)

    def _cell(self, text: str, attributes: str = "", tag: str = "td") -> str:
        if text and self.style.wrap:
            text = f"<{self.style.wrap}>{text}</{self.style.wrap}>"
        found = f"<{tag}{attributes}>{text}" + (f"</{tag}>" if self.style.closed else "")
        return found.replace("<td", "<TD").replace("<th", "<TH") if self.style.upper else found

    def _line(self, cells: list[str]) -> str:
        return "<tr>" + "".join(cells) + ("</tr>" if self.style.closed else "")

    def _heads(self) -> Iterator[str]:
        for level in range(len(self.drawn.columns[0].head)):
            cells = [self._cell("", f" colspan={self.style.width}")]
            keys = [column.head[: level + 1] for column in self.drawn.columns]
            for key, group in groupby(keys):
                span = len(list(group)) * self._parts
                if self.style.spacer:
                    cells.append(self._cell(""))
                    span -= 1
                cells.append(
                    self._cell(f"<b>{key[-1]}</b>", f" align=center colspan={span}", self.style.head)
                )
            yield self._line(cells)

    def _row(self, place: int, line: Line) -> Iterator[str]:
        if line.total and self.style.rule == "row":
            cells = [self._cell("", f" colspan={self.style.width}")]
            for _ in self.drawn.columns:
                cells += [self._cell("")] * (self._parts - 1 - self.style.closing) + [self._cell("--------")]
                cells += [self._cell("")] * self.style.closing
            yield self._line(cells)
        border = " style='border-top:1pt solid #000'" if line.total and self.style.rule == "border" else ""
        cells = [self._label(place, line)]
        dollar = self.style.dollar == "always" or (bool(self.style.dollar) and (place == 0 or line.total))
        for figure in line.figures:
            cells += self._figure(line, figure, dollar and line.unit in ("USD", "USD/share"), border)
        yield self._line(cells)

    def _label(self, place: int, line: Line) -> str:
        text = escape(line.label)
        if self.style.marks and place % 2 and text and not line.heading:
            text += f"<sup>{self.style.marks}</sup>" if self.style.raised else f" {self.style.marks}"
        points = 12 * line.depth
        attributes = f" colspan={self.style.width}"
        if self.style.indent == "nbsp":
            text = "&nbsp;" * 3 * line.depth + text
        elif self.style.indent == "padding":
            attributes += f' style="padding:2px 1pt 2px {points + 2}pt"'
        elif self.style.indent == "margin":
            text = f'<div style="margin-left:{points + 10}pt;text-indent:-10pt">{text}</div>'
        else:
            attributes += f' style="text-indent:{points}px"'
        return self._cell(text, attributes)

    def _figure(self, line: Line, figure: Decimal | None, dollar: bool, border: str) -> list[str]:
        text, end = self._printed(line, figure)
        shown = figure is not None and dollar
        cells = [self._cell("")] if self.style.spacer else []
        if self.style.dollar in ("own", "always"):
            cells.append(self._cell("$" if shown else ""))
        elif shown:
            text = f"${text}"
        if self.style.closing:
            return [*cells, self._cell(text, border), self._cell(end)]
        return [*cells, self._cell(text + end, border)]

    def _printed(self, line: Line, figure: Decimal | None) -> tuple[str, str]:
        if figure is None:
            return self.style.void, ""
        if figure == 0 and line.unit == "USD":
            return self.style.nil, ""
        digits = f"{abs(figure):,.2f}" if line.unit == "USD/share" else f"{abs(figure):,}"
        percent = "%" if line.unit == "percent" else ""
        if figure >= 0:
            return digits, percent
        return (f"({digits}", f"){percent}") if self.style.minus == "(" else (f"-{digits}", percent)
