"""Calculations over what a conversation came to: "that less 100", "divide it by the 2010 figure", "how much
does that change represent in relation to the 2016 amount", "the sum of the two".

A turn is read by the first rule of `qa.compose_rules` that fits. Each side of it is a number, words that
point back to an outcome of the ledger, or a question of its own; the expression that comes of it cites every
printed figure below it. Units are kept apart: dollars are not added to shares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from grammar.amounts import find_amounts
from grammar.words import cut, stems
from qa.compose_rules import Form
from qa.compose_words import NUMBER, POINTS_BACK, TWO
from qa.errors import NotSaid
from qa.figures import Constant, Node, Operation, Size, evaluate, leaves, percent_change
from qa.ledger import Outcome, of_year
from qa.results import HUNDRED, NAMES

# The operations that a noun points back to; None where any outcome may be called so.
CHANGED = frozenset({"difference", "percent_change"})
KINDS = {
    "change": CHANGED,
    "increase": CHANGED,
    "decrease": CHANGED,
    "decline": CHANGED,
    "reduction": CHANGED,
    "growth": CHANGED,
    "variation": CHANGED,
    "fluctuation": CHANGED,
    "difference": frozenset({"difference"}),
    "sum": frozenset({"sum"}),
    "ratio": frozenset({"ratio"}),
    "quotient": frozenset({"ratio"}),
    "product": frozenset({"product"}),
    "average": frozenset({"average"}),
}
# Nouns that call an outcome behind the name of its metric.
CALLED = KINDS | {"percentage": frozenset({"percent_change", "ratio"})}
ONE = re.compile(r"\bones?$")
POINTERS = frozenset({"the", "this", "that", "its", "their"})
LIKELY = {"total": frozenset({"sum"}), "percentage": frozenset({"percent_change", "ratio"})}
TOLD = "a figure of the text"  # what a figure is called that a sentence gave without a name
PURE = frozenset({"percent", "ratio", "count"})  # units whose figures stand in no scale
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
Side = Outcome | Constant
Ask = Callable[[str], Outcome]


@dataclass(frozen=True, slots=True)
class Composed:
    """A calculation over outcomes, and what its sides are called; whether it stands on turns before."""

    outcome: Outcome
    sides: tuple[str, ...]
    points: bool = True
    said: str = ""  # "larger": the side is named


def composed(form: Form, ledger: Sequence[Outcome], ask: Ask) -> Composed | None:
    """The calculation that a turn asks for in a form; None where what was said before gives none. Raises
    NotSaid where a side is not said, or the units do not go together. `ask`: what a side comes to that is a
    question of its own."""
    if form.points and not ledger:
        return None
    if form.rule == "two":
        return _of_two(form.sign, ledger) if len(ledger) > 1 else None
    if form.rule == "several":
        return _of_several(form.sign, int(form.left), ledger)
    if form.rule == "bare":
        bare = _bare(form.sign, ledger)
        return _grown([bare.outcome]) if bare is not None and form.percent else bare
    if form.rule == "grown":
        return _grown(ledger)
    if form.rule == "larger":
        return _larger(form.sign, ledger)
    if form.rule == "again":
        return _again(ledger, form.percent)
    if form.rule == "between":
        kind = form.left.split()[-1]  # "the brewery percentage and this mill one": percentages both
        sides = [_called(text, ledger) for text in (form.left, ONE.sub(kind, form.right))]
        if sides[0] is None or sides[1] is None:
            return None
        return _combined(form.sign, sides[0], sides[1], False)
    if form.rule == "same whole":
        return _of_same_whole(form, ledger, ask)
    total = _last_of(KINDS["sum"], ledger) if form.rule == "with" else None
    left = _side(form.left, ledger, ask) if form.left else (total or ledger[-1])
    right = _side(form.right, ledger, ask)
    if left is right and isinstance(left, Outcome):
        left = _before(left, ledger)  # "that amount" and "this total": of two the total was said last
    return replace(_combined(form.sign, left, right, form.percent), points=form.points)


def _of_same_whole(form: Form, ledger: Sequence[Outcome], ask: Ask) -> Composed | None:
    """Another part of what the last share was of: "and what percentage did the leases represent?"."""
    last = _last_of(frozenset({"ratio"}), ledger)
    if last is None or not isinstance(last.node, Operation) or last.node.symbol != "/":
        return None
    node = last.node.parts[1]
    first = next(leaves(node), None)
    if first is None:
        return None
    whole = Outcome(node, first.unit, "lookup", first.entry.item.label)
    return _combined(form.sign, _side(form.left, ledger, ask), whole, form.percent)


def _before(one: Outcome, ledger: Sequence[Outcome]) -> Outcome:
    """The outcome before one; NotSaid where it is the first."""
    place = max(number for number, other in enumerate(ledger) if other is one)
    if not place:
        raise NotSaid("words", detail="that")
    return ledger[place - 1]


def _bare(what: str, ledger: Sequence[Outcome]) -> Composed | None:
    """The sum, the difference or the change of what the last two turns looked up: of one metric where it is
    a change. A decline is as large as what is left less what there was."""
    if len(ledger) < 2 or any(one.operation != "lookup" for one in ledger[-2:]):
        return None
    one, two = ledger[-2:]
    if one.node == two.node or (what not in ("sum", "difference") and one.label != two.label):
        return None
    if what == "decrease" and one.period and two.period and one.period.end != two.period.end:
        old, new = sorted((one, two), key=lambda side: side.period.end if side.period else date.min)
        return _combined("-", old, new, False)
    return _of_two("change" if what != "sum" and one.label == two.label else what, ledger)


def _side(text: str, ledger: Sequence[Outcome], ask: Ask) -> Side:
    """What one side of a calculation is."""
    number = NUMBER.fullmatch(text)
    if number is not None and YEAR.fullmatch(number["figure"]):
        return ask(f"in {number['figure']}")  # "the 2004 less the 2003 value": years are no amounts
    if number is not None:
        return _constant(number["figure"])
    called = _called(text, ledger)
    if called is not None:
        return called
    two = TWO.fullmatch(text)
    if two is not None and len(ledger) > 1:
        return _of_two(two["what"], ledger).outcome
    if POINTS_BACK.fullmatch(text):
        return _meant(text, ledger)
    return ask(text)


def _called(text: str, ledger: Sequence[Outcome]) -> Outcome | None:
    """The last outcome that words call by its metric and its kind: "the brewery percentage", "this mill
    one"; None where they call none so."""
    words = [word.lower for word in cut(text) if word.lower not in POINTERS]
    kind = words[-1].removesuffix("s") if words else ""
    if len(words) < 2 or kind not in CALLED:
        return None
    name = set(stems(" ".join(words[:-1])))
    return next(
        (one for one in reversed(ledger) if name <= set(stems(one.label)) and one.operation in CALLED[kind]),
        None,
    )


