"""Labels of another measure of what they name: "Cost of licenses" is no licenses, "Change in inventories" is
no inventories, "Other assets" are not the assets, "Non-recoverable costs" are no recoverable ones. They are
found only where the question says the measure too.
"""

from __future__ import annotations

import re

from grammar.query import Query
from index.catalogue import Entry

COST = re.compile(r"^(?:total |direct |net )*costs? of\b", re.IGNORECASE)
CHANGE = re.compile(
    r"^(?:net |gross |total |aggregate )*"
    r"(?:changes?|\(?(?:increase|decrease)s?\)?(?: ?(?:/|or|and)? ?\(?(?:increase|decrease)s?\)?)?) in\b",
    re.IGNORECASE,
)
# Where "other" is of the name: "Other comprehensive loss", "Other postretirement benefits".
OTHER = re.compile(
    r"^(?:all )?other (?!comprehensive|post-?retirement|post-?employment|real estate|than\b)[a-z]",
    re.IGNORECASE,
)
SAYS_OTHER = re.compile(r"\bothers?\b", re.IGNORECASE)
FLOWS = re.compile(r"\bcash flows?\b")
NON = re.compile(r"\bnon-([a-z]{3,})", re.IGNORECASE)
PAID = frozenset({"cost", "costly", "expens", "spend", "spent", "pay", "paid", "charg", "outlay", "cogs"})
MOVED = ("up", "down", "change", "growth")
EFFECT = frozenset({"effect", "impact", "adjust", "adjustment", "movement", "cash", "flow", "us", "provid"})


def is_other_measure(query: Query, entry: Entry) -> bool:
    """Whether a line item measures something else of what a question names."""
    if _denied(query, entry.item.label):
        return True
    if OTHER.match(entry.item.label) and not SAYS_OTHER.search(query.text) and entry.item.origin == "table":
        return True
    cost, change = COST.match(entry.item.label), CHANGE.match(entry.item.label)
    if entry.concepts or not (cost or change):
        return False  # the words for its concept are known: "COGS"
    words = {word.stem for word in query.words}
    if cost:
        return not words & PAID
    return not words & EFFECT and not any(map(query.found, MOVED))


def _denied(query: Query, label: str) -> bool:
    """Whether a label denies a word that the question only says as it is: "non-recoverable"."""
    if "non-" not in label.lower():
        return False
    said = FLOWS.sub(" ", query.text.lower())
    denied = {word.lower() for word in NON.findall(label)}
    return any(
        re.search(rf"\b{word}\b", said) and not re.search(rf"\bnon[- ]?{word}", said) for word in denied
    )
