"""Random statements: what they say, apart from how they are laid out. `tests.textpages` renders them as text.

A statement has columns (a period each, named on one to three levels of heads), and rows in sections: under
a heading or under none, with a total of their own or without. Sums are real, so that totals foot.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from grammar.values import Period

WORDS = (
    *("anvil", "beacon", "canal", "cargo", "copper", "ferry", "freight", "granite", "harbor", "kiln"),
    *("lantern", "loom", "marble", "meadow", "orchard", "pilot", "quarry", "saddle", "tidal", "timber"),
    *("towage", "wharf"),
)
MONTHS = {"March": 31, "June": 30, "September": 30, "December": 31}
LENGTHS = {"Three Months Ended": 3, "Six Months Ended": 6, "Nine Months Ended": 9, "Year Ended": 12}
SCALES = {1: "", 1_000: "in thousands", 1_000_000: "in millions"}
TITLES = {
    "balance_sheet": "Consolidated Balance Sheets",
    "income": "Consolidated Statements of Operations",
    "cash_flow": "Consolidated Statements of Cash Flows",
}


@dataclass(frozen=True)
class Column:
    """A column: the words of its head from the outermost level to the innermost, and what it covers."""

    head: tuple[str, ...]
    period: Period


@dataclass(frozen=True)
class Line:
    """A row, or a heading where `figures` is empty. Figures are as printed: scaled, percent in points."""

    label: str
    depth: int
    figures: tuple[Decimal | None, ...] = ()
    unit: str = "USD"
    path: tuple[str, ...] = ()
    total: bool = False
    opens: bool = False  # the first row of a section, or its heading

    @property
    def heading(self) -> bool:
        return not self.figures


@dataclass(frozen=True)
class Drawn:
    """A whole statement."""

    kind: str
    scale: int
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        return TITLES[self.kind]

    @property
    def caption(self) -> str:
        """The unit line; "" where figures are whole dollars."""
        said = SCALES[self.scale]
        exempt = ", except per share data" if self.kind == "income" else ""
        return f"({said}{exempt})" if said else ""

    def wanted(self) -> Iterator[tuple[int, int, Decimal]]:
        """Every figure: its row, its column, its value in base units."""
        for row, line in enumerate(self.lines):
            scale = self.scale if line.unit in ("USD", "shares") else 1
            for column, figure in enumerate(line.figures):
                if figure is not None:
                    yield row, column, figure * scale


def _starts(end: date, months: int) -> date:
    month = end.month - months + 1
    return date(end.year - (month < 1), month + 12 * (month < 1), 1)


@st.composite
def balance_columns(draw: st.DrawFn) -> tuple[Column, ...]:
    """Days, newest first, on one line or with the year beneath."""
    count = draw(st.integers(1, 3))
    pairs = st.tuples(st.integers(1994, 2012), st.sampled_from(sorted(MONTHS)))
    days = draw(st.lists(pairs, min_size=count, max_size=count, unique=True))
    split = draw(st.booleans())
    found = []
    for year, month in days:
        head = (f"{month} {MONTHS[month]},", str(year))
        end = date(year, list(MONTHS).index(month) * 3 + 3, MONTHS[month])
        found.append(Column(head if split else (" ".join(head),), Period("instant", None, end)))
    return tuple(found)


@st.composite
def flow_columns(draw: st.DrawFn) -> tuple[Column, ...]:
    """One or two lengths, each with the same years beneath; the day stands between them or with the year."""
    lengths = draw(
        st.sampled_from(
            [
                ["Three Months Ended"],
                ["Year Ended"],
                ["Nine Months Ended"],
                ["Three Months Ended", "Nine Months Ended"],
                ["Three Months Ended", "Six Months Ended"],
            ]
        )
    )
    month = draw(st.sampled_from(["June", "September", "December"]))
    newest = draw(st.integers(1996, 2012))
    years = [newest - back for back in range(draw(st.integers(2, 3)) if len(lengths) == 1 else 2)]
    day = f"{month} {MONTHS[month]},"
    levels = draw(st.sampled_from(["day spans", "day each", "one line"]))
    found = []
    for length in lengths:
        for year in years:
            end = date(year, list(MONTHS).index(month) * 3 + 3, MONTHS[month])
            head = {
                "day spans": (f"{length} {day}", str(year)),
                "day each": (length, day, str(year)),
                "one line": (length, f"{day} {year}"),
            }[levels]
            found.append(Column(head, Period("duration", _starts(end, LENGTHS[length]), end)))
    return tuple(found)


words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6, unique=True)
labels = words.map(lambda found: " ".join(found).capitalize())
whole = st.one_of(
    st.integers(1, 9_999_999).map(Decimal),
    st.integers(1, 99_999).map(lambda n: -Decimal(n)),
    st.integers(1, 999).map(Decimal),
    st.just(Decimal(0)),
    st.none(),
)
cents = st.integers(-300, 900).map(lambda n: Decimal(n) / 100)
points = st.integers(-500, 999).map(lambda n: Decimal(n) / 10)
positive = st.integers(1_000, 99_999).map(Decimal)


@st.composite
def _rows(draw: st.DrawFn, names: Iterator[str], count: int, depth: int, path: tuple[str, ...]) -> list[Line]:
    found = []
    for _ in range(draw(st.integers(1, 4))):
        figures = draw(st.lists(whole, min_size=count, max_size=count))
        if not any(figures):  # nothing but dashes and blanks is no row that a reader could tell
            figures = [Decimal(draw(st.integers(1, 99_999)))] * count
        found.append(Line(next(names), depth, tuple(figures), path=path))
    return found


@st.composite
def _section(draw: st.DrawFn, names: Iterator[str], count: int, headed: bool) -> list[Line]:
    """A heading, its rows, and a total: named after it, bare, or with no label at all."""
    if not headed:
        return draw(_rows(names, count, 0, ()))
    name = next(names)
    found = [Line(f"{name}:", 0), *draw(_rows(names, count, 1, (name,)))]
    kind = draw(st.sampled_from(["named", "bare", "none", "blank"]))
    sums = tuple(
        sum((line.figures[column] or Decimal(0) for line in found[1:]), Decimal(0)) for column in range(count)
    )
    if kind == "none" or len(found) < 3 or not all(sums):
        return found
    if kind == "blank" and min(map(abs, sums)) < 1_000:
        kind = "bare"  # a small number that stands alone is a page's
    label = {"named": f"Total {name.lower()}", "bare": "Total", "blank": ""}[kind]
    return [*found, Line(label, 0 if kind == "named" else 1, sums, path=(name,), total=True)]


@st.composite
def _closing(draw: st.DrawFn, count: int, percent: bool) -> list[Line]:
    """Rows of other units at an income statement's end."""
    found = [
        Line("Earnings per common share", 0, tuple(draw(cents) for _ in range(count)), "USD/share"),
        Line("Average shares outstanding", 0, tuple(draw(positive) for _ in range(count)), "shares"),
    ]
    if percent:
        found.append(Line("Gross margin", 0, tuple(draw(points) for _ in range(count)), "percent"))
    return found


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    """A statement of one of three kinds."""
    kind = draw(st.sampled_from(sorted(TITLES)))
    columns = draw(balance_columns() if kind == "balance_sheet" else flow_columns())
    count = len(columns)
    names = iter(draw(st.lists(labels, min_size=24, max_size=24, unique_by=str.lower)))
    # A first row without a blank: what stands above it is the heads.
    lines = [Line(next(names), 0, tuple(Decimal(draw(st.integers(1_000, 99_999))) for _ in columns))]
    for headed in draw(st.lists(st.booleans(), min_size=1, max_size=3)):
        lines += draw(_section(names, count, headed))
    if kind == "income":
        lines += draw(_closing(count, draw(st.booleans())))
    return Drawn(kind, draw(st.sampled_from(sorted(SCALES))), columns, tuple(lines))
