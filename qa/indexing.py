"""Files and folders into an index. One bad file is named and does not stop the rest.

Files are unpacked here, read here or in worker processes, and written here, about a second's worth in one
go, in the order in which they were given: the same input makes the same index, whatever the number of jobs.
"""

from __future__ import annotations

import hashlib
import io
import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from grammar.errors import FilingQAError
from index.packed import Member, is_packed, read_members, unpacked, unpacked_members
from qa.finding import Found, find_files
from qa.options import STDIN_NAME
from qa.workers import SECONDS, Failure, Pool, read_here

if TYPE_CHECKING:
    from index.model import Filing
    from index.store import Index

__all__ = ["Found", "Outcome", "Unit", "find_files", "index_files", "jobs_for"]

# Bytes of text from which on worker processes are worth their start, of about a third of a second.
ENOUGH_WORK = 1_500_000
PACKED = {".gz": 7, ".zip": 7}  # how many times longer such a file is as text, about
MOST_JOBS = 4  # unless more are asked for: with these, memory stays below 400 MB
# Bytes of text that are written in one go, since to wait for the disk after each filing costs more than its
# rows. Bytes and no time, so that the same files are always parted alike.
BATCH = 2_000_000


@dataclass(slots=True)
class Outcome:
    """What became of one run: filings by what happened to them, and what was left out with why."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    statements: int = 0
    facts: int = 0
    interrupted: bool = False

    @property
    def read(self) -> int:
        """How many filings were read, new or not."""
        return len(self.added) + len(self.replaced) + len(self.unchanged)


@dataclass(frozen=True, slots=True)
class Unit:
    """One filing to be: where it comes from, its name in the index, its bytes, or the problem.

    packed: the bytes on disk that it took. known: nothing to read, for a problem or since these
    very bytes are in the index.
    """

    path: str
    name: str = ""
    data: bytes = b""
    problem: str = ""
    packed: int = 0
    digest: str = ""
    known: bool = False


Result = tuple[Unit, "Filing | Failure | None"]  # None: it need not be read


class _Known:
    """What the index holds, by name and by digest, kept in step with what is written."""

    def __init__(self, index: Index) -> None:
        self.by_name = {record.name: record.digest for record in index.filings()}
        self.digests = set(self.by_name.values())

    def has(self, unit: Unit) -> bool:
        """Whether these very bytes are in the index."""
        return unit.digest in self.digests

    def put(self, name: str, digest: str) -> None:
        self.digests.discard(self.by_name.get(name, ""))
        self.by_name[name] = digest
        self.digests.add(digest)


def jobs_for(files: Sequence[Found], wanted: int | None = None) -> int:
    """How many worker processes these files are worth; 1 stands for none, reading in this process.

    wanted: as many as asked for, where there are files for them; None for as many as there are CPUs.
    """
    archives = any(found.path.lower().endswith(".zip") for found in files)
    if wanted is not None:
        return wanted if archives else max(1, min(wanted, len(files)))
    work = sum(found.size * PACKED.get(Path(found.path).suffix.lower(), 1) for found in files)
    if work < ENOUGH_WORK:
        return 1
    most = min(MOST_JOBS, _cpus())
    return most if archives else max(1, min(most, len(files)))


def index_files(
    index: Index,
    files: Iterable[Found],
    progress: Callable[[Unit], None],
    jobs: int = 1,
    seconds: float = SECONDS,
) -> Outcome:
    """Read each file and write it, whole or not at all. `progress` is told of each that is done.

    jobs: worker processes, 1 for none; seconds: how long a worker may take for one file. An
    interrupt ends the run: what is read by then is written, and the outcome says so.
    """
    outcome = Outcome()
    known = _Known(index)
    taken: dict[str, str] = {}  # name to path, of this run
    waiting: list[Result] = []  # read, to be written
    try:
        with closing(_results(_units(files, known), jobs, seconds)) as results:
            weight = 0
            for unit, result in results:
                waiting.append((unit, result))
                weight += _weight(unit)
                if weight >= BATCH:
                    _settle_all(index, waiting, known, taken, outcome, progress)
                    weight = 0
        _settle_all(index, waiting, known, taken, outcome, progress)
    except KeyboardInterrupt:
        outcome.interrupted = True
        _settle_all(index, waiting, known, taken, outcome, lambda unit: None)
    return outcome


def _weight(unit: Unit) -> int:
    """The bytes of text that a file holds, about."""
    return len(unit.data) * (PACKED[".gz"] if is_packed(unit.data[:4]) else 1)


def _settle_all(
    index: Index,
    waiting: list[Result],
    known: _Known,
    taken: dict[str, str],
    outcome: Outcome,
    progress: Callable[[Unit], None],
) -> None:
    """Write what waits for it, in order, and take it off the list as it is done."""
    fresh = sum(not (unit.problem or known.has(unit)) for unit, _ in waiting)
    with index.batch() if fresh > 1 else nullcontext():
        while waiting:
            unit, result = waiting.pop(0)
            problem = _settle(index, unit, result, known, taken, outcome)
            if problem:
                outcome.skipped.append((unit.path, problem))
            progress(unit)


def _results(units: Iterator[Unit], jobs: int, seconds: float) -> Generator[Result, None, None]:
    """Each unit with its filing, in order; None for one that need not be read."""
    if jobs == 1:
        for unit in units:
            yield unit, None if unit.known else read_here(unit.name, unit.data)
        return
    with Pool[Unit](jobs, seconds) as pool:
        yield from pool.read(units)


def _units(files: Iterable[Found], known: _Known) -> Iterator[Unit]:
    """What there is to read, one at a time, archives opened."""
    for found in files:
        if found.problem:
            yield Unit(found.path, problem=found.problem, packed=found.size, known=True)
            continue
        try:
            for member in _members(found.path):
                yield _unit(found.path, member, known)
        except (FilingQAError, OSError) as error:
            yield Unit(found.path, problem=_reason(found.path, error), packed=found.size, known=True)


def _members(path: str) -> Iterator[Member]:
    if path != "-":
        yield from read_members(Path(path))
        return
    data = sys.stdin.buffer.read()
    if not is_packed(data[:4]):
        yield Member(STDIN_NAME, data)
    elif data.startswith(b"PK"):
        yield from unpacked_members(io.BytesIO(data), STDIN_NAME)
    else:
        yield Member(*unpacked(data, STDIN_NAME))


def _unit(path: str, member: Member, known: _Known) -> Unit:
    inner = member.name.removeprefix(STDIN_NAME if path == "-" else os.path.basename(path))
    shown = f"{path}{inner}"
    problem = member.problem
    try:
        member.name.encode()
    except UnicodeEncodeError:
        problem = "its name is not valid Unicode: rename it"
    if problem:
        return Unit(shown, member.name, problem=problem, packed=member.packed, known=True)
    digest = hashlib.sha256(member.data).hexdigest()
    return Unit(
        shown, member.name, member.data, packed=member.packed, digest=digest, known=digest in known.digests
    )


def _settle(
    index: Index,
    unit: Unit,
    result: Filing | Failure | None,
    known: _Known,
    taken: dict[str, str],
    outcome: Outcome,
) -> str:
    """Write what was read; why it was skipped, or "". Decided in order, on what is written by now."""
    if unit.problem:
        return unit.problem
    if known.has(unit):  # nothing to write
        outcome.unchanged.append(unit.name)
        return ""
    if unit.name in taken:
        return f"has the name of {taken[unit.name]}, which was read before it: rename one of them"
    if result is None:  # it was in the index when its turn to be read came, and is no longer
        result = read_here(unit.name, unit.data)
    if isinstance(result, Failure):
        return _words(unit.path, result.reason, unit.name)
    problem = _write(index, result, known, outcome)
    if not problem:
        taken[unit.name] = unit.path
    return problem


def _write(index: Index, filing: Filing, known: _Known, outcome: Outcome) -> str:
    name = filing.source.name
    try:
        written = index.add(filing)
    except FilingQAError as error:
        if isinstance(error.__cause__, UnicodeEncodeError):  # this filing's fault, not the index's
            return "its text is not valid Unicode"
        raise
    if not written:
        outcome.unchanged.append(name)
        return ""
    (outcome.replaced if name in known.by_name else outcome.added).append(name)
    known.put(name, filing.digest)
    outcome.notes += [(name, note) for note in filing.notes]
    outcome.statements += len(filing.statements)
    outcome.facts += sum(len(item.facts) for item in filing.items)
    return ""


def _reason(path: str, error: Exception) -> str:
    return _words(path, error.strerror if isinstance(error, OSError) and error.strerror else str(error))


def _words(path: str, text: str, name: str = "") -> str:
    """A message without the path or the name that it may begin with."""
    for start in (path, name or os.path.basename(path), STDIN_NAME if path == "-" else path):
        text = text.removeprefix(start).lstrip(" :")
    return text


def _cpus() -> int:
    """The CPUs that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
