"""Which files the paths of `qa index` lead to."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.finding import Found, find_files

FILES = (
    "a/1.txt",
    "a/b/2.txt",
    "a/b/2.htm",
    "a/b/c/3.txt",
    "a/.hidden.txt",
    "a/.git/4.txt",
    "d/5[1].txt",
    "d/x.txt/6.htm",
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "a" / "link.txt").symlink_to(tmp_path / "d" / "5[1].txt")
    (tmp_path / "a" / "round").symlink_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("path", "files"),
    [
        ("a", ["a/1.txt", "a/b/2.htm", "a/b/2.txt", "a/b/c/3.txt"]),
        ("a/*.txt", ["a/1.txt"]),
        ("*/*.txt", ["a/1.txt", "d/5[1].txt", "d/x.txt/6.htm"]),
        ("a/**", ["a/1.txt", "a/b/2.htm", "a/b/2.txt", "a/b/c/3.txt"]),
        ("a/**/*.txt", ["a/1.txt", "a/b/2.txt", "a/b/c/3.txt"]),
        ("**/*.htm", ["a/b/2.htm", "d/x.txt/6.htm"]),
        ("**/b/*", ["a/b/2.htm", "a/b/2.txt", "a/b/c/3.txt"]),
        ("a/b/[0-9].???", ["a/b/2.htm", "a/b/2.txt"]),
        ("a/b/**/?.txt", ["a/b/2.txt", "a/b/c/3.txt"]),
        ("d/5[1].txt", ["d/5[1].txt"]),
        ("a/link.txt", ["a/link.txt"]),
        ("none.txt", ["none.txt"]),
        ("-", ["-"]),
    ],
)
@pytest.mark.usefixtures("here")
def test_files_folders_and_patterns(path: str, files: list[str]) -> None:
    assert [found.path for found in find_files([path])] == files


@pytest.mark.parametrize("path", ["a/*.pdf", "none/*.txt", "none/**", "a/**/*.pdf", "[z]/x"])
@pytest.mark.usefixtures("here")
def test_a_pattern_that_nothing_matches(path: str) -> None:
    assert list(find_files([path])) == [Found(path, "no file has such a name")]


def test_a_full_path_in_a_pattern(here: Path) -> None:
    (found,) = find_files([f"{here}/a/*/2.txt"])
    assert found == Found(str(here / "a" / "b" / "2.txt"), size=9)


@pytest.mark.usefixtures("here")
def test_each_file_once_and_never_the_index() -> None:
    found = find_files(["a/b", "a/**/*.txt", "a/b/2.txt"], Path("a/b/c/3.txt"))
    assert [file.path for file in found] == ["a/b/2.htm", "a/b/2.txt", "a/1.txt"]
