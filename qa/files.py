"""Reading what commands take and writing what they make, whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from grammar.errors import FilingQAError


class UnreadableFile(FilingQAError):
    """A file of questions that is missing or is not text."""


def read_text(path: str) -> str:
    """The text of a UTF-8 file, or of standard input for "-"; a byte order mark is taken off."""
    try:
        content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror}") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(f"{path}, line {line}: not UTF-8 text; save the file as UTF-8") from error


def emit(text: str, out: Path | None) -> None:
    """Write `text` to standard output, or to the file `out` in one step."""
    if out is None:
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        write_whole(out, text)


def write_whole(path: Path, text: str) -> None:
    """Put `text` (UTF-8) in the place of `path`: a reader, or a crash, never sees half of it."""
    if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced
        path.write_text(text, encoding="utf-8", newline="")
        return
    target = path.resolve()  # through a link, not in its place
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode(target))
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def _mode(path: Path) -> int:
    """The permissions the file has, or those a new one would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
