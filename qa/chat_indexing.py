"""Filings read into the index while the chat is up: how far that is, in a line above the footer."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from grammar.errors import FilingQAError
from qa.chat_desk import summary
from qa.layout import Line
from qa.sanitize import one_line
from qa.session_commands import said

if TYPE_CHECKING:
    from qa.chat_desk import Desk

EVERY = 0.1  # seconds between two drawings


class IndexingLine(Static):
    """One indexing at a time; not shown while there is none."""

    def __init__(self, desk: Desk, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._desk = desk
        self._at: tuple[str, int, int] | None = None  # the file done last, how many, of how many
        self._stopping = False

    def stop(self) -> None:
        """Leave it at what is read by now."""
        self._stopping = True

    async def index(self, words: str) -> list[Line]:
        """Index the files and folders that these words name, as in a shell; what became of it."""
        try:
            paths = shlex.split(words)
        except ValueError as error:
            return [said(f"{error}: {words}", ok=False)]
        if not paths or "-" in paths:
            return [said("Give files or folders, such as \\index filings/", ok=False)]
        if self._at is not None:
            return [said("An indexing is under way; Ctrl+X stops it.", ok=False)]
        self._stopping, self._at = False, ("", 0, 0)
        self._draw()
        drawing = self.set_interval(EVERY, self._draw)
        try:
            outcome = await self._desk.index(paths, self._done, lambda: self._stopping)
        except FilingQAError as error:
            return [said(str(error), ok=False)]
        finally:
            drawing.stop()
            self._at = None
            self._draw()
        return [said(summary(outcome), ok=not outcome.skipped)]

    def _done(self, path: str, done: int, total: int) -> None:
        """Called in the thread that indexes: only noted here, and drawn when it is time."""
        self._at = (path, done, total)

    def _draw(self) -> None:
        self.display = self._at is not None
        if self._at is not None:
            path, done, total = self._at
            of = f" {done:,} of {total:,}" if total else ""
            name = f" · {Path(path).name}" if path else ""
            self.update(Content(one_line(f"Indexing{of}{name} · Ctrl+X stops")))
