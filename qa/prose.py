"""Answers in the filing's own words: what `qa.passages` finds, as the engine takes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grammar.amounts import find_amounts
from qa.about import together
from qa.answer import Answer, Citation, Value
from qa.case import Case
from qa.clause_answers import clause_answer, vague
from qa.denials import denial
from qa.explanation import explain
from qa.figure_answers import figure_answer
from qa.fitting import fits, is_figure
from qa.frames import read_frame
from qa.passage_index import PassageIndex
from qa.passages import ProseAnswer, answer_from_prose
from qa.plan import Plan
from qa.sanitize import one_line
from qa.spans import sight
from qa.view import FilingView

WORDS = frozenset({"text", "date"})  # units of answers that are words, not figures
# "What was the increase in …": a sentence may say so; "the change" is worked out.
SAYS_WHICH_WAY = re.compile(
    r"\b(?:what\b[^?]{0,60}|by how much\b[^?]*|how much\b[^?]*)"
    r"\b(?:increase|decrease|decline|reduce|reduction|growth|grow|fall|rise)d?\b",
    re.IGNORECASE,
)
SAID = frozenset({"lookup", "list", "count", "text", "share"})  # what a figure of a sentence may answer
WORKED_OUT = frozenset({"sum", "average", "ratio", "percent_change", "difference", "share", "max", "min"})
WORKED = re.compile(
    r"what (?:is|was|are|were) (?:the )?(?:\d{4} )?"
    r"(?:percent\w*|change|difference|average|total|sum|ratio|proportion|increase|decrease)\b"
)
# Words of questions for reasons, which may stand beside words of calculations.
REASONED = re.compile(
    r"\b(?:why|how|reasons?|caus\w+|due|driven|drivers?|drove|led|attribut\w+|result\w*|influenced|affect\w*"
    r"|impact\w*|explain\w*|tables?|relat\w+|offset|behind)\b"
)
LEAST_SURE = 0.35  # confidence below which words are no answer
LONGEST_QUOTE = 300  # characters of the sentence that are quoted after the answer


def from_text(view: FilingView, question: str, plan: Plan) -> Answer | None:
    """The words of the filing that answer a question of fact, with the lines they stand on; or None."""
    found = answer_from_prose(plan.query.text, view.passages)
    if found is None:
        return None
    if found.unit in WORDS and (found.confidence < LEAST_SURE or not fits(plan.query.text, found.value)):
        return None
    if plan.has("count") and found.unit in WORDS and not any(c.isdigit() for c in found.value):
        return None  # "how many places": words are no number
    if not _of_it(plan.query.text, found, view.passages):
        return None
    return _answer(view, question, plan, found)


def _of_it(question: str, found: ProseAnswer, index: PassageIndex) -> bool:
    """Whether the sentence of a reason, or of a way, is about what the question names."""
    frame = read_frame(question, index.company, index.named)
    if frame is None or found.sentence is None or frame.kind not in {"reason", "manner"}:
        return True
    if vague(frame, index):
        return False
    return together(sight(frame, index.lines[found.sentence], {}, index.before(found.sentence)))


def from_clauses(view: FilingView, question: str, plan: Plan, sure: bool = True) -> Answer | None:
    """The clause of a sentence that a question leaves open; with `sure` only where hardly anything else can
    be meant, or None."""
    if sure and (_of_figures(plan) or plan.has("count")):
        return None
    found = clause_answer(plan.query.text, view.passages, sure, bool(plan.mentions))
    if found is None or (sure and is_figure(found.value)):
        return None
    if not fits(plan.query.text, found.value):
        return None
    return _answer(view, question, plan, found)


def _of_figures(plan: Plan) -> bool:
    """Whether a question can only ask for figures: to be worked out, or of a metric and a time with no word
    left over."""
    text = plan.query.text.lower()
    if REASONED.search(text):
        return False
    read = plan.operation == "lookup" and plan.phrases and plan.mentions and not plan.unread
    worked = plan.operation in WORKED_OUT and WORKED.match(text)
    return bool(worked) or bool(read and text.startswith(("what was", "what were", "what is")))


def from_denial(view: FilingView, question: str, plan: Plan) -> Answer | None:
    """The sentence that says there is none of what is asked for; or None."""
    found = denial(plan.query.text, view.passages)
    return _answer(view, question, plan, found) if found else None


def from_figures_said(view: FilingView, question: str, plan: Plan, least: float) -> Answer | None:
    """The figure that a sentence gives beside the question's words, as sure as `least`; or None. What is to
    be calculated no sentence is asked for, but a change that it says."""
    moves = plan.operation in ("difference", "percent_change") and SAYS_WHICH_WAY.search(question)
    averaged = plan.operation == "average"  # which a sentence may give as such
    if plan.operation not in SAID and not moves and not averaged:
        return None
    found = figure_answer(plan.query.text, view.passages)
    if averaged and found is not None and "average" not in view.sentences[found.sentence or 0].text.lower():
        return None
    if (
        found is None
        or found.confidence < least
        or (plan.operation == "difference" and found.unit == "percent")
    ):
        return None
    return _answer(view, question, plan, found)


def from_row_said(view: FilingView, question: str, plan: Plan, least: float) -> Answer | None:
    """The figures that a sentence gives for several times of the question, as sure as `least`; or None."""
    found = figure_answer(plan.query.text, view.passages)
    if found is None or found.confidence < least or not found.parts:
        return None
    return _answer(view, question, plan, found)


def _answer(view: FilingView, question: str, plan: Plan, found: ProseAnswer) -> Answer:
    citations = tuple(
        Citation(view.record.name, p.line, p.start, p.end, view.source.line(p.line)) for p in found.places
    )
    values = tuple(_values(found, len(citations)))
    return Answer(
        question=question,
        status="answered",
        text=_sentence(view, found),
        value=None if found.parts else found.value,
        unit=found.unit,
        values=values,
        citations=citations,
        interpretation="in the words of the filing",
        confidence=found.confidence,
        explanation=explain(view, Case(view, plan, []), None),
    )


def _values(found: ProseAnswer, cited: int) -> Iterator[Value]:
    """The answer, or the members of a list; each with the place of its citation."""
    for number, (value, printed) in enumerate(found.parts or ((found.value, found.printed),)):
        scale = 1 if found.unit in WORDS else _scale(printed)
        yield Value(found.label, value, found.unit, scale, printed, None, min(number, max(0, cited - 1)))


def _scale(printed: str) -> int:
    """The multiplier that the printed words give a figure ("$61.5 million")."""
    readings = find_amounts(printed) or find_amounts(f"{printed} in all")
    return readings[0].value.scale if readings else 1


def _sentence(view: FilingView, found: ProseAnswer) -> str:
    """The answer, and the sentence that says so where it says more."""
    said = found.value if found.unit in WORDS else found.printed
    if found.parts:
        said = ", ".join(printed for _, printed in found.parts)
    if found.sentence is None:
        return said if said.endswith(".") else f"{said}."
    text = one_line(view.sentences[found.sentence].text)
    if len(text) > LONGEST_QUOTE:
        text = f"{text[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
    return said if text == said else f"{said}: “{text}”"
