"""One turn of a conversation: a calculation over what was said before, or a question of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from grammar.lexicon import terms
from grammar.query import Query
from grammar.words import cut, stem
from index.match import Mention
from qa import engine, results, wording
from qa.answer import Answer, Calculation
from qa.case import Case
from qa.compose import Composed, composed
from qa.compose_rules import Form, read_forms
from qa.dialogue import REFERENCES, State
from qa.engine import Attempt
from qa.errors import NotSaid
from qa.explanation import explain
from qa.figures import Figure, evaluate, expression, leaves, tidy
from qa.ledger import Outcome, of_year
from qa.reach import Reach
from qa.reading import read
from qa.results import HUNDRED, Result
from qa.silence import reason_for
from qa.view import FilingView

SURE = 0.9  # confidence of a calculation that a turn asks for over turns before
# Words of a side that only stand for what the conversation is about: "this 2015 amount".
POINTING = REFERENCES | frozenset(
    ["the", "value", "values", "amount", "figure", "number", "one", "ones", "of", "in", "for"]
)
POINTERS = frozenset({"that", "this", "those", "these"})  # a noun behind one is what was said before
THAT_YEAR = re.compile(r"(?:this|that|these|those) (?P<year>(?:19|20)\d\d) (?P<words>[a-z-]+(?: [a-z-]+)*)")
IN_YEAR = re.compile(r"in ((?:19|20)\d\d)")
# "In that same period, what was …": the periods of the turn before, which are carried where none is said.
SAME_TIME = re.compile(
    r"^(?:and )?(?:also )?(?:in|during|over|for|as of) (?:that|this|the) same "
    r"(?:period|year|time|quarter|date|years)(?: of time)?(?:, | (?=(?:what|how|which|by|did|was|were)\b))",
    re.IGNORECASE,
)

# "In that last year of the period": one of the years that were talked of.
TALKED_YEAR = re.compile(
    r"\b(?:(?:that|this) (?P<one>first|last|final|earlier|later|latter) (?:fiscal )?year"
    r"(?: of (?:the|that|this) (?:same )?(?:period|time))?"
    r"|the (?P<other>first|last|final|earlier|later|latter) (?:fiscal )?year of (?:that|this) (?:same )?"
    r"period)\b",
    re.IGNORECASE,
)
THOSE = re.compile(
    r"\bthose (?=(?P<behind>due|maturing|expiring|payable|granted|vested|exercised|forfeited|issued|sold)\b)",
    re.IGNORECASE,
)
FIRST = frozenset({"first", "earlier"})
# "And what was it in 2008?": nothing but a period, and words that point back.
POINTS_TO_TIME = re.compile(
    r"(?:(?:and|so|what|how|about|much|was|were|is|are|it|that|this|they|then|the|same|specific|value|values|amount"
    r"|figure|number|one|for|in|at|as|of|during|on|again|also|did|do|does|come|to|be)[\s,?.]*)*"
)
POINTED = re.compile(r"\b(?:that|this|those|these)(?: same)? (?=(?P<words>(?:[A-Za-z-]+ ?){1,4}))")


def attempt(
    view: FilingView,
    question: str,
    state: State,
    unit: str | None = None,
    reach: Reach | None = None,
    reading: engine.Read | None = None,
) -> Attempt:
    """The answer to one turn, and the case it comes from; `state` is moved on where it is answered. Raises
    QuestionError where the unit is not known."""
    if state.home not in (None, view.record.digest):
        found = _alone(view, question, state, unit, reach, reading)
    else:
        words = SAME_TIME.sub("", question) if state.periods else question
        words = _with_noun(_with_year(words, state), state)
        form, loose = read_forms(words)
        made = _composed(view, words, form, state, unit, reach) if form is not None else None
        if made is None and loose is not None and loose.rule == "two" and _names_none(view, words, state):
            made = _of_two_questions(view, words, loose, state, unit, reach)
        found = made or _alone(view, words, state, unit, reach, reading)
        if loose is not None and not found.answer.answered:
            found = _of_two_questions(view, words, loose, state, unit, reach) or found
    if found.answer.answered:
        parts = {part for parts in found.case.plan.query.terms for part in parts}
        said = frozenset(part for part in parts if part[0].isalpha())  # no years: they are asked for anew
        state.words = state.words | said if found.answer.carried else said
    if found.answer.question == question:
        return found
    return Attempt(replace(found.answer, question=question), found.case)


def _with_year(question: str, state: State) -> str:
    """A turn with the year itself in the place of "that last year of the period", where several were talked
    of."""
    if TALKED_YEAR.search(question) is None:
        return question
    last = [leaf.fact.period for one in state.ledger[-1:] for leaf in leaves(one.node)]
    looked = [one.period for one in state.ledger]
    spans = ({one.end.year for one in talked if one} for talked in (state.periods, last, looked))
    years = sorted(next((span for span in spans if len(span) > 1), ()))
    if not years:
        return question
    return TALKED_YEAR.sub(
        lambda said: str(years[0 if (said["one"] or said["other"]).lower() in FIRST else -1]), question
    )


def _with_noun(question: str, state: State) -> str:
    """A turn with the noun in the place of "those" before a word that stands behind it in what was talked of:
    "those due in 2017" of "3.50% notes due 2014", in the column that was talked of."""
    for found in THOSE.finditer(question):
        for one in reversed(state.ledger):
            behind = re.search(rf"\b([a-z-]+) {found['behind']}\b", one.label, re.IGNORECASE)
            if behind is not None:
                path = one.entry.item.path
                named = question[: found.start()].lower().endswith("of ")  # "the fair value of those"
                column = f"{path[-1]} of the " if path and not named else ""
                return f"{question[: found.start()]}the {column}{behind[1]} {question[found.end() :]}"
    return question


def _composed(
    view: FilingView, question: str, form: Form, state: State, unit: str | None, reach: Reach | None
) -> Attempt | None:
    """A calculation over what was said before, or why there is none; None where the talk gives none."""
    aside = state.copy()
    try:
        found = composed(form, state.ledger, lambda text: _asked(view, text, aside, reach))
    except NotSaid as missing:
        case = _case(view, question, state, unit, reach)
        return Attempt(_not_said(case, missing), case)
    if found is None:
        return None
    return _told(view, question, state, unit, reach, found)


def _names_none(view: FilingView, question: str, state: State) -> bool:
    """Whether a total "for both years" is that of what the talk is of: no other metric is named."""
    query, _ = engine.understood(view, question)
    plan = read(view, query, state)
    return "metric" in plan.carried or (bool(plan.mentions) and _rows(plan.mentions) == _rows(state.mentions))


def _rows(mentions: Iterable[Mention]) -> list[int]:
    """The rows that metrics are matched to, the best of each."""
    return [mention.hits[0].entry.position for mention in mentions if mention.hits]


def _of_two_questions(
    view: FilingView, question: str, form: Form, state: State, unit: str | None, reach: Reach | None
) -> Attempt | None:
    """A calculation over two questions that each stand alone, where the whole was not answered as one: "what
    percentage did the change in A represent in relation to B in 2008?". None where either is not."""
    aside = state.copy()
    try:
        found = composed(form, state.ledger, lambda text: _asked(view, text, aside, reach))
    except NotSaid:
        return None
    return _told(view, question, state, unit, reach, found) if found is not None else None


