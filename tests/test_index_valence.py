"""The two statements of a real release, held against a table made by hand.

The release is not part of the project: its labels and headings are named by the lines they take and
compared with those lines' own words; its figures, signs, periods and scales stand here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from grammar.values import Period
from index.model import Fact, Filing, LineItem
from index.read import read_filing

RELEASE = Path(__file__).resolve().parents[2] / "shared" / "data" / "filings" / "valence-ex99-1.txt"
pytestmark = pytest.mark.skipif(not RELEASE.exists(), reason="the shared release is not here")

DEC, MARCH = Period("instant", None, date(2001, 12, 31)), Period("instant", None, date(2001, 3, 31))
BALANCE = (DEC, MARCH)
INCOME = (
    Period("duration", date(1989, 3, 3), date(2001, 12, 31)),
    Period("duration", date(2001, 10, 1), date(2001, 12, 31)),
    Period("duration", date(2000, 10, 1), date(2000, 12, 31)),
    Period("duration", date(2001, 4, 1), date(2001, 12, 31)),
    Period("duration", date(2000, 4, 1), date(2000, 12, 31)),
)
BLANK = None

# First line of the label, line of the figures, lines of the headings above, figures in thousands.
BALANCE_ROWS: list[tuple[int, int, tuple[int, ...], tuple[int, int]]] = [
    (102, 102, (100, 101), (1094, 3755)),
    (103, 103, (100, 101), (0, 5133)),
    (104, 104, (100, 101), (2302, 4889)),
    (105, 105, (100, 101), (3118, 4825)),
    (106, 106, (100, 101), (1621, 901)),
    (108, 108, (100, 101), (8135, 19503)),
    (110, 110, (100,), (17533, 12554)),
    (111, 111, (100,), (14069, 29988)),
    (112, 112, (100,), (11602, 25690)),
    (114, 114, (100,), (51339, 87735)),
    (119, 119, (117, 118), (774, 1686)),
    (120, 120, (117, 118), (1742, 5759)),
    (121, 121, (117, 118), (7080, 2977)),
    (122, 122, (117, 118), (1757, 1713)),
    (123, 123, (117, 118), (506, 648)),
    (125, 125, (117, 118), (11859, 12783)),
    (127, 127, (117,), (0, 2500)),
    (128, 128, (117,), (6062, 4568)),
    (129, 129, (117,), (39465, 16083)),
    (131, 131, (117,), (57386, 35934)),
    (135, 140, (117,), (0, 2736)),
    (143, 147, (117, 142), (46, 44)),
    (149, 149, (117, 142), (330924, 325103)),
    (150, 150, (117, 142), (-4862, -4862)),
    (151, 152, (117, 142), (-328496, -267083)),
    (153, 154, (117, 142), (-3659, -4137)),
    (156, 156, (117, 142), (-6047, 49065)),
    (158, 160, (117,), (51339, 87735)),
]
INCOME_ROWS: list[tuple[int, int, tuple[int, ...], tuple[int | None, ...]]] = [
    (185, 186, (184,), (21605, 0, 0, 0, 0)),
    (187, 187, (184,), (4681, 1003, 0, 3181, 0)),
    (188, 188, (184,), (10016, 100, 1854, 1307, 5955)),
    (190, 190, (184,), (36302, 1103, 1854, 4488, 5955)),
    (191, 191, (), (26671, 2210, 4742, 6546, 14151)),
    (192, 192, (), (-1191, 0, -190, 0, -2117)),
    (194, 194, (), (25480, 2210, 4552, 6546, 12034)),
    (195, 195, (), (10822, -1107, -2698, -2058, -6079)),
    (197, 198, (196,), (116705, 2209, 1122, 6711, 5083)),
    (199, 199, (196,), (6568, 470, 267, 1554, 627)),
    (200, 200, (196,), (72396, 2905, 3239, 9668, 8216)),
    (201, 201, (196,), (53108, 2429, 2849, 7282, 8082)),
    (202, 202, (196,), (31884, 31884, 0, 31884, 0)),
    (204, 204, (196,), (280661, 39897, 7477, 57099, 22008)),
    (206, 206, (), (-269839, -41004, -10175, -59157, -28087)),
    (207, 208, (), (-30061, 0, 0, 0, 0)),
    (209, 209, (), (-34077, 0, 0, 0, 0)),
    (210, 210, (), (-170, -23, 0, -170, 0)),
    (211, 211, (), (20161, 119, 191, 818, 905)),
    (212, 212, (), (-12010, -1257, -591, -2904, -1544)),
    (213, 214, (), (-2500, 0, 0, 0, -345)),
    (216, 216, (), (-328496, -42165, -10575, -61413, -29071)),
    (218, 219, (), (BLANK, 0, -53, 0, -158)),
    (221, 222, (), (BLANK, -42165, -10628, -61413, -29229)),
    (225, 225, (224,), (BLANK, -42165, -10575, -61413, -29071)),
    (227, 228, (224,), (BLANK, -170, 245, 478, -3287)),
    (230, 230, (224,), (BLANK, -42335, -10330, -60935, -32358)),
]
PER_SHARE = (232, 233, (BLANK, "-0.93", "-0.28", "-1.35", "-0.78"))
SHARES = (235, 237, (BLANK, 45552, 38041, 45483, 37570))
# Line, figure as printed without its sign of currency, value, unit, period.
IN_LABELS = [
    (137, "10,000,000", "10000000", "shares", None),
    (138, "0.001", "0.001", "USD/share", None),
    (139, "0", "0", "shares", DEC),
    (139, "3,500", "3500", "shares", MARCH),
    (143, "0.001", "0.001", "USD/share", None),
    (144, "100,000,000", "100000000", "shares", None),
    (145, "45,552,310", "45552310", "shares", DEC),
    (145, "44,421,974", "44421974", "shares", MARCH),
]
# The lines of what a total sums.
PARTS = [
    (108, (102, 103, 104, 105, 106)),
    (114, (108, 110, 111, 112)),
    (125, (119, 120, 121, 122, 123)),
    (131, (125, 127, 128, 129)),
    (156, (147, 149, 150, 152, 154)),
    (160, (131, 140, 156)),
    (190, (186, 187, 188)),
    (194, (191, 192)),
    (204, (198, 199, 200, 201, 202)),
    (216, (206, 208, 209, 210, 211, 212, 214)),
    (222, (216, 219)),
    (230, (225, 228)),
]


@dataclass(frozen=True, slots=True)
class Expected:
    """One figure: where it stands, what it is, and the lines of its label and headings."""

    first: int
    line: int
    headings: tuple[int, ...]
    column: int
    value: Decimal
    unit: str
    scale: int
    period: Period

    def __str__(self) -> str:
        return f"{self.line}-{self.column}"


def _expected() -> list[Expected]:
    found = []
    for rows, periods in ((BALANCE_ROWS, BALANCE), (INCOME_ROWS, INCOME)):
        for first, line, headings, figures in rows:
            for column, figure in enumerate(figures):
                if figure is not None:
                    value = Decimal(figure) * 1000
                    found.append(Expected(first, line, headings, column, value, "USD", 1000, periods[column]))
    for (first, line, figures), unit, scale in ((PER_SHARE, "USD/share", 1), (SHARES, "shares", 1000)):
        for column, figure in enumerate(figures):
            if figure is not None:
                value = Decimal(figure) * scale
                found.append(Expected(first, line, (), column, value, unit, scale, INCOME[column]))
    return found


EXPECTED = _expected()


@cache
def release() -> Filing:
    return read_filing(RELEASE.read_bytes(), RELEASE.name)


@cache
def facts() -> dict[tuple[int, int], tuple[LineItem, Fact]]:
    """Facts of table cells by line and column of the table."""
    return {
        (fact.place.line, fact.column): (item, fact)
        for item in release().items
        for fact in item.facts
        if fact.origin == "table" and fact.column is not None
    }


def words_of(first: int, last: int) -> str:
    """The words of a label's lines: what stands before the figures, the last line cut at its first."""
    lines = [release().source.line(number) for number in range(first, last + 1)]
    lines[-1] = re.split(r"\s{2,}(?=[$(\d-])", lines[-1].rstrip())[0]
    return " ".join(" ".join(lines).split())


