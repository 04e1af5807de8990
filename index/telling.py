"""A sentence that states figures: its times, its amounts, and what is carried from figure to figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from grammar.calendar import Context
from grammar.values import Amount, Period, Reading
from index.model import Sentence
from index.nouns import Tie, word_set
from index.said import Said, read_said
from index.timing import Times

BEFORE_PERIOD = re.compile(
    r"\b(?:,\s)?(?:for|in|during|of|at|as of|on|over|since|through|as at)?(?:\sboth)?(?:\s(?:the|a|its"
    r"|our)(?:\ssame)?)?\s$"
)
LONGEST_BEFORE = 24  # characters before a period in which that stands


@dataclass(slots=True)
class State:
    """What a sentence carries from figure to figure."""

    metric: str = ""
    holder: str = ""
    about: str = ""
    count: str = ""
    current: Period | None = None  # what the paragraph or the heading is about
    mains: tuple[Period, ...] = ()  # what the sentence is about
    last: Tie | None = None
    changes: dict[bool, Tie] = field(default_factory=dict)  # the last change in percent, in amounts
    expected: bool = False

    @property
    def main(self) -> Period | None:
        return self.mains[0] if self.mains else None


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence, laid out for reading.

    own: the stems of the filer's name. antecedent: the sentence that its pronoun points back to. plain:
    its text with the periods, and the prepositions before them, as spaces.
    """

    sentence: Sentence
    position: int
    context: Context
    own: frozenset[str]
    antecedent: str
    said: Sequence[Said]
    amounts: Sequence[Reading[Amount]]
    times: Times
    plain: str

    @property
    def text(self) -> str:
        return self.sentence.text

    def is_expected(self, tied: Tie, state: State) -> bool:
        """Whether a figure is what somebody expects: by its words, those before, or the heading's."""
        if tied.expected or state.expected:
            return True
        return not word_set("expected").isdisjoint(self.sentence.heading.lower().split())


def lay_out(
    sentence: Sentence,
    position: int,
    context: Context,
    own: frozenset[str],
    antecedent: str,
    amounts: Sequence[Reading[Amount]],
) -> Telling:
    """A sentence with the amounts that are read in it; those within a period are none."""
    said = read_said(sentence.text, context)
    outside = [reading for reading in amounts if not any(s.start <= reading.start < s.end for s in said)]
    times = Times(sentence.text, said, outside)
    plain = _blanked(sentence.text, said)
    return Telling(sentence, position, context, own, antecedent, said, outside, times, plain)


def _blanked(text: str, periods: Sequence[Said]) -> str:
    for said in periods:
        lead = BEFORE_PERIOD.search(text, max(0, said.start - LONGEST_BEFORE), said.start)
        start = lead.start() if lead else said.start
        text = text[:start] + " " * (said.end - start) + text[said.end :]
    return text
