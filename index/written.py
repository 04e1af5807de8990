"""Figures of sentences written down as facts: the digits' place, the basis, the unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from grammar.values import Amount, Period
from index.model import Fact, Place, Sentence
from index.nouns import word_set
from index.sentences import places_of

DEAREST = Decimal(10_000)  # an amount a share is less
DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a sentence and what it was found to measure."""

    amount: Amount
    start: int
    end: int
    label: str
    path: tuple[str, ...]
    period: Period | None


def fact_of(sentence: Sentence, position: int, figure: Figure) -> Fact | None:
    """A figure as a fact, at the place of its digits; None where the text does not show them."""
    place, printed = _place(sentence, figure)
    if place is None:
        return None
    amount = figure.amount
    return Fact(
        value=amount.value,
        unit=amount.unit,
        scale=amount.scale,
        printed=printed,
        period=figure.period,
        place=place,
        origin="prose",
        basis=_basis(figure),
        sentence=position,
        hedge=amount.hedge,
    )


def _place(sentence: Sentence, figure: Figure) -> tuple[Place | None, str]:
    """The line on which the digits stand, and what of the figure is printed on it."""
    printed = figure.amount.printed
    start = sentence.text.find(printed, figure.start, figure.end + len(printed))
    start, end = (start, start + len(printed)) if start >= 0 else (figure.start, figure.end)
    digit = DIGIT.search(sentence.text, start, end)
    at = digit.start() if digit else start
    for place in places_of(sentence, start, end):
        width = place.end - place.start
        if at < start + width:
            return place, sentence.text[start : start + width]
        start += width + (not sentence.text[start + width : start + width + 1].strip())
    return None, ""


def _basis(figure: Figure) -> str:
    lower = f"{figure.label} {' '.join(figure.path[1:])}".lower()
    if "pro forma" in lower:
        return "pro forma"
    label = figure.label.lower()
    return "adjusted" if any(word in label for word in word_set("adjusted")) else "gaap"


def unit_of(amount: Amount) -> str:
    """The unit; a figure in thousands or more is never an amount a share."""
    dear = amount.scale > 1 or abs(amount.value) >= DEAREST
    return amount.unit.removesuffix("/share") if dear else amount.unit
