"""The invariant "no figure without proof", held against one answer and the lines of its source.

Reads printed figures by itself, without the project's own grammar, so that both cannot be wrong in
the same way.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

Record = dict[str, Any]

FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
NILS = frozenset({"--", "-", "—", "–", "---", "nil", "none", "no", "zero"})
NOT_NUMBERS = frozenset({"text", "date", "bool"})
# Words that turn a figure printed without a sign into a negative one ("a net loss of $643 thousand").
LOSS = re.compile(r"loss|deficit|decreas|declin|fell|down|lower|lost|reduc|negative|drop", re.IGNORECASE)
STEPS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def assert_proved(answer: Record, name: str, lines: Sequence[str]) -> None:
    """Fails where a figure of the answer is neither printed in a cited line nor calculated from ones
    that are."""
    if answer["status"] != "answered":
        assert answer["value"] is None
        assert answer["calculation"] is None
        assert answer["reason"], "no reason given"
        return
    assert answer["citations"], "answered without a citation"
    for citation in answer["citations"]:
        _assert_letter_for_letter(citation, name, lines)
    for value in answer["values"]:
        _assert_printed(value, answer["citations"], lines)
    if answer["unit"] not in NOT_NUMBERS:
        _assert_result(answer)


def _assert_letter_for_letter(citation: Record, name: str, lines: Sequence[str]) -> None:
    assert citation["source"] == name
    assert 1 <= citation["line"] <= len(lines)
    assert citation["text"] == lines[citation["line"] - 1]
    assert 0 <= citation["start"] < citation["end"] <= len(citation["text"])


def _assert_printed(value: Record, citations: Sequence[Record], lines: Sequence[str]) -> None:
    """The cited span holds the figure as printed, and what is printed reads as the value."""
    assert 0 <= value["citation"] < len(citations), value
    citation = citations[value["citation"]]
    span = citation["text"][citation["start"] : citation["end"]]
    if value["unit"] in NOT_NUMBERS:
        assert span.split()[0] in value["printed"] or value["printed"] in span, (span, value["printed"])
        return
    assert span in value["printed"] or value["printed"] in span, (span, value["printed"])
    read, given = read_printed(span, value["scale"]), Decimal(value["value"])
    assert abs(read) == abs(given), (span, value["value"], value["scale"])
    # A sentence runs over lines: the word that makes it a loss may stand on the one before.
    around = " ".join(lines[max(citation["line"] - 4, 0) : citation["line"] + 2])
    assert read == given or LOSS.search(around), (span, value["value"])


def read_printed(printed: str, scale: int) -> Decimal:
    """A figure in base units: parentheses and a minus before it are negative, dashes are zero."""
    text = printed.strip().lower()
    if text.strip("$ ") in NILS:
        return Decimal(0)
    found = FIGURE.search(text)
    if not found:
        words = [w for w in re.findall(r"[a-z]+", text) if w in WORDS]
        assert words, f"no figure in {printed!r}"
        return Decimal(WORDS[words[0]] * scale)
    said = [SCALES[word] for word in re.findall(r"[a-z]+", text[found.end() :]) if word in SCALES]
    assert not said or said[0] == scale, (printed, scale)
    negative = bool(re.search(r"[(\-–−]\s*\$?\s*$", text[: found.start()]))
    number = Decimal(found.group().replace(",", ""))
    return (-number if negative else number) * scale


def _assert_result(answer: Record) -> None:
    """The answer's own number: one of its values, their count, or what the calculation comes to."""
    if answer["value"] is None:
        assert answer["values"], "neither a value nor a list of them"
        return
    given, calculation = Decimal(answer["value"]), answer["calculation"]
    if calculation is None:
        shown = {abs(Decimal(v["value"])) for v in answer["values"] if v["unit"] not in NOT_NUMBERS}
        # A count is of the values shown, or of those among them that meet a condition.
        counted = set(map(Decimal, range(len(answer["values"]) + 1))) if answer["unit"] == "count" else set()
        assert abs(given) in shown | counted, (answer["value"], answer["values"])
        return
    assert calculation["operands"], "a calculation without operands"
    operands = [answer["values"][position] for position in calculation["operands"]]
    allowed = {abs(Decimal(v["value"])) / scale for v in operands for scale in (1, v["scale"])}
    for figure in figures(calculation["expression"]):
        # A whole number up to twelve may be the question's own ("per quarter over nine months").
        assert figure in allowed or (figure == figure.to_integral_value() and figure <= 12), calculation
    worth = abs(evaluate(calculation["expression"]) * _factor(answer["unit"], operands))
    for number in (given, Decimal(calculation["result"].rstrip("…"))):
        assert abs(worth - abs(number)) <= Decimal("0.00001") + worth / 10**9, (worth, calculation)


def _factor(unit: str, operands: Sequence[Record]) -> int:
    """From the expression's figures, in the scale that its operands share or else in base units, to
    the unit of the answer."""
    units, scales = {v["unit"] for v in operands}, {v["scale"] for v in operands}
    if unit == "percent":
        return 1 if units == {"percent"} else 100
    return int(scales.pop()) if len(scales) == 1 and units == {unit} else 1


def figures(expression: str) -> Iterator[Decimal]:
    for found in FIGURE.finditer(expression):
        yield Decimal(found.group().replace(",", ""))


def evaluate(expression: str) -> Decimal:
    """The value of `(1,103 - 1,854) / |-1,854|`: + - * / and sizes between bars, in decimals."""
    text = re.sub(r"\|([^|]*)\|", r"abs(\1)", expression).replace(",", "").replace("×", "*").replace("÷", "/")
    return _evaluated(ast.parse(text.replace("−", "-"), mode="eval").body)


def _evaluated(node: ast.AST) -> Decimal:
    if isinstance(node, ast.BinOp):
        return Decimal(STEPS[type(node.op)](_evaluated(node.left), _evaluated(node.right)))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_evaluated(node.operand)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "abs":
        return abs(_evaluated(node.args[0]))
    assert isinstance(node, ast.Constant), ast.dump(node)
    return Decimal(str(node.value))
