"""The store: what goes in comes out, whole or not at all, and in the same order every time."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from grammar.calendar import FiscalCalendar
from grammar.values import Period
from index.errors import (
    IndexMissing,
    IndexNotWritable,
    NotAnIndex,
    OtherSchema,
    StoreError,
    UnknownFiling,
)
from index.model import (
    Fact,
    Filing,
    LineItem,
    Place,
    ProfileEntry,
    Sentence,
    Statement,
)
from index.schema import APPLICATION_ID, SEARCHED, STEPS
from index.source import make_source
from index.store import open_index

QUARTER = Period("duration", date(2001, 10, 1), date(2001, 12, 31), "Three Months Ended Dec. 31, 2001")
DAY = Period("instant", None, date(2001, 12, 31), "Dec. 31, 2001")


def make_filing(name: str = "sample.txt", digest: str = "d1", value: str = "1103000") -> Filing:
    lines = ("SAMPLE CORP \x00\x1b[31m", "Revenue   1,103   (0.93)", "Cash   --", "Sales launched well.", "")
    source = make_source(name, "\r\n".join(lines))
    revenue = Fact(
        Decimal(value), "USD", 1000, "1,103", QUARTER, Place(2, 10, 15), "table", "gaap", 0, None, ""
    )
    loss = Fact(Decimal("-0.93"), "USD/share", 1, "(0.93)", QUARTER, Place(2, 18, 24), "table", column=1)
    cash = Fact(Decimal("0"), "USD", 1000, "--", DAY, Place(3, 7, 9), "table")
    said = Fact(Decimal("2.50"), "USD", 1, "2.50", None, Place(4, 0, 5), "prose", sentence=1, hedge="over")
    return Filing(
        source=source,
        digest=digest,
        company="Sample Corp",
        calendar=FiscalCalendar(3, 31, True, 0),
        released=date(2002, 1, 30),
        report_end=date(2001, 12, 31),
        documents=("8-K", "EX-99.1"),
        statements=(
            Statement(1, "income", "Operations", 1000, "USD", "gaap", "EX-99.1", (1, 3), (QUARTER, None)),
        ),
        items=(
            LineItem("Revenue", ("Sales:", "Net"), 1, False, (2, 2), 0, (revenue, loss)),
            LineItem("Total cash", (), 0, True, (3, 3), 0, (cash,), parts=(0,)),
            LineItem("sales", (), 0, False, (4, 4), None, (said,), "prose"),
            LineItem("Heading only", (), 0, False, (4, 4), 0, ()),
        ),
        sentences=(
            Sentence("Revenue rose.", (Place(2, 0, 7), Place(3, 0, 4)), (0, 8), "Highlights"),
            Sentence("Sales launched well.", (Place(4, 0, 20),), (0,)),
        ),
        profile=(ProfileEntry("company", "Sample Corp", Place(1, 0, 11)),),
        notes=("line 5: a table without figures was skipped",),
    )


def test_what_goes_in_comes_out() -> None:
    filing = make_filing()
    with open_index(None) as index:
        assert index.add(filing) is True
        record = index.filing(1)
        assert (record.name, record.company, record.digest) == ("sample.txt", "Sample Corp", "d1")
        assert record.calendar == filing.calendar
        assert (record.released, record.report_end) == (date(2002, 1, 30), date(2001, 12, 31))
        assert record.documents == ("8-K", "EX-99.1")
        assert record.notes == filing.notes
        assert (record.statements, record.items, record.facts, record.sentences) == (1, 4, 4, 2)
        assert index.filings() == (record,)
        assert index.statements(1) == filing.statements
        assert index.items(1) == tuple(replace(item, facts=()) for item in filing.items)
        assert index.facts(1, range(4)) == {n: item.facts for n, item in enumerate(filing.items)}
        assert index.sentences(1) == filing.sentences
        assert index.profile(1) == filing.profile
        assert index.source(1) == filing.source


def test_labels_with_the_statements_they_stand_in() -> None:
    with open_index(None) as index:
        index.add(make_filing())
        index.add(make_filing("other.txt", "d2"))
        assert index.labels(1) == (
            ("Heading only", "income"),
            ("Revenue", "income"),
            ("Total cash", "income"),
            ("sales", None),
        )


def test_period_labels_are_kept() -> None:
    with open_index(None) as index:
        index.add(make_filing())
        period = index.facts(1, [0])[0][0].period
        assert period is not None
        assert period.label == "Three Months Ended Dec. 31, 2001"


def test_all_facts_in_source_order() -> None:
    with open_index(None) as index:
        index.add(make_filing())
        found = [(item, fact.printed, fact.place.line) for item, fact in index.all_facts(1)]
        assert found == [(0, "1,103", 2), (0, "(0.93)", 2), (1, "--", 3), (2, "2.50", 4)]


def test_decimals_and_nothing_else() -> None:
    with open_index(None) as index:
        index.add(make_filing(value="12345678901234567890.10"))
        fact = index.facts(1, [0])[0][0]
        assert str(fact.value) == "12345678901234567890.10"


def test_same_content_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "filings.db"
    with open_index(path, create=True) as index:
        assert index.add(make_filing()) is True
        before = path.read_bytes()
        assert index.add(make_filing()) is False
        assert index.add(make_filing(name="other.txt")) is False
        assert path.read_bytes() == before


def test_same_name_other_content_replaces() -> None:
    with open_index(None) as index:
        index.add(make_filing())
        index.add(make_filing("second.txt", "d2"))
        assert index.add(make_filing(digest="d3", value="7")) is True
        assert [(record.id, record.name, record.digest) for record in index.filings()] == [
            (1, "sample.txt", "d3"),
            (2, "second.txt", "d2"),
        ]
        assert index.facts(1, [0])[0][0].value == Decimal(7)
        assert index.facts(2, [0])[0][0].value == Decimal(1103000)
        assert index.search_sentences(1, ["sales"]) == (1,)
        assert index.search_sentences(2, ["sales"]) == (1,)
        assert index.conn.execute("SELECT COUNT(*) FROM facts").fetchone() == (8,)


def test_remove_takes_everything_out() -> None:
    with open_index(None) as index:
        index.add(make_filing())
        index.remove("sample.txt")
        assert index.filings() == ()
        for table in ("sources", "statements", "items", "facts", "sentences", "profile"):
            counted = index.conn.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608
            assert counted.fetchone() == (0,), table
        assert index.search_sentences(1, ["sales"]) == ()
        with pytest.raises(UnknownFiling, match="no filing named"):
            index.remove("sample.txt")


def test_the_full_text_tables_keep_up_with_what_is_replaced_and_removed() -> None:
    with open_index(None) as index:
        for number in range(3):
            index.add(make_filing(f"{number}.txt", f"d{number}"))
        index.add(make_filing("1.txt", "other"))
        index.remove("0.txt")
        for table in SEARCHED:
            # Raises where the words told do not agree with the rows.
            index.conn.execute(
                f'INSERT INTO "{table}_fts" ("{table}_fts", rank) VALUES (?, 1)',  # noqa: S608
                ("integrity-check",),
            )
        assert [index.search_labels(record.id, ["cash"]) for record in index.filings()] == [(1,), (1,)]


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for name in ("a.db", "b.db"):
        with open_index(tmp_path / name, create=True) as index:
            index.add(make_filing())
            index.add(make_filing("second.txt", "d2"))
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["sales"], (1,)),
        (["launches"], (1,)),  # stemmed
        (["launch", "sale"], (1,)),
        (["revenue", "sales", "launched"], (1, 0)),
        (["nothing"], ()),
        ([], ()),
        (['"', "'", "-", "(", "*"], ()),
        (['sales" OR "revenue'], (0, 1)),  # read as words, not as a query
        (["sales\x00"], (1,)),
        (["NEAR(sales, 2)"], (1,)),
        (["text:sales"], (1,)),
    ],
)
def test_search_sentences(words: list[str], expected: tuple[int, ...]) -> None:
    with open_index(None) as index:
        index.add(make_filing("first.txt", "d0"))
        index.add(make_filing())
        assert index.search_sentences(2, words) == expected


def test_search_takes_a_hundred_thousand_words() -> None:
    with open_index(None) as index:
        index.add(make_filing())
        assert index.search_sentences(1, (f"word{n}" for n in range(100_000))) == ()


def test_search_labels() -> None:
    with open_index(None) as index:
        index.add(make_filing())
        assert index.search_labels(1, ["cash", "total"]) == (1,)
        assert index.search_labels(1, ["revenues"]) == (0,)


def test_other_filings_have_no_say_in_the_ranking() -> None:
    with open_index(None) as alone:
        alone.add(make_filing())
        expected = alone.search_sentences(1, ["sales", "revenue", "rose"])
    with open_index(None) as index:
        for number in range(20):
            index.add(make_filing(f"f{number}.txt", f"x{number}"))
        index.add(make_filing())
        assert index.search_sentences(21, ["sales", "revenue", "rose"]) == expected


def test_teach() -> None:
    with open_index(None) as index:
        index.teach("  Top   LINE ", "Revenue")
        index.teach("top line", "Total revenue")
        assert index.synonyms() == {"top line": "Total revenue"}


def test_unknown_filing() -> None:
    with open_index(None) as index, pytest.raises(UnknownFiling):
        index.source(7)


def test_hot_queries_use_an_index() -> None:
    with open_index(None) as index:
        plan = index.conn.execute(
            "EXPLAIN QUERY PLAN SELECT value FROM facts WHERE filing = 1 AND item = 2 ORDER BY position"
        ).fetchall()
        assert len(plan) == 1
        assert plan[0][3].startswith("SEARCH facts USING INDEX")


# --- what can be wrong with a file -----------------------------------------------------------------


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="there is no index at"):
        open_index(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match=r"folder of .* does not exist"):
        open_index(tmp_path / "none" / "x.db", create=True)


@pytest.mark.parametrize("create", [True, False])
def test_not_sqlite(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(b"this is a text file, and no database at all\n" * 50)
    with pytest.raises(NotAnIndex, match="not an SQLite file"):
        open_index(path, create=create)
    assert path.read_bytes().startswith(b"this is")


@pytest.mark.parametrize("create", [True, False])
def test_another_programs_database(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "x.db"
    conn = sqlite3.connect(path)
    conn.execute("CREATE TABLE filings (name TEXT)")
    conn.close()
    with pytest.raises(NotAnIndex, match="another program's database"):
        open_index(path, create=create)


def test_folder_as_index(tmp_path: Path) -> None:
    with pytest.raises(NotAnIndex, match="is not a file"):
        open_index(tmp_path, create=True)


def test_empty_file_is_made_an_index_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.touch()
    with pytest.raises(IndexMissing, match="is empty"):
        open_index(path)
    open_index(path, create=True).close()
    open_index(path).close()


@pytest.mark.parametrize(("version", "word"), [(len(STEPS) + 1, "newer"), (1, "older")])
def test_other_schema(tmp_path: Path, version: int, word: str) -> None:
    path = tmp_path / "x.db"
    conn = sqlite3.connect(path)
    conn.execute("CREATE TABLE filings (name TEXT)")
    conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    conn.execute(f"PRAGMA user_version = {version}")
    conn.close()
    with pytest.raises(OtherSchema, match=word):
        open_index(path)


def test_read_only_file(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with open_index(path, create=True) as index:
        index.add(make_filing())
    path.chmod(0o444)
    with pytest.raises(IndexNotWritable, match="read-only"):
        open_index(path, create=True)
    with open_index(path, read_only=True) as index:
        assert index.filings()[0].name == "sample.txt"
        with pytest.raises(IndexNotWritable):
            index.add(make_filing(digest="d2"))


def test_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with open_index(path, create=True) as index:
        for number in range(50):
            index.add(make_filing(f"{number}.txt", f"d{number}"))
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with pytest.raises(StoreError), open_index(path) as index:
        index.filings()


def test_a_failure_half_way_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    bad = make_filing(digest="d2")
    bad = replace(bad, profile=(ProfileEntry("company", "\udcff", Place(1, 0, 1)),))
    with open_index(path, create=True) as index:
        index.add(make_filing("first.txt"))
        before = path.read_bytes()
        with pytest.raises(StoreError, match="not valid Unicode"):
            index.add(bad)
        assert [record.name for record in index.filings()] == ["first.txt"]
    assert path.read_bytes() == before


def test_a_batch_keeps_the_filings_before_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    bad = replace(make_filing("bad.txt", "d2"), profile=(ProfileEntry("a", "\udcff", Place(1, 0, 1)),))
    with open_index(path, create=True) as index:
        with pytest.raises(StoreError, match="not valid Unicode"), index.batch():  # noqa: PT012
            index.add(make_filing("first.txt"))
            index.add(bad)
        assert [(record.name, record.facts) for record in index.filings()] == [("first.txt", 4)]
        assert index.conn.execute("SELECT COUNT(*) FROM facts").fetchone() == (4,)
        with index.batch():
            with pytest.raises(StoreError):
                index.add(bad)
            assert index.add(make_filing("second.txt", "d3"))
            assert not index.add(make_filing("second.txt", "d3"))
            index.remove("first.txt")
    with open_index(path) as index:
        assert [record.name for record in index.filings()] == ["second.txt"]
        assert index.search_sentences(index.filings()[0].id, ["launched"]) == (1,)


def test_a_batch_writes_what_single_filings_write() -> None:
    dumps = []
    for batched in (False, True):
        with open_index(None) as index:
            with index.batch() if batched else nullcontext():
                for number in range(3):
                    index.add(make_filing(f"{number}.txt", f"d{number}"))
            dumps.append("\n".join(index.conn.iterdump()))
    assert dumps[0] == dumps[1]


def test_killed_half_way_leaves_nothing(tmp_path: Path) -> None:
    """SIGKILL between the rows of a filing: the next reader finds the filings before it, whole."""
    path = tmp_path / "x.db"
    program = f"""
        import os, signal, sys
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from pathlib import Path
        from index import rows, store
        from test_index_store import make_filing
        index = store.open_index(Path({str(path)!r}), create=True)
        index.add(make_filing("first.txt"))
        index.conn.execute("PRAGMA cache_size = 1")
        def killer(filing, identity):
            yield from real(filing, identity)
            os.kill(os.getpid(), signal.SIGKILL)
        real, rows.sentence_rows = rows.sentence_rows, killer
        index.add(make_filing("second.txt", "d2"))
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=False, cwd=os.getcwd())
    assert done.returncode == -signal.SIGKILL
    with open_index(path) as index:
        assert [(record.name, record.facts) for record in index.filings()] == [("first.txt", 4)]
        assert index.conn.execute("SELECT COUNT(*) FROM facts").fetchone() == (4,)
        assert index.conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
