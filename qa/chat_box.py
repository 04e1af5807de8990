"""Where the next question is typed: with completion in a list above it, and the lines typed before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from qa.chat_keys import OPTION_DIGITS
from qa.sanitize import one_line, width

if TYPE_CHECKING:
    from qa.completion import Completion

MOST_PASTED = 500  # lines that are asked one after the other
MOST_HISTORY = 2000
HINT_ROOM = 3


class History:
    """Lines typed, kept in the file of the prompt's; a walk through them keeps what was being typed."""

    def __init__(self, path: Path | None) -> None:
        from prompt_toolkit.history import FileHistory, InMemoryHistory

        self._file = FileHistory(str(path)) if path else InMemoryHistory()
        newest_first = list(self._file.load_history_strings())
        self._lines = newest_first[MOST_HISTORY::-1]
        self._at = len(self._lines)
        self._draft = ""

    def add(self, line: str) -> None:
        """Keep a line, unless it is the last one again."""
        if not self._lines or self._lines[-1] != line:
            self._lines.append(line)
            self._file.store_string(line)
        self._at, self._draft = len(self._lines), ""

    def step(self, by: int, typed: str) -> str:
        """The line before (-1) or after (1) the one shown, which is `typed`."""
        if self._at == len(self._lines):
            self._draft = typed
        self._at = min(max(self._at + by, 0), len(self._lines))
        return self._draft if self._at == len(self._lines) else self._lines[self._at]


class Menu(OptionList, can_focus=False):
    """What may stand at the cursor. It never has the focus: the box beneath it moves the choice."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.offered: list[Completion] = []

    def offer(self, found: Sequence[Completion]) -> None:
        """List these, none chosen yet; hide where there are none."""
        if not found and not self.offered:
            return
        self.offered = list(found)
        self.clear_options()
        column = max((width(one_line(one.text)) for one in found), default=0) + HINT_ROOM
        self.add_options([Option(_option(one, column)) for one in found])
        self.highlighted = None
        self.display = bool(found)

    @property
    def is_open(self) -> bool:
        return bool(self.display)


def _option(one: Completion, column: int) -> Content:
    text = one_line(one.text)
    return Content.assemble(text, " " * (column - width(text)), (one_line(one.hint), "$foreground 55%"))


class Box(Input):
    """The line that is typed. Posts `Entered` for each line, several where several were pasted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "previous", "Previous line", show=False),
        Binding("down", "next", "Next line", show=False),
        Binding("tab", "complete", "Complete", show=False),
        Binding("escape", "close", "Close the list", show=False),
        Binding("ctrl+d", "leave", "Quit on an empty line", show=False),
        Binding("ctrl+c", "drop", "Drop the line", show=False),
        Binding("pageup", "app.scroll_conversation(-1)", "Conversation up", show=False),
        Binding("pagedown", "app.scroll_conversation(1)", "Conversation down", show=False),
    ]

    class Entered(Message):
        """Lines to answer, in order."""

        def __init__(self, lines: Sequence[str]) -> None:
            self.lines = tuple(lines)
            super().__init__()

    def __init__(self, menu: Menu, history: History, *, id: str | None = None) -> None:
        super().__init__(
            placeholder="Ask a question, or \\? for help", id=id, compact=True, select_on_focus=False
        )
        self.completing: Callable[[str, bool], Sequence[Completion]] = lambda before, near: ()
        self._menu = menu
        self._history = history
        self._quiet = ""  # a text put in by us, for which nothing is offered

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value == self._quiet:
            self._menu.offer(())
            return
        self._quiet = ""
        before = self.value[: self.cursor_position]
        self._menu.offer(self.completing(before, False) if before.strip() else ())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.accept(event.option_index)

    async def _on_key(self, event: events.Key) -> None:
        """Type a character; one that comes for Alt and a digit only once a line has begun."""
        if event.key in OPTION_DIGITS and not self.value:
            event.stop()
            event.prevent_default()
            await self.run_action(f"app.suggestion({OPTION_DIGITS.index(event.key) + 1})")

    def accept(self, place: int) -> None:
        """Put a completion of the list in."""
        found = self._menu.offered[place]
        start = self.cursor_position - found.replaced
        after = self.value[self.cursor_position :]
        self._put(self.value[:start] + found.text + after, start + len(found.text))

    def _put(self, text: str, cursor: int | None = None) -> None:
        self._quiet = text
        self.value = text
        self.cursor_position = len(text) if cursor is None else cursor
        self._menu.offer(())

    async def action_submit(self) -> None:
        if self._menu.is_open and self._menu.highlighted is not None:
            self.accept(self._menu.highlighted)
            return
        self._enter([self.value])

    def _enter(self, lines: Sequence[str]) -> None:
        kept = [line.strip() for line in lines if line.strip()][:MOST_PASTED]
        self._put("")
        for line in kept:
            self._history.add(line)
        if kept:
            self.post_message(self.Entered(kept))

    def action_previous(self) -> None:
        if self._menu.is_open:
            self._menu.action_cursor_up()
        else:
            self._put(self._history.step(-1, self.value))

    def action_next(self) -> None:
        if self._menu.is_open:
            self._menu.action_cursor_down()
        else:
            self._put(self._history.step(1, self.value))

    def action_complete(self) -> None:
        if self._menu.is_open:
            self.accept(self._menu.highlighted or 0)
        elif not self.value.strip():
            self.screen.focus_next()
        else:  # what is only like it, too
            self._menu.offer(self.completing(self.value[: self.cursor_position], True))

    def action_close(self) -> None:
        self._menu.offer(())

    def action_drop(self) -> None:
        if self.selected_text:
            self.action_copy()
        else:
            self._put("")

    async def action_leave(self) -> None:
        if self.value:
            self.action_delete_right()
        else:
            await self.app.action_quit()

    def _on_paste(self, event: events.Paste) -> None:
        lines = event.text.splitlines()
        if len([line for line in lines if line.strip()]) > 1:
            event.stop()
            event.prevent_default()
            self._enter(lines)
        else:
            super()._on_paste(event)
