"""The prompt on a terminal: lines, completion, history, keys and pasted lines, on the screen of a
pseudo-terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from gold import SAMPLE
from screen import (
    CONTROL_C,
    CONTROL_D,
    CONTROL_L,
    CONTROL_R,
    ENTER,
    F2,
    F3,
    RIGHT,
    TAB,
    UP,
    Terminal,
    prompt_over,
    prompt_over_stub,
    ready,
)

FILE = ("--file", str(SAMPLE))


@pytest.fixture
def prompt(tmp_path: Path) -> Iterator[Terminal]:
    """The prompt over canned answers, ready for questions."""
    with prompt_over_stub(tmp_path) as terminal:
        yield ready(terminal)


def test_questions_of_a_filing_from_before_it_is_loaded(tmp_path: Path) -> None:
    with prompt_over(tmp_path, *FILE) as terminal:
        terminal.until("qa>")
        terminal.ask("What were net sales in the third quarter?", "three months ended 2004-06-30")
        assert "qa> What were net sales in the third quarter?" in terminal.text
        assert "Total net sales were $20.75 million for the three months ended June 30" in terminal.text
        assert b"\x1b[1;4;32m20,750\x1b[0m" in terminal.raw  # styled, as on a terminal
        terminal.until(" sample-release.txt · Total net sales, three months ended 2004-06-30 ")
        terminal.ask("\\unit millions", " sample-release.txt · in millions · Total net sales, three mon")
        terminal.ask("\\new", " sample-release.txt · in millions      ")
        terminal.send("What were total cur")
        terminal.until("Total current liabilities")
        menu = [line.split("  ")[-1].strip() for line in terminal.lines if "  Total current" in line]
        assert menu == ["balance sheet", "balance sheet"]
        terminal.send(TAB)
        terminal.until_typed("What were Total current assets")
        terminal.ask(" at september 30 2003?", "Total current assets were 23.339 million USD")
        terminal.send("what were inventroie")
        terminal.until_typed("what were inventroie")
        terminal.send(TAB)  # a misspelt word is completed where that is asked for
        terminal.until("Inventory write-down")
        terminal.send(TAB)
        terminal.until_typed("what were Inventories")
        terminal.send(CONTROL_C, "\\q", ENTER)
        assert terminal.ended() == 0


def test_leaving_does_not_wait_for_what_is_loaded(tmp_path: Path) -> None:
    with prompt_over(tmp_path, *FILE) as terminal:
        terminal.until("qa>")
        terminal.send(CONTROL_D)
        assert terminal.ended() == 0


def test_commands_and_their_arguments_are_completed(prompt: Terminal) -> None:
    prompt.send("\\sh")
    prompt.until("command: the statements, or one of them as a table")
    prompt.send(TAB, " inc")
    prompt.until("all of this kind")
    prompt.send(TAB)
    prompt.until_typed("\\show income")
    prompt.send(CONTROL_C)
    prompt.until_typed("")
    prompt.send("\\use Exam", TAB)  # however quickly it is typed
    prompt.until_typed("\\use Example Mills Corp")


def test_history_is_kept_and_searched(tmp_path: Path) -> None:
    with prompt_over_stub(tmp_path) as terminal:
        ready(terminal)
        terminal.ask("What was goodwill in 1999?", "Perhaps  1  Net sales")
        terminal.ask("\\unit", "Figures as they come.")
        terminal.send(CONTROL_D)
        assert terminal.ended() == 0
    kept = tmp_path / "filing-qa" / "history"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert "+What was goodwill in 1999?" in kept.read_text(encoding="utf-8")
    with prompt_over_stub(tmp_path) as terminal:
        ready(terminal)
        terminal.send(CONTROL_R, "goodw")
        terminal.until("What was goodwill in 1999?")
        terminal.send(ENTER)
        terminal.until_typed("What was goodwill in 1999?")
        terminal.ask("", "Perhaps  1  Net sales")
        terminal.send(UP, UP)
        terminal.until_typed("\\unit")
        terminal.send(CONTROL_C)
        terminal.until_typed("")
        terminal.send("What was g")
        terminal.until_typed("What was goodwill in 1999?")  # the rest of a line typed before, in grey
        terminal.send(RIGHT, "!")
        terminal.until_typed("What was goodwill in 1999?!")


def test_history_can_be_moved_and_turned_off(tmp_path: Path) -> None:
    moved = tmp_path / "lines" / "mine"
    for named in (str(moved), "off", ""):
        with prompt_over_stub(tmp_path, FILING_QA_HISTORY=named) as terminal:
            terminal.until("qa>")
            terminal.ask("\\unit", "Figures as they come.")
            terminal.send(CONTROL_D)
            assert terminal.ended() == 0
    assert moved.read_text(encoding="utf-8").count("+\\unit\n") == 1
    assert not (tmp_path / "filing-qa").exists()


# --- keys --------------------------------------------------------------------------------------------------


def test_lines_pasted_together_are_asked_in_order(tmp_path: Path) -> None:
    with prompt_over_stub(tmp_path, rows=44) as prompt:
        ready(prompt).paste("What were net sales?\r\n\r\nand the change?\n\\unit thousands\n")
        prompt.until("\\unit thousands")
        assert "$" not in prompt.text  # nothing is asked before Enter
        prompt.ask("", "Figures in thousands.")
        shown = [line for line in prompt.lines if line.startswith(("qa> ", "Net sales", "Figures"))]
    assert shown == [
        "qa> What were net sales?",
        "qa> What were net sales?",
        "Net sales were $8.214 million for the three months ended Dec. 31, 2003.",
        "qa> and the change?",
        "Net sales fell 17 % to $8.214 million.",
        "qa> \\unit thousands",
        "Figures in thousands.",
    ]


def test_control_c_drops_the_line_and_control_d_leaves(prompt: Terminal) -> None:
    prompt.send("What were net sal", CONTROL_C)
    prompt.until_typed("")
    prompt.ask("\\unit", "Figures as they come.")
    assert "Read as" not in prompt.text
    prompt.send(CONTROL_D)
    assert prompt.ended() == 0


SLOW = """
import time

