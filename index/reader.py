"""Reads the figures of one sentence: each tied to a metric by the words around it, and to a period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from grammar.values import Amount, Period, Reading
from grammar.words import stems
from index.clauses import fit_label, share_like, tie
from index.figure_counts import counted_figures
from index.figure_labels import CHANGE, label_of, signed
from index.figure_periods import periods_of
from index.model import Fact, LineItem
from index.nouns import Tie
from index.sentences import lines_of
from index.telling import State, Telling
from index.timing import RESPECTIVELY
from index.written import Figure, fact_of, unit_of

PER_SHARE = re.compile(
    r"\s*,?\s*\(?(?:or|and|\()?\s*(?:(?:a|an)\s)?(?:(?:net\s)?(?:loss|income|earnings|profit)\sof\s)?$"
)
LISTED = re.compile(r"\s*(?:,|,?\s?and|or)\s*$")
# What may stand between a figure and the period that belongs to it.
AGAINST = re.compile(r"\s(?:from|over|than|versus|compared\s(?:to|with))(?:\sthe)?(?:\ssame)?\s")
# Before the second of two changes: "a rise of 12% from $9 million a year ago, and of 7% from …".
AND_OF = re.compile(r",?\s(?:and|or|but)\s(?:of|by)\s(?:(?:about|approximately|nearly|over|some)\s)?$")
POINTS = re.compile(r"\b(?:points?|bps?)\b", re.IGNORECASE)
LED_TO = re.compile(r",?\s(?:on a linked-quarter basis,?\s)?to\s(?:(?:a|an|about|approximately|record)\s)*")
OR = re.compile(r",?\sor\s(?:by\s)?(?:(?:a|about|approximately)\s)*$")
OWNED = re.compile(r"(?:['’]s)?(?:\sof)?(?:\s(?:about|approximately|some|a|record))*\s")


class Reader:
    """Reads one sentence: figures in order, each tied to a metric and a period."""

    def __init__(self, telling: Telling, state: State) -> None:
        self.telling, self.state = telling, state
        self.text, self.plain = telling.text, telling.plain
        self.said, self.amounts, self.times = telling.said, telling.amounts, telling.times

    def items(self) -> Iterator[LineItem]:
        """A line item for each label and path, with its facts."""
        merged: dict[tuple[str, tuple[str, ...]], list[Fact]] = {}
        for figure in self._figures():
            fact = fact_of(self.telling.sentence, self.telling.position, figure)
            if fact is not None:
                merged.setdefault((figure.label, figure.path), []).append(fact)
        # What a metric is comes before what it changed by.
        for (label, path), facts in sorted(merged.items(), key=lambda entry: entry[0][0].endswith(CHANGE)):
            yield LineItem(
                label, path, 0, False, lines_of(self.telling.sentence), None, tuple(facts), "prose"
            )

    def _figures(self) -> Iterator[Figure]:
        place, number = 0, 0
        while number < len(self.amounts):
            group = self._group(number)
            number += len(group)
            following = self.amounts[number].start if number < len(self.amounts) else len(self.text)
            yield from self._read(group, place, following)
            place = self._claimed(group[-1], following)

    def _group(self, number: int) -> list[Reading[Amount]]:
        """A figure with its per-share twin, or a list of figures one for each period."""
        group = [self.amounts[number]]
        for reading in self.amounts[number + 1 :]:
            between = self.text[group[-1].end : reading.start]
            one, other = unit_of(group[-1].value), unit_of(reading.value)
            if len(group) == 1 and PER_SHARE.fullmatch(between) and _twins(one, other):
                return [*group, reading]
            if not LISTED.fullmatch(between) or one != other:
                break
            group.append(reading)
        listed = (
            len(group) == 1
            or RESPECTIVELY.match(self.text, group[-1].end)
            or len(group) == len(self.state.mains)
            or self.times.lasts_for(group)
            or self.times.listed_before(group)
        )
        return group if listed else group[:1]

    def _claimed(self, reading: Reading[Amount], following: int) -> int:
        """Where what belongs to a figure ends: its period, or what a change is measured against."""
        said = self.times.after(reading.end, following)
        if said is None and reading.value.unit == "percent":
            said = next((s for s in self.said if reading.end <= s.start < following), None)
            if said and not AGAINST.fullmatch(self.text, reading.end, said.start):
                said = None
        if said and OWNED.fullmatch(self.text, said.end, following):
            return reading.end  # "for the prior year quarter of 26 million": the time of the next figure
        return said.end if said else reading.end

    def _read(self, group: list[Reading[Amount]], begin: int, following: int) -> Iterator[Figure]:
        first = group[0]
        if first.value.unit in {"count", "shares"}:
            yield from counted_figures(self.telling, self.state, group)
            return
        tail = self.plain[group[-1].end : following]
        tied = tie(self.plain[begin : first.start], tail, first.value.unit == "percent")
        tied = self._like_last(tied, first, tail)
        if tied.role == "none" or (tied.metric and not fit_label(tied.metric)):
            return
        if not tied.metric and not self.state.metric:
            return
        self._keep(tied, first.value.unit == "percent")
        said = self.times.after(group[-1].end, following) if tied.role == "value" else None
        if said is None and len(group) > 1 and tied.role == "value":
            said = self.times.lasting(group)
        if tied.role == "change":
            said = self.times.changed_in(group[-1])
        said = said or self.times.before(begin, first.start, tied.compared)
        yield from self._stated(group, tied, periods_of(self.telling, self.state, said, tied, first.start))

    def _like_last(self, tied: Tie, reading: Reading[Amount], tail: str) -> Tie:
        """A second figure joined by "and" is tied as the first was: "of 12% from …, and of 7% from …"."""
        state, percent = self.state, reading.value.unit == "percent"
        if percent and self._moved_in_points(reading):
            return replace(tied, role="value", metric="", sign=1)  # "rose 6 basis points to 2.14%"
        if tied.role != "value" or tied.metric or tied.compared:
            return tied
        if state.last and percent and state.last.role == "share":
            return share_like(state.last, tail)
        if state.last and percent and state.last.role == "change":
            return replace(state.last, metric="")
        if state.last and state.last.role == "change" and OR.search(self.text, 0, reading.start):
            return replace(state.last, metric="")  # "fell by 4%, or $3 million"
        change = state.changes.get(percent)
        coordinated = AND_OF.search(self.text, 0, reading.start) and change
        return replace(change, metric="") if coordinated and change else tied

    def _moved_in_points(self, reading: Reading[Amount]) -> bool:
        """Whether the figure before is a change in points, and this one what it led to."""
        number = self.amounts.index(reading)
        before = self.amounts[number - 1] if number else None
        if before is None or self.state.last is None or self.state.last.role != "change":
            return False
        points = POINTS.search(self.text, before.start, before.end)
        return points is not None and LED_TO.fullmatch(self.text, before.end, reading.start) is not None

    def _keep(self, tied: Tie, percent: bool) -> None:
        """What the figure's words say is carried on to the figures after it."""
        state = self.state
        metric = tied.metric
        if metric and re.match(r"(?:to|for|from|in|by|at)\s", metric) and state.metric:
            head = re.split(rf"\s{metric.split()[0]}\s", state.metric, maxsplit=1)[0]
            metric = f"{head} {metric}"
        if metric and tied.role != "share":
            state.metric = metric
            state.holder = "" if frozenset(stems(tied.holder)) & self.telling.own else tied.holder
            state.about = tied.about or (state.about if not tied.holder else "")
        state.last = tied
        if tied.role == "change":
            state.changes[percent] = tied
        state.expected = state.expected or tied.expected

    def _stated(
        self, group: list[Reading[Amount]], tied: Tie, periods: tuple[Period | None, ...]
    ) -> Iterator[Figure]:
        state = self.state
        listed = len(group) > 1 and unit_of(group[0].value) == unit_of(group[1].value)
        for number, reading in enumerate(group):
            label, path = label_of(self.telling, state, reading, tied)
            chosen = periods if listed is False and state.expected else periods[:1]
            if listed:
                chosen = (periods[number],) if len(periods) == len(group) else (None,)
            for period in chosen:
                amount = signed(reading.value, label, tied)
                yield Figure(amount, reading.start, reading.end, label, path, period)


def _twins(one: str, other: str) -> bool:
    """Whether a figure and the next are an amount and the same a share."""
    return other.endswith("/share") and not one.endswith(("/share", "percent"))
