"""What introduces a table says what it is of."""

import pytest

from index.excerpt import read_excerpt
from index.model import Table
from index.subjects import subject_of

_AT = "at April 30, 2019 and 2018, respectively,"
_YEARS = "for the years ended June 30, 2019 and 2018:"
_PLANT = "Property, plant and equipment, net"
SAID = {
    f"Accrued liabilities {_AT} consisted of the following (in thousands):": "Accrued liabilities",
    "Operating income included the following:": "Operating income",
    "The components of our deferred tax assets are as follows:": "deferred tax assets",
    f"The following table presents total personnel expenses {_YEARS}": "total personnel expenses",
    f"{_PLANT} as of December 31, 2019 consisted of the following:": _PLANT,
    "Revenue based on the location of our customers' yards was as follows:": "Revenue",
    f"The table is of ropes based on their length {_YEARS}": "",
    "Mills are dusty places.": "",
}


@pytest.mark.parametrize("sentence", SAID)
def test_the_subject_is_named(sentence: str) -> None:
    assert subject_of(Table(1, (sentence,), (), (), (1, 1))) == SAID[sentence]


def test_a_nameless_total_is_that_of_the_subject() -> None:
    rows = [["", "2019", "2018"], ["Wages", "$5", "$4"], ["Taxes", "2", "1"], ["", "$7", "$5"]]
    filing = read_excerpt(["Accrued liabilities consisted of the following:", rows])
    (total,) = [item for item in filing.items if item.total]
    assert (total.label, total.path) == ("", ("Accrued liabilities",))


def test_a_mark_of_money_over_a_column_names_nothing() -> None:
    rows = [
        ["", "2019", "", "2018", ""],
        ["", "$", "%", "$", "%"],
        ["Ropes", "50", "71%", "40", "80%"],
        ["Sails", "20", "29%", "10", "20%"],
        ["", "70", "100%", "50", "100%"],
    ]
    filing = read_excerpt(["The following table presents external revenues by product:", rows])
    totals = [item.path for item in filing.items if item.label == ""]
    assert totals == [("$", "external revenues"), ("%",)]
