"""`qa show` and `qa source`: what the index holds, and the source around a line."""

from __future__ import annotations

from typing import Annotated

import typer

from qa.options import DbOption, FileOption, FilingOption, opened_index


def show(
    statement: Annotated[
        str | None,
        typer.Argument(
            metavar="STATEMENT", help="Its number, kind or words of its title.", show_default=False
        ),
    ] = None,
    db: DbOption = None,
    file: FileOption = None,
    filing: FilingOption = None,
) -> None:
    """Show the filings and statements there are, or one as a table."""
    from index.errors import UnknownFiling
    from qa import showing, terminal
    from qa.layout import BLANK

    with opened_index(db, file) as index:
        filings = showing.chosen(index, filing)
        if statement is None:
            terminal.print_lines(showing.overview(index, filings, terminal.columns()))
            return
        tables = [
            showing.statement_lines(index, one, found, terminal.columns())
            for one in filings
            for found in showing.find_statements(index.statements(one.id), statement)
        ]
    if not tables:
        raise UnknownFiling(f"no statement {statement!r}; 'qa show' lists those there are")
    terminal.print_lines(
        line for number, table in enumerate(tables) for line in ([BLANK] if number else []) + table
    )


def source(
    place: Annotated[str, typer.Argument(metavar="FILING:LINE", help="A line or a range: q3.txt:190-195.")],
    db: DbOption = None,
    file: FileOption = None,
    context: Annotated[int, typer.Option(min=0, max=1000, help="Lines before and after.")] = 4,
) -> None:
    """Show the source around a line, with the line's number."""
    from qa import showing, terminal

    name, first, last = showing.read_place(place)
    with opened_index(db, file) as index:
        record = showing.only(index, name)
        text = index.source(record.id)
    terminal.print_lines(showing.source_lines(text, first, last, terminal.columns(), context))


def register(app: typer.Typer) -> None:
    app.command()(show)
    app.command()(source)
