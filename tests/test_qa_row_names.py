"""Rows whose names hold what elsewhere is a time, another metric, or a word that asks for something."""

from __future__ import annotations

import pytest
from tables import Asked, Table, cases, check, names

OPTIONS = (
    "Options of our crews moved as follows:",
    [
        ["", "2004", "2003"],
        ["", "NO. OF OPTIONS", "NO. OF OPTIONS"],
        ["Outstanding, beginning of the year", "1,200", "1,000"],
        ["Granted (Note (b))", "450", "400"],
        ["Outstanding, end of the year", "1,450", "1,200"],
    ],
    [
        Asked(
            "What was the increase / (decrease) in Outstanding, beginning of the year from 2003 to 2004?",
            "200",
            "count",
            ("Outstanding, beginning",),
        ),
        Asked(
            "What is the average number of options 'outstanding, end of the year' for 2003 and 2004?",
            "1325",
            "count",
            ("Outstanding, end",),
        ),
        Asked("What is the change in granted from 2003 to 2004?", "50", "count", ("Granted",)),
    ],
)
HEDGES = (
    "What our cash flow hedges came to (in millions):",
    [
        ["", "2004", "2003", "2002"],
        [
            "Total interest expense, net presented in the statements in which the effects of cash flow "
            "hedges are recorded",
            "$133",
            "$138",
            "$140",
        ],
        ["Swaps accounted for at cost, adjusted for price changes", "60", "50", "40"],
        ["Average hedged rate for the year", "2.10%", "1.60%", "1.50%"],
    ],
    [
        Asked(
            "What was the change in Total interest expense, net presented in the statements in which the "
            "effects of cash flow hedges are recorded between 2002 and 2003?",
            "-2000000",
            "USD",
            ("Total interest expense",),
        ),
        Asked(
            "What is the percentage change of the swaps accounted for at cost, adjusted for price changes "
            "between 2003 and 2004?",
            "20",
            "percent",
            ("Swaps",),
        ),
        Asked("What was the average hedged rate for the year in 2003?", "1.6", "percent", ("Average",)),
        Asked("What was the hedging reserve in 2003?", None, None, ()),
    ],
)
TABLES: dict[str, Table] = {"times in names": OPTIONS, "clauses in names": HEDGES}


@pytest.mark.parametrize(("name", "asked"), cases(TABLES), ids=names(TABLES))
def test_names_said_word_for_word(name: str, asked: Asked) -> None:
    above, rows, _ = TABLES[name]
    check(above, rows, asked)
