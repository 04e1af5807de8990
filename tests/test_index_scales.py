"""The scale of a table that says none, by its prose."""

from decimal import Decimal

from index.excerpt import read_excerpt

ROWS = [
    ["", "2019", "2018"],
    ["Net income", "$24,193", "$20,402"],
    ["Cash from operations", "45,007", "45,082"],
]


def income(*paragraphs: str) -> tuple[Decimal, int]:
    filing = read_excerpt([ROWS, *paragraphs])
    item = next(item for item in filing.items if item.label == "Net income" and item.origin == "table")
    return item.facts[0].value, item.facts[0].scale


def test_two_figures_that_the_prose_gives_tell_the_scale() -> None:
    said = "Cash from operations was $45.0 million in 2019. Net income was $20.4 million in 2018."
    assert income(said) == (Decimal(24_193_000), 1000)


def test_one_is_not_enough() -> None:
    assert income("Cash from operations was $45.0 million in 2019.") == (Decimal(24_193), 1)


def test_a_figure_given_as_it_stands_forbids_it() -> None:
    said = "Net income was $24.2 million in 2019 and $20.4 million in 2018."
    assert income(said, "Cash from operations was $45.01 thousand.") == (Decimal(24_193), 1)