def _constant(figure: str) -> Constant:
    """A number as typed; one without a scale of its own stands in that of the figure beside it."""
    readings = find_amounts(figure)
    if readings and readings[0].value.scale != 1:
        return Constant(readings[0].value.value)
    return Constant(Decimal(re.sub(r"[^\d.]", "", figure).strip(".")), scaled="%" not in figure)


def _meant(text: str, ledger: Sequence[Outcome]) -> Outcome:
    """The outcome that words point back to: of the kind that they name, of the year that they name, or the
    last. Raises NotSaid where there is none of the kind."""
    looked = [one for one in ledger if one.operation == "lookup"] or list(ledger)
    if "former" in text.split() or "latter" in text.split():
        return looked[-2 if "former" in text.split() else -1 :][0]
    noun = text.split()[-1].removesuffix("s")
    kinds = KINDS.get(noun) or LIKELY.get(noun)
    found = _last_of(kinds, ledger) if kinds else None
    if found is not None:
        return found
    if noun in KINDS:
        raise NotSaid("words", detail=text)
    year = YEAR.search(text)
    if year is None:
        return ledger[-1]
    dated = of_year(ledger, year.group())
    if dated is None:
        raise NotSaid("words", detail=text)
    return dated


def _last_of(kinds: frozenset[str], ledger: Sequence[Outcome]) -> Outcome | None:
    """The last outcome of an operation of some kinds."""
    return next((one for one in reversed(ledger) if one.operation in kinds), None)


def _of_two(what: str, ledger: Sequence[Outcome]) -> Composed:
    """The last two figures that were looked up, in one calculation; a change runs from the earlier."""
    looked = [one for one in ledger if one.operation == "lookup"]
    first, second = (looked if len(looked) > 1 else list(ledger))[-2:]
    if what == "average":
        whole = _combined("+", first, second, False).outcome
        mean = _combined("/", whole, Constant(Decimal(2)), False)
        return replace(mean, outcome=replace(mean.outcome, operation="average"))
    if what == "change" and first.period and second.period and first.period.end < second.period.end:
        first, second = second, first
    return _combined(
        {"difference": "-", "change": "-", "ratio": "/", "product": "*"}.get(what, "+"), first, second, False
    )


def _of_several(what: str, count: int, ledger: Sequence[Outcome]) -> Composed | None:
    """The sum, or the average, of what the last turns looked up of one metric, so many of them; None where
    there are not as many."""
    known = {(one.label, one.period): one for one in ledger if one.operation == "lookup"}
    looked = list(known.values())[-count:]
    labels = {one.label for one in looked if one.label}  # what a sentence gave may have none
    if len(looked) < count or len(labels) > 1 or len({(one.unit, one.fraction) for one in looked}) > 1:
        return None
    if what != "average" and looked[0].unit == "percent":
        return None
    node: Node = Operation("+", tuple(one.node for one in looked))
    if what == "average":
        node = Operation("/", (node, Constant(Decimal(count))))
    name = "average" if what == "average" else "sum"
    first = looked[0]
    return Composed(Outcome(node, first.unit, name, first.label, None, first.fraction), (first.label,))


