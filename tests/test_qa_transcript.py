"""A session written to a file: Markdown, HTML, JSON; safe whatever filings and questions hold."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from faces import change, cite, sales

from qa.answer import Citation
from qa.loop import Turn
from qa.transcript import NotExported, export, transcript

TURNS = (Turn("What were net sales?", sales()), Turn("How did net sales change?", change()))
EVIL = "<script>alert(1)</script> \x1b[31m \u202e [x](javascript:1) ``` # |"


def test_markdown() -> None:
    text = transcript(TURNS, "markdown")
    assert text.startswith(
        "# Questions and answers\n\n### What were net sales?\n\nNet sales were $8.214 million"
    )
    assert "### How did net sales change?" in text
    assert "     4  Net sales              $   8,214   $   9,900\n" in text
    assert "Calculation: (8,214 - 9,900) / 9,900 = -17.0 %" in text


def test_html() -> None:
    text = transcript(TURNS, "html")
    assert text.count("<h3>") == 2
    assert "<mark>8,214</mark>" in text


def test_json_gives_the_answers_as_they_are_elsewhere() -> None:
    first, second = json.loads(transcript(TURNS, "json"))
    assert first["question"] == "What were net sales?"
    assert second["answer"] == change().to_dict("2")


def test_conversations_are_sections_where_there_are_several() -> None:
    turns = (TURNS[0], Turn("And here?", sales(), 2, "mills.txt"))
    text = transcript(turns, "markdown")
    assert "## 1\\. All filings\n" in text
    assert "## 2\\. mills.txt\n" in text
    assert "## 1" not in transcript(TURNS, "markdown")


@pytest.mark.parametrize("form", ["markdown", "html", "json"])
def test_hostile_text_is_shown_safely(form: str) -> None:
    long = replace(
        cite(4, "8,214"), text=f"{EVIL} 8,214 {'x' * 10_000}", start=len(EVIL) + 1, end=len(EVIL) + 6
    )
    values = (replace(sales().values[0], label=EVIL + "y" * 10_000),)
    answer = replace(
        sales(EVIL),
        text=EVIL,
        values=values,
        interpretation=EVIL,
        alternatives=(EVIL,),
        citations=(Citation(EVIL, long.line, long.start, long.end, long.text),),
    )
    text = transcript([Turn(EVIL, answer, 1, EVIL), Turn(EVIL, answer, 2, EVIL)], form)  # type: ignore[arg-type]
    assert "\x1b" not in text
    assert "\u202e" not in text
    if form == "html":
        assert "<script" not in text
    if form == "markdown":
        prose = "".join(part for n, part in enumerate(text.split("\n````")) if n % 2 == 0)
        assert not re.search(r"(?<!\\)<script|(?<!\\)\[x|(?<!\\)`", prose)
    if form == "json":
        assert json.loads(text)[0]["question"] == EVIL


def test_the_ending_says_the_form(tmp_path: Path) -> None:
    for name, begins in (("a.md", "# Q"), ("a.HTML", "<!DOCTYPE html>"), ("a.json", "[")):
        assert export(TURNS, str(tmp_path / name)) == (tmp_path / name, 2)
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_what_cannot_be_exported_says_what_to_do(tmp_path: Path) -> None:
    there = tmp_path / "there.md"
    there.write_text("mine", encoding="utf-8")
    for turns, name, words in (
        (TURNS, "", "give a file that ends in .md, .html or .json, such as session.md"),
        (TURNS, "a.txt", "give a file that ends in .md, .html or .json, such as session.md"),
        ((), "a.md", "there is nothing to export yet: ask something first"),
        (TURNS, str(there), f"{there} is there already: give another name"),
        (TURNS, str(tmp_path / "no" / "a.md"), f"{tmp_path}/no/a.md cannot be written: No such file"),
    ):
        with pytest.raises(NotExported) as raised:
            export(turns, name)
        assert str(raised.value).startswith(words)
    assert there.read_text(encoding="utf-8") == "mine"
    assert export(TURNS, str(there), own={there}) == (there, 2)
