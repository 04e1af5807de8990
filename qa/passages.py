"""Questions of fact answered in the filing's own words, or not at all.

`PassageIndex.build` prepares a filing once; `answer_from_prose` ranks its sentences by the words they
share with the question, takes the shortest words of the expected kind out of the best, and keeps
silent where the sentence does not cover what was asked.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

from grammar.calendar import Context
from grammar.numbers import small_numbers
from grammar.words import stem
from index.model import Place
from index.names import lexicon
from index.sentences import places_of
from qa.asking import FIGURES, Asked, Term, read_question, word_set
from qa.extract import extract
from qa.frame_words import is_participle
from qa.passage_index import FigureLabel, Line, PassageIndex
from qa.scene import Candidate, Scene
from qa.spans_why import moving, opposed
from qa.times import other_time, same_time, time_places, time_spans, times

STEM, ROOT, GROUP = 1.0, 0.9, 0.7  # how far a word of each likeness stands for the one asked
BORROWED = 0.5  # what a word counts that stands in the sentence a pronoun points to, or the heading
LIGHT = 0.3  # the weight of a generic noun
UNKNOWN = 1.6  # how much heavier a word weighs that the filing does not have at all
LEAST, LEAST_FIGURE = 0.62, 0.8  # coverage below which nothing is answered
CHOOSING = re.compile(r"(?:\w+\s)?(?:which|what)\s(?!is\b|are\b|was\b|were\b)", re.IGNORECASE)
# "What are the risks?": things that are asked for by their own name, which one near them is not.
NAMELESS = re.compile(r"what (?:are|were) (?:the )?(?:[a-z-]+ ){0,2}[a-z-]+s\W*$", re.IGNORECASE)
WHOLE = frozenset(["why", "who", "time"])  # what is asked of one thing, and no other will do
NAMING = frozenset(["what", "who", "how", "why"])  # what a dateline never answers
LONGEST_QUESTION = 600  # characters that are read
TIME = 2.5  # the weight of the time asked for
COUNTED = 48  # sentences with numbers looked into for a count
NEARLY = 0.7  # of the best score: as good, where something else decides
UNSURE = 0.4  # what a sentence counts that says only what may be
TIMED = 16  # sentences whose times are read
TRIED = 12  # sentences looked into


@dataclass(frozen=True, slots=True)
class ProseAnswer:
    """Words of the filing that answer a question.

    value: the words; of a figure its decimal in base units. printed: as it stands there.
    unit: text, date, count, percent, USD, … sentence: its position, None for an entry of the profile.
    places: where the words stand, a place a line. lines: those lines, in order. confidence: 0 to 1.
    """

    value: str
    printed: str
    unit: str
    sentence: int | None
    places: tuple[Place, ...]
    lines: tuple[int, ...]
    confidence: float
    label: str = ""
    parts: tuple[tuple[str, str], ...] = ()  # of a list its members: value, and as printed


def answer_from_prose(question: str, index: PassageIndex) -> ProseAnswer | None:
    """The answer to a question of fact in the filing's words; None where it does not say."""
    asked = read_question(question[:LONGEST_QUESTION], index.company, index.named)
    from qa.profile_answers import answer_from_profile

    known, found = answer_from_profile(asked, index)
    if known or not asked.asks:
        return found
    return _answer_from_sentences(asked, index)


def _weight(term: Term, index: PassageIndex) -> float:
    """What a term weighs: the rarer in the filing, the more."""
    count = len(index.sharing(term.keys))
    weight = math.log(1 + len(index.lines) / max(count, 0.5))
    return weight * (LIGHT if term.light else 1.0) * (UNKNOWN if not count and not term.light else 1.0)


