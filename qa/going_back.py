"""Turns about turns: corrections ("no, I meant nine months"), and going back ("the first question again").

A correction is read as what it says in the place of what was said: what it does not name is carried. Going
back asks a turn again in the state that it was asked in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.dialogue import State

MOST_TURNS = 200  # that a conversation can go back to
CORRECTION = re.compile(
    r"(?:(?:no|nope|sorry|oops|wait|actually|rather|correction|i (?:mean|meant)|make (?:that|it)|not that)"
    r"\b\s*[,.:;–-]*\s*)+(?=\S)",
    re.IGNORECASE,
)
BARE_NO = re.compile(r"no[\s–-]*", re.IGNORECASE)  # "no change in revenue?", "no-par stock"
ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1, "previous": -1}
ASKED = r"(?:one|question|answer|thing i asked)"
LEAD = r"(?:(?:and|ok|okay|so|now|please|then)\b,?\s+)*"
BACK = re.compile(
    rf"{LEAD}(?:(?:go back|back|return) to |repeat |ask |show me )?(?:me )?"
    rf"the (?P<which>{'|'.join(ORDINALS)}) (?:{ASKED}(?:,? (?:again|once more|please))?|again)\W*",
    re.IGNORECASE,
)
AGAIN = re.compile(
    rf"{LEAD}(?:again|once more|repeat(?: (?:that|it))?|(?:say|ask) (?:that|it) again)(?: please)?\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One answered turn: the question, and the state it was asked in. `about`: a filing of the company that
    the talk was of."""

    question: str
    before: State
    about: int | None


def corrected(question: str) -> str:
    """A turn without the words that only say that it corrects the one before."""
    found = CORRECTION.match(question)
    if found is None or BARE_NO.fullmatch(found.group()):
        return question
    return question[found.end() :]


def asked_again(question: str, turns: Sequence[Turn]) -> Turn | None:
    """The turn that a question goes back to; None where it goes to none."""
    if not turns:
        return None
    if AGAIN.fullmatch(question):
        return turns[-1]
    found = BACK.fullmatch(question)
    if found is None:
        return None
    place = ORDINALS[found["which"].lower()]
    return turns[place] if place < len(turns) else None
