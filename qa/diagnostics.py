"""What goes to stderr, and how a command ends. stdout carries answers only."""

from __future__ import annotations

import os
import sys
from enum import IntEnum

from grammar.errors import FilingQAError
from qa.sanitize import one_line


class ExitCode(IntEnum):
    """How `qa` ends."""

    ANSWERED = 0
    NOT_ANSWERED = 1
    USAGE = 2  # wrong usage, or input that cannot be read
    INTERRUPTED = 130


def complain(message: str) -> None:
    """One line on stderr, whatever the message holds."""
    print(f"qa: {one_line(message)}", file=sys.stderr)


def report(error: BaseException) -> ExitCode:
    """Say on one line what went wrong, and give the exit status for it."""
    if isinstance(error, KeyboardInterrupt):
        complain("interrupted")
        return ExitCode.INTERRUPTED
    if isinstance(error, BrokenPipeError):
        # Whoever read our output has enough. Python must not flush into the closed pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.ANSWERED
    complain(_words(error))
    return ExitCode.USAGE


def _words(error: BaseException) -> str:
    if isinstance(error, FilingQAError):
        return str(error)
    usage = getattr(error, "format_message", None)  # a usage error of Typer's
    if usage is not None:
        path = getattr(getattr(error, "ctx", None), "command_path", "") or "qa"
        return f"{usage()} (see '{path} --help')"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return f"internal error, please report it: {type(error).__name__}: {error} (QA_DEBUG=1 shows more)"
