"""The tables of an index, as small named migration steps.

A step is never edited once released: a change of the tables is a further step at the end of
`STEPS`. `PRAGMA user_version` counts the steps an index has taken, so an index written by an older
version is brought up to date when it is next opened for writing. Nothing here depends on the time
or the machine: the same filings give the same tables.

Decimals are kept as text and dates in ISO form, so that what is read back is what was written.
Lists that are only ever read whole (periods of a statement, path of a line item) are kept as JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.db import Table

# "FQA1" in ASCII: marks the file as ours, so that no other database is written into.
APPLICATION_ID = 0x46514131
SEARCHED = {"items": "label", "sentences": "text"}  # the tables that are searched for words, and in what


@dataclass(frozen=True, slots=True)
class Step:
    """One migration step: its name, and what it does to the database."""

    name: str
    apply: Callable[[Database], None]


def _create(db: Database, name: str, columns: dict[str, type], optional: tuple[str, ...] = ()) -> Table:
    """A table whose first column is its integer key; every column but `optional` is NOT NULL."""
    required = [column for column in columns if column not in optional]
    return db.table(name).create(columns, pk=next(iter(columns)), not_null=required)


def _filings(db: Database) -> None:
    columns: dict[str, type] = {
        "id": int,
        "name": str,
        "digest": str,
        "company": str,
        "end_month": int,
        "end_day": int,
        "stated": int,
        "offset": int,
        "released": str,
        "report_end": str,
        "documents": str,
        "notes": str,
        "statements": int,
        "items": int,
        "facts": int,
        "sentences": int,
    }
    table = _create(db, "filings", columns, optional=("released", "report_end"))
    table.create_index(["name"], unique=True)
    table.create_index(["digest"], unique=True)


def _sources(db: Database) -> None:
    _create(db, "sources", {"filing": int, "text": str})


def _statements(db: Database) -> None:
    columns: dict[str, type] = {
        "id": int,
        "filing": int,
        "position": int,
        "number": int,
        "kind": str,
        "title": str,
        "scale": int,
        "currency": str,
        "basis": str,
        "document": str,
        "first_line": int,
        "last_line": int,
        "periods": str,
    }
    _create(db, "statements", columns).create_index(["filing", "position"], unique=True)


def _items(db: Database) -> None:
    columns: dict[str, type] = {
        "id": int,
        "filing": int,
        "position": int,
        "label": str,
        "path": str,
        "depth": int,
        "total": int,
        "first_line": int,
        "last_line": int,
        "statement": int,
        "origin": str,
        "parts": str,
    }
    table = _create(db, "items", columns, optional=("statement",))
    table.create_index(["filing", "position"], unique=True)


def _facts(db: Database) -> None:
    columns: dict[str, type] = {
        "id": int,
        "filing": int,
        "item": int,
        "position": int,
        "value": str,
        "unit": str,
        "scale": int,
        "printed": str,
        "period_kind": str,
        "period_start": str,
        "period_end": str,
        "period_label": str,
        "line": int,
        "start": int,
        "end": int,
        "origin": str,
        "basis": str,
        "column": int,
        "sentence": int,
        "hedge": str,
    }
    nullable = ("period_kind", "period_start", "period_end", "period_label", "column", "sentence")
    table = _create(db, "facts", columns, optional=nullable)
    table.create_index(["filing", "item", "position"], unique=True)


def _sentences(db: Database) -> None:
    columns: dict[str, type] = {
        "id": int,
        "filing": int,
        "position": int,
        "text": str,
        "places": str,
        "offsets": str,
        "heading": str,
    }
    _create(db, "sentences", columns).create_index(["filing", "position"], unique=True)


def _profile(db: Database) -> None:
    columns: dict[str, type] = {
        "id": int,
        "filing": int,
        "position": int,
        "key": str,
        "value": str,
        "line": int,
        "start": int,
        "end": int,
        "role": str,
    }
    _create(db, "profile", columns).create_index(["filing", "position"], unique=True)


def _synonyms(db: Database) -> None:
    columns: dict[str, type] = {"phrase": str, "label": str}
    db.table("synonyms").create(columns, pk="phrase", not_null=["label"])


def _search(db: Database) -> None:
    # "porter": a question's "launched" finds a sentence's "launches".
    for table, column in SEARCHED.items():
        db.table(table).enable_fts(
            [column], fts_version="FTS5", create_triggers=True, tokenize="porter unicode61"
        )


def _registrants(db: Database) -> None:
    """What a submission's header says of the filer: the form, its number, the names it had before."""
    table = db.table("filings")
    for column in ("form", "cik"):
        table.add_column(column, str, not_null_default="")
    table.add_column("former", str, not_null_default="[]")


def _search_in_bulk(db: Database) -> None:
    """The store tells the full-text tables itself, a filing at a time: by triggers, a row at a time, that
    took two thirds of the time that writing a filing takes."""
    for table in SEARCHED:
        for trigger in ("ai", "ad", "au"):
            db.execute(f'DROP TRIGGER IF EXISTS "{table}_{trigger}"')


def _introductions(db: Database) -> None:
    """What the text says of a table right above it: "revenue by region"."""
    db.table("statements").add_column("about", str, not_null_default="")


STEPS: tuple[Step, ...] = (
    Step("filings", _filings),
    Step("sources", _sources),
    Step("statements", _statements),
    Step("items", _items),
    Step("facts", _facts),
    Step("sentences", _sentences),
    Step("profile", _profile),
    Step("synonyms", _synonyms),
    Step("search", _search),
    Step("registrants", _registrants),
    Step("search in bulk", _search_in_bulk),
    Step("introductions", _introductions),
)


def migrate(db: Database, taken: int) -> None:
    """Take the steps after the first `taken` ones. The caller holds the transaction."""
    for step in STEPS[taken:]:
        step.apply(db)
    # A PRAGMA takes no parameters; both are integers of this module.
    db.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
    db.execute(f"PRAGMA user_version = {len(STEPS):d}")
