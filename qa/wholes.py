"""The total that a share is of, where the question says no more than that it is one: "severance as a
percentage of the total cost", in a table whose rows add up to a line without a name.
"""

from __future__ import annotations

from grammar.lexicon import filler, light_stems
from grammar.query import Query
from index.catalogue import Entry
from index.match import FULL_SCORE, Mention
from index.windows import Hit
from qa.plan import Plan
from qa.view import FilingView

WEIGHT = 0.5
NAMES = frozenset({"total", "totals"})


def its_total(view: FilingView, plan: Plan) -> list[Mention]:
    """The row in which those of the plan's one metric are summed, where it has no name of its own and the
    question says "total" and nothing more of it; none where it does not, or there is no such row."""
    mention = plan.mentions[0]
    place = _total(plan.query, mention)
    if place is None or plan.unread or mention.measure is not None:
        return []
    light = light_stems()
    rows = [hit.entry for hit in mention.hits if hit.entry.item.origin == "table"]
    wholes = [whole for row in rows for whole in view.wholes.get(row.position, ())]
    wholes = wholes or [whole for row in rows if (whole := _only_total(view, row)) is not None]
    places = frozenset({place})
    hits = [Hit(whole, places, WEIGHT, FULL_SCORE) for whole in wholes if set(whole.label_terms) <= light]
    return [Mention(place, place + 1, hits, text=plan.query.words[place].text)] if hits else []


def _only_total(view: FilingView, row: Entry) -> Entry | None:
    """The one row below that is called a total and no more, where the figures printed do not add up to it:
    one of them may not be read."""
    below = view.catalogue.entries[row.position + 1 :]
    same = (one for one in below if one.item.statement == row.item.statement)
    named = [one for one in same if one.item.path == row.item.path and one.item.label.lower() in NAMES]
    return named[0] if len(named) == 1 else None


def _total(query: Query, mention: Mention) -> int | None:
    """Where "total" stands outside the metric, with nothing after it that says of what: "the total cost"."""
    for place, word in enumerate(query.words):
        if word.lower != "total" or place in mention.places:
            continue
        after = place + 1
        while after < len(query.words) and query.words[after].stem in light_stems():
            after += 1
        ended = after == len(query.words) or query.inside(after) is not None or after == mention.first
        if ended or query.words[after].stem in filler("stop"):
            return place
    return None
