"""The source beside the conversation: the numbered lines of a filing, those that an answer cites lit.

Lines are drawn when they come into sight, so that a filing of 20,000 lines costs what its window does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qa.chat_keys import PANE_BINDINGS
from qa.citing import MAX_RAW, Shown, Span, fit
from qa.sanitize import sanitize, width

if TYPE_CHECKING:
    from textual.events import Click

    from index.model import Source

ABOVE = 8  # lines shown above a cited one, where there is room
BESIDE = 1  # columns kept in sight on either side of a cited figure


class SourcePane(ScrollView, can_focus=True):
    """The lines of one source. `show` gives it another, `point` chooses among the cited lines."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "source--number",
        "source--lit",
        "source--current",
        "source--figure",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        *PANE_BINDINGS,
        Binding("h", "scroll_left", show=False),
        Binding("l", "scroll_right", show=False),
    ]

    class LinePressed(Message):
        """A cited line was clicked; `line` counts from 1."""

        def __init__(self, line: int) -> None:
            self.line = line
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.name_shown = ""
        self._lines: tuple[str, ...] = ()
        self._lit: dict[int, Shown] = {}
        self._current = 0
        self._gutter = 0  # columns of the line numbers

    def show(self, source: Source, cited: Sequence[Shown]) -> None:
        """Show a source with these lines of it lit."""
        self.light(cited)
        if (source.name, source.lines) == (self.name_shown, self._lines):
            return
        self.name_shown = source.name
        self._lines = tuple(source.lines)
        self._gutter = len(str(len(self._lines))) + 2
        longest = max((min(len(line), MAX_RAW) for line in self._lines), default=0)
        self.virtual_size = Size(self._gutter + longest, len(self._lines))
        self.scroll_to(0, 0, animate=False)
        self.refresh()

    def light(self, cited: Sequence[Shown]) -> None:
        """Light these lines and no others."""
        self._lit = {shown.line: shown for shown in cited}
        self._current = 0
        self.refresh()

    def point(self, line: int) -> None:
        """Make a cited line the current one, and bring it and its figure into sight."""
        self._current = line
        self.refresh()
        self.call_after_refresh(self._bring, line)

    def _bring(self, line: int) -> None:
        spans = self._lit[line].spans if line in self._lit else ()
        room = self.size.width - self._gutter
        x = 0
        if spans and spans[-1][1] + BESIDE > room:
            x = min(spans[-1][1] + BESIDE - room, max(spans[0][0] - BESIDE, 0))
        top, height = round(self.scroll_offset.y), self.size.height
        y = line - 1
        in_sight = top <= y < top + height
        self.scroll_to(x, top if in_sight else max(y - min(ABOVE, height // 3), 0), animate=False)

    @property
    def lit(self) -> Mapping[int, Shown]:
        return self._lit

    @property
    def current(self) -> int:
        """The number of the line that is chosen among the lit ones, 0 for none."""
        return self._current

    def render_line(self, y: int) -> Strip:
        left, top = self.scroll_offset
        number = top + y + 1
        columns = self.size.width
        plain = self.rich_style
        if number > len(self._lines):
            return Strip.blank(columns, plain)
        text, spans = self._text(number)
        back = self._back(number, plain)
        gutter = Strip(
            [Segment(f"{number:>{self._gutter - 1}} ", back + self._component("source--number"))],
            self._gutter,
        )
        body = Strip(list(self._segments(text, spans, back)))
        room = columns - self._gutter
        return Strip.join([gutter, body.crop(left, left + room).adjust_cell_length(room, back)])

    def _text(self, number: int) -> tuple[str, Sequence[Span]]:
        shown = self._lit.get(number)
        if shown is not None:
            return shown.text, shown.spans
        text, _ = fit(self._lines[number - 1], [], MAX_RAW)
        return sanitize(text.expandtabs()).rstrip(), ()

    def _back(self, number: int, plain: Style) -> Style:
        if number not in self._lit:
            return plain
        name = "source--current" if number == self._current else "source--lit"
        return plain + self._component(name)

    def _segments(self, text: str, spans: Sequence[Span], back: Style) -> list[Segment]:
        figure = back + self._component("source--figure")
        segments, at = [], 0
        for start, end in spans:
            segments += [Segment(text[at:start], back), Segment(text[start:end], figure)]
            at = end
        segments.append(Segment(text[at:], back))
        return [segment for segment in segments if width(segment.text) or segment.text]

    def _component(self, name: str) -> Style:
        return self.get_component_rich_style(name, partial=True)

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        if offset is not None and (line := offset.y + round(self.scroll_offset.y) + 1) in self._lit:
            self.post_message(self.LinePressed(line))
