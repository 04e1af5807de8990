"""Questions for several periods in a row: the last four quarters, the quarters of a year, twelve months back.

The words for the row are taken out of the question and become periods; what no filing gives of them is
said, never filled with something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from grammar.calendar import Context, ending, shift
from grammar.datafiles import load_data
from grammar.spans import NEAR_DAYS, month_end
from grammar.values import Period, PeriodPhrase, Reading
from qa import settle
from qa.errors import NotSaid

if TYPE_CHECKING:
    from qa.case import Case

MOST_PERIODS = 40
QUARTER, YEAR = 3, 12


@dataclass(frozen=True, slots=True)
class Series:
    """A row of periods as a question asks for it. `kind`: "last" (so many, up to the latest or to the period
    named), "each" (the quarters of the year named) or "trailing" (one period of `months`, up to the
    latest quarter or the day named); `months`: the length of each."""

    kind: Literal["last", "each", "trailing"]
    count: int
    months: int
    words: str

    @property
    def each(self) -> bool:
        """Whether something is asked of each of the periods."""
        return self.words.lower().startswith(("each", "every", "all"))


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words for a row of periods. `taken`: whether they are taken out of the question."""

    name: str
    pattern: str
    examples: tuple[str, ...]
    taken: bool = True


PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "trailing",
        r"(?:the )?(?:{trailing})[ -](?:twelve|12)[ -]months?'?|(?:{trailing_short})"
        r"|(?:the )?(?:{rolling})[ -](?:four|4)[ -]quarters?|(?:the )?(?:{rolling})[ -]year",
        ("trailing twelve months", "TTM", "the last 12 months", "trailing four quarters"),
    ),
    Pattern(
        "last",
        r"(?:(?:each|every(?: one)?|all|any) (?:of )?)?(?:(?:the|its|their) )?"
        r"(?:(?:{last})[ -](?P<n1>{numbers}|\d\d?)|(?P<n2>{numbers}|\d\d?) (?:{last}))(?: fiscal)?"
        r"[ -](?:(?P<q>{quarters})|(?P<y>{years}))(?: of(?= (?:fiscal|the|\d)))?",
        ("the last four quarters", "each of the past 3 years", "the four most recent quarters"),
    ),
    Pattern(
        "ended",
        r"(?:each of )?(?:the )?(?P<n1>{numbers}|\d\d?) (?:(?P<q>{quarters})|(?P<y>{years})) "
        r"(?:ended|ending|to|through|up to)",
        ("the four quarters ended June 30, 2005",),
    ),
    Pattern("quarterly", r"(?:{quarterly})", ("quarterly net income in fiscal 2005",)),
    Pattern(
        "each",
        r"(?:for |in |during |over )?(?:(?:{each}) (?:fiscal )?(?:quarter|qtr)s?"
        r"|(?:{every}) (?:fiscal )?(?:quarters|qtrs))(?: of| in| during| for)?",
        ("net income for each quarter of fiscal 2005", "revenue by quarter in fiscal 2006"),
    ),
    Pattern(
        "which",
        r"(?:{which}) (?:fiscal )?quarter (?:of|in)(?= (?:fiscal|calendar|FY|\d{{4}}))",
        ("In which quarter of fiscal 2005 was revenue highest?",),
        taken=False,
    ),
)
WHOLE = re.compile(r"\b(?:average|mean|per[ -]quarter|a quarter)\b", re.IGNORECASE)


@cache
def _words() -> dict[str, Any]:
    return load_data("qa", "series")


@cache
def _compiled() -> tuple[tuple[Pattern, re.Pattern[str]], ...]:
    words = {
        key: "|".join(re.escape(word) for word in sorted(values, key=len, reverse=True))
        for key, values in _words().items()
    }
    return tuple(
        (one, re.compile(rf"(?<![\w-])(?:{one.pattern.format(**words)})(?![\w-])", re.IGNORECASE))
        for one in PATTERNS
    )


