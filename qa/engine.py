"""A question to an answer, against one filing: read, match, settle, calculate, cite, say.

Each step is a function; what it could not find travels as `NotSaid` and becomes an answer that says so.
"""

from __future__ import annotations

from grammar.pipeline import understand
from grammar.query import Tagged
from grammar.values import Period
from index.match import Mention
from qa import dialogue, lookups, operations, results, settle, wording
from qa.answer import Answer, Calculation, Citation, Value
from qa.confidence import confidence
from qa.dialogue import State
from qa.errors import NotSaid, QuestionError
from qa.explanation import explain
from qa.figures import Figure, expression, leaves, tidy
from qa.lookups import Case
from qa.periodproof import period_citations
from qa.plan import Plan
from qa.prose import from_text
from qa.reading import read
from qa.results import Result
from qa.silence import half_read, nearest, reason_for
from qa.view import FilingView


def answer(view: FilingView, question: str, state: State, unit: str | None = None) -> Answer:
    """The answer to one question against one filing; `state` is read and, where answered, moved on."""
    query = understand(view.with_synonyms(question), view.vocabulary)
    plan = read(view, query, state)
    if unit in wording.SCALES:
        plan.scale = unit
    elif unit == "percent":
        plan.unit = unit
    elif unit is not None:
        raise QuestionError(f"the unit {unit!r} is not known: use {', '.join(wording.SCALES)} or percent")
    told = from_text(view, question, plan) if plan.operation == "text" else None
    if told is not None:
        return told
    if plan.operation == "text":
        if query.tags("shape") & {"who", "where", "why"}:
            return _fallback(view, question, plan, Case(view, plan, []), NotSaid("words"))
        plan.operation = "lookup"
    case = Case(view, plan, [])
    try:
        case.periods, carried = _periods(view, plan, state)
        _understood(case)
        result = operations.run(case)
        _covered(case, result)
    except NotSaid as missing:
        return _fallback(view, question, plan, case, missing)
    found = _from_figures(view, question, case, result)
    state.remember(plan, carried if carried else [f.period for f in result.figures if f.period])
    return found


def _periods(view: FilingView, plan: Plan, state: State) -> tuple[list[tuple[Period, ...]], list[Period]]:
    """For each period expression what it may mean; where none is said, what the conversation carries.
    Second: the periods to remember for the next turn, where they are not those of the figures."""
    context = view.context
    base = state.periods[-1] if state.periods else None
    found: list[tuple[Period, ...]] = []
    for reading in plan.phrases:
        if reading.value.form == "latest":
            continue
        start = found[0][0] if found else base
        if reading.value.form == "relative" and start is None:
            start = _now(view, plan)
            if start is not None and _two_sided(plan):
                found.append((start,))
        wanted = settle.wanted(reading.value, context, start)
        if settle.only_length(reading.value) and reading.value.months:
            wanted = (*wanted, *view.lasting(reading.value.months))
        found.append(wanted)
        if not found[-1]:
            raise NotSaid("period", plan.mentions[0] if plan.mentions else None)
    if len(found) == 1 and state.periods and "metric" in plan.carried and plan.has("than"):
        found.insert(0, (state.periods[-1],))  # "is that more than in Q3?": that is the turn before
    if not found and state.periods and plan.operation != "text":
        turning = (
            dialogue.turning_points(plan, state) if plan.operation in ("difference", "percent_change") else []
        )
        carried = turning or state.periods[-1:]
        plan.carried.append("period")
        return [(period,) for period in carried], []
    return found, []


def _two_sided(plan: Plan) -> bool:
    """Whether a lone "a year earlier" is the other side of a comparison, not the period itself."""
    return plan.operation in ("difference", "percent_change", "boolean", "average", "sum")


def _now(view: FilingView, plan: Plan) -> Period | None:
    """The current period of the first metric."""
    try:
        if not plan.mentions:
            return None
        return lookups.figure(Case(view, plan, []), plan.mentions[0], None).period
    except NotSaid:
        return None


def _understood(case: Case) -> None:
    """Refuse what was only half understood: a metric the filing lacks, or words that narrow the question
    to something it does not say."""
    plan = case.plan
    for tagged in plan.missing:
        if not _covered_by_operation(plan, tagged):
            name = tagged.tag
            raise NotSaid(
                "metric", Mention(tagged.first, tagged.end, concept=None if name[0] == "=" else name)
            )
    if not plan.mentions:
        raise NotSaid("metric" if not plan.unread else "words", detail=" ".join(plan.unread))
    if _denies(plan):
        raise NotSaid("words", detail="not")


