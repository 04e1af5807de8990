"""Turns that calculate with what was said before, and turns that only point back: figure, unit, expression,
lines. The excerpt is made up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import qa
from qa.compose_rules import RULES, read_forms
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
        form = read_forms(turn)[1 if rule.last else 0]  # type: ignore[attr-defined]
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
    assert read_forms(turn)[0] is None


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
    (
        (
            "What was rent received in 2009?",
            "What is that as a percentage of total assets in 2009?",
            "and what percentage did sales of yarn represent?",
        ),
        "6",
        "percent",
        "300 / 5,000",
    ),
    (
        (
            *SALES,
            "and the difference?",
            "How much does that difference represent in relation to those 2008 sales?",
        ),
        "25",
        "percent",
        "(1,500 - 1,200) / 1,200",
    ),
    (
        ("What were sales of looms in 2008?", "by how much did they change since 2007?"),
        "200000000",
        "USD",
        "1,200 - 1,000",
    ),
    (
        (*SALES, "What was, then, the change in those sales over the year?"),
        "300000000",
        "USD",
        "1,500 - 1,200",
    ),
    (
        (*SALES, "and in 2007?", "what is the average for all three years?"),
        "1233333333.333333",
        "USD",
        "(1,500 + 1,200 + 1,000) / 3",
    ),
    (
        (*SALES, "What were the total sales of looms in those two years, combined?"),
        "2700000000",
        "USD",
        None,
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


FOLLOWING = [
    # what the talk is of, in words said before
    (("How did rent received change from 2008 to 2009?", "What was that rent received in 2007?"), "38200000"),
    (("What was the average sales of yarn rate in 2009?", "what is the rate for 2008?"), None),
    (("What were sales of yarn in 2008?", "and in 2009?", "what was, then, the decline?"), "100000000"),
    (("What were sales of yarn in 2008?", "What was rent received in 2008?", "the difference?"), "360000000"),
    ((*SALES, "and the sum?", "including the year of 2007, what then becomes that total?"), "3700000000"),
    ((*SALES, "so what was the total money taken in these two years?"), "2700000000"),
    ((*SALES, "and the difference?", "what about the percentage change?"), "25"),
    (
        (
            "How did sales of looms change from 2008 to 2009?",
            "What percentage does this 2008-2009 change represent in relation to the 2007 value?",
        ),
        "30",
    ),
]


@pytest.mark.parametrize(("turns", "value"), FOLLOWING, ids=[case[0][-1] for case in FOLLOWING])
def test_turns_in_the_words_of_the_talk(
    session: qa.Session, turns: tuple[str, ...], value: str | None
) -> None:
    for turn in turns:
        answer = session.ask(turn)
    assert answer.value == value, answer.text


def test_two_questions_make_one_where_each_stands_alone(session: qa.Session) -> None:
    answer = session.ask(
        "What percentage did the change in sales of looms from 2008 to 2009 represent in relation to total"
        " assets in 2007?"
    )
    assert answer.calculation is not None
    assert answer.calculation.expression == "(1,500 - 1,200) / 4,500"
    assert (answer.value, answer.unit, answer.carried) == ("6.666667", "percent", ())


def test_a_number_needs_no_turn_before(session: qa.Session) -> None:
    answer = session.ask("What is 2 times the rent received in 2009?")
    assert (answer.value, answer.carried) == ("91000000", ())


def test_one_metric_in_two_years_as_a_ratio(session: qa.Session) -> None:
    answer = session.ask("What was the ratio of the 2009 sales of looms to 2008?")
    assert answer.calculation is not None
    assert (answer.value, answer.calculation.expression) == ("1.25", "1,500 / 1,200")


def test_a_total_that_is_asked_for_is_no_list(session: qa.Session) -> None:
    answer = session.ask("What were the total assets in 2008?")
    assert [one.printed for one in answer.values] == ["$4,800"]


def test_from_one_year_and_another_is_both(session: qa.Session) -> None:
    answer = session.ask("What is the sum of sales of looms from 2007 and 2009?")
    assert [one.printed for one in answer.values] == ["$1,000", "$1,500"]


PRICED = [
    ["", "2016", "2015"],
    ["Expected life (years)", "4.5", "4.6"],
    ["Fair value per share", "$31.00", "$18.13"],
]


def test_per_share_may_be_part_of_a_name() -> None:
    with qa.excerpt(["Options granted:", PRICED]) as book:
        talk = book.session()
        assert (talk.ask("What is the fair value per share in 2016?").value) == "31"
        answer = talk.ask("and what was that fair value in 2015?")
    assert (answer.value, answer.unit) == ("18.13", "USD/share")


def test_net_change_in_is_no_part_of_a_name(session: qa.Session) -> None:
    answer = session.ask("What was the net change in value of rent received from 2007 to 2009?")
    assert answer.calculation is not None
    assert answer.calculation.expression == "45.5 - 38.2"


def test_cash_that_is_paid_is_no_balance() -> None:
    told = (
        "Cash paid for interest was $121.1 million, $97.5 million and $132.4 million in 2016, 2015 and 2014."
    )
    with qa.excerpt([told]) as book:
        answer = book.session().ask(
            "What was the total cash paid for interest in the years of 2015 and 2016?"
        )
    assert answer.value == "218600000"


def test_a_figure_of_the_text_is_known_by_the_year_it_was_asked_for() -> None:
    told = "Pension expense is expected to be $205 million in 2019, compared with $160 million in 2018."
    with qa.excerpt([told]) as book:
        talk = book.session()
        assert talk.ask("What is pension expense in 2019?").value == "205000000"
        assert talk.ask("and in 2018?").value == "160000000"
        assert talk.ask("what is, then, the change over the year?").value == "45000000"
        answer = talk.ask(
            "how much does that change represent in relation to this 2018 expense, in percentage?"
        )
    assert (answer.value, answer.unit) == ("28.125", "percent")


def test_how_far_figures_of_the_text_moved() -> None:
    told = "Mooring fees were 51.2% of dues in 2003. Mooring fees were 47.4% of dues in 2001."
    with qa.excerpt([told]) as book:
        talk = book.session()
        assert talk.ask("What were mooring fees as a percentage of dues in 2003?").value == "51.2"
        assert talk.ask("and what were they in 2001?").value == "47.4"
        answer = talk.ask("by what amount, then, did it change over the years?")
    assert (answer.value, answer.unit) == ("3.8", "percent")


def test_no_figure_is_set_against_itself(session: qa.Session) -> None:
    assert session.ask("What were sales of looms in 2009?").answered
    answer = session.ask("What is that less sales of looms in 2009?")
    assert answer.status == "unanswerable"
    assert "only one of the figures" in (answer.reason or "")


def test_losses_together_are_said_as_their_size() -> None:
    table = [["(in millions)", "2010", "2009"], ["Catastrophe losses", "$(366)", "$(137)"]]
    with qa.excerpt(["Results of Reef Mutual:", table]) as book:
        answer = book.session().ask("What is the sum of catastrophe losses in 2009 and 2010?")
    assert answer.value == "-503000000"
    assert "came to $503 million" in answer.text


def test_half_a_question_is_no_error(session: qa.Session) -> None:
    for words in ("what would be", "what has been", "what's", "by how much did it", "the first one again"):
        assert session.ask(words).status in ("unanswerable", "ambiguous"), words


POINTS = (
    "What was the export quota in 2009 as a percentage of the export quota in 2008?",
    "What was rent received in 2009 as a percentage of rent received in 2008?",
    "and what is the difference between the export quota percentage and this rent received one?",
)


def test_outcomes_are_called_by_their_metric_and_kind(session: qa.Session) -> None:
    for turn in POINTS:
        answer = session.ask(turn)
    assert (answer.value, answer.unit) == ("11.25", "percent"), answer.text
    assert answer.text == "That comes to 11.25 percentage points."
