"""Stems, phrase tables, and the word lists that stand on them."""

import pytest

from grammar.lexicon import ask_table, concepts, fold, label_table, measures, start_table, tag_table, terms
from grammar.words import PhraseTable, cut, stem, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("licensing", "license"),
        ("inventories", "inventory"),
        ("settled", "settling"),
        ("receivables", "receivable"),
        ("expenses", "expense"),
        ("taxes", "tax"),
        ("companies", "company"),
        ("dropped", "dropping"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("operating", "operation"),
        ("marketing", "marketable"),
        ("loss", "lose"),
        ("earnings", "earned"),
        ("basis", "base"),
    ],
)
def test_words_that_differ_in_meaning_keep_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_cut_gives_places_and_keeps_abbreviations_whole() -> None:
    words = cut("R&D at Hill's U.S. plant, 12.5%")
    assert [(w.text, w.start, w.end) for w in words] == [
        ("R&D", 0, 3),
        ("at", 4, 6),
        ("Hill's", 7, 13),
        ("U.S.", 14, 18),
        ("plant", 19, 24),
        ("12.5%", 26, 31),
    ]
    assert words[2].stem == "hill"
    assert words[3].stem == "us"


def test_the_longest_phrase_wins() -> None:
    table = PhraseTable([("net loss", "a"), ("net loss per share", "b"), ("share", "c")])
    assert table.find(stems("the net losses per share and the share")) == [(1, 5, ["b"]), (7, 8, ["c"])]


def test_a_label_and_a_question_fold_to_the_same_terms() -> None:
    assert terms("R&D") == terms("research development")
    assert terms("battery sales") == terms("battery revenue")
    assert terms("shareholders") == terms("stockholder")
    assert fold(stems("foreign exchange loss")) == (("foreign", "currency"), (), ("loss",))


@pytest.mark.parametrize("key", sorted(concepts()))
def test_every_phrase_of_a_concept_finds_it(key: str) -> None:
    concept = concepts()[key]
    for phrase in (*concept.ask, *()):
        assert key in ask_table().whole(stems(phrase)), phrase
    for phrase in (*concept.ask, *concept.label):
        assert key in [found for found, _ in label_table().whole(stems(phrase))], phrase
    for phrase in concept.start:
        assert key in start_table().whole(stems(phrase)), phrase


@pytest.mark.parametrize("key", sorted(measures()))
def test_every_part_of_a_formula_is_a_concept(key: str) -> None:
    import ast

    rule = measures()[key]
    tree = ast.parse(rule.formula.replace("?", "_optional"), mode="eval")
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    plain = {name.removesuffix("_optional").removeprefix("abs_") for name in names}
    assert plain <= set(concepts()) | set(measures())
    assert all(f"={key}" in ask_table().whole(stems(phrase)) for phrase in rule.ask)


def test_a_phrase_means_one_operation_of_its_group() -> None:
    assert tag_table().whole(stems("percentage of")) == [("operation", "share")]
    assert ("operation", "sum") in tag_table().whole(stems("add up"))