def _denies(plan: Plan) -> bool:
    """Whether a "not" turns the question into one about the rest, which nothing here works out."""
    tagged = {place for t in plan.query.tagged for place in range(t.first, t.end)}
    for place, word in enumerate(plan.query.words):
        before = plan.query.text[: word.start]
        if word.lower == "not" and place not in tagged and before.count("(") <= before.count(")"):
            return True
    return False


def _covered_by_operation(plan: Plan, tagged: Tagged) -> bool:
    """A word that names a concept but serves as an operation here ("lose" beside "per share")."""
    own = set(range(tagged.first, tagged.end))
    return any(t.group != "metric" and own <= set(range(t.first, t.end)) for t in plan.query.tagged)


def _covered(case: Case, result: Result) -> None:
    """Every word that asks for something is read by an operand, or stands in its sentence."""
    if "basis_points" in case.plan.query.tags("unit") and result.unit != "percent":
        raise NotSaid("words", detail="basis points")
    left = set(case.plan.unread)
    for figure in result.figures:
        for leaf in leaves(figure.node):
            left -= case.context_terms(leaf.entry)
    if left:
        raise NotSaid("words", detail=" ".join(w for w in case.plan.unread if w in left))


def _from_figures(view: FilingView, question: str, case: Case, result: Result) -> Answer:
    plan = case.plan
    operands = results.operands(result)
    values = tuple(_value(figure, number) for number, figure in enumerate(operands))
    calculation = None
    if result.node is not None:
        calculation = Calculation(
            result.operation, expression(result.node), tuple(range(len(values))), result.value or ""
        )
    sure, alternatives = confidence(case, result)
    return Answer(
        question=question,
        status="answered",
        text=wording.sentence(plan, result),
        value=result.value,
        unit=result.unit,
        values=values,
        calculation=calculation,
        citations=(*(_citation(view, figure) for figure in operands), *period_citations(view, operands)),
        interpretation=interpretation(case, result),
        confidence=sure,
        alternatives=alternatives,
        carried=tuple(plan.carried),
        explanation=explain(view, case, result),
    )


def _value(figure: Figure, number: int) -> Value:
    leaf = figure.leaf
    assert leaf is not None
    fact = leaf.fact
    item = leaf.entry.item
    return Value(
        wording.name_of(item),
        tidy(fact.value),
        fact.unit,
        fact.scale,
        fact.printed,
        fact.period,
        number,
        item.path,
    )


def _citation(view: FilingView, figure: Figure) -> Citation:
    leaf = figure.leaf
    assert leaf is not None
    place = leaf.fact.place
    return Citation(view.record.name, place.line, place.start, place.end, view.source.line(place.line))


def interpretation(case: Case, result: Result) -> str:
    """How the question was read: operation, metrics, periods, what was carried over."""
    parts = []
    if result.operation not in ("lookup", "list"):
        parts.append(result.operation.replace("_", " "))
    names = list(dict.fromkeys(wording.title(f) for f in result.figures))
    parts.append(", ".join(names[:6]) + (" …" if len(names) > 6 else ""))
    periods = list(dict.fromkeys(_said(f.period) for f in result.figures if f.period))
    parts += [", ".join(periods[:5])] if periods else []
    if case.plan.basis not in (None, "gaap"):
        parts.append(str(case.plan.basis).replace("_", " "))
    if case.plan.carried:
        parts.append(f"carried over: {', '.join(dict.fromkeys(case.plan.carried))}")
    if case.plan.query.corrections:
        parts.append(", ".join(f"“{a}” read as “{b}”" for a, b in case.plan.query.corrections))
    return " · ".join(parts)


def _said(period: Period) -> str:
    if period.start is None:
        return f"at {period.end}"
    months = period.months or 0
    length = {3: "three months", 6: "six months", 9: "nine months", 12: "year"}.get(months)
    return f"{length} ended {period.end}" if length else f"{period.start} to {period.end}"


def _fallback(view: FilingView, question: str, plan: Plan, case: Case, missing: NotSaid) -> Answer:
    """The text of the filing may say what its figures do not; else an honest no with what is nearest."""
    told = None if _denies(plan) else from_text(view, question, plan)
    if told is not None and missing.what == "period" and plan.phrases and told.unit in ("text", "date"):
        told = None  # words of the text do not stand in for a figure of another period
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
