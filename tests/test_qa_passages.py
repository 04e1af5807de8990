"""Questions of fact: the shortest words that answer, their lines, and silence where the text is silent."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from grammar.calendar import Context, FiscalCalendar
from index.model import Source
from index.profile import read_profile
from index.prose import prose_items
from index.sentences import cut_sentences
from qa.asking import keys_of, kind_of, read_question, root
from qa.passage_index import PassageIndex
from qa.passages import ProseAnswer, answer_from_prose

RELEASE = """                NORVIK BOATS: MORE DINGHIES OVER THE WINTER

RENO, Nev.--(BUSINESS WIRE)--Feb. 4, 2004--Norvik Boats Inc. (Nasdaq:NRVK), a
builder of small wooden boats, gave its figures for the winter quarter, the third
of fiscal 2004.

"A good winter for oars," said Ada Lund, president and chief executive of Norvik.

Norvik introduced its Pinecone(tm) glue, which holds for 36 hours under water and
costs half as much as tar.

The carving of oars is done at its South Wales plant.

The buyer of the first Sparrow dinghy is Quill Ferries Inc., which crosses the
fjord at Bergen. The Sparrow won a prize from the Baltic Sail Federation.

In Poland, Norvik and its partner TARNA run nine sail lofts and 14 repair docks.

The Bergen yard gave away its rigging machinery to a museum. The paint shop,
acquired from Holm Lofts, was closed in November 2003 because of a burst pipe.

To be nearer to its pupils, the sail school will move to Turku, Finland.

The new dock in Gdansk opened on May 19, 2003. It was paid for through a lottery.
Tours of the harbor were spoilt by rain.

Guests may put questions to Ada Lund by telephone today at 9:30 a.m. PST. The
recording can be heard for 21 days, until February 25, 2004. The recording's
telephone number is 800-555-0142 and its access code is 481516.

Norvik paid $3.2 million for paint and $410,000 for varnish in the six months
ended September 30, 2003.

Norvik in short

Founded in 1987, Norvik has 130 apprentices, including 35 apprentices in Norway.
It has facilities in Reno, Nev., Bergen, Norway and Cardiff, Wales.

Dr. Carl P. Dahl has been the chairman since April 1998. The shares are listed
on the Nasdaq National Market (symbol: NRVK). More is told at WWW.NORVIK.COM.

CONTACT:
     Investor Contact:
     Bo Ek, 555/555-0199
     BEK@HARBOR.COM
     Harbor Group Inc.

     Media Contact:
     Eva Frid, 555/555-0100
     EFRID@SEASONS.COM
     Sea & Sons
