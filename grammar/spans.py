"""Arithmetic of periods: lengths, shifts, and when two periods are the same. No calendar is needed."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache

from grammar.values import Period

DAY = timedelta(days=1)
NEAR_DAYS = 7  # a year of 52 or 53 weeks ends within a week of its month's end
LONG_MONTHS = 18  # a duration longer than this is known by both its ends
UNKNOWN_START = date.min  # of a duration "since inception" where nothing says when that was


@lru_cache(maxsize=4096)
def month_end(year: int, month: int) -> date:
    """The last day of a month; months count on beyond 12 and below 1. Years are kept in range."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    year = min(max(year, MINYEAR + 1), MAXYEAR - 1)
    return date(year, month, monthrange(year, month)[1])


def is_month_end(day: date) -> bool:
    return day.day == month_end(day.year, day.month).day


def day_before(day: date) -> date:
    return day - DAY if day > date.min else day


def add_months(day: date, months: int) -> date:
    """The same day some months later; a month's end stays a month's end."""
    last = month_end(day.year, day.month + months)
    return last if is_month_end(day) else last.replace(day=min(day.day, last.day))


def instant(day: date) -> Period:
    return Period("instant", None, day)


def between(start: date, end: date) -> Period:
    """The duration from one day to another, both included."""
    return Period("duration", start, end)


def ending(end: date, months: int) -> Period:
    """The duration of so many whole months that ends on a day."""
    return between(add_months(end, -months) + DAY, end)


def shift(period: Period, years: int = 0, quarters: int = 0, months: int = 0) -> Period:
    """A period moved by years, quarters or months; month ends stay month ends. The label is dropped."""
    total = years * 12 + quarters * 3 + months
    end = add_months(period.end, total)
    if period.start is None:
        return instant(end)
    if period.start == UNKNOWN_START:
        return between(period.start, end)
    return between(add_months(day_before(period.start), total) + DAY, end)


def same_period(one: Period, two: Period, days: int = NEAR_DAYS) -> bool:
    """Whether two periods are the same but for the days by which years of 52 weeks differ.

    Ends within `days`, and as many months; a long duration ("since inception") by both its ends. One
    that starts at `UNKNOWN_START` is the same as any long one with its end.
    """
    if one.kind != two.kind or abs((one.end - two.end).days) > days:
        return False
    if one.start is None or two.start is None:
        return one.start is two.start
    if (one.months or 0) > LONG_MONTHS or (two.months or 0) > LONG_MONTHS:
        if UNKNOWN_START in (one.start, two.start):
            return (one.months or 0) > LONG_MONTHS and (two.months or 0) > LONG_MONTHS
        return abs((one.start - two.start).days) <= days
    return one.months == two.months
