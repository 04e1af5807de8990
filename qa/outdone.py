"""Where the words of the filing answer, and what its tables and its sentences each know better."""

from __future__ import annotations

import re
from dataclasses import replace

from grammar.amounts import find_amounts
from qa.answer import Answer
from qa.case import Case
from qa.confidence import matched
from qa.figures import tidy
from qa.plan import Plan
from qa.prose import SAYS_WHICH_WAY, WORDS, from_clauses, from_denial, from_figures_said, from_text
from qa.results import Result
from qa.said_sums import from_sum_said
from qa.view import FilingView

# What may be answered by a figure alone: "What was the dividend raised to?", "What share of flights …?"
ASKS_FIGURE = re.compile(
    r"\s*(?:what (?:was|were|is|are|will|did|does)\b(?!.*\b(?:reasons?|mean|represent|include|consist)\b)"
    r"|how (?:much|many)\b|at what\b"
    r"|(?:what|which) (?:share|portion|percentage|percent|proportion|level|amount|rate)\b)",
    re.IGNORECASE,
)
LISTED = re.compile(
    r",\s(?!(?:and|or|but|which|who)\b)[^,.;]{2,60}(?:,|\sand\s)"
)  # behind the first of a list
# "In how many years will it be recognized": a length of time that a sentence gives, no count of columns.
LENGTH = re.compile(r"^\W*(?:in|over|within|after) how many (?:years|months|weeks|days)\b", re.IGNORECASE)
SURE_ROW = 0.9  # match of a table's figure that no sentence outdoes
SURE_SAID = 0.9  # confidence of a sentence's figure that outdoes one that was read less surely
SURE_TEXT = 0.9  # confidence of a figure that a rule for its kind of question found
SAID_ENOUGH = 0.7  # confidence of a sentence's figure where nothing else answers
UNSURE_WORDS = 0.6  # confidence below which words are taken from a clause that the question leaves open


def clause_or_figure(view: FilingView, question: str, plan: Plan) -> Answer | None:
    """The clause that a question leaves open; where a figure is asked for and the clause holds it, the figure
    alone, with its unit."""
    length = from_figures_said(view, question, plan, SURE_SAID) if LENGTH.match(question) else None
    if length is not None:
        return length
    told = from_clauses(view, question, plan)
    if told is None or not ASKS_FIGURE.match(question):
        return told
    for figure in (from_text(view, question, plan), from_figures_said(view, question, plan, SAID_ENOUGH)):
        if figure is None or figure.unit in WORDS or not figure.values:
            continue
        if told.value and figure.values[0].printed in told.value:
            return figure
    return _figure_in_front(told) or told


def _first_of_many(told: Answer) -> bool:
    """Whether words are the first member of a list: "lamps" of "lamps, wicks and oil"."""
    cited = told.citations[-1]
    return told.unit in WORDS and LISTED.match(cited.text, cited.end) is not None


def _figure_in_front(told: Answer) -> Answer | None:
    """The figure that the words begin with, and go on from after a comma: "$0.11 per share, payable …"."""
    readings = find_amounts(told.value or "")
    if not readings or readings[0].start or not told.values:
        return None
    amount, printed = readings[0].value, (told.value or "")[: readings[0].end]
    if not amount.unit or not (told.value or "")[readings[0].end :].startswith(","):
        return None
    value = tidy(amount.value)
    one = replace(told.values[0], value=value, unit=amount.unit, scale=amount.scale, printed=printed)
    return replace(told, value=value, unit=amount.unit, values=(one, *told.values[1:]))


def said(view: FilingView, question: str, plan: Plan) -> Answer | None:
    """What a sentence says, where no figure answers: its figure, or its words; or None."""
    summed = from_sum_said(view, question, plan)
    if summed is not None:
        return summed
    extracted = from_text(view, question, plan)
    if extracted is not None and extracted.unit not in WORDS and extracted.confidence >= SURE_TEXT:
        row = from_figures_said(view, question, plan, SURE_SAID)
        return row if row is not None and len(row.values) > 1 else extracted
    told = from_denial(view, question, plan) or from_figures_said(view, question, plan, SAID_ENOUGH)
    if told is not None:
        return told
    told = extracted
    if told is None or told.confidence < UNSURE_WORDS or _first_of_many(told):
        told = from_clauses(view, question, plan, sure=False) or told
    if told is not None and told.unit in WORDS and ASKS_FIGURE.match(question):
        return _figure_in_front(told) or told
    return told


def outdone(view: FilingView, question: str, case: Case, result: Result, found: Answer) -> Answer | None:
    """The figure of a sentence that says all the question does, where the figures' own answer was less sure
    of its words, or came from a sentence that was read without them; None where both say the same."""
    changed = result.node is not None and case.plan.operation == "difference"
    if result.node is None and not case.plan.carried and len(case.periods) > max(1, len(found.values)):
        summed = from_sum_said(view, question, case.plan)
        if summed is not None:
            return summed
    if changed and not case.plan.carried and case.series is None and SAYS_WHICH_WAY.search(question):
        told = from_figures_said(view, question, case.plan, SURE_SAID)
        levels = {tidy(abs(figure.value)) for figure in result.figures}
        return None if told is None or levels & {v.value.lstrip("-") for v in told.values} else told
    if result.node is not None or case.plan.carried or case.series is not None:
        return None
    if matched(case, result) >= SURE_ROW:
        return None
    told = from_figures_said(view, question, case.plan, SURE_SAID)
    if told is None or {v.value for v in told.values} == {v.value for v in found.values}:
        return None
    return told
