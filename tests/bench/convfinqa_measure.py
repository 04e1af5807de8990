"""The measure of ConvFinQA (Chen et al., EMNLP 2022, section 5.1): execution accuracy, turn by turn.

The gold gives a share or a growth as a fraction and a printed rate in percentage points, so that a value in
percent is right in either form; a number is right within 0.1 % or 0.00005.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

NEAR, LEAST = 0.001, 0.00005


def right(value: float | str | None, unit: str, gold: float | str) -> bool:
    """Whether one turn is right."""
    if value is None:
        return False
    if isinstance(gold, str) or isinstance(value, str):
        return str(value).lower() == str(gold).lower()
    readings = (value, value / 100) if unit == "percent" else (value,)
    return any(abs(reading - gold) <= max(NEAR * abs(gold), LEAST) for reading in readings)


def tallied(
    conversations: Sequence[Mapping[str, Any]],
    predictions: Mapping[str, Sequence[tuple[float | str | None, str]]],
) -> str:
    """What share of turns, first turns, last turns and whole conversations is right."""
    rows = [
        [
            right(*given, turn["answer"])
            for given, turn in zip(predictions[one["id"]], one["turns"], strict=True)
        ]
        for one in conversations
    ]
    turns = [mark for row in rows for mark in row]
    answered = sum(value is not None for one in conversations for value, _ in predictions[one["id"]])
    counted = {
        "turns": turns,
        "first turns": [row[0] for row in rows],
        "last turns": [row[-1] for row in rows],
        "conversations": [all(row) for row in rows],
    }
    lines = [f"{name:<15}{sum(m)}/{len(m)} = {100 * sum(m) / len(m):.2f} %" for name, m in counted.items()]
    lines.insert(
        1, f"{'of answered':<15}{sum(turns)}/{answered} = {100 * sum(turns) / max(answered, 1):.2f} %"
    )
    return "\n".join(lines)
