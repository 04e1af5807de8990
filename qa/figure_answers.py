"""Figures that a sentence gives: the one that stands with the words and the time of the question.

Where a question names several times, or several things "respectively", the answer is the row of figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from grammar.values import PeriodPhrase
from grammar.words import Word, stem
from index.sentences import places_of
from qa.asking import Term
from qa.clause_answers import ranked, weight_of
from qa.figure_lines import Printed, printed_figures
from qa.frame_words import listed, take_apart
from qa.passage_index import Line, PassageIndex
from qa.passages import ProseAnswer
from qa.times import other_time, same_or_ending, times

WORDS_ASKED = re.compile(
    r"\W*(?:why|who|whom|where|when|how (?!much|many|long|large|high|big|far|fast))\b"
    r"|.{0,40},\s(?:why|how did)\b",
    re.IGNORECASE,
)
HEADED = 0.4  # what a word counts that only the heading says: the sentence may be about something else
LEAST = 0.72  # coverage below which no figure is taken
SURE = 0.55  # score below which none is
REACH = 30.0  # characters at which a word counts half
FEW = {0: 0.5, 1: 0.65, 2: 0.93}  # what a sentence counts that shares so few words, maybe by chance
UNTIMED = 0.5  # what a figure counts of which no time is said, where one is asked for
NEARBY = 0.95  # the same, where what it goes on from says the time; a change is of the later of two
CURRENT = 0.88  # the same, where the filing's own last year is asked for
ASIDE = 15.0  # characters that a comma or an "and" between counts for
PARTED = re.compile(r"[,;]\s|\sand\s")
CARRIED = 0.9  # what a word before a figure counts for the next one
SAID_OF_ANOTHER = 0.5  # what counts of that a word that a semicolon parts from the figure
CROSSED = 35.0  # characters that another figure between counts for
DIRECTION = re.compile(
    r"\b(?:increas|decreas|declin|reduc|grew|grow|rose|fell|drop|higher|lower|improv|chang|fluctuat)\w*",
    re.IGNORECASE,
)
MOVED = re.compile(
    r"\b(?:increas|decreas|declin|reduc|grew|grow|rose|fell|drop|improv)\w*(?:\s(?!to\b)\w+){0,2}?\s(?:by\s|of\s)?"
    r"(?:approximately\s|about\s)?$"
    r"|\b(?:increase|decrease|decline|reduction|growth|improvement)s?\sin\s[^,.;]{2,70}?\sof\s"
    r"(?:approximately\s)?$",
    re.IGNORECASE,
)
MOVE = re.compile(
    r"^\s(?:or\s[\d.]+%\s)?(?:increase|decrease|decline|reduction|rise|drop|improvement)\b", re.IGNORECASE
)
PAID = re.compile(r"\b(?:for|paid|pay|costs?|price|consideration)\b[^.;]{0,25}$", re.IGNORECASE)
PERCENT = re.compile(
    r"\bportion\b|\bshare of\b|\bpercent(?:age)?\b|\bproportion\b|\bwhat %"
    r"|\brates?\b|\bper cent\b|\bownership\b|\bmargin\b"
)
COUNT = re.compile(
    r"\bhow many\b(?! (?:million|billion|thousand))|\bwhat (?:is|was|are|were) the (?:\w+ )?number of\b"
)
COUNTED = re.compile(r"\bhow many (?:of (?:the|its|their) )?([a-z-]+)\b", re.IGNORECASE)
BEHIND = re.compile(r"(?:[ -][\w’'-]+){0,4}")  # words behind a figure, up to a comma
PLAIN = r"(?:(?!to\b|of\b|for\b|in\b|by\b|at\b|on\b)[\w'-]+ ){0,7}"
TIME = re.compile(
    r"\bhow long\b|\bhow many (?:years|months|days|weeks)\b"
    r"|\b(?:over|for) (?:what|which) (?:period|duration|term)\b"
    rf"|\bwhat (?:is|was|are|were) {PLAIN}(?:period|duration|term|life|lives)\b"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question for figures: the words a sentence must share, the times in order, the kinds of figure."""

    text: str
    terms: tuple[Term, ...]
    periods: tuple[PeriodPhrase, ...]
    units: str  # percent, count, time, money or ""
    moved: bool  # asks by how much something changed
    paid: bool  # asks what was paid for something
    per_share: bool
    each: bool  # several things or times, one figure each


def figure_answer(question: str, index: PassageIndex, changed: bool = True) -> ProseAnswer | None:
    """The figure, or the row of figures, that a sentence gives; None where none stands near enough."""
    wanted = _wanted(question, index)
    if not wanted.terms or WORDS_ASKED.match(wanted.text):
        return None
    weights = {term: weight_of(term, index) for term in wanted.terms}
    best: tuple[float, int, tuple[Printed, ...]] | None = None
    rival = 0.0
    for coverage, position in ranked(wanted.terms, weights, index, LEAST, HEADED):
        line = index.lines[position]
        for score, figures in _candidates(wanted, line, index.before(position), weights, index):
            total = coverage * score
            if best is None or total > best[0] + 1e-9:
                rival = best[0] if best and _differs(best, figures) else rival
                best = (total, position, figures)
            elif _differs(best, figures):
                rival = max(rival, total)
    if best is None or best[0] < SURE:
        return None
    few = FEW.get(sum(not term.light for term in wanted.terms), 1.0)
    score = best[0] * few - (0.15 if rival > 0.95 * best[0] else 0.0)
    return _answer(index, best[1], best[2], score)


