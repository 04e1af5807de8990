"""Questions as built: what each leaves open, its verb and the preposition that the answer follows."""

from __future__ import annotations

import pytest

from qa.frames import read_frame

FRAMES = [
    ("Why did ferry income fall in 2019?", "reason", ""),
    ("What caused the fall in ferry income?", "reason", ""),
    ("What was the main reason for the delay of the dredger?", "reason", ""),
    ("What was the fall in ferry income due to?", "reason", ""),
    ("What affected the toll rate?", "reason", ""),
    ("How is the toll rate determined?", "manner", ""),
    ("When does the harbor record a claim?", "condition", ""),
    ("How often are the buoys inspected?", "often", ""),
    ("What are deferred fares?", "meaning", ""),
    ("What does toll income consist of?", "object", "of"),
    ("What is the contract limited to?", "object", "to"),
    ("What do ship repair creditors relate to?", "object", "to"),
    ("What is included in other moorings?", "agent", "in"),
    ("Who approved the budget?", "agent", ""),
    ("What does the table show?", "contents", ""),
    ("What information is shown in the table below?", "contents", ""),
]


@pytest.mark.parametrize(("question", "kind", "particle"), FRAMES, ids=[question for question, *_ in FRAMES])
def test_what_a_question_leaves_open(question: str, kind: str, particle: str) -> None:
    frame = read_frame(question)
    assert frame is not None
    assert (frame.kind, frame.particle) == (kind, particle)


@pytest.mark.parametrize(
    "question",
    [
        "How much was toll income in 2019?",
        "How many barges passed?",
        "What was the amount of tolls in 2019?",
        "What did the harbor pay for the dredger?",
        "What revenue does the harbor expect?",
        "By how much did tolls fall?",
        "Tolls in 2019",
        "",
    ],
)
def test_questions_for_figures_have_no_frame(question: str) -> None:
    assert read_frame(question) is None


def test_the_verb_is_found_behind_nouns_that_may_be_verbs() -> None:
    frame = read_frame("What do ship repair plans include?")
    assert frame is not None
    assert {"includ", "compriz", "consist"} <= frame.verb
    assert [term.word for term in frame.terms] == ["ship", "repair", "plans"]


def test_the_filer_and_the_time_are_no_terms() -> None:
    frame = read_frame("Why did Fjordline tolls fall in fiscal 2019?", frozenset(["fjordlin"]))
    assert frame is not None
    assert [term.word for term in frame.terms] == ["tolls", "fall"]
    assert [period.year for period in frame.periods] == [2019]
