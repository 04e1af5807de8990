"""Whether words can answer the kind of question asked: a share is a percentage, a number has a figure,
what happened or will happen has a day.
"""

from __future__ import annotations

import re

_NUMBERS = (
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand"
    r"|million|billion|half|third|quarter|dozen|none|no|nil|all|both|several)\b"
)
_PARTS = r"%|\b(?:percent|per cent|percentage|half|third|quarter|none|all|majority|most|basis points)\b"
_TIMES = (
    r"\d|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|years?"
    r"|quarters?|months?|weeks?|days?|end|beginning|annually|quarterly|monthly|immediately|today|yesterday|maturity)\b"
)
# What is asked for, and what an answer in words must hold then; the first that fits decides.
KINDS = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(held, re.IGNORECASE))
    for asked, held in (
        (r"\b(?:what|which) (?:share|portion|percentage|percent|proportion|fraction)\b", _PARTS),
        (r"\bhow (?:much|many)\b|\b(?:what|which) (?:level|amount|number|rate)\b", rf"\d|{_NUMBERS}"),
        (
            r"^when (?:will|did|was|were)\b|^when\b.*\b(?:matures?|expires?)\b|^(?:what|which) da(?:y|te)\b",
            _TIMES,
        ),
    )
)
# A span that is no more than a figure: to be read as one, with its unit.
ONLY_FIGURE = re.compile(
    r"(?:(?:be|is|was|to|of|at|about|approximately|around|roughly|nearly|over|up to)\s+)*"
    r"[$€£¥]?\s?\d[\d,.]*\s?(?:%|percent|thousand|million|billion)?(?:\s+[a-z]+){0,2}\.?",
    re.IGNORECASE,
)
FIRST = re.compile(r"^if any\b", re.IGNORECASE)  # what cannot begin an answer


def fits(question: str, words: str) -> bool:
    """Whether these words can be an answer to the question."""
    if FIRST.match(words):
        return False
    for asked, held in KINDS:
        if asked.search(question.strip()):
            return held.search(words) is not None
    return True


def is_figure(words: str) -> bool:
    """Whether the words are no more than a figure."""
    return ONLY_FIGURE.fullmatch(words.strip()) is not None
