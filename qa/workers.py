"""Filings read in worker processes, in order, whatever a file does to its worker.

Each worker is a process of its own with a pipe; it is given one file at a time. One that dies or takes
too long costs its file, not the run: it is ended, the file is named, and another is started. What is
under way is bounded in number and bytes, so that memory does not grow with the number of files.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import connection, get_context
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from grammar.errors import FilingQAError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from index.model import Filing

SECONDS = 60.0  # a file may take
START_SECONDS = 30.0  # that a fresh worker may take to come up, besides
AHEAD = 4  # files under way for each worker, those that wait for their turn to be written included
AHEAD_BYTES = 16_000_000  # of files and results under way
BUSY_BYTES = 6_000_000  # of files being read at once; reading takes some ten bytes of memory for each
MOST_TASKS = 500  # after which a worker is replaced by a fresh one
MOST_BYTES_RESIDENT = 75_000_000  # likewise, where the system says how much a process holds


class Task(Protocol):
    """One file to read: its name and bytes; `known` where it need not be read."""

    @property
    def name(self) -> str: ...
    @property
    def data(self) -> bytes: ...
    @property
    def known(self) -> bool: ...


T = TypeVar("T", bound=Task)
Read = Callable[[str, bytes], "Filing | Failure"]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file could not be read, in one line."""

    reason: str


def read_here(name: str, data: bytes) -> Filing | Failure:
    """The filing, or why there is none; whatever a file does to the reader stays its own affair."""
    from index.read import read_filing

    try:
        return read_filing(data, name)
    except FilingQAError as error:
        return Failure(str(error))
    except MemoryError:
        return Failure("needs more memory than there is")
    except Exception as error:
        if os.environ.get("QA_DEBUG"):
            raise
        words = f"{type(error).__name__}: {error}"[:200]
        return Failure(f"internal error, please report it: {words} (QA_DEBUG=1 shows more)")


class Pool(Generic[T]):
    """Worker processes, started when there is work for them. Use it in a `with` block.

    jobs: how many; seconds: how long one may take for a file; read: what each does with a file, a
    function that a fresh process can import.
    """

    def __init__(self, jobs: int, seconds: float = SECONDS, read: Read = read_here) -> None:
        self._jobs = jobs
        self._seconds = seconds
        self._read = read
        self._idle: list[_Worker] = []
        self._busy: dict[_Worker, _Slot[T]] = {}

    def __enter__(self) -> Pool[T]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in [*self._idle, *self._busy]:
            worker.end()
        self._idle, self._busy = [], {}

    def read(self, tasks: Iterable[T]) -> Iterator[tuple[T, Filing | Failure | None]]:
        """Each task with its filing, in the order given; None for one that is known."""
        window: deque[_Slot[T]] = deque()
        waiting: deque[_Slot[T]] = deque()
        coming = iter(tasks)
        more = True
        while more or window:
            while more and self._room(window):
                task = next(coming, None)
                if task is None:
                    more = False
                    break
                slot = _Slot(task, done=task.known)
                window.append(slot)
                if not slot.done:
                    waiting.append(slot)
                    self._give_out(waiting)
            if not window:
                return
            if window[0].done:
                slot = window.popleft()
                yield slot.task, slot.result()
                self._collect(0.0)
            else:
                self._collect(None)
            self._give_out(waiting)

    def _room(self, window: deque[_Slot[T]]) -> bool:
        held = sum(slot.size for slot in window)
        return len(window) < AHEAD * self._jobs and (held < AHEAD_BYTES or not window)

    def _give_out(self, waiting: deque[_Slot[T]]) -> None:
        while waiting and len(self._busy) < self._jobs:
            while len(self._idle) + len(self._busy) < self._jobs:
                self._idle.append(_Worker(self._read))  # all at once: they take a while to come up
            busy = sum(slot.size for slot in self._busy.values())
            if busy and busy + waiting[0].size > BUSY_BYTES:
                return
            worker = self._idle.pop()
            slot = waiting.popleft()
            slot.deadline = time.monotonic() + self._seconds + (START_SECONDS if worker.fresh else 0.0)
            self._busy[worker] = slot
            worker.send(slot.task.name, slot.task.data, self._seconds)

    def _collect(self, seconds: float | None) -> None:
        """Take in what workers have finished; wait for one where `seconds` is None."""
        if not self._busy:
            return
        if seconds is None:
            seconds = max(0.0, min(slot.deadline for slot in self._busy.values()) - time.monotonic())
        ready = connection.wait([worker.pipe for worker in self._busy], seconds)
        now = time.monotonic()
        for worker, slot in list(self._busy.items()):
            if worker.pipe in ready:
                slot.payload, stays = worker.receive()
            elif now >= slot.deadline:
                slot.payload, stays = _failed(f"took longer than {self._seconds:g} seconds to read"), False
            else:
                continue
            slot.done = True
            del self._busy[worker]
            if stays:
                self._idle.append(worker)
            else:
                worker.end()


