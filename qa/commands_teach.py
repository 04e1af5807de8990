"""`qa teach`: a synonym of the user's own."""

from __future__ import annotations

from typing import Annotated

import typer

from qa.options import DbOption, db_path


def teach(
    phrase: Annotated[str, typer.Argument(metavar="PHRASE", help="What you call it.")],
    label: Annotated[str, typer.Argument(metavar="LABEL", help="The line item's label in the filing.")],
    db: DbOption = None,
) -> None:
    """Keep a synonym of your own."""
    from index.store import open_index
    from qa.sanitize import one_line

    if not phrase.strip() or not label.strip():
        raise typer.BadParameter("PHRASE and LABEL cannot be empty")
    with open_index(db_path(db, make_folder=True), create=True) as index:
        index.teach(phrase, label)
    typer.echo(f"{one_line(phrase)} now means {one_line(label)}")


def register(app: typer.Typer) -> None:
    app.command()(teach)
