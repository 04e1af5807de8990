"""Periods settled on the filing's own: which fact of a line item a period phrase asks for.

A period the filing does not print is derived where its figures give it (first half = nine months less
third quarter), and never taken from a period of another length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from grammar.calendar import Context, relate, resolve, same_period, shift
from grammar.lexicon import concepts
from grammar.spans import DAY, instant
from grammar.values import Period, PeriodPhrase
from index.catalogue import Entry
from index.model import Fact
from qa.figures import Figure, Leaf
from qa.sums import NEAR_DAYS, Span, Sums

if TYPE_CHECKING:
    from qa.view import FilingView

YEARLY = frozenset({"quarter", "half"})
YEAR = 12  # months
FISCAL_FORMS = frozenset({"quarter", "half", "year"})
ADDITIVE_UNITS_EXCLUDED = frozenset({"shares", "percent", "ratio", "count"})
# Terms of labels whose figures do not add up over time.
NOT_ADDED = frozenset({"average", "averag", "mean", "median", "weighted", "rate", "margin", "yield"})
OPENING = re.compile(r"\b(?:begin\w*|start|opening)\b", re.IGNORECASE)
BALANCE_AT = re.compile(
    r"\b(?:beginning|end|start|close) of (?:the )?(?:period|year|quarter|month)", re.IGNORECASE
)


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
        fact = printed(facts, period)
        if fact is not None:
            return of(entry, fact)
    if printed_only:
        return None
    leaves = [Leaf(entry, fact) for fact in facts]
    found = (derived(entry, leaves, period) for period in periods)
    return next((figure for figure in found if figure is not None), None)


def of(entry: Entry, fact: Fact, view: FilingView | None = None) -> Figure:
    """A printed fact as a figure; `view`: the filing that prints it, where that is another one."""
    return Figure(Leaf(entry, fact, view=view), entry, fact.period, fact.unit)


def printed(facts: Iterable[Fact], period: Period) -> Fact | None:
    """The fact that is printed for a period; for a balance, the one at its end."""
    facts = list(facts)
    for fact in facts:
        if fact.period is not None and same_period(fact.period, period):
            return fact
    if period.months == 1:  # a month of a 52/53-week year
        for fact in facts:
            if fact.period is not None and _is_month(fact.period, period):
                return fact
        days = [f for f in facts if f.period and f.period.start is None and _in(f.period.end, period)]
        if len(days) == 1:  # "the shares outstanding in August": on the one day of it that is named
            return days[0]
    if period.kind == "duration":  # a balance "in the third quarter" is the one at its end
        return next(
            (f for f in facts if f.period and f.period.kind == "instant" and _near(f.period.end, period.end)),
            None,
        )
    return None


def opens(entry: Entry) -> bool:
    """Whether a line item is the balance that a period begins with."""
    return entry.item.origin == "table" and OPENING.search(entry.item.label) is not None


def opening(periods: Sequence[Period]) -> tuple[Period, ...]:
    """For what "the beginning balance of 2019" may mean: the day before the year begins comes first; "at the
    end of 2019" names its day itself."""
    if periods and periods[0].start is None:
        return tuple(periods)
    years = [period for period in periods if period.months == YEAR and period.start is not None]
    return (*(instant(period.start - DAY) for period in years if period.start), *periods)


def _in(day: date, period: Period) -> bool:
    return period.start is not None and period.start <= day <= period.end


def _is_month(printed: Period, month: Period) -> bool:
    """Whether a printed period is the four or five weeks that go by the name of a calendar month."""
    if printed.start is None or month.start is None or not 25 <= (printed.end - printed.start).days <= 36:
        return False
    shared = min(printed.end, month.end) - max(printed.start, month.start)
    return shared.days >= 20


def _near(a: date, b: date) -> bool:
    return abs((a - b).days) <= NEAR_DAYS


def derived(entry: Entry, leaves: Sequence[Leaf], period: Period) -> Figure | None:
    """A duration that is not printed, from printed ones: what is over of a longer one, a sum of shorter ones,
    or a year moved on by a part ("year less the earlier year to date plus the later one")."""
    if period.start is None or not additive(entry):
        return None
    flows = [leaf for leaf in leaves if _flows(leaf.fact)]
    if not flows:
        return None
    found = Sums(flows).derived(Span(period.start, period.end))
    if found is None:
        return None
    node, note = found
    label = f"twelve months ended {period.end:%B} {period.end.day}, {period.end.year}"
    own = period.named(label if period.months == YEAR else "")
    return Figure(node, entry, own, flows[0].unit, f"derived: {note}")


def additive(entry: Entry) -> bool:
    """Whether figures of a line item over shorter periods add up to one over a longer: flows do, balances,
    averages and rates do not."""
    if NOT_ADDED & set(entry.label_terms) or BALANCE_AT.search(entry.item.label):
        return False
    natures = {concepts()[c].nature for c in entry.concepts if c in concepts()}
    return "flow" in natures or not natures & {"balance", "per_share", "shares", "rate"}


def _flows(fact: Fact) -> bool:
    return bool(
        fact.period
        and fact.period.start
        and fact.origin == "table"
        and "/" not in fact.unit
        and fact.unit not in ADDITIVE_UNITS_EXCLUDED
    )


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
