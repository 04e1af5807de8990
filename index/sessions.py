"""Conversations kept in the index, to be listed, searched, resumed and exported.

The same question gives the same answer, so that what is kept to go on from is the questions; the answers are
kept beside them as they were, for searching, and to see whether one has changed since.

The tables are made when the first session is saved, and count their own steps, apart from those of
`index.schema`: an index without them is no older index, and is opened, read and asked as ever.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from index.errors import IndexNotWritable, OtherSchema, UnknownSession
from index.opening import database, explain, transaction
from index.schema import Step

if TYPE_CHECKING:
    from sqlite_utils import Database

    from index.store import Index

T = TypeVar("T")

PART = "sessions"  # what the steps of these tables are counted under
LONGEST_TITLE = 200  # characters kept of the question that a session is called by
MOST_LISTED = 1000


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One saved session: its number, the question it began with, what narrows it, when it was begun and last
    added to (ISO, as given), and how many turns it has."""

    id: int
    title: str
    filing: str | None
    unit: str | None
    began: str
    changed: str
    turns: int


@dataclass(frozen=True, slots=True)
class SavedTurn:
    """One question of a saved session, what narrowed it, which of the session's conversations it belongs to
    (from 1), its answer's JSON, and when it was asked."""

    question: str
    filing: str | None
    unit: str | None
    part: int
    answer: str
    asked: str


def _tables(db: Database) -> None:
    sessions: dict[str, type] = {
        "id": int,
        "title": str,
        "filing": str,
        "unit": str,
        "began": str,
        "changed": str,
    }
    db.table("sessions").create(sessions, pk="id", not_null=["title", "began", "changed"])
    turns: dict[str, type] = {
        "id": int,
        "session": int,
        "position": int,
        "question": str,
        "filing": str,
        "unit": str,
        "part": int,
        "text": str,
        "answer": str,
        "asked": str,
    }
    table = db.table("turns").create(
        turns, pk="id", not_null=["session", "position", "question", "part", "text", "answer", "asked"]
    )
    table.create_index(["session", "position"], unique=True)


STEPS: tuple[Step, ...] = (Step("sessions and turns", _tables),)

_COLUMNS = "SELECT id, title, filing, unit, began, changed, (SELECT COUNT(*) FROM turns WHERE session = s.id)"
_LISTED = f"{_COLUMNS} FROM sessions s ORDER BY changed DESC, id DESC LIMIT ?"
_FOUND = (  # every value is bound
    f"{_COLUMNS} FROM sessions s WHERE title LIKE ? ESCAPE '\\' OR filing LIKE ? ESCAPE '\\' OR EXISTS "  # noqa: S608
    "(SELECT 1 FROM turns WHERE session = s.id AND "
    "(question LIKE ? ESCAPE '\\' OR text LIKE ? ESCAPE '\\')) ORDER BY changed DESC, id DESC LIMIT ?"
)
_ONE = f"{_COLUMNS} FROM sessions s WHERE id = ?"
_TURNS = "SELECT question, filing, unit, part, answer, asked FROM turns WHERE session = ? ORDER BY position"


class Sessions:
    """The saved sessions of an index. Every method raises a `StoreError` where the file cannot be read or
    written, and `UnknownSession` for a number that is not there."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._name = str(index.path) if index.path else "the index in memory"

    def begin(self, question: str, at: str, filing: str | None = None, unit: str | None = None) -> int:
        """Keep a new session that begins with this question; its number."""
        with self._writing() as db:
            row = {"title": question[:LONGEST_TITLE], "filing": filing, "unit": unit}
            db.table("sessions").insert(row | {"began": at, "changed": at})
            return int(self._index.conn.execute("SELECT last_insert_rowid()").fetchone()[0])

    def add(self, session: int, turn: SavedTurn, text: str) -> None:
        """Keep a further turn; `text`: the answer in words, which is searched."""
        with self._writing() as db:
            self.record(session)
            row = {
                "session": session,
                "position": db.table("turns").count_where("session = ?", [session]),
                "question": turn.question,
                "filing": turn.filing,
                "unit": turn.unit,
                "part": turn.part,
                "text": text,
                "answer": turn.answer,
                "asked": turn.asked,
            }
            db.table("turns").insert(row)
            db.table("sessions").update(session, {"changed": turn.asked})

    def delete(self, session: int) -> None:
        """Take a session out."""
        with self._writing() as db:
            self.record(session)
            db.table("turns").delete_where("session = ?", [session])
            db.table("sessions").delete(session)

    def listed(self, words: str = "") -> tuple[SessionRecord, ...]:
        """The sessions, the one last added to first; with `words`, those that have them in a question or an
        answer, or in the name of the filing asked."""
        words = " ".join(words.split())
        if not words:
            return self._all(_LISTED, (MOST_LISTED,), lambda row: SessionRecord(*row))
        like = f"%{_escaped(words)}%"
        return self._all(_FOUND, (like, like, like, like, MOST_LISTED), lambda row: SessionRecord(*row))

    def record(self, session: int) -> SessionRecord:
        found = self._all(_ONE, (session,), lambda row: SessionRecord(*row))
        if not found:
            raise UnknownSession(f"there is no saved session {session}")
        return found[0]

    def turns(self, session: int) -> tuple[SavedTurn, ...]:
        """The turns of a session in order."""
        self.record(session)
        return self._all(_TURNS, (session,), lambda row: SavedTurn(*row))

    def _taken(self) -> int:
        """How many of the steps the index has taken; 0 where it has no such tables."""
        try:
            conn = self._index.conn
            if not conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'parts'").fetchone():
                return 0
            row = conn.execute("SELECT steps FROM parts WHERE name = ?", (PART,)).fetchone()
        except sqlite3.Error as error:
            raise explain(error, self._name) from error
        taken = int(row[0]) if row else 0
        if taken > len(STEPS):
            raise OtherSchema(f"the sessions in {self._name} were saved by a newer version of qa: update qa")
        return taken

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        if self._index.read_only:
            raise IndexNotWritable(f"{self._name} was opened for reading only")
        db = database(self._index.conn)
        with transaction(self._index.conn, self._name):
            taken = self._taken()
            if taken < len(STEPS):
                for step in STEPS[taken:]:
                    step.apply(db)
                db.table("parts").create({"name": str, "steps": int}, pk="name", if_not_exists=True)
                db.table("parts").upsert({"name": PART, "steps": len(STEPS)}, pk="name")
            yield db

    def _all(
        self, query: str, parameters: tuple[object, ...], make: Callable[[tuple[Any, ...]], T]
    ) -> tuple[T, ...]:
        if not self._taken():
            return ()
        try:
            return tuple([make(row) for row in self._index.conn.execute(query, parameters)])
        except sqlite3.Error as error:
            raise explain(error, self._name) from error


def _escaped(words: str) -> str:
    """Words as LIKE takes them for themselves."""
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
