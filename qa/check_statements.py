"""Figures of the statements that must agree: the two sides of a balance sheet, and figures printed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from grammar.datafiles import load_data
from grammar.values import Period
from grammar.words import stem, stems
from index.concepts import HELD, concepts_of
from index.model import Fact
from qa.check_finding import Finding
from qa.check_ledger import Ledger, Row, Sheet, period_name
from qa.check_rounding import Range, range_of

Key = tuple[str, tuple[str, ...], Period, str]  # concept, the label's words, period, unit
EDGE = re.compile(
    r",?\s+(?:at|-)?\s*(?:the )?(?:beginning|start|end) of (?:the )?(?:fiscal )?(?:period|year|quarter)s?\b",
    re.IGNORECASE,
)
MOST_TWICE = 2  # labels that one statement has twice; with more it is two statements read as one


@dataclass(frozen=True, slots=True)
class Keyed:
    """One cell of a statement and what it is a figure of."""

    key: Key
    row: Row
    fact: Fact
    range: Range


# --- balance ---------------------------------------------------------------------------------------


def balances(ledger: Ledger) -> Iterator[Finding]:
    """Balance sheets whose total assets are not the total of liabilities and equity."""
    for sheet in ledger.sheets:
        if sheet.statement.kind != "balance_sheet":
            continue
        assets = [row for row in sheet.rows if row.has("total_assets")]
        claims = [row for row in sheet.rows if row.has("liabilities_and_equity")]
        if len(assets) == len(claims) == 1 and assets[0].place < claims[0].place:
            yield from _balance(ledger, sheet, assets[0], claims[0])


def _balance(ledger: Ledger, sheet: Sheet, assets: Row, claims: Row) -> Iterator[Finding]:
    if set(assets.cells) != set(claims.cells):
        return
    for column, found in claims.cells.items():
        asset = assets.cells[column]
        if found.unit != asset.unit or range_of(asset, sheet.coarse).meets(range_of(found, sheet.coarse)):
            continue
        when = period_name(found.period)
        yield Finding(
            kind="balance",
            severity="error",
            message=f"The balance sheet does not balance{when}: {claims.name} is printed as {found.printed}, "
            f"{assets.name} as {asset.printed}.",
            expected=asset.value,
            found=found.value,
            unit=found.unit,
            citations=ledger.proof(found, [asset]),
        )


# --- printed twice ---------------------------------------------------------------------------------


def repeated(ledger: Ledger) -> Iterator[Finding]:
    """The same figure of the same period with two values: in the income and the cash flow statement, in
    the cash flow statement and the balance sheet, or twice in one statement."""
    sheets = [
        sheet
        for sheet in ledger.sheets
        if sheet.statement.kind in _words()["kinds"]
        and sheet.statement.basis == "gaap"
        and not any(word in sheet.statement.title.lower() for word in _words()["other_titles"])
    ]
    keyed = [(sheet, list(_keys(sheet))) for sheet in sheets]
    for number, (_, here) in enumerate(keyed):
        yield from _pair(ledger, here, here)
        for _, there in keyed[number + 1 :]:
            yield from _pair(ledger, here, there)


def _pair(ledger: Ledger, here: Sequence[Keyed], there: Sequence[Keyed]) -> Iterator[Finding]:
    """What two statements print of the same, or one prints twice. They are on one footing where they agree
    on more than they do not, and what they do not agree on is one thing: another basis would show in many."""
    first: dict[Key, Keyed] = {}
    for one in here:
        first.setdefault(one.key, one)
    both = [
        (first[one.key], one)
        for one in there
        if one.key in first and one.fact.place.line != first[one.key].fact.place.line
    ]
    wrong = [pair for pair in both if not pair[0].range.meets(pair[1].range)]
    right = len(both) - len(wrong)
    if here is there and len({one.key[:2] for _, one in both}) > MOST_TWICE:
        return
    if wrong and len({one.key[:2] for _, one in wrong}) == 1 and len(wrong) <= right:
        for one, other in wrong:
            yield _twice(ledger, one, other)


def _words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = load_data("qa", "check")["repeated"]
    return found


def _keys(sheet: Sheet) -> Iterator[Keyed]:
    """What each cell of a statement is a figure of; nothing where columns cannot be told apart."""
    when = {stem(word) for word in _words()["when"]}
    for row in sheet.rows:
        concepts = concepts_of(replace(row.item, label=EDGE.sub("", row.item.label)))
        concept = next((one for one in _words()["concepts"] if concepts.get(one, HELD) < HELD), None)
        if concept is None or len({fact.basis for fact in row.cells.values()}) > 1:
            continue
        label = tuple(word for word in stems(row.item.label) if word not in when)
        for fact in row.cells.values():
            if fact.period is not None and fact.basis == "gaap" and row.alone(fact):
                yield Keyed((concept, label, fact.period, fact.unit), row, fact, range_of(fact, sheet.coarse))


def _twice(ledger: Ledger, first: Keyed, other: Keyed) -> Finding:
    one, two = first.fact, other.fact
    return Finding(
        kind="repeated",
        severity="error",
        message=f"{other.row.name}{period_name(two.period)} is printed as {one.printed} on line "
        f"{one.place.line} and as {two.printed} on line {two.place.line}.",
        expected=one.value,
        found=two.value,
        unit=two.unit,
        citations=ledger.proof(two, [one]),
    )
