"""Completion without a terminal: what may stand at the cursor, and what it is said to be."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest
from companies import KILNS, LOOMS, book_of
from faces import book, mills
from gold import SAMPLE

import qa
from qa.completion import MAX_OFFERED, Phrase, Vocabulary, completions
from qa.session_commands import COMMANDS
from qa.vocabulary import vocabulary

LABELS = (
    "Net sales",
    "Cost of sales",
    "Total current assets",
    "Current portion of debt",
    "Trade receivables",
)
WORDS = Vocabulary(
    [*(Phrase(label, "line item") for label in LABELS), Phrase("x" * 99, "line item")],
    {"filing": [Phrase("mills.txt", "filing"), Phrase("other.txt", "filing")]},
)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("What were net s", [("Net sales", 5)]),
        ("What were net ", [("Net sales", 4)]),
        ("gross profit less cost", [("Cost of sales", 4)]),
        ("What were SALES", [("Net sales", 5), ("Cost of sales", 5)]),
        ("tot cur", [("Total current assets", 7), ("Current portion of debt", 3)]),
        ("x", []),
        ("", []),
        ("what is the cost of", [("Cost of sales", 7)]),
        ("how much of", []),
        ("Net sales", []),
    ],
)
def test_phrases(before: str, expected: list[tuple[str, int]]) -> None:
    found = completions(before, WORDS, near=False)
    assert [(one.text, one.replaced) for one in found] == expected


def test_what_is_misspelt_is_offered_after_what_is_not() -> None:
    assert [(one.text, one.replaced) for one in completions("what were recievab", WORDS)] == [
        ("Trade receivables", 8)
    ]
    assert completions("what were recievab", WORDS, near=False) == []
    assert completions("total curent", WORDS)[0].text == "Total current assets"
    assert completions("what were total curent as", WORDS)[0].replaced == len("total curent as")


def test_commands_and_what_they_are() -> None:
    assert [one.text for one in completions("\\", WORDS)] == [f"\\{command.name}" for command in COMMANDS]
    (source,) = completions("\\so", WORDS)
    assert (source.text, source.replaced) == ("\\source", 3)
    assert source.hint == "command: the source around the cited lines, or around a line"
    assert completions("\\exprot", WORDS)[0].text == "\\export"
    assert completions("\\zzz", WORDS) == []
    assert completions("\\source 5", WORDS) == []
    assert completions("\\nothing m", WORDS) == []


@pytest.mark.parametrize("name", ["use", "check", "questions"])
def test_commands_about_a_filing(name: str) -> None:
    assert [one.text for one in completions(f"\\{name} ", WORDS)] == ["mills.txt", "other.txt"]
    (mill,) = completions(f"\\{name} mi", WORDS)
    assert (mill.text, mill.replaced, mill.hint) == ("mills.txt", 2, "filing")
    assert completions(f"\\{name} millls.txt", WORDS)[0].text == "mills.txt"


def test_a_label_is_completed_after_the_phrase_that_is_taught() -> None:
    assert completions("\\teach top line", WORDS) == []
    (found,) = completions("\\teach top line = net", WORDS)
    assert (found.text, found.replaced) == ("Net sales", 3)


def test_files_to_export_to(tmp_path: Path) -> None:
    (tmp_path / "talks").mkdir()
    (tmp_path / "talk.md").touch()
    (tmp_path / "talk.txt").touch()
    (tmp_path / "ta\x1b[31m.md").touch()
    found = completions(f"\\export {tmp_path}/ta", WORDS)
    assert [(one.text, one.replaced, one.hint) for one in found] == [
        ("ta.md", 2, "Markdown"),
        ("ta.html", 2, "a page"),
        ("ta.json", 2, "JSON"),
        ("talk.md", 2, "file, there already"),
        ("talks/", 2, "folder"),
    ]
    assert completions(f"\\export {tmp_path}/none/ta", WORDS) == []


def test_what_an_index_gives() -> None:
    words = vocabulary(book().index)
    hints = {phrase.text: phrase.hint for phrase in words.phrases}
    assert hints == {
        "mills.txt": "filing · Example Mills Corp · 2004-01-20",
        "Example Mills Corp": "company",
        "Three Months Ended Dec. 31, 2002": "quarter",
        "Three Months Ended Dec. 31, 2003": "quarter",
        "fourth quarter of 2002": "quarter ended 2002-12-31",
        "fourth quarter of 2003": "quarter ended 2003-12-31",
        "Q4 2002": "quarter ended 2002-12-31",
        "Q4 2003": "quarter ended 2003-12-31",
        "Net sales": "income statement",
        "Cost of sales": "income statement",
        "Gross profit": "income statement",
    }
    shown = [(one.text, one.hint) for one in completions("\\show ", words)]
    assert shown == [("income", "all of this kind"), ("Statements of Operations", "income statement")]
    assert [one.text for one in completions("\\unit m", words)] == ["millions"]
    assert [one.text for one in completions("\\use ", words)] == ["mills.txt", "Example Mills Corp"]


def test_fiscal_quarters_are_offered_as_the_filing_counts_them() -> None:
    with qa.read(SAMPLE) as release:
        words = vocabulary(release.index)
    hints = {phrase.text: phrase.hint for phrase in words.phrases}
    assert [text for text in hints if "quarter of" in text] == [
        "third quarter of fiscal 2003",
        "third quarter of fiscal 2004",
    ]
    assert hints["Q3 fiscal 2004"] == "quarter ended 2004-06-30"
    assert hints["net sales"] == "in the text"
    assert hints["Total net sales"] == "income statement"
    assert hints["Total current assets"] == "balance sheet"
    assert hints["June 30, 2004"] == "date"


def test_of_one_filing_its_own_labels_are_offered() -> None:
    both = book_of({"q1.txt": KILNS["kilns-q1.txt"], "looms.txt": LOOMS["looms-b.txt"]})
    with both as made:
        labels = {phrase.text for phrase in vocabulary(made.index, "q1.txt").phrases}
        all_labels = {phrase.text for phrase in vocabulary(made.index).phrases}
        named = [one.text for one in completions("\\use ", vocabulary(made.index, "q1.txt"))]
    assert "Net sales" in labels & all_labels
    assert "Revenues" in all_labels - labels
    assert named[:2] == ["looms.txt", "q1.txt"]


def test_a_filing_writes_nothing_to_the_screen() -> None:
    hostile = book(mills("a\x1b[2J.txt"))
    for phrase in vocabulary(hostile.index).phrases:
        assert phrase.text.isprintable()
        assert phrase.hint.isprintable()


def test_it_is_quick_in_a_long_line_and_many_labels() -> None:
    words = Vocabulary([Phrase(f"Label number {n} of the things", "line item") for n in range(20_000)])
    completions("label", words)
    start = perf_counter()
    assert len(completions("word " * 20_000 + "lab", words)) == MAX_OFFERED
    assert len(completions("the labl numbr", words)) == MAX_OFFERED
    assert perf_counter() - start < 2
