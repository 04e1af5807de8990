"""Read, ask, show: the one loop behind the prompt and the chat, with reader and writer passed in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grammar.errors import FilingQAError
from qa.answer import Answer
from qa.diagnostics import ExitCode
from qa.layout import Line, answer_lines
from qa.questions import check_question
from qa.render import json_line
from qa.session_commands import MARK, run_command, said

if TYPE_CHECKING:
    from qa.book import Book, Session

# Asked of the program, not of a filing.
ASKS_WHAT = re.compile(
    r"(?:what|which(?: (?:kinds? of )?questions?)?|what (?:kinds? of )?questions?)"
    r" (?:can|could|may|should) i ask(?: you| it| here| about (?:it|this))*\W*|help(?: me)?\W*|\?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What was asked and what was answered. `part` counts the conversations of a session from 1 (a new filing
    begins a new one); `filing` is the one that was in use, None for all."""

    question: str
    answer: Answer
    part: int = 1
    filing: str | None = None


class Conversation:
    """A session at a prompt: the filing in use, the turns so far, and how answers are shown.

    `read` gives the next line, or None at the end; `write` shows lines; `columns` says how wide.
    """

    def __init__(self, book: Book, face: Face, filing: str | None = None, unit: str | None = None) -> None:
        self.book = book
        self.columns = face.columns
        self.unit = unit
        self.as_json = False
        self.done = False
        self.turns: list[Turn] = []
        self.written: set[Path] = set()  # files that this session made
        self._part = 0
        self.use(filing)
        self._face = face

    def use(self, filing: str | None) -> None:
        """Begin anew, with this filing or with all of them."""
        self.filing = filing
        self._part += 1
        self.session: Session = self.book.session(filing)

    @property
    def last(self) -> Answer | None:
        return self.turns[-1].answer if self.turns else None

    def last_source(self) -> str | None:
        return self.last.citations[0].source if self.last and self.last.citations else None

    def run(self) -> ExitCode:
        """Read and answer until the end of input or `\\quit`."""
        while not self.done:
            line = self._face.read()
            if line is None:
                break
            if line.strip():
                self._face.write(line.strip(), self.reply(line.strip()))
        return ExitCode.ANSWERED

    def reply(self, line: str) -> list[Line]:
        """What to show for one line typed; an error is one of the lines, and the session goes on."""
        try:
            if line.startswith(MARK):
                return run_command(self, line)
            if ASKS_WHAT.fullmatch(line):
                return run_command(self, f"{MARK}questions")
            answer = self.session.ask(check_question(line), unit=self.unit)
        except FilingQAError as error:
            return [said(str(error), ok=False)]
        self.turns.append(Turn(line, answer, self._part, self.filing))
        if self.as_json:
            return [Line(((json_line(answer.to_dict()), ""),))]
        return answer_lines(answer, self.columns())


@dataclass(frozen=True, slots=True)
class Face:
    """What a loop is given: where lines come from, how replies are shown, and how wide.

    `write` gets the line typed and the lines of the reply.
    """

    read: Callable[[], str | None]
    write: Callable[[str, Sequence[Line]], None]
    columns: Callable[[], int]
