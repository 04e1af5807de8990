"""The options that several commands share, and what they stand for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from index.store import Index
    from qa.book import Book

STDIN_NAME = "stdin.txt"  # what a filing read from standard input is called

DbOption = Annotated[
    Path | None,
    typer.Option(
        "--db",
        envvar="QA_DB",
        metavar="FILE",
        show_default=False,
        help="The index to use [default: filings.db in your data folder].",
    ),
]
FileOption = Annotated[
    str | None,
    typer.Option(
        "--file", metavar="FILE", help="Answer from this file ('-': standard input), without an index."
    ),
]
FilingOption = Annotated[
    str | None, typer.Option("--filing", metavar="NAME", help="Only this filing of the index.")
]
OutOption = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write there instead of standard output.")
]


def default_db() -> Path:
    """`filings.db` in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("filing-qa", appauthor=False) / "filings.db"


def db_path(db: Path | None, *, make_folder: bool = False) -> Path:
    """The index a command is to use. make_folder: make the default one's folder where it is missing."""
    named = db or os.environ.get("QA_DB")  # plain `qa` has no --db to take it from the environment
    if named:
        return Path(named)
    path = default_db()
    if make_folder:
        path.parent.mkdir(parents=True, exist_ok=True)
    return path


@contextmanager
def opened(db: Path | None, file: str | None) -> Iterator[Book]:
    """The book to ask: of one file read into memory, or of an index.

    The index is opened before the engine is loaded, so that a wrong path costs nothing.
    """
    with opened_index(db, file) as index:
        import qa.book

        yield qa.book.Book(index)


@contextmanager
def opened_late(db: Path | None, file: str | None) -> Iterator[tuple[Callable[[], Book], Index | None]]:
    """What opens the book of a session, to be called where it does not hold up the prompt; and the index,
    where there is one on disk. It can be written to: words are taught in sessions."""
    from index.store import open_index

    with ExitStack() as stack:
        index = None if file is not None else stack.enter_context(open_index(db_path(db)))

        def book() -> Book:
            import qa.book

            return qa.book.Book(index or stack.enter_context(opened_index(db, file)))

        yield book, index


@contextmanager
def opened_index(db: Path | None, file: str | None) -> Iterator[Index]:
    """The index alone, for commands that ask nothing: they need neither the engine nor spaCy."""
    from index.store import open_index

    if file is None:
        with open_index(db_path(db), read_only=True) as index:
            yield index
        return
    from index.read import read_file, read_packed

    source = source_of(file)
    filing = read_packed(source, STDIN_NAME) if isinstance(source, bytes) else read_file(source)
    with open_index(None) as index:
        index.add(filing)
        yield index


def source_of(file: str) -> Path | bytes:
    """What `--file` names: a path, or the bytes of standard input for "-"."""
    return sys.stdin.buffer.read() if file == "-" else Path(file)
