"""Results as sentences a person would write, from the templates of `data/templates.toml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from grammar.datafiles import load_data
from grammar.lexicon import concepts, measures
from grammar.values import Period
from grammar.words import stems
from index.concepts import PARENTHESES
from qa.errors import QuestionError
from qa.figures import Figure, leaves
from qa.formats import format_value
from qa.naming import lower as lower
from qa.naming import name_of as name_of
from qa.naming import period_words, told_apart
from qa.plan import Plan
from qa.results import Result

# Where figures of one row are set against each other, their columns are said too.
OPERANDS_NAMED = frozenset({"ratio", "difference", "percent_change", "sum"})
# Powers of ten and their words, by what `--unit` calls them.
SCALES = {
    "units": (0, ""),
    "thousands": (3, "thousand"),
    "millions": (6, "million"),
    "billions": (9, "billion"),
}
LENGTHS = {1: "month", 3: "three months", 6: "six months", 9: "nine months", 12: "year"}
# What a head says before its dates, which our own sentence says.
LEADING_WORDS = re.compile(r"^(?:as of|at|on|during|for|in)\s+(?:the\s+)?", re.IGNORECASE)
NEGATIVE_WORDS = frozenset({"loss", "deficit"})


@cache
def _environment() -> Any:
    from jinja2 import Environment, StrictUndefined

    return Environment(undefined=StrictUndefined, autoescape=False)


@cache
def _template(name: str) -> Any:
    return _environment().from_string(load_data("qa", "templates")[name])


def fill(name: str, **slots: object) -> str:
    """A template filled. A missing slot raises jinja2.UndefinedError."""
    text: str = _template(name).render(**slots)
    return text


def when(period: Period | None) -> str:
    """The period as the end of a clause: " for the three months ended Dec. 31, 2001", " at Dec. 31, 2001"."""
    if period is None:
        return ""
    words = plain_label(period)
    if period.kind == "instant":
        return f" at {words}"
    return (
        f" for {words}"
        if words.lower().startswith(("the ", "fiscal", "q")) or words[:1].isdigit()
        else f" for the {words}"
    )


def day(date_: date) -> str:
    """A day in words: "December 31, 2001"."""
    return f"{date_:%B} {date_.day}, {date_.year}"


MONTH_FIRST = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d")


def named(period: Period) -> str:
    """Our own words for a period that the filing has none for."""
    end = day(period.end)
    if period.start is None:
        return end
    length = LENGTHS.get(period.months or 0)
    return f"{length} ended {end}" if length else f"period from {period.start} to {period.end}"


def plain_label(period: Period) -> str:
    """The filing's words for a period, in running text."""
    label = LEADING_WORDS.sub("", period_words(period.label)) or named(period)
    if period.kind == "duration":
        if MONTH_FIRST.match(label):
            return f"period {label}"  # "March 29, 2024 to June 28, 2024"
        lowered = label[0].lower() + label[1:]
        for word in ("Months", "Ended", "Quarter", "Year", "Weeks", "Period", "From", "Six", "Nine", "Three"):
            lowered = lowered.replace(word, word.lower())
        return lowered
    return label


def verb(name: str) -> str:
    """was or were, after the head of a label: the last word before a comma or "of"."""
    head = (
        name.split(",")[0]
        .split(" of ")[0]
        .split(" to ")[0]
        .split(" in ")[0]
        .split(" from ")[0]
        .split(" (")[0]
        .split()
    )
    last = head[-1].lower() if head else ""
    plural = last.endswith("s") and not last.endswith(("ss", "us", "is")) and last not in ("eps", "times")
    return "were" if plural else "was"


def shown(plan: Plan, value: str, unit: str) -> str:
    """A value for people, in the scale that was asked for ("1.103 million" as 1,103 thousand)."""
    currency = unit.isalpha() and unit.isupper()
    if plan.scale is None or not (currency or unit == "shares"):
        return format_value(value, unit)
    power, word = SCALES[plan.scale]
    number = Decimal(value).scaleb(-power).normalize()
    text = format_value(f"{number:f}", "count")
    return f"{text} {word} {unit}".replace("  ", " ")


def give_in(plan: Plan, unit: str | None) -> None:
    """Have the figures of a plan given in the unit that a caller wants: a scale ("millions") or "percent";
    with None they stay as they come. Raises QuestionError where the unit is not known."""
    if unit in SCALES:
        plan.scale = unit
    elif unit == "percent":
        plan.unit = unit
    elif unit is not None:
        raise QuestionError(f"the unit {unit!r} is not known: use {', '.join(SCALES)} or percent")


def amount(plan: Plan, value: Decimal, unit: str, name: str) -> str:
    """A figure for people; a negative "net loss" is said as the size of the loss."""
    return shown(plan, f"{as_said(value, name):f}", unit)


