"""Financial data schedules (EX-27): one figure a tag, with the period and the scale in tags of their own.

A schedule is read as two tables: what stands at the end of the period, and what happened in it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from index.figures import LONGEST_LINE, figures
from index.layout import Lines
from index.model import Cell, Place, Row, Table

TAGGED = re.compile(r"\s*<(?P<tag>[A-Z0-9][A-Z0-9&/().,' -]{0,60})>[ \t]+(?P<value>\S.*)")
DAY = re.compile(r"(?P<month>[A-Z]{3})-(?P<day>\d{1,2})-(?P<year>\d{4})", re.IGNORECASE)
LENGTH = re.compile(r"(?P<months>\d{1,2})-MOS?\b|(?P<year>YEAR|12-MOS)\b|(?P<quarter>QTR-\d)", re.IGNORECASE)
LAST_OF_BALANCE = re.compile(r"TOT(?:AL)?-(?:LIABILIT|CAPITALIZATION-AND|ASSETS-AND)")
FEWEST = 4  # tagged figures that make a schedule
SCALES = {1: "", 1_000: "in thousands", 1_000_000: "in millions", 1_000_000_000: "in billions"}

Tagged = tuple[int, str, list[tuple[str, int, int]]]  # line, tag, values with their columns


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    text = files("index").joinpath("data", "schedules.toml").read_text(encoding="utf-8")
    loaded: Mapping[str, Mapping[str, str]] = tomllib.loads(text)
    return loaded


def read_schedule(lines: Lines, first: int, last: int) -> tuple[Table, ...]:
    """The tables of a schedule; none where these lines (inclusive) hold no schedule."""
    tagged = list(_tagged(lines, first, last))
    said = {tag: [text for text, _, _ in values] for _, tag, values in tagged}
    rows = [entry for entry in tagged if entry[1] not in _words()["setting"]]
    if len(rows) < FEWEST or not said.keys() & {"PERIOD-END", "MULTIPLIER", "PERIOD-TYPE"}:
        return ()
    cut = next((place + 1 for place, row in enumerate(rows) if LAST_OF_BALANCE.match(row[1])), 0)
    scale = SCALES.get(_multiplier(said), "")
    found: list[Table] = []
    for part, kind, timed in ((rows[:cut], "balance", False), (rows[cut:], "income", True)):
        if part:
            caption = tuple(text for text in (_words()["title"][kind], scale) if text)
            heads = _heads(said, max(len(values) for _, _, values in part), timed)
            made = tuple(_row(entry) for entry in part)
            found.append(Table(len(found) + 1, caption, heads, made, (part[0][0], part[-1][0])))
    return tuple(found)


def _tagged(lines: Lines, first: int, last: int) -> Iterator[Tagged]:
    """The lines of the schedule that have a tag and values after it."""
    for number in range(first, last + 1):
        raw = lines.raw(number)
        match = TAGGED.match(raw) if "<" in raw[:40] and len(raw) <= LONGEST_LINE else None
        if match is None:
            continue
        tag = match["tag"].strip()
        if tag in _words()["setting"]:
            spans = re.finditer(r"\S+(?: \S+)*", match["value"])
            shift = match.start("value")
            yield number, tag, [(m.group(), m.start() + shift, m.end() + shift) for m in spans]
        else:
            blank = " " * match.start("value") + raw[match.start("value") :].replace("\t", " ")
            found = [figure for figure in figures(blank) if figure.kind != "void"]
            if found:
                yield number, tag, [(figure.text, figure.start, figure.end) for figure in found]


def _multiplier(said: Mapping[str, Sequence[str]]) -> int:
    digits = "".join(
        character for text in said.get("MULTIPLIER", [])[:1] for character in text if character.isdigit()
    )
    return int(digits or "1") if len(digits) < 12 else 1


def _heads(said: Mapping[str, Sequence[str]], count: int, timed: bool) -> tuple[str, ...]:
    """The period of each column in words: "9 months ended September 30, 1997"."""
    ends = said.get("PERIOD-END") or said.get("FISCAL-YEAR-END") or []
    lengths = said.get("PERIOD-TYPE") or []
    heads = []
    for column in range(count):
        day = DAY.search(ends[min(column, len(ends) - 1)]) if ends else None
        kind = LENGTH.search(lengths[min(column, len(lengths) - 1)]) if lengths else None
        date = f"{day['month'].title()} {int(day['day'])}, {day['year']}" if day else ""
        heads.append(f"{_length(kind)} ended {date}" if timed and kind and date else date)
    return tuple(heads)


def _length(kind: re.Match[str]) -> str:
    if kind["quarter"]:
        return "Quarter"
    return "Year" if kind["year"] or kind["months"] == "12" else f"{kind['months']} months"


def _row(entry: Tagged) -> Row:
    number, tag, values = entry
    label = _words()["label"].get(tag) or tag.replace("-", " ").capitalize()
    cells = tuple(
        Cell(text, Place(number, start, end), column) for column, (text, start, end) in enumerate(values)
    )
    return Row(label, 0, cells, (number, number))
