"""Who signed a filing, in what office and when: the blocks that begin with "/s/", in text and in HTML.

A block is the line of the signature and what follows it up to the next: the name in print, the offices,
the date. Signatures of one page stand near one another; those of the first page are the filer's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from index.lookup import Lookup
from index.model import Place, ProfileEntry, Source
from index.names import DATE, lexicon, offices
from index.stretches import DOCUMENT

MARK = "/s/"
WIDEST = 400  # columns of a line of a signature page
LINES = 8  # printed lines that a block takes
BLANKS = 4  # blank lines that end it
APART = 30  # lines between signatures of one page
LOWER_WORDS = 12  # words in small letters that make a line running text
LABEL = re.compile(
    r"(?:by|name|its|title|and|date|dated|signed|signature)\s*:?\s*|[\s:_=\-–—*]+", re.IGNORECASE
)
CELL = re.compile(r"\S+(?:\s\S+)*")
# A printed name: words in capitals or with a capital first, initials among them.
NAME = re.compile(r"(?:(?:Dr|Mr|Mrs|Ms)\.\s)?[A-Z][\w.'’-]*(?:\s(?:de\s|van\s|von\s)?[A-Z][\w.'’-]*){1,4}")
TITLES = re.compile(r"(?:Dr|Mr|Mrs|Ms)\.\s")


@dataclass(slots=True)
class Signature:
    """One signature: its line, the column it stands at, its cells below, and who it is of."""

    line: int
    start: int
    cells: list[tuple[int, int, str]] = field(default_factory=list)  # line, column, text


def read_signatures(source: Source, lines: Lookup) -> Iterator[ProfileEntry]:
    """Entries `signer`, `signature` where the name in print stands apart from "/s/", and for each office
    of a signer `officer`; `signed` is the date beside them. Only the page of the first person who signs
    is read: later ones are of exhibits. lines: those of the source."""
    page: list[int] = []
    for number in (place + 1 for place in lines.holding([[MARK]])):
        if page and number - page[-1] > APART:
            break
        if page or any(_names(block) for block in _blocks(source, number)):
            page.append(number)
    if not page:
        return
    for number in page:
        for block in _blocks(source, number):
            yield from _entries(block)
    yield from _date(source, range(max(1, page[0] - BLANKS), min(page[-1] + LINES, len(source.lines)) + 1))


def _blocks(source: Source, number: int) -> Sequence[Signature]:
    """The signatures of a line; what stands below goes to the one it stands under."""
    found: list[Signature] = []
    for column, text in _cells(source.line(number)):
        mark = text.lower().find(MARK)
        if mark >= 0:
            found.append(Signature(number, column + mark))
            text, column = text[mark + len(MARK) :], column + mark + len(MARK)
        if found and text.strip():
            found[-1].cells.append((number, column + len(text) - len(text.lstrip()), text.strip()))
    if not found:  # the mark stands where no cell is read: far out to the right
        return found
    printed = blanks = 0
    for below in range(number + 1, len(source.lines) + 1):
        line = source.line(below)
        blanks = blanks + 1 if not line.strip() else 0
        if (
            blanks > BLANKS
            or printed == LINES
            or MARK in line.lower()
            or DOCUMENT.match(line)
            or _is_text(line)
        ):
            break
        for column, text in _cells(line):
            over = [one for one in found if one.start <= column + BLANKS] or found[:1]
            over[-1].cells.append((below, column, text))
        printed += bool(line.strip())
    return found


def _cells(line: str) -> Iterator[tuple[int, str]]:
    """The cells of a line with their columns, without "By:", "Name:", rules."""
    for cell in CELL.finditer(line[:WIDEST]):
        text, start = cell.group(), cell.start()
        label = LABEL.match(text)
        while label and label.group() and (label.end() == len(text) or not text[label.end() - 1].isalnum()):
            text, start = text[label.end() :], start + label.end()
            label = LABEL.match(text)
        if text:
            yield start, text


def _is_text(line: str) -> bool:
    return len(line) > WIDEST or sum(word.islower() for word in line.split()) >= LOWER_WORDS


def _names(block: Signature) -> tuple[int, int, str] | None:
    """The line, column and text of the signer's name: as printed below where it is, else as signed."""
    first = next((cell for cell in block.cells if cell[0] == block.line), None)
    signed = _name_at(first[2]) if first else ""
    if first and not signed and not _organizations().isdisjoint(first[2].lower().replace(",", "").split()):
        return None  # an auditor's report bears the name of the firm
    for line, column, text in block.cells:
        name = _name_at(text) if line != block.line or not signed else ""
        if name and (not signed or _same_last(name, signed)):
            lead = TITLES.match(name)
            skip = lead.end() if lead else 0
            return line, column + skip, name[skip:]
    return (first[0], first[1], signed) if first and signed else None


def _same_last(one: str, other: str) -> bool:
    return one.split()[-1].lower() == other.split()[-1].lower()


def _name_at(text: str) -> str:
    """The name of a person that a cell opens with, up to an office or a comma; else ""."""
    match = NAME.match(text)
    if match is None:
        return ""
    name = match.group()
    office = offices()[0].search(text)
    if office and office.start() < match.end():
        name = text[: office.start()].rstrip(" ,-–")
    words = [word.strip(".,").lower() for word in name.split()]
    while words and words[-1] in _ranks():  # "Senior Vice President": what stands before the office
        words.pop()
        name = name.rsplit(None, 1)[0] if words else ""
    plain = TITLES.sub("", name)
    return name if len(plain.split()) > 1 and _organizations().isdisjoint(words) else ""


@cache
def _ranks() -> frozenset[str]:
    return frozenset(lexicon()["names"]["ranks"])


@cache
def _organizations() -> frozenset[str]:
    """Words that firms and papers bear but persons do not."""
    words = lexicon()
    return frozenset(words["contacts"]["organization"]) | frozenset(words["names"]["institutions"])


def _entries(block: Signature) -> Iterator[ProfileEntry]:
    found = _names(block)
    if found is None:
        return
    line, column, name = found
    place = Place(line, column, column + len(name))
    yield ProfileEntry("signer", name, place)
    if line != block.line:
        written = next((cell for cell in block.cells if cell[0] == block.line and _name_at(cell[2])), None)
        if written:
            signed, start = _name_at(written[2]), written[1]
            yield ProfileEntry("signature", signed, Place(block.line, start, start + len(signed)))
    pattern, roles = offices()
    held: dict[str, None] = {}
    for _, _, text in block.cells:
        for match in pattern.finditer(text):
            held[roles[" ".join(match.group().lower().split())]] = None
    for role in held:
        yield ProfileEntry("officer", name, place, role)


def _date(source: Source, lines: range) -> Iterator[ProfileEntry]:
    """The first date of the page, whole, with its year."""
    for number in lines:
        line = source.line(number)
        date = re.search(DATE, line[:WIDEST])
        if date and date.group()[-4:].isdigit():
            yield ProfileEntry("signed", date.group(), Place(number, *date.span()))
            return
