"""A filing's sentences prepared for questions of fact: the keys of their words, and what they borrow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from grammar.calendar import Context
from grammar.datafiles import load_data
from grammar.words import Word, cut, stem, stems
from index.model import LineItem, ProfileEntry, Sentence, Source
from index.profile import dateline
from qa.asking import keys_of, word_set
from qa.defined import name_keys, shortened
from qa.following import spoken_of
from qa.footnotes import noted


@dataclass(frozen=True, slots=True)
class FigureLabel:
    """A fact of a sentence: where its figure stands, the keys of its label, its period's words."""

    offset: int
    keys: frozenset[str]
    period: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence prepared: its words, the keys of each, and keys it borrows from the text before it."""

    sentence: Sentence
    words: tuple[Word, ...]
    keys: tuple[tuple[str, ...], ...]
    own: frozenset[str]
    borrowed: frozenset[str]
    before: str = ""  # the text that its opening pronoun points to
    figures: tuple[FigureLabel, ...] = ()
    noted: frozenset[str] = frozenset()  # keys of the rows that a footnote is about
    opening: int = 0  # where its dateline ends, which names a town and a wire service, no fact


@dataclass(frozen=True, slots=True)
class PassageIndex:
    """A filing's sentences and profile, ready for questions."""

    lines: tuple[Line, ...]
    postings: dict[str, frozenset[int]]
    profile: tuple[ProfileEntry, ...]
    company: frozenset[str]  # stems of the filer's name that no other name has
    named: frozenset[str]  # all stems of its name
    source: Source
    context: Context  # what periods are read against
    about: tuple[int, ...] = ()  # for each line the position of the one that it goes on from, or -1
    further: dict[int, tuple[int, ...]] = field(default_factory=dict)  # and those that go on from it

    @classmethod
    def build(
        cls,
        sentences: Sequence[Sentence],
        profile: Sequence[ProfileEntry],
        source: Source,
        items: Sequence[LineItem] = (),
        context: Context | None = None,
    ) -> PassageIndex:
        """`items`: the filing's line items of origin "prose", so that figures are told apart by label."""
        labels = _figure_labels(sentences, items)
        known = shortened(sentences)
        notes = noted(sentences, source)
        lines: list[Line] = []
        for position, sentence in enumerate(sentences):
            words = cut(sentence.text)
            keys = tuple(keys_of(words))
            own = frozenset(key for part in keys for key in part)
            before = lines[position - 1] if position else None
            points = _points_back(words) and before is not None
            near = before if points and before and before.sentence.heading == sentence.heading else None
            said = f"{near.before} {near.sentence.text}" if near else ""
            borrowed = _borrowed(sentence, own, near) | (name_keys(sentence.text, known) - own)
            figures = tuple(labels.get(position, ()))
            opening = _dateline_end(sentence.text)
            rows = frozenset(key for part in keys_of(cut(notes.get(position, ""))) for key in part)
            borrowed |= rows - own
            lines.append(Line(sentence, words, keys, own, borrowed, said[-800:], figures, rows, opening))
        postings: dict[str, set[int]] = defaultdict(set)
        for position, line in enumerate(lines):
            for key in line.own | line.borrowed:
                postings[key].add(position)
        return cls(
            tuple(lines),
            {key: frozenset(places) for key, places in postings.items()},
            tuple(profile),
            _company(profile),
            _named(profile),
            source,
            context or Context(),
            about := spoken_of(sentences),
            _further(about),
        )

    def before(self, place: int) -> Line | None:
        """The line that one goes on from."""
        return self.lines[self.about[place]] if self.about[place] >= 0 else None

    def sharing(self, keys: Iterable[str]) -> frozenset[int]:
        return frozenset().union(*(self.postings.get(key, frozenset()) for key in keys))


def _further(about: Sequence[int]) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = defaultdict(list)
    for place, before in enumerate(about):
        if before >= 0:
            found[before].append(place)
    return {before: tuple(places) for before, places in found.items()}


def _figure_labels(sentences: Sequence[Sentence], items: Sequence[LineItem]) -> dict[int, list[FigureLabel]]:
    """The facts of each sentence, by its position."""
    found: dict[int, list[FigureLabel]] = defaultdict(list)
    for item in items:
        label = f"{item.label} {' '.join(item.path[1:] if item.path else ())}"
        keys = frozenset(key for part in keys_of(cut(label)) for key in part)
        for fact in item.facts:
            if fact.sentence is None or not 0 <= fact.sentence < len(sentences):
                continue
            sentence = sentences[fact.sentence]
            for place, offset in zip(sentence.places, sentence.offsets, strict=True):
                if place.line == fact.place.line and place.start <= fact.place.start < place.end:
                    period = fact.period.label if fact.period else ""
                    found[fact.sentence].append(
                        FigureLabel(offset + fact.place.start - place.start, keys, period)
                    )
    return found


def _dateline_end(text: str) -> int:
    found = dateline(text)
    return found[1].end() if found else 0


def _points_back(words: tuple[Word, ...]) -> bool:
    """Whether a sentence opens with a pronoun: "This is …", "Of this, …", "It …"."""
    return any(word.lower in word_set("openers") for word in words[:2])


def _borrowed(sentence: Sentence, own: frozenset[str], before: Line | None) -> frozenset[str]:
    """The keys of the heading, and of the sentence that an opening pronoun points to."""
    found = {key for part in keys_of(cut(sentence.heading)) for key in part}
    if before:
        found |= before.own | before.borrowed
    return frozenset(found - own)


def _company(profile: Sequence[ProfileEntry]) -> frozenset[str]:
    """Stems of the filer's name and ticker."""
    parts = _named(profile) - word_set("suffixes")
    return (parts - _common_name_words()) or parts


def _named(profile: Sequence[ProfileEntry]) -> frozenset[str]:
    names = [entry.value for entry in profile if entry.key in {"company", "ticker"}]
    return frozenset(part for name in names for part in stems(name))


@cache
def _common_name_words() -> frozenset[str]:
    return frozenset(stem(word) for word in load_data("qa", "asking")["company"]["common"])
