"""Questions by the file: plain text, one a line, or JSON Lines; and asking them in order.

The whole file is checked before the first question is asked, so that a bad line costs nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qa.errors import BatchError, QuestionError
from qa.questions import check_question
from qa.scope import narrowed

if TYPE_CHECKING:
    from qa.answer import Answer
    from qa.book import Book


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a file, and what stands with it. `line`: where it stands, from 1."""

    id: str
    question: str
    line: int
    session: str | None = None
    filing: str | None = None
    section: str = ""


def read_questions(text: str, name: str, *, sections: bool = False) -> tuple[Asked, ...]:
    """The questions of a file's text; `name` is used in errors.

    JSON Lines where the first line that is not blank starts with "{": objects with `question`, and
    if wanted `id`, `session`, `filing`, `section`; other keys are left alone. Otherwise plain text, a
    question a line, the line number as its id. Blank lines are skipped in both. sections: a plain
    line starting with "#" is a section's heading.

    Raises BatchError, which names the line.
    """
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1)]
    lines = [(number, line) for number, line in lines if line]
    if not lines:
        raise BatchError(f"{name} holds no questions: write one a line")
    if lines[0][1].startswith("{"):
        found = [_from_json(line, number, name) for number, line in lines]
    else:
        found = list(_from_text(lines, sections))
    checked = tuple(_checked(asked, name) for asked in found)
    _check_sessions(checked, name)
    return checked


def _checked(asked: Asked, name: str) -> Asked:
    try:
        return replace(asked, question=check_question(asked.question))
    except QuestionError as error:
        raise BatchError(f"{name}, line {asked.line}: {error}") from error


def _from_text(lines: Sequence[tuple[int, str]], sections: bool) -> Iterator[Asked]:
    section = ""
    for number, line in lines:
        if sections and line.startswith("#"):
            section = line.lstrip("#").strip()
        else:
            yield Asked(str(number), line, number, section=section)


def _from_json(line: str, number: int, name: str) -> Asked:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BatchError(f"{name}, line {number}: not JSON: {error}") from error
    if not isinstance(record, dict) or not isinstance(record.get("question"), str):
        raise BatchError(f'{name}, line {number}: wants an object with a text "question"')
    optional = {key: _optional(record, key, number, name) for key in ("id", "session", "filing", "section")}
    return Asked(
        id=optional["id"] or str(number),
        question=record["question"],
        line=number,
        session=optional["session"],
        filing=optional["filing"],
        section=optional["section"] or "",
    )


def _optional(record: dict[str, Any], key: str, number: int, name: str) -> str | None:
    value = record.get(key)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise BatchError(f'{name}, line {number}: "{key}" is to be text')


def _check_sessions(questions: Sequence[Asked], name: str) -> None:
    """A conversation is about one filing."""
    about: dict[str, str] = {}
    for asked in questions:
        if asked.session is not None and asked.filing is not None:
            known = about.setdefault(asked.session, asked.filing)
            if known != asked.filing:
                raise BatchError(
                    f"{name}, line {asked.line}: session {asked.session!r} is about {known}, "
                    f"not {asked.filing}; give it a session of its own"
                )


def ask_all(
    book: Book, questions: Sequence[Asked], *, filing: str | None = None, unit: str | None = None
) -> Iterator[tuple[Asked, Answer]]:
    """Ask the questions in order. Those of the same session are one conversation.

    filing: for questions that name none. Filings are looked up before the first question is asked;
    UnknownFiling where one is not there.
    """
    about = {a.session: a.filing for a in reversed(questions) if a.session is not None and a.filing}
    records = book.filings
    known = {record.name.lower() for record in records}
    for named in dict.fromkeys(a.filing or filing for a in questions):
        if named is None or named.lower() not in known:
            narrowed(records, named)
    shared = {
        name: book.session(about.get(name, filing))
        for name in dict.fromkeys(a.session for a in questions)
        if name is not None
    }
    for asked in questions:
        session = book.session(asked.filing or filing) if asked.session is None else shared[asked.session]
        yield asked, session.ask(asked.question, unit=unit)
