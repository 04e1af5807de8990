"""Figures that sentences give: the one of the words and the time asked for, and rows of them."""

from __future__ import annotations

from functools import cache

import pytest

import qa
from qa.figure_answers import figure_answer
from qa.passage_index import PassageIndex

PARAGRAPHS = [
    "Dredging expense was $2.5 million, $2.6 million and $2.4 million during fiscal 2019, 2018 and 2017, "
    "respectively.",
    "At March 31, 2019, we had a $1.1 million reserve for storm claims at the south pier and a reserve of "
    "$0.3 million for ice claims at the north pier.",
    "The deposits held by lock keepers amount to €261,518 (2018: €283,752).",
    "Toll income increased $4.2 million from $31.0 million in 2018 to $35.2 million in 2019.",
    "There were 268,000 and 108,000 season tickets sold for the years ended March 31, 2019 and 2018, "
    "respectively, by lock keepers.",
    "We estimate that we will spend approximately $14.2 million and $10.8 million over the next year on "
    "gates and moorings, respectively.",
    "Unearned fares will be recognized over a weighted average period of 2.5 years.",
    "The ten largest shippers stood for 49% (53%) of all lock traffic in 2019.",
    "In 2019 we bought 50 used barges. Of these we scrapped eight and leased 42 to miners.",
    "The decrease in net bookings for 2019, as compared to 2018, was due to:",
    "a $572 million decrease in Fjord net bookings, chiefly of cabins;",
    "a $39 million decrease in Delta net bookings.",
    "At June 30, 2019 the yard ran 12 large dredgers, 40 tugs and 9 pilot cutters in the Delta and 31 tugs "
    "at sea.",
]


@cache
def index() -> PassageIndex:
    book = qa.excerpt(PARAGRAPHS)
    return book.view(book.filings[0]).passages


ANSWERS = [
    ("What was the dredging expense in 2019?", ["$2.5 million"]),
    ("What was the dredging expense in 2018?", ["$2.6 million"]),
    ("What was the dredging expense in 2018 and 2019 respectively?", ["$2.6 million", "$2.5 million"]),
    ("What was the reserve for storm claims at the south pier in 2019?", ["$1.1 million"]),
    ("What was the reserve for ice claims at the north pier at March 31, 2019?", ["$0.3 million"]),
    ("What were the deposits held by lock keepers in 2018?", ["€283,752"]),
    ("What was toll income in 2018?", ["$31.0 million"]),
    ("What was the increase in toll income in 2019?", ["$4.2 million"]),
    ("How many season tickets were sold in 2018?", ["108,000"]),
    (
        "How much will we spend on gates and moorings over the next year, respectively?",
        ["$14.2 million", "$10.8 million"],
    ),
    ("Over what period will unearned fares be recognized?", ["2.5 years"]),
    ("What proportion of lock traffic did the ten largest shippers stand for in 2019?", ["49%"]),
    ("How many used barges were leased to miners?", ["42"]),
    ("What was the decrease in Delta net bookings for 2019?", ["$39 million"]),
    ("How many cutters were there in the Delta at June 30, 2019?", ["9"]),
]


@pytest.mark.parametrize(("question", "printed"), ANSWERS, ids=[question for question, _ in ANSWERS])
def test_the_figure_beside_the_words_of_the_question(question: str, printed: list[str]) -> None:
    found = figure_answer(question, index())
    assert found is not None
    assert ([part for _, part in found.parts] or [found.printed]) == printed


@pytest.mark.parametrize(
    "question",
    [
        "What was the towing expense in 2019?",
        "What was the reserve for flood damage at the lighthouse in 2019?",
        "Why was dredging expense $2.5 million in 2019?",
        "",
    ],
)
def test_what_no_sentence_says_is_not_answered(question: str) -> None:
    assert figure_answer(question, index()) is None


def test_another_year_is_less_sure_than_any_answer_that_is_used() -> None:
    found = figure_answer("What was the dredging expense in 2009?", index())
    assert found is None or found.confidence < 0.7


def test_figures_have_values_in_base_units_and_a_place_each() -> None:
    found = figure_answer("What was the dredging expense in 2019 and 2018 respectively?", index())
    assert found is not None
    assert [value for value, _ in found.parts] == ["2500000", "2600000"]
    assert (found.unit, len(found.places)) == ("USD", 2)
