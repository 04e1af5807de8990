"""Text of a filing or a question made safe to show.

Both are hostile: escape sequences would drive the terminal, marks of direction would reorder what a
reader sees. What cannot be shown is shown as its escape; nothing is dropped, so that a reader sees
that something is there.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Other, control; other, format (marks of direction, joiners); surrogates; line and paragraph separators.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
TAB_STOP = 8


def sanitize(text: str, *, keep: str = "") -> str:
    """`text` with everything invisible or active shown as an escape (`\\x1b`, `\\u202e`).

    keep: control characters that may stay, such as a newline. Windows-1252 quotes and dashes, which
    a filing read as Latin-1 carries as control characters, are shown as what they were meant to be.
    """
    if text.isascii() and text.isprintable():  # the usual case, at the speed of C
        return text
    return "".join(char if char in keep else visible(char) for char in text)


def one_line(text: str) -> str:
    """`text` on one line: white space of any kind becomes one blank, the rest as `sanitize`."""
    return sanitize(" ".join(text.split()))


@lru_cache(maxsize=4096)
def visible(char: str) -> str:
    """One character as it may be shown."""
    if unicodedata.category(char) not in _HIDDEN:
        return char
    code = ord(char)
    if 0x80 <= code <= 0x9F:
        meant = bytes([code]).decode("cp1252", "ignore")
        if meant and unicodedata.category(meant) not in _HIDDEN:
            return meant
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def width(text: str) -> int:
    """How many columns sanitized text takes in a terminal: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(_char_width(char) for char in text)


def shortened(text: str, columns: int) -> str:
    """Sanitized text in at most so many columns, with an ellipsis in place of what does not fit."""
    if width(text) <= columns:
        return text
    room = columns - 1
    for place, char in enumerate(text):
        room -= _char_width(char)
        if room < 0:
            return f"{text[:place].rstrip()}…"
    return text


@lru_cache(maxsize=4096)
def _char_width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
