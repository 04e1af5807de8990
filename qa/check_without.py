"""Results said to be without an item ("Excluding this charge, the net loss would have been …"), held against
the result and the item as the statements, or else the sentences, give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from grammar.datafiles import load_data
from grammar.words import stem, stems
from index.model import Fact
from qa.check_finding import Finding
from qa.check_ledger import Ledger, Stated, period_name, short_name
from qa.check_rounding import Range, range_of
from qa.check_stated import GAAP, beside, named, printed, severity
from qa.formats import decimal_text, format_value

BACK = 2  # sentences before, in which the item may stand
NEAR = Decimal("0.05")  # of the item: what is further off has other things in it, such as taxes
POINTING = re.compile(r"(?P<word>this|that|the|such|these|those)\b", re.IGNORECASE)
PLURAL = frozenset({"these", "those"})
WOULD = re.compile(r"\bwould (?:have been|be)\b", re.IGNORECASE)
LONGEST = 120  # characters of the words for the item


@dataclass(frozen=True, slots=True)
class Term:
    """One figure of the calculation: the words for it, its values, and the fact that prints it."""

    name: str
    range: Range
    fact: Fact


def without(ledger: Ledger) -> Iterator[Finding]:
    """The results without an item that are not the result less the item."""
    for stated in ledger.stated:
        if stated.fact.hedge or stated.fact.period is None or stated.fact.unit == "percent":
            continue
        found = _excluded(ledger, stated)
        if found is None:
            continue
        label, words, lead = found
        result = _result(ledger, stated, named(label, stated.item))
        items = _items(ledger, stated, words)
        if result is not None and items:
            expected = result.range
            for item in items:
                expected = expected + item.range.times(Decimal(_sign(words)))
            what = f"{label}{period_name(stated.fact.period)} {lead}"
            yield from _held(ledger, stated, what, expected, (result, *items))


# --- what is said ----------------------------------------------------------------------------------


@cache
def _lead() -> re.Pattern[str]:
    leads = "|".join(map(re.escape, load_data("qa", "check")["without"]["leads"]))
    return re.compile(rf"\b(?:{leads})\s+(?P<words>[^,;.()]{{3,{LONGEST}}})", re.IGNORECASE)


def _excluded(ledger: Ledger, stated: Stated) -> tuple[str, str, str] | None:
    """The result's own words, the words for what it is without, and those that lead to them as well; None
    where it is not without anything."""
    label = stated.item.label
    lead = _lead().search(label)
    if lead is not None:
        return label[: lead.start()].rstrip(" ,"), lead["words"], lead.group().lower()
    text = _sentence(ledger, stated.fact.sentence)
    lead = _lead().search(text) if WOULD.search(text) else None
    return (label, lead["words"], lead.group().lower()) if lead is not None else None


def _sentence(ledger: Ledger, position: int | None) -> str:
    if position is None or position >= len(ledger.sentences):
        return ""
    return ledger.sentences[position].text


def _sign(words: str) -> int:
    """+1 where the item lowers the result, -1 where it raises it, 0 where its words do not say."""
    said = set(stems(words))
    lists = load_data("qa", "check")["without"]
    costs, gains = ({stem(word) for word in lists[name]} for name in ("costs", "gains"))
    return bool(said & costs) - bool(said & gains)


# --- the result with the item ----------------------------------------------------------------------


def _result(ledger: Ledger, stated: Stated, concepts: frozenset[str]) -> Term | None:
    """The figure as reported, signed so that a loss is negative: of a statement, else of a sentence."""
    fact = stated.fact
    for one in printed(ledger, concepts, fact.period, fact.unit):
        own = any(one.row.has(concept) for concept in concepts) or fact.unit.endswith("/share")
        if own and one.fact.basis == GAAP and one.row.alone(one.fact):
            flip = one.fact.value > 0 and _is_loss(one.row.item.label)
            return Term(one.row.name, one.range.times(Decimal(-1)) if flip else one.range, one.fact)
    for other in ledger.stated:
        same = other.fact.period == fact.period and other.fact.unit == fact.unit
        if same and other.fact.basis == GAAP and concepts & named(other.item.label, other.item):
            return Term(short_name(other.item), range_of(other.fact), other.fact)
    return None


def _is_loss(label: str) -> bool:
    """Whether a row prints losses without a sign."""
    said = set(stems(label))
    return "loss" in said and said.isdisjoint({"income", "earn", "profit"})


# --- the item --------------------------------------------------------------------------------------


def _items(ledger: Ledger, stated: Stated, words: str) -> list[Term]:
    """What is excluded: the one figure, or the figures ("these charges"), that the words mean."""
    pointing = POINTING.match(words)
    if not _sign(words):
        return []
    named_so = _named_so(ledger, stated, words)
    if named_so is not None:
        return [named_so]
    if pointing is None:
        return []
    found = _said_before(ledger, stated)
    if len(found) > 1 and pointing["word"].lower() not in PLURAL:
        return []
    return [_exact(ledger, one) for one in found]


def _named_so(ledger: Ledger, stated: Stated, words: str) -> Term | None:
    """The one row of the period whose label has the words that tell: of "the one-time impairment charge"
    that is "impairment"."""
    lists = load_data("qa", "check")["without"]
    telling = set(stems(words)) - {stem(word) for name in ("light", "generic") for word in lists[name]}
    found = [
        Term(one.row.name, one.range.size(), one.fact)
        for one in ledger.at(stated.fact.period, stated.fact.unit)
        if telling and telling <= set(stems(one.row.item.label)) and not one.row.item.total
        if one.fact.basis == GAAP and one.fact.value
    ]
    alike = {(term.range.low, term.range.high) for term in found}
    return found[0] if len(alike) == 1 else None


def _said_before(ledger: Ledger, stated: Stated) -> list[Stated]:
    """The charges or gains of the nearest sentence before that states any, of the figure's unit."""
    at = stated.fact.sentence
    if at is None:
        return []
    for position in range(at, max(at - BACK, 0) - 1, -1):
        found = {
            one.item.label: one
            for one in ledger.of_sentence(position)
            if one.position != stated.position
            and one.fact.unit == stated.fact.unit
            and one.fact.period == stated.fact.period
            and one.fact.basis == GAAP
            and not one.fact.hedge
            and _sign(" ".join((one.item.label, *beside(ledger, one))))
            and not _is_result(one)
        }
        if found:
            return list(found.values())
    return []


