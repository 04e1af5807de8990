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
from qa.passages import PassageIndex, ProseAnswer, answer_from_prose

RELEASE = """                NORVIK BOATS REPORTS THIRD QUARTER RESULTS

RENO, Nev.--(BUSINESS WIRE)--Feb. 4, 2004--Norvik Boats Inc. (Nasdaq:NRVK), a
builder of small wooden boats, today reported results for its third quarter of
fiscal 2004 ended Dec. 31, 2003.

Ada Lund, president and CEO of Norvik, said, "Our customers like what we build."

Highlights

     o    Norvik launched its Pinecone(tm) hull technology, with lower weight and
          cost, which keeps a dinghy afloat for 12 hours.

     o    The company moved the assembly of its Pinecone dinghies from its Research
          yard to its South Wales plant, where it is hiring

     o    The first customer to order the Sparrow dinghy is Quill Ferries Inc., a
          ferry line in Norway

     o    Norvik obtained its first design award from the Baltic Sail Federation

     o    Through a joint venture with TARNA, Poland's largest chandler, the company
          also ran nine sail lofts and 14 repair docks in Poland.

The one-time charge represents a write-down of rigging machinery in the Bergen
yard, and of the sail designs acquired from Holm Lofts in June 2001.

Inventory was written off in November 2003 as a result of a fire in the paint shop.

To save rent and shorten deliveries, the company is also closing its Oslo office
and will relocate all of its offices by yearend to Turku, Finland.

A 3-for-1 stock split, effected through a stock dividend, became effective
March 23, 2003. Sales of oars were hurt by the slowdown among rowing clubs.

Norvik will hold a conference call today at 11:00 a.m. EST. A replay will be
available for 7 days through February 11, 2004. The replay telephone number is
800-555-0142 and the access code is 481516.

The company spent $75.5 million on timber and $3.2 million on paint during the
nine months ended December 31, 2003.

About Norvik Boats Inc.

Norvik is a builder of small wooden boats. Norvik has more than 40 issued and
pending patents, including 12 issued in Norway. Founded in 1987, it operates
facilities in Reno, Nev., Bergen, Norway and Cardiff, Wales. Dr. Carl P. Dahl
has served as the chairman of Norvik since April 2000. Norvik is traded on the
Nasdaq National Market under the symbol NRVK. Norvik can be found on the
Internet at WWW.NORVIK.COM.

CONTACT:
     For Norvik Boats Inc.
     Media Contact:
     Sea & Sons
     Eva Frid, 555/555-0100
     EFRID@SEASONS.COM
      or
     Investor Contact:
     Harbor Group Inc.
     Bo Ek, 555/555-0199
     BEK@HARBOR.COM
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
    ("Who runs Norvik?", "Ada Lund", "text", "Ada Lund"),
    ("Who is the president of Norvik Boats?", "Ada Lund", "text", "Ada Lund"),
    ("Who is the chairman?", "Carl P. Dahl", "text", "Carl P. Dahl"),
    ("Who is the first customer for the Sparrow dinghy?", "Quill Ferries Inc.", "text", "Quill"),
    ("Who is the joint venture partner in Poland?", "TARNA", "text", "TARNA"),
    ("From whom were the sail designs acquired?", "Holm Lofts", "text", "Holm Lofts"),
    # when
    ("When did the stock split become effective?", "March 23, 2003", "date", "March 23, 2003"),
    ("When was inventory written off?", "November 2003", "date", "November 2003"),
    ("When was this press release issued?", "Feb. 4, 2004", "date", "Feb. 4, 2004"),
    ("Since when has Dr. Dahl been chairman?", "April 2000", "date", "April 2000"),
    ("Until when is the replay available?", "February 11, 2004", "date", "February 11"),
    ("What time is the conference call?", "11:00 a.m. EST", "text", "11:00"),
    ("When was Norvik founded?", "1987", "date", "Founded in 1987"),
    # where
    ("Where will the offices be relocated?", "Turku, Finland", "text", "Turku"),
    ("Where are the Pinecone dinghies being built now?", "South Wales", "text", "South Wales"),
    ("From which city was the release issued?", "RENO", "text", "RENO"),
    ("Where does Norvik have facilities?",
     "Reno, Nev., Bergen, Norway and Cardiff, Wales", "text", "facilities in Reno"),
    # how many, how long, how much
    ("How many patents does Norvik have in Norway?", "12", "count", "12 issued in Norway"),
    ("How many repair docks did the joint venture run in Poland?", "14", "count", "14 repair docks"),
    ("How many sail lofts are there in Poland?", "9", "count", "nine sail lofts"),
    ("How long can the hull keep a dinghy afloat?", "12 hours", "text", "12 hours"),
    ("How long will the replay be available?", "7 days", "text", "7 days"),
    ("How much was spent on paint in the nine months ended December 31, 2003?",
     "3200000", "USD", "$3.2 million"),
    # why, how
    ("Why was inventory written off in November 2003?", "a fire in the paint shop", "text", "a fire"),
    ("Why is the Oslo office closing?", "To save rent and shorten deliveries", "text", "To save rent"),
    ("How was the stock split effected?", "a stock dividend", "text", "a stock dividend"),
    # what
    ("What is the new hull technology they introduced called?",
     "Pinecone(tm) hull technology", "text", "Pinecone(tm)"),
    ("What did Norvik unveil?", "Pinecone(tm) hull technology", "text", "Pinecone(tm)"),
    ("What machinery was written down in the one-time charge?",
     "rigging machinery", "text", "rigging machinery"),
    ("Which federation gave Norvik an award?", "Baltic Sail Federation", "text", "Baltic"),
    ("Which Nasdaq market is the stock traded on?",
     "Nasdaq National Market", "text", "Nasdaq National Market"),
    ("What is the ticker symbol?", "NRVK", "text", "NRVK"),
    # contacts
    ("phone number for investor enquiries?", "555/555-0199", "text", "0199"),
    ("What number should journalists call?", "555/555-0100", "text", "0100"),
    ("What is the e-mail address of the media contact?", "EFRID@SEASONS.COM", "text", "EFRID"),
    ("Who is the investor contact?", "Bo Ek", "text", "Bo Ek"),
    ("What is the company's website?", "WWW.NORVIK.COM", "text", "WWW"),
    ("What is the replay telephone number?", "800-555-0142", "text", "800-555-0142"),
    ("What is the access code for the replay?", "481516", "text", "481516"),
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
        "How many people were laid off in Bergen?",
        "Who is the chief financial officer?",
        "Who audits the company's books?",
        "Who is the chairman of Quill Ferries?",
        "When will the Sparrow dinghy be sold in Japan?",
        "Where is Holm Lofts headquartered?",
        "Why did revenue fall in fiscal 2002?",
        "How much does a Sparrow dinghy cost?",
        "How much was spent on paint in the nine months ended December 31, 2002?",
        "What dividend per share was paid?",
        "What EBITDA guidance was given for fiscal 2006?",
        "How much of the revenue came from customers in Asia?",
        "What was Tidewater Yachts' revenue in the quarter?",
        "Which lawsuit was settled?",
        "What is the price of copper?",
        "how many purple lamps did the keel sing last monday",
        "net loss 2007",
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

    laptop, notebook = keys_of(cut("laptop"))[0], keys_of(cut("notebook"))[0]
    assert set(laptop) & set(notebook)
    assert not set(keys_of(cut("laptop"))[0]) & set(keys_of(cut("harbor"))[0])
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
