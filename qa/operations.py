"""What each operation does with its metrics and periods."""

from __future__ import annotations

from collections.abc import Callable

from qa.adjusted import without
from qa.arithmetic import sum_of
from qa.averages import average
from qa.case import Case
from qa.changes import change, relative_change
from qa.errors import NotSaid
from qa.groups import count, extreme, list_of
from qa.results import Result, as_rates, lookup
from qa.shares import ratio
from qa.yesno import boolean

OF_RATES = frozenset({"lookup", "list", "difference", "percent_change", "boolean"})
OPERATIONS: dict[str, Callable[[Case], Result]] = {
    "lookup": lookup,
    "difference": change,
    "percent_change": relative_change,
    "ratio": ratio,
    "share": ratio,
    "sum": sum_of,
    "average": average,
    "max": extreme,
    "min": extreme,
    "count": count,
    "list": list_of,
    "boolean": boolean,
}


def run(case: Case) -> Result:
    """Carry out the plan's operation. Raises NotSaid where the filing does not give a part of it."""
    if case.plan.operation in OF_RATES and len(case.plan.mentions) == 1:
        as_rates(case)
    try:
        return OPERATIONS[case.plan.operation](case)
    except NotSaid as missing:
        return without(case, missing)
