"""Differences and percent changes: between two periods, between two metrics, or as the prose states them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grammar.calendar import same_period, shift
from grammar.lexicon import terms
from grammar.periods import find_periods
from grammar.values import Period
from grammar.words import stems
from index.catalogue import CHANGE, RELATIVE, Entry
from index.match import Mention
from qa import lookups, settle
from qa.case import Case
from qa.errors import NotSaid
from qa.figures import Figure, Node, Size, difference, evaluate, percent_change, same_place, tidy, total
from qa.members import conjoined
from qa.plan import shape_words
from qa.results import (
    HUNDRED,
    PeriodChoice,
    Result,
    comparable,
    end_of,
    first_mention,
    period_choice,
    same_choice,
    single,
)
from qa.sizes import of_size


def change(case: Case) -> Result:
    """A difference, in the unit of its figures."""
    found = stated(case) or _told(case) or _step(case)
    if found is not None:
        return found
    a, b = pair(case)
    comparable(a, b)
    if a.leaf is not None and b.leaf is not None and same_place(a.leaf, b.leaf):
        raise NotSaid("comparison", None, "only one of the figures is in it")
    new, old = _nodes(case, a, b)
    node = difference(new, old)
    value = evaluate(node)
    assert value is not None
    fewer = case.plan.has("fewer") and not case.plan.has("more")
    if fewer and case.plan.has("than"):
        node = difference(old, new)
        value = -value
    points = a.unit == "percent" and a.leaf is None and b.leaf is None  # rates worked out are shares
    return Result("difference", tidy(value * HUNDRED if points else value), a.unit, [a, b], node)


def _told(case: Case) -> Result | None:
    """The change that a sentence states, where nothing else is said of the metric: "the new law reduced
    deferred taxes by $12 million". Of several, the one whose sentence has the other words of the question."""
    if len(case.plan.mentions) != 1 or case.plan.mentions[0].measure is not None:
        return None
    entries = case.entries(case.plan.mentions[0])
    if not entries or not all(e.item.label.endswith(CHANGE) for e in entries):
        return None
    asked = [period for choice in case.periods for period in choice]
    unread = set(case.plan.unread)
    for entry in entries:
        for fact in case.view.facts_of(entry):
            figure = settle.of(entry, fact)
            assert figure.leaf is not None
            timely = not asked or any(fact.period and same_period(fact.period, p) for p in asked)
            if timely and unread <= case.leaf_terms(figure.leaf) and _right_way(case, figure):
                return single(figure)
    raise NotSaid("words" if unread else "period", case.plan.mentions[0], " ".join(case.plan.unread))


def _step(case: Case) -> Result | None:
    """A step of a table that leads from one year to the next, where just that change is asked for: "the
    increase in volume from 2009 to 2010" between "2009 net revenue" and "2010 net revenue"."""
    if len(case.plan.mentions) != 1 or len(case.periods) != 2:
        return None
    for entry in case.entries(case.plan.mentions[0]):
        bridge = case.view.catalogue.bridges.get(-1 if entry.item.statement is None else entry.item.statement)
        if bridge is None or entry.position in bridge.ends:
            continue
        years = zip(case.periods, (bridge.old, bridge.new), strict=True)
        facts = case.view.facts_of(entry)
        if facts and all(any(period.end.year == year for period in choice) for choice, year in years):
            return single(settle.of(entry, facts[0]))
    return None


def relative_change(case: Case) -> Result:
    """A change in percent of the older figure."""
    found = stated(case)
    if found is not None:
        return found
    a, b = pair(case)
    comparable(a, b)
    new, old = _nodes(case, a, b)
    node = percent_change(new, old)
    value = evaluate(node)
    if value is None:
        raise NotSaid("comparison", first_mention(case), "the base is zero")
    return Result("percent_change", tidy(value * HUNDRED), "percent", [a, b], node)