class Session(faces.StubSession):
    def ask(self, question, unit=None):
        if "slow" in question:
            print("thinking", flush=True)
            time.sleep(60)
        return super().ask(question, unit)

faces.StubSession = Session
"""


def test_control_c_stops_an_answer_and_the_lines_pasted_after_it(tmp_path: Path) -> None:
    with prompt_over_stub(tmp_path, SLOW) as terminal:
        ready(terminal)
        terminal.paste("a slow question\nWhat was backlog?\n")
        terminal.send(ENTER)
        terminal.until("thinking")
        terminal.send(CONTROL_C)
        terminal.until("Stopped.")
        terminal.until_typed("")
        terminal.ask("What were net sales?", "Read as: Net sales")
        assert "backlog" not in terminal.text.split("Stopped.")[1]


def test_keys_for_the_explanation_and_the_source_keep_the_line(prompt: Terminal) -> None:
    prompt.ask("What were net sales?", "Read as: Net sales")
    prompt.send("and a year", F2)
    prompt.until("Candidates for net sales")
    prompt.until_typed("and a year")
    prompt.send(F3)
    prompt.until(">   4 ")
    prompt.until_typed("and a year")
    prompt.send(CONTROL_L)
    prompt.until_gone("\\source")
    prompt.until_typed("and a year")
    assert prompt.lines[0] == "qa> and a year"


def test_help_lists_the_keys(prompt: Terminal) -> None:
    prompt.ask("\\?", "Anything else is a question")
    for key in ("Tab ", "Up, Ctrl-R ", "F2, F3 ", "Ctrl-L ", "Ctrl-C, Ctrl-D "):
        assert any(line.startswith(key) for line in prompt.lines)
    assert all(len(line) <= 80 for line in prompt.lines)
