"""Corrections, going back to a turn, and which of two figures is meant: value, unit, what is said of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import qa
from qa.going_back import corrected

TABLE = [
    ["(in millions)", "2009", "2008", "2007"],
    ["Sales of looms", "$1,500", "$1,200", "$1,000"],
    ["Sales of yarn", "300", "400", "380"],
    ["Rent received", "45.5", "40.0", "38.2"],
]


@pytest.fixture
def session() -> Iterator[qa.Session]:
    with qa.excerpt(["Weaver Brothers make looms and yarn (in millions):", TABLE]) as book:
        yield book.session()


@pytest.mark.parametrize(
    ("turn", "rest"),
    [
        ("no, in 2008", "in 2008"),
        ("Sorry, I meant sales of yarn", "sales of yarn"),
        ("actually make that 2007", "2007"),
        ("no change in rent?", "no change in rent?"),
        ("no-par stock", "no-par stock"),
        ("What was rent?", "What was rent?"),
        ("no", "no"),
    ],
)
def test_what_only_says_that_it_corrects_is_left_out(turn: str, rest: str) -> None:
    assert corrected(turn) == rest


TALKS = [
    (("What were sales of looms in 2009?", "no, in 2008"), "1200000000"),
    (("What were sales of looms in 2009?", "sorry, I meant sales of yarn"), "300000000"),
    (("What were sales of looms in 2009?", "and in 2008?", "the first one again"), "1500000000"),
    (
        ("What were sales of looms in 2009?", "What was rent received?", "go back to the first question"),
        "1500000000",
    ),
    (("What were sales of looms in 2009?", "and the earlier year?", "again"), "1200000000"),
    (
        ("What were sales of looms in 2009?", "no, in 2008", "the first one again", "and rent received?"),
        "45500000",
    ),
    (("What were sales of yarn in 2008?", "and rent received?", "which of the two is larger?"), "400000000"),
    (("What were sales of yarn in 2008?", "and rent received?", "which one is the lower?"), "40000000"),
    (
        (
            "What were sales of yarn in 2008?",
            "and rent received?",
            "the latter as a percentage of the former",
        ),
        "10",
    ),
    (
        ("What were sales of yarn in 2008?", "and rent received?", "what is the former less the latter?"),
        "360000000",
    ),
    (
        ("What were sales of yarn in 2008?", "and in 2009?", "the first one again", "the difference?"),
        "-100000000",
    ),
]


@pytest.mark.parametrize(("turns", "value"), TALKS, ids=[turns[-1] for turns, _ in TALKS])
def test_a_talk_goes_on_from_what_is_meant(session: qa.Session, turns: tuple[str, ...], value: str) -> None:
    for turn in turns:
        answer = session.ask(turn)
    assert answer.value == value, answer.text
    assert answer.question == turns[-1]


def test_going_back_is_said(session: qa.Session) -> None:
    for turn in ("What were sales of looms in 2009?", "and in 2008?", "the first one again"):
        answer = session.ask(turn)
    assert answer.interpretation.endswith("asked again: “What were sales of looms in 2009?”")
    assert [cited.line for cited in answer.citations] == [4]


def test_the_larger_of_two_is_named(session: qa.Session) -> None:
    for turn in ("What were sales of yarn in 2008?", "and rent received?", "which of the two is larger?"):
        answer = session.ask(turn)
    assert answer.text == "Sales of yarn for 2008 were the larger: $400 million."


def test_there_is_nothing_to_go_back_to(session: qa.Session) -> None:
    assert session.ask("the second question again").status == "unanswerable"
    assert session.ask("no, in 2008").status == "unanswerable"
