"""What can be completed at the prompt: commands, and the filing's own labels and periods.

Plain strings in and out, so that it is tested without a terminal.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from qa.sanitize import one_line
from qa.session_commands import COMMANDS, MARK

if TYPE_CHECKING:
    from index.store import Index

MAX_WORDS = 5  # of the text before the cursor that one completion may take over
MAX_OFFERED = 30
LONGEST = 60  # characters of a label worth offering


class Vocabulary:
    """Phrases to complete, ready for look-up by their beginning."""

    def __init__(self, phrases: Iterable[str]) -> None:
        kept = {phrase.casefold(): phrase for phrase in sorted(phrases) if 2 < len(phrase) <= LONGEST}
        self._keys = sorted(kept)
        self._phrases = [kept[key] for key in self._keys]

    def starting(self, start: str) -> Iterator[str]:
        """The phrases that begin with `start` (case apart) and go on after it."""
        key = start.casefold()
        for at in range(bisect_left(self._keys, key), len(self._keys)):
            if not self._keys[at].startswith(key):
                return
            if self._keys[at] != key:
                yield self._phrases[at]


def completions(before: str, vocabulary: Vocabulary) -> list[tuple[str, int]]:
    """What may stand at the cursor: the text, and how many characters before the cursor it replaces.

    The longest run of last words that begins some phrase wins: "total cur" offers "Total current
    assets" before "cur" offers "Current portion of debt".
    """
    if before.startswith(MARK):
        return [(f"{MARK}{c.name}", len(before)) for c in COMMANDS if c.name.startswith(before[1:])]
    starts = [match.start() for match in re.finditer(r"(?<!\S)\S", before[-200:])][-MAX_WORDS:]
    offered: dict[str, int] = {}
    for start in starts:
        fragment = before[-200:][start:]
        if len(fragment.strip()) >= 2:
            for phrase in vocabulary.starting(fragment):
                offered.setdefault(phrase, len(fragment))
                if len(offered) == MAX_OFFERED:
                    return list(offered.items())
    return list(offered.items())


def vocabulary(index: Index) -> Vocabulary:
    """The labels of all line items and the words for all periods."""
    phrases: set[str] = set()
    for filing in index.filings():
        phrases.update(one_line(item.label).rstrip(":") for item in index.items(filing.id))
        for statement in index.statements(filing.id):
            phrases.update(one_line(period.label) for period in statement.periods if period)
    return Vocabulary(phrases)
