"""The words, numbers and marks of a text, and the class of each.

A rule of the grammar is a regular expression over *classes* ("ordinal", "quarter", "day"), not over
letters. So case, hyphens, line breaks and spacing are settled here, once, and a rule stays short. One
class is one character; a gap between two items is the code " ". `grammar.runs` puts them together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from grammar.errors import LexiconError
from grammar.lexicon import load

GAP = " "
BREAK = "\n"  # an empty line: no phrase runs across it
OTHER = "?"  # a word no rule speaks of
MARK = "!"  # any other mark
MOST_KNOWN = 50_000  # tokens whose codes are remembered

# By their first characters the alternatives exclude each other, but for a mark and a number that begins
# with a point. What most texts are made of stands first in forms that are quick to tell: a word in plain
# letters, and the one space after it.
TOKEN = re.compile(
    r"[A-Za-z]++(?=[ ,.\d])| (?=[A-Za-z\d])"
    r"|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*(?:['’]s\b)?"
    r"|\s+"
    r"|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,2}\.\d{1,2}\.\d{4}(?![\d.])"
    r"|\d+(?:\.\d+)?|(?<![^\W_])\.\d+"
    r"|[^\w\s]|_"
)

# The classes of numbers, by shape: one digit, two digits, four digits that can be a year, the rest.
NUMBER_CLASSES = (
    "zero",
    "d4",
    "d9",
    "dd04",
    "dd09",
    "dd12",
    "dd31",
    "dd99",
    "y4",
    "y4_old",
    "int",
    "grouped",
)
SHAPES = (*NUMBER_CLASSES, "decimal", "dotted", "glued")
# Classes of items that rules make out of tokens.
MADE = ("day_date", "month_day", "month_year", "lone_month", "fiscal_year", "prior_year", "span")
LONGEST_NUMBER = 40  # characters; longer runs of digits are no figure
MARKS = {
    ".": "dot",
    ",": "comma",
    "-": "dash",
    "–": "dash",
    "—": "dash",
    "−": "dash",
    "‑": "dash",
    "/": "slash",
    "'": "apostrophe",
    "’": "apostrophe",
    "‘": "apostrophe",
    "(": "open",
    ")": "close",
    ":": "colon",
    "#": "number_sign",
    "~": "tilde",
    "+": "plus",
    "@": "at_sign",
}
# Tables whose words have values: file, class, table.
VALUED = (
    ("numbers", "cardinal", "cardinals"),
    ("numbers", "tens", "tens"),
    ("numbers", "hundred", "hundreds"),
    ("numbers", "ordinal", "ordinals"),
    ("numbers", "scale", "scales"),
    ("numbers", "scale_letter", "letters"),
    ("currencies", "money", "symbols"),
    ("currencies", "code", "codes"),
    ("currencies", "currency", "names"),
    ("currencies", "cents", "hundredths"),
    ("currencies", "dollar_prefix", "dollars"),
)
# Several classes by one name, for the rules.
UNIONS: dict[str, tuple[str, ...]] = {
    "day_number": ("d4", "d9", "dd04", "dd09", "dd12", "dd31"),
    "month_number": ("d4", "d9", "dd04", "dd09", "dd12"),
    "two_digits": ("dd04", "dd09", "dd12", "dd31", "dd99"),
    "small": ("d4", "d9", "dd12", "dd31", "dd99", "dd04", "dd09"),
    "late_year": ("dd04", "dd09", "dd99"),
    "any_year": ("y4", "y4_old"),
    "digits": (*NUMBER_CLASSES, "decimal"),
    "length": ("month", "week", "quarter", "year", "half", "period"),
    "yearly": ("fiscal_year", "y4"),
    "dated": ("day_date", "month_day", "month_year", "lone_month"),
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every class with its code, and every word with its class and value."""

    codes: Mapping[str, str]
    words: Mapping[str, tuple[str, Any]]

    def one_of(self, names: Iterable[str]) -> str:
        """The codes of some classes, unions spelled out. Raises LexiconError for an unknown class."""
        return "".join(self._codes(name) for name in names)

    def _codes(self, name: str) -> str:
        if name in UNIONS:
            return self.one_of(UNIONS[name])
        try:
            return self.codes[name]
        except KeyError:
            raise LexiconError(f"a rule speaks of the class '{name}', which no data file defines") from None


