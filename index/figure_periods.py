"""The period that a figure of a sentence is for."""

from __future__ import annotations

import re

from grammar.values import Period, PeriodPhrase
from index.nouns import MARKERS, Tie
from index.said import YEAR, Said, shifted
from index.telling import State, Telling

MONTHS = 12  # of a year
EVENT = re.compile(r"\b(?:which|that|who|acquired|issued|dated|due|signed|filed)\b")
# What says that a time is that of the figure just before it, which another is compared with.
COMPARED = re.compile(
    rf"\b(?:{MARKERS})\s(?:(?:a|an|the|about|approximately|some)\s)*\S*\d"
    r"(?:(?!\sto\s(?:(?:a|approximately|about)\s)?\S{0,2}\d)[^;:]){0,90}$",
    re.IGNORECASE,
)


def periods_of(
    telling: Telling, state: State, said: Said | None, tied: Tie, start: int
) -> tuple[Period | None, ...]:
    """The periods of the figure at `start`, for which `said` is said: what the sentence is about is kept
    in the state, and is the period of figures for which nothing is said."""
    base = state.mains or ((state.current,) if state.current else ())
    if said and said.relative and said.phrase and base and not said.phrase.edge:
        phrase = said.phrase
        words = telling.text[said.start : said.end]
        return tuple(
            shifted(period, _years(phrase, period), phrase.quarter_shift).named(words) for period in base
        )
    if said and said.periods:
        periods = _of_year(telling, state, said) or tuple(
            _ahead(telling, state, period, said, tied) for period in said.periods
        )
        if not tied.compared and not state.mains:
            state.mains = periods
        return periods
    side = telling.times.side(start) if tied.role != "change" else None
    if tied.compared or side is not None:
        return side or (None,)
    only = telling.said[0] if len(telling.said) == 1 else None
    if not state.mains and tied.role in {"value", "share"} and only and _is_about(telling, only):
        state.mains = tuple(_ahead(telling, state, period, only, tied) for period in only.periods)
        return state.mains
    return state.mains[:1] or (state.current,)


def _of_year(telling: Telling, state: State, said: Said) -> tuple[Period, ...]:
    """A bare year beside a part of a year is that part of it: "for the quarter, sales were $5 million in
    2025 compared with $4 million in 2024"; () otherwise."""
    first = telling.said[0]
    mains = state.mains or (first.periods if first.end < said.start else ())
    main, phrase = mains[0] if mains else None, said.phrase
    if main is None or phrase is None or phrase.form != "year" or phrase.year is None:
        return ()
    if not YEAR.fullmatch(telling.text, said.start, said.end) or not 0 < (main.months or 0) < MONTHS:
        return ()
    return (shifted(main, phrase.year - main.end.year).named(telling.text[said.start : said.end]),)


def _is_about(telling: Telling, said: Said) -> bool:
    """Whether the one time a sentence says is its own, not that of an event in a relative clause."""
    return (
        bool(said.periods)
        and not said.relative
        and not telling.times.is_base(said)
        and not (said.phrase and said.phrase.form == "month")
        and not EVENT.search(telling.text, 0, said.start)
        and not COMPARED.search(telling.text, 0, said.start)
    )


def _ahead(telling: Telling, state: State, period: Period, said: Said, tied: Tie) -> Period:
    """An expectation for "the third quarter" is for the next one, not for the one long past."""
    anchor = telling.context.anchor
    if said.dated or anchor is None or period.end > anchor or not telling.is_expected(tied, state):
        return period
    return shifted(period, 1)


def _years(phrase: PeriodPhrase, base: Period) -> int:
    """How many years a relative expression lies from its base; "the same period of 2024" names another
    year than that of the base, though the base of fiscal 2025 may have ended in 2024."""
    if phrase.year is None or phrase.year_shift:
        return phrase.year_shift
    return phrase.year - base.end.year or -1
