"""The cells of a statement as facts: value, unit, scale, period, basis, and the place that shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from grammar.calendar import Context
from grammar.numbers import read_number
from grammar.units import UnitHint, share_scale, unit_of_label
from grammar.values import Amount, Period
from index.column_periods import row_period, without_period
from index.labelfacts import Setting, has_whole_shares, label_items
from index.labels import Placed, is_total, place_rows, says_less
from index.model import Cell, Fact, LineItem, Row, Source, Statement, Table
from index.statements import Reading, row_basis
from index.sums import Term, find_sums

PERCENT_HEAD = re.compile(r"%|\bpercent(?:age)?\b", re.IGNORECASE)
SHARES_HEAD = re.compile(r"^(?:number of |total )?(?:shares|options)\b", re.IGNORECASE)
START_OF = re.compile(
    r"\b(?:beginning|start) of (?:the )?(?:fiscal )?(?:period|year|quarter|month)\b", re.IGNORECASE
)
END_OF = re.compile(r"\bend of (?:the )?(?:fiscal )?(?:period|year|quarter|month)\b", re.IGNORECASE)
PLAIN_UNITS = frozenset({"percent", "ratio", "count"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with all that its cells are read by."""

    source: Source
    table: Table
    reading: Reading
    context: Context
    amounts: dict[int, dict[int, Amount]]  # by row, then column; what is no figure is left out
    money: bool  # figures without a unit are amounts of money

    @property
    def currency(self) -> str:
        return self.reading.statement.currency


def read_items(
    source: Source, table: Table, reading: Reading, position: int, first: int, context: Context
) -> tuple[Statement, list[LineItem]]:
    """The statement, and its line items, each followed by those of the numbers in its label.

    A row is one line item; where columns differ in neither period nor basis ("High", "Low"), one for
    each of them, with the column's head at the end of its path. `position`: of the statement in the
    filing; `first`: the position its first item will have. The statement comes back with the currency
    that its figures show, where its caption names none.
    """
    sheet = _sheet(source, table, reading, context)
    placed = _placed(sheet)
    setting = _setting(sheet, position)
    by_row = {one.row: one for one in placed}
    names = column_names(table.heads, sheet.reading)
    items: list[LineItem] = []
    positions: dict[tuple[int, str], int] = {}
    for place, row in enumerate(table.rows):
        one = by_row.get(place)
        if one is not None and sheet.amounts.get(place):
            facts = _facts(sheet, one, row)
            for name in dict.fromkeys(names[fact.column or 0] for fact in facts):
                own = [fact for fact in facts if names[fact.column or 0] == name]
                positions[place, name] = first + len(items)
                items.append(_item(one, row, name, own, position, positions))
        if one is not None:
            items += label_items(source, row, one.path, setting)
    return sheet.reading.statement, items


def _sheet(source: Source, table: Table, reading: Reading, context: Context) -> Sheet:
    amounts = {
        place: {cell.column: amount for cell in row.cells for amount in [_amount(cell)] if amount is not None}
        for place, row in enumerate(table.rows)
        if row.cells
    }
    currencies = {amount.unit for row in amounts.values() for amount in row.values()} - {"", *PLAIN_UNITS}
    known = reading.statement.kind != "other" or reading.caption.said or reading.caption.currency is not None
    return Sheet(
        source, table, _with_currency(reading, currencies), context, amounts, known or bool(currencies)
    )


def _with_currency(reading: Reading, found: set[str]) -> Reading:
    """The currency that the cells show, where they all show one and the caption names none."""
    if reading.caption.currency is not None or len(found) != 1:
        return reading
    (currency,) = found
    return replace(
        reading,
        statement=replace(reading.statement, currency=currency),
        caption=replace(reading.caption, currency=currency),
    )


def _amount(cell: Cell) -> Amount | None:
    reading = read_number(cell.text)
    if reading is None:
        digits = cell.text.replace(",,", ",")  # a slip of the typist's
        reading = read_number(digits) if digits != cell.text else None
    return reading.value if reading is not None else None


def _placed(sheet: Sheet) -> tuple[Placed, ...]:
    """The rows in their places: units need the headings, sums need the units, headings the sums."""
    rows = sheet.table.rows
    rough = place_rows(rows, {})
    headings = {place for place, row in enumerate(rows) if not row.cells}
    terms = [_term(sheet, one) for one in rough if _hint(sheet, one).unit == sheet.currency]
    differences = sheet.reading.statement.kind not in ("balance_sheet", "equity")
    sums = find_sums([term for term in terms if term.values], headings, differences)
    return place_rows(rows, sums)


def _term(sheet: Sheet, one: Placed) -> Term:
    row = sheet.table.rows[one.row]
    values = {
        column: amount.value
        for column, amount in sheet.amounts.get(one.row, {}).items()
        if amount.unit not in PLAIN_UNITS
    }
    return Term(one.row, values, is_total(row), row.ruled, says_less(row))


