"""What a footnote is about: the rows that carry its mark ("(1) Includes freight", "Cost of sales (1)")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.model import Sentence, Source

ABOVE = 90  # lines above a footnote in which its mark is looked for
LONGEST = 140  # characters of a row's label
MOST = 4  # rows that one mark stands beside
MARK = re.compile(r"\s*\(?(?P<mark>\d{1,2}|[a-z]|\*{1,3})\)\s*")
ROW = re.compile(
    r"\s*(?P<label>\S[^\n]{1,140}?)\s?\((?P<mark>\d{1,2}|[a-z]|\*{1,3})\)(?=\s{2}|\s*$|\s+[$(\d-])"
)


def noted(sentences: Sequence[Sentence], source: Source) -> dict[int, str]:
    """For the position of each sentence that opens a footnote, the labels of the rows that carry its mark."""
    found: dict[int, str] = {}
    for position, sentence in enumerate(sentences):
        place = sentence.places[0]
        match = MARK.fullmatch(source.line(place.line)[: place.start]) if place.start else None
        if match is None:
            continue
        labels = _labels(source, place.line, match["mark"])
        if labels:
            found[position] = " ".join(labels)
    return found


def _labels(source: Source, line: int, mark: str) -> list[str]:
    found: list[str] = []
    for number in range(line - 1, max(0, line - ABOVE), -1):
        text = source.line(number)[: LONGEST + 60]
        if MARK.match(text) and text.lstrip("( ").startswith(mark):
            break  # the same mark of the table before
        for row in ROW.finditer(text):
            if row["mark"] == mark and len(found) < MOST:
                found.append(row["label"].strip())
    return found
