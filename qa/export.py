"""Every fact of an index, as JSON Lines or CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from qa.answer import period_dict
from qa.formats import decimal_text
from qa.render import csv_text, json_line

if TYPE_CHECKING:
    from index.model import FilingRecord
    from index.store import Index

ExportFormat = Literal["jsonl", "csv"]
PERIOD_KEYS = ("kind", "start", "end", "label")


def facts(index: Index, filing: FilingRecord) -> Iterator[dict[str, Any]]:
    """The facts of one filing in the order of its text; the keys and their order are the contract."""
    statements, items = index.statements(filing.id), index.items(filing.id)
    alone = filing.documents[0] if len(filing.documents) == 1 else None
    for position, fact in index.all_facts(filing.id):
        item = items[position]
        statement = None if item.statement is None else statements[item.statement]
        yield {
            "source": filing.name,
            "document": (statement.document or None) if statement else alone,
            "table": statement.number if statement else None,
            "statement": statement.kind if statement else None,
            "label": item.label,
            "path": list(item.path),
            "value": decimal_text(fact.value),
            "unit": fact.unit,
            "scale": fact.scale,
            "printed": fact.printed,
            "period": period_dict(fact.period),
            "basis": fact.basis,
            "origin": "prose" if fact.origin == "prose" else "table",
            "line": fact.place.line,
            "start": fact.place.start,
            "end": fact.place.end,
        }


def as_text(records: Iterator[dict[str, Any]], form: ExportFormat) -> str:
    """JSON Lines, or CSV with the path joined by " > " and the period in four columns."""
    if form == "jsonl":
        return "".join(f"{json_line(record)}\n" for record in records)
    return csv_text(CSV_HEADER, (_csv_record(record) for record in records))


CSV_HEADER = (
    *("source", "document", "table", "statement", "label", "path", "value", "unit", "scale", "printed"),
    *(f"period_{key}" for key in PERIOD_KEYS),
    *("basis", "origin", "line", "start", "end"),
)


def _csv_record(record: dict[str, Any]) -> list[Any]:
    period = record["period"] or {}
    flat = record | {"path": " > ".join(record["path"])}
    flat |= {f"period_{key}": period.get(key) for key in PERIOD_KEYS}
    return [flat[key] for key in CSV_HEADER]
