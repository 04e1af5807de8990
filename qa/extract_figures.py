"""Counts, amounts, measures and numbers to dial that a sentence gives."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from grammar.amounts import find_amounts
from grammar.numbers import small_numbers
from grammar.words import Word, stem
from index.names import EMAIL, MONTH, PHONE, WEBSITE
from qa.asking import word_set, word_stems
from qa.scene import Candidate, Scene, compiled

AFTER_COUNT = r"[-/%.)]?\S?(?<![\s,])[%\w]|-\w*-|\s?(?:%|percent|million|billion|thousand)"
BEFORE_COUNT = rf"{MONTH}\s$|(?:No\.|Item|Rule|Form|Section|Page|Note|Exhibit)\s$"
TIED = 0.03  # scores of counts this close are the same
MOST_BETWEEN = 9  # words between a number and the noun it counts
MOST_ALONE = 1  # words of a question that may name another figure of a thing
# Where the words of one figure end and those of the next begin.
PART = re.compile(r"[,;]\s|\s(?:and|from|compared|versus|or|while|with)\s")
# … surely: "$8 million to Lumen and | to Tarn, its subsidiary, $1 million".
TURN = re.compile(r",?\s(?:and|while|but)\s(?:to|of|for|from|in|at|on|by|with|that)\s")
MEASURE = (
    r"\b\d[\d,]*(?:\.\d+)?(?:\sto\s\d[\d,]*(?:\.\d+)?)?[\s-](?:square\s(?:feet|foot|meters|miles)|acres?"
    r"|miles?|feet|inches"
    r"|meters|kilometers|pounds|tons|barrels|gallons|watts?|megawatts?|kilowatts?|volts?|[MGK]Hz|[MG]B"
    r"|ps|degrees|basis points)\b"
)
# A code that is a word: "the passcode is Harbor".
SPELLED = r"\b(?:pass ?code|password|pass ?word|access code)(?:\sis|:)\s(?P<code>(?-i:[A-Z])\w{2,})"
CODE = r"(?<![\d$.,-])\d{4,12}(?![\d.,%-]\d)"


def counts(scene: Scene) -> Iterator[Candidate]:
    """Numbers whose noun is what the question counts: "31 garden centers in Spain"; none where two numbers
    count it and nothing tells them apart."""
    found = sorted(_counts(scene), key=lambda candidate: -candidate.score)
    tied = len(found) > 1 and found[0].value != found[1].value
    if tied and found[0].score - found[1].score < TIED and any(not t.light for t in scene.asked.terms):
        return
    yield from found


def _counts(scene: Scene) -> Iterator[Candidate]:
    if not scene.asked.focus:
        return
    words = scene.words
    numbers = [place for place, word in enumerate(words) if _is_count(scene.text, word)]
    focus = set(scene.focus())
    carried = False
    for order, place in enumerate(numbers):
        stop = numbers[order + 1] if order + 1 < len(numbers) else len(words)
        hits = [hit for hit in _noun_window(scene, place, stop) if hit in focus]
        part = carried and words[place - 1].lower == "including" if place else False
        carried = bool(hits)
        if part and not hits:  # "40 designs, including 12 issued abroad"
            hits = [place]
        if not hits:
            continue
        shared = sum(scene.weights[place:stop]) / (sum(scene.weights) or 1.0)
        score = 0.55 + 0.45 * shared - 0.02 * (hits[0] - place)
        word = words[place]
        yield Candidate(word.start, word.end, min(1.0, score), "count", _digits(word))


def _digits(word: Word) -> str:
    plain = word.lower.replace(",", "")
    return str(small_numbers().get(plain, plain))


def _is_count(text: str, word: Word) -> bool:
    """A number that can count things: no money, percent, year, part of a name or a date."""
    if not word.text[0].isdigit() and word.lower not in small_numbers():
        return False
    if not word.text.replace(",", "").isalnum():
        return False
    before, after = text[max(0, word.start - 10) : word.start], text[word.end : word.end + 12]
    if before[-1:] in {"$", ".", "-", "/", "#", "("} or compiled(AFTER_COUNT).match(after):
        return False
    year = re.fullmatch(r"(?:19|20)\d\d(,?)", word.text)
    if year and (year[1] or not re.match(r"\s[a-z]", after)):
        return False
    return not compiled(BEFORE_COUNT).search(before)


def _noun_window(scene: Scene, place: int, stop: int) -> list[int]:
    """The words after a number up to the end of what it counts."""
    window: list[int] = []
    ends = {"in", "to", "from", "for", "with", "that", "at", "on", "by", "during"}
    for position in range(place + 1, min(stop, place + MOST_BETWEEN)):
        word = scene.words[position]
        between = scene.text[scene.words[position - 1].end : word.start]
        listed = "," in between and _in_list(scene, position, stop)
        if (re.search(r"[.;:]|, ?$", between) and not listed) or word.lower in word_set("auxiliaries"):
            break
        window.append(position)
        if word.lower in ends and len(window) > 1:
            break
    return window


def _in_list(scene: Scene, position: int, stop: int) -> bool:
    """Whether a comma stands within one noun phrase: "15 new clock, switch and interface products"."""
    focus = set(scene.focus())
    near = range(position, min(stop, position + MOST_BETWEEN))
    tie = next((place for place in near if scene.words[place].lower in ("and", "or")), None)
    if tie is None:
        return False
    between = {scene.words[place].lower for place in range(position, tie)}
    ends = {"in", "to", "from", "for", "with", "that", "at", "on", "by", "during", "which", "who"}
    return not between & (ends | word_set("auxiliaries")) and bool(focus & set(range(tie + 1, tie + 4)))


def amounts(scene: Scene) -> Iterator[Candidate]:
    """Figures of the kind asked: percents for a percentage, money for an amount; for "by how much did it
    grow" either."""
    percent = scene.asked.kind == "percent"
    changed = not word_stems("changes").isdisjoint(scene.asked.stems)
    rated = not word_stems("rates").isdisjoint(scene.asked.stems)
    money = scene.asked.text.lower().startswith("how much")
    wants_share = stem("share") in scene.asked.stems and not percent
    figures = [reading for reading in find_amounts(scene.text) if reading.value.unit not in {"", "count"}]
    shares = _sides(scene, [(reading.start, reading.end) for reading in figures])
    tied = [_noun_asked(scene, reading.end) for reading in figures]
    for reading, share, own in zip(figures, shares, tied, strict=True):
        amount = reading.value
        unit = (
            amount.unit.removesuffix("/share")
            if amount.scale > 1 or abs(amount.value) > 9_999
            else amount.unit
        )
        if (unit == "percent") != percent and not ((changed or rated) and unit == "percent"):
            continue
        if scene.asked_for(reading.start, reading.end):
            continue
        start = max(scene.text.find(amount.printed, reading.start, reading.end + 20), reading.start)
        facts = [fit for place, fit in scene.facts if reading.start <= place < reading.end]
        fact = facts[0] if facts else share * 0.8 if _said_of(scene) else None
        if fact is None:
            continue
        score = 0.2 + 0.3 * share + 0.5 * fact
        if own is False and any(tied):
            score *= 0.5  # "$27 million in cash and $4 million of debt": of these the debt
        if unit.endswith("/share") != wants_share and unit != "percent":
            score *= 0.4
        if (changed or rated) and (unit == "percent") == money:
            score *= 0.7  # "how much did it fall" asks for money first
        yield Candidate(start, start + len(amount.printed), score, unit, str(amount.value))


