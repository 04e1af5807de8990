"""The pages of ConvFinQA as a report would print them: the data set has each text cut into tokens, in small
letters, figures in brackets written twice, and some characters as the digits of their code.

    "-26 ( 26 )" is "(26)", "3.5% ( 3.5 % )" is "3.5%", "$ 20 million , which" is "$20 million, which",
    "the company 2019s notes" is "the company's notes", "$ 2014" is a dash in a column of money.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence

TWICE_NEGATIVE = re.compile(r"(\$\s?)?-\s?(?:\$\s?)?[\d.,]+\s?(%?)\s?\(\s?(?:\$\s?)?([\d.,]+)\s?%?\s?\)")
TWICE_PERCENT = re.compile(r"(-?[\d.,]+)\s?%\s?\(\s?-?[\d.,]+\s?%\s?\)")
NEGATIVE_PERCENT = re.compile(r"\(\s?([\d.,]+)\s?\)\s?%\s?\(\s?%\s?\)")
BRACKETED = re.compile(r"\(\s+([^()]*?)\s+\)")
DASH_CELL = re.compile(r"\$\s?201[234]|\u2014|-{1,2}")
POSSESSIVE = re.compile(r"(?<=[a-z]) 2019(?=s\b)|(?<=s) 2019(?=\s)")
DOLLAR = re.compile(r"\$\s+(?=[\d.(])")
PERCENT = re.compile(r"(?<=\d)\s+%")
STOPPED_TWICE = re.compile(r"\s*:\s*\.(?=\s|$)")  # what leads to a table, stopped as a sentence
BEFORE_MARK = re.compile(r"\s+([,.;:?!])(?=\s|$)")
# In small letters a sentence does not begin, and a name is none: what surely was a capital is one again.
BEGINNING = re.compile(
    r"(?<![.\s][A-Za-z])(?<!\binc)(?<!\bcorp)(?<!\bco)(?<!\bno)(?<!\bvs)([.!?:] |^)([a-z])"
)
MONTH = re.compile(
    rf"\b({'|'.join(name.lower() for name in month_name if name != 'May' and name)})\b|\bmay (?=\d)"
)
SHORT = re.compile(r"\b(?:u\.k\.|llc|gaap|ebitda|libor|lifo|fifo|n\.v\.|l\.p\.)(?!\w)")
MONTHS = "|".join(name.lower() for name in month_name if name)
# Heads whose lines were put together without a blank: "december 312008", "shipment volumefor the years".
GLUED_YEAR = re.compile(rf"\b((?:{MONTHS}) \d{{1,2}})((?:19|20)\d\d)\b")
GLUED_FOR = re.compile(
    r"(?<=[a-z]{4})(?=(?:for the|as of|at) (?:years?|quarters?|(?:three|six|nine|twelve) months)\b)"
)
AMERICAN = re.compile(r"\bu\.s\b ?\.?")
EMPTY_HEAD = re.compile(r"-?")


def cell(text: str) -> str:
    """A cell of a table."""
    text = GLUED_FOR.sub(" ", GLUED_YEAR.sub(r"\1, \2", " ".join(text.split())))
    if DASH_CELL.fullmatch(text):
        return "\u2014"
    text = NEGATIVE_PERCENT.sub(r"(\1)%", text)
    text = MONTH.sub(lambda match: match[0].capitalize(), text)
    text = TWICE_NEGATIVE.sub(lambda m: f"{'$' if m[1] else ''}({m[3]}){m[2]}", text)
    return _spaced(TWICE_PERCENT.sub(r"\1%", text))


def prose(text: str) -> str:
    """The text around a table."""
    text = BEGINNING.sub(lambda match: match[1] + match[2].upper(), asked(text))
    return SHORT.sub(lambda match: match[0].upper(), text)


def asked(text: str) -> str:
    """A question."""
    text = POSSESSIVE.sub("'", " ".join(text.split()))
    text = MONTH.sub(lambda match: match[0].capitalize(), AMERICAN.sub("U.S.", text))
    return _spaced(TWICE_PERCENT.sub(r"\1%", text))


def _spaced(text: str) -> str:
    text = BRACKETED.sub(r"(\1)", text)
    return BEFORE_MARK.sub(r"\1", PERCENT.sub("%", DOLLAR.sub("$", STOPPED_TWICE.sub(":", text))))


def rows(table: Sequence[Sequence[str]]) -> list[list[str]]:
    """A table: its cells, and no mark in the corner where nothing stands."""
    done = [[cell(one) for one in row] for row in table]
    if done and done[0] and EMPTY_HEAD.fullmatch(table[0][0].strip()):
        done[0][0] = ""
    return done