def pair(case: Case) -> tuple[Figure, Figure]:
    """The two figures a change is between: (new or first-named, old or second-named)."""
    mentions, plan = case.plan.mentions, case.plan
    if not mentions:
        raise NotSaid("metric")
    bases = _two_bases(case)
    if bases is not None:
        after, before = (replace(mentions[0], basis=basis) for basis in bases)
        new = lookups.figure(case, after, period_choice(case))
        return new, lookups.figure(case, before, period_choice(case) or same_choice(new))
    mentions = _about(case, "less")
    if len(mentions) >= 2 and not (len(case.periods) >= 2 and not plan.has("than", "less", "between")):
        a = lookups.figure(case, mentions[0], period_choice(case))
        b = lookups.figure(case, mentions[1], period_choice(case, 1) or period_choice(case) or same_choice(a))
        return (b, a) if _range(a, b) else (a, b)
    if len(case.periods) >= 2 and _total_of(case, mentions):
        new, old = (_summed(case, mentions, case.periods[n]) for n in (1, 0))
        return (new, old) if end_of(new) >= end_of(old) else (old, new)
    mention = mentions[0]
    if len(case.periods) >= 2:
        a, b = (lookups.figure(case, mention, case.periods[n]) for n in (0, 1))
        if plan.has("than") and plan.has("more", "fewer"):
            return a, b
        return (a, b) if end_of(a) >= end_of(b) else (b, a)
    if len(case.periods) == 1:
        one = lookups.figure(case, mention, case.periods[0])
        if from_there(case):
            return _latest(case, mention, one), one
        return one, _before(case, mention, one)
    now = lookups.figure(case, mention, None)
    return now, _before(case, mention, now)


def _total_of(case: Case, mentions: Sequence[Mention]) -> bool:
    """Whether a change is that of several metrics taken together: "the change in the total of A and B"."""
    query = case.plan.query
    if len(mentions) < 2 or not conjoined(query, mentions):
        return False
    before = query.words[max(0, mentions[0].first - 2) : mentions[0].end]
    return "total" in {word.lower for word in before}


def _summed(case: Case, mentions: Sequence[Mention], choice: PeriodChoice) -> Figure:
    """The sum of several metrics for a period."""
    figures = [lookups.figure(case, mention, choice) for mention in mentions]
    for other in figures[1:]:
        comparable(figures[0], other)
    names = ", ".join(figure.name or figure.entry.item.label for figure in figures)
    return replace(figures[0], node=total([figure.node for figure in figures]), name=f"Total of {names}")


def _range(low: Figure, high: Figure) -> bool:
    """Whether two figures are the ends of a range, the low one first: what lies between is a size."""
    return (low.entry.item.label.lower(), high.entry.item.label.lower()) == ("low", "high")


def _about(case: Case, tag: str) -> list[Mention]:
    """The metrics; where there are more than two, the one before and the one after the word that takes one
    from the other ("net interest: interest expense less interest income")."""
    mentions = case.plan.mentions
    for tagged in case.plan.query.found(tag) if len(mentions) > 2 else ():
        before = [m for m in mentions if m.end and m.end <= tagged.first]
        after = [m for m in mentions if m.first >= tagged.end]
        if before and after:
            return [before[-1], after[0]]
    return mentions


def _two_bases(case: Case) -> tuple[str, str] | None:
    """(after, before) where a change is asked for between two bases of one figure: "what did the restatement
    add to cost of sales", "how far does debt fall, going from actual to as adjusted"."""
    plan = case.plan
    if len(plan.mentions) != 1 or plan.mentions[0].measure is not None or len(case.periods) > 1:
        return None
    bases = plan.free("basis")
    if bases & {"restatement", "restated"} and not plan.has("than"):
        return "gaap", "previously_reported"
    if bases >= {"actual", "as_adjusted"} or ("adjustments" in bases and plan.basis != "adjusted"):
        return "as_adjusted", "gaap"
    return None


