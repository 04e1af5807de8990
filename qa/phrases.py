"""Period expressions that belong together: "fiscal 2003's third quarter", "Q2 sales, fiscal 2004"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grammar.values import PeriodPhrase, Reading

PARTS_OF_YEAR = (6, 9)  # lengths that, with a year alone, count from its start
YEARLESS = frozenset({"quarter", "half", "months"})


def joined(readings: Sequence[Reading[PeriodPhrase]]) -> list[Reading[PeriodPhrase]]:
    """The period expressions of a question; a bare year and a part of a year without one are one period."""
    if len(readings) != 2:
        return list(readings)
    first, second = readings
    year, part = (first, second) if _bare_year(first.value) else (second, first)
    if not _bare_year(year.value) or not _yearless(part.value):
        return list(readings)
    value = replace(part.value, year=year.value.year, fiscal=_fiscal(year.value, part.value))
    if value.form == "months" and value.number is None and value.month is None:
        value = replace(value, number=1)  # "nine months … fiscal 2002" are its first nine
    return [Reading(value, min(first.start, second.start), max(first.end, second.end), part.rule)]


def _fiscal(year: PeriodPhrase, part: PeriodPhrase) -> bool | None:
    return part.fiscal if year.fiscal is None else year.fiscal


def _bare_year(phrase: PeriodPhrase) -> bool:
    return (
        phrase.form == "year"
        and phrase.year is not None
        and phrase.end is None
        and phrase.edge is None
        and not phrase.year_shift
        and phrase.months in (None, 12)
    )


def _yearless(phrase: PeriodPhrase) -> bool:
    unsaid = phrase.year is None and phrase.end is None and not phrase.year_shift and not phrase.quarter_shift
    part = phrase.number is not None or phrase.month is not None
    return phrase.form in YEARLESS and unsaid and (part or phrase.months in PARTS_OF_YEAR)
