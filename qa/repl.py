"""The prompt: history and completion on a terminal, a plain line loop over a pipe or a dumb terminal.

On a terminal the prompt is shown first, and what answers questions is loaded beside it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qa import terminal
from qa.clipboard import copy
from qa.completion import Vocabulary
from qa.diagnostics import ExitCode
from qa.history import history_file as history_file
from qa.layout import BLANK, Line
from qa.loading import Loading
from qa.loop import Conversation, Face
from qa.pager import print_paged
from qa.sanitize import one_line
from qa.session_commands import MARK, said
from qa.standing import bar, standing

if TYPE_CHECKING:
    from index.store import Index
    from qa.book import Book

PROMPT = "qa> "
HELP = f"{MARK}? help"
LOADING = "loading …"
WARMING = "What was revenue?"  # asked for nobody, so that all that it takes is loaded


def repl(
    book: Book | Callable[[], Book], filing: str | None = None, unit: str | None = None, about: str = ""
) -> ExitCode:
    """The prompt over a book, until `\\quit` or the end of input.

    book: the book, or what opens it: then the prompt is up before, and `about` says what is being opened.
    """
    if terminal.is_interactive():
        return OnTerminal(book if callable(book) else lambda: book, filing, unit, about).run()
    ready = book() if callable(book) else book
    if sys.stdin.isatty() and sys.stdout.isatty():
        face = Face(ask_line, write_plain, terminal.columns, stopped=lambda: None)
    else:
        face = Face(read_line, write_plain, terminal.columns)
    return Conversation(ready, face, filing, unit).run()


def asked_about(index: Index, filing: str | None = None) -> str:
    """What a session asks: the filing's name, or how many there are. Raises UnknownFiling."""
    from qa.scope import narrowed

    filings = narrowed(index.filings(), filing)
    return filings[0].name if len(filings) == 1 else f"{len(filings)} filings"


def greeting(about: str) -> list[Line]:
    """What is asked, and how to get help."""
    asking = f"Asking {about}. " if about else ""
    return [said(f"{asking}Type a question, or {HELP.replace(' ', ' for ')}."), BLANK]


# --- without a line editor ---------------------------------------------------------------------------


def read_line() -> str | None:
    """The next line of standard input, None at its end. Bytes that are not UTF-8 are replaced."""
    line = sys.stdin.buffer.readline()
    return line.decode("utf-8", "replace") if line else None


def ask_line() -> str | None:
    """The same after a prompt, on a terminal that can do no more than show lines; Ctrl-C drops the line."""
    while True:
        sys.stdout.write(PROMPT)
        sys.stdout.flush()
        try:
            return read_line()
        except KeyboardInterrupt:
            sys.stdout.write("\n")


def write_plain(typed: str, lines: Sequence[Line]) -> None:
    """A reply over a pipe: the lines, and a blank one after them."""
    terminal.print_lines([*lines, BLANK])
    sys.stdout.flush()


# --- on a terminal -------------------------------------------------------------------------------------


class OnTerminal:
    """A session at the prompt: the line editor, and a book that is opened beside it."""

    def __init__(self, opened: Callable[[], Book], filing: str | None, unit: str | None, about: str) -> None:
        from qa.prompting import KEYS, Prompt

        self._about = about
        self._opened = opened
        self._words = Vocabulary()
        self._scope = filing  # the filing that the words are of
        self._failed = False
        self._bar: tuple[str, ...] = (LOADING,)
        self._prompt = Prompt(lambda: self._words, history_file(), PROMPT, self._toolbar)
        self._loading = Loading(self._load, self._prompt.refresh)
        face = Face(
            self._read, self._write, terminal.columns, copy=copy, keys=KEYS, stopped=self._prompt.drop
        )
        self._conversation = Conversation(self._book, face, filing, unit)

    def run(self) -> ExitCode:
        terminal.print_lines(greeting(self._about))
        status = self._conversation.run()
        return ExitCode.USAGE if self._failed else status

    def _load(self) -> Book:
        """Beside the prompt: the book, its words, and what the first answer would have to wait for."""
        try:
            book = self._opened()
            warm(book, self._conversation.filing)
        except BaseException as error:
            self._prompt.leave(error)  # nothing can be asked: why is said at once
            raise
        self._gather(book)
        return book

    def _gather(self, book: Book) -> None:
        """Beside the prompt: what can be completed, of the filings in use."""
        from qa.vocabulary import vocabulary

        self._scope = self._conversation.filing

        def gather() -> None:
            self._words = vocabulary(book.index, self._scope)

        Loading(gather).start()

    def _book(self) -> Book:
        try:
            return self._loading.result()
        except Exception:
            self._failed = True
            raise

    def _read(self) -> str | None:
        if self._failed:
            return None
        if self._loading.ready:
            self._bar = tuple(standing(self._conversation).parts())
            if self._conversation.filing != self._scope:
                self._gather(self._conversation.book)
        found = self._prompt.read(self._loading.start)
        if found is None:
            return None
        line, pasted = found
        if pasted:
            terminal.print_lines([Line(((PROMPT, ""), (one_line(line), "")))])
        return line

    def _write(self, typed: str, lines: Sequence[Line]) -> None:
        print_paged([*lines, BLANK] if lines else [])

    def _toolbar(self, columns: int) -> str:
        if self._bar == (LOADING,) and self._loading.ready:
            self._bar = tuple(standing(self._conversation).parts())
        return bar(self._bar, HELP, columns)


def warm(book: Book, filing: str | None = None) -> None:
    """Load what answers stand on, so that the first one is as quick as the others. Raises UnknownFiling."""
    import rich.console
    import rich.text  # noqa: F401 (loaded for the first answer)

    from qa.scope import narrowed

    found = narrowed(book.index.filings(), filing)
    if found:
        book.session(found[0].name).ask(WARMING)
