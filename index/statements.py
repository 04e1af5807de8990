"""Tables as statements: which kind, under which title, in which scale, currency and basis, by column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

from grammar.calendar import Context
from grammar.lexicon import load
from grammar.units import Caption, kind_of, read_caption
from index.column_periods import column_periods, is_period, without_period
from index.model import Statement, StatementKind, Table
from index.wording import REMEMBERED, begins, period_words, says, title_kind, title_kinds, unit_words

# A title's second line is not: in brackets, a unit, a period, or in small letters throughout.
LONG_TITLE = 60  # characters beyond which a title may well take another line
BROKEN_OFF = re.compile(r"(?:\b(?:and|of|to|for|in|the|with|net|per|from)|[,&–-])$", re.IGNORECASE)
SPANS = re.compile(r"^(?:and|of|to|for|in)\b", re.IGNORECASE)
GAAP = re.compile(r"\bgaap\b|generally accepted accounting", re.IGNORECASE)
MOST_ABOUT = 800  # characters kept of what introduces a table
SHORT = 6  # rows
CLEARLY = 3  # times as many labels of one kind as of the other
AVERAGE = re.compile(r"\baverages?\b", re.IGNORECASE)
REPORTED = re.compile(r"\bas reported\b|^reported\b", re.IGNORECASE)
CLAUSE = re.compile(r"[,;]")
# A sentence that says where figures are reported: "… in our consolidated balance sheets".
REFERS = re.compile(
    r"\b(?:in|on|within|to|into|from) (?:our|the|its) (?:[a-z-]+ ){0,4}(?:statements?|balance sheets?)\b",
    re.IGNORECASE,
)
COUNTED = frozenset({"shares", "count", "per_share", "price", "percent", "ratio"})
ADJUSTED = frozenset({"adjusted", "total adjusted", "adjusted total"})
BASES = ("previously_reported", "as_adjusted", "pro_forma", "non_gaap", "segment")


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement with what its columns and rows are read by."""

    statement: Statement
    caption: Caption
    bases: tuple[str, ...]  # by column
    captions: tuple[Caption, ...]  # by column: the caption, or what the column's own head says


def read_statement(table: Table, document: str, context: Context) -> Reading:
    """The statement a table is. `document`: the type of the document it stands in."""
    title, kind = _title(table.caption)
    if kind in (None, "other"):
        kind = _kind_of_rows(table) or kind or "other"
    caption = caption_of(table)
    basis = _basis(" ".join(table.caption)) if kind != "reconciliation" else _reconciled(table)
    heads = [_head_basis(head) for head in table.heads]
    # Beside "as previously reported", a column of a pro forma statement is pro forma all the same.
    others = set(heads) - {"", "previously_reported"}
    bases = tuple(
        named or ("gaap" if others or REPORTED.search(head) else basis)
        for named, head in zip(heads, table.heads, strict=True)
    )
    periods = column_periods(table.heads, _timed(table.caption), kind, context)
    return Reading(
        Statement(
            number=table.number,
            kind=cast(StatementKind, kind),
            title=title,
            scale=caption.scale,
            currency=caption.currency or "USD",
            basis=basis,
            document=document,
            lines=table.lines,
            periods=periods,
            about=" · ".join(dict.fromkeys(filter(None, (*table.caption, table.intro, table.stub))))[
                :MOST_ABOUT
            ],
        ),
        caption,
        bases,
        _captions(table, caption),
    )


def _captions(table: Table, caption: Caption) -> tuple[Caption, ...]:
    """The caption that holds for each column.

    Where only heads name a scale, it is theirs: beside "Dollar value (in thousands)" a "Number of shares"
    is printed whole.
    """
    said = [read_caption(head) if unit_words().search(head) else None for head in table.heads]
    above = read_caption("\n".join(table.caption)).said
    found: list[Caption] = []
    for own, head in zip(said, table.heads, strict=True):
        if own is not None and own.said:
            found.append(replace(own, currency=own.currency or caption.currency))
        elif not above and any(one is not None and one.said for one in said) and kind_of(head) in COUNTED:
            found.append(replace(caption, scale=1, share_scale=None))
        else:
            found.append(caption)
    return tuple(found)


