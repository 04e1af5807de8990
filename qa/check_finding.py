"""What `qa check` reports: one finding a record, its figures in base units, its lines letter for letter."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from qa.answer import Citation
from qa.formats import decimal_text

Kind = Literal["total", "balance", "repeated", "per_share", "percent", "prose", "change", "without"]
Severity = Literal["error", "slight"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure that does not tie.

    severity: `slight` where it misses by less than one unit of its own last digit, as a figure does
    that was cut off and not rounded; else `error`. expected: what the other figures make; found: what is
    printed; both in base units of `unit`. citations: the figure in question first, then the figures it
    was held against, in the order of the source; context: the lines of the sentence that lead to it.
    """

    kind: Kind
    severity: Severity
    message: str
    expected: Decimal
    found: Decimal
    unit: str
    citations: tuple[Citation, ...]
    context: tuple[Citation, ...] = ()

    @property
    def difference(self) -> Decimal:
        """What is printed less what was expected."""
        return self.found - self.expected

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Findings are told by source, then line."""
        first = self.citations[0]
        return first.source, first.line, first.start, self.kind, self.message

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of `qa check --json`."""
        return {
            "source": self.citations[0].source,
            "line": self.citations[0].line,
            "kind": self.kind,
            "severity": self.severity,
            "message": self.message,
            "expected": decimal_text(self.expected),
            "found": decimal_text(self.found),
            "difference": decimal_text(self.difference),
            "unit": self.unit,
            "citations": [citation.to_dict() for citation in self.citations],
            "context": [citation.to_dict() for citation in self.context],
        }
