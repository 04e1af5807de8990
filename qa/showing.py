"""What an index holds, laid out as a person would: filings, statements, and lines of the source."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from grammar.errors import FilingQAError
from index.errors import UnknownFiling
from qa.citing import fit
from qa.layout import BLANK, INDENT, Line, Piece, Style
from qa.sanitize import one_line, sanitize, width

if TYPE_CHECKING:
    from grammar.values import Period
    from index.model import Fact, FilingRecord, LineItem, Source, Statement
    from index.store import Index


class BadPlace(FilingQAError):
    """Words that name no line of a source."""


CONTEXT = 4  # lines shown before and after the line asked for
MIN_LABEL = 24
LONG_PERIOD = 24  # months; longer ones are shown by both their days


def chosen(index: Index, name: str | None) -> tuple[FilingRecord, ...]:
    """The filings that `name` may mean, or all of them; UnknownFiling where it means none."""
    filings = index.filings()
    if name is None:
        return filings
    from qa.scope import narrowed  # brings the engine's words along: only where a name is given

    return tuple(narrowed(filings, name))


def only(index: Index, name: str | None) -> FilingRecord:
    """The one filing meant; UnknownFiling where there are several and none is named."""
    found = chosen(index, name)
    if len(found) != 1:
        what = "say which filing" if found else "the index holds no filings"
        raise UnknownFiling(f"{what}{_there_are(found)}")
    return found[0]


def _there_are(filings: Sequence[FilingRecord]) -> str:
    if not filings:
        return ""
    names = ", ".join(filing.name for filing in filings[:5])
    return f"; it holds {names}" + (f" and {len(filings) - 5} more" if len(filings) > 5 else "")


def read_place(place: str) -> tuple[str | None, int, int]:
    """`FILING:LINE`, `FILING:FIRST-LAST`, or the lines alone where there is one filing."""
    found = re.fullmatch(r"(?:(.+):)?(\d{1,9})(?:-(\d{1,9}))?", place.strip(), re.DOTALL)
    if found is None:
        raise BadPlace(f"{place!r} is not FILING:LINE, such as release.txt:190")
    first = int(found[2])
    return found[1], first, int(found[3]) if found[3] else first


# --- overview --------------------------------------------------------------------------------------


def overview(index: Index, filings: Sequence[FilingRecord], columns: int) -> Iterator[Line]:
    """Each filing, and beneath it its statements with their numbers."""
    for number, filing in enumerate(filings):
        if number:
            yield BLANK
        about = [one_line(filing.company)] if filing.company else []
        if filing.released:
            about.append(f"released {filing.released.isoformat()}")
        if filing.report_end:
            about.append(f"reports to {filing.report_end.isoformat()}")
        yield Line(((one_line(filing.name), "name"), (f"  {' · '.join(about)}", "")))
        counts = f"{filing.facts} facts, {filing.items} line items, {filing.sentences} sentences"
        yield Line(((f"{INDENT}{counts}", "faint"),))
        for statement in index.statements(filing.id):
            yield from _entry(statement, columns)
    if not filings:
        yield Line((("The index holds no filings.", "silent"),))


def _entry(statement: Statement, columns: int) -> Iterator[Line]:
    title = one_line(statement.title) or statement.kind.replace("_", " ")
    where = f"lines {statement.lines[0]}-{statement.lines[1]}"
    yield Line(((f"{INDENT}{statement.number:>3}  ", "faint"), (title, "answer"), (f"  {where}", "faint")))
    periods = [one_line(period.label) for period in statement.periods if period and period.label]
    for line in textwrap.wrap("; ".join(dict.fromkeys(periods)), max(columns - 7, MIN_LABEL)):
        yield Line(((f"{INDENT}     {line}", "faint"),))


# --- one statement ---------------------------------------------------------------------------------


def find_statements(statements: Sequence[Statement], wanted: str) -> list[Statement]:
    """Statements by number ("2"), by kind ("income", "balance sheet") or by words of the title."""
    if wanted.strip().isdecimal():
        return [statement for statement in statements if statement.number == int(wanted)]
    words = re.findall(r"\w+", wanted.casefold())
    return [
        statement
        for statement in statements
        if words and all(word in f"{statement.kind} {statement.title}".casefold() for word in words)
    ]


def statement_lines(index: Index, filing: FilingRecord, statement: Statement, columns: int) -> list[Line]:
    """The statement as a table: labels indented by depth, a column a period, figures as printed."""
    at = index.statements(filing.id).index(statement)
    mine = [(n, item) for n, item in enumerate(index.items(filing.id)) if item.statement == at]
    facts = index.facts(filing.id, [position for position, _ in mine])
    heads = _heads(statement.periods)
    rows = [
        (item, _figures(facts[position], len(heads)))
        for position, item in mine
        if not facts[position] or any(fact.origin == "table" for fact in facts[position])
    ]
    return [*_title(statement), *_table(heads, rows, columns)]


def _title(statement: Statement) -> Iterator[Line]:
    title = one_line(statement.title) or statement.kind.replace("_", " ")
    yield Line(((title, "answer"),))
    scale = {1: "", 1000: " in thousands", 1_000_000: " in millions"}.get(
        statement.scale, f" times {statement.scale:,}"
    )
    where = f"lines {statement.lines[0]}-{statement.lines[1]}"
    yield Line(((f"{statement.currency}{scale} · {statement.basis} · {where}", "faint"),))
    yield BLANK


def _heads(periods: Sequence[Period | None]) -> list[tuple[str, str]]:
    """A head over two lines a column: how long, and until when."""
    heads = []
    for period in periods:
        if period is None:
            heads.append(("", ""))
        elif period.start is None or period.months is None:
            heads.append(("at", period.end.isoformat()))
        elif period.months > LONG_PERIOD:  # since inception
            heads.append((period.start.isoformat(), period.end.isoformat()))
        else:
            heads.append((f"{period.months} months", period.end.isoformat()))
    return heads


def _figures(facts: Sequence[Fact], columns: int) -> list[str]:
    cells = [""] * columns
    for fact in facts:
        if fact.column is not None and fact.column < columns and fact.origin == "table":
            cells[fact.column] = one_line(fact.printed)
    return cells


def _table(
    heads: Sequence[tuple[str, str]], rows: Sequence[tuple[LineItem, list[str]]], columns: int
) -> Iterator[Line]:
    used = [n for n in range(len(heads)) if any(cells[n] for _, cells in rows)]
    widths = {n: max(width(text) for text in (*heads[n], *(cells[n] for _, cells in rows))) for n in used}
    printed = list(_with_headings(rows))
    room = max(columns - sum(widths.values()) - 2 * len(used), MIN_LABEL)
    room = min(room, max((width(label) for label, _, _ in printed), default=0))
    for part in (0, 1):
        yield Line(((" " * room + "".join(f"  {heads[n][part]:>{widths[n]}}" for n in used), "faint"),))
    for label, cells, style in printed:
        text = label if width(label) <= room else label[: room - 1] + "…"
        numbers = "".join("  " + " " * (widths[n] - width(cells[n])) + cells[n] for n in used if cells)
        yield Line(((text + " " * (room - width(text)), style), (numbers, style)))


def _with_headings(
    rows: Sequence[tuple[LineItem, list[str]]],
) -> Iterator[tuple[str, list[str], Style]]:
    """The rows' labels indented beneath their headings, each heading once, where it begins."""
    above: tuple[str, ...] = ()
    for item, cells in rows:
        same = 0
        while same < min(len(above), len(item.path)) and above[same] == item.path[same]:
            same += 1
        for level in range(same, len(item.path)):
            yield "  " * min(level, 6) + one_line(item.path[level]), [], "faint"
        above = item.path
        label = "  " * min(len(item.path), 6) + one_line(item.label)
        yield label, cells, "answer" if item.total else ""


# --- lines of the source ---------------------------------------------------------------------------


def source_lines(source: Source, first: int, last: int, columns: int, around: int = CONTEXT) -> list[Line]:
    """Lines `first` to `last` marked, and `around` lines before and after; BadPlace past the end."""
    if not 1 <= first <= last or first > len(source.lines):
        raise BadPlace(f"{source.name} has lines 1 to {len(source.lines)}; there is no line {first}")
    begin, end = max(first - around, 1), min(last + around, len(source.lines))
    digits = max(len(str(end)), 4)
    return [
        _source_line(number, source.line(number), digits, columns, marked=first <= number <= last)
        for number in range(begin, end + 1)
    ]


def _source_line(number: int, text: str, digits: int, columns: int, *, marked: bool) -> Line:
    text, _ = fit(text, [], 2000)
    text, _ = fit(sanitize(text.expandtabs()).rstrip(), [], max(columns - digits - 4, 20))
    mark: Piece = (">" if marked else " ", "answer")
    return Line((mark, (f"{number:>{digits}}  ", "faint"), (text, "answer" if marked else "")))
