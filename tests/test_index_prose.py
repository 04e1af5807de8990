"""Facts that sentences state: label, path, value, unit, period and place."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from grammar.calendar import Context, FiscalCalendar
from grammar.values import Period
from index.clauses import Tie, fit_label, noun_phrase, tie
from index.counted import counted, shared_place
from index.model import LineItem, Source
from index.prose import prose_items
from index.said import read_said, shifted
from index.sentences import cut_sentences

# A fiscal year that ends in March; the latest quarter reported is the third of fiscal 2004.
CONTEXT = Context(FiscalCalendar(3, 31, True), date(2003, 12, 31))
Q3, Q2, Q3_BEFORE = "2003-10-01..2003-12-31", "2003-07-01..2003-09-30", "2002-10-01..2002-12-31"


def items_of(text: str, company: str = "Norvik Boats Inc.") -> list[LineItem]:
    source = Source("t.txt", text, tuple(text.split("\n")))
    items = prose_items(cut_sentences(source, ()), CONTEXT, company)
    for item in items:
        assert item.origin == "prose"
        assert item.statement is None
        for fact in item.facts:
            line = source.line(fact.place.line)
            assert line[fact.place.start : fact.place.end] == fact.printed
            assert item.lines[0] <= fact.place.line <= item.lines[1]
    return items


def dates(period: Period | None) -> str | None:
    return None if period is None else f"{period.start or ''}..{period.end}".removeprefix("..")


def facts_of(text: str) -> set[tuple[str, str, str, str | None]]:
    return {
        (
            item.label.lower(),
            str(fact.value.normalize() + 0) if fact.value else "0",
            fact.unit,
            dates(fact.period),
        )
        for item in items_of(text)
        for fact in item.facts
    }


def fact(label: str, value: str, unit: str, period: str | None) -> tuple[str, str, str, str | None]:
    return label, str(Decimal(value).normalize() + 0), unit, period


CASES = [
    (
        "Sales for the third quarter of fiscal 2004 came to $7.3 million, a rise of 4.3% from $7.0 "
        "million in the second quarter, and a fall of 2.7% from $7.5 million in the third quarter of "
        "fiscal 2003.",
        [
            fact("sales", "7300000", "USD", Q3),
            fact("sales", "7000000", "USD", Q2),
            fact("sales", "7500000", "USD", Q3_BEFORE),
            fact("sales, percent change", "4.3", "percent", Q3),
            fact("sales, percent change", "-2.7", "percent", Q3),
        ],
    ),
    (
        "The yards had a net loss of $6.4 million, or $0.52 per basic and diluted share, in the third "
        "quarter, against net income of $1.3 million, or $0.11 per diluted share, in the third quarter "
        "of 2003 and a net loss of $0.9 million, or $0.07 per basic and diluted share, in the second "
        "quarter.",
        [
            fact("net loss", "-6400000", "USD", Q3),
            fact("net loss per basic and diluted share", "-0.52", "USD/share", Q3),
            fact("net loss", "-900000", "USD", Q2),
            fact("net loss per basic and diluted share", "-0.07", "USD/share", Q2),
            fact("net income", "1300000", "USD", Q3_BEFORE),
            fact("net income per diluted share", "0.11", "USD/share", Q3_BEFORE),
        ],
    ),
    (
        "Net income for the nine months to December 31, 2003 climbed 25% to $3,250,000 or $0.61 per "
        "diluted share, from $2,600,000, or $0.49 per diluted share, a year earlier.",
        [
            fact("net income, percent change", "25", "percent", "2003-04-01..2003-12-31"),
            fact("net income", "3250000", "USD", "2003-04-01..2003-12-31"),
            fact("net income per diluted share", "0.61", "USD/share", "2003-04-01..2003-12-31"),
            fact("net income", "2600000", "USD", "2002-04-01..2002-12-31"),
            fact("net income per diluted share", "0.49", "USD/share", "2002-04-01..2002-12-31"),
        ],
    ),
    (
        "Mooring fees for the quarter and the nine months to December 31, 2003 were $6.0 million and "
        "$15.3 million, respectively, compared to $4.0 million and $11.2 million for the same periods "
        "of the year before.",
        [
            fact("mooring fees", "6000000", "USD", Q3),
            fact("mooring fees", "15300000", "USD", "2003-04-01..2003-12-31"),
            fact("mooring fees", "4000000", "USD", Q3_BEFORE),
            fact("mooring fees", "11200000", "USD", "2002-04-01..2002-12-31"),
        ],
    ),
    (
        "Sales of rigging in the quarter were $880,000, down 12.0% from $1,000,000 in the previous "
        "quarter, but up 10.0% from $800,000 in the same quarter last year.",
        [
            fact("sales of rigging", "880000", "USD", Q3),
            fact("sales of rigging, percent change", "-12.0", "percent", Q3),
            fact("sales of rigging", "1000000", "USD", Q2),
            fact("sales of rigging, percent change", "10.0", "percent", Q3),
            fact("sales of rigging", "800000", "USD", Q3_BEFORE),
        ],
    ),
    (
        "Oars accounted for almost 35% of net sales in the quarter.",
        [fact("oars, share of net sales", "35", "percent", Q3)],
    ),
    (
        "Without the storm damage, net income would have been $2.9 million or $0.21 per share.",
        [
            fact("net income, without the storm damage", "2900000", "USD", None),
            fact("net income per share, without the storm damage", "0.21", "USD/share", None),
        ],
    ),
    (
        "Norvik holds 40 licenses to moor boats, including 12 granted in Norway.",
        [
            fact("licenses", "40", "count", None),
            fact("licenses granted in norway", "12", "count", None),
        ],
    ),
    (
        "As of September 30, 2003, the group ran 75 boat yards, 12 sail lofts and 9 piers on the "
        "Baltic coast and 22 boat yards in Canada.",
        [
            fact("boat yards", "75", "count", "2003-09-30"),
            fact("sail lofts", "12", "count", "2003-09-30"),
            fact("boat yards in canada", "22", "count", "2003-09-30"),
        ],
    ),
    (
        "Rent due to Quill Labs was $0.8 million and to Tarn Works, a supplier, was $0.3 million.",
        [
            fact("rent due to quill labs", "800000", "USD", None),
            fact("rent due to tarn works", "300000", "USD", None),
        ],
    ),
    (
        "Sales of sails are forecast to be about $640,000 in both the third and fourth quarters of "
        "fiscal 2004.",
        [
            fact("sales of sails", "640000", "USD", Q3),
            fact("sales of sails", "640000", "USD", "2004-01-01..2004-03-31"),
        ],
    ),
    (
        "On December 31, 2003, the group had overdrafts with four lenders in an aggregate amount of "
        "$75 million.",
        [fact("overdrafts with four lenders", "75000000", "USD", "2003-12-31")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "facts"), CASES, ids=[text[:40] for text, _ in CASES])
def test_facts(text: str, facts: list[tuple[str, str, str, str | None]]) -> None:
    found = facts_of(text)
    assert [wanted for wanted in facts if wanted not in found] == []


@pytest.mark.parametrize(
    "text",
    [
        "Norvik was founded in 1987 and has its office at 31 Quay Street.",
        "Guests book a berth on 800-555-0100 and give the number 4815.",
        "See Rule 14a-12 and Item 7 of Form 10-K, Section 13 or 15(d).",
        "The lamp on the mast burns for 60 hours or two nights.",
        "Weather may spoil any plan that the yards make.",
    ],
)
def test_no_facts_where_none_are_stated(text: str) -> None:
    assert facts_of(text) == set()


def test_places_are_exact_over_lines() -> None:
    text = "Sales of sails in the third quarter of fiscal 2004 were $3.9\nmillion, up from $3.1 million."
    first = items_of(text)[0].facts[0]
    assert (first.value, first.printed, first.place.line) == (Decimal("3900000"), "$3.9", 1)


def test_expectations_say_so_and_look_ahead() -> None:
    (item,) = items_of("Fees for the fourth quarter are projected to be approximately $3.0 million.")
    assert "expected" in item.path
    assert dates(item.facts[0].period) == "2004-01-01..2004-03-31"
    assert item.facts[0].hedge in {"approximately", ""}


def test_an_outlook_heading_gives_the_period_and_the_expectation() -> None:
    text = (
        "MARCH 2004 QUARTER OUTLOOK\n\n"
        "     *    Mooring fees are projected to come in at a level that nobody here has seen\n"
        "          before in this business.\n"
        "     *    Mooring fees are projected to be approximately $2.6 million.\n"
    )
    item = items_of(text)[-1]
    assert item.path == ("MARCH 2004 QUARTER OUTLOOK", "expected")
    assert dates(item.facts[0].period) == "2004-01-01..2004-03-31"


def test_a_metric_of_another_keeps_its_holder() -> None:
    (item,) = items_of(
        "The group's paint maker Quill Labs, which is small, earned a net income of $1.7 million in "
        "fiscal 2003."
    )
    assert item.label == "net income"
    assert any("Quill Labs" in part for part in item.path)
    (own,) = items_of("Norvik Boats reported net income of $1.7 million in fiscal 2003.")
    assert own.path == ()


def test_a_clause_that_a_metric_belongs_to_is_in_its_path() -> None:
    items = items_of(
        "In the second quarter of fiscal 2004, Norvik bought used boats with an insured value of $9.0 "
        "million for a total cost of $4.5 million."
    )
    assert {item.label for item in items} == {"insured value", "total cost"}
    assert all("Norvik bought used boats" in item.path for item in items)


def test_a_pronoun_keeps_the_sentence_it_points_to() -> None:
    items = items_of(
        "Sales of Quill Labs were $3.3 million in fiscal 2003. Its net income was $1.0 million in "
        "fiscal 2003."
    )
    net = next(item for item in items if item.label == "net income")
    assert any("Quill Labs" in part for part in net.path)


def test_adjusted_and_pro_forma_figures_are_not_gaap() -> None:
    items = items_of(
        "Pro forma net income in the quarter was $3 million. Net income in the quarter was $2 million."
    )
    assert [(item.facts[0].basis, item.facts[0].value) for item in items] == [
        ("pro forma", Decimal("3000000")),
        ("gaap", Decimal("2000000")),
    ]


@pytest.mark.parametrize(
    ("lead", "tail", "percent", "role", "metric"),
    [
        ("The yards reported a net loss of", "", False, "value", "net loss"),
        ("Net revenues were", "", False, "value", "Net revenues"),
        (", compared with", "", False, "value", ""),
        (", an increase of", "", True, "change", ""),
        ("Sales grew", "", True, "change", "Sales"),
        ("Oars accounted for", " of revenue", True, "share", "Oars, share of revenue"),
        ("We expect fees to be", "", False, "value", "fees"),
        ("and of", "", True, "value", ""),
        ("Gross margin improved to", " of net sales", True, "value", "Gross margin"),
        ("and the company earned", "", False, "value", "net income"),
        ("Please call", "", False, "none", ""),
    ],
)
def test_ties(lead: str, tail: str, percent: bool, role: str, metric: str) -> None:
    found = tie(lead, tail, percent)
    assert isinstance(found, Tie)
    assert (found.role, found.metric) == (role, metric)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("includes a special charge for repair of piers", "special charge for repair of piers"),
        ("reported revenue", "revenue"),
        ("the lease of yards in an aggregate amount", "lease of yards"),
    ],
)
def test_noun_phrases(text: str, phrase: str) -> None:
    assert noun_phrase(text)[0] == phrase


@pytest.mark.parametrize("label", ["we", "because of this", "", "-- up", "is large", "you're right"])
def test_unfit_labels(label: str) -> None:
    assert not fit_label(label)


def test_counts_share_a_place() -> None:
    text = "30 lofts, 21 yards and four huts in Latvia."
    assert counted(text, 0, 2, "") == "lofts"
    assert shared_place(text, 2) == "in Latvia"
    assert counted("60 hours at sea", 0, 2, "") is None
    assert counted("27 stores in 11 states", 0, 2, "") == "stores"
    assert counted("94 of them granted in Chile", 0, 2, "moorings abroad") == "moorings granted in Chile"
    assert counted("410 people.", 0, 3, "") == "people"


def test_periods_of_a_sentence_are_joined() -> None:
    said = read_said("Over the first half of the fiscal year, ending September 30, 2003, fees rose", CONTEXT)
    assert [dates(period) for one in said for period in one.periods] == ["2003-04-01..2003-09-30"]


@pytest.mark.parametrize(
    ("start", "end", "years", "quarters", "moved"),
    [
        (date(2003, 10, 1), date(2003, 12, 31), -1, 0, "2002-10-01..2002-12-31"),
        (date(2003, 10, 1), date(2003, 12, 31), 0, -1, "2003-07-01..2003-09-30"),
        (date(2004, 1, 1), date(2004, 2, 29), -1, 0, "2003-01-01..2003-02-28"),
        (None, date(2003, 12, 31), -1, 0, "2002-12-31"),
    ],
)
def test_shifted(start: date | None, end: date, years: int, quarters: int, moved: str) -> None:
    assert dates(shifted(Period("duration" if start else "instant", start, end), years, quarters)) == moved


SHARED = Path(__file__).resolve().parents[2] / "shared"
RELEASE = SHARED / "data/filings/valence-ex99-1.txt"


@pytest.mark.skipif(not RELEASE.exists(), reason="the shared filings are not there")
def test_figures_of_a_real_release() -> None:
    """Every prose figure of the gold file that a sentence states is a fact on its line."""
    from index.read import read_filing

    filing = read_filing(RELEASE.read_bytes(), RELEASE.name)
    stated = {
        (str(abs(fact.value).normalize() + 0), fact.place.line)
        for item in filing.items
        if item.origin == "prose"
        for fact in item.facts
    }
    gold = [json.loads(line) for line in (SHARED / "gold/valence.jsonl").read_text().splitlines()]
    wanted = [q for q in gold if q["kind"] == "prose" and q["unit"] != "text"]
    missed = [
        q["id"]
        for q in wanted
        if not any((str(abs(Decimal(q["value"])).normalize() + 0), line) in stated for line in q["lines"])
    ]
    assert len(wanted) > 5
    assert missed == []
