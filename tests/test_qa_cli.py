"""The command line in-process, over canned answers: output, exit status, one line on stderr."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from faces import StubBook, book, mills

import qa
from index.store import open_index
from qa.cli import run

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def index_file(tmp_path: Path) -> Path:
    path = tmp_path / "filings.db"
    with open_index(path, create=True) as index:
        index.add(mills())
    return path


@pytest.fixture
def canned(monkeypatch: pytest.MonkeyPatch, index_file: Path) -> StubBook:
    """`qa.book` gives canned answers, and there is an index to open."""
    stub = book()

    class Module:
        Book = staticmethod(lambda index: stub)

    monkeypatch.setenv("QA_DB", str(index_file))
    monkeypatch.setitem(sys.modules, "qa.book", Module)
    monkeypatch.setattr(qa, "book", Module, raising=False)
    return stub


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `qa …`; gives exit status, stdout and stderr."""
    monkeypatch.setenv("COLUMNS", "80")

    def called(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        status = run(arguments)
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert len(err.splitlines()) <= 1
        return status, out, err

    return called


# --- ask -------------------------------------------------------------------------------------------


def test_ask_prints_the_answer(command: Run, canned: StubBook) -> None:
    status, out, err = command("ask", "What", "were", "net sales?")
    assert (status, err) == (0, "")
    assert out.startswith("Net sales were $8.214 million for the three months ended Dec. 31, 2003.\n")
    assert canned.turns[0][1] == "What were net sales?"


def test_ask_that_is_not_answered_exits_1(command: Run, canned: StubBook) -> None:
    status, out, err = command("ask", "What was backlog?")
    assert (status, err) == (1, "")
    assert out.startswith("The filing does not give a backlog.\n")


def test_ask_passes_filing_and_unit_on(command: Run, canned: StubBook) -> None:
    command("ask", "net sales", "--filing", "mills.txt", "--unit", "millions")
    assert canned.turns[0][1:] == ("net sales", "mills.txt", "millions")


def test_ask_json(command: Run, canned: StubBook) -> None:
    status, out, _ = command("ask", "--json", "net sales")
    record = json.loads(out)
    assert status == 0
    assert list(record) == [
        *("id", "question", "status", "text", "value", "unit", "values", "calculation"),
        *("citations", "interpretation", "confidence", "alternatives", "reason"),
    ]
    assert (record["id"], record["value"], record["unit"], record["confidence"]) == (
        "1",
        "8214000",
        "USD",
        0.97,
    )


def test_ask_explain(command: Run, canned: StubBook) -> None:
    _, out, _ = command("ask", "--explain", "What were net sales?")
    assert "Candidates for net sales\n      99.0  Net sales  line 4  exact\n" in out
    _, out, _ = command("ask", "--explain", "--json", "What were net sales?")
    assert json.loads(out)["explanation"]["plan"] == ["look up Net sales", "take the latest quarter"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "net sales", "--batch", "x"),
        ("ask", "--nothing", "net sales"),
        ("nothing",),
        ("faq", "--format", "pdf"),
        ("export",),
        ("index",),
        ("source",),
        ("ask", "--batch", "-", "--file", "-"),
        ("repl", "--file", "-"),
    ],
)
def test_wrong_usage_exits_2(command: Run, canned: StubBook, arguments: tuple[str, ...]) -> None:
    status, out, err = command(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("qa: ")
    assert "--help')" in err


def test_bare_qa_without_a_terminal_prints_help(command: Run) -> None:
    status, out, _ = command()
    assert status == 2
    assert out.startswith("Usage: qa ")


def test_version_and_help(command: Run) -> None:
    assert command("--version") == (0, "qa 0.1.0\n", "")
    status, out, _ = command("--help")
    assert status == 0
    for name in ("index", "ask", "repl", "chat", "faq", "show", "source", "export", "teach", "demo"):
        assert f"\n  {name} " in out
        assert "…" not in out
    status, out, _ = command("ask", "--help")
    assert status == 0
    assert "--batch FILE" in out


def test_interrupted_exits_130(command: Run, canned: StubBook, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(filing: str | None = None) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(canned, "session", interrupted)
    assert command("ask", "net sales") == (130, "", "qa: interrupted\n")


def test_a_bug_is_one_line(command: Run, canned: StubBook, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(filing: str | None = None) -> Any:
        raise RuntimeError("a\n\x1b[31mb")

    monkeypatch.setattr(canned, "session", broken)
    status, _, err = command("ask", "net sales")
    assert status == 2
    assert err.startswith("qa: internal error, please report it: RuntimeError: a \\x1b[31mb")


# --- batch -----------------------------------------------------------------------------------------


def test_batch_of_plain_lines(command: Run, canned: StubBook) -> None:
    status, out, err = command("ask", "--batch", "-", stdin="net sales\n\nbacklog\r\nlist\n")
    assert (status, err) == (0, "")
    records = [json.loads(line) for line in out.splitlines()]
    assert [(r["id"], r["question"], r["status"]) for r in records] == [
        ("1", "net sales", "answered"),
        ("3", "backlog", "unanswerable"),
        ("4", "list", "answered"),
    ]
    assert len(canned.sessions) == 3  # each question is asked alone


def test_batch_of_json_lines(command: Run, canned: StubBook, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    lines = [
        {"id": "a", "question": "net sales", "session": "s1", "filing": "mills.txt", "kind": "lookup"},
        {"id": 7, "question": "change", "session": None},
        {"question": "change", "session": "s1"},
        {"id": "d", "question": "net sales", "session": "s2"},
    ]
    path.write_text("\ufeff" + "\n".join(map(json.dumps, lines)), encoding="utf-8")
    status, out, err = command("ask", "--batch", str(path))
    assert (status, err) == (0, "")
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a", "7", "3", "d"]
    turns = canned.turns
    assert turns[0][0] == turns[2][0]
    assert len({turn[0] for turn in turns}) == 3
    assert [turn[2] for turn in turns] == ["mills.txt", None, "mills.txt", None]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('{"question": "net sales"}\n{"question": ', 2, "not JSON"),
        ('{"question": "net sales"}\nplain', 2, "not JSON"),
        ('{"question": "net sales"}\n\n["a"]', 3, '"question"'),
        ('{"id": "1"}', 1, '"question"'),
        ('{"question": 5}', 1, '"question"'),
        ('{"question": "net sales", "session": ["x"]}', 1, '"session"'),
        ('{"question": "net sales"}\n{"question": "  "}', 2, "empty"),
        ("net sales\n" + "x" * 3000, 2, "3,000 characters"),
        ("{" * 100_000, 1, "not JSON"),
        (
            '{"question": "a", "session": "s", "filing": "x"}\n'
            '{"question": "b", "session": "s", "filing": "y"}',
            2,
            "session 's' is about x, not y",
        ),
    ],
)
def test_a_bad_line_stops_the_batch_before_it_begins(
    command: Run, canned: StubBook, text: str, line: int, words: str
) -> None:
    status, out, err = command("ask", "--batch", "-", stdin=text)
    assert (status, out, canned.turns) == (2, "", [])
    assert err.startswith(f"qa: standard input, line {line}: ")
    assert words in err


def test_an_empty_batch(command: Run, canned: StubBook) -> None:
    assert command("ask", "--batch", "-", stdin="\n \n") == (
        2,
        "",
        "qa: standard input holds no questions: write one a line\n",
    )


def test_a_missing_batch(command: Run, canned: StubBook, tmp_path: Path) -> None:
    status, out, err = command("ask", "--batch", str(tmp_path / "none"))
    assert (status, out) == (2, "")
    assert "none cannot be read: No such file or directory" in err


def test_a_batch_about_an_unknown_filing_answers_nothing(command: Run, canned: StubBook) -> None:
    text = '{"question": "net sales"}\n{"question": "net sales", "filing": "other.txt"}'
    status, out, err = command("ask", "--batch", "-", stdin=text)
    assert (status, out) == (2, "")
    assert "other.txt" in err


# --- show, source, export, teach ---------------------------------------------------------------------


def test_show(command: Run, index_file: Path) -> None:
    status, out, err = command("show", "--db", str(index_file))
    assert (status, err) == (0, "")
    assert out == (
        "mills.txt  Example Mills Corp · released 2004-01-20 · reports to 2003-12-31\n"
        "  6 facts, 3 line items, 0 sentences\n"
        "    1  Statements of Operations  lines 2-6\n"
        "       Three Months Ended Dec. 31, 2003; Three Months Ended Dec. 31, 2002\n"
    )


@pytest.mark.parametrize("wanted", ["1", "income", "operations"])
def test_show_a_statement(command: Run, index_file: Path, wanted: str) -> None:
    _, out, _ = command("show", wanted, "--db", str(index_file))
    assert out.splitlines()[3:] == [
        "                 3 months    3 months",
        "               2003-12-31  2002-12-31",
        "Net sales           8,214       9,900",
        "Cost of sales       6,100       7,000",
        "Gross profit        2,114       2,900",
    ]


def test_show_an_unknown_statement(command: Run, index_file: Path) -> None:
    status, _, err = command("show", "balance", "--db", str(index_file))
    assert status == 2
    assert "'qa show' lists those there are" in err


@pytest.mark.parametrize("place", ["mills.txt:4", "4", "mills.txt:4-5"])
def test_source(command: Run, index_file: Path, place: str) -> None:
    status, out, _ = command("source", place, "--db", str(index_file), "--context", "1")
    assert status == 0
    assert ">   4  Net sales              $   8,214   $   9,900\n" in out
    assert "    3  (in thousands)              2003        2002\n" in out


@pytest.mark.parametrize(
    "place", ["mills.txt:99", "mills.txt:0", "mills.txt", "other.txt:3", "mills.txt:5-4", ":"]
)
def test_source_of_no_line(command: Run, index_file: Path, place: str) -> None:
    status, out, err = command("source", place, "--db", str(index_file))
    assert (status, out) == (2, "")
    assert err.startswith("qa: ")


KEYS = [
    *("source", "document", "table", "statement", "label", "path", "value", "unit", "scale", "printed"),
    *("period", "basis", "origin", "line", "start", "end"),
]


def test_export_jsonl(command: Run, index_file: Path) -> None:
    status, out, _ = command("export", "facts", "--db", str(index_file))
    records = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert all(list(record) == KEYS for record in records)
    assert records[0] == {
        "source": "mills.txt",
        "document": "EX-99.1",
        "table": 1,
        "statement": "income",
        "label": "Net sales",
        "path": [],
        "value": "8214000",
        "unit": "USD",
        "scale": 1000,
        "printed": "8,214",
        "period": {
            "kind": "duration",
            "start": "2003-10-01",
            "end": "2003-12-31",
            "label": "Three Months Ended Dec. 31, 2003",
        },
        "basis": "gaap",
        "origin": "table",
        "line": 4,
        "start": 27,
        "end": 32,
    }
    assert [record["printed"] for record in records] == ["8,214", "9,900", "6,100", "7,000", "2,114", "2,900"]


def test_export_is_the_same_twice_and_whole(command: Run, index_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "facts.csv"
    for _ in range(2):
        command("export", "facts", "--db", str(index_file), "--format", "csv", "--out", str(out))
    first = out.read_bytes()
    _, printed, _ = command("export", "facts", "--db", str(index_file), "--format", "csv")
    assert first.decode() == printed
    assert printed.startswith(
        "source,document,table,statement,label,path,value,unit,scale,printed,period_kind,"
    )
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_out_into_a_missing_folder(command: Run, index_file: Path, tmp_path: Path) -> None:
    status, _, err = command("export", "facts", "--db", str(index_file), "--out", str(tmp_path / "no" / "x"))
    assert status == 2
    assert "No such file or directory" in err


def test_teach(command: Run, index_file: Path) -> None:
    assert command("teach", "Top line", "Net sales", "--db", str(index_file))[0] == 0
    with open_index(index_file) as index:
        assert index.synonyms() == {"top line": "Net sales"}


def test_qa_db(command: Run, index_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_DB", str(index_file))
    assert command("show")[0] == 0


def test_no_index_yet(command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QA_DB", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    status, _, err = command("show")
    assert status == 2
    assert "there is no index at" in err
    assert not (tmp_path / "data").exists()


def test_a_database_of_another_program(command: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    sqlite3.connect(path).execute("CREATE TABLE t (a)").connection.close()
    status, _, err = command("export", "facts", "--db", str(path))
    assert status == 2
    assert "another program's database" in err


def test_output_into_a_closed_pipe_is_no_error(index_file: Path) -> None:
    import subprocess

    program = [sys.executable, "-m", "qa", "export", "facts", "--db", str(index_file)]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(program, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")
