"""The unit and scale of one cell: its own mark first, then its column's head, then its row's words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from grammar.units import Caption, UnitHint, hint_of, kind_of, own_scale, share_scale, unit_of_label
from grammar.values import Amount

PERCENT_HEAD = re.compile(r"%|\bpercent(?:age)?s?\b(?! of\b)", re.IGNORECASE)
SHARES_HEAD = re.compile(
    r"(?:^|\b(?:common|preferred|treasury|stock|total|number of) )(?:shares|options)\b|\bshares$",
    re.IGNORECASE,
)
EXCEPTING = re.compile(r"\([^()]*\bexcept\b[^()]*\)", re.IGNORECASE)  # says what is not in the scale
ASIDE = re.compile(r"\([^)]*\)|\bamounts?\b", re.IGNORECASE)
EARNED = re.compile(r"\b(?:income|loss|earnings|profit|dividends|interest)\b", re.IGNORECASE)
PLAIN_UNITS = frozenset({"percent", "ratio", "count"})
MOST_PERCENT = 1_000
OPEN = frozenset({"", "neutral"})  # kinds of label that leave the unit open


def row_hint(
    label: str, path: Sequence[str], amounts: Sequence[Amount], caption: Caption, money: bool, stub: str = ""
) -> UnitHint:
    """The unit of a row: its words', unless its figures cannot be of that unit. `money`: whether figures
    without any mark are amounts of money; `stub`: what the whole table measures, if it says."""
    currency = caption.currency or "USD"
    if stub and kind_of(stub) in ("count", "shares") and _open(label, path):
        # the caption's scale is theirs, where they say none: "Number of shares (1,000)"
        return UnitHint(kind_of(stub), True, own_scale(stub) or caption.scale)
    hint = unit_of_label(label, (stub, *path) if stub else path, caption)
    filled = [amount for amount in amounts if amount.value]
    printed = " ".join([amount.printed for amount in filled])
    whole = bool(filled) and "." not in printed
    marked = currency in [amount.unit for amount in filled]
    grouped = whole and "," in printed
    if hint.unit.endswith("/share") and grouped:
        kind = "money" if marked or EARNED.search(label) else "shares"
        return hint_of(kind, caption, own_scale(label))
    amounts_of = marked or grouped or (whole and hint.unit == "ratio")  # what goes into the ratio
    if hint.unit in ("ratio", "percent") and kind_of(label) in OPEN and amounts_of:
        return hint_of("money", caption, own_scale(label))
    if hint.unit == "shares" and marked:
        return unit_of_label("" if whole else "Per share", (), caption)
    if hint.unit == currency and not money and not marked:
        return UnitHint("count", False, own_scale(label) or 1)
    return hint


def cell_unit(
    hint: UnitHint,
    label: str,
    path: Sequence[str],
    amount: Amount,
    head: str,
    caption: Caption,
    equity: bool = False,
    money: bool = False,
) -> tuple[str, int]:
    """Unit and scale of a cell under `head`, in a row of this hint. `equity`: the columns are kinds of
    equity, some of them counts of shares; `money`: the column's first figure shows the currency."""
    currency = caption.currency or "USD"
    if amount.unit in PLAIN_UNITS:
        return amount.unit, 1
    marked = amount.unit == currency
    kind = head_kind(head) if not (money and head_kind(head) in ("shares", "count")) else ""
    if kind == "percent" and not marked:
        return "percent", 1
    per_share = hint.unit == f"{currency}/share" and "." in amount.printed
    if kind == "shares" and not marked and not per_share:
        hint = hint if hint.unit == "shares" and hint.sure else hint_of(kind, caption, own_scale(head))
    elif (
        kind
        and hint.unit in ("count", currency)
        and _open(label, path)
        and not (marked and kind in ("shares", "count"))
    ):
        hint = hint_of(kind, caption, own_scale(head))
    elif equity and not kind and head and hint.unit != currency and not per_share:
        hint = hint_of("money", caption)  # beside a column of shares, the others are of money
    if hint.unit in PLAIN_UNITS and marked:
        return currency, caption.scale
    if hint.unit == currency and own_scale(head):
        return currency, own_scale(head) or 1
    if hint.unit == "shares":
        return hint.unit, share_scale(amount.value, hint)
    return hint.unit, hint.scale


