"""The conversation as the chat shows it: what was asked, the answer, and the lines it cites as items to
choose from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from qa.chart import chart_lines
from qa.chat_keys import PANE_BINDINGS
from qa.citing import Shown, shown_lines
from qa.layout import Line, Piece, Style, answer_lines, cited_lines, folded, wrapped
from qa.sanitize import one_line, width

if TYPE_CHECKING:
    from textual.events import Click

    from qa.answer import Answer

STYLES: dict[Style, str] = {
    "": "",
    "answer": "bold",
    "silent": "$text-warning",
    "faint": "$foreground 55%",
    "figure": "bold $text-success",
    "name": "$text-accent",
}
CHOSEN, ASKED, WAITING = "▶ ", "› ", "…"
LEAST_COLUMNS = 20


class TurnView(Widget):
    """One turn: the line typed, and its answer or the lines that a command gave.

    `chosen` is the place, among the lines that it cites, of the one shown beside it; None for none.
    """

    class CitationPressed(Message):
        """A cited line of a turn was clicked; `place` counts from 0."""

        def __init__(self, turn: TurnView, place: int) -> None:
            self.turn, self.place = turn, place
            super().__init__()

    def __init__(self, typed: str) -> None:
        super().__init__()
        self.typed = typed
        self.answer: Answer | None = None
        self.shown: tuple[Shown, ...] = ()
        self.chosen: int | None = None
        self._given: tuple[Line, ...] | None = None
        self._notes: tuple[Line, ...] = ()
        self._choices: tuple[str, ...] = ()
        self._laid: tuple[int, list[Line], dict[int, int]] = (0, [], {})

    def say(self, lines: Sequence[Line]) -> None:
        """Show what a command gave."""
        self.reply(self.typed, lines)

    def reply(
        self,
        asked: str,
        lines: Sequence[Line],
        answer: Answer | None = None,
        choices: Sequence[str] = (),
        notes: Sequence[Line] = (),
    ) -> None:
        """Show what came of it: an answer, with the other readings that a number takes, else the lines given;
        `notes` stand beneath."""
        self.typed, self.answer, self._choices = asked, answer, tuple(choices)
        self.shown = shown_lines(answer.citations) if answer is not None else ()
        self._given = tuple(lines)
        self._notes = tuple(notes)
        self._changed()

    def choose(self, place: int | None) -> None:
        """Mark one of the cited lines, or none."""
        if place != self.chosen:
            self.chosen = place
            self._changed()

    def region_of(self, place: int) -> Region:
        """Where a cited line stands in this widget."""
        _, _, places = self._layout(self.size.width)
        row = next((row for row, found in places.items() if found == place), 0)
        return Region(0, row, self.size.width, 1)

    def _changed(self) -> None:
        self._laid = (0, [], {})
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._layout(width)[1])

    def render(self) -> Content:
        _, lines, _ = self._layout(self.size.width)
        return Content("\n").join(
            Content.assemble(*((text, STYLES[style]) for text, style in line.pieces)) for line in lines
        )

    def _layout(self, columns: int) -> tuple[int, list[Line], dict[int, int]]:
        """The lines at so many columns, and the places of the cited lines by their rows."""
        columns = max(columns, LEAST_COLUMNS)
        if self._laid[0] != columns:
            self._laid = (columns, *self._lay(columns))
        return self._laid

    def _lay(self, columns: int) -> tuple[list[Line], dict[int, int]]:
        lines = [
            Line(((ASKED if not number else "  ", "name"), (line.text, "name")))
            for number, line in enumerate(wrapped(one_line(self.typed), columns - 2))
        ]
        places: dict[int, int] = {}
        if self._given is None:
            lines.append(Line(((WAITING, "faint"),)))
        elif self.answer is None:
            lines += [part for line in self._given for part in _fitted(line, columns)]
        else:
            answered, places = self._answer(self.answer, columns)
            places = {row + len(lines): place for row, place in places.items()}
            lines += answered
        lines += [part for line in self._notes for part in _fitted(line, columns)]
        return lines, places

    def _answer(self, answer: Answer, columns: int) -> tuple[list[Line], dict[int, int]]:
        rows = list(cited_lines(shown_lines(answer.citations, columns - 8)))
        # Beneath the name of each source its lines, one each, in the order of `shown`.
        numbered = [line for line in rows if line.pieces[0][1] != "name"]
        if self.chosen is not None and self.chosen < len(numbered):
            at = next(n for n, line in enumerate(rows) if line is numbered[self.chosen])
            rows[at] = numbered[self.chosen] = _marked(rows[at])
        lines = answer_lines(answer, columns, self._choices, values=chart_lines(answer, columns), cited=rows)
        where = {id(line): place for place, line in enumerate(numbered)}
        places = {row: where[id(line)] for row, line in enumerate(lines) if id(line) in where}
        if answer.answered and places:  # how it was read matters less than the answer and its proof
            last = max(places)
            lines = [line if row <= last else _faint(line) for row, line in enumerate(lines)]
        return lines, places

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        place = self._layout(self.size.width)[2].get(offset.y)
        if place is not None:
            self.post_message(self.CitationPressed(self, place))


def _fitted(line: Line, columns: int) -> Iterator[Line]:
    """A line of a command, which may be laid out in columns, as it is where there is room: else a sentence
    between its words, anything else wherever it must be."""
    if len(line.pieces) == 1 and width(line.text) > columns:
        yield from wrapped(line.text, columns, style=line.pieces[0][1])
    else:
        yield from folded(line, columns)


def _marked(line: Line) -> Line:
    """A cited line with the mark of the chosen one in the place of its indent."""
    (head, _), *rest = line.pieces
    pieces: list[Piece] = [(CHOSEN + head[len(CHOSEN) :], "name"), *((t, s or "answer") for t, s in rest)]
    return replace(line, pieces=tuple(pieces))


def _faint(line: Line) -> Line:
    return Line(tuple((text, "faint") for text, _ in line.pieces))


class ConversationPane(VerticalScroll, can_focus=True):
    """The turns, the last at the bottom."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *PANE_BINDINGS,
        Binding("right", "app.citation(1)", "Next citation", show=False),
        Binding("left", "app.citation(-1)", "Previous citation", show=False),
        Binding("question_mark", "app.help", "Help", show=False),
        *(Binding(str(n), f"app.suggestion({n})", show=False) for n in range(1, 10)),
    ]

    @property
    def turns(self) -> list[TurnView]:
        return list(self.query(TurnView))

    def begin(self, typed: str) -> TurnView:
        """A new turn at the bottom, waiting for its reply."""
        turn = TurnView(typed)
        self.mount(turn)
        self.call_after_refresh(self.scroll_end, animate=False, immediate=True)
        return turn

    def bring(self, turn: TurnView) -> None:
        """Bring a turn into sight: its end, or its beginning where it is longer than the pane."""
        self.call_after_refresh(self._bring, turn)

    def bring_last(self) -> None:
        """The same for the last turn, as after the room for it has changed."""
        if self.turns:
            self.bring(self.turns[-1])

    def _bring(self, turn: TurnView) -> None:
        if turn.size.height > self.size.height:
            self.scroll_to_widget(turn, top=True, animate=False, immediate=True)
        else:
            self.scroll_end(animate=False, immediate=True)
