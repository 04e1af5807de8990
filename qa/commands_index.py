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

MAX_NOTES = 20
MAX_JOBS = 256


def index(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…", help="Files, folders, patterns such as 'in/**/*.txt', or '-' for standard input."
        ),
    ],
    db: DbOption = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=1,
            max=MAX_JOBS,
            metavar="N",
            show_default=False,
            help="Read in N processes [default: one a CPU, at most 4, where there is work for them].",
        ),
    ] = None,
) -> None:
    """Read filings into the index.

    New ones are added, changed ones replaced, known ones left alone. Files may be packed (gzip, zip).
    A file that cannot be read is named and does not stop the rest. Exit status 2 where no filing could
    be read at all, else 0.
    """
    path = db_path(db, make_folder=True)
    outcome = index_paths(paths, path, jobs)
    summary(outcome, path)
    if outcome.interrupted:
        raise KeyboardInterrupt
    raise typer.Exit(ExitCode.ANSWERED if outcome.read else ExitCode.USAGE)


def index_paths(paths: list[str], path: Path, jobs: int | None = None) -> Outcome:
    """Read the files into the index at `path`, with progress on a terminal where they are many."""
    from index.store import open_index
    from qa.indexing import Unit, find_files, index_files, jobs_for
    from qa.progress import Progress

    files = list(find_files(paths, path))
    existed = path.exists()
    progress = Progress(len(files), sum(found.size for found in files)) if sys.stderr.isatty() else None

    def step(unit: Unit) -> None:
        if progress is not None:
            progress.step(Path(unit.path).name, unit.packed)

    with open_index(path, create=True) as opened:
        try:
            outcome = index_files(opened, files, step, jobs_for(files, jobs))
        finally:
            if progress is not None:
                progress.clear()
    if not existed and not outcome.read:
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
    resume = "; the same command again goes on from here" if outcome.interrupted else ""
    typer.echo(f"{one_line(str(path))}: filings: {', '.join(counts) or 'none'}; {written}{resume}")


def counted(count: int, noun: str) -> str:
    """A count and its noun: "1 statement", "3,073 facts"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def register(app: typer.Typer) -> None:
    app.command()(index)
