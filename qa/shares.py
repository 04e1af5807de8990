"""Ratios and shares: which metrics of a question are divided, and by which.

"A as a percentage of B", "the percentage of A in B", "A and B to C": what stands before the words that divide
is the part, what comes after is the whole; "what share of B was A" has them the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from grammar.query import Query
from grammar.values import Period
from index.match import Mention
from index.windows import BETWEEN
from qa import lookups, wording
from qa.case import Case
from qa.changes import stated
from qa.errors import NotSaid
from qa.figures import Figure, Node, Operation, Size, evaluate, leaves, tidy, total
from qa.results import HUNDRED, PeriodChoice, Result, comparable, period_choice, same_choice
from qa.sizes import is_cost

# Words of a share tag behind which the part follows, not the whole: "percentage of A in B".
AS_PART = frozenset({"as", "expressed", "relative", "in", "divided", "over", "out"})
COUNTED = frozenset({"shares", "count"})
SIDE_BY_SIDE = re.compile(r"(?:,|and|,? and|/)(?: (?:in|at|as of|for))?")


def ratio(case: Case) -> Result:
    """One metric, or the sum of several, over another; for each of several periods where they are asked
    for "respectively"."""
    found = stated(case)
    if found is not None:
        return found
    mentions = case.plan.mentions
    if len(mentions) == 1 and len(case.periods) == 2 and case.plan.operation == "ratio":
        return _ratio(case, mentions, mentions, *case.periods)  # "the ratio of sales in 2004 to 2003"
    if len(mentions) < 2:
        raise NotSaid("metric", mentions[0] if mentions else None)
    parts, wholes = divided(case.plan.query, mentions, case.plan.operation == "share")
    if len(case.periods) > 1 and _each(case):
        made = [(_ratio(case, parts, wholes, choice, choice), choice[0]) for choice in case.periods]
        figures = [_whole(one, period, len(parts)) for one, period in made]
        return Result("list", None, figures[0].unit, figures, listed=True)
    return _ratio(case, parts, wholes, period_choice(case), period_choice(case, 1))


def _whole(one: Result, period: Period, parts: int) -> Figure:
    """A ratio as a figure of a list, called after its parts, of which there are so many, and what they are
    set against."""
    assert one.node is not None
    names = [wording.title(figure) for figure in one.figures]
    tie = "as a percentage of" if one.unit == "percent" else "to"
    name = f"{' and '.join(names[:parts])} {tie} {wording.lower(names[parts])}"
    return Figure(one.node, one.figures[0].entry, period, one.unit, "derived", name)


def _each(case: Case) -> bool:
    """Whether a ratio is asked for each of the periods: where that is said, and where they stand side by side
    behind both metrics ("A as a percentage of B in 2009 and 2008")."""
    plan = case.plan
    if {"respective", "respectively", "each"} & {word.lower for word in plan.query.words}:
        return True
    last = max(mention.end for mention in plan.mentions)
    phrases = sorted(plan.phrases, key=lambda phrase: phrase.start)
    ties = (plan.query.text[a.end : b.start].strip().lower() for a, b in pairwise(phrases))
    behind = bool(phrases) and last > 0 and phrases[0].start >= plan.query.words[last - 1].end
    return behind and all(SIDE_BY_SIDE.fullmatch(tie) for tie in ties)


def _ratio(
    case: Case, parts: Sequence[Mention], wholes: Sequence[Mention], first: PeriodChoice, second: PeriodChoice
) -> Result:
    over = [lookups.figure(case, mention, first) for mention in parts]
    same = second or first or same_choice(over[0])
    under = [lookups.figure(case, mention, same) for mention in wholes]
    for figures in (over, under):
        for other in figures[1:]:
            comparable(figures[0], other)
    node: Node = Operation("/", (_over(case, over, under), total([f.node for f in under])))
    value = evaluate(node)
    if value is None:
        raise NotSaid("comparison", wholes[0], "the base is zero")
    if set(_places(over)) == set(_places(under)):
        raise NotSaid("comparison", parts[0], "only one of the figures is in it")
    a, b = over[0], under[0]
    share = case.plan.operation == "share"
    told = "prose" in (a.entry.item.origin, b.entry.item.origin)
    if share and (a.unit != b.unit or (told and value < 0)):
        raise NotSaid("comparison", parts[0], "one is no part of the other")
    percent = (share or case.plan.unit == "percent") and not _plain(case.plan.query)
    unit = "percent" if percent else ("ratio" if a.unit == b.unit else f"{a.unit}/{b.unit}")
    return Result("ratio", tidy(value * HUNDRED if percent else value), unit, [*over, *under], node)


def _places(figures: Sequence[Figure]) -> Iterator[object]:
    """Where the figures stand: one divided by itself is no share."""
    return ((leaf.fact.place, id(leaf.view)) for figure in figures for leaf in leaves(figure.node))


def _over(case: Case, over: Sequence[Figure], under: Sequence[Figure]) -> Node:
    """What is divided. A share of a cost that is printed as taken off is that of an amount, and so is one of
    things that are counted: shares that were forfeited."""
    counted = all(f.unit in COUNTED for f in over)
    taken = case.plan.operation == "share" and all(f.value < 0 and (counted or is_cost(f)) for f in over)
    if taken and all(f.value > 0 for f in under):
        return total([Size(f.node) for f in over])
    return total([f.node for f in over])


def _plain(query: Query) -> bool:
    """Whether a proportion is asked for as a number: "the proportion of A over B"."""
    words = [word.lower for word in query.words]
    return "proportion" in words and "over" in words and not {"percentage", "percent", "%"} & set(words)


def divided(query: Query, mentions: Sequence[Mention], share: bool) -> tuple[list[Mention], list[Mention]]:
    """(parts, wholes): the metrics that are divided, and those they are divided by."""
    tags = sorted(
        (*query.found("share"), *query.found("ratio"), *query.found("part")), key=lambda tag: tag.first
    )
    for tagged in reversed(tags):
        if query.words[tagged.first].lower in AS_PART:
            before = [m for m in mentions if m.first < tagged.first]
            after = [m for m in mentions if m.first >= tagged.first and m not in before]
            if before and after:
                return _listed(query, before), [after[0]]
    ties = BETWEEN - {"to"} if share else BETWEEN
    places = [
        p for tagged in tags[-1:] for p in range(tagged.end, len(query.words)) if query.words[p].lower in ties
    ]
    for place in places:
        before = [m for m in mentions if m.end <= place]
        after = [m for m in mentions if m.first > place]
        if before and after and tags[-1].end <= before[0].first + 2 and not _is_whole(before[0], after[0]):
            return before, [after[0]]
    if share and [word.lower for word in query.words[mentions[0].end : mentions[1].first]] != ["to"]:
        return _whole_first(query, mentions)
    return [mentions[0]], [mentions[1]]


def _is_whole(one: Mention, other: Mention) -> bool:
    """Whether the first is a total and the second none: "what portion of the total assets is in cash"."""
    rows = [mention.hits[0].entry.item for mention in (one, other) if mention.hits]
    return len(rows) > 1 and rows[0].total and not rows[1].total and "total" in one.text.lower().split()


def _listed(query: Query, before: Sequence[Mention]) -> list[Mention]:
    """The metrics before the words that divide: all that "and" ties to the last, else the last alone."""
    kept = [before[-1]]
    for mention in reversed(before[:-1]):
        between = {query.words[p].lower for p in range(mention.end, kept[0].first)}
        if not between & {"and", ",", "plus"}:
            break
        kept.insert(0, mention)
    return kept if len(kept) > 1 else [before[0]]


def _whole_first(query: Query, mentions: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Of a share: the whole follows "share of", "as a percentage of"; else it comes last."""
    for tagged in (*query.found("share"), *query.found("part")):
        ends = range(tagged.first, min(tagged.end + 1, len(query.words)))
        of = [place for place in ends if query.words[place].lower == "of"]
        after = [m for m in mentions if of and m.first >= of[-1]]
        part = next((m for m in mentions if after and m is not after[0]), None)
        if part is not None:
            return [part], [after[0]]
    return [mentions[0]], [mentions[-1]]
