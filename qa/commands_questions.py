"""`qa questions`: what can be asked of a filing."""

from __future__ import annotations

from typing import Annotated

import typer

from qa.options import DbOption, FileOption, opened


def questions(
    filing: Annotated[
        str | None, typer.Argument(metavar="FILING", help="One filing of the index.", show_default=False)
    ] = None,
    db: DbOption = None,
    file: FileOption = None,
    most: Annotated[int, typer.Option(min=1, max=1000, help="How many, at most.")] = 30,
    as_json: Annotated[
        bool, typer.Option("--json", help="JSON Lines, which `qa ask --batch` takes.")
    ] = False,
) -> None:
    """Show what can be asked: questions made from what a filing holds, all of which it answers."""
    from qa import showing, terminal
    from qa.askable import askable, askable_lines
    from qa.render import json_line

    with opened(db, file) as book:
        found = askable(book, showing.only(book.index, filing), most)
    if as_json:
        for number, one in enumerate(found, 1):
            print(json_line({"id": str(number), "section": one.section, "question": one.question}))
        return
    terminal.print_lines(askable_lines(found, terminal.columns()))


def register(app: typer.Typer) -> None:
    app.command()(questions)
