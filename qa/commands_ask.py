"""`qa ask`: one question, or a file of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.diagnostics import ExitCode
from qa.options import DbOption, FileOption, FilingOption, opened

if TYPE_CHECKING:
    from qa.answer import Answer


def ask(
    question: Annotated[
        list[str] | None, typer.Argument(metavar="QUESTION", help="In plain English.", show_default=False)
    ] = None,
    db: DbOption = None,
    file: FileOption = None,
    filing: FilingOption = None,
    unit: Annotated[
        str | None, typer.Option(metavar="UNIT", help="Give the figure in it: millions, percent, shares …")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how the question was read, and the candidates.")
    ] = False,
    picture: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write how the question was read as an HTML page, too."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    batch: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Ask a file of questions ('-': standard input), a question a line or JSON Lines; "
            "one JSON object a line comes out.",
        ),
    ] = None,
) -> None:
    """Ask one question, or a file of them.

    The answer comes with how it was worked out and the lines of the filing that prove it. Exit status
    0 where it was answered, 1 where the filing does not say; with --batch 0 when all were asked.
    """
    if (batch is None) == (not question):
        raise typer.BadParameter("give one QUESTION, or --batch FILE")
    if batch is not None:
        raise typer.Exit(ask_batch(batch, db, file, filing, unit))
    words = " ".join(question or ())
    how = Shown(explain, as_json, picture)
    raise typer.Exit(ask_one(words, db, file, filing, unit, how))


@dataclass(frozen=True, slots=True)
class Shown:
    """How an answer is shown: with how it was read, as JSON, and as a page in a file."""

    explain: bool = False
    as_json: bool = False
    picture: Path | None = None


def ask_one(
    question: str,
    db: Path | None,
    file: str | None,
    filing: str | None,
    unit: str | None,
    how: Shown,
) -> ExitCode:
    """Answer one question on standard output."""
    from qa.questions import check_question

    question = check_question(question)  # before anything is read
    with opened(db, file) as book:
        answer = book.session(filing).ask(question, unit=unit)
    if how.picture is not None:
        from qa.files import write_whole
        from qa.picture import page

        write_whole(how.picture, page(answer))
    if how.as_json:
        _print_json(answer, how.explain)
    else:
        _print(answer, how.explain)
    return ExitCode.ANSWERED if answer.answered else ExitCode.NOT_ANSWERED


def _print(answer: Answer, explain: bool) -> None:
    from qa import terminal
    from qa.layout import BLANK, answer_lines, explanation_lines

    columns = terminal.columns()
    lines = answer_lines(answer, columns)
    if explain:
        lines += [BLANK, *explanation_lines(answer.question, answer.explanation, columns)]
    terminal.print_lines(lines)


def _print_json(answer: Answer, explain: bool) -> None:
    from dataclasses import asdict

    from qa.render import json_line

    record = answer.to_dict("1")
    if explain and answer.explanation is not None:
        record["explanation"] = asdict(answer.explanation)
    print(json_line(record))


def ask_batch(
    batch: str, db: Path | None, file: str | None, filing: str | None, unit: str | None
) -> ExitCode:
    """Answer a file of questions in order, one JSON object a line, each printed when it is known."""
    from qa.batch import ask_all, read_questions
    from qa.files import read_text
    from qa.render import json_line

    if batch == "-" and file == "-":
        raise typer.BadParameter("--batch and --file cannot both read standard input")
    name = "standard input" if batch == "-" else batch
    questions = read_questions(read_text(batch), name)
    with opened(db, file) as book:
        for asked, answer in ask_all(book, questions, filing=filing, unit=unit):
            print(json_line(answer.to_dict(asked.id)), flush=True)
    return ExitCode.ANSWERED


def register(app: typer.Typer) -> None:
    app.command()(ask)
