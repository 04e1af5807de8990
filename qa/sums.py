"""A period made of others: which printed durations add up to, or leave over, one that is not printed.

Days are compared with the few by which years of 52 weeks differ from calendar ones. Where several filings
print a duration, what is taken off a longer one is as it was known when the longer one was printed: a part
that was restated later does not belong to an older whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qa.figures import Leaf, Node, Operation, evaluate
from qa.naming import period_words

NEAR_DAYS = 7
MOST_PARTS = 4  # quarters of a year
MOST_LEAVES = 200  # printed durations of a line item that are looked at
LAST_YEAR = 9990  # days after the last that a date can be are not reckoned with
LONG_DAYS = 300  # from here on a sum of quarters is preferred to a difference
DAY = timedelta(days=1)

Derived = tuple[Node, str]  # the calculation, and how it was derived in words


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a duration, both included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed duration; `age`: how many filings are newer than the one that prints it."""

    span: Span
    leaf: Leaf
    age: int


class Sums:
    """The printed durations of one line item in one unit, those of the newest filing first."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._all: list[Printed] = []
        ages: dict[int, int] = {}
        for leaf in leaves[:MOST_LEAVES]:
            age = ages.setdefault(id(leaf.view), len(ages))
            period = leaf.period
            if period is None or period.start is None or period.end.year > LAST_YEAR:
                continue
            if leaf.unit == leaves[0].unit:
                self._all.append(Printed(Span(period.start, period.end), leaf, age))

    def derived(self, wanted: Span) -> Derived | None:
        """The wanted duration as a calculation over printed ones, or None."""
        first, second = self.difference, self.sum
        if wanted.days >= LONG_DAYS:
            first, second = second, first
        return first(wanted) or second(wanted) or self.moved_on(wanted)

    def difference(self, wanted: Span) -> Derived | None:
        """A longer duration less what is over: the six months less the first three, the year less its first
        three quarters. The newest filing's is taken, or one of two figures that comes to the same."""
        newest: Derived | None = None
        for node, note in self._differences(wanted):
            newest = newest or (node, note)
            if len(node.parts) == 2 and evaluate(node) == evaluate(newest[0]):
                return node, note
        return newest

    def _differences(self, wanted: Span) -> Iterator[tuple[Operation, str]]:
        for whole in self._longer(wanted):
            before = self._tiled(whole.span.start, wanted.start, whole.age)
            after = self._tiled(wanted.end + DAY, whole.span.end + DAY, whole.age)
            if before is not None and after is not None and (before or after):
                parts = (*before, *after)
                note = " less ".join(map(_words, (whole.leaf, *parts)))
                yield Operation("-", (whole.leaf, *parts)), note

    def sum(self, wanted: Span) -> Derived | None:
        """Durations in a row: four quarters, or the nine months and the three after them."""
        row = self._row(wanted, 0)
        for first in self._all if row is None else ():
            if _near(first.span.start, wanted.start) and first.span.end < wanted.end:
                rest = self._one(Span(first.span.end + DAY, wanted.end), 0)
                row = [first.leaf, rest] if rest is not None else row
            if row is not None:
                break
        return (Operation("+", tuple(row)), " plus ".join(map(_words, row))) if row else None

    def moved_on(self, wanted: Span) -> Derived | None:
        """A duration of the same length less what lies before, plus what comes after: the year less the
        earlier year to date plus the later."""
        for whole in self._all:
            span = whole.span
            if not (span.start < wanted.start <= span.end < wanted.end) or not _same_length(span, wanted):
                continue
            before = self._one(Span(span.start, wanted.start - DAY), whole.age)
            after = self._one(Span(span.end + DAY, wanted.end), 0)
            if before is not None and after is not None:
                node = Operation("+", (Operation("-", (whole.leaf, before)), after))
                return node, f"{_words(whole.leaf)} less {_words(before)} plus {_words(after)}"
        return None

    def _longer(self, wanted: Span) -> Iterator[Printed]:
        """The durations that the wanted one is a part of: the newest filing's first, the shortest first."""
        for one in sorted(self._all, key=lambda one: (one.age, one.span.days)):
            longer = one.span.days > wanted.days + 2 * NEAR_DAYS
            starts = one.span.start <= wanted.start or _near(one.span.start, wanted.start)
            if longer and starts and (one.span.end >= wanted.end or _near(one.span.end, wanted.end)):
                yield one

    def _one(self, wanted: Span, age: int) -> Leaf | None:
        """A printed duration, as the filings of that age and older give it; else as newer ones do."""
        found = [one for one in self._all if _alike(one.span, wanted)]
        return next((one.leaf for one in found if one.age >= age), found[0].leaf if found else None)

    def _tiled(self, start: date, end: date, age: int) -> list[Leaf] | None:
        """What covers the days from one to before another: nothing where there are none, one duration, or
        several of one length in a row; None where nothing does."""
        if _near(start, end):
            return []
        if start > end:
            return None
        one = self._one(Span(start, end - DAY), age)
        return [one] if one is not None else self._row(Span(start, end - DAY), age)

    def _row(self, wanted: Span, age: int) -> list[Leaf] | None:
        """Two to four durations of one length in a row."""
        for count in range(2, MOST_PARTS + 1):
            length, start, row = wanted.days / count, wanted.start, list[Leaf]()
            for _ in range(count):
                ends = (one.span for one in self._all if _near(one.span.start, start))
                span = next((span for span in ends if abs(span.days - length) <= 2 * NEAR_DAYS), None)
                leaf = self._one(span, age) if span is not None else None
                if span is None or leaf is None:
                    break
                row.append(leaf)
                start = span.end + DAY
            if len(row) == count and _near(start - DAY, wanted.end):
                return row
        return None


def _near(a: date, b: date) -> bool:
    return abs((a - b).days) <= NEAR_DAYS


def _alike(one: Span, other: Span) -> bool:
    return _near(one.start, other.start) and _near(one.end, other.end)


def _same_length(one: Span, other: Span) -> bool:
    return abs(one.days - other.days) <= 2 * NEAR_DAYS


def _words(leaf: Leaf) -> str:
    return period_words(leaf.period.label) if leaf.period else ""
