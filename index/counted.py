"""What a bare number of a sentence counts: "more than 40 granted and pending designs"."""

from __future__ import annotations

import re

from index.nouns import word_set

WORDS = re.compile(r'\s((?:[^\s,;:.()"/]|\.(?=\w)){1,30}(?:\s(?:[^\s,;:.()"/]|\.(?=\w)){1,30}){0,7})')
STOPS = frozenset({"that", "which", "to", "from", "with", "as", "and", "for", "by", "who"})
SHARED_PLACE = re.compile(
    r"[^.;:]{0,200}?\s(?P<place>in\s(?:the\s)?[A-Z][\w.]*(?:\s(?:and\s)?[A-Z][\w.]*){0,4})"
)
PLURALS = frozenset({"people", "men", "women", "children", "employees"})
OF_THEM = re.compile(r"\sof\s(?:them|which|these|those|whom)\b")
INCLUDING = re.compile(r"\bincluding\s*$")


def counted(text: str, start: int, end: int, before: str) -> str | None:
    """The label of the number at `start`..`end`: the noun phrase after it, None where it counts nothing.

    `before`: the label of the count before; "40 designs, including 12 issued abroad" carries its noun.
    """
    part = OF_THEM.match(text, end) if before else None
    if part:
        return f"{_plural_noun(before)} {' '.join(_words_after(text, part.end()))}".strip()
    words = _words_after(text, end)
    if not words:
        return None
    nouns = [word.lower() for word in words]
    if before and nouns[0].endswith("ed") and INCLUDING.search(text[max(0, start - 30) : start]):
        return f"{_plural_noun(before)} {' '.join(words)}"
    plural = any(noun.endswith("s") or noun in PLURALS for noun in nouns[:4])
    return " ".join(words) if plural and word_set("uncounted").isdisjoint(nouns[:2]) else None


def shared_place(text: str, end: int) -> str:
    """The place that a list of counts ends with: "18 clubs, 16 stores and three offices in Mexico"."""
    match = SHARED_PLACE.match(text[end : end + 260])
    apart = word_set("link") | {"including", "worldwide", "globally", "world", "them"}
    if match is None or not apart.isdisjoint(match.group().lower().split()):
        return ""
    return match["place"].rstrip(".")


def _words_after(text: str, end: int) -> list[str]:
    """The words after a number up to a verb, a comma or a clause."""
    match = WORDS.match(text[end : end + 140])
    words = match.group(1).split() if match else []
    if not words or not words[0][0].isalpha():
        return []
    stop = next((place for place in range(1, len(words)) if _stops(words, place)), len(words))
    while stop > 1 and words[stop - 1].lower() in {"in", "of", "at", "on"}:
        stop -= 1
    return words[:stop]


def _stops(words: list[str], place: int) -> bool:
    """Whether the noun phrase ends before this word; "and" may join adjectives ("granted and pending")."""
    word = words[place].lower()
    if word == "and" and place == 1 and not words[0].lower().endswith("s"):
        return False
    return word in word_set("link") or word in STOPS or not word[0].isalpha()


def _plural_noun(label: str) -> str:
    """The counted noun of a label: "granted and pending designs" counts designs."""
    return next((word for word in reversed(label.split()) if word.endswith("s")), label)
