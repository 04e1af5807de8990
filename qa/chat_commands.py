"""The commands that only the chat has, beside those of every session."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChatCommand:
    """A command of the chat: its name, what follows it, the help, and the method of the app that does it,
    which is given the words after the name."""

    name: str
    arguments: str
    help: str
    method: str


CHAT_COMMANDS: tuple[ChatCommand, ...] = (
    ChatCommand("index", "PATH…", "read files or folders into the index; questions go on meanwhile", "do_index"),
    ChatCommand("sessions", "[WORDS]", "the saved sessions, or those that have these words", "do_sessions"),
    ChatCommand("theme", "[NAME]", "another theme: the next one, or the one named", "do_theme"),
)