def _grown(ledger: Sequence[Outcome]) -> Composed | None:
    """The last change that was worked out, in percent of what it starts from."""
    change = _last_of(KINDS["difference"], ledger)
    if change is None or not isinstance(change.node, Operation) or len(change.node.parts) != 2:
        return None
    new, old = change.node.parts
    node = percent_change(new, old)
    if change.unit == "percent" or evaluate(node) is None:
        return None
    return Composed(Outcome(node, "percent", "percent_change", change.label, None, True), (change.label,))


def _larger(which: str, ledger: Sequence[Outcome]) -> Composed | None:
    """The larger, or the smaller, of the last two figures that were looked up; None where they are not of a
    kind."""
    looked = [one for one in ledger if one.operation == "lookup"][-2:]
    if len(looked) < 2 or looked[0].unit != looked[1].unit or looked[0].value == looked[1].value:
        return None
    found = (min if which == "min" else max)(looked, key=lambda one: one.value)
    said = "smaller" if which == "min" else "larger"
    return Composed(replace(found, operation=which), (found.label,), said=said)


def _again(ledger: Sequence[Outcome], percent: bool) -> Composed | None:
    """The last outcome in another unit, where no line item answers as well."""
    last = ledger[-1]
    if percent and last.operation == "difference":
        return _grown(ledger)
    if percent and last.unit == "ratio":
        last = replace(last, unit="percent", fraction=True)
    elif percent or (last.operation == "lookup" and last.entry.position >= 0):
        return None
    return Composed(last, (last.label,))


def _combined(sign: str, left: Side, right: Side, percent: bool) -> Composed:
    """Both sides in one expression, where their units go together."""
    one, two = _aligned(sign, left, right)
    if sign in "-/" and _node(one) == _node(two):
        raise NotSaid("comparison", None, "only one of the figures is in it")
    node = Operation(sign, (_node(one), _node(two)))
    if evaluate(node) is None:
        raise NotSaid("comparison", None, "it would be a division by zero")
    whole = next(side for side in (one, two) if isinstance(side, Outcome))
    unit, fraction = _unit(sign, one, two)
    if percent and sign == "/" and unit == "ratio":
        unit, fraction = "percent", True
    sides = (side.label or TOLD for side in (one, two) if isinstance(side, Outcome))
    return Composed(
        Outcome(node, unit, NAMES[sign], whole.label, None, fraction), tuple(dict.fromkeys(sides))
    )


def _aligned(sign: str, left: Side, right: Side) -> tuple[Side, Side]:
    """The sides as they are calculated with. Percentages are shares where they multiply or divide, or where
    one of them is a share; a bare number beside an amount is one in the scale of that amount; the size of a
    loss is set against the size of another."""
    sides = [left, right]
    outcomes = [side for side in sides if isinstance(side, Outcome)]
    points = [side.unit == "percent" and not side.fraction for side in outcomes]
    shares = sign in "*/" or any(side.fraction for side in outcomes)
    sized = sign == "/" and any(_has_size(side.node) for side in outcomes)
    for place, side in enumerate(sides):
        other = sides[1 - place]
        if isinstance(side, Constant):
            beside = side.scaled and sign in "+-" and isinstance(other, Outcome) and other.unit not in PURE
            scale = next(leaves(_node(other))).fact.scale if beside else 1
            sides[place] = Constant(side.value * scale, scaled=scale != 1)
        elif side.unit == "percent" and not side.fraction and shares and not (sign == "/" and all(points)):
            sides[place] = replace(side, node=Operation("/", (side.node, Constant(HUNDRED))), fraction=True)
        elif sized and side.value < 0 and not _has_size(side.node):
            sides[place] = replace(side, node=Size(side.node))
    return sides[0], sides[1]


def _has_size(node: Node) -> bool:
    if isinstance(node, Operation):
        return any(map(_has_size, node.parts))
    return isinstance(node, Size) or any(leaf.size for leaf in leaves(node))


def _unit(sign: str, left: Side, right: Side) -> tuple[str, bool]:
    """The unit of the outcome, and whether a percentage is a share. Raises NotSaid."""
    units = [side.unit for side in (left, right) if isinstance(side, Outcome)]
    fraction = any(isinstance(side, Outcome) and side.fraction for side in (left, right))
    if sign in "+-":
        if len(set(units)) > 1:
            raise NotSaid("comparison", None, f"{units[0]} and {units[1]} do not go together")
        return units[0], fraction
    if len(units) == 1 or sign == "*":
        return next((unit for unit in units if unit not in ("percent", "ratio")), "ratio"), False
    pure = units[0] == units[1] or units[0] in ("percent", "ratio")
    return ("ratio" if pure else units[0]), False


def _node(side: Side) -> Node:
    return side.node if isinstance(side, Outcome) else side
