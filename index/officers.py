"""Persons with the offices that sentences give them: "Jane Roe, president and CEO", name and title below."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from index.entries import HEAD, entry_of
from index.lookup import Lookup
from index.model import ProfileEntry, Sentence
from index.names import NAME, office_words, offices, offices_in, people

SIGNED = 60  # characters; a name in a signature stands on a shorter line

Span = tuple[int, int]
Holder = Callable[[str, list[Span], int, int], Span | None]


@cache
def _lone_name() -> re.Pattern[str]:
    """A text that is nothing but the name of a person, as signed or in print."""
    return re.compile(rf"[/s ]*{NAME}")


def may_tell(sentences: Sequence[Sentence], texts: Lookup) -> list[int]:
    """The sentences that may name an officer, in order: they hold an office, or are a name alone.

    texts: those of the sentences.
    """
    found = set(texts.holding(office_words()))
    alone = _lone_name().fullmatch
    found.update(
        place
        for place, sentence in enumerate(sentences)
        if len(sentence.text) < SIGNED and alone(sentence.text)
    )
    return sorted(found)


def read_officers(sentence: Sentence, after: Sequence[Sentence]) -> Iterator[ProfileEntry]:
    """Persons with the offices the sentence gives them; in a signature, the lines below do."""
    text = sentence.text[: HEAD * 4]
    held = offices_in(text)
    if not held and len(text) >= SIGNED:
        return
    names = list(people(text))
    if not held and len(names) == 1:
        if names[0] == (len(text) - len(text.lstrip("/s ")), len(text)) or names[0] == (0, len(text)):
            yield from _signature(sentence, names[0], after)
        return
    for start, end, role in held:
        holder = next((found for step in HOLDERS if (found := step(text, names, start, end))), None)
        if holder:
            yield entry_of("officer", sentence, *holder, role=role)


def _signature(
    sentence: Sentence, name: tuple[int, int], after: Sequence[Sentence]
) -> Iterator[ProfileEntry]:
    line = sentence.places[-1].line
    for below in after:
        if below.places[0].line > line + 2 or len(below.text) > 60:
            return
        held = offices_in(below.text)
        if not held and next(people(below.text), None):
            return
        for _, _, role in held:
            yield entry_of("officer", sentence, *name, role=role)
        line = below.places[-1].line


def _named_before(text: str, names: list[Span], start: int, end: int) -> Span | None:
    """ "Jane Roe, president and CEO of Acme": only offices, commas and articles between."""
    for first, last in reversed(names):
        if last <= start:
            between = offices()[0].sub("", text[last:start])
            fits = re.fullmatch(
                r"\s*,?(?:\s?CFA,)?\s*(?:the|its|our|who is|is|as|a|and|/|,|\(|our new|the new|\s"
                r"|[A-Z]\w+'s|Acting|Interim|Senior|Executive)*",
                between,
            )
            return (first, last) if fits and (between.strip() or len(between) == 0) else None
    return None


def _elected(text: str, names: list[Span], start: int, end: int) -> Span | None:
    """ "John Doe has been elected chairman", "Mary Poe has served as the company's treasurer since"."""
    for first, last in reversed(names):
        if last <= start:
            between = offices()[0].sub("", text[last:start])
            verb = re.fullmatch(
                r"[\w ,'’&.]{0,60}?\b(?:been|was|is|has|served|serves|named|appointed|elected|promoted"
                r"|become|became|joined|joins)"
                r"(?:\s(?:been|elected|appointed|named|promoted|served|serving|as|to|the|a|our|its"
                r"|position|of|new|company's|Company's|also|currently|interim|acting))*\s*",
                between,
            )
            return (first, last) if verb else None
    return None


def _named_after(text: str, names: list[Span], start: int, end: int) -> Span | None:
    """ "Acme chief executive officer Jane Roe said", "CFO: John Doe"."""
    for first, last in names:
        if first >= end:
            between = text[end:first]
            fits = re.fullmatch(
                r"(?:\s*(?:,|:)?\s*(?:and|&|/)?\s*|\sof\s[A-Z][\w. ]{1,40},\s|\sis\s)(?:Mr\.|Ms\.|Mrs\."
                r"|Dr\.)?\s?",
                offices()[0].sub("", between),
            )
            return (first, last) if fits else None
    return None


def _appointed(text: str, names: list[Span], start: int, end: int) -> Span | None:
    """ "appointed Jane Roe as chief financial officer", "the election of John Doe to chairman"."""
    for first, last in reversed(names):
        if last <= start:
            verb = re.search(
                r"(?:appoint|elect|nam|promot|hir)\w{1,6}(?:\sof)?\s(?:Mr\.\s|Ms\.\s|Dr\.\s)?$",
                text[max(0, first - 40) : first],
            )
            between = re.fullmatch(
                r",?\s(?:as|to|to be|to the (?:position|post) of)?\s?(?:the|its|a|new|our)?\s?",
                text[last:start],
            )
            return (first, last) if verb and between else None
    return None


HOLDERS: tuple[Holder, ...] = (_appointed, _named_before, _elected, _named_after)
