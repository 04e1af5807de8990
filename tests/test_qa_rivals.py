"""Other readings of a question, and taking one of them: through sessions, the prompt over a pipe, and long
conversations."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from companies import KILNS, LOOMS, book_of
from gold import SAMPLE, SAMPLE_GOLD, read_gold

import qa
from qa.book import Book
from qa.errors import QuestionError
from qa.loop import Conversation, Face
from qa.render import plain_lines

CASH_FLOWS = "Net income (loss) (Consolidated Statements of Cash Flows)"


@pytest.fixture(scope="module")
def release() -> Iterator[Book]:
    with qa.read(SAMPLE) as book:
        yield book


@pytest.fixture(scope="module")
def two() -> Iterator[Book]:
    with book_of({**KILNS, **LOOMS}) as book:
        yield book


def test_another_line_item_of_the_same_name(release: Book) -> None:
    session = release.session()
    first = session.ask("What was net income for the nine months?")
    assert session.readings() == first.alternatives == (CASH_FLOWS,)
    other = session.ask_as(CASH_FLOWS)
    assert (other.value, first.value) == ("2972000", "2972000")
    assert (first.citations[0].line, other.citations[0].line) == (207, 239)
    assert other.interpretation.endswith(f" · chosen: {CASH_FLOWS}")


def test_a_follow_up_is_read_again_from_where_it_was_asked(release: Book) -> None:
    session = release.session()
    session.ask("What was gross profit for the nine months?")
    session.ask("and net income a year earlier?")
    other = session.ask_as(CASH_FLOWS)
    assert (other.value, other.citations[0].line) == ("-701000", 239)


def test_where_it_was_not_answered_the_reading_is_a_question(release: Book) -> None:
    session = release.session()
    assert not session.ask("What was revenue in 1999?").answered
    reading = session.readings()[1]
    assert reading == "Total net sales, Three Months Ended June 30, 2003"
    assert session.ask_as(reading).value == "17331000"


def test_only_what_it_offered_can_be_taken(release: Book) -> None:
    session = release.session()
    with pytest.raises(QuestionError, match="no other reading"):
        session.ask_as(CASH_FLOWS)
    session.ask("What were inventories?")
    with pytest.raises(QuestionError, match="no other reading"):
        session.ask_as(CASH_FLOWS)


def test_every_reading_that_is_offered_is_answered_otherwise(release: Book) -> None:
    offered = 0
    for record in read_gold(SAMPLE_GOLD):
        session = release.session()
        first = session.ask(record["question"])
        for reading in session.readings():
            again = release.session()
            again.ask(record["question"])
            found = again.ask_as(reading)
            assert found.answered, (record["question"], reading)
            assert (found.value, found.citations) != (first.value, first.citations)
            offered += 1
    assert offered > 20


def test_one_of_several_companies(two: Book) -> None:
    session = two.session()
    asked = session.ask("What were net sales in the first quarter of fiscal 2011?")
    assert asked.status == "ambiguous"
    assert session.readings() == ("Harbor Kilns, Inc.", "Osprey Looms Corporation")
    assert session.company is None
    assert session.ask_as("Harbor Kilns, Inc.").value == "1210000"
    assert session.company == "Harbor Kilns, Inc."
    assert session.ask("and a year earlier?").value == "1105000"  # the company stays


def test_a_question_that_names_two_companies(two: Book) -> None:
    session = two.session()
    asked = session.ask("What were the net sales of Harbor Kilns and Osprey Looms?")
    assert asked.status == "ambiguous"
    for company in session.readings():
        again = two.session()
        again.ask("What were the net sales of Harbor Kilns and Osprey Looms?")
        again.ask_as(company)
        assert again.company == company


def shown(book: Book, *lines: str) -> list[str]:
    """What a session over a pipe shows for each line."""
    typed, replies = iter(lines), []
    face = Face(lambda: next(typed, None), lambda _, reply: replies.append(plain_lines(reply)), lambda: 100)
    Conversation(book, face).run()
    return replies


def test_companies_are_asked_back_about_and_chosen_by_number_or_name(two: Book) -> None:
    question = "What were net sales in the first quarter of fiscal 2011?"
    asked, first = shown(two, question, "1")
    assert asked == (
        "Which company? Several companies fit and the question names none.\n\n"
        " 1  Harbor Kilns, Inc.\n 2  Osprey Looms Corporation\n"
    )
    assert first.startswith("Net sales were $1.21 million for the three months ended September 30, 2010.")
    assert shown(two, question, "harbor")[1] == first
    assert "Osprey" not in first


def test_after_two_hundred_turns_a_question_is_answered_as_at_first(release: Book) -> None:
    """Stand-alone questions, those of the gold file that name their period."""
    records = [r for r in read_gold(SAMPLE_GOLD) if not r.get("session") and "200" in r["question"]]
    fresh = {r["question"]: release.session().ask(r["question"]) for r in records}
    session = release.session()
    asked = 0
    while asked < 200:
        for question, answer in fresh.items():
            found = session.ask(question)
            assert (found.status, found.value, found.citations) == (
                answer.status,
                answer.value,
                answer.citations,
            ), f"turn {asked}: {question}"
            asked += 1
