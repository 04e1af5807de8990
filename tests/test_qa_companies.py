"""Which company a question names, by names, symbols, file names; and what a book keeps in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from companies import KILNS, LOOMS, book_of

from grammar.calendar import FiscalCalendar
from index.model import FilingRecord
from index.read import read_filing
from index.store import open_index
from qa import book as books
from qa.book import Book
from qa.companies import Directory


def record(identity: int, name: str, company: str, **fields: object) -> FilingRecord:
    plain = FilingRecord(
        id=identity, name=name, digest=str(identity), company=company, calendar=FiscalCalendar(),
        released=None, report_end=None, documents=(), notes=(), statements=1, items=1, facts=1, sentences=1,
    )  # fmt: skip
    return replace(plain, **fields)  # type: ignore[arg-type]


DIRECTORY = Directory(
    [
        record(1, "a1.txt", "Wick-Hollow Stores, Inc.", cik="11"),
        record(2, "a2.txt", "WICK-HOLLOW STORES INC", cik="11"),
        record(3, "b.txt", "General Lantern Company", cik="12"),
        record(4, "c.txt", "General Quarry, Inc.", cik="13"),
        record(5, "tvb-10q.html", "Target Velour Holdings", cik="14"),
        record(
            6,
            "e.txt",
            "Ostrander AG",
            cik="15",
            former=("Blue Finch Systems, Inc.",),
            released=date(2011, 5, 4),
        ),
        record(7, "f.txt", "Blue Finch Systems, Inc."),
        record(8, "g.txt", "Juniper Ridge Capital", cik="16"),
    ],
    {8: ("JRC",)},
)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What were Wick-Hollow's sales?", ["Wick-Hollow Stores"]),
        ("wickhollow sales", ["Wick-Hollow Stores"]),
        ("How many stores opened?", []),
        ("General Quarry's net income", ["General Quarry"]),
        ("general quarry net income", ["General Quarry"]),
        ("General and administrative expenses", []),
        ("What was General's revenue?", ["General Lantern", "General Quarry"]),
        ("What is the target for revenue?", []),
        ("Target's revenue", ["Target Velour"]),
        ("revenue of tvb", ["Target Velour"]),
        ("revenue of Ostrander", ["Ostrander"]),
        ("Blue Finch revenue", ["Ostrander"]),
        ("capital spending", []),
        ("JRC net income", ["Juniper Ridge"]),
        ("Ostrandr's net income", ["Ostrander"]),
        ("net income of Junpier", ["Juniper Ridge"]),
        ("net incone", []),
        ("net income at Juniper and at Ostrander", ["Juniper Ridge", "Ostrander"]),
    ],
)
def test_a_question_names_companies(question: str, names: list[str]) -> None:
    found = sorted(company.name for company in DIRECTORY.named(question).companies)
    assert len(found) == len(names)
    assert all(name.lower() in company.lower() for company, name in zip(found, names, strict=True))


def test_filings_of_one_number_or_one_name_are_one_company() -> None:
    together = [sorted(r.name for r in company.filings) for company in DIRECTORY.companies]
    assert ["a1.txt", "a2.txt"] in together
    assert ["e.txt", "f.txt"] in together
    assert len(together) == 6


@pytest.mark.parametrize("name", ["tvb-10q.html", "TVB-10Q", "tvb-10q"])
def test_a_file_may_be_named(name: str) -> None:
    found = DIRECTORY.named(f"revenue in {name}, please")
    assert found.filing is not None
    assert (found.filing.id, found.rest) == (5, f"revenue in {' ' * len(name)}, please")


def test_the_newest_filing_comes_first() -> None:
    book = book_of(KILNS)
    assert [r.name for r in book.directory.companies[0].filings] == sorted(KILNS, reverse=True)


def test_a_filing_added_by_another_process_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "filings.db"
    with open_index(path, create=True) as index:
        index.add(read_filing(KILNS["kilns-q1.txt"].encode(), "kilns-q1.txt"))
    with Book(open_index(path)) as book:
        assert book.session().ask("net sales").value == "1210000"
        with open_index(path, create=True) as index:
            index.add(read_filing(KILNS["kilns-q5.txt"].encode(), "kilns-q5.txt"))
        assert book.session().ask("net sales").value == "1351000"
        with open_index(path, create=True) as index:
            index.add(read_filing(LOOMS["looms-b.txt"].encode(), "looms-b.txt"))
        assert book.session().ask("net sales").status == "ambiguous"


def test_a_replaced_filing_is_read_again() -> None:
    book = book_of({"kilns-q5.txt": KILNS["kilns-q5.txt"]})
    assert book.session().ask("net sales").value == "1351000"
    changed = KILNS["kilns-q5.txt"].replace("1,351", "1,357")
    book.index.add(read_filing(changed.encode(), "kilns-q5.txt"))
    assert book.session().ask("net sales").value == "1357000"


def test_only_so_much_is_kept_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(books, "MOST_KEPT", 12)
    book = book_of(KILNS)
    for record_ in book.filings:
        book.view(record_)
    assert len(book._views) < len(KILNS)
    assert book._kept == sum(v.record.items + v.record.sentences for v in book._views.values())
    assert book.session().ask("Harbor Kilns net sales in Q4 fiscal 2011").value == "1486000"


def test_what_a_header_says_of_the_filer_is_kept() -> None:
    filing = read_filing(KILNS["kilns-q1.txt"].encode(), "kilns-q1.txt")
    with open_index(None) as index:
        index.add(replace(filing, form="10-Q", cik="77", former=("Old Kilns", "Kilns & Sons")))
        (kept,) = index.filings()
        assert (kept.form, kept.cik, kept.former) == ("10-Q", "77", ("Old Kilns", "Kilns & Sons"))
        assert index.tickers() == {kept.id: ("HKLN",)}
        assert [(str(p.start), str(p.end)) for p in index.periods(kept.id)] == [
            ("2009-07-01", "2009-09-30"),
            ("2010-07-01", "2010-09-30"),
        ]
        before = index.version()
        index.remove("kilns-q1.txt")
        assert index.version() != before
