"""The line editor of the prompt (prompt_toolkit): history, completion, keys, toolbar, and pasted lines."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.buffer import CompletionState
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.styles import Style

from qa.completion import Vocabulary, completions

if TYPE_CHECKING:
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

MENU_ROWS = 6  # kept free below the prompt for completions
RUN_BY_KEY = {"f2": "\\why", "f3": "\\source"}
KEYS = (
    ("Tab", "completes what is typed; the menu says what each word is"),
    ("Up, Ctrl-R", "lines typed before, one by one or searched; Right takes the grey rest of one"),
    ("F2, F3", "\\why and \\source, and the line typed so far is kept"),
    ("Ctrl-L", "clears the screen"),
    ("Ctrl-C, Ctrl-D", "drops the line or stops an answer; leaves"),
)
STYLE = Style.from_dict(
    {"bottom-toolbar": "noreverse fg:ansibrightblack", "auto-suggestion": "fg:ansibrightblack"}
)


class Prompt:
    """Reads lines on a terminal, one after the other, whatever is done between them."""

    def __init__(
        self,
        words: Callable[[], Vocabulary],
        history: Path | None = None,
        text: str = "qa> ",
        toolbar: Callable[[int], str] | None = None,
        keys: Input | None = None,
        screen: Output | None = None,
    ) -> None:
        """words: what can be completed, as it is known by now; toolbar: what stands below the line, so many
        columns wide; keys and screen: instead of the terminal's."""
        self._text = text
        self._pasted: deque[str] = deque()
        self._kept = ""  # a line that a function key interrupted
        self._toolbar = toolbar
        self._session: PromptSession[str] = PromptSession(
            history=_history(history),
            completer=_Words(words),
            complete_while_typing=True,
            auto_suggest=AutoSuggestFromHistory(),
            key_bindings=self._bindings(),
            bottom_toolbar=self._bar if toolbar is not None else None,
            reserve_space_for_menu=MENU_ROWS,
            style=STYLE,
            input=keys,
            output=screen,
        )

    def read(self, shown: Callable[[], None] | None = None) -> tuple[str, bool] | None:
        """The next line, and whether it is one of several pasted together; None at Ctrl-D. `shown` is called
        when the prompt is on the screen."""
        while not self._pasted:
            try:
                lines = self._lines(shown)
            except KeyboardInterrupt:
                continue  # Ctrl-C drops the line, as in a shell
            except EOFError:
                return None
            if len(lines) < 2:
                return "".join(lines), False
            self._pasted.extend(lines)
        return self._pasted.popleft(), True

    def line(self) -> str | None:
        """The next line; None at Ctrl-D."""
        found = self.read()
        return found[0] if found is not None else None

    def drop(self) -> None:
        """Forget the lines pasted that have not been read yet."""
        self._pasted.clear()

    def refresh(self) -> None:
        """Draw the toolbar again; from any thread."""
        self._session.app.invalidate()

    def leave(self, error: BaseException) -> None:
        """End the reading that is going on with this error; from any thread."""
        app = self._session.app
        loop = app.loop
        if loop is not None:
            with suppress(RuntimeError):  # the reading has just ended by itself
                loop.call_soon_threadsafe(lambda: app.exit(exception=error) if app.is_running else None)

    def _lines(self, shown: Callable[[], None] | None) -> list[str]:
        kept, self._kept = self._kept, ""
        rendered = self._session.app.after_render

        def tell(_: object) -> None:
            rendered.remove_handler(tell)
            if shown is not None:
                shown()

        rendered.add_handler(tell)
        typed = self._session.prompt(self._text, default=kept)
        return [line for line in typed.splitlines() if line.strip()]

    def _bar(self) -> str:
        assert self._toolbar is not None
        return self._toolbar(self._session.app.output.get_size().columns)

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()
        bindings.add("tab")(_complete)

        def bind(key: str, command: str) -> None:
            @bindings.add(key)
            def run(event: KeyPressEvent) -> None:
                self._kept = event.current_buffer.text
                event.current_buffer.text = command
                event.app.exit(result=command)

        for key, command in RUN_BY_KEY.items():
            bind(key, command)
        return bindings


def _complete(event: KeyPressEvent) -> None:
    """Tab: the next of the menu; without one, what alone fits, or the menu. At once, so that a quick typist's
    Tab does not meet a menu that is still being made."""
    buffer = event.current_buffer
    if buffer.complete_state is not None and buffer.complete_state.completions:
        buffer.complete_next()
        return
    asked = CompleteEvent(completion_requested=True)
    found = list(buffer.completer.get_completions(buffer.document, asked))
    if len(found) == 1:
        buffer.apply_completion(found[0])
    elif found:
        buffer.complete_state = CompletionState(buffer.document, found)


def _history(path: Path | None) -> History:
    return FileHistory(str(path)) if path else InMemoryHistory()


class _Words(Completer):
    """The completions of `qa.completion`; what is only like the fragment is offered where Tab asks for it."""

    def __init__(self, words: Callable[[], Vocabulary]) -> None:
        self._words = words

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        asked = complete_event.completion_requested
        before = document.text_before_cursor.rpartition("\n")[2]
        for one in completions(before, self._words(), near=asked):
            yield Completion(one.text, start_position=-one.replaced, display_meta=one.hint)
