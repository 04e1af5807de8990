"""A question to an answer, against one filing: read, match, settle, calculate, cite, say.

Each step is a function; what it could not find travels as `NotSaid` and becomes an answer that says so.
"""

from __future__ import annotations

from grammar.lexicon import concepts, filler, light_stems, measures
from grammar.pipeline import understand
from grammar.query import Query, Tagged
from grammar.values import Period
from index.catalogue import RELATIVE
from index.match import Mention, mentions
from qa import dialogue, lookups, operations, settle, wording
from qa.answer import Answer, Calculation, Citation, Value
from qa.asides import is_aside, without_asides
from qa.confidence import confidence
from qa.dialogue import State
from qa.errors import NotSaid, QuestionError
from qa.explanation import explain
from qa.figures import Figure, expression, leaves, tidy
from qa.lookups import Case
from qa.operations import Result
from qa.periodproof import period_citations
from qa.phrases import joined
from qa.plan import Plan, shape, shape_words
from qa.prose import from_text
from qa.view import FilingView

LONGEST = 2_000  # characters of a question
BASES = ("pro_forma", "non_gaap", "as_adjusted", "adjusted", "gaap")
NEAREST = 3  # line items named where the filing is silent


def check(question: str) -> str:
    """The question without outer white space. Raises QuestionError where it cannot be asked."""
    question = " ".join(question.split())
    if not question:
        raise QuestionError('the question is empty: ask something such as "What was revenue?"')
    if len(question) > LONGEST:
        raise QuestionError(f"the question has {len(question):,} characters; ask in at most {LONGEST:,}")
    return question


def answer(view: FilingView, question: str, state: State, unit: str | None = None) -> Answer:
    """The answer to one question against one filing; `state` is read and, where answered, moved on."""
    query = understand(question, view.vocabulary)
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


def read(view: FilingView, query: Query, state: State) -> Plan:
    """The plan of a question: its metrics matched, its operation decided, the turn before carried in."""
    blocked = {place for place in range(len(query.words)) if query.inside(place) is not None}
    blocked |= {
        place
        for place, word in enumerate(query.words)
        if any(a.start <= word.start < a.end for a in query.amounts)
    }
    metric_places = {place for t in query.tagged if t.group == "metric" for place in range(t.first, t.end)}
    for tagged in query.found("per_share", "unit"):
        blocked |= set(range(tagged.first, tagged.end)) - metric_places
    blocked |= {
        place
        for t in query.tagged
        if t.group == "basis" and t.tag in BASES[:3] + BASES[-1:]
        for place in range(t.first, t.end)
    } - metric_places
    relative = bool(query.found("stated") or query.found("percent") or query.found("share"))
    found, missing = mentions(
        query,
        view.catalogue,
        blocked,
        lambda entry: relative or not RELATIVE.search(entry.item.label),
        {place for place, word in enumerate(query.words) if word.stem in view.own_names},
    )
    plan = Plan(query, "lookup", without_asides(query, found), joined(query.periods), missing)
    plan.asides = [mention for mention in found if mention not in plan.mentions]
    plan.mentions += [
        Mention(
            t.first,
            t.end,
            concept=t.tag,
            text=query.text[query.words[t.first].start : query.words[t.end - 1].end],
        )
        for t in missing
        if t.tag in lookups.REMAINDERS
    ]
    plan.missing = [
        t
        for t in missing
        if t.tag not in lookups.REMAINDERS and not (found and is_aside(query, Mention(t.first, t.end)))
    ]
    units, statements = plan.free("unit"), plan.free("statement")
    bases = plan.free("basis") | (query.tags("basis") - {"adjusted"})
    _give_bases(query, plan.mentions)
    plan.unit = "USD/share" if "per_share" in units else "percent" if "percent" in units else None
    if _counts_shares(query):
        plan.unit = "shares"
    plan.basis = next(
        (b for b in ("pro_forma", "non_gaap", "as_adjusted", "adjusted", "gaap") if b in bases), None
    )
    plan.statement = next(iter(sorted(statements)), None)
    plan.stated = bool(query.found("stated"))
    dropped = [Mention(t.first, t.end) for t in missing if t not in plan.missing]
    plan.unread = _unread(view, plan, [*found, *dropped])
    plan.operation = shape(plan)
    if plan.operation != "text":
        before = len(plan.mentions)
        dialogue.carry_metrics(plan, state)
        if len(plan.mentions) != before and "operation" not in plan.carried:
            plan.operation = shape(plan)
        if plan.carried and plan.basis is None:
            plan.basis = state.basis
    return plan


def _give_bases(query: Query, found: list[Mention]) -> None:
    """Where a question names two bases, each goes with the metric that follows it."""
    tags = sorted((t for t in query.tagged if t.group == "basis" and t.tag in BASES), key=lambda t: t.first)
    if len({t.tag for t in tags}) < 2:
        return
    for mention in found:
        before = [t for t in tags if t.end <= mention.first]
        mention.basis = (before[-1] if before else tags[0]).tag


def _text(query: Query, tagged: Tagged) -> str:
    return query.text[query.words[tagged.first].start : query.words[tagged.end - 1].end]


def _counts_shares(query: Query) -> bool:
    """ "How many diluted shares …": shares are counted, whatever is said of them after."""
    words = [word.stem for word in query.words]
    for place, word in enumerate(words):
        counts = word == "many" or words[max(0, place - 1) : place + 1] == ["number", "of"]
        after = words[place + 1 : place + 5]
        if counts and "shar" in after and "per" not in after:
            return True
    return False


