"""What is asked, as a plan: the operation, its metrics in order, its periods, the unit and the basis.

The shape of a question follows from its words (tags), how many metrics it names and how many periods;
each rule of `SHAPES` says which, with questions it reads as examples, and the first that fits decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Literal

from grammar.datafiles import load_data
from grammar.lexicon import filler, terms
from grammar.query import Query, Tagged
from grammar.values import PeriodPhrase, Reading
from grammar.words import stem
from index.match import Mention
from qa.totals import named_periods, over_all, total_of_periods

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


def free_tags(query: Query, mentions: Sequence[Mention]) -> set[str]:
    taken = {place for mention in mentions for place in mention.places}
    read = {place for m in mentions if m.end for place in (m.hits[0].places if m.hits else m.places)}
    return {
        t.tag
        for t in query.tagged
        if t.group == "operation"
        and not set(range(t.first, t.end)) & (read if t.tag in ("max", "min") else taken)
        and query.inside(t.first) is None
        and (query.amounts or query.words[t.first].lower not in BOUNDS)
        and query.words[t.first].lower not in NOUNS
        and not (t.tag == "average" and t.first and query.words[t.first - 1].lower in WEIGHTED)
        and not (t.end < len(query.words) and query.words[t.end].lower == "due")  # "falls due"
    }


def opens_yes_no(query: Query) -> bool:
    """Whether the question begins as one that is answered yes or no."""
    words = [word.stem for place, word in enumerate(query.words) if query.inside(place) is None]
    while words and words[0] in shape_words("leading"):
        words.pop(0)
    if len(words) < 2 or words[0] not in shape_words("auxiliaries"):
        return False
    return words[1] not in shape_words("polite")


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of question: when `fits`, the operation. `examples` are tests."""

    operation: OperationName
    fits: Callable[[Plan], bool]
    examples: tuple[str, ...]


def _is_text(p: Plan) -> bool:
    shapes = p.query.tags("shape")
    if shapes & {"where", "when"} and p.has("max", "min"):
        # "which country had the highest revenue": one of several figures
        return bool(shapes & {"who", "why"})
    return bool(shapes & {"who", "where", "why", "when"})


def _broken_down(p: Plan) -> bool:
    """ "Revenue by region": after "by" stands a noun that nothing else of the question reads."""
    words = p.query.words
    return bool(p.mentions) and any(
        word.lower == "by" and place + 1 < len(words) and set(p.query.terms[place + 1]) & set(p.unread)
        for place, word in enumerate(words)
    )


def _either(p: Plan) -> bool:
    """Which of two is the larger: "Which was higher, A or B?", "Was it higher in 2003 or in 2004?" """
    asks = p.has("more", "fewer", "max", "min") and not p.has("than") and not p.query.amounts
    return asks and any(w.lower == "or" for w in p.query.words) and max(len(p.mentions), len(p.phrases)) == 2


def _higher_of_two(p: Plan) -> bool:
    return _either(p) and not p.has("fewer", "min")


def _which_period(p: Plan) -> bool:
    """ "In which month was the average price highest?" asks for the month."""
    words = [word.stem for word in p.query.words]
    which = any(one in ("which", "what") and two in shape_words("period") for one, two in pairwise(words))
    return which and p.has("max", "min")


def _between_bases(p: Plan) -> bool:
    """What a restatement, or adjustments, did to one figure."""
    moved = p.has("up", "down", "change", "plus", "more", "fewer") or p.words() & shape_words("effects")
    return bool(moved and p.free("basis") & {"restatement", "adjustments"}) and len(p.mentions) == 1


def _is_count(p: Plan) -> bool:
    if not p.has("count") or "shares" in p.query.tags("unit"):
        return False
    starts = min(t.first for t in p.query.found("count"))
    many = p.query.words[starts].lower in ("how", "in", "count")
    near = range(starts, min(starts + (8 if many else 4), len(p.query.words)))
    after = {p.query.words[place].stem for place in near if p.query.inside(place) is None}
    return bool(after & (shape_words("group") | shape_words("period"))) or (_grouped(p) and not p.has("plus"))


def _grouped(p: Plan) -> bool:
    return any(m.concept in groups() for m in p.mentions)


def _share(p: Plan) -> bool:
    if IN_POINTS.search(p.query.text):
        return False
    if not p.has("share") and not (p.unit == "percent" and p.has("ratio", "part")):
        return False
    return len(p.mentions) >= 2 or (
        p.has("share") and not p.has("up", "down", "change", "growth") and bool(p.mentions)
    )


def _ratio(p: Plan) -> bool:
    if p.has("ratio"):
        return True
    if len(p.mentions) != 2:
        return False
    a, b = p.mentions
    if "/" in p.query.text and " / " not in p.query.text:
        return False
    return [w.lower for w in p.query.words[a.end : b.first]] in (
        ["to"],
        ["over"],
        ["to", "its"],
        ["/"],
        ["to", "the"],
    )


# A change of something that is itself a percentage is one in points.
IN_POINTS = re.compile(
    r"\b(?:change|increase|decrease|difference|movement)s?\b[ /()a-z-]{0,24} (?:in|of|between) "
    r"(?:the )?(?:average )?"
    r"(?:percent(?:age)?s? (?:of|in|for|represented|that)\b|% (?:of|in)|(?:proportion|share) of\b)",
    re.IGNORECASE,
)


