"""Styled lines on standard output: through rich on a terminal, plain elsewhere."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from qa.layout import Line, Style
from qa.render import plain_lines

if TYPE_CHECKING:
    from rich.console import Console

MAX_COLUMNS = 120  # a longer line of prose is hard to read

STYLES: dict[Style, str] = {
    "": "",
    "answer": "bold",
    "silent": "yellow",
    "faint": "dim",
    "figure": "bold underline green",
    "name": "cyan",
}


def is_rich(stream: TextIO) -> bool:
    """Whether to show styles: on a terminal that has not been asked for plain text."""
    return stream.isatty() and "NO_COLOR" not in os.environ and not is_dumb()


def is_dumb() -> bool:
    """Whether the terminal says that it can do nothing but show text."""
    return os.environ.get("TERM") in ("dumb", "unknown")


def is_interactive() -> bool:
    """Whether a line editor can be used: a terminal on both sides, and not a dumb one."""
    return sys.stdin.isatty() and sys.stdout.isatty() and not is_dumb()


def columns() -> int:
    """How wide to write, in characters."""
    return min(shutil.get_terminal_size((100, 24)).columns, MAX_COLUMNS)


def show(lines: Iterable[Line], stream: TextIO) -> None:
    """Print styled lines; the text in them is sanitized already and holds no markup."""
    console = _console(stream)
    from rich.text import Text

    for line in lines:
        text = Text.assemble(*((piece, STYLES[style]) for piece, style in line.pieces))
        console.print(text, soft_wrap=True)


def print_lines(lines: Iterable[Line]) -> None:
    """Styled lines on standard output: rich where it is a terminal, else plain."""
    if is_rich(sys.stdout):
        show(lines, sys.stdout)
    else:
        sys.stdout.write(plain_lines(lines))


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    return Console(file=stream, markup=False, emoji=False, highlight=False, force_terminal=True)
