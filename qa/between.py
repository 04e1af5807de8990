"""One measure of two rows: "the difference in fair value between the mill and the barge".

What stands before "between" is measured, of each of what "and" parts; a question that names periods there
("between 2003 and 2004") is not of this kind.
"""

from __future__ import annotations

from collections.abc import Sequence

from grammar.lexicon import filler
from grammar.pipeline import understand
from grammar.query import Query
from index.joint import TABLE, joint_hits
from index.match import Mention
from qa.plan import Plan
from qa.view import FilingView

COMPARING = frozenset({"difference", "percent_change", "sum", "ratio"})
ENDS = frozenset({"in", "at", "as", "for", "during", "on", "of", "from", "?"})
MOST_WORDS = 9  # of one side


def two_sided(view: FilingView, plan: Plan) -> None:
    """Puts the two rows for the metrics of the plan, where both are found and its own metrics are not two."""
    if plan.operation not in COMPARING or (len(plan.mentions) == 2 and not (plan.missing or plan.unread)):
        return
    sides = _sides(plan.query)
    if sides is None:
        return
    measure = _measure(plan.query)
    found = [_row(view, measure, side) for side in sides]
    if all(found) and found[0].hits[0].entry is not found[1].hits[0].entry:  # type: ignore[union-attr]
        for mention, (first, end) in zip(found, _places(plan.query), strict=True):
            assert mention is not None
            mention.first, mention.end = first, end
        plan.mentions = [mention for mention in found if mention is not None]
        plan.missing, plan.unread, plan.asides = [], (), []


def _places(query: Query) -> tuple[tuple[int, int], tuple[int, int]]:
    words = [word.lower for word in query.words]
    start = words.index("between") + 1
    middle = _last_and(words, start, _end(query, start))
    return (start, middle), (middle + 1, _end(query, start))


def _sides(query: Query) -> tuple[str, str] | None:
    """What stands on the two sides of "and" after "between"; None where periods do."""
    words = [word.lower for word in query.words]
    if "between" not in words:
        return None
    start = words.index("between") + 1
    end = _end(query, start)
    middle = _last_and(words, start, end)
    if not start < middle < end - 1 or end - start > 2 * MOST_WORDS + 1:
        return None
    if any(query.inside(place) is not None for place in range(start, end)):
        return None
    return _text(query, start, middle), _text(query, middle + 1, end)


def _end(query: Query, start: int) -> int:
    """Where the second side ends: at a period, or at a word that leads on, once "and" has been said."""
    seen = False
    for place in range(start, len(query.words)):
        word = query.words[place].lower
        seen = seen or word == "and"
        if query.inside(place) is not None or (seen and word in ENDS and place > start + 1):
            return place
    return len(query.words)


def _last_and(words: Sequence[str], start: int, end: int) -> int:
    """The "and" that parts the sides: of several the one nearest to the middle."""
    places = [place for place in range(start, end) if words[place] == "and"]
    return min(places, key=lambda place: abs(2 * place - start - end), default=-1)


def _measure(query: Query) -> str:
    """The words before "between" that say what is measured."""
    stop = filler("stop") | filler("benign")
    asked = {place for t in query.tagged if t.group == "operation" for place in range(t.first, t.end)}
    words = []
    for place, word in enumerate(query.words):
        if word.lower == "between":
            break
        plain = word.stem in stop or word.lower in stop
        if place not in asked and not plain and not query.inside(place):
            words.append(word.text)
    return " ".join(words)


def _text(query: Query, first: int, end: int) -> str:
    return query.text[query.words[first].start : query.words[end - 1].end]


def _row(view: FilingView, measure: str, side: str) -> Mention | None:
    """The row that answers to a side and the measure together, or to the side alone where no word of the
    measure stands around it."""
    for text in (f"{measure} {side}", side):
        query = understand(text, view.vocabulary)
        metrics = [tagged for tagged in query.tagged if tagged.group == "metric"]
        hits = joint_hits(query, view.catalogue, range(len(query.words)), metrics, lambda entry: True, TABLE)
        if hits:
            return Mention(0, 0, hits, text=side)
    return None
