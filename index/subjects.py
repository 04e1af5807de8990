"""What a table is of, by the sentence that introduces it: "Accrued liabilities" of "Accrued liabilities
consisted of the following". Its total, where that has no name of its own, is the total of that.
"""

from __future__ import annotations

import re

from index.model import Table

LONGEST = 70  # characters of a name
MOST_WORDS = 9
_AT = (
    r"(?:,? (?:as (?:of|at)|at|for|in|during|by|over|on|are|were|is|was|that|which|(?:in|de)creased?)\b"
    r"|,|\(|:|$)"
)
_THE = r"(?:the|our|its|their|the company[’']s|the group[’']s|(?:the )?components of|a summary of|details of)"
_NAME = rf"(?P<name>[^,.:;(]{{3,{LONGEST}}}?)"
_LISTED = rf"(?P<name>[^.:;(]{{3,{LONGEST}}}?)"  # a name that may be a list
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
        rf"^(?:{_THE} )*{_LISTED}{_ASIDE} {_CONSISTS} the following",
        rf"\b(?:components|composition|breakdown|summary|details|analysis) of (?:{_THE} )*{_NAME}{_AT}",
        rf"\bfollowing tables? {_SHOWS} (?:{_THE} )*{_NAME}{_AT}",
        rf"^(?:{_THE} )*{_LISTED}{_ASIDE} (?:(?:is|are|was|were) )?"
        r"(?:summari[sz]ed |presented |set forth |shown |detailed )?as follows",
    )
)
NUMBER = re.compile(r"^(?:note )?\(?\d{1,2}[.)]?(?:\d[.)]?)?\s*[-–—:]?\s*", re.IGNORECASE)
# "Revenue based on the location of our customers was as follows": it is of revenue.
BASIS = re.compile(r",? based on [^,.:;()]{3,100}?(?=[,:]| (?:is|are|was|were|as|for)\b)", re.IGNORECASE)
LAST_SENTENCE = re.compile(r"(?<=[a-z)])\. +(?=[A-Z])")


def subject_of(table: Table) -> str:
    """What the introduction of a table, or its caption, says that it is of; "" where none does."""
    texts = [table.intro, *reversed(table.caption)]
    for text in texts:
        for sentence in reversed(LAST_SENTENCE.split(text[-600:])):
            plain = BASIS.sub("", NUMBER.sub("", sentence))
            for pattern in PATTERNS:
                match = pattern.search(plain)
                name = match["name"].strip() if match else ""
                if name and len(name.split()) <= MOST_WORDS:
                    return name
    return ""
