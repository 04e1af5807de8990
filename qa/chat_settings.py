"""What the chat remembers of its looks: the theme, in a small file of the user's own."""

from __future__ import annotations

from pathlib import Path


def settings_file() -> Path:
    """Where it is kept; the folder may be missing."""
    from platformdirs import user_state_path

    return user_state_path("filing-qa", appauthor=False) / "theme"


def remembered_theme(path: Path | None) -> str | None:
    """The theme chosen last, None where there is none."""
    try:
        return None if path is None else path.read_text(encoding="utf-8").strip()[:100]
    except (OSError, UnicodeDecodeError):
        return None  # the looks are not worth a word


def remember_theme(path: Path | None, name: str) -> None:
    """Keep the name of a theme, where that can be."""
    if path is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}\n", encoding="utf-8")
    except OSError:
        return  # it holds for this session
