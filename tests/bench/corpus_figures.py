"""Other figures and other years in the same formats."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from functools import cache
from hashlib import blake2b

# Grouped, with decimals, or of three digits and more; nothing that is part of a word, date or number.
FIGURE = re.compile(
    r"(?<![\w#.,/:&-])(?<!exhibit )(?<!EXHIBIT )(?<!Exhibit )"
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d{3,9})(?![\w/:;-]|[.,]\d)"
)
YEAR = re.compile(r"(?<![\d.,#$])(?:19[89]\d|20[0-3]\d)(?!\d|[.,]\d)")
STAMP = re.compile(r"(?<!\d)(19[89]\d|20[0-3]\d)(?=[01]\d[0-3]\d(?!\d))")
SHORT = re.compile(r"(?<![\d/])([01]?\d/[0-3]?\d/)(\d\d)(?![\d/])")
LEAP_DAY = re.compile(r"(Feb(?:ruary|\.)?\s+)29(,?\s+)(\d{4})")
# Left as they are: tags (with the figures in styles), and the header of a submission.
KEPT = re.compile(r"<[^>]{1,2000}>")
HEADER = re.compile(r"<SEC-HEADER>.*?</SEC-HEADER>", re.S)


def new_figures(text: str, key: int, markup: bool) -> str:
    """Each figure with other digits, the same ones wherever it stands. `key` says which."""
    pattern = KEPT if markup else HEADER
    made: list[str] = []
    place = 0
    change = _changer(key)
    for kept in pattern.finditer(text):
        made += (FIGURE.sub(change, text[place : kept.start()]), kept.group())
        place = kept.end()
    made.append(FIGURE.sub(change, text[place:]))
    return "".join(made)


def _changer(key: int) -> Callable[[re.Match[str]], str]:
    secret = key.to_bytes(8, "big")

    @cache
    def changed(figure: str) -> str:
        digest = iter(blake2b(figure.encode(), key=secret, digest_size=32).digest())
        leading = True
        found = []
        for char in figure:
            if not char.isdigit():
                leading &= char != "."
                found.append(char)
            elif leading and char == "0":
                found.append(char)
            else:
                found.append(str(1 + next(digest) % 9 if leading else next(digest) % 10))
                leading = False
        made = "".join(found)
        return f"3{made[1:]}" if YEAR.fullmatch(made) else made

    def change(match: re.Match[str]) -> str:
        return match.group() if YEAR.fullmatch(match.group()) else changed(match.group())

    return change


def new_years(text: str, shift: int) -> str:
    """Every year moved, in dates, heads and a header's stamps; no 29th of February where there is none."""
    if not shift:
        return text
    text = YEAR.sub(lambda match: str(int(match.group()) + shift), text)
    text = STAMP.sub(lambda match: str(int(match.group(1)) + shift), text)
    text = SHORT.sub(lambda match: f"{match.group(1)}{(int(match.group(2)) + shift) % 100:02}", text)
    return LEAP_DAY.sub(_leap_day, text)


def _leap_day(match: re.Match[str]) -> str:
    day = 29 if calendar.isleap(int(match.group(3))) else 28
    return f"{match.group(1)}{day}{match.group(2)}{match.group(3)}"


def years_of(text: str) -> tuple[int, int]:
    """The first and last year of those that a filing speaks of often."""
    counts: dict[int, int] = {}
    for match in YEAR.finditer(text[:400_000]):
        year = int(match.group())
        counts[year] = counts.get(year, 0) + 1
    often = [year for year, count in counts.items() if count >= max(2, max(counts.values()) // 20)]
    return (min(often), max(often)) if often else (2004, 2004)
