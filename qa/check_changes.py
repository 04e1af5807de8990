"""Changes that sentences state ("increased 12 %", "fell by $2 million") held against the statements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from grammar.calendar import same_period, shift
from grammar.datafiles import load_data
from grammar.values import Period
from index.model import Fact
from qa.check_finding import Finding
from qa.check_ledger import Ledger, Printed, Stated, period_name
from qa.check_rounding import Range, range_of, rounded
from qa.check_stated import BASES, beside, named, near, plain, printed, severity
from qa.formats import decimal_text, format_value

HUNDRED = Decimal(100)
PERCENT, AMOUNT = ", percent change", ", change"
WIDE = timedelta(days=10)  # two periods of the same name in two calendars


def changes(ledger: Ledger) -> Iterator[Finding]:
    """The changes of the prose that do not follow from the figures they are of."""
    for stated in ledger.stated:
        label = stated.item.label
        ending = next((one for one in (PERCENT, AMOUNT) if label.endswith(one)), None)
        if ending is None or not plain(ledger, stated):
            continue
        against = beside(ledger, stated)
        if any(not part.startswith("from ") and part not in _words("over") for part in against):
            continue
        concepts = named(label.removesuffix(ending), stated.item)
        bases = BASES.get(stated.fact.basis)
        if concepts and bases:
            yield from _change(ledger, stated, concepts, bases, " ".join(against))


def _words(name: str) -> list[str]:
    found: list[str] = load_data("qa", "check")["prose"][name]
    return found


def _change(
    ledger: Ledger, stated: Stated, concepts: frozenset[str], bases: frozenset[str], against: str
) -> Iterator[Finding]:
    """The one base that the words name, where no other base explains the change either."""
    percent = stated.fact.unit == "percent"
    said = range_of(stated.fact).size()
    wanted: tuple[Decimal, Printed, Printed] | None = None
    base = _base(ledger, stated, concepts, against)
    for new in printed(ledger, concepts, stated.fact.period):
        for old in printed(ledger, concepts, None, new.fact.unit):
            if old.fact.period == new.fact.period or not _alike(old.fact, new.fact):
                continue
            made = _made(new.range, old.range, percent)
            if made is None or made.meets(said):
                return
            sure = old.row.place == new.row.place and old.row.item is new.row.item
            own = any(new.row.has(concept) for concept in concepts) and new.fact.basis in bases
            if base is not None and sure and own and new.row.alone(new.fact) and _is(old.fact.period, base):
                wanted = wanted or (made.middle, new, old)
    if wanted is None or _by_its_own(ledger, stated, said, percent) or not near(stated.fact, wanted[0]):
        return
    yield _finding(ledger, stated, *wanted)


def _alike(one: Fact, other: Fact) -> bool:
    """Whether two figures can be compared: of periods of one length, of one unit."""
    if one.period is None or other.period is None or one.unit in ("percent", "ratio"):
        return False
    return one.period.months == other.period.months and one.period.kind == other.period.kind


def _made(new: Range, old: Range, percent: bool) -> Range | None:
    """The change, without its sign."""
    if not percent:
        return (new - old).size()
    ratio = (new - old).over(old.size())
    return ratio.times(HUNDRED).size() if ratio else None


def _base(ledger: Ledger, stated: Stated, concepts: frozenset[str], against: str) -> Period | None:
    """What the words say that the change is from: the year before, or the one other period of the
    sentence, or else of the statements; None where there are several."""
    period = stated.fact.period
    assert period is not None
    if any(word in against for word in _words("before")):
        return None
    if any(word in against for word in _words("year_ago")):
        return shift(period, years=-1)
    others = {
        one.fact.period
        for one in _beside_it(ledger, stated)
        if one.fact.period is not None and one.fact.period != period and not one.item.label.endswith(PERCENT)
    }
    named = {other for other in others if other.label and other.label in against}
    if len(named) == 1:
        return named.pop()
    if not others and not against:
        others = {
            one.fact.period
            for one in printed(ledger, concepts)
            if one.fact.period != period and one.fact.period and one.fact.period.months == period.months
        }
    return others.pop() if len(others) == 1 and not against else None


def _beside_it(ledger: Ledger, stated: Stated) -> list[Stated]:
    return ledger.of_sentence(stated.fact.sentence)


def _is(period: Period | None, base: Period) -> bool:
    return period is not None and (same_period(period, base) or abs(period.end - base.end) < WIDE)


def _by_its_own(ledger: Ledger, stated: Stated, said: Range, percent: bool) -> bool:
    """Whether the change follows from the figures of the sentence itself, rounded as they are there."""
    figures = [one.fact for one in _beside_it(ledger, stated) if one.fact.unit not in ("percent", "count")]
    for new in figures:
        for old in figures:
            if new.unit == old.unit and new.value != old.value:
                made = _made(range_of(new).size(), range_of(old).size(), percent)
                if made is not None and made.meets(said):
                    return True
    return False


def _finding(ledger: Ledger, stated: Stated, expected: Decimal, new: Printed, old: Printed) -> Finding:
    fact = stated.fact
    percent = fact.unit == "percent"
    value = rounded(expected, 1) if percent else expected
    what = stated.item.label.removesuffix(PERCENT).removesuffix(AMOUNT)
    made = f"{decimal_text(value)} %" if percent else format_value(decimal_text(value), fact.unit)
    return Finding(
        kind="change",
        severity=severity(fact, expected),
        message=f"The text gives {fact.printed.strip()} as the change of {what}{period_name(fact.period)}; "
        f"from {old.fact.printed} to {new.fact.printed} it is {made}.",
        expected=value,
        found=abs(fact.value),
        unit=fact.unit,
        citations=ledger.proof(fact, [new.fact, old.fact]),
        context=ledger.context(fact),
    )
