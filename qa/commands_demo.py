"""`qa demo`: the bundled sample release, indexed in memory and asked."""

from __future__ import annotations

from importlib.resources import files

import typer

from qa.diagnostics import ExitCode

SAMPLE = "sample-release.txt"
QUESTIONS = "demo-questions.txt"


def demo() -> None:
    """Ask the bundled sample release some questions."""
    raise typer.Exit(run_demo())


def run_demo() -> ExitCode:
    """Ask the bundled questions in one conversation, in chat style."""
    import qa.book
    from qa import chat_lines, terminal
    from qa.layout import BLANK, Line
    from qa.loop import Conversation, Face

    data = files("qa") / "data"
    questions = iter((data / QUESTIONS).read_text(encoding="utf-8").splitlines())
    with qa.book.read((data / SAMPLE).read_bytes(), SAMPLE) as book:
        (record,) = book.index.filings()
        about = f"{record.statements} statements, {record.facts} facts, {record.sentences} sentences"
        terminal.print_lines([Line(((f"{SAMPLE}: {about}", "faint"),)), BLANK])
        face = Face(lambda: next(questions, None), chat_lines.write_turn, chat_lines.columns, numbers=False)
        return Conversation(book, face).run()


def register(app: typer.Typer) -> None:
    app.command()(demo)
