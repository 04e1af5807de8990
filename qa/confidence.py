"""How sure an answer is, 0 to 1, and the other readings there were."""

from __future__ import annotations

from qa import wording
from qa.case import Case
from qa.results import Result

RIVAL_SCORE = 20.0  # candidates this close below the best are named as alternatives
DERIVED, CORRECTED, CARRIED, PROSE = 0.05, 0.05, 0.03, 0.08


def confidence(case: Case, result: Result) -> tuple[float, tuple[str, ...]]:
    """From the match scores of the operands, less a little for every step that was not said outright."""
    scores = [mention.hits[0].score for mention in case.plan.mentions if mention.hits]
    sure = min([98.0, *scores]) / 100
    if any(figure.note.startswith("derived") for figure in result.figures):
        sure -= DERIVED
    if case.plan.query.corrections:
        sure -= CORRECTED
    if case.plan.carried:
        sure -= CARRIED
    if any(f.leaf and f.leaf.fact.origin == "prose" for f in result.figures):
        sure -= PROSE
    return max(0.3, min(sure, 0.98)), tuple(_alternatives(case, result))


def _alternatives(case: Case, result: Result) -> list[str]:
    used = {figure.entry.position for figure in result.figures}
    found: list[str] = []
    for mention in case.plan.mentions:
        if not mention.hits:
            continue
        best = max(hit.score for hit in mention.hits)
        for hit in mention.hits:
            name = wording.name_of(hit.entry.item)
            if (
                hit.entry.position not in used
                and hit.score >= best - RIVAL_SCORE
                and hit.entry.item.origin == "table"
            ):
                table = hit.entry.statement.title if hit.entry.statement else ""
                found.append(f"{name} ({table})" if table else name)
    names = {wording.title(figure) for figure in result.figures}
    return [name for name in dict.fromkeys(found) if name.split(" (")[0] not in names][:4]
