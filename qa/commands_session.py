"""`qa repl` and `qa chat`: sessions at a prompt."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qa.diagnostics import ExitCode
from qa.options import DbOption, FileOption, FilingOption, opened_late

UnitOption = Annotated[str | None, typer.Option("--unit", metavar="UNIT", help="Figures in it: millions …")]


def repl(
    db: DbOption = None, file: FileOption = None, filing: FilingOption = None, unit: UnitOption = None
) -> None:
    """Ask at a prompt, with history and completion (also plain `qa`)."""
    raise typer.Exit(run_repl(db, file, filing, unit))


def chat(
    db: DbOption = None, file: FileOption = None, filing: FilingOption = None, unit: UnitOption = None
) -> None:
    """Ask in a chat-style session."""
    from qa.chat import chat as run

    _check(file)
    with opened_late(db, file) as (book, _):
        raise typer.Exit(run(book(), filing, unit))


def run_repl(db: Path | None, file: str | None, filing: str | None, unit: str | None = None) -> ExitCode:
    """Run the prompt over the index, or over the file, which is read while the prompt is up."""
    from qa.repl import asked_about
    from qa.repl import repl as run

    _check(file)
    with opened_late(db, file) as (book, index):
        about = asked_about(index, filing) if index is not None else file or ""
        return run(book, filing, unit, about)


def _check(file: str | None) -> None:
    if file == "-":
        raise typer.BadParameter("--file - cannot be used here: questions come from standard input")


def register(app: typer.Typer) -> None:
    app.command()(repl)
    app.command()(chat)
