"""What a question gets back: status, value, the calculation, and the lines that prove it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from grammar.values import Period
from qa.explain import Explanation

Status = Literal["answered", "ambiguous", "unanswerable"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A source's line, letter for letter, and the columns (from 0, end exclusive) of the figure."""

    source: str
    line: int
    start: int
    end: int
    text: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "line": self.line,
            "start": self.start,
            "end": self.end,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Value:
    """One figure or text of an answer. `value` is a decimal string in base units, or text;
    `citation` is its position in `Answer.citations`."""

    label: str
    value: str
    unit: str
    scale: int
    printed: str
    period: Period | None
    citation: int
    path: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "value": self.value,
            "unit": self.unit,
            "scale": self.scale,
            "printed": self.printed,
            "period": period_dict(self.period),
            "citation": self.citation,
        }


@dataclass(frozen=True, slots=True)
class Calculation:
    """An expression over cited figures. `operands` are positions in `Answer.values`; values and
    citations run in step, so they are positions in `Answer.citations` too."""

    operation: str
    expression: str
    operands: tuple[int, ...]
    result: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "operation": self.operation,
            "expression": self.expression,
            "operands": list(self.operands),
            "result": self.result,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question; `to_dict()` is the JSON contract of `qa ask --json`.

    carried: what a session took over from earlier turns, in words ("Net loss", "Q3 2002").
    """

    question: str
    status: Status
    text: str
    value: str | None = None
    unit: str | None = None
    values: tuple[Value, ...] = ()
    calculation: Calculation | None = None
    citations: tuple[Citation, ...] = ()
    interpretation: str = ""
    confidence: float = 0.0
    alternatives: tuple[str, ...] = ()
    reason: str | None = None
    carried: tuple[str, ...] = ()
    explanation: Explanation | None = field(default=None, compare=False, repr=False)

    @property
    def answered(self) -> bool:
        return self.status == "answered"

    def to_dict(self, identity: str | None = None) -> dict[str, Any]:
        """The JSON object; keys in the documented order, `id` first where one is given."""
        head = {} if identity is None else {"id": identity}
        return head | {
            "question": self.question,
            "status": self.status,
            "text": self.text,
            "value": self.value,
            "unit": self.unit,
            "values": [value.to_dict() for value in self.values],
            "calculation": self.calculation.to_dict() if self.calculation else None,
            "citations": [citation.to_dict() for citation in self.citations],
            "interpretation": self.interpretation,
            "confidence": round(self.confidence, 2),
            "alternatives": list(self.alternatives),
            "reason": self.reason,
        }


def period_dict(period: Period | None) -> dict[str, Any] | None:
    """A period as JSON: ISO dates, `start` null for an instant."""
    if period is None:
        return None
    return {
        "kind": period.kind,
        "start": period.start.isoformat() if period.start else None,
        "end": period.end.isoformat(),
        "label": period.label,
    }
