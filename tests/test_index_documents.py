"""The documents of a submission: what they are, which are read and in which order, and the header."""

from __future__ import annotations

import binascii
from datetime import date

import pytest

from index.document_words import document_rank
from index.documents import Document, cut_documents, header, left_out, notes, ranked, readable
from index.edgar_header import FormerName, read_header
from index.errors import UnreadableSource
from index.model import Source
from index.read import read_filing
from index.source import make_source

PDF = b"%PDF-1.3\n" + bytes(range(256)) * 3


def uuencoded(data: bytes, name: str) -> str:
    lines = [binascii.b2a_uu(data[at : at + 45]).decode() for at in range(0, len(data), 45)]
    return f"begin 644 {name}\n{''.join(lines)}`\nend\n"


def source(text: str) -> Source:
    return make_source("x.txt", text)


def one(text: str, kind: str = "EX-99.1", filename: str = "") -> Document:
    """A submission of one document with this text."""
    name = f"<FILENAME>{filename}\n" if filename else ""
    whole = f"<DOCUMENT>\n<TYPE>{kind}\n{name}<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n"
    (document,) = cut_documents(source(whole))
    return document


SUBMISSION = f"""-----BEGIN PRIVACY-ENHANCED MESSAGE-----
Proc-Type: 2001,MIC-CLEAR
MIC-Info: RSA-MD5,RSA,
 DEO3I4rC5mFemsaZ7bDHXZ

<SEC-DOCUMENT>0000000000-04-000001.txt : 20040512
<SEC-HEADER>0000000000-04-000001.hdr.sgml : 20040512
ACCESSION NUMBER:\t\t0000000000-04-000001
CONFORMED SUBMISSION TYPE:\t8-K
CONFORMED PERIOD OF REPORT:\t20040511
FILED AS OF DATE:\t\t20040512
FILED BY:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tQUARRY BIDDERS LLC
\t\tFISCAL YEAR END:\t\t\t1231
SUBJECT COMPANY:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tTARNWELL OPTICS INC
\t\tCENTRAL INDEX KEY:\t\t\t0000123456
\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tOPTICAL INSTRUMENTS & LENSES [3827]

\tFORMER COMPANY:\t
\t\tFORMER CONFORMED NAME:\tTARNWELL GLASS CO
\t\tDATE OF NAME CHANGE:\t19990301

\tFORMER COMPANY:\t
\t\tFORMER CONFORMED NAME:\tTARN & SONS
\t\tDATE OF NAME CHANGE:\t890229
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<FILENAME>body.txt
<DESCRIPTION>CURRENT REPORT
<TEXT>
The body.
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-10.2
<SEQUENCE>2
<TEXT>
A lease.
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.1
<SEQUENCE>3
<TEXT>
A release.
{uuencoded(PDF[:90], "logo.gif")}Its end.
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.2
<SEQUENCE>4
<FILENAME>slides.pdf
<TEXT>
<PDF>
{uuencoded(PDF, "slides.pdf")}</PDF>
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
-----END PRIVACY-ENHANCED MESSAGE-----
"""


def test_a_submission_in_armour() -> None:
    text = source(SUBMISSION)
    documents = cut_documents(text)
    assert [(d.type, d.sequence, d.filename, d.description, d.skipped) for d in documents] == [
        ("8-K", 1, "body.txt", "CURRENT REPORT", ""),
        ("EX-10.2", 2, "", "", ""),
        ("EX-99.1", 3, "", "", ""),
        ("EX-99.2", 4, "slides.pdf", "", "a PDF, uuencoded"),
    ]
    assert [d.type for d in ranked(documents)] == ["EX-99.1", "8-K", "EX-10.2"]
    assert notes(documents) == ("EX-99.2: a PDF, uuencoded, skipped (30 lines)",)


def test_only_the_text_of_documents_is_read() -> None:
    text = source(SUBMISSION)
    documents = cut_documents(text)
    read = [text.line(n) for first, last in readable(documents) for n in range(first, last + 1)]
    assert read == ["The body.", "A lease.", "A release.", "Its end."]
    out = [n for first, last in left_out(documents, len(text.lines)) for n in range(first, last + 1)]
    assert sorted({*range(1, len(text.lines) + 1)} - {*out}) == [
        n for first, last in readable(documents) for n in range(first, last + 1)
    ]


