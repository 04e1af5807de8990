"""What the README shows is what the program does.

After a change of what it prints, `python tests/test_docs.py` writes the README's session anew.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SAMPLE = "qa/data/sample-release.txt"


BEGIN, END = "<!-- session: begin -->", "<!-- session: end -->"


def _session() -> Iterator[tuple[str, str]]:
    """The commands of the README's session, and what it says they print."""
    for block in re.findall(
        r"```console\n(.*?)```", README[README.index(BEGIN) : README.index(END)], re.DOTALL
    ):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            yield command, printed.rstrip("\n")


PROMPT = "qa> "  # begins a line that is typed


def _typed(printed: str) -> list[str]:
    """The lines typed in a session as it is shown."""
    return [line.removeprefix(PROMPT) for line in printed.splitlines() if line.startswith(PROMPT)]


def _shown(printed: str) -> list[str]:
    """The lines of a session that were printed, without the empty ones between them."""
    return [line for line in printed.splitlines() if line and not line.startswith(PROMPT)]


def _run(command: str, folder: Path, typed: Sequence[str] = ()) -> str:
    program, *arguments = shlex.split(command)
    assert program == "qa"
    environment = os.environ | {"NO_COLOR": "1", "COLUMNS": "100", "QA_DB": str(folder / "filings.db")}
    result = subprocess.run(
        [sys.executable, "-m", "qa", *arguments],
        input="".join(f"{line}\n" for line in typed),
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment | {"PYTHONIOENCODING": "utf-8"},
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    assert result.returncode in (0, 1), result.stderr
    return result.stdout


SESSION = list(_session())


@pytest.mark.parametrize(("command", "printed"), SESSION, ids=[command for command, _ in SESSION])
def test_the_session_is_what_the_program_prints(command: str, printed: str, tmp_path: Path) -> None:
    typed = _typed(printed)
    if typed:
        assert _shown(_run(command, tmp_path, typed)) == _shown(printed)
    else:
        assert _run(command, tmp_path).rstrip("\n") == printed


def test_there_is_a_session() -> None:
    assert len(SESSION) >= 2
    assert any(command == "qa demo" for command, _ in SESSION)
    assert any(command.startswith("qa repl") and len(_typed(printed)) > 3 for command, printed in SESSION)


def _commands() -> list[str]:
    import typer

    from qa.cli import app

    root = typer.main.get_command(app)
    found = []
    for name, command in sorted(root.commands.items()):  # type: ignore[attr-defined]
        below = getattr(command, "commands", {})
        found += [f"{name} {sub}" for sub in sorted(below)] or [name]
    return found


@pytest.mark.parametrize("command", _commands())
def test_every_command_is_in_the_readme(command: str) -> None:
    assert re.search(rf"`qa (?:[a-z]+`, `qa )?{command}\b", README) or f"qa {command} " in README


def test_every_command_of_a_session_is_in_the_readme() -> None:
    from qa.session_commands import COMMANDS

    for command in COMMANDS:
        names = "|".join(re.escape(name) for name in (command.name, command.short) if name)
        assert re.search(rf"`\\(?:{names})[ `]", README), command.name


@pytest.mark.parametrize(
    "name", re.findall(r"`((?:grammar|index|qa|tests)/[\w/]*(?:\.\w+)?)`", README), ids=lambda name: name
)
def test_every_file_it_names_is_there(name: str) -> None:
    assert (ROOT / name).exists()


def test_the_setup_commands_are_those_that_ci_runs() -> None:
    block = re.findall(r"```sh\n(python3 -m venv.*?|\.venv/bin/pip.*?)\n```", README)
    assert len(block) == 2
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert all(command in ci for command in block)


def test_the_json_it_shows_has_the_keys_that_come_out(tmp_path: Path) -> None:
    block = re.search(r"```json\n(.*?)```", README, re.DOTALL)
    assert block
    shown = json.loads(block.group(1))
    printed = json.loads(_run(f"qa ask --json --file {SAMPLE} '{shown['question']}'", tmp_path))
    assert list(shown) == list(printed)
    for key in ("values", "citations"):
        assert list(shown[key][0]) == list(printed[key][0])
    for key in ("status", "value", "unit", "calculation", "reason"):
        assert shown[key] == printed[key]
    assert {**shown["citations"][0], "text": ""} == {**printed["citations"][0], "text": ""}


def test_the_python_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    block = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert block
    (tmp_path / "release.txt").write_bytes((ROOT / SAMPLE).read_bytes())
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(block.group(1), names)
    answer = names["answer"]
    assert (answer.value, answer.unit) == ("17331000", "USD")  # type: ignore[attr-defined]


def _filled(command: str, typed: list[str], folder: Path) -> str:
    """What a command prints; where lines are typed, each line before what it adds."""
    if not typed:
        return _run(command, folder).rstrip()
    parts, before = [], ""
    for number in range(1, len(typed) + 1):
        after = _run(command, folder, typed[:number])
        parts.append(f"{PROMPT}{typed[number - 1]}\n{after.removeprefix(before).rstrip()}\n")
        before = after
    return "\n".join(parts).rstrip()


def test_the_picture_of_the_chat_is_what_it_shows() -> None:
    import pictures

    path = pictures.PICTURE.relative_to(ROOT)
    assert f"]({path})" in README
    kept = pictures.PICTURE.read_text(encoding="utf-8")
    assert "http" not in kept.replace("http://www.w3.org/2000/svg", "").replace(
        "https://www.textualize.io", ""
    )
    assert pictures.words(kept) == pictures.words(pictures.draw()), "python -m tests.pictures draws it anew"


def fill() -> None:
    """Write the README's session anew: the same commands, and what they print now."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        shown = [
            f"$ {command}\n{_filled(command, _typed(printed), Path(folder))}\n"
            for command, printed in SESSION
        ]
    blocks = "\n".join(f"```console\n{part}```\n" for part in shown)
    before, after = README.split(BEGIN)[0], README.split(END)[1]
    (ROOT / "README.md").write_text(f"{before}{BEGIN}\n{blocks}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    fill()
