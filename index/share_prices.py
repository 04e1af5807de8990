"""The table of the range of a share's price: "High" and "Low" by quarter, with the dividends of each. What it
gives is per share, though it says so nowhere.
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.model import LineItem, Table

ENDS = frozenset({"high", "low"})
LAST_WORD = re.compile(r"([a-z]+)\W*$", re.IGNORECASE)
OF_SHARES = re.compile(r"\b(?:stock|shares?|quotations?|bid prices?|sales? prices?)\b", re.IGNORECASE)
AT_RISK = re.compile(r"\bvalue[- ]at[- ]risk\b|\bVaR\b")
PRICED = re.compile(
    r"\b(?:high|low|dividends?|distributions?|declared|paid|prices?|close|last|bid)\b", re.IGNORECASE
)
PER_SHARE, PRICE = "per share", "share price"


def gives_prices(table: Table) -> bool:
    """Whether a table is of the range of a share's price."""
    ends = {match[1].lower() for head in table.heads if (match := LAST_WORD.search(head))}
    if not ends >= ENDS:
        return False
    told = " ".join((*table.caption, table.intro, table.stub, *table.heads))
    return OF_SHARES.search(told) is not None and not AT_RISK.search(told)


def is_priced(text: str) -> bool:
    """Whether a column, or a row, of such a table gives a price or what was paid on a share: no volume."""
    return PRICED.search(text) is not None


def priced_item(item: LineItem) -> LineItem:
    """A line item of such a table under a heading that says what it is: the price, or what was paid on a
    share."""
    if item.label.lower() in ENDS:
        of = "" if item.path else PRICE
    else:
        of = PER_SHARE if is_priced(item.label) and "per share" not in item.label.lower() else ""
    return replace(item, path=(*item.path, of), depth=item.depth + 1) if of else item
