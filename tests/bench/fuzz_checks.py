"""What must hold of any bytes: a documented error, or a filing whole in the index that can be asked."""

from __future__ import annotations

import signal
import traceback
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

from grammar.errors import FilingQAError
from index.model import Filing
from index.read import read_packed
from index.schema import SEARCHED
from index.store import Index
from tests.bench.fuzz_mutations import WORDS

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("grammar", "index", "qa")
COUNTED = ("filings", "sources", "statements", "items", "facts", "sentences", "profile")
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
QUESTIONS: list[str] = WORDS["questions"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What went wrong: in which step, what, and in which function of ours ("index/heads.py:54 cut")."""

    step: str
    what: str
    where: str
    detail: str = ""


class Hang(BaseException):
    """A step took too long. Not an Exception, so that no handler of the reader takes it for its own."""


class Wrong(Exception):
    """Something that must hold does not."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises Hang within when this process has computed for so long; what others take does not count."""

    def ring(_: int, __: FrameType | None) -> None:
        raise Hang(f"took more than {seconds:g} s")

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


class Trial:
    """An index with one filing that is sound, into which others are put, asked, and taken out again."""

    def __init__(self, index: Index, seconds: float = 5.0) -> None:
        from qa.book import Book

        self.index = index
        self.seconds = seconds
        self.book = Book(index)
        self.before = self.counts()
        self.read = 0  # how many were filings; the others were refused

    def counts(self) -> dict[str, int]:
        return {name: self._one(f"SELECT COUNT(*) FROM {name}") for name in COUNTED}  # noqa: S608

    def _one(self, query: str) -> Any:
        return self.index.conn.execute(query).fetchone()[0]

    def findings(self, data: bytes, name: str, chance: Random) -> Iterator[Finding]:
        """What goes wrong with these bytes. The index is as it was afterwards."""
        read: list[Filing] = []
        yield from self._step("read", lambda: read.append(read_packed(data, name)))
        if not read:
            return
        filing = read[0]
        self.read += 1
        yield from self._step("places", lambda: check_places(filing))
        if chance.random() < 0.25:
            yield from self._step("interrupt", lambda: self._interrupted(filing, chance))
        added: list[bool] = []
        yield from self._step("add", lambda: added.append(self.index.add(filing)))
        yield from self._step("rows", lambda: self._check_rows(filing if added and added[0] else None))
        if added and added[0]:
            for question in chance.sample(QUESTIONS, 3):
                yield from self._step(
                    f"ask {question!r}", lambda question=question: self._ask(filing, question)
                )
            if chance.random() < 0.5:
                yield from self._step("look", lambda: self._look(filing.source.name))
            yield from self._step("remove", lambda: self.index.remove(filing.source.name))
            yield from self._step("rows left", lambda: self._check_rows(None))

    def _step(self, name: str, action: Callable[[], object]) -> Iterator[Finding]:
        try:
            with at_most(self.seconds):
                action()
        except FilingQAError as error:
            text = str(error)
            if "\n" in text or not text:
                yield Finding(name, "an error that is not one line", blamed(error), repr(text)[:200])
        except (Exception, Hang) as error:
            yield Finding(name, f"{type(error).__name__}: {error}"[:160], blamed(error), trace(error))
            if self.index.conn.in_transaction:
                self.index.conn.execute("ROLLBACK")

    def _check_rows(self, filing: Filing | None) -> None:
        """The rows of a filing are all in, or none is; the file and its full-text tables are sound."""
        wanted = dict(self.before)
        if filing is not None:
            facts = sum(len(item.facts) for item in filing.items)
            more = (1, 1, len(filing.statements), len(filing.items), facts, len(filing.sentences))
            for table, count in zip(COUNTED, (*more, len(filing.profile)), strict=True):
                wanted[table] += count
        found = self.counts()
        if found != wanted:
            raise Wrong(f"rows {found}, not {wanted}")
        if self._one("PRAGMA integrity_check") != "ok":
            raise Wrong("the file is damaged")
        for table in SEARCHED:
            self.index.conn.execute(
                f"INSERT INTO {table}_fts({table}_fts, rank) VALUES('integrity-check', 1)"
            )

    def _interrupted(self, filing: Filing, chance: Random) -> None:
        """Adding breaks off after some steps of SQLite: nothing of the filing is in."""
        left = chance.choice((1, 5, 50, 500))

        def broken() -> int:
            nonlocal left
            left -= 1
            return int(left == 0)  # once: undoing what was written must not break off too

        self.index.conn.set_progress_handler(broken, 20)
        try:
            self.index.add(filing)
        except FilingQAError:
            pass
        else:
            self.index.conn.set_progress_handler(None, 0)
            if left <= 0:
                raise Wrong("an interrupted write was not told")
            self.index.remove(filing.source.name)
        finally:
            self.index.conn.set_progress_handler(None, 0)
        self._check_rows(None)

    def _ask(self, filing: Filing, question: str) -> None:
        from qa.render import json_line, plain_answer, plain_explanation

        answer = self.book.session(filing=filing.source.name).ask(question)
        for citation in answer.citations:
            line = filing.source.line(citation.line)
            if citation.text != line:
                raise Wrong(f"line {citation.line} is {line!r}, cited as {citation.text!r}"[:300])
            if not 0 <= citation.start <= citation.end <= len(line):
                raise Wrong(f"columns {citation.start} to {citation.end} of {len(line)}")
        check_shown(plain_answer(answer), keep="\n")
        check_shown(plain_explanation(answer), keep="\n")
        check_shown(json_line(answer.to_dict()))

    def _look(self, name: str) -> None:
        """What else shows a filing: the overview, its statements, its facts, what does not tie."""
        from qa import export, showing
        from qa.check import check_filing
        from qa.check_layout import finding_lines
        from qa.render import plain_lines

        record = next(record for record in self.index.filings() if record.name == name)
        check_shown(plain_lines(showing.overview(self.index, [record], 100)), keep="\n")
        check_shown(export.as_text(export.facts(self.index, record), "jsonl"), keep="\n")
        check_shown(plain_lines(finding_lines(name, check_filing(self.index, record), 100)), keep="\n")


def check_places(filing: Filing) -> None:
    """Every figure and sentence stands where its place says."""
    lines = filing.source.lines
    for item in filing.items:
        for fact in item.facts:
            place = fact.place
            if not 1 <= place.line <= len(lines):
                raise Wrong(f"line {place.line} of {len(lines)} for {fact.printed!r}")
            printed = lines[place.line - 1][place.start : place.end]
            if printed != fact.printed:
                raise Wrong(f"{fact.origin}: {fact.printed!r} is {printed!r} in line {place.line}")
            if not fact.value.is_finite():
                raise Wrong(f"{fact.printed!r} is {fact.value}")
    for sentence in filing.sentences:
        for place in sentence.places:
            if not 1 <= place.line <= len(lines):
                raise Wrong(f"a sentence in line {place.line} of {len(lines)}")
            if not 0 <= place.start <= place.end <= len(lines[place.line - 1]):
                raise Wrong(f"a sentence at {place}")


def check_shown(text: str, keep: str = "") -> None:
    """Nothing in it acts on a terminal or cannot be seen."""
    if text.isascii() and text.replace("\n", "").isprintable() and ("\n" in keep or "\n" not in text):
        return
    for char in text:
        if char not in keep and unicodedata.category(char) in HIDDEN:
            raise Wrong(f"U+{ord(char):04X} in what is shown")


def blamed(error: BaseException) -> str:
    """The innermost function of the project that the error came through."""
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        try:
            path = Path(frame.filename).resolve().relative_to(ROOT)
        except ValueError:
            continue
        if path.parts[0] in PACKAGES:
            return f"{path}:{frame.lineno} {frame.name}"
    return frames[-1].name if frames else "nowhere"


def trace(error: BaseException) -> str:
    """The end of its traceback."""
    return "".join(traceback.format_exception(error))[-3_000:]
