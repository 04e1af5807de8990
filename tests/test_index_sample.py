"""The sample release as read: every figure of its three statements against a hand-made table.

`sample_facts.csv` was written with the release, not by the reader: label, headings above, whether a
total, period, value, unit, scale, the figure as printed, and its line and columns.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from gold import SAMPLE

from index.model import Fact, Filing, LineItem, Place
from index.read import read_filing

FACTS = Path(__file__).with_name("sample_facts.csv")
Row = dict[str, str]
Found = tuple[LineItem, Fact]


@dataclass(frozen=True, slots=True)
class Expected:
    row: Row

    @property
    def place(self) -> Place:
        return Place(int(self.row["line"]), int(self.row["start"]), int(self.row["end"]))

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(self.row["path"].split(" > ")) if self.row["path"] else ()

    def __str__(self) -> str:
        return f"{self.row['line']}-{self.row['column']}-{self.row['label'][:30]}"


@cache
def sample() -> Filing:
    return read_filing(SAMPLE.read_bytes(), SAMPLE.name)


@cache
def table_facts() -> dict[tuple[int, int], list[Found]]:
    """The facts of the statements by line and column at which the figure ends."""
    found: dict[tuple[int, int], list[Found]] = {}
    for item in sample().items:
        for fact in item.facts:
            if item.statement is not None and fact.origin == "table":
                found.setdefault((fact.place.line, fact.place.end), []).append((item, fact))
    return found


def _expected() -> list[Expected]:
    with FACTS.open(encoding="utf-8", newline="") as file:
        return [Expected(row) for row in csv.DictReader(file)]


EXPECTED = _expected()


def _bare(heading: str) -> str:
    return heading.rstrip(": ").casefold()


def _same_path(item: LineItem, expected: Expected) -> bool:
    given, wanted = (tuple(_bare(h) for h in path) for path in (item.path, expected.path))
    # A total may stand within the section it closes, or beside it.
    return given == wanted or (expected.row["total"] == "yes" and given == wanted[:-1])


@pytest.mark.parametrize("expected", EXPECTED, ids=str)
def test_the_figure_is_a_fact(expected: Expected) -> None:
    row = expected.row
    found = table_facts().get((expected.place.line, expected.place.end), [])
    assert len(found) == 1, f"{len(found)} facts at line {row['line']}, column {row['end']}"
    item, fact = found[0]
    assert fact.period is not None
    start = date.fromisoformat(row["period_start"]) if row["period_start"] else None
    period = (row["period_kind"], start, date.fromisoformat(row["period_end"]))
    assert item.label == row["label"]
    assert _same_path(item, expected), item.path
    assert (fact.period.kind, fact.period.start, fact.period.end) == period
    assert (fact.value, fact.unit, fact.scale) == (Decimal(row["value"]), row["unit"], int(row["scale"]))
    assert fact.printed.strip("$ ") == row["printed"]
    assert fact.basis == "gaap"


@pytest.mark.parametrize("expected", EXPECTED, ids=str)
def test_the_place_of_a_fact_holds_its_figure(expected: Expected) -> None:
    for item, fact in table_facts()[expected.place.line, expected.place.end]:
        text = sample().source.line(fact.place.line)[fact.place.start : fact.place.end]
        assert text == fact.printed
        assert item.lines[0] <= fact.place.line <= item.lines[1]


def test_nothing_else_in_the_statements_is_a_fact() -> None:
    wanted = {(e.place.line, e.place.end) for e in EXPECTED}
    assert set(table_facts()) == wanted
    assert len(EXPECTED) == 230


def test_the_three_statements() -> None:
    statements = sample().statements
    assert [s.kind for s in statements] == ["balance_sheet", "income", "cash_flow"]
    assert [(s.scale, s.currency, s.basis) for s in statements] == [(1000, "USD", "gaap")] * 3
    assert [len(s.periods) for s in statements] == [2, 4, 2]
    titles = ["Consolidated Balance Sheets", "Consolidated Statements of Operations"]
    titles.append("Consolidated Statements of Cash Flows")
    assert [s.title for s in statements] == titles


def test_facts_by_statement() -> None:
    """As many facts as a person counts in each statement."""
    filing = sample()
    counts = Counter(i.statement for found in table_facts().values() for i, _ in found)
    kinds = {filing.statements[s].kind: n for s, n in counts.items() if s is not None}
    by_hand = Counter(e.row["statement"] for e in EXPECTED)
    assert kinds == dict(by_hand) == {"balance_sheet": 60, "income": 110, "cash_flow": 60}


LABEL_FACTS = [
    ("1.00", "USD/share", None),
    ("500000", "shares", None),
    ("0.01", "USD/share", None),
    ("20000000", "shares", None),
    ("6231405", "shares", "2004-06-30"),
    ("6047918", "shares", "2003-09-30"),
]


@pytest.mark.parametrize(("value", "unit", "end"), LABEL_FACTS, ids=[value for value, _, _ in LABEL_FACTS])
def test_a_number_inside_a_label_is_a_fact_of_its_own_kind(value: str, unit: str, end: str | None) -> None:
    facts = [f for item in sample().items for f in item.facts if f.origin == "label"]
    found = [f for f in facts if f.value == Decimal(value) and f.unit == unit]
    assert len(found) == 1, [(f.printed, f.unit) for f in facts]
    if end is not None:
        assert found[0].period is not None
        assert (found[0].period.kind, found[0].period.end) == ("instant", date.fromisoformat(end))
    place = found[0].place
    assert sample().source.line(place.line)[place.start : place.end].strip("$") == f"{Decimal(value):,}"


PROSE_FACTS = [
    ("19300000", "USD", "2004-01-01", "2004-03-31", 14),
    ("20800000", "USD", "2004-04-01", "2004-06-30", 12),
    ("0.17", "USD/share", "2004-01-01", "2004-03-31", 20),
    ("0.26", "USD/share", "2004-04-01", "2004-06-30", 25),
    ("47.2", "percent", "2004-04-01", "2004-06-30", 15),
    ("8400000", "USD", None, "2004-06-30", 29),
]


@pytest.mark.parametrize(
    ("value", "unit", "start", "end", "line"), PROSE_FACTS, ids=[p[0] for p in PROSE_FACTS]
)
def test_a_figure_of_a_sentence_is_a_fact(
    value: str, unit: str, start: str | None, end: str, line: int
) -> None:
    facts = [f for item in sample().items for f in item.facts if f.origin == "prose"]
    found = [f for f in facts if f.value == Decimal(value) and f.unit == unit and f.place.line == line]
    assert found, [(f.printed, f.unit, f.place.line) for f in facts]
    period = found[0].period
    assert period is not None
    assert (period.start and period.start.isoformat(), period.end.isoformat()) == (start, end)


def test_what_the_release_says_of_itself() -> None:
    filing = sample()
    assert filing.company == "Fernhollow Instruments Corp."
    assert (filing.calendar.end_month, filing.calendar.end_day, filing.calendar.stated) == (9, 30, True)
    assert (filing.released, filing.report_end) == (date(2004, 7, 22), date(2004, 6, 30))
    said = {(entry.key, entry.value) for entry in filing.profile}
    assert ("ticker", "FHW") in said
