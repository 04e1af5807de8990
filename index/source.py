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
TAR = (257, b"ustar")  # where a tar archive says what it is
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 65_536  # bytes looked at to tell text from binary, and a submission from a lone file
MOST_CONTROLS = 0.05  # of the sample; escape sequences in a text are fewer
CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 12, 13))
BLANK = re.compile(r"\s*")
SUBMISSION = re.compile(
    rb"<(?:(?:SEC|IMS)-(?:DOCUMENT|HEADER)|DOCUMENT|SUBMISSION)>|-----BEGIN PRIVACY-", re.I
)

HTML_SAMPLE = 16_384  # characters, or bytes, looked at to tell HTML from text
HTML_START = re.compile(r"<(?:html|head|body)[\s>]|<!doctype\s+html", re.I)
# What a page is laid out with. Not <TABLE>, <B> and the like: EDGAR's text documents have those too.
HTML_TAG = re.compile(r"</?(?:div|td|tr|th|p|font|br|span|center|li|h[1-6])(?:\s[^<>]{0,400})?/?>", re.I)
FEWEST_TAGS = 4
HTML_BYTES = re.compile(rb"<html[\s>]|<!doctype\s+html", re.I)
CHARSET = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,200}?encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})",
    re.I,
)
# Declared encodings that are believed. Latin-1 and ASCII are not: by them pages mean cp1252.
BELIEVED = re.compile(
    r"(?:windows-|cp)125[013-8]|iso-8859-(?:[2-9]|1[0-6])|shift_jis|euc-(?:jp|kr)|gb(?:k|2312|18030)|big5|koi8-[ru]"
    r"|macintosh|utf-8"
)


def decode(data: bytes, name: str = "the input") -> str:
    """The text of a file: by its byte order mark, else UTF-8, else (HTML only) as it declares or as
    cp1252, else Latin-1.

    Raises UnreadableSource, with `name` in its message, for a file that is empty, blank, compressed
    or otherwise not text. Bytes that are no text within a submission do not spoil the rest of it:
    NULs are left out.
    """
    if not data:
        raise UnreadableSource(f"{name} is empty; give a filing as text")
    for start, what in MAGIC:
        if data.startswith(start):
            raise UnreadableSource(f"{name} is {what}")
    if data.startswith(TAR[1], TAR[0]):
        raise UnreadableSource(f"{name} is a tar archive; unpack it first")
    text = _decoded(data, name)
    if BLANK.fullmatch(text):
        raise UnreadableSource(f"{name} holds nothing but blanks; give a filing as text")
    return text


def is_html(text: str) -> bool:
    """Whether a document's text is HTML, by its first few thousand characters.

    A text document whose only tags are those of EDGAR (<TABLE>, <S>, <C>, <PAGE>, <CAPTION>, <FN>)
    is not.
    """
    start = BLANK.match(text)
    first = start.end() if start else 0
    sample = text[first : first + HTML_SAMPLE]
    if HTML_START.search(sample):
        return True
    found = HTML_TAG.finditer(sample)
    return sum(1 for _, _ in zip(range(FEWEST_TAGS), found, strict=False)) == FEWEST_TAGS


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace").replace("\0", "")
    sample = data[:SAMPLE]
    if SUBMISSION.search(sample):
        data = data.replace(b"\0", b"")
    elif b"\0" in data:
        raise UnreadableSource(f"{name} is binary (it holds NUL bytes); save it as text first")
    elif len(sample) - len(sample.translate(None, CONTROLS)) > MOST_CONTROLS * len(sample):
        raise UnreadableSource(f"{name} is binary; save it as text first")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _eight_bit(data)


def _eight_bit(data: bytes) -> str:
    """Bytes that are not UTF-8: Latin-1 for text, which keeps every byte; what HTML says or means."""
    page = HTML_BYTES.search(data)
    if page is None and not is_html(data[:HTML_SAMPLE].decode("latin-1")):
        return data.decode("latin-1")
    begin = max(page.start() - HTML_SAMPLE, 0) if page else 0  # an XML declaration stands before
    declared = CHARSET.search(data, begin, begin + SAMPLE)
    charset = declared.group(1).decode("ascii").lower() if declared else ""
    codecs.register_error("cp1252 or latin-1", _as_cp1252)
    if BELIEVED.fullmatch(charset):
        return data.decode(charset, errors="cp1252 or latin-1")
    return data.decode("cp1252", errors="cp1252 or latin-1")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """The characters of bytes that the declared encoding lacks, as browsers read them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    try:
        return wrong.decode("cp1252"), error.end
    except UnicodeDecodeError:
        return wrong.decode("latin-1"), error.end


def make_source(name: str, text: str) -> Source:
    """A source from its text: cut at newlines only, one carriage return taken off each line's end."""
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()  # the newline that ends the last line begins no further one
    if "\r" in text:
        lines = [line.removesuffix("\r") for line in lines]
    return Source(name, text, tuple(lines))
