"""`qa index`: packed input, several processes, interrupts; through the command line and below it."""

from __future__ import annotations

import gzip
import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import qa
import qa.indexing
from index.model import Filing
from index.store import open_index
from qa.cli import run
from qa.finding import Found, find_files
from qa.indexing import Outcome, Unit, index_files, jobs_for
from qa.workers import Failure

Run = Callable[..., tuple[int, str, str]]
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


def release(number: int) -> bytes:
    return RELEASE.replace("2,114", f"{2_000 + number:,}").encode()


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("QA_DB", str(tmp_path / "filings.db"))

    def called(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        status = run(arguments)
        out, err = capsys.readouterr()
        return status, out, err

    return called


def archive(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in files.items():
            zipped.writestr(name, data)
    return path


def index_of(path: Path, folder: Path, jobs: int) -> tuple[Outcome, str]:
    """The outcome of indexing a folder, and all that the index then holds."""
    with open_index(path, create=True) as index:
        outcome = index_files(index, find_files([str(folder)]), lambda unit: None, jobs)
        return outcome, "\n".join(index.conn.iterdump())


def test_the_number_of_jobs_does_not_show_in_the_index(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_bytes(release(number))
    (folder / "2b.txt").write_bytes(release(2))  # the same once more
    (folder / "3b.txt").write_bytes(b"\0\1")
    (folder / "4b.txt.gz").write_bytes(gzip.compress(release(40)))
    archive(folder / "5b.zip", {"z.txt": release(50), "in/a.txt": release(51), "b.gz": gzip.compress(b"x")})
    one = index_of(tmp_path / "1.db", folder, 1)
    two = index_of(tmp_path / "2.db", folder, 2)
    assert one == two
    assert (tmp_path / "1.db").read_bytes() == (tmp_path / "2.db").read_bytes()
    outcome = one[0]
    assert outcome.added == [
        *("0.txt", "1.txt", "2.txt", "3.txt", "4.txt", "4b.txt.gz", "5.txt"),
        *("5b.zip/in/a.txt", "5b.zip/z.txt"),
    ]
    assert outcome.unchanged == ["2b.txt"]
    assert outcome.skipped == [
        (str(folder / "3b.txt"), "is binary (it holds NUL bytes); save it as text first"),
        (str(folder / "5b.zip/b.gz"), "is gzip-compressed; unpack it first"),
    ]
    assert outcome.facts == 9 * 6


def test_packed_files_are_read_under_their_own_names(command: Run, tmp_path: Path) -> None:
    page = b"<html><body><p>Net sales were $8,214 thousand.</p><p>Good.</p></body></html>"
    (tmp_path / "mills-10q.html.gz").write_bytes(gzip.compress(page))
    whole = archive(tmp_path / "mills.zip", {"in/r.txt": release(1), "../up.txt": release(2)})
    status, out, err = command("index", str(tmp_path / "mills-10q.html.gz"), str(whole))
    assert (status, err) == (0, "")
    assert "filings: 3 added;" in out
    with open_index(tmp_path / "filings.db") as index:
        names = [record.name for record in index.filings()]
    assert names == ["mills-10q.html.gz", "mills.zip/in/r.txt", "mills.zip/up.txt"]
    assert command("index", str(whole), "-", stdin=gzip.compress(release(2)))[1].count("3 unchanged") == 1


@pytest.mark.parametrize("name", ["mills.txt.gz", "mills.zip"])
def test_a_packed_file_can_be_asked(command: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith(".zip"):
        archive(path, {"r.txt": release(7)})
    else:
        path.write_bytes(gzip.compress(release(7)))
    status, out, err = command("ask", "--file", str(path), "What was gross profit?")
    assert (status, err) == (0, "")
    assert "$2.007 million" in out
    with qa.read(str(path)) as book:
        assert book.session().ask("What was gross profit?").value == "2007000"
    status, out, _ = command("ask", "--file", "-", "What was gross profit?", stdin=path.read_bytes())
    assert (status, out.count("$2.007 million")) == (0, 1)


def test_an_archive_of_several_cannot_be_asked(command: Run, tmp_path: Path) -> None:
    path = archive(tmp_path / "m.zip", {"a.txt": release(1), "b.txt": release(2)})
    status, out, err = command("ask", "--file", str(path), "What was gross profit?")
    assert (status, out) == (2, "")
    assert err == "qa: m.zip holds several files; put it into an index: qa index m.zip\n"


def test_a_pattern_is_ours_to_expand(command: Run, tmp_path: Path) -> None:
    for name in ("in/a/r.txt", "in/s.txt", "in/t.log"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(release(len(name)))
    status, out, _ = command("index", str(tmp_path / "in" / "**" / "*.txt"))
    assert status == 0
    assert "filings: 2 added;" in out
    status, _, err = command("index", str(tmp_path / "*.pdf"))
    assert (status, err) == (2, f"qa: {tmp_path / '*.pdf'}: no file has such a name\n")


def test_an_interrupted_run_says_so_and_goes_on(
    command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.txt").write_bytes(release(number))
    read = qa.indexing.read_here

    def stopped(name: str, data: bytes) -> Filing | Failure:
        if name == "3.txt":
            raise KeyboardInterrupt
        return read(name, data)

    with monkeypatch.context() as patched:
        patched.setattr(qa.indexing, "read_here", stopped)
        status, out, err = command("index", str(folder))
    assert (status, err) == (130, "qa: interrupted\n")
    assert "filings: 3 added; " in out
    assert out.endswith("; the same command again goes on from here\n")
    status, out, _ = command("index", str(folder))
    assert status == 0
    assert "filings: 2 added, 3 unchanged; 2 statements and 12 facts written" in out


def test_what_was_known_when_read_may_be_gone_when_written(tmp_path: Path) -> None:
    """A file that replaces the filing whose bytes the next file has: both are in, in either way."""
    path = tmp_path / "x.db"
    for name, number in (("a.txt", 1), ("a.txt", 2), ("b.txt", 1)):
        (tmp_path / f"{number}").mkdir(exist_ok=True)
        (tmp_path / f"{number}" / name).write_bytes(release(number))
    with open_index(path, create=True) as index:
        index_files(index, [Found(str(tmp_path / "1" / "a.txt"))], lambda unit: None)
        later = [Found(str(tmp_path / "2" / "a.txt")), Found(str(tmp_path / "1" / "b.txt"))]
        outcome = index_files(index, later, lambda unit: None)
        assert (outcome.replaced, outcome.added) == (["a.txt"], ["b.txt"])


def test_progress_hears_of_every_file(tmp_path: Path) -> None:
    whole = archive(tmp_path / "m.zip", {"a.txt": release(1), "b.txt": b""})
    heard: list[Unit] = []
    with open_index(None) as index:
        index_files(index, [Found(str(whole)), Found("none", "is not there")], heard.append)
    assert [(unit.path, bool(unit.problem)) for unit in heard] == [
        (f"{whole}/a.txt", False),
        (f"{whole}/b.txt", False),
        ("none", True),
    ]


@pytest.mark.parametrize(
    ("sizes", "wanted", "jobs"),
    [
        ([20_000] * 3, None, 1),
        ([2_000_000], None, 1),
        ([2_000_000, 10], None, 2),
        ([20_000] * 500, None, 2),
        ([20_000] * 3, 2, 2),
        ([20_000] * 3, 8, 3),
        ([], 8, 1),
    ],
)
def test_workers_are_started_for_enough_work_only(
    monkeypatch: pytest.MonkeyPatch, sizes: list[int], wanted: int | None, jobs: int
) -> None:
    monkeypatch.setattr(qa.indexing, "_cpus", lambda: 2)
    assert jobs_for([Found(f"{number}.txt", size=size) for number, size in enumerate(sizes)], wanted) == jobs


def test_packed_files_count_for_what_they_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qa.indexing, "_cpus", lambda: 16)
    assert jobs_for([Found("a.zip", size=1_000_000)]) == 4
    assert jobs_for([Found("a.html.gz", size=300_000), Found("b.html.gz", size=10)]) == 2


def test_a_small_run_starts_no_process(command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> Iterator[None]:
        raise AssertionError("a worker was started")

    monkeypatch.setattr(qa.indexing, "Pool", never)
    for number in range(3):
        (tmp_path / f"{number}.txt").write_bytes(release(number))
    assert command("index", *(str(tmp_path / f"{number}.txt") for number in range(3)))[0] == 0
