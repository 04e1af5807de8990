"""Line items: labels, the headings above them, totals and what they sum, numbers inside labels."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from grammar.values import Period
from index.labels import place_rows
from index.model import Cell, Fact, Filing, LineItem, Place, Row
from index.read import read_filing
from index.sums import Term, find_sums

FILINGS = Path(__file__).parent / "filings"
OWN = Place(1, 0, 1)


@cache
def filing(name: str) -> Filing:
    return read_filing((FILINGS / name).read_bytes(), name)


def items(name: str, statement: int, origin: str = "table") -> list[LineItem]:
    return [item for item in filing(name).items if item.statement == statement and item.origin == origin]


def _row(label: str, indent: int = 0, cells: bool = True, gap: bool = False) -> Row:
    return Row(label, indent, (Cell("1,000", OWN, 0),) if cells else (), (1, 1), gap=gap)


def _head(label: str, indent: int = 0) -> Row:
    return _row(label, indent, cells=False)


PATHS = [
    (
        "a heading in capitals stands above one with a colon",
        [
            _head("ASSETS"),
            _head("Current assets:"),
            _row("Cash", 1),
            _row("Total current assets"),
            _row("Land"),
            _row("Total assets"),
            _head("LIABILITIES"),
            _row("Debt"),
        ],
        [
            ("ASSETS", "Current assets"),
            ("ASSETS", "Current assets"),
            ("ASSETS",),
            ("ASSETS",),
            ("LIABILITIES",),
        ],
    ),
    (
        "rows at the heading's own indent are under it until its total",
        [_head("Revenue:"), _row("Sales"), _row("Fees"), _row("Total revenue", 2), _row("Cost of sales")],
        [("Revenue",), ("Revenue",), ("Revenue",), ()],
    ),
    (
        "a dedent ends a heading without a total",
        [_head("Net loss per share:"), _row("Basic", 2), _row("Diluted", 2), _row("Dividends per share")],
        [("Net loss per share",), ("Net loss per share",), ()],
    ),
    (
        "a named total holds its rows whatever their indent",
        [
            _head("Current assets"),
            _row("Cash", 2),
            _row("Prepaid expenses", 0),
            _row("Total current assets", 4),
        ],
        [("Current assets",)] * 3,
    ),
    (
        "a line without rows is no heading",
        [
            _head("Liabilities:"),
            _row("Debt", 1),
            _row("Total liabilities"),
            _head("Commitments and contingencies"),
            _row("Common stock"),
        ],
        [("Liabilities",), ("Liabilities",), ()],
    ),
    (
        "a heading of the same rank ends the one before",
        [_head("Net income per share:"), _row("Basic"), _head("Shares outstanding:"), _row("Basic")],
        [("Net income per share",), ("Shares outstanding",)],
    ),
    (
        "a total that is not the heading's own is outside it",
        [_head("ASSETS"), _head("Investments:"), _row("Bonds", 2), _row("Shares", 2), _row("Total assets")],
        [("ASSETS", "Investments"), ("ASSETS", "Investments"), ("ASSETS",)],
    ),
    (
        "what flows in and out is closed by its net",
        [
            _head("Cash flows from investing activities:"),
            _row("Purchases of plant", 1),
            _row("Net cash used in investing activities"),
            _row("Change in cash"),
        ],
        [("Cash flows from investing activities",)] * 2 + [()],
    ),
    (
        "an unlabelled total ends its heading",
        [_head("Expenses:"), _row("Rent"), _row("Wages"), _row(""), _row("Income before taxes")],
        [("Expenses",)] * 3 + [()],
    ),
]


@pytest.mark.parametrize(("rows", "paths"), [p[1:] for p in PATHS], ids=[p[0] for p in PATHS])
def test_headings(rows: list[Row], paths: list[tuple[str, ...]]) -> None:
    assert [placed.path for placed in place_rows(rows, {})] == paths


def _terms(*figures: tuple[int, ...], totals: tuple[int, ...] = (), less: tuple[int, ...] = ()) -> list[Term]:
    return [
        Term(row, dict(enumerate(map(Decimal, values))), row in totals, row in totals, row in less)
        for row, values in enumerate(figures)
    ]


SUMS = [
    ("a run", _terms((1, 2), (3, 4), (4, 6), totals=(2,)), {2: (0, 1)}),
    ("rounded by one", _terms((10, 20), (30, 41), (41, 61), totals=(2,)), {2: (0, 1)}),
    (
        "sub-totals stand for their parts",
        _terms((10, 20), (30, 40), (40, 60), (5, 5), (45, 65), totals=(2, 4)),
        {2: (0, 1), 4: (2, 3)},
    ),
    ("a negative part", _terms((3810, 2270), (-640, 0), (3170, 2270), totals=(2,)), {2: (0, 1)}),
    ("a difference has no parts", _terms((500, 900), (200, 300), (300, 600)), {2: ()}),
    ("one that does not foot", _terms((10, 20), (30, 40), (44, 60), totals=(2,)), {}),
    ("zeros prove nothing", _terms((0, 0), (0, 0), (0, 0)), {}),
    ("a plain row must foot exactly", _terms((100, 200), (300, 400), (401, 600)), {}),
]


@pytest.mark.parametrize(("terms", "sums"), [s[1:] for s in SUMS], ids=[s[0] for s in SUMS])
def test_sums(terms: list[Term], sums: dict[int, tuple[int, ...]]) -> None:
    found = find_sums(terms, headings=(), differences=True)
    assert {row: one.parts for row, one in found.items()} == sums


def test_in_a_balance_sheet_only_less_is_subtracted() -> None:
    figures = ((500, 900), (200, 300), (300, 600))
    assert find_sums(_terms(*figures), (), differences=False) == {}
    assert 2 in find_sums(_terms(*figures, less=(1,)), (), differences=False)


TOTALS = [
    ("inception.txt", 0, "Total receipts", ("Tours of the stars by night", "Lenses sold")),
    ("inception.txt", 0, "Wages, net", ("Wages", "Wages repaid by county")),
    ("inception.txt", 0, "Surplus of the tours", ()),
    (
        "inception.txt",
        0,
        "Comprehensive income (loss)",
        ("Net income (loss)", "Bonds held, at their market value"),
    ),
    ("untagged.txt", 0, "Operating income", ()),
    ("untagged.txt", 0, "", ("Selling and marketing", "General and administrative", "Research")),
    ("untagged.txt", 1, "TOTAL ASSETS", ("Total current assets", "")),
    (
        "tagged.txt",
        0,
        "Increase in cash",
        (
            "Net cash provided by operating activities",
            "Net cash used by investing activities",
            "Net cash used by financing activities",
        ),
    ),
]


@pytest.mark.parametrize(
    ("name", "statement", "label", "parts"), TOTALS, ids=[f"{n}-{label}" for n, _, label, _ in TOTALS]
)
def test_a_total_names_its_parts(name: str, statement: int, label: str, parts: tuple[str, ...]) -> None:
    item = next(item for item in items(name, statement) if item.label == label)
    assert item.total
    assert tuple(filing(name).items[part].label for part in item.parts) == parts


WHOLE_PATHS = [
    ("untagged.txt", 0, 17, ("Operating expenses",)),
    ("untagged.txt", 0, 32, ("Earnings per share",)),
    ("untagged.txt", 1, 51, ("ASSETS", "CURRENT ASSETS")),
    ("untagged.txt", 1, 63, ("ASSETS", "PROPERTY, PLANT AND EQUIPMENT")),
    ("untagged.txt", 1, 65, ("ASSETS", "PROPERTY, PLANT AND EQUIPMENT")),
    ("untagged.txt", 1, 67, ("ASSETS",)),
    ("untagged.txt", 1, 76, ("LIABILITIES AND SHAREHOLDERS' EQUITY",)),
    ("untagged.txt", 1, 83, ("LIABILITIES AND SHAREHOLDERS' EQUITY", "SHAREHOLDERS' EQUITY")),
    ("inception.txt", 0, 49, ("Comprehensive result",)),
    ("inception.txt", 0, 54, ()),
    ("tagged.txt", 0, 13, ("OPERATING ACTIVITIES", "Adjustments")),
    ("tagged.txt", 0, 15, ("OPERATING ACTIVITIES",)),
    ("columns.txt", 1, 35, ("Net income (loss) per share",)),
]


@pytest.mark.parametrize(("name", "statement", "line", "path"), WHOLE_PATHS)
def test_the_path_of_a_line(name: str, statement: int, line: int, path: tuple[str, ...]) -> None:
    item = next(item for item in items(name, statement) if item.lines[1] == line)
    assert (item.path, item.depth) == (path, len(path))


def instant(year: int, month: int, day: int) -> Period:
    return Period("instant", None, date(year, month, day))


IN_LABELS = [
    (
        "untagged.txt",
        1,
        "Receivables, allowance for doubtful accounts",
        "USD",
        [("210000", "$210", 53, instant(2003, 3, 31)), ("195000", "$195", 54, instant(2002, 3, 31))],
    ),
    ("untagged.txt", 1, "Common stock, par value", "USD/share", [("1", "$1", 79, None)]),
    ("untagged.txt", 1, "Common stock, authorized", "shares", [("20000000", "20,000,000", 80, None)]),
    (
        "untagged.txt",
        1,
        "Common stock, issued",
        "shares",
        [
            ("7961204", "7,961,204", 81, instant(2003, 3, 31)),
            ("7988310", "7,988,310", 82, instant(2002, 3, 31)),
        ],
    ),
    (
        "tagged.txt",
        2,
        "Preferred stock, issued and outstanding",
        "shares",
        [("2000000", "2,000,000", 61, instant(2001, 9, 30))],
    ),
]


@pytest.mark.parametrize(
    ("name", "statement", "label", "unit", "wanted"),
    IN_LABELS,
    ids=[f"{n}-{label}" for n, _, label, _, _ in IN_LABELS],
)
def test_numbers_in_labels_are_facts_of_their_own(
    name: str, statement: int, label: str, unit: str, wanted: list[tuple[str, str, int, Period | None]]
) -> None:
    item = next(item for item in items(name, statement, "label") if item.label == label)
    assert [_seen(fact) for fact in item.facts] == [
        (Decimal(v), p, line, period) for v, p, line, period in wanted
    ]
    assert {fact.unit for fact in item.facts} == {unit}
    for fact in item.facts:
        line = filing(name).source.line(fact.place.line)
        assert line[fact.place.start : fact.place.end] == fact.printed


def _seen(fact: Fact) -> tuple[Decimal, str, int, Period | None]:
    return fact.value, fact.printed, fact.place.line, fact.period


LABELS = [
    (
        "Common stock; 90,000 shares authorized; 5,000 and 4,000 shares issued at June 30, 2004 and 2003, "
        "respectively",
        [("Common stock, authorized", ["90000"]), ("Common stock, issued", ["5000", "4000"])],
    ),
    (
        "Common stock, no par value; 45,000,000 shares authorized; 9,100,000 issued",
        [("Common stock, authorized", ["45000000"]), ("Common stock, issued", ["9100000"])],
    ),
    (
        "Preferred stock, $.50 par value, authorized 640,000; none issued",
        [("Preferred stock, par value", ["0.50"]), ("Preferred stock, authorized", ["640000"])],
    ),
    (
        "Ordinary Shares, par value $.25 a share: authorized 1,200 million shares; issued and "
        "outstanding 830 million shares",
        [
            ("Ordinary Shares, par value", ["0.25"]),
            ("Ordinary Shares, authorized", ["1200000000"]),
            ("Ordinary Shares, issued and outstanding", ["830000000"]),
        ],
    ),
    ("Senior notes, 8.5% due 2011", []),
    ("Note 12 receivable from officers", []),
]


@pytest.mark.parametrize(("label", "wanted"), LABELS, ids=[label[:50] for label, _ in LABELS])
def test_wordings_of_share_capital(label: str, wanted: list[tuple[str, list[str]]]) -> None:
    lines = ["Balance Sheets", "", " " * 130 + "June 30,  June 30,", " " * 130 + "  2004      2003"]
    lines += [label.ljust(130) + "      46        44", "Other".ljust(130) + "   1,046     1,044"]
    found = [item for item in read_filing("\n".join(lines).encode(), "x.txt").items if item.origin == "label"]
    assert [(i.label, [str(f.value) for f in i.facts]) for i in found] == wanted