def test_every_figure_was_written_down() -> None:
    """As many as there are figures in the lines of the two statements."""
    numbers = {line for _, line, _, _ in BALANCE_ROWS} | {line for _, line, _, _ in INCOME_ROWS} | {233, 237}
    printed = 0
    for number in numbers:
        tail = re.split(r"\s{2,}(?=[$(\d-])", release().source.line(number).rstrip(), maxsplit=1)[1]
        printed += len(re.findall(r"\$?\(?\d[\d,.]*\)?|--", tail))
    assert printed == len(EXPECTED) == 56 + 130 + 8


@pytest.mark.parametrize("expected", EXPECTED, ids=str)
def test_a_figure_is_a_fact(expected: Expected) -> None:
    item, fact = facts()[expected.line, expected.column]
    assert (fact.value, fact.unit, fact.scale) == (expected.value, expected.unit, expected.scale)
    assert fact.period == expected.period
    assert item.label == words_of(expected.first, expected.line)
    assert item.path == tuple(words_of(line, line).rstrip(":") for line in expected.headings)
    assert item.lines == (expected.first, expected.line)
    assert fact.basis == "gaap"


@pytest.mark.parametrize("expected", EXPECTED, ids=str)
def test_its_place_holds_it_as_printed(expected: Expected) -> None:
    _, fact = facts()[expected.line, expected.column]
    assert release().source.line(expected.line)[fact.place.start : fact.place.end] == fact.printed
    bare = abs(expected.value / expected.scale)
    digits = "--" if not bare else f"{bare:,}"
    assert fact.printed.strip("$()") == digits
    assert ("(" in fact.printed) == (expected.value < 0)


