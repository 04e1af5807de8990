"""A filing of our own with gold questions: asked once, each answer judged against its lines."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from gold import Record, ask_all, judge
from proof import assert_proved

from index.read import read_file


@dataclass(frozen=True)
class AskedFiling:
    """The filing at `path`, and the questions put to it."""

    path: Path
    questions: list[Record]

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return read_file(self.path).source.lines

    @cached_property
    def _answers(self) -> dict[str, Record | Exception]:
        return ask_all(self.path, self.questions)

    def answer(self, identity: str) -> Record:
        answer = self._answers[identity]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def assert_right(self, question: Record, misses: Mapping[str, str]) -> None:
        """The answer is right, and its cited lines hold the proof; a known miss is silent."""
        answer, identity = self.answer(question["id"]), question["id"]
        mark = judge(answer, question, self.lines)
        if identity in misses:
            assert mark.silent, f"{identity} is a known miss ({misses[identity]}), now {mark}"
            return
        texts = [citation["text"] for citation in answer["citations"]]
        wanted = question["value"] or question["values"]
        said = f"{mark}: {question['question']!r} wants {wanted}, got {answer}"
        assert mark.cited, said
        assert all(any(proof in text for text in texts) for proof in question["proof"]), said

    def assert_unit(self, question: Record, units: Mapping[str, Collection[str]]) -> None:
        """The unit is the question's, or one that stands for the same."""
        answer = self.answer(question["id"])
        if answer["status"] == "answered":
            assert answer["unit"] in units.get(question["unit"], {question["unit"]})

    def assert_proved(self, question: Record) -> None:
        """No figure without proof."""
        assert_proved(self.answer(question["id"]), self.path.name, self.lines)

    def unprinted(self) -> list[tuple[str, str]]:
        """The proofs that no line has."""
        return [
            (question["id"], proof)
            for question in self.questions
            for proof in question["proof"]
            if not any(proof in line for line in self.lines)
        ]


def named(question: Record) -> str:
    return f"{question['id']}-{question['kind']}"


def marks(question: Record, wrong: Mapping[str, str]) -> list[Any]:
    """A question known to be answered wrong must fail."""
    reason = wrong.get(question["id"])
    return [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
