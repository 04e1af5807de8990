"""What is asked, as a plan: the operation, its metrics in order, its periods, the unit and the basis.

Which operation it is follows from its words (tags), how many metrics it names and how many periods:
`qa.shapes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from grammar.datafiles import load_data
from grammar.lexicon import filler, terms
from grammar.query import Query, Tagged
from grammar.values import PeriodPhrase, Reading
from grammar.words import stem
from index.match import Mention

OperationName = Literal[
    "lookup",
    "difference",
    "percent_change",
    "ratio",
    "share",
    "sum",
    "average",
    "max",
    "min",
    "count",
    "list",
    "boolean",
    "text",
]


@cache
def shape_words(kind: str) -> frozenset[str]:
    """The stems of one list of `data/shapes.toml`."""
    return frozenset(stem(word) for word in load_data("qa", "shapes")[kind])


@cache
def results() -> frozenset[str]:
    """Concepts from which costs have been taken off."""
    return frozenset(load_data("qa", "shapes")["results"])


@cache
def groups() -> frozenset[str]:
    """Concepts whose line is a sum that has named parts."""
    return frozenset(load_data("qa", "shapes")["groups"])


@dataclass(frozen=True, slots=True)
class Selecting:
    """Words that choose among figures of one name, and those of which the figure's own text has one.
    counts: only where things are counted."""

    said: frozenset[str]
    has: frozenset[str]
    counts: bool


@cache
def selecting() -> tuple[Selecting, ...]:
    return tuple(
        Selecting(
            frozenset(map(stem, one["said"])),
            frozenset(terms(" ".join(one["has"]))),
            one.get("counts", False),
        )
        for one in load_data("qa", "shapes")["selecting"]
    )


@dataclass(slots=True)
class Plan:
    """The reading of one question. `phrases` are its period expressions in order."""

    query: Query
    operation: OperationName
    mentions: list[Mention]
    phrases: list[Reading[PeriodPhrase]]
    missing: list[Tagged]
    unit: str | None = None
    scale: str | None = None  # thousands, millions, …: how the answer is to be worded
    basis: str | None = None
    statement: str | None = None
    stated: bool = False
    unread: tuple[str, ...] = ()
    carried: list[str] = field(default_factory=list)
    asides: list[Mention] = field(default_factory=list)  # metrics that only qualify another
    row: int = 0  # how many periods in a row are asked for ("the last four quarters")
    _tags: tuple[tuple[tuple[int, int, int], ...], set[str]] | None = field(default=None, repr=False)

    def has(self, *tags: str) -> bool:
        return not self.query_tags.isdisjoint(tags)

    @property
    def query_tags(self) -> set[str]:
        """Operation tags whose words are not part of a metric's own name or of a period."""
        mentions = [*self.mentions, *self.asides]
        key = tuple((mention.first, mention.end, len(mention.hits)) for mention in mentions)
        if self._tags is None or self._tags[0] != key:  # asked dozens of times a question
            self._tags = key, free_tags(self.query, mentions)
        return self._tags[1]

    @property
    def lists(self) -> bool:
        """Whether the question opens with a word that asks for several things: "List the markets"."""
        words = self.query.words
        return bool(words) and words[0].lower in ("list", "name", "itemize", "enumerate")

    @property
    def counted(self) -> frozenset[str]:
        """The folded stems of the first word that says what is counted ("how many states"); may be empty."""
        for tagged in self.query.found("count"):
            for place in range(tagged.end, len(self.query.words)):
                stem_ = self.query.words[place].stem
                if stem_ not in filler("benign") and stem_ not in filler("stop"):
                    return frozenset(self.query.terms[place])
        return frozenset()

    def free(self, group: str) -> set[str]:
        """Tags of another group, those inside a metric's name left out."""
        taken = {place for mention in (*self.mentions, *self.asides) for place in mention.places}
        return {
            t.tag for t in self.query.tagged if t.group == group and not set(range(t.first, t.end)) <= taken
        }

    def words(self) -> set[str]:
        """The stems of the question, those of its period expressions left out."""
        return {word.stem for place, word in enumerate(self.query.words) if self.query.inside(place) is None}

    def says(self, words: frozenset[str]) -> bool:
        return bool(words & self.words()) or (self.row > 1 and words == shape_words("period"))


NOUNS = frozenset({"contract", "contracts"})  # things, where other forms of the word are movements
WEIGHTED = frozenset({"weighted", "weighted-"})  # what is printed so; nothing to work out
BOUNDS = frozenset({"under", "over", "above", "below"})  # compare only where a figure is named


def _own_words(tagged: Tagged) -> set[int]:
    """The words that make a tag: "the percentage of" makes a share, also where "the total" behind it is of
    the metric's name."""
    return {tagged.first} if tagged.tag == "share" else set(range(tagged.first, tagged.end))


def free_tags(query: Query, mentions: Sequence[Mention]) -> set[str]:
    taken = {place for mention in mentions for place in mention.places}
    read = {place for m in mentions if m.end for place in (m.hits[0].places if m.hits else m.places)}
    return {
        t.tag
        for t in query.tagged
        if t.group == "operation"
        and not _own_words(t) & (read if t.tag in ("max", "min") else taken)
        and query.inside(t.first) is None
        and (query.amounts or query.words[t.first].lower not in BOUNDS)
        and query.words[t.first].lower not in NOUNS
        and not (t.tag == "average" and t.first and query.words[t.first - 1].lower in WEIGHTED)
        and not (t.end < len(query.words) and query.words[t.end].lower == "due")  # "falls due"
    }