def _told(
    view: FilingView, question: str, state: State, unit: str | None, reach: Reach | None, found: Composed
) -> Attempt:
    """The answer of a calculation, which the conversation goes on from."""
    case = _case(view, question, state, unit, reach)
    state.keep([found.outcome])
    state.home = view.record.digest
    return Attempt(_answer(case, found), case)


def _alone(
    view: FilingView,
    question: str,
    state: State,
    unit: str | None,
    reach: Reach | None,
    reading: engine.Read | None,
) -> Attempt:
    """A question of its own; where nothing answers it as it stands, what it says in short is written out."""
    found = engine.attempt(view, question, state, unit, reach, reading)
    if not found.answer.answered:
        for words in _written_out(view, question, state):
            again = engine.attempt(view, words, state, unit, reach)
            if again.answer.answered:
                asked = f"{again.answer.interpretation} · asked as “{words}”"
                return Attempt(replace(again.answer, interpretation=asked), again.case)
        return found
    if not found.answer.carried:
        state.question = question
    return found


def _written_out(view: FilingView, question: str, state: State) -> Iterator[str]:
    """A turn with what it only points to: the question before with another period, or "it" in the place of
    the metric's name in short ("those losses")."""
    query, _ = engine.understood(view, question)
    if state.question and len(query.periods) == 1 and POINTS_TO_TIME.fullmatch(_around(query)):
        before, _ = engine.understood(view, state.question)
        if len(before.periods) == 1:
            old, new = before.periods[0], query.periods[0]
            yield f"{before.text[: old.start]}{query.text[new.start : new.end]}{before.text[old.end :]}"
    known = _known(state)
    for match in POINTED.finditer(question):
        words = list(re.finditer(r"\S+", match["words"]))
        count = len(words)
        while count and not all(stem(word.group().lower()) in known for word in words[:count]):
            count -= 1
        if count:
            end = match.start("words") + words[count - 1].end()
            yield f"{question[: match.start()]}it{question[end:]}"


