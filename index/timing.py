"""Which of the times that a sentence says belongs to a figure: after it, before it, on its side of a
comparison, one for each of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from grammar.values import Amount, Period, Reading
from index.said import Said

LIGHT = re.compile(
    r"\)?(?:\s?\((?:diluted|basic|basic and diluted|pre-tax|net of tax)\))?,?\s*(?:respectively,?\s*)?"
    r"(?:per\s(?:(?:\w+\s){0,4}share|\w+),?\s*)?(?:\([^()]{1,60}\)\s?)?(?:(?:reported|earned|recorded|achieved|collected|paid|generated|incurred|posted|received|recognized)\s)?"
    r"(?:in|for|during|at|as of|on|over|of)?\s*(?:both\s)?(?:the|its|our)?\s*(?:same\s)?"
)
# A dividend's day of payment is not what it is for: "a dividend of $0.20 per share, paid on June 4, 2004".
PAID = re.compile(r"(?:,|\bshare)\s(?:to be\s)?(?:paid|payable)\s", re.IGNORECASE)
RESPECTIVELY = re.compile(r"\)?,?\s*respectively")
BASE = re.compile(
    r"\b(?:compared\s(?:to|with)|versus|than|against)(?:\s(?:the|that|our|its))?\s$", re.IGNORECASE
)
COMPARES = re.compile(r"\b(?:as\s)?compared\s(?:with|to)\b|\bversus\b", re.IGNORECASE)
LEADS = re.compile(r",?\s(?:or\s|from\s|to\s)(?:(?:a|about|approximately|record)\s)*")
TO_FIGURE = re.compile(r"\sto\s(?:(?:a|approximately|about)\s)?\S{0,2}\d")
COUNTED_UNTIL = re.compile(r"(?:\s(?!(?:from|than|compared|versus|which|that|to|by)\b)[\w'’-]+){1,9}\s")
RESPECTIVE = 60  # characters after a list in which "respectively" stands


@dataclass(frozen=True, slots=True)
class Times:
    """The times of a sentence, in order, with its text and its figures."""

    text: str
    said: Sequence[Said]
    amounts: Sequence[Reading[Amount]]

    def lasts_for(self, group: list[Reading[Amount]]) -> bool:
        """Whether the time said after a list of figures has a period for each: "$4 million and $3 million
        for 2005 and 2004"."""
        return self.lasting(group) is not None

    def listed_before(self, group: list[Reading[Amount]]) -> bool:
        """Whether the time before a list has a period for each, and "respectively" stands after it."""
        said = self.before(0, group[0].start)
        after = self.text[group[-1].end : group[-1].end + RESPECTIVE]
        return said is not None and len(said.periods) == len(group) and "respectively" in after

    def lasting(self, group: list[Reading[Amount]]) -> Said | None:
        """That time: right after the figures, or the next with "respectively" after it."""
        said = self.after(group[-1].end, len(self.text))
        if said is None:
            said = next((said for said in self.said if said.start >= group[-1].end), None)
            if said and not RESPECTIVELY.match(self.text, said.end):
                return None
        return said if said and len(said.periods) == len(group) else None

    def after(self, end: int, following: int) -> Said | None:
        said = next((said for said in self.said if end <= said.start < following), None)
        if said is None or (_is_day(said) and PAID.search(self.text, end, said.start)):
            return None
        return said if LIGHT.fullmatch(self.text, end, said.start) else None

    def changed_in(self, reading: Reading[Amount]) -> Said | None:
        """The time of a change: said after it, or after the figures that it leads from and to."""
        end = reading.end
        for step in self.amounts[self.amounts.index(reading) + 1 :][:2]:
            if not LEADS.fullmatch(self.text, end, step.start):
                break
            if "from" in self.text[end : step.start] and not TO_FIGURE.match(self.text, step.end):
                return None  # what is said then is the time of the figure that it changed from
            end = step.end
        said = self.after(end, len(self.text))
        return said if said and not said.relative else None

    def before(self, begin: int, start: int, compared: bool = False) -> Said | None:
        """The last time said before a figure; one that something is only compared with is not its own. Of a
        figure that another is compared with, no time before the comparison is."""
        if compared:
            compares = COMPARES.finditer(self.text, begin, start)
            begin = max((match.start() for match in compares), default=begin)
        found = [said for said in self.said if begin <= said.start and said.end <= start]
        return found[-1] if found and (compared or not self.is_base(found[-1])) else None

    def is_base(self, said: Said) -> bool:
        """Whether a time is what a change is measured against: "compared to the second quarter of 2024"."""
        return BASE.search(self.text, max(0, said.start - 24), said.start) is not None

    def side(self, start: int) -> tuple[Period | None, ...] | None:
        """For a figure in a sentence that compares two times, the only time said on its side of the
        comparison; () where its side says none of its own, None where nothing is compared."""
        cuts = [match.start() for match in COMPARES.finditer(self.text)]
        if not cuts:
            return None
        first = max((cut for cut in cuts if cut < start), default=0)
        last = min((cut for cut in cuts if cut >= start), default=len(self.text))
        own = [s for s in self.said if first <= s.start < last and not s.relative and not self.is_base(s)]
        if len(own) == 1 and len(own[0].periods) == 1:
            return own[0].periods
        return () if first and not own else None

    def counted_at(self, end: int) -> Said | None:
        """The time said after what is counted: "40 stores in Ohio at the end of 2004"."""
        said = next((said for said in self.said if said.start >= end), None)
        return said if said and COUNTED_UNTIL.fullmatch(self.text, end, said.start) else None


def _is_day(said: Said) -> bool:
    return bool(said.periods) and said.periods[0].kind == "instant"
