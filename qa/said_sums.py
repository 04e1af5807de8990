"""Sums and averages of the figures that one sentence gives for several times: "we billed $60 million in 2018
and $80 million in 2019", asked for both together.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from qa import wording
from qa.answer import Answer, Calculation
from qa.figures import tidy
from qa.plan import Plan
from qa.prose import WORDS, from_row_said
from qa.view import FilingView

SURE = 0.9  # confidence of the row of figures that is added up
TOGETHER = re.compile(r"\b(?:total|sum|combined|altogether)\b", re.IGNORECASE)
APART = re.compile(r"\brespective(?:ly)?\b", re.IGNORECASE)
OPERATIONS = frozenset({"sum", "average"})


def from_sum_said(view: FilingView, question: str, plan: Plan) -> Answer | None:
    """The sum, or the average, of the figures of a sentence, one for each time of the question; or None."""
    text = plan.query.text
    together = plan.operation == "lookup" and TOGETHER.search(text) is not None
    if (plan.operation not in OPERATIONS and not together) or APART.search(text):
        return None
    row = from_row_said(view, question, plan, SURE)
    if row is None or row.unit is None or row.unit in {*WORDS, "percent"}:
        return None
    if len(row.citations) != len(row.values):
        return None
    parts = [Decimal(value.value) for value in row.values]
    scale = row.values[0].scale if len({value.scale for value in row.values}) == 1 else 1
    average = plan.operation == "average"
    total = sum(parts, Decimal(0)) / (len(parts) if average else 1)
    added = " + ".join(_written(part / scale) for part in parts)
    worked = f"({added}) / {len(parts)}" if average else added
    value = tidy(total)
    said = wording.amount(plan, total, row.unit, "")
    return replace(
        row,
        text=f"{said}: {worked}.",
        value=value,
        calculation=Calculation("average" if average else "sum", worked, tuple(range(len(parts))), value),
    )


def _written(part: Decimal) -> str:
    """A figure of the calculation; a negative one in brackets."""
    return f"({part:,f})" if part < 0 else f"{part:,f}"
