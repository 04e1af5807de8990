"""A question put to the filings of one company: first to those that report the periods it names, then to the
newest; what comes from an older filing though no period was named is said to.
"""

from __future__ import annotations

from dataclasses import replace

from grammar.values import Period
from qa import engine, series, settle, turns, wording
from qa.answer import Answer
from qa.case import Case
from qa.dialogue import State
from qa.phrases import joined
from qa.reach import Reach
from qa.view import FilingView

MOST_ASKED = 12  # filings of a company that one question is put to, at most
MOST_LOOKED_AT = 40  # filings that are considered for that


def answer(reach: Reach, question: str, state: State, unit: str | None = None) -> Answer:
    """The answer of a company's filings; `state` is read and, where answered, moved on."""
    newest = reach.view(reach.records[0])
    if len(reach.records) == 1:
        return turns.answer(newest, question, state, unit)
    reading = engine.understood(newest, question, reach)
    wanted = _wanted(newest, reach, reading, state)
    first: engine.Attempt | None = None
    asked = 0
    for record in reach.bases(wanted)[:MOST_LOOKED_AT]:
        view = reach.view(record)
        if first is not None and not _promising(view, first.case, reach):
            continue
        attempt = turns.attempt(view, question, state, unit, reach, reading)
        if attempt.answer.answered:
            return attempt.answer if wanted or reading[0].periods else _placed(attempt.answer, reach)
        first = first or attempt
        asked += 1
        if asked == MOST_ASKED:
            break
    assert first is not None
    return _of_several(first.answer, reach)


def _wanted(newest: FilingView, reach: Reach, reading: engine.Read, state: State) -> list[tuple[Period, ...]]:
    """The periods that a question names or its conversation carries, each as what it may mean."""
    query, row = reading
    context = reach.context(newest)
    phrases = joined(query.periods)
    if row is not None:
        return [(period,) for period in series.expand(row, phrases, context)]
    found = [
        settle.wanted(phrase.value, context, None)
        for phrase in phrases
        if phrase.value.form not in ("latest", "relative")
    ]
    if not found and state.periods and state.said:
        return [(state.periods[-1],)]
    return [choice for choice in found if choice]


def _promising(view: FilingView, failed: Case, reach: Reach) -> bool:
    """Whether a filing may answer what another did not: it has what that one lacked."""
    plan, catalogue = failed.plan, view.catalogue
    lacked = [t.tag.removeprefix("~") for t in plan.missing if not t.tag.startswith("=")]
    if lacked:
        return any(tag in catalogue.by_concept for tag in lacked)
    if plan.unread:
        return all(word in catalogue.by_term or word in view.sentence_words for word in plan.unread)
    if failed.periods:
        return any(reach.has(view.record, period) for choice in failed.periods for period in choice[:1])
    return True


def _placed(answer: Answer, reach: Reach) -> Answer:
    """An answer to a question without a period, with the filing named where that is not the newest."""
    homes = dict.fromkeys(citation.source for citation in answer.citations[: max(1, len(answer.values))])
    if not homes or reach.records[0].name in homes:
        return answer
    name = next(iter(homes))
    released = next((r.released for r in reach.records if r.name == name), None)
    said = f" of {wording.day(released)}" if released else ""
    return replace(
        answer,
        text=f"{answer.text} {wording.fill('elsewhere', source=name, released=said)}",
        interpretation=f"{answer.interpretation} · from {name}, not the newest filing",
    )


def _of_several(answer: Answer, reach: Reach) -> Answer:
    """A no that holds for all the company's filings."""
    if answer.status != "unanswerable":
        return answer
    return replace(
        answer,
        text=wording.fill("none_answers", reason=answer.reason, count=len(reach.records), company=reach.name),
    )
