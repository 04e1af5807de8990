"""The full-screen chat driven by keys, its screen as plain text: for the tests and the picture."""

from __future__ import annotations

import asyncio
import difflib
import os
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from textual.events import Key
from textual.pilot import Pilot

import qa
from index.read import read_file
from index.store import open_index
from qa.book import Book
from qa.chat_app import ChatApp

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "qa" / "data" / "sample-release.txt"
SCREENS = ROOT / "tests" / "screens"
WIDE, NARROW = (120, 40), (80, 24)
SECONDS = 20.0  # to wait for something before a test fails
NOON = datetime(2026, 3, 2, 12, 0, 0)


class Chat:
    """A chat under test: its app, and the keys."""

    def __init__(self, app: ChatApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def screen(self) -> str:
        """The screen as text, without blanks at the ends of lines."""
        strips = self.app.screen._compositor.render_strips()
        return "".join("".join(part.text for part in strip).rstrip() + "\n" for strip in strips)

    @property
    def turns(self) -> int:
        return len([turn for turn in self.app.conversation.turns if turn._given is not None])

    async def until(self, met: Callable[[], object], what: str = "") -> None:
        """Wait until something holds, and for the rest; the test fails where it does not within `SECONDS`."""
        await self._wait(met, what)
        await self.settled()

    async def shown(self, text: str) -> None:
        """Wait until a text is on the screen, whatever else is still under way."""
        await self._wait(lambda: self.shows(text), text)

    async def _wait(self, met: Callable[[], object], what: str) -> None:
        end = time.monotonic() + SECONDS
        while not met():
            assert time.monotonic() < end, f"{what or 'it'} did not come about:\n{self.screen}"
            await asyncio.sleep(0.02)

    async def settled(self) -> None:
        """Wait until nothing is under way and the screen has been drawn.

        A pause takes as long as every widget needs for its messages; one without a length would wait for
        the process to idle as well, which is slow.
        """
        for _ in range(4):
            await self.app.workers.wait_for_complete()
            await self.pilot.pause(0.001)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settled()

    async def send(self, *keys: Key) -> None:
        """Keys as a terminal sends them."""
        for key in keys:
            self.app.post_message(key)
        await self.settled()

    async def type(self, text: str) -> None:
        """Type a text, as it is."""
        self.app.box.insert_text_at_cursor(text)
        await self.settled()

    async def ask(self, *lines: str) -> None:
        """Type and enter each line, and wait for its reply."""
        for line in lines:
            count = self.turns
            await self.type(line)
            await self.pilot.press("escape", "enter")
            await self.until(lambda count=count: self.turns > count, f"the reply to {line}")

    def shows(self, *texts: str) -> bool:
        screen = self.screen
        return all(text in screen for text in texts)


@asynccontextmanager
async def chatting(book: Book, size: tuple[int, int] = WIDE, **given: Any) -> AsyncIterator[Chat]:
    """A chat over a book, when what helps to begin with is there."""
    app = ChatApp(book, clock=lambda: NOON, **given)
    app.animation_level = "none"
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            chat = Chat(app, pilot)
            app.box.cursor_blink = False
            await chat.settled()
            yield chat
    finally:
        app.desk.close()


def play(
    script: Callable[[Chat], Coroutine[Any, Any, None]],
    book: Book | None = None,
    size: tuple[int, int] = WIDE,
    **given: Any,
) -> None:
    """Run a script of keys over a book, or over the sample release."""

    async def run() -> None:
        async with chatting(book or sample(), size, **given) as chat:
            await script(chat)

    asyncio.run(run())


def sample() -> Book:
    """The bundled sample release, in memory."""
    return qa.read(SAMPLE)


def indexed(path: Path, *names: Path) -> Book:
    """An index on disk of these files (the sample release where none is given), opened for reading as the
    commands open it."""
    with open_index(path, create=True) as index:
        for name in names or (SAMPLE,):
            index.add(read_file(name))
    return Book(open_index(path, read_only=True))


def check_screen(chat: Chat, name: str) -> None:
    """Hold the screen against the one stored under this name; QA_SCREENS=write stores it anew."""
    path = SCREENS / f"{name}.txt"
    if os.environ.get("QA_SCREENS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(chat.screen, encoding="utf-8")
    shown, kept = chat.screen, path.read_text(encoding="utf-8")
    changed = "\n".join(difflib.unified_diff(kept.split("\n"), shown.split("\n"), n=0, lineterm=""))
    assert not changed, f"{changed}\nQA_SCREENS=write stores {path.name} anew"
