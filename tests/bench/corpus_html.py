"""HTML filings in other layouts: spacer columns, currency signs in cells of their own or not, styles."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal, Self

Styles = Literal["spans", "fonts", "bare"]

TABLE = re.compile(r"<table\b[^>]*>(?:(?!</?table\b).)*</table>", re.S | re.I)
ROW = re.compile(r"(<tr\b[^>]*?)(/>|>(.*?)</tr>)", re.S | re.I)
CELL = re.compile(r"<(t[dh])\b([^>]*?)(?:/>|>(.*?)</\1>)", re.S | re.I)
COLSPAN = re.compile(r'\s*colspan\s*=\s*["\']?(\d{1,3})["\']?', re.I)
SPAN = re.compile(r"<span\b([^>]*)>((?:(?!</?span\b).)*)</span>", re.S | re.I)
TAG = re.compile(r"<[^>]*>")
BLANKS = re.compile(r"(?:\s|&#160;|&nbsp;)+")
SIGN = re.compile(r"[$€£]")
NUMBER = re.compile(r"\(?[\d,.]+|—|-")
BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")
FAMILY = re.compile(r"font-family:[^;\"]*")
FAMILIES = ("'Times New Roman',serif", "Arial,sans-serif", "'Book Antiqua',serif", "Verdana,sans-serif")


@dataclass(slots=True)
class Cell:
    """A cell as it is written: its tag, its attributes but for the colspan, the columns it takes."""

    tag: str
    attributes: str
    content: str
    columns: int = 1

    @property
    def words(self) -> str:
        return BLANKS.sub(" ", TAG.sub("", self.content)).strip()

    def __str__(self) -> str:
        span = f' colspan="{self.columns}"' if self.columns > 1 else ""
        return f"<{self.tag}{span}{self.attributes}>{self.content}</{self.tag}>"


@dataclass(frozen=True, slots=True)
class HtmlLayout:
    """How a page is laid out. spacers: empty columns put before each column of the tables; joined:
    a currency sign stands in the cell of its figure."""

    spacers: int = 0
    joined: bool = False
    styles: Styles = "spans"
    family: str = FAMILIES[0]

    @classmethod
    def drawn(cls, chance: Random) -> Self:
        return cls(
            spacers=chance.choice((0, 0, 1, 2)),
            joined=chance.random() < 0.4,
            styles=chance.choice(("spans", "spans", "fonts", "bare")),
            family=chance.choice(FAMILIES),
        )

    def laid_out(self, page: str) -> str:
        page = TABLE.sub(lambda match: self._table(match.group()), page)
        if self.styles == "spans":
            return FAMILY.sub(f"font-family:{self.family}", page)
        return SPAN.sub(_as_font if self.styles == "fonts" else _bare, page)

    def _table(self, text: str) -> str:
        """The table in this layout, but for one with cells over several rows."""
        if "rowspan" in text.lower():
            return text
        rows = [_cells(match.group(3) or "") for match in ROW.finditer(text)]
        if self.joined:
            rows = [_joined(row) for row in rows]
        for place in reversed(_edges(rows) if self.spacers else ()):
            for row in rows:
                _widen(row, place, self.spacers)
        made = iter(rows)
        return ROW.sub(lambda match: f"{match.group(1)}>{''.join(map(str, next(made)))}</tr>", text)


def _cells(text: str) -> list[Cell]:
    found = []
    for match in CELL.finditer(text):
        span = COLSPAN.search(match.group(2))
        attributes = COLSPAN.sub("", match.group(2))
        found.append(
            Cell(match.group(1), attributes, match.group(3) or "", int(span.group(1)) if span else 1)
        )
    return found


def _joined(row: Sequence[Cell]) -> list[Cell]:
    """The row with each currency sign put into the cell after it."""
    found: list[Cell] = []
    for cell in row:
        before = found[-1] if found else None
        if before is not None and SIGN.fullmatch(before.words) and NUMBER.match(cell.words):
            sign = before.words
            content = re.sub(r"(?<![^>])(?=[^<\s])", sign, cell.content, count=1)
            found[-1] = Cell(cell.tag, cell.attributes, content, before.columns + cell.columns)
        else:
            found.append(Cell(cell.tag, cell.attributes, cell.content, cell.columns))
    return found


def _edges(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """The grid columns, from the second, at which a figure or a currency sign begins."""
    counts: dict[int, int] = {}
    for row in rows:
        place = 0
        sign = False
        for cell in row:
            words = cell.words
            if place and not sign and (SIGN.fullmatch(words) or NUMBER.match(words.lstrip("$€£ "))):
                counts[place] = counts.get(place, 0) + 1
            sign = bool(SIGN.fullmatch(words))
            place += cell.columns
    return sorted(place for place, count in counts.items() if count > 2)


def _widen(row: list[Cell], place: int, count: int) -> None:
    """Put empty cells before the grid column `place`; a cell that spans it becomes as much wider."""
    column = 0
    for number, cell in enumerate(row):
        if column == place:
            row[number:number] = [Cell("td", "", "") for _ in range(count)]
            return
        column += cell.columns
        if column > place:
            cell.columns += count
            return


def _as_font(match: re.Match[str]) -> str:
    bold = BOLD.search(match.group(1))
    inner = f"<b>{match.group(2)}</b>" if bold else match.group(2)
    return f'<font size="2">{inner}</font>'


def _bare(match: re.Match[str]) -> str:
    return f"<b>{match.group(2)}</b>" if BOLD.search(match.group(1)) else match.group(2)


def as_page(text: str) -> str:
    """A text release as a plain page: its tables' rows cut at wide gaps, the rest in paragraphs."""
    parts = re.split(r"<TABLE>\n(.*?)</TABLE>\n", re.sub(r"<PAGE>\n", "", text), flags=re.S)
    made = [
        _rows_of(part) if number % 2 else "".join(map(_paragraph, re.split(r"\n\s*\n", part)))
        for number, part in enumerate(parts)
    ]
    return f"<html><head><title>A release</title></head><body>\n{''.join(made)}</body></html>\n"


def _paragraph(text: str) -> str:
    words = html.escape(" ".join(text.split()))
    return f"<p>{words}</p>\n" if words else ""


def _rows_of(text: str) -> str:
    rows = []
    for line in text.split("\n"):
        if not line.strip() or line.startswith("<") or not line.strip("-= "):
            continue
        label, *figures = re.split(r"(?<=\S) {2,}", line)
        indent = len(line) - len(line.lstrip())
        cells = "".join(f"<td align=right>{html.escape(figure)}</td>" for figure in figures)
        rows.append(
            f'<tr><td style="padding-left:{indent}pt">{html.escape(label.strip())}</td>{cells}</tr>\n'
        )
    return f"<table>\n{''.join(rows)}</table>\n"
