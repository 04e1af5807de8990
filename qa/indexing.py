"""Files and folders into an index. One bad file is named and does not stop the rest."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from grammar.errors import FilingQAError
from qa.options import STDIN_NAME

if TYPE_CHECKING:
    from index.model import Filing
    from index.store import Index


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

    @property
    def read(self) -> int:
        """How many filings were read, new or not."""
        return len(self.added) + len(self.replaced) + len(self.unchanged)


@dataclass(frozen=True, slots=True)
class Found:
    """One file to read, "-" for standard input; or why there is nothing to read at a path."""

    path: str
    problem: str = ""


def find_files(paths: Iterable[str], database: Path | None = None) -> Iterator[Found]:
    """The files that the paths name, folders walked in order of name, each file once.

    Within a folder hidden files, links and the index itself are passed over: a folder is not to lead
    outside itself.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _under(path):
            key = path if path == "-" else os.path.realpath(found.path)
            if key not in seen and not (database is not None and _same(found.path, database)):
                seen.add(key)
                yield found


def _under(path: str) -> Iterator[Found]:
    if path == "-" or not os.path.isdir(path):
        yield Found(path)
        return
    empty = True
    for folder, inner, names in os.walk(path, onerror=_raise):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(names):
            whole = os.path.join(folder, name)
            if not name.startswith(".") and not os.path.islink(whole) and os.path.isfile(whole):
                empty = False
                yield Found(whole)
    if empty:
        yield Found(path, "the folder holds no files to read")


def _raise(error: OSError) -> None:
    raise error


def _same(path: str, database: Path) -> bool:
    return os.path.exists(path) and database.exists() and os.path.samefile(path, database)


def index_files(index: Index, files: Iterable[Found], progress: Callable[[int, str], None]) -> Outcome:
    """Read each file and write it, one transaction each. `progress` is told each file as it is begun."""
    outcome = Outcome()
    digests = {record.name: record.digest for record in index.filings()}
    taken: dict[str, str] = {}  # name to path, of this run
    for number, found in enumerate(files, 1):
        progress(number, found.path)
        problem = found.problem or _index_file(index, found.path, digests, taken, outcome)
        if problem:
            outcome.skipped.append((found.path, problem))
    return outcome


def _index_file(
    index: Index, path: str, digests: dict[str, str], taken: dict[str, str], outcome: Outcome
) -> str:
    """Read one file and write it; why it was skipped, or ""."""
    from index.read import read_filing

    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        name = STDIN_NAME if path == "-" else Path(path).name
        digest = hashlib.sha256(data).hexdigest()
        if digest in digests.values():  # these very bytes: nothing to read
            outcome.unchanged.append(name)
            return ""
        if name in taken:
            return f"has the name of {taken[name]}, which was read before it: rename one of them"
        filing = read_filing(data, name)
    except (FilingQAError, OSError) as error:
        return _reason(path, error)
    taken[name] = path
    _write(index, filing, digests, outcome)
    return ""


def _reason(path: str, error: Exception) -> str:
    """The message of an error, without the path that it may begin with."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    for start in (path, os.path.basename(path), STDIN_NAME if path == "-" else path):
        text = text.removeprefix(start).lstrip(" :")
    return text


def _write(index: Index, filing: Filing, digests: dict[str, str], outcome: Outcome) -> None:
    name = filing.source.name
    if not index.add(filing):
        outcome.unchanged.append(name)
        return
    (outcome.replaced if name in digests else outcome.added).append(name)
    digests[name] = filing.digest
    outcome.notes += [(name, note) for note in filing.notes]
    outcome.statements += len(filing.statements)
    outcome.facts += sum(len(item.facts) for item in filing.items)
