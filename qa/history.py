"""Where the lines typed at a prompt are kept."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "FILING_QA_HISTORY"  # another file; empty or "off" for none
NONE = frozenset({"", "off", "none"})


def history_file() -> Path | None:
    """The file, made if it is missing and readable by its owner only; None where none is wanted, or where it
    cannot be made."""
    named = os.environ.get(VARIABLE)
    if named is not None and named.strip().lower() in NONE:
        return None
    path = Path(named).expanduser() if named is not None else _default()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        with path.open("ab"):
            pass
    except OSError:
        return None  # a session without history is better than none
    return path


def _default() -> Path:
    from platformdirs import user_state_path

    return user_state_path("filing-qa", appauthor=False) / "history"
