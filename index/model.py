"""The records a filing is read into. Pure data: reading makes them, `index.store` keeps them.

Lines count from 1. Columns count from 0, end exclusive, in characters of the line.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from grammar.records import record
from grammar.values import Period

if TYPE_CHECKING:
    from grammar.calendar import FiscalCalendar

StatementKind = Literal["balance_sheet", "income", "cash_flow", "equity", "reconciliation", "other"]
Origin = Literal["table", "label", "prose"]


@record
class Place:
    """Where something stands: a line and a column span of it."""

    line: int
    start: int
    end: int


@record
class Source:
    """One file as read: its name, and its text cut at newlines (a carriage return at the end of a
    line is taken off, nothing else)."""

    name: str
    text: str
    lines: tuple[str, ...]

    def line(self, number: int) -> str:
        return self.lines[number - 1]


@record
class Cell:
    """One printed figure of a table row. `column` counts the table's columns from 0."""

    text: str
    place: Place
    column: int


@record
class Row:
    """One row of a table: the label (joined over its lines) and the cells.

    `indent` is the column at which the label starts (its first line). A row without cells is a
    heading. `lines` are the first and last line the row takes. `gap`: a blank line stands before
    it; `ruled`: a rule stands above its figures.
    """

    label: str
    indent: int
    cells: tuple[Cell, ...]
    lines: tuple[int, int]
    label_places: tuple[Place, ...] = ()
    gap: bool = False
    ruled: bool = False


@record
class Table:
    """A grid cut out of the source: caption lines, head texts by column, rows.

    `caption` and `heads` carry the words only; `heads[c]` is what stands above column c from top
    to bottom, spanning heads included ("Three Months Ended Dec. 31, 2001").
    """

    number: int  # which one within the source, from 1
    caption: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    lines: tuple[int, int]
    head_lines: tuple[int, int] | None = None
    intro: str = ""  # the sentence above that introduces it
    stub: str = ""  # what stands beside the heads, over the labels: what the rows measure, or are
    unread: int = 0  # of its lines, the last ones, where it has more rows than are read


@record
class Fact:
    """One figure: value in base units, signed as printed, and the exact place that shows it."""

    value: Decimal
    unit: str
    scale: int
    printed: str
    period: Period | None
    place: Place
    origin: Origin
    basis: str = "gaap"
    column: int | None = None
    sentence: int | None = None  # position of the sentence it was read from
    hedge: str = ""


@record
class LineItem:
    """One row of a statement, or what a sentence or a label measures, with its facts.

    `path` are the headings above it, outermost first. `total` marks a sum of the rows before it.
    `statement` is the position of its statement in `Filing.statements`, None for prose.
    `parts` are positions (in `Filing.items`) of the rows a total sums, where they foot.
    """

    label: str
    path: tuple[str, ...]
    depth: int
    total: bool
    lines: tuple[int, int]
    statement: int | None
    facts: tuple[Fact, ...]
    origin: Origin = "table"
    parts: tuple[int, ...] = ()


@record
class Statement:
    """One financial table and how its figures are to be read."""

    number: int  # the table's number within the source
    kind: StatementKind
    title: str
    scale: int
    currency: str
    basis: str
    document: str
    lines: tuple[int, int]
    periods: tuple[Period | None, ...]  # by column
    about: str = ""  # the headings and the introduction above it


@record
class Sentence:
    """One sentence or bullet of the prose: the text joined over its lines, and where each line's
    part stands. `offsets[i]` is where `places[i]` begins in `text`."""

    text: str
    places: tuple[Place, ...]
    offsets: tuple[int, ...]
    heading: str = ""


@record
class ProfileEntry:
    """One thing the filing says of itself: key (`company`, `ticker`, `exchange`, `city`, `released`,
    `officer`, `contact`, …), value, an optional role, and the place that says it."""

    key: str
    value: str
    place: Place
    role: str = ""


@record
class Filing:
    """One filing as read, ready to be written. `digest` is the SHA-256 of its bytes, in hex."""

    source: Source
    digest: str
    company: str
    calendar: FiscalCalendar
    released: date | None
    report_end: date | None  # the end of the latest period it reports
    documents: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    items: tuple[LineItem, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    profile: tuple[ProfileEntry, ...] = ()
    notes: tuple[str, ...] = field(default=())  # what was skipped, and why
    form: str = ""  # of the submission ("8-K", "10-Q"), or of the lone document
    cik: str = ""  # the company's number at the SEC, without leading zeros
    former: tuple[str, ...] = ()  # names the company had before


@record
class FilingRecord:
    """What an index says of one filing without reading it: who, when, and how much it holds."""

    id: int
    name: str
    digest: str
    company: str
    calendar: FiscalCalendar
    released: date | None
    report_end: date | None
    documents: tuple[str, ...]
    notes: tuple[str, ...]
    statements: int
    items: int
    facts: int
    sentences: int
    form: str = ""
    cik: str = ""
    former: tuple[str, ...] = ()
