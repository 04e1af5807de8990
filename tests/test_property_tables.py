"""Random small statements, rendered in random fixed-width layouts and read back: nothing is lost.

What is drawn: a statement (periods, scale, rows with figures, nils and blanks) and a layout (column
gaps, where the heads stand, wrapped labels, leader dots, dollar signs, rules, with or without tags).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grammar.values import Period
from index.model import Fact, LineItem
from index.read import read_filing

SYLLABLES = ("bo", "ka", "ru", "mel", "tor", "vin", "sha", "pli", "dun", "gre", "lop", "zan")
MONTHS = {"March": (3, 31), "June": (6, 30), "September": (9, 30), "December": (12, 31)}
SCALES = {1: None, 1000: "(in thousands)", 1_000_000: "(in millions)"}
LENGTHS = {"Three Months Ended": 3, "Nine Months Ended": 9}
NIL = Decimal(0)


@dataclass(frozen=True)
class Drawn:
    """The statement itself. `figures[r][c]` is in units as printed, None for a blank."""

    title: str
    scale: int
    heads: tuple[tuple[str, ...], ...]  # by column, from top to bottom
    periods: tuple[Period, ...]
    labels: tuple[tuple[str, ...], ...]  # by row, the lines they take
    figures: tuple[tuple[Decimal | None, ...], ...]


@dataclass(frozen=True)
class Layout:
    gap: int
    dots: bool
    dollar: str  # "", "$" before the figure, "$ " at the column's left edge; first row only
    nil: str
    rules: bool
    tags: bool
    indent: int
    centred: bool  # heads over the middle of their columns, else flush right


def _ends(day: str, year: int) -> date:
    return date(year, *MONTHS[day])


def _starts(end: date, months: int) -> date:
    month = end.month - months + 1
    return date(end.year - (month < 1), month + 12 * (month < 1), 1)


@st.composite
def _balance_columns(draw: st.DrawFn) -> tuple[tuple[tuple[str, ...], ...], tuple[Period, ...]]:
    """Dates, on one line or with the year beneath."""
    count = draw(st.integers(1, 3))
    pairs = st.tuples(st.sampled_from(sorted(MONTHS)), st.integers(1995, 2020))
    days = draw(st.lists(pairs, min_size=count, max_size=count, unique=True))
    split = draw(st.booleans())
    ends = [(f"{m} {MONTHS[m][1]},", str(y)) for m, y in days]
    heads = tuple(head if split else (" ".join(head),) for head in ends)
    return heads, tuple(Period("instant", None, _ends(m, y)) for m, y in days)


@st.composite
def _income_columns(draw: st.DrawFn) -> tuple[tuple[tuple[str, ...], ...], tuple[Period, ...]]:
    """One or two lengths, each with the same two or three years beneath."""
    lengths = draw(st.sampled_from([["Three Months Ended"], ["Three Months Ended", "Nine Months Ended"]]))
    month = draw(st.sampled_from(["September", "December"]))
    newest = draw(st.integers(1996, 2020))
    years = [newest - back for back in range(draw(st.integers(2, 3)) if len(lengths) == 1 else 2)]
    heads, periods = [], []
    for length in lengths:
        for year in years:
            end = _ends(month, year)
            heads.append((length, f"{month} {end.day},", str(year)))
            periods.append(Period("duration", _starts(end, LENGTHS[length]), end))
    return tuple(heads), tuple(periods)


_word = st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=4).map(lambda parts: "".join(parts))
_label = st.lists(_word, min_size=1, max_size=4).map(lambda words: " ".join(words).capitalize())
_figure = st.one_of(
    st.integers(1, 9_999_999).map(Decimal),
    st.integers(1, 9_999_999).map(lambda n: -Decimal(n)),
    st.just(NIL),
    st.none(),
)


@st.composite
def _statements(draw: st.DrawFn) -> Drawn:
    balance = draw(st.booleans())
    heads, periods = draw(_balance_columns() if balance else _income_columns())
    labels = draw(st.lists(_label, min_size=3, max_size=7, unique=True))
    rows = []
    for _ in labels:
        row = draw(st.lists(_figure, min_size=len(heads), max_size=len(heads)))
        # A row without a figure is a heading, and a column without one is no column.
        rows.append(tuple(row) if any(row) else (Decimal(draw(st.integers(1, 99_999))),) * len(heads))
    full = tuple(Decimal(draw(st.integers(100, 99_999))) for _ in heads)
    return Drawn(
        title="Consolidated Balance Sheets" if balance else "Consolidated Statements of Operations",
        scale=draw(st.sampled_from(sorted(SCALES))),
        heads=heads,
        periods=periods,
        labels=tuple(_wrapped(label, draw(st.booleans())) for label in labels),
        figures=(full, *rows[1:]),
    )


def _wrapped(label: str, wrap: bool) -> tuple[str, ...]:
    words = label.split()
    return (" ".join(words[:-1]), words[-1]) if wrap and len(words) > 1 else (label,)


_layouts = st.builds(
    Layout,
    gap=st.integers(2, 6),
    dots=st.booleans(),
    dollar=st.sampled_from(["", "$", "$ "]),
    nil=st.sampled_from(["--", "-"]),
    rules=st.booleans(),
    tags=st.booleans(),
    indent=st.integers(0, 3),
    centred=st.booleans(),
)


def _printed(figure: Decimal | None, nil: str) -> str:
    if figure is None:
        return ""
    if figure == NIL:
        return nil
    return f"({-figure:,})" if figure < 0 else f"{figure:,}"


class Page:
    """A statement as fixed-width text, and the line on which each row's figures stand."""

    def __init__(self, drawn: Drawn, layout: Layout) -> None:
        self.drawn, self.layout = drawn, layout
        self.cells = [[_printed(f, layout.nil) for f in row] for row in drawn.figures]
        columns = range(len(drawn.heads))
        widest = [max(len(row[c]) for row in self.cells) + 2 for c in columns]
        self.widths = [max(widest[c], *map(len, drawn.heads[c])) for c in columns]
        indents = layout.indent + 2
        self.left = max(len(part) for label in drawn.labels for part in label) + indents + 3
        self.lines = ["QUARTERLY RESULTS", ""]
        self.rows: list[int] = []
        self._write()

    def _write(self) -> None:
        open_tags, close_tags = (["<TABLE>", "<CAPTION>"], ["</TABLE>"]) if self.layout.tags else ([], [])
        self.lines += [*open_tags, self.drawn.title.center(self.left + sum(self.widths)).rstrip()]
        caption = SCALES[self.drawn.scale]
        self.lines += [caption.center(self.left + sum(self.widths)).rstrip(), ""] if caption else [""]
        self._heads()
        for number, label in enumerate(self.drawn.labels):
            self._row(number, label)
        if self.layout.rules:
            self._rule("=")
        self.lines += [*close_tags, ""]

    def _columns(self, texts: list[str], left: str = "") -> None:
        """A line with a text in each column, flush right, or centred for heads."""
        gap = " " * self.layout.gap
        self.lines.append((left.ljust(self.left) + "".join(gap + t for t in texts)).rstrip())

    def _heads(self) -> None:
        for level in range(len(self.drawn.heads[0])):
            texts = [head[level] for head in self.drawn.heads]
            if level == 0 and "Ended" in texts[0]:
                self._spanning(texts)
            else:
                self._columns([self._head(t, w) for t, w in zip(texts, self.widths, strict=True)])
        if self.layout.rules:
            self._rule("-")
        if self.layout.tags:
            edge = " " * self.layout.gap
            stubs = ["<C>".ljust(w) for w in self.widths]
            self.lines.append(("<S>".ljust(self.left) + "".join(edge + s for s in stubs)).rstrip())

    def _head(self, text: str, width: int) -> str:
        return text.center(width) if self.layout.centred else text.rjust(width)

    def _spanning(self, texts: list[str]) -> None:
        """A head over several columns stands once, in the middle of them."""
        line = " " * self.left
        for text in dict.fromkeys(texts):
            span = sum(w + self.layout.gap for w, t in zip(self.widths, texts, strict=True) if t == text)
            line += " " * self.layout.gap + text.center(span - self.layout.gap)
        self.lines.append(line.rstrip())

    def _rule(self, char: str) -> None:
        self._columns([char * w for w in self.widths])

    def _row(self, number: int, label: tuple[str, ...]) -> None:
        indent = " " * self.layout.indent
        for depth, part in enumerate(label[:-1]):
            self.lines.append(indent + " " * depth + part)
        left = indent + " " * (len(label) - 1) + label[-1]
        if self.layout.dots:
            left = (left + " ").ljust(self.left - 1, ".")
        self._columns([self._cell(number, c) for c in range(len(self.widths))], left)
        self.rows.append(len(self.lines))

    def _cell(self, number: int, column: int) -> str:
        text, width = self.cells[number][column], self.widths[column]
        tail = "" if text.endswith(")") else " "  # a parenthesis hangs over the column's edge
        if not text or number or not self.layout.dollar:
            return (text + tail).rjust(width)
        if self.layout.dollar == "$":
            return ("$" + text + tail).rjust(width)
        return "$" + (text + tail).rjust(width - 1)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def _facts(page: Page) -> dict[tuple[int, date, int | None], tuple[LineItem, Fact]]:
    """What was read from the table: by line, end of the period, and its months."""
    found = {}
    for item in read_filing(page.text.encode("ascii"), "random.txt").items:
        for fact in item.facts:
            if fact.origin == "table":
                assert fact.period is not None, (fact, page.text)
                key = (fact.place.line, fact.period.end, fact.period.months)
                assert key not in found, (fact, page.text)
                found[key] = (item, fact)
    return found


@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=_statements(), layout=_layouts)
def test_a_rendered_statement_is_read_back(drawn: Drawn, layout: Layout) -> None:
    page = Page(drawn, layout)
    found = _facts(page)
    wanted = {}
    for label, line, row in zip(drawn.labels, page.rows, drawn.figures, strict=True):
        for period, figure in zip(drawn.periods, row, strict=True):
            if figure is not None:
                wanted[line, period.end, period.months] = (" ".join(label), period, figure * drawn.scale)
    given_back = {key: (item.label, fact.period, fact.value) for key, (item, fact) in found.items()}
    assert given_back == wanted, page.text
    for _, fact in found.values():
        assert (fact.unit, fact.scale) == ("USD", drawn.scale), page.text
        assert page.lines[fact.place.line - 1][fact.place.start : fact.place.end] == fact.printed
