"""Parts and wholes."""

from collections.abc import Iterator

import pytest

import qa

ROWS = [
    ["", "2019", "2018"],
    ["Flour", "$60", "$40"],
    ["Bran", "30", "40"],
    ["Husks", "10", "20"],
    ["Total sales", "$100", "$100"],
    ["Gross margin", "41.2%", "40.6%"],
]
TEXT = "Sales by product were as follows (in millions):"

ASKED = {
    "What is the percentage of bran in total sales in 2019?": ("30", "percent", [5, 7]),
    "What were husks as a percentage of total sales in 2018?": ("20", "percent", [6, 7]),
    "What were bran and husks as a percentage of total sales in 2019?": ("40", "percent", [5, 6, 7]),
    "What share of total sales was flour in 2018?": ("40", "percent", [4, 7]),
    "What is the percentage constitution of flour among the total sales in 2019?": ("60", "percent", [4, 7]),
    "What is the proportion of husks over flour in 2018?": ("0.5", "ratio", [6, 4]),
    "What was the percentage of the total sales that was bran in 2019?": ("30", "percent", [5, 7]),
    "What portion of the total sales in flour in 2018?": ("40", "percent", [4, 7]),
    "What was the change in the percentage of gross margin between 2018 and 2019?": (
        "0.6",
        "percent",
        [8, 8],
    ),
    "What was the percentage change in bran between 2018 and 2019?": ("-25", "percent", [5, 5]),
}


@pytest.fixture(scope="module")
def book() -> Iterator[qa.Book]:
    with qa.excerpt([TEXT, ROWS]) as found:
        yield found


@pytest.mark.parametrize("question", ASKED)
def test_what_is_divided_by_what(book: qa.Book, question: str) -> None:
    answer = book.session().ask(question)
    value, unit, lines = ASKED[question]
    assert (answer.value, answer.unit) == (value, unit)
    assert [citation.line for citation in answer.citations] == lines


def test_a_ratio_for_each_year(book: qa.Book) -> None:
    answer = book.session().ask(
        "What were flour sales as a percentage of total sales in 2018 and 2019 respectively?"
    )
    assert [(value.value, value.unit) for value in answer.values] == [("40", "percent"), ("60", "percent")]


GRANTS = [
    ["", "Shares", "Price"],
    ["Non-vested at December 31, 2018", "400", "$2.10"],
    ["Granted", "150", "2.40"],
    ["Vested", "(50)", "2.20"],
    ["Non-vested at December 31, 2019", "500", "$2.30"],
]


def test_a_share_of_things_counted_is_of_their_number() -> None:
    asked = "What is the number of non-vested shares vested in 2019 as a percentage of the non-vested shares"
    with qa.excerpt(["Non-vested shares of Harbor Kilns:", GRANTS]) as book:
        answer = book.session().ask(f"{asked} at December 31, 2019?")
    assert (answer.value, answer.unit) == ("10", "percent")
    assert [one.text[one.start : one.end] for one in answer.citations[:2]] == ["(50)", "500"]


@pytest.mark.parametrize(
    "question",
    [
        "What is the percentage of notes in total notes in 2019?",
        "What is the ratio of notes to notes in 2019?",
    ],
)
def test_a_figure_is_not_set_against_itself(question: str) -> None:
    rows = [["(in thousands)", "2019", "2018"], ["Notes", "430", "410"], ["Leases", "20", "10"]]
    with qa.excerpt(["Obligations of Harbor Kilns:", rows]) as book:
        assert book.session().ask(question).status == "unanswerable"


PRODUCED = [
    ["", "Oil (barrels)", "Gas (tons)", "In all (units)"],
    ["Skerries", "12", "626", "140"],
    ["Holms", "8", "—", "60"],
    ["Total", "20", "626", "243"],
]


def test_the_only_total_below_is_the_whole_though_not_all_of_it_is_read() -> None:
    with qa.excerpt(["What the wells gave:", PRODUCED]) as book:
        answer = book.session().ask("What are the units from Holms divided by the total?")
        mixed = book.session().ask("What are oil and gas from the Skerries divided by the total?")
    assert (answer.value, answer.unit) == ("0.246914", "ratio"), answer.text
    assert not mixed.answered  # neither is what the other is divided by
