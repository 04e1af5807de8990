"""The rows of a fixed-width table: lines put together whose label goes on over several of them.

A line without figures is a heading, the beginning of a label whose figures stand further down, or the
end of the label above. Indents, capitals, the first letter and the last word tell which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from index.columns import Column, column_of
from index.figures import Figure, figures, without_leaders
from index.layout import Line
from index.model import Cell, Place, Row
from index.wording import begins, is_one_of, plain, says, words

NOTE = re.compile(
    r"(?<=[\w).'’%])\s?[(\[]/?(?:\d{1,2}|[a-z])/?[)\]](?:\s?[(\[]/?(?:\d{1,2}|[a-z])/?[)\]])*$|(?<=[\w).])\s?\*{1,3}$"
)
CONTINUED = re.compile(
    r"\s*[-–—,]?\s*(?:\(\s*cont(?:inued|'d|\.)\s*\)|[-–—,]\s*continued)(?=:?$)", re.IGNORECASE
)
FULL_STOP = re.compile(r"(?:\s|(?<=[a-z]{4}))\.$")  # what is left of a dot leader
LONE_DOT = re.compile(r"\s+\.$")  # a leader of one dot
LONE_SIGN = re.compile(r"(?:(?:US|C|A|HK|NZ)?[$£€¥]\s*)+$")
RULE_RUN = re.compile(r"[-=_*~]{3,}|[=_]{2}")  # beside or behind a label
DITTO = re.compile(r"[-–—]{1,2}\s")
NUMBER_FIRST = re.compile(r"[$£€¥]?\s?[\d.]*\d|none\b|no\b", re.IGNORECASE)
YEAR_FIRST = re.compile(r"(?:19|20)\d\d\b")
YEAR_LAST = re.compile(r"\b(?:19|20)\d\d$")
LONGEST_LABEL = 12  # lines


@dataclass(slots=True)
class Piece:
    """One line of a table's body: its part of a label, and the figures with their columns."""

    line: Line
    label: str
    start: int
    end: int
    cells: list[tuple[Figure, int]]
    gap: bool = False  # a blank line before it
    ruled: bool = False  # a rule before it
    indent: int = field(init=False)

    def __post_init__(self) -> None:
        self.indent = self.start

    @property
    def lower(self) -> bool:
        """Whether its label begins as the middle of a text does."""
        first = self.label[:1]
        return (
            first.islower()
            or first in ("(", "&", "/", "$")
            or (first.isdigit() and not YEAR_FIRST.match(self.label))
        )


def read_rows(lines: Sequence[Line], columns: Sequence[Column], label_right: int) -> tuple[Row, ...]:
    """The rows in order. `label_right`: where the longest label of a line with figures ends."""
    pieces = list(_pieces(lines, columns))
    return tuple([_row(*found) for found in _with_dittos(_groups(pieces, label_right))])


def _pieces(lines: Sequence[Line], columns: Sequence[Column]) -> Iterator[Piece]:
    gap = ruled = False
    for line in lines:
        if line.blank:
            gap = True
        elif line.rule:
            ruled = True
        else:
            piece = _piece(line, columns, gap)
            if piece is None:
                continue
            piece.gap, piece.ruled = gap, ruled
            yield piece
            gap = False
            ruled = line.ruled


def _piece(line: Line, columns: Sequence[Column], gap: bool) -> Piece | None:
    """A body line cut into label and cells; None for page marks and lines that hold neither."""
    label = line.label
    if not line.text.strip(" )%"):
        return None  # what closes the figures above it
    found = _with_lenient(label, line.figures, columns)
    cells = _assigned(found, columns)
    if not cells and (line.page_mark or not (label.strip() or found)):
        return None
    if line.page_mark and (gap or len(columns) > 1):
        return None  # a page number that happens to stand under a column
    left = min([figure.left for figure, _ in cells]) if cells else len(line.text)
    text = label[:left] if cells else without_leaders(RULE_RUN.sub(_spaces, line.text))
    if cells and found[0].left < left and not text.strip():
        text = without_leaders(line.text)[:left]  # a number in front of the columns, as a year is
    text = _without_ends(text.rstrip())
    start = len(text) - len(text.lstrip())
    if not text and not cells:
        return None
    if cells and all(figure.kind == "dash" for figure, _ in cells) and _heads(text):
        cells = []  # dashes that fill the line of a heading
    return Piece(line, " ".join(text.split()), start if text else left, len(text), cells)


