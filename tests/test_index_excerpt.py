"""Tables and paragraphs without a file."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

import qa
from index.errors import UnreadableSource
from index.excerpt import in_place, read_excerpt
from index.model import Filing

MILLS = [
    ["", "", "Year ended June 30,", ""],
    ["", "2019", "2018", "2017"],
    ["Flour", "$  1,452", "$  1,146", "$  1,036"],
    ["Bran", "44", "57", "71"],
    ["", "$1,496", "$1,203", "$1,107"],
]


def facts(filing: Filing, label: str) -> list[tuple[Decimal, str, int, str]]:
    return [
        (fact.value, fact.unit, fact.scale, str(fact.period.end) if fact.period else "")
        for item in filing.items
        if item.label == label and item.origin == "table"
        for fact in item.facts
    ]


def test_figures_have_period_unit_and_line() -> None:
    filing = read_excerpt(["Sales by product were as follows (in thousands):", MILLS])
    assert facts(filing, "Bran") == [
        (Decimal(44_000), "USD", 1000, "2019-06-30"),
        (Decimal(57_000), "USD", 1000, "2018-06-30"),
        (Decimal(71_000), "USD", 1000, "2017-06-30"),
    ]
    with qa.excerpt(["Sales by product were as follows (in thousands):", MILLS]) as book:
        answer = book.session().ask("What were sales of bran in 2018?")
        assert (answer.value, answer.unit) == ("57000", "USD")
        (cited,) = answer.citations
        assert cited.text[cited.start : cited.end] == "57"
        assert cited.text.split()[0] == "Bran"


@pytest.mark.parametrize(
    ("head", "unit", "scale"),
    [
        ("2019 $'000", "USD", 1000),
        ("2019 £m", "GBP", 10**6),
        ("2019 €m", "EUR", 10**6),
        ("2019 RMB’Million", "CNY", 10**6),
    ],
)
def test_heads_say_currency_and_scale(head: str, unit: str, scale: int) -> None:
    filing = read_excerpt([[["", head], ["Debtors", "415.9"], ["Stocks", "12.5"]]])
    assert facts(filing, "Debtors") == [(Decimal("415.9") * scale, unit, scale, "2019-12-31")]


@pytest.mark.parametrize(
    "line",
    [
        "Notes to the consolidated financial statements (in thousands, except per share data)",
        "All amounts are expressed in thousands of U.S. dollars",
    ],
)
def test_a_unit_said_once_holds_for_all_tables(line: str) -> None:
    filing = read_excerpt([line, "Note 3. Mills", "We own two mills. Both grind wheat and rye.", MILLS])
    assert facts(filing, "Flour")[0][:3] == (Decimal(1_452_000), "USD", 1000)


def test_quarters_may_be_called_first_to_fourth() -> None:
    rows = [
        ["", "First", "Second", "Third", "Fourth"],
        ["2019", "", "", "", ""],
        ["Sales", "$4.1", "$4.2", "$4.3", "$4.4"],
    ]
    filing = read_excerpt([rows])
    assert [end for *_, end in facts(filing, "Sales")] == [
        "2019-03-31",
        "2019-06-30",
        "2019-09-30",
        "2019-12-31",
    ]


def test_a_change_between_years_has_no_period() -> None:
    rows = [
        ["", "Year ended June 30,", "", ""],
        ["", "2019", "2018", "Change"],
        ["Sales", "$30", "$20", "$10"],
    ]
    filing = read_excerpt(["Year ended June 30, 2019 compared to the year ended June 30, 2018", rows])
    assert [end for *_, end in facts(filing, "Sales")] == ["2019-06-30", "2018-06-30", ""]


PLACES: dict[str, tuple[Sequence[str], int]] = {
    "behind the paragraph that announces it": (["Our mills.", "Sales were as follows:", "They rose."], 2),
    "behind the one that shares its words": (
        ["Flour and bran sold as follows:", "Staff were as follows:"],
        1,
    ),
    "behind a line that says the unit": (["Mills", "(in thousands)", "We own two."], 2),
    "in front where none does": (["We own two mills."], 0),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_table_goes_where_the_paragraphs_point_to_it(name: str) -> None:
    paragraphs, place = PLACES[name]
    assert in_place(MILLS, paragraphs).index(MILLS) == place


def test_nothing_to_read_is_said() -> None:
    with pytest.raises(UnreadableSource, match="nothing but blanks"):
        read_excerpt(["  ", [["", " "]]])
