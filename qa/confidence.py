"""How sure an answer from figures is, 0 to 1, and the other readings there were.

The weights stand in `data/confidence.toml` with how they were found: logistic regression (Cox, 1958) over
what is true of an answer. They are measured, so that of answers at 0.9 about nine in ten are right.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from grammar.datafiles import load_data
from grammar.lexicon import light_stems
from qa.case import Case
from qa.figures import Leaf, leaves
from qa.results import Result
from qa.rivals import rivals

DERIVED, CORRECTED, CARRIED, SENTENCE = 0.05, 0.05, 0.03, 0.08
LOW_MATCH = 84.0  # of 100
MANY_UNREAD, LONG, LONGER = 3, 15, 20  # words


def matched(case: Case, result: Result) -> float:
    """How well the words meet the operands: the least match score, less a little for every step that was
    not said outright. It decides between a figure of a row and one of a sentence."""
    scores = [mention.hits[0].score for mention in case.plan.mentions if mention.hits]
    sure = min([98.0, *scores]) / 100
    if any(figure.note.startswith("derived") for figure in result.figures):
        sure -= DERIVED
    if case.plan.query.corrections:
        sure -= CORRECTED
    if case.plan.carried:
        sure -= CARRIED
    if any(figure.leaf and figure.leaf.fact.origin == "prose" for figure in result.figures):
        sure -= SENTENCE
    return max(0.3, min(sure, 0.98))


def confidence(case: Case, result: Result) -> tuple[float, tuple[str, ...]]:
    """How likely the answer is right, and the names of other line items that it might have stood on."""
    alternatives = rivals(case, result)
    data = load_data("qa", "confidence")
    odds = data["base"] + sum(data["weights"][name] for name in _doubts(case, result, len(alternatives)))
    return min(data["most"], 1 / (1 + math.exp(-odds))), alternatives


def _doubts(case: Case, result: Result, rivals: int) -> Iterator[str]:
    """The names of what is true of an answer, as `data/confidence.toml` weighs them."""
    plan, operands = case.plan, [leaf for figure in result.figures for leaf in leaves(figure.node)]
    scores = [mention.hits[0].score for mention in plan.mentions if mention.hits]
    words = len(plan.query.words)
    true = {
        "low_match": min(scores, default=100.0) < LOW_MATCH,
        "sentence": any(leaf.fact.origin == "prose" for leaf in operands),
        "two_metrics": len(plan.mentions) > 1,
        "label_says_more": _says_more(case, operands),
        "unread": len(plan.unread) >= MANY_UNREAD,
        "one_rival": rivals == 1,
        "more_rivals": rivals > 1,
        "long": words >= LONG,
        "longer": words >= LONGER,
        "under_heading": any(leaf.entry.item.path for leaf in operands),
        "no_period": not plan.phrases,
        "looked_up": result.operation == "lookup",
        "ratio_or_sum": result.operation in ("ratio", "sum"),
        "derived": any(figure.note.startswith("derived") for figure in result.figures),
        "corrected": bool(plan.query.corrections),
        "carried": bool(plan.carried),
    }
    return (name for name, holds in true.items() if holds)


def _says_more(case: Case, operands: list[Leaf]) -> bool:
    """Whether the label of an operand that no concept names has words that the question lacks."""
    said = {part for terms in case.plan.query.terms for part in terms} | light_stems()
    return any(not leaf.entry.concepts and not said.issuperset(leaf.entry.label_terms) for leaf in operands)
