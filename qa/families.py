"""Rows that only a number tells apart, several of them named at once: "the notes due 2014 and 2015", "the
fair value of notes due in 2015 plus those due in 2017".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from grammar.query import Query
from grammar.values import PeriodPhrase, Reading
from index.catalogue import Entry
from index.joint import numbers_of
from index.match import FULL_SCORE, Mention
from index.windows import Hit
from qa.members import in_column
from qa.view import FilingView

NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
FEWEST = 2  # numbers that name rows, for a question to name several of them
TIES = frozenset({"and", "or", "plus", "versus", "vs", "those", "ones", "the"})


def of_family(view: FilingView, query: Query, mention: Mention) -> list[Mention]:
    """The mention as several, one for each number behind its words that a row of its family has; as it is
    where there are no two such numbers."""
    if sum(NUMBER.fullmatch(word.lower) is not None for word in query.words) < FEWEST:
        return [mention]
    column, _ = in_column(query, mention)
    best = column.hits[0].entry if column.hits else None
    if best is None or best.item.origin != "table" or not numbers_of(best.item.label):
        return [mention]
    family = _family(view, best)
    places = _numbers(query, mention, best, family) if len(family) > 1 else []
    if len(places) < FEWEST:
        return [mention]
    made: list[Mention] = []
    for place, rows in places:
        hits = [Hit(row, frozenset({place}), mention.hits[0].mass, FULL_SCORE) for row in rows]
        first = mention.first if not made else place
        made.append(replace(mention, first=first, end=place + 1, hits=hits, concept=None))
    return made


def _family(view: FilingView, best: Entry) -> list[Entry]:
    """The rows of the same table, and column, whose labels have the same words."""
    return [
        entry
        for entry in view.catalogue.entries
        if (entry.item.statement, entry.item.path) == (best.item.statement, best.item.path)
        and set(entry.label_terms) == set(best.label_terms)
    ]


def _numbers(
    query: Query, mention: Mention, best: Entry, family: Sequence[Entry]
) -> list[tuple[int, list[Entry]]]:
    """Places of numbers that name rows, from the mention on, with nothing between them but words that tie and
    words of the label."""
    said = set(best.label_terms)
    found: list[tuple[int, list[Entry]]] = []
    for place in range(mention.first, len(query.words)):
        word = query.words[place]
        if NUMBER.fullmatch(word.lower):
            rows = [entry for entry in family if word.lower in numbers_of(entry.item.label)]
            if not rows:
                return found
            found.append((place, rows))
        elif word.lower == "in" and place and said.issuperset(query.terms[place - 1] or ("",)):
            continue  # "due in 2015" is of the name, "in 2015" alone a time
        elif place >= mention.end and word.lower not in TIES and not said.issuperset(query.terms[place]):
            return found
    return found


def without_numbers(
    readings: Sequence[Reading[PeriodPhrase]], query: Query, mentions: Sequence[Mention]
) -> list[Reading[PeriodPhrase]]:
    """The period expressions but those that are the number of a row: none of "notes due 2014 and 2015"."""
    numbers = {
        query.words[mention.end - 1].start
        for mention in mentions
        if mention.hits and mention.hits[0].places == {mention.end - 1}
        if NUMBER.fullmatch(query.words[mention.end - 1].lower)
    }
    return [reading for reading in readings if not any(reading.start <= at < reading.end for at in numbers)]
