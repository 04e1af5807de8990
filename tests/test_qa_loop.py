"""Whole scripted sessions: lines typed, lines shown. No terminal, no engine."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from faces import StubBook, book, mills

from qa import chat, repl
from qa.layout import Line
from qa.loop import Conversation, Face, chosen
from qa.render import plain_lines
from qa.session_commands import COMMANDS


class Script:
    """Types the lines given; keeps what is shown for each."""

    def __init__(self, *lines: str) -> None:
        self._lines = iter(lines)
        self.shown: list[tuple[str, str]] = []

    def read(self) -> str | None:
        return next(self._lines, None)

    def write(self, typed: str, lines: Sequence[Line]) -> None:
        self.shown.append((typed, plain_lines(lines)))


def play(*lines: str, stub: StubBook | None = None, filing: str | None = None) -> tuple[list[str], StubBook]:
    """What is shown for each line typed."""
    script, stub = Script(*lines), stub or book()
    conversation = Conversation(stub, Face(script.read, script.write, lambda: 80), filing)  # type: ignore[arg-type]
    assert conversation.run() == 0
    return [shown for _, shown in script.shown], stub


def test_questions_share_one_session() -> None:
    shown, stub = play("What were net sales?", "", "  and the change?  ")
    assert shown[0].startswith("Net sales were $8.214 million")
    assert "Carried over: Net sales\n" in shown[1]
    assert [turn[1] for turn in stub.turns] == ["What were net sales?", "and the change?"]
    assert len({turn[0] for turn in stub.turns}) == 1


def test_help_lists_every_command() -> None:
    (shown, short), _ = play("\\help", "\\?")
    assert shown == short
    for command in COMMANDS:
        assert f"\\{command.name}" in shown
        assert command.help in " ".join(shown.split())


def test_command_names_are_unique() -> None:
    names = [name for command in COMMANDS for name in (command.name, command.short) if name]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("line", ["\\quit", "\\q", "\\qui"])
def test_quit_ends_the_session(line: str) -> None:
    shown, stub = play(line, "net sales")
    assert shown == [""]
    assert stub.turns == []


@pytest.mark.parametrize("line", ["\\nothing", "\\", "\\\x1b[31m"])
def test_unknown_command(line: str) -> None:
    (shown,), _ = play(line)
    assert shown.endswith("; \\? lists them.\n")
    assert "\x1b" not in shown


def test_source_of_the_last_answer_and_of_a_line() -> None:
    (before, _, cited, line, other, none), _ = play(
        "\\source", "net sales", "\\source", "\\source 5", "\\source mills.txt:6", "\\source 99"
    )
    assert before == "No line has been cited yet: ask something first, or give a line.\n"
    assert cited.startswith("mills.txt\n    2 ")
    assert ">   4  Net sales" in cited
    assert ">   5  Cost of sales" in line
    assert ">   6  Gross profit" in other
    assert none == "mills.txt has lines 1 to 6; there is no line 99\n"


def test_show() -> None:
    (overview, table, none), _ = play("\\show", "\\show income", "\\show cash flow")
    assert "  1  Statements of Operations  lines 2-6\n" in overview
    assert "Gross profit        2,114       2,900\n" in table
    assert none == "No statement cash flow; \\show lists those there are.\n"


def test_a_statement_of_several_filings_is_shown_under_their_names() -> None:
    (shown,), _ = play("\\show income", stub=book(mills(), mills("other.txt", "m2")))
    heads = [line for line in shown.splitlines() if line.endswith(".txt")]
    assert heads == ["mills.txt", "other.txt"]


def test_why_and_proof() -> None:
    (before, _, why, proof), _ = play("\\why", "net sales", "\\why", "\\proof")
    assert before == "Nothing has been asked yet.\n"
    assert "Candidates for net sales\n" in why
    assert proof.startswith("  mills.txt\n     4  Net sales")


def test_use_begins_a_conversation_about_one_filing() -> None:
    stub = book(mills(), mills("other.txt", "m2"))
    shown, _ = play(
        "net sales", "\\use other.txt", "net sales", "\\use nothing", "\\use", "net sales", stub=stub
    )
    assert shown[1] == "Asking other.txt from here on.\n"
    assert "nothing" in shown[3]
    assert [turn[2] for turn in stub.turns] == [None, "other.txt", None]
    assert len({turn[0] for turn in stub.turns}) == 3


def test_new_forgets() -> None:
    _, stub = play("net sales", "\\new", "net sales")
    assert len({turn[0] for turn in stub.turns}) == 2


def test_a_number_takes_another_reading() -> None:
    (asked, _, silent, _), stub = play("How was the change?", "1", "backlog", "2")
    assert "Or: " not in asked
    assert asked.endswith("Or  1  Net sales · difference in dollars\n")
    assert silent.endswith("Perhaps  1  Net sales\n         2  Gross profit\n")
    assert [turn[1] for turn in stub.turns] == [
        "How was the change?",
        "How was the change? as Net sales · difference in dollars",
        "backlog",
        "backlog as Gross profit",
    ]


@pytest.mark.parametrize("line", ["0", "3", "99"])
def test_a_number_that_is_none_of_the_readings(line: str) -> None:
    (before, _, shown, after), stub = play(line, "backlog", line, "1")
    assert before == "There is nothing to choose by number: type a question.\n"
    assert shown == "Type a number from 1 to 2, or a question.\n"
    assert after.startswith("Net sales were")  # the readings are still there
    assert len(stub.turns) == 2


def test_a_year_is_a_question() -> None:
    _, stub = play("backlog", "2002")
    assert [turn[1] for turn in stub.turns] == ["backlog", "2002"]


COMPANIES = ("Harbor Kilns, Inc.", "Harbor Looms", "Osprey Looms Corporation")


@pytest.mark.parametrize(
    ("line", "by_name", "expected"),
    [
        ("1", False, "Harbor Kilns, Inc."),
        ("osprey", True, "Osprey Looms Corporation"),
        ("Harbor Kilns, Inc", True, "Harbor Kilns, Inc."),
        ("harbor", True, None),
        ("osprey", False, None),
        ("4", True, None),
        ("٣", False, "Osprey Looms Corporation"),
        ("", True, None),
    ],
)
def test_what_a_line_chooses(line: str, by_name: bool, expected: str | None) -> None:
    assert chosen(line, COMPANIES, by_name=by_name) == expected


def test_copy_where_there_is_no_clipboard() -> None:
    (_, shown), _ = play("net sales", "\\copy")
    assert shown == "there is no clipboard here: use \\export FILE\n"


def test_json_and_unit() -> None:
    shown, stub = play("\\json", "net sales", "\\json", "\\unit millions", "net sales", "\\unit x", "\\unit")
    assert shown[0] == "Answers as JSON.\n"
    assert shown[1].startswith('{"question": "net sales", "status": "answered", ')
    assert shown[2] == "Answers as text.\n"
    assert [turn[3] for turn in stub.turns] == [None, "millions"]
    assert shown[5:] == [
        "No unit x: use units, thousands, millions, billions or percent.\n",
        "Figures as they come.\n",
    ]


def test_a_question_that_cannot_be_asked_does_not_end_the_session() -> None:
    shown, stub = play("???", "x" * 100_000, "net sales")
    assert shown[0].startswith("the question is empty")
    assert shown[1].startswith("the question has 100,000 characters")
    assert shown[2].startswith("Net sales were")
    assert len(stub.turns) == 1


def test_escape_sequences_typed_are_not_shown() -> None:
    (shown,), _ = play("net sales \x1b[31m \u202e")
    assert "\x1b" not in shown
    assert "\u202e" not in shown


# --- over a pipe -----------------------------------------------------------------------------------


def piped(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
    monkeypatch.setenv("COLUMNS", "80")


def test_repl_over_a_pipe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    piped(monkeypatch, b"What were net sales?\n\\quit\n")
    assert repl.repl(book()) == 0  # type: ignore[arg-type]
    assert capsys.readouterr().out == (
        "Net sales were $8.214 million for the three months ended Dec. 31, 2003.\n"
        "\n"
        "  mills.txt\n"
        "     4  Net sales              $   8,214   $   9,900\n"
        "                                   ^^^^^\n"
        "\n"
        "Read as: Net sales · three months ended 2003-12-31\n"
        "\n\n"
    )


def test_repl_takes_any_bytes(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    piped(monkeypatch, b"\xff\xfe net sales\x00\x1b[2J\n" + b"x" * 5_000_000)
    assert repl.repl(book()) == 0  # type: ignore[arg-type]
    out = capsys.readouterr().out
    assert out.startswith("Net sales were")
    assert "the question has 5,000,000 characters" in out
    assert "\x1b" not in out


def test_chat_over_a_pipe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    piped(monkeypatch, b"How did net sales change?\n")
    assert chat.chat(book()) == 0  # type: ignore[arg-type]
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "you  How did net sales change?"
    assert lines[1].startswith("qa   Net sales")
    assert lines[-1] == "─" * 80
    mark = next(line for line in lines if "^" in line)
    figure = lines[lines.index(mark) - 1]
    assert figure[mark.index("^") : mark.index("^") + 5] == "8,214"


def test_export_writes_the_session(tmp_path: Path) -> None:
    path = tmp_path / "session.md"
    (nothing, *_, done, again, wrong), _ = play(
        f"\\export {path}",
        "net sales",
        "\\why",
        "\\new",
        "change",
        f"\\export {path}",
        f"\\export {path}",
        "\\export",
    )
    assert nothing == "there is nothing to export yet: ask something first\n"
    assert done == again == f"2 answers written to {path}.\n"
    assert wrong == "give a file that ends in .md, .html or .json, such as session.md\n"
    assert path.read_text(encoding="utf-8").count("\n### ") == 2
