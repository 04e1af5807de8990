"""Metrics of a question that only qualify another: "net of depreciation", "in cash", "SG&A aside".

They are taken out of the plan, where another metric is left to answer with.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from grammar.lexicon import filler
from grammar.query import Query
from index.match import Mention


@dataclass(frozen=True, slots=True)
class Aside:
    """When a metric is an aside, with examples: (question, the words that are one)."""

    name: str
    fits: Callable[[Query, Mention], bool]
    examples: tuple[tuple[str, str], ...]


def _before(query: Query, mention: Mention, *words: str) -> bool:
    start = mention.first - len(words)
    return start >= 0 and tuple(w.lower for w in query.words[start : mention.first]) == words


def _after(query: Query, mention: Mention, *words: str) -> bool:
    return tuple(w.lower for w in query.words[mention.end : mention.end + len(words)]) == words


def _in_parentheses(query: Query, mention: Mention) -> bool:
    """Whether it stands in parentheses, as a definition of what was named before them."""
    start = query.words[mention.first].start
    return query.text.count("(", 0, start) > query.text.count(")", 0, start)


DEFINING = frozenset({"taken", "defined", "calculated", "computed", "measured", "meaning", "ie", "i.e."})


def _defined(query: Query, mention: Mention) -> bool:
    """Whether what follows says how it is worked out: "free cash flow, taken as A less B"."""
    words = [word.lower for word in query.words]
    for place in range(mention.end, len(words) - 2):
        if words[place] in DEFINING and words[place + 1] in ("as", "to", "by"):
            return any(t.first > place for tag in ("less", "plus", "ratio") for t in query.found(tag))
    return False


def _used_for(query: Query, mention: Mention) -> bool:
    """Whether "used for", "used in computing" or "behind" stands before it: it says what another is for."""
    before = [word.lower for word in query.words[max(0, mention.first - 4) : mention.first]]
    return "behind" in before or "used" in before


def _excluded(query: Query, mention: Mention) -> bool:
    """Whether "excluding" or the like stands before it, with no more than small words between."""
    small = filler("stop") | filler("benign")
    start = query.words[mention.first].start
    for tagged in query.found("adjusted", "basis"):
        if tagged.first < mention.first < tagged.end:
            return True  # "before the one-time | charge": the words of the basis itself
        between = query.words[tagged.end : mention.first]
        clause = query.text[query.words[tagged.end - 1].end : start]
        if tagged.end <= mention.first and "," not in clause and all(w.stem in small for w in between):
            return True
    return False


DEDUCTED = (("net", "of"), ("after", "deducting"), ("before",), ("before", "the"))
ASIDES: tuple[Aside, ...] = (
    Aside(
        "net of",
        lambda q, m: any(_before(q, m, *words) for words in DEDUCTED),
        (("property and equipment, net of depreciation", "depreciation"),),
    ),
    Aside(
        "restated",
        _in_parentheses,
        (("current ratio (total current assets over total current liabilities)", "total current assets"),),
    ),
    Aside(
        "defined",
        _defined,
        (("free cash flow, taken as operating cash flow less capital spending", "free cash flow"),),
    ),
    Aside(
        "used for",
        _used_for,
        (("shares used for the earnings per share", "earnings per share"),),
    ),
    Aside(
        "in cash",
        lambda q, m: _before(q, m, "in") and m.concept == "cash" and not q.found("share"),
        (("What did the sale of land bring in, in cash?", "cash"),),
    ),
    Aside(
        "aside",
        lambda q, m: _after(q, m, "aside") or _after(q, m, "apart"),
        (("interest expense aside, what was net income?", "interest expense"),),
    ),
    Aside(
        "excluding",
        _excluded,
        (("leaving out interest expense, what was net income?", "interest expense"),),
    ),
)


def is_aside(query: Query, mention: Mention) -> bool:
    return any(aside.fits(query, mention) for aside in ASIDES)


def without_asides(query: Query, mentions: list[Mention]) -> list[Mention]:
    """The metrics that are asked for; all of them where each is an aside."""
    kept = [m for m in mentions if not is_aside(query, m)]
    return kept or mentions
