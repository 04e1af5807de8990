"""Expressions over facts: values, wording, and what happens at a zero."""

from datetime import date
from decimal import Decimal

from grammar.values import Period
from index.catalogue import Entry
from index.model import Fact, LineItem, Place
from qa.figures import (
    Constant,
    Leaf,
    Node,
    Operation,
    Size,
    evaluate,
    expression,
    leaves,
    percent_change,
    tidy,
    total,
)

YEAR = Period("duration", date(2003, 10, 1), date(2004, 9, 30), "Year Ended September 30, 2004")


def leaf(value: str, printed: str, scale: int = 1000, line: int = 1) -> Leaf:
    fact = Fact(Decimal(value), "USD", scale, printed, YEAR, Place(line, 10, 10 + len(printed)), "table")
    item = LineItem("Net sales", (), 0, False, (line, line), 0, (fact,))
    return Leaf(Entry(0, item, None, ("net", "revenue"), frozenset(), {}), fact)


SALES = leaf("1103000", "1,103")
BEFORE = leaf("1854000", "1,854", line=2)
LOSS = leaf("-42165000", "(42,165)", line=3)


def test_a_percent_change_is_written_with_the_figures_as_printed() -> None:
    node = percent_change(SALES, BEFORE)
    assert expression(node) == "(1,103 - 1,854) / 1,854"
    value = evaluate(node)
    assert value is not None
    assert tidy(value * 100) == "-40.507012"


def test_over_a_negative_base_a_rise_is_positive() -> None:
    node = percent_change(SALES, LOSS)
    assert expression(node) == "(1,103 - (-42,165)) / |-42,165|"
    value = evaluate(node)
    assert value is not None
    assert value > 0


def test_from_loss_to_larger_loss_the_change_is_that_of_its_size() -> None:
    node = percent_change(leaf("-1500", "(1.5)", 1000, 3), leaf("-1000", "(1.0)", 1000, 4))
    assert expression(node) == "((-1.5) - (-1.0)) / (-1.0)"
    assert evaluate(node) == Decimal("0.5")


def test_figures_of_two_scales_are_written_in_base_units() -> None:
    node: Node = Operation("-", (SALES, leaf("527000", "$527", 1000, 4), leaf("2.5", "2.5", 1, 5)))
    assert expression(node) == "1,103,000 - 527,000 - 2.5"


def test_a_sum_of_one_is_itself_and_of_three_is_flat() -> None:
    assert total([SALES]) is SALES
    assert expression(total([SALES, BEFORE, LOSS])) == "1,103 + 1,854 + (-42,165)"
    assert evaluate(total([SALES, BEFORE, LOSS])) == Decimal("-39208000")


def test_division_by_zero_has_no_value() -> None:
    assert evaluate(Operation("/", (SALES, Constant(Decimal(0))))) is None


def test_leaves_name_each_place_once_in_order() -> None:
    node = Operation("/", (Operation("-", (SALES, BEFORE)), Size(BEFORE)))
    assert [found.fact.place.line for found in leaves(node)] == [1, 2]


def test_tidy_keeps_whole_numbers_whole() -> None:
    assert tidy(Decimal("1103000")) == "1103000"
    assert tidy(Decimal("0.70")) == "0.7"
    assert tidy(Decimal(1) / Decimal(3)) == "0.333333"