def _unread(view: FilingView, plan: Plan, found_mentions: list[Mention]) -> tuple[str, ...]:
    """Stems of the words that nothing reads: no metric, period, operation, filler, or company name."""
    query = plan.query
    taken = {place for mention in found_mentions for place in mention.places}
    taken |= {place for t in query.tagged if t.group != "metric" for place in range(t.first, t.end)}
    found: list[str] = []
    for place, word in enumerate(query.words):
        if place in taken or query.inside(place) or not word.lower[0].isalpha():
            continue
        if word.stem in view.names or word.stem in filler("stop") or word.stem in light_stems():
            continue
        if any(a.start <= word.start < a.end for a in query.amounts):
            continue
        if _idle(word.stem):
            continue
        found.extend(query.terms[place])
    return tuple(dict.fromkeys(found))


def _idle(stem: str) -> bool:
    """Whether a word asks for nothing by itself."""
    idle = any(stem in filler(kind) for kind in ("benign", "verbs", "agents"))
    idle = idle or stem in shape_words("group") or stem in shape_words("period")
    return idle and stem not in filler("narrowing")


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


def _covered_by_operation(plan: Plan, tagged: Tagged) -> bool:
    """A word that names a concept but serves as an operation here ("lose" beside "per share")."""
    own = set(range(tagged.first, tagged.end))
    return any(t.group != "metric" and own <= set(range(t.first, t.end)) for t in plan.query.tagged)


def _covered(case: Case, result: Result) -> None:
    """Every word that asks for something is read by an operand, or stands in its sentence."""
    left = set(case.plan.unread)
    for figure in result.figures:
        for leaf in leaves(figure.node):
            left -= case.context_terms(leaf.entry)
    if left:
        raise NotSaid("words", detail=" ".join(w for w in case.plan.unread if w in left))


def _from_figures(view: FilingView, question: str, case: Case, result: Result) -> Answer:
    plan = case.plan
    operands = operations.operands(result)
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
    told = (
        from_text(view, question, plan) if missing.what in ("metric", "words") or not plan.phrases else None
    )
    if told is not None:
        return told
    reason = _reason(view, case, missing)
    return Answer(
        question=question,
        status="unanswerable",
        text=wording.fill("unanswerable", reason=reason),
        interpretation=_half_read(plan),
        reason=reason,
        alternatives=tuple(_nearest(view, plan, missing)),
        explanation=explain(view, case, None),
    )


def _half_read(plan: Plan) -> str:
    names = [
        measures()[m.measure].name if m.measure else wording.name_of(m.hits[0].entry.item)
        for m in plan.mentions
        if m.measure or m.hits
    ]
    periods = [plan.query.text[r.start : r.end] for r in plan.phrases]
    return " · ".join(filter(None, [", ".join(names), ", ".join(periods)]))


def _reason(view: FilingView, case: Case, missing: NotSaid) -> str:
    """One sentence: what is missing."""
    plan, mention = case.plan, missing.mention
    name = _name(plan, mention)
    if missing.what == "words":
        words = missing.detail or " ".join(plan.unread)
        return f"Nothing in it answers to “{_as_written(plan.query, words)}”."
    if missing.what == "period":
        said = ", ".join(plan.query.text[r.start : r.end] for r in plan.phrases)
        return (
            f"It gives no {name} for {said or 'that period'}."
            if said
            else f"It gives no such figure for {name}."
        )
    if missing.what == "parts":
        return f"It does not break {name} down."
    if missing.what == "comparison":
        return f"There is nothing to compare {name} with{': ' + missing.detail if missing.detail else ''}."
    return f"It has no line for {name}."


def _as_written(query: Query, stems: str) -> str:
    wanted = set(stems.split())
    words = [w.text for place, w in enumerate(query.words) if wanted & set(query.terms[place])]
    return " ".join(words) or stems


def _name(plan: Plan, mention: Mention | None) -> str:
    if mention is None:
        return "that"
    if mention.measure:
        return measures()[mention.measure].name
    if mention.text:
        return mention.text
    if mention.end > mention.first:
        words = plan.query.words
        return plan.query.text[words[mention.first].start : words[mention.end - 1].end]
    if mention.concept in concepts():
        return concepts()[mention.concept or ""].name
    return "that"


def _nearest(view: FilingView, plan: Plan, missing: NotSaid) -> list[str]:
    """The nearest things the filing does have: the same item's periods, or the labels most like the words."""
    if missing.what == "period" and plan.mentions and plan.mentions[0].hits:
        entry = plan.mentions[0].hits[0].entry
        labels = [f.period.label for f in view.facts_of(entry) if f.period]
        return [f"{wording.name_of(entry.item)}, {label}" for label in dict.fromkeys(labels)][:NEAREST]
    return near_labels(view, plan.query.text)


def near_labels(view: FilingView, text: str) -> list[str]:
    """Labels of the statements most like a text, best first."""
    from rapidfuzz import fuzz, process

    labels = list(
        dict.fromkeys(wording.name_of(e.item) for e in view.catalogue.entries if e.item.origin == "table")
    )
    found = process.extract(text, labels, scorer=fuzz.token_set_ratio, limit=NEAREST, score_cutoff=50)
    return [label for label, _, _ in found]