def test_the_header_is_of_the_company_that_the_filing_is_about() -> None:
    found = read_header(source(SUBMISSION))
    assert (found.form, found.period, found.filed) == ("8-K", date(2004, 5, 11), date(2004, 5, 12))
    assert [(c.role, c.name) for c in found.companies] == [
        ("FILED BY", "QUARRY BIDDERS LLC"),
        ("SUBJECT COMPANY", "TARNWELL OPTICS INC"),
    ]
    subject = found.subject
    assert (subject.cik, subject.sic, subject.fiscal_year_end) == ("123456", "3827", "")
    assert subject.former == [
        FormerName("TARNWELL GLASS CO", date(1999, 3, 1)),
        FormerName("TARN & SONS", None),  # 1989 had no 29 February
    ]
    fields = header(source(SUBMISSION))
    assert fields["COMPANY CONFORMED NAME"] == "TARNWELL OPTICS INC"
    assert "FISCAL YEAR END" not in fields  # it is the bidder's


def test_the_short_form_of_a_header() -> None:
    text = source(
        "<SUBMISSION>\n<ACCESSION-NUMBER>0000000000-95-000007\n<TYPE>10-Q\n<PERIOD>19950331\n"
        "<FILING-DATE>950510\n<FILER>\n<COMPANY-DATA>\n<CONFORMED-NAME>TARNWELL OPTICS INC\n<CIK>0000123456\n"
        "<ASSIGNED-SIC>3827\n<FISCAL-YEAR-END>0630\n</COMPANY-DATA>\n<FORMER-COMPANY>\n"
        "<FORMER-CONFORMED-NAME>TARN & SONS\n<DATE-CHANGED>19890301\n</FORMER-COMPANY>\n</FILER>\n"
        "<DOCUMENT>\n<TYPE>10-Q<SEQUENCE>1<TEXT>\nText.\n"
    )
    found = read_header(text)
    assert (found.form, found.accession) == ("10-Q", "0000000000-95-000007")
    assert (found.period, found.filed) == (date(1995, 3, 31), date(1995, 5, 10))
    subject = found.subject
    assert (subject.role, subject.name, subject.cik, subject.sic) == (
        "FILER",
        "TARNWELL OPTICS INC",
        "123456",
        "3827",
    )
    assert subject.former == [FormerName("TARN & SONS", date(1989, 3, 1))]
    assert header(text)["FISCAL YEAR END"] == "0630"
    (document,) = cut_documents(text)
    assert (document.type, document.sequence, text.line(document.body[0])) == ("10-Q", 1, "Text.")


def test_the_first_of_several_filers() -> None:
    lines = ["<IMS-HEADER>", "ACCESSION NUMBER: 1", "FILER:"]
    for name, end in (("TARNWELL OPTICS INC", "0630"), ("TARNWELL CAPITAL CORP", "1231")):
        lines += [f"\tCOMPANY CONFORMED NAME:\t{name}", f"\tFISCAL YEAR END:\t{end}"]
    fields = header(source("\n".join([*lines, "</IMS-HEADER>", "COMPANY CONFORMED NAME: NOT THIS"])))
    assert (fields["COMPANY CONFORMED NAME"], fields["FISCAL YEAR END"]) == ("TARNWELL OPTICS INC", "0630")


