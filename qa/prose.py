"""Answers in the filing's own words: the passages of `qa.passages`, as the engine takes them."""

from __future__ import annotations

from dataclasses import dataclass

from grammar.query import Query
from index.model import Place
from qa.plan import Plan
from qa.view import FilingView


@dataclass(frozen=True, slots=True)
class ProseAnswer:
    """Words of the filing that answer a question, and every place they stand in."""

    value: str
    unit: str
    printed: str
    text: str
    places: tuple[Place, ...]
    interpretation: str
    confidence: float


def prose_answer(view: FilingView, query: Query, plan: Plan) -> ProseAnswer | None:
    return None
