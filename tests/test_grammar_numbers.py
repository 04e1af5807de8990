"""Table cells as figures: value, unit, scale and the printed text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from grammar.numbers import figure_span, find_amounts, read_number

CELLS = [
    ("$2,385", "2385", "USD", "$2,385"),
    ("(17,240)", "-17240", "", "(17,240)"),
    ("$(0.47)", "-0.47", "USD", "$(0.47)"),
    ("$ (0.47)", "-0.47", "USD", "$ (0.47)"),
    ("$(17,240)", "-17240", "USD", "$(17,240)"),
    ("($17,240)", "-17240", "USD", "($17,240)"),
    ("--", "0", "", "--"),
    ("-", "0", "", "-"),
    ("—", "0", "", "—"),
    ("– –", "0", "", "– –"),
    ("nil", "0", "", "nil"),
    ("-0-", "0", "", "-0-"),
    ("$ --", "0", "USD", "$ --"),
    ("$—", "0", "USD", "$—"),
    ("- %", "0", "percent", "- %"),
    ("31.5%", "31.5", "percent", "31.5%"),
    ("(31.5)%", "-31.5", "percent", "(31.5)%"),
    ("(31.5%)", "-31.5", "percent", "(31.5%)"),
    ("5.0 %", "5.0", "percent", "5.0 %"),
    ("1.2x", "1.2", "ratio", "1.2x"),
    ("2.1:1", "2.1", "ratio", "2.1:1"),
    (".70", "0.70", "", ".70"),
    ("$.05", "0.05", "USD", "$.05"),
    ("-5.2", "-5.2", "", "-5.2"),
    ("−5.2", "-5.2", "", "−5.2"),
    ("(1,234", "-1234", "", "(1,234"),
    ("1,234)", "-1234", "", "1,234)"),
    ("31,806,425", "31806425", "", "31,806,425"),
    ("£300", "300", "GBP", "£300"),
    ("€ 4.2", "4.2", "EUR", "€ 4.2"),
    ("¥1,000", "1000", "JPY", "¥1,000"),
    ("US$ 5", "5", "USD", "US$ 5"),
    ("C$12", "12", "CAD", "C$12"),
    ("RMB 300", "300", "CNY", "RMB 300"),
    ("300 EUR", "300", "EUR", "300 EUR"),
    ("2\u00a0385", "2385", "", "2\u00a0385"),
    ("30 bps", "0.30", "percent", "30 bps"),
    ("22¢", "0.22", "USD", "22¢"),
    ("  1,760 ", "1760", "", "1,760"),
    ("1,234 (1)", "1234", "", "1,234"),
    ("1,234*", "1234", "", "1,234"),
]


@pytest.mark.parametrize(("text", "value", "unit", "printed"), CELLS, ids=[cell[0] for cell in CELLS])
def test_a_cell_is_one_figure(text: str, value: str, unit: str, printed: str) -> None:
    reading = read_number(text)
    assert reading is not None
    amount = reading.value
    assert (amount.value, amount.unit, amount.scale, amount.printed) == (Decimal(value), unit, 1, printed)
    assert text[reading.start : reading.end] == printed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "N/A",
        "n/m",
        "Dec. 31",
        "12,34",
        "1,2345",
        "Total",
        "2009 2008",
        "1 2",
        "10-K",
        "%",
        "$",
        "()",
        "(",
        "1" * 61,
        "12/31/09",
    ],
)
def test_a_cell_that_is_no_figure(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "value", "scale"), [("$2.6 million", "2600000", 10**6), ("4.5bn", "4500000000", 10**9)]
)
def test_a_scale_in_the_cell_is_in_the_value(text: str, value: str, scale: int) -> None:
    reading = read_number(text)
    assert reading is not None
    assert (str(reading.value.value), reading.value.scale) == (value, scale)


def test_the_figure_of_a_reading_can_be_told_from_its_words() -> None:
    text = "a profit of over $0.37 per diluted common share"
    (reading,) = find_amounts(text)
    assert text[reading.start : reading.end] == "over $0.37 per diluted common share"
    start, end = figure_span(reading, text)
    assert text[start:end] == "$0.37"


def test_a_figure_of_many_digits_is_left_alone() -> None:
    assert find_amounts("$" + "9" * 5000) == []
