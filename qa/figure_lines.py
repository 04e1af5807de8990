"""The figures of a sentence, each with the time it is of.

"$2.5 million, $1.8 million and $1.4 million in 2019, 2018 and 2017, respectively": the first is of the first
year. "£1.7m (2018: £8.1m)": the one in brackets is of the year in brackets. Elsewhere a figure is of the time
behind it, up to the next figure, or else of the time before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from grammar.amounts import find_amounts
from grammar.values import PeriodPhrase
from qa.extract_times import LENGTH
from qa.scene import compiled
from qa.times import time_spans, times

BETWEEN = re.compile(r"(?:,|\s(?:and|or|&)|,\s(?:and|or))?\s?(?:approximately\s|about\s|a\s)?", re.IGNORECASE)
TIMES_BETWEEN = re.compile(
    r"(?:,\s?|\s)?(?:and|or|&)?(?:\s?(?:in|at|for|as of|during|the)\s)*\s?", re.IGNORECASE
)
ALSO = re.compile(r"(?:\sper\s[\w\s]{3,30}|\s[a-z]{3,12})?,?\sor\s(?:approximately\s|about\s)?")
PENCE = r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?:p|c)\b(?!\.m)|`\d[\d,]*(?:\.\d+)?"  # "445.0p", "`70.07"
MOST = 40  # figures of a sentence
LONGEST = 1_500  # characters of a sentence whose figures are told apart


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure of a sentence: where it stands, as printed, its unit and value, the time it is of, and the run
    of figures ("A, B and C") it is in, with its place there."""

    start: int
    end: int
    unit: str
    value: str
    scale: int = 1
    time: PeriodPhrase | None = None
    run: int = 0
    place: int = 0


@lru_cache(maxsize=4_096)
def printed_figures(text: str) -> tuple[Printed, ...]:
    """The figures of a sentence in order: money, percents, counts, lengths of time; dates are none."""
    found = _figures(text[:LONGEST])
    if not found:
        return ()
    runs = _runs(text, found)
    spans, said = time_spans(text), times(text)
    rows = _time_rows(text, spans)
    made: list[Printed] = []
    for number, run in enumerate(runs):
        row = _row_for(run, rows, spans)
        for place, figure in enumerate(run):
            when = said[row[place]] if row is not None else None
            if when is None:
                when = _near(text, figure, found, spans, said)
            made.append(
                Printed(
                    figure.start, figure.end, figure.unit, figure.value, figure.scale, when, number, place
                )
            )
    return tuple(made)


def _figures(text: str) -> list[Printed]:
    dates = time_spans(text)
    found: list[Printed] = []
    for reading in find_amounts(text):
        amount = reading.value
        start = max(text.find(amount.printed, reading.start, reading.end + 20), reading.start)
        unit = amount.unit or "count"
        found.append(Printed(start, start + len(amount.printed), unit, str(amount.value), amount.scale))
    for match in compiled(PENCE).finditer(text):
        found.append(
            Printed(match.start(), match.end(), "money", match.group().strip("`pc").replace(",", ""))
        )
    for match in compiled(LENGTH, re.IGNORECASE).finditer(text):
        found.append(Printed(match.start(), match.end(), "time", match.group("number")))
    found = [figure for figure in found if not any(a <= figure.start and figure.end <= b for a, b in dates)]
    found.sort(key=lambda figure: (figure.start, -figure.end))
    kept: list[Printed] = []
    for figure in found:
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return kept[:MOST]


def _runs(text: str, figures: list[Printed]) -> list[list[Printed]]:
    runs: list[list[Printed]] = []
    for figure in figures:
        last = runs[-1][-1] if runs else None
        joined = (
            last is not None and BETWEEN.fullmatch(text, last.end, figure.start) and last.end < figure.start
        )
        if joined and last is not None and _like(last, figure):
            runs[-1].append(figure)
        else:
            runs.append([figure])
    return runs


def _like(one: Printed, two: Printed) -> bool:
    plain = {"count", "shares"}
    return one.unit == two.unit or (one.unit in plain and two.unit in plain)


def _time_rows(text: str, spans: tuple[tuple[int, int], ...]) -> list[list[int]]:
    """Times that stand side by side: "2019, 2018 and 2017"."""
    rows: list[list[int]] = []
    for number, (start, _) in enumerate(spans):
        if rows and TIMES_BETWEEN.fullmatch(text, spans[rows[-1][-1]][1], start):
            rows[-1].append(number)
        else:
            rows.append([number])
    return rows


def _row_for(
    run: list[Printed], rows: list[list[int]], spans: tuple[tuple[int, int], ...]
) -> list[int] | None:
    """The row of as many times as the run has figures, the nearest."""
    fitting = [row for row in rows if len(row) == len(run) > 1]
    if not fitting:
        return None
    return min(fitting, key=lambda row: _gap(run, spans[row[0]][0], spans[row[-1]][1]))


def _gap(run: list[Printed], start: int, end: int) -> int:
    return max(start - run[-1].end, run[0].start - end, 0)


def _near(
    text: str,
    figure: Printed,
    figures: list[Printed],
    spans: tuple[tuple[int, int], ...],
    said: tuple[PeriodPhrase, ...],
) -> PeriodPhrase | None:
    """The time a lone figure is of."""
    bracket = text.rfind("(", 0, figure.start)
    inside = bracket >= 0 and ")" not in text[bracket : figure.start]
    stop, end = len(text), figure.end
    for other in figures:
        if other.start > figure.start:
            if not ALSO.fullmatch(text, end, other.start):  # "$1.1 million, or $0.17 per share, in 2004"
                stop = other.start
                break
            end = other.end
    for number, (start, end) in enumerate(spans):
        if inside and bracket <= start and end <= figure.start:
            return said[number]
        if inside and start >= figure.end and ")" not in text[figure.end : start] and end <= stop:
            return said[number]
    if inside:
        return None
    for number, (start, _) in enumerate(spans):
        between = text[figure.end : start]
        if figure.end <= start < stop and between.count("(") == between.count(")") and ";" not in between:
            return said[number]
    alone = (
        len(spans) == 1 and not _bracketed(text, spans[0][0]) and ";" not in text[figure.end : spans[0][0]]
    )
    if alone:
        return said[0]
    before = [n for n, (_, end) in enumerate(spans) if end <= figure.start and not _bracketed(text, end)]
    return said[before[-1]] if before else None


def _bracketed(text: str, place: int) -> bool:
    return text.count("(", 0, place) > text.count(")", 0, place)
