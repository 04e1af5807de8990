"""Figures: a table's cell as one number; `find_amounts` (from `grammar.amounts`) reads prose.

All values are `Decimal` in base units, with the sign as printed and the printed text letter for
letter. In prose a reading's span is the whole phrase ("over 90%", "$0.37 per diluted share") and
`Amount.printed` the figure in it; `figure_span` gives the figure's own characters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache

from grammar.lexicon import load
from grammar.values import Amount, Reading

DASHES = "-–—−‑"
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
GROUPING = {ord(mark): None for mark in ", \u00a0\u2009\u202f\n\t\r"}
DIGIT = re.compile(r"[0-9]")
LONGEST_CELL = 60  # characters; a longer text is not one figure
# What most cells hold: a figure in dollars, in percent, or bare. All others are read by `_cell`.
COMMON = re.compile(
    r"(?P<open>\(?)(?:(?P<dollar>\$) ?)?(?P<open2>\(?)"
    r"(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<close>\)?)(?P<percent>%?)",
    re.ASCII,
)


def to_decimal(digits: str) -> Decimal:
    """Digits as printed, with or without grouping, as a number."""
    return Decimal(digits.translate(GROUPING))


def times(value: Decimal, factor: int | Decimal) -> Decimal:
    """A product without the zeros that scaling leaves behind the point: 1.1 million is 1100000."""
    if factor == 1:
        return value
    product = value * factor
    whole = product.to_integral_value()
    return whole if whole == product else product


@cache
def currencies() -> Mapping[str, str]:
    """Every mark, prefix and code that stands at a figure, in lower case, with its ISO 4217 code."""
    data = load("currencies")
    found = {f"{prefix}$": code for prefix, code in data["dollars"].items()}
    found |= {f"{prefix} $": code for prefix, code in data["dollars"].items() if len(prefix) > 1}
    known: dict[str, str] = (
        found | {"a$": "AUD", "u.s.$": "USD", "u.s. $": "USD"} | data["symbols"] | data["codes"]
    )
    return known


@cache
def names() -> frozenset[str]:
    """Names that end in a number, in lower case: "Russell 2000"."""
    return frozenset(load("numbers")["names"]["words"])


@cache
def scale_words() -> Mapping[str, int]:
    """Every word and letter that multiplies the figure before it."""
    data = load("numbers")
    scales: dict[str, int] = data["scales"] | data["letters"]
    return scales


@cache
def small_numbers() -> Mapping[str, int]:
    """The number words from one to twenty."""
    data = load("numbers")
    return {word: worth for word, worth in (data["cardinals"] | data["tens"]).items() if 1 <= worth <= 20}


def alternation(words: Sequence[str]) -> str:
    """The words as a regular expression, longest first, any white space where a word has a blank."""
    return "|".join(
        r"\s+".join(re.escape(part) for part in word.split())
        for word in sorted(words, key=lambda one: (-len(one), one))
    )


@cache
def _cell() -> re.Pattern[str]:
    money = alternation(tuple(currencies()))
    scales = alternation(tuple(scale_words()))
    return re.compile(
        rf"""\s*(?P<printed>
        (?P<sign>[{DASHES}+])?\s*(?P<open>\()?\s*(?P<cur>{money})?\s*
        (?P<sign2>[{DASHES}])?\s*(?P<open2>\()?\s*(?P<cur2>{money})?\s*
        (?P<number>{DIGITS})
        (?:\s*(?P<scale>{scales})\b)?
        \s*(?P<unit>%|¢|percent|pct|bps|basis\s+points|cents|x|times|:\s*1(?:\.0+)?|to\s+1(?:\.0+)?)?
        \s*(?P<close>\))?\s*(?P<unit2>%)?(?P<close2>\))?
        (?:\s*(?P<cur3>{money}))?)
        (?:\s*(?:\*+|[†‡]+|\([a-z0-9]{{1,2}}\)))?\s*""",
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _nothing() -> re.Pattern[str]:
    money = alternation(tuple(currencies()))
    nil = alternation(load("numbers")["nil"]["words"])
    return re.compile(
        rf"\s*(?P<printed>(?P<cur>{money})?\s*\(?(?:[{DASHES}](?:\s*[{DASHES}])*|-\s*0\s*-|{nil})\)?"
        rf"\s*(?P<unit>%)?)\s*",
        re.IGNORECASE,
    )


@cache
def _hedges() -> re.Pattern[str]:
    words = load("numbers")["hedges"]["words"]
    return re.compile(rf"\b(?:{alternation(words)})\s+$")


@cache
def hedge_ends() -> frozenset[str]:
    """The last words of the hedges, in lower case."""
    return frozenset(word.split()[-1] for word in load("numbers")["hedges"]["words"])


def hedge_at(text: str) -> str:
    """The words at the end of a text that make a figure after it inexact, or ""."""
    words = text[-30:].split()
    if not words or words[-1].lower() not in hedge_ends():
        return ""
    # In small letters, since a pattern that looks past case is several times as slow.
    lower = text[-31:].lower()
    match = _hedges().search(lower, max(len(lower) - 30, 0))
    return text[match.start() - len(lower) :].rstrip() if match else ""


def read_number(text: str) -> Reading[Amount] | None:
    """A whole table cell as one figure; None where it is anything else.

    The unit is "" where the cell does not say. Parentheses, even if one was cut off, are negative.
    """
    return _read_cell(text) if len(text) <= LONGEST_CELL else None


# Dashes, years and small numbers come over and over.
@lru_cache(maxsize=2048)
def _read_cell(text: str) -> Reading[Amount] | None:
    if not text or text.isspace():
        return None
    match = COMMON.fullmatch(text)
    if match is not None:
        return _common_amount(match)
    if DIGIT.search(text):
        match = _cell().fullmatch(text)
        if match is not None:
            return _cell_amount(match)
    match = _nothing().fullmatch(text)
    if match is None:
        return None
    unit = "percent" if match["unit"] else _currency(match["cur"])
    amount = Amount(Decimal(0), unit, 1, match["printed"].rstrip())
    return Reading(
        amount, match.start("printed"), match.start("printed") + len(amount.printed), "cell: nothing"
    )


def _common_amount(match: re.Match[str]) -> Reading[Amount]:
    opening, dollar, opening2, number, closing, percent = match.groups()
    value = Decimal(number.replace(",", ""))
    if opening or opening2 or closing:
        value = -value
    printed = match.string
    unit = "percent" if percent else "USD" if dollar else ""
    return Reading(Amount(value, unit, 1, printed), 0, len(printed), "cell")


def _currency(mark: str | None) -> str:
    return currencies()[" ".join(mark.lower().split())] if mark else ""


def _cell_amount(match: re.Match[str]) -> Reading[Amount] | None:
    scale = scale_words()[match["scale"].lower()] if match["scale"] else 1
    unit, factor = _cell_unit(match)
    value = times(to_decimal(match["number"]), scale * factor)
    minus = match["sign"] not in (None, "+") or match["sign2"]
    if minus or match["open"] or match["open2"] or match["close"] or match["close2"]:
        value = -value
    printed = match["printed"].rstrip()
    start = match.start("printed")
    return Reading(Amount(value, unit, scale, printed), start, start + len(printed), "cell")


def _cell_unit(match: re.Match[str]) -> tuple[str, Decimal]:
    """The unit a cell says, and what its number is multiplied by to be in that unit."""
    said = (match["unit"] or match["unit2"] or "").lower()
    if said in ("%", "percent", "pct"):
        return "percent", Decimal(1)
    if said in ("bps",) or said.startswith("basis"):
        return "percent", Decimal("0.01")
    if said in ("¢", "cents"):
        return "USD", Decimal("0.01")
    if said:
        return "ratio", Decimal(1)
    return _currency(match["cur"] or match["cur2"] or match["cur3"]), Decimal(1)


def figure_span(reading: Reading[Amount], text: str) -> tuple[int, int]:
    """The characters of the figure itself, without the words around it that the reading spans."""
    start = text.index(reading.value.printed, reading.start, reading.end)
    return start, start + len(reading.value.printed)


def find_amounts(text: str) -> list[Reading[Amount]]:
    """Every amount of a text, as `grammar.amounts.find_amounts` reads it."""
    from grammar.amounts import find_amounts as find

    return find(text)
