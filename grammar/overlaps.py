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


def outside(readings: Iterable[S], blocked: Iterable[Spanned]) -> list[S]:
    """The readings that touch none of the blocked stretches."""
    places = {place for one in blocked for place in range(one.start, one.end)}
    return [one for one in readings if one.start not in places and one.end - 1 not in places]
