"""Filings of a bank, an insurer, a property trust, an airline and a savings bank, each with the questions
that an analyst of its trade asks: value, unit, and proof in the cited lines.

Four are pages as filed over the years (spacer columns, signs and brackets in cells of their own, headings
over headings), one is a text release of 1996. The companies and their figures are made up.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from gold import ask_all, judge, read_gold
from proof import assert_proved

from index.read import read_file

HERE = Path(__file__).resolve().parent / "filings"
NAMES = ("bank-10q", "insurer-ex99", "reit-ex99", "airline-ex99", "savings-1996")
Record = dict[str, Any]

# Questions that are not answered yet: to keep silent is right meanwhile.
KNOWN_MISSES: dict[str, str] = {
    "bank-10q-030": "'against' a quarter is not read as what a rise is measured from",
    "insurer-ex99-005": "'without' asks for another basis, though the row itself is called 'excluding'",
    "insurer-ex99-021": "'wrote premiums' is not 'net premiums written', and segments are columns",
    "insurer-ex99-023": "'grow' is read as part of 'net premiums written to grow', a forecast in prose",
    "insurer-ex99-024": "words before a colon are taken for a measure of their own",
    "insurer-ex99-026": "what something cost: 'came from', of which a part",
    "insurer-ex99-035": "segments are columns, and are not listed",
    "reit-ex99-014": "'rent collected' is not rental revenue",
    "reit-ex99-019": "'years' and 'mature' tell a column, 'average' an operation",
    "reit-ex99-025": "a share that a column prints, asked for as one of two figures",
    "reit-ex99-028": "a cell that holds a range is no figure",
    "reit-ex99-029": "a cell that holds a range is no figure",
    "reit-ex99-031": "'pay for' is not 'acquired … for'",
    "reit-ex99-037": "rows are not listed by one of their columns",
    "airline-ex99-020": "two names of one metric in a question: capacity, in ASMs",
    "airline-ex99-025": "'Nine more aircraft are to be delivered' begins with its number",
    "savings-1996-010": "a year that only a quarter of is printed",
    "savings-1996-013": "a year that only a quarter of is printed",
    "savings-1996-019": "a rate in cents per $100, of a time to come",
}
# Questions that are answered wrong: each is a fault to mend, and must be taken out of here when it is.
KNOWN_WRONG: dict[str, str] = {
    "insurer-ex99-032": "'prior years' is read as a period, and 'losses' then as net income",
}
# Where the answer's unit may be another name for the same thing.
UNITS = {
    "text": {"text", "date", "USD", "percent", "count"},  # an extremum may be given with its figure
    "shares": {"shares", "count"},
    "count": {"count", "shares"},
    "percent": {"percent", "ratio"},
    "USD": {"USD", "USD/share", "percent", "ratio"},
    "ratio": {"ratio", "count"},
}
QUESTIONS = [
    (name, question)
    for name in NAMES
    for question in read_gold(HERE / f"{name.replace('-', '_')}_gold.jsonl")
]


def _page(name: str) -> Path:
    return HERE / next(question["filing"] for one, question in QUESTIONS if one == name)


@cache
def _lines(name: str) -> tuple[str, ...]:
    return read_file(_page(name)).source.lines


@cache
def _answers(name: str) -> dict[str, Record | Exception]:
    return ask_all(_page(name), [question for one, question in QUESTIONS if one == name])


def _answer(name: str, identity: str) -> Record:
    answer = _answers(name)[identity]
    if isinstance(answer, Exception):
        raise answer
    return answer


def _named(name: str, question: Record) -> str:
    return f"{question['id']}-{question['kind']}"


def _cases(marked: bool) -> list[Any]:
    found = []
    for name, question in QUESTIONS:
        reason = KNOWN_WRONG.get(question["id"])
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason and marked else []
        if marked or not reason:
            found.append(pytest.param(name, question, id=_named(name, question), marks=marks))
    return found


@pytest.mark.parametrize(("name", "question"), _cases(marked=True))
def test_the_answer_is_right_and_cited(name: str, question: Record) -> None:
    answer = _answer(name, question["id"])
    mark = judge(answer, question, _lines(name))
    if question["id"] in KNOWN_MISSES:
        assert mark.silent, f"{question['id']} is a known miss ({KNOWN_MISSES[question['id']]}), now {mark}"
        return
    texts = [citation["text"] for citation in answer["citations"]]
    said = f"{mark}: {question['question']!r} wants {question['value'] or question['values']}, got {answer}"
    assert mark.cited, said
    assert all(any(proof in text for text in texts) for proof in question["proof"]), said


@pytest.mark.parametrize(("name", "question"), _cases(marked=False))
def test_the_unit_is_right(name: str, question: Record) -> None:
    answer = _answer(name, question["id"])
    if answer["status"] == "answered":
        assert answer["unit"] in UNITS.get(question["unit"], {question["unit"]})


@pytest.mark.parametrize("name", NAMES)
def test_no_figure_without_proof(name: str) -> None:
    for one, question in QUESTIONS:
        if one == name:
            assert_proved(_answer(name, question["id"]), _page(name).name, _lines(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_proof_is_printed(name: str) -> None:
    missing = [
        (question["id"], proof)
        for one, question in QUESTIONS
        for proof in question["proof"]
        if one == name and not any(proof in line for line in _lines(name))
    ]
    assert not missing


def test_what_is_known_to_fail_is_asked() -> None:
    identities = [question["id"] for _, question in QUESTIONS]
    assert len(set(identities)) == len(identities)
    assert {*KNOWN_MISSES, *KNOWN_WRONG} <= set(identities)
    assert not set(KNOWN_MISSES) & set(KNOWN_WRONG)
