"""Whether words can answer the kind of question asked: a share is a percentage, a number has a figure,
what happened or will happen has a day.
"""

from __future__ import annotations

import re
from functools import cache

from grammar.datafiles import load_data

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
        (r"^(?:in|for|during) (?:which|what) (?:fiscal |financial )?(?:years?|periods?|quarters?)\b", _TIMES),
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
# "What is it defined as?", "What does it include?", "Why …": a figure is no answer.
ONLY_WORDS = re.compile(
    r"^\W*(?:(?:and|but|so)\W+)?(?:why|how come|(?:(?:from|to|in) )?where)\b"
    r"|\b(?:defined as|meant by|stands? for)\W*$|\bwhat do(?:es)?\b[^?]*\bmean\W*$"
    r"|^\W*what (?:do|does|did)\b[^?]*\b(?:include|exclude|comprise|contain|consist of)\W*$"
    r"|^\W*what (?:is|are|was|were) (?:\w+ )?(?:included|excluded|contained|comprised) (?:in|from|by)\b"
    r"|^\W*what (?:has |have |had )?(?:caused|led to|drove|triggered|explains)\b"
    r"|\b(?:what|which) (?:\w+ )?reasons?\b|\b(?:reasons?|causes?) (?:for|of|behind)\b",
    re.IGNORECASE,
)
HOW = re.compile(r"^\W*(?:(?:and|but|so)\W+)?how (?:is|are|was|were|do|does|did|has|have)\b", re.IGNORECASE)
WHEN = re.compile(
    r"^\W*(?:(?:and|but|so)\W+)?when (?:will|did|does|do|is|are|was|were)\b"
    r"|^\W*(?:what|which) (?:is|are|was|were) the (?:\w+ ){0,2}dates?"
    r"(?=\W*$|\s(?:of|on|for|when|by|that|until)\b)",
    re.IGNORECASE,
)
# Spans that only point at what follows, or hang on words before them.
HOLLOW = re.compile(
    r"(?:as )?(?:the )?(?:follow(?:s|ing)|applicable|factors?|incurred|below|above|certain|various|other)\W*",
    re.IGNORECASE,
)
HANGING = re.compile(r"^\W*,|^(?:well as|but|and|or|nor)\b", re.IGNORECASE)
FIRST = re.compile(r"^if any\b", re.IGNORECASE)  # what cannot begin an answer


def fits(question: str, words: str) -> bool:
    """Whether these words can be an answer to the question."""
    if FIRST.match(words) or is_hollow(words):
        return False
    for asked, held in KINDS:
        if asked.search(question.strip()):
            return held.search(words) is not None
    return True


def is_hollow(words: str) -> bool:
    """Whether the words only point at what follows, or hang on others before them."""
    return HOLLOW.fullmatch(words.strip()) is not None or HANGING.match(words) is not None


def asks_words(question: str) -> bool:
    """Whether a figure is no answer: "why …", "how is … valued", "what does … include"."""
    if ONLY_WORDS.search(question):
        return True
    return bool(HOW.match(question)) and not treated().isdisjoint(question.lower().rstrip(" ?.!").split())


def asks_day(question: str) -> bool:
    """Whether a day is asked for, which a row's figure is not."""
    return bool(WHEN.match(question))


@cache
def treated() -> frozenset[str]:
    """What is done to a thing by a rule of its own: valued, recognized, measured."""
    return frozenset(load_data("qa", "frames")["treated"]["how"])


def is_figure(words: str) -> bool:
    """Whether the words are no more than a figure."""
    return ONLY_FIGURE.fullmatch(words.strip()) is not None
