"""Which companies an index is about, and which of them a question names.

A small catalogue in memory: the filings of each company, newest first, and the words by which a question
may call it. It is built once for a state of the index; looking a question's words up in it costs the same
whatever the number of filings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from grammar.datafiles import load_data
from grammar.lexicon import vocabulary
from grammar.words import Word, cut, stem, stems
from index.model import FilingRecord

LEAST_FILE_WORD = 2  # letters that the first word of a file's name has, to name the company
LEAST_MISSPELT = 5  # letters of a name that is still known with a slip in it
LEAST_ALONE = 3  # letters of a name or symbol that need not be typed in capitals
# A file's name as a question may give it: with a dot, a dash or an underscore inside.
FILE_NAME = re.compile(r"[\w]+(?:[.\-][\w]+)+|\w*_\w+")


@cache
def common() -> frozenset[str]:
    """Stems of the words of company names that are no name by themselves."""
    return legal() | frozenset(stem(word) for word in load_data("qa", "companies")["weak"])


@cache
def legal() -> frozenset[str]:
    """Stems of those that say only what kind of company it is."""
    return frozenset(stem(word) for word in load_data("qa", "companies")["legal"])


@dataclass(frozen=True, slots=True, eq=False)
class Company:
    """One company: its name as the newest filing has it, its filings from the newest to the oldest, and the
    stems by which it is called. `leads`: those that name it by themselves (the first word of a name, a
    trading symbol); `words`: all telling ones."""

    key: int
    name: str
    filings: tuple[FilingRecord, ...]
    leads: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names: companies, and a filing where it gives a file's name; `rest`: the question with
    the file's name, or a name with a slip in it, blanked out."""

    companies: tuple[Company, ...] = ()
    filing: FilingRecord | None = None
    rest: str = ""


class Directory:
    """The companies of an index, by the words that name them."""

    def __init__(self, records: Sequence[FilingRecord], tickers: Mapping[int, Sequence[str]]) -> None:
        self.records = tuple(records)
        self.by_id = {record.id: record for record in self.records}
        self._files = {name: r for r in self.records for name in _file_names(r.name)}
        self.companies = _companies(self.records, tickers)
        self.of: dict[int, Company] = {r.id: c for c in self.companies for r in c.filings}
        self._by_word: dict[str, list[Company]] = {}
        for company in self.companies:
            for word in sorted(company.words):
                self._by_word.setdefault(word, []).append(company)

    def file(self, name: str) -> FilingRecord | None:
        """The filing of exactly that name."""
        return self._files.get(name.lower())

    def named(self, question: str) -> Named:
        """The companies a question names, by any of their names, and the filing if it names one."""
        for match in FILE_NAME.finditer(question):
            record = self._files.get(match.group().lower())
            if record is not None:
                return Named((self.of[record.id],), record, _without(question, *match.span()))
        words = cut(question)
        keys = [_keys(question, words, place) for place in range(len(words))]
        found: dict[int, Company] = {}
        for place, word in enumerate(words):
            leading = [c for key in keys[place] for c in self._by_word.get(key, ()) if key in c.leads]
            best = _best(leading, keys, place, bare=not _is_name(word, place))
            found |= {company.key: company for company in best}
        if not found:
            found = {company.key: company for company in self._by_others(words, keys)}
        return Named(tuple(found.values()), rest=question) if found else self._misspelt(question, words)

    def _by_others(self, words: Sequence[Word], keys: Sequence[tuple[str, ...]]) -> list[Company]:
        """Companies called by a later word of their name, where no other company has it."""
        found = []
        for place, word in enumerate(words):
            if place and word.text[:1].isupper() and word.lower not in vocabulary():
                having = [c for key in keys[place] for c in self._by_word.get(key, ())]
                found += having if len(having) == 1 else []
        return found

    def _misspelt(self, question: str, words: Sequence[Word]) -> Named:
        """Companies whose name a word that nothing else knows is, but for one slip."""
        plain = [(word, word.lower.removesuffix("'s")) for word in words]
        doubtful = [(w, p) for w, p in plain if len(p) >= LEAST_MISSPELT and p not in vocabulary()]
        if not doubtful:
            return Named(rest=question)
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        leads = [lead for lead in self._by_word if len(lead) >= LEAST_MISSPELT]
        found: list[Company] = []
        for word, _ in doubtful:
            near = process.extract(word.stem, leads, scorer=OSA.distance, score_cutoff=1, limit=2)
            having = [c for lead, _, _ in near for c in self._by_word[lead] if lead in c.leads]
            if len(having) == 1:
                found += having
                question = _without(question, word.start, word.end)
        return Named(tuple(dict.fromkeys(found)), rest=question)


def _without(question: str, start: int, end: int) -> str:
    """A question with some of its characters blanked out, so that the others keep their places."""
    return question[:start] + " " * (end - start) + question[end:]


