"""Ways to ask for a clause, and ways a sentence has of saying it: each asked of a made-up filing."""

from __future__ import annotations

from functools import cache

import pytest

import qa
from qa.frames import read_frame

PARAGRAPHS = [
    "Lantern relocation costs are primarily related to carriers and storage.",
    "The reserve of the Glassworks is based upon the breakages of the last five winters.",
    "During fiscal 2019 we merged the Kiln line with “Furnace repairs” in the statement of income.",
    "Bottle creditors’ liability is comprised of deposits that shops have not yet claimed.",
    "Sand lots are stated at cost, net of what was washed away.",
    "The firm follows a three part method: (1) weigh the sand, (2) melt the sand and (3) pour the glass.",
    "On 3 May 2018 the firm bought all shares of Brightpane, Inc. (“Brightpane”), a leader in stained "
    "windows for chapels.",
    "In 2019, kiln margin fell by 2 points to 31% from 33% in 2018 mainly due to dearer sand. "
    "In 2018, kiln margin improved by 1 point to 33% from 32% in 2017 benefiting from longer firings.",
    "Furnace Days is the number of days on which a furnace was lit.",
    "The average pane price is the takings of a year divided by the panes sold.",
    "The firm considers all bonds bought with a maturity of ten weeks or less to be ready money.",
    "We waive a deposit only when the bottle is older than the shop.",
]
TABLE = [
    ["", "2019", "2018"],
    ["Firings (1)", "1,310", "1,402"],
    ["Other pieces (2)", "17", "21"],
]
NOTES = ["(1) Represents firings of eight hours.", "(2) Represents the gift of spare panes."]


@cache
def book() -> qa.Book:
    return qa.excerpt([*PARAGRAPHS, TABLE, *NOTES])


ANSWERS = [
    ("What are lantern relocation costs primarily related to?", "carriers and storage"),
    ("What is the reserve of the Glassworks based on?", "the breakages of the last five winters"),
    ("What did we merge the Kiln line with in the statement of income in 2019?", "“Furnace repairs”"),
    ("What do bottle creditors consist of?", "deposits that shops have not yet claimed"),
    ("How are sand lots stated in the report?", "at cost, net of what was washed away"),
    (
        "What is the firm's three part method?",
        "(1) weigh the sand, (2) melt the sand and (3) pour the glass",
    ),
    ("Who is Brightpane?", "a leader in stained windows for chapels"),
    ("In 2018, why did the kiln margin improve from the previous year?", "longer firings"),
    ("What does Furnace Days refer to?", "the number of days on which a furnace was lit"),
    ("How is the average pane price determined?", "the takings of a year divided by the panes sold"),
    ("What is considered to be ready money?", "bonds bought with a maturity of ten weeks or less"),
    ("When do we waive a deposit?", "only when the bottle is older than the shop"),
    ("What do other pieces in the table represent?", "Represents the gift of spare panes"),
]


@pytest.mark.parametrize(("question", "said"), ANSWERS)
def test_the_clause_that_answers_is_given_with_its_line(question: str, said: str) -> None:
    answer = book().session().ask(question)
    assert (answer.value, answer.unit) == (said, "text"), answer.reason
    assert said.split()[0] in answer.citations[0].text


def test_what_a_change_is_related_to_is_its_reason() -> None:
    moved = read_frame("What is the increase in kiln costs related to?")
    still = read_frame("What are kiln costs related to?")
    assert moved is not None
    assert still is not None
    assert (moved.kind, still.kind) == ("reason", "object")


def test_how_a_thing_is_worked_out_is_not_what_else_is_said_of_it() -> None:
    paragraphs = ["The average pane price is a matter of pride for the firm.", "It rose by using more sand."]
    with qa.excerpt([TABLE, *paragraphs]) as shop:
        assert not shop.session().ask("How is the average pane price determined?").answered