def test_nothing_else_is_a_fact_of_a_cell() -> None:
    assert set(facts()) == {(expected.line, expected.column) for expected in EXPECTED}


@pytest.mark.parametrize(("line", "printed", "value", "unit", "period"), IN_LABELS)
def test_a_number_in_a_label(line: int, printed: str, value: str, unit: str, period: Period | None) -> None:
    found = [
        fact
        for item in release().items
        for fact in item.facts
        if fact.origin == "label" and fact.place.line == line and fact.printed.strip("$") == printed
    ]
    assert [(fact.value, fact.unit, fact.period) for fact in found] == [(Decimal(value), unit, period)]
    place = found[0].place
    assert release().source.line(line)[place.start : place.end] == found[0].printed


def test_no_other_number_of_a_label() -> None:
    assert sum(len(i.facts) for i in release().items if i.origin == "label") == len(IN_LABELS)


@pytest.mark.parametrize(("line", "parts"), PARTS, ids=[str(line) for line, _ in PARTS])
def test_a_total_sums_its_rows(line: int, parts: tuple[int, ...]) -> None:
    item, _ = facts()[line, 1]
    assert item.total
    assert tuple(release().items[part].lines[1] for part in item.parts) == parts


def test_the_statements() -> None:
    filing = release()
    assert [(s.kind, s.scale, s.currency, s.basis, s.document) for s in filing.statements] == [
        ("balance_sheet", 1000, "USD", "gaap", "EX-99.1"),
        ("income", 1000, "USD", "gaap", "EX-99.1"),
    ]
    assert [s.title for s in filing.statements] == [words_of(93, 93), words_of(173, 173)]
    assert [s.periods for s in filing.statements] == [BALANCE, INCOME]


def test_the_calendar_and_the_dates() -> None:
    filing = release()
    assert (filing.calendar.end_month, filing.calendar.end_day, filing.calendar.stated) == (3, 31, True)
    assert (filing.released, filing.report_end) == (date(2002, 2, 14), date(2001, 12, 31))
