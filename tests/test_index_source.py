"""Bytes to numbered lines, and the documents of a filing."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from index.documents import cut_documents, header
from index.errors import UnreadableSource
from index.source import decode, make_source

FILINGS = Path(__file__).parent / "filings"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"plain", "plain"),
        (b"\xef\xbb\xbfmarked", "marked"),
        ("naïve – 1".encode(), "naïve – 1"),
        (b"caf\xe9 \x96 1", "café \x96 1"),
        ("wide".encode("utf-16"), "wide"),
        (b"\x1b[31mred\x1b[0m text that goes on for a while, so that few of it are escapes", None),
    ],
    ids=["ascii", "bom", "utf-8", "latin-1", "utf-16", "escapes"],
)
def test_text_is_decoded(data: bytes, text: str | None) -> None:
    assert decode(data) == (data.decode("latin-1") if text is None else text)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \r\n\t\n" * 10, "blanks"),
        (b"\n" * 200_000, "blanks"),
        (gzip.compress(b"text"), "gzip"),
        (b"PK\x03\x04rest", "zip"),
        (b"%PDF-1.4\n", "PDF"),
        (b"some text\0and a NUL", "NUL"),
        (bytes(range(1, 32)) * 40, "binary"),
    ],
    ids=["empty", "blank", "blank lines", "gzip", "zip", "pdf", "nul", "controls"],
)
def test_what_is_no_text_is_one_clear_error(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableSource, match=said) as caught:
        decode(data, "release.txt")
    assert str(caught.value).startswith("release.txt ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one\ntwo\n", ("one", "two")),
        ("one\r\ntwo", ("one", "two")),
        ("one\r\r\n", ("one\r",)),
        ("a\fb\vc\x85d\u2028e\n\nf", ("a\fb\vc\x85d\u2028e", "", "f")),
    ],
)
def test_lines_are_cut_at_newlines_only(text: str, lines: tuple[str, ...]) -> None:
    source = make_source("x.txt", text)
    assert source.lines == lines
    assert source.text == text
    assert source.line(1) == lines[0]


def _file(name: str) -> str:
    return (FILINGS / name).read_text(encoding="utf-8")


def test_a_submission_is_cut_into_documents() -> None:
    source = make_source("messy.txt", _file("messy.txt"))
    documents = cut_documents(source)
    assert [(d.type, d.description) for d in documents] == [("8-K", "CURRENT REPORT"), ("EX-99.1", "")]
    assert [(source.line(d.lines[0]), source.line(d.lines[1])) for d in documents] == [
        ("<DOCUMENT>", "</DOCUMENT>")
    ] * 2
    assert header(source) == {
        "CONFORMED SUBMISSION TYPE": "8-K",
        "FILED AS OF DATE": "20011029",
        "COMPANY CONFORMED NAME": "TARNWELL OPTICS INC",
        "FISCAL YEAR END": "0731",
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("\n   EXHIBIT 99.1  \n\ntext", "EX-99.1"),
        ("Exhibit 99\ntext", "EX-99"),
        ("ex-99.2\ntext", "EX-99.2"),
        ("FORM 8-K\ntext", "8-K"),
        ("The exhibit 99.1 is attached.\n", ""),
        ("text", ""),
    ],
)
def test_a_lone_text_is_one_document(text: str, kind: str) -> None:
    source = make_source("x.txt", text)
    documents = cut_documents(source)
    assert [(d.type, d.lines) for d in documents] == [(kind, (1, len(source.lines)))]
    assert header(source) == {}
