"""Every amount of a sentence: `find_amounts`.

The rules are in `money_rules` and `amount_rules`; here the words that hedge a figure are taken in, and
neighbours share a scale or a unit that is said once.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from grammar import amount_rules
from grammar.dates import with_dates
from grammar.engine import find
from grammar.numbers import hedge_at, times
from grammar.tokens import items_of
from grammar.values import Amount, Reading

AMOUNTS = amount_rules.AMOUNTS
LINK = re.compile(r"\s*(?:,?\s*(?:(?P<and>and)|(?P<or>or)|to|through)|[-–—])\s*", re.IGNORECASE)
DIGIT = re.compile(r"\d")
LONGEST_LINK = 12  # characters


def find_amounts(text: str) -> list[Reading[Amount]]:
    """Every amount of a text in order, none overlapping. Linear in the length of the text.

    A range or a pair shares what is said once: "$1.2 to $1.4 million" is twice a million, "1,250 and
    640 shares" twice shares.
    """
    if not DIGIT.search(text) and not _may_hold_number(text):
        return []
    readings: list[Reading[Amount]] = []
    for run in items_of(text):
        for one in find(AMOUNTS, with_dates(run)):
            value, start = one.value, one.start
            hedge = hedge_at(text[max(start - 30, 0) : start])
            if hedge:
                start = text.rindex(hedge, 0, start)
                value = replace(value, hedge=" ".join(hedge.lower().split()))
            readings.append(Reading(value, start, one.end, one.rule))
    return _shared(readings, text)


def _may_hold_number(text: str) -> bool:
    """A spelled amount has a scale, a currency, percent or shares in it."""
    lower = text.lower()
    return any(
        word in lower
        for word in ("illion", "thousand", "hundred", "percent", "per cent", "cent", "share", "dollar")
    )


def _shared(readings: list[Reading[Amount]], text: str) -> list[Reading[Amount]]:
    """Carries a scale and a unit said once over to the other half of a range or a pair."""
    for place in range(len(readings) - 2, -1, -1):
        one, two = readings[place], readings[place + 1]
        gap = text[one.end : two.start]
        link = LINK.fullmatch(gap) if len(gap) <= LONGEST_LINK else None
        if link is None:
            continue
        first, second = _share(one.value, two.value, link)
        readings[place], readings[place + 1] = replace(one, value=first), replace(two, value=second)
    return readings


def _share(first: Amount, second: Amount, link: re.Match[str]) -> tuple[Amount, Amount]:
    """Two neighbours, each with what only the other says."""
    unsaid = first.unit in ("", "count")
    if second.unit == "" and first.unit.isupper() and not link["and"]:
        second = replace(second, unit=first.unit)
    if first.scale == 1 < second.scale and (unsaid or first.unit == second.unit) and _alike(first, second):
        first = replace(first, value=times(first.value, second.scale), scale=second.scale)
    per_share = second.unit == f"{first.unit}/share" and first.scale == second.scale == 1 and not link["or"]
    if per_share or (unsaid and second.unit in ("shares", "percent")):
        first = replace(first, unit=second.unit)
    return first, second


def _alike(first: Amount, second: Amount) -> bool:
    """Whether the figures as printed are near enough to be read on the scale of the second."""
    one, two = first.value, second.value / second.scale
    return bool(one and two) and Decimal("0.01") <= abs(one / two) <= 100