def _is_result(stated: Stated) -> bool:
    """Whether a figure is a result itself: a loss that is no charge."""
    results = load_data("qa", "check")["results"]
    return bool(named(stated.item.label, stated.item) & {*results, "eps", "basic_eps", "diluted_eps"})


def _exact(ledger: Ledger, stated: Stated) -> Term:
    """The item as a statement prints it, to more digits than the sentence; else as the sentence does."""
    said, mine = range_of(stated.fact).size(), set(stems(stated.item.label))
    for one in ledger.at(stated.fact.period, stated.fact.unit):
        alike = mine & set(stems(one.row.item.label)) or set(one.row.concepts) & set(stated.concepts)
        if alike and one.range.size().meets(said):
            return Term(one.row.name, one.range.size(), one.fact)
    return Term(short_name(stated.item), said, stated.fact)


# --- both ------------------------------------------------------------------------------------------


def _held(
    ledger: Ledger, stated: Stated, what: str, expected: Range, terms: Sequence[Term]
) -> Iterator[Finding]:
    fact, (result, *items) = stated.fact, terms
    if expected.size().meets(range_of(fact).size()):
        return
    off = abs(abs(expected.middle) - abs(fact.value))
    if off > NEAR * sum(abs(item.range.middle) for item in items):
        return
    value = expected.middle
    excluded = " and ".join(f"{item.name} of {item.fact.printed.strip()}" for item in items)
    yield Finding(
        kind="without",
        severity=severity(fact, value),
        message=f"The text gives {fact.printed.strip()} as {what}; "
        f"{result.name} of {result.fact.printed.strip()} without {excluded} is "
        f"{format_value(decimal_text(value), fact.unit)}.",
        expected=value,
        found=fact.value,
        unit=fact.unit,
        citations=ledger.proof(fact, [result.fact, *(item.fact for item in items)]),
        context=ledger.context(fact),
    )