def as_said(value: Decimal, name: str) -> Decimal:
    """The figure that is said of something of this name: of a negative "net loss" the size of the loss."""
    plain = PARENTHESES.sub(" ", name)
    either = "income" in name.lower() or "earnings" in name.lower()
    return -value if value < 0 and NEGATIVE_WORDS & set(stems(plain)) and not either else value


def operand(plan: Plan, figure: Figure) -> dict[str, str]:
    name = title(figure)
    return {
        "label": name,
        "lower": name if figure.name and figure.leaf is None else lower(name),
        "verb": verb(name),
        "value": amount(
            plan,
            figure.value * (100 if figure.leaf is None and figure.unit == "percent" else 1),
            figure.unit,
            name,
        ),
        "when": when(figure.period),
    }


def title(figure: Figure) -> str:
    if figure.name:
        return figure.name
    if figure.leaf is None and figure.note and not figure.note.startswith("derived"):
        return figure.note[:1].upper() + figure.note[1:]
    return name_of(figure.entry.item)


def sentence(plan: Plan, result: Result) -> str:
    """The answer's sentence."""
    if result.operation in OPERANDS_NAMED:
        result = replace(result, figures=told_apart(result.figures, [title(one) for one in result.figures]))
    return WORDINGS[result.operation if not result.listed else "list"](plan, result)


def _lookup(plan: Plan, result: Result) -> str:
    figure = result.figures[0]
    slots = operand(plan, figure)
    hedge = f"{figure.leaf.fact.hedge} " if figure.leaf and figure.leaf.fact.hedge else ""
    return fill("lookup" if slots["when"] else "undated", **slots, hedge=hedge)


def _calculated(plan: Plan, result: Result) -> str:
    """A measure or a derived period: one figure that is an expression."""
    figure = result.figures[0]
    slots = operand(plan, figure)
    if result.facts.get("kind") == "derived":
        several = any(leaf.view is not None for leaf in leaves(figure.node))
        return fill("derived", **slots, note=figure.note.removeprefix("derived: "), several=several)
    return fill("measure", **slots)


def _change(plan: Plan, result: Result) -> str:
    if result.facts.get("kind"):
        return _calculated(plan, result)
    a, b = result.figures
    assert result.value is not None
    value = Decimal(result.value)
    size = shown(plan, f"{abs(value):f}", result.unit)
    if result.operation == "difference" and result.unit == "percent":
        size = f"{size.removesuffix('%').strip()} percentage points"
    if a.entry is not b.entry and title(a) != title(b):
        kind = "percent_metrics" if result.operation == "percent_change" else "difference_metrics"
        return fill(
            kind,
            a=operand(plan, a),
            b=operand(plan, b),
            value=shown(plan, result.value, result.unit),
            when=_shared(a, b),
        )
    if value == 0:
        return fill("difference_same", label=title(a), a=operand(plan, a), b=operand(plan, b))
    moved = f"{'rose' if _larger(a, b) else 'fell'} by"
    bases = [figure.leaf.fact.basis if figure.leaf else "" for figure in (b, a)]
    if a.period is not None and a.period == b.period and bases[0] != bases[1]:
        before, after = (basis.replace("_", " ").replace("gaap", "as reported") for basis in bases)
        return fill(
            "difference_bases",
            label=title(a),
            moved=moved,
            value=size,
            a=operand(plan, a),
            b=operand(plan, b),
            before=before,
            after=after,
            when=_shared(a, b),
        )
    kind = "percent_change" if result.operation == "percent_change" else "difference_periods"
    return fill(kind, label=title(a), moved=moved, value=size, a=operand(plan, a), b=operand(plan, b))


def _larger(a: Figure, b: Figure) -> bool:
    """Whether the first is the larger, losses taken as amounts as the sentence says them."""
    if a.value <= 0 and b.value <= 0 and NEGATIVE_WORDS & set(stems(PARENTHESES.sub(" ", title(a)))):
        return abs(a.value) > abs(b.value)
    return a.value > b.value


def _shared(a: Figure, b: Figure) -> str:
    return when(a.period) if a.period == b.period else ""


def _ratio(plan: Plan, result: Result) -> str:
    if len(result.figures) < 2:
        return _calculated(plan, result)
    *parts, b = result.figures
    assert result.value is not None
    value = shown(plan, result.value, result.unit)
    a = parts[0]
    if len(parts) > 1:
        labels = joined([title(a), *(lower(title(part)) for part in parts[1:])])
        kind = "share_of_sum" if result.unit == "percent" else "ratio_of_sum"
        return fill(kind, labels=labels, value=value, b=operand(plan, b), when=_shared(a, b))
    return fill(
        "share" if result.unit == "percent" else "ratio",
        a=operand(plan, a),
        b=operand(plan, b),
        value=value,
        when=_shared(a, b),
    )


