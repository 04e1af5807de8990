"""The range of a share's price by quarter: periods of the rows, units, and what is asked of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import qa
from index.marks import without_marks
from index.model import Cell, Place, Row, Table
from index.short_heads import with_quarters

LEAD = "The high and low sales prices of our common stock for each quarter of 2016 were:"
SHORT = [
    ["Quarter", "2016 High", "2016 Low", "2016 Dividend"],
    ["First", "$30.66", "$18.42", "$0.09"],
    ["Second", "34.50", "26.34", "0.09"],
    ["Third", "32.91", "27.09", "0.10"],
    ["Fourth", "32.10", "16.75", "0.10"],
    ["Year", "$34.50", "$16.75", "$0.38"],
]
PLAIN = [["", "High", "Low"], *([f"{row[0]} quarter", *row[1:3]] for row in SHORT[1:5])]


@pytest.fixture(scope="module")
def book() -> Iterator[qa.Book]:
    with qa.excerpt([LEAD, SHORT]) as found:
        yield found


@pytest.mark.parametrize(
    ("question", "value", "line"),
    [
        ("What was the high sales price in the second quarter of 2016?", "34.5", 5),
        ("What was the high price in 2016?", "34.5", 8),
        ("What was the low stock price in the fourth quarter?", "16.75", 7),
        ("What was the dividend in the third quarter of 2016?", "0.1", 6),
        ("dividends per share in 2016", "0.38", 8),
    ],
)
def test_a_price_is_that_of_its_quarter(book: qa.Book, question: str, value: str, line: int) -> None:
    answer = book.session().ask(question)
    assert (answer.value, answer.unit) == (value, "USD/share"), answer.text
    assert [one.line for one in answer.citations] == [line]


def test_the_two_ends_are_subtracted(book: qa.Book) -> None:
    answer = book.session().ask("difference between the high and the low price in the first quarter of 2016")
    assert (answer.value, answer.unit) == ("12.24", "USD/share")
    assert answer.text.startswith("High share price ($30.66) less low share price ($18.42)")


def test_prices_of_quarters_do_not_add_up() -> None:
    with qa.excerpt([LEAD, PLAIN]) as book:
        assert book.session().ask("What was the high price in the third quarter of 2016?").value == "32.91"
        answer = book.session().ask("What was the high price in 2016?")
    assert answer.status == "unanswerable", answer.text


@pytest.mark.parametrize(
    ("heads", "bare"),
    [
        (("Price per share2", "Number"), ("Price per share", "Number")),
        (("Level1", "Level2"), ("Level1", "Level2")),
    ],
)
def test_a_mark_glued_to_a_head_is_taken_off_unless_it_tells_heads_apart(
    heads: tuple[str, ...], bare: tuple[str, ...]
) -> None:
    assert without_marks(Table(1, (), heads, (), (1, 1))).heads == bare


@pytest.mark.parametrize(
    ("stub", "labels", "read"),
    [
        (
            "Quarter",
            ("First", "Second", "Third", "Year"),
            ("First quarter", "Second quarter", "Third quarter", "Full year"),
        ),
        ("Quarter", ("First", "Second"), ("First", "Second")),
        ("Lien", ("First", "Second", "Third"), ("First", "Second", "Third")),
    ],
)
def test_rows_first_to_third_are_quarters(stub: str, labels: tuple[str, ...], read: tuple[str, ...]) -> None:
    cells = (Cell("5", Place(1, 0, 1), 0),)
    table = Table(
        1, (), ("High",), tuple(Row(label, 0, cells, (1, 1)) for label in labels), (1, 1), stub=stub
    )
    assert tuple(row.label for row in with_quarters(table).rows) == read
