"""A question to an answer, against one filing: read, match, settle, calculate, cite, say.

Each step is a function; what it could not find travels as `NotSaid` and becomes an answer that says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from grammar.lexicon import light_stems, terms
from grammar.pipeline import understand
from grammar.query import Query
from qa import contents, maturities, operations, results, series, wording
from qa.answer import Answer, Calculation, Citation, Value
from qa.asked_periods import asked_periods, only_period
from qa.case import Case
from qa.confidence import confidence
from qa.dialogue import State
from qa.errors import NotSaid
from qa.explanation import explain
from qa.figures import Figure, expression, leaves, same_place, tidy
from qa.fitting import asks_words
from qa.joining import elsewhere
from qa.ledger import left_behind, outcomes_of
from qa.naming import period_in_short
from qa.outdone import clause_or_figure, outdone, said
from qa.periodproof import period_citations
from qa.phrases import joined
from qa.plan import Plan
from qa.prose import WORDS, from_text
from qa.reach import Reach
from qa.reading import moved, read
from qa.refusals import denies, refuse_figure, refuse_half_read, refuse_unread
from qa.remarks import cited, flags, remarks, restatements
from qa.results import HUNDRED, Result
from qa.rewording import reworded
from qa.rivals import narrow
from qa.series import Series
from qa.silence import half_read, nearest, reason_for
from qa.view import FilingView

CALCULATED = frozenset({"sum", "average", "ratio"})
# "What discount rate was used", "what do A and B add up to": a number is asked for.
ASKS_FIGURE = re.compile(
    r"\s*what\b[^?]*\b(?:rates?|percentage|percent|ratio|price|amount|add up|sum|total|altogether)\b",
    re.IGNORECASE,
)
NAMING = frozenset({"which", "who", "whom", "where", "when", "why"})  # openings of questions for words


def _speaks_of(plan: Plan, told: Answer) -> bool:
    """Whether the sentence of an answer has the words of a metric of the plan."""
    said = set(terms(f"{told.text} {' '.join(cited.text for cited in told.citations)}"))
    wanted = [set(terms(mention.text)) - light_stems() for mention in plan.mentions]
    return any(words and words <= said for words in wanted)


def _has_digit(told: Answer) -> bool:
    return any(character.isdigit() for character in str(told.value))


@dataclass(frozen=True, slots=True)
class Attempt:
    """An answer, and the case it comes from."""

    answer: Answer
    case: Case


def attempt(
    view: FilingView,
    question: str,
    state: State,
    unit: str | None = None,
    reach: Reach | None = None,
    reading: Read | None = None,
) -> Attempt:
    """One question put to one filing; with `reach`, figures may come from the company's others too.
    `reading`: the question as this filing's words read it, where that was done before."""
    query, row = reading or understood(view, question, reach)
    turn = state if state.home in (None, view.record.digest) else moved(state, view)
    plan = read(view, query, turn, row.count if row is not None else 0)
    if state.reading:
        narrow(plan, state.reading)
    case = Case(view, plan, [], reach, row)
    found = _asked(case, question, turn, unit)
    if found.answered:
        turn.keep(left_behind(found, case.outcomes, only_period(case)))
        if turn is not state:
            state.take(turn)
    return Attempt(found, case)


Read = tuple[Query, Series | None]


def understood(view: FilingView, question: str, reach: Reach | None = None) -> Read:
    """A question read with a filing's words, and the row of periods it asks for, if any."""
    text = reworded(view.with_synonyms(question), view.label_sets)
    rest, row = series.read(text)
    query = understand(rest, view.vocabulary)
    if row is None or not series.needs_year(row):
        return query, row
    if series.names_year(joined(query.periods)) and (reach is not None or rest != text):
        return query, row
    return (query if rest == text else understand(text, view.vocabulary)), None


