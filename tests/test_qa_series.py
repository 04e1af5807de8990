"""Questions to an index of several filings: series and their gaps, restated and derived figures, sessions."""

from __future__ import annotations

from datetime import date

import pytest
from companies import KILNS, LOOMS, book_of, line_of, release

from qa.answer import Answer
from qa.book import Book
from qa.series import PATTERNS, read

FILINGS = KILNS | LOOMS
MARCH = "Three Months Ended March 31, 2011"
Cited = list[tuple[str, str]]


@pytest.fixture(scope="module")
def book() -> Book:
    return book_of(FILINGS)


def cited(answer: Answer) -> Cited:
    """(source, figure) of every citation; each is its source's line, letter for letter."""
    for citation in answer.citations:
        assert citation.text == FILINGS[citation.source].split("\n")[citation.line - 1]
    return [(c.source, c.text[c.start : c.end].strip("$ ")) for c in answer.citations]


@pytest.mark.parametrize(
    ("question", "value", "unit", "citations"),
    [
        ("What were Harbor Kilns' net sales?", "1351000", "USD", [("kilns-q5.txt", "1,351")]),
        ("HKLN net income", "127000", "USD", [("kilns-q5.txt", "127")]),
        ("Osprey's revenue", "8377000", "USD", [("looms-b.txt", "8,377")]),
        ("revenue in looms-a.txt", "8040000", "USD", [("looms-a.txt", "8,040")]),
        ("net income per share, looms-b and not Harbor", None, None, []),
        ("Harbor's net sales in the March quarter", "1404000", "USD", [("kilns-q3.txt", "1,404")]),
        ("Harbor Kilns net sales in Q3 fiscal 2011", "1404000", "USD", [("kilns-q3.txt", "1,404")]),
        ("Harbor Kilns net income in fiscal 2011", "503000", "USD", [("kilns-q4.txt", "503")]),
        ("Harbor's net sales, nine months ended March 2011", "3934000", "USD", [("kilns-q3.txt", "3,934")]),
        ("Osprey Looms' revenue in the December 2010 quarter", None, None, []),
        ("Harbor Kilns' net income per share in Q2 fiscal 2011", None, None, []),
    ],
)  # fmt: skip
def test_company_and_period_choose_the_filing(
    book: Book, question: str, value: str | None, unit: str | None, citations: Cited
) -> None:
    answer = book.session().ask(question)
    assert (answer.value, answer.unit, cited(answer)) == (value, unit, citations)


@pytest.mark.parametrize(
    "question",
    [
        "What was net income?",
        "net income of Harbor Kilns and of Osprey Looms",
    ],
)
def test_a_question_that_fits_two_companies_is_ambiguous(book: Book, question: str) -> None:
    answer = book.session().ask(question)
    assert (answer.status, answer.value) == ("ambiguous", None)
    assert answer.alternatives == ("Harbor Kilns, Inc.", "Osprey Looms Corporation")


def test_a_conversation_stays_with_its_company_until_another_is_named(book: Book) -> None:
    session = book.session()
    turns = [
        ("What was Osprey's revenue?", "8377000"),
        ("and net income?", "431000"),
        ("and Harbor's?", "127000"),  # no period was named: Harbor's own latest
        ("in the quarter ended September 30, 2010?", "96000"),
        ("and Osprey's?", "402000"),  # the period that was named is carried
    ]
    assert [(question, session.ask(question).value) for question, _ in turns] == turns


def test_the_latest_filing_wins_and_says_what_was_restated(book: Book) -> None:
    answer = book.session().ask("Harbor Kilns cost of sales in the first quarter of fiscal 2011")
    assert (answer.value, answer.calculation) == ("655000", None)
    assert cited(answer) == [("kilns-q5.txt", "655"), ("kilns-q1.txt", "640")]
    assert answer.citations[1].line == line_of(KILNS["kilns-q1.txt"], "Cost of sales")
    assert "Restated: kilns-q1.txt gave $640,000" in answer.text
    assert "restated, earlier $640,000 in kilns-q1.txt" in answer.interpretation
    assert [value.value for value in answer.values] == ["655000"]


def test_an_unchanged_figure_is_not_called_restated(book: Book) -> None:
    answer = book.session().ask("Harbor Kilns net sales in the quarter ended September 30, 2010")
    assert (answer.value, cited(answer)) == ("1210000", [("kilns-q5.txt", "1,210")])
    assert "estated" not in answer.text + answer.interpretation


