"""The documents of a filing: those of an EDGAR submission, or the one that a lone text is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.model import Source

OPEN = re.compile(r"\s*<DOCUMENT>", re.I)
CLOSE = re.compile(r"\s*</DOCUMENT>", re.I)
FIELD = re.compile(r"\s*<(TYPE|FILENAME|DESCRIPTION)>(.{0,200})", re.I)
HEADER_FIELD = re.compile(r"\s*([A-Z][A-Z .]{2,60}):\s*(\S.{0,200})")
EXHIBIT = re.compile(r"(?:EXHIBIT|EX)[\s.:-]{1,5}(\d{1,3}(?:\.\d{1,3})?)\b[\s.]{0,80}", re.I)
FORM = re.compile(r"FORM\s+(8-K|10-Q|10-K|20-F|6-K|S-1)(?:/A)?\b[\s.]{0,80}", re.I)
FIRST_LINES = 40  # where a lone text names itself


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its type ("8-K", "EX-99.1", "" where nothing says), and its lines, inclusive."""

    type: str
    lines: tuple[int, int]
    description: str = ""


def cut_documents(source: Source) -> tuple[Document, ...]:
    """The documents in order. A text without `<DOCUMENT>` is one document."""
    starts = [number for number, line in enumerate(source.lines, 1) if "<" in line[:40] and OPEN.match(line)]
    if not starts:
        whole = (1, len(source.lines))
        return (Document(_type_of_lone(source), whole),)
    bounds = zip(starts, [*[start - 1 for start in starts[1:]], len(source.lines)], strict=True)
    return tuple(_document(source, first, last) for first, last in bounds)


def header(source: Source) -> dict[str, str]:
    """The fields of an EDGAR header ("FISCAL YEAR END": "0630"); the first of each name counts."""
    found: dict[str, str] = {}
    for line in _header_lines(source):
        field = HEADER_FIELD.match(line)
        if field:
            found.setdefault(field.group(1).strip(), field.group(2).strip())
    return found


def _header_lines(source: Source) -> Iterator[str]:
    if not any("-HEADER>" in line[:20] for line in source.lines[:60]):
        return
    for line in source.lines[:400]:
        if OPEN.match(line):
            return
        yield line


def _document(source: Source, first: int, last: int) -> Document:
    fields: dict[str, str] = {}
    for number in range(first + 1, min(first + 12, last + 1)):
        field = FIELD.match(source.line(number))
        if field:
            fields.setdefault(field.group(1).upper(), field.group(2).strip())
    for number in range(last, first, -1):
        if CLOSE.match(source.line(number)):
            last = number
            break
    return Document(fields.get("TYPE", ""), (first, last), fields.get("DESCRIPTION", ""))


def _type_of_lone(source: Source) -> str:
    for line in source.lines[:FIRST_LINES]:
        text = line[:200].strip()
        exhibit, form = EXHIBIT.fullmatch(text), FORM.fullmatch(text)
        if exhibit:
            return f"EX-{exhibit.group(1)}"
        if form:
            return form.group(1).upper()
    return ""
