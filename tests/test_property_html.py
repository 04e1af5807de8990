"""Random statements in random HTML styles are read back: nothing is lost, nothing invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, Phase, given, settings

from grammar.values import Period
from index.model import Filing
from index.read import read_filing
from tests.layouts import Drawn, drawn
from tests.pages import HtmlPage, Style, styles

Shown = tuple[str, tuple[str, ...], list[tuple[date, int | None, Decimal, str]]]  # label, path, figures


def _rows(filing: Filing, page: HtmlPage) -> list[Shown]:
    """The rows of the tables in order, with what their figures are."""
    found: dict[int, Shown] = {}
    for item in filing.items:
        for fact in item.facts:
            if fact.origin != "table":
                continue
            assert fact.period is not None, f"{fact}\n{page.text}"
            line = filing.source.line(fact.place.line)
            assert line[fact.place.start : fact.place.end] == fact.printed, page.text
            assert item.label.split(",")[0] in line, page.text
            shown = (fact.period.end, fact.period.months, fact.value, fact.unit)
            found.setdefault(fact.place.line, (item.label, item.path, []))[2].append(shown)
    return [found[line] for line in sorted(found)]


def _wanted(statement: Drawn) -> list[Shown]:
    rows: dict[int, Shown] = {}
    for row, column, value in statement.wanted():
        line = statement.lines[row]
        period: Period = statement.columns[column].period
        shown = (period.end, period.months, value, line.unit)
        rows.setdefault(row, (line.label, line.path, []))[2].append(shown)
    return [rows[row] for row in sorted(rows)]


# A page is small and is printed whole: shrinking it takes minutes and shows no more.
@settings(
    max_examples=120,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(statement=drawn(), style=styles)
def test_every_figure_is_read_back(statement: Drawn, style: Style) -> None:
    page = HtmlPage(statement, style)
    filing = read_filing(page.text.encode(), "random.htm")
    got, wanted = _rows(filing, page), _wanted(statement)
    text = "\n".join(filing.source.lines)
    assert got == wanted, f"\n{style}\n{text}\n{page.text}"
