"""The measure of the TAT-QA benchmark, and answers put as it wants them."""

from typing import Any

import pytest

import qa
from tests.bench.tatqa import prediction
from tests.bench.tatqa_measure import calibration, judged, table, tallied


def question(answer: Any, kind: str = "span", scale: str = "") -> dict[str, Any]:
    return {"uid": "1", "answer": answer, "answer_type": kind, "scale": scale, "answer_from": "table"}


JUDGED = {
    "the same number, printed otherwise": (
        question(["1,496.5"], scale="million"),
        ["$1,496.5"],
        "million",
        (1, 1),
    ),
    "another scale": (question(["1,496.5"], scale="million"), ["$1,496.5"], "thousand", (0, 0)),
    "a number without a scale is tried as it stands": (question(-12.6, "arithmetic"), "-12.60", "", (1, 1)),
    "a percentage": (question(-22.22, "arithmetic", "percent"), "-22.22", "percent", (1, 1)),
    "brackets are negative": (question(["(114)"]), ["-114"], "", (1, 1)),
    "several in any order": (question(["2019", "2018"]), ["2018", "2019"], "", (1, 1)),
    "half of the words": (question(["wheat and rye"]), ["the wheat"], "", (0, 0.5)),
    "counting has no part right": (question("3", "count"), ["4"], "", (0, 0)),
    "silence": (question(["wheat"]), None, "", (0, 0)),
}


@pytest.mark.parametrize("name", JUDGED)
def test_exact_match_and_f1(name: str) -> None:
    asked, answer, scale, wanted = JUDGED[name]
    assert judged(asked, answer, scale) == wanted


def test_tallies_are_by_type_and_source() -> None:
    context = {"questions": [question(["wheat"]), {**question(2, "count"), "uid": "2"}]}
    tallies = tallied([context], {"1": (["wheat"], "")})
    assert {group: (tally.count, tally.answered, tally.exact) for group, tally in tallies.items()} == {
        "all": (2, 1, 1.0),
        "type span": (1, 1, 1.0),
        "type count": (1, 0, 0.0),
        "from table": (2, 1, 1.0),
    }
    assert table(tallies).splitlines()[1].split() == ["all", "2", "50.00", "50.00", "50.0", "100.00"]


def test_calibration_counts_what_is_exact_at_each_confidence() -> None:
    asked = [{**question(["wheat"]), "uid": str(number)} for number in range(4)]
    given = {"0": (["wheat"], ""), "1": (["wheat"], ""), "2": (["rye"], "")}
    shown = calibration([{"questions": asked}], given, {"0": 1.0, "1": 0.62, "2": 0.6})
    assert [line.split() for line in shown.splitlines()[1:]] == [
        ["0.9", "1", "100.0", "25.0", "100.0"],
        ["0.6", "2", "50.0", "75.0", "66.7"],
    ]


ROWS = [["", "2019", "2018"], ["Flour", "$1,452", "$1,146"], ["Bran", "44", "57"], ["Mills", "9", "12"]]
PUT = {
    "What were sales of flour in 2019?": (["$1,452"], "thousand"),
    "What was the change in bran from 2018 to 2019?": ("-13.00", "thousand"),
    "What was the percentage change in mills from 2018 to 2019?": ("-25.00", "percent"),
    "In which year was bran larger?": (["2018"], ""),
    "Which years did flour exceed $1,000 thousand?": (["2019", "2018"], ""),
    "What items are listed in the table?": (["Flour", "Bran", "Mills"], ""),
}


@pytest.mark.parametrize("asked", PUT)
def test_answers_are_put_as_the_measure_wants_them(asked: str) -> None:
    with qa.excerpt(["Sales by product were as follows (in thousands):", ROWS]) as book:
        assert prediction(book.session().ask(asked), asked) == PUT[asked]
