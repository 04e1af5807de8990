"""The commands that only the full-screen chat has, beside those of every session, and how a line is read
there. What they do is done by the screen: each names the method that gets the words after its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.layout import Line
from qa.session_commands import COMMANDS, MARK, Command, command_named

if TYPE_CHECKING:
    from qa.loop import Conversation


def _of_the_screen(conversation: Conversation, words: str) -> list[Line]:
    raise NotImplementedError("a command of the screen's own is not carried out by the conversation")


OF_THE_SCREEN: tuple[Command, ...] = (
    Command(
        "index",
        "PATH…",
        "read files or folders into the index; questions go on meanwhile",
        _of_the_screen,
        takes="path",
    ),
    Command("sessions", "[WORDS]", "the saved sessions, or those that have these words", _of_the_screen),
    Command("theme", "[NAME]", "the next theme, or the one named", _of_the_screen, takes="theme"),
)
ALL = (*COMMANDS, *OF_THE_SCREEN)
METHODS = {
    "help": "do_help",
    "index": "do_index",
    "sessions": "do_sessions",
    "theme": "do_theme",
}


def read(line: str) -> tuple[str | None, str]:
    """What a line is for: the screen's method and the words for it, or None and the line for the
    conversation, its command named in full."""
    if not line.startswith(MARK):
        return None, line
    name, _, words = line.removeprefix(MARK).strip().partition(" ")
    command = command_named(name, ALL)
    if command is None:
        return None, line
    method = METHODS.get(command.name)
    return (method, words.strip()) if method else (None, f"{MARK}{command.name} {words.strip()}".rstrip())
