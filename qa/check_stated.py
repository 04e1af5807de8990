"""What the sentences state, made ready to be held against the statements: which figures can be, what they are
of, where the statements print it, and how far off a figure may be and still be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from grammar.datafiles import load_data
from grammar.values import Period
from grammar.words import stem, stems
from index.concepts import START, concepts_of
from index.model import Fact, LineItem, Place, Sentence
from index.nouns import word_set
from qa.check_finding import Severity
from qa.check_ledger import Ledger, Printed, Stated
from qa.check_rounding import misprint, step

NEAR = Decimal("0.25")  # of a figure, beyond which the prose speaks of something else
# "Cash, cash equivalents and investments were": of several things together.
LISTED = re.compile(
    r"(?:,[^.;\d]{1,120})?\s(?:and|plus|or)\s[^.;\d]{1,80}\s(?:was|were|is|are|totaled|totalled|of)\b"
)
GAAP = "gaap"
BASES = {"pro forma": frozenset({"pro_forma", "non_gaap"}), GAAP: frozenset({GAAP})}


def plain(ledger: Ledger, stated: Stated) -> bool:
    """Whether a sentence states a figure as the statements would print it: of a known period, without a
    hedge, on their basis, the metric alone and not the first of several, and told once for the period."""
    fact = stated.fact
    if fact.hedge or fact.period is None or fact.sentence is None or fact.sentence >= len(ledger.sentences):
        return False
    text = ledger.sentences[fact.sentence].text
    lower = text.lower()
    if fact.basis == GAAP and any(word in lower for word in load_data("qa", "check")["prose"]["basis"]):
        return False
    start = _start(ledger.sentences[fact.sentence], fact)
    if not stated.item.label.endswith("change") and _changes(text[:start]):
        return False
    if LISTED.match(text, lower.find(stated.item.label.lower()) + len(stated.item.label)):
        return False
    return not any(
        one.fact.value != fact.value and one.fact.period == fact.period and one.fact.unit == fact.unit
        for one in ledger.of_sentence(fact.sentence)
        if one.item.label == stated.item.label
    )


def _start(sentence: Sentence, fact: Fact) -> int:
    """Where in the text of its sentence a figure stands."""
    for place, offset in zip(sentence.places, sentence.offsets, strict=True):
        if place.line == fact.place.line:
            return max(offset + fact.place.start - place.start, 0)
    return 0


def _changes(text: str) -> bool:
    """Whether the word before a figure makes a change of it: "interest expense increased $621 million"."""
    last = text.rstrip(" $").rsplit(None, 1)[-1:]
    return bool(last) and last[0].lower() in word_set("up") | word_set("down")


def beside(ledger: Ledger, stated: Stated) -> tuple[str, ...]:
    """What the sentence says of a figure besides its heading: whose it is, that it is expected, …"""
    heading = ""
    if stated.fact.sentence is not None and stated.fact.sentence < len(ledger.sentences):
        heading = ledger.sentences[stated.fact.sentence].heading
    return tuple(part for part in stated.item.path if part != heading)


def named(label: str, item: LineItem) -> frozenset[str]:
    """The concepts that the words of a label name, and nothing but name; none where it is of a part."""
    plain = " ".join(word for word in label.split() if word.lower() not in _plain_words())
    found = concepts_of(replace(item, label=plain, path=()))
    wanted = load_data("qa", "check")["prose"]["concepts"]
    most = START if "share" in stems(label) else START - 1
    return frozenset(concept for concept, rank in found.items() if rank <= most and concept in wanted)


def _plain_words() -> frozenset[str]:
    return frozenset(load_data("qa", "check")["prose"]["plain"])


def printed(
    ledger: Ledger, concepts: frozenset[str], period: Period | None = None, unit: str | None = None
) -> Iterator[Printed]:
    """The figures that statements print of some concept; of one period and unit where they are given."""
    seen: set[Place] = set()
    for concept in sorted(concepts):
        for one in ledger.of_concept(concept):
            fits = (period is None or one.fact.period == period) and (unit is None or one.fact.unit == unit)
            if fits and one.fact.place not in seen:
                seen.add(one.fact.place)
                yield one


def near(fact: Fact, expected: Decimal) -> bool:
    """Whether a figure is so near to what is expected that it must be meant."""
    if abs(abs(fact.value) - abs(expected)) <= NEAR * abs(expected):
        return True
    unit = step(fact)
    return misprint(abs(expected), abs(fact.value), unit, unit)


def severity(fact: Fact, expected: Decimal) -> Severity:
    """See `Finding.severity`."""
    return "slight" if abs(abs(fact.value) - abs(expected)) < step(fact) else "error"


def is_measure(ask: Sequence[str], label: str) -> bool:
    """Whether a label names the measure that people ask for so, and nothing besides."""
    words = stems(" ".join(word for word in label.split() if word.lower() not in _plain_words()))
    bare = tuple(word for word in words if word != "%")
    return any(stems(phrase) in (words, bare, (*bare, stem("percentage"))) for phrase in ask)
