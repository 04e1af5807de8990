"""Which period a turn is of: its own, that of the talk, or none. On the sample release."""

from __future__ import annotations

import pytest

import qa
from tests.gold import SAMPLE

BEFORE = "What were net sales in the third quarter of fiscal 2003?"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("customer deposits now?", "2915000"),
        ("number of common shares authorized?", "20000000"),
        ("average shareholders' equity over the two balance sheet dates", "26318500"),
        ("how many items add up to total current assets?", "6"),
        ("Number of U.S. patents granted?", "94"),
    ],
)
def test_no_period_is_carried_into_what_says_its_own_or_has_none(question: str, value: str) -> None:
    with qa.read(SAMPLE) as book:
        talk = book.session()
        assert talk.ask(BEFORE).answered
        answer = talk.ask(question)
    assert answer.value == value, answer.text
    assert "period" not in answer.carried


def test_the_period_of_the_talk_holds_for_another_metric() -> None:
    with qa.read(SAMPLE) as book:
        talk = book.session()
        before = talk.ask(BEFORE)
        answer = talk.ask("and what was gross profit?")
    assert answer.values[0].period == before.values[0].period
    assert "period" in answer.carried
    assert "carried over: period" in answer.interpretation


MARGIN = [
    ("What was gross margin in the third quarter of fiscal 2004?", "47.195181", "Gross margin was 47.2 %"),
    ("and a year earlier?", "35.220126", "Gross margin was 35.2 %"),
    ("by how much did it change?", "11.975055", "Gross margin rose by 12.0 percentage points, from 35.2 %"),
    ("and in percent?", "34.000602", "Gross margin rose by 34.0 %"),
]


def test_a_margin_stays_a_margin_from_turn_to_turn() -> None:
    with qa.read(SAMPLE) as book:
        talk = book.session()
        for question, value, text in MARGIN:
            answer = talk.ask(question)
            assert (answer.value, answer.unit) == (value, "percent"), question
            assert answer.text.startswith(text)
            assert {one.label for one in answer.values} == {"Gross profit", "Total net sales"}
