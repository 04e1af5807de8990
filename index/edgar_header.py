"""The header of a submission: who filed what, and when. Both forms: "KEY: value", and `<TAG>value`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice

from index.document_words import words
from index.model import Source

BEGINS = re.compile(r"\s{0,20}(?:<(?:SEC|IMS)-HEADER>|<SUBMISSION>|ACCESSION NUMBER:)", re.I)
ENDS = re.compile(r"\s{0,40}(?:<DOCUMENT>|</(?:SEC|IMS)-HEADER>)", re.I)
FIELD = re.compile(r"\s{0,80}([A-Z][A-Z0-9 .&/-]{1,60}):\s{0,80}(.{0,200})")
TAG = re.compile(r"\s{0,80}<([A-Z][A-Z0-9-]{1,40})>\s{0,80}([^<]{0,200})", re.I)
NAME = "COMPANY CONFORMED NAME"
FORMER = "FORMER CONFORMED NAME"
CHANGED = "DATE OF NAME CHANGE"
# What belongs to a company, not to the submission, when it stands under no role.
OF_COMPANY = frozenset({NAME, FORMER, CHANGED, "CENTRAL INDEX KEY", "FISCAL YEAR END"})
FIRST_LINES = 400  # within which a header begins
MOST_LINES = 20_000  # of a header: a fund's, with hundreds of series, is long
DIGITS = re.compile(r"\[(\d{4})\s{0,9}|^(\d{4})\b")


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a company had, and the day it was given up."""

    name: str
    changed: date | None


@dataclass(slots=True)
class Company:
    """One company or person that a header names. `fields`: as printed, by the names of the long form."""

    role: str = ""  # "FILER", "SUBJECT COMPANY", …; "" where none is given
    fields: dict[str, str] = field(default_factory=dict)
    former: list[FormerName] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.fields.get(NAME, "")

    @property
    def cik(self) -> str:
        """The SEC's number of the company, without leading zeros."""
        return self.fields.get("CENTRAL INDEX KEY", "").lstrip("0")

    @property
    def sic(self) -> str:
        """The four digits of the industry, "" where they are not given."""
        code = DIGITS.search(self.fields.get("STANDARD INDUSTRIAL CLASSIFICATION", ""))
        return next((digits for digits in code.groups() if digits), "") if code else ""

    @property
    def fiscal_year_end(self) -> str:
        """Month and day as four digits, "0930"."""
        return self.fields.get("FISCAL YEAR END", "")


@dataclass(slots=True)
class Header:
    """What a header says of the submission (`fields`), and the companies in its order."""

    fields: dict[str, str] = field(default_factory=dict)
    companies: list[Company] = field(default_factory=list)

    @property
    def form(self) -> str:
        return self.fields.get("CONFORMED SUBMISSION TYPE", "")

    @property
    def accession(self) -> str:
        return self.fields.get("ACCESSION NUMBER", "")

    @property
    def period(self) -> date | None:
        """The last day of the period reported on."""
        return _day(self.fields.get("CONFORMED PERIOD OF REPORT", ""))

    @property
    def filed(self) -> date | None:
        return _day(self.fields.get("FILED AS OF DATE", ""))

    @property
    def subject(self) -> Company:
        """Whom the filing is about: the first company of the foremost role that is there."""
        roles = words().roles
        named = [company for company in self.companies if company.name] or self.companies
        order = {role: rank for rank, role in enumerate(roles)}
        return min(named, key=lambda company: order.get(company.role, len(roles)), default=Company())


def read_header(source: Source) -> Header:
    """The header of a submission; an empty one where there is none."""
    header = Header()
    company: Company | None = None
    for key, value in _entries(source):
        if key in words().roles and not value:
            company = Company(key)
            header.companies.append(company)
            continue
        if (company is None and key in OF_COMPANY) or (company is not None and key == NAME and company.name):
            company = Company(company.role if company else "")
            header.companies.append(company)
        if company is not None and key == FORMER:
            company.former.append(FormerName(value, None))
        elif company is not None and key == CHANGED and company.former:
            company.former[-1] = FormerName(company.former[-1].name, _day(value))
        if value:
            (header.fields if company is None else company.fields).setdefault(key, value)
    return header


def _entries(source: Source) -> Iterator[tuple[str, str]]:
    """Each field of the header with its value, and each role with ""."""
    begin = next((i for i, line in enumerate(source.lines[:FIRST_LINES]) if BEGINS.match(line)), None)
    if begin is None:
        return
    tags = words().header_tags
    for number, line in enumerate(islice(source.lines, begin, begin + MOST_LINES)):
        if number and ENDS.match(line):
            return
        plain = FIELD.match(line)
        if plain:
            yield plain.group(1).strip(), plain.group(2).strip()
            continue
        tag = TAG.match(line)
        if tag is None:
            continue
        name = tag.group(1).upper()
        if name in tags:
            yield tags[name], tag.group(2).strip()
        elif name in _role_tags():
            yield _role_tags()[name], ""


@cache
def _role_tags() -> dict[str, str]:
    return {role.replace(" ", "-"): role for role in words().roles}


def _day(text: str) -> date | None:
    """A day printed as eight digits (or, before 1996, six), None for anything else."""
    digits = text.strip()
    if len(digits) == 6 and digits.isascii() and digits.isdigit():
        digits = f"19{digits}"
    if len(digits) != 8 or not (digits.isascii() and digits.isdigit()):
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