def _differs(best: tuple[float, int, tuple[Printed, ...]], figures: tuple[Printed, ...]) -> bool:
    return [one.value for one in best[2]] != [one.value for one in figures]


def _wanted(question: str, index: PassageIndex) -> Wanted:
    parts = take_apart(question, index.company, index.named)
    lower, periods = parts.lower, parts.periods
    terms = tuple(term for term in parts.terms() if term.word not in _hollow())
    units = (
        "time"
        if TIME.search(lower)
        else "count"
        if COUNT.search(lower)
        else "percent"
        if PERCENT.search(lower)
        else ""
    )
    moved = DIRECTION.search(lower) is not None
    if moved and re.search(r"\b(?:compared|versus|relative)\b", lower):
        periods = periods[:1]
    paid = re.search(r"\b(?:pay|paid|cost|price)\b", lower) is not None and lower.startswith(
        ("what did", "how much")
    )
    return Wanted(parts.text, terms, periods, units, moved, paid, "per share" in lower, "respectiv" in lower)


@cache
def _hollow() -> frozenset[str]:
    extra = {
        "much",
        "many",
        "long",
        "respectively",
        "respective",
        "years",
        "year",
        "period",
        "percentage",
        "percent",
        "duration",
        "million",
        "thousand",
        "respect",
        "money",
    }
    return listed("counting") | extra - {"increase", "decrease", "change", "average"}


def _candidates(
    wanted: Wanted, line: Line, before: Line | None, weights: dict[Term, float], index: PassageIndex
) -> list[tuple[float, tuple[Printed, ...]]]:
    figures = printed_figures(line.sentence.text)
    fitting = [(figure, _unit_fit(wanted, line, figure)) for figure in figures]
    fitting = [(figure, fit) for figure, fit in fitting if fit and not _asked_for(wanted, line, figure)]
    fitting = _counting(wanted, line, fitting)
    if not fitting:
        return []
    near = {figure: _nearness(figure, figures, line, weights) for figure, _ in fitting}
    most = max(near.values()) or 1.0
    found: list[tuple[float, tuple[Printed, ...]]] = []
    for figure, fit in fitting:
        worth = fit * (0.3 + 0.7 * near[figure] / most)
        row = _row(wanted, figure, figures, line, index)
        if row is not None:
            timely = 1.0 if len(wanted.periods) > 1 else _timely(wanted, figure, line, before, index)
            found.append((worth * timely, row))
        elif not (wanted.each and len(wanted.periods) != 1) and len(wanted.periods) < 2:
            found.append((worth * _timely(wanted, figure, line, before, index), (figure,)))
    return found


def _counting(
    wanted: Wanted, line: Line, fitting: list[tuple[Printed, float]]
) -> list[tuple[Printed, float]]:
    """Of several figures those that stand before the noun that is counted: "105 supercenter stores"."""
    noun = COUNTED.search(wanted.text)
    if noun is None or wanted.units != "count":
        return fitting
    key, text = stem(noun[1].lower()), line.sentence.text
    kept = [
        (figure, fit)
        for figure, fit in fitting
        if key in {stem(word.lower()) for word in BEHIND.match(text, figure.end)[0].split()}  # type: ignore[index]
    ]
    return kept or fitting


def _row(
    wanted: Wanted, figure: Printed, figures: tuple[Printed, ...], line: Line, index: PassageIndex
) -> tuple[Printed, ...] | None:
    """The figures of a row in the order that the question names their times, or their things."""
    run = [one for one in figures if one.run == figure.run]
    if len(wanted.periods) > 1:
        found = []
        for period in wanted.periods:
            near = run if len(run) > 1 else [one for one in figures if one.unit == figure.unit]
            fits = [
                one
                for one in near
                if one.time is not None and same_or_ending(period, one.time, index.context)
            ]
            if not fits:
                return None
            found.append(fits[0])
        return tuple(found) if len({one.start for one in found}) > 1 else None
    if wanted.each and len(run) > 1 and "respectiv" in line.sentence.text.lower():
        return tuple(run) if len({one.time for one in run}) == 1 else None
    return None


