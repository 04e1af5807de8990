"""The figures of the shorter periods that make up a longer one: the quarters of a year.

"The average quarterly price in 2004", "for each quarter of 2004", "in which month of the quarter": the filing
may have a column or a row for each of the parts, and none for the whole.
"""

from __future__ import annotations

import re

from grammar.values import Period
from index.match import Mention
from qa import lookups, settle
from qa.case import Case
from qa.figures import Figure

EACH = (
    (
        re.compile(
            r"\b(?:quarterly|(?:each|every|all|per)(?: of)?(?: the)?(?: four)? quarters?)\b", re.IGNORECASE
        ),
        3,
    ),
    (re.compile(r"\b(?:monthly|(?:each|every|all|per)(?: of)?(?: the)? months?)\b", re.IGNORECASE), 1),
)


def parts_asked(case: Case, mention: Mention) -> list[Figure]:
    """The figures of the quarters, or months, of the one period of a question that asks for each of them;
    none where it does not, or the filing has the period as a whole only."""
    text = case.plan.query.text.replace(mention.text, "") if mention.text else case.plan.query.text
    length = next((months for said, months in EACH if said.search(text)), None)
    whole = case.periods[0][0] if len(case.periods) == 1 else None
    if length is None or whole is None or mention.measure is not None:
        return []
    return inside(case, mention, whole, length)


def inside(case: Case, mention: Mention, whole: Period, length: int) -> list[Figure]:
    """The figures over periods of so many months within a longer one, of the first row that has several."""
    if whole.start is None or (whole.months or 0) <= length:
        return []
    for entry in case.entries(mention):
        facts = lookups.picker(case, mention)(case.view.facts_of(entry))
        found = [
            settle.of(entry, fact)
            for fact in facts
            if fact.period is not None
            and fact.period.start is not None
            and fact.period.months == length
            and fact.period.start >= whole.start
            and fact.period.end <= whole.end
        ]
        if len(found) > 1:
            return found
    return []
