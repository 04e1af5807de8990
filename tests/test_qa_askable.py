"""What can be asked: questions made from a filing, each answered by it; and the question for them."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from test_qa_loop import Script

import qa
from qa.askable import Askable, askable, askable_lines
from qa.cli import run
from qa.faq import in_running_text, tells
from qa.loop import Conversation, Face
from qa.render import plain_lines
from qa.sanitize import width

SAMPLE = Path(str(files("qa").joinpath("data", "sample-release.txt")))


@cache
def found() -> tuple[Askable, ...]:
    with qa.read(SAMPLE) as book:
        return tuple(askable(book, book.filings[0], 40))


def test_each_question_is_answered_as_it_is_shown() -> None:
    shown = {one.question: one.answer for one in found()}
    assert shown["What was revenue?"] == "$20.75 million"
    assert shown["What was the operating margin?"] == "8.4 %"
    change = "How did total current assets change from September 30, 2003 to June 30, 2004?"
    assert shown[change] == "$4.281 million"
    with qa.read(SAMPLE) as book:
        answers = [book.session().ask(question) for question in shown]
    assert all(answer.answered and answer.citations for answer in answers)


def test_every_kind_is_shown_where_few_are_wanted() -> None:
    with qa.read(SAMPLE) as book:
        few = askable(book, book.filings[0], 6)
    assert len(few) == 6
    assert len({one.section for one in few}) == 6


def test_no_line_is_wider_than_the_terminal() -> None:
    for columns in (40, 72, 100):
        lines = list(askable_lines(found(), columns))
        longest = max(width(one.question) for one in found()) + 2
        assert all(width(line.text) <= max(columns, longest) for line in lines)


def test_a_label_that_says_nothing_makes_no_question() -> None:
    labels = ["Total", "Balance at June 30, 2004", "Total road", "EBITDA"]
    assert [tells(label) for label in labels] == [False, False, True, True]
    assert in_running_text("EBITDA") == "EBITDA"
    assert in_running_text("TOTAL ASSETS") == "total assets"


def test_the_command_prints_what_a_batch_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["questions", "--file", str(SAMPLE), "--most", "5", "--json"]) == 0
    asked = capsys.readouterr().out
    batch = tmp_path / "questions.jsonl"
    batch.write_text(asked, "utf-8")
    assert run(["ask", "--file", str(SAMPLE), "--batch", str(batch)]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["status"] for answer in answers] == ["answered"] * 5
    assert answers[0]["question"] == "What was revenue?"


@pytest.mark.parametrize(
    "words", ["what can I ask?", "Which questions can I ask about it", "help", "?", "\\questions"]
)
def test_a_session_says_what_can_be_asked(words: str) -> None:
    script = Script(words)
    with qa.read(SAMPLE) as book:
        Conversation(book, Face(script.read, script.write, lambda: 100)).run()
    shown = script.shown[0][1]
    assert "What was revenue?" in shown
    assert "$20.75 million" in shown


def test_a_session_is_taught() -> None:
    script = Script("\\teach star money = Cash and cash equivalents", "star money?", "\\teach star money")
    with qa.read(SAMPLE) as book:
        Conversation(book, Face(script.read, script.write, lambda: 100)).run()
    taught, answer, wrong = (shown for _, shown in script.shown)
    assert taught.strip() == "star money now means Cash and cash equivalents."
    assert "6,482" in answer
    assert "Write it as" in wrong
    assert plain_lines([]) == ""