@pytest.mark.parametrize(
    ("question", "value", "expression", "citations"),
    [
        (
            "Harbor Kilns net sales in the quarter ended December 31, 2010",
            "1320000",
            "2,530 - 1,210",
            [("kilns-q2.txt", "2,530"), ("kilns-q1.txt", "1,210")],
        ),
        (  # the first quarter as it was when the six months were printed, not as it was restated
            "Harbor Kilns net income in the quarter ended December 31, 2010",
            "125000",
            "236 - 111",
            [("kilns-q2.txt", "236"), ("kilns-q1.txt", "111")],
        ),
        (
            "Harbor Kilns net sales in Q4 fiscal 2011",
            "1486000",
            "5,420 - 3,934",
            [("kilns-q4.txt", "5,420"), ("kilns-q3.txt", "3,934")],
        ),
    ],
)
def test_a_quarter_is_derived_from_the_year_to_date(
    book: Book, question: str, value: str, expression: str, citations: Cited
) -> None:
    answer = book.session().ask(question)
    assert (answer.value, cited(answer)) == (value, citations)
    assert answer.calculation is not None
    assert (answer.calculation.operation, answer.calculation.expression) == ("difference", expression)
    assert answer.calculation.operands == (0, 1)
    assert "derived" in answer.text
    assert "derived" in answer.interpretation


@pytest.mark.parametrize(
    "question",
    [
        "Harbor Kilns net sales for the last four quarters",
        "Harbor Kilns net sales in each of the last four quarters",
        "Harbor Kilns net sales for the four quarters ended September 30, 2011",
    ],
)
def test_a_series_is_built_across_filings(book: Book, question: str) -> None:
    answer = book.session().ask(question)
    assert (answer.status, answer.value) == ("answered", None)
    assert [v.value for v in answer.values] == ["1320000", "1404000", "1486000", "1351000"]
    assert [str(v.period.end) for v in answer.values if v.period] == [
        "2010-12-31", "2011-03-31", "2011-06-30", "2011-09-30",
    ]  # fmt: skip
    sources = [answer.citations[value.citation].source for value in answer.values]
    assert sources == ["kilns-q2.txt", "kilns-q3.txt", "kilns-q4.txt", "kilns-q5.txt"]
    assert {source for source, _ in cited(answer)} == set(KILNS)


def test_the_quarters_of_a_fiscal_year(book: Book) -> None:
    answer = book.session().ask("Harbor's quarterly net income in fiscal 2011")
    assert [v.value for v in answer.values] == ["96000", "125000", "143000", "139000"]
    assert "missing" not in answer.interpretation


def test_the_gap_of_a_series_is_said(book: Book) -> None:
    answer = book.session().ask("Osprey's revenue for the last four quarters")
    assert [(v.value, str(v.period.end)) for v in answer.values if v.period] == [
        ("8040000", "2010-09-30"),
        ("8377000", "2011-06-30"),
    ]
    for quarter in ("December 31, 2010", "March 31, 2011"):
        assert f"three months ended {quarter}" in answer.text.split("No filing gives it for")[1]


def test_one_figure_left_of_a_series_is_still_a_list(book: Book) -> None:
    answer = book.session().ask("Osprey's net income for the last two quarters")
    assert (answer.value, [v.value for v in answer.values]) == (None, ["431000"])
    assert "March 31, 2011" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Osprey's TTM revenue",
        "sum of Osprey's revenue over the last four quarters",
        "Osprey's trailing twelve months net income",
    ],
)
def test_a_sum_with_a_gap_is_not_given_and_the_gap_named(book: Book, question: str) -> None:
    answer = book.session().ask(question)
    assert (answer.status, answer.value) == ("unanswerable", None)
    assert answer.reason is not None
    assert "December 31, 2010" in answer.reason
    assert "March 31, 2011" in answer.reason


@pytest.mark.parametrize(
    ("question", "value", "expression"),
    [
        ("Harbor Kilns trailing twelve months net sales", "5561000", "(5,420 - 1,210) + 1,351"),
        ("Harbor Kilns' LTM net income", "534000", "(503 - 96) + 127"),
        ("Harbor Kilns TTM net sales ended June 30, 2011", "5420000", None),
        ("total of Harbor Kilns net sales over the last two quarters", "2837000", "(5,420 - 3,934) + 1,351"),
    ],
)
def test_trailing_twelve_months(book: Book, question: str, value: str, expression: str | None) -> None:
    answer = book.session().ask(question)
    assert answer.value == value
    assert (answer.calculation.expression if answer.calculation else None) == expression


