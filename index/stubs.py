"""What stands beside the heads of a table: unit, period, title, or the name of what the rows are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grammar.units import read_caption
from index.column_periods import is_period
from index.wording import speaks_of_unit, title_kind

UNITS = re.compile(
    r"[(\[][^()\[\]]*\b(?:thousand|million|billion)s?\b[^()\[\]]*[)\]]"
    r"|(?:\b(?:dollars|amounts|figures) )?\bin (?:\w+ of )?(?:thousand|million|billion)s\b[^.;:]*"
    r"|^(?:thousand|million|billion)s\b[^.;:]*",
    re.I,
)
LENGTHS = re.compile(r"(?:for (?:the )?)?(?:fiscal )?(?:quarters?|years?) end(?:ed|ing)\W*$", re.I)


def over_title(stub: Sequence[str]) -> list[str]:
    """The words beside the heads that stand over the table's title: the company's name, a supplement's."""
    title = next((place for place in range(len(stub) - 1, -1, -1) if title_kind(stub[place])), 0)
    return [text for text in stub[:title] if not says_how(text)]


def unit_phrase(text: str) -> str:
    """What a caption says of units, and nothing else of it: "(in thousands, except per share data)"."""
    phrase = UNITS.search(text)
    return phrase.group().strip() if phrase and read_caption(phrase.group()).said else text


def says_how(text: str) -> bool:
    """Whether words beside the heads say unit, period or title, and not what the rows are."""
    if speaks_of_unit(text) or read_caption(text).said or is_period(text) or title_kind(text):
        return True
    return LENGTHS.match(text) is not None
