"""Turns that calculate with what was said before, and turns that only point back: figure, unit, expression,
lines. The excerpt is made up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import qa
from qa.compose_rules import RULES, read_form
from qa.errors import QuestionError

TABLE = [
    ["(in millions)", "2009", "2008", "2007"],
    ["Sales of looms", "$1,500", "$1,200", "$1,000"],
    ["Sales of yarn", "300", "400", "380"],
    ["Rent received", "45.5", "40.0", "38.2"],
    ["Export quota", "12.5%", "10.0%", "9.0%"],
    ["Total assets", "$5,000", "$4,800", "$4,500"],
]
PARAGRAPHS = [
    "Weaver Brothers make looms and yarn. Figures for the years are as follows (in millions):",
    "Training cost $6.0 million in 2009 and $4.0 million in 2008.",
]


@pytest.fixture
def session() -> Iterator[qa.Session]:
    with qa.excerpt([PARAGRAPHS[0], TABLE, PARAGRAPHS[1]]) as book:
        yield book.session()


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_each_rule_reads_its_examples(rule: object) -> None:
    for turn, sign, left, right in rule.examples:  # type: ignore[attr-defined]
        form = read_form(turn, alone=rule.last)  # type: ignore[attr-defined]
        assert form is not None, turn
        assert (form.sign, form.left, form.right) == (sign, left, right), turn


@pytest.mark.parametrize(
    "turn",
    [
        "What was, then, the change over the year, by segment?",
        "What was cash less than in 2008?",
        "What were sales of looms plus sales of yarn?",
        "What is the total?",
        "How much did rent rise?",
        "",
    ],
)
def test_what_asks_for_no_calculation_over_turns_is_left_alone(turn: str) -> None:
    assert read_form(turn) is None


SALES = ("What were sales of looms in 2009?", "and in 2008?")
TURNS = [
    ((*SALES, "What is that less an initial $100?"), "1100000000", "USD", "1,200 - 100"),
    ((*SALES, "What is the sum of those two values?"), "2700000000", "USD", "1,500 + 1,200"),
    ((*SALES, "what is the average of both years?"), "1350000000", "USD", "(1,500 + 1,200) / 2"),
    ((*SALES, "What was, then, the change over the year?"), "300000000", "USD", "1,500 - 1,200"),
    ((*SALES, "So what is the change in percent?"), "25", "percent", "(1,500 - 1,200) / 1,200"),
    ((*SALES, "What is the sum?"), "2700000000", "USD", "1,500 + 1,200"),
    (
        (
            *SALES,
            "and the difference?",
            "and what were sales of looms in 2008 again?",
            "What was the growth rate?",
        ),
        "25",
        "percent",
        "(1,500 - 1,200) / 1,200",
    ),
    (
        (
            "How did sales of looms change from 2008 to 2009?",
            "How much does that change represent in relation to the 2007 value, in percentage?",
        ),
        "30",
        "percent",
        "(1,500 - 1,200) / 1,000",
    ),
    (
        ("What was rent received in 2009?", "What is that as a percentage of total assets in 2009?"),
        "0.91",
        "percent",
        "45.5 / 5,000",
    ),
    (
        ("What was rent received in 2008?", "Divide that by the 2007 figure"),
        "1.04712",
        "ratio",
        "40.0 / 38.2",
    ),
    (("What was rent received in 2008?", "What is that times 1000?"), "40000000000", "USD", "40.0 * 1,000"),
    (
        ("What was the export quota in 2009?", "What is that times sales of looms in 2009?"),
        "187500000",
        "USD",
        None,
    ),
    ((*SALES, "what is the ratio of 2009 to 2008?"), "1.25", "ratio", "1,500 / 1,200"),
    (
        (*SALES, "Including sales of yarn in 2008, what then becomes that total?"),
        "1600000000",
        "USD",
        "1,200 + 400",
    ),
]


@pytest.mark.parametrize(("turns", "value", "unit", "expression"), TURNS, ids=[case[0][-1] for case in TURNS])
def test_a_turn_calculates_with_the_turns_before(
    session: qa.Session, turns: tuple[str, ...], value: str, unit: str, expression: str | None
) -> None:
    for turn in turns[:-1]:
        assert session.ask(turn).answered, turn
    answer = session.ask(turns[-1])
    assert (answer.value, answer.unit) == (value, unit), answer.text
    assert answer.calculation is not None
    if expression is not None:
        assert answer.calculation.expression == expression
    assert answer.carried
    for cited in answer.citations:
        assert cited.text[cited.start : cited.end] in {one.printed for one in answer.values}


def test_a_calculation_over_turns_is_explained(session: qa.Session) -> None:
    assert session.ask("What was rent received in 2008?").answered
    explanation = session.ask("Divide that by the 2007 figure").explanation
    assert explanation is not None
    assert {"operand: Rent received: 40.0, line 7", "operand: Rent received: 38.2, line 7"} <= set(
        explanation.plan
    )


def test_units_that_do_not_go_together_are_not_calculated(session: qa.Session) -> None:
    assert session.ask("What was the export quota in 2009?").answered
    answer = session.ask("What is that plus total assets in 2009?")
    assert answer.status == "unanswerable"
    assert "do not go together" in (answer.reason or "")


def test_what_points_to_no_such_outcome_is_not_guessed(session: qa.Session) -> None:
    assert session.ask("What was rent received in 2009?").answered
    assert session.ask("What is that divided by the prior quotient?").status == "unanswerable"


def test_nothing_is_divided_by_nothing(session: qa.Session) -> None:
    assert session.ask("What was rent received in 2009?").answered
    answer = session.ask("What is that divided by 0?")
    assert answer.status == "unanswerable"
    assert "division by zero" in (answer.reason or "")


def test_the_question_before_is_asked_for_another_year_where_a_sentence_answered_it(
    session: qa.Session,
) -> None:
    assert session.ask("How much did training cost in 2009?").value == "6000000"
    answer = session.ask("and what was it in 2008?")
    assert (answer.value, answer.unit) == ("4000000", "USD")
    assert "asked as “" in answer.interpretation or answer.carried


@pytest.mark.parametrize(
    ("turn", "value"),
    [
        ("In that same year, what were total assets?", "4800000000"),
        ("and in the same period of 2007?", "1000000000"),
    ],
)
def test_the_same_period_is_the_one_before_unless_another_is_named(
    session: qa.Session, turn: str, value: str
) -> None:
    assert session.ask("What were sales of looms in 2008?").answered
    assert session.ask(turn).value == value


def test_a_name_in_short_is_the_metric_before(session: qa.Session) -> None:
    assert session.ask("What was rent received in 2009?").answered
    answer = session.ask("What was that rent in 2007?")
    assert answer.value == "38200000"


def test_two_hundred_turns_answer_like_the_first(session: qa.Session) -> None:
    for _ in range(50):
        for turn in (*SALES, "What is the sum of those two values?", "What is that divided by 2?"):
            answer = session.ask(turn)
        assert answer.value == "1350000000"
    assert len(session.state.ledger) <= 24


YEARS = [
    ((*SALES, "what is the 2009 less the 2007 value?"), "500000000", "USD", "1,500 - 1,000"),
    ((*SALES, "and divided by 2007?"), "1.2", "ratio", "1,200 / 1,000"),
    ((*SALES, "Times 3?"), "3600000000", "USD", "1,200 * 3"),
    ((*SALES, "and the difference?", "what is that as a percentage?"), "25", "percent", None),
    ((*SALES, "and the difference?", "what is that in millions?"), "300000000", "USD", "1,500 - 1,200"),
]


@pytest.mark.parametrize(("turns", "value", "unit", "expression"), YEARS, ids=[case[0][-1] for case in YEARS])
def test_a_bare_year_is_a_period_and_the_last_outcome_goes_on(
    session: qa.Session, turns: tuple[str, ...], value: str, unit: str, expression: str | None
) -> None:
    test_a_turn_calculates_with_the_turns_before(session, turns, value, unit, expression)


def test_a_year_that_is_not_there_is_no_number(session: qa.Session) -> None:
    assert session.ask("What were sales of looms in 2009?").answered
    answer = session.ask("What is that divided by the 1995 value?")
    assert answer.status == "unanswerable"
    assert answer.reason == "Nothing in it answers to “the 1995 value”."


def test_a_calculation_over_turns_comes_in_the_unit_wanted(session: qa.Session) -> None:
    for turn in SALES:
        session.ask(turn)
    answer = session.ask("What is the sum of those two values?", unit="millions")
    assert answer.text == "That comes to 2,700 million USD."
    assert answer.value == "2700000000"
    with pytest.raises(QuestionError, match="furlongs"):
        session.ask("What is the sum of those two values?", unit="furlongs")


def test_the_average_of_two_turns_is_called_that(session: qa.Session) -> None:
    for turn in (*SALES, "what is the average of both years?"):
        answer = session.ask(turn)
    assert answer.calculation is not None
    assert answer.calculation.operation == "average"
    answer = session.ask("what is that average divided by 2?")
    assert answer.value == "675000000"


def test_the_answer_keeps_the_question_as_it_was_typed(session: qa.Session) -> None:
    assert session.ask("What were sales of looms in 2008?").answered
    turn = "In that same year, what were total assets?"
    assert session.ask(turn).question == turn


def test_a_change_is_between_the_periods_asked_for_before(session: qa.Session) -> None:
    assert session.ask("What were sales of yarn in 2007 and 2009?").answered
    answer = session.ask("How did rent received change?")
    assert answer.value == "7300000"
    assert answer.calculation is not None
    assert answer.calculation.expression == "45.5 - 38.2"


@pytest.mark.parametrize(
    ("question", "value", "printed"),
    [
        ("Were sales of yarn higher than rent received a year earlier?", "yes", ("400", "40.0")),
        ("sum of sales of yarn and rent received a year earlier", "440000000", ("400", "40.0")),
    ],
)
def test_two_metrics_have_the_one_period_that_is_named(
    session: qa.Session, question: str, value: str, printed: tuple[str, str]
) -> None:
    answer = session.ask(question)
    assert answer.value == value
    assert tuple(one.printed for one in answer.values) == printed


def test_a_list_of_derived_percentages_is_in_percent(session: qa.Session) -> None:
    answer = session.ask("What was rent received as a percentage of sales of looms in 2009 and 2008?")
    assert answer.text == (
        "Rent received as a percentage of sales of looms: year ended December 31, 2009 3.0 % (derived); year"
        " ended December 31, 2008 3.3 % (derived)."
    )
    assert [(one.value, one.unit, one.printed) for one in answer.values] == [
        ("3.033333", "percent", "45.5 / 1,500"),
        ("3.333333", "percent", "40.0 / 1,200"),
    ]
