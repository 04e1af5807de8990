"""Filings kept in SQLite: one file, one transaction a filing. SQL is spoken here, and where the file is
opened (`index.opening`) and its tables are made (`index.schema`).

What writes (making the tables, adding, removing, teaching) goes through sqlite-utils, imported when
it is first needed; what reads goes straight to the connection, since opening an index and asking
for facts is on the path of every question. Every value reaches SQLite as a parameter.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from index import rows
from index.errors import IndexNotWritable, UnknownFiling
from index.model import (
    Fact,
    Filing,
    FilingRecord,
    LineItem,
    ProfileEntry,
    Sentence,
    Source,
    Statement,
)
from index.opening import connect, database, explain, transaction
from index.schema import SEARCHED

if TYPE_CHECKING:
    from sqlite_utils import Database

    from grammar.values import Period

T = TypeVar("T")

MAX_SEARCH_WORDS = 32
_FILING_TABLES = ("facts", "items", "statements", "sentences", "profile")


def _select(columns: Sequence[str], table: str, tail: str) -> str:
    """A SELECT made of names of this package only; values are bound by the caller."""
    names = ", ".join(f'"{column}"' for column in columns)
    return f'SELECT {names} FROM "{table}" {tail}'  # noqa: S608 (no text from outside)


_FILINGS = _select(rows.FILING_COLUMNS, "filings", "ORDER BY name")
_FILING = _select(rows.FILING_COLUMNS, "filings", "WHERE id = ?")
_STATEMENTS = _select(rows.STATEMENT_COLUMNS, "statements", "WHERE filing = ? ORDER BY position")
_ITEMS = _select(rows.ITEM_COLUMNS, "items", "WHERE filing = ? ORDER BY position")
_FACTS = _select(rows.FACT_COLUMNS, "facts", "WHERE filing = ? AND item = ? ORDER BY position")
_ALL_FACTS = _select(
    ("item", *rows.FACT_COLUMNS), "facts", 'WHERE filing = ? ORDER BY line, "start", item, position'
)
_SENTENCES = _select(rows.SENTENCE_COLUMNS, "sentences", "WHERE filing = ? ORDER BY position")
_PROFILE = _select(rows.PROFILE_COLUMNS, "profile", "WHERE filing = ? ORDER BY position")
_TICKERS = "SELECT filing, value FROM profile WHERE key = 'ticker' ORDER BY filing, position"
_LABELS = (
    "SELECT DISTINCT items.label, statements.kind FROM items LEFT JOIN statements "
    "ON statements.filing = items.filing AND statements.position = items.statement "
    "WHERE items.filing = ? ORDER BY 1, 2"
)
_PERIODS = (
    "SELECT DISTINCT period_kind, period_start, period_end FROM facts "
    "WHERE filing = ? AND period_end IS NOT NULL ORDER BY period_end, period_start"
)


class Index:
    """An open index. Use `open_index`; close it, or use it in a `with` block.

    Every method raises a `StoreError` where the file cannot be read or written; `filing`, `source`
    and the like raise `UnknownFiling` for an id that is not there.
    """

    def __init__(self, conn: sqlite3.Connection, path: Path | None, *, read_only: bool = False) -> None:
        self.conn = conn
        self.path = path
        self.read_only = read_only
        self._db: Database | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.conn.close()

    # --- writing ---------------------------------------------------------------------------------

    def add(self, filing: Filing) -> bool:
        """Write one filing, whole or not at all; False where these very bytes are in already.

        A filing of the same name and other content is replaced and keeps its id.
        """
        with self._writing() as db:
            if self._one("SELECT 1 FROM filings WHERE digest = ?", filing.digest) is not None:
                return False
            known = self._one("SELECT id FROM filings WHERE name = ?", filing.source.name)
            if known is not None:
                self._delete(known)
            identity = known if known is not None else self._next_id("filings")
            db.table("filings").insert(rows.filing_row(filing, identity))
            db.table("sources").insert({"filing": identity, "text": filing.source.text})
            self._insert("statements", rows.statement_rows(filing, identity))
            self._insert("items", rows.item_rows(filing, identity))
            self._insert("facts", rows.fact_rows(filing, identity))
            self._insert("sentences", rows.sentence_rows(filing, identity))
            self._insert("profile", rows.profile_rows(filing, identity))
            self._tell_search(identity)
        return True

    @contextmanager
    def batch(self) -> Iterator[None]:
        """What is added in the block reaches the disk together, at its end: waiting for the disk costs more
        than the rows of a short filing.

        Each filing is still in whole or not at all. Where the block fails, the filings added before are
        kept; where the process is killed, those of the block are lost. Others cannot write meanwhile.
        """
        failure: BaseException | None = None
        with self._writing():
            try:
                yield
            except BaseException as error:
                failure = error
                if not self.conn.in_transaction:  # SQLite itself undid all of it, as on a full disk
                    raise
        if failure is not None:
            raise failure

    def remove(self, name: str) -> None:
        """Take a filing out; `UnknownFiling` where there is none of that name."""
        with self._writing():
            known = self._one("SELECT id FROM filings WHERE name = ?", name)
            if known is None:
                raise UnknownFiling(f"no filing named {name!r} in the index")
            self._delete(known)

    def teach(self, phrase: str, label: str) -> None:
        """Keep a synonym of the user's own: `phrase` means the line item labelled `label`."""
        with self._writing() as db:
            db.table("synonyms").upsert({"phrase": fold(phrase), "label": label.strip()}, pk="phrase")

    def teach_all(self, synonyms: Mapping[str, str]) -> None:
        """Keep several synonyms, all of them or none."""
        records = [{"phrase": fold(phrase), "label": label.strip()} for phrase, label in synonyms.items()]
        with self._writing() as db:
            db.table("synonyms").upsert_all(records, pk="phrase")

    def forget(self, phrase: str) -> bool:
        """Take a synonym out; whether there was one."""
        with self._writing() as db:
            known = db.table("synonyms").count_where("phrase = ?", [fold(phrase)])
            db.table("synonyms").delete_where("phrase = ?", [fold(phrase)])
        return bool(known)

    def _insert(self, table: str, records: Iterator[rows.Row]) -> None:
        """Write the rows of one table, their columns in the order of `rows.INSERTED`.

        One prepared statement, straight on the connection: through sqlite-utils the thousands of rows of
        a filing cost three times as much.
        """
        columns = rows.INSERTED[table]
        names = ", ".join(f'"{column}"' for column in ("id", *columns))
        marks = ", ".join("?" * (len(columns) + 1))
        # Ids run on without a gap, so that a filing's rows are one range of them (see `_search`).
        numbered = enumerate(records, self._next_id(table))
        self.conn.executemany(
            f'INSERT INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608 (no text from outside)
            [(identity, *record) for identity, record in numbered],
        )

    def _tell_search(self, identity: int, *, delete: bool = False) -> None:
        """Put the rows of a filing, which are in the tables, into the full-text tables or take them out."""
        for table, column in SEARCHED.items():
            into = f'"{table}_fts" ("{table}_fts", rowid, "{column}")'
            values = f"""SELECT 'delete', id, "{column}" FROM "{table}" WHERE filing = ?"""  # noqa: S608
            if not delete:
                into = f'"{table}_fts" (rowid, "{column}")'
                values = f'SELECT id, "{column}" FROM "{table}" WHERE filing = ? ORDER BY id'  # noqa: S608
            self.conn.execute(f"INSERT INTO {into} {values}", (identity,))

    def _next_id(self, table: str) -> int:
        highest = self._one(_select(("id",), table, "ORDER BY id DESC LIMIT 1"))
        return 1 if highest is None else int(highest) + 1

    def _delete(self, identity: int) -> None:
        self._tell_search(identity, delete=True)
        for table in _FILING_TABLES:
            self.conn.execute(f'DELETE FROM "{table}" WHERE filing = ?', (identity,))  # noqa: S608
        self.conn.execute("DELETE FROM sources WHERE filing = ?", (identity,))
        self.conn.execute("DELETE FROM filings WHERE id = ?", (identity,))

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        if self.read_only:
            raise IndexNotWritable(f"{self._name()} was opened for reading only")
        if self._db is None:
            self._db = database(self.conn)
        with transaction(self.conn, self._name()):
            yield self._db

    # --- reading ---------------------------------------------------------------------------------

    def filings(self) -> tuple[FilingRecord, ...]:
        """Every filing, by name."""
        return self._all(_FILINGS, (), rows.filing_record)

    def filing(self, identity: int) -> FilingRecord:
        found = self._all(_FILING, (identity,), rows.filing_record)
        if not found:
            raise UnknownFiling(f"no filing with id {identity} in {self._name()}")
        return found[0]

    def version(self) -> tuple[int, int]:
        """A mark that changes with every write, by this connection or by another process."""
        return int(self._one("PRAGMA data_version")), self.conn.total_changes

    def tickers(self) -> dict[int, tuple[str, ...]]:
        """The trading symbols that filings give, by filing."""
        found: dict[int, tuple[str, ...]] = {}
        for identity, ticker in self._all(_TICKERS, (), tuple):
            found[identity] = (*found.get(identity, ()), ticker)
        return found

    def periods(self, identity: int) -> tuple[Period, ...]:
        """Every period that some fact of a filing is for, each once, without its words."""
        return self._all(_PERIODS, (identity,), rows.bare_period)

    def statements(self, identity: int) -> tuple[Statement, ...]:
        return self._all(_STATEMENTS, (identity,), rows.statement)

    def items(self, identity: int) -> tuple[LineItem, ...]:
        """The line items in order, without their facts: `facts` takes positions in this tuple."""
        return self._all(_ITEMS, (identity,), rows.item)

    def labels(self, identity: int) -> tuple[tuple[str, str | None], ...]:
        """The labels of a filing's line items, each once with every kind of statement it stands in (None: in
        the prose)."""
        return self._all(_LABELS, (identity,), lambda row: (row[0], row[1]))

    def facts(self, identity: int, positions: Sequence[int]) -> dict[int, tuple[Fact, ...]]:
        """The facts of the line items at `positions`, in the order of the filing."""
        return {
            position: self._all(_FACTS, (identity, position), rows.fact)
            for position in dict.fromkeys(positions)
        }

    def all_facts(self, identity: int) -> tuple[tuple[int, Fact], ...]:
        """Every fact with the position of its line item, in the order of the source."""
        return self._all(_ALL_FACTS, (identity,), lambda row: (row[0], rows.fact(row[1:])))

    def source(self, identity: int) -> Source:
        from index.source import make_source

        name = self.filing(identity).name
        return make_source(name, self._one("SELECT text FROM sources WHERE filing = ?", identity))

    def sentences(self, identity: int) -> tuple[Sentence, ...]:
        return self._all(_SENTENCES, (identity,), rows.sentence)

    def profile(self, identity: int) -> tuple[ProfileEntry, ...]:
        return self._all(_PROFILE, (identity,), rows.profile_entry)

    def synonyms(self) -> dict[str, str]:
        """The user's own synonyms, folded phrase to label, by phrase."""
        return dict(self._all("SELECT phrase, label FROM synonyms ORDER BY phrase", (), tuple))

    def search_sentences(self, identity: int, words: Iterable[str]) -> tuple[int, ...]:
        """Positions of the sentences that hold any of the words (stemmed), best first.

        A sentence counts for more the more of the words it holds, and the rarer they are in this
        filing; other filings of the index have no say. Ties go to the earlier sentence.
        """
        return self._search("sentences", identity, words)

    def search_labels(self, identity: int, words: Iterable[str]) -> tuple[int, ...]:
        """Positions of the line items whose label holds any of the words, ranked likewise."""
        return self._search("items", identity, words)

    def _search(self, table: str, identity: int, words: Iterable[str]) -> tuple[int, ...]:
        first, last = self._row_range(table, identity)
        if first is None:
            return ()
        span = last - first + 1
        query = f'SELECT rowid FROM "{table}_fts" WHERE "{table}_fts" MATCH ? AND rowid BETWEEN ? AND ?'  # noqa: S608
        scores: dict[int, int] = {}
        for phrase in _quoted(words):
            hits = self._all(query, (phrase, first, last), lambda row: int(row[0]))
            # The rarity of a word in whole numbers, so that ties are ties.
            weight = (1000 * span // max(len(hits), 1)).bit_length()
            for hit in hits:
                scores[hit] = scores.get(hit, 0) + weight
        ranked = sorted(scores, key=lambda hit: (-scores[hit], hit))
        return tuple(hit - first for hit in ranked)

    def _row_range(self, table: str, identity: int) -> tuple[Any, Any]:
        query = f'SELECT MIN(id), MAX(id) FROM "{table}" WHERE filing = ?'  # noqa: S608
        return self._all(query, (identity,), lambda row: (row[0], row[1]))[0]

    def _one(self, query: str, *parameters: object) -> Any:
        """The first column of the first row, or None."""
        found = self._all(query, parameters, lambda row: row[0])
        return found[0] if found else None

    def _all(
        self, query: str, parameters: tuple[object, ...], make: Callable[[tuple[Any, ...]], T]
    ) -> tuple[T, ...]:
        try:
            return tuple([make(row) for row in self.conn.execute(query, parameters)])
        except sqlite3.Error as error:
            raise explain(error, self._name()) from error

    def _name(self) -> str:
        return str(self.path) if self.path else "the index in memory"


def fold(phrase: str) -> str:
    """A phrase as synonyms are kept: case folded, white space single."""
    return " ".join(phrase.casefold().split())


def _quoted(words: Iterable[str]) -> tuple[str, ...]:
    """FTS5 phrases, one a word: nothing of the query language, nor a NUL, gets through."""
    parts = (part for word in words for part in re.findall(r"\w+", word))
    distinct = dict.fromkeys(part.casefold() for part in parts)
    return tuple(f'"{part}"' for part in list(distinct)[:MAX_SEARCH_WORDS])


def open_index(path: Path | None, *, create: bool = False, read_only: bool = False) -> Index:
    """Open the index at `path`, or a new one in memory where it is None.

    create: make the file where it is missing. read_only: never write, not even a migration.
    Raises IndexMissing (no file, or no folder to make it in), NotAnIndex (not SQLite, or another
    program's database), OtherSchema, IndexNotWritable.
    """
    conn = connect(path, create=create, read_only=read_only)
    return Index(conn, path, read_only=read_only and path is not None)
