"""Files read in worker processes: in order, and whatever a file does to its worker.

`read` below runs in the workers, which import this module for it.
"""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qa.workers import Failure, Pool, read_here


@dataclass(frozen=True)
class Task:
    name: str
    data: bytes = b""
    known: bool = False


def read(name: str, data: bytes) -> Any:
    if name == "slow":
        time.sleep(0.2)
    if name == "hang":
        time.sleep(60)
    if name == "exit":
        os._exit(3)
    if name == "crash":
        ctypes.string_at(0)
    return f"{name}: {len(data)}"


def test_results_come_in_order_whatever_happens_to_a_worker() -> None:
    tasks = [Task("slow", b"1"), Task("x", b"12"), Task("hang"), Task("known", known=True), Task("exit")]
    tasks += [Task("crash"), *(Task(f"{number}", bytes(100_000)) for number in range(20))]
    with Pool[Task](2, 1.5, read) as pool:
        results = [(task, result) for task, result in pool.read(tasks)]
    assert [task for task, _ in results] == tasks
    found = [result.reason if isinstance(result, Failure) else result for _, result in results]
    assert found[:4] == ["slow: 1", "x: 2", "took longer than 1.5 seconds to read", None]
    assert found[4] == "ended the process that read it (exit status 3)"
    assert str(found[5]).startswith("ended the process that read it (")
    assert found[6:] == [f"{number}: 100000" for number in range(20)]


def test_no_more_is_under_way_than_memory_allows() -> None:
    begun = 0

    def tasks() -> Iterator[Task]:
        nonlocal begun
        for number in range(200):
            begun += 1
            yield Task(f"{number}", known=True)

    with Pool[Task](2, read=read) as pool:
        for done, _ in enumerate(pool.read(tasks())):
            assert begun - done <= 8


def test_a_reader_that_fails_names_the_file_only() -> None:
    assert read_here("x.txt", b"") == Failure("x.txt is empty; give a filing as text")


def test_an_error_of_ours_does_not_stop_the_run(monkeypatch: Any) -> None:
    import index.read

    def broken(data: bytes, name: str) -> None:
        raise ZeroDivisionError("division\nby zero")

    monkeypatch.setattr(index.read, "read_filing", broken)
    monkeypatch.delenv("QA_DEBUG", raising=False)
    result = read_here("x.txt", b"")
    assert isinstance(result, Failure)
    assert result.reason.startswith("internal error, please report it: ZeroDivisionError: division")
