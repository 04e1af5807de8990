"""Balances in tables of movements, by the name of what the table carries from one to the next: "Balance at
end of year" in a table of "the activity in our warranty liability" is the warranty liability.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.instants import is_balance
from index.model import LineItem, Statement
from index.subjects import UNTITLED, carried_in


def carried_names(items: Sequence[LineItem], statements: Sequence[Statement]) -> dict[int, str]:
    """By position: what the balances among the items are of, where what introduces their table says so."""
    told: dict[int, str] = {}
    names: dict[int, str] = {}
    for position, item in enumerate(items):
        number = item.statement
        if item.origin != "table" or number is None or item.path or not is_balance(item.label):
            continue
        statement = statements[number]
        if number not in told:
            told[number] = carried_in(statement.about) if statement.kind in UNTITLED else ""
        if told[number]:
            names[position] = told[number]
    return names