def from_there(case: Case) -> bool:
    """Whether the one period named is where the change starts from."""
    start = case.plan.phrases[0].start if case.plan.phrases else None
    text = case.plan.query.text
    if start is None:
        return False
    before = text[:start].lower().split()
    phrase = text[start:].lower()
    return phrase.startswith(("since", "from")) or (bool(before) and before[-1] in ("since", "from"))


def _latest(case: Case, mention: Mention, old: Figure) -> Figure:
    """The latest figure of the same length as an older one."""
    months = old.period.months if old.period else None
    same = [f for f in lookups.history(case, mention) if f.period and f.period.months == months]
    if not same or end_of(max(same, key=end_of)) == end_of(old):
        raise NotSaid("comparison", mention)
    return max(same, key=end_of)


def _before(case: Case, mention: Mention, now: Figure) -> Figure:
    """What a figure is compared with where the question names one period: the same period a year before,
    or, for a balance, the balance sheet date before it."""
    if now.period is None:
        raise NotSaid("comparison", mention)
    if now.period.kind == "instant":
        dates = [f for f in lookups.history(case, mention) if f.period and f.period.end < now.period.end]
        if dates:
            return max(dates, key=end_of)
        raise NotSaid("comparison", mention)
    return lookups.figure(case, mention, (shift(now.period, years=-1),))


def _nodes(case: Case, a: Figure, b: Figure) -> tuple[Node, Node]:
    if of_size(case, (a, b)):
        return Size(a.node), Size(b.node)
    if (
        case.plan.has("less")
        and b.value < 0 < a.value
        and set(stems(b.entry.item.label)) & shape_words("outflows")
    ):
        return a.node, Size(b.node)  # "less purchases", which the statement prints as negative
    return a.node, b.node


def stated(case: Case) -> Result | None:
    """The percentage that the prose states, where the question asks for what the filing says: the one
    whose base ("from the first half of 2010") is among the periods asked for."""
    if not case.plan.stated:
        return None
    candidates: list[Figure] = []
    share = case.plan.operation in ("share", "ratio")
    entries = [{e.position: e for e in case.entries(mention)} for mention in case.plan.mentions]
    for found in entries:
        for entry in found.values():
            if ("share of" in entry.item.label) != share or (share and not _names_all(case, entry)):
                continue
            if entry.item.origin == "prose" and RELATIVE.search(entry.item.label):
                candidates += [settle.of(entry, f) for f in case.view.facts_of(entry) if f.unit == "percent"]
    asked = [period for choice in case.periods for period in choice]
    fitting = [f for f in candidates if _right_way(case, f) and _asked_for(case, f, asked)]
    return single(fitting[0]) if fitting else None


def _names_all(case: Case, entry: Entry) -> bool:
    """Whether a stated share is of both metrics that the question names."""
    words = set(terms(entry.item.label))
    return all(words & set(terms(mention.text)) for mention in case.plan.mentions)


def _right_way(case: Case, figure: Figure) -> bool:
    """Whether a stated change goes the way the question says it went."""
    if case.plan.has("up") == case.plan.has("down"):
        return True
    return (figure.value > 0) == case.plan.has("up")


def _asked_for(case: Case, figure: Figure, asked: Sequence[Period]) -> bool:
    """Whether a stated change is from one of the periods asked for; a stated share, whether it is of one."""
    if not asked:
        return True
    if "percent change" not in figure.entry.item.label:
        return figure.period is None or any(same_period(figure.period, period) for period in asked)
    base = figure.entry.item.path[-1] if figure.entry.item.path else ""
    phrases = [reading.value for reading in find_periods(base)]
    bases = [p for phrase in phrases for p in settle.wanted(phrase, case.context, figure.period)]
    if any(same_period(period, other) for period in asked for other in bases):
        return True
    return all(figure.period is not None and same_period(figure.period, period) for period in asked)
