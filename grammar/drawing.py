"""A text with its tagged stretches as a picture in HTML, drawn by spaCy's displacy.

https://spacy.io/usage/visualizers#span
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

TOKEN = re.compile(r"\w+|\S")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a text (end exclusive), what stands under them, and the colour of it."""

    start: int
    end: int
    label: str
    colour: str


def drawn(text: str, stretches: Iterable[Stretch]) -> str:
    """The text as HTML, each stretch underlined with its label; they may overlap. What comes from outside
    is escaped: the words by displacy, the labels here."""
    from spacy import displacy

    tokens = list(TOKEN.finditer(text))
    spans, colours = [], {}
    for stretch in stretches:
        label = escape(stretch.label)
        inside = [n for n, token in enumerate(tokens) if stretch.start <= token.start() < stretch.end]
        if inside:
            spans.append({"start_token": inside[0], "end_token": inside[-1] + 1, "label": label})
            colours[label.upper()] = stretch.colour
    record = {"text": text, "spans": spans, "tokens": [token.group() for token in tokens]}
    return displacy.render(record, style="span", manual=True, jupyter=False, options={"colors": colours})
