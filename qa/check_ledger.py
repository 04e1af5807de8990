"""The records of one filing arranged for checking: statements as rows of cells, prose as stated figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from grammar.datafiles import load_data
from grammar.values import Period
from index.concepts import HEADING, START, concepts_of
from index.model import Fact, LineItem, Place, Sentence, Source, Statement
from index.store import Index
from qa.answer import Citation
from qa.check_rounding import Range, coarseness, range_of
from qa.naming import name_of
from qa.sanitize import one_line, shortened

MOST_ALIKE = 500  # figures of one concept
MOST_STATED = 5000  # figures of the prose
MOST_COLUMNS = 12
LEAST_CHANGES = 3  # rows that show that a column holds changes
LONGEST_NAME = 70  # columns of a label that a message shows
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
SUMMED = frozenset({"shares", "count"})  # what adds up besides money


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a statement: its cells by column, and the rows (places in the sheet) that it sums."""

    place: int
    item: LineItem
    cells: dict[int, Fact]
    concepts: dict[str, int]
    parts: tuple[int, ...]

    @property
    def name(self) -> str:
        return short_name(self.item)

    def has(self, concept: str) -> bool:
        """Whether its own words say that it is that concept, or a heading with nothing else under it."""
        rank = self.concepts.get(concept, START)
        return rank < START or rank >= HEADING

    def begins(self, concept: str) -> bool:
        """Whether its words begin with those of the concept: "Cash at end of period"."""
        return self.has(concept) or self.concepts.get(concept) == START

    def alone(self, fact: Fact) -> bool:
        """Whether no other cell of the row is of the same period and basis."""
        same = [one for one in self.cells.values() if one.period == fact.period and one.basis == fact.basis]
        return len(same) == 1


@dataclass(frozen=True)
class Sheet:
    """One statement laid out for checking."""

    place: int
    statement: Statement
    rows: tuple[Row, ...]

    @cached_property
    def coarse(self) -> Decimal:
        """See `check_rounding.coarseness`."""
        return coarseness(
            fact for row in self.rows for fact in row.cells.values() if fact.unit == self.statement.currency
        )

    @cached_property
    def changes(self) -> frozenset[int]:
        """The columns that hold changes: those without a period beside others that have one, and those
        without a period of their own that are for most rows the difference of two others, in size."""
        columns = sorted({column for row in self.rows for column in row.cells})
        periods = self.statement.periods
        timed = {column for column in columns if column < len(periods) and periods[column]}
        found = set(columns) - timed if timed else set[int]()
        if 2 < len(columns) <= MOST_COLUMNS:
            told = Counter(periods[column] for column in timed)
            unsure = [c for c in columns if c not in timed or told[periods[c]] > 1]
            pairs = list(combinations(columns, 2))
            found |= {c for c in unsure if any(self._differs(c, *pair) for pair in pairs)}
        return frozenset(found)

    def _differs(self, column: int, one: int, other: int) -> bool:
        if column in (one, other):
            return False
        rows = [row.cells for row in self.rows if {column, one, other} <= row.cells.keys()]
        rows = [cells for cells in rows if cells[column].value and cells[column].unit == cells[one].unit]
        right = sum(
            abs(abs(cells[column].value) - abs(cells[one].value - cells[other].value)) <= cells[one].scale
            for cells in rows
        )
        # The later of two columns is also what the earlier leaves of it: a change is mostly the smallest.
        small = sum(abs(cells[column].value) <= abs(cells[one].value) for cells in rows)
        return right >= LEAST_CHANGES and right * 3 >= len(rows) * 2 and small * 2 > len(rows)


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure of the prose with its line item."""

    position: int
    item: LineItem
    fact: Fact
    concepts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure of a statement and the row it stands in."""

    row: Row
    fact: Fact
    coarse: Decimal

    @property
    def range(self) -> Range:
        """The values that it stands for."""
        return range_of(self.fact, self.coarse)


