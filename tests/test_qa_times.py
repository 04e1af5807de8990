"""The time a question asks about against the times that a sentence speaks of."""

from __future__ import annotations

import pytest

from grammar.calendar import Context, FiscalCalendar
from grammar.values import PeriodPhrase
from qa.times import other_time, same_time, time_places, times

CONTEXT = Context(FiscalCalendar(end_month=9, end_day=30, stated=True))


def phrase(text: str) -> PeriodPhrase:
    (found,) = times(text)
    return found


SAME = [
    ("the second quarter of fiscal 2025", "the second quarter of fiscal 2025"),
    ("Q2 2025", "the second quarter of 2025"),
    ("June 30, 2025", "June 30, 2025"),
    ("fiscal 2024", "the year ended September 30, 2024"),
    ("the three months ended March 31, 2025", "the second quarter of fiscal 2025"),
    ("the second quarter", "the second quarter of fiscal 2025"),
    ("2024", "fiscal 2024"),
]


@pytest.mark.parametrize(("wanted", "have"), SAME, ids=[f"{a} = {b}" for a, b in SAME])
def test_the_same_time(wanted: str, have: str) -> None:
    assert same_time(phrase(wanted), phrase(have), CONTEXT)


APART = [
    ("the second quarter of fiscal 2025", "the second quarter of fiscal 2024"),
    ("the second quarter of fiscal 2025", "the third quarter of fiscal 2025"),
    ("fiscal 2025", "the second quarter of fiscal 2025"),
    ("the second quarter of fiscal 2025", "the six months ended March 31, 2025"),
    ("June 30, 2025", "June 30, 2024"),
    ("fiscal 2025", "the second quarter"),
]


@pytest.mark.parametrize(("wanted", "have"), APART, ids=[f"{a} - {b}" for a, b in APART])
def test_another_time(wanted: str, have: str) -> None:
    assert not same_time(phrase(wanted), phrase(have), CONTEXT)


OTHER = [
    ("fiscal 2025", "fiscal 2024", True),
    ("the second quarter", "the third quarter", True),
    ("June 30, 2025", "June 30, 2024", True),
    ("the second quarter", "fiscal 2024", False),
    ("fiscal 2025", "fiscal 2025", False),
]


@pytest.mark.parametrize(("wanted", "have", "other"), OTHER, ids=[f"{a}, {b}" for a, b, _ in OTHER])
def test_times_that_differ_in_what_both_say(wanted: str, have: str, other: bool) -> None:
    assert other_time(phrase(wanted), phrase(have)) is other


def test_the_times_of_a_sentence_in_its_order() -> None:
    text = "Sales rose in the second quarter of fiscal 2025 and were flat in fiscal 2024."
    assert [(found.form, found.number, found.year) for found in times(text)] == [
        ("quarter", 2, 2025),
        ("year", None, 2024),
    ]
    first, second = time_places(text)
    assert text[first:].startswith(("second quarter", "the second quarter"))
    assert text[second:].startswith("fiscal 2024")


def test_no_text_has_no_times() -> None:
    assert times("") == ()
    assert time_places("") == ()
