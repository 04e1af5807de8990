"""The cells of a statement as facts: value, unit, scale, period, basis, and the place that shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from grammar.calendar import Context
from grammar.numbers import read_number
from grammar.units import Caption, UnitHint, kind_of
from grammar.values import Amount
from index.cell_periods import Times, read_times, row_periods
from index.cell_units import PLAIN_UNITS, cell_unit, head_kind, held_percents, row_hint, with_percents
from index.column_periods import names_column
from index.labelfacts import Setting, has_whole_shares, label_items, may_state
from index.labels import Placed, is_total, place_rows, says_less
from index.marks import lists_exhibits, without_notes
from index.model import Cell, Fact, LineItem, Row, Source, Statement, Table
from index.naming import HOLDER, column_names, held_item, holders, measured, upright_item
from index.share_prices import gives_prices, is_priced, priced_item
from index.statements import Reading, row_basis
from index.subjects import UNTITLED, subject_of
from index.sums import Term, find_sums
from index.wording import money_marks

NAMELESS = frozenset({"", "total", "totals"})  # labels of a total that has no name
FAR = 5  # rows up to the one that says what "Basic" is
EXCLUDED = re.compile(r"\banti-?dilutive\b|\bshares\b[^.]{0,80}\bexcluded from\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with all that its cells are read by."""

    source: Source
    table: Table
    reading: Reading
    context: Context
    amounts: dict[int, dict[int, Amount]]  # by row, then column; what is no figure is left out
    money: bool  # figures without a unit are amounts of money
    equity: bool  # columns of shares stand beside others: kinds of equity
    monied: frozenset[int]  # columns whose first figure shows the currency
    times: Times
    hints: dict[tuple[int, tuple[str, ...], int], UnitHint]  # by row, path and caption's identity, once asked
    priced: bool  # the range of a share's price: amounts of money are per share
    counted: str  # what the introduction says that the figures count: shares left out as anti-dilutive

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
    table = without_notes(table)
    sheet = _sheet(source, table, reading, context)
    placed = _placed(sheet)
    setting: Setting | None = None  # made for the first label that may state figures
    by_row = {one.row: one for one in placed}
    names = column_names(table.heads, sheet.reading)
    held = holders(placed)
    measure = measured(table, sheet.reading, names)
    subject = subject_of(table) if sheet.reading.statement.kind in UNTITLED else ""
    items: list[LineItem] = []
    positions: dict[tuple[int, str], int] = {}
    upright: dict[tuple[str, tuple[str, ...]], int] = {}
    for place, row in enumerate(table.rows):
        one = by_row.get(place)
        facts: list[Fact] = []
        if one is not None and sheet.amounts.get(place):
            facts = _facts(sheet, one, row)
            for name, own in _by_name(facts, names):
                item = _item(one, row, table.stub, name or measure, own, position, positions)
                if subject and all(map(_says_nothing, item.path)) and item.label.lower() in NAMELESS:
                    item = replace(item, path=(*item.path, subject), depth=item.depth + 1)
                if place in held:
                    item = held_item(item, one)
                if (name or measure) and names_column(one.label) and all(fact.period for fact in own):
                    item = upright_item(item, name or measure)
                    item = priced_item(item) if sheet.priced else item
                    if (item.label, item.path) in upright:  # a row a period: the column is the line item
                        positions[place, name] = first + upright[item.label, item.path]
                        same = items[upright[item.label, item.path]]
                        items[upright[item.label, item.path]] = replace(
                            same, facts=(*same.facts, *item.facts), lines=(same.lines[0], item.lines[1])
                        )
                        continue
                    upright[item.label, item.path] = len(items)
                positions[place, name] = first + len(items)
                items.append(item)
        if one is not None and may_state(row.label):
            setting = setting or _setting(sheet, position)
            own_periods = {fact.period for fact in facts} if sheet.times.rows_tell else set()
            told = replace(setting, periods=tuple(own_periods)) if len(own_periods) == 1 else setting
            items += label_items(source, row, one.path, told)
    return sheet.reading.statement, items


def _by_name(facts: Sequence[Fact], names: Sequence[str]) -> list[tuple[str, Sequence[Fact]]]:
    """The facts of a row, those of the columns that have one name together."""
    if not any(names):
        return [("", facts)] if facts else []
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(names[fact.column or 0], []).append(fact)
    return list(found.items())


def _sheet(source: Source, table: Table, reading: Reading, context: Context) -> Sheet:
    amounts = _amounts(table, reading)
    currencies = {amount.unit for row in amounts.values() for amount in row.values()} - {"", *PLAIN_UNITS}
    known = reading.statement.kind != "other" or reading.caption.said or reading.caption.currency is not None
    return Sheet(
        source,
        table,
        _with_currency(reading, currencies),
        context,
        amounts,
        known or bool(currencies),
        reading.statement.kind == "equity" and any(head_kind(head) == "shares" for head in table.heads),
        _monied(amounts),
        read_times(table, reading.statement.periods, reading.statement.kind, context),
        {},
        gives_prices(table),
        "" if currencies else _counted(table),
    )


def _monied(amounts: Mapping[int, Mapping[int, Amount]]) -> frozenset[int]:
    """The columns whose first figure shows the currency."""
    first: dict[int, Amount] = {}
    for place in sorted(amounts):
        for column, amount in amounts[place].items():
            if amount.value:
                first.setdefault(column, amount)
    return frozenset(column for column, one in first.items() if one.unit not in ("", *PLAIN_UNITS))