def _noun_asked(scene: Scene, end: int) -> bool | None:
    """Whether the noun that a figure is of ("$4 million of debt") is among what is asked; None where it is
    of none."""
    place = next((n for n, word in enumerate(scene.words) if word.start >= end), len(scene.words))
    if place + 1 >= len(scene.words) or scene.words[place].lower not in ("of", "in"):
        return None
    noun = scene.words[place + 1]
    if not noun.text.islower():
        return None
    return bool(scene.weights[place + 1])


def _said_of(scene: Scene) -> bool:
    """Whether a figure that no fact was read from may still be what is asked: the sentence has two of
    the question's words, not just the name of something that it says something else of."""
    full = [term for term in scene.asked.terms if not term.light]
    own = {key for keys in scene.keys for key in keys}
    return sum(not own.isdisjoint(term.keys) for term in full) >= MOST_ALONE + 1


def _sides(scene: Scene, spans: list[tuple[int, int]]) -> list[float]:
    """For each figure of a sentence, how much of what the question shares is said of it: the opening is
    said of all, words between two figures of the one whose side of the comma they stand on."""
    if not spans:
        return []
    total = (sum(scene.weights) or 1.0) + len(scene.asked.periods)
    edges = [0]
    for (_, end), (start, _) in itertools.pairwise(spans):
        turn = TURN.search(scene.text, end, start)
        parts = [part.start() for part in PART.finditer(scene.text, end, start)]
        edges.append(turn.start() if turn else parts[-1] if parts else start)
    edges.append(len(scene.text))
    marks = [(word.start, weight) for word, weight in zip(scene.words, scene.weights, strict=True) if weight]
    marks += [(place, 1.0) for place in scene.times]
    opening = sum(weight for place, weight in marks if place < spans[0][0])
    found = []
    for number, (first, last) in enumerate(itertools.pairwise(edges)):
        own = sum(weight for place, weight in marks if first <= place < last)
        found.append(min(1.0, (own + (opening * 0.8 if number else 0.0)) / total))
    return found


def measures(scene: Scene) -> Iterator[Candidate]:
    """Quantities with a unit of measure: "about 2,500 square feet"."""
    for match in compiled(MEASURE, re.IGNORECASE).finditer(scene.text):
        if not scene.asked_for(*match.span()):
            yield Candidate(match.start(), match.end(), 0.5 + 0.5 * scene.near(*match.span()))


def sizes(scene: Scene) -> Iterator[Candidate]:
    """A size in a unit of measure, else in money: "a $5 million credit line"."""
    found = list(measures(scene))
    yield from found or amounts(scene)


def phones(scene: Scene) -> Iterator[Candidate]:
    """ "800-555-0142"."""
    yield from _pattern(scene, PHONE)


def codes(scene: Scene) -> Iterator[Candidate]:
    """A number to give, not to dial: "the access code is 481516"."""
    for match in compiled(SPELLED, re.IGNORECASE).finditer(scene.text):
        yield Candidate(*match.span("code"), 0.6)
    dialled = [match.span() for match in compiled(PHONE).finditer(scene.text)]
    for candidate in _pattern(scene, CODE):
        year = re.fullmatch(r"(?:19|20)\d\d", scene.text[candidate.start : candidate.end])
        if not year and not any(start <= candidate.start < end for start, end in dialled):
            yield candidate


def emails(scene: Scene) -> Iterator[Candidate]:
    """ "ir@acme.com"."""
    yield from _pattern(scene, EMAIL)


def websites(scene: Scene) -> Iterator[Candidate]:
    """ "www.acme.com/investors"."""
    yield from _pattern(scene, WEBSITE)


def _pattern(scene: Scene, pattern: str) -> Iterator[Candidate]:
    for match in compiled(pattern, re.IGNORECASE).finditer(scene.text):
        yield Candidate(match.start(), match.end(), 0.4 + 0.6 * scene.near(*match.span()))
