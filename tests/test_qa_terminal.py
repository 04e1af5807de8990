"""What stands around a session at the prompt: pager, clipboard, the file of lines typed, the line below."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from qa.clipboard import LONGEST, NotCopied, copy, osc52
from qa.history import history_file
from qa.pager import pager
from qa.standing import Standing, bar


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (None, ["less", "-RFX"]),
        ("most -s", ["most", "-s"]),
        ("'a b' c", ["a b", "c"]),
        ("", None),
        ("  ", None),
        ("'", None),
    ],
)
def test_the_pager_is_the_users(
    named: str | None, expected: list[str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("PAGER", raising=False)
    if named is not None:
        monkeypatch.setenv("PAGER", named)
    assert pager() == expected
    monkeypatch.setenv("TERM", "dumb")
    assert pager() is None


def test_the_clipboard_sequence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    assert osc52("1,103 \x1b[31m €") == (
        "\x1b]52;c;" + base64.b64encode("1,103 \x1b[31m €".encode()).decode() + "\x07"
    )
    monkeypatch.setenv("TERM", "screen")
    monkeypatch.delenv("TMUX", raising=False)
    assert osc52("x") == "\x1bP\x1b]52;c;eA==\x07\x1b\\"
    monkeypatch.setenv("TMUX", "/tmp/tmux")
    assert osc52("x") == "\x1b]52;c;eA==\x07"


def test_what_cannot_be_copied() -> None:
    with pytest.raises(NotCopied, match=r"too long to copy \(74,995 bytes\): use \\export FILE"):
        osc52("x" * (LONGEST + 1))
    with pytest.raises(NotCopied, match="no terminal"):
        copy("x")  # the tests' output is none


def test_history_file_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FILING_QA_HISTORY", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = history_file()
    assert path == tmp_path / "state" / "filing-qa" / "history"
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("named", ["", "off", " OFF ", "none"])
def test_no_history_where_none_is_wanted(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FILING_QA_HISTORY", named)
    assert history_file() is None


def test_no_history_where_the_folder_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("FILING_QA_HISTORY", str(tmp_path / "file" / "history"))
    assert history_file() is None
    monkeypatch.setenv("FILING_QA_HISTORY", str(tmp_path))  # a folder
    assert history_file() is None


STANDING = Standing("7 filings", "millions", "Net sales", "three months ended 2004-06-30", 2)


@pytest.mark.parametrize(
    ("columns", "left"),
    [
        (100, "7 filings · in millions · 1-2: another reading · Net sales, three months ended 2004-06-30"),
        (80, "7 filings · in millions · 1-2: another reading · Net sales, three mon…"),
        (60, "7 filings · in millions · 1-2: another reading"),
        (34, "7 filings · in millions"),
        (30, "7 filings"),
        (14, "7 f…"),
    ],
)
def test_the_line_at_the_bottom_fits(columns: int, left: str) -> None:
    assert bar(STANDING.parts(), "\\? help", columns) == f" {left:<{columns - 10}} \\? help "
