"""What a filing says of itself: every entry by a rule, every place exact."""

from __future__ import annotations

import pytest

from index.contacts import read_contacts
from index.lookup import Lookup, folded, may_hold
from index.model import ProfileEntry, Source
from index.names import lexicon, office_words, offices, people, shortest
from index.profile import RULES, Rule, read_profile
from index.sentences import cut_sentences


def source(text: str) -> Source:
    return Source("t.txt", text, tuple(text.split("\n")))


def profile(text: str) -> list[ProfileEntry]:
    filing = source(text)
    entries = list(read_profile(filing, cut_sentences(filing, ())))
    for entry in entries:
        shown = filing.line(entry.place.line)[entry.place.start : entry.place.end]
        assert shown
        assert entry.value.startswith(" ".join(shown.split()))
    return entries


def contacts_of(text: str) -> list[ProfileEntry]:
    filing = source(text)
    return list(read_contacts(filing, Lookup(filing.lines)))


def said(text: str, key: str, role: str | None = None) -> list[str]:
    return [e.value for e in profile(text) if e.key == key and (role is None or e.role == role)]


@pytest.mark.parametrize(
    ("rule", "text", "value"),
    [(rule, text, value) for rule in RULES for text, value in rule.examples],
    ids=lambda value: value.key if isinstance(value, Rule) else None,
)
def test_rules_read_their_examples(rule: Rule, text: str, value: str) -> None:
    assert value in said(text, rule.key)


@pytest.mark.parametrize(
    ("text", "city", "region", "released", "company"),
    [
        (
            "RENO, Nev.--(BUSINESS WIRE)--May 4, 2003--Norvik Boats Inc. (Nasdaq:NRVK), a builder of "
            "boats, opened",
            "RENO", "Nev.", "May 4, 2003", "Norvik Boats Inc.",
        ),
        (
            "Los Alamos, NM - June 11, 2006-- Quill Labs, Inc. (NYSE: QLL) announced a paint",
            "Los Alamos", "NM", "June 11, 2006", "Quill Labs, Inc.",
        ),
        (
            "ST. PAUL, MN, JUNE 11, 2006 -- TARN WORKS, INC., (NASDAQ: TARN), A MILL FOR SAILS, said",
            "ST. PAUL", "MN", "JUNE 11, 2006", "TARN WORKS, INC.",
        ),
    ],
    ids=["wire", "dash", "capitals"],
)  # fmt: skip
def test_datelines(text: str, city: str, region: str, released: str, company: str) -> None:
    assert (said(text, "city"), said(text, "region")) == ([city], [region])
    assert said(text, "released") == [released]
    assert said(text, "company") == [company]


@pytest.mark.parametrize(
    "text",
    [
        "The meeting of shareholders was held on May 4, 2003 in the town hall.",
        "In the year ended May 31, 2004, sales rose.",
        "Norvik sold its yard on June 1, 2002 -- a good day.",
    ],
)
def test_no_dateline_where_there_is_none(text: str) -> None:
    assert said(text, "city") == []


def test_ticker_and_the_fuller_name_of_the_exchange() -> None:
    text = (
        "Norvik Boats (Nasdaq: NRVK) grew.\n\n"
        'The shares are quoted on the Nasdaq National Market (symbol: "NRVK").'
    )
    assert said(text, "ticker") == ["NRVK"]
    assert said(text, "exchange", "traded") == ["Nasdaq National Market"]
    assert said(text, "exchange", "") == ["Nasdaq"]


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        ('Ada Lund, president and CEO of the yards, paints "all day."', "chief_executive", "Ada Lund"),
        ('Ada Lund, president and CEO of the yards, paints "all day."', "president", "Ada Lund"),
        ("Norvik chief executive officer Bo Ek likes the sea.", "chief_executive", "Bo Ek"),
        ("Prof. Carl P. Q. Dahl was named Chairman in May.", "chairman", "Carl P. Q. Dahl"),
        ("Mr. Dan Evers has served as the treasurer since 1999.", "treasurer", "Dan Evers"),
        ("The board appointed Eva Frid as chief financial officer.", "chief_financial", "Eva Frid"),
        ("Keys are kept by Gun Holm, Assistant Secretary.", "secretary", "Gun Holm"),
    ],
    ids=lambda value: value[:20],
)
def test_officers(text: str, role: str, name: str) -> None:
    assert said(text, "officer", role) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Bo Ek will no longer be chairman of the yards.",
        "The chairman of the board thanked everybody.",
        "New York is home to the chief executive officer.",
    ],
)
def test_nobody_gets_an_office_the_text_does_not_give(text: str) -> None:
    assert said(text, "officer") == []


def test_officers_of_a_signature() -> None:
    text = (
        "SIGNATURES\n\n                                 NORVIK BOATS, INC.\n\n"
        "                                 By: /s/ Ada Lund\n"
        "                                     ----------------\n"
        "                                     Ada Lund\n"
        "                                     Chief Financial Officer\n"
    )
    assert said(text, "officer", "chief_financial") == ["Ada Lund"]


CONTACTS = """CONTACT:
     For Norvik Boats Inc.
     Investor Contact:
     Harbor Group Inc.
     bek@harbor.com
     Bo Ek, (555) 555-0199
      or
     Media Contact:
     Sea & Sons
     ALUND@SEASONS.COM
     Ada Lund, 555/555-0100


                                     Page 7"""


