"""A FAQ: questions asked in order, each with its answer and proof."""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from qa.answer import Answer
from qa.batch import Asked, ask_all

if TYPE_CHECKING:
    from index.model import FilingRecord, LineItem, Statement
    from index.store import Index
    from qa.book import Book


ACRONYM = 6  # letters: "EBITDA" stays as it is


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of a FAQ and its answer."""

    id: str
    section: str
    question: str
    answer: Answer

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "section": self.section,
            "question": self.question,
            "answer": self.answer.to_dict(self.id),
        }


def faq(book: Book, questions: Sequence[Asked], filing: str | None = None) -> list[Entry]:
    """The questions of a file, each with its answer, none left out."""
    return [
        Entry(asked.id, asked.section, asked.question, answer)
        for asked, answer in ask_all(book, questions, filing=filing)
    ]


def default_faq(book: Book, filing: FilingRecord) -> list[Entry]:
    """A FAQ from what the filing holds: the questions of `data/faq.toml` that it answers, and one for
    the totals of each statement; an answer that stands there already is not repeated."""
    entries: list[Entry] = []
    seen: set[object] = set()
    for asked, answer in ask_all(book, default_questions(book.index, filing), filing=filing.name):
        proof = (answer.value, answer.unit, tuple((c.line, c.start) for c in answer.citations))
        if answer.answered and answer.citations and proof not in seen:
            seen.add(proof)
            entries.append(Entry(str(len(entries) + 1), asked.section, asked.question, answer))
    return entries


def default_questions(index: Index, filing: FilingRecord) -> list[Asked]:
    """The standard questions that fit the filing's statements, then those for its totals."""
    statements = index.statements(filing.id)
    kinds = {statement.kind for statement in statements}
    asked = [
        Asked("", question, 0, section=section["title"])
        for section in _data()["section"]
        if "statement" not in section or section["statement"] in kinds
        for question in section["questions"]
    ]
    asked += _for_totals(index.items(filing.id), statements)
    return [replace(one, id=str(number)) for number, one in enumerate(asked, 1)]


def _for_totals(items: Iterable[LineItem], statements: Sequence[Statement]) -> Iterator[Asked]:
    words = _data()["items"]
    count = dict.fromkeys(range(len(statements)), 0)
    for item in items:
        if item.statement is None or not item.total or count[item.statement] == words["most"]:
            continue
        label = in_running_text(item.label)
        if not tells(label):
            continue
        count[item.statement] += 1
        form = words["plural"] if is_plural(label) else words["singular"]
        if label:
            yield Asked("", form.format(label=label), 0, section=statements[item.statement].title)


def in_running_text(label: str) -> str:
    """A label as it stands in a sentence: no colon, no note marks, no capital at its beginning."""
    label = " ".join(re.sub(r"\s*\(\w{1,2}\)|[:.*\s]+$", " ", label).split())
    first, _, rest = label.partition(" ")
    if first[1:].islower() or len(first) == 1:
        first = first.lower()
    if label.isupper():
        return label if len(label) <= ACRONYM else label.lower()
    return f"{first} {rest}".strip()


def tells(label: str) -> bool:
    """Whether a label says what it is the total of: "Total" and "Balance at June 30, 2004" do not."""
    return any(len(word) > 2 and word not in _empty() for word in re.findall(r"[^\W\d_]+", label.lower()))


@cache
def _empty() -> frozenset[str]:
    """Words that tell nothing of a row by themselves, the months among them."""
    months = (name.lower() for name in (*calendar.month_name, *calendar.month_abbr) if name)
    return frozenset([*_data()["items"]["empty"], *months])


def is_plural(label: str) -> bool:
    """Whether a label takes "were": its head noun ends in a plural s."""
    head = re.split(r",|\b(?:of|from|for|in|on|to|per|by|before|after|used|provided)\b", label)[0].split()
    word = head[-1].rstrip("'’").lower() if head else ""
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("qa") / "data" / "faq.toml").read_text(encoding="utf-8"))
