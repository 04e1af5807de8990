"""Rows of percentages that name a measure ("Gross margin, %"), held against the rows that it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grammar.lexicon import measures
from index.model import Fact
from qa.check_finding import Finding
from qa.check_ledger import Ledger, Row, Sheet
from qa.check_percents import Held, percent_finding, share
from qa.check_rounding import range_of
from qa.check_stated import is_measure, near


def margins(ledger: Ledger) -> Iterator[Finding]:
    """The percentages of a row that are not what the row names, though they are in another column."""
    for sheet in ledger.sheets:
        for row in sheet.rows:
            cells = {c: fact for c, fact in row.cells.items() if c not in sheet.changes}
            facts = {c: fact for c, fact in cells.items() if fact.unit == "percent" and row.alone(fact)}
            operands = _operands(sheet, row) if facts else None
            if operands is not None:
                yield from _row(ledger, sheet, row, facts, operands)


def _operands(sheet: Sheet, row: Row) -> tuple[Row, Row] | None:
    """The two rows of the measure that a label names; None where there is none, or one is told twice."""
    for measure in measures().values():
        over = re.fullmatch(r"(\w+) / (\w+)", measure.formula)
        if over is None or measure.unit != "percent" or not is_measure(measure.ask, row.item.label):
            continue
        tops = [one for one in sheet.rows if one.has(over[1]) and one is not row]
        bottoms = [one for one in sheet.rows if one.has(over[2]) and one is not row]
        return (tops[0], bottoms[0]) if len(tops) == len(bottoms) == 1 else None
    return None


def _row(
    ledger: Ledger, sheet: Sheet, row: Row, facts: dict[int, Fact], operands: tuple[Row, Row]
) -> Iterator[Finding]:
    top, bottom = operands
    held = []
    for column, fact in facts.items():
        if column not in top.cells or column not in bottom.cells:
            continue
        pair = (top.cells[column], bottom.cells[column])
        made = share([range_of(one, sheet.coarse) for one in pair])
        if made is not None and pair[0].unit == pair[1].unit:
            held.append(Held(row, fact, pair, made))
    wrong = [one for one in held if not one.right]
    if len(wrong) <= len(held) - len(wrong):
        for one in wrong:
            if near(one.fact, one.made.middle):
                yield percent_finding(ledger, one, f"{top.name} over {bottom.name}")
