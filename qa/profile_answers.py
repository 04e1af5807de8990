"""Questions that the filing's profile answers: offices, contacts, ticker, dateline, addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from grammar.datafiles import load_data
from grammar.words import stem, stems
from index.model import Place, ProfileEntry
from index.names import lexicon
from qa.asking import Asked

if TYPE_CHECKING:
    from qa.passage_index import PassageIndex
    from qa.passages import ProseAnswer

SURE = 0.93
MOST_LINES = 8  # that one value takes
UNITS = {"released": "date", "founded": "date", "signed": "date"}
SIGNED = re.compile(r"\b(?:signed|sign|signatory|signatories|signer|signers|signature)\b")


@dataclass(frozen=True, slots=True)
class Ask:
    """Phrases that ask for entries of these keys, and the stems that may stand beside them."""

    pattern: re.Pattern[str]
    keys: tuple[str, ...]
    beside: frozenset[str]


@cache
def _asks() -> tuple[Ask, ...]:
    data = load_data("qa", "asking")
    anyway = frozenset(stem(word) for word in data["beside"]["any"])
    return tuple(
        Ask(
            re.compile(
                r"(?<![\w-])(?:"
                + "|".join(
                    [*sorted(map(re.escape, entry["phrases"]), key=len, reverse=True), *entry.get("ways", ())]
                )
                + r")(?![\w-])"
            ),
            tuple(entry["keys"]),
            anyway
            | frozenset(stem(word) for word in entry["beside"])
            | frozenset(part for phrase in entry["phrases"] for part in stems(phrase)),
        )
        for entry in data["profile"]
    )


@cache
def _offices() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Ways of naming or asking for an office, longest first, with its role."""
    ways = [
        (way, role) for role, entry in lexicon()["roles"].items() for way in (*entry["as"], *entry["asked"])
    ]
    ways.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    return tuple((re.compile(rf"(?<![\w-]){re.escape(way)}(?![\w-])"), role) for way, role in ways)


@cache
def _beside_office() -> frozenset[str]:
    data = load_data("qa", "asking")["beside"]
    return frozenset(stem(word) for word in (*data["office"], *data["any"]))


@cache
def _contact_words() -> tuple[tuple[str, tuple[frozenset[str], ...]], ...]:
    contacts = lexicon()["contacts"]
    return tuple(
        (kind, tuple(frozenset(stems(word)) for word in contacts[kind]))
        for kind in ("media", "investor", "company")
    )


def answer_from_profile(asked: Asked, index: PassageIndex) -> tuple[bool, ProseAnswer | None]:
    """(whether the profile is the place to ask, the entry where it has one)."""
    lower = asked.text.lower().replace("’", "'")
    if asked.kind == "who" or re.match(r"\W*(?:what is |what's )?(?:the )?name of", lower):
        known, officer = _officer(asked, index, lower)
        if known:
            return True, officer
    if _asks_signers(asked, index, lower):
        return True, _signers(index)
    for ask in _asks():
        if ask.pattern.search(lower) is None:
            continue
        kind, kind_words = _contact_kind(asked)
        if _left(asked, index, ask.beside | kind_words):
            continue
        entry = _pick(index.profile, ask.keys, kind)
        if entry:
            return True, _answer(index, entry, SURE)
    return False, None


def _left(asked: Asked, index: PassageIndex, beside: frozenset[str]) -> bool:
    """Whether the question has words besides these and the filer's name."""
    return any(term.keys[0] not in beside and term.keys[0] not in index.company for term in asked.terms)


def _officer(asked: Asked, index: PassageIndex, lower: str) -> tuple[bool, ProseAnswer | None]:
    """Who holds an office: the first person the filing gives it to. Where that is all that is asked
    and the filing gives it to nobody, nobody is the answer."""
    for pattern, role in _offices():
        match = pattern.search(lower)
        if match is None:
            continue
        named = _stems_of_role(role)
        if _left(asked, index, named | _beside_office()):
            return False, None
        entry = next((e for e in index.profile if e.key == "officer" and e.role == role), None)
        return True, _answer(index, entry, SURE) if entry else None
    return False, None


@cache
def _stems_of_role(role: str) -> frozenset[str]:
    """The stems of all ways to name an office or to ask for it: "who runs it as CEO" asks once."""
    entry = lexicon()["roles"][role]
    return frozenset(part for way in (*entry["as"], *entry["asked"]) for part in stems(way))


def _asks_signers(asked: Asked, index: PassageIndex, lower: str) -> bool:
    """Whether the question is who signed the filing."""
    if asked.kind != "who" or not SIGNED.search(lower) or not any(e.key == "signer" for e in index.profile):
        return False
    beside = frozenset(stem(word) for word in load_data("qa", "asking")["beside"]["signed"])
    return not _left(asked, index, beside)


def _signers(index: PassageIndex) -> ProseAnswer:
    """All persons who signed, in order."""
    from qa.passages import ProseAnswer

    signers = [entry for entry in index.profile if entry.key == "signer"]
    names = [entry.value for entry in signers]
    said = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    places = tuple(entry.place for entry in index.profile if entry.key in {"signature", "signer"})
    return ProseAnswer(said, said, "text", None, places, tuple(p.line for p in places), SURE, "signed")


def _contact_kind(asked: Asked) -> tuple[str | None, frozenset[str]]:
    """The kind of contact asked for, and the words that say so."""
    said = frozenset(asked.stems)
    for kind, phrases in _contact_words():
        found = [phrase for phrase in phrases if phrase <= said]
        if found:
            return kind, frozenset().union(*found)
    return None, frozenset()


def _pick(profile: tuple[ProfileEntry, ...], keys: tuple[str, ...], kind: str | None) -> ProfileEntry | None:
    """The first entry of the first key that has one; of a contact, the kind asked for."""
    for key in keys:
        entries = [entry for entry in profile if entry.key == key and entry.role != "header"] or [
            entry for entry in profile if entry.key == key
        ]
        if key == "exchange":
            entries.sort(key=lambda entry: (entry.role != "traded", -len(entry.value)))
        if key == "released":
            entries.sort(key=lambda entry: entry.role == "cover")
        if key.startswith("contact_") and kind:
            own = [entry for entry in entries if entry.role == kind]
            entries = own or [entry for entry in entries if not entry.role]
        if entries:
            return entries[0]
    return None


def _answer(index: PassageIndex, entry: ProfileEntry, confidence: float) -> ProseAnswer:
    from qa.passages import ProseAnswer

    unit = UNITS.get(entry.key, "text")
    places = _places(index, entry)
    lines = tuple(place.line for place in places)
    return ProseAnswer(
        entry.value, entry.value, unit, None, places, lines, confidence, entry.role or entry.key
    )


def _places(index: PassageIndex, entry: ProfileEntry) -> tuple[Place, ...]:
    """Where the value stands: its place, and what of it stands at the beginning of the lines after."""
    place = entry.place
    shown = " ".join(index.source.line(place.line)[place.start : place.end].split())
    rest = entry.value[len(shown) :].strip() if entry.value.startswith(shown) else ""
    found = [place]
    while rest and found[-1].line < len(index.source.lines) and len(found) < MOST_LINES:
        number = found[-1].line + 1
        after = index.source.line(number)
        start = len(after) - len(after.lstrip())
        part = " ".join(after.split())
        part = part if rest.startswith(part) else rest
        if not part or not after[start:].startswith(part):
            break
        found.append(Place(number, start, start + len(part)))
        rest = rest[len(part) :].strip()
    return tuple(found)
