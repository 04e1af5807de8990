"""One filing from its bytes: a pure function. Nothing here depends on time, machine or other filings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from grammar.calendar import Context, FiscalCalendar, infer_calendar, resolve
from grammar.periods import find_periods
from index.assembly import Assembly, assemble
from index.column_periods import read_said
from index.documents import Document, header, notes
from index.errors import UnreadableSource
from index.facts import read_items
from index.inline import apply, cover_fields
from index.marks import without_marks
from index.model import Filing, LineItem, ProfileEntry, Sentence, Source, Statement, Table
from index.packed import unpacked
from index.profile import read_profile
from index.prose import prose_items
from index.running_heads import company_in
from index.scales import scaled_by_prose
from index.short_heads import with_quarters
from index.source import decode
from index.statements import read_statement

CALENDAR_WORDS = ("fiscal", "quarter", "year ended", "year ending")
MOST_TEXTS = 400  # sentences from which the calendar is inferred
SHORT_MONTHS = (4, 6, 9, 11)
YEAR_TO_DATE = (6, 9)  # months
REPORTS = frozenset({"balance_sheet", "income", "cash_flow"})


def read_filing(data: bytes, name: str) -> Filing:
    """Everything a filing says, as records. Raises UnreadableSource where the bytes hold no text."""
    laid = assemble(name, decode(data, name))
    if all(document.skipped for document in laid.documents):
        raise UnreadableSource(f"{name} holds {laid.documents[0].skipped}, and no text to read")
    return filing_of(laid, hashlib.sha256(data).hexdigest())


def filing_of(laid: Assembly, digest: str) -> Filing:
    """What a source that is laid out says: profile, calendar, statements, facts."""
    source, documents, tables, sentences = laid.source, laid.documents, laid.tables, laid.sentences
    profile = read_profile(source, sentences)
    fields = cover_fields(laid.cover) | header(source)
    calendar = _calendar(fields, sentences, tables)
    statements, items = _statements(source, tables, documents, Context(calendar))
    items = apply(items, laid.tags)
    released = _released(profile, fields)
    report_end = _report_end(statements, released) or _last_day(items, released)
    company = _company(profile, fields) or company_in(sentences)
    context = Context(calendar, report_end or released, _inception(statements))
    items += prose_items(sentences, context, company)
    statements, items = scaled_by_prose(statements, items)
    return Filing(
        source=source,
        digest=digest,
        company=company,
        calendar=calendar,
        released=released,
        report_end=report_end,
        documents=tuple(document.type for document in documents),
        statements=tuple(statements),
        items=tuple(items),
        sentences=sentences,
        profile=profile,
        notes=(*notes(documents), *_unread(tables)),
        form=fields.get("CONFORMED SUBMISSION TYPE", "") or documents[0].type,
        cik=fields.get("CENTRAL INDEX KEY", "").lstrip("0"),
        former=tuple(entry.value for entry in profile if entry.key == "former_name"),
    )


def read_packed(data: bytes, name: str) -> Filing:
    """As `read_filing`; what is packed alone (gzip, a zip archive of one file) is unpacked first."""
    name, data = unpacked(data, name)
    return read_filing(data, name)


def read_file(path: Path) -> Filing:
    """One file, packed or not, named by its last part. Raises UnreadableSource."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableSource(f"{path} cannot be read: {error.strerror or error}") from error
    return read_packed(data, path.name)


def _statements(
    source: Source, tables: Sequence[Table], documents: Sequence[Document], context: Context
) -> tuple[list[Statement], list[LineItem]]:
    """The statements with their line items; a table without facts is left out."""
    statements: list[Statement] = []
    items: list[LineItem] = []
    for table in (with_quarters(without_marks(table)) for table in tables):
        document = next((d.type for d in documents if d.lines[0] <= table.lines[0] <= d.lines[1]), "")
        reading = read_statement(table, document, context)
        statement, found = read_items(source, table, reading, len(statements), len(items), context)
        if found:
            statements.append(statement)
            items += found
    return statements, items


def _unread(tables: Sequence[Table]) -> Iterator[str]:
    """What is said of tables that have more rows than are read."""
    for table in tables:
        if table.unread:
            first = table.lines[1] - table.unread + 1
            yield f"the table at line {table.lines[0]:,} has too many rows: read up to line {first - 1:,}"


def _calendar(
    fields: dict[str, str], sentences: Sequence[Sentence], tables: Sequence[Table]
) -> FiscalCalendar:
    """From the header, what is said of fiscal periods, and the columns that run from a year's start."""
    calendar = infer_calendar(_calendar_texts(fields, sentences, tables))
    return (
        replace(calendar, end_day=30)
        if calendar.end_month in SHORT_MONTHS and calendar.end_day > 30
        else calendar
    )


def _calendar_texts(
    fields: dict[str, str], sentences: Sequence[Sentence], tables: Sequence[Table]
) -> Iterator[str]:
    if "FISCAL YEAR END" in fields:
        yield f"FISCAL YEAR END: {fields['FISCAL YEAR END']}"
    told = 0
    for sentence in sentences:
        lower = sentence.text.lower()
        if told < MOST_TEXTS and any(map(lower.__contains__, CALENDAR_WORDS)):
            told += 1
            yield sentence.text[:2_000]
    for head in dict.fromkeys(head for table in tables for head in table.heads):
        said = read_said(head)
        if said.end is not None and said.months in YEAR_TO_DATE:
            # Two or three quarters together are those since the fiscal year began.
            yield f"first {said.months} months of the year ended {said.end:%m/%d/%Y}"
        else:
            yield head


def _day_of(text: str) -> date | None:
    """The day that a text names."""
    for reading in find_periods(text):
        for period in resolve(reading.value, Context()):
            return period.end
    return None


def _released(profile: Sequence[ProfileEntry], fields: dict[str, str]) -> date | None:
    """The day the filing gives for itself: its dateline, else its cover, else when it was filed."""
    entries = sorted(
        (entry for entry in profile if entry.key == "released"), key=lambda entry: entry.role != ""
    )
    for entry in entries:
        day = _day_of(entry.value)
        if day is not None:
            return day
    filed = fields.get("FILED AS OF DATE", "")
    if len(filed) == 8 and filed.isdigit():
        return _day_of(f"{filed[4:6]}/{filed[6:]}/{filed[:4]}")
    return None


def _company(profile: Sequence[ProfileEntry], fields: dict[str, str]) -> str:
    named = next((entry.value for entry in profile if entry.key == "company"), "")
    return named or fields.get("COMPANY CONFORMED NAME", "")


def _report_end(statements: Sequence[Statement], released: date | None) -> date | None:
    """The last day that the statements report on; a day after the release is a slip or a forecast."""
    for kinds in (REPORTS, None):
        ends = [
            period.end
            for statement in statements
            if kinds is None or statement.kind in kinds
            for period in statement.periods
            if period is not None and (released is None or period.end <= released)
        ]
        if ends:
            return max(ends)
    return None


def _last_day(items: Sequence[LineItem], released: date | None) -> date | None:
    """The last day that a figure of a table is of, where only its rows say days."""
    ends = [
        fact.period.end
        for item in items
        for fact in item.facts
        if fact.period is not None and (released is None or fact.period.end <= released)
    ]
    return max(ends, default=None)


def _inception(statements: Sequence[Statement]) -> date | None:
    """The first day of a column that runs from inception."""
    starts = [
        period.start
        for statement in statements
        for period in statement.periods
        if period is not None and period.start is not None and "inception" in period.label.lower()
    ]
    return min(starts, default=None)
