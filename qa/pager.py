"""Output longer than the screen, through the user's pager."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence

from qa import terminal
from qa.layout import Line
from qa.render import plain_lines
from qa.sanitize import width

# -R: styles as they are; -F: no paging where it fits after all; -X: what was shown stays on the screen.
DEFAULT = ("less", "-RFX")
KEPT = 2  # rows of the screen for the prompt and its toolbar


def print_paged(lines: Sequence[Line]) -> None:
    """Show lines on standard output, through the pager where the screen cannot hold them."""
    command = pager() if sys.stdout.isatty() else None
    if command is None or _height(lines) <= shutil.get_terminal_size().lines - KEPT:
        terminal.print_lines(lines)
        return
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=_environment())
    except OSError:  # it is not there, or cannot be run
        terminal.print_lines(lines)
        return
    sys.stdout.flush()
    try:
        process.communicate(_text(lines).encode("utf-8", "backslashreplace"))
    except BrokenPipeError:
        pass  # the reader has seen enough
    except KeyboardInterrupt:
        _wait(process)  # Ctrl-C is for the pager; it ends by its own key


def pager() -> list[str] | None:
    """The user's pager: `$PAGER`, else less; None on a dumb terminal, or where `$PAGER` is empty."""
    if terminal.is_dumb():
        return None
    named = os.environ.get("PAGER")
    if named is None:
        return list(DEFAULT)
    try:
        return shlex.split(named) or None
    except ValueError:  # a quote that is not closed
        return None


def _environment() -> dict[str, str]:
    """less without options of its own is to behave as by default."""
    return {"LESS": "FRX", **os.environ}


def _text(lines: Sequence[Line]) -> str:
    if not terminal.is_rich(sys.stdout):
        return plain_lines(lines)
    stream = io.StringIO()
    terminal.show(lines, stream)
    return stream.getvalue()


def _height(lines: Sequence[Line]) -> int:
    """Rows that lines take on the screen."""
    columns = max(shutil.get_terminal_size().columns, 1)
    marked = 0 if terminal.is_rich(sys.stdout) else sum(_is_marked(line) for line in lines)
    return marked + sum(max(1, -(-width(line.text) // columns)) for line in lines)


def _is_marked(line: Line) -> bool:
    return any(style == "figure" for _, style in line.pieces)


def _wait(process: subprocess.Popen[bytes]) -> None:
    while True:
        try:
            process.wait()
            return
        except KeyboardInterrupt:
            continue
