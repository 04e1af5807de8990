"""The chat: full-screen on a terminal where Textual is installed, a line after the other elsewhere."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from qa import terminal
from qa.diagnostics import ExitCode, complain

if TYPE_CHECKING:
    from qa.book import Book

INSTALL = "the full-screen chat needs Textual: pip install 'filing-qa[chat]'; this one goes on in lines"


def chat(book: Book, filing: str | None = None, unit: str | None = None) -> ExitCode:
    """The chat over `book`, until `\\quit` or the end of input. Raises UnknownFiling."""
    if terminal.is_interactive():
        if find_spec("textual") is not None:
            from qa.chat_app import run

            return run(book, filing, unit)
        complain(INSTALL)
    from qa.chat_lines import run as run_lines

    return run_lines(book, filing, unit)