def test_four_quarters_add_up_to_twelve_months() -> None:
    ends = [date(2012, 3, 31), date(2012, 6, 30), date(2012, 9, 30), date(2012, 12, 31)]
    book = book_of(
        {
            f"mills-{n}.txt": release(
                "Quarry Mills, Inc.",
                "QMIL",
                date(2013, n, 9),
                [(3, end)],
                {"Net sales": [f"$ {100 + n}"], "Cost of sales": ["71"], "Gross profit": [f"{29 + n}"]},
            )
            for n, end in enumerate(ends, 1)
        }
    )
    answer = book.session().ask("trailing twelve months net sales")
    assert answer.value == "410000"
    assert answer.calculation is not None
    assert (answer.calculation.operation, answer.calculation.expression) == ("sum", "101 + 102 + 103 + 104")
    assert [c.source for c in answer.citations] == [f"mills-{n}.txt" for n in (1, 2, 3, 4)]


def test_per_share_figures_of_quarters_do_not_add_up(book: Book) -> None:
    answer = book.session().ask("Harbor Kilns trailing twelve months net income per share")
    assert (answer.status, answer.value) == ("unanswerable", None)


def test_what_an_older_filing_alone_says_is_said_to_be_from_it() -> None:
    older = KILNS["kilns-q4.txt"].replace("Gross profit", "Kiln rentals")
    book = book_of({"kilns-q4.txt": older, "kilns-q5.txt": KILNS["kilns-q5.txt"]})
    answer = book.session().ask("What were kiln rentals?")
    assert answer.value == "2575000"
    assert "from kilns-q4.txt of July 20, 2011" in answer.text
    assert "not the newest filing" in answer.interpretation


def test_a_period_in_several_filings_is_compared_across_them(book: Book) -> None:
    answer = book.session().ask(
        "How much did Harbor Kilns' net sales grow from the March 2011 quarter to the September 2011 quarter?"
    )
    assert answer.value == "-53000"
    assert cited(answer) == [("kilns-q5.txt", "1,351"), ("kilns-q3.txt", "1,404")]


def test_a_name_that_narrows_looks_into_that_filing_alone(book: Book) -> None:
    answer = book.session("kilns-q1.txt").ask("cost of sales in the quarter ended September 30, 2010")
    assert (answer.value, cited(answer)) == ("640000", [("kilns-q1.txt", "640")])
    assert book.session("kilns-q1.txt").ask("net sales in the March 2011 quarter").status == "unanswerable"


EXAMPLES = [(pattern.name, text) for pattern in PATTERNS for text in pattern.examples]


@pytest.mark.parametrize(("name", "text"), EXAMPLES, ids=[f"{name}: {text}" for name, text in EXAMPLES])
def test_the_examples_of_a_pattern_are_read(name: str, text: str) -> None:
    rest, series = read(text)
    assert series is not None
    assert (series.kind == "trailing") == (name == "trailing")
    assert len(rest) == len(text)
    assert (rest == text) == (name == "which")


@pytest.mark.parametrize(
    "text",
    [
        "What was revenue in the last quarter?",
        "revenue in the first three quarters of fiscal 2011",
        "average quarterly revenue in fiscal 2011",
        "net sales of the quarter",
        "the past year",
        "which quarters had net sales above $20 million?",
    ],
)
def test_other_words_are_no_series(text: str) -> None:
    assert read(text) == (text, None)


@pytest.mark.parametrize(
    ("question", "value", "figures"),
    [
        ("Did Harbor Kilns' net sales rise in each of the last three quarters?", "no", 4),
        ("Did Harbor Kilns' net sales go up over the last four quarters?", "yes", 2),
        ("Was Harbor Kilns' net income positive in each of the last four quarters?", "yes", 4),
    ],
)
def test_yes_or_no_of_a_series(book: Book, question: str, value: str, figures: int) -> None:
    answer = book.session().ask(question)
    assert (answer.value, answer.unit) == (value, "bool")
    assert len({v.period for v in answer.values if v.period}) >= min(figures, 3) - 1


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Which quarter of fiscal 2011 had Harbor's highest net income?", MARCH),
        ("average of Harbor Kilns net sales over the last two quarters", "1418500"),
        ("Harbor Kilns' highest net sales in the last four quarters", "1486000"),
        ("In how many of the last four quarters were Harbor Kilns' net sales above $1.4 million?", "2"),
    ],
)  # fmt: skip
def test_a_series_is_averaged_ranked_and_counted(book: Book, question: str, value: str) -> None:
    assert book.session().ask(question).value == value


def test_a_series_is_carried_into_the_next_turns(book: Book) -> None:
    session = book.session()
    session.ask("Harbor Kilns net sales for the last two quarters")
    net_income = session.ask("and net income?")
    assert [v.value for v in net_income.values] == ["139000", "127000"]
    looms = session.ask("and Osprey's?")
    assert [v.value for v in looms.values] == ["431000"]
    assert "March 31, 2011" in looms.text
