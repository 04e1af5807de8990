"""Period phrases of questions, column heads and sentences: `find_periods` and `read_period`.

The text becomes items; dates, named years and words such as "a year ago" become one item each; the
rules of `period_rules`, `length_rules` and `relative_rules` read phrases over those; then words
around a phrase ("as of", "at the end of") and neighbours that share a year are taken in.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache, lru_cache

from grammar.dates import with_dates
from grammar.engine import Found, find, replaced
from grammar.length_rules import SHORT_LENGTHS
from grammar.links import shared
from grammar.period_rules import COUNT, NTH, PERIODS, YEARS, count_of, nth_of
from grammar.relative_rules import SHIFTS
from grammar.rules import Match, Rules
from grammar.runs import SHORT, Run, items_of
from grammar.tokens import vocabulary
from grammar.values import PeriodPhrase, Reading

AROUND = Rules("period with the words around it")
THE = "(<the> )?"
DAY = date(2009, 12, 31)  # of the examples


@PERIODS.rule(
    "number of quarter",
    f"{NTH}(?= ?<comma>? ?(<and|to|versus|ordinal|comma|dash> ?){{1,4}}<quarter>)",
    examples=[("[second] and third quarters", PeriodPhrase("quarter", number=2, months=3))],
    needs="quarter",
)
def _elided_quarter(match: Match) -> PeriodPhrase | None:
    return PeriodPhrase("quarter", number=nth_of(match), months=3) if nth_of(match) <= 4 else None


@PERIODS.rule(
    "number after a quarter",
    f"(?<=<gap>){NTH}(?! <other|quarter|half|month|week|year|day>)",
    examples=[("from the first quarter to [the fourth]", PeriodPhrase("quarter", number=4, months=3))],
    needs="quarter",
)
def _elided_after(match: Match) -> PeriodPhrase | None:
    return _elided_quarter(match)


@PERIODS.rule(
    "number of months",
    f"{COUNT}(?= ?<dash>? ?<comma>? ?(<and|versus|to|comma|cardinal|small> ?){{1,6}}<month|week>)",
    examples=[
        (
            "[three] and nine months ended Dec. 31, 2009",
            PeriodPhrase("months", months=3, end=DAY, instant=False),
        )
    ],
    needs="month|week",
)
def _elided_months(match: Match) -> PeriodPhrase | None:
    months = count_of(match)
    return PeriodPhrase("months", months=months) if months in SHORT_LENGTHS else None


@PERIODS.rule(
    "quarter before months",
    f"<quarter>(?= <and> (<the> )?({COUNT} <month|week>|(<fiscal> )?<year> (<period> )?<ended>))",
    examples=[
        (
            "[quarter] and nine months ended Dec. 31, 2009",
            PeriodPhrase("quarter", months=3, end=DAY, instant=False),
        )
    ],
    needs="quarter",
)
def _quarter_before(match: Match) -> PeriodPhrase:
    return PeriodPhrase("quarter", months=3)


def span(match: Match) -> PeriodPhrase:
    """The phrase that words around it change."""
    found: PeriodPhrase = match.value("span")
    return found


@AROUND.rule(
    "edge of a period",
    f"(<as> <of|at> |<at|by|on|in> |<since> )?{THE}(?P<edge><end|begin>) <of> {THE}(?P<span><span>)",
    examples=[
        (
            "at the end of December 2009",
            PeriodPhrase("month", year=2009, month=12, months=1, edge="end", instant=True),
        ),
        ("end of the quarter", PeriodPhrase("quarter", months=3, edge="end", instant=True)),
        ("beginning of the year", PeriodPhrase("year", months=12, edge="start", instant=True)),
        (
            "at the end of last fiscal year",
            PeriodPhrase("year", fiscal=True, year_shift=-1, months=12, edge="end", instant=True, last=True),
        ),
    ],
    needs="end|begin & of",
)
def _edge(match: Match) -> PeriodPhrase:
    at_end = match.item("edge").code in match.codes("end")
    return replace(span(match), edge="end" if at_end else "start", instant=True)


@AROUND.rule(
    "end after a period",
    f"{THE}(?P<span><span>) <end>",
    examples=[
        ("the quarter end", PeriodPhrase("quarter", months=3, edge="end", instant=True)),
        ("Q3 2010 end", PeriodPhrase("quarter", number=3, year=2010, months=3, edge="end", instant=True)),
    ],
    needs="end",
)
def _end_after(match: Match) -> PeriodPhrase:
    return replace(span(match), edge="end", instant=True)


@AROUND.rule(
    "as of a period",
    "(<as> <of|at>|<at>|<on>|<as>) (?P<the><the> )?(?P<span><span>)",
    examples=[
        ("as of December 31, 2009", PeriodPhrase("date", end=DAY, instant=True)),
        ("as at 31 December 2009", PeriodPhrase("date", end=DAY, instant=True)),
        ("at Dec. 31, 2009", PeriodPhrase("date", end=DAY, instant=True)),
        ("on March 31", PeriodPhrase("date", month=3, day=31, instant=True)),
        ("at year end", PeriodPhrase("year", months=12, edge="end", instant=True)),
    ],
    needs="as|at|on",
)
def _as_of(match: Match) -> PeriodPhrase:
    return replace(span(match), instant=True)


@AROUND.rule(
    "during a period",
    f"(<during>|(<period> )?<ended>) {THE}(?P<span><span>)",
    examples=[
        ("during the year", PeriodPhrase("year", months=12, instant=False)),
        ("ended December 31, 2009", PeriodPhrase("date", end=DAY, instant=False)),
        ("periods ended December 31, 2009", PeriodPhrase("date", end=DAY, instant=False)),
    ],
    needs="during|ended",
)
def _during(match: Match) -> PeriodPhrase:
    return replace(span(match), instant=False)


@cache
def _code(name: str) -> str:
    return vocabulary().codes[name]


@cache
def _starters() -> frozenset[str]:
    """The codes one of which every period phrase holds."""
    return frozenset(
        vocabulary().one_of(
            (
                "month_name", "quarter", "half", "year", "month", "week", "q", "h", "f", "fy", "cy", "ytd",
                "y4", "y4_old", "dotted", "period", "inception", "now", "present", "moment", "current",
                "recent",                 "slash", "dash", "last", "prior", "month_number",
            )
        )
    )  # fmt: skip


def find_periods(text: str) -> list[Reading[PeriodPhrase]]:
    """Every period phrase of a text in order: longest first, none overlapping. Linear in its length.

    Short texts are remembered: heads, captions and headings come again, and a sentence is read for the
    calendar before it is read for its figures.
    """
    return list(_remembered(text)) if len(text) <= SHORT else _found(text)


@lru_cache(maxsize=4096)
def _remembered(text: str) -> tuple[Reading[PeriodPhrase], ...]:
    return tuple(_found(text))


def _found(text: str) -> list[Reading[PeriodPhrase]]:
    readings: list[Reading[PeriodPhrase]] = []
    for run in items_of(text):
        if _starters().isdisjoint(run.present):
            continue
        readings.extend(_read(run))
    return shared(readings, text)


def read_period(text: str) -> PeriodPhrase | None:
    """The whole text as one period phrase; None where it is anything else."""
    readings = find_periods(text)
    stripped = text.strip(" \t\r\n.,:;")
    if len(readings) != 1 or readings[0].end - readings[0].start < len(stripped):
        return None
    return readings[0].value


def _read(run: Run) -> list[Reading[PeriodPhrase]]:
    items = with_dates(run)
    for stage, name in ((YEARS, "fiscal_year"), (SHIFTS, "prior_year")):
        found = find(stage, items)
        if found:
            code = _code(name)
            items = replaced(items, found, lambda _, code=code: code)  # type: ignore[misc]
    core = find(PERIODS, items)
    if not core:
        return []
    with_spans = replaced(items, core, lambda _: _code("span"))
    around = find(AROUND, with_spans)
    covered = {place for one in around for place in range(one.first, one.last)}
    kept = list(around)
    for one, place in zip(core, _places(with_spans), strict=True):
        if place not in covered:
            kept.append(one._replace(first=place, last=place + 1))
    kept.sort(key=lambda one: one.start)
    return [_reading(one, with_spans) for one in kept]


def _places(items: Run) -> list[int]:
    code = _code("span")
    return [place for place, one in enumerate(items.codes) if one == code]


def _reading(found: Found, items: Run) -> Reading[PeriodPhrase]:
    """A reading, with an article straight before it taken in."""
    start = found.start
    place = found.first - 1
    if place > 0 and items.codes[place] == " " and items.codes[place - 1] == _code("the"):
        start = items.starts[place - 1]
    return Reading(found.value, start, found.end, found.rule)
