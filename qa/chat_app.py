"""The full-screen chat: the conversation, beside it the source with the cited lines lit.

The screen only shows and passes on: answers come from the conversation, through `qa.chat_desk`, which does
all that takes time in other threads.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from grammar.errors import FilingQAError
from qa import chat_commands
from qa.chat_beside import Beside
from qa.chat_box import Box, History, Menu
from qa.chat_desk import Desk, Reply
from qa.chat_help import HelpScreen
from qa.chat_indexing import IndexingLine
from qa.chat_keys import bindings
from qa.chat_saved import SessionsScreen
from qa.chat_settings import remember_theme, remembered_theme
from qa.chat_source import SourcePane
from qa.chat_suggestions import Suggestions
from qa.chat_turns import ConversationPane, TurnView
from qa.completion import Completion, Phrase, Vocabulary, completions
from qa.diagnostics import ExitCode
from qa.layout import Line
from qa.sanitize import one_line
from qa.session_commands import MARK, said

if TYPE_CHECKING:
    from index.sessions import SavedTurn, SessionRecord
    from qa.book import Book

BESIDE_FROM = 110  # columns from which on the source stands beside the conversation, not beneath it
AT_ONCE = 0.05  # seconds: what takes no longer is shown in one go
ON_A_MODAL = frozenset({"quit", "next_theme", "dismiss"})  # what the keys of the whole chat do over a screen


def run(book: Book, filing: str | None = None, unit: str | None = None) -> ExitCode:
    """The chat over `book` until it is left. Raises UnknownFiling."""
    import gc

    from qa.chat_settings import settings_file
    from qa.history import history_file
    from qa.scope import narrowed

    narrowed(book.index.filings(), filing)
    # What is loaded by then stays: were it looked through for what has gone, a key would wait for that.
    app = ChatApp(book, filing, unit, history=history_file(), settings=settings_file(), ready=gc.freeze)
    try:
        app.run()
    finally:
        app.desk.close()
    return ExitCode.ANSWERED if app.return_code == 0 else ExitCode.USAGE


class ChatApp(App[None]):
    """The screen of the chat."""

    CSS_PATH = "data/chat.tcss"
    TITLE = "qa"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "narrow"), (BESIDE_FROM, "wide")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    def __init__(
        self,
        book: Book,
        filing: str | None = None,
        unit: str | None = None,
        *,
        history: Path | None = None,
        settings: Path | None = None,
        clock: Callable[[], datetime] = datetime.now,
        ready: Callable[[], None] = lambda: None,
    ) -> None:
        """history, settings: files, None to keep nothing; ready: called when all that helps is loaded."""
        super().__init__()
        self._on_loaded = ready
        self.desk = Desk(book, filing, unit, self._columns, self._copy, clock)
        self._history = History(history)
        self._settings = settings
        self._words = Vocabulary()
        self._chosen: tuple[TurnView, int] | None = None
        self._order = asyncio.Lock()  # lines are answered one after the other, resumed ones among them
        self._warned = False
        self._leaving = False

    def compose(self) -> ComposeResult:
        yield Static(id="scope", markup=False)
        with Horizontal(id="panes"):
            with ConversationPane(id="conversation"):
                yield Suggestions("What can be asked, for example (Alt and the digit asks it):", id="opening")
            yield Beside(self.desk.source, id="beside")
        menu = Menu(id="menu")
        with Vertical(id="bottom"):
            yield Suggestions(id="following")
            with Horizontal(id="entry"):
                yield Static("›", id="sign", markup=False)
                yield Box(menu, self._history, id="box")
            yield IndexingLine(self.desk, id="status")
            yield Footer(show_command_palette=False)
        yield menu

    def on_mount(self) -> None:
        theme = remembered_theme(self._settings)
        if theme in self.available_themes:
            self.theme = str(theme)
        self.box.completing = self._completing
        self.box.focus()
        self._scope()
        self.run_worker(self._begin(), group="begin")

    def exit(self, *args: Any, **kwargs: Any) -> None:
        """Leave: what is under way shows nothing any more."""
        self._leaving = True
        self.action_stop()
        super().exit(*args, **kwargs)

    # --- parts ---------------------------------------------------------------------------------------

    @property
    def main(self) -> Screen[object]:
        """The screen of the conversation, also while another lies over it."""
        return self.screen_stack[0]

    @property
    def box(self) -> Box:
        return self.main.query_one(Box)

    @property
    def conversation(self) -> ConversationPane:
        return self.main.query_one(ConversationPane)

    @property
    def beside(self) -> Beside:
        return self.main.query_one(Beside)

    @property
    def source(self) -> SourcePane:
        return self.beside.pane

    @property
    def following(self) -> Suggestions:
        return self.main.query_one("#following", Suggestions)

    @property
    def opening(self) -> Suggestions:
        return self.main.query_one("#opening", Suggestions)

    def _columns(self) -> int:
        """How wide the lines of a command may be."""
        return max(self.conversation.scrollable_content_region.width, 40)

    def _copy(self, text: str) -> None:
        self.call_from_thread(self.copy_to_clipboard, text)

    def _completing(self, before: str, near: bool) -> Sequence[Completion]:
        return completions(before, self._words, near=near, commands=chat_commands.ALL)

    def _scope(self) -> None:
        """Say what is asked."""
        conversation = self.desk.conversation
        filings = conversation.book.index.filings()
        what = conversation.filing or (filings[0].name if len(filings) == 1 else f"{len(filings)} filings")
        parts = [f"qa · {what}", *([f"in {conversation.unit}"] if conversation.unit else [])]
        if self.desk.session is not None:
            parts.append(f"session {self.desk.session}")
        self.main.query_one("#scope", Static).update(Content(one_line(" · ".join(parts))))

    # --- beginning -----------------------------------------------------------------------------------

    async def _begin(self) -> None:
        """What helps to begin with: the words to complete, questions, the source where there is one."""
        await self._first_source()
        self.opening.offer(await self.desk.opening())
        await self._learn()
        self._on_loaded()

    async def _first_source(self) -> None:
        filings = self.desk.conversation.book.index.filings()
        name = self.desk.conversation.filing or (filings[0].name if len(filings) == 1 else None)
        if name is not None and self._chosen is None:
            await self.beside.begin(name)

    async def _learn(self) -> None:
        self._words = await self.desk.vocabulary()
        self._words.arguments.update(
            Vocabulary(
                (), {"theme": [Phrase(name, "theme") for name in sorted(self.available_themes)]}
            ).arguments
        )

    # --- asking --------------------------------------------------------------------------------------

    def on_box_entered(self, event: Box.Entered) -> None:
        self._enter(event.lines)

    def on_suggestions_pressed(self, event: Suggestions.Pressed) -> None:
        self._enter([event.question])

    def _enter(self, lines: Sequence[str]) -> None:
        asked: list[tuple[str, str]] = []
        for line in lines:
            method, words = chat_commands.read(line)
            if method is not None:
                getattr(self, method)(words)
            else:
                asked.append((line, words))
        if asked:
            self.run_worker(self._ask(asked), group="ask")

    def _turn(self, typed: str) -> TurnView:
        self.opening.offer(())
        self.following.offer(())
        return self.conversation.begin(typed)

    async def _ask(self, lines: Sequence[tuple[str, str]]) -> None:
        """Ask lines in order; each comes as it was typed and as it is to be read."""
        async with self._order:
            for typed, line in lines:
                coming = asyncio.ensure_future(self.desk.ask(line))
                # An answer that comes at once is drawn with its question: to draw costs more than to answer.
                await asyncio.wait([coming], timeout=AT_ONCE)
                with self.batch_update() if coming.done() else nullcontext():
                    turn = self._turn(typed)
                    reply = await coming
                    if self._leaving:
                        return
                    await self._show(turn, reply)
                if reply.done:
                    self.exit()
                    return
                await self._save(reply)
            await asyncio.sleep(AT_ONCE)  # the answer is drawn first
            await self._suggest(reply)

    async def _show(self, turn: TurnView, reply: Reply, notes: Sequence[Line] = ()) -> None:
        answer = None if reply.as_json else reply.answer
        turn.reply(reply.question, reply.lines, answer, reply.choices, notes)
        self._scope()
        self.conversation.bring(turn)
        if turn.shown:
            await self._choose(turn, 0)

    async def _suggest(self, reply: Reply) -> None:
        if reply.asks_back:
            self.following.offer(reply.choices)
        elif reply.answer is not None:
            self.following.offer(await self.desk.following(reply.answer))
        self.conversation.bring_last()

    async def _save(self, reply: Reply) -> None:
        try:
            await self.desk.save(reply)
        except FilingQAError as error:
            if not self._warned:  # once is enough
                self.notify(f"This session is not saved: {error}", severity="warning", markup=False)
            self._warned = True
        self._scope()

    # --- citations -----------------------------------------------------------------------------------

    async def _choose(self, turn: TurnView, place: int) -> None:
        """Show a cited line of a turn in its source."""
        if self._chosen is not None and self._chosen[0] is not turn:
            self._chosen[0].choose(None)
        self._chosen = (turn, place)
        turn.choose(place)
        await self.beside.cite(turn.shown, place)

    def _go(self, turn: TurnView, place: int) -> None:
        self.run_worker(self._choose(turn, place), group="choose", exclusive=True)
        self.conversation.scroll_to_region(
            turn.region_of(place).translate(turn.virtual_region.offset), animate=False
        )

    def on_turn_view_citation_pressed(self, event: TurnView.CitationPressed) -> None:
        self._go(event.turn, event.place)

    def on_source_pane_line_pressed(self, event: SourcePane.LinePressed) -> None:
        if self._chosen is None:
            return
        turn, place = self._chosen
        name = turn.shown[place].source
        for at, one in enumerate(turn.shown):
            if (one.source, one.line) == (name, event.line):
                self._go(turn, at)

    def action_citation(self, by: int) -> None:
        """The next cited line (1), or the one before (-1), over all the turns."""
        places = [(turn, at) for turn in self.conversation.turns for at in range(len(turn.shown))]
        if not places:
            return
        if self._chosen in places:
            at = min(max(places.index(self._chosen) + by, 0), len(places) - 1)
        else:
            at = len(places) - 1
        self._go(*places[at])

    # --- sessions ------------------------------------------------------------------------------------

    def action_sessions(self) -> None:
        self.do_sessions("")

    def do_sessions(self, words: str) -> None:
        self.push_screen(SessionsScreen(self.desk, words), self._resume)

    def _resume(self, record: SessionRecord | None) -> None:
        if record is not None:
            self.run_worker(self._resumed(record), group="ask")

    async def _resumed(self, record: SessionRecord) -> None:
        async with self._order:
            try:
                turns = await self.desk.turns(record.id)
            except FilingQAError as error:
                self.notify(str(error), severity="warning", markup=False)
                return
            await self._clear()
            self.desk.resume(record)
            before: SavedTurn | None = None
            reply: Reply | None = None
            for turn in turns:
                view = self._turn(turn.question)
                reply = await self.desk.again(turn, before)
                changed = said(f"Answered otherwise when it was asked on {turn.asked[:10]}.", ok=False)
                await self._show(view, reply, [changed] if reply.changed else [])
                before = turn
        if reply is not None:
            await self._suggest(reply)

    async def _clear(self) -> None:
        self._chosen = None
        self.source.light(())
        self.following.offer(())
        await self.conversation.query(TurnView).remove()

    def action_new(self) -> None:
        self.run_worker(self._new(), group="ask")

    async def _new(self) -> None:
        async with self._order:
            await self._clear()
            self.desk.new()
            self._scope()
        self.opening.offer(await self.desk.opening())

    # --- indexing ------------------------------------------------------------------------------------

    def do_index(self, words: str) -> None:
        """Read files into the index, while questions go on."""
        turn = self._turn(f"{MARK}index {words}".rstrip())
        self.run_worker(self._index(turn, words), group="index")

    async def _index(self, turn: TurnView, words: str) -> None:
        turn.say(await self.main.query_one(IndexingLine).index(words))
        self.beside.forget()
        self._scope()
        if not self.conversation.turns[:-1]:
            self.opening.offer(await self.desk.opening())
        await self._learn()

    def action_stop(self) -> None:
        self.main.query_one(IndexingLine).stop()

    # --- keys ----------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Over another screen, the keys of this one rest."""
        if len(self.screen_stack) > 1 and action not in ON_A_MODAL and hasattr(ChatApp, f"action_{action}"):
            return hasattr(App, f"action_{action}")
        return True

    def action_help(self) -> None:
        self.do_help("")

    def do_help(self, words: str) -> None:
        self.push_screen(HelpScreen())

    def action_source(self) -> None:
        self.main.toggle_class("alone")

    def action_to_box(self) -> None:
        self.box.focus()

    def action_suggestion(self, number: int) -> None:
        """Ask the question offered under that number."""
        offered = self.following if self.following.questions else self.opening
        question = offered.question(number)
        if question is not None:
            self._enter([question])

    def action_scroll_conversation(self, pages: int) -> None:
        height = self.conversation.size.height - 1
        self.conversation.scroll_relative(y=pages * height, animate=False)

    def action_next_theme(self) -> None:
        self.do_theme("")

    def do_theme(self, words: str) -> None:
        """The theme of that name, or the next one; it is remembered."""
        names = sorted(name for name in self.available_themes if name != "textual-ansi")
        if words and words not in self.available_themes:
            self.notify(f"No theme {one_line(words)}; there are {', '.join(names)}", markup=False)
            return
        at = names.index(self.theme) + 1 if self.theme in names else 0
        self.theme = words or names[at % len(names)]
        remember_theme(self._settings, self.theme)
        self.notify(f"Theme {self.theme}", timeout=2, markup=False)
