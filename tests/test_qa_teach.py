"""Synonyms of the user's own: taught one by one, from a shared file, written to one, forgotten."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

import qa
from index.store import open_index
from qa.cli import run
from qa.synonym_file import BadSynonyms, read_synonyms, write_synonyms

SAMPLE = Path(str(files("qa").joinpath("data", "sample-release.txt")))


@pytest.fixture
def index_file(tmp_path: Path) -> Path:
    path = tmp_path / "filings.db"
    with open_index(path, create=True):
        pass
    return path


def test_a_taught_phrase_finds_its_line_item() -> None:
    with qa.read(SAMPLE) as book:
        assert book.session().ask("What was the star money at June 30, 2004?").status == "unanswerable"
        book.index.teach("Star  Money", "Cash and cash equivalents")
        answer = book.session().ask("What was the star money at June 30, 2004?")
    assert (answer.value, answer.unit) == ("6482000", "USD")
    assert [citation.line for citation in answer.citations] == [98]


def test_the_explanation_marks_the_label_that_stands_for_the_phrase() -> None:
    with qa.read(SAMPLE) as book:
        book.index.teach("star money", "Cash and cash equivalents")
        explanation = book.session().ask("star money at June 30, 2004?").explanation
    assert explanation is not None
    tagged = {explanation.question[tag.start : tag.end] for tag in explanation.tags}
    assert {"Cash and cash equivalents", "June 30, 2004"} <= {words.removeprefix("at ") for words in tagged}


def test_a_shared_file_is_read_written_and_read_again(
    index_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shared, copy = tmp_path / "house.toml", tmp_path / "copy.toml"
    shared.write_text('[synonyms]\n"Star Money" = "Cash"\n"a \\"dark\\" dome" = "Dômes, net"\n', "utf-8")
    assert run(["teach", "--db", str(index_file), "--from", str(shared)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Star Money now means Cash",
        'a "dark" dome now means Dômes, net',
    ]
    assert run(["teach", "--db", str(index_file), "--to", str(copy)]) == 0
    kept = {"star money": "Cash", 'a "dark" dome': "Dômes, net"}
    assert read_synonyms(copy.read_text("utf-8"), "copy") == kept
    odd = {"a\x7fb": "c\u2028d"}
    assert read_synonyms(write_synonyms(odd), "x") == odd


def test_a_synonym_is_forgotten(index_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["teach", "--db", str(index_file), "star money", "Cash"]) == 0
    assert run(["teach", "--db", str(index_file), "--forget", "Star  money"]) == 0
    assert run(["teach", "--db", str(index_file), "--forget", "star money"]) == 0
    assert run(["teach", "--db", str(index_file), "--list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "star money now means Cash",
        "Star money is forgotten",
        "star money was not kept",
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[synonyms", "not TOML"),
        ("words = 1", "wants a table [synonyms]"),
        ("[synonyms]", "wants a table [synonyms]"),
        ("[synonyms]\na = 1", "'a' wants the label"),
        ('[synonyms]\na = " "', "'a' wants the label"),
        (f'[synonyms]\na = "{"x" * 201}"', "is longer than 200"),
    ],
)
def test_a_bad_file_is_refused_whole(text: str, why: str) -> None:
    with pytest.raises(BadSynonyms) as error:
        read_synonyms(text, "house.toml")
    assert str(error.value).startswith("house.toml: ")
    assert why in str(error.value)


@pytest.mark.parametrize("words", [[], ["phrase"], ["phrase", "label", "--list"], ["--list", "--to", "-"]])
def test_one_thing_at_a_time(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["teach", *words]) == 2
    assert "give PHRASE and LABEL, or one of" in capsys.readouterr().err
