"""What the prompt shows and writes: long output, the clipboard, questions back, files, terminals that can do
little, filings that want too much."""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import faces
import pytest
from companies import KILNS, LOOMS
from gold import SAMPLE
from screen import CONTROL_C, CONTROL_D, ENTER, TAB, Terminal, prompt_over, prompt_over_stub, ready

from index.read import read_filing
from index.store import open_index

FILE = ("--file", str(SAMPLE))


@pytest.fixture
def prompt(tmp_path: Path) -> Iterator[Terminal]:
    """The prompt over canned answers, ready for questions."""
    with prompt_over_stub(tmp_path) as terminal:
        yield ready(terminal)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index of two companies."""
    path = tmp_path / "filings.db"
    with open_index(path, create=True) as made:
        for name, text in {**KILNS, **LOOMS}.items():
            made.add(read_filing(text.encode(), name))
    return path


def test_the_figure_and_all_of_the_answer_go_to_the_clipboard(prompt: Terminal) -> None:
    prompt.ask("\\copy", "Nothing has been asked yet.")
    prompt.ask("What were net sales?", "Read as: Net sales")
    prompt.ask("\\copy", "Copied: 8214000")
    assert copied(prompt) == "8214000"
    prompt.ask("\\copy text", "Copied: Net sales were")
    assert copied(prompt) == "Net sales were $8.214 million for the three months ended Dec. 31, 2003."
    prompt.ask("\\copy all", " lines")
    assert "     4  Net sales              $   8,214   $   9,900\n" in copied(prompt)
    prompt.ask("\\copy nothing", "Write \\copy, \\copy text or \\copy all.")


def copied(terminal: Terminal) -> str:
    """What was last put on the clipboard."""
    content = terminal.raw.rpartition(b"\x1b]52;c;")[2].partition(b"\x07")[0]
    return base64.b64decode(content).decode()


PAGER = "import sys; lines = sys.stdin.readlines(); print('PAGED', len(lines), lines[0])"


def test_what_is_longer_than_the_screen_is_paged(tmp_path: Path) -> None:
    script = tmp_path / "pager.py"
    script.write_text(PAGER, encoding="utf-8")
    with prompt_over_stub(tmp_path, PAGER=f"{sys.executable} {script}", rows=14) as terminal:
        ready(terminal)
        terminal.ask("What were net sales?", "Read as: Net sales")
        terminal.ask("\\?", "PAGED ")
        assert "this list" in terminal.text
        assert terminal.text.count("PAGED") == 1
        assert "Anything else is a question" not in terminal.text


@pytest.mark.parametrize("pager", ["", "/no/such/pager --x", "'"])
def test_without_a_pager_it_is_shown_all_the_same(pager: str, tmp_path: Path) -> None:
    with prompt_over_stub(tmp_path, PAGER=pager, rows=12) as terminal:
        ready(terminal).ask("\\?", "Anything else is a question")
        assert b"this list" in terminal.raw


def test_several_companies_are_asked_back_about(index: Path, tmp_path: Path) -> None:
    with prompt_over(tmp_path, "--db", str(index)) as terminal:
        ready(terminal)
        count = len(KILNS) + len(LOOMS)
        assert terminal.lines[0] == f"Asking {count} filings. Type a question, or \\? for help."
        terminal.ask("What were net sales?", " 2  Osprey Looms Corporation")
        terminal.until("1-2: which is meant")
        terminal.ask("2", "Read as: Revenues")
        terminal.until(f"Osprey Looms Corporation, of {count} filings")
        terminal.send("\\use Harb")
        terminal.until("Inc.  company")
        terminal.send(TAB)
        terminal.until_typed("\\use Harbor Kilns, Inc.")


def test_a_session_is_exported(prompt: Terminal, tmp_path: Path) -> None:
    prompt.ask("What were net sales?", "Read as: Net sales")
    path = tmp_path / "talk.json"
    prompt.ask(f"\\export {path}", "1 answer written to")
    (entry,) = json.loads(path.read_text(encoding="utf-8"))
    assert entry["answer"]["value"] == "8214000"


def test_a_word_is_taught_to_an_index(index: Path, tmp_path: Path) -> None:
    with prompt_over(tmp_path, "--db", str(index)) as terminal:
        ready(terminal)
        terminal.ask("\\teach the take = Net sales", "the take now means Net sales.")
        terminal.ask("What was the take of Harbor Kilns?", "Read as: Net sales")
    with open_index(index) as again:
        assert again.synonyms() == {"the take": "Net sales"}


def test_what_cannot_be_opened_is_said_and_ends_it(tmp_path: Path) -> None:
    for arguments, words in (
        (["--db", str(tmp_path / "none.db")], "there is no index at"),
        (["--file", str(tmp_path / "none.txt")], "none.txt"),
        ([*FILE, "--filing", "other"], "no filing is called other"),
    ):
        with prompt_over(tmp_path, *arguments, columns=160) as terminal:
            assert terminal.ended() == 2
            (said,) = (line for line in terminal.lines if line.startswith("qa: "))
            assert words in said


def test_on_a_dumb_terminal_nothing_but_text_is_written(tmp_path: Path) -> None:
    with prompt_over(tmp_path, *FILE, TERM="dumb") as terminal:
        terminal.until("qa>")
        terminal.ask("What were inventories?", "Read as: Inventories")
        terminal.send("half a li", CONTROL_C)
        terminal.until("^C")
        terminal.until_typed("")
        terminal.ask("\\copy", "use \\export FILE")
        terminal.ask("\\show", "Consolidated Statements of Cash Flows")
        terminal.send(CONTROL_D)
        assert terminal.ended() == 0
        assert b"\x1b" not in terminal.raw


EVIL = "\x1b]0;owned\x07\x1b[2J \u202e <b> "
HOSTILE = """
from test_qa_repl_output import hostile
made = hostile()
faces.book = lambda: made
"""


def hostile() -> faces.StubBook:
    """A book whose filing, labels and answers try to drive the terminal."""
    filing = faces.mills(f"{EVIL}.txt")
    long, *others = filing.items
    items = (
        replace(long, label=f"Net {EVIL}{'x' * 10_000}"),
        *(replace(item, label=f"Net {EVIL}{number}") for number, item in enumerate(others)),
    )
    faces.ANSWERS = {
        "": lambda question: replace(
            faces.sales(question), text=EVIL + "y" * 10_000, interpretation=EVIL, alternatives=(EVIL,)
        )
    }
    return faces.book(replace(filing, items=items, company=EVIL))


def test_what_a_filing_holds_does_not_drive_the_terminal(tmp_path: Path) -> None:
    with prompt_over_stub(tmp_path, HOSTILE) as terminal:
        ready(terminal)
        terminal.send("What is Net", TAB)
        terminal.until("Net \\x1b]0;owned")
        terminal.send(CONTROL_C, "What is it?", ENTER)
        terminal.until("Or  1  \\x1b")
        terminal.send("\\show income", ENTER)
        terminal.until_raw(b"Statements of Operations")
        terminal.send("\\q", ENTER)
        assert terminal.ended() == 0
        assert b"\x1b]0;" not in terminal.raw
        assert "\u202e".encode() not in terminal.raw
