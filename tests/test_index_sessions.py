"""Saved sessions: kept, listed, found, taken out; in an index that has none of their tables yet."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from faces import mills

from index.errors import IndexNotWritable, OtherSchema, UnknownSession
from index.schema import STEPS
from index.sessions import SavedTurn, SessionRecord, Sessions
from index.store import open_index

MONDAY, TUESDAY, FRIDAY = "2026-03-02T09:00:00", "2026-03-03T09:00:00", "2026-03-06T09:00:00"


def turn(question: str, at: str = MONDAY, filing: str | None = None) -> SavedTurn:
    return SavedTurn(question, filing, None, 1, f'{{"question": "{question}"}}', at)


def test_a_session_is_kept_with_its_turns_in_order() -> None:
    with open_index(None) as index:
        sessions = Sessions(index)
        number = sessions.begin("net sales?", MONDAY, "mills.txt", "millions")
        sessions.add(number, turn("net sales?"), "Net sales were $8.214 million.")
        sessions.add(number, turn("and a year earlier?", TUESDAY), "Net sales were $9.9 million.")
        assert sessions.listed() == (
            SessionRecord(1, "net sales?", "mills.txt", "millions", MONDAY, TUESDAY, 2),
        )
        assert sessions.turns(number) == (turn("net sales?"), turn("and a year earlier?", TUESDAY))


def test_the_one_last_added_to_comes_first() -> None:
    with open_index(None) as index:
        sessions = Sessions(index)
        first, second = sessions.begin("first", MONDAY), sessions.begin("second", TUESDAY)
        assert [one.id for one in sessions.listed()] == [second, first]
        sessions.add(first, turn("more", FRIDAY), "")
        assert [one.id for one in sessions.listed()] == [first, second]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("NET SALES", ["net sales?"]),
        ("8.2", ["net sales?"]),
        ("margin", ["how high was the 50% margin?"]),
        ("50%", ["how high was the 50% margin?"]),
        ("5_%", []),
        ("other.txt", ["how high was the 50% margin?"]),
        ("' OR 1=1 --", []),
        ("  ", ["how high was the 50% margin?", "net sales?"]),
    ],
)
def test_words_are_found_in_questions_answers_and_filings(words: str, found: list[str]) -> None:
    with open_index(None) as index:
        sessions = Sessions(index)
        sessions.add(sessions.begin("net sales?", MONDAY), turn("net sales?"), "They were $8.214 million.")
        sessions.begin("how high was the 50% margin?", TUESDAY, "other.txt")
        assert [one.title for one in sessions.listed(words)] == found


def test_a_session_taken_out_is_gone_with_its_turns() -> None:
    with open_index(None) as index:
        sessions = Sessions(index)
        gone, stays = sessions.begin("first", MONDAY), sessions.begin("second", MONDAY)
        for number in (gone, stays):
            sessions.add(number, turn("net sales?"), "")
        sessions.delete(gone)
        assert [one.id for one in sessions.listed()] == [stays]
        assert index.conn.execute("SELECT session FROM turns").fetchall() == [(stays,)]
        for act in (sessions.delete, sessions.turns, lambda one: sessions.add(one, turn("more"), "")):
            with pytest.raises(UnknownSession, match="no saved session 1"):
                act(gone)


def test_an_index_without_their_tables_is_opened_as_ever(tmp_path: Path) -> None:
    path = tmp_path / "filings.db"
    with open_index(path, create=True) as index:
        index.add(mills())
        tables = index.conn.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall()
    with open_index(path, read_only=True) as index:
        assert Sessions(index).listed() == ()
        assert index.conn.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall() == tables
        with pytest.raises(IndexNotWritable, match="reading only"):
            Sessions(index).begin("net sales?", MONDAY)
    with open_index(path) as index:
        Sessions(index).begin("net sales?", MONDAY)
        # The index's own count of steps stays: programs that know no sessions go on opening it.
        assert index.conn.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
    with open_index(path, read_only=True) as index:
        assert [one.title for one in Sessions(index).listed()] == ["net sales?"]
        assert [one.name for one in index.filings()] == ["mills.txt"]


def test_sessions_of_a_newer_version_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "filings.db"
    with open_index(path, create=True) as index:
        Sessions(index).begin("net sales?", MONDAY)
        index.conn.execute("UPDATE parts SET steps = 99")
    with open_index(path) as index, pytest.raises(OtherSchema, match="newer version of qa"):
        Sessions(index).listed()


def test_what_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "filings.db"
    open_index(path, create=True).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_index(path) as index:
        index.conn.execute("PRAGMA busy_timeout = 1")
        with pytest.raises(IndexNotWritable, match="in use by another process"):
            Sessions(index).begin("net sales?", MONDAY)
    other.close()
