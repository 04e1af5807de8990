"""How a question was read: what won and why, what was not read, and the same as a page."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import qa
from qa.answer import Answer
from qa.cli import run
from qa.explain import Explanation, Tag
from qa.picture import page, picture

SAMPLE = Path(str(files("qa").joinpath("data", "sample-release.txt")))
GROWTH = "By what percentage did net income in Q3 2004 grow from the year-earlier quarter?"


@cache
def asked(question: str) -> Answer:
    with qa.read(SAMPLE) as book:
        return book.session().ask(question)


def explanation(question: str) -> Explanation:
    found = asked(question).explanation
    assert found is not None
    return found


def test_the_winner_is_marked_and_the_others_say_what_they_lack() -> None:
    found = [(one.line, one.chosen, one.note) for one in explanation(GROWTH).candidates]
    assert found[0] == (207, True, "concept net income")
    assert (239, False, "further down") in found
    assert {note for line, _, note in found if line < 100} == {"a sentence, and a row says it"}


def test_the_plan_names_operands_with_their_lines() -> None:
    plan = explanation("gross margin percentage").plan
    assert "operand: Gross profit: 9,793, line 184" in plan
    assert "operand: Total net sales: 20,750, line 176" in plan


def test_words_that_nothing_reads_are_marked() -> None:
    question = "What was net income of Tamarack?"
    unread = [tag for tag in explanation(question).tags if tag.kind == "unknown"]
    assert [question[tag.start : tag.end] for tag in unread] == ["Tamarack"]


def test_the_picture_has_a_span_for_each_tag() -> None:
    drawn = picture(explanation(GROWTH), GROWTH)
    for label in ("metric: net income", "period: quarter", "period: relative", "operation: up"):
        assert label in drawn


def test_the_page_shows_the_answer_its_proof_and_the_candidates() -> None:
    shown = page(asked(GROWTH))
    assert "256.6 %" in shown
    assert "<mark>$1,007</mark>" in shown
    assert 'class="chosen"' in shown
    assert "Cash flows from operating activities &gt; Net income (loss)" in shown


def test_nothing_of_the_question_reaches_the_page_as_markup() -> None:
    hostile = "What was <script>alert(1)</script> net income\x1b[2J?"
    shown = page(asked(hostile))
    assert "<script>" not in shown
    assert "\x1b" not in shown
    tag = Tag(0, 3, "metric", "<img src=x>")
    assert "<img" not in picture(Explanation((tag,), (), (), "abc"), "abc")


def test_what_cannot_be_printed_moves_no_tag() -> None:
    text = "a\u202e\x1b sales"
    drawn = picture(Explanation((Tag(4, 9, "metric", "revenue"),), (), (), text), text)
    assert "a \ufffd \ufffd <span" in " ".join(drawn.split())


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    out = tmp_path / "read.html"
    assert run(["ask", "--file", str(SAMPLE), "--picture", str(out), "net income in Q3 2004"]) == 0
    written = out.read_text("utf-8")
    assert written.startswith("<!DOCTYPE html>")
    assert "metric: net income" in written
