"""Imports run one way, and nobody pays for what they do not use."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("grammar", "index", "qa")
ABOVE = {"grammar": {"index", "qa"}, "index": {"qa"}, "qa": set[str]()}
SPEAKS_SPACY = {"grammar/pipeline.py", "grammar/drawing.py"}
SPEAKS_SQL = ("index/store.py", "index/opening.py", "index/schema.py", "index/sessions.py")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The top-level packages that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    assert not set(imported(path)) & ABOVE[package]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_one_module_each_speaks_sql_and_spacy(path: Path) -> None:
    name, used = str(path.relative_to(ROOT)), set(imported(path))
    assert "spacy" not in used or name in SPEAKS_SPACY
    assert not used & {"sqlite3", "sqlite_utils"} or name in SPEAKS_SQL


def loaded(program: str) -> set[str]:
    """The top-level modules that a fresh process has loaded after the program."""
    ending = "\nimport sys; print(*{name.partition('.')[0] for name in sys.modules}, file=sys.__stderr__)"
    done = subprocess.run(
        [sys.executable, "-c", program + ending], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stderr.split())


HEAVY = {"spacy", "numpy", "thinc", "sqlite_utils", "rich", "jinja2", "prompt_toolkit"}


@pytest.mark.parametrize(
    ("program", "never"),
    [
        ("import grammar", HEAVY | {"sqlite3", "typer", "rapidfuzz"}),
        ("import index", HEAVY | {"typer", "rapidfuzz"}),
        ("import qa", HEAVY | {"typer"}),
        ("from qa.cli import run; run(['--help'])", HEAVY | {"sqlite3"}),
        ("from qa.cli import run; run(['--version'])", HEAVY | {"sqlite3"}),
        ("from qa.cli import run; run(['ask', '--help'])", HEAVY | {"sqlite3"}),
        ("from qa.cli import run; run(['ask', '--nothing'])", HEAVY - {"rich"}),
        ("from index.store import open_index", HEAVY),
    ],
)
def test_what_is_not_loaded(program: str, never: set[str]) -> None:
    assert not loaded(f"import sys; sys.stderr = open('/dev/null', 'w')\n{program}") & never


def test_indexing_text_loads_neither_spacy_nor_what_only_answers_need(tmp_path: Path) -> None:
    sample = ROOT / "qa" / "data" / "sample-release.txt"
    arguments = ["index", str(sample), "--db", str(tmp_path / "x.db")]
    program = f"from qa.cli import run; assert run({arguments!r}) == 0"
    never = {"spacy", "thinc", "rich", "jinja2", "prompt_toolkit"}
    assert not loaded(program) & never


def test_reading_an_index_does_not_load_what_only_writes_it(tmp_path: Path) -> None:
    from index.store import open_index

    path = str(tmp_path / "x.db")
    open_index(Path(path), create=True).close()
    program = f"from qa.cli import run; assert run(['show', '--db', {path!r}]) == 0"
    assert not loaded(program) & (HEAVY - {"numpy"})
