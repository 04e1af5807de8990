"""What a verb leaves open: its object behind it, or what does it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grammar.words import stem
from qa.asking import word_set
from qa.clauses import clause_end, clause_start, tidy_end
from qa.frame_words import BE, DETERMINERS, alike, is_participle, listed
from qa.scene import compiled
from qa.spans import Sight, Span

LEAST_SUBJECT = 0.55  # of what is asked about, to be the subject of its verb
ELIDED = 0.95  # a footnote's sentence, whose subject is the row that carries its mark
NEXT = 60  # characters behind "considered" in which the thing asked about stands
PASSIVE = 0.6  # what a participle with "is" counts where the question asks in the active
STRANGERS = 2  # words between a verb and its preposition that the question has not
PREPOSITIONS = {
    "to": "to|as|into",
    "as": "as|to",
    "in": "in|on|at|under|within",
    "on": "on|upon",
}  # that stand for one another
EARLY = frozenset(["in", "on", "at", "for", "by", "with"])  # that may only say when or where
CONVERSE = frozenset(["in", "by", "as", "within", "among", "from", "be", "into", "of", "under", "for"])
LEAD = (
    r"\s(?:into\s(?:account|consideration)\s)?"
    r"(?:(?:also|primarily|mainly|principally|generally|mostly|only|solely|typically)\s)*"
    r"(?:(?:of|to|as)\s)?(?:(?:primarily|mainly|principally)\s)?(?:of\s)?(?:that\s)?"
)
PHRASE = r",?\s(?:in|on|at|for|during|as of|within|under|to|from|with|of)\s"


def objects(sight: Sight) -> Iterator[Span]:
    """ "X consists of Y", "X was limited to Y": what follows the verb behind what is asked about."""
    frame, text = sight.frame, sight.text
    asked = {stem(word) for word in re.findall(r"[a-z]+", frame.text.lower())}
    for place in sight.verbs:
        word = sight.words[place]
        start = _behind_verb(sight, place)
        if start is None:
            continue
        if word.start <= 1 and (is_participle(word.lower) or word.text[:1].isupper()):
            yield Span(0, clause_end(text, start, wide=True), ELIDED * sight.elided())
            continue
        end = _object_end(sight, start)
        if end - start < 2 or not sight.fresh(start, end):
            continue
        held = max(sight.share(0, word.start), sight.share(0, start) if frame.particle else 0.0)
        score = 0.4 + 0.3 * sight.share(0, len(text)) + 0.3 * min(1.0, held * 1.5)
        score *= 1.0 if word.stem in asked else 0.9
        if _passive(sight, place) and not _asks_passive(frame.text) and not text.startswith(" of ", word.end):
            score *= PASSIVE
        yield Span(start, end, score)


def _asks_passive(text: str) -> bool:
    return compiled(r"\b(?:is|are|was|were|been|be)\b").search(text.lower()) is not None


def _passive(sight: Sight, place: int) -> bool:
    if not is_participle(sight.words[place].lower):
        return False
    return any(sight.words[near].lower in BE for near in range(max(0, place - 2), place))


def _behind_verb(sight: Sight, place: int) -> int | None:
    """Where the object begins: behind the verb, its adverbs and its preposition, and behind what the question
    already has ("combined X with …"); None where the preposition asked for does not follow."""
    text, offset, particle = sight.text, sight.words[place].end, sight.frame.particle
    if particle:
        ways = PREPOSITIONS.get(particle, re.escape(particle))
        direct = compiled(rf"\s(?:\w+ly\s)?(?:{ways})\s").match(text, offset)
        if direct:
            return direct.end()
        asked = any(sight.hits[place + 1 : place + 9])
        near = compiled(rf"(?:[^.;]{{0,160}}?)\s(?:{ways})\s").match(text, offset) if asked else None
        if near and sight.strangers(offset, near.end()) <= STRANGERS:
            return near.end()
        if particle not in {"of", *EARLY} or (asked and particle not in {"of", "in", "by"}):
            return None
    lead = compiled(LEAD).match(text, offset)
    if lead is None:
        return None
    return _behind_asked(sight, place, lead.end()) if particle else lead.end()


def _behind_asked(sight: Sight, place: int, start: int) -> int:
    """Behind the words after a verb that the question has already."""
    first = start
    for near in range(place + 1, len(sight.words)):
        word = sight.words[near]
        if word.start < start:
            continue
        if sight.hits[near] is None and word.lower not in DETERMINERS | {"of", "and"}:
            break
        if sight.hits[near] is not None:
            start = word.end
    while start < len(sight.text) and sight.text[start] in ' ,"”':
        start += 1
    more = compiled(r"(?:from|of|by|with|to|as|for|in)\s").match(sight.text, start) if start > first else None
    return more.end() if more else start


def _object_end(sight: Sight, start: int) -> int:
    """Where the object ends: at the clause's end, or before a phrase that the question has already."""
    text = sight.text
    end = clause_end(text, start)
    for match in compiled(PHRASE).finditer(text, start, end):
        tail = sight.inside(match.end(), end)
        said = sum(sight.hits[place] is not None for place in tail)
        fresh = sight.strangers(match.end(), end)
        telling = [
            place for place in tail if sight.hits[place] or sight.words[place].lower not in DETERMINERS
        ]
        opens = bool(telling) and sight.hits[telling[0]] is not None
        if match.start() > start + 2 and said >= 2 and (fresh == 0 or (fresh <= said and opens)):
            return tidy_end(text, start, match.start())
    return end