class Ledger:
    """One filing of an index, read whole."""

    def __init__(self, index: Index, identity: int) -> None:
        self.source: Source = index.source(identity)
        self.sentences: tuple[Sentence, ...] = index.sentences(identity)
        self.statements = index.statements(identity)
        self.items = index.items(identity)
        self.facts: dict[int, list[Fact]] = {}
        for position, fact in index.all_facts(identity):
            self.facts.setdefault(position, []).append(fact)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The statements with their rows; what stands inside a label is no row."""
        grouped: dict[int, dict[tuple[int, int], list[int]]] = {}
        for position, item in enumerate(self.items):
            if item.origin == "table" and item.statement is not None and position in self.facts:
                grouped.setdefault(item.statement, {}).setdefault(item.lines, []).append(position)
        return tuple(
            Sheet(place, self.statements[place], self._rows(rows.values())) for place, rows in grouped.items()
        )

    def _rows(self, rows: Iterable[Sequence[int]]) -> tuple[Row, ...]:
        found: list[Row] = []
        place_of: dict[int, int] = {}
        rows = list(rows)
        under = Counter(self.items[positions[0]].path for positions in rows)
        for place, positions in enumerate(rows):
            place_of |= dict.fromkeys(positions, place)
            item = self.items[positions[0]]
            cells = {
                fact.column: fact
                for position in positions
                for fact in self.facts[position]
                if fact.column is not None and fact.origin == "table"
            }
            parts = dict.fromkeys(
                place_of[part] for one in positions for part in self.items[one].parts if part in place_of
            )
            found.append(Row(place, item, cells, concepts_of(item, under[item.path] == 1), tuple(parts)))
        return tuple(found)

    @cached_property
    def stated(self) -> tuple[Stated, ...]:
        """The figures of the prose, in the order of the source; `MOST_STATED` of them at most."""
        found: list[Stated] = []
        for position, item in enumerate(self.items):
            if item.origin == "prose" and len(found) < MOST_STATED:
                concepts = concepts_of(item)
                found += [Stated(position, item, fact, concepts) for fact in self.facts.get(position, ())]
        return tuple(found)

    def of_sentence(self, position: int | None) -> list[Stated]:
        """The figures of one sentence."""
        return self._by_sentence.get(position, [])

    @cached_property
    def _by_sentence(self) -> dict[int | None, list[Stated]]:
        found: dict[int | None, list[Stated]] = {}
        for one in self.stated:
            found.setdefault(one.fact.sentence, []).append(one)
        return found

    def at(self, period: Period | None, unit: str) -> list[Printed]:
        """The figures that statements print for a period, in one unit."""
        return self._by_time.get((period, unit), [])

    @cached_property
    def _by_time(self) -> dict[tuple[Period | None, str], list[Printed]]:
        found: dict[tuple[Period | None, str], list[Printed]] = {}
        for one in self._printed():
            found.setdefault((one.fact.period, one.fact.unit), []).append(one)
        return found

    def of_concept(self, concept: str) -> list[Printed]:
        """The figures that statements print of a concept, `MOST_ALIKE` at most."""
        return self._by_concept.get(concept, [])

    @cached_property
    def _by_concept(self) -> dict[str, list[Printed]]:
        found: dict[str, list[Printed]] = {}
        for one in self._printed():
            for concept in one.row.concepts:
                alike = found.setdefault(concept, [])
                if len(alike) < MOST_ALIKE:
                    alike.append(one)
        return found

    def _printed(self) -> Iterator[Printed]:
        for sheet in self.sheets:
            for row in sheet.rows:
                for fact in row.cells.values():
                    yield Printed(row, fact, sheet.coarse)

    @cached_property
    def figures(self) -> dict[int, list[Place]]:
        """The places of all figures read from tables and labels, by line."""
        places: dict[int, list[Place]] = {}
        for facts in self.facts.values():
            for fact in facts:
                if fact.origin != "prose":
                    places.setdefault(fact.place.line, []).append(fact.place)
        return places

    # --- citations -------------------------------------------------------------------------------

    def cite(self, place: Place) -> Citation:
        return Citation(self.source.name, place.line, place.start, place.end, self.source.line(place.line))

    def proof(self, subject: Fact, others: Iterable[Fact]) -> tuple[Citation, ...]:
        """The figure in question, then the others in the order of the source, each once."""
        rest = sorted({fact.place for fact in others}, key=lambda place: (place.line, place.start))
        return tuple(self.cite(place) for place in (subject.place, *(p for p in rest if p != subject.place)))

    def context(self, fact: Fact) -> tuple[Citation, ...]:
        """The parts of the sentence that states a figure which stand on the lines before the figure's."""
        if fact.sentence is None or fact.sentence >= len(self.sentences):
            return ()
        places = self.sentences[fact.sentence].places
        return tuple(self.cite(place) for place in places if place.line < fact.place.line)

    def all_read(self, rows: Sequence[Row]) -> bool:
        """Whether every number that the source prints in the columns of these rows, from the first row to
        the last, was read as a figure: a number that was not may be the part that a sum lacks."""
        places = [fact.place for row in rows for fact in row.cells.values()]
        left = min(place.start for place in places)
        first, last = min(place.line for place in places), max(place.line for place in places)
        for line in range(first, last + 1):
            text = self.source.line(line)
            known = self.figures.get(line, ())
            if len(text) > 10_000:
                return False
            for number in NUMBER.finditer(text, min(left, len(text))):
                if not any(p.start <= number.start() and number.end() <= p.end for p in known):
                    return False
        return True


def short_name(item: LineItem) -> str:
    """What a message calls a line item."""
    return shortened(one_line(name_of(item)), LONGEST_NAME)


def period_name(period: Period | None) -> str:
    """A period in a message, ready to follow what it is of: " for the three months ended 2001-12-31"."""
    if period is None:
        return ""
    day = f"{period.end:%B} {period.end.day}, {period.end.year}"
    if period.start is None or period.months is None:
        return f" at {day}"
    if period.months == 12:
        return f" for the year ended {day}"
    return f" for the {words(period.months)} months ended {day}" if period.months < 24 else f" up to {day}"


def words(number: int) -> str:
    """A small number in words, a larger one in digits."""
    names = load_data("qa", "check")["numbers"]
    return names[number] if 0 <= number < len(names) else str(number)