@pytest.mark.parametrize(
    ("text", "kind", "filename", "why"),
    [
        ("<PDF>\n" + uuencoded(PDF, "a.pdf") + "</PDF>", "EX-99.2", "", "a PDF, uuencoded"),
        (uuencoded(PDF, "x"), "EX-99.2", "", "a PDF, uuencoded"),
        (uuencoded(b"GIF89a" * 30, "chart.gif"), "GRAPHIC", "chart.gif", "an image, uuencoded"),
        ("begin-base64 644 x.zip\nUEsDBBQAAAAI\nAAAA\n====", "EX-99", "", "a ZIP archive, uuencoded"),
        ("<XBRL>\n<?xml version='1.0'?>\n<xbrl xmlns='x'>\n</xbrl>", "EX-101.INS", "", "XBRL data"),
        ("<?xml version='1.0'?>\n<xbrli:xbrl xmlns='x'>", "EX-99", "", "XBRL data"),
        ("<XML>\n<?xml version='1.0'?>\n<ownershipDocument>", "4", "", "XML data"),
        ("<html><body><p>1</p></body></html>", "XML", "R1.htm", "XML data"),
        ('<JSON>\n{"a": 1}', "EX-99", "", "JSON data"),
        ('[{"a": 1}]', "EX-99", "", "JSON data"),
        ("%PDF-1.4\nstream", "EX-99", "", "a PDF"),
        ("\x01\x02\x8f\x90" * 20, "EX-99", "a.xls", "a spreadsheet, binary"),
        ("<XBRL>\n<?xml version='1.0'?>\n<html xmlns:ix='x'><body>", "10-Q", "a.htm", ""),
        ("[1] The notes are part of it.", "EX-99", "", ""),
        ("begin 644 the count\nwhen the clerk is told to, and\nend", "EX-99", "", ""),
        ("Sales 1,103", "EX-99", "a.pdf", ""),
        ("", "EX-99", "", ""),
    ],
)
def test_what_is_not_text_is_skipped(text: str, kind: str, filename: str, why: str) -> None:
    assert one(text, kind, filename).skipped == why


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("<html><body>x</body>", True),
        ("<TABLE>\n<S> <C>\nSales 1\n</TABLE>", False),
        ("<PDF>\n<html>", False),
    ],
)
def test_a_document_says_whether_it_is_html(text: str, markup: bool) -> None:
    assert one(text).markup is markup


def test_many_documents_of_one_kind_make_one_note() -> None:
    text = "".join(f"<DOCUMENT>\n<TYPE>GRAPHIC\n<TEXT>\n{i}\n</TEXT>\n</DOCUMENT>\n" for i in range(30))
    assert notes(cut_documents(source(text))) == ("GRAPHIC: an image, 30 documents, skipped (180 lines)",)


@pytest.mark.parametrize(
    "kinds",
    [
        ("EX-99.1", "8-K", "EX-27", "EX-10.2"),
        ("10-K405/A", "S-1", "EX-12.1", "EX-3.(I)"),
        ("EX-13", "6-K", "EX-23.1"),
        ("10-QSB", "424B3", "EX-1"),
        ("", "SC 13D", "EX-31.2"),
        ("ex-99", "EX-28", "NT 10-K", "EX-21"),
    ],
)
def test_the_documents_with_the_figures_come_first(kinds: tuple[str, ...]) -> None:
    ranks = [document_rank(kind) for kind in kinds]
    assert ranks == sorted(ranks)
    assert ranks[0] < ranks[1] < ranks[-1]


def test_nothing_is_read_from_a_skipped_document() -> None:
    table = "\n      Three Months Ended June 30,\n          2003   2002\nRevenue   {0}\nCost   9   8\n"
    pages = [
        ("EX-99.1", table.format("100   90")),
        ("XML", table.format("777   666") + "Profit rose to $777 million."),
    ]
    parts = [f"<DOCUMENT>\n<TYPE>{kind}\n<TEXT>{text}</TEXT>\n</DOCUMENT>\n" for kind, text in pages]
    filing = read_filing("".join(parts).encode(), "x.txt")
    assert filing.notes == ("XML: XML data, skipped (9 lines)",)
    assert filing.documents == ("EX-99.1", "XML")
    printed = [fact.printed for item in filing.items for fact in item.facts]
    assert "100" in printed
    assert "777" not in printed
    assert not any("777" in sentence.text for sentence in filing.sentences)


def test_a_filing_of_skipped_documents_only_is_unreadable() -> None:
    with pytest.raises(UnreadableSource, match=r"^x\.txt holds a PDF, uuencoded, and no text to read$"):
        read_filing(f"<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\n{uuencoded(PDF, 'a.pdf')}</TEXT>".encode(), "x.txt")
