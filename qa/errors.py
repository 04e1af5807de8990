"""qa's branch of the errors, and how a missing answer travels inside the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from grammar.errors import FilingQAError

if TYPE_CHECKING:
    from index.match import Mention


class QuestionError(FilingQAError):
    """A question that cannot be asked: empty, or far too long."""


class BatchError(FilingQAError):
    """A batch or question file that cannot be read: which line, and what is wrong with it."""


class NotSaid(Exception):
    """The filing does not give what was asked. `what`: the part that is missing."""

    def __init__(
        self,
        what: Literal["metric", "period", "parts", "words", "comparison"],
        mention: Mention | None = None,
        detail: str = "",
    ) -> None:
        super().__init__(what)
        self.what = what
        self.mention = mention
        self.detail = detail
