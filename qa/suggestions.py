"""What may be asked next: for a new session questions that a filing answers, after an answer follow-ups that
fit it. Each was tried: none is offered that would not be answered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from grammar.datafiles import load_data
from qa.askable import askable

if TYPE_CHECKING:
    from index.model import FilingRecord
    from qa.answer import Answer
    from qa.book import Book, Session

SPARE = 2  # questions that may be left out, as they ask what the company is called
MOST_COMPANIES = 3  # whose questions are offered where the index holds several
CHANGES = {"difference": "change", "percent_change": "growth"}
MEASURES = frozenset({"percent", "ratio"})


def opening(book: Book, filing: str | None, most: int) -> tuple[str, ...]:
    """Questions to begin with, of the filing of that name or of the newest of each company; at most `most`.

    Raises UnknownFiling.
    """
    from qa.scope import narrowed

    records = {record.id for record in narrowed(book.filings, filing)}
    companies = [c for c in book.directory.companies if any(r.id in records for r in c.filings)]
    newest = [next(r for r in c.filings if r.id in records) for c in companies[:MOST_COMPANIES]]
    if len(newest) == 1:
        found = askable(book, newest[0], most)
        return tuple(one.question for one in found)
    return tuple(
        question
        for company, record in zip(companies, newest, strict=False)
        for question in _naming(book, record, company.name, filing, max(most // len(newest), 1))
    )


def _naming(book: Book, record: FilingRecord, company: str, filing: str | None, most: int) -> Iterator[str]:
    """Questions about one filing that say whose it is, where several companies are in the index: by the first
    word of the company's name where that will do, else by all of it. At most `most`."""
    short = company.split()[0].strip(",.")
    telling = (one for one in askable(book, record, most + SPARE) if short not in one.answer)
    for one in islice(telling, most):
        asked = one.question[:1].lower() + one.question[1:]
        for name in dict.fromkeys((short, company)):
            answer = book.session(filing).ask(f"{name}: {asked}")
            if answer.answered and record.name in {cited.source for cited in answer.citations}:
                yield f"{name}: {asked}"
                break


def following(session: Session, answer: Answer, most: int) -> tuple[str, ...]:
    """Follow-ups that the session would answer after `answer`, its last; at most `most`."""
    found: list[str] = []
    told = {answer.text}
    kind = kind_of(answer)
    for entry in load_data("qa", "suggestions")["suggestion"]:
        if len(found) >= most:
            break
        if kind not in entry["after"]:
            continue
        tried = session.copy().ask(entry["question"])
        # What was not carried over would be another question, whose answer only happens to be there.
        if tried.answered and tried.carried and tried.citations and tried.text not in told:
            told.add(tried.text)
            found.append(entry["question"])
    return tuple(found)


def kind_of(answer: Answer) -> str:
    """The kind of an answer, as `qa/data/suggestions.toml` names them; "" where nothing was answered."""
    if not answer.answered:
        return ""
    if answer.value is None:
        ends = {value.period.end for value in answer.values if value.period is not None}
        return "series" if len(ends) > 1 else "list"
    if answer.calculation is not None and answer.calculation.operation in CHANGES:
        return CHANGES[answer.calculation.operation]
    if answer.unit in MEASURES:
        return "measure"
    return "text" if answer.unit in ("text", "bool", "date", "count", None) else "figure"
