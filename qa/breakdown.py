"""The members of a breakdown that a question asks one of: "which region brought in the most revenue?"

The noun of the question stands in what introduces a table ("revenue by region"); its rows are the members, or
its columns, or the headings under which the metric stands again and again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from grammar.datafiles import load_data
from grammar.words import stem
from index.catalogue import Entry, telling_terms
from index.match import Mention
from qa.case import Case
from qa.errors import NotSaid

FEWEST = 3  # headings under which a metric stands, to be a breakdown


def members(case: Case, mention: Mention) -> list[Entry]:
    """The rows that break the metric down by the noun asked for; none where no table does. Raises NotSaid
    where the largest of them is asked for and there are none."""
    nouns = set(case.plan.unread)
    found = _same_row(case, mention)
    for named in (_says, _speaks) if nouns and not found else ():
        found = found or _rows(case, mention, nouns, named) or _headings(case, mention, nouns, named)
    if not found and nouns & frozenset().union(*kinds()) and case.plan.operation in ("max", "min"):
        found = _in_column(case, nouns) or _under_heads(case, mention)
    if found:
        case.plan.unread = ()  # the nouns are read
    elif nouns & frozenset().union(*kinds()) and case.plan.operation in ("max", "min"):
        raise NotSaid("parts", mention)  # "which country": no period is one
    return found


def member_name(entries: list[Entry]) -> Callable[[Entry], str]:
    """What to call the members: their labels, or what stands over them where these are the same."""
    if len({entry.item.label for entry in entries}) > 1 or len(entries) < 2:
        return lambda entry: entry.item.label
    return lambda entry: entry.item.path[-1] if entry.item.path else entry.item.label


@cache
def kinds() -> tuple[frozenset[str], ...]:
    """The nouns by which figures are broken down, those that mean the same together, as stems."""
    return tuple(frozenset(map(stem, kind)) for kind in load_data("qa", "shapes")["kinds"])


Named = Callable[[set[str], Entry], bool]


def _says(nouns: set[str], entry: Entry) -> bool:
    """Whether what introduces a table has the very nouns."""
    return nouns <= entry.about | entry.path_terms


def _speaks(nouns: set[str], entry: Entry) -> bool:
    """Whether it has the nouns, or others of their kind."""
    said = entry.about | entry.path_terms
    return all(said & frozenset({noun}).union(*(kind for kind in kinds() if noun in kind)) for noun in nouns)


def _rows(case: Case, mention: Mention, nouns: set[str], named: Named) -> list[Entry]:
    """The rows of the first table of the nouns that the metric measures, sums left out."""
    tables: dict[int, list[Entry]] = {}
    for entry in case.view.catalogue.entries:
        number = entry.item.statement
        if (
            number is not None
            and entry.item.origin == "table"
            and named(nouns, entry)
            and _of(case, mention, entry)
        ):
            tables.setdefault(number, []).append(entry)
    for rows in tables.values():
        leaves = [e for e in rows if not (e.item.total or e.item.parts or mention.concept in e.concepts)]
        if len(leaves) > 1:
            return leaves
    return []


def _headings(case: Case, mention: Mention, nouns: set[str], named: Named) -> list[Entry]:
    """The rows of the metric under one heading, or in one column, after another."""
    tables: dict[int, dict[str, list[Entry]]] = {}
    for entry in case.entries(mention):
        item = entry.item
        if item.statement is not None and item.origin == "table" and item.path and named(nouns, entry):
            tables.setdefault(item.statement, {}).setdefault(item.path[-1], []).append(entry)
    for under in tables.values():
        kept = [entries for heading, entries in under.items() if not _whole(heading)]
        if len(kept) >= FEWEST:
            return [entry for entries in kept for entry in entries]
    return []


def _in_column(case: Case, nouns: set[str]) -> list[Entry]:
    """The rows of the column that the question names in full: "remaining expected charges" by segment. Where
    rows are called by the noun itself ("which of the notes"), only these."""
    query = case.plan.query
    said = {part for place in range(len(query.words)) for part in query.terms[place]}
    columns: dict[tuple[int | None, tuple[str, ...]], list[Entry]] = {}
    for entry in case.view.catalogue.entries:
        item = entry.item
        if item.origin == "table" and item.path and not (item.total or item.parts):
            name = set(telling_terms(item.path[-1]))
            if len(name) > 1 and name <= said:
                columns.setdefault((item.statement, item.path), []).append(entry)
    called = {
        key: rows for key, rows in columns.items() if sum(nouns <= set(row.label_terms) for row in rows) > 1
    }
    found = (called or columns).values()
    rows = max(found, key=lambda one: len(telling_terms(one[0].item.path[-1])), default=[])
    rows = [row for row in rows if nouns <= set(row.label_terms)] if called else rows
    return rows if len(rows) > 1 else []


def _under_heads(case: Case, mention: Mention) -> list[Entry]:
    """The rows of one name that stand in several columns, each of which is a member."""
    columns: dict[tuple[int | None, str], list[Entry]] = {}
    for entry in case.entries(mention):
        item = entry.item
        if item.origin == "table" and item.path and not _whole(item.path[-1]):
            columns.setdefault((item.statement, item.label), []).append(entry)
    found = [rows for rows in columns.values() if len({one.item.path[-1] for one in rows}) >= FEWEST]
    dated = {period.end for choice in case.periods for period in choice}
    for rows in found:
        if not dated or any(f.period and f.period.end in dated for f in case.view.facts_of(rows[0])):
            return rows
    return []


def _whole(heading: str) -> bool:
    """Whether a column or heading holds the sum of the others."""
    words = heading.lower().split()
    return bool(words) and (
        words[0] in ("total", "consolidated", "eliminations") or words[-1] in ("total", "eliminations")
    )


def _same_row(case: Case, mention: Mention) -> list[Entry]:
    """Where a question asks which of several rows of one name and one column: those rows."""
    if mention.concept is not None or not any(word.lower == "which" for word in case.plan.query.words):
        return []
    groups: dict[tuple[int | None, tuple[str, ...]], list[Entry]] = {}
    for hit in mention.hits:
        item = hit.entry.item
        if item.origin == "table" and not item.total:
            groups.setdefault((item.statement, item.path), []).append(hit.entry)
    found = next(iter(groups.values()), [])
    return found if len(found) >= FEWEST else []


def _of(case: Case, mention: Mention, entry: Entry) -> bool:
    """Whether a row is measured by the metric: a part of it, or under a heading or column of its name."""
    if (
        mention.concept is not None
        and mention.concept in entry.context
        and mention.concept not in entry.concepts
    ):
        return True
    if any(entry.position in hit.entry.item.parts for hit in mention.hits):
        return True
    query = case.plan.query
    words = {part for place in mention.places for part in query.terms[place]}
    paths = {other.entry.item.path for other in mention.hits}
    return entry.item.path in paths and bool(words & entry.path_terms)