"""


@cache
def index() -> PassageIndex:
    source = Source("norvik.txt", RELEASE, tuple(RELEASE.split("\n")))
    sentences = cut_sentences(source, ())
    items = prose_items(sentences, Context(FiscalCalendar(3, 31, True)), "Norvik Boats Inc.")
    return PassageIndex.build(sentences, read_profile(source, sentences), source, items)


def ask(question: str) -> ProseAnswer | None:
    answer = answer_from_prose(question, index())
    if answer:
        shown = " ".join(index().source.line(place.line)[place.start : place.end] for place in answer.places)
        assert (
            " ".join(shown.split()) in {answer.printed, " ".join(answer.printed.split())}
            or len(answer.places) == 1
        )
        assert answer.lines == tuple(place.line for place in answer.places)
        assert 0 < answer.confidence <= 1
    return answer


ANSWERED = [
    # who
    ("Who leads Norvik?", "Ada Lund", "text", "Ada Lund"),
    ("Who is the president of Norvik Boats?", "Ada Lund", "text", "Ada Lund"),
    ("Who is the chairman?", "Carl P. Dahl", "text", "Carl P. Dahl"),
    ("Who was the buyer of the first Sparrow?", "Quill Ferries Inc.", "text", "Quill"),
    ("Who is Norvik's partner in Poland?", "TARNA", "text", "TARNA"),
    ("From whom was the paint shop acquired?", "Holm Lofts", "text", "Holm Lofts"),
    # when
    ("When did the dock in Gdansk open?", "May 19, 2003", "date", "May 19, 2003"),
    ("When was the paint shop closed?", "November 2003", "date", "November 2003"),
    ("On what date did this release come out?", "Feb. 4, 2004", "date", "Feb. 4, 2004"),
    ("Since when has Dr. Dahl been chairman?", "April 1998", "date", "April 1998"),
    ("Until when can the recording be heard?", "February 25, 2004", "date", "February 25"),
    ("At what time may guests put questions?", "9:30 a.m. PST", "text", "9:30"),
    ("When was Norvik founded?", "1987", "date", "Founded in 1987"),
    # where
    ("Where will the sail school move?", "Turku, Finland", "text", "Turku"),
    ("Where are the oars carved?", "South Wales", "text", "South Wales"),
    ("From which city was the release put out?", "RENO", "text", "RENO"),
    ("Where are the facilities of Norvik?",
     "Reno, Nev., Bergen, Norway and Cardiff, Wales", "text", "facilities in Reno"),
    # how many, how long, how much
    ("How many apprentices does Norvik have in Norway?", "35", "count", "including 35"),
    ("How many repair docks are there in Poland?", "14", "count", "14 repair docks"),
    ("How many sail lofts do they run in Poland?", "9", "count", "nine sail lofts"),
    ("How long does the glue hold under water?", "36 hours", "text", "36 hours"),
    ("How long can the recording be heard?", "21 days", "text", "21 days"),
    ("How much did Norvik pay for varnish in the six months ended September 30, 2003?",
     "410000", "USD", "$410,000"),
    # why, how
    ("Why was the paint shop closed in November 2003?", "a burst pipe", "text", "a burst pipe"),
    ("Why will the sail school move?", "To be nearer to its pupils", "text", "To be nearer"),
    ("How was the dock in Gdansk paid for?", "a lottery", "text", "a lottery"),
    # what
    ("What is the new glue called?", "Pinecone(tm) glue", "text", "Pinecone(tm)"),
    ("What did Norvik unveil?", "Pinecone(tm) glue", "text", "Pinecone(tm)"),
    ("What machinery was given away to a museum?", "rigging machinery", "text", "rigging machinery"),
    ("Which federation gave the Sparrow a prize?", "Baltic Sail Federation", "text", "Baltic"),
    ("On which market are the shares listed?",
     "Nasdaq National Market", "text", "Nasdaq"),
    ("What is the ticker symbol?", "NRVK", "text", "NRVK"),
    # contacts
    ("What is the telephone number of the investor contact?", "555/555-0199", "text", "0199"),
    ("What number should journalists call?", "555/555-0100", "text", "0100"),
    ("What is the e-mail address of the media contact?", "EFRID@SEASONS.COM", "text", "EFRID"),
    ("Who is the investor contact?", "Bo Ek", "text", "Bo Ek"),
    ("What is the company's website?", "WWW.NORVIK.COM", "text", "WWW"),
    ("What is the telephone number of the recording?", "800-555-0142", "text", "800-555-0142"),
    ("What is the access code for the recording?", "481516", "text", "481516"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "value", "unit", "shown"), ANSWERED, ids=[q for q, *_ in ANSWERED])
def test_answers(question: str, value: str, unit: str, shown: str) -> None:
    answer = ask(question)
    assert answer is not None
    assert (answer.value, answer.unit) == (value, unit)
    cited = "\n".join(index().source.line(line) for line in answer.lines)
    assert shown.split("\n")[0] in cited


@pytest.mark.parametrize(
    "question",
    [
        "How many employees does Norvik have?",
        "How many riggers lost their jobs in Bergen?",
        "Who is the chief financial officer?",
        "Who audits the company's books?",
        "Who is the chairman of Quill Ferries?",
        "When will the Sparrow dinghy be sold in Japan?",
        "Where is Holm Lofts headquartered?",
        "Why did mooring fees fall in fiscal 2002?",
        "How much does a Sparrow dinghy cost?",
        "How much did Norvik pay for varnish in the six months ended September 30, 2002?",
        "What dividend did shareholders get?",
        "What cash flow is forecast for fiscal 2007?",
        "How much of the harbor tours was sold to guests from Lapland?",
        "What were the mooring fees of Tidewater Yachts?",
        "Which lawsuit was settled?",
        "What is the price of copper?",
        "which green clock ate a harbor with nine spoons",
        "total assets 1996",
        "",
        "?",
    ],
)
def test_silence_where_the_text_is_silent(question: str) -> None:
    assert answer_from_prose(question, index()) is None


def test_a_question_of_any_length_is_safe() -> None:
    assert answer_from_prose("what is the " + "moon " * 20_000, index()) is None


def test_an_empty_filing_answers_nothing() -> None:
    source = Source("t.txt", "", ("",))
    assert answer_from_prose("Who is the CEO?", PassageIndex.build((), (), source)) is None


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who is the boss?", "who"),
        ("When is it due?", "date"),
        ("Where was it made?", "place"),
        ("How many boats?", "count"),
        ("How long does it last?", "duration"),
        ("Why did it stop?", "why"),
        ("What percentage came from oars?", "percent"),
        ("How much was paid?", "amount"),
        ("Until when is it on?", "until"),
        ("What is it called?", "what"),
        ("How was it done?", "how"),
        ("the boat", None),
    ],
)
def test_kinds(question: str, kind: str | None) -> None:
    found = kind_of(question)
    assert (found[0] if found else None) == kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What were total assets?", "amount"),
        ("What revenue does it expect?", "amount"),
        ("What did it pay for the yard?", "amount"),
        ("What assets were sold?", "what"),
        ("What did it launch?", "what"),
    ],
)
def test_what_asks_for_a_figure_or_a_thing(question: str, kind: str) -> None:
    assert read_question(question, frozenset()).kind == kind


def test_synonyms_and_roots_meet() -> None:
    from grammar.words import cut

    maker, producer = keys_of(cut("maker"))[0], keys_of(cut("producer"))[0]
    assert set(maker) & set(producer)
    assert not set(keys_of(cut("maker"))[0]) & set(keys_of(cut("harbor"))[0])
    assert root("relocation") == root("relocat")


def test_names_and_numbers_are_required() -> None:
    asked = read_question("How many docks did Holm run in 1999?", frozenset())
    assert {term.word for term in asked.terms if term.hard} == {"holm"}
    assert asked.periods[0].year == 1999


SHARED = Path(__file__).resolve().parents[2] / "shared"
GOLD = SHARED / "gold"


def gold_questions() -> list[dict[str, object]]:
    """Questions of fact of every text filing, and those that have no answer."""
    found = []
    for path in sorted(GOLD.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            question = json.loads(line)
            if question["kind"] in {"text", "unanswerable"} or (
                question["kind"] == "prose" and question["unit"] in {"text", "count"}
            ):
                found.append(question)
    return found


@cache
def shared_index(name: str) -> PassageIndex:
    from index.read import read_filing

    filing = read_filing((SHARED / "data/filings" / name).read_bytes(), name)
    prose = [item for item in filing.items if item.origin == "prose"]
    return PassageIndex.build(filing.sentences, filing.profile, filing.source, prose)


@pytest.mark.skipif(not GOLD.exists(), reason="the shared gold questions are not there")
@pytest.mark.parametrize("question", gold_questions(), ids=lambda question: question["id"])
def test_gold_questions_of_fact(question: dict[str, object]) -> None:
    answer = answer_from_prose(str(question["question"]), shared_index(str(question["filing"])))
    if question["status"] == "unanswerable":
        assert answer is None
        return
    assert answer is not None
    accept = [question["value"], *(question["accept"] or [])]  # type: ignore[misc]
    given = answer.value.lower().replace("-", " ").replace(",", "")
    assert any(str(wanted).lower().replace("-", " ").replace(",", "") in given for wanted in accept)
    assert set(question["lines"]) <= set(answer.lines)  # type: ignore[call-overload]
