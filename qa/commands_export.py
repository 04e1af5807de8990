"""`qa export facts`: every fact of the index, for other programs."""

from __future__ import annotations

from itertools import chain
from typing import Annotated

import typer

from qa.export import ExportFormat, as_text
from qa.options import DbOption, FileOption, FilingOption, OutOption, opened_index

export = typer.Typer(help="Write what the index holds for other programs.", rich_markup_mode=None)


@export.command("facts")
def export_facts(
    db: DbOption = None,
    file: FileOption = None,
    filing: FilingOption = None,
    form: Annotated[ExportFormat, typer.Option("--format", help="JSON Lines or CSV.")] = "jsonl",
    out: OutOption = None,
) -> None:
    """Every fact: label, value, unit, period, and the line that prints it."""
    from qa.export import facts
    from qa.files import emit
    from qa.showing import chosen

    with opened_index(db, file) as index:
        found = chosen(index, filing)
        emit(as_text(chain.from_iterable(facts(index, one) for one in found), form), out)


def register(app: typer.Typer) -> None:
    app.add_typer(export, name="export")
