"""Which sentence another goes on from: "The increase was due to …", or a member of the list it introduces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Sentence

MEMBERS = 12  # members of a list
MOVES = "increase|decrease|decline|change|improvement|growth|reduction|rise|fall|drop|movement|difference"
POINTS = re.compile(rf"(?:This|These|The|Such)\s(?:\w+\s)?(?:{MOVES})s?\b|(?:This|These|It|They)\b")


def spoken_of(sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """For each sentence the position of the one that it is about, or -1."""
    return tuple(_before(sentences, place) for place in range(len(sentences)))


def _before(sentences: Sequence[Sentence], place: int) -> int:
    text = sentences[place].text
    if place and POINTS.match(text):
        return place - 1
    if not (text[:1].islower() or text.endswith((";", "; and"))):
        return -1
    for near in range(place - 1, max(-1, place - MEMBERS), -1):
        said = sentences[near].text
        if said.endswith(":"):
            return near
        if not said.endswith((";", "; and")):
            break
    return -1
