"""Facts that sentences state: a metric, a figure and a period, each with its exact place.

The figures and periods are read by the grammar; `index.clauses` says what ties each figure, `index.reader`
puts them together. A metric is carried on to figures that name none ("…, compared with $1.9 million a year
earlier").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grammar.calendar import Context
from grammar.values import Period
from grammar.words import stems
from index.model import LineItem, Sentence
from index.nouns import squeeze, word_set
from index.priced import currency_of, measured, priced
from index.reader import Reader
from index.said import first_period
from index.telling import State, lay_out
from index.written import DIGIT

LONGEST_SENTENCE = 1_500  # characters; longer ones are clauses of law, not results
ANTECEDENT = 160  # characters of the sentence that a pronoun points to
POINTING = re.compile(r"(?:[\w'-]+\s){1,4}(?:for|of|at)\s(?:it|them)\s(?:is|are|was|were)\b")


def prose_items(sentences: Sequence[Sentence], context: Context, company: str = "") -> list[LineItem]:
    """The facts of all sentences, as line items of origin "prose", in order.

    `company` is the filer's name: a metric of another subject keeps that subject in its path. A fact
    has no period where neither the sentence, nor its paragraph, nor its heading says one.
    """
    own = frozenset(stems(company)) - {"inc", "corp", "corporation", "company", "ltd", "the"}
    found = [measured(sentence.text) if _readable(sentence.text) else [] for sentence in sentences]
    currency = currency_of(found)
    items: list[LineItem] = []
    current: Period | None = None
    headings: dict[str, Period | None] = {}  # the period that each heading names
    for position, sentence in enumerate(sentences):
        if current is not None and not _follows(sentences, position):
            current = None
        if not found[position]:
            continue
        amounts = [priced(reading, sentence.text, currency) for reading in found[position]]
        amounts = [reading for reading in amounts if reading.value.unit]
        if not amounts:
            continue
        if current is None and sentence.heading not in headings:
            headings[sentence.heading] = first_period(sentence.heading, context)
        state = State(current=current or headings[sentence.heading])
        telling = lay_out(sentence, position, context, own, _antecedent(sentences, position), amounts)
        items += Reader(telling, state).items()
        if state.main and state.main.kind == "duration":
            current = state.main
    return items


def _readable(text: str) -> bool:
    return len(text) <= LONGEST_SENTENCE and DIGIT.search(text) is not None


def _follows(sentences: Sequence[Sentence], position: int) -> bool:
    """Whether a sentence goes on the paragraph of the one before."""
    return (
        bool(position) and sentences[position].places[0].line - sentences[position - 1].places[-1].line <= 1
    )


def _antecedent(sentences: Sequence[Sentence], position: int) -> str:
    """The sentence that an opening pronoun points back to, cut to a readable length; else ""."""
    place = position
    while place and _points_back(sentences[place].text):
        place -= 1
        if place < position - 4 or sentences[place].heading != sentences[position].heading:
            return ""
    return squeeze(sentences[place].text)[:ANTECEDENT] if place != position else ""


def _points_back(text: str) -> bool:
    """Whether a pronoun stands for its subject: "This is", "Its sales", "Operating expenses for it"."""
    if POINTING.match(text):
        return True
    words = [word.lower() for word in text.split(None, 2)[:2]]
    owned = words[0] in {"its", "their"}
    return owned or (words[0] in word_set("anaphora") and len(words) > 1 and words[1] in word_set("link"))
