"""Which rules are tried on a text: what a rule needs is in everything that its pattern matches."""

from __future__ import annotations

import re
from typing import Any

import pytest

from grammar.amounts import AMOUNTS, find_amounts
from grammar.dates import DATES
from grammar.engine import find
from grammar.links import REST_BEFORE
from grammar.period_rules import PERIODS, YEARS
from grammar.periods import AROUND, find_periods
from grammar.relative_rules import SHIFTS
from grammar.rules import Matcher, Rule, Rules, compile_pattern
from grammar.runs import Run, items_of

STAGES: tuple[Rules, ...] = (DATES, YEARS, SHIFTS, PERIODS, AROUND, AMOUNTS)
# Half a phrase, which is read only where the other half, a quarter, stands somewhere before it.
HALVES = frozenset({REST_BEFORE})
NEEDY = [
    (rule, group)
    for stage in STAGES
    for rule in stage
    for group in Matcher(rule).needs
    if rule.name not in HALVES
]


def parsed(pattern: str) -> Any:
    """The parse tree of a regular expression, as the standard library makes it."""
    return re._parser.parse(pattern)  # type: ignore[attr-defined]


def is_needed(tree: Any, codes: frozenset[str]) -> bool:
    """Whether every text that the tree matches holds one of the codes, looks to either side included."""
    return any(_needs(str(kind), value, codes) for kind, value in tree)


def _needs(kind: str, value: Any, codes: frozenset[str]) -> bool:
    if kind == "LITERAL":
        return chr(value) in codes
    if kind == "IN":
        return all(str(one) == "LITERAL" and chr(code) in codes for one, code in value)
    if kind in ("MAX_REPEAT", "MIN_REPEAT"):
        return value[0] > 0 and is_needed(value[2], codes)
    if kind == "SUBPATTERN":
        return is_needed(value[3], codes)
    if kind == "BRANCH":
        return all(is_needed(branch, codes) for branch in value[1])
    if kind == "ASSERT":
        return is_needed(value[1], codes)
    if kind == "GROUPREF_EXISTS":
        return value[2] is not None and all(is_needed(branch, codes) for branch in value[1:])
    return False


@pytest.mark.parametrize(("rule", "group"), NEEDY, ids=[f"{rule.kind}/{rule.name}" for rule, _ in NEEDY])
def test_a_rule_is_never_skipped_where_it_could_match(rule: Rule, group: frozenset[str]) -> None:
    assert is_needed(parsed(compile_pattern(rule.pattern).pattern), group)


def test_every_rule_is_tried_on_its_examples() -> None:
    for stage in STAGES:
        for matcher in stage.matchers():
            assert all(matcher.needs), matcher.rule.name


def codes_of(text: str) -> str:
    (run,) = items_of(text)
    return run.codes


@pytest.mark.parametrize("stage", STAGES, ids=[stage.kind for stage in STAGES])
def test_only_rules_that_can_match_are_tried(stage: Rules) -> None:
    wanted = stage.wanted(codes_of("Sales rose by 12% to $3.1 million in the third quarter of fiscal 2010."))
    assert len(wanted) < len(list(stage))
    assert [one for one in stage.matchers() if one in wanted] == wanted  # in the order of the rules


def test_items_are_cut_and_joined() -> None:
    (run,) = items_of("Acme's long-term N-2008, 500ml (10-K) of\n\n1,094")
    assert isinstance(run, Run)
    texts = [item.text for item in run]
    assert "|".join(texts) == "Acme| |long|-|term| |N|-|2008|,| |500|ml| |(|10|-|K|)| |of|\n\n|1,094"
    assert [run.starts[place] for place in range(len(run))] == [item.start for item in run]
    assert run[3].code == " "  # a hyphen between words is a gap
    glued = codes_of("500ml")[0]
    assert [run.codes.index(glued), run.codes.count(glued)] == [8, 3]  # 2008, 500 and 10 are parts of names
    assert "".join(item.code for item in run) == run.codes


def test_an_item_covers_its_possessive() -> None:
    (run,) = items_of("the year's end")
    assert [(item.text, item.start, item.end) for item in run][2] == ("year", 4, 10)


def test_long_texts_are_cut_at_empty_lines_and_lose_nothing() -> None:
    text = ("word 12 " * 400 + "\n\n") * 4 + "1 " * 30_000
    runs = list(items_of(text))
    assert len(runs) > 8
    assert max(map(len, runs)) <= 4_000
    assert "".join(text[item.start : item.end] for run in runs for item in run) == text


@pytest.mark.parametrize(
    "unit", ["1 ", "$1, ", "a hundred ", "May 5, ", "2001-", "1 and ", "the quarter ", "($"]
)
def test_hostile_repetitions_are_read_in_linear_time(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    assert isinstance(find_amounts(text), list)
    assert isinstance(find_periods(text), list)


def test_of_two_readings_the_longer_is_kept_and_made() -> None:
    made = []
    rules = Rules("test")

    def keep(name: str, pattern: str) -> None:
        rules.rule(name, pattern, examples=[])(lambda match: made.append(name) or name)  # type: ignore[func-returns-value]

    keep("short", "<quarter>")
    keep("long", "<ordinal> <quarter>")
    (run,) = items_of("third quarter and quarter")
    assert [(one.value, one.start, one.end) for one in find(rules, run)] == [
        ("long", 0, 13),
        ("short", 18, 25),
    ]
    assert made == ["long", "short"]
