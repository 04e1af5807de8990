"""Reasons, ways, conditions and how often: clauses that a sentence joins to what is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from grammar.datafiles import load_data
from qa.clauses import clause_end, tidy_end
from qa.frame_words import alike, is_participle, listed
from qa.scene import compiled
from qa.spans import Sight, Span, found

SURE, LIKELY, PURPOSE, AFFECTING, JOINED = 1.0, 0.75, 0.55, 0.7, 0.9
LATER = 0.8  # of a reason that follows another in its sentence
LEAST_BEFORE = 0.35  # of what is asked about, to stand before its reason
FIGURE = re.compile(r"(?:approximately\s|about\s)?[A-Z]{0,3}[$€£₹]?\d")
GERUND = re.compile(r"\w{3,}ing\b")
PLAIN = re.compile(r"(?!the\b|an?\b|our\b|its\b|their\b|be\b|\d)[a-z]{3,}\b")


def reasons(sight: Sight) -> Iterator[Span]:
    """ "fell due to late rains": what follows "due to" behind what is asked about."""
    spans = sorted(_all_reasons(sight), key=lambda span: span.start)
    best = 0.0
    for span in spans:  # the first is the reason, what follows a reason of that
        yield span if span.score > best else replace(span, score=span.score * LATER)
        best = max(best, span.score * 1.15)


def _all_reasons(sight: Sight) -> Iterator[Span]:
    for name, worth in (("sure", SURE), ("likely", LIKELY), ("affecting", AFFECTING), ("purpose", PURPOSE)):
        for match in found("reasons", name, sight.text):
            mark = " ".join(match["mark"].lower().split())
            if name == "purpose" and mark == "to" and not _is_purpose(sight, match):
                continue
            if mark in {"since", "as", "given"} and re.match(
                r"(?:\d|of\b|well\b|a\b|an\b|the date|at\b|compared|defined|reported)",
                sight.text[match.end() :],
            ):
                continue
            if mark == "from" and not match["adverb"]:
                continue
            if mark in {"for", "by"} and (not _joins(sight, match) or FIGURE.match(sight.text, match.end())):
                continue
            worth = JOINED if mark in {"for", "by", "from"} else worth
            span = _reason(sight, match, worth, mark)
            if span is not None:
                yield span


def _is_purpose(sight: Sight, match: re.Match[str]) -> bool:
    word = PLAIN.match(sight.text, match.end())
    return word is not None and (word.group() in listed("verbs") or match["mark"].lower() != "to")


def _joins(sight: Sight, match: re.Match[str]) -> bool:
    """Whether "by" or "for" stands straight behind the last word of what is asked about."""
    near = [place for place, word in enumerate(sight.words) if word.end == match.start("mark") - 1]
    return bool(near) and sight.hits[near[0]] is not None and is_participle(sight.words[near[0]].lower)


def _reason(sight: Sight, match: re.Match[str], worth: float, mark: str) -> Span | None:
    text = sight.text
    if match.start() < 3:  # "Due to late rains, sales fell."
        comma = text.find(", ", match.end())
        if comma < 0 or sight.share(comma, len(text)) < LEAST_BEFORE:
            return None
        end, before = comma, sight.share(comma, len(text))
    else:
        end = clause_end(text, match.end())
        before = max(sight.share(0, match.start()), _behind(sight))
    if end - match.end() < 4 or before < LEAST_BEFORE or not sight.fresh(match.end(), end):
        return None
    if not _is_of_it(sight, match.end(), end):
        return None
    if sight.frame.verb:  # "what affected …": the sentence says so in the passive
        said = any(match.start() <= sight.words[place].start < match.end() for place in sight.verbs)
        worth = SURE if said else 0.6 * worth
    if sight.frame.whole:
        return Span(0, end, worth * _direction(sight, match.start()) * (0.25 + 0.75 * before))
    start = match.end()
    if sight.frame.keeps and mark in load_data("qa", "frames")["reasons"]["kept"]:
        start = match.start("adverb") if match["adverb"].strip() else match.start("mark")
        start += len("and ") if text[start : start + 4].lower() == "and " else 0
    return Span(start, end, worth * _direction(sight, match.start()) * (0.25 + 0.75 * before))


def _is_of_it(sight: Sight, start: int, end: int) -> bool:
    """Whether all that is asked about is said outside the reason, or before the sentence: what rose because
    of revenue is not revenue."""
    inside = {hit for place in sight.inside(start, end) if (hit := sight.hits[place]) is not None}
    outside = {
        hit
        for word, hit in zip(sight.words, sight.hits, strict=True)
        if hit is not None and not start <= word.start < end
    }
    around = sight.line.borrowed | sight.line.noted | (sight.before.own if sight.before else frozenset())
    if sight.before is None and any(hit.word not in moving() and not hit.light for hit in outside):
        around = sight.line.noted  # it names what it is about: of that all must be said
    return not any(
        hit in inside - outside and around.isdisjoint(hit.keys) and not hit.light and hit.word not in moving()
        for hit in inside
    )


@cache
def moving() -> frozenset[str]:
    """Words that only say which way a thing went."""
    words = load_data("qa", "frames")["reasons"]
    return frozenset([*words["up"], *words["down"], *words["moved"]])


def _behind(sight: Sight) -> float:
    """How much of what is asked about the sentence before says."""
    if sight.before is None:
        return 0.0
    total = sum(sight.weights.values())
    own = sight.before.own | sight.before.borrowed
    held = sum(weight for term, weight in sight.weights.items() if not own.isdisjoint(term.keys))
    return held / total if total else 0.0


def _direction(sight: Sight, stop: int) -> float:
    """Nothing where the question speaks of a rise and the sentence of a fall; what stands straight before the
    thing asked about is said of that: "the increase in income was due to lower fares because of …"."""
    behind = [place for place, hit in enumerate(sight.hits) if hit and sight.words[place].start < stop]
    first = next((place for place in reversed(behind) if place and not sight.hits[place - 1]), 0)
    if first and opposed(sight.frame.text, {sight.words[first - 1].lower}):
        return 0.0
    said = {word.lower for word in sight.words if word.start < stop}
    return 0.0 if opposed(sight.frame.text, said) else 1.0


def opposed(question: str, said: set[str]) -> bool:
    """Whether the question speaks of a rise and the words of a fall alone, or the other way round."""
    words = load_data("qa", "frames")["reasons"]
    asked = set(question.lower().replace("?", " ").split())
    up, down = set(words["up"]), set(words["down"])
    if asked & up and not asked & down:
        return bool(said & down) and not said & up
    return bool(asked & down) and not asked & up and bool(said & up) and not said & down


def ways(sight: Sight) -> Iterator[Span]:
    """ "measured by weighing": what follows "by", "using" or "based on" behind the verb."""
    text = sight.text
    places = [sight.words[place].end for place in sight.verbs]
    particle = sight.frame.particle
    if not sight.frame.verb.isdisjoint(alike()["defin"]):
        yield from _defined_as(sight, places)
    for place in places:
        near = re.compile(rf"\s{re.escape(particle)}\s").match(text, place) if particle else None
        if near is None:
            yield from _complement(sight, place)
            continue
        end = clause_end(text, near.end())
        if sight.fresh(near.end(), end):
            yield Span(near.end() if particle in {"as", "into"} else near.start() + 1, end, 0.95)
    for name, worth in (("sure", 0.95), ("likely", 0.6)):
        for match in found("manner", name, text):
            behind = [place for place in places if place <= match.start()]
            mark = match["mark"].lower()
            if name == "likely" and (not behind or match.start() - behind[-1] > 2):
                continue
            if mark.startswith("by") and not GERUND.match(text, match.end()) and not behind:
                continue
            end = clause_end(text, match.end())
            before = sight.share(0, match.start())
            if before < LEAST_BEFORE or end - match.end() < 4 or not sight.fresh(match.end(), end):
                continue
            gap = match.start() - behind[-1] if behind else 60
            score = worth * (0.5 + 0.5 * before) * (1.0 if behind else 0.7) * (1.0 if gap < 30 else 0.85)
            start = match.end() if mark == "by" and GERUND.match(text, match.end()) else match.start("mark")
            start = match.end() if mark in {"as", "into"} else start
            yield Span(start, end, score)


def _defined_as(sight: Sight, places: list[int]) -> Iterator[Span]:
    """ "We define X as Y"."""
    for place in places:
        match = re.compile(r"[^.;]{0,160}?\sas\s").match(sight.text, place)
        if match and sight.share(0, match.end()) >= 2 * LEAST_BEFORE:
            end = clause_end(sight.text, match.end())
            if sight.fresh(match.end(), end):
                yield Span(match.end(), end, 0.97)


def _complement(sight: Sight, place: int) -> Iterator[Span]:
    """ "stated net of tax": what stands straight behind a participle, where nothing says which way."""
    text = sight.text
    end = clause_end(text, place)
    inside = sight.inside(place, end)
    word = next((word for word in sight.words if word.end == place), None)
    if not inside or word is None or not is_participle(word.lower) or sight.hits[inside[0]] is not None:
        return
    before = sight.share(0, place)
    if sight.words[inside[0]].lower in {"into", "as"} and len(inside) > 1:
        start = sight.words[inside[0]].end + 1
        if before >= LEAST_BEFORE:
            yield Span(start, end, 0.9 * (0.5 + 0.5 * before))
        return
    if before >= 2 * LEAST_BEFORE and sight.words[inside[0]].text.islower():
        yield Span(sight.words[inside[0]].start, end, 0.6 * (0.5 + 0.5 * before))


def conditions(sight: Sight) -> Iterator[Span]:
    """ "recorded when the goods arrive"."""
    text = sight.text
    places = [sight.words[place].end for place in sight.verbs]
    for name, worth in (("sure", 0.95), ("likely", 0.5)):
        if name == "likely" and sight.frame.past:
            break  # "when did it open" asks for a day
        for match in found("condition", name, text):
            behind = [place for place in places if place <= match.start()]
            if name == "likely" and (not behind or match.start() - behind[-1] > 2):
                continue
            start, end = match.start("mark"), clause_end(text, match.end())
            start -= len("only ") if text[:start].endswith(" only ") else 0
            if match.start() < 2:
                comma = text.find(", ", match.end())
                if comma < 0:
                    continue
                end = comma
                before = sight.share(comma, len(text))
            else:
                before = sight.share(0, match.start())
            if before < 2 * LEAST_BEFORE or end - match.end() < 8 or not sight.fresh(match.end(), end):
                continue
            if name == "likely" and match["mark"].lower() == "for":
                start = match.end()
            yield Span(start, end, worth * (0.5 + 0.5 * before) * (1.0 if behind or not places else 0.8))


def results(sight: Sight) -> Iterator[Span]:
    """ "If ice forms, the locks close": what a sentence says behind, or before, its condition."""
    text = sight.text
    for match in found("condition", "sure", text):
        if match.start() < 2:
            for comma in compiled(r",\s").finditer(text, match.end()):
                held = sight.share(0, comma.start())
                if held >= 2 * LEAST_BEFORE and sight.fresh(comma.end(), len(text)):
                    yield Span(comma.end(), clause_end(text, comma.end(), wide=True), 0.5 + 0.45 * held)
                    break
        elif sight.share(match.start(), len(text)) >= 2 * LEAST_BEFORE and sight.fresh(0, match.start()):
            held = sight.share(match.start(), len(text))
            yield Span(0, tidy_end(text, 0, match.start()), 0.4 + 0.45 * held)


def frequencies(sight: Sight) -> Iterator[Span]:
    """ "annually", "on a quarterly basis"."""
    places = [sight.words[place].start for place, hit in enumerate(sight.hits) if hit]
    for match in found("condition", "often", sight.text + " "):
        near = min((abs(place - match.start()) for place in places), default=200)
        yield Span(match.start("mark"), match.end("mark"), 0.95 if near < 60 else 0.8)
