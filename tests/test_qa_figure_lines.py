"""Each figure of a sentence with the time it is of."""

from __future__ import annotations

import pytest

from qa.figure_lines import Printed, printed_figures


def year(figure: Printed) -> int | None:
    time = figure.time
    return None if time is None else time.year or (time.end.year if time.end else None)


SENTENCES = [
    (
        "Costs were $2 million, $3 million and $4 million in 2019, 2018, and 2017, respectively.",
        [("$2 million", 2019), ("$3 million", 2018), ("$4 million", 2017)],
    ),
    (
        "We had $3.0 million and $1.2 million of claims at June 30, 2019 and 2018.",
        [("$3.0 million", 2019), ("$1.2 million", 2018)],
    ),
    ("Tolls of £1.7m (2018: £(8.1m)) were waived.", [("£1.7m", None), ("£(8.1m)", 2018)]),
    (
        "In 2019 tolls were $103 million, up from $53 million in 2018.",
        [("$103 million", 2019), ("$53 million", 2018)],
    ),
    (
        "The loss was $1.1 million, or $0.17 per share, in 2018.",
        [("$1.1 million", 2018), ("$0.17", 2018)],
    ),
    ("Fares of 445.0p were usual in 2019.", [("445.0p", 2019)]),
    ("The term is 2.5 years.", [("2.5 years", None)]),
    ("Nothing happened on May 3, 2019.", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_figures_and_their_times(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert [(text[f.start : f.end], year(f)) for f in printed_figures(text)] == expected


def test_figures_side_by_side_are_one_run() -> None:
    figures = printed_figures("We paid $1 million and $2 million, and lost $3 million.")
    assert [figure.run for figure in figures][:2] == [0, 0]


def test_many_figures_are_bounded() -> None:
    assert len(printed_figures("$1 million, " * 500)) <= 40
