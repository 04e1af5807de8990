"""Sentences that say there is none of what is asked for."""

from __future__ import annotations

from functools import cache

import pytest

import qa

PARAGRAPHS = [
    "As of May 31, 2019, the harbor had no accrued penalties for late dredging.",
    "There were no collisions of ferries in 2019 or 2018.",
    "The harbor had two cranes. No barges sank, and cranes were repaired for $2 million in 2019.",
]


@cache
def book() -> qa.Book:
    return qa.excerpt(PARAGRAPHS)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("What was the amount of accrued penalties for late dredging in 2019?", PARAGRAPHS[0]),
        ("Were there any collisions of ferries in 2018?", PARAGRAPHS[1]),
    ],
)
def test_none_is_said_in_the_words_of_the_filing(question: str, sentence: str) -> None:
    answer = book().session().ask(question)
    assert (answer.status, answer.unit, answer.value) == ("answered", "text", sentence)
    assert answer.citations[0].text[answer.citations[0].start :].startswith(sentence[:20])


@pytest.mark.parametrize(
    "question",
    ["Were there any strikes of pilots in 2019?", "What was the amount of accrued wages of pilots in 2019?"],
)
def test_of_other_things_nothing_is_denied(question: str) -> None:
    assert book().session().ask(question).status == "unanswerable"
