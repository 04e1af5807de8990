"""The figures of a sentence that may be facts, and which bare numbers of them are money."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from grammar.amounts import find_amounts, may_measure
from grammar.values import Amount, Reading
from index.counted import OF_THEM
from index.nouns import word_set

MOST = 40  # figures of one sentence
THOUSAND = 1_000
MEASURED = 120  # characters before a number in which what it measures stands
NO_NOUN = re.compile(
    r"\)?(?:[,.;:)]|\s?--?\s|\s[–—]|$|\s(?:in|for|from|up|down|to|at|over|versus|compared|against|during|of"
    r"|and|or|on|as|by|with|while|which|that|a|an|last|this|net|before|after|year|per|respectively|the|same|one)\b)",
    re.IGNORECASE,
)


def measured(text: str) -> list[Reading[Amount]]:
    """The figures of a sentence that measure or count something, dates and large numbers among them."""
    if not may_measure(text):
        return []
    found = []
    for reading in find_amounts(text)[:MOST]:
        if reading.value.unit or reading.value.scale >= THOUSAND:
            found.append(reading)
        elif OF_THEM.match(text, reading.end):
            # "160 patents, 94 of them granted": the second number counts what the first does.
            found.append(replace(reading, value=replace(reading.value, unit="count")))
    return found


def currency_of(found: Sequence[Sequence[Reading[Amount]]]) -> str:
    """The currency that most figures of the text are in."""
    units = Counter(reading.value.unit for readings in found for reading in readings)
    return max(
        (unit for unit in units if len(unit) == 3), key=lambda unit: (units[unit], unit), default="USD"
    )


def priced(reading: Reading[Amount], text: str, currency: str) -> Reading[Amount]:
    """ "revenues of 43.5 million": a number in thousands or more that counts no noun is money where what
    it measures is."""
    if reading.value.unit or not NO_NOUN.match(text, reading.end):
        return reading
    words = text[max(0, reading.start - MEASURED) : reading.start].lower()
    if word_set("money").isdisjoint(re.findall(r"[a-z]+", words)):
        return reading
    return replace(reading, value=replace(reading.value, unit=currency))
