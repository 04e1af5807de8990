"""The expressions of time in a sentence, as periods; and periods moved by years and quarters."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from grammar.calendar import Context, resolve
from grammar.periods import find_periods
from grammar.values import Period, PeriodPhrase, Reading

# "both the first and the second quarters of this fiscal year"
TWO_QUARTERS = re.compile(
    r"(?:both\s)?(?:the\s)?(?P<one>first|second|third|fourth)\sand\s(?:the\s)?(?P<two>first|second|third|fourth)"
    r"\s(?:fiscal\s)?quarters(?P<year>(?:\sof\s(?:the\s)?(?:current\s|this\s)?(?:fiscal\s)?(?:year\s)?(?:\d{4})?)?)",
    re.IGNORECASE,
)
AND = re.compile(r",?\s(?:and|or)\s(?:(?:for|in|at|as\sof)\s)?(?:the\s)?")
COMMA = re.compile(r",\s(?:the\s)?")
YEAR = re.compile(r"(?:19|20)\d\d")
ENDING = re.compile(r",?\s*(?:which\s)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A period expression: its span, and the periods it names (two for "the quarter and the half year
    ended October 31"), with the phrase where it is one."""

    start: int
    end: int
    periods: tuple[Period, ...]
    phrase: PeriodPhrase | None = None
    dated: bool = False  # a year or a day is said

    @property
    def relative(self) -> bool:
        """Whether it only moves another period: "a year earlier", "the preceding quarter"."""
        phrase = self.phrase
        return phrase is not None and (
            phrase.form == "relative"
            or (
                phrase.year is None and phrase.end is None and bool(phrase.year_shift or phrase.quarter_shift)
            )
        )


def read_said(text: str, context: Context) -> list[Said]:
    """The period expressions of a text in order, lists and doubled ones joined; "currently" is none."""
    found: list[Said] = []
    for match in TWO_QUARTERS.finditer(text) if "quarters" in text.lower() else ():
        ways = [f"{match[key]} quarter{match['year']}" for key in ("one", "two")]
        periods = [first_period(way, context) for way in ways]
        both = tuple(period for period in periods if period is not None)
        if len(both) == len(ways):
            found.append(Said(*match.span(), both, dated=any(c.isdigit() for c in match["year"])))
    for reading in find_periods(text):
        if reading.value.form == "latest" or any(
            s.start < reading.end and reading.start < s.end for s in found
        ):
            continue
        found.append(_said(text, reading, context))
    return _joined(text, sorted(found, key=lambda said: said.start))


def _said(text: str, reading: Reading[PeriodPhrase], context: Context) -> Said:
    periods = resolve(reading.value, context)[:1]
    words = text[reading.start : reading.end]
    phrase = reading.value
    dated = phrase.year is not None or phrase.end is not None
    return Said(reading.start, reading.end, tuple(p.named(words) for p in periods), phrase, dated)


def _joined(text: str, found: Sequence[Said]) -> list[Said]:
    """Neighbours that are one expression: "the first half, ending October 31", "the prior year comparable
    quarter", "the quarter and the half year ended October 31", "fiscal years 2025, 2024 and 2023"."""
    joined: list[Said] = []
    for said in found:
        last = joined[-1] if joined else None
        between = text[last.end : said.start] if last else ""
        if last and said.phrase and last.phrase:
            ending = text[said.start : said.start + 3].lower() == "end" and ENDING.fullmatch(between)
            if (ending and last.phrase.form != "date") or (
                between == " " and last.relative and said.relative
            ):
                joined[-1] = Said(last.start, said.end, last.periods, last.phrase, last.dated or said.dated)
                continue
        joined.append(said)
    return _listed(text, joined)


def _listed(text: str, found: Sequence[Said]) -> list[Said]:
    """Expressions that "and" joins as one, with those before them that only a comma parts."""
    joined: list[Said] = []
    place = 0
    while place < len(found):
        last = _list_end(text, found, place)
        parts = found[place : last + 1]
        if len(parts) > 1:
            periods = tuple(period for part in parts for period in part.periods)
            dated = any(part.dated for part in parts)
            joined.append(Said(parts[0].start, parts[-1].end, periods, None, dated))
        else:
            joined.append(found[place])
        place = last + 1
    return joined


def _list_end(text: str, found: Sequence[Said], first: int) -> int:
    """The last of the list of periods that begins at `first`; `first` where none does. Commas part no
    list without "and", and only bare years follow them ("2005, 2004 and 2003")."""
    end = first
    for place in range(first, len(found) - 1):
        one, two = found[place], found[place + 1]
        if one.relative or two.relative or two.phrase is None or one.phrase is None:
            break
        between = text[one.end : two.start]
        if AND.fullmatch(between):
            end = place + 1
        elif not (COMMA.fullmatch(between) and YEAR.fullmatch(text, two.start, two.end)):
            break
    return end


def first_period(text: str, context: Context) -> Period | None:
    """The first period that a text names, under its own words; None where it names none."""
    for reading in find_periods(text):
        if reading.value.form != "latest":
            for period in resolve(reading.value, context):
                return period.named(text[reading.start : reading.end])
    return None


def shifted(period: Period, years: int, quarters: int = 0) -> Period:
    """The same period some years or quarters on; month ends stay month ends."""
    months = 12 * years + 3 * quarters
    start = _moved_start(period.start, months) if period.start else None
    return Period(period.kind, start, _moved_end(period.end, months), period.label)


def _moved_start(day: date, months: int) -> date:
    if day.day == 1 or months % 12 == 0:
        return _moved(day, months)
    return _moved_end(day - timedelta(days=1), months) + timedelta(days=1)


def _moved_end(day: date, months: int) -> date:
    moved = _moved(day, months)
    last = day.day == monthrange(day.year, day.month)[1]
    return moved.replace(day=monthrange(moved.year, moved.month)[1]) if last else moved


def _moved(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, 1), 9999)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
