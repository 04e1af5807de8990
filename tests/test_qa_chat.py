"""The full-screen chat: every key and every screen, at 120 by 40 and at 80 by 24."""

from __future__ import annotations

from pathlib import Path

import pytest
from chats import NARROW, WIDE, Chat, check_screen, indexed, play
from companies import KILNS, LOOMS, book_of
from textual.events import Key, Paste

NET_INCOME = "What was net income in Q3 2004 compared with the year-earlier quarter?"
RATIO = "What is the current ratio at June 30, 2004?"
SALES = "What were net sales in the third quarter of fiscal 2004?"
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])


def named(name: str, size: tuple[int, int]) -> str:
    return f"{name}-{size[0]}x{size[1]}"


# --- screens ---------------------------------------------------------------------------------------


@SIZES
def test_the_beginning(size: tuple[int, int]) -> None:
    async def script(chat: Chat) -> None:
        check_screen(chat, named("beginning", size))

    play(script, size=size)


@SIZES
def test_answers_and_their_lines(size: tuple[int, int]) -> None:
    async def script(chat: Chat) -> None:
        await chat.ask(NET_INCOME, RATIO)
        check_screen(chat, named("answers", size))

    play(script, size=size)


@SIZES
def test_a_series(size: tuple[int, int]) -> None:
    async def script(chat: Chat) -> None:
        await chat.ask("Harbor Kilns net sales for the last four quarters")
        check_screen(chat, named("series", size))

    play(script, book_of(KILNS | LOOMS), size)


@SIZES
def test_completion_while_typing(size: tuple[int, int]) -> None:
    async def script(chat: Chat) -> None:
        await chat.press(*"total")
        await chat.type(" cur")
        check_screen(chat, named("completion", size))

    play(script, size=size)


@SIZES
def test_the_help(size: tuple[int, int]) -> None:
    async def script(chat: Chat) -> None:
        await chat.press("f1")
        check_screen(chat, named("help", size))
        await chat.press("escape")
        assert not chat.shows("Commands, in the box")
        await chat.type("\\?")
        await chat.press("escape", "enter")
        assert chat.shows("Keys", "Ctrl+N")
        await chat.press("j", "j", "q")
        assert len(chat.app.screen_stack) == 1

    play(script, size=size)


@SIZES
def test_the_saved_sessions(size: tuple[int, int], tmp_path: Path) -> None:
    async def script(chat: Chat) -> None:
        await chat.press("f3")
        assert chat.shows("No session has been saved yet")
        await chat.press("escape")
        await chat.ask(SALES, "and a year earlier?")
        await chat.press("f5")
        await chat.ask(RATIO)
        await chat.press("f3")
        check_screen(chat, named("sessions", size))

    play(script, indexed(tmp_path / "filings.db"), size)


# --- keys ------------------------------------------------------------------------------------------


def test_the_source_goes_along_with_the_cited_lines() -> None:
    async def script(chat: Chat) -> None:
        source = chat.app.source
        await chat.ask(NET_INCOME, RATIO)
        assert (source.current, sorted(source.lit)) == (106, [106, 125])
        await chat.press("ctrl+n")
        assert (source.current, chat.shows("▶  125", "line 125 · 2 of 2")) == (125, True)
        await chat.press("ctrl+n")  # there is none after it
        assert source.current == 125
        await chat.press("ctrl+p", "ctrl+p")
        assert (source.current, sorted(source.lit)) == (207, [207])
        assert chat.shows("▶  207", "│ 207 Net income (loss)                       $1,007     $(643)")
        assert not chat.shows("▶  125")
        # The figures are marked where they stand, in the line letter for letter.
        shown = source.lit[207]
        assert [shown.text[a:b] for a, b in shown.spans] == ["$1,007", "$(643)"]

    play(script)


def test_n_and_p_in_the_conversation_and_the_source() -> None:
    async def script(chat: Chat) -> None:
        await chat.ask(RATIO)
        for pane in (chat.app.conversation, chat.app.source):
            pane.focus()
            await chat.press("n")
            assert chat.app.source.current == 125
            await chat.press("p")
            assert chat.app.source.current == 106
        await chat.press("escape")
        assert chat.app.focused is chat.app.box

    play(script)


