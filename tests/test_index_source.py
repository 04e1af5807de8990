"""Bytes to numbered lines, and the documents of a filing."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from index.documents import cut_documents, header
from index.errors import UnreadableSource
from index.source import decode, is_html, make_source

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
        (bytes(257) + b"ustar\x0000" + bytes(300), "tar"),
        (b"some text\0and a NUL", "NUL"),
        (bytes(range(1, 32)) * 40, "binary"),
    ],
    ids=["empty", "blank", "blank lines", "gzip", "zip", "pdf", "tar", "nul", "controls"],
)
def test_what_is_no_text_is_one_clear_error(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableSource, match=said) as caught:
        decode(data, "release.txt")
    assert str(caught.value).startswith("release.txt ")
    assert "\n" not in str(caught.value)


PAGE = b"<html><head>%s</head><body><p>caf\xe9 \x96 1 \x81</p></body></html>"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (PAGE % b"", "café – 1 \x81"),
        (PAGE % b"<meta charset='iso-8859-1'>", "café – 1 \x81"),
        (PAGE % b'<META http-equiv="Content-Type" content="text/html; charset=us-ascii">', "café – 1 \x81"),
        (PAGE % b'<meta charset="windows-1250">', "café – 1 \x81"),
        (PAGE % b'<meta charset="koi8-r">', "cafИ √ 1 │"),
        (PAGE % b"<meta charset=utf-8>", "café – 1 \x81"),
        (PAGE % b"<meta charset=rot13>", "café – 1 \x81"),
        (PAGE.replace(b"caf\xe9", "café".encode()) % b"<meta charset=utf-8>", "café – 1 \x81"),
        ((PAGE % b"").replace(b"\xe9 \x96 1 \x81", "é – 1".encode()), "café – 1"),
        (b"<DOCUMENT>\n<TYPE>8-K\n<TEXT>\ncaf\xe9 \x96 1\n", "café \x96 1"),
    ],
    ids=["none", "latin-1", "ascii", "cp1250", "koi8-r", "not-utf-8", "unknown", "mixed", "utf-8", "text"],
)
def test_html_is_decoded_as_it_declares_or_as_browsers_do(data: bytes, text: str) -> None:
    assert text in decode(data)


def test_bytes_that_are_no_text_do_not_spoil_a_submission() -> None:
    data = b"<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\nSales 1,103\n</TEXT>\n</DOCUMENT>\n" + bytes(range(32)) * 99
    assert decode(data).split("\n")[3] == "Sales 1,103"
    assert "\0" not in decode(data)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<html><body>x", True),
        ("\n\n  <!DOCTYPE html PUBLIC>x", True),
        ("<?xml version='1.0'?>\n<html xmlns='x'>", True),
        ("<TABLE><TR><TD>Revenue</TD><TD>1,103</TD></TR></TABLE>", True),
        ("<div style='x'><font size=2>Net sales</font></div>", True),
        ("<TABLE>\n<CAPTION>\n<S>  <C>  <C>\nSales  1  2\n</TABLE>\n<PAGE>\n<FN>\n(1)\n</FN>\n" * 9, False),
        ("Sales of <B>widgets</B> rose; <B>margins</B> fell to less than <5%.", False),
        ("One <p> is not a page.", False),
        ("", False),
    ],
)
def test_html_is_told_from_text(text: str, html: bool) -> None:
    assert is_html(text) is html


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