def _counted(table: Table) -> str:
    """ "Number of shares" where a table is introduced as one of shares that are left out of a computation."""
    told = any(EXCLUDED.search(text) for text in (table.intro, *table.caption[-2:]))
    return "Number of shares" if told else ""


def _amounts(table: Table, reading: Reading) -> dict[int, dict[int, Amount]]:
    """The figures by row and column."""
    if lists_exhibits(table):
        return {}
    plain = {
        place: {cell.column: amount for cell in row.cells for amount in [_amount(cell)] if amount is not None}
        for place, row in enumerate(table.rows)
        if row.cells
    }
    labels = {place: table.rows[place].label for place in plain}
    return held_percents(with_percents(plain), labels, reading.caption.scale > 1)


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
    caption = sheet.reading.caption
    terms = [_term(sheet, one) for one in rough if _hint(sheet, one, caption).unit == sheet.currency]
    differences = sheet.reading.statement.kind not in ("balance_sheet", "equity")
    sums = find_sums([term for term in terms if term.values], headings, differences)
    return place_rows(rows, sums) if sums else rough


def _term(sheet: Sheet, one: Placed) -> Term:
    row = sheet.table.rows[one.row]
    values = {
        column: amount.value
        for column, amount in sheet.amounts.get(one.row, {}).items()
        if amount.unit not in PLAIN_UNITS
    }
    return Term(one.row, values, is_total(row), row.ruled, says_less(row))


def _hint(sheet: Sheet, one: Placed, caption: Caption) -> UnitHint:
    """The unit of a row under a caption, the table's or that of a column."""
    key = one.row, one.path, id(caption)
    hint = sheet.hints.get(key)
    if hint is None:
        hint = sheet.hints[key] = _said_unit(sheet, one, caption)
    return hint


def _said_unit(sheet: Sheet, one: Placed, caption: Caption) -> UnitHint:
    amounts = list(sheet.amounts.get(one.row, {}).values())
    path = _before(sheet, one) if kind_of(one.label) == "neutral" else one.path
    return row_hint(
        one.label,
        path,
        amounts,
        caption,
        sheet.money,
        sheet.table.stub or sheet.counted,
    )


def _before(sheet: Sheet, one: Placed) -> tuple[str, ...]:
    """The headings of a row "Basic" or "Diluted"; where none says what it is, the last row that does."""
    if any(kind_of(heading) not in ("", "neutral") for heading in one.path):
        return one.path
    rows = sheet.table.rows[max(0, one.row - FAR) : one.row]
    return next(
        ((row.label,) for row in reversed(rows) if kind_of(row.label) in ("shares", "per_share")), one.path
    )


def _item(
    one: Placed,
    row: Row,
    stub: str,
    name: str,
    facts: Sequence[Fact],
    position: int,
    positions: Mapping[tuple[int, str], int],
) -> LineItem:
    path = tuple(part for part in (stub, *one.path, name) if part)
    return LineItem(
        label=one.label,
        path=path,
        depth=len(path),
        total=one.total,
        lines=row.lines,
        statement=position,
        facts=tuple(facts),
        origin="table",
        parts=tuple(dict.fromkeys(positions[part, name] for part in one.parts if (part, name) in positions)),
    )


def _says_nothing(heading: str) -> bool:
    """Whether a heading leaves what a row is to the table: whose figure it is, or the mark of money."""
    return bool(HOLDER.search(heading) or money_marks().fullmatch(heading))


def _facts(sheet: Sheet, one: Placed, row: Row) -> list[Fact]:
    amounts = sheet.amounts[one.row]
    named = row_basis(one.label)
    periods = row_periods(sheet.times, one)
    facts = []
    for cell in row.cells:
        amount = amounts.get(cell.column)
        if amount is None:
            continue
        head = _head(sheet, cell)
        caption = sheet.reading.captions[cell.column] if head else sheet.reading.caption
        hint = _hint(sheet, one, caption)
        money = cell.column in sheet.monied
        unit, scale = cell_unit(hint, one.label, one.path, amount, head, caption, sheet.equity, money)
        if (
            sheet.priced
            and unit == sheet.currency
            and scale == 1
            and (is_priced(head) or is_priced(one.label))
        ):
            unit = f"{unit}/share"
        value = amount.value * scale
        facts.append(
            Fact(
                value=value if value else abs(value),
                unit=unit,
                scale=scale * amount.scale,
                printed=_printed(sheet.source, cell),
                period=periods(cell.column),
                place=cell.place,
                origin="table",
                basis=_basis(sheet, named, cell),
                column=cell.column,
            )
        )
    return facts


def _printed(source: Source, cell: Cell) -> str:
    place = cell.place
    return source.lines[place.line - 1][place.start : place.end]


def _head(sheet: Sheet, cell: Cell) -> str:
    return sheet.table.heads[cell.column] if cell.column < len(sheet.table.heads) else ""


def _basis(sheet: Sheet, named: str, cell: Cell) -> str:
    """The basis of a figure. `named`: the one that its row's label names."""
    basis = sheet.reading.bases[cell.column] if cell.column < len(sheet.reading.bases) else "gaap"
    if sheet.reading.statement.kind == "reconciliation":
        return named or basis
    if named in ("pro_forma", "non_gaap") or (named and basis in ("pro_forma", "non_gaap")):
        return named
    return basis


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
