"""The contact blocks of a release: organisation, person, phone and e-mail of each kind of contact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from index.lookup import Lookup
from index.model import Place, ProfileEntry, Source
from index.names import EMAIL, PHONE, lexicon, offices, people, shortest
from index.stretches import PAGE_MARK

LONGEST = 40  # lines of a contact block
WIDEST = 140  # columns of a line that can be one of it
BLANKS = 3  # blank lines that end one
CELL = re.compile(r"\S+(?:\s{1,2}\S+)*")


@cache
def _opening() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, lexicon()["contacts"]["open"]), key=len, reverse=True))
    return re.compile(
        rf"^\s*(?:[\w&.' /]{{0,30}}\s)?(?:{words})(?:,? (?:please )?contact)?\s*:|^\s*(?:contacts?)\s*$",
        re.IGNORECASE,
    )


@cache
def _opening_words() -> tuple[tuple[str, ...], ...]:
    return (shortest(lexicon()["contacts"]["open"]),)


@cache
def _phone() -> re.Pattern[str]:
    return re.compile(PHONE)


@cache
def _email() -> re.Pattern[str]:
    return re.compile(EMAIL)


def read_contacts(source: Source, lines: Lookup) -> Iterator[ProfileEntry]:
    """Entries `contact_person`, `contact_organization`, `contact_phone`, `contact_email`; the role is
    `media`, `investor`, `company` or "" where the block does not say. lines: those of the source."""
    last = 0
    for number in (place + 1 for place in lines.holding(_opening_words())):
        line = source.line(number)
        if number <= last or len(line) > WIDEST or not _opening().match(line):
            continue
        block = _block(source, number)
        last = block[-1] if block else number
        found = list(_read(source, block))
        if any(entry.key != "contact_organization" for entry in found):
            yield from found


def _block(source: Source, first: int) -> list[int]:
    """The lines of the block: short ones, until text or a wide gap follows."""
    lines, blanks = [], 0
    for number in range(first, min(len(source.lines), first + LONGEST) + 1):
        line = source.line(number)
        if not line.strip() or PAGE_MARK.fullmatch(line):
            blanks += 1
            if blanks >= BLANKS:
                break
            continue
        if len(line) > WIDEST or (_is_prose(line) and number > first):
            break
        blanks = 0
        if line.lstrip().startswith("<"):
            continue
        lines.append(number)
    return lines


def _is_prose(line: str) -> bool:
    """A full line of running text, or a headline: not a line of a contact block."""
    words = [word for word in line.split() if word.isalpha()]
    low = sum(1 for word in words if word[0].islower())
    return (low >= 6 and not _phone().search(line)) or (len(words) > 6 and line.isupper())


def _kind(text: str) -> str | None:
    """Which kind of contact a piece of text announces: "Media Contact:", "(Investors)"."""
    lower = text.lower()
    for kind in ("media", "investor", "company"):
        for word in lexicon()["contacts"][kind]:
            if re.search(rf"(?<![\w@.]){re.escape(word)}(?![\w.@])", lower):
                return kind
    return None


def _read(source: Source, block: list[int]) -> Iterator[ProfileEntry]:
    columns: dict[int, str] = {}
    role = ""
    for number in block:
        line = source.line(number)
        for cell in CELL.finditer(line):
            text, start = cell.group(), cell.start()
            column = start // 20
            kind = _kind(text)
            heading = text.rstrip().endswith(":") or bool(
                re.fullmatch(r"[\w/ ]*contacts?", text, re.IGNORECASE)
            )
            if kind and (
                heading or (len(text) < 30 and not _has_figure(text) and next(people(text), None) is None)
            ):
                columns[column] = role = kind
                continue
            here = kind or columns.get(column, role)
            yield from _cell(text, start, number, here)


def _has_figure(text: str) -> bool:
    return bool(_phone().search(text) or _email().search(text))


def _cell(text: str, start: int, number: int, role: str) -> Iterator[ProfileEntry]:
    def entry(key: str, span: tuple[int, int]) -> ProfileEntry:
        return ProfileEntry(
            key, text[span[0] : span[1]], Place(number, start + span[0], start + span[1]), role
        )

    for match in _phone().finditer(text):
        after = text[match.end() : match.end() + 8].lower()
        before = text[max(0, match.start() - 6) : match.start()].lower()
        fax = "fax" in after or "fax" in before
        yield entry("contact_fax" if fax else "contact_phone", match.span())
    for match in _email().finditer(text):
        yield entry("contact_email", match.span())
    name = next(people(text), None)
    bare = text.rstrip(" :,")
    if name and name[0] == 0 and not _is_organization(text):
        yield entry("contact_person", name)
        pattern, roles = offices()
        for match in pattern.finditer(text, name[1]):
            office = roles[" ".join(match.group().lower().split())]
            yield ProfileEntry("officer", text[slice(*name)], Place(number, start, start + name[1]), office)
    elif (
        bare[:1].isupper() and not _has_figure(text) and 1 < len(bare.split()) < 8 and not text.endswith(":")
    ):
        first = 4 if bare.lower().startswith("for ") else 0
        if not any(character.isdigit() for character in bare):
            yield entry("contact_organization", (first, len(bare)))


def _is_organization(text: str) -> bool:
    """Whether a word that only companies bear stands in the text."""
    plain = {word.strip(".,;").lower() for word in text.split()}
    return "&" in plain or not plain.isdisjoint(lexicon()["contacts"]["organization"])