def _without_ends(text: str) -> str:
    """A label without a currency sign behind it and without what a leader of one dot leaves."""
    if text.endswith(("$", "£", "€", "¥")):
        text = LONE_SIGN.sub("", text).rstrip()
    return LONE_DOT.sub("", text) if text.endswith(".") else text


def _heads(text: str) -> bool:
    return text.endswith(":") or is_one_of(text, "heading", "words")


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _with_lenient(label: str, found: list[Figure], columns: Sequence[Column]) -> list[Figure]:
    """Adds the figure at the label's end, if but one space parts it and it ends as its column does."""
    if not label.strip() or label.rstrip()[-1] not in "0123456789)%":
        return found
    last = next((figure for figure in reversed(figures(label)) if figure.end == len(label.rstrip())), None)
    if last is None or last.year or last.kind != "number":
        return found
    place = column_of(last, columns)
    taken = column_of(found[0], columns) if found else len(columns)
    if place is None or taken is None or place >= taken or abs(columns[place].edge - last.edge) > 1:
        return found
    return [last, *found] if found or "," in last.text or "." in last.text else found


def _assigned(found: Sequence[Figure], columns: Sequence[Column]) -> list[tuple[Figure, int]]:
    """Figures with their columns; where two claim one, the nearer keeps it."""
    best: dict[int, Figure] = {}
    for figure in found:
        place = column_of(figure, columns)
        if place is None:
            continue
        rival = best.get(place)
        edge = columns[place].edge
        if rival is None or abs(figure.edge - edge) < abs(rival.edge - edge):
            best[place] = figure
    return [(best[place], place) for place in sorted(best)]


def _groups(pieces: Sequence[Piece], label_right: int) -> Iterator[list[Piece]]:
    """Pieces that make one row each."""
    place = 0
    while place < len(pieces):
        group = [pieces[place]]
        place += 1
        while not group[-1].cells and place < len(pieces) and len(group) < LONGEST_LABEL:
            if not _goes_on(
                group, pieces[place], pieces[place + 1] if place + 1 < len(pieces) else None, label_right
            ):
                break
            group.append(pieces[place])
            place += 1
        while place < len(pieces) and len(group) < LONGEST_LABEL and _ends_label(group, pieces, place):
            group.append(pieces[place])
            place += 1
        yield group


def _goes_on(group: list[Piece], following: Piece, after: Piece | None, label_right: int) -> bool:
    """Whether the label that `group` begins goes on in the piece that follows."""
    label = " ".join(piece.label for piece in group)
    if following.gap or following.ruled:
        return False
    if not following.label:
        return not (label.endswith(":") or _capitals(label) or is_one_of(label, "heading", "words"))
    if label.endswith(":"):
        return says(label, "capital", "words") and (bool(NUMBER_FIRST.match(following.label)))
    if YEAR_LAST.search(label) and not following.lower and not following.gap:
        return False  # "Fiscal 2003" above its quarters
    if _unfinished(label) or begins(following.label, "capital", "words"):
        return True
    if _stands_alone(group[0], following, after):
        return False
    if following.lower:
        return not _heads_lower(group, following, after)
    if _capitals(label) and not _capitals(following.label):
        return False
    deeper = following.indent > group[0].indent
    fits = len(group[-1].label) + group[-1].indent + 1 + len(following.label.split()[0]) <= label_right
    if deeper and following.cells and (after is None or after.indent <= group[0].indent or after.gap):
        return not is_one_of(label, "heading", "words") and not _capitals(label)
    return (
        not fits
        and not _capitals(label)
        and not (after is not None and after.indent == following.indent and deeper)
    )