def caption_of(table: Table) -> Caption:
    """What the caption says of scale and currency, or else the heads, or a heading among the rows."""
    said = read_caption("\n".join(table.caption))
    for text in ("\n".join(dict.fromkeys(table.heads)), *(row.label for row in table.rows if not row.cells)):
        if said.said:
            break
        if unit_words().search(text):
            found = read_caption(text)
            said = found if found.said else said
    if said.currency is None:
        marks = {head.rsplit(" ", 1)[-1] for head in table.heads} & load("currencies")["symbols"].keys()
        if len(marks) == 1:  # a column headed "$"
            said = replace(said, currency=load("currencies")["symbols"][marks.pop()])
    return said


def _timed(caption: Sequence[str]) -> tuple[str, ...]:
    """The caption lines that can say a period: of an introduction only the end."""
    return tuple(line[-300:] for line in caption)


def _title(caption: Sequence[str]) -> tuple[str, str | None]:
    """The caption line that names the statement, with its continuation, and the kind it names."""
    best: tuple[int, str, str] | None = None
    for place, line in enumerate(caption):
        text, kind = line, None if REFERS.search(line) else title_kind(line)
        following = caption[place + 1] if place + 1 < len(caption) else ""
        if (kind is None and following and not title_kind(following)) or (kind and _goes_on(line, following)):
            text = f"{line} {following}"
            kind = None if REFERS.search(text) else title_kind(text)
        if kind and len(line) <= 200 and (best is None or _rank(kind) < best[0]):
            best = _rank(kind), text, kind
    return (best[1], best[2]) if best else (_named(caption), None)


def _named(caption: Sequence[str]) -> str:
    """The caption line that names a table which is no statement: the nearest that is no unit or period."""
    for line in reversed(caption):
        if (
            len(line) <= 120
            and not line.startswith("(")
            and not unit_words().search(line)
            and not is_period(line)
        ):
            return line.rstrip(":")
    return ""


def _rank(kind: str) -> int:
    return title_kinds().index(kind)


def _goes_on(line: str, following: str) -> bool:
    """Whether a title takes a second line."""
    if not following or following.startswith("(") or unit_words().search(following):
        return False
    if period_words().search(following):
        return False
    return bool(BROKEN_OFF.search(line) or SPANS.match(following)) or len(line) >= LONG_TITLE


def _kind_of_rows(table: Table) -> str | None:
    """The kind that most of its tell-tale labels are of; None where it holds results and balances alike, as
    financial highlights do, or average balances."""
    counts = {
        kind: sum(begins(row.label, "rows", kind) for row in table.rows)
        for kind in ("cash_flow", "balance_sheet", "income")
    }
    best = max(counts, key=lambda kind: counts[kind])
    # One such label stands in many a table, above all in one that a sentence introduces.
    few = counts[best] < 2 and (len(table.rows) > SHORT or bool(table.intro))
    mixed = counts[best] < CLEARLY * min(counts["balance_sheet"], counts["income"])
    mixed = mixed or (best == "balance_sheet" and any(AVERAGE.search(head) for head in table.heads))
    return best if counts[best] and not few and not mixed else None


def basis_of(text: str) -> str:
    """The basis that a head, a label or a caption names; "" where it names none."""
    return next((basis for basis in BASES if says(text, "basis", basis)), "")


def _head_basis(head: str) -> str:
    """The basis a head names; "Adjusted" alone, or beside a period, is one."""
    return basis_of(head) or ("as_adjusted" if without_period(head).lower() in ADJUSTED else "")


def _basis(caption: str) -> str:
    return basis_of(caption) or "gaap"


def _reconciled(table: Table) -> str:
    """A reconciliation's figures are those of the other basis, but for the rows that say GAAP; one that
    leads from one GAAP measure to another names no basis at all."""
    named = basis_of(" ".join(table.caption))
    if named not in ("", "segment"):
        return named
    texts = (*table.caption, *table.heads, *(row.label for row in table.rows))
    other = any(GAAP.search(text) or basis_of(text) not in ("", "segment") for text in texts)
    return "non_gaap" if other else "gaap"


def row_basis(label: str) -> str:
    """The basis that a row's own label names: "Profit of the quarter under GAAP"."""
    return _row_basis(label) if len(label) <= REMEMBERED else _row_basis.__wrapped__(label)


@lru_cache(maxsize=4096)
def _row_basis(label: str) -> str:
    reported = REPORTED.search(label) is not None
    label = CLAUSE.split(label, maxsplit=1)[0]
    named = basis_of(label)
    if named:
        return named
    return "gaap" if GAAP.search(label) or reported else ""
