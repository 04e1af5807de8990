"""A conversation: what a turn leaves behind, and how the next one fills what it does not say.

The model. A turn that is answered leaves

    mentions, recent   its metrics, and those of the turns before, each once
    periods, row       the periods of its figures, or the row of periods that was asked for
    operation, basis   what was done, and GAAP, pro forma, …
    ledger             what it came to: an outcome with its expression, so that whatever is calculated from it
                       cites every printed figure (`qa.ledger`)
    words, question    the words that the talk has been led in since its metric was named

and the next turn is read, in this order, as

    going back         "the first one again": that question, in the state it was asked in (`qa.going_back`)
    a correction       "no, nine months": what it says replaces, what it does not say is carried
    a calculation      "divide that by the 2010 figure", "the sum of the two": over outcomes of the ledger,
                       each side an outcome, a number or a question of its own (`qa.compose`; the rules, with
                       examples, in `qa.compose_rules`)
    a question         with each slot that it leaves open filled from the state: no metric, that of the talk
                       (the last two for "both"); no period, that of the talk; no operation, that of the talk
                       where a period alone is named

A slot that the question fills itself is never carried. Nor is a period carried into a question that says by
itself of which dates it is ("now", "over both dates"), or that has an answer of no period at all. What was
carried is named in the answer (`Answer.carried`) and in its interpretation. The last outcomes and turns are
kept, not all: a talk of 200 turns costs what one of 20 does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

from grammar.values import Period, PeriodPhrase, Reading
from index.match import Mention
from qa.plan import OperationName, Plan, free_tags
from qa.series import Series

if TYPE_CHECKING:
    from qa.ledger import Outcome

MOST_OUTCOMES = 24  # that a conversation keeps
REFERENCES = frozenset(
    ["it", "its", "that", "this", "those", "these", "they", "them", "their", "same", "both"]
)
SEVERAL = frozenset({"both", "two", "them", "together"})
KEEPS_OPERATION = frozenset({"percent_change", "ratio", "share", "average"})


CHANGES = frozenset({"difference", "percent_change"})


@dataclass(slots=True)
class State:
    """What the last turns were about. `trail`: (metric's first item, period) of the turns before, oldest
    first, for "how much more is that?"."""

    mentions: list[Mention] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)
    operation: OperationName = "lookup"
    basis: str | None = None
    statement: str | None = None
    trail: list[tuple[int | str, Period]] = field(default_factory=list)
    recent: list[Mention] = field(default_factory=list)  # the metrics of the last turns, each once
    home: str | None = None  # the digest of the filing whose line items the mentions are
    said: bool = False  # whether the period was named, in this turn or an earlier one
    row: tuple[Series, list[Reading[PeriodPhrase]]] | None = None  # the periods in a row that were asked for
    ledger: list[Outcome] = field(default_factory=list)  # what the turns came to, oldest first
    question: str = ""  # the last that stood alone
    words: frozenset[str] = frozenset()  # stems of the questions since the metric was named
    reading: str = ""  # of the question that is being asked, the alternative that was chosen

    def copy(self) -> State:
        """A state that can go on by itself."""
        other = State()
        for one in fields(self):
            value = getattr(self, one.name)
            setattr(other, one.name, list(value) if isinstance(value, list) else value)
        return other

    def keep(self, outcomes: Sequence[Outcome]) -> None:
        """Add what a turn came to."""
        self.ledger.extend(outcomes)
        del self.ledger[:-MOST_OUTCOMES]

    def take(self, other: State) -> None:
        """Become another state."""
        for one in fields(self):
            setattr(self, one.name, getattr(other, one.name))

    def remember(self, plan: Plan, periods: list[Period], home: str | None = None) -> None:
        """After a turn answered from the filing `home`."""
        self.home = home
        self.said = bool(plan.phrases) or ("period" in plan.carried and self.said)
        self.mentions = plan.mentions or self.mentions
        for mention in plan.mentions:
            if mention.hits:
                first = mention.hits[0].entry.position
                self.recent = [m for m in self.recent if m.hits[0].entry.position != first]
                self.recent.append(mention)
        del self.recent[:-4]
        change = plan.operation in CHANGES
        if periods:
            # After a change the talk goes on about its newer end.
            self.periods = sorted(periods, key=lambda p: p.end) if change else periods
        self.operation, self.basis, self.statement = plan.operation, plan.basis, plan.statement
        if self.mentions and periods and not change:
            self.trail += [(key, periods[-1]) for key in keys_of(self.mentions[0])[:1]]
            del self.trail[:-8]


def keys_of(mention: Mention) -> list[int | str]:
    """What a metric is known by from turn to turn: its measure, or the places of its items, best first."""
    return [mention.measure] if mention.measure else [hit.entry.position for hit in mention.hits]


def carried(mention: Mention) -> Mention:
    """A metric of an earlier turn: it stands at no words of this question."""
    return replace(mention, first=0, end=0)


def carry_metrics(plan: Plan, state: State) -> None:
    """The metric of the turn before, where this one names none, or only what to compare it with."""
    if not state.mentions or plan.missing:
        return
    if not plan.mentions and state.words.issuperset(plan.unread):
        plan.unread = ()  # "what is the rate for 2014?": what the talk is of, in words said before
    tags = free_tags(plan.query, plan.mentions)
    words = {word.lower for word in plan.query.words}
    points_back = bool(words & REFERENCES) or plan.query.text.lower().startswith(("as a", "as %", "and as"))
    if not plan.mentions and not plan.unread:
        plan.mentions = [carried(m) for m in _earlier(plan, state, words, tags)]
        plan.carried.append("metric")
        bare = not tags - {"list", "count", "than"} and not plan.query.tags("unit")
        if tags == {"percent"} and state.operation == "difference":
            plan.operation = "percent_change"
            plan.carried.append("operation")
        if bare and state.operation in KEEPS_OPERATION and plan.query.periods:
            plan.operation = state.operation
            plan.carried.append("operation")
    elif state.operation == "sum" and len(state.mentions) > 1:
        return  # "that" is the sum, which is no line item
    elif len(plan.mentions) == 1 and tags & {"share", "ratio", "plus", "less"} and points_back:
        plan.mentions = [carried(state.mentions[0]), *plan.mentions]
        plan.carried.append("metric")


def _earlier(plan: Plan, state: State, words: set[str], tags: set[str]) -> list[Mention]:
    """The metrics that a question without one is about: those of the turn before, or the last two."""
    if words & SEVERAL and tags & {"sum", "change", "average", "plus", "ratio"}:
        return state.recent[-2:]
    whole = state.operation in ("ratio", "share") or not plan.query.periods
    return state.mentions if whole else state.mentions[:1]


def turning_points(plan: Plan, state: State) -> list[Period]:
    """The two periods of the last turns about one metric, for a change that names no period."""
    if not plan.mentions:
        return []
    if len(state.periods) == 2:  # those of a change, or that were asked for together
        return sorted(state.periods, key=lambda period: period.end, reverse=True)
    if len(state.trail) < 2:
        return []
    (old_item, old), (new_item, new) = state.trail[-2:]
    same = keys_of(plan.mentions[0])
    return [new, old] if old_item in same and new_item in same and old != new else []
