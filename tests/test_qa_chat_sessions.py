"""Sessions of the chat: saved, searched, resumed, exported, deleted; and filings indexed while it is up."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from chats import SAMPLE, Chat, indexed, play
from companies import KILNS, LOOMS

from index.sessions import Sessions
from index.store import open_index
from qa import indexing
from qa.chat_saved import SessionsScreen

SALES = "What were net sales in the third quarter of fiscal 2004?"
RATIO = "What is the current ratio at June 30, 2004?"


def saved(path: Path) -> list[tuple[str, list[str]]]:
    """The sessions in an index, the last first: title and questions."""
    with open_index(path, read_only=True) as index:
        sessions = Sessions(index)
        return [(one.title, [turn.question for turn in sessions.turns(one.id)]) for one in sessions.listed()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "filings.db"


def test_each_answered_question_is_saved_and_a_new_session_begins_another(path: Path) -> None:
    async def script(chat: Chat) -> None:
        await chat.ask("\\unit thousands", SALES, "and a year earlier?", "???")
        await chat.press("f5")
        assert not chat.app.conversation.turns
        await chat.ask(RATIO)
        assert chat.shows("· session 2")

    play(script, indexed(path))
    assert saved(path) == [(RATIO, [RATIO]), (SALES, [SALES, "and a year earlier?"])]


def test_a_session_is_found_resumed_and_goes_on(path: Path) -> None:
    async def first(chat: Chat) -> None:
        await chat.ask("\\use sample", SALES, "\\new", RATIO)
        await chat.press("f5")
        await chat.ask("gross profit")

    async def second(chat: Chat) -> None:
        await chat.type("\\sessions ratio")
        await chat.press("escape", "enter")
        screen = chat.app.screen
        assert isinstance(screen, SessionsScreen)
        assert [one.title for one in screen._records] == [SALES]
        await chat.press("enter")
        assert chat.shows(
            f"› {SALES[:30]}", "$20.75 million", "› What is the current ratio", "2.33", "session 1"
        )
        assert not chat.shows("Answered otherwise")
        # What was said before the saved session was left is what the next question goes on from.
        await chat.ask("and at the last fiscal year end?")
        assert chat.shows("Current ratio was 2.28")

    play(first, indexed(path))
    play(second, indexed(path))
    assert (SALES, [SALES, RATIO, "and at the last fiscal year end?"]) in saved(path)


def test_what_is_answered_otherwise_than_it_was_is_said(path: Path) -> None:
    async def first(chat: Chat) -> None:
        await chat.ask(SALES)

    async def second(chat: Chat) -> None:
        await chat.press("f3", "enter")
        assert chat.shows("$20.75 million", "Answered otherwise when it was asked on", " 2026-03-02. ")

    play(first, indexed(path))
    with open_index(path) as index:
        index.conn.execute("UPDATE turns SET answer = '{}'")
    play(second, indexed(path))


def test_search_while_typing_and_deleting_twice_pressed(path: Path) -> None:
    async def script(chat: Chat) -> None:
        await chat.ask(SALES)
        await chat.press("f5")
        await chat.ask(RATIO)
        await chat.press("f3", *"zzz")
        assert chat.shows("No session has these words.")
        await chat.press("backspace", "backspace", "backspace", "down")
        await chat.press("ctrl+d")
        assert chat.shows(f"Ctrl+D again deletes “{SALES}” with its 1 question.")
        await chat.press("ctrl+d")
        assert not chat.shows("2026-03-02 12:00  What were net sales")
        await chat.press("escape")
        assert chat.app.focused is chat.app.box

    play(script, indexed(path))
    assert saved(path) == [(RATIO, [RATIO])]


def test_a_deleted_session_that_is_at_hand_goes_on_as_another(path: Path) -> None:
    async def script(chat: Chat) -> None:
        await chat.ask(SALES)
        await chat.press("f3", "ctrl+d", "ctrl+d", "escape")
        await chat.ask(RATIO)

    play(script, indexed(path))
    assert saved(path) == [(RATIO, [RATIO])]


def test_a_saved_session_is_exported(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    async def script(chat: Chat) -> None:
        await chat.ask(SALES, "and a year earlier?")
        await chat.press("f3", "ctrl+e")
        assert chat.shows("2 questions written to")
        await chat.press("ctrl+e")
        assert chat.shows("is there already")
        await chat.press("escape")
        await chat.ask("\\export mine.json")

    play(script, indexed(path))
    written = (tmp_path / "session-1.md").read_text(encoding="utf-8")
    assert "Total net sales were \\$17.331 million" in written or "$17.331 million" in written
    assert '"17331000"' in (tmp_path / "mine.json").read_text(encoding="utf-8")


def test_a_session_that_cannot_be_saved_goes_on(path: Path) -> None:
    async def script(chat: Chat) -> None:
        writer = chat.app.desk._writing()
        writer.conn.execute("PRAGMA query_only = ON")
        await chat.ask(SALES)
        assert chat.shows("$20.75 million", "This session is not saved")

    play(script, indexed(path))


# --- indexing --------------------------------------------------------------------------------------


def test_files_are_indexed_while_questions_are_answered(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in KILNS.items():
        (folder / name).write_text(text, encoding="utf-8")
    going, read_here = threading.Event(), indexing.read_here

    def slow(name: str, data: bytes) -> object:
        if name == "kilns-q2.txt":
            going.wait(20)
        return read_here(name, data)

    monkeypatch.setattr(indexing, "read_here", slow)

    async def script(chat: Chat) -> None:
        app = chat.app
        await chat.pilot.press("escape")
        app.box.value = f"\\index {folder}"
        await chat.pilot.press("escape", "enter")
        await chat.shown("Indexing")
        # The screen and the questions go on.
        app.box.value = SALES
        await chat.pilot.press("escape", "enter")
        await chat.shown("$20.75 million")
        app.box.value = f"\\index {folder}"
        await chat.pilot.press("escape", "enter")
        await chat.shown("An indexing is under way")
        assert chat.shows("Indexing")
        going.set()
        await chat.until(lambda: chat.shows("filings: 5 added"))
        assert not chat.shows("Indexing of")
        await chat.ask("Harbor Kilns net sales for the last four quarters")
        assert chat.shows("$1.486 million")
        await chat.type("Harbor Ki")  # what can be completed has been learnt anew
        assert chat.shows("Harbor Kilns, Inc.")

    play(script, indexed(path))


def test_indexing_is_stopped_and_keeps_what_is_done(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in (KILNS | LOOMS).items():
        (folder / name).write_text(text, encoding="utf-8")
    going, read_here = threading.Event(), indexing.read_here

    def slow(name: str, data: bytes) -> object:
        going.wait(20)
        return read_here(name, data)

    monkeypatch.setattr(indexing, "read_here", slow)

    async def script(chat: Chat) -> None:
        chat.app.box.value = f"\\index {folder}"
        await chat.pilot.press("escape", "enter")
        await chat.shown("Indexing")
        await chat.pilot.press("ctrl+x")
        going.set()
        await chat.until(lambda: chat.shows("filings: 1 added; stopped: the same again"))

    play(script, indexed(path))
    with open_index(path) as index:
        assert [one.name for one in index.filings()] == ["kilns-q1.txt", "sample-release.txt"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("\\index", "Give files or folders"),
        ("\\index -", "Give files or folders"),
        ("\\index 'a", "No closing quotation"),
        ("\\index nothing.txt", "1 skipped (nothing.txt: "),
    ],
)
def test_paths_that_cannot_be_indexed(path: Path, typed: str, said: str) -> None:
    async def script(chat: Chat) -> None:
        await chat.ask(typed)
        assert chat.shows(said)

    play(script, indexed(path))


def test_without_an_index_files_are_read_into_memory() -> None:
    async def script(chat: Chat) -> None:
        await chat.ask(f"\\index {SAMPLE}")
        assert chat.shows("filings: 1 unchanged")
        await chat.press("f3")
        assert chat.shows("sessions are kept in an index")

    play(script)
