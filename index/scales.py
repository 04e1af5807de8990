"""The scale of a table that says none, by the sentences about it: where the prose gives the same figures with
their scale ("net income of $24.2 million" beside 24,193), the table is in thousands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from index.model import Fact, LineItem, Statement

SCALES = (1_000, 1_000_000)
FEWEST = 2  # figures that the prose must give, different ones
FEWEST_DIGITS = 3  # of a table's figure, for it to be told from others
FEWEST_SAID = 2  # digits of the prose's figure
CURRENCY = 3  # letters of a currency's code


def scaled_by_prose(
    statements: Sequence[Statement], items: Sequence[LineItem]
) -> tuple[list[Statement], list[LineItem]]:
    """Statements and line items, those put to scale that the prose tells the scale of. A table some of whose
    figures the prose has just as they stand is left alone."""
    said = [fact for item in items if item.origin == "prose" for fact in item.facts if _scaled(fact)]
    found: dict[int, int] = {}
    if said:
        for number, statement in enumerate(statements):
            figures = [f for item in items if item.statement == number for f in item.facts if _money(f)]
            if statement.scale == 1 and figures and all(fact.scale == 1 for fact in figures):
                scale = _scale(figures, said)
                found |= {number: scale} if scale else {}
    if not found:
        return list(statements), list(items)
    return (
        [replace(one, scale=found.get(number, one.scale)) for number, one in enumerate(statements)],
        [_put(item, found[item.statement]) if item.statement in found else item for item in items],
    )


def _money(fact: Fact) -> bool:
    return len(fact.unit) == CURRENCY and fact.unit.isupper() and fact.origin == "table"


def _scaled(fact: Fact) -> bool:
    digits = sum(character.isdigit() for character in fact.printed)
    return len(fact.unit) == CURRENCY and fact.unit.isupper() and fact.scale > 1 and digits >= FEWEST_SAID


def _scale(figures: Sequence[Fact], said: Sequence[Fact]) -> int | None:
    values = {abs(fact.value) for fact in figures if len(str(abs(fact.value)).strip("0.")) >= FEWEST_DIGITS}
    if any(_given(value, said) for value in values):
        return None
    for scale in SCALES:
        if sum(_given(value * scale, said) for value in values) >= FEWEST:
            return scale
    return None


def _given(value: Decimal, said: Sequence[Fact]) -> bool:
    """Whether a sentence gives a value, as rounded there."""
    return any(abs(abs(fact.value) - value) <= _half_unit(fact) for fact in said)


def _half_unit(fact: Fact) -> Decimal:
    """Half of what the last digit of a figure as printed stands for."""
    digits = fact.value / fact.scale
    exponent = digits.normalize().as_tuple().exponent
    printed = -sum(map(str.isdigit, fact.printed.rpartition(".")[2])) if "." in fact.printed else 0
    places = min(int(exponent), printed) if isinstance(exponent, int) else printed
    return Decimal(fact.scale).scaleb(places) / 2


def _put(item: LineItem, scale: int) -> LineItem:
    facts = tuple(
        replace(fact, value=fact.value * scale, scale=scale) if _money(fact) else fact for fact in item.facts
    )
    return replace(item, facts=facts)
