"""Figures and calculations: expressions over facts, each leaf cited, in decimal arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation, localcontext
from typing import TYPE_CHECKING

from grammar.values import Period
from index.catalogue import Entry
from index.model import Fact

if TYPE_CHECKING:
    from qa.view import FilingView

PRECISION = 34
PLACES = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A printed figure: the line item and one of its facts. `size`: taken without its sign; `view`: the
    filing that prints it, where that is not the one the question is put to."""

    entry: Entry
    fact: Fact
    size: bool = False
    view: FilingView | None = None

    @property
    def value(self) -> Decimal:
        return abs(self.fact.value) if self.size else self.fact.value

    @property
    def unit(self) -> str:
        return self.fact.unit

    @property
    def period(self) -> Period | None:
        return self.fact.period


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that the question or a formula states ("three quarters"). `scaled`: in base units of the
    figures it is set against ("that less 100", in millions), and shown in their scale."""

    value: Decimal
    scaled: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """`symbol` (+ - * /) over two or more parts, applied from the left."""

    symbol: str
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Size:
    """The value of a part without its sign."""

    part: Node


Node = Leaf | Constant | Operation | Size


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure for one metric and period: printed (`node` is a leaf) or derived from printed ones."""

    node: Node
    entry: Entry
    period: Period | None
    unit: str
    note: str = ""  # how it was derived, in words
    name: str = ""  # what to call it, where its label is that of others as well

    @property
    def value(self) -> Decimal:
        result = evaluate(self.node)
        assert result is not None
        return result

    @property
    def leaf(self) -> Leaf | None:
        return self.node if isinstance(self.node, Leaf) else None


def evaluate(node: Node) -> Decimal | None:
    """The value of an expression; None where it divides by zero."""
    with localcontext() as context:
        context.prec = PRECISION
        try:
            return _value(node)
        except (DivisionByZero, InvalidOperation):
            return None


def _value(node: Node) -> Decimal:
    if isinstance(node, Leaf | Constant):
        return node.value
    if isinstance(node, Size):
        return abs(_value(node.part))
    result = _value(node.parts[0])
    for part in node.parts[1:]:
        value = _value(part)
        if node.symbol == "+":
            result += value
        elif node.symbol == "-":
            result -= value
        elif node.symbol == "*":
            result *= value
        else:
            result /= value
    return result


def leaves(node: Node) -> Iterator[Leaf]:
    """The printed figures of an expression, from left to right, each once."""
    seen: list[Leaf] = []
    for leaf in _leaves(node):
        if not any(same_place(leaf, other) for other in seen):
            seen.append(leaf)
            yield leaf


def same_place(one: Leaf, other: Leaf) -> bool:
    """Whether two figures are the same printed one."""
    return one.fact.place == other.fact.place and one.view is other.view


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, Size):
        yield from _leaves(node.part)
    elif isinstance(node, Operation):
        for part in node.parts:
            yield from _leaves(part)


def expression(node: Node) -> str:
    """The calculation as a person would write it: with the figures as printed where they share one
    scale, else in base units."""
    scales = {leaf.fact.scale for leaf in _leaves(node)}
    return _written(node, next(iter(scales)) if len(scales) == 1 else 1, top=True)


def _written(node: Node, scale: int, top: bool = False) -> str:
    if isinstance(node, Leaf):
        text = f"{node.value / scale:,f}"
        if "." in node.fact.printed and "." not in text:
            text += "." + "0" * len(
                node.fact.printed.rsplit(".", 1)[1].rstrip(")% abcdefghijklmnopqrstuvwxyz")
            )
        return f"({text})" if node.value < 0 and not top else text
    if isinstance(node, Constant):
        return f"{tidied(node.value / scale) if node.scaled else node.value:,f}"
    if isinstance(node, Size):
        return f"|{_written(node.part, scale, top=True)}|"
    text = f" {node.symbol} ".join(_written(part, scale) for part in node.parts)
    return text if top else f"({text})"


def tidied(value: Decimal) -> Decimal:
    """A value without the zeros that a division leaves behind its point."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def tidy(value: Decimal) -> str:
    """A calculated value as a plain decimal string, to six places, without trailing zeros."""
    rounded = value.quantize(PLACES) if value != value.to_integral_value() else value
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def difference(new: Node, old: Node) -> Node:
    return Operation("-", (new, old))


def percent_change(new: Node, old: Node) -> Node:
    """(new - old) / old. From below zero to above it, over the size of old: a rise is positive."""
    before, after = evaluate(old), evaluate(new)
    crosses = before is not None and after is not None and before < 0 <= after
    return Operation("/", (difference(new, old), Size(old) if crosses else old))


def total(parts: Sequence[Node]) -> Node:
    return parts[0] if len(parts) == 1 else Operation("+", tuple(parts))
