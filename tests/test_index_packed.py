"""Packed input: what comes out, within which bounds, and under which names."""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

import index.packed
from index.errors import UnreadableSource
from index.packed import Member, is_packed, read_members, unpacked, unpacked_members


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return whole.getvalue()


def members(data: bytes) -> list[Member]:
    return list(unpacked_members(io.BytesIO(data), "a.zip"))


def names(data: bytes) -> list[str]:
    return [member.name for member in members(data)]


@pytest.mark.parametrize(
    ("data", "name", "text"),
    [
        (b"plain", "x.txt", b"plain"),
        (gzip.compress(b"text"), "x.txt", b"text"),
        (gzip.compress(b"one ") + gzip.compress(b"two") + bytes(512), "x.txt", b"one two"),
        (zipped({"in/r.txt": b"text"}), "x.txt/in/r.txt", b"text"),
    ],
    ids=["plain", "gzip", "gzip in parts", "zip of one"],
)
def test_one_file_is_unpacked(data: bytes, name: str, text: bytes) -> None:
    assert unpacked(data, "x.txt") == (name, text)
    assert is_packed(data[:4]) is (data != b"plain")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (gzip.compress(b"text" * 99)[:-9], "cut short"),
        (gzip.compress(b"text" * 99)[:10] + b"\xff" * 40, "damaged"),
        (gzip.compress(b"text") + b"more", "damaged"),
        (b"\x1f\x8b", "cut short"),
        (gzip.compress(bytes(30_000_000)), "far more than its size allows"),
        (b"PK\x03\x04" + bytes(99), "damaged"),
        (zipped({}), "holds no files"),
        (zipped({"a/": b"", ".x": b"1", "__MACOSX/b": b"1"}), "holds no files"),
        (zipped({"a": b"1", "b": b"2"}), "several files"),
        (zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "Office"),
    ],
    ids=["cut", "broken", "more", "two bytes", "bomb", "no zip", "empty", "hidden", "several", "office"],
)
def test_what_cannot_be_unpacked_is_one_clear_error(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableSource, match=said) as caught:
        unpacked(data, "x.dat")
    assert str(caught.value).startswith("x.dat ")
    assert "\n" not in str(caught.value)


def test_members_come_in_order_of_name_and_stay_below_the_archive() -> None:
    files = {
        "z.txt": b"1",
        "b/../../../etc/passwd": b"2",
        "/root.txt": b"3",
        "b\\c.txt": b"4",
        "A\x1b[31m": b"5",
    }
    assert names(zipped(files)) == [
        "a.zip/A\N{REPLACEMENT CHARACTER}[31m",
        "a.zip/b/c.txt",
        "a.zip/b/etc/passwd",
        "a.zip/root.txt",
        "a.zip/z.txt",
    ]


def test_links_are_passed_over() -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("r.txt", "text")
    assert names(whole.getvalue()) == ["a.zip/r.txt"]


def test_a_damaged_member_does_not_spoil_the_rest() -> None:
    data = bytearray(zipped({"a.txt": b"first", "b.txt": b"second"}, zipfile.ZIP_STORED))
    data[data.index(b"first")] ^= 1
    first, second = members(bytes(data))
    assert "damaged" in first.problem
    assert (second.name, second.data, second.problem) == ("a.zip/b.txt", b"second", "")


def test_encrypted_members_and_rare_methods_are_named() -> None:
    data = zipped({"a.txt": b"text"})
    flagged = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        flagged[data.index(mark) + offset] |= 1
    assert [member.problem for member in members(bytes(flagged))] == ["is encrypted; unpack it first"]
    rare = zipped({"a.txt": b"text"}, zipfile.ZIP_BZIP2)
    assert [member.problem for member in members(rare)] == [
        "is packed in a way that is not read; unpack it first"
    ]


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.packed, "FREE_BYTES", 1_000)
    monkeypatch.setattr(index.packed, "MOST_RATIO", 20)
    (bomb, text) = members(zipped({"a.txt": bytes(9_000), "b.txt": bytes(range(256)) * 3}))
    assert "far more than its size allows" in bomb.problem
    assert len(text.data) == 768
    monkeypatch.setattr(index.packed, "MOST_RATIO", 2)
    with pytest.raises(UnreadableSource, match=r"^a\.zip unpacks to far more"):
        members(zipped({f"{n}.txt": bytes(600) for n in range(9)}))
    monkeypatch.setattr(index.packed, "MOST_MEMBERS", 2)
    with pytest.raises(UnreadableSource, match="more than 2 files"):
        members(zipped({"a": b"1", "b": b"1", "c": b"1"}))


def test_files_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, data in {
        "r.txt": b"text",
        "r.html.gz": gzip.compress(b"page"),
        "r.zip": zipped({"a": b"1"}),
    }.items():
        (tmp_path / name).write_bytes(data)
    found = [
        (m.name, m.data) for name in ("r.txt", "r.html.gz", "r.zip") for m in read_members(tmp_path / name)
    ]
    assert found == [("r.txt", b"text"), ("r.html.gz", b"page"), ("r.zip/a", b"1")]
    monkeypatch.setattr(index.packed, "MOST_BYTES", 3)
    with pytest.raises(UnreadableSource, match=r"^r\.txt is larger than"):
        list(read_members(tmp_path / "r.txt"))
