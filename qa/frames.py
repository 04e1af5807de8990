"""How a question that words answer is built: what it leaves open, its verb, and what it is about.

"What does X consist of?" leaves open what follows "consists of"; "Why did X fall?" the reason behind
"fell"; "What is included in X?" what X includes. `read_frame` says which, without grammar of a parser:
the asking word, the auxiliary and a list of verbs are enough for questions of a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from grammar.values import PeriodPhrase
from grammar.words import stem
from qa.asking import Term, is_money, word_set
from qa.frame_words import (
    BE,
    DETERMINERS,
    Parts,
    alike,
    focus_of,
    follows,
    is_participle,
    last_preposition,
    listed,
    next_preposition,
    pattern,
    take_apart,
    timed,
    verb_keys,
    verb_places,
    verb_stems,
)

FrameKind = Literal[
    "reason", "manner", "condition", "often", "meaning", "object", "agent", "contents", "result"
]
DO = frozenset(["do", "does", "did"])
MODAL = frozenset(["will", "would", "can", "could", "should", "may", "might", "must", "has", "have", "had"])
LONGEST_LEAD = 90  # characters before the asking word: "According to the filing, …"
FIGURES = re.compile(
    r"\bhow (?:much|many|long|large|big|high|far)\b"
    r"|\bwhat (?:percent|percentage|proportion|amount|year|date)s?\b"
    r"|\b(?:what|which) (?:period|duration|length|term)\b|\bby how\b"
    r"|\bin which (?:year|period|quarter|month)s?\b"
)
# "What happens if …": what follows from a condition.
RESULT = re.compile(
    r"\bwhat (?:will |would |could |may )?happens? (?:if|when|once|to [^?]{3,60} (?:if|when))\b"
)
COLUMNS = re.compile(r"\b(?:years?|periods?|quarters?|months?|dates?|types?|currency|units?|scale)\b")
TABLE = re.compile(
    r"\b(?:what|which)\b[\w\s]{0,30}?\b(?:do|does|did|is|are|was)?\s?(?:the|this|these) "
    r"(?:above |following |below )?tables?(?: (?:above|below|here))?(?: \w+)?\W*(?:\w+\W*){0,2}$"
    r"|\bin the table(?: above| below)?\W*$"
)

IN_TABLE = re.compile(r"\sin the (?:above |following )?table(?: above| below)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    """A question as built.

    kind: what is left open. terms: what the sentence must share. verb: keys of the words that may be its
    verb. particle: the preposition that the answer follows ("limited to …"). focus: keys of the nouns asked
    for ("which factors").
    keeps: whether the words before a reason belong to the answer ("due to …"). whole: whether the sentence is
    the answer. past: whether it asks for what was.
    """

    kind: FrameKind
    text: str
    terms: tuple[Term, ...]
    verb: frozenset[str] = frozenset()
    particle: str = ""
    focus: tuple[frozenset[str], ...] = ()
    keeps: bool = False
    whole: bool = False
    periods: tuple[PeriodPhrase, ...] = ()
    past: bool = False


WHY = r"^\W*(?:for what reasons?|why|how come)\b"
REASON_NOUN = (
    r"\b(?:what|which)\b(?: factors?)? (?:is|are|was|were|were)?\s?"
    r"(?:the |some of the |be the )?(?:\w+ ){0,2}?<reasons>(?: (?:for|of|behind|why|that|to|in)\b|$)"
)
CAUSING = (
    r"\b(?:what|which)(?: \w+)? (?:has |have |had |could have |could |would |mainly |primarily )?<causing>\b"
)
AFFECTING = r"\b(?:what|which)(?: \w+)? (?:has |have |had )?(?:<adverbs> )?<affecting>\b"
MOVES = r"\b<moves>s?\b"
CAUSED = r"\s(?:<adverbs> )?<caused>(?: (?:for|in|during|of)\b[^?]{0,60})?\W*$"
GROUNDED = CAUSED.replace("caused", "grounded")


@lru_cache(maxsize=256)
def read_frame(
    text: str, own: frozenset[str] = frozenset(), full: frozenset[str] = frozenset()
) -> Frame | None:
    """How a question is built; None where a figure is asked for, or nothing that words answer. `own`: stems
    of the filer's name, which every sentence is about; `full`: all words of that name."""
    parts = take_apart(text, own, full)
    if not 0 <= parts.opens <= LONGEST_LEAD:
        return None
    asks = parts.lower[parts.opens :]
    result = RESULT.search(parts.lower)
    if result:
        return Frame("result", parts.text, parts.terms(result.end()), periods=parts.periods)
    found = _reason(parts) if not asks.startswith(("how", "when", "where")) else None
    found = found or _table(parts)
    if found is None and IN_TABLE.search(parts.lower):
        parts = take_apart(IN_TABLE.sub(" ", parts.text), own, full)
    found = found or _how(parts)
    if found is None and not FIGURES.search(parts.lower):
        found = _what(parts)
    if found is None or not (found.terms or found.kind == "contents"):
        return None
    return replace(found, periods=parts.periods)


