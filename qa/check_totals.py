"""Totals that do not foot: rows that are the sum, or the difference, of the rows above them in some columns
and by a plain misprint not in another.

Only what is sure is told. The rows a total sums are not said anywhere; they are known by footing in another
column, or by standing alone under the heading that the total repeats.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from grammar.datafiles import load_data
from grammar.words import stems
from index.model import Fact
from qa.check_finding import Finding
from qa.check_footing import Doubts, Footer, Footing
from qa.check_ledger import SUMMED, Ledger, Row, Sheet, period_name, words
from qa.check_rounding import misprint, step
from qa.formats import decimal_text

MOST_ROWS = 500  # of one statement
LITTLE = Decimal("0.05")  # of a total, by which a misprint may put it out
FEW = 3  # rows that a message names


def totals(ledger: Ledger) -> Iterator[Finding]:
    """The totals and differences of all statements that do not foot."""
    for sheet in ledger.sheets:
        if len(sheet.rows) <= MOST_ROWS:
            for unit in (sheet.statement.currency, *sorted(SUMMED)):
                yield from _Pass(ledger, sheet, unit).findings()


class _Pass:
    """One walk down a statement with the rows that are not yet part of a total."""

    def __init__(self, ledger: Ledger, sheet: Sheet, unit: str) -> None:
        self.ledger, self.sheet = ledger, sheet
        self.doubts: Doubts = {}
        self.footer = Footer(sheet, unit, self.doubts)

    def findings(self) -> Iterator[Finding]:
        above: list[Row] = []
        for row in self.sheet.rows:
            if not self.footer.columns(row):
                continue
            first = self._first_part(row, above)
            if first is None and above and may_be_result(row):
                count = 0
                for footing in self._explained(row, above):
                    count = len(footing.rows)
                    if footing.wrong:
                        yield from self._tell(row, footing)
                first = len(above) - count
            if first is not None:
                del above[first:]
            above.append(row)

    def _first_part(self, row: Row, above: Sequence[Row]) -> int | None:
        """Where the parts begin that reading has found to foot."""
        if not row.parts:
            return None
        return next((n for n, one in enumerate(above) if one.place in row.parts), len(above))

    def _explained(self, row: Row, above: Sequence[Row]) -> Iterator[Footing]:
        """What makes the row: at most one way, a wrong one only where it is plainly meant."""
        near: list[Footing] = []
        for footing in self.footer.ways(row, above):
            if not footing.wrong and any(footing.made.values()):
                yield footing
                return
            if footing.wrong and len(footing.rows) > 1 and self._meant(row, footing, above):
                near.append(footing)
        best = max((len(one.right) for one in near), default=0)
        near = [one for one in near if len(one.right) == best]
        # Several ways to read the row: what is wrong with it cannot be said.
        if near and all(one.made == near[0].made for one in near):
            yield near[0]

    def _meant(self, row: Row, footing: Footing, above: Sequence[Row]) -> bool:
        """Whether a way that does not foot everywhere is what the row is meant to be."""
        if len(footing.wrong) > max(1, len(footing.right) // 2):
            return False
        for column in footing.wrong:
            if any(column not in one.cells for one in footing.rows if _has_any(one, footing.right)):
                return False
        if footing.plain and any(self._average(row, footing, column) for column in footing.wrong):
            return False
        small = all(self._small(row, footing, column) for column in footing.wrong)
        if footing.plain and self._whole_run(row, footing, above):
            proven = footing.telling > 1 or (small and (footing.telling == 1 or self._named(row, footing)))
        elif len(footing.rows) == 2 and _identity(row, footing.rows):
            proven = footing.telling > 1 or (small and footing.telling == 1)
        else:
            proven = footing.telling > 1 and small
        return proven and self.ledger.all_read((*footing.rows, row))

    def _average(self, row: Row, footing: Footing, column: int) -> bool:
        """Whether a column has no sum but an average, or the same everywhere: a price, a year, a rate."""
        values = [one.cells[column].value for one in footing.rows if column in one.cells]
        found, made = row.cells[column].value, footing.made[column]
        far = abs(found - made) > LITTLE * abs(found)
        return far and bool(values) and min(values) <= found <= max(values) and min(values) > 0

    def _small(self, row: Row, footing: Footing, column: int) -> bool:
        found, made = row.cells[column].value, footing.made[column]
        if abs(found - made) <= LITTLE * abs(found) or self._own_slip(row, footing, column):
            return True
        return bool(list(self._mended(row, footing, column)))

    def _own_slip(self, row: Row, footing: Footing, column: int) -> bool:
        """Whether a slip of the hand in the row itself explains it."""
        fact = row.cells[column]
        unit = step(fact, self.sheet.coarse)
        return misprint(footing.made[column], fact.value, unit, footing.slack[column])

    def _mended(self, row: Row, footing: Footing, column: int) -> Iterator[tuple[Row, Decimal]]:
        """The parts in which a slip of the hand, mended, makes the sum foot, and what they should be."""
        missing = row.cells[column].value - footing.made[column]
        for one, sign in _signed(footing):
            fact = one.cells.get(column)
            if fact is None:
                continue
            should = fact.value + sign * missing
            if misprint(should, fact.value, step(fact, self.sheet.coarse), Decimal(0)):
                yield one, should

    def _whole_run(self, row: Row, footing: Footing, above: Sequence[Row]) -> bool:
        """Whether the run begins where a run can: at the top, under a heading, after a total."""
        before = len(above) - len(footing.rows) - 1
        if before < 0:
            return True
        return above[before].item.total or above[before].item.path != footing.rows[0].item.path

    def _named(self, row: Row, footing: Footing) -> bool:
        """Whether the row repeats the heading that all the parts stand under, in a table of one column."""
        path = row.item.path
        if len(self.footer.columns(row)) > 1 or not path or len(footing.rows) < 2:
            return False
        same = all(one.item.path == path and not one.item.total for one in footing.rows)
        return same and bool(stems(path[-1])) and set(stems(path[-1])) <= set(stems(row.item.label))

    def _tell(self, row: Row, footing: Footing) -> Iterator[Finding]:
        for column in footing.wrong:
            fact, made = row.cells[column], footing.made[column]
            self.doubts[row.place, column] = (made - fact.value, footing.slack[column])
            slip = self._own_slip(row, footing, column)
            mended = [] if slip else list(self._mended(row, footing, column))
            others = [one.cells[column] for one in footing.rows if column in one.cells]
            yield Finding(
                kind="total",
                severity="error",
                message=_message(row, fact, made, footing) + _hint(mended, column),
                expected=made,
                found=fact.value,
                unit=fact.unit,
                citations=self.ledger.proof(fact, others),
            )


def may_be_result(row: Row) -> bool:
    """Whether a row can be a sum or a difference of those above it."""
    return _total(row) or any(row.begins(concept) for concept in load_data("qa", "check")["results"])


def _total(row: Row) -> bool:
    return row.item.total or not row.item.label


def _identity(row: Row, rows: Sequence[Row]) -> bool:
    """Whether the row is by definition the first of the two less the second."""
    first, second = rows
    return any(
        row.has(one["row"]) and first.has(one["of"]) and second.has(one["less"])
        for one in load_data("qa", "check")["identity"]
    )


def _has_any(row: Row, columns: Sequence[int]) -> bool:
    return any(column in row.cells for column in columns)


def _signed(footing: Footing) -> Iterator[tuple[Row, int]]:
    return zip(footing.rows, footing.signs, strict=True)


def _hint(mended: Sequence[tuple[Row, Decimal]], column: int) -> str:
    """Which part may be the misprint, where it can be only one."""
    if len(mended) != 1:
        return ""
    ((row, should),) = mended
    fact = row.cells[column]
    return f" It would foot if {row.name}, printed as {fact.printed}, were {printed_like(fact, should)}."


def _message(row: Row, fact: Fact, made: Decimal, footing: Footing) -> str:
    what = f"{row.name}{period_name(fact.period)} is printed as {fact.printed}"
    return f"{what}, but {_makers(footing)} {printed_like(fact, made)}."


def _makers(footing: Footing) -> str:
    """The rows that make it, in words."""
    names = [one.name for one in footing.rows]
    if footing.plain:
        if len(names) <= FEW:
            return f"{' and '.join([', '.join(names[:-1]), names[-1]])} make"
        return f"the {words(len(names))} rows from {names[0]} to {names[-1]} make"
    added = [one.name for one, sign in _signed(footing) if sign > 0]
    taken = [one.name for one, sign in _signed(footing) if sign < 0]
    if len(names) > FEW + 1:
        return f"{added[0]} with the {words(len(names) - 1)} rows after it makes"
    return f"{' plus '.join(added)} less {' less '.join(taken)} makes" if added else "they make"


def printed_like(fact: Fact, value: Decimal) -> str:
    """A value written as the statement writes a figure: its scale, its decimals, its parentheses."""
    scaled = value / fact.scale
    places = len(fact.printed.rpartition(".")[2].rstrip(")% ")) if "." in fact.printed else 0
    digits = f"{abs(scaled):,.{places}f}" if places < 7 else decimal_text(abs(scaled))
    return f"({digits})" if value < 0 and any(digit != "0" for digit in digits if digit.isdigit()) else digits
