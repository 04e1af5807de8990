"""Earnings a share held against the earnings and the shares that the same statement prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from grammar.datafiles import load_data
from grammar.words import stem, stems
from index.model import Fact
from qa.check_finding import Finding
from qa.check_ledger import Ledger, Row, Sheet, period_name
from qa.check_rounding import Range, range_of, rounded
from qa.check_totals import printed_like

CENT = Decimal("0.01")
LEAST_LOW, LEAST_HIGH = Decimal("0.97"), Decimal("1.03")
MOST_ADDED = 2  # times; diluted earnings have the interest of convertible debt added back


def per_share(ledger: Ledger) -> Iterator[Finding]:
    """Earnings a share that are not earnings over shares, though they are in another column."""
    for sheet in ledger.sheets:
        if sheet.statement.kind == "income":
            for kind in ("basic", "diluted"):
                yield from _per_share(ledger, sheet, kind)


def _per_share(ledger: Ledger, sheet: Sheet, kind: str) -> Iterator[Finding]:
    earned = _only(sheet, "net_income_common") or _only(sheet, "net_income")
    each = _only(sheet, f"{kind}_eps") or _only(sheet, "eps")
    shares = _shares(sheet, kind)
    if earned is None or each is None or shares is None:
        return
    if any(_between(row) for row in sheet.rows if earned.place < row.place < each.place):
        return
    wrong, right = [], 0
    for column, fact in each.cells.items():
        profit, count = earned.cells.get(column), shares.cells.get(column)
        if profit is None or count is None or not fact.unit.endswith("/share") or count.unit != "shares":
            return
        made = range_of(profit, sheet.coarse).over(range_of(count, sheet.coarse))
        if made is None:
            return
        made, said = made.size(), range_of(fact).size()
        if made.meets(said):
            right += bool(fact.value)
        elif made.low * LEAST_LOW <= said.high + CENT and said.low - CENT <= made.high * LEAST_HIGH:
            continue  # shares in earnings that are not shown may make as much
        elif kind == "basic" or said.high < made.low or said.low > MOST_ADDED * made.high:
            wrong.append((fact, profit, count, made))
    if right >= 1 and len(wrong) <= right:
        for fact, profit, count, made in wrong:
            yield _share_finding(ledger, (each, earned, shares), (fact, profit, count), made)


def _share_finding(
    ledger: Ledger, rows: Sequence[Row], facts: tuple[Fact, Fact, Fact], made: Range
) -> Finding:
    fact, profit, count = facts
    each, earned, shares = rows
    value = rounded(made.middle, 4)
    return Finding(
        kind="per_share",
        severity="error",
        message=f"{each.name}{period_name(fact.period)} is printed as {fact.printed}, but {earned.name} over "
        f"{shares.name} is {printed_like(fact, value)}.",
        expected=value,
        found=fact.value,
        unit=fact.unit,
        citations=ledger.proof(fact, [profit, count]),
    )


def _between(row: Row) -> bool:
    between = {stem(word) for word in load_data("qa", "check")["per_share"]["between"]}
    shown = any(fact.value for fact in row.cells.values())
    return shown and not between.isdisjoint(stems(row.item.label)) and not row.has("net_income_common")


def _only(sheet: Sheet, concept: str) -> Row | None:
    """The one row of a concept, the first of several that print the same."""
    rows = [row for row in sheet.rows if concept in row.concepts and row.cells]
    alike = all({c: f.value for c, f in row.cells.items()} == _values(rows[0]) for row in rows)
    return rows[0] if rows and alike else None


def _values(row: Row) -> dict[int, Decimal]:
    return {column: fact.value for column, fact in row.cells.items()}


def _shares(sheet: Sheet, kind: str) -> Row | None:
    """The weighted shares, basic or diluted."""
    rows = [row for row in sheet.rows if "weighted_shares" in row.concepts]
    of_kind = [row for row in rows if stem(kind) in stems(" ".join((*row.item.path[-1:], row.item.label)))]
    if len(of_kind) == 1:
        return of_kind[0]
    return rows[0] if len(rows) == 1 else None
