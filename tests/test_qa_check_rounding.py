"""How exactly a figure is printed, and which slips a hand makes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from index.model import Fact, Place
from qa.check_rounding import Range, coarseness, misprint, range_of, step


def fact(printed: str, value: str, scale: int = 1, origin: str = "table") -> Fact:
    return Fact(Decimal(value), "USD", scale, printed, None, Place(1, 0, len(printed)), origin)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("printed", "value", "scale", "origin", "unit"),
    [
        ("8,135", "8135000", 1000, "table", "1000"),
        ("(0.93)", "-0.93", 1, "table", "0.01"),
        ("40.5%", "40.5", 1, "prose", "0.1"),
        ("$20.4 million", "20400000", 1_000_000, "prose", "100000"),
        ("$20 million", "20000000", 1_000_000, "prose", "1000000"),
        ("$527 thousand", "527000", 1000, "prose", "1000"),
        ("$5,607,000", "5607000", 1, "prose", "1000"),
        ("$300,000,000", "300000000", 1, "prose", "1000000"),
        ("1,500", "1500", 1, "prose", "1"),
        ("5,607,000", "5607000", 1, "table", "1"),
    ],
)
def test_one_unit_of_the_last_digit(printed: str, value: str, scale: int, origin: str, unit: str) -> None:
    assert step(fact(printed, value, scale, origin)) == Decimal(unit)


def test_whole_dollars_that_are_thousands() -> None:
    facts = [fact(f"{n},000", f"{n}000") for n in (5607, 2540, 15728)]
    assert coarseness(facts) == 1000
    assert coarseness([*facts, fact("7,281,455", "7281455")]) == 1
    assert range_of(facts[0], Decimal(1000)) == Range(Decimal("5606500"), Decimal("5607500"))


@pytest.mark.parametrize(
    ("expected", "found", "slip"),
    [
        ("8135", "8153", True),  # turned about
        ("8135", "8335", True),  # one digit
        ("8135", "813", True),  # one left out
        ("8135", "81135", True),  # one too many
        ("8135", "-8135", True),  # the sign
        ("8135", "8353", False),
        ("23", "32", True),
        ("23", "25", False),  # too short to tell
        ("8135", "9246", False),
    ],
)
def test_slips_of_the_hand(expected: str, found: str, slip: bool) -> None:
    assert misprint(Decimal(expected), Decimal(found), Decimal(1), Decimal(0)) is slip


def test_a_slip_in_a_fraction_counts_the_zeros_before_it() -> None:
    assert misprint(Decimal("0.07"), Decimal("0.87"), Decimal("0.01"), Decimal(0))


def test_ranges() -> None:
    one, other = Range(Decimal(9), Decimal(11)), Range(Decimal(-2), Decimal(-1))
    assert one - other == Range(Decimal(10), Decimal(13))
    assert one.over(other) == Range(Decimal(-11), Decimal("-4.5"))
    assert one.over(Range(Decimal(-1), Decimal(1))) is None
    assert other.size() == Range(Decimal(1), Decimal(2))
    assert Range(Decimal(-1), Decimal(3)).size() == Range(Decimal(0), Decimal(3))
