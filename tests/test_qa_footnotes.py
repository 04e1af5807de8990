"""Footnotes and the rows that carry their marks."""

from __future__ import annotations

from index.model import Source
from index.sentences import cut_sentences
from qa.footnotes import noted

TEXT = """Cost of tolls (1)            12      14
Other moorings (2)            3       4
Total                        15      18

(1) Includes the wages of the lock keepers.

(2) Represents berths let by the day.

(3) Nobody refers to this.
"""


def test_a_footnote_is_about_the_row_with_its_mark() -> None:
    source = Source("t", TEXT, tuple(TEXT.split("\n")))
    sentences = cut_sentences(source, [(1, 3)])
    found = noted(sentences, source)
    assert [found.get(n) for n in range(len(sentences))] == ["Cost of tolls", "Other moorings", None]
