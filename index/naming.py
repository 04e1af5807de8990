"""What tells the columns of a table apart, and what its rows measure where they are periods."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.column_periods import names_column, without_period
from index.labels import Placed
from index.model import LineItem, Table
from index.short_heads import ORDINAL, dated, quartered
from index.statements import Reading
from index.wording import money_marks, unit_words

FEWEST = 2  # rows that are periods, for a table to be one of periods
LONGEST = 90  # characters of a name
NUMBER = re.compile(
    r"^(?:notes? \d{1,2}|\d{1,2}|\(\d{1,2}\)|item \d{1,2}[a-z]?)\s*[.:)–—-]*\s*", re.IGNORECASE
)
# Whose figures a row holds, under a heading that says what they are: "Consolidated", "First Oak Bank".
HOLDER = re.compile(
    r"^(?:the )?(?:consolidated|company|corporation|bancorp|bank|parent|holding company|registrant)"
    r"(?: only)?(?: \([^)]*\))?$"
    r"|\b(?:bank|bancorp|bancshares|n\.a\.|corporation|corp\.?|inc\.?)(?: \([^)]*\))?$",
    re.IGNORECASE,
)
VOID = re.compile(r"^(?:amounts?|totals?|payments?|\$|dollars|(?:fiscal )?years?|)$", re.IGNORECASE)
SUMMED = re.compile(r"(?:total|full|fiscal|annual)?\s*(?:year)?", re.IGNORECASE)
# What a heading says that only introduces the periods below it: "Fiscal Year", "Years ending December 31".
YEARS = re.compile(
    r"^(?:for )?(?:the )?(?:fiscal |calendar )?(?:years?|quarters?|periods?|months?)"
    r"(?: end(?:ed|ing)?\b.*)?$",
    re.IGNORECASE,
)
# "The following table presents future amortization expense as of December 31, 2004:"
SUBJECT = re.compile(
    r"\b((?:(?:estimated|expected|future|scheduled|aggregate|annual|remaining|minimum|undiscounted)\s+)+"
    r"(?!(?:as|for|in|of|to)\b)[a-z-]+(?:\s+(?!(?:as|for|in|is|are|was|were|under|related|over|at|due|on|by|with|from|will)\b)[a-z-]+){0,4})",
    re.IGNORECASE,
)


def column_names(heads: Sequence[str], reading: Reading) -> tuple[str, ...]:
    """What tells each column from others of the same period and basis; "" where those tell it."""
    heads = dated(heads)
    keys = list(zip(reading.statement.periods, reading.bases, strict=True))
    bare = [without_period(head) for head in heads]
    timed = any(period is not None for period, _ in keys)
    parted = any(head and not name for head, name in zip(heads, bare, strict=True))
    if parted and not timed:  # "First Quarter", …, "Total": a heading among the rows says of what year
        bare = ["" if SUMMED.fullmatch(name) else name for name in bare]
    if not timed and quartered(heads) != list(
        heads
    ):  # … or "First", "Second", of the year that a heading says
        bare = ["" if ORDINAL.fullmatch(name.strip()) else name for name in bare]
    whole = _whole_beside(heads, bare)
    alike = [[bare[other] for other, its in enumerate(keys) if its == key] for key in keys]
    names = [
        name if len(set(others)) > 1 or (key[0] is None and timed) or column == whole else ""
        for column, (name, others, key) in enumerate(zip(bare, alike, keys, strict=True))
    ]
    return tuple(_with_shared(names, bare)) if timed else tuple(names)


def _whole_beside(heads: Sequence[str], bare: Sequence[str]) -> int | None:
    """The column "Total" beside at least two that are periods: what it sums is theirs, whatever day the
    caption says that it stands at."""
    totals = [column for column, head in enumerate(heads) if head and SUMMED.fullmatch(head)]
    timed = sum(bool(head) and not name for head, name in zip(heads, bare, strict=True))
    return totals[0] if len(totals) == 1 and timed >= FEWEST else None


def _with_shared(names: Sequence[str], bare: Sequence[str]) -> list[str]:
    """The names, with that of the columns that only their periods tell apart where each of them says the same
    measure: "Fiscal 2004 Net Sales", "Fiscal 2003 Net Sales"."""
    unnamed = [own for name, own in zip(names, bare, strict=True) if not name]
    if len(unnamed) < FEWEST or len(set(unnamed)) > 1 or not _name(money_marks().sub("", unnamed[0])):
        return list(names)
    return [name or unnamed[0] for name in names]


def measured(table: Table, reading: Reading, names: Sequence[str]) -> str:
    """What the figures of a table of one column are, whose rows are periods ("2026", "Thereafter"): the head
    of the column, what the introduction is about, or the title; "" for any other table."""
    figured = [row for row in table.rows if row.cells]
    columns = {cell.column for row in figured for cell in row.cells}
    if len(columns) != 1 or any(names) or sum(names_column(row.label) for row in figured) < FEWEST:
        return ""
    (column,) = columns
    head = without_period(table.heads[column]) if column < len(table.heads) else ""
    texts = (
        head,
        table.stub,
        _subject(table.intro),
        NUMBER.sub("", reading.statement.title),
        table.caption[-1:],
    )
    return next((text for text in map(_name, texts) if text), "")


def holders(placed: Sequence[Placed]) -> frozenset[int]:
    """Rows that only say whose figure it is, the same under several headings that say what it is."""
    under: dict[str, set[tuple[str, ...]]] = {}
    for one in placed:
        if one.path and HOLDER.search(one.label):
            under.setdefault(one.label, set()).add(one.path)
    return frozenset(one.row for one in placed if one.path and len(under.get(one.label, ())) >= FEWEST)


def _subject(text: str) -> str:
    match = SUBJECT.search(text)
    return match.group(1) if match else ""


def _name(text: str | Sequence[str]) -> str:
    text = text if isinstance(text, str) else " ".join(text)
    text = text.strip(" :")
    return "" if VOID.match(text) or len(text) > LONGEST or unit_words().search(text) else text


def upright_item(item: LineItem, name: str) -> LineItem:
    """The line item of a row that is a period, named by its column."""
    path = tuple(part for part in item.path if part != name and not YEARS.match(part))
    return replace(item, label=name, path=path, depth=len(path))


def held_item(item: LineItem, one: Placed) -> LineItem:
    """The line item of a row that says whose figure it is, named by its heading, the holder last."""
    first = 0 if item.path[: len(one.path)] == one.path else 1  # the words beside the heads stand before it
    rest = item.path[first + len(one.path) :]
    path = (*item.path[:first], *one.path[:-1], *rest, one.label)
    return replace(item, label=one.path[-1], path=path, depth=len(path))
