"""What a table is of, by the sentence that introduces it: "Accrued liabilities" of "Accrued liabilities
consisted of the following". Its total, where that has no name of its own, is the total of that; the balances
of a table of movements are those of what "the activity in our warranty liability" names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Table

UNTITLED = frozenset({"other", "reconciliation"})  # statements that are of what introduces them
LONGEST = 70  # characters of a name
MOST_WORDS = 9
_AT = (
    r"(?:,? (?:as (?:of|at)|at|for|in|during|by|over|on|are|were|is|was|that|which|(?:in|de)creased?)\b"
    r"|,|\(|:|$)"
)
_THE = r"(?:the|our|its|their|the company[’']s|the group[’']s|(?:the )?components of|a summary of|details of)"
_NAME = rf"(?P<name>[^,.:;(]{{3,{LONGEST}}}?)"
_LISTED = rf"(?P<name>[^.:;(]{{3,{LONGEST}}}?)"  # a name that may be a list
# "As of December 31, 2008, our …"
_WHEN = r"(?:(?:as (?:of|at)|at|for|during|in|on) (?:[a-z ]{3,30}\d\d?, \d{4}|[^,:;.]{4,50}), )?"
_ASIDE = r"(?: \([^)]*\))?(?:,? (?:as (?:of|at)|at|for|in|during)\b[^.:;]{0,90}?)?,?"
_CONSISTS = (
    r"(?:consist(?:s|ed)?(?: primarily| mainly)? of|(?:is|are|was|were) (?:comprised|composed|made up) of"
    r"|compris(?:es?|ed)|includ(?:es?|ed))(?: of)?"
)
_SHOWS = r"(?:summari[sz]es?|presents?|shows?|sets? (?:forth|out)|provides?|details?|reflects?|discloses?)"
# The first that is found decides; examples stand with the tests.
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^{_WHEN}(?:{_THE} )*{_LISTED}{_ASIDE} {_CONSISTS} the following",
        rf"\b(?:components|composition|breakdown|summary|details|analysis) of (?:{_THE} )*{_NAME}{_AT}",
        rf"\bfollowing tables? {_SHOWS} (?:{_THE} )*{_NAME}{_AT}",
        rf"^{_WHEN}(?:{_THE} )*{_LISTED}{_ASIDE} (?:(?:is|are|was|were) )?"
        r"(?:summari[sz]ed |presented |set forth |shown |detailed )?as follows",
    )
)
_MOVES = r"(?:activity|(?:aggregate |net )?changes?|movements?|roll-?\s?forward|(?:tabular )?reconciliation)"
_AMOUNT = (
    r"(?:the )?(?:carrying (?:amounts?|values?)|(?:beginning and ending |opening and closing )"
    r"(?:amounts?|balances?)|balances?|(?:aggregate |total )?amounts?)"
)
_CARRIED = rf"(?P<name>[^,.:;()]{{3,{LONGEST}}}?)"
_TIMED = r"(?:the |each |fiscal |years?\b|(?:nine|six|three|twelve)[- ]months\b)"
_OVER = (
    rf"(?:,? (?:(?:as (?:of|at)|at|during|over|since|from|in|through|for) (?:{_TIMED}|\d|[A-Z][a-z]+ \d)"
    r"|(?:are|were|is|was|follows?|as)\b)|,|\(|:|\.|$)"
)
CARRIED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_MOVES} (?:in|of|for|to) (?:{_AMOUNT} (?:of|in|for) )?(?:{_THE} )*{_CARRIED}{_OVER}",
        rf"^{_WHEN}(?:{_THE} )*{_CARRIED} (?:has |have )?(?:changed|moved|developed)\b[^.;:]{{0,60}}"
        r" as follows",
    )
)
SEVERAL = re.compile(r"\b(?:and|to|or)\b")  # a balance that two things have together is neither's
NUMBER = re.compile(r"^(?:note )?\(?\d{1,2}[.)]?(?:\d[.)]?)?\s*[-–—:]?\s*", re.IGNORECASE)
# "Revenue based on the location of our customers was as follows": it is of revenue.
BASIS = re.compile(r",? based on [^,.:;()]{3,100}?(?=[,:]| (?:is|are|was|were|as|for)\b)", re.IGNORECASE)
LAST_SENTENCE = re.compile(r"(?<=[a-z)])\. +(?=[A-Z])")


def subject_of(table: Table) -> str:
    """What the introduction of a table, or its caption, says that it is of; "" where none does."""
    return _named([table.intro, *reversed(table.caption)], PATTERNS)


def subject_in(about: str) -> str:
    """The same of all that introduces a table, its parts joined by " · "."""
    return _named(list(reversed(about.split(" · "))), PATTERNS)


def carried_in(about: str) -> str:
    """What a table of movements carries from one balance to the next, by what introduces it (parts joined by
    " · "); "" where nothing says so: "warranty liability" of "changes in our warranty liability were as
    follows"."""
    name = _named(list(reversed(about.split(" · "))), CARRIED)
    return "" if SEVERAL.search(name) else name


def _named(texts: Sequence[str], patterns: Sequence[re.Pattern[str]]) -> str:
    for text in texts:
        for sentence in reversed(LAST_SENTENCE.split(text[-600:])):
            plain = BASIS.sub("", NUMBER.sub("", sentence))
            for pattern in patterns:
                match = pattern.search(plain)
                name = match["name"].strip() if match else ""
                if name and len(name.split()) <= MOST_WORDS:
                    return name
    return ""