def _reason(parts: Parts) -> Frame | None:
    """Questions for a reason, in the ways they are asked."""
    lower, text = parts.lower, parts.text
    why = pattern(WHY).search(lower) or re.search(r"\bwhy\b", lower[:LONGEST_LEAD])
    if why:
        return Frame("reason", text, parts.terms(why.end()), keeps=True)
    noun = pattern(REASON_NOUN).search(lower)
    if noun:
        ranked = re.search(r"\b(?:main|primary|principal|key|major|chief|biggest)\b", lower)
        return Frame("reason", text, parts.terms(noun.end()), whole=not ranked)
    for form, keeps in ((CAUSING, "cause" in lower), (AFFECTING, False)):
        match = pattern(form).search(lower)
        if match and match.start() <= parts.opens + 1:
            verb = frozenset[str]()
            if form is AFFECTING:
                verb = frozenset(
                    stem(word.lower) for word in parts.words if word.lower in listed("affecting")
                )
            return Frame("reason", text, parts.terms(match.end()), verb=verb, keeps=keeps)
    return _caused(parts)


def _caused(parts: Parts) -> Frame | None:
    """ "What was the increase due to?"."""
    be = any(word.lower in BE for word in parts.words if word.start > parts.opens)
    if not be or not re.match("wh(?:at|ich|om)", parts.lower[parts.opens :]):
        return None
    ways = (CAUSED, GROUNDED) if pattern(MOVES).search(parts.lower) else (CAUSED,)
    caused = next((match for way in ways if (match := pattern(way).search(parts.lower))), None)
    if caused is None:
        return None
    end = caused.start()
    by = frozenset(
        stem(word.lower) for word in parts.words if word.start >= end and is_participle(word.lower)
    )
    return Frame("reason", parts.text, parts.terms(parts.opens, end), verb=by & _affected())


@cache
def _affected() -> frozenset[str]:
    return frozenset(stem(word) for word in listed("affecting"))


def _table(parts: Parts) -> Frame | None:
    if not TABLE.search(parts.lower) or COLUMNS.search(parts.lower):
        return None
    within = IN_TABLE.search(parts.lower)
    if within and any(_names(term) for term in parts.terms(0, within.start())):
        return None  # "what do other items in the table represent?" asks for these
    if not any(word.lower in listed("showing") for word in parts.words) and "about" not in parts.lower:
        return None
    return Frame("contents", parts.text, ())


def _names(term: Term) -> bool:
    """Whether a word names what is asked about, not that something is shown."""
    return not term.light and term.word not in listed("showing") and term.word not in listed("shown")


def _how(parts: Parts) -> Frame | None:
    """Questions with "how", "when" and "where" that a clause answers."""
    lower = parts.lower
    match = re.search(r"\b(how often|how frequently|how|when|where)\b", lower[: LONGEST_LEAD + 12])
    if match is None or match.start() > parts.opens:
        return None
    asks, rest = match.group(1), parts.after(match.end())
    if not rest:
        return None
    first = parts.words[rest[0]].lower
    if asks in {"how often", "how frequently"}:
        return Frame("often", parts.text, parts.terms(match.end()))
    stated = (
        asks == "how" and not FIGURES.search(lower) and any(parts.words[place].lower in BE for place in rest)
    )
    if first not in BE | DO | MODAL and not stated:  # "how X is measured"
        return None
    past = first in {"did", "was", "were", "has", "had"}
    places = verb_places(parts, rest[1:])
    verb, particle = verb_keys(parts, places), last_preposition(parts)
    if asks == "how":
        return Frame("manner", parts.text, parts.terms(match.end()), verb=verb, particle=particle)
    if asks == "when":
        return Frame("condition", parts.text, parts.terms(match.end()), verb=verb, past=past)
    if verb and not past and (particle or not verb.isdisjoint(_placing())):
        return Frame("object", parts.text, parts.terms(match.end()), verb=verb, particle="in")
    return None


@cache
def _placing() -> frozenset[str]:
    """Verbs of where something is to be found."""
    return (
        alike()["recogniz"]
        | alike()["includ"]
        | frozenset(map(stem, ("list", "find", "found", "disclose", "describe", "discuss")))
    )


def _what(parts: Parts) -> Frame | None:
    """Questions with "what", "which" and "who"."""
    match = re.match(r"(?:what|which|whom|who)(?:'s)?\b", parts.lower[parts.opens :])
    if match is None:
        return None
    rest = parts.after(parts.opens + match.end())
    if not rest:
        return None
    aux = next((n for n, place in enumerate(rest) if parts.words[place].lower in BE | DO | MODAL), None)
    if match.group() == "what's":
        return _with_be(parts, [], rest)
    if aux is None or (aux and _opens_clause(parts, rest[:aux])):
        return _active(parts, rest)
    focus, auxiliary, after = rest[:aux], parts.words[rest[aux]].lower, rest[aux + 1 :]
    if not after:
        return None
    if auxiliary in BE:
        return _with_be(parts, focus, after)
    if auxiliary in MODAL and parts.words[after[0]].stem in verb_stems() and not focus:
        return _active(parts, after)
    if auxiliary in {"has", "have", "had", "will", "can", "could", "would", "should", "may"}:
        been = next((n for n, place in enumerate(after) if parts.words[place].lower in {"been", "be"}), None)
        if been is not None:
            return _with_be(parts, focus, after[:been] + after[been + 1 :])
    return _with_do(parts, focus, after)


