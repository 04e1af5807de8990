"""The table of a performance graph: its words count as read, in no other table. Names and figures made up."""

from __future__ import annotations

import pytest

import qa

GRAPH = [
    ["", "12/09", "12/10", "12/11", "12/12"],
    ["Tallow Corporation", "$100.00", "$90.91", "$45.23", "$50.85"],
    ["S & P 500 Index", "100.00", "115.06", "117.49", "136.30"],
]
OTHER = [
    ["", "2011", "2010", "2009"],
    ["Tallow Corporation", "17", "15", "12"],
    ["Suet Limited", "9", "8", "6"],
]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What was the value of an investment in Tallow Corporation in 2011?", "45.23"),
        ("What was the stock performance of Tallow in 2010?", "90.91"),
        ("What was the price of Tallow common stock in 2012?", "50.85"),
        ("What was the performance price of the S&P 500 in 2012?", "136.3"),
        ("What is the value of Tallow in 2012 less an assumed $100 investment?", "-49.15"),
        ("What was the change in the price of Tallow stock from 2009 to 2011?", "-54.77"),
    ],
)
def test_what_the_graph_measures_is_read(question: str, value: str) -> None:
    with qa.excerpt(["Total return of $100 invested:", GRAPH]) as book:
        answer = book.session().ask(question)
    assert answer.value == value, answer.text


def test_in_another_table_these_words_say_something() -> None:
    with qa.excerpt(["Boats sold:", OTHER]) as book:
        assert book.session().ask("What was the stock performance of Suet in 2010?").status == "unanswerable"
        assert book.session().ask("How many boats did Suet Limited sell in 2010?").value == "8"
