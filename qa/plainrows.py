"""Rows whose whole name is of words that tell little: "Other", "Total fees", "Total costs incurred".

Where nothing else of a question is a metric, such a row is meant if the question says all of its name; "the
total" is the one row that is called nothing but that.
"""

from __future__ import annotations

from collections.abc import Collection

from grammar.lexicon import filler, light_stems
from grammar.query import Query
from index.catalogue import Entry
from index.match import FULL_SCORE, Mention
from index.windows import Hit
from qa.view import FilingView

WEIGHT = 0.5


def plain_rows(view: FilingView, query: Query, taken: Collection[int] = ()) -> list[Mention]:
    """The one metric that the light words of a question name; none where no row is called so. taken: places
    of words that another metric reads."""
    said: dict[str, int] = {}
    for place, parts in enumerate(query.terms):
        if place in taken:
            continue
        if query.inside(place) is None and query.words[place].stem not in filler("stop"):
            said |= {part: place for part in parts if part not in said}
    rows: dict[frozenset[str], list[Entry]] = {}
    for entry in view.catalogue.entries:
        name = frozenset(entry.label_terms)
        if entry.item.origin == "table" and name and name <= light_stems() and name <= said.keys():
            rows.setdefault(name, []).append(entry)
    if taken:  # beside another metric, only what is said to be a total of something
        rows = {name: found for name, found in rows.items() if "total" in name and len(name) > 1}
    if not rows:
        return []
    best = max(rows, key=lambda name: (len(name), sorted(name)))
    places = frozenset(said[term] for term in best)
    hits = [Hit(entry, places, WEIGHT, FULL_SCORE) for entry in rows[best]]
    first, end = min(places), max(places) + 1
    text = query.text[query.words[first].start : query.words[end - 1].end]
    return [Mention(first, end, hits, text=text)]
