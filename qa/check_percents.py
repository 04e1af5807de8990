"""Columns and rows of percentages that do not follow from the figures beside them.

What a percent column is of is not said but found: the change between two columns, or the share of a column's
whole, that most of its rows are. A row that is not is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from index.model import Fact
from qa.check_finding import Finding
from qa.check_ledger import Ledger, Row, Sheet, period_name
from qa.check_rounding import Range, misprint, range_of, rounded, step
from qa.formats import decimal_text

HUNDRED = Decimal(100)
MOST_COLUMNS = 12
LEAST_RIGHT = 4  # rows that must show what a column is
MOST_WRONG = 5  # a fifth of the rows at most may be wrong
MOST_BASES = 3  # rows of 100 % that are tried
SMALL = 10  # units of an operand below which its change is no proof

Make = Callable[[Sequence[Range]], Range | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a percent column may be: what each of its percentages is of, how it is made, and in words.

    sure: whether whatever does not follow the rule is wrong; else only what is a slip of the hand.
    """

    operands: Callable[[Row], tuple[Fact, ...]]
    make: Make
    said: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Held:
    """One percentage held against a rule."""

    row: Row
    fact: Fact
    operands: tuple[Fact, ...]
    made: Range

    @property
    def right(self) -> bool:
        return self.made.size().meets(range_of(self.fact).size())


def percents(ledger: Ledger) -> Iterator[Finding]:
    """The percentages of all statements that do not follow from their operands."""
    for sheet in ledger.sheets:
        units: dict[int, Counter[str]] = {}
        for row in sheet.rows:
            for column, fact in row.cells.items():
                units.setdefault(column, Counter())[fact.unit] += 1
        kinds = {column: count.most_common(1)[0][0] for column, count in units.items()}
        percent = [column for column, unit in kinds.items() if unit == "percent"]
        others = [column for column, unit in kinds.items() if unit != "percent"]
        if len(kinds) <= MOST_COLUMNS:
            for column in percent:
                yield from _column(ledger, sheet, column, others)


def _column(ledger: Ledger, sheet: Sheet, column: int, others: Sequence[int]) -> Iterator[Finding]:
    """The rule that most rows of a column follow, and the rows that do not."""
    best: list[Held] = []
    by: Rule | None = None
    for rule in (*_changes(others), *_parts(sheet, column, others)):
        held = list(_held(sheet, column, rule))
        if sum(one.right for one in held) > sum(one.right for one in best):
            best, by = held, rule
    right = sum(one.right for one in best)
    wrong = [one for one in best if not one.right]
    if by is None or right < LEAST_RIGHT or len(wrong) * MOST_WRONG > right:
        return
    for one in wrong:
        if (by.sure or _slip(one)) and ledger.all_read([one.row]):
            yield percent_finding(ledger, one, by.said)


def _changes(columns: Sequence[int]) -> Iterator[Rule]:
    """The change from one column to another."""
    for new, old in permutations(columns, 2):

        def operands(row: Row, new: int = new, old: int = old) -> tuple[Fact, ...]:
            pair = tuple(row.cells[one] for one in (new, old) if one in row.cells)
            # From a loss to a profit a change is printed in many ways.
            return () if len(pair) < 2 or (pair[0].value > 0) != (pair[1].value > 0) else pair

        yield Rule(operands, _change, "the change between the two figures", sure=True)


def _parts(sheet: Sheet, column: int, others: Sequence[int]) -> Iterator[Rule]:
    """The share of a row that is 100 % itself. Some rows may be shares of another ("product margin")."""
    whole = [row for row in sheet.rows if column in row.cells and row.cells[column].value == HUNDRED]
    for base in whole[:MOST_BASES]:
        for other in others:
            if other not in base.cells:
                continue

            def operands(row: Row, other: int = other, base: Row = base) -> tuple[Fact, ...]:
                found = row.cells.get(other)
                return (found, base.cells[other]) if found is not None and row is not base else ()

            yield Rule(operands, share, f"the share of {base.name}", sure=False)


def _change(ranges: Sequence[Range]) -> Range | None:
    new, old = ranges
    ratio = (new - old).over(old.size())
    return ratio.times(HUNDRED) if ratio else None


def share(ranges: Sequence[Range]) -> Range | None:
    """The first figure in percent of the second."""
    ratio = ranges[0].over(ranges[1])
    return ratio.times(HUNDRED) if ratio else None


def _held(sheet: Sheet, column: int, rule: Rule) -> Iterator[Held]:
    for row in sheet.rows:
        fact = row.cells.get(column)
        operands = rule.operands(row)
        if fact is None or fact.unit != "percent" or not _digits(fact) or not operands:
            continue
        ranges = [range_of(one, sheet.coarse) for one in operands]
        # A change from or to next to nothing is no proof.
        if any(abs(one.value) < SMALL * (r.high - r.low) for one, r in zip(operands, ranges, strict=True)):
            continue
        made = rule.make(ranges) if operands[0].unit == operands[1].unit else None
        if made is not None:
            yield Held(row, fact, operands, made)


def _slip(held: Held) -> bool:
    unit = step(held.fact)
    return misprint(held.made.middle, held.fact.value, unit, unit)


def _digits(fact: Fact) -> bool:
    """Whether a figure is printed, and not a dash for "not meaningful"."""
    return any(character.isdigit() for character in fact.printed)


def percent_finding(ledger: Ledger, held: Held, said: str) -> Finding:
    """A percentage that its figures do not make; `said`: what of them it is."""
    value = rounded(held.made.middle, 1)
    return Finding(
        kind="percent",
        severity="error",
        message=f"{held.row.name}{period_name(held.operands[0].period)}: {held.fact.printed.strip()} is "
        f"printed, but {said} is {decimal_text(value)} %.",
        expected=value,
        found=held.fact.value,
        unit="percent",
        citations=ledger.proof(held.fact, held.operands),
    )
