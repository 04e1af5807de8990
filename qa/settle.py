"""Periods settled on the filing's own: which fact of a line item a period phrase asks for.

A period the filing does not print is derived where its figures give it (first half = nine months less
third quarter), and never taken from a period of another length.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from grammar.calendar import Context, relate, resolve, same_period, shift
from grammar.values import Period, PeriodPhrase
from index.catalogue import Entry
from index.model import Fact
from qa.figures import Figure, Leaf, Node, Operation

NEAR_DAYS = 7
YEARLY = frozenset({"quarter", "half"})
FISCAL_FORMS = frozenset({"quarter", "half", "year"})
ADDITIVE_UNITS_EXCLUDED = frozenset({"shares", "percent", "ratio", "count"})


def wanted(phrase: PeriodPhrase, context: Context, base: Period | None) -> tuple[Period, ...]:
    """The periods a phrase may mean, most likely first. `base` is the period a relative phrase starts
    from, and the one whose end a bare length ("nine months") takes over."""
    if phrase.form == "relative" and base is not None:
        return (relate(phrase, base, context.calendar),)
    if base is not None and phrase.form == "months" and not (phrase.year or phrase.end or phrase.number):
        context = replace(context, anchor=base.end)
    found = resolve(phrase, context)
    if phrase.form in YEARLY and phrase.year is None and phrase.end is None and not _shifted(phrase):
        # An outlook names a quarter that is yet to come.
        found = (*found, *(shift(period, years=1) for period in found if period.kind == "duration"))
    if (
        context.calendar.stated
        and phrase.form in FISCAL_FORMS
        and phrase.end is None
        and phrase.month is None
    ):
        # Where the filing speaks fiscally, the calendar's reading of "Q4 2001" is another question.
        kinds: dict[tuple[str, int], Period] = {}
        for period in found:
            year = period.end.year if phrase.year is None else 0
            kinds.setdefault((period.kind, year), period)
        return tuple(kinds.values())
    return found


def only_length(phrase: PeriodPhrase) -> bool:
    """Whether a phrase says how long a period is and nothing else ("the six months")."""
    said = (phrase.year, phrase.end, phrase.number, phrase.month)
    return phrase.form == "months" and not any(said) and not _shifted(phrase)


def _shifted(phrase: PeriodPhrase) -> bool:
    return bool(phrase.year_shift or phrase.quarter_shift or phrase.last)


def find(
    entry: Entry, facts: Sequence[Fact], periods: Sequence[Period], *, printed_only: bool = False
) -> Figure | None:
    """The figure of a line item for the first of `periods` that it has, printed or else derived."""
    facts = [f for f in facts if f.period is not None]
    for period in periods:
        fact = _printed(facts, period)
        if fact is not None:
            return of(entry, fact)
    if printed_only:
        return None
    for period in periods:
        derived = _derived(entry, facts, period)
        if derived is not None:
            return derived
    return None


def of(entry: Entry, fact: Fact) -> Figure:
    """A printed fact as a figure."""
    return Figure(Leaf(entry, fact), entry, fact.period, fact.unit)


def _printed(facts: Iterable[Fact], period: Period) -> Fact | None:
    facts = list(facts)
    for fact in facts:
        if fact.period is not None and same_period(fact.period, period):
            return fact
    if period.kind == "duration":  # a balance "in the third quarter" is the one at its end
        return next(
            (f for f in facts if f.period and f.period.kind == "instant" and _near(f.period.end, period.end)),
            None,
        )
    return None


def _near(a: date, b: date) -> bool:
    return abs((a - b).days) <= NEAR_DAYS


def _derived(entry: Entry, facts: Sequence[Fact], period: Period) -> Figure | None:
    """A duration as a difference of two printed ones that share an end or a start, or as a sum."""
    if period.start is None:
        return None
    flows = [
        f
        for f in facts
        if f.period
        and f.period.start
        and f.origin == "table"
        and "/" not in f.unit
        and f.unit not in ADDITIVE_UNITS_EXCLUDED
    ]
    for whole in flows:
        for part in flows:
            if part is not whole and _leaves_out(whole, part, period):
                node: Node = Operation("-", (Leaf(entry, whole), Leaf(entry, part)))
                return _note(entry, node, period, whole, part, "less")
    for first in flows:
        for second in flows:
            if _adjoin(first, second, period):
                node = Operation("+", (Leaf(entry, first), Leaf(entry, second)))
                return _note(entry, node, period, first, second, "plus")
    return None


def _leaves_out(whole: Fact, part: Fact, wanted: Period) -> bool:
    """Whether whole less part covers exactly the wanted period."""
    a, b = whole.period, part.period
    assert a
    assert b
    assert a.start
    assert b.start
    assert wanted.start
    day = timedelta(days=1)
    if _near(a.start, wanted.start) and _near(a.end, b.end) and b.start > a.start:
        return _near(b.start - day, wanted.end) and wanted.end < a.end
    if _near(a.end, wanted.end) and _near(a.start, b.start) and b.end < a.end:
        return _near(b.end + day, wanted.start) and wanted.start > a.start
    return False


def _adjoin(first: Fact, second: Fact, wanted: Period) -> bool:
    a, b = first.period, second.period
    assert a
    assert b
    assert a.start
    assert b.start
    assert wanted.start
    return (
        _near(a.start, wanted.start)
        and _near(b.end, wanted.end)
        and _near(a.end + timedelta(days=1), b.start)
        and a.end < b.end
    )


def _note(entry: Entry, node: Node, period: Period, one: Fact, other: Fact, word: str) -> Figure:
    names = [" ".join(f.period.label.split()) if f.period else "" for f in (one, other)]
    return Figure(node, entry, period.named(""), one.unit, f"derived: {names[0]} {word} {names[1]}")


def current(facts: Sequence[Fact], anchor: date | None, annual: bool) -> Fact | None:
    """The fact a question without a period asks for: the latest quarter for flows (the year in an annual
    report), the latest date for balances; a printed nil only where no period has a figure."""
    dated = [f for f in facts if f.period is not None]
    if not dated:
        return facts[0] if facts else None
    latest = max(f.period.end for f in dated if f.period)
    last = [
        f
        for f in dated
        if f.period
        and (_near(f.period.end, anchor) if anchor and _near(latest, anchor) else f.period.end == latest)
    ]
    last = last or dated
    usual = 12 if annual else 3
    return min(last, key=lambda f: (_length(f) != usual, _length(f)))


def _length(fact: Fact) -> int:
    return (fact.period.months or 0) if fact.period else 0
