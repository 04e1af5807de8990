"""What asks for words gets no figure, and words that say another thing are no answer: in a made-up filing."""

from __future__ import annotations

from functools import cache

import pytest

import qa

PARAGRAPHS = [
    "Kettle Works, three and nine months ended September 30, 2019 (in thousands)",
    "Spouts sold better because of a mild autumn. Net sales rose by reason of the new lids.",
    "Cash flows from lids were not net of the spouts' income. Operating margin increased due to cheaper tin.",
    "Other charges include the following:",
    "Handles are valued at the lower of cost and what they fetch.",
    "Repairs of kilns caused a loss of heat as a result of cracked doors.",
    "The Society audited the works of its neighbours, said the Guild of Tinsmiths.",
]
TABLE = [
    ["", "Three months ended September 30, 2019", "Nine months ended September 30, 2019"],
    ["Net sales", "430", "1,200"],
    ["Other charges", "12", "31"],
    ["Dividends paid", "4", "12"],
]


@cache
def book() -> qa.Book:
    return qa.excerpt([*PARAGRAPHS[:1], TABLE, *PARAGRAPHS[1:]])


@pytest.mark.parametrize(
    "question",
    [
        "How are net sales recognized?",
        "What are other charges defined as?",
        "What do other charges include?",
        "When will the dividends be paid?",
        "Why were inventories written down?",
        "Who is the auditor?",
        "Why did operating margin decrease?",
        "What are the charges?",
    ],
)
def test_what_the_filing_does_not_put_in_words_is_not_answered(question: str) -> None:
    assert book().session().ask(question).status == "unanswerable"


@pytest.mark.parametrize(
    ("question", "words", "line"),
    [
        ("How are handles valued?", "at the lower of cost and what they fetch", "Handles are valued"),
        ("Why did operating margin increase?", "cheaper tin", "Operating margin increased"),
    ],
)
def test_what_it_puts_in_words_is(question: str, words: str, line: str) -> None:
    answer = book().session().ask(question)
    assert (answer.status, answer.unit) == ("answered", "text")
    assert words in (answer.value or "")
    assert line in answer.citations[0].text


@pytest.mark.parametrize(
    ("question", "value"),
    [("highest net sales", "430000"), ("highest net sales of all periods shown", "1200000")],
)
def test_a_quarter_is_not_outdone_by_nine_months_unless_all_columns_are_asked_for(
    question: str, value: str
) -> None:
    answer = book().session().ask(question)
    assert (answer.value, answer.unit) == (value, "USD")
