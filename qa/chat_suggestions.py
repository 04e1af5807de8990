"""The questions that are offered in the chat, each with the digit that asks it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from qa.sanitize import one_line, shortened, width

if TYPE_CHECKING:
    from textual.events import Click

MOST = 9
SPACE = "   "
MOST_ROWS = 2  # where they run on, beneath the conversation

Placed = tuple[int, int, int]  # row, first column, end column


class Suggestions(Widget):
    """At most nine questions: a row each under a heading, or without one as many as fit in two rows."""

    class Pressed(Message):
        """One of them was clicked."""

        def __init__(self, question: str) -> None:
            self.question = question
            super().__init__()

    def __init__(self, heading: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.questions: tuple[str, ...] = ()
        self._heading = heading

    def offer(self, questions: Sequence[str]) -> None:
        """Show these; nothing at all where there are none."""
        if self.questions == tuple(questions[:MOST]):
            return
        self.questions = tuple(questions[:MOST])
        self.display = bool(self.questions)
        self.refresh(layout=True)

    def question(self, number: int) -> str | None:
        """The question that a digit asks, from 1."""
        return self.questions[number - 1] if 0 < number <= len(self.questions) else None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max((row for row, _, _ in self._places(width)), default=-1) + 1

    def render(self) -> Content:
        columns = self.size.width
        parts: list[str | tuple[str, str]] = [(self._heading, "$foreground 55%")] if self._heading else []
        row = at = 0
        for number, (place, question) in enumerate(
            zip(self._places(columns), self.questions, strict=False), 1
        ):
            line, start, end = place
            parts.append("\n" * (line - row) + " " * (start - (0 if line > row else at)))
            parts += [
                (self._key(number), "bold $text-accent"),
                shortened(f" {one_line(question)}", end - start - len(self._key(number))),
            ]
            row, at = line, end
        return Content.assemble(*parts)

    def _key(self, number: int) -> str:
        return str(number) if self._heading else f"Alt+{number}"

    def _places(self, columns: int) -> list[Placed]:
        """Where each is shown; those for which there is no room are left out."""
        if self._heading:
            return [(row, 0, columns) for row in range(1, len(self.questions) + 1)]
        places: list[Placed] = []
        row = at = 0
        for number, question in enumerate(self.questions, 1):
            size = min(width(one_line(question)) + 1 + len(self._key(number)), columns)
            if at and at + len(SPACE) + size > columns:
                row, at = row + 1, 0
            if row == MOST_ROWS:
                break
            start = at + len(SPACE) if at else 0
            at = start + size
            places.append((row, start, at))
        return places

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for place, question in zip(self._places(self.size.width), self.questions, strict=False):
            if place[0] == offset.y and place[1] <= offset.x < place[2]:
                self.post_message(self.Pressed(question))
