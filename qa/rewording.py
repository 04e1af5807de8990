"""What a question says once for two things, written out: "current and long-term debt" is current debt and
long-term debt. And what it says twice, said once."""

from __future__ import annotations

import re
from collections.abc import Collection

from grammar.lexicon import terms

CURRENT = r"current|short[- ]term"
LATER = r"non-?\s?current|long[- ]term"
# Two opposed adjectives before one noun, and the noun with what it is made up of.
OPPOSED = re.compile(
    rf"\b(?P<one>{CURRENT}|{LATER}) (?:and|plus|or) (?P<other>{CURRENT}|{LATER}) "
    r"(?P<noun>(?:(?!(?:add|adds|sum|total|together|combined|altogether|at|as|of|on|in|for|from|by|to|was|were"
    r"|is|are|did|does|due|come|came)\b)[\w'’-]+ ?)+)",
    re.IGNORECASE,
)
# The line of long-term debt of a balance sheet is without what falls due within the year.
WITHOUT_CURRENT = re.compile(
    r",?\s*\b(?:without|excluding|not counting|leaving out|leaving aside|net of|less|apart from)\s+"
    r"(?:the\s+|its\s+|their\s+)?current\s+(?:portion|maturities|part)\b",
    re.IGNORECASE,
)
SUMMED = re.compile(
    r"\b(?:total|together|altogether|combined|sum|add(?:s|ed)? up|plus|in all)\b", re.IGNORECASE
)
PORTION = frozenset(terms("portion maturities"))  # "current portion of long-term debt" is one of the two
# Debt that falls due within the year, said in a clause.
DUE_SOON = re.compile(
    r"\blong[- ]term debt (?:(?:that|which) )?(?:(?:is|was|were|are|falls|fell|comes) )?"
    r"(?:due|falling due|payable|maturing) (?:with)?in (?:the next |less than )?"
    r"(?:a year|one year|the year|12 months|twelve months)\b",
    re.IGNORECASE,
)
WITH_CURRENT = re.compile(
    r"\blong[- ]term debt,? \(?(?:incl\.?|including|inclusive of|with|together with) "
    r"(?:the |its |their )?current (?:portion|maturities)\)?(?P<more> and\b)?",
    re.IGNORECASE,
)
# The year of a part of it that was named before: "in the first quarter of 2018 … of the revenue that year".
THAT_YEAR = re.compile(
    r"(?P<named>\b(?:quarter|half|month)s?\b[^?;]{0,20}?"
    r"\b(?P<year>(?:(?:fiscal|FY) ?(?:year )?)?(?:19|20)\d\d)\b[^?;]*?)\b"
    r"(?:(?:in|for|of|during) )?(?:that|the same|the whole|the full) (?:fiscal |financial )?year\b",
    re.IGNORECASE,
)
# In what order a list is to be given: always that of the filing's columns, or of time.
ORDERED = re.compile(r",?\s*\bin (?:the )?(?:chronological|time|date|ascending) order\b", re.IGNORECASE)
LONG_TERM_DEBT = re.compile(r"\blong[- ]term debt\b", re.IGNORECASE)


def reworded(text: str, labels: Collection[frozenset[str]]) -> str:
    """The question written out. `labels`: the terms of the filing's rows; two adjectives that stand in one
    label name one row."""
    found = OPPOSED.search(text)
    if found is not None and found["one"].lower()[:1] != found["other"].lower()[:1]:
        pair = frozenset(terms(f"{found['one']} {found['other']} {found['noun']}"))
        if not any(pair <= label and not label & PORTION for label in labels):
            noun = found["noun"].rstrip()
            rest = text[found.start("noun") + len(noun) :]
            tie = "plus" if SUMMED.search(text) else "and"
            text = f"{text[: found.start()]}{found['one']} {noun} {tie} {found['other']} {noun}{rest}"
    text = THAT_YEAR.sub(r"\g<named>in \g<year>", text)
    text = ORDERED.sub("", text)
    text = DUE_SOON.sub("current portion of long-term debt", text)
    text = WITH_CURRENT.sub(_with_current, text)
    if LONG_TERM_DEBT.search(WITHOUT_CURRENT.sub("", text)):
        text = WITHOUT_CURRENT.sub("", text)
    return text


def _with_current(match: re.Match[str]) -> str:
    return "current portion of long-term debt plus long-term debt" + (" plus" if match["more"] else "")