def read(question: str) -> tuple[str, Series | None]:
    """The question without the words for a row of periods, and the row they ask for; None where there are
    none. Whether a year is named, which "each quarter" needs, is seen when the periods are known."""
    for one, pattern in _compiled():
        match = pattern.search(question)
        if match is None or (one.name in ("quarterly", "each", "which") and WHOLE.search(question)):
            continue
        series = _series(one, match)
        if series is None:
            continue
        if not one.taken:
            return question, series
        start, end = match.span()
        return question[:start] + " " * (end - start) + question[end:], series  # places stay as they are
    return question, None


def _series(one: Pattern, match: re.Match[str]) -> Series | None:
    words = " ".join(match.group().split())
    if one.name == "trailing":
        return Series("trailing", 1, YEAR, words)
    if one.name in ("last", "ended"):
        groups = match.groupdict()
        written = (groups.get("n1") or groups.get("n2") or "").lower()
        count = int(_words()["numbers"].get(written, 0) or (written if written.isdigit() else 0))
        if not 2 <= count <= MOST_PERIODS:
            return None
        return Series("last", count, QUARTER if groups.get("q") else YEAR, words)
    return Series("each", 4, QUARTER, words)


def needs_year(series: Series) -> bool:
    """Whether a row is only one where the question names the year it lies in."""
    return series.kind == "each"


def names_year(phrases: Sequence[Reading[PeriodPhrase]]) -> bool:
    """Whether the one period that a question names is a year."""
    return len(phrases) == 1 and phrases[0].value.form == "year" and phrases[0].value.edge is None


def expand(series: Series, phrases: Sequence[Reading[PeriodPhrase]], context: Context) -> list[Period]:
    """The periods of a row, from the earliest to the latest; none where the words around it do not say
    which."""
    said = _said(phrases, context)
    if phrases and said is None:
        return []
    end = said.end if said is not None else context.anchor
    if end is None:
        return []
    if series.kind == "last" and series.months == YEAR and said is None:
        year, _ = context.calendar.closed_by(end)
        end = context.calendar.year_end(year if context.calendar.closes_year(end) else year - 1)
    last = ending(_whole_month(end), series.months)
    steps = range(series.count - 1, -1, -1)
    return [shift(last, months=-series.months * step) if step else last for step in steps]


def _whole_month(day: date) -> date:
    """The month's end that a year of 52 weeks stands for; another day as it is."""
    for end in (month_end(day.year, day.month), month_end(day.year, day.month - 1)):
        if abs((end - day).days) <= NEAR_DAYS:
            return end
    return day


def _said(phrases: Sequence[Reading[PeriodPhrase]], context: Context) -> Period | None:
    if len(phrases) != 1 or phrases[0].value.form == "relative":
        return None
    return next(iter(settle.wanted(phrases[0].value, context, None)), None)


def explained(case: Case, missing: NotSaid) -> NotSaid:
    """What is missing of a row of periods: the quarters that nothing gives, by their ends."""
    series = case.series
    if series is None or missing.what != "period" or not case.plan.mentions or not case.periods:
        return missing
    wanted = [choice[0] for choice in case.periods]
    if series.kind == "trailing":
        wanted = [shift(ending(wanted[0].end, QUARTER), quarters=-step) for step in (3, 2, 1, 0)]
    gaps = without(case, wanted)
    return NotSaid("period", missing.mention, listed(gaps)) if gaps else missing


def without(case: Case, wanted: Sequence[Period]) -> list[Period]:
    """Those of the periods that the first metric has no figure for, printed or derived."""
    from qa import lookups

    gaps = []
    for period in wanted:
        try:
            lookups.figure(case, case.plan.mentions[0], (period,))
        except NotSaid:
            gaps.append(period)
    return gaps


def listed(periods: Sequence[Period]) -> str:
    """Periods in words: "the three months ended September 30, 2005 and the three months ended …"."""
    from qa.wording import joined, named

    return joined([f"the {named(period)}" for period in periods])
