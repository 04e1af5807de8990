"""The members of a breakdown that a question asks one of: "which region brought in the most revenue?"

The noun of the question stands in what introduces a table ("revenue by region"); its rows are the members.
"""

from __future__ import annotations

from index.catalogue import Entry
from index.match import Mention
from qa.lookups import Case


def members(case: Case, mention: Mention) -> list[Entry]:
    """The rows of the first table that breaks the metric down by the noun asked for; none where there is none."""
    nouns = set(case.plan.unread)
    if not nouns:
        return []
    tables: dict[int, list[Entry]] = {}
    for entry in case.view.catalogue.entries:
        number = entry.item.statement
        if number is None or entry.item.origin != "table" or not nouns <= entry.about | entry.path_terms:
            continue
        if _of(case, mention, entry):
            tables.setdefault(number, []).append(entry)
    for rows in tables.values():
        leaves = [entry for entry in rows if not entry.item.total and not entry.item.parts]
        if len(leaves) > 1:
            return leaves
    return []


def _of(case: Case, mention: Mention, entry: Entry) -> bool:
    """Whether a row is measured by the metric: a part of it, or under a heading or column of its name."""
    if (
        mention.concept is not None
        and mention.concept in entry.context
        and mention.concept not in entry.concepts
    ):
        return True
    query = case.plan.query
    words = {part for place in mention.places for part in query.terms[place]}
    hit = {other.entry.item.path for other in mention.hits}
    return entry.item.path in hit and bool(words & entry.path_terms)
