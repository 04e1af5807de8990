"""Text to items: its words, numbers and marks (`grammar.tokens`), each with its class and its place.

Most texts hold nothing that a rule reads. So a text is first known by the codes of its items alone, which are
put together from those of its parts (what stands between blanks); the parts of one filing come again in the
next. Its items are made when a rule asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, islice
from typing import Any, NamedTuple, overload

from grammar.tokens import (
    BREAK,
    GAP,
    LONGEST_NUMBER,
    MARK,
    MOST_KNOWN,
    OTHER,
    SHAPES,
    TOKEN,
    meaning,
    token_codes,
    vocabulary,
    written,
)

SHORT = 2_000  # characters of a text that is remembered with what was read in it
REMEMBERED = 600  # characters of a text whose items are remembered
SHOWN = 500  # items read at a time, up to the next empty line
LONGEST_RUN = 4_000  # and never more than this: hostile input stays cheap
PART = re.compile(r"\S+|\s+")


class Item(NamedTuple):
    """One item: its class as a code, its characters (end exclusive), the text, and what it was read as."""

    code: str
    start: int
    end: int
    text: str
    value: Any = None


class Run(Sequence[Item]):
    """Items that follow each other, and their codes as one text. An item is made when it is asked for:
    most are only ever looked at by their codes."""

    __slots__ = ("_present", "_starts", "_text", "_tokens", "codes", "dated")

    def __init__(self, codes: str, text: str = "") -> None:
        self.codes = codes
        self.dated: Run | None = None  # this run with its dates as items, once they were read
        self._text = text  # what the tokens are made of, once they are asked for
        self._tokens: list[str | Item] = []  # a text, or the item where that was made already
        self._starts: list[int] = []
        self._present: frozenset[str] | None = None

    @classmethod
    def of(cls, codes: str, tokens: list[str | Item], starts: list[int]) -> Run:
        """A run whose tokens are there already."""
        run = cls(codes)
        run._tokens, run._starts = tokens, starts
        return run

    @property
    def present(self) -> frozenset[str]:
        """The codes that occur. Each stage of rules asks for them."""
        if self._present is None:
            self._present = frozenset(self.codes)
        return self._present

    @property
    def starts(self) -> list[int]:
        """Where each item begins, and last where the run ends, in characters."""
        if not self._starts:
            self._make_tokens()
        return self._starts

    @property
    def tokens(self) -> list[str | Item]:
        if not self._starts:
            self._make_tokens()
        return self._tokens

    def _make_tokens(self) -> None:
        texts = TOKEN.findall(self._text)
        self._starts = list(accumulate(map(len, texts), initial=0))
        self._tokens = texts

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
        token = (self._tokens or self.tokens)[place]
        if type(token) is Item:
            return token
        assert type(token) is str
        _, bare, value = _known_meaning(token) if len(token) <= LONGEST_NUMBER else meaning(token)
        code = self.codes[place]
        if code in _without_value():
            value = None
        item = Item(code, self._starts[place], self._starts[place + 1], bare, value)
        self._tokens[place] = item
        return item

    def text_at(self, place: int) -> str:
        """The text of the item at a place."""
        token = (self._tokens or self.tokens)[place]
        return token.text if isinstance(token, Item) else written(token)

    def text(self, first: int, last: int) -> str:
        """The texts of the items from `first` to `last`, last exclusive."""
        tokens = self.tokens[first:last]
        return "".join([token.text if isinstance(token, Item) else written(token) for token in tokens])

    def replaced(self, made: Iterable[tuple[int, int, Item]]) -> Run:
        """The run with items put in place of others: (first, last, item), last exclusive, in order."""
        codes: list[str] = []
        tokens: list[str | Item] = []
        starts: list[int] = []
        place = 0
        for first, last, item in made:
            codes += (self.codes[place:first], item.code)
            tokens += self.tokens[place:first]
            tokens.append(item)
            starts += self.starts[place:first]
            starts.append(item.start)
            place = last
        codes.append(self.codes[place:])
        tokens += self.tokens[place:]
        return Run.of("".join(codes), tokens, starts + self.starts[place:])


@lru_cache(maxsize=10_000)
def _known_meaning(token: str) -> tuple[str, str, Any]:
    return meaning(token)


@cache
def _without_value() -> str:
    """The codes of gaps and of numbers that are parts of names, whatever their tokens are by themselves."""
    return GAP + BREAK + vocabulary().codes["glued"]


def items_of(text: str) -> Iterable[Run]:
    """The items of a text, in runs that no phrase crosses. Short texts are remembered, as a sentence
    is read for amounts and for periods."""
    return _remembered(text) if len(text) <= REMEMBERED else _runs(text)


@lru_cache(maxsize=1024)
def _remembered(text: str) -> tuple[Run, ...]:
    return tuple(_runs(text))


def _runs(text: str) -> Iterator[Run]:
    if len(text) > LONGEST_RUN or "\n" in text:
        yield from _cut_runs(text)
    elif text:
        plain = text.isprintable() and "  " not in text  # the only blanks that are printable are spaces
        code_of = part_codes().__getitem__
        parts = text.split(" ") if plain else PART.findall(text)
        yield Run((GAP if plain else "").join(map(code_of, parts)), text)


class PartCodes(dict[str, str]):
    """The codes of every part met so far. It never grows beyond `MOST_KNOWN` short parts."""

    def __missing__(self, text: str) -> str:
        tokens = TOKEN.findall(text)
        codes = _joined("".join(map(token_codes().__getitem__, tokens)), tokens)
        if len(text) <= LONGEST_NUMBER:
            if len(self) >= MOST_KNOWN:
                self.clear()
            self[text] = codes
        return codes


@cache
def part_codes() -> PartCodes:
    """The one table of codes of parts."""
    return PartCodes()


def _cut_runs(text: str) -> Iterator[Run]:
    """The runs of a text that may be long or hold empty lines; of a long one no more than a run at a time."""
    code_of = token_codes().__getitem__
    found = (match.group() for match in TOKEN.finditer(text))
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
        yield Run.of(_joined(codes, own), [*own], starts)
        if len(text) > LONGEST_RUN:
            tokens += islice(found, LONGEST_RUN - len(tokens))


@cache
def _touching() -> re.Pattern[str]:
    """The codes at which what stands side by side may change what a token is (see `_joined`)."""
    numbers = vocabulary().one_of(SHAPES)
    dash = vocabulary().codes["dash"]
    return re.compile(rf"[{OTHER}{MARK}](?={dash}?[{numbers}])|(?<=.){dash}(?=\S)|[{numbers}](?=[{OTHER}])")


def _joined(codes: str, texts: Sequence[str]) -> str:
    """The codes of tokens that know what they are written at.

    A number is part of a name where it is written at a word no rule knows ("ABC2008", "N-2008", "500ml")
    or, by a hyphen, at a letter ("10-K"). A hyphen between words is a gap. No blank is looked across.
    """
    known: list[str] = []
    for touch in _touching().finditer(codes):
        one = _touched(codes, texts, touch.start())
        if one is not None:
            place, code = one
            known = known or list(codes)
            known[place] = code
    return "".join(known) if known else codes


def _touched(codes: str, texts: Sequence[str], place: int) -> tuple[int, str] | None:
    """The token that changes by what stands at `place` and beside it: its place and its code then."""
    text, after, glued = texts[place], texts[place + 1], vocabulary().codes["glued"]
    if text == "-":
        before = texts[place - 1]
        if not after[0].isalnum() or after[0].isdecimal():
            return None
        if before[0].isalpha():
            return place, GAP
        word = meaning(after)[1]
        if before[0].isdigit() and (word == "for" or (len(word) == 1 and word not in "QqHh")):
            return place - 1, glued
        return None
    if codes[place] == OTHER or text == "_":
        if after == "-":
            return place + 2, glued
        return (place + 1, glued) if after[0].isdecimal() or after[0] == "." else None
    return (place, glued) if text[0].isdigit() else None
