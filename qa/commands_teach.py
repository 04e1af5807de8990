"""`qa teach`: synonyms of the user's own, one by one or from a file that is shared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.options import DbOption, db_path

if TYPE_CHECKING:
    from index.store import Index


def teach(
    phrase: Annotated[
        str | None, typer.Argument(metavar="PHRASE", help="What you call it.", show_default=False)
    ] = None,
    label: Annotated[
        str | None,
        typer.Argument(metavar="LABEL", help="The line item's label in the filing.", show_default=False),
    ] = None,
    db: DbOption = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE", help="Keep all synonyms of a shared file (TOML, '-': input)."),
    ] = None,
    target: Annotated[
        str | None,
        typer.Option("--to", metavar="FILE", help="Write the synonyms kept to such a file ('-': output)."),
    ] = None,
    forget: Annotated[
        str | None, typer.Option(metavar="PHRASE", help="Take a synonym out.", show_default=False)
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Show the synonyms kept.")] = False,
) -> None:
    """Keep synonyms of your own: PHRASE means LABEL, or those of a file."""
    from index.store import open_index

    wanted = [phrase is not None, source is not None, target is not None, forget is not None, listed]
    if sum(wanted) != 1 or (phrase is None) != (label is None):
        raise typer.BadParameter("give PHRASE and LABEL, or one of --from, --to, --forget, --list")
    if phrase is not None and label is not None:
        if not phrase.strip() or not label.strip():
            raise typer.BadParameter("PHRASE and LABEL cannot be empty")
        synonyms = {phrase: label}
    elif source is not None:
        synonyms = _from_file(source)
    else:
        with open_index(db_path(db), read_only=forget is None) as index:
            _without_new(index, target, forget)
        return
    with open_index(db_path(db, make_folder=True), create=True) as index:
        index.teach_all(synonyms)
    _say(synonyms, " now means ")


def _from_file(source: str) -> dict[str, str]:
    from qa.files import read_text
    from qa.synonym_file import read_synonyms

    return read_synonyms(read_text(source), "standard input" if source == "-" else source)


def _without_new(index: Index, target: str | None, forget: str | None) -> None:
    from qa.files import emit
    from qa.sanitize import one_line
    from qa.synonym_file import write_synonyms

    if forget is not None:
        known = index.forget(forget)
        typer.echo(f"{one_line(forget)} {'is forgotten' if known else 'was not kept'}")
    elif target is not None:
        emit(write_synonyms(index.synonyms()), None if target == "-" else Path(target))
    else:
        _say(index.synonyms(), " means ")


def _say(synonyms: dict[str, str], verb: str) -> None:
    from qa.sanitize import one_line

    for phrase, label in synonyms.items():
        typer.echo(f"{one_line(phrase)}{verb}{one_line(label)}")


def register(app: typer.Typer) -> None:
    app.command()(teach)
