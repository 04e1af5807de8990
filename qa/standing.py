"""Where a session stands: what is asked, in which unit, and what the next question may leave out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.naming import period_in_short
from qa.sanitize import one_line, width

if TYPE_CHECKING:
    from qa.answer import Answer
    from qa.loop import Conversation

BETWEEN = " · "
LEAST_PART = 12  # columns of a part that is worth showing cut


@dataclass(frozen=True, slots=True)
class Standing:
    """What is in scope: the filing, the company or how many filings; the unit of figures, None where they
    come as they are; the metric and the period that the conversation carries; how many other readings a
    number takes. All of it is fit to show."""

    scope: str
    unit: str | None = None
    metric: str = ""
    period: str = ""
    choices: int = 0
    asks_back: bool = False  # whether one of them must be taken

    def parts(self) -> list[str]:
        """What is shown of it, the most important first."""
        carried = ", ".join(part for part in (self.metric, self.period) if part)
        which = f"1-{self.choices}" if self.choices > 1 else "1"
        return [
            self.scope,
            *([f"in {self.unit}"] if self.unit else []),
            *(
                [f"{which}: {'which is meant' if self.asks_back else 'another reading'}"]
                if self.choices
                else []
            ),
            *([carried] if carried else []),
        ]


def standing(conversation: Conversation) -> Standing:
    """Where a conversation stands after its last turn."""
    answered = next((t.answer for t in reversed(conversation.current) if t.answer.answered), None)
    metric, period = _about(answered) if answered is not None else ("", "")
    return Standing(
        one_line(_scope(conversation)),
        conversation.unit and one_line(conversation.unit),
        one_line(metric),
        period,
        len(conversation.choices),
        conversation.asks_back,
    )


def _scope(conversation: Conversation) -> str:
    if conversation.filing is not None:
        return conversation.filing
    filings = conversation.book.filings
    if len(filings) == 1:
        return filings[0].name
    company = conversation.company
    return f"{company}, of {len(filings)} filings" if company else f"{len(filings)} filings"


def _about(answer: Answer) -> tuple[str, str]:
    """The metric and the latest period of an answer's figures."""
    dated = [(value.label, value.period) for value in answer.values if value.period is not None]
    if not dated:
        return "", ""
    latest = max((period for _, period in dated), key=lambda period: period.end)
    return dated[0][0], period_in_short(latest)


def bar(parts: Sequence[str], end: str, columns: int) -> str:
    """Parts on one line of so many columns, the last that there is room for cut, and `end` at the right."""
    room = columns - width(end) - 3
    shown = BETWEEN.join(parts)
    while width(shown) > room and len(parts) > 1 and width(BETWEEN.join(parts[:-1])) > room - LEAST_PART:
        parts = parts[:-1]
        shown = BETWEEN.join(parts)
    if width(shown) > room:
        shown = f"{shown[: max(room - 1, 0)]}…"
    gap = max(columns - width(shown) - width(end) - 2, 1)
    return f" {shown}{' ' * gap}{end} "
