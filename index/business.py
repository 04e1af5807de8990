"""What a filing says its filer does: "Acme is a maker of lamps", "Acme designs and sells lamps"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from index.lookup import Lookup, folded
from index.model import ProfileEntry, Sentence
from index.names import lexicon
from index.sentences import places_of

FARTHEST = 160  # characters of a sentence before its subject
LONGEST = 300  # characters of a description
LONGEST_HEADING = 80  # characters
NOUN_WITHIN = 14  # words in which a description names the kind of business
ABOUT = re.compile(r"(?:about|the company|(?:our )?business|overview|profile)\b", re.IGNORECASE)
# After the subject: its ticker or another aside.
ASIDE = (
    r"(?:,? (?:inc|corp|corporation|co|ltd|llc|plc)\b\.?)?(?:\s?[(\[][^)\]]{1,60}[)\]])?,?"
    r"(?:\s(?:through|together with|along with)\s[^,;]{3,80},)?"
)
END = re.compile(r",\s(?:today|which|and (?:is|its|has))\b|\stoday\s|;|,\s(?:announced|reported|said)\b")
SUFFIX = re.compile(r"[,\s]+(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|plc)\.?$", re.I)


def read_business(
    sentences: Sequence[Sentence], texts: Lookup, profile: Iterable[ProfileEntry]
) -> list[ProfileEntry]:
    """The best description of the filer as an entry `business`, or none: under its own heading first,
    in a sentence of its own before an aside of the opening. texts: those of the sentences."""
    names = _names(profile)
    if not names:
        return []
    naming = set(texts.holding([[folded(name) for name in names]]))
    best: tuple[tuple[bool, bool, int], Sentence, tuple[int, int]] | None = None
    for position, sentence in enumerate(sentences):
        about = _is_about(sentence.heading)
        if not about and not (position in naming and _names_it(sentence.text, names)):
            continue
        for aside in (False, True):
            rank = (not about, aside, position)
            if best is None or rank < best[0]:
                span = _described(sentence.text, names, about, aside)
                best = (rank, sentence, span) if span else best
    if best is None:
        return []
    _, sentence, (start, end) = best
    value = " ".join(sentence.text[start:end].split())
    return [ProfileEntry("business", value, places_of(sentence, start, end)[0])]


@lru_cache(maxsize=1024)  # all sentences under one heading ask the same
def _is_about(heading: str) -> bool:
    """Whether what a heading heads is about the filer."""
    return 0 < len(heading) < LONGEST_HEADING and ABOUT.match(heading) is not None


def _names(profile: Iterable[ProfileEntry]) -> tuple[str, ...]:
    """The filer's names as sentences use them: with and without "Inc.", and its first word."""
    found: dict[str, None] = {}
    for entry in profile:
        if entry.key != "company":
            continue
        short = entry.value.strip(" .,")
        for _ in range(2):
            found[short.lower()] = None
            short = SUFFIX.sub("", short)
        found[short.lower()] = None
        first = short.split()[0].lower() if short.split() else ""
        if len(first) > 3 and first not in lexicon()["business"]["no_names"]:
            found[first] = None
    return tuple(sorted((name for name in found if name), key=len, reverse=True))


@cache
def _pattern(names: tuple[str, ...], about: bool, aside: bool) -> re.Pattern[str]:
    words = lexicon()["business"]
    subjects = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in names)
    if about:
        subjects += r"|\b(?:the\s)?(?:company|corporation|registrant|bank)|\bwe|\bit"
    verb = "|".join(words["verbs"])
    if aside:
        said = r",\s(?P<what>(?:an?|the|one of|[A-Z]\w+['’]s)\s.+)"
    else:
        said = (
            r"\s(?:(?:is|are)\s(?:currently\s|now\s)?(?P<what>(?:an?|the|one of)\s.+)"
            r"|(?:is|are)\s(?:primarily\s|principally\s)?(?P<engaged>"
            r"(?:(?:engaged|active|involved) in|in the business of)\s.+)"
            rf"|(?:primarily\s|currently\s|also\s)?(?P<does>(?:{verb})(?:,|\s).+))"
        )
    return re.compile(rf"(?<![\w'’])(?:{subjects})(?![\w'’]){ASIDE}{said}", re.IGNORECASE | re.DOTALL)


def _names_it(text: str, names: tuple[str, ...]) -> bool:
    lower = text[: FARTHEST + LONGEST].lower()
    return any(name in lower for name in names)


def _described(text: str, names: tuple[str, ...], about: bool, aside: bool) -> tuple[int, int] | None:
    """The span of a sentence that says what the filer is or does."""
    match = _pattern(names, about, aside).search(text, 0, FARTHEST + LONGEST)
    if match is None or match.start() > FARTHEST:
        return None
    group = next(name for name, value in match.groupdict().items() if value is not None)
    start = match.start(group)
    stop = END.search(text, start + 1, start + LONGEST)
    end = stop.start() if stop else min(len(text), start + LONGEST)
    if stop is None and end < len(text):
        end = text.rfind(" ", start, end)
    words = {word.strip(",.").lower() for word in text[start:end].split()[:NOUN_WITHIN]}
    if group == "what" and words.isdisjoint(lexicon()["business"]["nouns"]):
        return None
    return start, start + len(text[start:end].rstrip(' .,"”'))
