"""The record of how a question was read, for `--explain`: tags, candidates, why the winner won, plan."""

from __future__ import annotations

from collections.abc import Iterator

from index.windows import Hit
from qa import wording
from qa.case import Case
from qa.explain import Candidate, Explanation, Tag
from qa.figures import Figure, leaves
from qa.results import Result
from qa.view import FilingView

MOST_CANDIDATES = 6
# What decides between two candidates, in the order of `Case.order`: said of the one that lost by it.
LOST_BY = (
    "",  # a row or a sentence: said by which it is
    "not in the statement that is named",
    "has fewer of the words that narrow the question",
    "covers less of the question",
    "less like the words",
    "part of a total that is not asked for",
    "of a segment",
    "in a lesser statement",
    "a lower score",
    "in a lesser statement",
    "further down",
)
NO_FIGURE = "no figure for the period"


def explain(view: FilingView, case: Case, result: Result | None) -> Explanation:
    """What was tagged, what was considered, what was done."""
    return Explanation(
        tuple(sorted(_tags(case), key=lambda tag: (tag.start, tag.end))),
        tuple(_candidates(case, result)),
        tuple(_steps(case, result)),
        case.plan.query.text,
    )


def _tags(case: Case) -> Iterator[Tag]:
    plan = case.plan
    words = plan.query.words
    for reading in plan.query.periods:
        yield Tag(reading.start, reading.end, "period", reading.value.form)
    for tagged in plan.query.tagged:
        start, end = words[tagged.first].start, words[tagged.end - 1].end
        yield Tag(start, end, tagged.group, tagged.tag.removeprefix("=").replace("_", " "))
    for place, word in enumerate(words):
        if set(plan.query.terms[place]) & set(plan.unread):
            yield Tag(word.start, word.end, "unknown", "not read")


def _candidates(case: Case, result: Result | None) -> Iterator[Candidate]:
    used = {leaf.entry.position for f in result.figures for leaf in leaves(f.node)} if result else set()
    for mention in case.plan.mentions:
        best: dict[int, Hit] = {}
        for hit in sorted(mention.hits, key=lambda hit: (case.order(hit), -hit.score)):
            best.setdefault(hit.entry.position, hit)
        shown = list(best.values())[:MOST_CANDIDATES]
        winner = next((hit for hit in shown if hit.entry.position in used), None)
        for hit in shown:
            item = hit.entry.item
            path = item.path if item.origin != "prose" else item.path[1:]
            chosen = hit.entry.position in used
            note = f"concept {hit.concept.replace('_', ' ')}" if hit.concept else "words of the label"
            if winner is not None and not chosen:
                note = _lost(case, hit, winner)
            yield Candidate(
                mention.text,
                wording.name_of(item),
                path,
                hit.score,
                item.lines[0],
                note,
                chosen,
            )


def _lost(case: Case, hit: Hit, winner: Hit) -> str:
    """Why a candidate is not the one: the first thing in which the winner is before it."""
    pairs = zip(case.order(hit), case.order(winner), LOST_BY, strict=True)
    mine, its, why = next((pair for pair in pairs if pair[0] != pair[1]), (0.0, 0.0, NO_FIGURE))
    if mine < its:
        return NO_FIGURE  # it was tried first
    return why or (
        "a sentence, and a row says it" if hit.entry.item.origin == "prose" else "a row, not a sentence"
    )


def _steps(case: Case, result: Result | None) -> Iterator[str]:
    yield f"operation: {case.plan.operation.replace('_', ' ')}"
    for choice in case.periods:
        yield f"period: {' or '.join(str(period.end) for period in choice)}"
    if case.plan.carried:
        yield f"carried over from the turn before: {', '.join(dict.fromkeys(case.plan.carried))}"
    for figure in result.figures if result is not None else ():
        yield from _operand(figure)


def _operand(figure: Figure) -> Iterator[str]:
    when = f", {figure.period.label}" if figure.period else ""
    if figure.leaf is not None:
        fact = figure.leaf.fact
        yield f"operand: {wording.title(figure)}{when}: {fact.printed}, line {fact.place.line}"
        return
    yield f"derived: {wording.title(figure)}{when}" + (f", {figure.note}" if figure.note else "")
    for leaf in leaves(figure.node):
        fact = leaf.fact
        yield f"operand: {wording.name_of(leaf.entry.item)}: {fact.printed}, line {fact.place.line}"
