"""`qa check`: what does not tie in a filing. Each concern has a file of its own; here they are gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from index.model import FilingRecord
from index.store import Index
from qa.check_changes import changes
from qa.check_finding import Finding
from qa.check_ledger import Ledger
from qa.check_margins import margins
from qa.check_percents import percents
from qa.check_prose import prose
from qa.check_shares import per_share
from qa.check_statements import balances, repeated
from qa.check_totals import totals
from qa.check_without import without

CHECKS: tuple[Callable[[Ledger], Iterable[Finding]], ...] = (
    balances,
    repeated,
    totals,
    per_share,
    percents,
    margins,
    prose,
    changes,
    without,
)


def check_filing(index: Index, record: FilingRecord) -> list[Finding]:
    """What does not tie in one filing, in the order of its lines; each slip is told once, by the check that
    says most plainly what is wrong."""
    ledger = Ledger(index, record.id)
    first: dict[tuple[int, int, Decimal], Finding] = {}
    for check in CHECKS:
        for finding in check(ledger):
            place = finding.citations[0]
            first.setdefault((place.line, place.start, finding.expected), finding)
    return sorted(first.values(), key=lambda one: one.order)
