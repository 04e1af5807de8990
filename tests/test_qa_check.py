"""What does not tie: a release that ties, and the same with one error of each kind planted in it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from boatworks import MARGINS, PAGE, RELEASE, SHARES, findings, line_of, planted

from index.read import read_filing
from index.store import open_index
from qa.check import check_filing

# What is planted (words that stand once, and what they become), and what is found: the kind, the words of the
# line it is on, expected and found in base units, the lines that are cited (by words of them).
PLANTED = {
    "total": (
        ("Total current assets                    47,235", "Total current assets                    47,325"),
        (
            "total",
            "Total current assets",
            "47235000",
            "47325000",
            ["6,412        $ 7,958", "18,204", "22,619"],
        ),
    ),
    "part": (
        ("Inventories                           22,619", "Inventories                           22,169"),
        ("total", "Total current assets", "46785000", "47235000", ["22,169"]),
    ),
    "total of the other column": (
        ("19,681         18,313", "19,681         18,813"),
        ("total", "Total current liabilities", "18313000", "18813000", ["12,118", "7,563"]),
    ),
    "gross profit": (
        ("14,201       32,098", "14,201       32,908"),
        ("total", "Gross profit", "32098000", "32908000", ["$80,214", "48,116"]),
    ),
    "balance": (
        ("equity                                $81,421", "equity                                $81,241"),
        ("balance", "$81,241", "81421000", "81241000", ["Total assets"]),
    ),
    "twice": (
        (
            "Net income (loss)                            $1,173",
            "Net income (loss)                            $1,713",
        ),
        ("repeated", "$1,713", "1173000", "1713000", ["$(1,770)     $2,316"]),
    ),
    "cash": (
        ("at end of period   $6,412", "at end of period   $6,142"),
        ("repeated", "at end of period", "6412000", "6142000", ["$ 6,412"]),
    ),
    "per share": (
        ("$0.12       $0.49", "$0.21       $0.49"),
        ("per_share", "$0.21", "0.1196", "0.21", ["9,804", "$1,173      $4,741"]),
    ),
    "percent": (
        ("3,960         21.7%", "3,960         27.1%"),
        ("percent", "Kayaks", "21.7", "27.1", []),
    ),
    "prose": (
        ("were $41.2 million", "were $42.1 million"),
        ("prose", "$42.1 million", "41187000", "42100000", ["$41,187"]),
    ),
    "prose, a share": (
        ("or $0.24 per share", "or $0.42 per share"),
        ("prose", "$0.42 per share", "0.24", "0.42", ["$0.24        $0.12"]),
    ),
    "margin": (
        ("Gross margin was 40.1%", "Gross margin was 41.0%"),
        ("prose", "Gross margin was", "40.1", "41.0", ["16,535", "$41,187"]),
    ),
    "change": (
        ("14.0% from $36.1", "16.0% from $36.1"),
        ("change", "16.0% from", "14.0", "16.0", ["$41,187"]),
    ),
    "without": (
        ("would have been $3.6", "would have been $3.5"),
        ("without", "would have been $3.5", "3576000", "3500000", ["5,346", "$(1,770)"]),
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_error_is_found(name: str) -> None:
    (old, new), (kind, words, expected, found, cited) = PLANTED[name]
    text = planted(old, new)
    told = [one for one in findings(text) if one.kind == kind]
    assert [(one.expected, one.found) for one in told] == [(Decimal(expected), Decimal(found))]
    (one,) = told
    assert one.citations[0].line == line_of(text, words)
    assert {line_of(text, other) for other in cited} <= {citation.line for citation in one.citations}
    for citation in (*one.citations, *one.context):
        assert citation.text == text.split("\n")[citation.line - 1]
        assert 0 <= citation.start < citation.end <= len(citation.text)


@pytest.mark.parametrize("name", PLANTED)
def test_nothing_else_is_said_of_a_planted_error(name: str) -> None:
    """Every finding cites the line that was changed, or one that the same slip put out."""
    (old, new), _ = PLANTED[name]
    text = planted(old, new)
    changed = line_of(text, new.split("\n")[0])
    for one in findings(text):
        assert changed in {citation.line for citation in one.citations}, one.message


# Slips that rounding, or the words, explain.
SILENT = {
    "a total out by one": (
        "Total current assets                    47,235",
        "Total current assets                    47,236",
    ),
    "gross profit out by one": ("14,201       32,098", "14,201       32,097"),
    "two sides out by one": (
        "equity                                $81,421",
        "equity                                $81,420",
    ),
    "rounded to whole millions": ("were $41.2 million", "were $41 million"),
    "a figure in full": ("were $41.2 million", "were $41,187,000"),
    "a hedge": ("were $41.2 million", "were approximately $40 million"),
    "a percentage rounded": ("14.0% from $36.1", "14% from $36.1"),
    "from rounded figures": ("14.0% from $36.1", "14.1% from $36.1"),
    "an expectation": ("were $41.2 million", "are expected to be $42.1 million"),
    "of another": ("Net sales for the second", "Net sales of Fenwick Marine for the second"),
    "taxed": ("would have been $3.6 million", "would have been $1.7 million"),
    "another margin": ("Gross margin was 40.1%", "Gross margin of the skiff line was 44.1%"),
    "no such percentage": ("3,960         21.7%", "3,960           NM "),
    "restricted cash": (
        "Cash and cash equivalents at end of period   $6,412",
        "Cash and restricted cash at end of period    $6,512",
    ),
}


@pytest.mark.parametrize("name", SILENT)
def test_what_is_explained_is_not_told(name: str) -> None:
    old, new = SILENT[name]
    kinds = {one.kind for one in findings(planted(old, new))}
    assert kinds <= ({"total"} if name == "restricted cash" else set())


def test_a_figure_cut_off_is_slight() -> None:
    (one,) = findings(
        planted("or $0.18 per share", "or $0.18 per share").replace("net loss of $1.8", "net loss of $1.7")
    )
    assert (one.kind, one.severity, one.found) == ("prose", "slight", Decimal(-1_700_000))
    (other,) = findings(planted("net loss of $1.8", "net loss of $1.5"))
    assert (other.kind, other.severity) == ("prose", "error")


def test_the_lines_of_a_sentence_are_told() -> None:
    text = planted("net income of $2.3 million", "net income of $3.2 million")
    (one,) = findings(text)
    assert [citation.line for citation in one.context] == [
        line_of(text, "For the second quarter of fiscal 2005 the")
    ]


def test_findings_are_in_the_order_of_the_source_and_the_same_every_time() -> None:
    text = planted(
        "Total current assets                    47,235", "Total current assets                    47,325"
    )
    text = text.replace("were $41.2 million", "were $42.1 million").replace(
        "8,006            7,044         13.7%", "8,006            7,044         17.3%"
    )
    told = findings(text)
    assert [one.kind for one in told] == ["prose", "total", "percent"]
    assert told == findings(text)


def test_the_record_as_json() -> None:
    (one,) = findings(
        planted(
            "equity                                $81,421", "equity                                $81,241"
        )
    )[-1:]
    record = json.loads(json.dumps(one.to_dict()))
    assert record["kind"] == "balance"
    assert (record["expected"], record["found"], record["difference"]) == ("81421000", "81241000", "-180000")
    assert list(record) == [
        "source",
        "line",
        "kind",
        "severity",
        "message",
        "expected",
        "found",
        "difference",
        "unit",
        "citations",
        "context",
    ]
    assert record["citations"][0]["line"] == record["line"]


# --- real input ------------------------------------------------------------------------------------

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "filings"


def real(name: str) -> Path:
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"the real filing {name} is not beside the checkout")
    return path


def test_the_loss_without_the_charge_does_not_follow_from_the_table() -> None:
    path = real("valence-ex99-1.txt")
    index = open_index(None)
    index.add(read_filing(path.read_bytes(), path.name))
    (one,) = check_filing(index, index.filings()[0])
    assert (one.kind, one.expected, one.found) == ("without", Decimal(-10_281_000), Decimal(-10_200_000))
    assert [citation.line for citation in one.citations] == [29, 202, 216]
    assert [citation.line for citation in one.context] == [28]


# --- percentages of a whole, rows of percentages, an item by its name ------------------------------


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        (SHARES, "2,918     7.1%", "2,918     1.7%", "7.1"),
        (SHARES, "2,918     7.1%", "2,918     4.5%", None),  # of something else, perhaps
        (SHARES, "4,012    11.1%", "4,012    11.7%", "11.1"),
        (MARGINS, "40.1%      39.3%", "41.0%      39.3%", "40.1"),
        (MARGINS, "40.1%      39.3%", "40.2%      39.3%", "40.1"),
        (MARGINS, "40.1%      39.3%", "40%        39.3%", None),
        (MARGINS, "40.1%      39.3%", " 3.0%      39.3%", None),
    ],
)
def test_percentages_of_a_whole(text: str, old: str, new: str, expected: str | None) -> None:
    assert findings(text) == []
    assert text.count(old) == 1
    told = findings(text.replace(old, new))
    assert [(one.kind, str(one.expected)) for one in told] == ([("percent", expected)] if expected else [])


@pytest.mark.parametrize(
    "words", ["Excluding the charge for the repair of piers", "Without the pier repair charge"]
)
def test_an_item_may_be_named(words: str) -> None:
    text = RELEASE.replace("This loss includes a charge for the repair of piers of\n$5.3 million. ", "\n")
    text = text.replace("Excluding this charge", words)
    assert findings(text) == []
    (one,) = findings(text.replace("would have been $3.6", "would have been $3.5"))
    assert (one.kind, one.expected) == ("without", Decimal(3_576_000))
    assert line_of(text, "Charge for repair of piers") in {citation.line for citation in one.citations}


def test_a_column_of_averages_has_no_sum() -> None:
    text = RELEASE.replace("% Change", "Avg price").replace("9.7%", "1,104").replace("16.7%", "1,320")
    text = text.replace("13.7%", "2,210").replace("21.7%", "1,015").replace(" 8.5%", "1,002")
    text = text.replace("22.5%", "1,180").replace("36,121         14.0%", "36,121         1,290")
    assert [one for one in findings(text) if one.kind == "total"] == []


def test_a_page_of_html() -> None:
    assert findings(PAGE) == []
    (one,) = findings(PAGE.replace("22,619", "22,169"))
    assert (one.kind, one.expected, one.found) == ("total", Decimal(46_785_000), Decimal(47_235_000))
    assert "Total assets" in one.citations[0].text
    assert [citation.text[citation.start : citation.end] for citation in one.citations] == [
        "$47,235",
        "$6,412",
        "18,204",
        "22,169",
    ]


@pytest.mark.parametrize(
    ("printed", "told"), [("47,232", 1), ("47,233", 0), ("47,235", 0), ("47,237", 0), ("47,238", 1)]
)
def test_three_rows_and_their_total_may_be_out_by_two(printed: str, told: int) -> None:
    """Half a unit for each of the four figures."""
    row = "Total current assets                    47,235"
    found = [
        one for one in findings(RELEASE.replace(row, row.replace("47,235", printed))) if one.kind == "total"
    ]
    assert [one.citations[0].line for one in found] == [line_of(RELEASE, row)] * told
