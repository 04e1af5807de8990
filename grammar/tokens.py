"""Text to items: words, numbers and marks, each with its class and its place.

A rule of the grammar is a regular expression over *classes* ("ordinal", "quarter", "day"), not over
letters. So case, hyphens, line breaks and spacing are settled here, once, and a rule stays short. One
class is one character of `Run.codes`; a gap between two items is the code " ".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, islice
from typing import Any, NamedTuple, overload

from grammar.errors import LexiconError
from grammar.lexicon import load

GAP = " "
BREAK = "\n"  # an empty line: no phrase runs across it
OTHER = "?"  # a word no rule speaks of
MARK = "!"  # any other mark
MOST_KNOWN = 50_000  # tokens whose codes are remembered
SHORT = 2_000  # characters of a text that is remembered with what was read in it
REMEMBERED = 600  # characters of a text whose items are remembered
SHOWN = 500  # items read at a time, up to the next empty line
LONGEST_RUN = 4_000  # and never more than this: hostile input stays cheap

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


def _written(token: str) -> str:
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
    written = _written(token) if is_word else token
    found = known.words.get(written) or known.words.get(written.lower())
    code, value = found or (OTHER if is_word else MARK, None)
    return code, written, value


@lru_cache(maxsize=10_000)
def _known_meaning(token: str) -> tuple[str, str, Any]:
    return meaning(token)


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


class Run(Sequence[Item]):
    """Items that follow each other, and their codes as one text. An item is made when it is asked for:
    most are only ever looked at by their codes.

    starts: where each item begins, and last where the run ends, in characters.
    """

    __slots__ = ("_present", "_tokens", "codes", "dated", "starts")

    def __init__(self, codes: str, tokens: list[str | Item], starts: list[int]) -> None:
        self.codes = codes
        self.starts = starts
        self._tokens = tokens  # a text, or the item where that was made already
        self.dated: Run | None = None  # this run with its dates as items, once they were read
        self._present: frozenset[str] | None = None

    @property
    def present(self) -> frozenset[str]:
        """The codes that occur. Each stage of rules asks for them."""
        if self._present is None:
            self._present = frozenset(self.codes)
        return self._present

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> list[Item]: ...
    def __getitem__(self, place: int | slice) -> Item | list[Item]:
        if isinstance(place, slice):
            return [self.item(one) for one in range(*place.indices(len(self.codes)))]
        return self.item(place if place >= 0 else len(self.codes) + place)

    def item(self, place: int) -> Item:
        """The item at a place from 0."""
        token = self._tokens[place]
        if type(token) is Item:
            return token
        assert type(token) is str
        _, written, value = _known_meaning(token) if len(token) <= LONGEST_NUMBER else meaning(token)
        item = Item(self.codes[place], self.starts[place], self.starts[place + 1], written, value)
        self._tokens[place] = item
        return item

    def text(self, first: int, last: int) -> str:
        """The texts of the items from `first` to `last`, last exclusive."""
        tokens = self._tokens[first:last]
        return "".join([token.text if isinstance(token, Item) else _written(token) for token in tokens])

    def replaced(self, made: Iterable[tuple[int, int, Item]]) -> Run:
        """The run with items put in place of others: (first, last, item), last exclusive, in order."""
        codes: list[str] = []
        tokens: list[str | Item] = []
        starts: list[int] = []
        place = 0
        for first, last, item in made:
            codes += (self.codes[place:first], item.code)
            tokens += self._tokens[place:first]
            tokens.append(item)
            starts += self.starts[place:first]
            starts.append(item.start)
            place = last
        codes.append(self.codes[place:])
        tokens += self._tokens[place:]
        return Run("".join(codes), tokens, starts + self.starts[place:])


def items_of(text: str) -> Iterable[Run]:
    """The items of a text, in runs that no phrase crosses. Short texts are remembered, as a sentence
    is read for amounts and for periods."""
    return _remembered(text) if len(text) <= REMEMBERED else _runs(text)


@lru_cache(maxsize=1024)
def _remembered(text: str) -> tuple[Run, ...]:
    return tuple(_runs(text))


def _runs(text: str) -> Iterator[Run]:
    code_of = token_codes().__getitem__
    found = (match.group() for match in TOKEN.finditer(text))
    # A short text in one go, which is faster; of a long one no more than a run at a time.
    tokens: list[str] = TOKEN.findall(text) if len(text) <= LONGEST_RUN else list(islice(found, LONGEST_RUN))
    start = 0
    while tokens:
        codes = "".join(map(code_of, tokens))
        stop = codes.find(BREAK, SHOWN - 1) + 1 or len(codes)
        if stop == len(tokens):
            own, tokens = tokens, []
        else:
            own, tokens, codes = tokens[:stop], tokens[stop:], codes[:stop]
        starts = list(accumulate(map(len, own), initial=start))
        start = starts[-1]
        yield _joined(codes, own, starts)
        if len(text) > LONGEST_RUN:
            tokens += islice(found, LONGEST_RUN - len(tokens))


@cache
def _touching() -> re.Pattern[str]:
    """The codes at which what stands side by side may change what a token is (see `_joined`)."""
    numbers = vocabulary().one_of(SHAPES)
    dash = vocabulary().codes["dash"]
    return re.compile(rf"[{OTHER}{MARK}](?={dash}?[{numbers}])|(?<=.){dash}(?=\S)|[{numbers}](?=[{OTHER}])")


def _joined(codes: str, texts: list[str], starts: list[int]) -> Run:
    """A run in which a token knows what it is written at.

    A number is part of a name where it is written at a word no rule knows ("ABC2008", "N-2008", "500ml")
    or, by a hyphen, at a letter ("10-K"). A hyphen between words is a gap.
    """
    tokens: list[str | Item] = [*texts]
    known: list[str] = []
    for touch in _touching().finditer(codes):
        one = _touched(codes, texts, touch.start())
        if one is not None:
            place, code, value = one
            known = known or list(codes)
            known[place] = code
            tokens[place] = Item(code, starts[place], starts[place + 1], texts[place], value)
    return Run("".join(known) if known else codes, tokens, starts)


def _touched(codes: str, texts: Sequence[str], place: int) -> tuple[int, str, Any] | None:
    """The token that changes by what stands at `place` and beside it: its place, code and value."""
    text, after, glued = texts[place], texts[place + 1], vocabulary().codes["glued"]
    if text == "-":
        before = texts[place - 1]
        if not after[0].isalnum() or after[0].isdecimal():
            return None
        if before[0].isalpha():
            return place, GAP, None
        word = meaning(after)[1]
        if before[0].isdigit() and (word == "for" or (len(word) == 1 and word not in "QqHh")):
            return place - 1, glued, None
        return None
    if codes[place] == OTHER or text == "_":
        if after == "-":
            return place + 2, glued, texts[place + 2]
        return (place + 1, glued, after) if after[0].isdecimal() or after[0] == "." else None
    return (place, glued, None) if text[0].isdigit() else None
