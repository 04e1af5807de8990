"""Labels that a question says word for word, small words and words of time included.

"The change in Outstanding, beginning of the year from 2004 to 2005": what stands in a label is a name there,
be it a time, a concept the filing has elsewhere, or a word that asks for something in other questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from grammar.query import Query
from grammar.words import stems
from index.model import LineItem

if TYPE_CHECKING:
    from index.catalogue import Catalogue

FEWEST_WORDS = 3  # "Net sales" is found by its words; of three or more one may be read as something else


class Names:
    """The labels of rows as runs of stems, findable by the first of them."""

    def __init__(self, items: Iterable[LineItem]) -> None:
        self._from: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for position, item in enumerate(items):
            key = stems(item.label) if item.origin == "table" else ()
            if len(key) >= FEWEST_WORDS:
                self._from.setdefault(key[0], []).append((key, position))

    def said(self, words: Sequence[str]) -> Iterable[tuple[range, int]]:
        """Where the words say a label in full, and the position of its item."""
        for start, word in enumerate(words):
            for key, position in self._from.get(word, ()):
                if tuple(words[start : start + len(key)]) == key:
                    yield range(start, start + len(key)), position


def names_said(query: Query, catalogue: Catalogue) -> list[tuple[frozenset[int], int]]:
    """The rows whose label the question says in full: the places of its words, and the row's position. A day
    or a year in the label is left to be read as the time it is."""
    found = []
    for places, position in catalogue.names.said([word.stem for word in query.words]):
        if not any(query.inside(place) and query.words[place].lower.isdigit() for place in places):
            found.append((frozenset(places), position))
    return found
