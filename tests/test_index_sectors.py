"""Tables and sentences as banks, insurers and managers of money write them, read into line items."""

from __future__ import annotations

from decimal import Decimal

import pytest

from index.model import Fact, LineItem
from index.read import read_filing

HEAD = "<p>Tolland Bancshares, Inc. today announced results for the second quarter ended June 30, 2004.</p>"
TITLE = "<p><b>Selected Financial Data</b><br>(Dollars in thousands, except per share data)</p>"


def items_of(body: str, title: str = TITLE) -> list[LineItem]:
    page = f"<html><body>{HEAD}{title}{body}</body></html>"
    return list(read_filing(page.encode(), "release.html").items)


def row(label: str, *cells: str) -> str:
    return f"<tr><td>{label}</td>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def facts(items: list[LineItem], label: str, *path: str) -> tuple[Fact, ...]:
    (found,) = [item for item in items if item.label == label and set(path) <= set(item.path)]
    return found.facts


def spans(found: tuple[Fact, ...]) -> list[tuple[str, str]]:
    return [
        (str(fact.period.start) if fact.period.start else "", str(fact.period.end))
        for fact in found
        if fact.period is not None
    ]


HIGHLIGHTS = (
    row("Net interest income", "10,412", "9,713")
    + row("Net income", "3,310", "3,050")
    + row("Net interest margin", "4.11%", "3.97%")
    + row("Total assets", "1,086,400", "1,030,277")
    + row("Deposits", "846,112", "810,405")
)
HEADS = [
    pytest.param(row("", "Q2 2004", "Q2 2003"), id="short"),
    pytest.param(row("", *(f"Three Months Ended<br>June 30, {y}" for y in (2004, 2003))), id="in-heads"),
    pytest.param(row("", "June 30, 2004", "June 30, 2003") + row("Quarter ended:"), id="in-a-row"),
    pytest.param(row("", "2nd Qtr<br>2004", "2nd Qtr<br>2003"), id="quarters"),
]  # fmt: skip


@pytest.mark.parametrize("heads", HEADS)
def test_highlights_hold_results_and_balances(heads: str) -> None:
    items = items_of(f"<table>{heads}{HIGHLIGHTS}</table>")
    quarters = [("2004-04-01", "2004-06-30"), ("2003-04-01", "2003-06-30")]
    assert spans(facts(items, "Net interest income")) == quarters
    assert spans(facts(items, "Net interest margin")) == quarters
    assert spans(facts(items, "Total assets")) == [("", "2004-06-30"), ("", "2003-06-30")]
    assert spans(facts(items, "Deposits")) == [("", "2004-06-30"), ("", "2003-06-30")]


def test_average_balances_cover_their_period() -> None:
    heads = row("", "Average<br>Balance", "Interest", "Yield") + row("Three Months Ended June 30, 2004:")
    body = row("Loans", "$804,100", "$12,204", "6.07%") + row("Total assets", "1,070,300", "", "")
    items = items_of(f"<table>{heads}{body}{row('Net interest income', '', '10,412', '')}</table>")
    (average,) = facts(items, "Loans", "Average Balance")
    assert (average.value, spans((average,))) == (Decimal(804_100_000), [("2004-04-01", "2004-06-30")])
    assert facts(items, "Loans", "Yield")[0].unit == "percent"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Bonds, at fair value (amortized cost: $2,601 and $2,379)", "Bonds, amortized cost"),
        ("Bonds held to maturity (fair value of $2,601 and $2,379)", "Bonds held to maturity, fair value"),
    ],
)  # fmt: skip
def test_an_amount_in_brackets_is_named_by_them(label: str, name: str) -> None:
    rows = row("", "June 30, 2004", "December 31, 2003") + row(label, "2,614", "2,437")
    rows += row("Total assets", "4,569", "4,045") + row("Total liabilities", "3,371", "2,911")
    items = items_of(f"<table>{rows}</table>", "<p>CONSOLIDATED BALANCE SHEETS<br>(in millions)</p>")
    found = facts(items, name)
    assert [fact.value for fact in found] == [Decimal(2_601_000_000), Decimal(2_379_000_000)]
    assert spans(found) == [("", "2004-06-30"), ("", "2003-12-31")]


