"""The documents of a filing: those of an EDGAR submission, or the one that a lone text is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.document_words import document_rank
from index.edgar_header import read_header
from index.encoded import find_blocks, why_skipped
from index.model import Source
from index.source import is_html

OPEN = re.compile(r"\s*<DOCUMENT>", re.I)
CLOSE = re.compile(r"\s*</DOCUMENT>", re.I)
TEXT = re.compile(r"(?:.{0,200}?)<TEXT>\s*(.{0,20})", re.I)
TEXT_END = re.compile(r"\s*</TEXT>", re.I)
FIELD = re.compile(r"<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>([^<]{0,200})", re.I)
EXHIBIT = re.compile(r"(?:EXHIBIT|EX)[\s.:-]{1,5}(\d{1,3}(?:\.\d{1,3})?)\b[\s.]{0,80}", re.I)
FORM = re.compile(r"FORM\s+(8-K|10-Q|10-K|20-F|6-K|S-1)(?:/A)?\b[\s.]{0,80}", re.I)
FIRST_LINES = 40  # where a lone text names itself
FIELD_LINES = 20  # after <DOCUMENT>, where its fields stand
HTML_LINES = 1_000  # of a document, looked at to tell HTML from text
HTML_SAMPLE = 65_536  # characters likewise


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its type ("8-K", "EX-99.1", "" where nothing says), and its lines, inclusive.

    body: the lines between <TEXT> and </TEXT>. skipped: why it is not read ("a PDF, uuencoded"), ""
    for one that is. markup: its text is HTML. gaps: encoded files within a text that is read.
    """

    type: str
    lines: tuple[int, int]
    description: str = ""
    sequence: int = 0
    filename: str = ""
    body: tuple[int, int] = (1, 0)
    skipped: str = ""
    markup: bool = False
    gaps: tuple[tuple[int, int], ...] = ()


def cut_documents(source: Source) -> tuple[Document, ...]:
    """The documents in order. A text without `<DOCUMENT>` is one document."""
    starts = [number for number, line in enumerate(source.lines, 1) if "<" in line[:40] and OPEN.match(line)]
    if not starts:
        whole = (1, len(source.lines))
        return (_finished(source, Document(type_of_lone(source.lines), whole, body=whole)),)
    bounds = pairwise([*starts, len(source.lines) + 1])
    return tuple(_finished(source, _document(source, first, after - 1)) for first, after in bounds)


def ranked(documents: Iterable[Document]) -> list[Document]:
    """The documents that are read, the ones that hold the figures first, else in their order."""
    return sorted((d for d in documents if not d.skipped), key=lambda d: document_rank(d.type))


def notes(documents: Iterable[Document]) -> tuple[str, ...]:
    """What is said of the documents that are not read; those of one type and kind are told together."""
    alike: dict[tuple[str, str], list[Document]] = {}
    for document in documents:
        if document.skipped:
            kind = document.type or document.filename or "a document"
            alike.setdefault((kind, document.skipped), []).append(document)
    return tuple(_note(kind, why, found) for (kind, why), found in alike.items())


def _note(kind: str, why: str, found: Sequence[Document]) -> str:
    lines = sum(document.lines[1] - document.lines[0] + 1 for document in found)
    many = f", {len(found):,} documents" if len(found) > 1 else ""
    return f"{kind}: {why}{many}, skipped ({lines:,} line{'' if lines == 1 else 's'})"


def moved(document: Document, offset: int) -> Document:
    """The document where the lines above it have become so many more."""
    lines, body = document.lines, document.body
    return replace(
        document,
        lines=(lines[0] + offset, lines[1] + offset),
        body=(body[0] + offset, body[1] + offset),
        gaps=tuple((first + offset, last + offset) for first, last in document.gaps),
    )


def readable(documents: Sequence[Document]) -> list[tuple[int, int]]:
    """The lines (inclusive, in order) that hold the text of documents: the bodies, without what is
    skipped or encoded."""
    found: list[tuple[int, int]] = []
    for document in documents:
        if document.skipped:
            continue
        first, last = document.body
        for gap in document.gaps:
            found.append((first, gap[0] - 1))
            first = gap[1] + 1
        found.append((first, last))
    return [lines for lines in found if lines[0] <= lines[1]]


def left_out(documents: Sequence[Document], count: int) -> tuple[tuple[int, int], ...]:
    """The lines (inclusive, in order) of a source of `count` lines that hold no text of a document:
    what stands before the first, after the last and between them, skipped documents, encoded files."""
    found: list[tuple[int, int]] = []
    after = 1
    for document in documents:
        first, last = document.body
        if document.skipped:
            continue
        found += [(after, first - 1), *document.gaps]
        after = last + 1
    found.append((after, count))
    return tuple(lines for lines in found if lines[0] <= lines[1])


def header(source: Source) -> dict[str, str]:
    """The fields of an EDGAR header ("FISCAL YEAR END": "0630"): the submission's, and those of the
    company that it is about. Short SGML forms have the names of the long ones."""
    found = read_header(source)
    return found.subject.fields | found.fields


def _document(source: Source, first: int, last: int) -> Document:
    for number in range(last, first, -1):
        if CLOSE.match(source.line(number)):
            last = number
            break
    fields: dict[str, str] = {}
    begin = first + 1
    for number in range(first, min(first + FIELD_LINES, last + 1)):
        line = source.line(number)
        for field in FIELD.finditer(line[:1_000]):
            fields.setdefault(field.group(1).upper(), field.group(2).strip())
        text = TEXT.match(line[:1_000])
        if text:
            begin = number if text.group(1).strip() else number + 1
            break
    sequence = fields.get("SEQUENCE", "")
    return Document(
        type=fields.get("TYPE", ""),
        lines=(first, last),
        description=fields.get("DESCRIPTION", ""),
        sequence=int(sequence) if sequence.isascii() and sequence.isdigit() and len(sequence) < 7 else 0,
        filename=fields.get("FILENAME", ""),
        body=(begin, _text_end(source, begin, last)),
    )


def _text_end(source: Source, begin: int, last: int) -> int:
    """The last line of a document's text: the one before </TEXT>, which stands near </DOCUMENT>."""
    for number in range(last, max(begin - 1, last - FIELD_LINES), -1):
        if TEXT_END.match(source.line(number)):
            return number - 1
    return last - 1 if CLOSE.match(source.line(last)) else last


def _finished(source: Source, document: Document) -> Document:
    """The document with what its text shows: whether it is read, and how."""
    first, last = document.body
    blocks = find_blocks(source, document.body)
    skipped = why_skipped(source, document.body, document.type, document.filename, blocks)
    sample = "\n".join(source.lines[first - 1 : min(last, first - 1 + HTML_LINES)])[:HTML_SAMPLE]
    return replace(
        document,
        skipped=skipped,
        markup=not skipped and is_html(sample),
        gaps=() if skipped else tuple(block.lines for block in blocks),
    )


def type_of_lone(lines: Sequence[str]) -> str:
    """The type that a text without wrapping gives itself: "10-Q" by its cover, "EX-99.1" by its top lines."""
    for line in lines[:FIRST_LINES]:
        text = line[:200].strip()
        exhibit, form = EXHIBIT.fullmatch(text), FORM.fullmatch(text)
        if exhibit:
            return f"EX-{exhibit.group(1)}"
        if form:
            return form.group(1).upper()
    return ""
