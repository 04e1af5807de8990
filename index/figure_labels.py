"""What a figure of a sentence is labelled with: the words of its metric, its path, its sign."""

from __future__ import annotations

import re
from dataclasses import replace

from grammar.values import Amount, Reading
from index.nouns import Tie, squeeze, word_set
from index.telling import State, Telling
from index.timing import LIGHT, TO_FIGURE
from index.written import DEAREST, unit_of

CHANGE = ", change"  # ends the label of a change in money
# What may stand between a figure and the period that belongs to it.
OVER_YEAR = re.compile(r"\s(year over year|year-over-year|sequentially)")
PER = re.compile(r"per\s(?:[\w-]+\s){0,5}?shares?", re.IGNORECASE)
OPENING = re.compile(r"([A-Z][^,.;]{3,90}),\s")
SHARE_WORDS = re.compile(r"\bper\s(?:\w+\s){0,4}shares?\b", re.IGNORECASE)
APART = re.compile(r"%|;|\.\s")
WORD = re.compile(r"[a-z]+")
LONGEST_BETWEEN = 90  # characters between a change and what it is measured against


def label_of(
    telling: Telling, state: State, reading: Reading[Amount], tied: Tie
) -> tuple[str, tuple[str, ...]]:
    """The words for what is measured, and its path: heading, holder, clause, expectation, base."""
    label = tied.metric if tied.role == "share" and tied.metric else state.metric
    path = [part for part in (telling.sentence.heading, state.holder) if part]
    if state.about and tied.role == "value":
        path.append(state.about)
    if telling.is_expected(tied, state):
        path.append("expected")
    if unit_of(reading.value).endswith("/share") and "share" not in label.lower():
        per = PER.search(telling.text, reading.start, reading.end + 40)
        label = f"{label} {squeeze(per.group()) if per else 'per share'}"
    if tied.role == "change":
        label = f"{label}, percent change" if reading.value.unit == "percent" else f"{label}{CHANGE}"
        path += _against(telling, reading)
    qualifier = _qualifier(telling.text)
    if qualifier and qualifier not in label.lower():
        label = f"{label}, {qualifier}"
    if telling.antecedent:
        path.append(telling.antecedent)
    return label, tuple(path)


def _against(telling: Telling, reading: Reading[Amount]) -> list[str]:
    """What a change is measured against, in the sentence's words: "from the first half of 2010"."""
    said = next((said for said in telling.said if said.start >= reading.end), None)
    if said:
        between = telling.text[reading.end : said.start]
        own = not said.relative and LIGHT.fullmatch(between)
        apart = APART.search(between) or TO_FIGURE.search(between)
        if len(between) < LONGEST_BETWEEN and not own and not apart:
            return [f"from {squeeze(telling.text[said.start : said.end])}"]
    over = OVER_YEAR.match(telling.text, reading.end)
    return [over.group(1)] if over else []


def _qualifier(text: str) -> str:
    """The opening of a sentence that changes what it measures: "Excluding this charge"."""
    opening = OPENING.match(text)
    words = opening.group(1).lower() if opening else ""
    return words if words.startswith(tuple(word_set("qualifiers"))) else ""


def signed(amount: Amount, label: str, tied: Tie) -> Amount:
    """A loss is negative, as net income would be; a change downwards too."""
    value, unit = amount.value, unit_of(amount)
    if tied.role == "change":
        value = abs(value) * tied.sign
    elif tied.role == "value" and unit != "percent" and value > 0:
        head = label.lower().split(",")[0].split(" per ")[0]
        if not word_set("negative").isdisjoint(WORD.findall(head)) and "(loss)" not in head:
            value = -value
    if len(unit) == 3 and abs(value) < DEAREST and amount.scale == 1 and SHARE_WORDS.search(label):
        unit = f"{unit}/share"
    if value is amount.value and unit == amount.unit:
        return amount
    return replace(amount, value=value, unit=unit)
