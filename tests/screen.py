"""A program on a pseudo-terminal, and what is on its screen: keys in, lines of text out.

Nothing sleeps for a guess: what is expected is waited for, and fails with the screen as it is.
"""

from __future__ import annotations

import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from fcntl import ioctl
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

ROOT = Path(__file__).resolve().parents[1]
DEADLINE = 20.0  # seconds until what is expected counts as missing
PLAIN = {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "PAGER": ""}
ENTER, TAB, UP, RIGHT, F2, F3 = "\r", "\t", "\x1b[A", "\x1b[C", "\x1bOQ", "\x1bOR"
CONTROL_C, CONTROL_D, CONTROL_L, CONTROL_R = "\x03", "\x04", "\x0c", "\x12"


class _Screen(pyte.HistoryScreen):
    """A screen that answers where its cursor is, as terminals do, and sets aside what it is not to show."""

    def __init__(self, columns: int, rows: int, reply: int) -> None:
        super().__init__(columns, rows, history=2_000, ratio=1.0)
        self._reply = reply

    def write_process_input(self, data: str) -> None:
        os.write(self._reply, data.encode())


class Terminal:
    """A program run on a terminal of its own. Use it in a `with` block."""

    def __init__(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        columns: int = 80,
        rows: int = 24,
    ) -> None:
        self._controller, terminal = pty.openpty()
        ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in ("NO_COLOR", "PAGER", "LESS", "COLUMNS", "LINES", "TMUX")
        }
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            cwd=ROOT,
            env=kept | PLAIN | dict(environment),
            start_new_session=True,
            preexec_fn=lambda: ioctl(0, termios.TIOCSCTTY, 0),  # Ctrl-C reaches it
        )
        os.close(terminal)
        self.raw = b""
        self._screen = _Screen(columns, rows, self._controller)
        self._stream = pyte.ByteStream(self._screen)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._controller)

    @property
    def lines(self) -> list[str]:
        """What is on the screen, the blanks at the ends of its lines off, and the empty lines at its end."""
        lines = [line.rstrip() for line in self._screen.display]
        while lines and not lines[-1]:
            lines.pop()
        return lines

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def send(self, *keys: str) -> None:
        os.write(self._controller, "".join(keys).encode())

    def paste(self, text: str) -> None:
        """Paste a text, as terminals do it where the program knows how to take it."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def until(self, words: str, seconds: float = DEADLINE) -> float:
        """Wait until the words are on the screen; the seconds since the program was started."""
        return self._wait(lambda: words in self.text, words, seconds)

    def until_typed(self, line: str, prompt: str = "qa>") -> None:
        """Wait until the last prompt on the screen has this line after it."""

        def typed() -> bool:
            found = [shown for shown in self.lines if shown.startswith(prompt)]
            return bool(found) and found[-1] == f"{prompt} {line}".rstrip()

        self._wait(typed, f"{prompt} {line}", DEADLINE)

    def ask(self, line: str, words: str) -> None:
        """Type a line, and wait for the words and for the next prompt."""
        self.send(line, ENTER)
        self.until(words)
        self.until_typed("")

    def until_gone(self, words: str, seconds: float = DEADLINE) -> float:
        return self._wait(lambda: words not in self.text, f"no {words}", seconds)

    def until_raw(self, content: bytes, seconds: float = DEADLINE) -> float:
        """Wait until the program has written these bytes, whether they show or not."""
        return self._wait(lambda: content in self.raw, repr(content), seconds)

    def ended(self, seconds: float = DEADLINE) -> int:
        """The exit status, once the program has ended."""
        end = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < end, f"still running:\n{self.text}"
            self.take(0.05)
        while self.take(0.0):
            pass
        return self.process.returncode

    def interrupt(self) -> None:
        os.killpg(self.process.pid, signal.SIGINT)

    def _wait(self, seen: Callable[[], bool], what: str, seconds: float) -> float:
        end = time.monotonic() + seconds
        while not seen():
            left = end - time.monotonic()
            assert left > 0, f"not shown: {what}\n{self.text}"
            if not self.take(min(left, 0.2)) and self.process.poll() is not None:
                assert seen(), f"ended before it showed: {what}\n{self.text}"
        return time.monotonic() - self.started

    def take(self, seconds: float) -> bool:
        """Read what there is, for so long at most; whether there was anything."""
        ready, _, _ = select.select([self._controller], [], [], seconds)
        if not ready:
            return False
        try:
            found = os.read(self._controller, 65_536)
        except OSError:  # nobody writes any more
            return False
        self.raw += found
        self._stream.feed(found)
        return bool(found)


def prompt_over(
    folder: Path, *arguments: str, rows: int = 24, columns: int = 80, **environment: str
) -> Terminal:
    """`qa repl` with these arguments, what it keeps in `folder`."""
    kept = {"XDG_STATE_HOME": str(folder), **environment}
    return Terminal(["-m", "qa", "repl", *arguments], kept, columns, rows)


STUB = """
import sys
sys.path.insert(0, "tests")
import faces
from qa import repl
{before}
sys.exit(repl.repl(faces.book()))
"""


def prompt_over_stub(
    folder: Path, before: str = "", rows: int = 24, columns: int = 80, **environment: str
) -> Terminal:
    """The prompt over the canned answers of `tests/faces.py`, ready at once, after the program `before`."""
    kept = {"XDG_STATE_HOME": str(folder), **environment}
    return Terminal(["-c", STUB.format(before=before)], kept, columns, rows)


def ready(terminal: Terminal) -> Terminal:
    """Wait until the prompt is up and all is loaded."""
    terminal.until("\\? help")
    terminal.until_gone("loading")
    return terminal
