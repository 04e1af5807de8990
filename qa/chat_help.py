"""The help screen of the chat: keys and commands, from the tables that bind and carry them out."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widget import Widget

from qa.chat_commands import ALL
from qa.chat_keys import KEYS, PLACES
from qa.session_commands import MARK

COLUMN = 24


class HelpScreen(ModalScreen[None]):
    """Every key and every command, with what it does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f1,enter", "dismiss", "Close"),
        Binding("j", "scroll_by(1)", show=False),
        Binding("k", "scroll_by(-1)", show=False),
    ]

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            yield HelpText()

    def on_mount(self) -> None:
        self.query_one("#help").focus()

    def action_scroll_by(self, lines: int) -> None:
        self.query_one("#help").scroll_relative(y=lines, animate=False)


class HelpText(Widget):
    """The help, as wide as there is room: a section of keys a place, then the commands."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(list(_lines(width)))

    def render(self) -> Content:
        return Content("\n").join(list(_lines(self.size.width)))


def _lines(columns: int) -> Iterator[Content]:
    yield _head("Keys")
    for key in KEYS:
        yield from _entry(key.shown, key.help, columns)
    for place, keys in PLACES:
        yield Content("")
        yield _head(place)
        for shown, what in keys:
            yield from _entry(shown, what, columns)
    yield Content("")
    yield _head("Commands, in the box")
    for command in ALL:
        yield from _entry(f"{MARK}{command.name} {command.arguments}".rstrip(), command.help, columns)
    yield Content("")
    yield Content("Anything else is a question. Esc closes this help.")


def _head(text: str) -> Content:
    return Content.styled(text, "bold $text-accent")


def _entry(head: str, what: str, columns: int) -> Iterator[Content]:
    """A name in bold and what it is beside it; beneath it where it goes on, or where the name is long."""
    lines = textwrap.wrap(what, max(columns - COLUMN, 20))
    if len(head) > COLUMN - 4:
        yield Content.styled(f"  {head}", "bold")
    else:
        yield Content.assemble((f"{f'  {head}':<{COLUMN}}", "bold"), lines.pop(0))
    for line in lines:
        yield Content(" " * COLUMN + line)
