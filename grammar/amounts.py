"""Every amount of a sentence: `find_amounts`.

The rules are in `money_rules` and `amount_rules`; here the words that hedge a figure are taken in, and
neighbours share a scale or a unit that is said once.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from grammar import amount_rules
from grammar.dates import with_dates
from grammar.engine import find
from grammar.lexicon import load
from grammar.numbers import hedge_at, hedge_ends, times
from grammar.runs import items_of
from grammar.tokens import BREAK, GAP, OTHER, meaning, vocabulary
from grammar.values import Amount, Reading

AMOUNTS = amount_rules.AMOUNTS
LINK = re.compile(r"\s*(?:,?\s*(?:(?P<and>and)|(?P<or>or)|to|through)|[-–—])\s*", re.IGNORECASE)
DIGIT = re.compile(r"\d")
LONGEST_LINK = 12  # characters
# Classes one of which every amount holds that is no bare number; letters that scale the digits before them;
# numbers that count nothing.
UNITS = ("money", "code", "currency", "cents", "percent", "percentage", "bps", "basis", "share", "scale")
LETTERS = ("scale_letter", "times")
UNCOUNTED = ("any_year", "dd04", "dd09")


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


def may_measure(text: str) -> bool:
    """Whether an amount of a text may have a unit, count something, or be in thousands: without that most
    numbers are dates and references, and a look at the codes tells. It may say yes of a text that has none,
    never no of one that has.
    """
    measuring, hedging = _measuring(), _hedging()
    for run in items_of(text):
        if measuring.search(run.codes) or (hedging.search(run.codes) and _hedged().search(text.lower())):
            return True
    return False


@cache
def _measuring() -> re.Pattern[str]:
    """The codes that tell: a unit, a letter that scales a number, a number before a word or before "of"."""
    of = vocabulary().one_of
    units, letters = of(UNITS), of(LETTERS)
    digits, close = of(["digits"]), of(["close"])
    words = OTHER + of(["day", "of"])
    counts = "".join(code for code in digits if code not in of(UNCOUNTED))
    return re.compile(rf"[{units}]|[{digits}{close}] ?[{letters}]|[{counts}]{close}?[{GAP}{BREAK}][{words}]")


@cache
def _hedging() -> re.Pattern[str]:
    """The codes of a number behind what may be the last word of a hedge."""
    of = vocabulary().one_of
    ends = "".join(sorted({meaning(word)[0] for word in hedge_ends()}))
    return re.compile(rf"[{ends}][{GAP}{BREAK}{of(['dot'])}]*{of(['open'])}?[{of(['digits'])}]")


@cache
def _hedged() -> re.Pattern[str]:
    """A hedge before a number, in small letters."""
    ways = (r"[\W_]*".join(way.split()) for way in load("numbers")["hedges"]["words"])
    return re.compile(rf"(?:{'|'.join(ways)})[\W_]*\d")


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
