"""The shape of a question: which operation it asks for, by its words, its metrics and its periods.

Each rule of `SHAPES` says which, with questions it reads as examples, and the first that fits decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from grammar.query import Query
from qa.plan import OperationName, Plan, groups, shape_words
from qa.totals import named_periods, over_all, total_of_periods


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
    shapes = {t.tag for t in p.query.tagged if t.group == "shape" and t.first < _on_which_basis(p.query)}
    if shapes & {"where", "when"} and p.has("max", "min"):
        # "which country had the highest revenue": one of several figures
        return bool(shapes & {"who", "why"})
    return bool(shapes & {"who", "where", "why", "when"})


def _on_which_basis(query: Query) -> int:
    """Where "based on" stands: what follows qualifies the question, and asks for nothing ("revenue in Peru,
    based on the location of the customer's headquarters")."""
    words = [word.lower for word in query.words]
    places = (n for n, pair in enumerate(pairwise(words)) if n and pair == ("based", "on"))
    return next(places, len(words))


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
    if not p.has("count") or {"shares", "points"} & set(p.query.tags("unit")):
        return False
    starts = min(t.first for t in p.query.found("count"))
    many = p.query.words[starts].lower in ("how", "in", "count")
    near = range(starts, min(starts + (8 if many else 4), len(p.query.words)))
    after = {p.query.words[place].stem for place in near if p.query.inside(place) is None}
    return bool(after & (shape_words("group") | shape_words("period"))) or (_grouped(p) and not p.has("plus"))


def _grouped(p: Plan) -> bool:
    return any(m.concept in groups() for m in p.mentions)


# "What percentage higher is A than B?": by how much A is the larger, not what part of B it is.
PERCENTAGE_MORE = re.compile(
    r"\bwhat (?:percentage|percent|%) (?:more|higher|greater|larger|bigger|less|lower|smaller)\b",
    re.IGNORECASE,
)


def _share(p: Plan) -> bool:
    if IN_POINTS.search(p.query.text):
        return False
    if not p.has("share") and not (p.unit == "percent" and p.has("ratio", "part")):
        return False
    if PERCENTAGE_MORE.search(p.query.text):
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
    moving = moving or PERCENTAGE_MORE.search(p.query.text) is not None
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
