"""The chat a line after the other: the session of the prompt in a chat style, for pipes, plain terminals and
where there is no Textual."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qa import terminal
from qa.diagnostics import ExitCode
from qa.layout import BLANK, Line, wrapped
from qa.loop import Conversation, Face
from qa.sanitize import one_line

if TYPE_CHECKING:
    from qa.book import Book

PROMPT = "you  "
GUTTER = 5  # columns to the left of what is said: who says it


def run(book: Book, filing: str | None = None, unit: str | None = None) -> ExitCode:
    """The chat over `book` in lines, until `\\quit` or the end of input."""
    from qa.repl import asked_about, greeting, history_file, read_line

    if terminal.is_interactive():
        from qa.prompting import Prompt
        from qa.vocabulary import vocabulary

        words = vocabulary(book.index)
        terminal.print_lines(greeting(asked_about(book.index, filing)))
        prompt = Prompt(lambda: words, history_file(), PROMPT)
        face = Face(prompt.line, write_reply, columns)
    else:
        face = Face(read_line, write_turn, columns)
    return Conversation(book, face, filing, unit).run()


def columns() -> int:
    """How wide an answer may be beside the gutter."""
    return terminal.columns() - GUTTER


def write_reply(typed: str, lines: Sequence[Line]) -> None:
    """The answer; the question already stands above it, where it was typed."""
    terminal.print_lines(reply_lines(lines))


def write_turn(typed: str, lines: Sequence[Line]) -> None:
    """Question and answer, where nothing shows what was typed."""
    asked = wrapped(one_line(typed), columns())
    terminal.print_lines([*_beside("you", list(asked)), *reply_lines(lines)])
    sys.stdout.flush()


def reply_lines(lines: Sequence[Line]) -> list[Line]:
    """An answer with its speaker in the gutter, and a rule below it."""
    rule = Line((("─" * (columns() + GUTTER), "faint"),))
    return [*_beside("qa", lines), rule]


def _beside(speaker: str, lines: Sequence[Line]) -> list[Line]:
    heads = [f"{speaker:<{GUTTER}}"] + [" " * GUTTER] * max(len(lines) - 1, 0)
    return [
        Line(((head, "name"), *line.pieces)) if line is not BLANK else BLANK
        for head, line in zip(heads, lines, strict=False)
    ]