@dataclass(slots=True, eq=False)
class _Slot(Generic[T]):
    """One task under way, and its result, still as bytes."""

    task: T
    done: bool = False
    payload: bytes = b""
    deadline: float = 0.0

    @property
    def size(self) -> int:
        return len(self.payload) if self.done else len(self.task.data)

    def result(self) -> Filing | Failure | None:
        found: Filing | Failure | None = pickle.loads(self.payload) if self.payload else None
        return found


class _Worker:
    """One process and our end of its pipe."""

    def __init__(self, read: Read) -> None:
        context = get_context("spawn")  # a fork would take threads and open files along
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=serve, args=(theirs, read), daemon=True)
        with _no_interrupt():
            self.process.start()
        theirs.close()

        self.fresh = True  # it may still be starting

    def send(self, name: str, data: bytes, seconds: float) -> None:
        try:
            self.pipe.send_bytes(pickle.dumps((name, seconds)))
            self.pipe.send_bytes(data)
        except OSError:
            pass  # it has died: its end of the pipe says so when it is looked at

    def receive(self) -> tuple[bytes, bool]:
        """What the worker made of its file, pickled, and whether it can take another."""
        try:
            payload = self.pipe.recv_bytes()
            self.fresh = False
            return payload, bool(self.pipe.recv_bytes())
        except (EOFError, OSError):
            self.process.join(5)
            return _failed(f"ended the process that read it ({_ending(self.process.exitcode)})"), False

    def end(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()
        self.process.close()


def serve(pipe: Connection[Any, Any], read: Read) -> None:
    """The life of a worker: a file in, its filing out, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    with open(os.devnull, "w") as nowhere:
        for count in range(1, MOST_TASKS + 1):
            try:
                name, seconds = pickle.loads(pipe.recv_bytes())
                data = pipe.recv_bytes()
                # Should the parent be gone, nobody else would end a reader that hangs.
                faulthandler.dump_traceback_later(seconds + 10, exit=True, file=nowhere)
                payload = pickle.dumps(read(name, data), pickle.HIGHEST_PROTOCOL)
                faulthandler.cancel_dump_traceback_later()
                stays = count < MOST_TASKS and _resident() < MOST_BYTES_RESIDENT
                pipe.send_bytes(payload)
                pipe.send_bytes(b"1" if stays else b"")
            except (EOFError, OSError):
                return  # the parent has enough


def _failed(reason: str) -> bytes:
    return pickle.dumps(Failure(reason))


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        return f"signal {-code}"
    return f"exit status {code}"


def _resident() -> int:
    """The bytes this process holds in memory; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, AttributeError):
        return 0


class _no_interrupt:
    """Within: processes are started that ignore Ctrl-C from their first moment."""

    def __enter__(self) -> None:
        self._main = threading.current_thread() is threading.main_thread()
        if self._main:
            self._before = signal.signal(signal.SIGINT, signal.SIG_IGN)

    def __exit__(self, *_: object) -> None:
        if self._main:
            signal.signal(signal.SIGINT, self._before)
