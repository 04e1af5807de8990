"""The chart of a series: bars in proportion, of one scale, with gaps and losses seen."""

from __future__ import annotations

from datetime import date

import pytest

from grammar.values import Period
from qa.answer import Answer, Value
from qa.chart import chart_lines
from qa.sanitize import width


def quarter(year: int, month: int) -> Period:
    days = {3: 31, 6: 30, 9: 30, 12: 31}
    return Period("duration", date(year, month - 2, 1), date(year, month, days[month]), "")


DAY = Period("instant", None, date(2010, 9, 1), "")


def series(*amounts: str, unit: str = "USD", periods: list[Period] | None = None) -> Answer:
    periods = periods or [quarter(2010 + at // 4, 3 * (at % 4 + 1)) for at in range(len(amounts))]
    values = tuple(
        Value("Net sales", amount, unit, 1000, amount, period, at)
        for at, (amount, period) in enumerate(zip(amounts, periods, strict=True))
    )
    return Answer("q", "answered", "A series.", values=values, unit=unit)


def drawn(answer: Answer, columns: int = 60) -> list[str]:
    return [line.text.rstrip() for line in chart_lines(answer, columns)]


def test_bars_are_in_proportion() -> None:
    assert drawn(series("1000", "4000", "3000", "0"), 48) == [
        "  Net sales, three months ended, USD",
        "  Mar 31, 2010  " + "█" * 6 + " " * 20 + "$1,000",
        "  Jun 30, 2010  " + "█" * 24 + "  $4,000",
        "  Sep 30, 2010  " + "█" * 18 + " " * 8 + "$3,000",
        "  Dec 31, 2010  " + " " * 30 + "$0",
    ]


def test_losses_stand_to_the_left_of_the_axis() -> None:
    assert drawn(series("-2000", "1000", "2000"), 48) == [
        "  Net sales, three months ended, USD",
        "  Mar 31, 2010  ██████████│             $(2,000)",
        "  Jun 30, 2010            │█████▎         $1,000",
        "  Sep 30, 2010            │██████████▌    $2,000",
    ]
    all_losses = drawn(series("-2000", "-1000", "-4000"), 48)
    assert [line.count("█") for line in all_losses[1:]] == [10, 5, 21]


def test_periods_come_in_order_and_a_missing_one_is_seen() -> None:
    periods = [quarter(2011, 3), quarter(2010, 3), quarter(2010, 6)]
    lines = drawn(series("3", "1", "2", periods=periods))
    assert [line.split("  ")[1].strip() for line in lines[1:3]] == ["Mar 31, 2010", "Jun 30, 2010"]
    assert lines[3].strip() == "⋮"
    assert lines[4].startswith("  Mar 31, 2011")


@pytest.mark.parametrize(
    ("unit", "said"),
    [("USD/share", "USD/share"), ("percent", "percent"), ("shares", "shares"), ("EUR", "EUR")],
)
def test_the_unit_is_said(unit: str, said: str) -> None:
    assert drawn(series("1", "2", "3", unit=unit))[0] == f"  Net sales, three months ended, {said}"


def test_what_is_derived_is_marked() -> None:
    answer = series("1", "2", "3")
    first, *rest = answer.values
    derived = Value("Net sales (derived)", first.value, first.unit, 1, "", first.period, 0)
    lines = drawn(Answer("q", "answered", "", values=(derived, *rest)))
    assert lines[1].endswith("$1 *")
    assert lines[2].endswith("$2")
    assert lines[-1] == "  * derived: the filings do not print that period"


@pytest.mark.parametrize(
    "answer",
    [
        series("1", "2"),
        series("1", "2", "x"),
        series("1", "2", "3", periods=[quarter(2010, 3)] * 3),
        series("1", "2", "3", periods=[quarter(2010, 3), quarter(2010, 6), DAY]),
        Answer("q", "answered", "", value="6", values=series("1", "2", "3").values),
        Answer("q", "unanswerable", "", values=series("1", "2", "3").values),
    ],
    ids=["two", "no figure", "one period", "lengths differ", "one value", "not answered"],
)  # fmt: skip
def test_no_chart(answer: Answer) -> None:
    assert chart_lines(answer, 60) == []


def test_it_keeps_to_its_columns_or_is_left_out() -> None:
    answer = series("1234567", "-234567000", "3", "4")
    for columns in range(10, 100):
        assert all(width(line) <= columns for line in drawn(answer, columns))
    assert drawn(answer, 30) == []


def test_a_hostile_label_is_shown_safely() -> None:
    answer = series("1", "2", "3")
    label = "\x1b[31mNet\u202e sales [bold]" + "x" * 10_000
    values = tuple(Value(label, v.value, v.unit, 1, "", v.period, 0) for v in answer.values)
    (title, *_) = drawn(Answer("q", "answered", "", values=values))
    assert title.startswith("  \\x1b[31mNet\\u202e sales [bold]")
    assert len(title) < 80