def _strength(term: Term, line: Line) -> float:
    """How well the sentence has the term: its stem, its root, a synonym, or only its surroundings."""
    best = 0.0
    for key in term.keys:
        worth = GROUP if key[0] == "#" else ROOT if key[0] == "~" else STEM
        if key in line.own:
            best = max(best, worth)
        elif key in line.borrowed:
            best = max(best, worth * BORROWED)
        if term.hard:
            break
    return best


def _answer_from_sentences(asked: Asked, index: PassageIndex) -> ProseAnswer | None:
    if not asked.terms or (asked.kind == "what" and NAMELESS.match(asked.text)):
        return None
    weights = {term: _weight(term, index) for term in asked.terms}
    if asked.kind in FIGURES and any(not index.sharing(term.keys) and not term.light for term in asked.terms):
        return None
    total = sum(weights.values()) + TIME * bool(asked.periods)
    if not total:
        return None
    least = LEAST_FIGURE if asked.kind in FIGURES else LEAST
    pool = frozenset().union(*(index.sharing(term.keys) for term in asked.terms))
    if asked.kind == "count" and asked.focus:  # only what stands beside a number counts
        pool = frozenset(place for place in pool if _counts(index.lines[place], asked.focus[-1]))
    shared = sorted(((_coverage(index.lines[place], weights), -place) for place in pool), reverse=True)
    ranked = sorted(
        (
            ((score + _time_share(asked, index.lines[-minus], index.context)) / total, minus)
            for score, minus in shared[: TIMED if asked.kind != "count" else COUNTED]
        ),
        reverse=True,
    )
    found: list[tuple[float, int, Candidate]] = []
    for coverage, minus in ranked[: TRIED if asked.kind != "count" else COUNTED]:
        line = index.lines[-minus]
        sayable = _has_hard(asked, line) and _has_all(asked, line) and _surely(asked, line, index.company)
        if coverage < least or not sayable or not _in_its_words(asked, line):
            continue
        timely = _timely(asked, line, index.context)
        if not timely:
            continue
        candidates = extract(_scene(asked, line, weights, index))
        if asked.kind in FIGURES:
            spans = time_spans(line.sentence.text)
            candidates = [c for c in candidates if not any(a <= c.start and c.end <= b for a, b in spans)]
        if asked.kind in NAMING:
            candidates = [candidate for candidate in candidates if candidate.start >= line.opening]
        for candidate in candidates[:2]:
            worth = _fullness(line) * _certain(asked, line, candidate)
            share = coverage if _is_named(asked, line, candidate) else coverage**2
            found.append((share * timely * worth * (0.25 + 0.75 * candidate.score), minus, candidate))
    if not found:
        return None
    found.sort(key=lambda entry: (-entry[0], -entry[1], entry[2].start))
    score, minus, candidate = _fuller(found, index) if asked.kind == "place" else found[0]
    if asked.kind == "count" and all(term.light for term in asked.terms):
        score, minus, candidate = _whole(found)
    rival = next((s for s, _, c in found[1:] if c.unit == candidate.unit), 0.0)
    confidence = min(0.95, score) - (0.1 if rival > 0.95 * score else 0.0)
    return _answer(index, -minus, candidate, confidence)


def _is_named(asked: Asked, line: Line, candidate: Candidate) -> bool:
    """Whether the answer to "which family of indexes" has the noun: then it may be told in other words."""
    if asked.kind != "what" or not asked.focus or not CHOOSING.match(asked.text):
        return False
    inside = range(len(line.words))
    places = (n for n in inside if candidate.start <= line.words[n].start < candidate.end)
    return any(not asked.focus[-1].isdisjoint(line.keys[place]) for place in places)


def _whole(found: list[tuple[float, int, Candidate]]) -> tuple[float, int, Candidate]:
    """The largest of the counts nearly as good as the best: where nothing narrows what is counted, all
    of it is asked for."""
    near = [entry for entry in found if entry[0] > NEARLY * found[0][0] and entry[2].value.isdigit()]
    return max(near, key=lambda entry: (int(entry[2].value), entry[0], entry[1]), default=found[0])


