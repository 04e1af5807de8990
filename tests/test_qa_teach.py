"""A synonym of the user's own is read as the label it was taught for."""

from importlib.resources import files
from pathlib import Path

import qa


def test_a_taught_phrase_finds_its_line_item() -> None:
    with qa.read(Path(str(files("qa").joinpath("data", "sample-release.txt")))) as book:
        assert book.session().ask("What was the star money at June 30, 2004?").status == "unanswerable"
        book.index.teach("Star  Money", "Cash and cash equivalents")
        answer = book.session().ask("What was the star money at June 30, 2004?")
    assert (answer.value, answer.unit) == ("6482000", "USD")
    assert [citation.line for citation in answer.citations] == [98]