def _asked(case: Case, question: str, state: State, unit: str | None) -> Answer:
    view, plan, query = case.view, case.plan, case.plan.query
    wording.give_in(plan, unit)
    told = clause_or_figure(view, question, plan)
    if told is None and plan.operation == "text":
        told = from_text(view, question, plan)
    if told is not None:
        return told
    if plan.operation == "text":
        if query.tags("shape") & {"who", "where", "why"}:
            return _fallback(view, question, plan, Case(view, plan, []), NotSaid("words"))
        plan.operation = "lookup"
    try:
        case.periods, carried = asked_periods(case, state)
        held = contents.read(case) or maturities.read(case)
        if held is None:
            refuse_half_read(case)
        result = held or _result_of_talk(case)
    except NotSaid as missing:
        return _fallback(view, question, plan, case, series.explained(case, missing))
    found = _from_figures(view, question, case, result)
    state.remember(plan, carried or [f.period for f in result.figures if f.period], view.record.digest)
    if case.series is None:
        state.row = None
    elif "period" not in plan.carried:
        state.row = case.series, plan.phrases
    return outdone(view, question, case, result, found) or found


def _result_of_talk(case: Case) -> Result:
    """The outcome of the plan; where the period that the talk carries leaves the question without an answer,
    and it has one that is of no period, that. Raises NotSaid."""
    try:
        return _result(case)
    except NotSaid:
        if "period" not in case.plan.carried or "metric" in case.plan.carried or case.series is not None:
            raise
        periods, case.periods = case.periods, []
        try:
            result = _result(case)
        except NotSaid:
            result = None
        timeless = result is not None and all(_timeless(case, figure) for figure in result.figures)
        if result is None or not timeless:
            case.periods = periods
            raise
        case.plan.carried = [one for one in case.plan.carried if one != "period"]
        return result


def _timeless(case: Case, figure: Figure) -> bool:
    """Whether a figure does not depend on the period of the talk: it has none, a sentence says it of one
    period only, or things are counted."""
    if figure.period is None or case.plan.operation == "count":
        return True
    told = figure.entry.item.origin == "prose"
    return told and len({fact.period for fact in case.view.facts_of(figure.entry)}) == 1


def _result(case: Case) -> Result:
    """The outcome of the plan; where the metric's own rows lack the period, that of others around which the
    table says the metric. Raises NotSaid."""
    try:
        result = operations.run(case)
    except NotSaid as missing:
        other = elsewhere(case.view, case.plan) if missing.what == "period" else None
        if other is None:
            raise
        before, case.plan.mentions = case.plan.mentions, [other]
        try:
            result = operations.run(case)
        except NotSaid:
            case.plan.mentions = before
            raise missing from None
    refuse_unread(case, result)
    refuse_figure(case, result)
    return result


def _from_figures(view: FilingView, question: str, case: Case, result: Result) -> Answer:
    plan = case.plan
    operands = results.operands(result)
    values = tuple(value_of(figure, number) for number, figure in enumerate(operands))
    if result.listed and any(figure.leaf is None for figure in result.figures):
        values = tuple(_listed(figure, operands) for figure in result.figures)
    calculation = None
    if result.node is not None:
        calculation = Calculation(
            result.operation, expression(result.node), tuple(range(len(values))), result.value or ""
        )
    case.outcomes = outcomes_of(result)
    sure, alternatives = confidence(case, result)
    restated = restatements(case, operands)
    return Answer(
        question=question,
        status="answered",
        text=" ".join([wording.sentence(plan, result), *remarks(case, restated)]),
        value=result.value,
        unit=result.unit,
        values=values,
        calculation=calculation,
        citations=(
            *(citation_of(view, figure) for figure in operands),
            *period_citations(view, operands),
            *(cited(one.earlier, view) for one in restated),
        ),
        interpretation=" · ".join([interpretation(case, result), *flags(case, result, restated)]),
        confidence=sure,
        alternatives=alternatives,
        carried=tuple(plan.carried),
        explanation=explain(view, case, result),
    )