def test_clicks_choose_cited_lines() -> None:
    async def script(chat: Chat) -> None:
        await chat.ask(RATIO)
        await click_on(chat, "  125  Total current liab")
        assert chat.app.source.current == 125
        await click_on(chat, "106     Total current assets       ")
        assert chat.app.source.current == 106

    play(script)


async def click_on(chat: Chat, text: str) -> None:
    """Click the middle of a text where it first stands on the screen."""
    rows = chat.screen.split("\n")
    y = next(row for row, line in enumerate(rows) if text in line)
    await chat.pilot.click(offset=(rows[y].index(text) + len(text) // 2, y))
    await chat.settled()


def test_citations_across_filings() -> None:
    async def script(chat: Chat) -> None:
        await chat.ask("Harbor Kilns net sales for the last four quarters")
        seen = [chat.app.source.name_shown]
        for _ in range(5):
            await chat.press("ctrl+n")
            seen.append(chat.app.source.name_shown)
        assert list(dict.fromkeys(seen)) == [
            "kilns-q2.txt",
            "kilns-q1.txt",
            "kilns-q3.txt",
            "kilns-q4.txt",
            "kilns-q5.txt",
        ]

    play(script, book_of(KILNS | LOOMS))


def test_a_figure_far_to_the_right_is_brought_into_sight() -> None:
    head, mark, table = KILNS["kilns-q1.txt"].partition("(In thousands")
    rows = [f"{line[:34]}{' ' * 60}{line[34:]}" if line[34:] else line for line in table.split("\n")]
    text = head + mark + "\n".join(rows)

    async def script(chat: Chat) -> None:
        await chat.ask("What was net income a year earlier?")
        source = chat.app.source
        start, end = source.lit[source.current].spans[0]
        assert start > source.size.width
        assert source.scroll_offset.x <= start
        assert end <= source.scroll_offset.x + source.size.width - len("19  ")

    play(script, book_of({"wide.txt": text}))


def test_suggestions_are_asked_by_key_and_click() -> None:
    async def script(chat: Chat) -> None:
        await chat.press("alt+1")
        assert chat.shows("› What was revenue?", "$20.75 million")
        assert chat.app.following.questions[:2] == ("and a year earlier?", "by how much did it change?")
        await chat.press("alt+1")
        assert chat.shows("› and a year earlier?", "$17.331 million")
        chat.app.conversation.focus()
        question = chat.app.following.questions[1]
        await chat.press("2")
        assert chat.shows(f"› {question}")
        await click_on(chat, f"1 {chat.app.following.questions[0]}")
        assert chat.turns == 4

    play(script)


@pytest.mark.parametrize("digit", range(1, 10))
def test_alt_and_a_digit_as_terminals_send_it(digit: int) -> None:
    from textual._xterm_parser import XTermParser

    from qa.chat_keys import OPTION_DIGITS

    (key,) = XTermParser().feed(f"\x1b{digit}")
    assert key.key in (OPTION_DIGITS[digit - 1], f"alt+{digit}")


def test_alt_and_a_digit_asks_on_an_empty_line_and_is_typed_in_another() -> None:
    async def script(chat: Chat) -> None:
        await chat.send(Key("pound_sign", "£"))
        assert chat.shows("› What was net cash provided by operating")
        await chat.send(Key("x", "x"), Key("pound_sign", "£"))
        assert (chat.app.box.value, chat.turns) == ("x£", 1)

    play(script)


def test_history_and_dropping_a_line(tmp_path: Path) -> None:
    async def first(chat: Chat) -> None:
        await chat.ask(SALES, "and a year earlier?")

    async def second(chat: Chat) -> None:
        box = chat.app.box
        await chat.type("half a qu")
        await chat.press("escape", "up")
        assert box.value == "and a year earlier?"
        await chat.press("up", "up", "up")
        assert box.value == SALES
        await chat.press("down", "down")
        assert box.value == "half a qu"
        await chat.press("ctrl+c")
        assert box.value == ""

    play(first, history=tmp_path / "history")
    play(second, history=tmp_path / "history")


def test_completion_is_taken_with_tab_or_chosen() -> None:
    async def script(chat: Chat) -> None:
        box, menu = chat.app.box, chat.app.query_one("#menu")
        await chat.type("what were total net s")
        await chat.press("tab")
        assert box.value == "what were Total net sales"
        assert not menu.display
        await chat.press("ctrl+c")
        await chat.type("total cur")
        await chat.press("down", "down", "enter")
        assert box.value == "Total current liabilities"
        assert chat.turns == 0
        await chat.press("ctrl+c")
        await chat.type("\\sess")
        await chat.press("tab", "enter")
        assert chat.shows("Saved sessions", "sessions are kept in an index")
        await chat.press("escape")
        await chat.type("\\theme nor")
        await chat.press("tab")
        assert box.value == "\\theme nord"
        await chat.press("ctrl+c")
        await chat.type("recievabl")
        assert not menu.display
        await chat.press("tab")
        assert chat.shows("Trade receivables")
        await chat.press("escape")
        assert not menu.display
        await chat.press("ctrl+c", "tab")
        assert chat.app.focused is chat.app.conversation

    play(script)


def test_several_lines_pasted_are_asked_in_order() -> None:
    async def script(chat: Chat) -> None:
        chat.app.box.post_message(Paste(f"{SALES}\n\nand a year earlier?\nby how much did it change?\n"))
        await chat.until(lambda: chat.turns == 3)
        assert chat.shows("$20.75 million", "$17.331 million", "$3.419 million")

    play(script)


def test_commands_of_the_prompt_work() -> None:
    async def script(chat: Chat) -> None:
        await chat.ask("\\unit thousands", SALES, "\\why", "\\proof", "\\nothing", "\\json", "gross profit")
        assert chat.shows("sample-release.txt · in thousands")
        assert chat.shows("No command \\nothing")
        assert chat.shows('{"question": "gross profit"')
        await chat.ask("\\json", "\\new", "???")
        assert chat.shows("A new conversation", "the question is empty")
        await chat.ask("\\quit")
        assert chat.app.return_code == 0

    play(script)


def test_the_source_is_hidden_and_shown() -> None:
    async def script(chat: Chat) -> None:
        await chat.press("f2")
        assert not chat.shows("sample-release.txt · 312 lines")
        assert chat.app.conversation.size.width > 110
        await chat.press("f2")
        assert chat.shows("sample-release.txt · 312 lines")

    play(script)


def test_resizing_lays_it_out_anew() -> None:
    async def script(chat: Chat) -> None:
        await chat.ask(NET_INCOME)
        assert chat.app.source.region.x > 40
        await chat.pilot.resize_terminal(*NARROW)
        await chat.settled()
        assert chat.app.source.region.x == 0
        assert chat.app.source.region.y > 10
        assert chat.shows("▶  207  Net income (loss)")

    play(script)


def test_themes_turn_and_are_remembered(tmp_path: Path) -> None:
    async def first(chat: Chat) -> None:
        before = chat.app.theme
        await chat.press("f4")
        assert chat.app.theme != before
        await chat.type("\\theme gruvbox")
        await chat.press("escape", "enter")
        assert chat.app.theme == "gruvbox"
        await chat.type("\\theme nothing")
        await chat.press("escape", "enter")
        assert chat.app.theme == "gruvbox"

    async def second(chat: Chat) -> None:
        assert chat.app.theme == "gruvbox"

    play(first, settings=tmp_path / "state" / "theme")
    play(second, settings=tmp_path / "state" / "theme")


def test_an_answer_comes_while_another_screen_lies_over_it() -> None:
    async def script(chat: Chat) -> None:
        chat.app._enter([SALES])
        await chat.press("f1")
        await chat.until(lambda: chat.turns == 1)
        assert chat.shows("Keys", "Ctrl+N")
        await chat.press("f2", "f5", "ctrl+n")  # which rest while it does
        await chat.press("escape")
        assert chat.shows("$20.75 million", "line 176", "Alt+1 and a year earlier?")

    play(script)


@pytest.mark.parametrize("keys", [("ctrl+d",), ("ctrl+q",), ("f1", "ctrl+q"), ("f3", "ctrl+q")])
def test_leaving(keys: tuple[str, ...]) -> None:
    async def script(chat: Chat) -> None:
        await chat.press(*"xy", "escape", "home", "ctrl+d")
        assert chat.app.box.value == "y"
        await chat.press("ctrl+c")
        await chat.pilot.press(*keys)
        assert chat.app._exit

    play(script)
