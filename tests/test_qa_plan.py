"""Shapes of questions and asides: each rule's own examples, read on the sample release."""

from importlib.resources import files
from pathlib import Path

import pytest

import qa
from grammar.pipeline import understand
from qa.asides import ASIDES, without_asides
from qa.dialogue import State
from qa.reading import read
from qa.shapes import SHAPES
from qa.view import FilingView


@pytest.fixture(scope="module")
def view() -> FilingView:
    book = qa.read(Path(str(files("qa").joinpath("data", "sample-release.txt"))))
    return book.view(book.filings[0])


@pytest.mark.parametrize(
    ("operation", "question"), [(shape.operation, example) for shape in SHAPES for example in shape.examples]
)
def test_a_shape_reads_its_examples(view: FilingView, operation: str, question: str) -> None:
    assert read(view, understand(question, view.vocabulary), State()).operation == operation


@pytest.mark.parametrize(
    ("name", "question", "words"),
    [(a.name, question, words) for a in ASIDES for question, words in a.examples],
)
def test_an_aside_is_no_metric_of_its_own(view: FilingView, name: str, question: str, words: str) -> None:
    from index.match import mentions

    query = understand(question, view.vocabulary)
    found, _ = mentions(query, view.catalogue, (), lambda entry: True)
    kept = without_asides(query, found)
    assert words not in [mention.text for mention in kept]
    assert len(kept) < len(found)