def _opens_clause(parts: Parts, before: Sequence[int]) -> bool:
    """Whether a verb stands before the auxiliary: "what approach led to what was …"."""
    return any(parts.words[place].lower in word_set("prepositions") for place in before[1:])


def _with_do(parts: Parts, focus: Sequence[int], after: Sequence[int]) -> Frame | None:
    """ "What does X consist of?": what follows the verb."""
    places = verb_places(parts, after)
    if not places or parts.words[places[0]].lower in {"do", "pay", "cost", "earn", "spend", "charge"}:
        return None
    if focus and is_money(parts.words[focus[-1]].stem):
        return None
    start = parts.words[after[0]].start
    few = sum(not term.light for term in parts.terms(start, without=places)) < 2
    return Frame(
        "object",
        parts.text,
        parts.terms(start, without=() if few else places),
        verb=verb_keys(parts, places),
        particle=last_preposition(parts) or next_preposition(parts, places[0]),
        focus=focus_of(parts, focus),
    )


def _with_be(parts: Parts, focus: Sequence[int], after: Sequence[int]) -> Frame | None:
    """ "What is X limited to?", "What is included in X?", "What is X?"; nothing of "what would be"."""
    if not after:
        return None
    start = parts.words[after[0]].start
    skip = [place for place in after if parts.words[place].lower not in listed("adverbs")]
    if not skip:
        return None
    noun = not focus and len(skip) > 1 and parts.words[skip[1]].lower not in follows()
    if is_participle(parts.words[skip[0]].lower) and not noun:
        return Frame(
            "agent",
            parts.text,
            parts.terms(start, without=skip[:1]),
            verb=verb_keys(parts, skip[:1]),
            particle=next_preposition(parts, skip[0]) or "be",
            focus=focus_of(parts, focus),
        )
    place = _last_participle(parts, skip)
    if place is not None:
        return Frame(
            "object",
            parts.text,
            parts.terms(start, without=[place]),
            verb=verb_keys(parts, [place]),
            particle=last_preposition(parts),
            focus=focus_of(parts, focus),
        )
    head = _head(parts, skip)
    if focus or (head and parts.words[head[0]].lower in listed("counting")):
        return None
    if parts.lower[parts.opens :].startswith("who") and not any(
        parts.words[p].text[0].isupper() for p in head
    ):
        return None
    hollow = [place for place in skip if parts.words[place].lower in listed("hollow")]
    subject = parts.terms(start, without=hollow)
    past = parts.words[after[0] - 1].lower in {"was", "were"} if after[0] else False
    return Frame("meaning", parts.text, subject, focus=focus_of(parts, head), past=past)


def _head(parts: Parts, after: Sequence[int]) -> list[int]:
    """The noun phrase at the head: up to the first preposition or relative."""
    ends = word_set("prepositions") | {"that", "which", "who", "where", "when", "whose"}
    inner = DETERMINERS | {"company", "group", "we"}
    stop = next(
        (
            n
            for n, place in enumerate(after)
            if parts.words[place].lower in ends or (n > 1 and parts.words[place].lower in inner)
        ),
        len(after),
    )
    return [place for place in after[:stop] if parts.words[place].lower not in DETERMINERS]


def _active(parts: Parts, rest: Sequence[int]) -> Frame | None:
    """ "Who approved X?": the subject of the verb."""
    for n, place in enumerate(rest):
        word = parts.words[place]
        if word.stem in verb_stems() or is_participle(word.lower):
            terms = parts.terms(word.start, without=[place])
            if not terms:
                return None
            return Frame(
                "agent", parts.text, terms, verb=verb_keys(parts, [place]), focus=focus_of(parts, rest[:n])
            )
    return None


def _last_participle(parts: Parts, places: Sequence[int]) -> int | None:
    """The participle that closes the question, but for a preposition, a "by" phrase or a time; or that
    follows "the company"."""
    words = parts.words
    ends = list(places)
    while ends and (words[ends[-1]].lower in word_set("prepositions") or timed(parts, ends[-1])):
        ends.pop()
    last = words[ends[-1]] if ends else words[0]
    closed = len(ends) < len(places) and words[places[-1]].lower in word_set("prepositions")
    joined = last.lower in {"compared", "ended"} or (
        last.lower == "related" and words[places[-1]].lower != "to"
    )
    if closed and ends and is_participle(last.text) and not joined:
        return ends[-1]
    for place in places[1:]:
        before = words[place - 1].lower
        after = words[place + 1].lower if place + 1 < len(words) else ""
        if not is_participle(words[place].lower):
            continue
        if before in {"company", "group", "we"} or (after == "by" and last_preposition(parts)):
            return place
    return None
