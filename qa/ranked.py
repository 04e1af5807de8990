"""Which row of a table has the largest or the smallest figure in a column that the question names, or of what
the table is of: "which obligation has the highest total value?", "in which segment were the remaining charges
the lowest?"
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grammar.lexicon import filler, light_stems
from grammar.query import Query
from index.catalogue import Entry, telling_terms
from index.column_periods import CHANGE
from index.match import FULL_SCORE, Mention
from index.windows import Hit
from qa.breakdown import kinds
from qa.members import TOTAL
from qa.plan import OperationName, Plan, shape_words
from qa.view import FilingView

LONGEST_NOUN = 3  # words
ASKING = frozenset({"which", "what"})
COMPARED = frozenset({"max", "min", "percent_change", "difference"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked: the noun of the rows, the words of what is ranked, whether it is a change in percent."""

    noun: frozenset[str]
    said: frozenset[str]
    change: bool


def ranked_rows(view: FilingView, plan: Plan) -> bool:
    """Puts the rows for the metrics of a plan that asks which of them is the largest or the smallest, where
    no row that it names answers to that; whether it does."""
    operation = _operation(plan)
    if operation is None or any(_named(mention) for mention in plan.mentions):
        return False
    places = _noun(plan.query)
    if not places or not (plan.unread or plan.missing or not plan.mentions):
        return False
    wanted = _wanted(plan, places)
    rows = _rows(view, wanted) if wanted.said or wanted.change else []
    if len(rows) < 2:
        return False
    plan.operation = operation
    plan.mentions = [_mention(row, places) for row in rows]
    plan.missing, plan.unread, plan.asides = [], (), []
    return True


def _operation(plan: Plan) -> OperationName | None:
    """Whether the largest or the smallest is asked for; "higher" does, where no other is named."""
    if plan.operation not in COMPARED or plan.has("than") or plan.query.amounts:
        return None
    if plan.operation in ("max", "min"):
        return plan.operation
    if plan.has("more", "fewer"):
        return "max" if plan.has("more") else "min"
    return None


def _named(mention: Mention) -> bool:
    """Whether a metric names a row of a table by words that tell something."""
    rows = [hit.entry for hit in mention.hits if hit.entry.item.origin == "table"]
    return mention.measure is not None or any(set(row.label_terms) - light_stems() for row in rows)


def _noun(query: Query) -> list[int]:
    """The places of the noun behind "which" or "what"; none where it is one of time."""
    first = next((n for n, word in enumerate(query.words) if word.lower in ASKING), len(query.words))
    found: list[int] = []
    for place in range(first + 1, min(first + 1 + LONGEST_NOUN, len(query.words))):
        if query.words[place].stem in filler("stop") or query.inside(place) is not None:
            break
        found.append(place)
    timed = any(query.words[place].stem in shape_words("period") for place in found)
    return [] if timed or first > 1 else found


def _wanted(plan: Plan, noun: Sequence[int]) -> Wanted:
    query = plan.query
    change = plan.has("change") and plan.unit == "percent"
    asked = {place for t in query.tagged if t.group == "operation" for place in range(t.first, t.end)}
    said: set[str] = set()
    for place, word in enumerate(query.words):
        idle = word.stem in filler("stop") or (word.stem in filler("benign") and not word.text[0].isupper())
        if place not in asked and place not in noun and not idle and query.inside(place) is None:
            said |= set(query.terms[place]) - light_stems()
    return Wanted(frozenset(part for place in noun for part in query.terms[place]), frozenset(said), change)


def _rows(view: FilingView, wanted: Wanted) -> list[Entry]:
    """The rows that are ranked: those of the column of that name, else those of the total, or of the only
    column, of a table that is of that."""
    groups: dict[tuple[int | None, tuple[str, ...]], list[Entry]] = {}
    for entry in view.catalogue.entries:
        item = entry.item
        telling = set(entry.label_terms) - light_stems()
        if item.origin == "table" and telling and not (item.total or item.parts):
            groups.setdefault((item.statement, item.path), []).append(entry)
    several = [rows for rows in groups.values() if len(rows) > 1 and _of_noun(rows[0], wanted)]
    named = [rows for rows in several if _column(rows[0], wanted)]
    if named:
        return max(named, key=lambda rows: len(set(telling_terms(rows[0].item.path[-1])) & wanted.said))
    return next((rows for rows in several if _whole(rows[0], wanted)), [])


def _column(row: Entry, wanted: Wanted) -> bool:
    """Whether the column of a row has the name of what is asked for."""
    if not row.item.path:
        return False
    name = row.item.path[-1]
    column = set(telling_terms(name)) - light_stems()
    if wanted.change:
        return bool(CHANGE.search(name)) and "%" in name and wanted.said <= row.about
    return bool(column) and column <= wanted.said <= column | row.about


def _whole(row: Entry, wanted: Wanted) -> bool:
    """Whether a row stands in the column of the total, or in none, of a table of what is asked for."""
    path = row.item.path
    whole = not path or TOTAL.search(path[-1].rstrip(" ()£$€m'0")) is not None
    return whole and not wanted.change and wanted.said <= row.about | row.path_terms


def _of_noun(row: Entry, wanted: Wanted) -> bool:
    """Whether the rows of a table are what the noun says: it is a noun of breakdowns, or the table has it."""
    known = frozenset().union(*kinds())
    return bool(wanted.noun & known) or wanted.noun <= row.about | row.path_terms


def _mention(row: Entry, places: Sequence[int]) -> Mention:
    hit = Hit(row, frozenset(places), 1.0, FULL_SCORE)
    return Mention(places[0], places[-1] + 1, [hit], text=row.item.label)
