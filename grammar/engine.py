"""Applies one stage of rules to a run of items, and puts what was read back as items."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from grammar.rules import Match, Matcher, Rules
from grammar.runs import Item, Run
from grammar.tokens import GAP


class Found(NamedTuple):
    """A value a rule made. start, end: characters; first, last: items (both ends exclusive)."""

    value: Any
    start: int
    end: int
    first: int
    last: int
    rule: str


def find(rules: Rules, items: Run) -> list[Found]:
    """What a stage's rules read: longest first, none overlapping, in the order of the text.

    A value is only made of a match that no longer reading covers; of equal ones the earliest in the
    text, then the first rule, is read. n log n in the number of matches.
    """
    codes = items.codes
    spans: list[tuple[int, int, Matcher, re.Match[str]]] = []
    for matcher in rules.wanted(items.present):
        for match in matcher.matches(codes):
            first, last = match.span()
            while first < last and codes[first] == GAP:
                first += 1
            while first < last and codes[last - 1] == GAP:
                last -= 1
            if first < last:
                spans.append((first, last, matcher, match))
    if not spans:
        return []
    starts = items.starts
    if len(spans) > 1:
        spans.sort(key=lambda one: (starts[one[0]] - starts[one[1]], starts[one[0]]))
    taken = bytearray(len(codes))
    found: list[Found] = []
    for first, last, matcher, match in spans:
        # Every reading kept so far is at least as long, so an overlap shows at one of the two ends.
        if taken[first] or taken[last - 1]:
            continue
        value = matcher.rule.make(Match(items, match))
        if value is not None:
            taken[first:last] = b"\x01" * (last - first)
            found.append(Found(value, starts[first], starts[last], first, last, matcher.rule.name))
    if len(found) > 1:
        found.sort(key=_start)
    return found


def _start(one: Found) -> int:
    return one.start


def replaced(items: Run, found: Sequence[Found], code_of: Callable[[Any], str]) -> Run:
    """The items with each reading put in place of what it was read from; `code_of(value)` is its code."""
    return items.replaced(
        [
            (
                one.first,
                one.last,
                Item(code_of(one.value), one.start, one.end, items.text(one.first, one.last), one.value),
            )
            for one in found
        ]
    )
