"""Figures of the prose held against the statements: the same metric, period and basis, and no such figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from grammar.lexicon import measures
from grammar.words import stems
from index.model import Fact
from qa.check_finding import Finding
from qa.check_ledger import Ledger, Printed, Stated, period_name
from qa.check_rounding import SHORTEST, Range, range_of, rounded
from qa.check_stated import BASES, beside, is_measure, named, near, plain, printed, severity
from qa.formats import decimal_text, format_value

HUNDRED = Decimal(100)


def prose(ledger: Ledger) -> Iterator[Finding]:
    """The figures that sentences state and that the statements print otherwise."""
    for stated in ledger.stated:
        if not plain(ledger, stated) or beside(ledger, stated):
            continue
        concepts = named(stated.item.label, stated.item)
        if stated.fact.unit == "percent":
            yield from _margin(ledger, stated, concepts)
        else:
            yield from _value(ledger, stated, concepts)


# --- values ----------------------------------------------------------------------------------------


def _value(ledger: Ledger, stated: Stated, concepts: frozenset[str]) -> Iterator[Finding]:
    fact = stated.fact
    bases = BASES.get(fact.basis)
    if not concepts or bases is None:
        return
    said = range_of(fact).size()
    same = list(printed(ledger, concepts, None, fact.unit))
    if any(one.range.size().meets(said) for one in same) or _elsewhere(ledger, stated, said):
        return
    sure = [
        one
        for one in same
        if one.fact.period == fact.period
        and one.fact.basis in bases
        and one.row.alone(one.fact)
        and ("other" in stems(stated.item.label) or "other" not in stems(one.row.item.label))
        and (any(one.row.has(concept) for concept in concepts) or fact.unit.endswith("/share"))
    ]
    if not sure:
        return
    if _of_diluted(stated):
        sure = [one for one in sure if "diluted_eps" in one.row.concepts] or sure
    nearest = min(sure, key=lambda one: (abs(abs(one.fact.value) - abs(fact.value)), one.fact.place.line))
    if near(fact, nearest.fact.value):
        yield _finding(ledger, stated, nearest)


def _of_diluted(stated: Stated) -> bool:
    return "diluted_eps" in stated.concepts and "basic_eps" not in stated.concepts


def _elsewhere(ledger: Ledger, stated: Stated, said: Range) -> bool:
    """Whether another row prints the figure for the same period, so that the prose may mean that one: any
    row for a figure of several digits, one that shares a word with it for "$1.8 million"."""
    telling = sum(character.isdigit() for character in stated.fact.printed) >= SHORTEST
    mine = set(stems(stated.item.label))
    return any(
        one.range.size().meets(said)
        for one in ledger.at(stated.fact.period, stated.fact.unit)
        if telling or mine & set(stems(" ".join((*one.row.item.path, one.row.item.label))))
    )


def _finding(ledger: Ledger, stated: Stated, against: Printed) -> Finding:
    fact = stated.fact
    expected = against.fact.value
    return Finding(
        kind="prose",
        severity=severity(fact, expected),
        message=f"The text gives {fact.printed.strip()} as {stated.item.label}{period_name(fact.period)}; "
        f"{against.row.name} is printed as {against.fact.printed}"
        f"{_scaled(against.fact)} on line {against.fact.place.line}.",
        expected=abs(expected) if fact.value > 0 else expected,
        found=fact.value,
        unit=fact.unit,
        citations=ledger.proof(fact, [against.fact]),
        context=ledger.context(fact),
    )


def _scaled(fact: Fact) -> str:
    """The figure in full where the statement's scale hides it."""
    return f" ({format_value(decimal_text(fact.value), fact.unit)})" if fact.scale > 1 else ""


# --- margins ---------------------------------------------------------------------------------------


def _margin(ledger: Ledger, stated: Stated, concepts: frozenset[str]) -> Iterator[Finding]:
    """ "Gross margin was 47 %": a measure that is one figure of a statement over another."""
    for measure in measures().values():
        over = re.fullmatch(r"(\w+) / (\w+)", measure.formula)
        if over is None or measure.unit != "percent" or not is_measure(measure.ask, stated.item.label):
            continue
        if any(one.meets(range_of(stated.fact).size()) for one in _ratios(ledger, over[1], over[2])):
            return
        tops = _sure(ledger, over[1], stated.fact)
        bottoms = _sure(ledger, over[2], stated.fact)
        pairs = [(top, bottom) for top in tops for bottom in bottoms]
        made = [(pair, pair[0].range.over(pair[1].range)) for pair in pairs]
        ratios = [(pair, ratio.times(HUNDRED).size()) for pair, ratio in made if ratio is not None]
        said = range_of(stated.fact).size()
        if ratios and not any(ratio.meets(said) for _, ratio in ratios) and not _printed_so(ledger, said):
            (top, bottom), ratio = ratios[0]
            if near(stated.fact, ratio.middle):
                yield margin_finding(ledger, stated, (top, bottom), ratio.middle)
        return


def _ratios(ledger: Ledger, top: str, bottom: str) -> Iterator[Range]:
    """The measure in every column of every statement: the sentence may speak of any."""
    for sheet in ledger.sheets:
        tops = [row for row in sheet.rows if row.begins(top)]
        for under in (row for row in sheet.rows if row.begins(bottom)):
            for column, fact in under.cells.items():
                for over in (row.cells[column] for row in tops if column in row.cells):
                    ratio = range_of(over, sheet.coarse).over(range_of(fact, sheet.coarse))
                    if ratio is not None:
                        yield ratio.times(HUNDRED).size()


def _sure(ledger: Ledger, concept: str, fact: Fact) -> list[Printed]:
    bases = BASES.get(fact.basis, frozenset())
    return [
        one
        for one in printed(ledger, frozenset({concept}), fact.period)
        if one.row.has(concept) and one.fact.basis in bases and one.fact.unit != "percent"
    ]


def _printed_so(ledger: Ledger, said: Range) -> bool:
    """Whether a statement prints the percentage itself."""
    return any(
        fact.unit == "percent" and range_of(fact).size().meets(said)
        for sheet in ledger.sheets
        for row in sheet.rows
        for fact in row.cells.values()
    )


def margin_finding(
    ledger: Ledger, stated: Stated, pair: tuple[Printed, Printed], expected: Decimal
) -> Finding:
    """A percentage of the prose that two figures of a statement do not make."""
    fact, value = stated.fact, rounded(expected, 1)
    top, bottom = pair
    return Finding(
        kind="prose",
        severity=severity(fact, expected),
        message=f"The text gives {fact.printed.strip()} as {stated.item.label}{period_name(fact.period)}; "
        f"{top.row.name} over {bottom.row.name}, {top.fact.printed} over {bottom.fact.printed}, is "
        f"{decimal_text(value)} %.",
        expected=value,
        found=fact.value,
        unit="percent",
        citations=ledger.proof(fact, [top.fact, bottom.fact]),
        context=ledger.context(fact),
    )
