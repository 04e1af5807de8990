"""The saved sessions: listed, searched while one types, resumed, exported, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from grammar.errors import FilingQAError
from qa.sanitize import one_line

if TYPE_CHECKING:
    from index.sessions import SessionRecord
    from qa.chat_desk import Desk

KEYS = "Enter resume · Ctrl+E export as Markdown · Ctrl+D delete · Esc back"
NONE_SAVED = "No session has been saved yet: each question that is answered is."
NONE_FOUND = "No session has these words."


class SearchBox(Input):
    """Words to find; the keys that act on the list pass through."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.move(-1)", show=False),
        Binding("down", "screen.move(1)", show=False),
        Binding("ctrl+d,delete", "screen.delete", show=False),
        Binding("ctrl+e", "screen.export", show=False),
    ]


class SessionsScreen(ModalScreen["SessionRecord | None"]):
    """Choose a saved session; gives the one to resume, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f3", "dismiss", "Back")]

    def __init__(self, desk: Desk, words: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._words = words
        self._records: tuple[SessionRecord, ...] = ()
        self._doomed: int | None = None  # pressed once; a second time deletes it

    def compose(self) -> ComposeResult:
        with Vertical(id="saved"):
            yield SearchBox(
                self._words, placeholder="Search", id="saved-words", compact=True, select_on_focus=False
            )
            yield OptionList(id="saved-list", markup=False)
            yield Static(KEYS, id="saved-keys", markup=False)

    def on_mount(self) -> None:
        self.query_one("#saved").border_title = "Saved sessions"
        self.query_one(SearchBox).focus()
        self._refresh()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._refresh()

    def _refresh(self) -> None:
        self.run_worker(self._list(self.query_one(SearchBox).value), group="list", exclusive=True)

    async def _list(self, words: str) -> None:
        self._doomed = None
        try:
            self._records = await self._desk.sessions(words)
        except FilingQAError as error:
            self._records = ()
            self._say(str(error))
            return
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(_entry(one)) for one in self._records])
        options.highlighted = 0 if self._records else None
        self._say(KEYS if self._records else NONE_FOUND if words.strip() else NONE_SAVED)

    def _say(self, text: str) -> None:
        self.query_one("#saved-keys", Static).update(Content(one_line(text)))

    @property
    def _chosen(self) -> SessionRecord | None:
        at = self.query_one(OptionList).highlighted
        return None if at is None or at >= len(self._records) else self._records[at]

    def action_move(self, by: int) -> None:
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()
        self._doomed = None

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._chosen is not None:
            self.dismiss(self._chosen)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._records[event.option_index])

    def action_delete(self) -> None:
        record = self._chosen
        if record is None:
            return
        if self._doomed != record.id:
            self._doomed = record.id
            self._say(f"Ctrl+D again deletes “{record.title}” with its {_count(record)}.")
            return
        self.run_worker(self._delete(record), group="delete")

    async def _delete(self, record: SessionRecord) -> None:
        try:
            await self._desk.delete(record.id)
        except FilingQAError as error:
            self._say(str(error))
            return
        self._refresh()

    def action_export(self) -> None:
        if self._chosen is not None:
            self.run_worker(self._export(self._chosen), group="export")

    async def _export(self, record: SessionRecord) -> None:
        try:
            path = await self._desk.export(record, f"session-{record.id}.md")
        except FilingQAError as error:
            self._say(str(error))
            return
        self._say(f"{_count(record).capitalize()} written to {path}.")


def _entry(record: SessionRecord) -> Content:
    when = record.changed.replace("T", " ")[:16]
    about = f"  {_count(record)}" + (f" · {one_line(record.filing)}" if record.filing else "")
    return Content.assemble(
        (f"{when}  ", "$foreground 55%"), one_line(record.title), (about, "$foreground 55%")
    )


def _count(record: SessionRecord) -> str:
    return f"{record.turns} question{'' if record.turns == 1 else 's'}"
