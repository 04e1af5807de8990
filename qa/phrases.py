"""Period expressions that belong together: "fiscal 2003's third quarter", "Q2 sales, fiscal 2004"."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from grammar.lexicon import filler
from grammar.query import Query
from grammar.values import PeriodPhrase, Reading
from grammar.words import stems
from index.match import Mention

PARTS_OF_YEAR = (6, 9)  # lengths that, with a year alone, count from its start
YEARLESS = frozenset({"quarter", "half", "months"})


def joined(readings: Sequence[Reading[PeriodPhrase]]) -> list[Reading[PeriodPhrase]]:
    """The period expressions of a question; a bare year and a part of a year without one are one period, and
    "at year-end" beside years is when in them a balance is struck."""
    dated = [one for one in readings if not _bare_year_end(one.value)]
    if len(dated) < len(readings) and any(_bare_year(one.value) for one in dated):
        return joined(dated)
    if len(readings) != 2:
        return _led(readings) or list(readings)
    first, second = readings
    year, part = (first, second) if _bare_year(first.value) else (second, first)
    if not _bare_year(year.value) or not _yearless(part.value):
        return list(readings)
    value = replace(part.value, year=year.value.year, fiscal=_fiscal(year.value, part.value))
    if value.form == "months" and value.number is None and value.month is None:
        value = replace(value, number=1)  # "nine months … fiscal 2002" are its first nine
    return [Reading(value, min(first.start, second.start), max(first.end, second.end), part.rule)]


def _led(readings: Sequence[Reading[PeriodPhrase]]) -> list[Reading[PeriodPhrase]]:
    """One year and several parts of it: "in 2019, between the third quarter and the fourth quarter", and days
    of several years: "at 31 March in 2019 from 2018". Empty where it is neither."""
    years = [reading for reading in readings if _bare_year(reading.value)]
    parts = [r for r in readings if _yearless(r.value) and r.value.months in (3, 6)]
    if len(years) == 1 and len(parts) == len(readings) - 1 >= 2:
        year = years[0].value
        return [
            replace(part, value=replace(part.value, year=year.year, fiscal=_fiscal(year, part.value)))
            for part in parts
        ]
    days = [reading for reading in readings if _bare_day(reading.value)]
    if len(days) == 1 and len(years) == len(readings) - 1 >= 2:
        ends = [_day_of(days[0].value, reading.value) for reading in years]
        return [replace(r, value=end) for r, end in zip(years, ends, strict=True)]
    return []


def _day_of(day: PeriodPhrase, year: PeriodPhrase) -> PeriodPhrase:
    """A day of the month in a year; in February, the last there is."""
    assert day.month is not None
    assert day.day is not None
    assert year.year is not None
    last = monthrange(year.year, day.month)[1]
    end = date(year.year, day.month, min(day.day, last))
    return replace(day, month=None, day=None, end=end)


def _bare_day(phrase: PeriodPhrase) -> bool:
    return phrase.form == "date" and phrase.day is not None and phrase.year is None and phrase.end is None


def named_days(
    readings: Sequence[Reading[PeriodPhrase]], text: str, found: Sequence[Mention]
) -> tuple[list[Reading[PeriodPhrase]], list[Mention]]:
    """The readings without a day that is part of a row's name, and the metrics with only the rows that have
    it: "outstanding at 31 March in 2019 from 2018" is the row "Outstanding at 31 March" in two years."""
    days = [reading for reading in readings if _bare_day(reading.value)]
    if len(days) != 1 or not any(_bare_year(reading.value) for reading in readings):
        return list(readings), list(found)
    said = " ".join(text[days[0].start : days[0].end].lower().split())
    kept, named = [], False
    for mention in found:
        hits = [hit for hit in mention.hits if said in hit.entry.item.label.lower()]
        named = named or bool(hits)
        kept.append(replace(mention, hits=hits) if hits else mention)
    left = [reading for reading in readings if reading not in days]
    return (left, kept) if named else (list(readings), list(found))


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


def _bare_year_end(phrase: PeriodPhrase) -> bool:
    unsaid = phrase.year is None and phrase.end is None and not phrase.year_shift
    return phrase.form == "year" and phrase.edge == "end" and unsaid


def _yearless(phrase: PeriodPhrase) -> bool:
    unsaid = phrase.year is None and phrase.end is None and not phrase.year_shift and not phrase.quarter_shift
    part = phrase.number is not None or phrase.month is not None
    return phrase.form in YEARLESS and unsaid and (part or phrase.months in PARTS_OF_YEAR)


def without_parts_of_names(
    readings: Sequence[Reading[PeriodPhrase]], query: Query, mentions: Sequence[Mention]
) -> list[Reading[PeriodPhrase]]:
    """The period expressions but those that only say the rest of a row's name, where another says the time:
    "additions for positions of a prior period between 2017 and 2018"."""
    kept = [one for one in readings if not _is_name(one, query, mentions)]
    return kept or list(readings)


def _is_name(reading: Reading[PeriodPhrase], query: Query, mentions: Sequence[Mention]) -> bool:
    if reading.value.form != "relative":
        return False
    said = {word.stem for word in query.words if reading.start <= word.start < reading.end} - filler("stop")
    names = [set(stems(mention.hits[0].entry.item.label)) for mention in mentions if mention.hits]
    return bool(said) and any(said <= name for name in names)
