"""Which files `qa index` is to read: files, folders, patterns ("filings/**/*.txt"), "-"."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

WILD = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Found:
    """One file to read, "-" for standard input, and its size in bytes; or why there is nothing to
    read at a path."""

    path: str
    problem: str = ""
    size: int = 0


def find_files(paths: Iterable[str], database: Path | None = None) -> Iterator[Found]:
    """The files that the paths name, folders walked in order of name, each file once.

    A path that does not exist and holds `*`, `?` or `[` is a pattern; `**` stands for any folders.
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
    if path == "-":
        yield Found(path)
        return
    if os.path.isdir(path):
        inside: Iterable[str] = _walk(path)
        problem = "the folder holds no files to read"
    elif WILD.search(path) and not os.path.lexists(path):
        inside = _matching(path)
        problem = "no file has such a name"
    else:
        yield Found(path, size=_size(path))
        return
    empty = True
    for file in inside:
        empty = False
        yield Found(file, size=_size(file))
    if empty:
        yield Found(path, problem)


def _walk(path: str) -> Iterator[str]:
    for folder, inner, names in os.walk(path, onerror=_raise):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(names):
            whole = os.path.join(folder, name)
            if not name.startswith(".") and not os.path.islink(whole) and os.path.isfile(whole):
                yield whole


def _matching(pattern: str) -> Iterator[str]:
    """The files that a pattern names, folders below its plain part gone through in order of name."""
    parts = Path(pattern).parts
    plain = next(number for number, part in enumerate(parts) if WILD.search(part))
    root = os.path.join(*parts[:plain]) if plain else ""
    if os.path.isdir(root or os.curdir):
        yield from _inside(root, parts[plain:])


def _inside(folder: str, parts: Sequence[str]) -> Iterator[str]:
    """The files below `folder` that the parts lead to; a folder that they name is walked whole."""
    if parts[0] == "**":
        for file in _walk(folder or os.curdir):
            below = Path(os.path.relpath(file, folder or os.curdir)).parts
            if _leads(below, parts):
                yield os.path.join(folder, *below)
        return
    for name in sorted(fnmatch.filter(os.listdir(folder or os.curdir), parts[0])):
        whole = os.path.join(folder, name)
        if name.startswith(".") or os.path.islink(whole):
            continue
        if os.path.isdir(whole):
            yield from _inside(whole, parts[1:]) if len(parts) > 1 else _walk(whole)
        elif len(parts) == 1 and os.path.isfile(whole):
            yield whole


def _leads(below: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether the parts of a pattern match the names that lead to a file, or to a folder it is in."""
    if not parts:
        return True
    if parts[0] == "**":
        return any(_leads(below[count:], parts[1:]) for count in range(len(below)))
    return bool(below) and fnmatch.fnmatch(below[0], parts[0]) and _leads(below[1:], parts[1:])


def _raise(error: OSError) -> None:
    raise error


def _same(path: str, database: Path) -> bool:
    return os.path.exists(path) and database.exists() and os.path.samefile(path, database)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0  # reading it will say what is wrong
