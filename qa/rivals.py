"""Other readings of a question: the line items that its words may mean as well, and taking one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.wording import name_of, title

if TYPE_CHECKING:
    from index.catalogue import Entry
    from qa.case import Case
    from qa.plan import Plan
    from qa.results import Result

RIVAL_SCORE = 20.0  # candidates this close below the best are named as alternatives
MOST_ALTERNATIVES = 4


def reading_of(entry: Entry) -> str:
    """What a line item is called as one of several readings: its name, and the table it stands in."""
    name, table = name_of(entry.item), entry.statement.title if entry.statement else ""
    return f"{name} ({table})" if table else name


def rivals(case: Case, result: Result) -> tuple[str, ...]:
    """The readings that the answer does not stand on, best first."""
    used = {figure.entry.position for figure in result.figures}
    names = {title(figure) for figure in result.figures}
    found: dict[str, None] = {}
    for mention in case.plan.mentions:
        best = max((hit.score for hit in mention.hits), default=0.0)
        for hit in mention.hits:
            near = hit.score >= best - RIVAL_SCORE and hit.entry.item.origin == "table"
            if (
                near
                and hit.entry.position not in used
                and name_of(hit.entry.item).split(" (")[0] not in names
            ):
                found.setdefault(reading_of(hit.entry))
    return tuple(found)[:MOST_ALTERNATIVES]


def narrow(plan: Plan, reading: str) -> None:
    """Take a reading that was chosen: of the metric that it is a candidate for, no other stays."""
    for mention in plan.mentions:
        kept = [hit for hit in mention.hits if reading_of(hit.entry) == reading]
        if kept:
            mention.hits = kept
