"""Where a clause of a sentence begins and ends, and the members of a list in it."""

from __future__ import annotations

import re

LONGEST = 700  # characters of a clause
# Where what is said of one thing ends and something else is said.
STOPS = re.compile(
    r";\s|[.!?][\"”’)]?\s+(?=[A-Z(“\"])|(?<=\))\s[–—-]{1,2}\s(?=[A-Z])"
    r"|,\s(?=while\s|whereas\s|although\s|though\s|but\s|of which\s|see\s"
    r"|compared (?:to|with)\s|therefore|which\s|who\s)"
    r"|,\s(?=(?:and|so)\s(?:we|it|they|the Company|the Group|there)\s)"
    r"|\s(?=and\s(?:we|the Company|the Group)\s)"
)
ASIDE = re.compile(
    r"\s\((?:see|subject to|as|which|refer|(?:19|20)\d\d(?:/\d\d)?:|in (?:thousands|millions)|[^()]{60})"
    r"[^()]{0,400}\)$"
)
FARTHEST = 400  # characters that a clause may have before its verb
PARTS = re.compile(r"[;:]\s|,\s(?:and|but|while|which)\s|,\s")
LINK_TAIL = re.compile(r"[\s,;:.–—-]+$")
CONJUNCT = re.compile(r",\s(?:and\s|or\s|&\s)?|\s(?:and|or)\s|;\s(?:and\s|or\s)?")


def clause_end(text: str, start: int, wide: bool = False) -> int:
    """Where what begins at `start` ends: the clause, or with `wide` the sentence."""
    limit = min(len(text), start + LONGEST)
    end = limit
    for match in STOPS.finditer(text, start + 1, limit):
        mark = match.group()
        if wide and mark.startswith(",") and not text.startswith(("see ", "while "), match.end()):
            continue
        if _open(text, start, match.start()):
            continue
        end = match.start()
        break
    return tidy_end(text, start, end)


def _open(text: str, start: int, place: int) -> bool:
    """Whether a bracket opened after `start` is still open."""
    return text.count("(", start, place) > text.count(")", start, place)


def tidy_end(text: str, start: int, end: int) -> int:
    """The end without the marks that close a clause, and a bracket that the span does not open."""
    tail = LINK_TAIL.search(text, start, end)
    end = tail.start() if tail else end
    aside = ASIDE.search(text[start:end])
    end = start + aside.start() if aside and aside.start() > 3 else end
    while end > start and text[end - 1] in ")]" and text.count("(", start, end) < text.count(")", start, end):
        end -= 1
        tail = LINK_TAIL.search(text, start, end)
        end = tail.start() if tail else end
    return end


def clause_start(text: str, end: int) -> int:
    """Where the clause that ends at `end` begins: after the last mark that parts clauses, or the sentence's
    beginning."""
    best = 0 if end <= FARTHEST else text.find(" ", end - FARTHEST) + 1
    for match in PARTS.finditer(text, best, end):
        if text.count("(", match.end(), end) == text.count(")", match.end(), end):
            best = match.end()
    return best


def members(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The members of the list that a span is: "A, B and C" as three spans; one where it is no list."""
    found: list[tuple[int, int]] = []
    place = start
    depth = 0
    stops = {m.start(): m.end() for m in CONJUNCT.finditer(text, start, end)}
    cursor = start
    while cursor < end:
        if text[cursor] in "([":
            depth += 1
        elif text[cursor] in ")]":
            depth = max(0, depth - 1)
        if cursor in stops and depth == 0:
            found.append((place, cursor))
            cursor = place = stops[cursor]
            continue
        cursor += 1
    found.append((place, end))
    return [(a, b) for a, b in found if a < b]