def _counts(line: Line, noun: frozenset[str]) -> bool:
    """Whether a number of a sentence may count the noun."""
    numbers = any(word.text[0].isdigit() or word.lower in small_numbers() for word in line.words)
    return numbers and not (line.own | line.borrowed).isdisjoint(noun)


def _fuller(found: list[tuple[float, int, Candidate]], index: PassageIndex) -> tuple[float, int, Candidate]:
    """The best place, or one nearly as good that says the same more fully: "Reno, Nevada" for "Nevada"."""

    def words(entry: tuple[float, int, Candidate]) -> str:
        return index.lines[-entry[1]].sentence.text[entry[2].start : entry[2].end]

    best = found[0]
    fuller = [
        e for e in found[1:] if words(best) in words(e) and words(best) != words(e) and e[0] > 0.6 * best[0]
    ]
    return fuller[0] if fuller else best


def _coverage(line: Line, weights: dict[Term, float]) -> float:
    return sum(weight * math.sqrt(_strength(term, line)) for term, weight in weights.items())


def _time_share(asked: Asked, line: Line, context: Context) -> float:
    return TIME if asked.periods and _timely(asked, line, context) == 1.0 else 0.0


def _has_hard(asked: Asked, line: Line) -> bool:
    """Whether the sentence has every name and number asked about, and the office where one is."""
    for term in asked.terms:
        office = asked.kind == "who" and term.keys[0] in _office_stems()
        keys = term.keys[:1] if term.hard else term.keys
        if (term.hard or office) and not any(key in line.own or key in line.borrowed for key in keys):
            return False
    return True


def _has_all(asked: Asked, line: Line) -> bool:
    """Whether a sentence that is to say why, who or when has every word that carries the question, but
    for those that only say which way a thing went; who somebody is by that very word, for whom something
    is done to or by is told in many ways."""
    if asked.kind not in WHOLE:
        return True
    carrying = [term for term in asked.terms if not term.light]
    if asked.kind == "why":
        if opposed(asked.text, {word.lower for word in line.words}):
            return False
        carrying = [term for term in carrying if term.word not in moving()]
    around = line.own | line.borrowed
    if asked.kind == "who":
        return len(carrying) != 1 or not around.isdisjoint(carrying[0].keys[:1])
    return all(not around.isdisjoint(term.keys) for term in carrying)


def _in_its_words(asked: Asked, line: Line) -> bool:
    """Whether a sentence that is to say why or how has one of the things asked about by its own name: other
    words may mean something else too ("common stock" for inventories)."""
    things = [
        term
        for term in asked.terms
        if not (
            term.light or term.word in moving() or is_participle(term.word) or shortened(asked.text, term)
        )
    ]
    if asked.kind not in {"why", "how"} or not things:
        return True
    around = line.own | line.borrowed
    return any(key in around for term in things for key in term.keys if key[0] != "#")


def shortened(question: str, term: Term) -> bool:
    """Whether a word of a question is an abbreviation, which a sentence may write out: "SG&A"."""
    return question[term.start : term.start + len(term.word)].isupper()


@cache
def _office_stems() -> frozenset[str]:
    ways = [way for role in lexicon()["roles"].values() for way in role["as"] if way.isalpha()]
    return frozenset(stem(way) for way in ways)


def _surely(asked: Asked, line: Line, company: frozenset[str]) -> bool:
    """Whether the sentence shares more with the question than one synonym; the filer's name is more, what
    the sentence before has where it goes on from there, and a number before what is counted."""
    met = [term for term in asked.terms if not line.own.isdisjoint(term.keys)]
    exact = any(not line.own.isdisjoint(key for key in term.keys if key[0] != "#") for term in met)
    named = not company.isdisjoint(asked.stems) and not company.isdisjoint(line.own)
    counted = asked.kind == "count" and bool(asked.focus) and not line.own.isdisjoint(asked.focus[-1])
    around = bool(met) and any(
        term not in met and not term.light and not line.borrowed.isdisjoint(term.keys) for term in asked.terms
    )
    return exact or len(met) > 1 or named or counted or around


