"""Tables that go on: over a page, under heads that are printed again, or under heads of another period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.layout import Line, Lines
from index.model import Table
from index.wording import title_kind, unit_words

CONTINUED = re.compile(r"\(?\s*(?:-+\s*)?\bcont(?:inued|inuation|'d|\.)\s*\)?\.?", re.IGNORECASE)
ENDS = re.compile(r"\s*</?(?:DOCUMENT|TEXT|SEC-DOCUMENT)\b", re.IGNORECASE)
FARTHEST = 40  # lines between two parts of one table


def goes_on(lines: Lines, table: Table, following: Table) -> bool:
    """Whether a table is the rest of the one before it: the same heads, and "(continued)" or a page's end
    between them with the same title or none."""
    if _plain(table.heads) != _plain(following.heads) or not any(table.heads):
        return False
    first, last = table.lines[1] + 1, following.rows[0].lines[0]
    if last - first > FARTHEST:
        return False
    between = [lines[number] for number in range(first, last)]
    if any(ENDS.match(line.raw) for line in between):
        return False
    titles = _plain([text for text in following.caption if title_kind(text)])
    same = not titles or set(titles) <= set(_plain(table.caption))
    said = any(CONTINUED.search(text) for text in following.caption)
    return same and (said or any(line.page_mark for line in between if not line.blank))


def heads_again(table: Table, lines: Lines, prefix: Sequence[Line]) -> bool:
    """Whether the lines above a table hold the head lines of the one before it, letter for letter."""
    if table.head_lines is None:
        return False
    wanted = [lines.raw(number).rstrip() for number in range(table.head_lines[0], table.head_lines[1] + 1)]
    wanted = [text for text in wanted if text]
    found = [line.raw.rstrip() for line in prefix if not line.blank]
    return any(found[place : place + len(wanted)] == wanted for place in range(len(found)))


def joined(table: Table, following: Table) -> Table:
    """Two parts as one table, under the heads and the caption of the first."""
    return replace(
        table,
        rows=(*table.rows, *following.rows),
        lines=(table.lines[0], following.lines[1]),
        unread=table.unread + following.unread,
    )


def with_caption(lines: Lines, table: Table, following: Table) -> Table:
    """A table straight under another that has no title and no unit of its own, with those of the other."""
    if any(title_kind(text) or unit_words().search(text) for text in (*following.caption, *following.heads)):
        return following
    between = range(table.lines[1] + 1, following.lines[0])
    if len(between) > FARTHEST or not all(_parts_pages(lines[number]) for number in between):
        return following
    units = [text for text in table.caption if not following.caption or unit_words().search(text)]
    return replace(following, caption=(*units, *following.caption))


def _parts_pages(line: Line) -> bool:
    """Whether a line may stand between the two parts of a table that a page's end cuts."""
    return (line.blank or line.rule or line.page_mark) and not ENDS.match(line.raw)


def _plain(texts: Sequence[str]) -> tuple[str, ...]:
    """Texts in small letters, without blanks and without the word that they are continued."""
    return tuple(filter(None, map(_bare, texts)))


def _bare(text: str) -> str:
    lower = text.lower()
    if "cont" in lower:
        lower = CONTINUED.sub("", text).lower()
    return "".join(lower.split()).strip("-,.")
