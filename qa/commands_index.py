"""`qa index`: files and folders into an index."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.diagnostics import ExitCode, complain
from qa.options import DbOption, db_path

if TYPE_CHECKING:
    from qa.indexing import Outcome

MANY = 4  # files from which on progress is shown
MAX_NOTES = 20


def index(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="Files, folders, or '-' for standard input.")
    ],
    db: DbOption = None,
) -> None:
    """Read filings into the index.

    New ones are added, changed ones replaced, known ones left alone. A file that cannot be read is
    named and does not stop the rest. Exit status 2 where no filing could be read at all, else 0.
    """
    path = db_path(db, make_folder=True)
    outcome = index_paths(paths, path)
    summary(outcome, path)
    raise typer.Exit(ExitCode.ANSWERED if outcome.read else ExitCode.USAGE)


def index_paths(paths: list[str], path: Path) -> Outcome:
    """Read the files into the index at `path`, with progress on a terminal where they are many."""
    from index.store import open_index
    from qa.indexing import find_files, index_files

    files = list(find_files(paths, path))
    shown = len(files) >= MANY and sys.stderr.isatty()
    existed = path.exists()

    def progress(number: int, name: str) -> None:
        if shown:
            text = f"{number}/{len(files)} {Path(name).name.encode('ascii', 'replace').decode()}"
            sys.stderr.write(f"\r\x1b[K{text[:76]}" if text.isprintable() else "")
            sys.stderr.flush()

    with open_index(path, create=True) as opened:
        outcome = index_files(opened, files, progress)
        holds = bool(opened.filings())
    if shown:
        sys.stderr.write("\r\x1b[K")
    if not existed and not holds:
        path.unlink()  # nothing could be read: no empty index is left behind
    return outcome


def summary(outcome: Outcome, path: Path) -> None:
    """What was read on standard output, what was not on standard error."""
    from qa.sanitize import one_line

    for name, problem in outcome.skipped:
        complain(f"{name}: {problem}")
    for name, note in outcome.notes[:MAX_NOTES]:
        typer.echo(f"{one_line(name)}: {one_line(note)}")
    if len(outcome.notes) > MAX_NOTES:
        typer.echo(f"and {len(outcome.notes) - MAX_NOTES} more notes")
    parts = [
        (len(outcome.added), "added"),
        (len(outcome.replaced), "replaced"),
        (len(outcome.unchanged), "unchanged"),
        (len(outcome.skipped), "skipped"),
    ]
    counts = [f"{count:,} {word}" for count, word in parts if count]
    written = f"{counted(outcome.statements, 'statement')} and {counted(outcome.facts, 'fact')} written"
    typer.echo(f"{one_line(str(path))}: filings: {', '.join(counts) or 'none'}; {written}")


def counted(count: int, noun: str) -> str:
    """A count and its noun: "1 statement", "3,073 facts"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def register(app: typer.Typer) -> None:
    app.command()(index)
