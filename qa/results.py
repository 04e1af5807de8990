"""What an operation comes to, and the plain look-up that the others fall back on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from grammar.values import Period
from grammar.words import stem
from index.catalogue import Entry
from index.match import Mention
from qa import lookups, settle
from qa.case import Case
from qa.errors import NotSaid
from qa.figures import Figure, Node, Operation, leaves, same_place, tidy

HUNDRED = Decimal(100)
MARGIN = stem("margin")
PeriodChoice = tuple[Period, ...] | None


@dataclass(slots=True)
class Result:
    """The outcome of an operation. `figures` are its operands, or the items of a list, in order; `value`
    a decimal string in base units, "yes"/"no", a label, or None for a list."""

    operation: str
    value: str | None
    unit: str
    figures: list[Figure]
    node: Node | None = None
    label: str = ""
    listed: bool = False
    winner: Figure | None = None
    facts: dict[str, str] = field(default_factory=dict)


def first_mention(case: Case) -> Mention:
    if not case.plan.mentions:
        raise NotSaid("metric")
    return case.plan.mentions[0]


def period_choice(case: Case, number: int = 0) -> PeriodChoice:
    return case.periods[number] if number < len(case.periods) else None


def same_choice(figure: Figure) -> PeriodChoice:
    return (figure.period,) if figure.period is not None else None


def end_of(figure: Figure) -> tuple[int, ...]:
    return (figure.period.end.toordinal(),) if figure.period else (0,)


def lookup(case: Case) -> Result:
    mentions = case.plan.mentions or [first_mention(case)]
    if case.plan.has("part") and len(mentions) > 1:
        mentions = mentions[1:]  # "how much of the loss was X": X is asked for, the loss only frames it
    choices: list[PeriodChoice] = list(case.periods) or [None]
    found = distinct(_looked_up(case, mentions, choices))
    if len(found) == 1 and not case.gaps:
        counted = case.plan.has("count") or case.plan.unit == "shares"
        return single(found[0], counted and found[0].unit in ("shares", "count"))
    return Result("list", None, found[0].unit, found, listed=True)


def as_rates(case: Case) -> None:
    """Make a gross profit that is asked for as a rate the measure of it, for this turn and those after."""
    case.plan.mentions = [
        replace(mention, hits=[], concept=None, measure="gross_margin")
        if mention.concept == "gross_profit" and _as_rate(case, mention)
        else mention
        for mention in case.plan.mentions
    ]


def _as_rate(case: Case, mention: Mention) -> bool:
    """Whether a gross profit is asked for as a rate that no row prints: in percent, or as a "margin" that no
    row is called by."""
    named = [
        h.entry for h in mention.hits if MARGIN in h.entry.label_terms and h.entry.item.origin == "table"
    ]
    money = any(_in_money(case, entry) for entry in named)
    if named and not money:
        return False  # the row itself is the rate
    said = {word.stem for word in case.plan.query.words[mention.first : mention.end]}
    looked_up = case.plan.operation in ("lookup", "list")  # growth in percent is that of the amount
    return (looked_up and case.plan.unit == "percent") or (MARGIN in said and not named)


def _in_money(case: Case, entry: Entry) -> bool:
    return any(fact.unit not in ("percent", "ratio") for fact in case.view.facts_of(entry))


def _looked_up(case: Case, mentions: Sequence[Mention], choices: Sequence[PeriodChoice]) -> list[Figure]:
    """Every metric in every period; of a row of periods those that there are, the others noted as gaps."""
    found: list[Figure] = []
    missing: NotSaid | None = None
    for mention in mentions:
        for choice in choices:
            try:
                found.append(lookups.figure(case, mention, choice))
            except NotSaid as error:
                if case.series is None or error.what != "period" or choice is None:
                    raise
                missing = error
                case.gaps.append(choice[0])
    if missing is not None and not found:
        raise missing
    return found


def distinct(figures: list[Figure]) -> list[Figure]:
    """Each figure once, though two ways of saying it were used."""
    kept: list[Figure] = []
    for figure in figures:
        if not any(figure.node == other.node for other in kept):
            kept.append(figure)
    return kept


# What a calculation of one step is called.
NAMES = {"+": "sum", "-": "difference", "*": "product", "/": "ratio"}


def single(figure: Figure, counted: bool = False) -> Result:
    """One figure as a result. counted: "how many vested" is a number of things, whatever sign the row has."""
    if figure.leaf is not None and counted and figure.value < 0:
        return Result("lookup", tidy(-figure.value), figure.unit, [figure], label=figure.entry.item.label)
    if figure.leaf is not None:
        return Result("lookup", tidy(figure.value), figure.unit, [figure], label=figure.entry.item.label)
    percent = figure.unit == "percent"
    value = figure.value * HUNDRED if percent else figure.value
    operation = NAMES[figure.node.symbol] if isinstance(figure.node, Operation) else "difference"
    kind = "derived" if figure.note.startswith("derived") else "measure"
    return Result(operation, tidy(value), figure.unit, [figure], figure.node, facts={"kind": kind})


def comparable(a: Figure, b: Figure) -> None:
    if a.unit != b.unit:
        raise NotSaid("comparison", None, f"{a.unit} and {b.unit} do not go together")


def operands(result: Result) -> list[Figure]:
    """The printed figures that an answer cites: the leaves of every figure, each place once."""
    found: list[Figure] = []
    for figure in result.figures:
        for leaf in leaves(figure.node):
            if not any(f.leaf and same_place(f.leaf, leaf) for f in found):
                found.append(replace(settle.of(leaf.entry, leaf.fact, leaf.view), name=figure.name))
    return found
