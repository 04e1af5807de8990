"""Sentences that say there is none of what is asked for: "At year end we had no claims outstanding"."""

from __future__ import annotations

from index.sentences import places_of
from qa.asking import Term
from qa.clause_answers import ranked, timely, weight_of
from qa.frame_words import take_apart
from qa.passage_index import Line, PassageIndex
from qa.passages import ProseAnswer
from qa.scene import compiled

LEAST = 0.8  # coverage below which a sentence denies something else
LEAST_TERMS = 2  # words of the question that a sentence must share
NEAR = 60  # characters between the "no" and a word that is asked about
LONGEST = 400  # characters of a sentence that is quoted as the answer
SURE = 0.85
NONE = r"\b(?:no|none|nor|nil)\b(?!\.\s?\d)|\bnot (?:any|material|significant)\b"
# Questions that such a sentence answers: whether there is any, or how much there is.
ASKS = (
    r"^\W*(?:is|are|was|were|did|does|do|has|have)\b.*\b(?:any|there)\b|^\W*(?:did|does|do|has|have)\b.*\bhave\b"
    r"|\bwhat (?:is|are|was|were) the (?:\w+ )?(?:amounts?|number|adjustments?|balance)\b"
    r"|\bhow (?:much|many)\b"
)


def denial(question: str, index: PassageIndex) -> ProseAnswer | None:
    """The sentence that says there is none; None where no sentence says so of all that is asked about."""
    parts = take_apart(question, index.company, index.named)
    terms = tuple(term for term in parts.terms() if not term.light)
    if len(terms) < LEAST_TERMS or not compiled(ASKS).search(parts.lower):
        return None
    weights = {term: weight_of(term, index) for term in terms}
    for coverage, position in ranked(terms, weights, index, LEAST, 0.0):
        line = index.lines[position]
        text = line.sentence.text
        fits = timely(parts.periods, line, index.before(position), index) == 1.0
        if fits and len(text) <= LONGEST and _denied(line, weights):
            places = places_of(line.sentence, 0, len(text))
            lines = tuple(dict.fromkeys(place.line for place in places))
            said = " ".join(text.split())
            return ProseAnswer(said, said, "text", position, places, lines, round(SURE * coverage, 2))
    return None


def _denied(line: Line, weights: dict[Term, float]) -> bool:
    """Whether a "no" stands straight before a word that is asked about."""
    keys = {key for term in weights for key in term.keys if key[0] != "#"}
    said = [word.start for word, own in zip(line.words, line.keys, strict=True) if not keys.isdisjoint(own)]
    return any(
        any(match.end() <= place < match.end() + NEAR for place in said)
        for match in compiled(NONE).finditer(line.sentence.text.lower())
    )
