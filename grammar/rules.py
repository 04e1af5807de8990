"""Rules as small records: a name, a pattern over token classes, what it makes, and its examples.

A pattern is a regular expression in which `<name>` stands for one item of a class (see
`grammar.tokens`), a space for an optional gap, and `(...)` for a group that captures nothing:

    (<fiscal> )?(?P<number><ordinal>) <quarter>( <of>)? (?P<year><yearly>)

Rules are collected where they are defined: each module keeps one `Rules` and decorates the functions
that make values. The examples are the specification; `tests/test_grammar_examples.py` runs them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from grammar.errors import LexiconError
from grammar.runs import Item, Run
from grammar.tokens import BREAK, vocabulary

CLASS = re.compile(r"(?<!\?P)<(!?)([a-z_0-9|]+)>")
GROUP = re.compile(r"(?<!\\)(?<!\(\?)\((?!\?)")

MOST_REMEMBERED = 4_000  # sets of codes

Make = TypeVar("Make", bound="Callable[[Match], Any]")


class Match:
    """What a rule's pattern matched: items by the names of its groups."""

    __slots__ = ("items", "match")

    def __init__(self, items: Run, match: re.Match[str]) -> None:
        self.items = items
        self.match = match

    def has(self, name: str) -> bool:
        """Whether the group is in the pattern and took part in the match."""
        return name in self.match.re.groupindex and self.match[name] is not None

    def item(self, name: str) -> Item:
        """The first item of a group that matched."""
        return self.items.item(self.match.start(name))

    def value(self, name: str, default: Any = None) -> Any:
        """What the first item of a group was read as, or `default` where the group did not match."""
        return self.item(name).value if self.has(name) else default

    def group(self, name: str) -> Sequence[Item]:
        return self.items[self.match.start(name) : self.match.end(name)]

    def text(self, name: str) -> str:
        """The text of a group that matched, letter for letter."""
        return self.items.text(self.match.start(name), self.match.end(name))

    def codes(self, *names: str) -> str:
        """The codes of some classes, to compare an item's with."""
        return vocabulary().one_of(names)

    def matched(self) -> Sequence[Item]:
        return self.items[self.match.start() : self.match.end()]

    def words_before(self, count: int) -> list[str]:
        """The texts of up to `count` items before the match, gaps and full stops left out, in order."""
        found: list[str] = []
        start = self.match.start()
        for place in range(start - 1, max(start - 2 * count - 3, -1), -1):
            if self.items.codes[place] == BREAK or len(found) == count:
                break
            text = self.items.text_at(place)
            if text != "." and not text.isspace():
                found.append(text)
        return found[::-1]

    def word_before(self) -> str:
        """The last of the words before the match, or ""."""
        words = self.words_before(1)
        return words[0] if words else ""

    @property
    def length(self) -> int:
        """The number of items."""
        return self.match.end() - self.match.start()

    def text_at(self, place: int) -> str:
        """The text of the item at a place counted from the start of the match, "" where there is none."""
        place += self.match.start()
        return self.items.text_at(place) if 0 <= place < len(self.items.codes) else ""

    def item_at(self, place: int) -> Item:
        """The item at a place counted from the start of the match."""
        return self.items.item(self.match.start() + place)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say something.

    kind: the sort of value it makes. examples: (text, value) pairs that it must read whole, with this
    rule and no other. rejects: near misses of which nothing may be read. needs: classes without which
    the pattern cannot match, so that most rules are never tried: one of "a|b", and one of "c" too
    where "a|b & c" is said. begins: where the pattern looks at what stands before a match, the classes
    one of which a match begins with, so that it is only tried there.
    """

    name: str
    kind: str
    pattern: str
    make: Callable[[Match], Any]
    examples: tuple[tuple[str, Any], ...]
    rejects: tuple[str, ...] = ()
    needs: str = ""
    begins: str = ""


class Matcher:
    """A rule made ready: the codes it needs, and its pattern, compiled when a text first calls for it."""

    __slots__ = ("matches", "needs", "rule")

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.needs = tuple(
            frozenset(vocabulary().one_of(group.strip().split("|")))
            for group in rule.needs.split("&")
            if rule.needs
        )
        self.matches: Callable[[str], Iterator[re.Match[str]]] = self._first_matches

    def _first_matches(self, codes: str) -> Iterator[re.Match[str]]:
        pattern = compile_pattern(self.rule.pattern)
        if self.rule.begins:
            self.matches = partial(_matches_at, compile_pattern(f"<{self.rule.begins}>"), pattern)
        else:
            self.matches = pattern.finditer
        return self.matches(codes)


def _matches_at(begin: re.Pattern[str], pattern: re.Pattern[str], codes: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begin where `begin` matches, in order, none overlapping."""
    place = begin.search(codes)
    while place:
        match = pattern.match(codes, place.start())
        if match:
            yield match
        place = begin.search(codes, match.end() if match else place.end())


@dataclass(slots=True)
class Rules:
    """The rules of one stage, in the order they are defined, with unique names."""

    kind: str
    _rules: dict[str, Rule] = field(default_factory=dict)
    _matchers: list[Matcher] = field(default_factory=list)
    _needed: frozenset[str] = frozenset()  # every code that some rule needs
    _wanted: dict[frozenset[str], list[Matcher]] = field(default_factory=dict)  # by those a run holds

    def rule(
        self,
        name: str,
        pattern: str,
        examples: Sequence[tuple[str, Any]],
        rejects: Sequence[str] = (),
        needs: str = "",
        begins: str = "",
    ) -> Callable[[Make], Make]:
        """Collects the decorated function as a rule. Raises LexiconError where the name is taken."""
        if name in self._rules:
            raise LexiconError(f"two rules are called '{name}'; rename one")

        def collect(make: Make) -> Make:
            self._rules[name] = Rule(
                name, self.kind, pattern, make, tuple(examples), tuple(rejects), needs, begins
            )
            return make

        return collect

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules.values())

    def matchers(self) -> Sequence[Matcher]:
        """Each rule made ready, in the order they are defined."""
        if len(self._matchers) != len(self._rules):
            self._matchers[:] = map(Matcher, self)
            self._needed = frozenset().union(*(group for one in self._matchers for group in one.needs))
            self._wanted.clear()
        return self._matchers

    def wanted(self, codes: Iterable[str]) -> list[Matcher]:
        """The rules that may match a run that holds these codes: those of which it holds all that they
        need."""
        matchers = self.matchers()
        present = self._needed.intersection(codes)
        wanted = self._wanted.get(present)
        if wanted is None:
            if len(self._wanted) >= MOST_REMEMBERED:
                self._wanted.clear()
            wanted = [one for one in matchers if not any(map(present.isdisjoint, one.needs))]
            self._wanted[present] = wanted
        return wanted


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern over classes as a regular expression over codes."""
    known = vocabulary()

    def one(match: re.Match[str]) -> str:
        codes = known.one_of(match[2].split("|"))
        return f"[{'^' * bool(match[1])}{codes}]"

    text = " ".join(pattern.split()).replace(" ?", " ")  # a space is optional as it is
    text = GROUP.sub("(?:", text).replace(" ", " ?")
    return re.compile(CLASS.sub(one, text))
