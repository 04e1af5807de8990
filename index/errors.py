"""The index's branch of the errors. `str(error)` is one line that says what to do."""

from __future__ import annotations

from grammar.errors import FilingQAError


class UnreadableSource(FilingQAError):
    """A file that holds no text to read: missing, empty, binary, compressed, too large."""


class StoreError(FilingQAError):
    """The root of what can go wrong with an index; catch this one."""


class IndexMissing(StoreError):
    """There is no index at that path, or its folder does not exist."""


class NotAnIndex(StoreError):
    """The file is not SQLite, or it is somebody else's database."""


class OtherSchema(StoreError):
    """The index was written by another version: newer, or older and opened for reading only."""


class IndexNotWritable(StoreError):
    """The index is read-only, or another process holds it."""


class UnknownFiling(StoreError, LookupError):
    """No filing of that name or id; the message names those there are."""


class UnknownSession(StoreError, LookupError):
    """No saved session of that number."""
