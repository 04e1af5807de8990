"""What to call a line item in a sentence or a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from grammar.values import Period
from index.model import LineItem
from qa.figures import Figure

MARKS = re.compile("[®™℠]")  # of registered names
CAPITALS = re.compile(r"\b[A-Z]{3,}\b")

LENGTHS = {3: "three months", 6: "six months", 9: "nine months", 12: "year"}

# Labels that say too little without their heading.
BARE_LABELS = frozenset({"total", "basic", "diluted", "other", "net", "high", "low"})


def period_words(label: str) -> str:
    """The filing's words for a period on one line, those in capitals as others write them."""
    return CAPITALS.sub(lambda match: match.group().capitalize(), " ".join(label.split()))


def period_in_short(period: Period) -> str:
    """A period in few words: "three months ended 2004-06-30", "at 2004-06-30"."""
    if period.start is None:
        return f"at {period.end}"
    length = LENGTHS.get(period.months or 0)
    return f"{length} ended {period.end}" if length else f"{period.start} to {period.end}"


def name_of(item: LineItem) -> str:
    """What to call a line item: its label, with its heading where the label says too little."""
    return _name(item.label, item.path[-1] if item.path else "")


@lru_cache(maxsize=20_000)
def _name(label: str, heading: str) -> str:
    label = " ".join(MARKS.sub("", label).split()).strip(" -:")
    if heading and (not label or label.lower() in BARE_LABELS):
        heading = heading.strip(" :")
        if label.lower() == heading.split(" ")[0].lower():
            return heading  # "Total" under "Total number of shares"
        said = f"{heading[:1].lower()}{heading[1:]}"
        return f"{label} {said}".strip() if label else f"Total {said}"
    return opened(label)


def opened(name: str) -> str:
    """A name at the beginning of a sentence; "iPhone" stays as it is."""
    first = name.split(" ", 1)[0]
    return name if any(c.isupper() for c in first[1:]) else name[:1].upper() + name[1:]


def lower(name: str) -> str:
    """A name inside a sentence: capitals of abbreviations and of names kept."""
    words = name.split(" ")
    titled = all(word[:1].isupper() or len(word) < 4 for word in words)
    kept = [
        (not titled and number > 0) or word.isupper() or any(c.isupper() for c in word[1:])
        for number, word in enumerate(words)
    ]
    return " ".join(word if keep else word.lower() for word, keep in zip(words, kept, strict=True))


def told_apart(figures: Sequence[Figure], titles: Sequence[str]) -> list[Figure]:
    """The figures, those of one row under several columns with the name of the column: "Total borrowings,
    fair value"."""
    told = []
    for figure, name in zip(figures, titles, strict=True):
        paths = {other.entry.item.path for other, own in zip(figures, titles, strict=True) if own == name}
        path = figure.entry.item.path
        apart = len(paths) > 1 and bool(path) and figure.leaf is not None and not figure.name
        told.append(replace(figure, name=f"{name}, {lower(path[-1])}") if apart else figure)
    return told
