"""`qa faq`: a FAQ from a filing, or from a file of questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.documents import FaqFormat
from qa.options import DbOption, FileOption, OutOption, opened

if TYPE_CHECKING:
    from qa.batch import Asked


def faq(
    filing: Annotated[
        str | None, typer.Argument(metavar="FILING", help="One filing of the index.", show_default=False)
    ] = None,
    db: DbOption = None,
    file: FileOption = None,
    questions: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Questions, one a line ('# Heading' begins a section) or JSON Lines; "
            "without it, those that the filing answers.",
        ),
    ] = None,
    form: Annotated[FaqFormat, typer.Option("--format", help="The form of the document.")] = "markdown",
    out: OutOption = None,
) -> None:
    """Write a FAQ with answers, calculations and cited lines."""
    from qa.batch import read_questions
    from qa.files import emit, read_text

    asked = None
    if questions is not None:
        name = "standard input" if questions == "-" else questions
        asked = read_questions(read_text(questions), name, sections=True)
    emit(faq_text(db, file, filing, asked, form), out)


def faq_text(
    db: Path | None, file: str | None, filing: str | None, asked: tuple[Asked, ...] | None, form: FaqFormat
) -> str:
    """The document. asked: the questions, or None for a set of our own."""
    from qa import showing
    from qa.documents import document, titles
    from qa.faq import default_faq
    from qa.faq import faq as answered

    with opened(db, file) as book:
        if asked is None:
            record = showing.only(book.index, filing)
            entries, names = default_faq(book, record), [record.company or record.name]
        else:
            entries = answered(book, asked, filing)
            names = [one.company or one.name for one in showing.chosen(book.index, filing)]
        return document(entries, titles(names), form)


def register(app: typer.Typer) -> None:
    app.command()(faq)
