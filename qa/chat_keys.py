"""The keys of the chat, each with what it does: the one table behind bindings, the footer and the help."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the whole chat: as bound, as shown, its action, what it does; `footer`: the same in a word or
    two, where the footer has it."""

    key: str
    shown: str
    action: str
    help: str
    footer: str = ""


KEYS: tuple[Key, ...] = (
    Key("f1", "F1", "help", "this help (`\\?` too)", "Help"),
    Key("f2", "F2", "source", "show or hide the source", "Source"),
    Key("f3", "F3", "sessions", "the saved sessions: search, resume, export, delete", "Sessions"),
    Key("f4", "F4", "next_theme", "the next theme", "Theme"),
    Key("f5", "F5", "new", "a new session", "New"),
    Key(
        "ctrl+n", "Ctrl+N", "citation(1)", "the next cited line, then those of the next answer", "Next cited"
    ),
    Key("ctrl+p", "Ctrl+P", "citation(-1)", "the cited line before"),
    Key("ctrl+x", "Ctrl+X", "stop", "stop the indexing that is under way"),
    Key("ctrl+q", "Ctrl+Q", "quit", "leave (Ctrl+D on an empty line, and `\\quit`, too)", "Quit"),
)

# Keys that are bound where they act, and told here.
PLACES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "In the box",
        (
            ("Enter", "ask, or take what is chosen in the list"),
            (
                "Tab",
                "take what is chosen in the list, or the first; offer what is alike; else the next pane",
            ),
            ("Up, Down", "move in the list; without a list, the lines typed before"),
            ("Esc", "close the list"),
            ("Ctrl+C", "drop the line"),
            ("PageUp, PageDown", "scroll the conversation"),
            ("Alt+1 … Alt+9", "ask the question offered under that number, from anywhere"),
        ),
    ),
    (
        "In the conversation and the source",
        (
            ("n, p or ], [", "the next cited line, the one before"),
            ("1 … 9", "in the conversation: ask the question offered under that number"),
            ("j, k, g, G", "down, up, to the beginning, to the end"),
            ("Esc", "back to the box"),
            ("Tab", "to the next pane"),
        ),
    ),
)

# What Alt and a digit come as where the terminal has no way to say "Alt": the characters of a Mac's Option
# key, which Textual takes for them everywhere. They are typed as themselves once a line has begun.
OPTION_DIGITS = (
    "inverted_exclamation_mark",
    "trade_mark_sign",
    "pound_sign",
    "cent_sign",
    "infinity",
    "section_sign",
    "pilcrow_sign",
    "bullet",
    "ª",
)


# The keys of a pane that holds lines, as those of a pager.
PANE_BINDINGS: tuple[Binding, ...] = (
    Binding("n,right_square_bracket", "app.citation(1)", "Next citation", show=False),
    Binding("p,left_square_bracket", "app.citation(-1)", "Previous citation", show=False),
    Binding("j", "scroll_down", show=False),
    Binding("k", "scroll_up", show=False),
    Binding("g", "scroll_home", show=False),
    Binding("G", "scroll_end", show=False),
)


def bindings() -> list[Binding]:
    """The bindings of the whole chat. Before those of any widget, so that the box does not take them."""
    named = [
        Binding(key.key, key.action, key.footer or key.help, show=bool(key.footer), priority=True)
        for key in KEYS
    ]
    digits = [
        Binding(f"alt+{number}", f"suggestion({number})", show=False, priority=True)
        for number in range(1, 10)
    ]
    plain = [Binding(key, f"suggestion({number})", show=False) for number, key in enumerate(OPTION_DIGITS, 1)]
    return [*named, *digits, *plain, Binding("escape", "to_box", "To the box", show=False)]
