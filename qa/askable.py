"""What can be asked of a filing: questions made from what it holds, each of which it answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grammar.datafiles import load_data
from qa.batch import Asked, ask_all
from qa.faq import default_questions, in_running_text, tells
from qa.formats import format_value
from qa.layout import BLANK, INDENT, Line
from qa.sanitize import one_line, shortened, width

if TYPE_CHECKING:
    from grammar.values import Period
    from index.model import Fact, FilingRecord, LineItem
    from index.store import Index
    from qa.answer import Answer
    from qa.book import Book


LONGEST = 80  # characters of a question worth showing
LEAST_ROOM = 12  # columns left for an answer in short


@dataclass(frozen=True, slots=True)
class Askable:
    """A question that the filing answers, the section it belongs to, and the answer in short."""

    section: str
    question: str
    answer: str


def askable(book: Book, filing: FilingRecord, most: int) -> list[Askable]:
    """At most `most` questions, taken from the sections in turn so that each kind is shown, then put in
    the order of the sections. None whose proof stands there already."""
    sections: dict[str, list[Askable]] = {}
    seen: set[object] = set()
    for asked, answer in ask_all(book, _candidates(book.index, filing), filing=filing.name):
        proof = tuple((cited.line, cited.start) for cited in answer.citations)
        if not answer.answered or not proof or (proof, answer.value) in seen:
            continue
        seen.add((proof, answer.value))
        sections.setdefault(asked.section, []).append(Askable(asked.section, asked.question, _short(answer)))
    taken = dict.fromkeys(sections, 0)
    while most > 0 and any(taken[name] < len(found) for name, found in sections.items()):
        for name, found in sections.items():
            if taken[name] < len(found) and most > 0:
                taken[name] += 1
                most -= 1
    return [one for name, found in sections.items() for one in found[: taken[name]]]


def askable_lines(found: Sequence[Askable], columns: int) -> Iterator[Line]:
    """The questions under their sections, each with its answer where there is room for both."""
    column = min(max((width(one_line(one.question)) for one in found), default=0) + 4, columns)
    section = None
    for one in found:
        if one.section != section:
            if section is not None:
                yield BLANK
            section = one.section
            yield Line(((shortened(one_line(section), columns), "name"),))
        question, short = one_line(one.question), one_line(one.answer)
        space, room = column - width(question), columns - column - len(INDENT)
        short = shortened(short, room) if room >= LEAST_ROOM else ""
        shown = f"{' ' * space}{short}" if short else ""
        yield Line(((f"{INDENT}{question}", ""), (shown, "faint")))


def _short(answer: Answer) -> str:
    """The answer in a few words: its value, or the first words of a list."""
    if answer.value is not None and answer.unit:
        return format_value(answer.value, answer.unit)
    return ", ".join(value.label for value in answer.values)


def _candidates(index: Index, filing: FilingRecord) -> list[Asked]:
    """The standard questions, then those of kinds that people do not think of."""
    asked = default_questions(index, filing)
    totals = list(_totals(index, filing))
    for section in load_data("qa", "askable")["section"]:
        for question in section["questions"]:
            for filled in _filled(question, totals):
                asked.append(Asked("", filled, 0, section=section["title"]))
    short = [one for one in asked if len(one.question) <= LONGEST]
    return [Asked(str(n), one.question, 0, section=one.section) for n, one in enumerate(short, 1)]


def _filled(question: str, totals: Sequence[tuple[LineItem, Sequence[Fact]]]) -> Iterator[str]:
    """A question with a total and two of its periods put in; as it is where it names none."""
    if "{" not in question:
        yield question
        return
    for item, facts in totals:
        later, earlier = _two_periods(facts)
        if later is not None and earlier is not None:
            label = in_running_text(item.label)
            yield question.format(label=label, later=_said(later), earlier=_said(earlier))


def _totals(index: Index, filing: FilingRecord) -> Iterator[tuple[LineItem, Sequence[Fact]]]:
    """The first total of each statement that has a name of its own, with its facts."""
    done: set[int] = set()
    for position, item in enumerate(index.items(filing.id)):
        if item.statement is not None and item.total and tells(item.label) and item.statement not in done:
            done.add(item.statement)
            yield item, index.facts(filing.id, [position])[position]


def _two_periods(facts: Sequence[Fact]) -> tuple[Period | None, Period | None]:
    """The current period of a row and the one before it of the same length, each None where there is none."""
    found = [fact.period for fact in facts if fact.period is not None]
    if not found:
        return None, None
    later = found[0]
    alike = [one for one in found[1:] if one.months == later.months and one.end < later.end]
    return later, (max(alike, key=lambda one: one.end) if alike else None)


def _said(period: Period) -> str:
    """A period in words that a question may use."""
    day = f"{period.end:%B} {period.end.day}, {period.end.year}"
    lengths = {3: "three months", 6: "six months", 9: "nine months", 12: "year"}
    if period.start is None:
        return day
    length = lengths.get(period.months or 0)
    return f"the {length} ended {day}" if length else f"the period ended {day}"
