"""Random statements in random fixed-width layouts are read back: nothing is lost, nothing invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, Phase, given, settings
from layouts import Drawn, drawn
from textpages import Layout, TextPage, layouts

from index.model import Fact, LineItem
from index.read import read_filing

Key = tuple[int, date, int | None]  # line, end of the period, its months


def _read(page: TextPage) -> dict[Key, tuple[LineItem, Fact]]:
    """The facts of the tables by where they stand and what they cover."""
    found: dict[Key, tuple[LineItem, Fact]] = {}
    for item in read_filing(page.text.encode(), "random.txt").items:
        for fact in item.facts:
            if fact.origin == "table":
                assert fact.period is not None, f"{fact}\n{page.text}"
                key = (fact.place.line, fact.period.end, fact.period.months)
                assert key not in found, f"{fact}\n{page.text}"
                found[key] = (item, fact)
    return found


# A page is small and is printed whole: shrinking it takes minutes and shows no more.
@settings(
    max_examples=120,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(statement=drawn(), layout=layouts)
def test_every_figure_is_read_back(statement: Drawn, layout: Layout) -> None:
    page = TextPage(statement, layout)
    found = _read(page)
    wanted: dict[Key, tuple[str, Decimal, str]] = {}
    for row, column, value in statement.wanted():
        line, period = statement.lines[row], statement.columns[column].period
        wanted[page.rows[row], period.end, period.months] = (line.label, value, line.unit)
    got = {key: (item.label, fact.value, fact.unit) for key, (item, fact) in found.items()}
    assert got == wanted, f"\n{page.text}"
    for row, column, _ in statement.wanted():
        line, period = statement.lines[row], statement.columns[column].period
        item, fact = found[page.rows[row], period.end, period.months]
        assert item.path == line.path, f"{line.label!r}\n{page.text}"
        assert fact.period == period, page.text
        assert page.lines[fact.place.line - 1][fact.place.start : fact.place.end] == fact.printed
