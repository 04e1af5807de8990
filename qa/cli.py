"""The command line: one Typer app, one command a file, each a thin wrapper round a plain function."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn, TextIO

import typer

from qa import (
    commands_ask,
    commands_check,
    commands_demo,
    commands_export,
    commands_faq,
    commands_index,
    commands_look,
    commands_questions,
    commands_session,
    commands_teach,
)
from qa.diagnostics import ExitCode, report

app = typer.Typer(
    name="qa",
    add_completion=False,
    # Plain help and errors: rich would cost every `qa --help` its import.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Ask company filings questions in plain English; get figures, how they were worked out, "
    "and the lines that prove them.",
    epilog="Exit status: 0 answered, 1 not answered, 2 wrong usage or unreadable input, 130 interrupted.",
)
for commands in (
    commands_index,
    commands_ask,
    commands_session,
    commands_questions,
    commands_faq,
    commands_look,
    commands_check,
    commands_export,
    commands_teach,
    commands_demo,
):
    commands.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"qa {version('filing-qa')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def bare(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Without a command: the prompt, where there is a terminal."""
    if context.invoked_subcommand is not None:
        return
    if sys.stdin.isatty() and sys.stdout.isatty():
        raise typer.Exit(commands_session.run_repl(None, None, None))
    typer.echo(context.get_help())
    raise typer.Exit(ExitCode.USAGE)


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line; the exit status. Says what goes wrong in one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        _never_fail(stream)
    try:
        status = app(args=list(arguments), prog_name="qa", standalone_mode=False)
        sys.stdout.flush()
        if status == ExitCode.INTERRUPTED:  # Typer has caught it, and says nothing
            return report(KeyboardInterrupt())
        return int(status or ExitCode.ANSWERED)
    except typer.Abort:
        return report(KeyboardInterrupt())
    except SystemExit:  # Typer ends so where the reader of our output has gone
        return report(BrokenPipeError())
    except (Exception, KeyboardInterrupt) as error:
        if os.environ.get("QA_DEBUG"):
            raise
        return report(error)


def _never_fail(stream: TextIO) -> None:
    """Let characters that the terminal's encoding lacks be shown as escapes."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def main() -> NoReturn:
    """The entry point of `qa`."""
    sys.exit(run(sys.argv[1:]))
