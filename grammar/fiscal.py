"""A company's fiscal years: when they end, how they are named, and the quarters and halves in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from grammar.spans import DAY, NEAR_DAYS, add_months, between, month_end
from grammar.values import Period


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """When a company's fiscal year ends, and how its years are named.

    `stated`: the filing itself speaks of fiscal years, so "Q3 2010" is read fiscally first.
    `offset`: the year's name less the calendar year it ends in (0; -1 for some retailers).
    An `end_day` beyond the month's last is the month's last.
    """

    end_month: int = 12
    end_day: int = 31
    stated: bool = False
    offset: int = 0

    def year_end(self, year: int) -> date:
        """The last day of the fiscal year of that name."""
        last = month_end(year - self.offset, self.end_month)
        return last.replace(day=min(self.end_day, last.day))

    def year(self, year: int) -> Period:
        return between(self.year_end(year - 1) + DAY, self.year_end(year))

    def quarter_end(self, number: int, year: int) -> date:
        """The last day of quarter 1 to 4 of the fiscal year of that name."""
        return add_months(self.year_end(year), -3 * (4 - number)) if number < 4 else self.year_end(year)

    def quarter(self, number: int, year: int) -> Period:
        """Quarter 1 to 4 of the fiscal year of that name."""
        before = self.quarter_end(number - 1, year) if number > 1 else self.year_end(year - 1)
        return between(before + DAY, self.quarter_end(number, year))

    def half(self, number: int, year: int) -> Period:
        """Half 1 or 2 of the fiscal year of that name."""
        before = self.quarter_end(2, year) if number > 1 else self.year_end(year - 1)
        return between(before + DAY, self.quarter_end(2 * number, year))

    def first_months(self, months: int, year: int) -> Period:
        """The first so many months of the fiscal year of that name."""
        before = self.year_end(year - 1)
        return between(before + DAY, self.year_end(year) if months == 12 else add_months(before, months))

    def year_of(self, day: date) -> int:
        """The name of the fiscal year a day lies in."""
        year = day.year + self.offset
        return year if day <= self.year_end(year) else year + 1

    def quarter_of(self, day: date) -> int:
        """Which quarter of its fiscal year a day lies in, 1 to 4."""
        year = self.year_of(day)
        return next(number for number in (1, 2, 3, 4) if day <= self.quarter_end(number, year))

    def closed_by(self, end: date) -> tuple[int, int]:
        """The fiscal year and quarter that a period's last day closes, or else lies in.

        A day of a 52-week year may be up to a week off the month's end, either way.
        """
        day = end - timedelta(days=NEAR_DAYS)
        return self.year_of(day), self.quarter_of(day)

    def closes_year(self, end: date) -> bool:
        """Whether a day is the last of a fiscal year, within a week."""
        year, quarter = self.closed_by(end)
        return quarter == 4 and abs((self.year_end(year) - end).days) <= NEAR_DAYS


CALENDAR_YEAR = FiscalCalendar()


@dataclass(frozen=True, slots=True)
class Context:
    """What a phrase is read against: the calendar, the last day of the latest period reported, and
    the first day of the company's existence where the filing says it ("since inception")."""

    calendar: FiscalCalendar = CALENDAR_YEAR
    anchor: date | None = None
    inception: date | None = None
