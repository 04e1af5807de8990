"""A company's fiscal calendar worked out from what its filing says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache

from grammar.fiscal import FiscalCalendar
from grammar.lexicon import load
from grammar.periods import find_periods
from grammar.spans import NEAR_DAYS, add_months, is_month_end, month_end
from grammar.values import PeriodPhrase

HEADER = re.compile(r"FISCAL\s+YEAR\s+END:?\s*(\d\d)(\d\d)\b", re.IGNORECASE)
DIGIT = re.compile(r"\d")
# How much each kind of evidence counts.
HEADER_WEIGHT, FISCAL_WEIGHT, NUMBERED_WEIGHT, YEAR_WEIGHT = 4, 4, 2, 1


def infer_calendar(texts: Iterable[str]) -> FiscalCalendar:
    """The calendar that phrases such as "third quarter of fiscal 2010 ended Dec. 31, 2009" imply.

    `stated` is True where a fiscal year is spoken of. Without evidence: the calendar year.
    """
    ends: Counter[tuple[int, int]] = Counter()
    offsets: Counter[int] = Counter()
    stated = False
    for text in texts:
        for header in HEADER.finditer(text):
            month, day = int(header[1]), int(header[2])
            if 1 <= month <= 12 and 1 <= day <= 31:
                ends[_usual(date(2000, month, min(day, month_end(2000, month).day)))] += HEADER_WEIGHT
        if not DIGIT.search(text) and (stated or not _speaks_fiscally(text)):
            continue  # it neither says a day nor, for the first time, a fiscal year
        # The header's field is the Commission's word, not the company's way of speaking.
        for reading in find_periods(HEADER.sub(" ", text)):
            phrase = reading.value
            stated = stated or phrase.fiscal is True
            end = _year_end(phrase)
            if end is not None:
                ends[_usual(end)] += _weight(phrase)
                if phrase.year is not None and phrase.fiscal:
                    offsets[phrase.year - _month_of(end).year] += 1
    if not ends:
        return FiscalCalendar(stated=stated)
    (month, day), _ = max(ends.items(), key=lambda entry: (entry[1], entry[0]))
    offset = max(offsets.items(), key=lambda entry: (entry[1], -abs(entry[0])))[0] if offsets else 0
    return FiscalCalendar(month, day, stated, offset if abs(offset) <= 1 else 0)


@cache
def _fiscal_words() -> tuple[str, ...]:
    words = load("periods")["words"]
    return (*words["fiscal"], *words["fy"])


def _speaks_fiscally(text: str) -> bool:
    """Whether a text can hold a phrase that says "fiscal"."""
    lower = text.lower()
    return any(word in lower for word in _fiscal_words())


def _weight(phrase: PeriodPhrase) -> int:
    if phrase.fiscal:
        return FISCAL_WEIGHT
    return NUMBERED_WEIGHT if phrase.number else YEAR_WEIGHT


def _year_end(phrase: PeriodPhrase) -> date | None:
    """The last day of the fiscal year in which a phrase's last day lies, if the phrase implies it."""
    end = phrase.end
    if end is None or phrase.form not in ("quarter", "half", "months", "year"):
        return None
    if phrase.form == "year":
        return end
    if phrase.number is None:
        return None
    if phrase.form == "quarter":
        return add_months(end, 3 * (4 - phrase.number))
    if phrase.form == "half":
        return add_months(end, 6 * (2 - phrase.number))
    return add_months(end, 12 - (phrase.months or 12))


def _month_of(end: date) -> date:
    """The month's end that a year's last day stands for; the first week belongs to the month before."""
    return month_end(end.year, end.month - 1) if end.day <= NEAR_DAYS else month_end(end.year, end.month)


def _usual(end: date) -> tuple[int, int]:
    """Month and day of a year's end; days within a week of a month's end are the month's end."""
    last = _month_of(end)
    near = is_month_end(end) or end.day <= NEAR_DAYS or (last - end).days <= NEAR_DAYS
    return (last.month, 31) if near else (end.month, end.day)