# "The change in the average X": X is printed as an average, and that is what changed.
OF_AVERAGE = re.compile(
    r"\b(?:change|increase|decrease|difference)s?\b[ /()a-z-]{0,16} in (?:the )?average\b", re.IGNORECASE
)


def _change_of_average(p: Plan) -> bool:
    if not OF_AVERAGE.search(p.query.text) or p.query.text.lower().count("average") > 1:
        return False
    return len(p.mentions) == 1 and not any(phrase.value.to_year for phrase in p.phrases[1:])


def _percent_change(p: Plan) -> bool:
    if IN_POINTS.search(p.query.text):
        return False
    moving = p.has("up", "down", "change", "growth") or (p.has("more", "fewer") and p.has("than"))
    return (moving and (p.has("percent", "share") or p.unit == "percent")) or p.has("growth")


def _threshold(p: Plan) -> bool:
    """Periods in which a figure is above or below one that the question names."""
    return bool(p.query.amounts) and p.has("more", "fewer") and bool(p.mentions)


def _which_compared(p: Plan) -> bool:
    """ "In which year was X larger?": which of all is the largest, where no other is named."""
    if not p.has("more", "fewer") or p.has("than") or p.query.amounts or not p.mentions:
        return False
    return asks_which(p.query, shape_words("period") | shape_words("group"))


def asks_which(query: Query, nouns: frozenset[str]) -> bool:
    """Whether "which" or "what" stands before one of these nouns, a word or two between them."""
    words = query.words
    return any(
        word.lower in ("which", "what") and {w.stem for w in words[place + 1 : place + 4]} & nouns
        for place, word in enumerate(words)
    )


def _signed_periods(p: Plan) -> bool:
    """ "In which years was X negative?" """
    return p.has("negative", "positive") and bool(p.mentions) and asks_which(p.query, shape_words("period"))


def _difference(p: Plan) -> bool:
    if IN_POINTS.search(p.query.text):
        return True
    if p.has("less") and len(p.mentions) >= 2:
        return True
    if p.has("more", "fewer") and p.has("than"):
        return True
    if p.has("more", "fewer") and not any(m.end for m in p.mentions):
        return True
    return p.has("up", "down", "change") or (p.has("more", "fewer") and len(p.mentions) + len(p.phrases) > 2)


SHAPES: tuple[Shape, ...] = (
    Shape(
        "text",
        _is_text,
        ("Who is the chief executive?", "Where is the company based?", "Why did sales fall?"),
    ),
    Shape("max", _higher_of_two, ("Which was higher in Q3, inventories or trade receivables?",)),
    Shape("min", _either, ("Which was lower in Q3, research and development or marketing?",)),
    Shape(
        "boolean",
        lambda p: opens_yes_no(p.query),
        ("Did revenue rise?", "Was inventory higher in June than in March?", "Is working capital negative?"),
    ),
    Shape(
        "count",
        lambda p: _threshold(p) and p.has("count"),
        ("How many periods had net sales above $20 million?",),
    ),
    Shape("list", _threshold, ("Which periods had net sales above $20 million?",)),
    Shape("list", _signed_periods, ("In which years was net income negative?",)),
    Shape(
        "min",
        lambda p: _which_compared(p) and p.has("fewer"),
        ("In which year was inventory lower?",),
    ),
    Shape("max", _which_compared, ("In which year was inventory larger?",)),
    Shape(
        "sum",
        lambda p: total_of_periods(p) or over_all(p),
        ("What was the total inventory in 2003 and 2004?",),
    ),
    Shape(
        "average",
        lambda p: p.has("average") and not _which_period(p) and not _change_of_average(p),
        ("average of revenue in Q3 and Q2", "mean total assets"),
    ),
    Shape(
        "count",
        _is_count,
        ("How many items make up total assets?", "In how many periods was net income negative?"),
    ),
    Shape(
        "share", _share, ("What share of revenue was licensing?", "inventory as a percentage of total assets")
    ),
    Shape(
        "percent_change",
        _percent_change,
        ("By what percentage did revenue rise?", "% change in inventory since March", "revenue growth"),
    ),
    Shape("difference", _between_bases, ("How much did the restatement add to inventory?",)),
    Shape(
        "max", lambda p: p.has("max"), ("largest operating expense", "In which period was revenue highest?")
    ),
    Shape("min", lambda p: p.has("min"), ("smallest current liability",)),
    Shape("ratio", _ratio, ("total liabilities to total assets", "ratio of cash to debt")),
    Shape("list", _broken_down, ("revenue by region in fiscal 2004",)),
    Shape(
        "list",
        lambda p: p.has("list") and bool(p.mentions),
        ("List the current assets", "break down revenue"),
    ),
    Shape(
        "sum",
        lambda p: p.has("plus") or (p.has("sum") and max(len(p.mentions), len(named_periods(p)), p.row) >= 2),
        ("cash plus inventory", "marketing and G&A together"),
    ),
    Shape("difference", _difference, ("How much did inventory fall?", "revenue less cost of sales")),
    Shape("lookup", lambda p: True, ("What was revenue in Q3?",)),
)


def shape(plan: Plan) -> OperationName:
    """The operation of the first shape that fits."""
    return next(s.operation for s in SHAPES if s.fits(plan))
