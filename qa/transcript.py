"""A session as a document: its questions, answers and cited lines in Markdown, HTML or JSON.

The document is that of a FAQ (`qa.documents`), which escapes all that filings and questions hold.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from grammar.errors import FilingQAError

if TYPE_CHECKING:
    from qa.documents import FaqFormat
    from qa.loop import Turn

FORMS: dict[str, FaqFormat] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
}
TITLE = "Questions and answers"


class NotExported(FilingQAError):
    """A session that cannot be written as wanted."""


def transcript(turns: Sequence[Turn], form: FaqFormat, title: str = TITLE) -> str:
    """The turns as one document; each conversation a section where there are several."""
    from qa.documents import document
    from qa.faq import Entry

    several = len({turn.part for turn in turns}) > 1
    entries = [
        Entry(str(number), _section(turn) if several else "", turn.question, turn.answer)
        for number, turn in enumerate(turns, 1)
    ]
    return document(entries, title, form)


def _section(turn: Turn) -> str:
    return f"{turn.part}. {turn.filing or 'All filings'}"


def export(turns: Sequence[Turn], name: str, own: Collection[Path] = ()) -> tuple[Path, int]:
    """Write the turns to a file, in the form that its ending says; its path, and how many turns.

    A file that is there already is left alone, unless it is one of `own`. Raises NotExported.
    """
    from qa.files import write_whole

    path = Path(name).expanduser().absolute()
    form = FORMS.get(path.suffix.lower())
    if not name or form is None:
        raise NotExported("give a file that ends in .md, .html or .json, such as session.md")
    if not turns:
        raise NotExported("there is nothing to export yet: ask something first")
    if path not in own and path.exists():
        raise NotExported(f"{path} is there already: give another name")
    try:
        write_whole(path, transcript(turns, form))
    except OSError as error:
        raise NotExported(f"{path} cannot be written: {error.strerror}") from error
    return path, len(turns)
