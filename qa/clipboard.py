"""Putting text on the clipboard of the user's terminal, wherever the program runs (OSC 52).

The terminal does it, so it works over ssh and needs no other program; what the text holds is encoded and
cannot act on the terminal.
"""

from __future__ import annotations

import base64
import os
import sys

from grammar.errors import FilingQAError
from qa.terminal import is_dumb

LONGEST = 74_994  # bytes that the strictest of the common terminals takes


class NotCopied(FilingQAError):
    """Text that cannot be copied from here."""


def osc52(text: str) -> str:
    """The sequence that puts a text on the clipboard. Raises NotCopied where it is too long."""
    content = text.encode("utf-8", "replace")
    if len(content) > LONGEST:
        raise NotCopied(f"that is too long to copy ({len(content):,} bytes): use \\export FILE")
    sequence = f"\x1b]52;c;{base64.b64encode(content).decode('ascii')}\x07"
    if os.environ.get("TERM", "").startswith("screen") and "TMUX" not in os.environ:
        return f"\x1bP{sequence}\x1b\\"  # GNU screen hands it on to the terminal it runs in
    return sequence


def copy(text: str) -> None:
    """Put a text on the clipboard. Raises NotCopied where there is no terminal that could."""
    if not sys.stdout.isatty() or is_dumb():
        raise NotCopied("there is no terminal here to copy with: use \\export FILE")
    sys.stdout.write(osc52(text))
    sys.stdout.flush()