def agents(sight: Sight) -> Iterator[Span]:
    """ "What is included in X?": what X includes, or what is "included in X"; "Who approved X?"."""
    text = sight.text
    for place in sight.verbs:
        word = sight.words[place]
        before, after = sight.share(0, word.start), sight.share(word.end, len(text))
        if sight.frame.particle:
            yield from _converse(sight, place, before, after)
        elif _passive(sight, place):
            by = compiled(r"[^.;]{0,120}?\sby\s").match(text, word.end)
            if by and before >= LEAST_SUBJECT:
                end = _object_end(sight, by.end())
                near = compiled(r"\s(?:on|in|at|during|and|for|to|as)\s").search(text, by.end(), end)
                yield Span(by.end(), near.start() if near else end, 0.6 + 0.4 * before)
        elif after >= LEAST_SUBJECT:
            start = clause_start(text, word.start)
            end = _subject_end(sight, start, word.start)
            if end > start + 2 and sight.fresh(start, end):
                yield Span(start, end, 0.45 + 0.4 * after)


def _subject_end(sight: Sight, start: int, end: int) -> int:
    """The end of a subject, without the auxiliaries and adverbs before its verb."""
    small = word_set("auxiliaries") | listed("adverbs") | {"also", "been", "be", "not", "that", "which"}
    for place in reversed(sight.inside(start, end)):
        word = sight.words[place]
        if word.lower not in small and not word.lower.endswith("ly"):
            return word.end
    return start


def _converse(sight: Sight, place: int, before: float, after: float) -> Iterator[Span]:
    """ "What is included in X?" of "X includes Y", "Y is included in X", "Included in X are Y"."""
    text, word = sight.text, sight.words[place]
    if word.start <= 1:
        yield from _opening(sight, place)
    elif (held := _held_to_be(sight, place)) is not None:
        yield held
    elif _passive(sight, place) and after >= LEAST_SUBJECT:
        start = clause_start(text, word.start)
        end = _subject_end(sight, start, word.start)
        if sight.fresh(start, end):
            yield Span(start, end, 0.5 + 0.4 * after)
    elif before >= LEAST_SUBJECT and sight.frame.particle in CONVERSE:
        lead = compiled(LEAD).match(text, word.end)
        start = lead.end() if lead else word.end
        end = clause_end(text, start)
        if sight.fresh(start, end):
            precise = 1 / (1 + 0.2 * sight.strangers(clause_start(text, word.start), word.start))
            yield Span(start, end, 0.45 + 0.3 * before + 0.2 * precise)


def _held_to_be(sight: Sight, place: int) -> Span | None:
    """What is thought to be the thing asked about: Y of "we consider Y to be X", "Y are considered X"."""
    text, word = sight.text, sight.words[place]
    if sight.frame.verb.isdisjoint(alike()["believ"]):
        return None
    if _passive(sight, place):
        link = compiled(r"\s(?:(?:to be|as)\s)?").match(text, word.end)
        start, end = clause_start(text, word.start), word.start
        end = _subject_end(sight, start, end)
    else:
        lead = compiled(r"\s(?:(?:all|any)\s)?").match(text, word.end)
        start = lead.end() if lead else word.end
        link = compiled(r"\s(?:to be|as)\s").search(text, start, clause_end(text, start))
        end = link.start() if link else start
    if link is None or not sight.fresh(start, end) or sight.share(start, end) > LEAST_SUBJECT:
        return None
    held = sight.share(link.end(), link.end() + NEXT)
    return Span(start, end, 0.95 * held) if held >= LEAST_SUBJECT else None


def _opening(sight: Sight, place: int) -> Iterator[Span]:
    """A sentence that begins with its verb: "Included in X are Y", "(1) Includes Y"."""
    text, word = sight.text, sight.words[place]
    links = [
        link.end()
        for link in compiled(r"\s(?:is|are|was|were)\s(?!not\b|\w+ed\b)").finditer(text)
        if sight.share(word.end, link.end()) >= LEAST_SUBJECT
    ]
    if links and is_participle(word.lower):
        yield Span(links[0], clause_end(text, links[0]), 0.95)
    elif not is_participle(word.lower) or word.text[0].isupper():
        yield Span(0, clause_end(text, word.end, wide=True), ELIDED * sight.elided())
