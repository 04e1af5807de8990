"""How exactly a figure is printed, and what rounding can therefore explain.

A printed figure stands for every value within half a unit of its last digit. Figures in whole dollars that
all end in 000 are rounded to thousands all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal

from index.model import Fact

DECIMALS = re.compile(r"\d?\.(\d+)")
THOUSAND = 1000
COARSEST = Decimal(1_000_000)
HALF = Decimal("0.5")
LONGEST = 40  # digits of a figure
WIDE = Context(prec=2 * LONGEST)
SHORTEST = 3  # digits of a figure in which one wrong digit can be told


@dataclass(frozen=True, slots=True)
class Range:
    """All values that a printed figure, or a calculation over printed figures, may stand for."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Range) -> Range:
        return Range(self.low - other.high, self.high - other.low)

    def over(self, other: Range) -> Range | None:
        """The quotient; None where the divisor may be zero."""
        if other.low <= 0 <= other.high:
            return None
        ends = [one / another for one in (self.low, self.high) for another in (other.low, other.high)]
        return Range(min(ends), max(ends))

    def times(self, factor: Decimal) -> Range:
        ends = (self.low * factor, self.high * factor)
        return Range(min(ends), max(ends))

    def size(self) -> Range:
        """The values without their sign."""
        if self.low >= 0:
            return self
        return (
            Range(-self.high, -self.low) if self.high <= 0 else Range(Decimal(0), max(-self.low, self.high))
        )

    def meets(self, other: Range) -> bool:
        return self.low <= other.high and other.low <= self.high

    @property
    def middle(self) -> Decimal:
        return (self.low + self.high) / 2


def step(fact: Fact, coarse: Decimal = Decimal(1)) -> Decimal:
    """One unit of the last digit printed, in base units. `coarse`: that of the statement's whole figures."""
    decimals = DECIMALS.search(fact.printed)
    own = Decimal(fact.scale).scaleb(-len(decimals[1])) if decimals else Decimal(fact.scale)
    if fact.origin == "prose" and fact.scale == 1 and not decimals:
        return max(own, trailing(fact.value))
    return max(own, coarse) if fact.scale == 1 and not decimals else own


def trailing(value: Decimal) -> Decimal:
    """The thousands to which a whole number seems rounded: 1,000 for 5,607,000, 1 for 303 or 0."""
    unit = Decimal(1)
    while value and unit < COARSEST and value % (unit * THOUSAND) == 0:
        unit *= THOUSAND
    return unit


def coarseness(facts: Iterable[Fact]) -> Decimal:
    """The thousands to which the whole figures of a statement are rounded, though all digits are printed."""
    units = [
        trailing(fact.value)
        for fact in facts
        if fact.scale == 1 and fact.value and "." not in fact.printed and abs(fact.value) >= THOUSAND
    ]
    return min(units, default=Decimal(1)) if len(units) > 2 else Decimal(1)


def range_of(fact: Fact, coarse: Decimal = Decimal(1)) -> Range:
    """The values that a figure stands for."""
    half = step(fact, coarse) * HALF
    return Range(fact.value - half, fact.value + half)


def rounded(value: Decimal, places: int) -> Decimal:
    """A calculated value to so many places; as it is where no filing has figures as long."""
    if abs(value.adjusted()) > LONGEST:
        return value
    return value.quantize(Decimal(1).scaleb(-places), context=WIDE)


def misprint(expected: Decimal, found: Decimal, unit: Decimal, slack: Decimal) -> bool:
    """Whether two figures differ as a slip of the hand makes them: one digit wrong, two changed about, one
    left out or too many, a sign. `unit`: one of their last digit; `slack`: what rounding may add."""
    if not unit or max((expected / unit).adjusted(), (found / unit).adjusted()) > LONGEST:
        return False
    reach = int(slack / unit)
    shown = _digits(found, unit)
    wanted = (_digits(expected + unit * off, unit) for off in range(-min(reach, 5), min(reach, 5) + 1))
    return any(_slip(shown, digits) for digits in wanted)


def _digits(value: Decimal, unit: Decimal) -> str:
    """The digits from the last one printed up; of a fraction with the zeros before it: 0.07 is 007."""
    return str(int(abs(value / unit))).zfill(SHORTEST if unit < 1 else 1)


def _slip(one: str, other: str) -> bool:
    if len(one) == len(other) > 1:
        places = [place for place in range(len(one)) if one[place] != other[place]]
        turned = len(places) == 2 and sorted(one) == sorted(other)
        return turned or (len(places) < 2 and len(one) >= SHORTEST)
    if min(len(one), len(other)) < SHORTEST:
        return False
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) != 1:
        return False
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
