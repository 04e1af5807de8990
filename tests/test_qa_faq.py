"""FAQs: every question in order, each form escaped, the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from faces import book, change, items, mills, sales, silent

from qa.answer import Citation
from qa.batch import read_questions
from qa.documents import FORMS, FaqFormat, document, escape_markdown, fence
from qa.faq import Entry, default_faq, default_questions, faq, in_running_text, is_plural
from qa.files import write_whole

EVIL = "<script>alert(1)</script> [x](javascript:y) ![i](z) `code` *b* | & &amp; \x1b[31m \u202e"


def entries() -> list[Entry]:
    return [
        Entry("1", "Results", "What were net sales?", sales()),
        Entry("2", "Results", "How did net sales change?", change()),
        Entry("3", "Other", "List the figures", items()),
        Entry("4", "Other", "What was backlog?", silent()),
    ]


def hostile() -> list[Entry]:
    answer = replace(
        change(EVIL),
        text=EVIL,
        interpretation=EVIL,
        alternatives=(EVIL,),
        citations=(Citation(EVIL, 1, 0, 8, EVIL + "\n```\n# x"),),
    )
    return [Entry(EVIL, EVIL, EVIL, answer)]


def test_markdown() -> None:
    text = document(entries(), "Questions", "markdown")
    assert text.startswith(
        "# Questions\n\n## Results\n\n### What were net sales?\n\nNet sales were $8.214 million"
    )
    assert "\nCalculation: (8,214 - 9,900) / 9,900 = -17.0 %\n" in text
    assert (
        "```text\n"
        "  mills.txt\n"
        "     4  Net sales              $   8,214   $   9,900\n"
        "                                   ^^^^^       ^^^^^\n"
        "```\n"
    ) in text
    assert "- Cost of sales: $6.1 million\n" in text
    assert "\n## Other\n" in text
    assert "\n\n\n" not in text


def test_html() -> None:
    text = document(entries(), "Questions", "html")
    assert "<h2>Results</h2>" in text
    assert '<span class="n">     4</span>  Net sales              $   <mark>8,214</mark>' in text
    assert "<li>Cost of sales: $6.1 million</li>" in text
    assert [int(n) for n in re.findall(r'<section id="q(\d+)">', text)] == [1, 2, 3, 4]
    assert "<script" not in text


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("make", [entries, hostile])
def test_html_is_well_formed_and_holds_no_markup_of_the_filing(make: object) -> None:
    text = document(make(), EVIL, "html")  # type: ignore[operator]
    tags = Tags()
    tags.feed(text)
    assert tags.open == []
    assert not tags.seen & {"script", "b", "a", "img", "iframe", "svg", "object", "form", "x"}
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_markdown_holds_no_markup_of_the_filing() -> None:
    text = document(hostile(), EVIL, "markdown")
    outside = re.sub(r"(?ms)^(`{3,})text\n.*?^\1$", "", text)
    assert not re.search(r"(?<!\\)<script", outside)
    assert not re.search(r"(?<!\\)\[x", outside)
    assert "\x1b" not in text
    assert "\n# x" not in text


def test_json() -> None:
    text = document(entries(), "Questions", "json")
    records = json.loads(text)
    assert [list(record) for record in records] == [["id", "section", "question", "answer"]] * 4
    assert records[1]["answer"] == change().to_dict("2")
    assert text.isascii()


def test_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(document(entries(), "Questions", "csv"))))
    assert [row["status"] for row in rows] == ["answered", "answered", "answered", "unanswerable"]
    assert rows[1]["value"] == "-17.030303"
    assert rows[1]["calculation"] == "(8,214 - 9,900) / 9,900 = -17.0 %"
    assert rows[1]["citations"] == "mills.txt:4"
    assert rows[2]["citations"] == "mills.txt:4; mills.txt:5"
    assert rows[3]["value"] == ""


@pytest.mark.parametrize("form", list(FORMS))
def test_the_same_bytes_every_time(form: FaqFormat) -> None:
    assert document(entries(), "Questions", form) == document(entries(), "Questions", form)


@pytest.mark.parametrize("form", list(FORMS))
def test_no_questions(form: FaqFormat) -> None:
    assert document([], "Questions", form)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain $1.103 million (0.93)", "plain $1.103 million (0.93)"),
        ("# head", "\\# head"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("1.5 million", "1\\.5 million"),
        ("a*b_c", "a\\*b\\_c"),
        ("[a](b)", "\\[a\\](b)"),
        ("<b>", "\\<b\\>"),
        ("AT&T &amp; &#60;", "AT&T &amp;amp; &amp;\\#60;"),
        ("a\nb", "a b"),
    ],
)
def test_escape_markdown(text: str, expected: str) -> None:
    assert escape_markdown(text) == expected


def test_fence_is_longer_than_what_it_holds() -> None:
    assert fence("a ```` b\n").startswith("`````text\na ```` b\n`````")


def test_questions_of_a_file_keep_order_and_sections() -> None:
    asked = read_questions("# Results\nnet sales\n\n## Other\nbacklog\nlist\n", "q.txt", sections=True)
    found = faq(book(), asked)  # type: ignore[arg-type]
    assert [(entry.id, entry.section, entry.question, entry.answer.status) for entry in found] == [
        ("2", "Results", "net sales", "answered"),
        ("5", "Other", "backlog", "unanswerable"),
        ("6", "Other", "list", "answered"),
    ]


def test_default_questions_fit_what_the_filing_holds() -> None:
    one = book()
    (record,) = one.index.filings()
    asked = default_questions(one.index, record)
    sections = list(dict.fromkeys(question.section for question in asked))
    assert sections == [
        "Results",
        "The company",
        "Statements of Operations",
    ]
    assert asked[-1].question == "What was gross profit?"
    assert [question.id for question in asked] == [str(n) for n in range(1, len(asked) + 1)]


def test_default_faq_leaves_out_silence_and_repeats() -> None:
    one = book()
    found = default_faq(one, one.index.filings()[0])  # type: ignore[arg-type]
    assert [entry.id for entry in found] == [str(n) for n in range(1, len(found) + 1)]
    assert all(entry.answer.answered and entry.answer.citations for entry in found)
    proofs = [(entry.answer.value, entry.answer.citations) for entry in found]
    assert len(set(proofs)) == len(proofs) == 1  # "change" is the one canned answer that is met


@pytest.mark.parametrize(
    ("label", "expected", "plural"),
    [
        ("Total current assets:", "total current assets", True),
        ("TOTAL ASSETS", "total assets", True),
        ("Gross profit", "gross profit", False),
        ("Net loss", "net loss", False),
        ("Net cash used in operating activities", "net cash used in operating activities", False),
        ("Income before income taxes", "income before income taxes", False),
        ("Cost of sales", "cost of sales", False),
        ("Total liabilities and stockholders' equity", "total liabilities and stockholders' equity", False),
        ("EBITDA", "EBITDA", False),
        ("R&D expenses", "R&D expenses", True),
        ("Total revenues (1)", "total revenues", True),
    ],
)
def test_labels_in_running_text(label: str, expected: str, plural: bool) -> None:
    assert in_running_text(label) == expected
    assert is_plural(expected) is plural


def test_several_filings_want_a_name() -> None:
    from index.errors import UnknownFiling
    from qa.showing import only

    one = book(mills(), mills("other.txt", "m2"))
    with pytest.raises(UnknownFiling, match=r"say which filing; it holds mills.txt, other.txt"):
        only(one.index, None)
    assert only(one.index, "other.txt").name == "other.txt"


def test_write_whole_keeps_the_old_file_where_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "faq.md"
    path.write_text("old")
    path.chmod(0o640)
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "new \udcff")
    assert path.read_text() == "old"
    write_whole(path, "new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["faq.md"]


def test_write_whole_follows_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
    write_whole(tmp_path / "link.md", "new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == "new"
