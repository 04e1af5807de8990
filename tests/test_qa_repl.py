"""The prompt on a terminal: keys in, through prompt_toolkit's pipe input and a pseudo-terminal."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from qa.completion import Phrase, Vocabulary
from qa.repl import history_file, prompt_reader

WORDS = Vocabulary([Phrase("Net sales", "income statement"), Phrase("Total assets", "balance sheet")])
TAB, ENTER, CONTROL_C, CONTROL_D, UP = "\t", "\r", "\x03", "\x04", "\x1b[A"


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


def test_a_line(keys: PipeInput) -> None:
    keys.send_text(f"What were sales?{ENTER}")
    assert prompt_reader(WORDS, None, keys=keys, screen=DummyOutput())() == "What were sales?"


def test_completion(keys: PipeInput) -> None:
    keys.send_text(f"What were net s{TAB}")
    # The completion is put in when the keys sent so far have been worked off.
    threading.Timer(0.3, keys.send_text, [f"?{ENTER}"]).start()
    assert prompt_reader(WORDS, None, keys=keys, screen=DummyOutput())() == "What were Net sales?"


def test_control_c_drops_the_line_and_control_d_ends(keys: PipeInput) -> None:
    read = prompt_reader(WORDS, None, keys=keys, screen=DummyOutput())
    keys.send_text(f"wrong{CONTROL_C}")
    keys.send_text(f"right{ENTER}")
    assert read() == "right"
    keys.send_text(CONTROL_D)
    assert read() is None


def test_history_is_kept(keys: PipeInput, tmp_path: Path) -> None:
    path = tmp_path / "history"
    keys.send_text(f"What were sales?{ENTER}")
    prompt_reader(WORDS, path, keys=keys, screen=DummyOutput())()
    keys.send_text(f"{UP}{ENTER}")
    assert prompt_reader(WORDS, path, keys=keys, screen=DummyOutput())() == "What were sales?"


def test_history_file_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = history_file()
    assert path == tmp_path / "state" / "filing-qa" / "history"
    assert path.stat().st_mode & 0o777 == 0o600


def test_no_history_where_the_folder_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert history_file() is None


PROGRAM = """
    import sys
    sys.path.insert(0, {tests!r})
    import faces
    from qa import {face}
    sys.exit({face}.{face}(faces.book()))
"""


@pytest.mark.parametrize("face", ["repl", "chat"])
def test_on_a_pseudo_terminal(face: str, tmp_path: Path) -> None:
    program = textwrap.dedent(PROGRAM.format(tests=str(Path(__file__).parent), face=face))
    environment = os.environ | {"XDG_STATE_HOME": str(tmp_path), "TERM": "xterm-256color", "COLUMNS": "80"}
    environment.pop("NO_COLOR", None)
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdin=terminal, stdout=terminal, stderr=terminal, env=environment
    )
    os.close(terminal)
    try:
        shown = until(controller, "for help")
        os.write(controller, b"What were net sales?\r")
        shown = until(controller, "Read as")
        os.write(controller, b"\\quit\r")
        assert process.wait(timeout=20) == 0
    finally:
        process.kill()
        process.wait()
        os.close(controller)
    assert "\x1b[1mNet sales were $8.214 million" in shown  # styled, as on a terminal
    assert re.search(r"\x1b\[[0-9;]*4[0-9;]*m8,214\x1b\[0m", shown)  # the figure underlined


def until(controller: int, words: str, seconds: float = 20) -> str:
    """What the terminal shows up to the words."""
    shown, end = b"", time.monotonic() + seconds
    while words.encode() not in shown:
        ready, _, _ = select.select([controller], [], [], max(end - time.monotonic(), 0))
        assert ready, shown.decode(errors="replace")
        shown += os.read(controller, 4096)
    return shown.decode(errors="replace")
