"""Questions that a clause of the prose answers: the sentence that says most of it, and the span in it.

The frame of the question (`qa.frames`) says what is left open; the sentences that share its words are tried
in the order of how much of them they share, and the span that fits best is the answer, or there is none.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from grammar.values import PeriodPhrase
from index.sentences import places_of
from qa.about import BORROWED, says_all, strength, together, works_out
from qa.asking import Term, read_question
from qa.frame_words import alike
from qa.frames import Frame, FrameKind, read_frame
from qa.passage_index import Line, PassageIndex
from qa.passages import NAMELESS, ProseAnswer
from qa.profile_answers import answer_from_profile
from qa.spans import Sight, Span, sight
from qa.spans_table import contents
from qa.spans_verb import agents, objects
from qa.spans_what import FIGURE, definitions, lists, worked_out
from qa.spans_why import conditions, frequencies, moving, reasons, results, ways
from qa.times import other_time, same_or_ending, times

LIGHT = 0.3
UNKNOWN = 1.4  # how much heavier a word weighs that the filing does not have
LEAST = 0.5  # coverage below which a sentence is not looked into
TRIED = 10  # sentences looked into
CLOSE = 0.95  # of the best score: a sentence that answers as well
RIVALLED = 0.9  # how much less sure each such sentence makes an answer
LONGEST = 600  # characters of a question that are read

# Scores below which a kind of question is left to the figures, and those below which it is not answered.
SURE: dict[FrameKind, float] = {
    "reason": 0.5,
    "manner": 0.5,
    "condition": 0.5,
    "often": 0.5,
    "meaning": 0.62,
    "object": 0.6,
    "agent": 0.6,
    "contents": 0.5,
    "result": 0.6,
}
UNSURE: dict[FrameKind, float] = {
    "reason": 0.4,
    "manner": 0.4,
    "condition": 0.4,
    "often": 0.4,
    "meaning": 0.5,
    "object": 0.45,
    "agent": 0.45,
    "contents": 0.5,
    "result": 0.6,
}
# Scores from which a thing with a figure is taken to be asked what it is, or was.
DEFINED, MEANT = 0.75, 0.9
# Scores below which no span is given; of many sentences more share a word by chance.
FITTING, FITTING_IN_MANY = 0.43, 0.62
MANY = 100  # sentences
COMMON = 25  # sentences with a word that alone says nothing any more
# How often a span that fits well begins and ends just where a reader would have it, as measured.
EXACT: dict[FrameKind, float] = {
    "reason": 0.65,
    "manner": 0.65,
    "condition": 0.85,
    "often": 0.85,
    "meaning": 0.7,
    "object": 0.72,
    "agent": 0.85,
    "contents": 0.8,
    "result": 0.8,
}
EXTRACTORS: dict[FrameKind, Callable[[Sight], Iterator[Span]]] = {
    "reason": reasons,
    "manner": ways,
    "condition": conditions,
    "often": frequencies,
    "meaning": definitions,
    "object": objects,
    "agent": agents,
    "contents": contents,
    "result": results,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A span of a sentence, and how sure it is to answer."""

    score: float
    position: int
    span: Span
    rivals: int = 0  # other sentences that answer a question of one word as well


def clause_answer(
    question: str, index: PassageIndex, sure: bool = True, measured: bool = False
) -> ProseAnswer | None:
    """The span of the prose that answers; None where nothing does. With `sure` only where the question can
    hardly ask for a figure, and the span fits. `measured`: the question names something that the filing has
    figures for."""
    frame = read_frame(question, index.company, index.named)
    if frame is None or (sure and frame.kind == "meaning" and frame.periods):
        return None
    found = None if vague(frame, index) else _best(frame, index)
    if found is None or found.score < (SURE if sure else UNSURE)[frame.kind]:
        return None
    if found.score * RIVALLED**found.rivals < (FITTING if len(index.lines) < MANY else FITTING_IN_MANY):
        return None
    text = index.lines[found.position].sentence.text[found.span.start : found.span.end]
    if frame.kind == "meaning" and not _surely_meant(frame, found, sure, measured):
        return None
    if sure and (FIGURE.match(text) or _in_profile(question, index)):
        return None
    return _answer(index, found, frame.kind)


def vague(frame: Frame, index: PassageIndex) -> bool:
    """Whether all that a question names is one word which a long filing has everywhere: "What caused the
    loss?" may be any of many losses, and "What are the risks?" no one sentence says."""
    if len(index.lines) < MANY or len(frame.terms) != 1:
        return False
    if len(index.sharing(frame.terms[0].keys[:1])) <= COMMON:
        return False
    return frame.kind == "reason" or bool(NAMELESS.match(frame.text))


def _in_profile(question: str, index: PassageIndex) -> bool:
    """Whether what the filing says of itself answers."""
    known, told = answer_from_profile(read_question(question[:LONGEST], index.company, index.named), index)
    return known and told is not None


def _surely_meant(frame: Frame, found: Found, sure: bool, measured: bool) -> bool:
    """Whether "what is X?" asks what X is, not for its figure."""
    if measured and (frame.periods or found.score < (MEANT if frame.past else DEFINED)):
        return False
    return not (sure and frame.periods)


