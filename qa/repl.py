"""The prompt: history and completion on a terminal, a plain line loop over a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qa import terminal
from qa.completion import Vocabulary, completions
from qa.diagnostics import ExitCode
from qa.layout import BLANK, Line
from qa.loop import Conversation, Face
from qa.scope import narrowed
from qa.session_commands import said
from qa.vocabulary import vocabulary

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document
    from prompt_toolkit.history import History
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

    from qa.book import Book

PROMPT = "qa> "


def repl(book: Book, filing: str | None = None, unit: str | None = None) -> ExitCode:
    """The prompt over `book`, until `\\quit` or the end of input."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Conversation(book, Face(read_line, write_plain, terminal.columns), filing, unit).run()
    terminal.print_lines(greeting(book, filing))
    reader = prompt_reader(vocabulary(book.index), history_file())
    return Conversation(book, Face(reader, write, terminal.columns), filing, unit).run()


def greeting(book: Book, filing: str | None = None) -> list[Line]:
    """What is asked, and how to get help. Raises UnknownFiling."""
    filings = narrowed(book.index.filings(), filing)
    what = filings[0].name if len(filings) == 1 else f"{len(filings)} filings"
    return [said(f"Asking {what}. Type a question, or \\? for help."), BLANK]


def read_line() -> str | None:
    """The next line of standard input, None at its end. Bytes that are not UTF-8 are replaced."""
    line = sys.stdin.buffer.readline()
    return line.decode("utf-8", "replace") if line else None


def write_plain(typed: str, lines: Sequence[Line]) -> None:
    """A reply over a pipe: the lines, and a blank one after them."""
    terminal.print_lines([*lines, BLANK])
    sys.stdout.flush()


def write(typed: str, lines: Sequence[Line]) -> None:
    terminal.print_lines([*lines, BLANK])


def history_file() -> Path | None:
    """Where lines typed are kept, or None where the folder cannot be made."""
    from platformdirs import user_state_path

    path = user_state_path("filing-qa", appauthor=False) / "history"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError:
        return None  # a session without history is better than none
    return path


def prompt_reader(
    words: Vocabulary,
    history: Path | None,
    prompt: str = PROMPT,
    keys: Input | None = None,
    screen: Output | None = None,
) -> Callable[[], str | None]:
    """A reader that prompts on the terminal (or on `keys` and `screen`): the line, None at Ctrl-D."""
    from prompt_toolkit import PromptSession

    session: PromptSession[str] = PromptSession(
        history=_history(history),
        completer=_completer(words),
        complete_while_typing=False,
        enable_history_search=True,
        input=keys,
        output=screen,
    )

    def read() -> str | None:
        while True:
            try:
                return session.prompt(prompt)
            except KeyboardInterrupt:
                continue  # Ctrl-C drops the line, as in a shell
            except EOFError:
                return None

    return read


def _history(path: Path | None) -> History:
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    return FileHistory(str(path)) if path else InMemoryHistory()


def _completer(words: Vocabulary) -> Completer:
    from prompt_toolkit.completion import Completer, Completion

    class Words(Completer):
        def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
            for one in completions(document.text_before_cursor, words):
                yield Completion(one.text, start_position=-one.replaced, display_meta=one.hint)

    return Words()
