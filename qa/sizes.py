"""Which figures printed as negative are meant as amounts: a loss, a cost, a payment, an allowance.

What stands in brackets is told by the noun that a row is named by: "Interest expense (598)" is an amount
taken off, "Tax exempt interest income (197)" and "Deferred tax liabilities (512)" are figures below zero.
"""

from __future__ import annotations

from collections.abc import Sequence

from grammar.words import stems
from index.catalogue import ASIDES, PREPOSITION
from qa.case import Case
from qa.figures import Figure
from qa.plan import shape_words


def of_size(case: Case, figures: Sequence[Figure]) -> bool:
    """Whether figures that are all printed negative are losses, costs or payments, and meant as amounts."""
    if any(figure.value > 0 for figure in figures):
        return False
    said = case.plan.words()
    if said & shape_words("losses") and not said & shape_words("standing"):
        return True  # "how far did the net loss widen", of a row "Net income (loss)"
    return all(_is_amount(figure, said) for figure in figures)


def is_cost(figure: Figure) -> bool:
    """Whether a row is named as a cost or a payment."""
    return bool(_taken_off() & set(figure.entry.label_terms)) and not _stands(figure)


def _is_amount(figure: Figure, said: set[str]) -> bool:
    amounts = shape_words("losses") | _taken_off()
    return bool(amounts & (said | set(figure.entry.label_terms))) and not _stands(figure)


def _taken_off() -> frozenset[str]:
    return shape_words("costs") | shape_words("outflows") | shape_words("writedowns")


def _stands(figure: Figure) -> bool:
    """Whether the noun of the label is of what may itself be below zero: "income", "liabilities"."""
    named = stems(PREPOSITION.split(ASIDES.sub(" ", figure.entry.item.label))[0])
    return bool(named) and named[-1] in shape_words("standing")
