"""Files as one source: HTML documents put into lines among those of the submission."""

from __future__ import annotations

from decimal import Decimal

from index.assembly import assemble
from index.read import read_filing

TEXT = """<DOCUMENT>
<TYPE>EX-99.2
<TEXT>
Balance sheets (in thousands)

                        June 30,    June 30,
                          2004        2003
Cash                  $  1,200    $  1,000
Total assets          $  5,000    $  4,000
</TEXT>
</DOCUMENT>"""
HTML = """<DOCUMENT>
<TYPE>EX-99.1
<TEXT>
<html><body><p>Sales rose.</p><p><b>Balance sheets (in thousands)</b></p>
<table><tr><td></td><td>June 30, 2004</td></tr><tr><td>Inventories</td><td>$300</td></tr></table>
<pre>
Balance sheets (in millions)

                        June 30,    June 30,
                          2004        2003
Receivables           $     12    $     10
Equipment                   15          14
</pre></body></html>
</TEXT>
</DOCUMENT>"""
HEADER = "<SEC-DOCUMENT>x.txt\n<SEC-HEADER>\nCOMPANY CONFORMED NAME: HARBOR CO\n</SEC-HEADER>"
SUBMISSION = f"{HEADER}\n{HTML}\n{TEXT}\n</SEC-DOCUMENT>"


def test_tables_of_pages_and_texts_stand_in_one_source() -> None:
    laid = assemble("x.txt", SUBMISSION)
    assert [document.type for document in laid.documents] == ["EX-99.1", "EX-99.2"]
    assert [table.rows[0].label for table in laid.tables] == ["Inventories", "Receivables", "Cash"]
    assert [table.number for table in laid.tables] == [1, 2, 3]
    for table in laid.tables:
        for row in table.rows:
            for cell in row.cells:
                line = laid.source.line(cell.place.line)
                assert cell.text.endswith(line[cell.place.start : cell.place.end])
    for document in laid.documents:
        assert laid.source.line(document.lines[0]) == "<DOCUMENT>"
        assert laid.source.line(document.lines[1]) == "</DOCUMENT>"
    assert laid.source.text == "\n".join(laid.source.lines)
    assert "<td>" not in laid.source.text


def test_facts_of_a_submission_cite_its_lines() -> None:
    filing = read_filing(SUBMISSION.encode(), "x.txt")
    got = [
        (item.label, fact.value, fact.unit, filing.source.line(fact.place.line).split()[0])
        for item in filing.items
        for fact in item.facts
        if fact.origin == "table" and fact.period is not None and fact.period.end.year == 2004
    ]
    assert got == [
        ("Inventories", Decimal(300_000), "USD", "Inventories"),
        ("Receivables", Decimal(12_000_000), "USD", "Receivables"),
        ("Equipment", Decimal(15_000_000), "USD", "Equipment"),
        ("Cash", Decimal(1_200_000), "USD", "Cash"),
        ("Total assets", Decimal(5_000_000), "USD", "Total"),
    ]


def test_sentences_of_a_page_stand_where_they_say() -> None:
    laid = assemble("x.txt", SUBMISSION)
    sentence = next(one for one in laid.sentences if one.text == "Sales rose.")
    (place,) = sentence.places
    assert laid.source.line(place.line)[place.start : place.end] == "Sales rose."


def test_a_text_stays_as_it_was() -> None:
    laid = assemble("x.txt", TEXT)
    assert laid.source.text == TEXT
    assert (laid.tags, laid.cover) == ({}, {})