def _unfinished(label: str) -> bool:
    """Whether a label breaks off: after a comma, a dash, "and", a possessive, or inside parentheses."""
    if label.count("(") > label.count(")"):
        return True
    if label.endswith((",", "-", "–", "—", "&", "/", "s'", "s’", "'s", "’s", ";")):
        return True
    last = plain(label).rsplit(" ", 1)[-1]
    return last in words()["unfinished"]["words"]


def _stands_alone(first: Piece, following: Piece, after: Piece | None) -> bool:
    """Whether what follows is a ditto row ("- Diluted"), which has a label of its own."""
    return bool(DITTO.match(following.label)) and following.indent > first.indent


def _heads_lower(group: list[Piece], following: Piece, after: Piece | None) -> bool:
    """Whether rows in small letters stand under a heading: two in a row, each with figures."""
    return bool(
        after is not None
        and following.cells
        and after.cells
        and after.label[:1].islower()
        and following.label[:1].islower()
        and after.indent == following.indent > group[0].indent
        and not after.gap
    )


def _capitals(label: str) -> bool:
    return label.isupper() and len(label) > 2


def _ends_label(group: list[Piece], pieces: Sequence[Piece], place: int) -> bool:
    """Whether a piece ends the row above it: the rest of its label, or cells that slipped a line."""
    piece, head = pieces[place], group[-1]
    label = " ".join(part.label for part in group if part.label)
    if piece.gap or not any(part.cells for part in group):
        return False
    taken = {
        column for part in group for figure, column in part.cells if not LONE_SIGN.fullmatch(figure.text)
    }
    if piece.cells:
        slipped = not taken & {column for _, column in piece.cells} and not piece.ruled
        return slipped and (not piece.label or (piece.label[:1].islower() and not head.gap))
    if not label:
        return False
    if _unfinished(label) and not label.endswith(","):
        return piece.lower or (not piece.ruled and label.count("(") > label.count(")"))
    if not piece.lower or piece.ruled or NUMBER_FIRST.match(piece.label):
        return False
    return not _begins_next(pieces, place)


def _begins_next(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a label in small letters goes on, line by line, to figures of its own."""
    for following in pieces[place + 1 : place + LONGEST_LABEL]:
        goes_on = following.lower or following.label[:1].isdigit()
        if following.gap or not goes_on or following.indent < pieces[place].indent:
            return False
        if following.cells:
            return True
    return False


def _with_dittos(groups: Iterator[list[Piece]]) -> Iterator[tuple[list[Piece], str, str]]:
    """Each row with its label and the words that this takes from the row before: "Net loss per share" for
    "- Diluted"."""
    shared = ""
    for group in groups:
        label = " ".join([piece.label for piece in group if piece.label])
        if shared and DITTO.match(label):
            yield group, label, shared
            continue
        head, dash, _ = label.partition(" - ")
        shared = head if dash else "" if label else shared
        yield group, label, ""


def _row(group: list[Piece], label: str, ditto: str) -> Row:
    label = _trimmed(f"{ditto} {label}" if ditto else label)
    label = label if ditto or not DITTO.match(label) else DITTO.sub("", label, count=1)
    cells = [
        Cell(figure.text, piece.line.place(figure.start, figure.end), column)
        for piece in group
        for figure, column in piece.cells
        if figure.kind != "void"
    ]
    return Row(
        label=label,
        indent=group[0].indent,
        cells=tuple(sorted(cells, key=attrgetter("column")) if len(group) > 1 else cells),
        lines=(group[0].line.number, group[-1].line.number),
        label_places=tuple([_label_place(piece) for piece in group if piece.label]),
        gap=group[0].gap,
        ruled=any(piece.ruled for piece in group if piece.cells),
    )


def _trimmed(label: str) -> str:
    """A label without the footnote's mark at its end, the rest of a leader, and "(continued)"."""
    if label.endswith((")", "]", "*")):
        label = NOTE.sub("", label).rstrip()
    if label.endswith("."):
        label = FULL_STOP.sub("", label)
    return CONTINUED.sub("", label) if "cont" in label.lower() else label


def _label_place(piece: Piece) -> Place:
    return piece.line.place(piece.start, piece.end)
