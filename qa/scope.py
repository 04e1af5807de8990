"""Which filings a question is put to: the one named, the company's latest first, or a question back."""

from __future__ import annotations

from collections.abc import Sequence

from grammar.words import stems
from index.errors import UnknownFiling
from index.model import FilingRecord
from qa.answer import Answer
from qa.view import COMMON


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


def choose(records: Sequence[FilingRecord], question: str, about: int | None) -> list[FilingRecord] | Answer:
    """The filings to ask, best first; or an answer, where there are none or several companies fit."""
    if not records:
        return _silent(question, "the index holds no filing yet: add one with `qa index FILE`")
    newest = sorted(records, key=lambda r: (str(r.released or r.report_end or ""), r.name), reverse=True)
    words = set(stems(question))
    named = [r for r in newest if words & (set(stems(r.company)) - COMMON)]
    if named:
        newest = named
    companies = list(dict.fromkeys(r.company for r in newest))
    if len(companies) <= 1:
        return newest
    current = [r for r in newest if r.id == about]
    if current:
        return current
    return Answer(
        question=question,
        status="ambiguous",
        text="Which company? Several fit and the question names none.",
        reason="several companies fit and the question names none",
        alternatives=tuple(sorted(companies)),
    )


def _silent(question: str, reason: str) -> Answer:
    return Answer(
        question=question, status="unanswerable", text=reason[0].upper() + reason[1:], reason=reason
    )
