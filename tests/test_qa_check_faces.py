"""`qa check` and `\\check`: what is printed, the exit status, JSON; hostile filings."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from boatworks import RELEASE, findings, index_of, planted

from qa.book import Book
from qa.check import check_filing
from qa.check_layout import finding_lines
from qa.cli import run
from qa.loop import Conversation, Face
from qa.render import plain_lines

WRONG = planted(
    "Total current assets                    47,235", "Total current assets                    47,325"
)
PRINTED = """\
wrong.txt  1 figure does not tie

1. Total current assets at June 30, 2005 is printed as 47,325, but Cash and cash equivalents,
   Accounts receivable and Inventories make 47,235.

    59    Cash and cash equivalents            $ 6,412        $ 7,958
                                                 ^^^^^
    60    Accounts receivable                   18,204         16,377
                                                ^^^^^^
    61    Inventories                           22,619         20,085
                                                ^^^^^^
    63  Total current assets                    47,325         44,420
                                                ^^^^^^
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("QA_DB", str(tmp_path / "filings.db"))
    (tmp_path / "right.txt").write_text(RELEASE)
    (tmp_path / "wrong.txt").write_text(WRONG)
    return tmp_path


def test_what_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--file", str(folder / "wrong.txt")]) == 1
    assert capsys.readouterr() == (PRINTED, "")


def test_the_readme_shows_what_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = Path(__file__).resolve().parents[1]
    text = (root / "qa" / "data" / "sample-release.txt").read_text()
    (folder / "release.txt").write_text(text.replace("26,217", "26,127"))
    assert run(["check", "--file", str(folder / "release.txt")]) == 1
    assert f"```\n{capsys.readouterr().out}```\n" in (root / "README.md").read_text()


def test_nothing_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--file", str(folder / "right.txt")]) == 0
    assert capsys.readouterr() == ("right.txt  nothing found that does not tie\n", "")


def test_an_index_whole_and_one_by_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["index", str(folder / "right.txt"), str(folder / "wrong.txt")]) == 0
    capsys.readouterr()
    assert run(["check"]) == 1
    assert capsys.readouterr().out == f"right.txt  nothing found that does not tie\n\n{PRINTED}"
    assert run(["check", "right.txt"]) == 0
    assert capsys.readouterr().out == "right.txt  nothing found that does not tie\n"


def test_json_is_a_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--json", "--file", str(folder / "wrong.txt")]) == 1
    (record,) = json.loads(capsys.readouterr().out)
    assert (record["source"], record["line"], record["kind"]) == ("wrong.txt", 63, "total")
    assert (record["expected"], record["found"], record["unit"]) == ("47235000", "47325000", "USD")
    assert [citation["line"] for citation in record["citations"]] == [63, 59, 60, 61]
    assert run(["check", "--json", "--file", str(folder / "right.txt")]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    "arguments",
    [["check", "--file", "missing.txt"], ["check", "--nothing"], ["check"], ["check", "a", "b"]],
    ids=" ".join,
)
def test_wrong_usage(arguments: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)


def test_a_name_that_no_filing_has(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "other", "--file", str(folder / "right.txt")]) == 2
    assert "other" in capsys.readouterr().err


def test_in_a_session() -> None:
    index = index_of(WRONG, "wrong.txt")
    face = Face(read=lambda: None, write=lambda typed, lines: None, columns=lambda: 100)
    conversation = Conversation(Book(index), face)
    assert plain_lines(conversation.reply("\\check")) == PRINTED
    assert "other" in plain_lines(conversation.reply("\\check other"))
    index.close()


def test_the_same_lines_every_time() -> None:
    told = [plain_lines(finding_lines("wrong.txt", findings(WRONG), 80)) for _ in range(2)]
    assert told[0] == told[1]
    assert max(map(len, told[0].splitlines())) <= 80


# --- hostile ---------------------------------------------------------------------------------------


def test_no_escape_sequence_is_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = WRONG.replace("Accounts receivable  ", "Accounts \x1b[31mreceivable ", 1)
    (folder / "wrong.txt").write_text(text)
    run(["check", "--file", str(folder / "wrong.txt")])
    run(["check", "--json", "--file", str(folder / "wrong.txt")])
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err


def statement(rows: int, total: str) -> str:
    body = "\n".join(f"  Item {n:<20}{n + 1000:>12,}{n + 2000:>12,}" for n in range(rows))
    totals = "\n".join(f"Total {n:<20}{total:>12}{total:>12}" for n in range(rows))
    head = "                            2005        2004\n"
    return f"Balance Sheets\n(in thousands)\n\n{head}Assets:\n{body}\n{totals}\n"


@pytest.mark.parametrize(
    "text",
    [statement(400, "1"), statement(1_000, "123,456"), "revenue was $1.1 million, " * 20_000, RELEASE * 12],
    ids=["many totals", "many rows", "a long sentence", "many statements"],
)
def test_a_large_filing_is_checked_in_time(text: str) -> None:
    with index_of(text) as index:
        begun = time.perf_counter()
        check_filing(index, index.filings()[0])
        assert time.perf_counter() - begun < 10


@pytest.mark.parametrize("digits", [30, 60, 5_000])
@pytest.mark.parametrize(
    "old", ["8,006            7,044", "47,235", "$(0.18)", "$41.2", "14.0% from", "$1,173       $4,741"]
)
def test_no_figure_is_too_long(old: str, digits: int) -> None:
    first = next(place for place, character in enumerate(old) if character.isdigit())
    text = RELEASE.replace(old, f"{old[:first]}{'1' * digits}{old[first + 1 :]}")
    for one in findings(text):
        json.dumps(one.to_dict())
        plain_lines(finding_lines("long.txt", [one], 80))
