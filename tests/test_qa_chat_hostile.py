"""Hostile filings, long sessions and large filings in the chat; and where there is no full screen."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from chats import NARROW, ROOT, WIDE, Chat, chatting, indexed, play
from companies import KILNS, book_of
from faces import book as stub_book

from index.sessions import Sessions
from index.store import open_index
from qa import chat, terminal
from qa.chat_lines import run as run_lines

HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
LABELS = {
    "Cost of sales": "Cost \x1b[2J\x1b]0;owned\x07 of sales",
    "Gross profit": "Gross \u202eprofit\u2066",
    "Net income": "Net income [red]x[/] [@click=x]y[/]"[:34],
}
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])


def hostile() -> str:
    """A release whose labels would drive a terminal, reorder what is read or be taken for markup."""
    text = KILNS["kilns-q3.txt"]
    for label, acting in LABELS.items():  # in as many columns, so that the table stays one
        text = text.replace(f"{label:<34}", f"{acting:<34}")
    return text.replace("Harbor Kilns, Inc.\n", f"Harbor Kilns, Inc.\n{'A very long line ' * 600}\n")


def shown_safely(screen: str) -> bool:
    return not any(unicodedata.category(char) in HIDDEN for char in screen.replace("\n", ""))


@SIZES
def test_nothing_of_a_hostile_filing_acts(size: tuple[int, int]) -> None:
    name = "\x1b[31m[red]\u202eevil[/].txt"

    async def script(chat: Chat) -> None:
        assert shown_safely(chat.screen)
        assert chat.shows("\\x1b[31m[red]\\u202eevil[/].txt")
        for question in (
            "net sales",
            "gross profit",
            "net income",
            "cost of sales",
            "\\show income",
            "\\check",
        ):
            await chat.ask(question)
            assert shown_safely(chat.screen), question
        await chat.type("gros")
        assert shown_safely(chat.screen)
        await chat.press("escape", "ctrl+c")
        chat.app.source.focus()
        for key in ("g", "G", "pageup", "l", "l"):
            await chat.press(key)
            assert shown_safely(chat.screen)
        chat.app._enter(["net income"])
        await chat.until(lambda: "[red]x[/] [@click=x]" in chat.screen)

    play(script, book_of({name: hostile()}), size)


def test_what_is_typed_is_shown_safely_and_saved_as_it_is(tmp_path: Path) -> None:
    question = "net sales \x1b[31m \u202e [bold]"

    async def script(chat: Chat) -> None:
        chat.app._enter([question])
        await chat.until(lambda: chat.turns == 1)
        assert chat.shows("› net sales \\x1b[31m \\u202e [bold]")
        await chat.press("f3")
        assert shown_safely(chat.screen)

    play(script, indexed(tmp_path / "filings.db"))
    with open_index(tmp_path / "filings.db") as index:
        assert [one.title for one in Sessions(index).listed()] == [question]


def test_a_session_of_200_turns_stays_quick_and_answers_like_a_fresh_one() -> None:
    async def script(chat: Chat) -> None:
        chat.app._enter(["gross profit", "and net income?"] * 100)
        await chat.until(lambda: chat.turns == 200, "200 replies")
        took = []
        for _ in range(5):
            begun = time.perf_counter()
            await chat.ask("What were net sales?")
            took.append(time.perf_counter() - begun)
        assert chat.shows("$1.404 million")
        assert min(took) < 1.0

    play(script, book_of({"kilns-q3.txt": KILNS["kilns-q3.txt"]}))


def test_a_filing_of_20000_lines_is_a_window_on_its_lines() -> None:
    filler = "".join(f"Line {number} of a long report says nothing.\n\n" for number in range(10_000))
    text = KILNS["kilns-q3.txt"] + filler

    async def script(chat: Chat) -> None:
        source = chat.app.source
        assert source.virtual_size.height > 20_000
        assert len(source.children) <= 2  # its scroll bars
        await chat.ask("net sales")
        assert chat.shows("Net sales")
        source.focus()
        begun = time.perf_counter()
        await chat.press("G")
        assert chat.shows("Line 9999 of a long report")
        assert time.perf_counter() - begun < 2.0

    play(script, book_of({"long.txt": text}))


def test_leaving_while_a_question_is_on_its_way() -> None:
    async def run() -> None:
        async with chatting(book_of(KILNS)) as chat:
            chat.app._enter(["net sales"] * 5)
            chat.app.exit()

    asyncio.run(run())


# --- without a full screen ---------------------------------------------------------------------------


def test_without_textual_it_says_how_to_get_it_and_goes_on_in_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[object] = []
    monkeypatch.setattr(terminal, "is_interactive", lambda: True)
    monkeypatch.setattr(chat, "find_spec", lambda name: None)
    monkeypatch.setattr("qa.chat_lines.run", lambda *given: ran.append(given) or 0)
    assert chat.chat(stub_book(), "mills.txt") == 0  # type: ignore[arg-type]
    assert len(ran) == 1
    assert capsys.readouterr().err == (
        "qa: the full-screen chat needs Textual: pip install 'filing-qa[chat]'; this one goes on in lines\n"
    )


@pytest.mark.parametrize(("interactive", "full"), [(True, True), (False, False)])
def test_the_full_screen_is_for_terminals(
    monkeypatch: pytest.MonkeyPatch, interactive: bool, full: bool
) -> None:
    ran: list[str] = []
    monkeypatch.setattr(terminal, "is_interactive", lambda: interactive)
    monkeypatch.setattr("qa.chat_app.run", lambda *given: ran.append("full") or 0)
    monkeypatch.setattr("qa.chat_lines.run", lambda *given: ran.append("lines") or 0)
    chat.chat(stub_book())  # type: ignore[arg-type]
    assert ran == ["full" if full else "lines"]
    assert run_lines is not None


def test_only_the_chat_loads_textual() -> None:
    program = (
        "import io, sys; sys.stdin = io.TextIOWrapper(io.BytesIO(b'net sales\\n')); from qa.cli import run\n"
        "run(['chat', '--file', 'qa/data/sample-release.txt'])\n"
        "assert 'textual' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT, capture_output=True)