def _hint(sheet: Sheet, one: Placed) -> UnitHint:
    """The unit of a row: its words', unless its figures cannot be of that unit."""
    caption = sheet.reading.caption
    hint = unit_of_label(one.label, one.path, caption)
    amounts = [amount for amount in sheet.amounts.get(one.row, {}).values() if amount.value]
    whole = bool(amounts) and all("." not in amount.printed for amount in amounts)
    marked = any(amount.unit == sheet.currency for amount in amounts)
    if (
        hint.unit.endswith("/share")
        and whole
        and not marked
        and any("," in amount.printed for amount in amounts)
    ):
        return unit_of_label("Number of shares", (), caption)
    if hint.unit == "shares" and marked:
        return unit_of_label("" if whole else "Per share", (), caption)
    if hint.unit == sheet.currency and not sheet.money and not marked:
        return UnitHint("count", False, 1)
    return hint


def column_names(heads: Sequence[str], reading: Reading) -> tuple[str, ...]:
    """What tells each column from others of the same period and basis; "" where those tell it."""
    keys = list(zip(reading.statement.periods, reading.bases, strict=True))
    bare = [without_period(head) for head in heads]
    alike = [[bare[other] for other, its in enumerate(keys) if its == key] for key in keys]
    return tuple(
        name if len(others) > 1 and len(set(others)) == len(others) else ""
        for name, others in zip(bare, alike, strict=True)
    )


def _item(
    one: Placed,
    row: Row,
    name: str,
    facts: Sequence[Fact],
    position: int,
    positions: Mapping[tuple[int, str], int],
) -> LineItem:
    path = (*one.path, name) if name else one.path
    return LineItem(
        label=one.label,
        path=path,
        depth=len(path),
        total=one.total,
        lines=row.lines,
        statement=position,
        facts=tuple(facts),
        origin="table",
        parts=tuple(positions[part, name] for part in one.parts if (part, name) in positions),
    )


def _facts(sheet: Sheet, one: Placed, row: Row) -> list[Fact]:
    hint = _hint(sheet, one)
    own = _own_period(sheet, one)
    facts = []
    for cell in row.cells:
        amount = sheet.amounts[one.row].get(cell.column)
        if amount is None:
            continue
        unit, scale = _unit(sheet, hint, amount, cell)
        value = amount.value * scale
        facts.append(
            Fact(
                value=value if value else abs(value),
                unit=unit,
                scale=scale * amount.scale,
                printed=_printed(sheet.source, cell),
                period=own or _period(sheet.reading.statement.periods[cell.column], one),
                place=cell.place,
                origin="table",
                basis=_basis(sheet, one, cell),
                column=cell.column,
            )
        )
    return facts


def _own_period(sheet: Sheet, one: Placed) -> Period | None:
    """The period a row names, in a table whose columns name none."""
    statement = sheet.reading.statement
    if any(statement.periods):
        return None
    return row_period(one.label, one.path, statement.kind, sheet.context)


def _printed(source: Source, cell: Cell) -> str:
    return source.line(cell.place.line)[cell.place.start : cell.place.end]


def _unit(sheet: Sheet, hint: UnitHint, amount: Amount, cell: Cell) -> tuple[str, int]:
    """Unit and scale of one cell: its own mark first, then its column's head, then its row."""
    if amount.unit in PLAIN_UNITS:
        return amount.unit, 1
    head = sheet.table.heads[cell.column] if cell.column < len(sheet.table.heads) else ""
    if PERCENT_HEAD.search(head) and amount.unit != sheet.currency:
        return "percent", 1
    if SHARES_HEAD.search(head) and amount.unit != sheet.currency and hint.unit in ("count", sheet.currency):
        hint = unit_of_label("Number of shares", (), sheet.reading.caption)
    if hint.unit == "count" and amount.unit == sheet.currency:
        return sheet.currency, sheet.reading.caption.scale
    if hint.unit == "shares":
        return hint.unit, share_scale(amount.value, hint)
    return hint.unit, hint.scale


def _period(period: Period | None, one: Placed) -> Period | None:
    """The column's period, or for "cash at beginning of period" the day at its edge."""
    if period is None or period.start is None:
        return period
    text = " ".join((*one.path[-1:], one.label))
    if START_OF.search(text):
        day = period.start - timedelta(days=1)
    elif END_OF.search(text):
        day = period.end
    else:
        return period
    return Period("instant", None, day, f"{day:%B} {day.day}, {day.year}")


def _basis(sheet: Sheet, one: Placed, cell: Cell) -> str:
    basis = sheet.reading.bases[cell.column] if cell.column < len(sheet.reading.bases) else "gaap"
    named = row_basis(one.label)
    if sheet.reading.statement.kind == "reconciliation":
        return named or basis
    return named if named in ("pro_forma", "non_gaap") else basis


def _setting(sheet: Sheet, position: int) -> Setting:
    caption = sheet.reading.caption
    printed = [abs(amount.value) for row in sheet.amounts.values() for amount in row.values()]
    whole = caption.shares_exempt or has_whole_shares([row.label for row in sheet.table.rows])
    return Setting(
        statement=position,
        scale=caption.scale,
        share_scale=1 if whole else caption.share_scale or caption.scale,
        currency=sheet.currency,
        periods=sheet.reading.statement.periods,
        largest=max(printed, default=Decimal(0)),
        basis=sheet.reading.bases[0] if sheet.reading.bases else sheet.reading.statement.basis,
        context=sheet.context,
    )
