"""Opening the file that an index is kept in: whose it is, its tables made or brought up to date, and what
SQLite raises turned into one line that says what to do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import IndexMissing, IndexNotWritable, NotAnIndex, OtherSchema, StoreError
from index.schema import APPLICATION_ID, STEPS

if TYPE_CHECKING:
    from sqlite_utils import Database

BUSY_SECONDS = 10.0  # how long to wait for another process that is writing


def connect(path: Path | None, *, create: bool = False, read_only: bool = False) -> sqlite3.Connection:
    """A connection to the index at `path`, or to a new one in memory where it is None, its tables as they are
    today. Takes and raises what `index.store.open_index` does."""
    if path is None:
        conn = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        _migrate(conn, "the index in memory")
        return conn
    _check_path(path, create)
    if create and not read_only:
        _check_writable(path)
    uri = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
    with explained(str(path)):
        conn = sqlite3.connect(
            uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            _check_schema(conn, path, create=create, read_only=read_only)
        except BaseException:
            conn.close()
            raise
    return conn


def _check_path(path: Path, create: bool) -> None:
    if path.is_file():
        return
    if path.exists():
        raise NotAnIndex(f"{path} is not a file: give the path of an index, such as filings.db")
    if not create:
        raise IndexMissing(f"there is no index at {path}: make one with 'qa index FILE --db {path}'")
    if not path.absolute().parent.is_dir():
        raise IndexMissing(f"the folder of {path} does not exist: make it, or choose another --db")


def _check_writable(path: Path) -> None:
    """Refuse a write-protected file ourselves: SQLite would open it, and root may write anything."""
    if path.exists() and not path.stat().st_mode & 0o222:
        raise IndexNotWritable(f"{path} is read-only: make it writable, or choose another --db")


def _check_schema(conn: sqlite3.Connection, path: Path, *, create: bool, read_only: bool) -> None:
    """See whose database this is; make or update the tables where that is wanted."""
    (application,) = conn.execute("PRAGMA application_id").fetchone()
    (version,) = conn.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        (tables,) = conn.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        if tables or application:
            raise NotAnIndex(f"{path} is another program's database: choose another --db")
        if not create:
            raise IndexMissing(f"{path} is empty: fill it with 'qa index FILE --db {path}'")
        version = 0
    if version > len(STEPS):
        raise OtherSchema(f"{path} was written by a newer version of qa: update qa, or index anew")
    if version < len(STEPS):
        if read_only or not create:
            raise OtherSchema(f"{path} was written by an older version of qa: run 'qa index' on it once")
        _migrate(conn, str(path))
    if read_only:
        conn.execute("PRAGMA query_only = ON")


def _migrate(conn: sqlite3.Connection, name: str) -> None:
    from index.schema import migrate

    with transaction(conn, name):
        # Read again inside the transaction: another process may have made the tables just now.
        (version,) = conn.execute("PRAGMA user_version").fetchone()
        migrate(database(conn), version)


@contextmanager
def transaction(conn: sqlite3.Connection, name: str) -> Iterator[None]:
    """Committed whole at the end of the block, or undone; within another transaction, kept for its end."""
    if conn.in_transaction:
        begin, end, undo = "SAVEPOINT part", "RELEASE part", "ROLLBACK TO part; RELEASE part"
    else:
        begin, end, undo = "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"
    with explained(name):
        conn.execute(begin)
        try:
            yield
            conn.execute(end)
        except BaseException:
            if conn.in_transaction:  # the block or its end failed
                for statement in undo.split("; "):
                    conn.execute(statement)
            raise


def database(conn: sqlite3.Connection) -> Database:
    """The connection as sqlite-utils writes to it."""
    from sqlite_utils import Database

    return Database(conn, execute_plugins=False)


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn what SQLite raises into one line that says what to do."""
    try:
        yield
    except (sqlite3.Error, UnicodeEncodeError) as error:
        raise explain(error, name) from error


def explain(error: Exception, name: str) -> StoreError:
    """What SQLite raised of the database called `name`, in one line."""
    text = str(error)
    if "not a database" in text:
        return NotAnIndex(f"{name} is not an index (not an SQLite file): choose another --db")
    if "malformed" in text:
        return NotAnIndex(f"{name} is damaged: delete it and index the filings anew")
    if "locked" in text:
        return IndexNotWritable(f"{name} is in use by another process: try again when that is done")
    if "readonly" in text or "unable to open" in text:
        return IndexNotWritable(f"{name} cannot be opened or written: check its permissions and its folder's")
    if isinstance(error, UnicodeEncodeError):
        return StoreError("the filing's name or text is not valid Unicode: rename the file")
    return StoreError(f"{name}: {text}")
