"""The company that the running head of a page names, where nothing else says whose filing it is: "Acme Mills,
Inc. Notes to Consolidated Financial Statements".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.model import Sentence

HEAD = re.compile(
    r"^(?:table of contents )?(?:\d{1,3} )?"
    r"(?P<name>[A-Z][\w&.,'’ -]{2,60}?(?:,? (?:inc|corp|corporation|company|co|ltd|limited|plc|llc"
    r"|l\.l\.c|l\.p|n\.v|n\.a)\b\.?))(?:,? and (?:its )?subsidiar(?:y|ies))?,? "
    r"(?:(?:condensed |combined )*notes to (?:the )?(?:condensed )?(?:consolidated )?financial statements"
    r"|management[’']s (?:financial )?discussion)",
    re.IGNORECASE,
)
LONGEST = 160  # characters in which a running head says what it says
SAYS = ("notes to", "discussion")


def company_in(sentences: Sequence[Sentence]) -> str:
    """The name in the first running head among the sentences, which a stop may part in two; "" where there
    is none."""
    texts = [sentence.text[:LONGEST] for sentence in sentences]
    for text, following in pairwise([*texts, ""]):
        head = f"{text} {following}" if text.endswith(".") else text
        match = HEAD.match(head) if any(words in head.lower() for words in SAYS) else None
        if match is not None:
            return match["name"].strip()
    return ""
