"""What a table holds: years, items, parts."""

from collections.abc import Iterator

import pytest

import qa
from qa.answer import Answer
from qa.contents import FORMS

ROWS = [
    ["", "2019", "2018"],
    ["Deferred tax assets:", "", ""],
    ["Tax losses", "$30", "$20"],
    ["Accruals", "12", "11"],
    ["Total deferred tax assets", "42", "31"],
    ["Deferred tax liabilities:", "", ""],
    ["Mills", "(7)", "(6)"],
    ["Barges", "(3)", "(2)"],
    ["Total deferred tax liabilities", "(10)", "(8)"],
]
TEXT = "The table below shows deferred taxes by kind (in millions):"


@pytest.fixture(scope="module")
def book() -> Iterator[qa.Book]:
    with qa.excerpt([TEXT, ROWS]) as found:
        yield found


def ask(book: qa.Book, question: str) -> Answer:
    return book.session().ask(question)


def test_the_years_of_a_table(book: qa.Book) -> None:
    answer = ask(book, "Which years does the table provide information for?")
    assert [value.period.label for value in answer.values if value.period] == ["2019", "2018"]


def test_the_years_of_a_row(book: qa.Book) -> None:
    answer = ask(book, "In which years were accruals recorded?")
    assert [(value.label, value.printed) for value in answer.values] == [
        ("Accruals", "12"),
        ("Accruals", "11"),
    ]


@pytest.mark.parametrize(
    "question",
    [
        "What are the components of deferred tax liabilities?",
        "What items are there under deferred tax liabilities?",
    ],
)
def test_the_parts_under_a_heading(book: qa.Book, question: str) -> None:
    answer = ask(book, question)
    assert [(value.label, value.value) for value in answer.values] == [
        ("Mills", "-7000000"),
        ("Barges", "-3000000"),
    ]
    assert [citation.line for citation in answer.citations] == [9, 10]


def test_the_items_of_a_table(book: qa.Book) -> None:
    answer = ask(book, "What financial items are listed in the table?")
    assert [value.label for value in answer.values] == ["Tax losses", "Accruals", "Mills", "Barges"]


def test_how_many_parts(book: qa.Book) -> None:
    answer = ask(book, "How many components are there under deferred tax assets?")
    assert (answer.value, answer.unit) == ("2", "count")


@pytest.mark.parametrize(
    ("kind", "example"), [(form.kind, example) for form in FORMS for example in form.examples]
)
def test_a_form_reads_its_examples(kind: str, example: str) -> None:
    assert next(form.kind for form in FORMS if form.pattern.search(example)) == kind


CARRIED = [
    ["(in thousands)", "2019", "2018"],
    ["Operating loss carryforwards:", "", ""],
    ["Home", "$50", "$40"],
    ["Abroad", "70", "60"],
    ["Amounts falling due within one year:", "", ""],
    ["Owed by yards", "42", "41"],
    ["Other debtors", "8", "9"],
]
STAGES = [
    ["", "Cost", "Net"],
    ["Finite-lived rights", "", ""],
    ["Berths", "$30", "$20"],
    ["Moorings", "12", "11"],
    ["Total", "42", "31"],
]


def test_the_sum_of_rows_that_no_row_sums() -> None:
    with qa.excerpt([CARRIED]) as book:
        answer = ask(book, "What was the sum of all operating loss carryforwards?")
        assert (answer.value, answer.unit) == ("120000", "USD")
        assert [citation.text.split()[0] for citation in answer.citations] == ["Home", "Abroad"]


def test_a_sum_is_not_added_to_its_parts(book: qa.Book) -> None:
    answer = ask(book, "What was the sum of all deferred tax liabilities in 2019?")
    assert answer.value in (None, "-10000000")


def test_words_of_a_heading_compare_nothing() -> None:
    with qa.excerpt([CARRIED]) as book:
        answer = ask(book, "What items does amounts falling due within one year consist of?")
        assert [value.label for value in answer.values] == ["Owed by yards", "Other debtors"]


def test_rows_under_a_heading_of_several_columns_are_counted() -> None:
    with qa.excerpt([STAGES]) as book:
        answer = ask(book, "How many types of finite-lived rights are there?")
        assert (answer.value, answer.unit) == ("2", "count")
