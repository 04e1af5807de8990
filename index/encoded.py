"""What within a submission is not text: uuencoded and binary documents, data files. Found, not read."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.document_words import skipped_type, words
from index.model import Source
from index.source import is_html

BEGIN = re.compile(r"begin(?P<base64>-base64)? [0-7]{3,4} (?P<name>\S.{0,200})")
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]{1,100}")
WRAPPER = re.compile(r"\s*<([A-Z]{2,10})>", re.I)
EXTENSION = re.compile(r"\.([A-Za-z0-9]{1,5})\s*$")
XBRL = re.compile(r"<(?:\w{1,20}:)?(?:xbrl|linkbase|schema)\b", re.I)
JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"])")
MAGIC = (
    ("%PDF-", "pdf"),
    ("PK\x03\x04", "zip"),
    ("GIF8", "gif"),
    ("\xff\xd8\xff", "jpg"),
    ("\x89PNG", "png"),
)
SAMPLE = 16_384  # characters of a document looked at
SAMPLE_LINES = 400
MOSTLY = 10  # encoded lines to one of text: nothing of the document is worth reading
MOST_ODD = 0.1  # of the characters of a text, controls and what no encoding gave
ODD = dict.fromkeys((*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0), ord("�")))


@dataclass(frozen=True, slots=True)
class Block:
    """Lines (inclusive) that are an encoded file, and what the file is: "a PDF", "a file"."""

    lines: tuple[int, int]
    what: str


def find_blocks(source: Source, lines: tuple[int, int]) -> tuple[Block, ...]:
    """The uuencoded and base64 files within the lines, in order."""
    return tuple(_blocks(source, *lines))


def why_skipped(
    source: Source, body: tuple[int, int], kind: str, filename: str, blocks: tuple[Block, ...]
) -> str:
    """Why a document is not read ("a PDF, uuencoded"); "" for one that is.

    body: the lines between <TEXT> and </TEXT>; kind: its type; blocks: those of `find_blocks`.
    """
    sample = "\n".join(source.lines[body[0] - 1 : min(body[1], body[0] - 1 + SAMPLE_LINES)])[:SAMPLE]
    if blocks and (skipped_type(kind) or _mostly(source, body, blocks)):
        return f"{skipped_type(kind) or blocks[0].what}, uuencoded"
    return skipped_type(kind) or _by_wrapper(sample) or _by_content(sample, filename)


def _mostly(source: Source, body: tuple[int, int], blocks: tuple[Block, ...]) -> bool:
    """Whether a document is hardly more than the files encoded in it."""
    encoded = sum(block.lines[1] - block.lines[0] + 1 for block in blocks)
    covered = {n for block in blocks for n in range(block.lines[0], block.lines[1] + 1)}
    rest = (source.line(n).strip() for n in range(body[0], body[1] + 1) if n not in covered)
    return encoded >= MOSTLY * sum(1 for line in rest if line and not line.startswith("<"))


def _by_wrapper(sample: str) -> str:
    tag = WRAPPER.match(sample)
    name = tag.group(1).upper() if tag else ""
    what = words().tags.get(name, "")
    return "" if not what or (name in ("XML", "XBRL") and is_html(sample[len(name) + 2 :])) else what


def _by_content(sample: str, filename: str) -> str:
    start = sample.lstrip()
    for magic, extension in MAGIC:
        if start.startswith(magic):
            return words().extensions[extension]
    if start.startswith("<?xml") and not is_html(start):
        return "XBRL data" if XBRL.search(start) else "XML data"
    if JSON.match(start):
        return "JSON data"
    if len(sample) - len(sample.translate(ODD)) > MOST_ODD * len(sample):
        return f"{_named(filename)}, binary"
    return ""


def _named(filename: str) -> str:
    """What a file is by its extension."""
    extension = EXTENSION.search(filename)
    return words().extensions.get(extension.group(1).lower(), "a file") if extension else "a file"


def _blocks(source: Source, first: int, last: int) -> Iterator[Block]:
    after = first  # the line after the last block
    for start, line in enumerate(source.lines[first - 1 : last - 1], first):
        begin = BEGIN.fullmatch(line.rstrip()) if line.startswith("begin") and start >= after else None
        if begin is None:
            continue
        data, base64 = source.line(start + 1), bool(begin["base64"])
        after = start + 1
        while after <= last and _is_data(source.line(after), base64):
            after += 1
        if after == start + 1:
            continue
        if after <= last and source.line(after).strip() in ("end", "===="):
            after += 1
        yield Block((start, after - 1), _what(data, begin["name"]))


def _is_data(line: str, base64: bool) -> bool:
    """Whether a line can be one of an encoded file: its first character says how long it is."""
    if base64:
        return BASE64.fullmatch(line) is not None and line.strip() != "===="
    if not line or len(line) > 90:
        return False
    count = (ord(line[0]) - 32) & 63
    if not " " <= line[0] <= "`" or line == "end":
        return False
    # Spaces at the end may have been lost, and one character of a checksum may follow.
    return len(line) <= 2 + -(-count // 3) * 4 and all(" " <= char <= "`" for char in line)


def _what(data: str, name: str) -> str:
    named = _named(name)
    if named != "a file":
        return named
    try:
        content = binascii.a2b_uu(data.ljust(61)[:61]).decode("latin-1")
    except (binascii.Error, ValueError):
        return named
    return next((words().extensions[ext] for magic, ext in MAGIC if content.startswith(magic)), named)
