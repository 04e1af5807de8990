"""Heads that lost what they span."""

import pytest

from index.spread import spread

SPANS = {
    "over three, in the middle": (
        [["", "", "Year ended", ""], ["", "2019", "2018", "2017"], ["Sales", "3", "2", "1"]],
        [("Year ended", 1, 4)],
    ),
    "over two, in the left": (
        [["", "June 30,", ""], ["", "2019", "2018"], ["Sales", "3", "2"]],
        [("June 30,", 1, 3)],
    ),
    "two heads of even width": (
        [
            ["", "Fiscal 2019", "", "Fiscal 2018", ""],
            ["", "Sales", "% of total", "Sales", "% of total"],
            ["North", "30", "60%", "20", "50%"],
        ],
        [("Fiscal 2019", 1, 3), ("Fiscal 2018", 3, 5)],
    ),
    "as markup has it, in the first": (
        [["", "Year ended", "", ""], ["", "2019", "2018", "2017"], ["Sales", "3", "2", "1"]],
        [("Year ended", 1, 4)],
    ),
    "over heads that are over others": (
        [
            ["", "", "Year ended", ""],
            ["", "", "June 30,", ""],
            ["", "2019", "2018", "2017"],
            ["Sales", "3", "2", "1"],
        ],
        [("Year ended", 1, 4)],
    ),
    "one that goes on in the cell below": (
        [
            ["", "", "Number of sheds"],
            ["", "", "Land and"],
            ["", "Ground", "Building"],
            ["2019", "3", "2"],
        ],
        [("Number of sheds", 1, 3)],
    ),
    "each head over its own": (
        [["", "Plan", "Actual"], ["", "2019", "2019"], ["Sales", "3", "2"]],
        [("Plan", 1, 2), ("Actual", 2, 3)],
    ),
}


@pytest.mark.parametrize("name", SPANS)
def test_heads_cover_what_stands_under_them(name: str) -> None:
    rows, first = SPANS[name]
    assert spread(rows)[0] == first


def test_heads_further_down_are_spread_too() -> None:
    rows = [
        ["", "2019", "2018"],
        ["Sales", "3", "2"],
        ["", "Change", ""],
        ["", "$", "%"],
        ["Sales", "1", "50%"],
    ]
    assert spread(rows)[2] == [("Change", 1, 3)]


def test_rows_of_figures_stay_as_they_are() -> None:
    assert spread([["Sales", "", "2"], ["Cost", "1", ""]]) == [
        [("Sales", 0, 1), ("2", 2, 3)],
        [("Cost", 0, 1), ("1", 1, 2)],
    ]
