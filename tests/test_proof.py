"""The check of "no figure without proof" itself: what it lets through, and what it must not."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from proof import assert_proved, evaluate, read_printed

Record = dict[str, Any]
LINES = ["Net sales        1,103   (1,854)", "Backlog was $8.4 million in June."]


@pytest.mark.parametrize(
    ("printed", "scale", "value"),
    [
        ("1,103", 1000, "1103000"),
        ("(42,165)", 1000, "-42165000"),
        ("$(0.93)", 1, "-0.93"),
        ("-5.1", 1, "-5.1"),
        ("--", 1000, "0"),
        ("$643 thousand", 1000, "643000"),
        ("47.2%", 1, "47.2"),
        (".5", 1, "0.5"),
        ("six", 1, "6"),
    ],
)
def test_a_printed_figure_is_read(printed: str, scale: int, value: str) -> None:
    assert read_printed(printed, scale) == Decimal(value)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("(1,103 - 1,854) / 1,854", "-0.4051"),
        ("(5 - (-10)) / |-10|", "1.5"),
        ("4,488 / 3", "1496"),
        ("774 + 6,062 + 39,465", "46301"),
    ],
)
def test_an_expression_is_worked_out(expression: str, value: str) -> None:
    assert round(evaluate(expression), 4) == Decimal(value)


def _answer() -> Record:
    def value(text: str, printed: str, citation: int) -> Record:
        return {"value": text, "unit": "USD", "scale": 1000, "printed": printed, "citation": citation}

    def citation(start: int, end: int) -> Record:
        return {"source": "f.txt", "line": 1, "start": start, "end": end, "text": LINES[0]}

    return {
        "status": "answered", "value": "2957000", "unit": "USD", "reason": None, "text": "…",
        "values": [value("1103000", "1,103", 0), value("-1854000", "(1,854)", 1)],
        "calculation": {"expression": "1,103 - (-1,854)", "operands": [0, 1], "result": "2957000"},
        "citations": [citation(17, 22), citation(25, 32)],
    }  # fmt: skip


def test_a_proved_answer_passes() -> None:
    assert_proved(_answer(), "f.txt", LINES)


def _set(path: str, value: Any) -> Callable[[Record], None]:
    def change(answer: Record) -> None:
        *keys, last = [int(key) if key.isdigit() else key for key in path.split(".")]
        place: Any = answer
        for key in keys:
            place = place[key]
        place[last] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        _set("value", "2957001"),
        _set("calculation.result", "1"),
        _set("calculation.expression", "1,104 - (-1,853)"),
        _set("calculation.operands", []),
        _set("calculation", None),
        _set("citations", []),
        _set("citations.0.line", 2),
        _set("citations.0.text", "Net sales 1,103"),
        _set("citations.0.start", 24),
        _set("citations.0.source", "g.txt"),
        _set("values.0.value", "1104000"),
        _set("values.0.scale", 1),
        _set("values.1.value", "1854000"),
    ],
    ids=range(13),
)
def test_a_doctored_answer_does_not_pass(change: Callable[[Record], None]) -> None:
    answer = _answer()
    change(answer)
    with pytest.raises(AssertionError):
        assert_proved(answer, "f.txt", LINES)
