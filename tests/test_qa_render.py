"""What is shown: figures for people, marked lines, nothing active, nothing too wide."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from faces import change, cite, items, sales, silent

from qa.answer import Answer, Citation
from qa.citing import fit, shown_lines
from qa.formats import decimal_text, format_value
from qa.layout import answer_lines
from qa.render import csv_text, json_line, plain_answer, plain_explanation
from qa.sanitize import one_line, sanitize, shortened, width


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("1103000", "USD", "$1.103 million"),
        ("42200000", "USD", "$42.2 million"),
        ("42200000.0", "USD", "$42.2 million"),
        ("-42165000", "USD", "$(42.165) million"),
        ("527000", "USD", "$527,000"),
        ("-751000", "USD", "$(751,000)"),
        ("1234567", "USD", "$1,234,567"),  # no shorter form is exact
        ("1234567.333333", "USD", "$1.235 million"),  # calculated
        ("12345000000", "USD", "$12.345 billion"),
        ("0", "USD", "$0"),
        ("-0", "USD", "$0"),
        ("12.5", "USD", "$12.50"),
        ("33.333333", "USD", "$33.33"),
        ("5.5", "CAD", "CAD 5.50"),
        ("250000000", "JPY", "¥250 million"),
        ("-0.93", "USD/share", "$(0.93)"),
        ("3.5", "USD/share", "$3.50"),
        ("0.001", "USD/share", "$0.001"),
        ("0.875", "USD/share", "$0.875"),
        ("-40.50701186623516720604099245", "percent", "-40.5 %"),
        ("45.86", "percent", "45.86 %"),
        ("17.000001", "percent", "17.0 %"),
        ("0.0345678", "percent", "0.035 %"),
        ("0", "percent", "0 %"),
        ("45552310", "shares", "45,552,310 shares"),
        ("1", "shares", "1 share"),
        ("0.421111111", "ratio", "0.42"),
        ("2", "ratio", "2"),
        ("1000", "count", "1,000"),
        ("2001-12-31", "date", "December 31, 2001"),
        ("soon", "date", "soon"),
        ("yes", "bool", "Yes"),
        ("Pink Sheets", "text", "Pink Sheets"),
        ("1E+999999999", "USD", "1E+999999999"),
        ("NaN", "USD", "NaN"),
    ],
)
def test_format_value(value: str, unit: str, expected: str) -> None:
    assert format_value(value, unit) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1103000", "1103000"),
        ("1100000.0", "1100000"),
        ("1.1E+6", "1100000"),
        ("-0.930", "-0.93"),
        ("-0.0", "0"),
    ],
)
def test_decimal_text(value: str, expected: str) -> None:
    assert decimal_text(Decimal(value)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b31m", "›31m"),  # the one-byte escape introducer: shown as Windows-1252 meant it
        ("\x93quoted\x94", "“quoted”"),
        ("a\u202eb", "a\\u202eb"),
        ("\u200b\u2066", "\\u200b\\u2066"),
        ("\x00\x07\x08\x7f", "\\x00\\x07\\x08\\x7f"),
        ("\udcff", "\\udcff"),
        ("\u2028", "\\u2028"),
        ("\U000e0041", "\\U000e0041"),
        ("a\nb", "a\\x0ab"),
        ("naïve – 1½", "naïve – 1½"),
    ],
)
def test_sanitize(text: str, expected: str) -> None:
    assert sanitize(text) == expected


def test_one_line() -> None:
    assert one_line(" a\n\tb \r\n c\x1b") == "a b c\\x1b"


def test_width() -> None:
    assert width("日本") == 4
    assert width("é") == 1


@pytest.mark.parametrize(
    ("text", "columns", "shown"),
    [("Port Dunmere", 12, "Port Dunmere"), ("Port Dunmere", 6, "Port…"), ("日本の会社", 6, "日本…")],
)
def test_shortened_keeps_to_the_columns(text: str, columns: int, shown: str) -> None:
    assert shortened(text, columns) == shown
    assert width(shown) <= columns


def test_plain_answer() -> None:
    assert plain_answer(change(), 80) == (
        "Net sales fell 17 % to $8.214 million.\n"
        "\n"
        "  (8,214 - 9,900) / 9,900 = -17.0 %\n"
        "\n"
        "  mills.txt\n"
        "     4  Net sales              $   8,214   $   9,900\n"
        "                                   ^^^^^       ^^^^^\n"
        "\n"
        "Read as: Net sales · change from a year earlier\n"
        "Carried over: Net sales\n"
        "Or: Net sales · difference in dollars\n"
    )


def test_plain_list() -> None:
    shown = plain_answer(items(), 80)
    assert "  Net sales      $8.214 million\n  Cost of sales  $6.1 million\n" in shown


def test_plain_silence() -> None:
    assert plain_answer(silent(), 80) == (
        "The filing does not give a backlog.\nno line item of that name\n"
        "\n"
        "Perhaps: Net sales\nOr: Gross profit\n"
    )


def test_plain_explanation() -> None:
    shown = plain_explanation(sales(), 80)
    assert "  net sales  metric      Net sales\n" in shown
    assert "    99.0  Net sales  line 4  exact\n" in shown
    assert "  2. take the latest quarter\n" in shown


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_nothing_is_wider_than_the_terminal(columns: int) -> None:
    long = (
        "Weighted average number of shares, basic and diluted, all classes"
        + "." * 60
        + "   45,552,310  40,000,000"
    )
    start = long.index("45,")
    answer = replace(
        change(),
        text="A sentence that goes on. " * 10,
        citations=(cite(4, "8,214"), Citation("mills.txt", 17, start, start + 10, long)),
    )
    lines = plain_answer(answer, columns).splitlines()
    assert max(map(width, lines)) <= columns
    marked = lines.index(next(line for line in lines if "45,552,310" in line))
    at = lines[marked].index("45,552,310")
    assert lines[marked + 1].strip() == "^" * 10
    assert lines[marked + 1].index("^") == at


def test_marks_stand_under_the_figure_behind_tabs_and_escapes() -> None:
    text = "\tA\x1b[31m\u202e日本 1,234 x"
    start = text.index("1,234")
    answer = replace(sales(), citations=(Citation("a\x1b.txt", 1, start, start + 5, text),))
    lines = plain_answer(answer, 80).splitlines()
    line = next(line for line in lines if "1,234" in line)
    mark = lines[lines.index(line) + 1]
    assert width(line[: line.index("1,234")]) == mark.index("^")
    assert "\x1b" not in "".join(lines)
    assert "\u202e" not in "".join(lines)
    assert "\\x1b[31m\\u202e" in line


def test_a_hostile_answer_shows_nothing_active() -> None:
    evil = "\x1b]0;title\x07\x9b2J\u202e"
    answer = Answer(
        question=evil,
        status="answered",
        text=evil,
        value="1",
        unit="text",
        values=(replace(sales().values[0], label=evil),),
        citations=(Citation(evil, 1, 0, 3, evil),),
        interpretation=evil,
        alternatives=(evil,),
        carried=(evil,),
        explanation=sales().explanation,
    )
    shown = plain_answer(answer, 60) + plain_explanation(answer, 60)
    assert not any(char in shown for char in "\x1b\x07\x9b\u202e")
    assert json_line(answer.to_dict("1")).isascii()
    assert "\x1b" not in json_line(answer.to_dict("1"))


def test_a_line_of_20_mb_is_cut_around_the_figure() -> None:
    text = "x" * 10_000_000 + " 1,234 " + "y" * 10_000_000
    start = text.index("1,234")
    (shown,) = shown_lines([Citation("a.txt", 1, start, start + 5, text)], 60)
    assert len(shown.text) <= 60
    ((begin, end),) = shown.spans
    assert shown.text[begin:end] == "1,234"
    assert "…" in shown.text


def row(text: str, *figures: str) -> list[Citation]:
    return [Citation("a.txt", 1, text.index(f), text.index(f) + len(f), text) for f in figures]


def test_a_wide_row_loses_its_blanks_before_its_figures() -> None:
    text = f"    Total revenue {'.' * 40}  $ 1,103{' ' * 30}$ 1,854{' ' * 20}977"
    (shown,) = shown_lines(row(text, "1,103", "1,854"), 40)
    assert shown.text == "Total revenue  $ 1,103  $ 1,854  977"
    assert [shown.text[a:b] for a, b in shown.spans] == ["1,103", "1,854"]


def test_no_half_numbers_beside_a_figure() -> None:
    text = "Research and development of new products  1,713  1,609  4,930  4,617  9,004"
    for columns in range(20, len(text)):
        (shown,) = shown_lines(row(text, "4,930"), columns)
        assert len(shown.text) <= columns
        for word in re.findall(r"[\d,]+", shown.text):
            assert word in text.split()
        ((start, end),) = shown.spans
        assert shown.text[start:end] == "4,930"


def test_fit_keeps_the_label_and_every_figure() -> None:
    line = "Total revenue" + " x" * 60 + " 1,103" + " y" * 30 + " 1,854"
    spans = [(line.index(figure), line.index(figure) + 5) for figure in ("1,103", "1,854")]
    text, moved = fit(line, spans, 40)
    assert text.startswith("Total")
    assert [text[a:b] for a, b in moved] == ["1,103", "1,854"]
    assert len(text) <= 40


@pytest.mark.parametrize(("start", "end"), [(-5, 3), (0, 999), (40, 10), (999, 1000)])
def test_a_span_outside_its_line_does_no_harm(start: int, end: int) -> None:
    (shown,) = shown_lines([Citation("a.txt", 1, start, end, "Revenue 5")], 40)
    assert shown.text == "Revenue 5"


def test_answers_at_every_width_keep_their_parts() -> None:
    for columns in range(20, 130, 7):
        shown = "".join(line.text for line in answer_lines(change(), columns))
        assert "8,214" in shown


def test_json_keys_and_order() -> None:
    record = json.loads(json_line(change().to_dict("7")))
    assert list(record) == [
        *("id", "question", "status", "text", "value", "unit", "values", "calculation"),
        *("citations", "interpretation", "confidence", "alternatives", "reason"),
    ]
    assert list(record["values"][0]) == ["label", "value", "unit", "scale", "printed", "period", "citation"]
    assert record["values"][0]["period"] == {
        "kind": "duration",
        "start": "2003-10-01",
        "end": "2003-12-31",
        "label": "Three Months Ended Dec. 31, 2003",
    }
    assert list(record["calculation"]) == ["operation", "expression", "operands", "result"]
    assert record["citations"][1] == {
        "source": "mills.txt",
        "line": 4,
        "start": 39,
        "end": 44,
        "text": "Net sales              $   8,214   $   9,900",
    }
    assert record["confidence"] == 0.9


def test_csv_gives_a_spreadsheet_no_formula() -> None:
    text = csv_text(("a", "b"), [("=1+1", "-0.93"), ("@x", "-- Basic"), ("-cmd|x", None), ('"q"', "a,b\nc")])
    assert list(csv.reader(io.StringIO(text))) == [
        ["a", "b"],
        ["'=1+1", "-0.93"],
        ["'@x", "-- Basic"],
        ["'-cmd|x", ""],
        ['"q"', "a,b\nc"],
    ]
