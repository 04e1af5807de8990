"""Balances of a table of movements go by what the table carries. The tables are made up."""

from __future__ import annotations

from datetime import date

import pytest

import qa
from index.instants import is_balance
from index.subjects import carried_in

YEARS = "for the years ended June 30, 2019 and 2018:"
SAID = {
    f"The following table summarizes the activity in our warranty liability {YEARS}": "warranty liability",
    "Changes in the carrying amount of goodwill were as follows:": "goodwill",
    "The changes in the allowance for doubtful accounts were:": "allowance for doubtful accounts",
    "A roll-forward of our mooring accrual is as follows:": "mooring accrual",
    "A reconciliation of the beginning and ending amount of claims is as follows:": "claims",
    f"The table is a tabular reconciliation of the total amounts of claims {YEARS}": "claims",
    "Activity in the allowance for loan losses follows:": "allowance for loan losses",
    "Liabilities for claims changed from June 30, 2018, as follows:": "Liabilities for claims",
    "During 2019 and 2018, our changes in our total claims are summarized as follows:": "total claims",
    "Warranty liability consisted of the following:": "",
    "Ropes are long.": "",
}


@pytest.mark.parametrize("sentence", SAID)
def test_what_a_table_carries_is_named(sentence: str) -> None:
    assert carried_in(f"Note 7 · {sentence}") == SAID[sentence]


@pytest.mark.parametrize(
    ("label", "balance"),
    [
        ("Balance at beginning of year", True),
        ("Ending balance", True),
        ("Balance as of December 31, 2019", True),
        ("Beginning of period", True),
        ("Balance due from affiliates", False),
        ("Cash at end of year", False),
    ],
)
def test_a_label_that_is_nothing_but_a_balance(label: str, balance: bool) -> None:
    assert is_balance(label) is balance


TABLE = [
    ["(in millions)", "2015", "2014", "2013"],
    ["Balance at beginning of year", "$70.1", "$72.0", "$84.7"],
    ["Gross increases in unpaid harbor claims", "1.6", "5.8", "12.2"],
    ["Settlements", "(24.7)", "(7.7)", "(24.9)"],
    ["Balance at end of year", "$47.0", "$70.1", "$72.0"],
]
LEAD = (
    "The following table summarizes the activity in our unpaid harbor claims for the years ended December 31:"
)
LINES = {"opening": 4, "gross": 5, "closing": 7}


@pytest.mark.parametrize(
    ("question", "value", "cited"),
    [
        ("What were unpaid harbor claims at the end of 2015?", "47000000", [7]),
        ("What were total unpaid harbor claims in 2013?", "72000000", None),
        ("How much did unpaid harbor claims change from 2013 to 2015?", "-25000000", None),
        ("What were unpaid harbor claims at the beginning of 2013?", "84700000", [4]),
        ("What was the ending balance in 2015?", "47000000", [7]),
        ("What was the beginning balance of unpaid harbor claims in 2014?", "72000000", [4]),
        ("What were gross increases in unpaid harbor claims in 2014?", "5800000", [5]),
        ("What were the settlements in 2014?", "-7700000", [6]),
    ],
)
def test_a_balance_answers_to_that_name(question: str, value: str, cited: list[int] | None) -> None:
    with qa.excerpt([LEAD, TABLE]) as book:
        answer = book.session().ask(question)
    assert (answer.value, answer.unit) == (value, "USD"), answer.text
    assert cited is None or [one.line for one in answer.citations] == cited


def test_the_day_of_a_balance_is_the_end_of_its_column() -> None:
    with qa.excerpt([LEAD, TABLE]) as book:
        answer = book.session().ask("What were unpaid harbor claims in 2014?")
    assert answer.values[0].period is not None
    assert answer.values[0].period.end == date(2014, 12, 31)


SHIPPED = [
    ["(in thousands)", "Shipment volume for 2012", "Shipment volume for 2011"],
    ["Hemp", "393", "354"],
    ["Sisal", "288", "287"],
    ["Total rope products", "681", "641"],
]


@pytest.mark.parametrize(
    ("lead", "question", "value"),
    [
        ("Our ropes:", "What was total shipment volume in 2011?", "641000"),
        ("Our ropes:", "What was the change in total shipment volume from 2011 to 2012?", "40000"),
        ("Our ropes:", "What was the shipment volume of sisal in 2012?", "288000"),
    ],
)
def test_the_one_total_goes_by_what_the_heads_say(lead: str, question: str, value: str) -> None:
    with qa.excerpt([lead, SHIPPED]) as book:
        answer = book.session().ask(question)
    assert answer.value == value, answer.text


def test_the_one_total_goes_by_what_the_introduction_says() -> None:
    rows = [["(in thousands)", "2012", "2011"], *SHIPPED[1:]]
    with qa.excerpt(["The following table summarizes our coastal deliveries:", rows]) as book:
        answer = book.session().ask("What were total coastal deliveries in 2012?")
        part = book.session().ask("What were rope products in total in 2012?")
    assert (answer.value, part.value) == ("681000", "681000"), answer.text


BENEFITS = [
    ["(in millions)", "2015", "2014"],
    ["Balance at beginning of year", "$70", "$72"],
    ["Increases", "12", "8"],
    ["Balance at end of year", "$82", "$70"],
]
TAXES = "A reconciliation of gross unrecognized tax benefits for the years ended December 31 follows:"


def test_unrecognized_tax_benefits_are_no_income_tax() -> None:
    interest = "At December 31, 2015 and 2014, we accrued $5 million and $4 million of interest for taxes."
    with qa.excerpt([interest, TAXES, BENEFITS]) as book:
        answer = book.session().ask("What were unrecognized tax benefits at the end of 2015 and 2014?")
        first = book.session().ask("beginning balance of unrecognized tax benefits in 2015")
        day = book.session().ask("beginning balance of unrecognized tax benefits at the end of 2015")
    assert [(one.value, one.printed) for one in answer.values] == [("82000000", "$82"), ("70000000", "$70")]
    assert (first.value, first.citations[0].line) == ("70000000", 6)
    assert day.status == "unanswerable", day.text
