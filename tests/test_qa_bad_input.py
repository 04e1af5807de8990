"""Whatever bytes come: one clear line on stderr, the right exit status, nothing half-written.

Through the real command line and the real engine, in this process.
"""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.store import open_index
from qa.cli import run

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "qa" / "data" / "sample-release.txt"
RELEASE = (
    "EXAMPLE MILLS CORP\n\nConsolidated Statements of Operations\n(in thousands)\n\n"
    "                              Three Months Ended Dec. 31,\n"
    "                                 2003          2002\n"
    "                               --------      --------\n"
    "Net sales                      $  8,214      $  9,900\n"
    "Cost of sales                     6,100         7,000\n"
    "                               --------      --------\n"
    "Gross profit                      2,114         2,900\n"
)


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run `qa …` on an index of its own; gives exit status, stdout and stderr."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("QA_DB", str(tmp_path / "filings.db"))

    def called(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        status = run(arguments)
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert "internal error" not in err
        assert not any(char in out + err for char in "\x1b\x00\x07\x9b\u202e")
        return status, out, err

    return called


UNREADABLE = {
    "empty": b"",
    "blank": b" \n\t\r\n" * 100,
    "blank-lines": b"\n" * 200_000,
    "binary": bytes(range(256)) * 64,
    "nul": b"Net sales 8,214\x00\n" * 20,
    "gzip": gzip.compress(RELEASE.encode())[:-20],
    "gzip-of-gzip": gzip.compress(gzip.compress(RELEASE.encode())),
    "zip": b"PK\x03\x04" + bytes(100),
    "json": b'{"value": "8,214"}\n' * 3,
    "pdf": b"%PDF-1.4\n" + RELEASE.encode(),
    "sqlite": b"SQLite format 3\x00" + bytes(100),
}


@pytest.mark.parametrize("name", list(UNREADABLE))
def test_an_unreadable_file_is_one_line_and_2(command: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_bytes(UNREADABLE[name])
    status, _, err = command("index", str(path))
    assert status == 2
    assert len(err.splitlines()) == 1
    assert err.startswith(f"qa: {path}: ")
    assert not (tmp_path / "filings.db").exists()
    status, out, err = command("ask", "--file", str(path), "What were net sales?")
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert f"{name}.txt" in err


@pytest.mark.parametrize("arguments", [("index",), ("ask", "What were net sales?", "--file")])
def test_a_missing_file(command: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    status, _, err = command(*arguments, str(tmp_path / "none.txt"))
    assert status == 2
    assert len(err.splitlines()) == 1
    assert "none.txt" in err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_text(command: Run, tmp_path: Path) -> None:
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    status, _, err = command("index", str(tmp_path / "folder"))
    assert status == 2
    assert err == f"qa: {tmp_path / 'folder'}: the folder holds no files to read\n"
    status, _, err = command("ask", "--file", str(tmp_path / "folder"), "What were net sales?")
    assert status == 2
    assert len(err.splitlines()) == 1


def test_a_bad_file_does_not_stop_the_rest(command: Run, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"")
    (folder / "b.txt").write_text(RELEASE)
    (folder / "c.txt").write_bytes(UNREADABLE["binary"])
    status, out, err = command("index", str(folder))
    assert status == 0
    assert "filings: 1 added, 2 skipped;" in out
    assert [line.split(": ")[1] for line in err.splitlines()] == [
        str(folder / "a.txt"),
        str(folder / "c.txt"),
    ]
    status, out, _ = command("index", str(folder / "b.txt"))
    assert status == 0
    assert "1 unchanged" in out


def test_a_changed_file_replaces_the_old(command: Run, tmp_path: Path) -> None:
    path = tmp_path / "release.txt"
    path.write_text(RELEASE)
    assert "filings: 1 added; 1 statement and 6 facts written" in command("index", str(path))[1]
    path.write_text(RELEASE.replace("8,214", "8,999"))
    assert "filings: 1 replaced;" in command("index", str(path))[1]
    out = command("export", "facts")[1]
    assert "8,999" in out
    assert "8,214" not in out


def test_standard_input(command: Run) -> None:
    status, out, err = command("index", "-", stdin=RELEASE.encode())
    assert (status, err) == (0, "")
    assert "filings: 1 added;" in out
    assert command("source", "stdin.txt:9")[1].count("8,214") == 1
    status, out, _ = command("show", "--file", "-", stdin=RELEASE.encode())
    assert out.startswith("stdin.txt  ")


def test_two_files_of_one_name_do_not_replace_each_other_unseen(command: Run, tmp_path: Path) -> None:
    for folder, text in (("a", RELEASE), ("b", RELEASE.replace("8,214", "8,999"))):
        (tmp_path / "in" / folder).mkdir(parents=True)
        (tmp_path / "in" / folder / "release.txt").write_text(text)
    status, out, err = command("index", str(tmp_path / "in"))
    assert status == 0
    assert "filings: 1 added, 1 skipped;" in out
    assert "rename one of them" in err


def test_a_folder_does_not_lead_outside_itself(command: Run, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text(RELEASE)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / ".hidden.txt").write_text(RELEASE)
    status, _, err = command("index", str(folder))
    assert status == 2
    assert "holds no files to read" in err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("latin-1", RELEASE.replace("MILLS", "MÜLLER").encode("latin-1")),
        ("crlf", RELEASE.replace("\n", "\r\n").encode()),
        ("bom", b"\xef\xbb\xbf" + RELEASE.encode()),
        ("escapes", RELEASE.replace("Net sales", "Net\x1b[31m sales").encode()),
        ("cut-off", RELEASE[: RELEASE.index("Gross profit") + 38].encode()),
        ("cut-in-a-row", RELEASE[: RELEASE.index("8,214") + 2].encode()),
        ("blank-lines", b"\n" * 200_000 + RELEASE.encode() + b"\n" * 200_000),
    ],
)
def test_a_strange_file_is_read(command: Run, tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_bytes(content)
    status, _, err = command("index", str(path))
    assert (status, err) == (0, "")
    status, out, err = command("ask", "--json", "What were net sales?")
    assert err == ""
    assert status in (0, 1)
    answer = json.loads(out)
    lines = content.decode("latin-1").split("\n")
    for citation in answer["citations"]:
        line = lines[citation["line"] - 1].removesuffix("\r").encode("latin-1")
        assert citation["text"].encode("latin-1", "replace").removeprefix(b"\xef\xbb\xbf") in line
    for arguments in (("show",), ("show", "1"), ("export", "facts"), ("source", "1"), ("faq",)):
        assert command(*arguments)[2] == "" or arguments == ("show", "1")


@pytest.mark.parametrize(
    "filler", [b"x", b" ", b"1,234 ", b"(", b"a. ", b"-", b"$ ", b"Dec. 31, 2001 ", b"\xe9"]
)
def test_one_line_of_20_mb(command: Run, tmp_path: Path, filler: bytes) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(RELEASE.encode() + filler * (20_000_000 // len(filler)))
    began = time.monotonic()
    status, _, err = command("index", str(path))
    assert time.monotonic() - began < 60  # linear: no more than seconds
    assert status in (0, 2)
    assert len(err.splitlines()) == (1 if status == 2 else 0)
    assert (tmp_path / "filings.db").exists() is (status == 0)


def test_a_database_that_is_not_sqlite(command: Run, tmp_path: Path) -> None:
    path = tmp_path / "filings.db"
    path.write_text("not a database\n" * 500)
    for arguments in (
        ("ask", "What were net sales?"),
        ("index", str(SAMPLE)),
        ("show",),
        ("export", "facts"),
    ):
        status, out, err = command(*arguments)
        assert (status, out) == (2, "")
        assert err == f"qa: {path} is not an index (not an SQLite file): choose another --db\n"
    assert path.read_text() == "not a database\n" * 500


def test_a_read_only_database(command: Run, tmp_path: Path) -> None:
    path = tmp_path / "filings.db"
    (tmp_path / "release.txt").write_text(RELEASE)
    assert command("index", str(tmp_path / "release.txt"))[0] == 0
    path.chmod(0o444)
    before = path.read_bytes()
    status, out, err = command("index", str(SAMPLE))
    assert (status, out) == (2, "")
    assert err == f"qa: {path} is read-only: make it writable, or choose another --db\n"
    assert command("show")[0] == 0  # reading needs no write
    assert command("ask", "What were net sales?")[2] == ""
    assert path.read_bytes() == before


def test_a_database_in_a_missing_folder(command: Run, tmp_path: Path) -> None:
    status, _, err = command("index", str(SAMPLE), "--db", str(tmp_path / "none" / "x.db"))
    assert status == 2
    assert "folder" in err
    assert not (tmp_path / "none").exists()


def test_a_locked_database(command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.opening.BUSY_SECONDS", 0.05)
    path = tmp_path / "filings.db"
    open_index(path, create=True).close()
    holder = sqlite3.connect(path)
    holder.execute("BEGIN EXCLUSIVE")
    status, _, err = command("index", str(SAMPLE))
    holder.close()
    assert status == 2
    assert "is in use by another process" in err


@pytest.mark.parametrize("question", ["", "   ", "\n", "?!"])
def test_an_empty_question(command: Run, question: str) -> None:
    status, out, err = command("ask", "--file", str(SAMPLE), "--", question)
    assert (status, out) == (2, "")
    assert err.startswith("qa: the question is empty")


def test_a_question_of_100_000_characters(command: Run) -> None:
    status, out, err = command("ask", "--file", str(SAMPLE), "revenue " * 12_500)
    assert (status, out) == (2, "")
    assert err.startswith("qa: the question has 99,999 characters")


@pytest.mark.parametrize(
    "question",
    [
        "What were \x1b[31mnet sales\x1b[0m\x07?",
        "\u202eselas ten\u202c",
        "net sales'; DROP TABLE facts; --",
        'net sales" OR "1"="1',
        "{{ 7 * 7 }} {% for x in y %}",
        "\udcff\udcfe net sales",
        "<script>alert(1)</script>",
        "日本語 net sales ½ ² ٣",
        "((((((((((" * 50,
        "1" * 1900,
        "what was net sales in " + "2001 " * 300,
        "\x00",
    ],
)
def test_a_hostile_question(command: Run, question: str) -> None:
    assert command("index", str(SAMPLE))[0] == 0
    for extra in ((), ("--json",), ("--explain",)):
        status, _, err = command("ask", *extra, "--", question)
        assert status in (0, 1, 2)
        assert len(err.splitlines()) == (1 if status == 2 else 0)
    with open_index(Path(sys.modules["os"].environ["QA_DB"])) as index:
        assert index.filings()[0].facts > 50


def test_a_hostile_file_name(command: Run, tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\u202e.txt"
    path.write_text(RELEASE)
    status, _, err = command("index", str(path))
    assert (status, err) == (0, "")
    for arguments in (("show",), ("ask", "What were net sales?"), ("faq",), ("faq", "--format", "html")):
        command(*arguments)