def _around(query: Query) -> str:
    """The words of a question around its period."""
    period = query.periods[0]
    return " ".join(f"{query.text[: period.start]} {query.text[period.end :]}".lower().split())


def _known(state: State) -> frozenset[str]:
    """The words by which the conversation's metric goes: those of its row, and of the questions about it."""
    return state.words.union(
        term for mention in state.mentions for hit in mention.hits[:1] for term in hit.entry.label_terms
    )


def _asked(view: FilingView, text: str, aside: State, reach: Reach | None) -> Outcome:
    """What one side of a calculation comes to, as a question of its own: the conversation's metric where it
    names none, or names it in short."""
    words = text
    told = _of_that_year(text, aside)
    if told is not None:
        return told
    for words in dict.fromkeys((text, _without_known(text, aside))):
        before = len(aside.ledger)
        found = engine.attempt(view, words, aside, None, reach)
        new = aside.ledger[before:]
        if found.answer.answered and len(new) == 1:
            return new[0]
    year = IN_YEAR.fullmatch(words)
    told = of_year(aside.ledger, year[1]) if year is not None else None
    if told is None:
        raise NotSaid("words", detail=text)
    return told  # what a sentence said of that year


def _of_that_year(text: str, state: State) -> Outcome | None:
    """What "this 2014 long-term debt" points to: what was said for that year, where its words are known."""
    match = THAT_YEAR.fullmatch(text.strip())
    if match is None or not _known(state).issuperset(terms(match["words"])):
        return None
    return of_year(state.ledger, match["year"])


def _without_known(text: str, state: State) -> str:
    """A side without the words by which it names the conversation's metric in short: "the 2014 losses"."""
    known = _known(state)
    words = cut(text)
    named = {place + 1 for place, word in enumerate(words[:-1]) if word.lower in POINTERS}
    kept = [
        word.text
        for place, word in enumerate(words)
        if word.stem not in known
        and word.lower not in POINTING
        and (place not in named or word.text[0].isdigit())
    ]
    return f"in {' '.join(kept)}" if kept else text


def _case(view: FilingView, question: str, state: State, unit: str | None, reach: Reach | None) -> Case:
    """What is known of a turn that is calculated from others."""
    query, _ = engine.understood(view, question)
    plan = read(view, query, state)
    wording.give_in(plan, unit)
    return Case(view, plan, [], reach, None)


def _answer(case: Case, found: Composed) -> Answer:
    view, outcome = case.view, found.outcome
    worth = evaluate(outcome.node)
    assert worth is not None
    value = tidy(worth * HUNDRED if outcome.fraction and outcome.unit == "percent" else worth)
    figure = Figure(outcome.node, outcome.entry, None, outcome.unit)
    result = Result(outcome.operation, value, outcome.unit, [figure], outcome.node)
    case.outcomes = [outcome]
    operands = results.operands(result)
    values = tuple(engine.value_of(one, number) for number, one in enumerate(operands))
    return Answer(
        question=case.plan.query.text,
        status="answered",
        text=_sentence(case, found, wording.shown(case.plan, value, outcome.unit)),
        value=value,
        unit=outcome.unit,
        values=values,
        calculation=Calculation(
            outcome.operation, expression(outcome.node), tuple(range(len(values))), value
        ),
        citations=tuple(engine.citation_of(view, one) for one in operands),
        interpretation=" · ".join(
            [
                outcome.operation,
                ", ".join(found.sides),
                *(["carried over: what was said before"] if found.points else []),
            ]
        ),
        confidence=SURE,
        carried=("result",) if found.points else (),
        explanation=explain(view, case, result),
    )


def _sentence(case: Case, found: Composed, value: str) -> str:
    if not found.said:
        if (found.outcome.operation, found.outcome.unit) == ("difference", "percent"):
            value = f"{value.removesuffix('%').strip()} percentage points"
        return wording.fill("composed", value=value)
    label, when = found.outcome.label, wording.when(found.outcome.period)
    verb = wording.verb(label)
    return wording.fill("composed_larger", label=label, when=when, verb=verb, which=found.said, value=value)


def _not_said(case: Case, missing: NotSaid) -> Answer:
    reason = reason_for(case.view, case, missing)
    text = wording.fill("unanswerable", reason=reason)
    return Answer(question=case.plan.query.text, status="unanswerable", text=text, reason=reason)


def answer(view: FilingView, question: str, state: State, unit: str | None = None) -> Answer:
    """The answer to one turn against one filing."""
    return attempt(view, question, state, unit).answer
