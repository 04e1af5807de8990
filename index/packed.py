"""Packed input: one file in gzip, many in a zip archive. Unpacked in memory, within bounds.

A member's name is only a name: nothing is ever written to disk. Archives within archives are not
unpacked; reading their bytes as a filing says what they are.
"""

from __future__ import annotations

import gzip
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from index.errors import UnreadableSource

GZIP = b"\x1f\x8b"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
MOST_BYTES = 200_000_000  # of one file, unpacked
MOST_RATIO = 200  # unpacked to packed; filings reach about 30
FREE_BYTES = 20_000_000  # unpacked, up to which the ratio is not looked at
MOST_MEMBERS = 50_000  # of one archive
READ_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
OFFICE = "[Content_Types].xml"  # the member by which a zip archive is an Office document
DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Member:
    """One file out of what was given: its name ("archive.zip/folder/file.txt"), and its bytes or,
    where it cannot be unpacked, the problem. `packed`: the bytes that it took, to tell progress by."""

    name: str
    data: bytes = b""
    problem: str = ""
    packed: int = 0


def is_packed(start: bytes) -> bool:
    """Whether a file is packed, by its first four bytes."""
    return start.startswith(GZIP) or start[:4] in ZIP


def unpacked(data: bytes, name: str) -> tuple[str, bytes]:
    """The name and bytes of the only file in `data`; given back as they are where nothing is packed.

    Raises UnreadableSource, with `name` in its message, for an archive of several, and for what
    cannot be unpacked.
    """
    if data.startswith(GZIP):
        return name, _gunzipped(data, name)
    if data[:4] not in ZIP:
        return name, data
    found: list[Member] = []
    for member in unpacked_members(io.BytesIO(data), name):
        found.append(member)
        if len(found) > 1:
            raise UnreadableSource(f"{name} holds several files; put it into an index: qa index {name}")
    if found[0].problem:
        raise UnreadableSource(f"{found[0].name} {found[0].problem}")
    return found[0].name, found[0].data


def read_members(path: Path) -> Iterator[Member]:
    """The files that one on disk holds: itself, or what is packed in it, one at a time.

    Raises UnreadableSource and OSError for what cannot be read at all; a member that cannot be is
    given with its problem.
    """
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        if start in ZIP:
            yield from unpacked_members(file, path.name)
            return
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableSource(f"{path.name} is larger than {_megabytes(MOST_BYTES)}; cut it up first")
    name, whole = (path.name, data) if not data.startswith(GZIP) else (path.name, _gunzipped(data, path.name))
    yield Member(name, whole, packed=len(data))


def unpacked_members(file: IO[bytes], name: str) -> Iterator[Member]:
    """The files of a zip archive in order of name; hidden ones and links are passed over.

    Raises UnreadableSource for what is no archive, or one that is not to be trusted: too many
    members, or far more in them than its size allows.
    """
    with _explained(name), zipfile.ZipFile(file) as archive:
        infos = archive.infolist()
        if len(infos) > MOST_MEMBERS:
            raise UnreadableSource(f"{name} holds more than {MOST_MEMBERS:,} files; unpack it first")
        if any(info.filename == OFFICE for info in infos):
            raise UnreadableSource(f"{name} is an Office document; save it as text first")
        shown = sorted((f"{name}/{inner}", info) for info in infos if (inner := _shown(info)))
        if not shown:
            raise UnreadableSource(f"{name} holds no files to read")
        size = file.seek(0, io.SEEK_END)
        left = max(FREE_BYTES, MOST_RATIO * size)
        for whole, info in shown:
            member = _member(archive, info, whole, left)
            left -= len(member.data)
            yield member


def _shown(info: zipfile.ZipInfo) -> str:
    """The name of a member without what would lead elsewhere; "" for one to pass over."""
    if info.is_dir() or stat.S_ISLNK(info.external_attr >> 16):
        return ""
    parts = [part for part in info.filename.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    name = "" if hidden else "/".join(parts)
    return (
        name
        if name.isprintable()
        else "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
    )


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, left: int) -> Member:
    """One member, read no further than it may be long."""
    packed = info.compress_size
    if info.flag_bits & 1:
        return Member(name, problem="is encrypted; unpack it first", packed=packed)
    if info.compress_type not in READ_METHODS:
        return Member(name, problem="is packed in a way that is not read; unpack it first", packed=packed)
    most = min(MOST_BYTES, max(FREE_BYTES, MOST_RATIO * packed))
    try:
        with archive.open(info) as stream:
            data = stream.read(min(most, left) + 1)
    except (*DAMAGED, OSError, NotImplementedError) as error:
        return Member(name, problem=f"is damaged and cannot be unpacked ({_words(error)})", packed=packed)
    if len(data) > left:
        raise UnreadableSource("unpacks to far more than its size allows; unpack it yourself if you trust it")
    if len(data) > most:
        return Member(name, problem=_too_much(len(data)), packed=packed)
    return Member(name, data, packed=packed)


def _gunzipped(data: bytes, name: str) -> bytes:
    """The bytes of a gzip file of one or more parts."""
    most = min(MOST_BYTES, max(FREE_BYTES, MOST_RATIO * len(data)))
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            whole = stream.read(most + 1)
    except EOFError as error:
        raise UnreadableSource(f"{name} is cut short and cannot be unpacked") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise UnreadableSource(f"{name} is damaged and cannot be unpacked ({_words(error)})") from error
    if len(whole) > most:
        raise UnreadableSource(f"{name} {_too_much(len(whole))}")
    return whole


@contextmanager
def _explained(name: str) -> Iterator[None]:
    """Give the errors of the archive itself its name."""
    try:
        yield
    except UnreadableSource as error:
        text = str(error)
        raise UnreadableSource(text if text.startswith(name) else f"{name} {text}") from error
    except (*DAMAGED, NotImplementedError) as error:
        raise UnreadableSource(
            f"{name} is a damaged zip archive and cannot be unpacked ({_words(error)})"
        ) from error


def _too_much(count: int) -> str:
    if count > MOST_BYTES:
        return f"unpacks to more than {_megabytes(MOST_BYTES)}; cut it up first"
    return "unpacks to far more than its size allows; unpack it yourself if you trust it"


def _megabytes(count: int) -> str:
    return f"{count // 1_000_000} MB"


def _words(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
