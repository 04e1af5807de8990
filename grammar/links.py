"""What two periods of one phrase share: "Q3 2010 and 2009", "June 30 and December 31, 2009".

The text says a year, an end or a month and day once; here it is carried over to the neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from grammar.dates import said
from grammar.spans import add_months
from grammar.values import PeriodPhrase, Reading

LINK = re.compile(
    r"\s*(?:,?\s*(?P<and>and|or|&|vs\.?|versus|compared\s+(?:to|with)|than|against|over|from|plus|\+)"
    r"|(?P<to>to|through|[-–—])|(?P<comma>,))\s*(?:(?:(?P<in>in|for|during)|at|with|as\s+of|of|the)\s+){0,3}",
    re.IGNORECASE,
)
LONGEST_LINK = 30  # characters between two linked periods
FLOWS = frozenset({"quarter", "half", "months", "year", "to_date"})
DAYS = frozenset({"date", "month"})
# Rules that read half a phrase ("second" of "second and third quarters"), by where the rest stands.
REST_AFTER = frozenset({"number of quarter", "number of months", "quarter before months"})
REST_BEFORE = "number after a quarter"
Readings = Sequence[Reading[PeriodPhrase]]


def shared(readings: Readings, text: str) -> list[Reading[PeriodPhrase]]:
    """The readings with what their neighbours say filled in: first rightwards, then leftwards.

    A half phrase without the rest of it is dropped.
    """
    found = _apposed(readings, text)
    links = [_link(found, place, text) for place in range(len(found) - 1)]
    for place, link in enumerate(links, start=1):
        if link is not None:
            found[place] = replace(found[place], value=_rightwards(found[place - 1], found[place], link))
    for place in range(len(links) - 1, -1, -1):
        link = links[place]
        if link is not None:
            value = _leftwards(found[place].value, found[place + 1].value, bool(link["to"]))
            found[place] = replace(found[place], value=value)
    kept = _whole(found, [link is not None for link in links])
    return [one for one, keep in zip(found, kept, strict=True) if keep]


def _apposed(readings: Readings, text: str) -> list[Reading[PeriodPhrase]]:
    """ "the prior fiscal year (May 31, 2012)": the date in brackets says when the period before ends."""
    found: list[Reading[PeriodPhrase]] = []
    for one in readings:
        before = found[-1] if found else None
        if (
            before is not None
            and one.value.form == "date"
            and one.value.end is not None
            and before.value.form in FLOWS | {"relative", "latest"}
            and before.value.end is None
            and text[before.end : one.start].strip() == "("
            and text[one.end : one.end + 1] == ")"
        ):
            value = replace(before.value, end=one.value.end, year_shift=0, quarter_shift=0)
            if before.value.form in ("relative", "latest"):
                value = one.value
            found[-1] = replace(before, value=value, end=one.end + 1)
        else:
            found.append(one)
    return found


def _link(found: Readings, place: int, text: str) -> re.Match[str] | None:
    """The words between a reading and the next, if they link the two."""
    start, end = found[place].end, found[place + 1].start
    return LINK.fullmatch(text, start, end) if end - start <= LONGEST_LINK else None


def _whole(found: Readings, linked: Sequence[bool]) -> list[bool]:
    """Which readings are whole phrases, or halves linked to one."""
    kept = [one.rule not in REST_AFTER and one.rule != REST_BEFORE for one in found]
    for place, one in enumerate(found):
        if one.rule == REST_BEFORE and place and linked[place - 1]:
            kept[place] = kept[place - 1] and found[place - 1].value.form == "quarter"
    for place in range(len(found) - 2, -1, -1):
        if found[place].rule in REST_AFTER and linked[place]:
            kept[place] = kept[place + 1] and found[place + 1].value.form in FLOWS
    return kept


def _rightwards(one: Reading[PeriodPhrase], two: Reading[PeriodPhrase], link: re.Match[str]) -> PeriodPhrase:
    """ "June 30, 2012 and 2011", "Q3 2010 vs 2009": the second is the first in another year."""
    first, second = one.value, two.value
    ended = first.form in FLOWS and first.instant is False and first.number is None
    if ended and second.form == "date" and second.instant is None and link["and"]:
        # "quarters ended July 27 and April 27, 2019"
        return replace(first, end=second.end, month=second.month, day=second.day, year=None)
    if two.rule == REST_BEFORE:
        return replace(first, number=second.number, end=None) if first.number else second
    if second.form != "year" or second.year is None or second.end is not None or second.edge is not None:
        return second
    if link["to"] and first.form == "year":
        return second
    if link["comma"] and first.form != "year":
        return second
    if first.end is not None and first.start is None:
        if link["in"] and first.form == "date":
            return second
        end = add_months(first.end, 12 * (second.year - first.end.year))
        # "third quarter of fiscal 2010 ended Dec. 31, 2009 and 2008": the named year moves along
        year = first.year and first.year + end.year - first.end.year
        return replace(first, end=end, year=year)
    if first.year is not None and first.form in FLOWS | DAYS | {"relative"}:
        return replace(
            first, year=second.year, fiscal=second.fiscal if second.fiscal is not None else first.fiscal
        )
    return second


def _leftwards(first: PeriodPhrase, second: PeriodPhrase, to: bool) -> PeriodPhrase:
    """ "June 30 and December 31, 2009", "Q2 and Q3 2010", "three and nine months ended ..."."""
    if first.year is not None or first.end is not None or first.year_shift or first.quarter_shift:
        return first
    if (first.form in DAYS and second.form in DAYS) or (first.day is not None and second.form in FLOWS):
        return _dated(first, second, to)
    if first.form not in FLOWS or second.form not in FLOWS or first.month is not None:
        return first
    fields: dict[str, Any] = {
        "fiscal": first.fiscal if first.fiscal is not None else second.fiscal,
        "year_shift": second.year_shift,
    }
    if second.end is not None or second.month is not None:
        fields |= {"end": second.end, "month": second.month, "day": second.day, "instant": second.instant}
    if second.form == first.form == "quarter" and second.number and first.number and second.end is not None:
        fields.pop("end", None)  # "second and third quarters ended ...": only the last ends there
    return replace(first, year=second.year, **fields)


def _dated(first: PeriodPhrase, second: PeriodPhrase, to: bool) -> PeriodPhrase:
    year = second.end.year if second.end else second.year
    month = second.end.month if second.end else second.month
    if year is None or first.month is None or month is None:
        return first
    if to and (first.month, first.day or 0) > (month, second.end.day if second.end else 31):
        year -= 1
    if first.form == "month":
        return replace(first, year=year)
    day = said(first.month, first.day, year)
    return replace(first, month=None, day=None, end=day.whole) if day else first