def _best(frame: Frame, index: PassageIndex) -> Found | None:
    weights = {term: weight_of(term, index) for term in frame.terms}
    if works_out(frame):
        weights.update({term: LIGHT for term in weights if not frame.verb.isdisjoint(term.keys)})
    candidates: list[Found] = []
    best = 0.0
    for coverage, position in _ranked(frame, weights, index):
        if best >= coverage:
            break  # none of the others can be better
        line = index.lines[position]
        fits = timely(frame.periods, line, index.before(position), index)
        if not fits or not says_all(frame, line, index.before(position)):
            continue
        seen = sight(frame, line, weights, index.before(position))
        if not together(seen):
            continue
        for span in _spans(seen):
            if span.end - span.start < 2:
                continue
            score = coverage * span.score * fits * _fullness(line)
            candidates.append(Found(score, position, span))
            best = max(best, score)
    if not candidates:
        return None
    found = max(candidates, key=lambda found: (round(found.score, 6), -found.position, -found.span.start))
    one_word = sum(not term.light and term.word not in moving() for term in frame.terms) <= 1
    close = {one.position for one in candidates if one_word and one.score >= CLOSE * found.score}
    return replace(found, rivals=len(close - {found.position}))


def _spans(seen: Sight) -> Iterator[Span]:
    frame = seen.frame
    if works_out(frame) and not seen.verbs:
        yield from worked_out(seen)
        return
    yield from EXTRACTORS[frame.kind](seen)
    if frame.kind in {"manner", "object"} and not frame.verb.isdisjoint(alike()["mean"]):
        yield from definitions(seen)
    if frame.kind in {"agent", "object"} and frame.focus:
        yield from lists(seen)


def weight_of(term: Term, index: PassageIndex) -> float:
    count = len(index.sharing(term.keys))
    weight = math.log(2 + len(index.lines) / max(count, 0.5))
    return weight * (LIGHT if term.light else 1.0) * (UNKNOWN if not count and not term.light else 1.0)


def _ranked(frame: Frame, weights: dict[Term, float], index: PassageIndex) -> list[tuple[float, int]]:
    if frame.kind == "contents":
        return [(1.0, place) for place in range(len(index.lines))][:200]
    return ranked(frame.terms, weights, index, LEAST)


def ranked(
    terms: tuple[Term, ...],
    weights: dict[Term, float],
    index: PassageIndex,
    least: float,
    headed: float = BORROWED,
) -> list[tuple[float, int]]:
    """The sentences that share most of a question's words, best first, with the share; none below `least`."""
    total = sum(weights.values())
    if not total:
        return []
    pool: set[int] = set()
    left = total
    for term in sorted(weights, key=lambda term: (-weights[term], term.start)):
        if left < least * total:
            break  # a sentence with none of the heavier words cannot have enough of it
        sharing = index.sharing(term.keys)
        pool |= sharing
        pool.update(place for one in sharing & index.further.keys() for place in index.further[one])
        left -= weights[term]
    scored = [(coverage_of(index, place, weights, headed) / total, place) for place in pool]
    return sorted((one for one in scored if one[0] >= least), key=lambda one: (-one[0], one[1]))[:TRIED]


def coverage_of(index: PassageIndex, place: int, weights: dict[Term, float], headed: float) -> float:
    """What the words that a sentence shares with a question weigh; `headed`: what one counts that only its
    heading says."""
    line, before = index.lines[place], index.before(place)
    return sum(weight * strength(term, line, before, headed) for term, weight in weights.items())


def timely(periods: tuple[PeriodPhrase, ...], line: Line, before: Line | None, index: PassageIndex) -> float:
    """How well a sentence fits the time asked for."""
    if not periods:
        return 1.0
    said = times(line.sentence.text)
    if not said:
        said = times(before.sentence.text) if before is not None else times(line.before)
    said = said or times(line.sentence.heading)
    if any(same_or_ending(wanted, have, index.context) for wanted in periods for have in said):
        return 1.0
    if said and all(other_time(wanted, have) for wanted in periods for have in said):
        return 0.3
    return 0.8


def _fullness(line: Line) -> float:
    text = line.sentence.text.rstrip(")\"”' ")
    return 1.0 if text.endswith((".", "!", "?", ":", ";")) else 0.8


def _answer(index: PassageIndex, found: Found, kind: FrameKind) -> ProseAnswer:
    sentence = index.lines[found.position].sentence
    places = places_of(sentence, found.span.start, found.span.end)
    printed = " ".join(sentence.text[found.span.start : found.span.end].split())
    names = (" ".join(sentence.text[a:b].split()) for a, b in found.span.parts)
    parts = tuple((name, name) for name in names)
    lines = tuple(place.line for place in places)
    sure = min(0.95, found.score) * EXACT[kind] * RIVALLED**found.rivals
    return ProseAnswer(printed, printed, "text", found.position, places, lines, round(sure, 2), parts=parts)
