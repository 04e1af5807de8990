"""Counts and numbers of shares in a sentence, labelled with what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grammar.values import Amount, Reading
from index.counted import counted, shared_place
from index.telling import State, Telling
from index.written import Figure

# Before a number of shares: what was done to them. After it: what they are, to the last word that stands.
DEALT = re.compile(
    r"\b(repurchased|purchased|issued|sold|granted|acquired|redeemed|retired|bought)"
    r"(?:\s(?:back|about|approximately|a|total|of|an|aggregate|additional|over|some|nearly))*\s$",
    re.IGNORECASE,
)
SHARES_OF = re.compile(
    r"(?:\s[\w'’-]+){0,8}\s(?!(?:for|at|of|to|in|under|from|on|by|with|the|and)\b)[\w'’-]+"
)
PLACED = re.compile(r"\s(?:in|at)\s")


def counted_figures(telling: Telling, state: State, group: list[Reading[Amount]]) -> Iterator[Figure]:
    """Counts one by one; of a list for several times each is labelled as the last is."""
    figures = [figure for reading in group if (figure := _counted(telling, state, reading))]
    said = telling.times.lasting(group) or telling.times.before(0, group[0].start)
    last = figures[-1] if figures else None
    if len(group) > 1 and last and said and len(said.periods) == len(group):
        verb = "".join(f"{word} " for word in DEALT.findall(telling.text[: group[0].start]))
        figures = [
            Figure(reading.value, reading.start, reading.end, f"{verb}{last.label}", last.path, period)
            for reading, period in zip(group, said.periods, strict=True)
        ]
    yield from figures


def _counted(telling: Telling, state: State, reading: Reading[Amount]) -> Figure | None:
    """A count or a number of shares, labelled with what it counts, and with what was done to shares."""
    dealt = DEALT.findall(telling.text, max(0, reading.start - 40), reading.start)
    if reading.value.unit == "shares":
        words = SHARES_OF.match(telling.plain[reading.end : reading.end + 90])
        label: str | None = " ".join([*dealt, "shares", *(words.group().split() if words else ())])
    elif reading.value.value % 1:
        return None
    else:
        label = counted(telling.plain, reading.start, reading.end, state.count)
        state.count = label or state.count
    if label is None:
        return None
    said = telling.times.before(0, reading.start) or telling.times.counted_at(reading.end)
    place = "" if PLACED.search(label) else shared_place(telling.text, reading.end)
    path = tuple(part for part in (telling.sentence.heading, place) if part)
    period = said.periods[0] if said and said.periods else None
    if period is None and said is None and dealt:
        period = state.current
    return Figure(reading.value, reading.start, reading.end, label, path, period)