def _best(
    companies: Iterable[Company], keys: Sequence[tuple[str, ...]], place: int, bare: bool
) -> list[Company]:
    """Of the companies that a word may begin the name of, those whose names the words after it go on
    with the longest. bare: the word alone is no name, so that one word more must be there."""
    scored: list[tuple[int, Company]] = []
    for company in {company.key: company for company in companies}.values():
        length = 1
        while place + length < len(keys) and any(
            k in company.words or k in common() for k in keys[place + length]
        ):
            length += 1
        told = sum(any(k in company.words for k in keys[at]) for at in range(place, place + length))
        scored.append((told, company))
    most = max((score for score, _ in scored), default=0)
    return [company for score, company in scored if score == most and (score > 1 or not bare)]


def _is_name(word: Word, place: int) -> bool:
    """Whether a word that begins a company's name is meant as one, and not as the English word."""
    if word.lower.endswith("'s") and word.text[:1].isupper():
        return True
    if len(word.stem) < LEAST_ALONE:
        return word.text.isupper()
    plain = word.lower.removesuffix("'s") in vocabulary() or word.stem in common()
    return not plain or (place > 0 and word.text[:1].isupper())


def _keys(question: str, words: Sequence[Word], place: int) -> tuple[str, ...]:
    """The stems a word may be looked up by: its own, and that of the hyphened word it begins."""
    key = words[place].stem
    if place + 1 < len(words) and question[words[place].end : words[place + 1].start] == "-":
        return key, stem(words[place].lower + words[place + 1].lower)
    return (key,)


def _companies(records: Sequence[FilingRecord], tickers: Mapping[int, Sequence[str]]) -> tuple[Company, ...]:
    groups: dict[str, list[FilingRecord]] = {}
    for key, record in zip(_group_keys(records), records, strict=True):
        groups.setdefault(key, []).append(record)
    files = _file_words(groups)
    found = []
    for number, (key, group) in enumerate(sorted(groups.items())):
        newest = tuple(sorted(group, key=_age, reverse=True))
        names = dict.fromkeys(name for r in newest for name in (r.company, *r.former) if name)
        leads, words = set(files.get(key, ())), set(files.get(key, ()))
        for name in names:
            telling, first = _telling(name)
            words |= telling
            leads |= first
        symbols = {symbol.lower() for r in newest for symbol in tickers.get(r.id, ())}
        name = next((r.company for r in newest if r.company), newest[0].name)
        found.append(Company(number, name, newest, frozenset(leads | symbols), frozenset(words | symbols)))
    return tuple(found)


def _age(record: FilingRecord) -> tuple[str, str, str]:
    return str(record.released or record.report_end or ""), str(record.report_end or ""), record.name


def _group_keys(records: Sequence[FilingRecord]) -> list[str]:
    """For each filing the key of its company: filings of one number at the SEC, or of one name (one it had
    before included) where a number is not given."""
    by_name: dict[str, set[str]] = {}
    for record in records:
        if record.cik:
            for name in (record.company, *record.former):
                by_name.setdefault(_plain(name), set()).add(record.cik)
    keys = []
    for record in records:
        numbers = by_name.get(_plain(record.company), set())
        alone = next(iter(numbers)) if len(numbers) == 1 else ""
        keys.append(record.cik or alone or f"~{_plain(record.company) or record.name}")
    return keys


def _plain(name: str) -> str:
    """A company's name without case, punctuation and the words for its legal form."""
    parts = stems(name)
    return " ".join(part for part in parts if part not in legal()) or " ".join(parts)


def _telling(name: str) -> tuple[set[str], set[str]]:
    """(The stems of a name that tell it from others, those of them that can stand for it alone.)"""
    words = cut(name)
    keys = [_keys(name, words, place) for place in range(len(words))]
    telling = [key for key in keys if key[0] not in common()] or keys
    return {k for key in telling for k in key}, set(telling[0]) if telling else set()


def _file_names(name: str) -> tuple[str, ...]:
    """What a file may be called in a question: its name, and that without its endings."""
    lower = name.lower()
    bare = re.sub(r"(?:\.(?:txt|html?|gz|pdf))+$", "", lower)
    return (lower, bare) if bare else (lower,)


def _file_words(groups: Mapping[str, Sequence[FilingRecord]]) -> dict[str, set[str]]:
    """By company, the first words of its files' names, where no other company has them and they are not
    words of the language of filings."""
    found: dict[str, set[str]] = {}
    for key, group in groups.items():
        for record in group:
            first = re.match(r"[a-z]+", record.name.lower())
            if first is None or len(first.group()) < LEAST_FILE_WORD:
                continue
            if first.group() not in vocabulary() and first.group() not in _dull():
                found.setdefault(stem(first.group()), set()).add(key)
    owned: dict[str, set[str]] = {}
    for word, keys in found.items():
        if len(keys) == 1:
            owned.setdefault(next(iter(keys)), set()).add(word)
    return owned


@cache
def _dull() -> frozenset[str]:
    return frozenset(load_data("qa", "companies")["files"])
