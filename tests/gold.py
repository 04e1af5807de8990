"""Gold questions: reading them, asking them in their sessions, and judging what comes back.

A gold file is JSON Lines: `id`, `filing`, `session`, `question`, `kind`, `status`, `value`, `unit`,
`accept` (other right values), `values` (for lists) and `lines` (that must be cited, counted from 1).
A calculated number is right within 0.1 % or half a unit of its last digit; any other must be equal.
A text is right when the answer holds it, punctuation and capitals aside.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

Record = dict[str, Any]

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent / "qa" / "data" / "sample-release.txt"
SAMPLE_GOLD = HERE / "sample_gold.jsonl"
SHARED = HERE.parents[1] / "shared"
CALCULATED = frozenset({"difference", "percent_change", "ratio", "sum", "average"})


@dataclass(frozen=True, slots=True)
class Mark:
    """How an answer was judged. `wrong`: a value was given and is not right; `silent`: none was given
    where there is one."""

    right: bool
    cited: bool
    wrong: bool
    silent: bool

    def __str__(self) -> str:
        if self.cited:
            return "right and cited"
        return "right, not cited" if self.right else "wrong" if self.wrong else "silent"


def read_gold(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def shared_gold() -> list[Path]:
    """The gold files beside the checkout whose filings are plain text; none where there are none."""
    return [
        path
        for path in sorted((SHARED / "gold").glob("*.jsonl"))
        if all(q["filing"].endswith(".txt") for q in read_gold(path))
    ]


def source_lines(path: Path) -> list[str]:
    """The lines of a text filing as a citation must give them."""
    return [line.removesuffix("\r") for line in path.read_bytes().decode("latin-1").split("\n")]


def ask_all(path: Path, questions: Sequence[Record]) -> dict[str, Record | Exception]:
    """Every question asked of one filing, sessions kept: the answers as `qa ask --json` gives them, by
    id. An exception takes the place of its answer, so that one question cannot fail the others."""
    import qa

    answers: dict[str, Record | Exception] = {}
    with qa.read(path) as book:
        sessions: dict[str, Any] = {}
        for question in questions:
            name = question["session"]
            session = sessions.setdefault(name, book.session()) if name else book.session()
            try:
                answers[question["id"]] = session.ask(question["question"]).to_dict(question["id"])
            except Exception as error:
                answers[question["id"]] = error
    return answers


def judge(answer: Record, gold: Record, lines: Sequence[str]) -> Mark:
    if gold["status"] == "unanswerable":
        ok = answer["status"] == "unanswerable" and answer["value"] is None
        return Mark(ok, ok, not ok and answer["status"] == "answered", False)
    if answer["status"] != "answered":
        return Mark(False, False, False, True)
    right = _list_right(answer, gold) if gold["values"] else _value_right(answer, gold)
    return Mark(right, right and _cited(answer, gold, lines), not right, False)


def _value_right(answer: Record, gold: Record) -> bool:
    given, wanted = answer["value"], [gold["value"], *gold["accept"]]
    if given is None:
        return False
    if gold["unit"] == "text":
        return any(plain(w) in plain(f"{given} {answer['text']}") for w in wanted)
    if gold["unit"] == "date":
        return any(plain(w) in plain(given) for w in wanted)
    if gold["unit"] == "bool":
        return bool(given == gold["value"])
    calculated = gold["kind"] in CALCULATED or bool(gold.get("calc"))
    return any(_near(decimal(given), decimal(w), calculated) for w in wanted)


def _list_right(answer: Record, gold: Record) -> bool:
    given = list(answer["values"])
    for wanted in gold["values"]:
        words = set(plain(wanted["label"]).split())
        for item in given:
            common = words & set(plain(item["label"]).split())
            if 2 * len(common) >= len(words) and decimal(item["value"]) == decimal(wanted["value"]):
                given.remove(item)
                break
        else:
            return False
    return not given


def _cited(answer: Record, gold: Record, lines: Sequence[str]) -> bool:
    places = {c["line"]: c["text"] for c in answer["citations"]}
    exact = all(1 <= line <= len(lines) and lines[line - 1] == text for line, text in places.items())
    return exact and set(gold["lines"]) <= set(places)


def _near(given: Decimal | None, wanted: Decimal | None, calculated: bool) -> bool:
    if given is None or wanted is None or not given.is_finite():
        return False
    if not calculated:
        return given == wanted
    exponent = wanted.as_tuple().exponent
    assert isinstance(exponent, int)
    half_digit = Decimal(5).scaleb(min(exponent, 0) - 1)
    return abs(given - wanted) <= max(abs(wanted) * Decimal("0.001"), half_digit)


def decimal(text: object) -> Decimal | None:
    try:
        return Decimal(str(text).replace(",", ""))
    except InvalidOperation:
        return None


def plain(text: object) -> str:
    """Lower case, words and figures only."""
    words = re.sub(r"[^\w%$.]+", " ", str(text).lower()).replace(". ", " ")
    return " ".join(words.strip(" .").split())
