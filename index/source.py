"""One file as read: its bytes as text, and the text as numbered lines."""

from __future__ import annotations

import codecs
import re

from index.errors import UnreadableSource
from index.model import Source

# The first bytes of what is often met under a .txt name, and what it is.
MAGIC = (
    (b"\x1f\x8b", "gzip-compressed; unpack it first"),
    (b"PK\x03\x04", "a zip archive; unpack it first"),
    (b"%PDF-", "a PDF; save it as text first"),
    (b"\xd0\xcf\x11\xe0", "an Office document; save it as text first"),
    (b"BZh", "bzip2-compressed; unpack it first"),
    (b"\xfd7zXZ\x00", "xz-compressed; unpack it first"),
    (b"SQLite format 3\x00", "a SQLite database, not a filing"),
)
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 65_536  # bytes looked at to tell text from binary
MOST_CONTROLS = 0.05  # of the sample; escape sequences in a text are fewer
CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 12, 13))
BLANK = re.compile(r"\s*")


def decode(data: bytes, name: str = "the input") -> str:
    """The text of a file: by its byte order mark, else UTF-8, else Latin-1.

    Raises UnreadableSource, with `name` in its message, for a file that is empty, blank, compressed
    or otherwise not text.
    """
    if not data:
        raise UnreadableSource(f"{name} is empty; give a filing as text")
    for start, what in MAGIC:
        if data.startswith(start):
            raise UnreadableSource(f"{name} is {what}")
    text = _decoded(data, name)
    if BLANK.fullmatch(text):
        raise UnreadableSource(f"{name} holds nothing but blanks; give a filing as text")
    return text


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace").replace("\0", "")
    if b"\0" in data:
        raise UnreadableSource(f"{name} is binary (it holds NUL bytes); save it as text first")
    sample = data[:SAMPLE]
    if len(sample) - len(sample.translate(None, CONTROLS)) > MOST_CONTROLS * len(sample):
        raise UnreadableSource(f"{name} is binary; save it as text first")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def make_source(name: str, text: str) -> Source:
    """A source from its text: cut at newlines only, one carriage return taken off each line's end."""
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()  # the newline that ends the last line begins no further one
    return Source(name, text, tuple(line.removesuffix("\r") for line in lines))
