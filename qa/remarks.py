"""What an answer says beside its figure: that it was restated, is derived, or what of a row is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa import series, wording
from qa.answer import Citation
from qa.case import Case
from qa.figures import Figure, Leaf, leaves, same_place
from qa.formats import format_value
from qa.lookups import picker
from qa.results import Result
from qa.view import FilingView

MOST_CHECKED = 8  # operands that are looked up in older filings


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure that an older filing gave otherwise: the one that counts, and the earlier one."""

    later: Leaf
    earlier: Leaf


def restatements(case: Case, operands: Sequence[Figure]) -> list[Restated]:
    """The operands that older filings of the company gave otherwise."""
    if case.reach is None:
        return []
    found: list[Restated] = []
    pick = picker(case, None)
    for figure in operands[:MOST_CHECKED]:
        earlier = case.reach.earlier(figure.leaf, case.view, pick) if figure.leaf is not None else None
        if figure.leaf is None or earlier is None:
            continue
        if not any(same_place(earlier, one.earlier) for one in found):
            found.append(Restated(figure.leaf, earlier))
    return found


def cited(leaf: Leaf, view: FilingView) -> Citation:
    """The line that prints a figure; `view`: the filing asked, for figures that name none."""
    own, place = leaf.view or view, leaf.fact.place
    return Citation(own.record.name, place.line, place.start, place.end, own.source.line(place.line))


def remarks(case: Case, restated: Sequence[Restated]) -> list[str]:
    """Sentences to follow the answer's own."""
    said = []
    if restated:
        before = [_before(one) for one in restated]
        said.append(wording.fill("restated", before="; ".join(before)))
    if case.gaps:
        said.append(wording.fill("gap", gaps=series.listed(case.gaps), several=case.reach is not None))
    return said


def _before(one: Restated) -> str:
    """What the earlier filing gave: "q2.txt gave $151,000 for the three months ended …"."""
    source = one.earlier.view.record.name if one.earlier.view else ""
    value = format_value(f"{one.earlier.fact.value:f}", one.earlier.fact.unit)
    return f"{source} gave {value}{wording.when(one.earlier.period)}"


def flags(case: Case, result: Result, restated: Sequence[Restated]) -> list[str]:
    """The same for the interpretation, in a few words each."""
    said = [
        f"derived: {f.note.removeprefix('derived: ')}" for f in result.figures if f.note.startswith("derived")
    ]
    if case.series is not None:
        said.append(case.series.words)
    homes = [leaf.view for f in result.figures for leaf in leaves(f.node)]
    if any(home is not None for home in homes):
        names = dict.fromkeys((home or case.view).record.name for home in homes)
        said.append(f"from {', '.join(names)}")
    said += [f"restated, earlier {_earlier(one)}" for one in restated]
    said += [f"missing: {series.listed(case.gaps)}"] if case.gaps else []
    return said


def _earlier(one: Restated) -> str:
    source = one.earlier.view.record.name if one.earlier.view else ""
    return f"{format_value(f'{one.earlier.fact.value:f}', one.earlier.fact.unit)} in {source}"