def _fullness(line: Line) -> float:
    """Headlines, loose lines and the boilerplate of risks count less than sentences that say the same."""
    text = line.sentence.text
    full = 1.0 if text.rstrip(")\"”' ").endswith((".", "!", "?")) else 0.75
    lower = text.lower()
    return full * (0.6 if any(mark in lower for mark in word_set("boilerplate")) else 1.0)


def _certain(asked: Asked, line: Line, candidate: Candidate) -> float:
    """How far a clause says what is so, not what may be: less after "may", "could" and "if", unless the
    question asks for what may be."""
    if asked.kind in {"why", "how"} or not word_set("perhaps").isdisjoint(asked.text.lower().split()):
        return 1.0
    text = line.sentence.text
    clause = text[max(text.rfind(";", 0, candidate.start), 0) : candidate.start]
    unsure = not word_set("perhaps").isdisjoint(clause.split()) or text.startswith(("If ", "Should "))
    return UNSURE if unsure else 1.0


def _timely(asked: Asked, line: Line, context: Context) -> float:
    """How well the sentence fits the time asked for: 1 where it says it (or none is asked), 0 where a
    figure is asked for another time."""
    if not asked.periods:
        return 1.0
    own = tuple(said for said in times(line.sentence.text) if said.form != "latest")
    said = (own or times(line.sentence.heading)) + times(line.before)
    met = all(any(same_time(wanted, have, context) for have in said) for wanted in asked.periods)
    if met:
        return 1.0
    return 0.0 if asked.kind in FIGURES else 0.8


def _scene(asked: Asked, line: Line, weights: dict[Term, float], index: PassageIndex) -> Scene:
    by_key: dict[str, float] = {}
    for term, weight in weights.items():
        for key in term.keys[:1] if term.hard else term.keys:
            worth = GROUP if key[0] == "#" else ROOT if key[0] == "~" else STEM
            by_key[key] = max(by_key.get(key, 0.0), weight * worth)
    shares = tuple(max((by_key.get(key, 0.0) for key in keys), default=0.0) for keys in line.keys)
    text = line.sentence.text
    spoken: tuple[int, ...] = ()
    if asked.periods:
        said = zip(time_places(text), times(text), strict=True)
        spoken = tuple(
            place
            for place, have in said
            if any(same_time(wanted, have, index.context) for wanted in asked.periods)
        )
    facts = tuple(
        (figure.offset, _figure_fit(figure, asked, weights, index.context)) for figure in line.figures
    )
    return Scene(text, line.words, line.keys, shares, asked, index.company, spoken, facts)


def _figure_fit(
    figure: FigureLabel, asked: Asked, weights: dict[Term, float], context: Context
) -> float | None:
    """How far a fact is the one asked for: its label has the words, its period is not another; None
    where its period is another."""
    total = sum(weights.values()) or 1.0
    share = sum(weight for term, weight in weights.items() if not figure.keys.isdisjoint(term.keys)) / total
    said = times(figure.period)
    if asked.periods and said:
        if all(other_time(wanted, have) for wanted in asked.periods for have in said):
            return None
        met = any(same_time(wanted, have, context) for wanted in asked.periods for have in said)
        return share * (1.0 if met else 0.2)
    return share


def _answer(index: PassageIndex, position: int, candidate: Candidate, confidence: float) -> ProseAnswer:
    sentence = index.lines[position].sentence
    start, end = candidate.start, candidate.end
    places = places_of(sentence, start, end)
    printed = " ".join(sentence.text[start:end].split())
    lines = tuple(place.line for place in places)
    value = candidate.value or printed
    return ProseAnswer(value, printed, candidate.unit, position, places, lines, round(confidence, 2))
