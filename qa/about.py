"""Whether a sentence is about what a question asks: it has all its words, those of one name side by side, and
not those of another.
"""

from __future__ import annotations

import itertools

from grammar.lexicon import filler
from grammar.words import cut
from qa.asking import Term, keys_of, word_set
from qa.frame_words import alike, is_participle, listed
from qa.frames import Frame
from qa.passage_index import Line
from qa.passages import GROUP, ROOT, STEM, shortened
from qa.spans import Sight, found
from qa.spans_why import moving

NOTED = 0.95  # what a word counts that stands in the row which a footnote is about
BORROWED = 0.75  # what a word counts that stands in the heading, or in the sentence before
NEAR = 3  # words between two that the question has side by side


def says_all(frame: Frame, line: Line, before: Line | None) -> bool:
    """Whether a sentence, its heading or the one before has every word that carries the question, its verb
    in any word that says the same: the reason of another thing is no answer. How a thing is worked out may be
    said without a word for that: "the margin is sales less costs"."""
    carrying = [
        t for t in frame.terms if not (t.light or t.word in moving() or not frame.verb.isdisjoint(t.keys))
    ]
    lone = carrying[0] if len(carrying) == 1 and not shortened(frame.text, carrying[0]) else None
    return all(
        term.light
        or (works_out(frame) and not frame.verb.isdisjoint(term.keys))
        or (frame.kind == "reason" and term.word in moving())
        or (
            strength(term, line, before, BORROWED) > 0.0
            and not (lone is term and _reworded(term, line, before))
        )
        or (not frame.verb.isdisjoint(term.keys) and not frame.verb.isdisjoint(line.own))
        for term in frame.terms
    )


def _reworded(term: Term, line: Line, before: Line | None) -> bool:
    """Whether a sentence has only another word for what is asked about: "common stock" for inventories. Where
    nothing else is asked about, that is not enough."""
    said = line.own | line.noted | line.borrowed | (before.own if before else frozenset())
    return all(key[0] == "#" for key in term.keys if key in said)


def together(seen: Sight) -> bool:
    """Whether the words that stand side by side in the question stand near each other in the sentence: "net
    cash flows from income taxes" are no net income."""
    places: dict[Term, list[int]] = {}
    for place, hit in enumerate(seen.hits):
        if hit is not None:
            places.setdefault(hit, []).append(place)
    terms = sorted(seen.frame.terms, key=lambda term: term.start)
    for one, two in itertools.pairwise(terms):
        if one not in places or not _beside(one, two, seen.frame):
            continue
        there = places.get(two, [])
        if any(abs(here - place) <= NEAR for here in places[one] for place in there):
            continue
        if not there and (seen.frame.kind != "reason" or not seen.line.noted.isdisjoint(two.keys)):
            continue
        if not _both(one, two, seen) or _of_another(places[one], seen):
            return False
    return True


def _of_another(places: list[int], seen: Sight) -> bool:
    """Whether the first word of a name stands before another noun in what a reason is given for: where
    operating expenses are asked about, "operating income rose because …" is another thing, though the heading
    have both."""
    marks = found("reasons", "sure", seen.text) if seen.frame.kind == "reason" else ()
    stop = marks[0].start() if marks else 0
    nexts = [place + 1 for place in places if place + 1 < len(seen.words) and seen.words[place].start < stop]
    return any(seen.hits[place] is None and _is_noun(seen, place) for place in nexts)


def _is_noun(seen: Sight, place: int) -> bool:
    """Whether a word may be the noun that the one before it belongs to."""
    word = seen.words[place]
    small = filler("stop") | listed("adverbs") | word_set("auxiliaries") | word_set("prepositions")
    straight = seen.text[seen.words[place - 1].end : word.start] == " "
    return (
        straight
        and word.text.isalpha()
        and word.lower not in small
        and word.lower not in moving()
        and not is_participle(word.lower)
    )


def _both(one: Term, two: Term, seen: Sight) -> bool:
    """Whether the sentence before, or the heading, has both words side by side."""
    before = seen.before.keys if seen.before else ()
    heading = keys_of(cut(seen.line.sentence.heading))
    return any(
        _has(keys, one) and any(_has(near, two) for near in text[place + 1 : place + 1 + NEAR])
        for text in (before, heading)
        for place, keys in enumerate(text)
    )


def _has(keys: tuple[str, ...], term: Term) -> bool:
    return not frozenset(keys).isdisjoint(term.keys)


def _beside(one: Term, two: Term, frame: Frame) -> bool:
    """Whether two words stand side by side in the question as parts of one name."""
    named = not (one.light or two.light or is_participle(two.word) or two.word in moving())
    verb = not frame.verb.isdisjoint({*one.keys, *two.keys})
    return named and not verb and two.start - one.start - len(one.word) == 1


def strength(term: Term, line: Line, before: Line | None, headed: float) -> float:
    best = 0.0
    for key in term.keys[:1] if term.hard else term.keys:
        worth = GROUP if key[0] == "#" else ROOT if key[0] == "~" else STEM
        if key in line.own:
            best = max(best, worth)
        elif key in line.noted:
            best = max(best, worth * NOTED)
        elif before is not None and key in before.own:
            best = max(best, worth * BORROWED)
        elif key in line.borrowed:
            best = max(best, worth * headed)
    return best


def works_out(frame: Frame) -> bool:
    """Whether a question is for how a thing is determined."""
    return frame.kind == "manner" and not frame.verb.isdisjoint(alike()["determin"])
