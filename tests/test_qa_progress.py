"""What a terminal shows of a long run."""

from __future__ import annotations

import io

import pytest

from qa.progress import Progress, clock


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "0 s"), (59.4, "59 s"), (59.6, "1 min 00 s"), (245, "4 min 05 s"), (7800, "2 h 10 min")],
)
def test_time_is_told_as_people_do(seconds: float, said: str) -> None:
    assert clock(seconds) == said


def test_rate_and_time_left_go_by_bytes() -> None:
    progress = Progress(total=4, weight=1_000, stream=io.StringIO())
    progress.step("a.txt", 100)
    assert progress.line(0.5, "a.txt") == "1/4 · a.txt"
    progress.step("b.txt", 100)
    assert progress.line(4.0, "b.txt") == "2/4 · 0.5 a second · 16 s left · b.txt"


def test_no_name_reaches_the_terminal_raw_and_the_line_stays_one() -> None:
    shown = Progress(1, 1, io.StringIO()).line(0.0, "a\x1b[2J\né\u202e" + "x" * 500)
    assert shown.startswith("0/1 · a?[2J???xxx")
    assert len(shown) == 78


def test_more_files_than_were_seen_at_first() -> None:
    progress = Progress(1, 0, io.StringIO())
    for name in ("z.zip/a", "z.zip/b"):
        progress.step(name, 10)
    assert progress.line(2.0, "") == "2/2 · 1.0 a second · "
