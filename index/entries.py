"""Entries of a filing's profile: made of a span of a sentence, with its exact place."""

from __future__ import annotations

from index.model import ProfileEntry, Sentence
from index.sentences import places_of

HEAD = 400  # characters of a sentence that a dateline can take; others look at some times as many


def entry_of(
    key: str, sentence: Sentence, start: int, end: int, role: str = "", value: str = ""
) -> ProfileEntry:
    """An entry for a span of a sentence, placed on the first line it stands on."""
    text = value or " ".join(sentence.text[start:end].split())
    return ProfileEntry(key, text, places_of(sentence, start, end)[0], role)
