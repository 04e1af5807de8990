"""What to do where readings overlap: policies as plain functions over anything with a start and an end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Spanned(Protocol):
    """A stretch of text, end exclusive."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Spanned)


def longest(readings: Iterable[S]) -> list[S]:
    """The longest, then the earliest, then the first given; none overlap; in the order of the text.

    n log n in the number of readings.
    """
    kept: list[S] = []
    taken: set[int] = set()
    for reading in sorted(readings, key=lambda one: (one.start - one.end, one.start)):
        # Every reading kept so far is at least as long, so an overlap shows at one of the two ends.
        if reading.start in taken or reading.end - 1 in taken:
            continue
        taken.update(range(reading.start, reading.end))
        kept.append(reading)
    return sorted(kept, key=lambda one: one.start)


def outside(readings: Iterable[S], blocked: Iterable[Spanned]) -> list[S]:
    """The readings that touch none of the blocked stretches."""
    places = {place for one in blocked for place in range(one.start, one.end)}
    return [one for one in readings if one.start not in places and one.end - 1 not in places]
