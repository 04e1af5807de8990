"""What a table is of, said beside its rows: "the loss allowance for current receivables", in a table by age
that ends in receivables; "the financial assets in euro", in one of financial assets. It is no metric there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from grammar.lexicon import light_stems
from grammar.query import Query
from index.catalogue import Entry
from index.match import Mention
from qa.members import OPERANDS
from qa.plan import Plan
from qa.view import FilingView

WHOLE_LABEL = 98.0  # the score of a label that is read to the last word that tells something
TIES = frozenset({"for", "of", "on", "the"})


def of_subject(
    view: FilingView, query: Query, found: Sequence[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """The metrics, each with only the rows whose column and table the metric behind it names with "for" or
    "of", and the metrics that only do so."""
    if any(query.found(tag) for tag in OPERANDS):
        return list(found), []
    kept, naming = list(found), list[Mention]()
    for row, subject in pairwise(found):
        if row in naming or not _tied(query, row, subject) or not _whole(row):
            continue
        last = _last(view, row.hits[0].entry.item.statement)
        said = _terms(query, subject)
        hits = [hit for hit in row.hits if said <= last.terms | hit.entry.path_terms]
        of_last = all(last.has(hit.entry) for hit in subject.hits)
        if hits and said & last.terms and subject.hits and of_last:
            kept[kept.index(row)] = replace(row, hits=hits)
            naming.append(subject)
    return [mention for mention in kept if mention not in naming], naming


def _tied(query: Query, row: Mention, subject: Mention) -> bool:
    """Whether "for" or "of" leads from one metric to the next: between them, or in a column's name at the end
    of the first ("the loss rate for current | receivables")."""
    between = {word.lower for word in query.words[row.end : subject.first]}
    inside = {query.words[place].lower for place in row.places}
    return (bool(between) and between <= TIES) or (not between and not inside.isdisjoint(TIES))


@dataclass(frozen=True, slots=True)
class Last:
    """The row that a table ends with, in all of its columns: what all above it comes to."""

    statement: int | None
    label: str
    terms: frozenset[str]

    def has(self, entry: Entry) -> bool:
        return (entry.item.statement, entry.item.label) == (self.statement, self.label)


def _last(view: FilingView, statement: int | None) -> Last:
    rows = [entry for entry in view.catalogue.entries if entry.item.statement == statement]
    rows = [row for row in rows if row.item.origin == "table"]
    if statement is None or not rows:
        return Last(None, "", frozenset())
    return Last(statement, rows[-1].item.label, frozenset(rows[-1].label_terms) - light_stems())


def _whole(mention: Mention) -> bool:
    """Whether a metric names rows of one table by all of their label."""
    rows = [hit for hit in mention.hits if hit.entry.item.origin == "table"]
    one = len({hit.entry.item.statement for hit in rows}) == 1
    return one and len(rows) == len(mention.hits) and all(hit.score >= WHOLE_LABEL for hit in rows)


def _terms(query: Query, mention: Mention) -> set[str]:
    return {part for place in mention.places for part in query.terms[place]} - light_stems()


def without_subjects(plan: Plan) -> None:
    """Takes the concepts that no row has out of what the plan misses, where with the words that nothing reads
    they are what the one table of all its rows is of."""
    if not plan.missing or not plan.mentions or not all(map(_whole, plan.mentions)):
        return
    rows: list[Entry] = [hit.entry for mention in plan.mentions for hit in mention.hits]
    query = plan.query
    said = {part for t in plan.missing for place in range(t.first, t.end) for part in query.terms[place]}
    said = (said | set(plan.unread)) - light_stems()
    if len({row.item.statement for row in rows}) == 1 and said <= rows[0].near:
        plan.missing, plan.unread = [], ()
