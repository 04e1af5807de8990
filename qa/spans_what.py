"""What a thing is or holds: what follows the link behind it, stands in apposition to it, or is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from grammar.datafiles import load_data
from grammar.words import Word
from qa.asking import word_set
from qa.clauses import clause_end, clause_start, members
from qa.frame_words import is_participle
from qa.scene import compiled
from qa.spans import Sight, Span, found

LEAST_SUBJECT = 0.55  # of what is asked about, to be the subject of what it is
NEARLY_ALL = 0.9  # of what is asked about, to be what an apposition explains
SHORT = 40  # characters of a member of a list that is split
FIGURE = re.compile(
    r"(?:approximately\s|about\s|nearly\s|over\s)?"
    r"(?:[A-Z]{0,3}[$€£₹]|\((?!\w{1,3}\)\s)|\d[\d,.]*\s?(?:%|[pc]\b|million|billion|thousand|per\s?cent)|nil\b|zero\b)"
)
# Words of what is worked out from other things.
WORKED_OUT = (
    r"\b(?:divided by|multiplied by|times|less|plus|minus|net of|blended|weighted|(?:sum|difference|excess"
    r"|ratio|product|average|percentage|total|number|price|quotient) (?:of|between|for|over))\b"
)
CALLED = r"\s(?:is|are|was|were)\s(?:recorded|recogni[sz]ed|referred to|known|classified|treated)\sas\s"
QUOTED = re.compile(r"\s[“\"](?P<name>[^”\"]{1,40}?)[.,]?[”\"]")
APPOSED = r"(?:\s?\([^()]{1,60}\)|[”\"’']?\))?,\s(?=(?:an?|the|one of|our|its)\s)"
# What follows a copula where nothing is said of what a thing is.
NO_NOUNS = frozenset(["not", "subject", "due", "primarily", "as", "in", "to", "at", "based", "on"])
MARKS = {
    ":": 0.95,
    "": 0.6,
}  # how surely a colon, or a comma, parts a noun from its members; else a word does
WORDED = 0.75


def definitions(sight: Sight) -> Iterator[Span]:
    """ "X represents Y", "X is a Y", "X, a Y": what follows the link behind the thing asked about."""
    for name, worth in (("sure", 1.0), ("holding", 0.8), ("copula", 0.85)):
        for match in found("links", name, sight.text):
            if match.start() > 1:
                yield from _linked(sight, match, name, worth)
            elif name != "copula" and not match["mark"].lower().startswith("refer"):
                # "(1) Represents …": the row that is marked so is the subject
                yield Span(0, clause_end(sight.text, match.end(), wide=True), worth * sight.elided())
    yield from _named(sight)
    yield from _appositions(sight)
    yield from lists(sight)


def worked_out(sight: Sight) -> Iterator[Span]:
    """ "The margin is sales less costs": what a thing is that is worked out from others."""
    for span in definitions(sight):
        if compiled(WORKED_OUT, re.IGNORECASE).search(sight.text, span.start, span.end):
            yield span


def _named(sight: Sight) -> Iterator[Span]:
    """ "The excess of price over value is recorded as goodwill": what is so called."""
    text = sight.text
    for match in compiled(CALLED).finditer(text):
        start = clause_start(text, match.start())
        near = sight.share(match.end(), match.end() + 40)
        if near > NEARLY_ALL and sight.strangers(match.end(), clause_end(text, match.end())) == 0:
            yield Span(start, match.start(), 0.85)


def _linked(sight: Sight, match: re.Match[str], name: str, worth: float) -> Iterator[Span]:
    text = sight.text
    opening = clause_start(text, match.start("mark"))
    subject = sight.share(opening, match.start())
    if subject < LEAST_SUBJECT or not _is_subject(sight, opening, match.start()):
        return
    start = match.end() if name != "copula" else _behind_copula(text, match.end())
    if start is None:
        return
    end = clause_end(text, start)
    if end - start >= 3 and sight.fresh(start, end):
        precise = 1 / (1 + 0.35 * sight.strangers(opening, match.start()))
        yield Span(start, end, worth * (0.35 + 0.35 * subject + 0.3 * precise))


def _is_subject(sight: Sight, start: int, end: int) -> bool:
    """Whether the last word before a link is of the thing asked about, or of a phrase behind it."""
    inside = sight.inside(start, end)
    return bool(inside) and (sight.hits[inside[-1]] is not None or sight.strangers(start, end) <= 2)


def _behind_copula(text: str, start: int) -> int | None:
    """Where what a thing is begins: not at a figure, and at a participle only behind "by" ("is performed by
    comparing …")."""
    if FIGURE.match(text, start):
        return None
    word = compiled(r"(?:not\s|also\s)?([a-z]+)").match(text, start)
    if word and is_participle(word.group(1)):
        by = compiled(r"\sby\s(?=\w+ing\b)").match(text, word.end())
        return by.end() if by else None
    return None if word and word.group(1) in NO_NOUNS else start


def _appositions(sight: Sight) -> Iterator[Span]:
    """ "Quill Inc., a maker of lamps": what stands behind a name and a comma."""
    text = sight.text
    for match in compiled(APPOSED).finditer(text):
        near = sight.inside(max(0, match.start() - 60), match.start() + 1)
        near = [place for place in near if not _is_suffix(sight.words[place])]
        end = clause_end(text, match.end())
        named = bool(near) and sight.hits[near[-1]] is not None
        if named and sight.share(0, match.start()) > NEARLY_ALL and sight.fresh(match.end(), end):
            yield Span(match.end(), end, 0.8)


def _is_suffix(word: Word) -> bool:
    """Whether a word only ends a firm's name: "Quill, Inc."."""
    return not word.text[0].isalnum() or word.lower in word_set("suffixes")


def lists(sight: Sight) -> Iterator[Span]:
    """ "three segments: A, B and C", "services such as A": what is listed behind the noun asked for."""
    if not sight.frame.focus:
        return
    head = sight.frame.focus[-1]
    for place, keys in enumerate(sight.line.keys):
        if not head.isdisjoint(keys):
            yield from _quoted(sight, place)
            yield from _listed(sight, place)


def _quoted(sight: Sight, place: int) -> Iterator[Span]:
    """ "under the symbol “ABC”": what stands in quotation marks behind the noun asked for."""
    match = QUOTED.match(sight.text, sight.words[place].end)
    if match is not None:
        yield Span(match.start("name"), match.end("name"), 0.95)


def _listed(sight: Sight, place: int) -> Iterator[Span]:
    text, word = sight.text, sight.words[place]
    match = _joint().match(text, word.end)
    if match is None:
        return
    end = clause_end(text, match.end())
    rest = text[match.end() : end]
    if not sight.fresh(match.end(), end) or FIGURE.match(rest) or _is_verbal(rest):
        return
    mark = match.group().strip(" ,").lower()
    many = "," in rest or " and " in rest
    if mark == "of" or (not mark and not (many and word.lower.endswith("s") and rest[:1].isupper())):
        return
    score = MARKS.get(mark, WORDED) * (0.5 + 0.5 * sight.share(0, len(text))) * (1.0 if many else 0.8)
    parts = members(text, match.end(), end)
    names = len(parts) > 2 and all(b - a < SHORT and text[a].isupper() for a, b in parts)
    yield Span(match.end(), end, score, tuple(parts) if names else ())


@cache
def _joint() -> re.Pattern[str]:
    """What may stand between a noun and its members."""
    listing = sorted(load_data("qa", "frames")["links"]["listing"], key=lambda way: (-len(way), way))
    ways = "|".join(map(re.escape, listing))
    return re.compile(
        rf"(?:\s\([^()]{{1,60}}\))?(?::\s|,?\s(?:{ways})(?:\s(?:primarily|mainly))?:?\s"
        r"(?:the\sfollowing:?\s)?|,\s)",
        re.IGNORECASE,
    )


def _is_verbal(rest: str) -> bool:
    """Whether a verb follows, and no member of a list."""
    first = rest.split(" ", 1)[0]
    small = word_set("auxiliaries") | {"which", "that", "we", "and", "as", "not"}
    return first.islower() and (is_participle(first) or first in small)
