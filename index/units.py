"""Units and scales: what captions, heads and labels say of the figures beside them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from index.wording import plain

EXCEPTIONS = re.compile(r"(?:except|other than|excluding)\b(?P<what>.{0,120})")
SHARE_WORD = re.compile(r"\bshares?\b|\bnumber of\b")
PER_WORD = re.compile(r"\bper[\s-]+(?:[a-z]+\s+){0,3}?(?:shares?|units?|ads)\b")
UNSCALED = frozenset({"percent", "ratio", "count"})


@dataclass(frozen=True, slots=True)
class Scale:
    """How a statement's figures are multiplied: `money` for amounts, `shares` for share counts."""

    money: int = 1
    shares: int = 1


@cache
def _data() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("index").joinpath("data", "units.toml").read_text(encoding="utf-8"))


@cache
def _pattern(table: str, key: str) -> re.Pattern[str]:
    found = _data()[table][key]
    phrases = sorted(found, key=len, reverse=True)
    return re.compile(r"(?<![a-z])(?:" + "|".join(re.escape(phrase) for phrase in phrases) + r")(?![a-z])")


@cache
def _scales() -> re.Pattern[str]:
    words = sorted(_data()["scale"], key=len, reverse=True)
    return re.compile(r"(?<![\w,])(" + "|".join(map(re.escape, words)) + r")(?!\w)")


def caption_scale(lines: Sequence[str]) -> Scale | None:
    """The scale that caption lines or heads state; None where they state none.

    "in thousands, except per share amounts" scales share counts too; "except share and per share
    data" does not.
    """
    for line in lines:
        text = plain(line)
        found = _scales().search(text)
        if found is None:
            continue
        scale: int = _data()["scale"][found.group(1)]
        said = EXCEPTIONS.search(" ".join(map(plain, lines)))
        counted = said is not None and bool(SHARE_WORD.search(PER_WORD.sub(" ", said["what"])))
        return Scale(scale, 1 if counted else scale)
    return None


def caption_currency(lines: Sequence[str]) -> str | None:
    """The currency that caption lines name, as an ISO 4217 code; None where they name none."""
    names = _data()["currency"]
    for line in lines:
        text = plain(line)
        for name, code in names.items():
            if re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", text):
                return str(code)
    return None


def label_unit(label: str, path: Sequence[str], money: bool) -> str:
    """What a row counts: "shares", "per_share", "percent", "ratio", "count" or "money".

    `money`: the row is of a balance sheet or cash flow statement, where "common stock, shares issued"
    is an amount all the same. The label is asked first, then the headings above it, nearest first.
    """
    for text in (label, *reversed(path)):
        unit = _said(plain(text), money)
        if unit:
            return unit
    return "money"


def _said(text: str, money: bool) -> str:
    if _pattern("money", "words").search(text) and (money or not _pattern("row", "per_share").search(text)):
        return "money"
    for kind in _data()["row"]:
        if _pattern("row", kind).search(text) or (kind == "per_share" and PER_WORD.search(text)):
            return str(kind)
    return ""


def head_unit(head: str) -> str:
    """What a column counts, where its head says: "percent", "shares", "per_share", "count" or ""."""
    text = plain(head)
    if "%" in text or re.search(r"\bpercent(?:age)?\b", text):
        return "percent"
    if _pattern("row", "per_share").search(text):
        return "per_share"
    if re.search(
        r"^(?:number of )?(?:shares|options)\b|\bshares covered\b|\bnumber of (?:shares|options)\b", text
    ):
        return "shares"
    return "count" if text.startswith("number of") else ""
