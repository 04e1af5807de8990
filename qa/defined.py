"""Names that a filing shortens: "the European Patent Office (the “Office”)" is the Office from there on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grammar.words import cut
from index.model import Sentence
from qa.asking import keys_of

LONGEST = 8  # words of a name that is shortened
MOST = 400  # names of one filing
MARKS = ("(the “", '(the "', "(“", '("')
# A name in capitals, and in parentheses and quotation marks what it is called from there on.
DEFINED = re.compile(
    r"(?P<long>[A-Z][\w.&’'-]*(?:\s(?:(?:of|the|for|and)\s){0,2}[A-Z][\w.&’'-]*){0,7})\s"
    r"\((?:collectively,\s|hereinafter,?\s)?(?:the\s)?[“\"](?P<short>[A-Z][\w&’'-]*(?:\s[A-Z][\w&’'-]*){0,3}),?[”\"]"
)


def shortened(sentences: Sequence[Sentence]) -> dict[str, frozenset[str]]:
    """The keys of the whole name for each short one; a short name that two names have says neither."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for sentence in sentences:
        if not any(mark in sentence.text for mark in MARKS):
            continue
        for match in DEFINED.finditer(sentence.text):
            short, long = match["short"], match["long"]
            if found.setdefault(short, long) != long and short not in long:
                twice.add(short)
            if len(found) >= MOST:
                break
    return {
        short: frozenset(key for part in keys_of(cut(long)) for key in part)
        for short, long in found.items()
        if short not in twice
    }


def name_keys(text: str, known: dict[str, frozenset[str]]) -> frozenset[str]:
    """The keys of the whole names whose short ones stand in a text."""
    return frozenset().union(*(keys for short, keys in known.items() if short in text))
