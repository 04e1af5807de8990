"""What is offered to be asked next is answered, and fits."""

from __future__ import annotations

import pytest
from chats import SAMPLE
from companies import KILNS, LOOMS, book_of

import qa
from qa.book import Book
from qa.suggestions import following, kind_of, opening


@pytest.fixture(scope="module")
def book() -> Book:
    return qa.read(SAMPLE)


@pytest.mark.parametrize(
    ("question", "kind", "offered"),
    [
        (
            "What were net sales in the third quarter of fiscal 2004?",
            "figure",
            ("and a year earlier?", "by how much did it change?"),
        ),
        ("How much did inventories fall since the last fiscal year end?", "change", ("and in percent?",)),
        ("List the current assets", "list", ("by how much did it change?", "which was the largest?")),
        ("What is the current ratio at June 30, 2004?", "measure", ("and at the last fiscal year end?",)),
        ("Who was the first customer for the Nocturne planetarium?", "text", ()),
        ("How much did the company spend on advertising?", "", ()),
    ],
)
def test_follow_ups_fit_the_answer(book: Book, question: str, kind: str, offered: tuple[str, ...]) -> None:
    session = book.session()
    answer = session.ask(question)
    assert kind_of(answer) == kind
    found = following(session, answer, 5)
    assert found[: len(offered)] == offered
    assert bool(found) == bool(offered)
    for follow_up in found:
        told = session.copy().ask(follow_up)
        assert told.answered
        assert told.carried
        assert told.text != answer.text


def test_trying_them_leaves_no_trace(book: Book) -> None:
    session = book.session()
    answer = session.ask("What were net sales in the third quarter of fiscal 2004?")
    following(session, answer, 9)
    assert session.ask("and a year earlier?").value == "17331000"


def test_no_more_than_wanted(book: Book) -> None:
    session = book.session()
    answer = session.ask("What were net sales in the third quarter of fiscal 2004?")
    assert len(following(session, answer, 2)) == 2
    assert len(opening(book, None, 4)) == 4


def test_questions_to_begin_with_are_answered(book: Book) -> None:
    found = opening(book, None, 9)
    assert found[0] == "What was revenue?"
    assert all(book.session().ask(question).answered for question in found)


def test_with_several_companies_they_say_whose() -> None:
    book = book_of(KILNS | LOOMS)
    found = opening(book, None, 6)
    assert found[0] == "Harbor: what was revenue?"
    assert "Osprey: what was revenue?" in found
    assert not [question for question in found if "name of the company" in question]
    assert all(book.session().ask(question).answered for question in found)
    assert "What was revenue?" in opening(book, "looms-a.txt", 6)


def test_without_a_filing_there_is_nothing_to_offer() -> None:
    assert opening(qa.open(), None, 5) == ()
