"""Ways in which the rows above a row may make it, and the columns in which each of them foots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from qa.check_ledger import Row, Sheet
from qa.check_rounding import HALF, step

MOST_PARTS = 40
MOST_SIGNED = 4  # rows whose signs are tried one by one
TELLING = 100  # units of the last digit below which a figure foots by chance

# By row and column, of figures that do not foot: what they should be more than is printed, unless one of
# their parts is the misprint, and what rounding may add to that.
Doubts = dict[tuple[int, int], tuple[Decimal, Decimal]]


@dataclass(frozen=True, slots=True)
class Footing:
    """One way to make a row: the rows above it, each with its sign, and how the columns come out."""

    rows: tuple[Row, ...]
    signs: tuple[int, ...]
    right: tuple[int, ...]  # columns in which it foots
    telling: int  # how many of them prove something
    wrong: tuple[int, ...]
    made: dict[int, Decimal]  # what the rows make, by column
    slack: dict[int, Decimal]  # what rounding may add, by column

    @property
    def plain(self) -> bool:
        """Whether all rows are added."""
        return all(sign > 0 for sign in self.signs)


class Footer:
    """Tries the rows above a row of one sheet."""

    def __init__(self, sheet: Sheet, unit: str, doubts: Doubts) -> None:
        self.sheet, self.unit, self.doubts = sheet, unit, doubts

    def columns(self, row: Row) -> list[int]:
        """The columns in which a row has a figure that can be summed."""
        skipped = self.sheet.changes
        return [c for c, fact in row.cells.items() if fact.unit == self.unit and c not in skipped]

    def ways(self, row: Row, above: Sequence[Row]) -> Iterator[Footing]:
        """Sums of the last rows, the shortest first; the first of them less the others; then all signs."""
        for count in range(2, min(len(above), MOST_PARTS) + 1):
            yield self.try_signs(row, above[-count:], (1,) * count)
        for count in range(2, min(len(above), MOST_PARTS) + 1):
            yield self.try_signs(row, above[-count:], (1, *(-1,) * (count - 1)))
        for count in range(2, min(len(above), MOST_SIGNED) + 1):
            for signs in product((1, -1), repeat=count):
                if len(set(signs)) > 1 and signs != (1, *(-1,) * (count - 1)):
                    yield self.try_signs(row, above[-count:], signs)

    def try_signs(self, row: Row, rows: Sequence[Row], signs: tuple[int, ...]) -> Footing:
        right, wrong, telling = [], [], 0
        made: dict[int, Decimal] = {}
        slack: dict[int, Decimal] = {}
        for column in self.columns(row):
            made[column], slack[column], parts = self._make(row, rows, signs, column)
            found = row.cells[column].value
            if self._foots(found - made[column], slack[column], rows, signs, column):
                right.append(column)
                telling += parts > 1 and abs(found) >= TELLING * step(row.cells[column], self.sheet.coarse)
            else:
                wrong.append(column)
        return Footing(tuple(rows), signs, tuple(right), telling, tuple(wrong), made, slack)

    def _make(
        self, row: Row, rows: Sequence[Row], signs: tuple[int, ...], column: int
    ) -> tuple[Decimal, Decimal, int]:
        total, slack = Decimal(0), step(row.cells[column], self.sheet.coarse) * HALF
        parts = 0
        for one, sign in zip(rows, signs, strict=True):
            fact = one.cells.get(column)
            if fact is None or fact.unit != self.unit:
                continue
            total += sign * fact.value
            slack += step(fact, self.sheet.coarse) * HALF
            parts += bool(fact.value)
        return total, slack, parts

    def _foots(
        self, missing: Decimal, slack: Decimal, rows: Sequence[Row], signs: tuple[int, ...], column: int
    ) -> bool:
        """Whether nothing is missing but for rounding, or what a part is in doubt about."""
        if abs(missing) <= slack:
            return True
        for one, sign in zip(rows, signs, strict=True):
            more, loose = self.doubts.get((one.place, column), (Decimal(0), Decimal(0)))
            if more and abs(missing - sign * more) <= slack + loose:
                return True
        return False