def test_contacts_by_kind() -> None:
    found = {(e.key, e.role): (e.value, e.place.line) for e in contacts_of(CONTACTS)}
    assert found == {
        ("contact_organization", ""): ("Norvik Boats Inc.", 2),
        ("contact_organization", "investor"): ("Harbor Group Inc.", 4),
        ("contact_email", "investor"): ("bek@harbor.com", 5),
        ("contact_person", "investor"): ("Bo Ek", 6),
        ("contact_phone", "investor"): ("(555) 555-0199", 6),
        ("contact_organization", "media"): ("Sea & Sons", 9),
        ("contact_email", "media"): ("ALUND@SEASONS.COM", 10),
        ("contact_person", "media"): ("Ada Lund", 11),
        ("contact_phone", "media"): ("555/555-0100", 11),
    }


def test_contacts_side_by_side_and_fax() -> None:
    text = (
        "CONTACT:\n"
        "Ada Lund, CFO                    Bo Ek (Media)\n"
        "NORVIK BOATS, INC.               SEA SONS LLC\n"
        "(555) 555-0100                   (555) 555-0199; (555) 555-0198 (Fax)\n"
    )
    found = [(e.key, e.role, e.value) for e in contacts_of(text)]
    assert ("contact_person", "media", "Bo Ek") in found
    assert ("officer", "chief_financial", "Ada Lund") in found
    assert ("contact_fax", "", "(555) 555-0198") in found or (
        "contact_fax",
        "media",
        "(555) 555-0198",
    ) in found
    assert [value for key, _, value in found if key == "contact_phone"] == [
        "(555) 555-0100",
        "(555) 555-0199",
    ]


def test_a_sentence_about_contact_is_no_block() -> None:
    assert contacts_of("We contacted Ada Lund: she was out.\nNobody answered her phone.") == []


def test_header_and_cover() -> None:
    text = (
        "<SEC-HEADER>x.hdr.sgml : 20030504\nFILED AS OF DATE:\t\t20030504\n"
        "\t\tCOMPANY CONFORMED NAME:\t\t\tNORVIK BOATS INC\n\t\tFISCAL YEAR END:\t\t\t0331\n</SEC-HEADER>\n"
        "<DOCUMENT>\n<TEXT>\n        Date of Report (Date of earliest event reported):  May 4, 2003\n\n"
        "                   NORVIK BOATS, INC.\n   (Exact name of registrant as specified in its charter)\n\n"
        "                   1 Quay Road, Reno, Nevada 89501\n        (Address of principal executive "
        "offices)\n\n"
        "                      (555) 555-0100\n   (Registrant's telephone number, including area code)\n"
    )
    assert said(text, "company") == ["NORVIK BOATS, INC.", "NORVIK BOATS INC"]
    assert said(text, "fiscal_year_end") == ["0331"]
    assert said(text, "released") == ["May 4, 2003"]
    assert said(text, "address") == ["1 Quay Road, Reno, Nevada 89501"]
    assert said(text, "phone") == ["(555) 555-0100"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada B. Lund and Bo Ek met.", ["Ada B. Lund", "Bo Ek"]),
        ("The Securities Exchange Act of 1934", []),
        ("Norvik Technologies Inc. reported", []),
        ("President Ada Lund", ["Ada Lund"]),
    ],
)
def test_names_of_persons(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in people(text)] == names


def test_fiscal_calendar_is_quoted() -> None:
    text = "Boats sold well in the second quarter of fiscal 2009 ended Dec. 28, 2008."
    assert said(text, "fiscal") == ["second quarter of fiscal 2009 ended Dec. 28, 2008"]


@pytest.mark.parametrize(
    ("rule", "text"),
    [(rule, text) for rule in RULES for text, _ in rule.examples],
    ids=lambda value: value.key if isinstance(value, Rule) else None,
)
def test_what_a_rule_needs_is_in_its_examples(rule: Rule, text: str) -> None:
    assert rule.needs
    assert may_hold(folded(text), rule.needs)
    assert may_hold(folded(text.upper()), rule.needs)


@pytest.mark.parametrize("way", [way for entry in lexicon()["roles"].values() for way in entry["as"]])
def test_every_office_is_looked_for(way: str) -> None:
    text = f"{way.title()} of the firm"
    assert may_hold(folded(text), office_words())
    assert offices()[0].match(text)


@pytest.mark.parametrize("name", lexicon()["exchanges"]["names"])
def test_every_exchange_is_looked_for(name: str) -> None:
    assert said(f"The shares are traded on the {name.upper()}.", "exchange", "traded") == [name.upper()]


@pytest.mark.parametrize(
    ("texts", "shorter"),
    [
        (("vice president", "president"), ("president",)),
        (("otc", "otcbb", "nasd otc"), ("otc",)),
        (("ab", "ba", "ab"), ("ab", "ba")),
    ],
)
def test_texts_that_hold_another_are_left_out(texts: tuple[str, ...], shorter: tuple[str, ...]) -> None:
    assert shortest(texts) == shorter


def test_letters_that_lower_case_leaves_alone_are_folded() -> None:
    assert may_hold(folded("CHIEF FINANCIAL OFF\u0131CER of Ma\u017fs"), (("officer",), ("mass",)))
    assert may_hold(folded("plain"), ())
