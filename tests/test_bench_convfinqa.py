"""The measure of the ConvFinQA benchmark, its texts as a report prints them, and one conversation."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bench.convfinqa import predicted
from tests.bench.convfinqa_measure import right, tallied
from tests.bench.convfinqa_text import asked, cell, prose, rows


@pytest.mark.parametrize(
    ("value", "unit", "gold", "wanted"),
    [
        (12.5, "USD", 12.5, True),
        (12.512, "USD", 12.5, True),
        (12.52, "USD", 12.5, False),
        (12.5, "percent", 0.125, True),
        (12.5, "percent", 12.5, True),
        (12.5, "ratio", 0.125, False),
        (-12.5, "USD", 12.5, False),
        ("yes", "bool", "yes", True),
        ("yes", "bool", "no", False),
        (None, "", 0.0, False),
    ],
)
def test_a_turn_is_right(value: float | str | None, unit: str, gold: float | str, wanted: bool) -> None:
    assert right(value, unit, gold) is wanted


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("-26 ( 26 )", "(26)"),
        ("$ -12 ( 12 )", "$(12)"),
        ("3.5% ( 3.5 % )", "3.5%"),
        ("( 3.2 ) % (  % )", "(3.2)%"),
        ("1.375% ( 1.375 % ) notes due 2015", "1.375% notes due 2015"),
        ("$ 2014", "—"),
        ("2014", "2014"),
        ("$ 4950", "$4950"),
        ("amountper share", "amount per share"),
        ("paper share", "paper share"),
    ],
)
def test_a_cell_is_as_printed(written: str, printed: str) -> None:
    assert cell(written) == printed


def test_a_text_is_as_printed() -> None:
    text = "the mill 2019s rye was $ 20 million , or 4.5% ( 4.5 % ) of sales ( all kinds ) ."
    assert prose(text) == "The mill's rye was $20 million, or 4.5% of sales (all kinds)."
    assert asked("and in the u.s. at may 31 , 2009 ?") == "and in the U.S. at May 31, 2009?"
    assert prose("rye fell . inc. in december") == "Rye fell. Inc. in December"
    assert prose("the rye is as follows : . in 2009 it fell .") == "The rye is as follows: In 2009 it fell."
    assert prose("debt 2013 our debt was $ 5") == "Debt – our debt was $5"
    assert prose("it fell in 2013 our sales") == "It fell in 2013 our sales"
    assert rows([["average pricepaid", "thereafter"]], "the price paid there after") == [
        ["average price paid", "thereafter"]
    ]
    coded = [["rye", "sold", "due"], ["old", "5", "2014"], ["new", "2014", "2016"]]
    assert rows(coded)[1:] == [["old", "5", "2014"], ["new", "—", "2016"]]
    assert rows([["-", "2009"], ["rye", "4"]]) == [["", "2009"], ["rye", "4"]]


def test_a_conversation_is_one_session() -> None:
    turns: list[dict[str, Any]] = [
        {"question": "what were the sales of rye in 2009 ?", "answer": 1500.0},
        {"question": "and in 2008 ?", "answer": 1200.0},
        {"question": "what was the percentage change in sales of rye from 2008 to 2009 ?", "answer": 0.25},
    ]
    table = [["( in millions )", "2009", "2008"], ["sales of rye", "$ 1500", "$ 1200"]]
    one = {"id": "mill", "text": "the mill sells rye .", "table": table, "turns": turns}
    given = dict(predicted([one]))
    assert given == {"mill": [(1500.0, "USD"), (1200.0, "USD"), (25.0, "percent")]}
    assert [line.split()[-2] for line in tallied([one], given).splitlines()] == ["100.00"] * 5
