"""Fiscal calendars: from what a period phrase says to dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grammar.values import Period, PeriodPhrase


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """When a company's fiscal year ends, and how its years are named.

    `stated`: the filing itself speaks of fiscal years, so "Q3 2002" is read fiscally first.
    `offset`: the year's name less the calendar year it ends in (0; -1 for some retailers).
    """

    end_month: int = 12
    end_day: int = 31
    stated: bool = False
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """What a phrase is read against: the calendar, and the last day of the latest period reported."""

    calendar: FiscalCalendar = FiscalCalendar()
    anchor: date | None = None


def resolve(phrase: PeriodPhrase, context: Context) -> tuple[Period, ...]:
    raise NotImplementedError