def _timely(wanted: Wanted, figure: Printed, line: Line, before: Line | None, index: PassageIndex) -> float:
    if not wanted.periods:
        return 1.0
    asked, said = wanted.periods[0], figure.time
    if said is None:
        near = times(line.sentence.text) if wanted.moved else ()
        near += times(before.sentence.text) if before is not None else ()
        if any(same_or_ending(asked, one, index.context) for one in near):
            return NEARBY
        current = index.context.anchor is not None and _year(asked) == index.context.anchor.year
        return CURRENT if current else UNTIMED
    if same_or_ending(asked, said, index.context):
        return 1.0
    years, months = (_year(asked), _year(said)), (asked.months, said.months)
    differ = (None not in years and years[0] != years[1]) or (None not in months and months[0] != months[1])
    return 0.1 if differ or other_time(asked, said) else 0.5


def _year(phrase: PeriodPhrase) -> int | None:
    return phrase.year or (phrase.end.year if phrase.end else None)


def _unit_fit(wanted: Wanted, line: Line, figure: Printed) -> float:
    """How well the kind of a figure, and the words beside it, fit what is asked."""
    text = line.sentence.text
    fit = {
        "percent": {"percent": 1.0, "": 0.3},
        "time": {"time": 1.0},
        "count": {"count": 1.0, "shares": 1.0, "": 0.5},
    }.get(wanted.units)
    if fit is not None:
        worth = fit.get(figure.unit, 0.0)
    else:
        percent = 0.9 if wanted.moved and "by how much" in wanted.text.lower() else 0.55
        worth = {"percent": percent, "count": 0.45, "time": 0.0, "shares": 0.6}.get(figure.unit, 1.0)
    moves = MOVED.search(text[max(0, figure.start - 60) : figure.start]) or MOVE.match(
        text[figure.end : figure.end + 40]
    )
    if bool(moves) != wanted.moved:
        worth *= 0.5
    if not wanted.moved and "basis point" in text[figure.start : figure.end]:
        worth *= 0.3
    if text[figure.start - 1 : figure.start] == "(" and text[figure.end : figure.end + 1] == ")":
        worth *= 0.6  # "49% (53%)": what it is compared with
    pence = figure.unit == "money"  # which nothing but a share is counted in
    if wanted.per_share != figure.unit.endswith("/share") and not wanted.units and not pence:
        worth *= 0.4
    if wanted.paid and not PAID.search(text[max(0, figure.start - 60) : figure.start]):
        worth *= 0.6
    return worth


def _asked_for(wanted: Wanted, line: Line, figure: Printed) -> bool:
    """Whether the figure stands in the question."""
    printed = line.sentence.text[figure.start : figure.end]
    return re.search(rf"(?<![\w.]){re.escape(printed)}(?![\w%]|\.\d)", wanted.text) is not None


def _nearness(figure: Printed, figures: tuple[Printed, ...], line: Line, weights: dict[Term, float]) -> float:
    """How near a figure, or the row it is in, stands to the words of the question. What stands before other
    figures is said of this one too; what stands behind the next one is not."""
    run = [one for one in figures if one.run == figure.run]
    first, last = run[0].start, run[-1].end
    best: dict[Term, float] = {}
    for word, term in _asked_words(line, weights):
        if word.start >= last:
            gap = word.start - last + ASIDE * _parted(line, last, word.start)
            gap += CROSSED * len({one.run for one in figures if last <= one.start < word.start})
            worth = 1 / (1 + gap / REACH)
        else:
            between = [one for one in figures if word.end <= one.start < first]
            near = between[0].start if between else first
            gap = max(0, near - word.end) + ASIDE * _parted(line, word.end, near)
            worth = CARRIED ** len({one.run for one in between}) / (1 + gap / REACH)
            if between and ";" in line.sentence.text[near:first]:
                worth *= SAID_OF_ANOTHER
        best[term] = max(best.get(term, 0.0), worth)
    return sum(weights[term] * worth for term, worth in best.items())


def _parted(line: Line, start: int, end: int) -> bool:
    """Whether a comma or an "and" stands in a stretch."""
    return PARTED.search(line.sentence.text, start, end) is not None


def _asked_words(line: Line, weights: dict[Term, float]) -> Iterator[tuple[Word, Term]]:
    by_key: dict[str, Term] = {}
    for term in weights:
        for key in term.keys[:1] if term.hard else term.keys:
            by_key.setdefault(key, term)
    for word, keys in zip(line.words, line.keys, strict=True):
        for key in keys:
            if key in by_key:
                yield word, by_key[key]
                break


def _answer(index: PassageIndex, position: int, figures: tuple[Printed, ...], score: float) -> ProseAnswer:
    sentence = index.lines[position].sentence
    places = tuple(place for one in figures for place in places_of(sentence, one.start, one.end))
    printed = tuple(" ".join(sentence.text[one.start : one.end].split()) for one in figures)
    first = figures[0]
    unit = "text" if first.unit in {"time", "money"} else first.unit
    lines = tuple(dict.fromkeys(place.line for place in places))
    values = printed if unit == "text" else tuple(one.value for one in figures)
    many = tuple(zip(values, printed, strict=True)) if len(printed) > 1 else ()
    return ProseAnswer(
        values[0], printed[0], unit, position, places, lines, round(min(0.95, score), 2), parts=many
    )
