"""Which filings a question is put to: the one named, those of one company, or a question back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.errors import UnknownFiling
from index.model import FilingRecord
from qa.answer import Answer
from qa.companies import Company, Directory

MOST_OFFERED = 12  # companies that are named where several fit


@dataclass(frozen=True, slots=True)
class Scope:
    """The filings a question is put to, all of one company, the newest first. `named`: whether the question
    itself says which company, or which filing; `question`: the question without a file's name."""

    company: Company
    filings: tuple[FilingRecord, ...]
    named: bool
    question: str


def narrowed(records: Sequence[FilingRecord], filing: str | None) -> list[FilingRecord]:
    """The filings of that name (all, where none is given). Raises UnknownFiling."""
    if filing is None:
        return list(records)
    wanted = filing.lower()
    exact = [r for r in records if r.name.lower() == wanted]
    found = exact or [r for r in records if wanted in r.name.lower() or wanted in r.company.lower()]
    if not found:
        names = ", ".join(r.name for r in records[:5]) or "none yet"
        raise UnknownFiling(f"no filing is called {filing}; the index has: {names}")
    return found


def choose(
    directory: Directory,
    question: str,
    filing: str | None = None,
    about: int | None = None,
    company: str | None = None,
) -> Scope | Answer:
    """The filings to ask; or an answer, where there are none or several companies fit.

    filing: the name that narrows the conversation; about: the company that the turn before was about;
    company: the name of the one that was chosen where several fitted. Raises UnknownFiling.
    """
    if not directory.records:
        return _silent(question, "the index holds no filing yet: add one with `qa index FILE`")
    within = _within(directory, filing)
    companies = list(within) if within is not None else directory.companies
    named = directory.named(question) if len(companies) > 1 or len(companies[0].filings) > 1 else None
    if named is not None and named.filing is not None and _holds(within, named.filing):
        return Scope(named.companies[0], (named.filing,), True, named.rest)
    spoken = [c for c in named.companies if within is None or c in within] if named is not None else []
    fitting = spoken or [c for c in companies if len(companies) == 1 or c.key == about]
    if company is not None:
        fitting = [c for c in spoken or companies if c.name == company]
    if len(fitting) == 1:
        one = fitting[0]
        filings = one.filings if within is None else within[one]
        return Scope(one, filings, bool(spoken), named.rest if spoken and named is not None else question)
    return _several(question, spoken, companies)


def _within(directory: Directory, filing: str | None) -> dict[Company, tuple[FilingRecord, ...]] | None:
    """The filings that a name narrows to, by company; None where no name is given."""
    if filing is None:
        return None
    record = directory.file(filing)
    found = [record] if record is not None else narrowed(directory.records, filing)
    chosen = {r.id for r in found}
    companies = {directory.of[r.id].key: directory.of[r.id] for r in found}
    return {c: tuple(r for r in c.filings if r.id in chosen) for c in companies.values()}


def _holds(within: dict[Company, tuple[FilingRecord, ...]] | None, record: FilingRecord) -> bool:
    return within is None or any(record in filings for filings in within.values())


def _several(question: str, spoken: Sequence[Company], companies: Sequence[Company]) -> Answer:
    reason = (
        "the question names several companies"
        if spoken
        else "several companies fit and the question names none"
    )
    names = sorted({company.name for company in spoken or companies})
    more = len(names) - MOST_OFFERED
    said = f" Here are {MOST_OFFERED} of them; {more} more can be named." if more > 0 else ""
    return Answer(
        question=question,
        status="ambiguous",
        text=f"Which company? {reason[0].upper()}{reason[1:]}.{said}",
        reason=reason,
        alternatives=tuple(names[:MOST_OFFERED]),
    )


def _silent(question: str, reason: str) -> Answer:
    return Answer(
        question=question, status="unanswerable", text=reason[0].upper() + reason[1:], reason=reason
    )
