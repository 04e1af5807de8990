"""What stands beside the conversation: the source of a filing, and a line above it saying which and where."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from grammar.errors import FilingQAError
from qa.chat_source import SourcePane
from qa.sanitize import one_line, shortened

if TYPE_CHECKING:
    from index.model import Source
    from qa.citing import Shown

KEPT_SOURCES = 8
LONGEST_LABEL = 40  # of a cited line, told above the source where it may be out of sight


class Beside(Vertical):
    """The pane of the source; `read` fetches one by name, and raises FilingQAError."""

    def __init__(self, read: Callable[[str], Awaitable[Source]], *, id: str) -> None:
        super().__init__(id=id)
        self._read = read
        self._sources: dict[str, Source] = {}

    def compose(self) -> ComposeResult:
        yield Static(id="where", markup=False)
        yield SourcePane(id="source")

    @property
    def pane(self) -> SourcePane:
        return self.query_one(SourcePane)

    async def begin(self, name: str) -> None:
        """Show a source from its first line. Raises FilingQAError where there is none of that name."""
        source = await self._source(name)
        self.pane.show(source, ())
        self._where(f"{source.name} · {len(source.lines):,} lines")

    async def cite(self, cited: Sequence[Shown], place: int) -> None:
        """Show one of the lines that an answer cites, the others of its source lit too."""
        shown = cited[place]
        try:
            source = await self._source(shown.source)
        except FilingQAError as error:
            self._where(str(error))
            return
        self.pane.show(source, [one for one in cited if one.source == shown.source])
        self.pane.point(shown.line)
        count = f" · {place + 1} of {len(cited)}" if len(cited) > 1 else ""
        label = shortened(one_line(shown.text.strip().partition("  ")[0]), LONGEST_LABEL)
        self._where(f"{source.name} · line {shown.line}{count} · {label}")

    def forget(self) -> None:
        """Read sources anew: a filing may have been replaced."""
        self._sources.clear()

    async def _source(self, name: str) -> Source:
        if name not in self._sources:
            if len(self._sources) >= KEPT_SOURCES:
                self._sources.pop(next(iter(self._sources)))
            self._sources[name] = await self._read(name)
        return self._sources[name]

    def _where(self, text: str) -> None:
        self.query_one("#where", Static).update(Content(one_line(text)))