def test_whose_ratio_it_is_stands_under_what_it_is() -> None:
    rows = row("", "Actual Amount", "Actual Ratio")
    for metric, one, two in (("Tier 1 capital to risk-weighted assets", "8.41", "8.12"),
                             ("Total capital to risk-weighted assets", "10.96", "10.55")):  # fmt: skip
        rows += (
            row(metric) + row("Consolidated", "$71,204", f"{one}%") + row("Tolland Bank", "68,118", f"{two}%")
        )
    items = items_of(f"<table>{rows}</table>", "<p>Capital as of June 30, 2004 (in thousands):</p>")
    metric = "Total capital to risk-weighted assets"
    assert facts(items, metric, "Actual Ratio", "Tolland Bank")[0].value == Decimal("10.55")
    assert facts(items, metric, "Actual Ratio", "Consolidated")[0].value == Decimal("10.96")
    assert not [item for item in items if item.label in ("Consolidated", "Tolland Bank")]


def test_what_there_is_at_either_end() -> None:
    rows = row("", "Three Months Ended<br>June 30, 2004", "Three Months Ended<br>June 30, 2003")
    rows += row("Beginning assets under management", "$89.0", "$86.1") + row("Net flows", "2.7", "0.7")
    rows += row("Ending assets under management", "$96.4", "$89.0")
    items = items_of(f"<table>{rows}</table>", "<p>ASSETS UNDER MANAGEMENT<br>(in billions)</p>")
    assert spans(facts(items, "Beginning assets under management"))[0] == ("", "2004-03-31")
    assert spans(facts(items, "Ending assets under management"))[0] == ("", "2004-06-30")
    assert spans(facts(items, "Net flows"))[0] == ("2004-04-01", "2004-06-30")


@pytest.mark.parametrize(
    ("sentence", "label", "change", "level"),
    [
        ("The cost of deposits rose 6 basis points to 2.14%.", "cost of deposits", "0.06", "2.14"),
        ("The interest margin narrowed 12 basis points to 3.05%.", "interest margin", "-0.12", "3.05"),
    ],
)  # fmt: skip
def test_points_lead_to_a_level(sentence: str, label: str, change: str, level: str) -> None:
    items = items_of(f"<p>{sentence}</p>", "")
    assert [fact.value for fact in facts(items, label)] == [Decimal(level)]
    assert [fact.value for fact in facts(items, f"{label}, percent change")] == [Decimal(change)]


def test_a_point_lost_leaves_a_level() -> None:
    items = items_of("<p>The load factor fell 1.4 points to 84.2% in the second quarter of 2004.</p>", "")
    assert [fact.value for fact in facts(items, "load factor")] == [Decimal("84.2")]


def test_the_other_date_is_that_of_the_other_figure() -> None:
    sentence = (
        "Nonperforming assets totaled $23 million, or 0.42% of total assets, at June 30, 2004, compared"
        " with $21 million, or 0.38% of total assets, at March 31, 2004."
    )
    found = facts(items_of(f"<p>{sentence}</p>", ""), "Nonperforming assets")
    ends = {str(fact.value): str(fact.period.end) for fact in found if fact.period is not None}
    assert ends == {
        "23000000": "2004-06-30",
        "0.42": "2004-06-30",
        "21000000": "2004-03-31",
        "0.38": "2004-03-31",
    }


def test_a_day_of_payment_is_not_the_day_of_a_dividend() -> None:
    sentence = (
        "On May 14, 2004, the Board declared a dividend of $0.20 per common share, paid on June 16, 2004."
    )
    (fact,) = facts(items_of(f"<p>{sentence}</p>", ""), "dividend per common share")
    assert (fact.value, spans((fact,))) == (Decimal("0.20"), [("", "2004-05-14")])
