"""Ask company filings questions in plain English; get figures, calculations, and the lines that prove them.

    import qa

    with qa.read("release.txt") as book:
        answer = book.session().ask("What was revenue in the third quarter?")
        answer.value, answer.unit, answer.text, answer.citations[0].line

The names are loaded on first use, so that `import qa` (and `qa --help`) costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.answer import Answer as Answer
    from qa.book import Book as Book
    from qa.book import Session as Session
    from qa.book import excerpt as excerpt
    from qa.book import open as open
    from qa.book import read as read

_PLACES = {
    "Answer": "qa.answer",
    "Book": "qa.book",
    "Session": "qa.book",
    "excerpt": "qa.book",
    "open": "qa.book",
    "read": "qa.book",
}
__all__ = ["Answer", "Book", "Session", "excerpt", "open", "read"]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'qa' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_PLACES[name]), name)