def _words() -> Iterator[tuple[str, str, Any]]:
    """(class, word, value) of every word in the data files."""
    for table in (load("periods")["words"], load("units")["words"]):
        for name, words in table.items():
            yield from ((name, word, word) for word in words)
    for number, words in load("months")["months"].items():
        yield from (("month_name", word, int(number)) for word in words)
    for file, name, key in VALUED:
        yield from ((name, word, value) for word, value in load(file)[key].items())


@cache
def vocabulary() -> Vocabulary:
    """All words of the data files. Raises LexiconError where a word stands in two classes."""
    found: dict[str, tuple[str, Any]] = {}
    names: dict[str, None] = dict.fromkeys((*SHAPES, *MADE, *MARKS.values()))
    for name, word, value in _words():
        if word in found:
            raise LexiconError(f"'{word}' stands in two word classes: '{name}' and another; keep one")
        if name in MADE or name in SHAPES:
            raise LexiconError(f"the class '{name}' is made by rules; give the word '{word}' another class")
        names[name] = None
        found[word] = (name, value)
    codes = {name: chr(0xA1 + place) for place, name in enumerate(names)}
    codes |= {"gap": GAP, "break": BREAK, "other": OTHER}
    for mark, name in MARKS.items():
        found[mark] = (name, mark)
    return Vocabulary(codes, {word: (codes[name], value) for word, (name, value) in found.items()})


def shape(text: str) -> str:
    """The class of a number by its digits: "2009" is y4, "31" is dd31, "1,094" is grouped."""
    if len(text) > LONGEST_NUMBER:
        return "glued"
    if "," in text:
        return "grouped" if "." not in text else "decimal"
    if "." in text:
        return "dotted" if text.count(".") == 2 else "decimal"
    length = len(text)
    if length > 4 or length == 3:
        return "int"
    value = int(text)
    if length == 1:
        return "zero" if not value else "d4" if value <= 4 else "d9"
    if length == 2:
        if 1 <= value <= 9:
            return "dd04" if value <= 4 else "dd09"
        return "dd12" if 10 <= value <= 12 else "dd31" if 13 <= value <= 31 else "dd99"
    return "y4" if 1950 <= value <= 2100 else "y4_old" if 1800 <= value <= 2199 else "int"


def written(token: str) -> str:
    """A token without a possessive ending."""
    return token[:-2] if len(token) > 2 and token.endswith(("'s", "’s")) else token


def meaning(token: str) -> tuple[str, str, Any]:
    """A token by itself: its class as a code, its text without a possessive ending, and its value."""
    first = token[0]
    if first.isspace():
        return BREAK if token.count("\n") > 1 else GAP, token, None
    known = vocabulary()
    if first.isdecimal() or (first == "." and len(token) > 1):
        return known.codes[shape(token)], token, token
    is_word = first.isalnum()
    bare = written(token) if is_word else token
    found = known.words.get(bare) or known.words.get(bare.lower())
    code, value = found or (OTHER if is_word else MARK, None)
    return code, bare, value


class Codes(dict[str, str]):
    """The code of every token met so far. It never grows beyond `MOST_KNOWN` short tokens."""

    def __missing__(self, token: str) -> str:
        code = meaning(token)[0]
        if len(token) <= LONGEST_NUMBER:
            if len(self) >= MOST_KNOWN:
                self.clear()
            self[token] = code
        return code


@cache
def token_codes() -> Codes:
    """The one table of codes."""
    return Codes()
