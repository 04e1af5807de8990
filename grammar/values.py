"""The typed values that text is read into: amounts, periods, and what a period phrase says.

Nothing here depends on a filing. A `PeriodPhrase` is what words say ("third quarter of fiscal
2010"); a `Period` is dates. `grammar.calendar` goes from the one to the other.
"""

from __future__ import annotations

from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from grammar.records import record

T = TypeVar("T")

PeriodKind = Literal["instant", "duration"]
DAYS_A_MONTH = Decimal("30.4375")


@record
class Period:
    """An instant (a balance date, `start` is None) or a duration, both ends inclusive.

    `label` is the filing's own words for it and takes no part in equality.
    """

    kind: PeriodKind
    start: date | None
    end: date
    label: str = field(default="", compare=False)

    @property
    def months(self) -> int | None:
        """Length in whole months, rounded (13 weeks are 3); None for an instant."""
        if self.start is None:
            return None
        return round(Decimal((self.end - self.start).days + 1) / DAYS_A_MONTH)

    def named(self, label: str) -> Period:
        return replace(self, label=label)


@record
class Amount:
    """One figure as read: `value` is in base units, signed as printed; percent in percentage points.

    unit: an ISO 4217 code, `<code>/share`, `shares`, `percent`, `ratio`, `count`, or "" where the
    text does not say. scale: the multiplier that `value` already contains (1000 for "thousand").
    hedge: the word that makes it inexact ("over", "about", "more than"), else "".
    """

    value: Decimal
    unit: str
    scale: int
    printed: str
    hedge: str = ""


PhraseForm = Literal[
    "date",  # a day: "December 31, 2009"; `end` is set, or month/day without year
    "month",  # "December 2009", "Dec 09": month, year
    "quarter",  # "Q3", "third quarter of fiscal 2010": number (None: "the quarter"), year
    "half",  # "first half of fiscal 2010", "first six months of fiscal 2010": number
    "year",  # "fiscal 2010", "2010", "the year ended March 31, 2009"
    "months",  # "nine months", "six months ended December 31, 2009": months
    "to_date",  # "year to date"
    "since_inception",  # "since inception", "inception to date"
    "range",  # "from May 7, 1994 to Dec. 31, 2009": start, end
    "relative",  # "a year earlier", "the previous quarter": year_shift / quarter_shift only
    "latest",  # "now", "currently", "latest", "most recent"
]


@record
class PeriodPhrase:
    """What the words of one period expression say, before any calendar or filing is asked.

    Only what is said is set. "quarter ended 31 December 2008" is form `quarter`, months 3, end
    2008-12-31; "December quarter" is form `quarter`, month 12; "at the end of last fiscal year" is
    form `year`, fiscal, year_shift -1, edge `end`; "the same period a year before" is form
    `relative`, year_shift -1; "first nine months of fiscal 2010" is form `months`, months 9,
    number 1, fiscal, year 2010.
    """

    form: PhraseForm
    year: int | None = None
    fiscal: bool | None = None  # True "fiscal", False "calendar", None unsaid
    number: int | None = None  # which quarter (1-4) or half (1-2); 1 for "first nine months"
    months: int | None = None  # the length, where it is said or follows from the form
    month: int | None = None
    day: int | None = None
    start: date | None = None
    end: date | None = None  # an explicit last day
    year_shift: int = 0  # -1: "a year earlier", "prior-year"
    quarter_shift: int = 0  # -1: "the previous quarter"
    edge: Literal["start", "end"] | None = None  # "at the end of", "at the beginning of"
    instant: bool | None = None  # True after "as of"/"at"/"on", False after "during"/"ended"
    to_year: int | None = None  # "2017 to 2019": year..to_year
    last: bool = False  # "last fiscal year", not "prior": the latest one completed


@record
class Reading(Generic[T]):
    """A value, where in the text it was read (end exclusive), and the name of the rule that read it."""

    value: T
    start: int
    end: int
    rule: str
