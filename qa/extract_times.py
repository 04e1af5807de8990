"""Dates, times of day and lengths of time that a sentence gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grammar.lexicon import filler
from grammar.numbers import small_numbers
from index.names import DATE, MONTH
from qa.scene import Candidate, Scene, compiled

UNITS_OF_TIME = r"(?:second|minute|hour|day|week|month|quarter|year|decade)"
NUMBER = (
    r"(?:\d[\d,]*(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
    r"|twenty|thirty"
    r"|a|several)"
)
YEAR = r"(?:19|20)\d\d"
# Days, months with a year, seasons, parts of a year, bare years; two days joined by "and" are one answer.
DATES = (
    rf"\b\d{{1,2}}\s{MONTH}\s(?:19|20)\d\d\b|(?:{DATE})(?:\s(?:and|or|to|through)\s{DATE})?|{MONTH}\s+(?:of\s+)?{YEAR}\b"
    rf"|\b(?:spring|summer|fall|autumn|winter)\s(?:of\s)?{YEAR}\b"
    rf"|\b(?:first|second|third|fourth)\s(?:calendar\s|fiscal\s)?(?:quarter|half)\sof\s(?:fiscal\s"
    rf"|calendar\s)?(?:year\s)?{YEAR}"
    rf"|\b(?:the\s)?(?:early|late|mid-?|middle of|end of|beginning of|start of)\s?(?:(?:last|this|next"
    rf"|the)\s)?"
    rf"(?:year|{YEAR}|month|quarter)\b"
    r"|\b(?:next|last|this)\s(?:year|month|quarter|week|spring|summer|fall|winter)\b|\byear-?end\b|\btoday\b"
    rf"|\b{YEAR}\b"
)
ZONE = r"(?:EDT|EST|ET|CDT|CST|CT|PDT|PST|PT|MST|MDT|GMT|(?:eastern|pacific|central|mountain)(?:\stime)?)"
CLOCK = rf"\b\d{{1,2}}(?::\d\d)?\s?(?:a\.?m\.?|p\.?m\.?)(?:,?\s{ZONE})?"
LENGTH = (
    rf"\b(?P<number>{NUMBER})(?:-|\sto\s{NUMBER}\s|\s(?:consecutive\s|full\s|business\s)?){UNITS_OF_TIME}s?\b"
)
LEADS = {
    "until": r"\b(?:through|until|till|to|by)\s$",
    "since": r"\b(?:since|from|starting|beginning|in)\s$",
}
SAID = r"[^.;]{0,60}?\s(?:is|was|of|were)\s(?:approximately\s|about\s)?"
ENDED = r"\b(?:ended|ending|ends)\s(?:on\s)?$"
BEFORE_DATE = r"\b(?:on|in|effective|of|by|at|since|dated|until|through|before|after|about|due)\s$"


def dates(scene: Scene) -> Iterator[Candidate]:
    """ "took effect May 3, 2005"; for "until" and "since" the date after that word."""
    lead = LEADS.get(scene.asked.kind)
    for start, end in date_spans(scene.text):
        if scene.asked_for(start, end):
            continue
        start, end = _part(scene, start, end)
        before = scene.text[max(0, start - 12) : start].lower()
        score = 0.5 + 0.5 * scene.near(start, end)
        if compiled(ENDED).search(before):
            score *= 0.3  # the end of a period is not when something was done in it
        if lead:
            score = score if compiled(lead).search(before) else 0.2 * score
        elif compiled(BEFORE_DATE).search(before):
            score += 0.05
        elif scene.text[start:end].isdigit():  # the year in a name or a title
            continue
        elif scene.text[start:end].lower() == "today":
            score *= 0.6
        yield Candidate(start, end, min(score, 1.0), "date")


def _part(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """Of "May 3 through May 10" the day that "until" or "since" asks for; else the whole span."""
    joint = compiled(r"\s(?:to|through)\s").search(scene.text, start, end)
    if joint is None or scene.asked.kind not in LEADS:
        return start, end
    return (joint.end(), end) if scene.asked.kind == "until" else (start, joint.start())


def date_spans(text: str) -> list[tuple[int, int]]:
    """The dates of a text, whole or in part, as spans."""
    spans = []
    for match in compiled(DATES, re.IGNORECASE).finditer(text):
        after = text[match.end() : match.end() + 12].lower()
        if match.group().isdigit() and re.match(r"\s(?:act|form|notes)|\.\d|%", after):
            continue
        spans.append(match.span())
    return spans


def clock_times(scene: Scene) -> Iterator[Candidate]:
    """ "11:00 a.m. EDT"."""
    for match in compiled(CLOCK, re.IGNORECASE).finditer(scene.text):
        yield Candidate(match.start(), match.end(), 0.5 + 0.5 * scene.near(*match.span()))


def durations(scene: Scene) -> Iterator[Candidate]:
    """ "six hours of light"; where the question names the unit of time, that one, and none where several
    are given that nothing tells apart."""
    unit = compiled(rf"how many ({UNITS_OF_TIME})").search(scene.asked.text.lower())
    if unit is None:
        yield from _durations(scene, "")
        return
    found = sorted(_durations(scene, unit.group(1)), key=lambda candidate: candidate.start)
    named = [c for c in found if unit.group(1) in scene.text[c.start : c.end].lower()]
    if len({candidate.value for candidate in named}) < 2:
        yield from found
        return
    words = {stem for stem in scene.asked.stems if stem not in filler("stop")} - {unit.group(1)}
    edges = [0, *(candidate.end for candidate in named)]
    met = [
        len(words & {word.stem for word in scene.inside(edge, candidate.start)})
        for edge, candidate in zip(edges, named, strict=False)
    ]
    best = [candidate for candidate, count in zip(named, met, strict=True) if count == max(met)]
    if len({candidate.value for candidate in best}) == 1:
        yield from best


def lengths_of(scene: Scene, nouns: frozenset[str]) -> Iterator[Candidate]:
    """The length that follows one of `nouns` (stems) that the question has too: "the remaining term was 5.2
    years"."""
    asked = nouns & set(scene.asked.stems)
    after = next((word.end for word in scene.words if word.stem in asked), len(scene.text))
    found = [c for c in _durations(scene, "year") if c.start >= after and c.value]
    if found and compiled(SAID).fullmatch(scene.text, after, found[0].start):
        yield found[0]


def _durations(scene: Scene, unit: str) -> Iterator[Candidate]:
    for match in compiled(LENGTH, re.IGNORECASE).finditer(scene.text):
        after = scene.text[match.end() : match.end() + 14].lower()
        if scene.asked_for(*match.span()) or re.match(r"\s?(?:period|ended|months? ended)", after):
            continue
        score = 0.4 + 0.6 * scene.near(match.start(), match.end() + 25)
        if unit not in match.group().lower():
            score *= 0.3
        number = match.group("number").lower()
        digits = number.replace(",", "") if number[0].isdigit() else small_numbers().get(number)
        if unit and digits is not None:
            yield Candidate(match.start(), match.end(), score, "count", str(digits))
        else:
            yield Candidate(match.start(), match.end(), score)
