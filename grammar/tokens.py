"""Text to items: words, numbers and marks, each with its class and its place.

A rule of the grammar is a regular expression over *classes* ("ordinal", "quarter", "day"), not over
letters. So case, hyphens, line breaks and spacing are settled here, once, and a rule stays short. One
class is one character of `Items.codes`; a gap between two items is the code " ".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from grammar.errors import LexiconError
from grammar.lexicon import load

GAP = " "
BREAK = "\n"  # an empty line: no phrase runs across it
OTHER = "?"  # a word no rule speaks of
MARK = "!"  # any other mark
SHORT = 1_000  # characters of a text whose items are remembered
SHOWN = 500  # items read at a time, up to the next empty line
LONGEST_RUN = 4_000  # and never more than this: hostile input stays cheap

TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,2}\.\d{1,2}\.\d{4}(?![\d.])"
    r"|\d+(?:\.\d+)?|(?<![^\W_])\.\d+)"
    r"|(?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)(?:['’]s\b)?"
    r"|(?P<gap>[^\S\n]*\n\s*|\s+)"
    r"|(?P<mark>[^\w\s]|_)"
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


class Item(NamedTuple):
    """One item: its class as a code, its characters (end exclusive), the text, and what it was read as."""

    code: str
    start: int
    end: int
    text: str
    value: Any = None


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


def items_of(text: str) -> Iterable[Sequence[Item]]:
    """The items of a text, in runs that no phrase crosses. Short texts are remembered, as a question
    is read for amounts and for periods."""
    return _remembered(text) if len(text) <= SHORT else _runs(text)


@lru_cache(maxsize=64)
def _remembered(text: str) -> tuple[Sequence[Item], ...]:
    return tuple(_runs(text))


def _runs(text: str) -> Iterator[list[Item]]:
    known = vocabulary()
    words, codes = known.words, known.codes
    run: list[Item] = []
    for match in TOKEN.finditer(text):
        kind, start, end = match.lastgroup, match.start(), match.end()
        if kind == "gap":
            run.append(Item(BREAK if match.group().count("\n") > 1 else GAP, start, end, match.group()))
        elif kind == "number":
            written = match.group()
            glued = bool(run) and _named(run)
            run.append(Item(codes["glued" if glued else shape(written)], start, end, written, written))
        else:
            written = match["word"] or match.group()
            code, value = (
                words.get(written) or words.get(written.lower()) or (OTHER if kind == "word" else MARK, None)
            )
            if kind == "word" and run:
                _join(run, code, written, codes["glued"])
            run.append(Item(code, start, end, written, value))
        if len(run) >= SHOWN and (run[-1].code == BREAK or len(run) >= LONGEST_RUN):
            yield run
            run = []
    if run:
        yield run


def _named(run: list[Item]) -> bool:
    """Whether a number that follows is part of a name: written at a word no rule knows ("ABC2008",
    "N-2008")."""
    last = run[-1]
    if last.text == "-" and len(run) > 1:
        last = run[-2]
    return last.code == OTHER or last.text == "_"


def _join(run: list[Item], code: str, word: str, glued: str) -> None:
    """Settles what a word does to what it is written at: a hyphen between words is a gap; a number at
    an unknown word ("500ml"), or at a letter by a hyphen ("10-K"), is part of a name."""
    last = run[-1]
    if last.text == "-" and len(run) > 1:
        before = run[-2]
        if before.text[:1].isalpha():
            run[-1] = Item(GAP, last.start, last.end, last.text)
        elif before.text[:1].isdigit() and (word == "for" or (len(word) == 1 and word not in "QqHh")):
            run[-2] = Item(glued, before.start, before.end, before.text)
    elif last.text[:1].isdigit() and code == OTHER:
        run[-1] = Item(glued, last.start, last.end, last.text)
