"""Questions that a clause answers: which span of which sentence, asked of a made-up filing."""

from __future__ import annotations

from functools import cache

import pytest

import qa
from qa.clause_answers import clause_answer
from qa.passage_index import PassageIndex

PARAGRAPHS = [
    "Ferry Fares and Tolls",
    "Toll income consists primarily of fees that barges pay at our three locks. Deferred fares "
    "represent tickets that were sold but not yet used at the end of the year.",
    "Toll income decreased $2.1 million for fiscal 2019 as compared to fiscal 2018. The decrease was "
    "mainly due to a long drought, partially offset by higher fees per barge.",
    "Toll income increased $1.4 million for fiscal 2018 as compared to fiscal 2017. The increase was "
    "primarily driven by the reopening of the north lock.",
    "The useful life of a lock gate is determined by comparison against gates of the same timber. "
    "Depreciation of ferries is calculated by dividing their cost by the sailings expected. Moorings are "
    "stated at cost.",
    "We recognize a season ticket as income when the season ends. Piers are reviewed for rot on an "
    "annual basis.",
    "The dredging contract is limited to the lower basin; the upper basin is dredged by the state.",
    "During 2019 we combined the “Canal repairs” line with “Lock repairs”.",
    "The Company operates in three regions: Northfjord, Eastmere and Saltholm.",
    "In May 2018, we acquired Tarnwerk, a small builder of wooden lock gates that works in the far north.",
    "Excluded from the traffic figures are rowing boats, school trips and rescue craft.",
    "The budget was approved by the Harbor Board on 6 June 2019. Our shares trade under the symbol “FLTO.”",
    "If the drought lasts into spring, the locks will be closed at night, and no refunds will be given.",
    "Spare gates are kept at each lock to reduce waiting time.",
    "The following table shows the number of barges by lock:",
    "(1) Includes empty barges on their way back.",
]
TABLE = [
    ["", "2019", "2018"],
    ["North lock (1)", "310", "402"],
    ["South lock", "295", "351"],
]


@cache
def book() -> qa.Book:
    return qa.excerpt([*PARAGRAPHS[:-1], TABLE, PARAGRAPHS[-1]])


@cache
def index() -> PassageIndex:
    return book().view(book().filings[0]).passages


ANSWERS = [
    ("What does toll income consist of?", "fees that barges pay at our three locks"),
    ("What do deferred fares represent?", "tickets that were sold but not yet used at the end of the year"),
    ("What are deferred fares?", "tickets that were sold but not yet used at the end of the year"),
    (
        "Why did toll income decrease in 2019?",
        "mainly due to a long drought, partially offset by higher fees per barge",
    ),
    ("What led to the increase in toll income in 2018?", "the reopening of the north lock"),
    ("What was the increase in toll income in 2018 driven by?", "the reopening of the north lock"),
    (
        "What was the reason for the increase in toll income in 2018?",
        "The increase was primarily driven by the reopening of the north lock",
    ),
    ("How is the useful life of a lock gate determined?", "by comparison against gates of the same timber"),
    ("How is depreciation of ferries calculated?", "dividing their cost by the sailings expected"),
    ("How are moorings stated?", "at cost"),
    ("When does the company recognize a season ticket as income?", "when the season ends"),
    ("How often are piers reviewed for rot?", "on an annual basis"),
    ("What is the dredging contract limited to?", "the lower basin"),
    ("What did we combine the canal repairs line with in 2019?", "Lock repairs"),
    ("What is Tarnwerk?", "small builder of wooden lock gates that works in the far north"),
    ("What is excluded from the traffic figures?", "rowing boats, school trips and rescue craft"),
    ("Who approved the budget?", "the Harbor Board"),
    ("What is the symbol under which the shares trade?", "FLTO"),
    ("Why are spare gates kept at each lock?", "to reduce waiting time"),
    (
        "What happens if the drought lasts into spring?",
        "the locks will be closed at night, and no refunds will be given",
    ),
    ("What does the table show?", "the number of barges by lock"),
    ("What does the north lock include?", "Includes empty barges on their way back"),
]


@pytest.mark.parametrize(("question", "words"), ANSWERS, ids=[question for question, _ in ANSWERS])
def test_the_span_that_the_question_leaves_open(question: str, words: str) -> None:
    found = clause_answer(question, index(), sure=False)
    assert found is not None
    assert found.printed.strip("“”").removeprefix("a ") == words


def test_names_of_a_list_are_values_of_their_own() -> None:
    found = clause_answer("What are the regions in which the company operates?", index())
    assert found is not None
    assert [printed for _, printed in found.parts] == ["Northfjord", "Eastmere", "Saltholm"]


@pytest.mark.parametrize(
    "question",
    [
        "What does parking income consist of?",
        "Why did parking income fall in 2019?",
        "How is the speed of a swan measured?",
        "What was toll income in 2019?",
        "How many barges passed the south lock?",
        "",
        "?",
        "what " * 200,
        "why " + "due to because of " * 60,
    ],
)
def test_where_no_clause_answers_nothing_is_said(question: str) -> None:
    assert clause_answer(question, index()) is None


def test_a_thing_with_figures_is_asked_for_its_figure_unless_it_is_defined() -> None:
    """ "What is the south lock?" has a row and no sentence that says what it is."""
    assert clause_answer("What is the south lock?", index(), measured=True) is None


def test_the_words_stand_in_the_cited_lines() -> None:
    answer = book().session().ask("Why did toll income decrease in 2019?")
    assert (answer.status, answer.unit) == ("answered", "text")
    cited = answer.citations[0]
    assert cited.text[cited.start : cited.end].startswith("mainly due to a long drought")


def test_a_list_has_no_value_but_members() -> None:
    answer = book().session().ask("What are the regions in which the company operates?")
    assert answer.value is None
    assert [value.value for value in answer.values] == ["Northfjord", "Eastmere", "Saltholm"]


def test_a_long_sentence_of_commas_is_read_in_time() -> None:
    words = "a, is b, due to c (d, because of e, includes " * 400
    with qa.excerpt([f"Fares fell {words} and so on.", "Nothing else."]) as hostile:
        passages = hostile.view(hostile.filings[0]).passages
        clause_answer("Why did fares fall?", passages)
        clause_answer("What does b include?", passages)
