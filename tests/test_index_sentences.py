"""Sentences, bullets and headlines of the text outside tables, and where each piece stands."""

from __future__ import annotations

import time

import pytest

from index.model import Place, Sentence, Source
from index.sentences import cut_sentences, lines_of, places_of


def source(text: str) -> Source:
    return Source("t.txt", text, tuple(text.split("\n")))


def cut(text: str, taken: tuple[tuple[int, int], ...] = ()) -> list[str]:
    return [sentence.text for sentence in cut_sentences(source(text), taken)]


def held(text: str, sentences: tuple[Sentence, ...]) -> None:
    """Every place of every sentence holds exactly the sentence's own characters."""
    lines = text.split("\n")
    for sentence in sentences:
        for place, offset in zip(sentence.places, sentence.offsets, strict=True):
            piece = lines[place.line - 1][place.start : place.end]
            assert sentence.text[offset : offset + len(piece)] == piece


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Norvik sold boats. It also sold oars.", ["Norvik sold boats.", "It also sold oars."]),
        ("Norvik Inc. sold boats in the U.S. market.", ["Norvik Inc. sold boats in the U.S. market."]),
        ("It works in the U.S. The firm is small.", ["It works in the U.S.", "The firm is small."]),
        ("Sales ended Dec. 31, 2003 were $1.5 million.", ["Sales ended Dec. 31, 2003 were $1.5 million."]),
        ("Mr. J. R. Dale left Reno, Nev. and moved.", ["Mr. J. R. Dale left Reno, Nev. and moved."]),
        ("See Note No. 5 for this. Thank you!", ["See Note No. 5 for this.", "Thank you!"]),
        ("The call is at 9:00 a.m. EST today.", ["The call is at 9:00 a.m. EST today."]),
        ('"We won." The board agreed.', ['"We won."', "The board agreed."]),
        ("Was it good? Yes. 2004 was better.", ["Was it good?", "Yes.", "2004 was better."]),
        ("Margin was 37.5% of sales.", ["Margin was 37.5% of sales."]),
        ("Visit us at our site. http://www.norvik.com", ["Visit us at our site.", "http://www.norvik.com"]),
        ("ITEM 5. OTHER EVENTS.", ["ITEM 5. OTHER EVENTS."]),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_ends_of_sentences(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


def test_a_name_that_starts_paragraphs_starts_a_sentence_after_a_short_form() -> None:
    text = (
        "Norvik makes small boats and sells them to fishermen all over the north of\n"
        "the country. It works in the U.S. Norvik sells oars too, and it has done so\n"
        "for many years."
    )
    assert cut(text)[1:] == [
        "It works in the U.S.",
        "Norvik sells oars too, and it has done so for many years.",
    ]


def test_a_sentence_over_lines_knows_its_places() -> None:
    text = "   Norvik reported revenue of $1.5\nmillion for the year, which was\n   a record."
    (sentence,) = cut_sentences(source(text), ())
    assert sentence.text == "Norvik reported revenue of $1.5 million for the year, which was a record."
    assert sentence.places == (Place(1, 3, 34), Place(2, 0, 31), Place(3, 3, 12))
    start = sentence.text.index("$1.5 million")
    assert places_of(sentence, start, start + 12) == (Place(1, 30, 34), Place(2, 0, 7))
    assert lines_of(sentence) == (1, 3)
    held(text, (sentence,))


def test_a_hyphen_at_the_end_of_a_line_stays_and_joins() -> None:
    text = "The company took a write-\ndown of its oldest boats in the harbor of the town last week."
    assert cut(text)[0].startswith("The company took a write-down of its")


@pytest.mark.parametrize("mark", ["Page 3", "-5-", "                 - 4 -", "S-2", "12", "<PAGE>", "<Page>"])
def test_page_marks_neither_end_nor_enter_a_sentence(mark: str) -> None:
    text = f"Norvik makes boats that are\n\n\n{mark}\n<PAGE>\n\nbought by large fleets everywhere."
    assert cut(text) == ["Norvik makes boats that are bought by large fleets everywhere."]


def test_tags_in_a_line_are_left_out() -> None:
    text = "<B>Norvik</B> sold boats."
    sentences = cut_sentences(source(text), ())
    assert "<" not in sentences[0].text
    held(text, sentences)


@pytest.mark.parametrize("marker", ["o", "*", "-", "--", "•", "(1)", "a)"])
def test_bullets_are_sentences_without_their_marker(marker: str) -> None:
    text = (
        "HIGHLIGHTS\n\n"
        f"  {marker}  Norvik launched a boat with a keel that\n     nobody had seen before\n\n"
        f"  {marker}  It opened a yard in Turku, Finland"
    )
    assert cut(text)[1:] == [
        "Norvik launched a boat with a keel that nobody had seen before",
        "It opened a yard in Turku, Finland",
    ]


def test_headings_are_known_to_what_follows() -> None:
    text = (
        "NORVIK REPORTS RECORD YEAR\n\n"
        "Norvik Ltd. said today that the year was its best ever, thanks to its boats.\n\n"
        "About Norvik Ltd.\n\n"
        "Norvik builds wooden boats for people who like the smell of tar and pine.\n\n"
        "CONTACT:\n     Media Contact:\n     Sea & Sons\n     Ada Lund, 555/555-0100\n"
    )
    found = {s.text: s.heading for s in cut_sentences(source(text), ())}
    assert found["Norvik Ltd. said today that the year was its best ever, thanks to its boats."] == (
        "NORVIK REPORTS RECORD YEAR"
    )
    about = "Norvik builds wooden boats for people who like the smell of tar and pine."
    assert found[about] == "About Norvik Ltd."
    assert found["Ada Lund, 555/555-0100"] == "Media Contact"
    assert "Sea & Sons" in found


def test_taken_lines_and_headers_of_edgar_are_no_prose() -> None:
    text = (
        "<SEC-HEADER>x : 2001\nCOMPANY CONFORMED NAME: NORVIK\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>8-K\n<TEXT>\n"
        "Norvik sold boats.\n\nCash   5   6\nDebt   7   8\n\nIt bought oars.\n</TEXT>"
    )
    assert cut(text, ((9, 10),)) == ["Norvik sold boats.", "It bought oars."]


def test_columns_of_one_line_stay_apart() -> None:
    text = "Contact:\nAda Lund, CFO              Bo Ek (Media)\nNorvik Ltd.                Sea & Sons"
    assert cut(text)[1:] == ["Ada Lund, CFO", "Bo Ek (Media)", "Norvik Ltd.", "Sea & Sons"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n" * 200_000,
        "x" * 20_000_000,
        "<a" * 20_000,
        "a-\n" * 20_000,
        "\x00\x1b[31m\n" * 500,
        "( " * 20_000,
    ],
    ids=["empty", "blank", "one line", "tags", "hyphens", "escapes", "parentheses"],
)
def test_hostile_text_is_cut_in_linear_time(text: str) -> None:
    before = time.perf_counter()
    held(text, cut_sentences(source(text), ()))
    assert time.perf_counter() - before < 5


def test_no_sentence_grows_without_end() -> None:
    assert max(map(len, cut("word " * 9_000))) <= 4_000
