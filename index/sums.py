"""Which rows of a statement are sums of the rows above them, by arithmetic.

Rows are taken in order onto a list of open rows. A row that equals the sum of the last few open rows,
in every column it has and within rounding, takes their place; so does a difference (gross profit of
sales and their cost), but its rows are no parts of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from itertools import product
from operator import mul

from grammar.records import record

ROUNDING = 2  # units by which rounded figures may miss their sum
MOST_PARTS = 60
MOST_SIGNED = 5  # rows whose signs are tried one by one
LARGE = 1000  # figures below this are few enough for chance to make them foot but for a unit
TELLING = 10  # a figure below this proves little

Values = Mapping[int, Decimal]  # by column, in printed units
Counts = Mapping[int, int]  # the same in the smallest unit that the table prints


@record
class Term:
    """One row as it is summed: which row of the table, its figures, and whether its label or a rule
    above it says that it is a total."""

    row: int
    values: Values
    total: bool
    ruled: bool
    less: bool = False  # its label says that it is subtracted


@record
class Sum:
    """What a row sums: the rows of the table, in order; none where it is a difference of rows."""

    row: int
    parts: tuple[int, ...]
    first: int  # the first row that goes into it


def find_sums(terms: Sequence[Term], headings: Collection[int], differences: bool) -> dict[int, Sum]:
    """The sums among the rows, by row. `headings`: rows of the table without figures; `differences`:
    whether any row can be a difference. In a balance sheet only "less" tells: each of its rows is what
    its total less the others leaves.
    """
    unit = _unit(terms)
    open_terms: list[_Counted] = []
    found: dict[int, Sum] = {}
    for one in terms:
        counts = {column: int(value * unit) for column, value in one.values.items()}
        term = _Counted(one.row, counts, one.total, one.ruled, one.less, unit)
        count = _additive(term, open_terms, headings)
        if count:
            taken = open_terms[-count:]
            found[term.row] = Sum(term.row, tuple(part.row for part in taken), taken[0].row)
        else:
            count = _signed(term, _minuends(term, open_terms, differences))
            if count:
                found[term.row] = Sum(term.row, (), open_terms[-count].row)
        if count:
            del open_terms[-count:]
        open_terms.append(term)
    return found


@record
class _Counted:
    """A term with its figures as whole numbers, which are summed ten times as fast as decimals.

    unit: how many of them are one printed unit.
    """

    row: int
    values: Counts
    total: bool
    ruled: bool
    less: bool
    unit: int


def _unit(terms: Sequence[Term]) -> int:
    """By what the figures are multiplied to be whole: 100 where some have two decimals."""
    digits = [int(value.as_tuple().exponent) for term in terms for value in term.values.values()]
    return int(10 ** max(0, -min(digits, default=0)))


def _minuends(term: _Counted, terms: Sequence[_Counted], differences: bool) -> Sequence[_Counted]:
    """The rows of which a row may be the difference: those said to be subtracted with the one they are
    subtracted from, else, for a row that is no total, any."""
    count = 0
    while count < len(terms) and terms[-1 - count].less:
        count += 1
    if 0 < count < len(terms):
        return terms[-1 - count :]
    return terms if differences and not term.total else ()


def _additive(term: _Counted, terms: Sequence[_Counted], headings: Collection[int]) -> int:
    """How many of the last open rows the row sums; 0 where none.

    Of several runs that foot, one that begins under a heading is taken, else the shortest.
    """
    if not any(term.values.values()):
        return 0
    # One column tells nearly always that a run does not foot; only then are the others added up.
    column, left = next(iter(term.values.items()))
    fitting: list[int] = []
    for count, part in enumerate(reversed(terms[-MOST_PARTS:]), start=1):
        left -= part.values.get(column, 0)
        allowed = term.unit if count < 4 else ROUNDING * term.unit
        if -allowed <= left <= allowed:
            parts = terms[-count:]
            if _foots(term, parts, allowed) and _credible(term, parts):
                fitting.append(count)
    return next(
        (count for count in fitting if terms[-count].row - 1 in headings), fitting[0] if fitting else 0
    )


def _foots(term: _Counted, parts: Sequence[_Counted], allowed: int) -> bool:
    """Whether the parts add up to the row in every column it has."""
    return all(
        abs(value - sum([part.values.get(column, 0) for part in parts])) <= allowed
        for column, value in term.values.items()
    )


def _credible(term: _Counted, parts: Sequence[_Counted]) -> bool:
    """Whether that the figures foot means that the row is their sum, and not that zeros add up."""
    if len(parts) == 1:
        return term.total and bool(term.values) and term.values == parts[0].values
    if term.total:
        return True
    together = sum(1 for part in parts if any(part.values.get(column) for column in term.values)) > 1
    telling = [value for value in term.values.values() if abs(value) >= TELLING * term.unit]
    exact = all(
        abs(value - sum(part.values.get(column, 0) for part in parts)) <= (term.unit if term.ruled else 0)
        for column, value in term.values.items()
    )
    return together and bool(telling) and (term.ruled or (exact and len(telling) > 1))


def _signed(term: _Counted, terms: Sequence[_Counted]) -> int:
    """How many of the last open rows make the row when some are subtracted; 0 where none."""
    telling = [column for column, value in term.values.items() if abs(value) >= TELLING * term.unit]
    if not telling:
        return 0
    allowed = term.unit if max(map(abs, term.values.values())) >= LARGE * term.unit else 0
    # As above: most are told by one column.
    column, value = next(iter(term.values.items()))
    rest = 0
    for count in range(1, min(len(terms), MOST_PARTS) + 1):
        first = terms[-count].values.get(column, 0)
        if count > 1 and abs(first - rest - value) <= allowed and _near(term, terms[-count:], allowed):
            return count
        if 1 < count <= MOST_SIGNED and len(telling) > 1 and _some_signs(term, terms[-count:], allowed):
            return count
        rest += first
    return 0


def _near(term: _Counted, parts: Sequence[_Counted], allowed: int) -> bool:
    """Whether the row is the first part less the others, and these are not all zeros."""
    first, *others = parts
    rest = {column: sum([part.values.get(column, 0) for part in others]) for column in term.values}
    return any(rest.values()) and all(
        abs(first.values.get(column, 0) - rest[column] - value) <= allowed
        for column, value in term.values.items()
    )


def _some_signs(term: _Counted, parts: Sequence[_Counted], allowed: int) -> bool:
    """Whether the row is the first part with the others added or subtracted, each as a whole row."""
    first, *others = parts
    # By column: what is missing from the first part to the row, and what the others have there.
    columns = [
        (first.values.get(column, 0) - value, [part.values.get(column, 0) for part in others])
        for column, value in term.values.items()
    ]
    for missing, counts in columns:
        if abs(missing) > sum(map(abs, counts)) + allowed:
            return False
    (missing, counts), *further = columns
    return any(
        abs(missing + sum(map(mul, signs, counts))) <= allowed
        and all(abs(missing + sum(map(mul, signs, counts))) <= allowed for missing, counts in further)
        for signs in product((1, -1), repeat=len(others))
    )
