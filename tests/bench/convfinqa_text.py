"""The pages of ConvFinQA as a report would print them: the data set has each text cut into tokens, in small
letters, figures in brackets written twice, and some characters as the digits of their code.

    "-26 ( 26 )" is "(26)", "3.5% ( 3.5 % )" is "3.5%", "$ 20 million , which" is "$20 million, which",
    "the company 2019s notes" is "the company's notes", "$ 2014" is a dash in a column of money.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Collection, Sequence

MONTHS = "|".join(name.lower() for name in month_name if name)
TWICE_NEGATIVE = re.compile(r"(\$\s?)?-\s?(?:\$\s?)?[\d.,]+\s?(%?)\s?\(\s?(?:\$\s?)?([\d.,]+)\s?%?\s?\)")
TWICE_PERCENT = re.compile(r"(-?[\d.,]+)\s?%\s?\(\s?-?[\d.,]+\s?%\s?\)")
NEGATIVE_PERCENT = re.compile(r"\(\s?([\d.,]+)\s?\)\s?%\s?\(\s?%\s?\)")
BRACKETED = re.compile(r"\(\s+([^()]*?)\s+\)")
DASH_CELL = re.compile(r"\$\s?201[234]|\u2014|-{1,2}")
POSSESSIVE = re.compile(r"(?<=[a-z]) 2019(?=s\b)|(?<=s) 2019(?=\s)")
# A dash between words comes as "2013" or "2014": after a noun, before a word in small letters.
DASH = re.compile(r"(?<=[a-z])(?<!\bmay) 201[34](?=[a-z]| \( ?continued| (?:our|we|the|at|in|on|an?)\b)")
NO_NOUN = re.compile(
    r"(?:in|of|to|and|from|fiscal|years?|for|ended|during|since|by|through|between|than|over|vs|versus|until"
    r"|late|early|mid|quarter|before|after|first|second|third|fourth|with|or|on|the|compared|full|end"
    rf"|{MONTHS})$",
    re.IGNORECASE,
)
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
# Heads whose lines were put together without a blank: "december 312008", "shipment volumefor the years".
GLUED_YEAR = re.compile(rf"\b((?:{MONTHS}) \d{{1,2}})((?:19|20)\d\d)\b")
GLUED_FOR = re.compile(
    r"(?<=[a-z]{4})(?=(?:for the|as of|at) (?:years?|quarters?|(?:three|six|nine|twelve) months)\b"
    r"|per (?:[a-z]+ )?(?:share|unit|gallon|ton|barrel)\b)"
)
AMERICAN = re.compile(r"\bu\.s\b ?\.?")
WORD = re.compile(r"[a-z]+")
YEAR = re.compile(r"(?:19|20)\d\d")
CODES = frozenset({"2013", "2014"})  # of the two dashes
WHOLE = frozenset({"thereafter"})
LEAST_PART = 4  # letters of a word that another was put to without a blank
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
    text = DASH.sub(lambda m: m[0] if NO_NOUN.search(text, 0, m.start()) else " – ", text).replace("  ", " ")
    text = MONTH.sub(lambda match: match[0].capitalize(), AMERICAN.sub("U.S.", text))
    return _spaced(TWICE_PERCENT.sub(r"\1%", text))


def _spaced(text: str) -> str:
    text = BRACKETED.sub(r"(\1)", text)
    return BEFORE_MARK.sub(r"\1", PERCENT.sub("%", DOLLAR.sub("$", STOPPED_TWICE.sub(":", text))))


def rows(table: Sequence[Sequence[str]], text: str = "") -> list[list[str]]:
    """A table: its cells, and no mark in the corner where nothing stands. `text`: of its page, by whose words
    those are told that were put together without a blank: "average pricepaid"."""
    known = frozenset(WORD.findall(text))
    done = [[cell(one) for one in row] for row in table]
    if done and done[0] and EMPTY_HEAD.fullmatch(table[0][0].strip()):
        done[0][0] = ""
    done = [[WORD.sub(lambda word: _apart(word[0], known), one) for one in row] for row in done]
    return [done[0], *_dashed(done[1:])] if done else done


def _dashed(body: list[list[str]]) -> list[list[str]]:
    """The rows with dashes for the code that dashes come as, but where their column is of years."""
    columns = range(1, max(map(len, body), default=0))
    years = {
        column: {row[column] for row in body if column < len(row) and YEAR.fullmatch(row[column])}
        for column in columns
    }
    coded = {column for column in columns if years[column] and years[column] <= CODES}
    return [
        ["—" if column in coded and one in CODES else one for column, one in enumerate(row)] for row in body
    ]


def _apart(word: str, known: Collection[str]) -> str:
    """A word that the page has nowhere, as the two that it has."""
    if word in known or word in WHOLE:
        return word
    cuts = range(LEAST_PART, len(word) - LEAST_PART + 1)
    found = [cut for cut in cuts if word[:cut] in known and word[cut:] in known]
    return f"{word[: found[0]]} {word[found[0] :]}" if len(found) == 1 else word
