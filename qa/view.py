"""One filing as the engine sees it: labels ready to match, facts by look-up, the calendar, the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from grammar.calendar import Context
from grammar.lexicon import terms
from grammar.spans import NEAR_DAYS
from grammar.values import Period
from grammar.words import cut, stems
from index.catalogue import Catalogue, Entry
from index.model import Fact, FilingRecord, Sentence, Source, Statement
from index.store import Index
from qa.companies import common
from qa.naming import name_of
from qa.passage_index import PassageIndex

YEAR = 12  # months
INCEPTION_MONTHS = 13  # a longer column is no year: it runs from the company's inception


class FilingView:
    """A filing's records, read from the index when first needed and kept."""

    def __init__(self, index: Index, record: FilingRecord, called: frozenset[str] = frozenset()) -> None:
        """called: further stems by which questions may call the company (a name it had before)."""
        self._index = index
        self.record = record
        self._called = called
        self._facts: dict[int, tuple[Fact, ...]] = {}

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        return self._index.statements(self.record.id)

    @cached_property
    def catalogue(self) -> Catalogue:
        headings = {sentence.heading for sentence in self.sentences}
        return Catalogue(self._index.items(self.record.id), self.statements, headings)

    def with_synonyms(self, question: str) -> str:
        """The question with the user's own words for labels ("our kilns") replaced by the labels."""
        for phrase, label in sorted(self._index.synonyms().items(), key=lambda pair: -len(pair[0])):
            words = r"\s+".join(map(re.escape, phrase.split()))
            pattern = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
            question = pattern.sub(label.replace("\\", r"\\"), question)
        return question

    @cached_property
    def rows(self) -> dict[tuple[str, ...], list[Entry]]:
        """The rows of statements by the terms of their labels."""
        found: dict[tuple[str, ...], list[Entry]] = {}
        for entry in self.catalogue.entries:
            if entry.item.origin == "table":
                found.setdefault(entry.label_terms, []).append(entry)
        return found

    @cached_property
    def label_sets(self) -> frozenset[frozenset[str]]:
        """The terms of the labels of the statements' rows, each once."""
        return frozenset(map(frozenset, self.rows))

    @cached_property
    def wholes(self) -> dict[int, tuple[Entry, ...]]:
        """The rows in which a row is summed, by the position of the part."""
        found: dict[int, tuple[Entry, ...]] = {}
        for entry in self.catalogue.entries:
            for part in entry.item.parts:
                found[part] = (*found.get(part, ()), entry)
        return found

    @cached_property
    def label_names(self) -> tuple[str, ...]:
        """What the rows of the statements are called, each once."""
        rows = (entry.item for entry in self.catalogue.entries if entry.item.origin == "table")
        return tuple(dict.fromkeys(name_of(item) for item in rows))

    @cached_property
    def source(self) -> Source:
        return self._index.source(self.record.id)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return self._index.sentences(self.record.id)

    @cached_property
    def passages(self) -> PassageIndex:
        """The sentences prepared for questions of fact."""
        entries = [entry for entry in self.catalogue.entries if entry.item.origin == "prose"]
        facts = self.facts(entries)
        items = [replace(entry.item, facts=facts[entry.position]) for entry in entries]
        profile = self._index.profile(self.record.id)
        return PassageIndex.build(self.sentences, profile, self.source, items, self.context)

    @cached_property
    def sentence_terms(self) -> tuple[frozenset[str], ...]:
        """The folded terms of each sentence and of the heading it stands under."""
        return tuple(frozenset(terms(f"{s.text} {s.heading}")) for s in self.sentences)

    @cached_property
    def sentence_words(self) -> frozenset[str]:
        """The folded terms of all sentences and headings."""
        return frozenset(term for found in self.sentence_terms for term in found)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Lower-case words of the filing, for telling a typo from a word of its own."""
        found = set(self.catalogue.words)
        for sentence in self.sentences:
            found.update(w.lower for w in cut(sentence.text) if w.lower.isalpha() and len(w.lower) > 3)
        return frozenset(found) | {w.lower for w in cut(self.record.company)}

    @cached_property
    def names(self) -> frozenset[str]:
        """Stems by which a question may call the company: the words of its name, its ticker."""
        found = set(stems(self.record.company))
        found |= {e.value.lower() for e in self._index.profile(self.record.id) if e.key == "ticker"}
        return frozenset(found) | self._called

    @cached_property
    def own_names(self) -> frozenset[str]:
        """Those of `names` that no other company shares."""
        return self.names - common()

    def facts(self, entries: Sequence[Entry]) -> dict[int, tuple[Fact, ...]]:
        """The facts of line items, by the items' positions: one indexed look-up for those not kept yet."""
        missing = [e.position for e in entries if e.position not in self._facts]
        if missing:
            found = self._index.facts(self.record.id, missing)
            for position in missing:
                self._facts[position] = found.get(position, ())
        return {e.position: self._facts[e.position] for e in entries}

    def facts_of(self, entry: Entry) -> tuple[Fact, ...]:
        return self.facts([entry])[entry.position]

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods of the statements' columns, in order, each once."""
        found: dict[Period, None] = {}
        for statement in self.statements:
            for period in statement.periods:
                if period is not None:
                    found.setdefault(period)
        return tuple(found)

    def lasting(self, months: int) -> tuple[Period, ...]:
        """Every period of that length that some figure is for, the latest first."""
        facts = (fact for found in self.facts(self.catalogue.entries).values() for fact in found)
        periods = {fact.period for fact in facts if fact.period and fact.period.months == months}
        return tuple(sorted(periods, key=lambda p: p.end, reverse=True))

    @cached_property
    def year_ends(self) -> dict[int, tuple[Period, ...]]:
        """By year: the full year and the date that end in it, of each kind where the statements have one
        only. A first week of January closes the year before, unless that has another end."""
        found: dict[tuple[int, str], set[Period]] = {}
        for step in (NEAR_DAYS, 0):
            before = set(found)
            for period in self.periods:
                key = (period.end - timedelta(days=step)).year, period.kind
                if key not in before and (period.start is None or period.months == YEAR):
                    found.setdefault(key, set()).add(period)
        years: dict[int, tuple[Period, ...]] = {}
        for (year, _), periods in sorted(found.items(), key=lambda pair: pair[0]):
            if len({period.end for period in periods}) == 1:
                first = min(periods, key=lambda period: period.label)
                years[year] = (*years.get(year, ()), first)
        return years

    @cached_property
    def anchor(self) -> date | None:
        """The last day of the latest period reported."""
        ends = [p.end for p in self.periods]
        return self.record.report_end or (max(ends) if ends else self.record.released)

    @cached_property
    def context(self) -> Context:
        return Context(self.record.calendar, self.anchor, self.inception)

    @cached_property
    def inception(self) -> date | None:
        """Where the column "since inception" begins, in the filings that have one."""
        starts = [p.start for p in self.periods if p.start and (p.months or 0) > INCEPTION_MONTHS]
        return min(starts, default=None)

    @cached_property
    def annual(self) -> bool:
        """Whether the year is what the filing reports: it has years ending at the anchor, and no shorter
        period that does."""
        lengths = {p.months for p in self.periods if p.end == self.anchor and p.months}
        return bool(lengths) and min(lengths) >= 12
