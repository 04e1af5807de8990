"""Between the records of `index.model` and the rows of `index.schema`: pure functions, both ways.

Rows are plain tuples in the order of the column lists here, since facts are read on the path of a
question and a tuple is the cheapest row there is. The lists are also what the SQL selects and inserts, so
that the order is written once; what is inserted has the keys of the row before them (`KEYS`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from grammar.calendar import FiscalCalendar
from grammar.values import Period
from index.model import (
    Fact,
    Filing,
    FilingRecord,
    LineItem,
    Place,
    ProfileEntry,
    Sentence,
    Statement,
)

Row = tuple[Any, ...]

FILING_COLUMNS = (
    "id",
    "name",
    "digest",
    "company",
    "end_month",
    "end_day",
    "stated",
    "offset",
    "released",
    "report_end",
    "documents",
    "notes",
    "statements",
    "items",
    "facts",
    "sentences",
    "form",
    "cik",
    "former",
)
STATEMENT_COLUMNS = (
    "number",
    "kind",
    "title",
    "scale",
    "currency",
    "basis",
    "document",
    "first_line",
    "last_line",
    "periods",
    "about",
)
ITEM_COLUMNS = (
    "label",
    "path",
    "depth",
    "total",
    "first_line",
    "last_line",
    "statement",
    "origin",
    "parts",
)
FACT_COLUMNS = (
    "value",
    "unit",
    "scale",
    "printed",
    "period_kind",
    "period_start",
    "period_end",
    "period_label",
    "line",
    "start",
    "end",
    "origin",
    "basis",
    "column",
    "sentence",
    "hedge",
)
SENTENCE_COLUMNS = ("text", "places", "offsets", "heading")
PROFILE_COLUMNS = ("key", "value", "line", "start", "end", "role")
# The columns of the tables of which a filing has many rows, as they are inserted; before them the id.
KEYS = ("filing", "position")
INSERTED = {
    "statements": (*KEYS, *STATEMENT_COLUMNS),
    "items": (*KEYS, *ITEM_COLUMNS),
    "facts": ("filing", "item", "position", *FACT_COLUMNS),
    "sentences": (*KEYS, *SENTENCE_COLUMNS),
    "profile": (*KEYS, *PROFILE_COLUMNS),
}


# Made once: `json.dumps` makes an encoder a call where it is told how to write.
_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _period_list(period: Period | None) -> list[str | None] | None:
    if period is None:
        return None
    return [period.kind, _iso(period.start), period.end.isoformat(), period.label]


# A filing has a handful of periods and hundreds of facts: each period is made once.
@lru_cache(maxsize=1024)
def _period(kind: Any, start: str | None, end: str | None, label: str | None) -> Period | None:
    if end is None:
        return None
    return Period(kind, _day(start), date.fromisoformat(end), label or "")


# --- writing -------------------------------------------------------------------------------------


def filing_row(filing: Filing, identity: int) -> dict[str, Any]:
    return {
        "id": identity,
        "name": filing.source.name,
        "digest": filing.digest,
        "company": filing.company,
        "end_month": filing.calendar.end_month,
        "end_day": filing.calendar.end_day,
        "stated": int(filing.calendar.stated),
        "offset": filing.calendar.offset,
        "released": _iso(filing.released),
        "report_end": _iso(filing.report_end),
        "documents": _dump(filing.documents),
        "notes": _dump(filing.notes),
        "statements": len(filing.statements),
        "items": len(filing.items),
        "facts": sum(len(item.facts) for item in filing.items),
        "sentences": len(filing.sentences),
        "form": filing.form,
        "cik": filing.cik,
        "former": _dump(filing.former),
    }


def statement_rows(filing: Filing, identity: int) -> Iterator[Row]:
    for position, statement in enumerate(filing.statements):
        yield (
            identity,
            position,
            statement.number,
            statement.kind,
            statement.title,
            statement.scale,
            statement.currency,
            statement.basis,
            statement.document,
            *statement.lines,
            _dump([_period_list(period) for period in statement.periods]),
            statement.about,
        )


def item_rows(filing: Filing, identity: int) -> Iterator[Row]:
    for position, item in enumerate(filing.items):
        yield (
            identity,
            position,
            item.label,
            _dump(item.path) if item.path else "[]",
            item.depth,
            int(item.total),
            *item.lines,
            item.statement,
            item.origin,
            f"[{','.join(map(str, item.parts))}]",
        )


def fact_rows(filing: Filing, identity: int) -> Iterator[Row]:
    for number, item in enumerate(filing.items):
        for position, fact in enumerate(item.facts):
            yield _fact_row(fact, identity, number, position)


def _fact_row(fact: Fact, identity: int, item: int, position: int) -> Row:
    period, place = fact.period, fact.place
    return (
        identity,
        item,
        position,
        str(fact.value),
        fact.unit,
        fact.scale,
        fact.printed,
        period.kind if period else None,
        _iso(period.start) if period else None,
        period.end.isoformat() if period else None,
        period.label if period else None,
        place.line,
        place.start,
        place.end,
        fact.origin,
        fact.basis,
        fact.column,
        fact.sentence,
        fact.hedge,
    )


def sentence_rows(filing: Filing, identity: int) -> Iterator[Row]:
    for position, sentence in enumerate(filing.sentences):
        places = ",".join([f"[{place.line},{place.start},{place.end}]" for place in sentence.places])
        offsets = ",".join(map(str, sentence.offsets))
        yield identity, position, sentence.text, f"[{places}]", f"[{offsets}]", sentence.heading


def profile_rows(filing: Filing, identity: int) -> Iterator[Row]:
    for position, entry in enumerate(filing.profile):
        place = entry.place
        yield identity, position, entry.key, entry.value, place.line, place.start, place.end, entry.role


# --- reading -------------------------------------------------------------------------------------


def filing_record(row: tuple[Any, ...]) -> FilingRecord:
    identity, name, digest, company, month, day, stated, offset, released, report_end = row[:10]
    documents, notes, statements, items, facts, sentences, form, cik, former = row[10:]
    return FilingRecord(
        id=identity,
        name=name,
        digest=digest,
        company=company,
        calendar=FiscalCalendar(month, day, bool(stated), offset),
        released=_day(released),
        report_end=_day(report_end),
        documents=tuple(json.loads(documents)),
        notes=tuple(json.loads(notes)),
        statements=statements,
        items=items,
        facts=facts,
        sentences=sentences,
        form=form,
        cik=cik,
        former=tuple(json.loads(former)),
    )


def statement(row: tuple[Any, ...]) -> Statement:
    number, kind, title, scale, currency, basis, document, first, last, periods, about = row
    return Statement(
        number=number,
        kind=kind,
        title=title,
        scale=scale,
        currency=currency,
        basis=basis,
        document=document,
        lines=(first, last),
        periods=tuple(None if period is None else _period(*period) for period in json.loads(periods)),
        about=about,
    )


def item(row: tuple[Any, ...]) -> LineItem:
    """A line item without its facts, which are read apart (`Index.facts`)."""
    label, path, depth, total, first, last, of_statement, origin, parts = row
    return LineItem(
        label=label,
        path=tuple(json.loads(path)),
        depth=depth,
        total=bool(total),
        lines=(first, last),
        statement=of_statement,
        facts=(),
        origin=origin,
        parts=tuple(json.loads(parts)),
    )


def bare_period(row: tuple[Any, ...]) -> Period:
    """A period from its kind and days, without the filing's words for it."""
    kind, start, end = row
    return Period(kind, _day(start), date.fromisoformat(end))


def fact(row: tuple[Any, ...]) -> Fact:
    value, unit, scale, printed, kind, period_start, period_end, label = row[:8]
    line, start, end, origin, basis, column, sentence_, hedge = row[8:]
    return Fact(
        value=Decimal(value),
        unit=unit,
        scale=scale,
        printed=printed,
        period=_period(kind, period_start, period_end, label),
        place=Place(line, start, end),
        origin=origin,
        basis=basis,
        column=column,
        sentence=sentence_,
        hedge=hedge,
    )


def sentence(row: tuple[Any, ...]) -> Sentence:
    text, places, offsets, heading = row
    return Sentence(
        text=text,
        places=tuple(Place(*place) for place in json.loads(places)),
        offsets=tuple(json.loads(offsets)),
        heading=heading,
    )


def profile_entry(row: tuple[Any, ...]) -> ProfileEntry:
    key, value, line, start, end, role = row
    return ProfileEntry(key=key, value=value, place=Place(line, start, end), role=role)
