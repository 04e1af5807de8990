"""Every word of the data files is really read as what it stands for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from grammar.amounts import find_amounts
from grammar.dates import find_dates
from grammar.lexicon import load
from grammar.numbers import read_number
from grammar.runs import items_of
from grammar.tokens import vocabulary
from grammar.units import read_caption, unit_of_label

NUMBERS, CURRENCIES = load("numbers"), load("currencies")
WORDS = [
    (name, word)
    for table in (load("periods")["words"], load("units")["words"])
    for name, words in table.items()
    for word in words
]


@pytest.mark.parametrize(("name", "word"), WORDS, ids=[f"{name}/{word}" for name, word in WORDS])
def test_a_word_is_an_item_of_its_class(name: str, word: str) -> None:
    ((item,),) = [tuple(run) for run in items_of(word)]
    assert (item.code, item.text) == (vocabulary().codes[name], word)


@pytest.mark.parametrize("word", [word for words in load("months")["months"].values() for word in words])
def test_a_month(word: str) -> None:
    (reading,) = find_dates(f"{word.title()}. 28, 2009")
    assert word in load("months")["months"][str(reading.value.month)]


@pytest.mark.parametrize(("word", "value"), [*NUMBERS["cardinals"].items(), *NUMBERS["tens"].items()])
def test_a_number_word(word: str, value: int) -> None:
    (reading,) = find_amounts(f"{word} thousand dollars")
    assert reading.value.value == Decimal(value * 1000)


@pytest.mark.parametrize(("word", "value"), [*NUMBERS["scales"].items(), *NUMBERS["letters"].items()])
def test_a_scale(word: str, value: int) -> None:
    gap = "" if word in NUMBERS["letters"] else " "
    (reading,) = find_amounts(f"$1.5{gap}{word}")
    cell = read_number(f"$1.5{gap}{word}")
    assert cell is not None
    assert reading.value.value == cell.value.value == Decimal("1.5") * value


@pytest.mark.parametrize("word", NUMBERS["hedges"]["words"])
def test_a_hedge(word: str) -> None:
    (reading,) = find_amounts(f"{word} $5 million")
    assert (reading.value.hedge, reading.start) == (word, 0)


@pytest.mark.parametrize("word", NUMBERS["references"]["words"])
def test_a_reference(word: str) -> None:
    assert find_amounts(f"see {word} 12 there") == []


@pytest.mark.parametrize("word", NUMBERS["names"]["words"])
def test_a_name_that_ends_in_a_number(word: str) -> None:
    assert find_amounts(f"the {word} 500 there") == []


@pytest.mark.parametrize("word", NUMBERS["nil"]["words"])
def test_nil(word: str) -> None:
    cell = read_number(word)
    assert cell is not None
    assert cell.value.value == 0


@pytest.mark.parametrize(("mark", "code"), [*CURRENCIES["symbols"].items(), *CURRENCIES["codes"].items()])
def test_a_currency_before_a_figure(mark: str, code: str) -> None:
    (reading,) = find_amounts(f"{mark.upper()} 5 million")
    cell = read_number(f"{mark.upper()} 5")
    assert cell is not None
    assert (reading.value.unit, cell.value.unit) == (code, code)


@pytest.mark.parametrize(("prefix", "code"), CURRENCIES["dollars"].items())
def test_a_dollar_sign_with_a_prefix(prefix: str, code: str) -> None:
    (reading,) = find_amounts(f"{prefix.upper()}$5 million")
    cell = read_number(f"{prefix.upper()}$5")
    assert cell is not None
    assert (reading.value.unit, cell.value.unit) == (code, code)


@pytest.mark.parametrize(("name", "code"), [*CURRENCIES["names"].items(), *CURRENCIES["hundredths"].items()])
def test_a_currency_after_a_figure(name: str, code: str) -> None:
    (reading,) = find_amounts(f"5 {name}")
    assert reading.value.unit == code


@pytest.mark.parametrize(("nation", "code"), CURRENCIES["nations"].items())
def test_a_nation_in_a_caption(nation: str, code: str) -> None:
    assert read_caption(f"(in thousands of {nation} dollars)").currency == code


@pytest.mark.parametrize(("word", "value"), load("units")["caption"]["scales"].items())
def test_a_scale_in_a_caption(word: str, value: int) -> None:
    assert read_caption(f"(in {word})").scale == value


@pytest.mark.parametrize("word", load("units")["caption"]["leads"])
def test_what_leads_to_a_scale_in_a_caption(word: str) -> None:
    assert read_caption(f"Results, {word} thousands").scale == 1000


def test_label_patterns_compile_and_decide() -> None:
    assert unit_of_label("Net sales", (), read_caption("")).unit == "USD"
