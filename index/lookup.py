"""Which of many texts hold a word, without a look at each of them.

What is read off sentences and lines by patterns is rare, and every pattern needs certain words. Those are
looked for in all texts at once, and only the texts that hold them are then looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

Needs = Sequence[Sequence[str]]


def folded(text: str) -> str:
    """The text in lower case as a pattern that ignores case sees it, to look for plain words in before
    a pattern is tried. Its places are not those of the text."""
    lower = text.lower()
    return lower if lower.isascii() else lower.replace("\u017f", "s").replace("\u0131", "i")


def may_hold(lower: str, needs: Needs) -> bool:
    """Whether a folded text holds one word of every group: without them a pattern cannot match."""
    for group in needs:
        for word in group:
            if word in lower:
                break
        else:
            return False
    return True


class Lookup:
    """Texts, folded, and the words that were looked for in them. A text is known by its place, from 0."""

    def __init__(self, texts: Sequence[str]) -> None:
        whole = "\n".join(texts)
        if whole.count("\n") >= len(texts) > 0:
            whole = "\n".join([text.replace("\n", " ") for text in texts])
        self._whole = folded(whole)
        self._known: dict[str, list[int]] = {}

    @cached_property
    def folded(self) -> list[str]:
        return self._whole.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        """Where each folded text begins among all, and where one after the last would."""
        return list(accumulate((len(text) + 1 for text in self.folded), initial=0))

    def holding(self, needs: Needs) -> list[int]:
        """The texts, in order, that hold one word of every group (no word of which has a line break). Texts
        are looked up by the first group: its words should be the rare ones."""
        first, rest = needs[0], needs[1:]
        found = {place for word in first for place in self._holding(word)}
        return [place for place in sorted(found) if may_hold(self.folded[place], rest)]

    def _holding(self, word: str) -> list[int]:
        """The texts that hold a word, in order. Linear in their length, however often it comes."""
        known = self._known.get(word)
        if known is not None:
            return known
        whole, found = self._whole, self._known.setdefault(word, [])
        place = whole.find(word)
        while place >= 0:
            text = bisect_right(self._starts, place) - 1
            found.append(text)
            place = whole.find(word, self._starts[text + 1])
        return found