def _of_another(view: FilingView, plan: Plan, told: Answer) -> bool:
    """Whether the figure that a sentence gives is known to be of other metrics than the question's."""
    wanted = {mention.concept for mention in plan.mentions if mention.concept}
    for entry in view.catalogue.entries if wanted else ():
        if entry.item.origin != "prose" or not entry.concepts or wanted & set(entry.concepts):
            continue
        places = {(fact.place.line, fact.place.start) for fact in view.facts_of(entry)}
        if any((cited.line, cited.start) in places for cited in told.citations):
            return True
    return False


def value_of(figure: Figure, number: int) -> Value:
    """One operand as a value of the answer, with the number of its citation."""
    leaf = figure.leaf
    assert leaf is not None
    fact = leaf.fact
    item = leaf.entry.item
    return Value(
        figure.name or wording.name_of(item),
        tidy(fact.value),
        fact.unit,
        fact.scale,
        fact.printed,
        fact.period,
        number,
        item.path,
    )


def _listed(figure: Figure, operands: Sequence[Figure]) -> Value:
    """One item of a list, which may be derived: then what it is calculated from stands for the printed."""
    first = next(leaves(figure.node))
    place = next(n for n, one in enumerate(operands) if one.leaf is not None and same_place(one.leaf, first))
    if figure.leaf is not None:
        return value_of(figure, place)
    name = f"{wording.title(figure)} (derived)"
    written = expression(figure.node)
    value = tidy(figure.value * HUNDRED if figure.unit == "percent" else figure.value)
    return Value(
        name, value, figure.unit, first.fact.scale, written, figure.period, place, first.entry.item.path
    )


def citation_of(view: FilingView, figure: Figure) -> Citation:
    """The line that prints an operand."""
    assert figure.leaf is not None
    return cited(figure.leaf, view)


def interpretation(case: Case, result: Result) -> str:
    """How the question was read: operation, metrics, periods, what was carried over."""
    parts = []
    if result.operation not in ("lookup", "list"):
        parts.append(result.operation.replace("_", " "))
    names = list(dict.fromkeys(wording.title(f) for f in result.figures))
    parts.append(", ".join(names[:6]) + (" …" if len(names) > 6 else ""))
    periods = list(dict.fromkeys(period_in_short(f.period) for f in result.figures if f.period))
    parts += [", ".join(periods[:5])] if periods else []
    if case.plan.basis not in (None, "gaap"):
        parts.append(str(case.plan.basis).replace("_", " "))
    if case.plan.carried:
        parts.append(f"carried over: {', '.join(dict.fromkeys(case.plan.carried))}")
    if case.plan.query.corrections:
        parts.append(", ".join(f"“{a}” read as “{b}”" for a, b in case.plan.query.corrections))
    return " · ".join(parts)


def _fallback(view: FilingView, question: str, plan: Plan, case: Case, missing: NotSaid) -> Answer:
    """The text of the filing may say what its figures do not; else an honest no with what is nearest."""
    told = None if denies(plan) else said(view, question, plan)
    named = plan.query.words[0].lower in NAMING if plan.query.words else False
    figure = plan.operation in CALCULATED or bool(ASKS_FIGURE.match(plan.query.text))
    if told is not None and told.unit not in WORDS and asks_words(plan.query.text):
        told = None  # a figure is no reason, no rule and no definition
    if told is not None and told.unit in WORDS and figure and not named and not _has_digit(told):
        told = None  # words are no sum, and no rate
    if told is not None and "metric" in plan.carried and not _speaks_of(plan, told):
        told = None  # a sentence about something else than the talk
    if told is not None and plan.lists and told.unit not in WORDS:
        told = None  # one figure is no list
    other_period = told is not None and missing.what == "period" and bool(plan.phrases)
    if told is not None and other_period and (told.unit in WORDS or _of_another(view, plan, told)):
        told = None  # words, or another metric, do not stand in for a figure of another period
    if told is not None:
        return told
    reason = reason_for(view, case, missing)
    return Answer(
        question=question,
        status="unanswerable",
        text=wording.fill("unanswerable", reason=reason),
        interpretation=half_read(case),
        reason=reason,
        alternatives=tuple(nearest(case, missing)),
        explanation=explain(view, case, None),
    )
