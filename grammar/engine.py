"""Applies one stage of rules to a run of items, and puts what was read back as items."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from grammar.overlaps import longest
from grammar.rules import Match, Rules
from grammar.tokens import GAP, Item


@dataclass(frozen=True, slots=True)
class Found:
    """A value a rule made. start, end: characters; first, last: items (both ends exclusive)."""

    value: Any
    start: int
    end: int
    first: int
    last: int
    rule: str


def find(rules: Rules, items: Sequence[Item]) -> list[Found]:
    """What a stage's rules read: longest first, none overlapping, in the order of the text."""
    codes = "".join([item.code for item in items])
    present = set(codes)
    found = []
    for matcher in rules.matchers():
        if matcher.needs and present.isdisjoint(matcher.needs):
            continue
        rule = matcher.rule
        for match in matcher.matches(codes):
            first, last = match.span()
            while first < last and codes[first] == GAP:
                first += 1
            while first < last and codes[last - 1] == GAP:
                last -= 1
            value = rule.make(Match(items, match)) if last > first else None
            if value is not None:
                found.append(Found(value, items[first].start, items[last - 1].end, first, last, rule.name))
    return longest(found) if len(found) > 1 else found


def replaced(items: Sequence[Item], found: Sequence[Found], code_of: Callable[[Any], str]) -> list[Item]:
    """The items with each reading put in place of what it was read from; `code_of(value)` is its code."""
    made: list[Item] = []
    place = 0
    for one in found:
        made.extend(items[place : one.first])
        text = "".join([item.text for item in items[one.first : one.last]])
        made.append(Item(code_of(one.value), one.start, one.end, text, one.value))
        place = one.last
    made.extend(items[place:])
    return made
