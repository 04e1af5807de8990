"""Every rule's examples and rejects, and the long tail in tests/corpus, each with a test id of its own.

An example is read whole, once, by its own rule; where a part is marked with [brackets], that part.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from grammar.amounts import AMOUNTS, find_amounts
from grammar.dates import DATES, with_dates
from grammar.engine import find
from grammar.period_rules import PERIODS, YEARS
from grammar.periods import AROUND, find_periods
from grammar.relative_rules import SHIFTS
from grammar.rules import Rule, Rules
from grammar.runs import items_of
from grammar.values import Amount, PeriodPhrase

CORPUS = Path(__file__).parent / "corpus"
STAGES: tuple[Rules, ...] = (DATES, YEARS, SHIFTS, PERIODS, AROUND, AMOUNTS)


def readings(kind: str, text: str) -> list[tuple[int, int, str, Any]]:
    """(start, end, rule, value) of all that is read of a text by the stage of that kind."""
    if kind in (PERIODS.kind, AROUND.kind):
        return [(one.start, one.end, one.rule, one.value) for one in find_periods(text)]
    if kind == AMOUNTS.kind:
        return [(one.start, one.end, one.rule, one.value) for one in find_amounts(text)]
    stage = next(stage for stage in STAGES if stage.kind == kind)
    found = []
    for run in items_of(text):
        items = run if stage is DATES else with_dates(run)
        found += [(one.start, one.end, one.rule, one.value) for one in find(stage, items)]
    return found


def marked(text: str) -> tuple[str, int, int, bool]:
    """A text without its brackets, and the span they marked; the whole text where there are none."""
    match = re.search(r"\[(.*?)\]", text, re.DOTALL)
    if match is None:
        return text, 0, len(text), False
    return text.replace("[", "").replace("]", ""), match.start(), match.end() - 2, True


def rules() -> Iterator[Rule]:
    for stage in STAGES:
        yield from stage


EXAMPLES = [(rule, text, value) for rule in rules() for text, value in rule.examples]
REJECTS = [(rule, text) for rule in rules() for text in rule.rejects]


@pytest.mark.parametrize(
    ("rule", "text", "value"), EXAMPLES, ids=[f"{rule.name}/{text}" for rule, text, _ in EXAMPLES]
)
def test_an_example_is_read_whole_by_its_rule(rule: Rule, text: str, value: object) -> None:
    text, start, end, part = marked(text)
    found = readings(rule.kind, text)
    if part:
        found = [one for one in found if one[:2] == (start, end)]
    if text.startswith(("the ", "The ")) and rule.kind in (YEARS.kind, SHIFTS.kind):
        found = [(0, *one[1:]) for one in found]  # the article is taken in by a later step
    assert found == [(start, end, rule.name, value)]


@pytest.mark.parametrize(("rule", "text"), REJECTS, ids=[f"{rule.name}/{text}" for rule, text in REJECTS])
def test_nothing_is_read_of_a_near_miss(rule: Rule, text: str) -> None:
    found = readings(rule.kind, text)
    assert [one for one in found if rule.kind != DATES.kind or one[2] not in ("month", "month day")] == []


def test_rule_names_are_unique_within_and_across_stages() -> None:
    names = [(rule.kind, rule.name) for rule in rules()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", list(rules()), ids=lambda rule: f"{rule.kind}/{rule.name}")
def test_no_rule_is_without_an_example(rule: Rule) -> None:
    assert rule.examples, f"give '{rule.name}' an example"


def corpus(name: str) -> list[dict[str, Any]]:
    data = tomllib.loads((CORPUS / f"{name}.toml").read_text(encoding="utf-8"))
    examples: list[dict[str, Any]] = data["example"]
    return examples


def fields(value: object, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}


@pytest.mark.parametrize("example", corpus("periods"), ids=lambda example: example["text"])
def test_the_corpus_of_periods(example: dict[str, Any]) -> None:
    text = example["text"]
    found = [{"span": text[one.start : one.end]} | _said(one.value) for one in find_periods(text)]
    assert found == example["reads"]


def _said(phrase: PeriodPhrase) -> dict[str, Any]:
    """The fields that say something, as TOML would hold them."""
    said = {}
    for name in PeriodPhrase.__slots__:
        value = getattr(phrase, name)
        if (
            value is None
            or (name in ("year_shift", "quarter_shift") and not value)
            or (name == "last" and not value)
        ):
            continue
        said[name] = value if isinstance(value, date | int | str | bool) else str(value)
    return said


@pytest.mark.parametrize("example", corpus("amounts"), ids=lambda example: example["text"])
def test_the_corpus_of_amounts(example: dict[str, Any]) -> None:
    found = [_amount(one.value) for one in find_amounts(example["text"])]
    wanted = [{"unit": "", "hedge": ""} | read for read in example["reads"]]
    assert found == [{**read, "value": str(Decimal(read["value"]))} for read in wanted]


def _amount(amount: Amount) -> dict[str, str]:
    return {"unit": amount.unit, "hedge": amount.hedge, "value": str(amount.value), "printed": amount.printed}
