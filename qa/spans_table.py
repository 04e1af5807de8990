"""What a table shows, as the sentence says that introduces it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from qa.clauses import clause_end, tidy_end
from qa.frame_words import either
from qa.scene import compiled
from qa.spans import Sight, Span

INTRODUCES = (
    r"\b(?:following|below|above)\s(?:\w+\s)?tables?\b|\btables?\s(?:below|above|that follows)\b"
    r"|\b(?:as follows|set forth|shown|presented|summari[sz]ed|detailed|provided|disclosed|reconciled)\b"
    r"[^.]{0,40}?(?:below|:|$)|\bfollowing\b|\bas follows\b|:\s*$"
)
SHOWN = (
    r"(?:set forth|set out|shown|presented|summari[sz]ed|detailed|provided|disclosed|reflected|included|given"
    r"|listed|described)"
)
# Where what a table shows ends: "… were as follows:", "… is shown below".
TAIL = (
    rf"\s(?:is|are|was|were|has been|have been)\s(?:as follows|(?:\w+\s)?{SHOWN}\b[^.]{{0,60}}?"
    r"(?:below|following|above|table|as follows).*|(?:comprised|composed|made up)\sof.*|summari[sz]ed.*)"
    r"|\s(?:consist(?:s|ed)?|comprise[sd]?|include[sd]?)\s(?:of\s)?(?:the\s)?following.*|\sas follows.*"
    r"|,?\s\(?in (?:thousands|millions|billions).*"
)
UNIT = (
    r",?\s\(?in (?:thousands|millions|billions)\b.*|\sas follows.*"
    r"|,?\s(?:dollars )?in (?:thousands|millions)\b.*"
)
LEADS = (
    r"(?:[Tt]he|[Aa]n?)\s(?=(?:reconciliation|summary|breakdown|analysis|following)\b)",
    r"(?:As of|At|For|During|In)\s[^,]{3,40}(?:,\s(?:19|20)\d\d(?:\sand\s[^,]{4,20})?)?,\s(?!\d)",
)


def contents(sight: Sight) -> Iterator[Span]:
    """ "The following table shows X:", "X were as follows:": what a table is said to show."""
    text = sight.text
    if not compiled(INTRODUCES).search(text):
        return
    shows = _shows().search(text)
    tail = compiled(TAIL, re.IGNORECASE).search(text)
    if shows:
        start = shows.start("what")
        end = clause_end(text, start)
        unit = compiled(UNIT).search(text, start, end)
        end = tidy_end(text, start, unit.start() if unit else end)
        if end > start + 3:
            yield Span(start, end, 0.95)
    elif tail and tail.start() > 3:
        leads = [lead.end() for form in LEADS if (lead := compiled(form).match(text))]
        start = leads[-1] if leads else 0
        yield Span(start, tidy_end(text, start, tail.start()), 0.9)
    elif text.endswith(":"):
        yield Span(0, tidy_end(text, 0, len(text)), 0.6)


@cache
def _shows() -> re.Pattern[str]:
    return re.compile(
        rf"\btables?\s(?:(?:below|above|that follows|also)\s)?{either('showing')},?\s(?P<what>.+)",
        re.IGNORECASE,
    )