@lru_cache(maxsize=4096)
def head_kind(head: str) -> str:
    """What a column's head says its figures are, "" where it does not: shares, per_share, percent, …"""
    head = EXCEPTING.sub(" ", head)
    if PERCENT_HEAD.search(head):
        return "percent"
    plain = " ".join(ASIDE.sub(" ", head).split())
    kind = kind_of(plain) or kind_of(head)
    if (
        kind in ("", "neutral", "money")
        and SHARES_HEAD.search(plain)
        and not re.search(r"\bvalue\b|\$", head)
    ):
        return "shares"
    return "" if kind in ("neutral", "money") else kind


def _open(label: str, path: Sequence[str]) -> bool:
    """Whether neither a row's label nor the headings above it say its unit."""
    return kind_of(label) in OPEN and all(kind_of(heading) in (*OPEN, "money") for heading in path)


def with_percents(rows: Mapping[int, Mapping[int, Amount]]) -> dict[int, dict[int, Amount]]:
    """The amounts by row and column, in percent throughout a column that shows the sign in its first rows
    only: beside amounts of the same row that have none, and beside no amount of money of its own."""
    marked: dict[int, set[int]] = {}
    money: set[int] = set()
    for place, row in rows.items():
        for column, amount in row.items():
            if amount.unit == "percent":
                marked.setdefault(column, set()).add(place)
            elif amount.unit and amount.unit not in PLAIN_UNITS:
                money.add(column)
    columns = {
        column
        for column, places in marked.items()
        if column not in money and all(_beside_amounts(rows[place], column) for place in places)
    }
    return {
        place: {
            column: replace(amount, unit="percent") if column in columns and not amount.unit else amount
            for column, amount in row.items()
        }
        for place, row in rows.items()
    }


def held_percents(
    rows: Mapping[int, Mapping[int, Amount]], labels: Mapping[int, str], scaled: bool
) -> dict[int, dict[int, Amount]]:
    """The amounts by row and column, in percent from a row that shows the sign in every column down to one
    with another mark or with words of another unit.

    `scaled`: the caption gives amounts a scale; then, and for whole numbers, the sign must come again at
    the end.
    """
    found = {place: dict(row) for place, row in rows.items()}
    run: list[int] = []
    digits: int | None = None
    for place in sorted(rows):
        filled = [amount for amount in rows[place].values() if amount.value]
        if filled and all(amount.unit == "percent" for amount in filled):
            _hold(found, run)
            run, digits = [], _digits(filled)
        elif digits is None or not _goes_on(filled, labels[place], digits):
            if digits and not scaled:
                _hold(found, run)
            run, digits = [], None
        else:
            run.append(place)
    if digits and not scaled:
        _hold(found, run)
    return found


def _hold(rows: dict[int, dict[int, Amount]], run: Sequence[int]) -> None:
    for place in run:
        rows[place] = {column: replace(amount, unit="percent") for column, amount in rows[place].items()}


def _goes_on(amounts: Sequence[Amount], label: str, digits: int) -> bool:
    """Whether unmarked figures look like the percentages above them."""
    plain = all(not amount.unit and abs(amount.value) < MOST_PERCENT for amount in amounts)
    return plain and _digits(amounts) in (digits, None) and kind_of(label) in (*OPEN, "percent")


def _digits(amounts: Sequence[Amount]) -> int | None:
    """How many decimals figures have; None where there are none, or where they differ."""
    counts = {max(0, -int(amount.value.as_tuple().exponent)) for amount in amounts}
    return counts.pop() if len(counts) == 1 else None


def _beside_amounts(row: Mapping[int, Amount], column: int) -> bool:
    return any(amount.unit != "percent" and amount.value for other, amount in row.items() if other != column)