def joined(names: Sequence[str]) -> str:
    names = list(dict.fromkeys(names))
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _sum(plan: Plan, result: Result) -> str:
    if result.facts.get("kind"):
        return _calculated(plan, result)
    first = title(result.figures[0])
    others = [lower(title(f)) for f in result.figures]
    labels = joined([first, *(name for name in others if name != lower(first))])
    over = _over(result.figures) or _over_all(result.figures)
    return fill("sum", labels=labels, value=_said_of_all(plan, result), when=over)


def _said_of_all(plan: Plan, result: Result) -> str:
    """What several figures come to; that of losses alone is said as the size of the loss."""
    value = Decimal(result.value or 0)
    turned = {as_said(value, title(figure)) for figure in result.figures}
    return shown(plan, f"{turned.pop() if len(turned) == 1 else value:f}", result.unit)


def _over_all(figures: Sequence[Figure]) -> str:
    """The periods of figures that are of several: " over three months ended … and three months ended …"."""
    periods = list(dict.fromkeys(plain_label(f.period) for f in figures if f.period))
    instants = all(f.period and f.period.start is None for f in figures)
    return f" {'at' if instants else 'over'} {joined(periods)}" if periods else ""


def _over(figures: Sequence[Figure]) -> str:
    periods = {f.period for f in figures}
    return when(figures[0].period) if len(periods) == 1 else ""


def _average(plan: Plan, result: Result) -> str:
    labels = joined([lower(title(f)) for f in result.figures])
    value = shown(plan, result.value or "", result.unit)
    return fill("average", labels=labels, value=value, over=_over_all(result.figures))


def _extreme(plan: Plan, result: Result) -> str:
    assert result.winner is not None
    word = "largest" if result.operation == "max" else "smallest"
    if len(result.figures) == 2:
        word = "larger" if result.operation == "max" else "smaller"
    if len({id(f.entry) for f in result.figures}) > 1:
        return fill(
            "largest_label", word=word, winner=operand(plan, result.winner), when=when(result.winner.period)
        )
    return fill("largest_value", label=title(result.winner), word=word, winner=operand(plan, result.winner))


def _count(plan: Plan, result: Result) -> str:
    names = list(dict.fromkeys(lower(title(f)) for f in result.figures))
    if len({id(f.entry) for f in result.figures}) == 1:
        label = title(result.figures[0])
        return fill("count_periods", label=label, value=result.value, total=len(result.figures))
    if result.value == str(len(names)):
        return fill("count_parts", value=result.value, labels=joined(names))
    return fill("count_some", value=result.value, total=len(names), labels=joined(names))


def _list(plan: Plan, result: Result) -> str:
    figures = result.figures
    one_item = len({f.entry.position for f in figures}) == 1
    one_period = len({f.period for f in figures}) == 1
    pieces = []
    for figure in figures:
        slots = operand(plan, figure)
        head = (
            slots["when"].strip().removeprefix("for the ").removeprefix("for ")
            if one_item
            else slots["lower"]
        )
        tail = "" if one_item or one_period else slots["when"]
        derived = " (derived)" if figure.note.startswith("derived") else ""
        pieces.append(f"{head} {slots['value']}{derived}{tail}")
    heading = title(figures[0]) if one_item else _group_name(plan)
    return fill("list", heading=heading, when=_over(figures) if one_period else "", items="; ".join(pieces))


def _group_name(plan: Plan) -> str:
    if len(plan.mentions) == 1:
        mention = plan.mentions[0]
        if mention.measure:
            return measures()[mention.measure].name.capitalize()
        if mention.hits and not mention.concept:
            return name_of(mention.hits[0].entry.item)
        if mention.concept:
            name = concepts()[mention.concept].name.removeprefix("total ")
            return name[:1].upper() + name[1:]
    return "Figures"


def _item(plan: Plan, figure: Figure) -> str:
    slots = operand(plan, figure)
    return f"{slots['value']}{slots['when']}"


def _boolean(plan: Plan, result: Result) -> str:
    value = (result.value or "").capitalize()
    a = operand(plan, result.figures[0])
    if len(result.figures) == 1:
        return fill("boolean_one", value=value, a=a)
    if len(result.figures) > 2:
        return fill("boolean_row", value=value, a=a, items=joined([_item(plan, f) for f in result.figures]))
    return fill("boolean_pair", value=value, a=a, b=operand(plan, result.figures[1]))


WORDINGS = {
    "lookup": _lookup,
    "difference": _change,
    "percent_change": _change,
    "ratio": _ratio,
    "sum": _sum,
    "product": _calculated,
    "average": _average,
    "max": _extreme,
    "min": _extreme,
    "count": _count,
    "list": _list,
    "boolean": _boolean,
}
