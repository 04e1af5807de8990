"""Columns named as metrics are: "workforce reduction as a percentage of facility costs", "the difference
between the domestic and the international discount rate".

One row is asked for, of several columns that are named things. Each column that the question names in full,
its words side by side, is one operand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from grammar.lexicon import light_stems, load
from grammar.words import stem
from index.catalogue import Entry
from index.column_periods import CHANGE
from index.match import Mention
from index.windows import Hit
from index.wording import money_marks
from qa.plan import Plan
from qa.view import FilingView

WORD = re.compile(r"[^\W\d_]+|\d+(?:[-–—/]\d+)?|[<>]")
MARKED = re.compile(r"\([^()]*\)")  # in brackets: a unit, the number of a note
WHOLE = frozenset({stem("total")})
DASHES = re.compile("[–—]")
# What divides or compares: only beside one of these is a lone "total" the column of that name.
TWO = frozenset({"share", "ratio", "change", "between", "than"})

SET_SIDE_BY_SIDE = ("share", "ratio", "change", "than", "less", "plus", "sum")

DIVIDED = "divided"

Span = tuple[int, int]  # first and end place in the question's words
# The row that is asked for, its columns by their names, and those of them that are named.
Found = tuple[Mention, dict[str, list[Entry]], list[tuple[Span, str]]]


def by_columns(view: FilingView, plan: Plan) -> bool:
    """Puts the columns of its one row for the metric of a plan, where the question names two or more of them;
    whether it does."""
    found = _of_its_row(view, plan) or _of_total(view, plan)
    if found is None:
        return False
    mention, columns, named = found
    plan.mentions = [
        replace(mention, first=first, end=end, hits=[_hit(entry, first, end) for entry in columns[name]])
        for (first, end), name in named
    ]
    row = set(columns[named[0][1]][0].label_terms)
    spoken = {place for (first, end), _ in named for place in range(first, end)}
    read = row | {part for place in spoken for part in plan.query.terms[place]}
    plan.unread = tuple(term for term in plan.unread if term not in read)
    plan.missing = [
        tagged
        for tagged in plan.missing
        if not {part for place in range(tagged.first, tagged.end) for part in plan.query.terms[place]} <= read
    ]
    plan.asides = [*plan.asides, mention]
    return True


def _of_its_row(view: FilingView, plan: Plan) -> Found | None:
    """The columns of the one row that the question names, besides which it may name what is a column too."""
    if not plan.mentions or plan.mentions[0].measure is not None:
        return None
    mention, others = plan.mentions[0], plan.mentions[1:]
    columns = _columns(view, mention)
    named = _named(plan, columns, mention) if len(columns) > 1 else []
    spoken = {place for (first, end), _ in named for place in range(first, end)}
    if len(named) < 2 or _on_one_side(plan, named) or not all(spoken.issuperset(m.places) for m in others):
        return None
    return mention, columns, named


def _on_one_side(plan: Plan, named: Sequence[tuple[Span, str]]) -> bool:
    """Whether none of the columns is what the others are divided by: "oil and gas from Canada divided by the
    total"."""
    words = plan.query.words
    divided = next((place for place, word in enumerate(words) if word.lower == DIVIDED), None)
    return divided is not None and (named[-1][0][0] < divided or named[0][0][0] > divided)


def _of_total(view: FilingView, plan: Plan) -> Found | None:
    """The columns of the one total row that there is of what the question names, where it names nothing but
    columns: "the ratio of fair value to carrying value"."""
    rows: dict[tuple[int | None, str], dict[str, list[Entry]]] = {}
    for entry in view.catalogue.entries if len(plan.mentions) < 3 and plan.has(*SET_SIDE_BY_SIDE) else ():
        item = entry.item
        if item.origin == "table" and item.path and item.label.lower().startswith("total"):
            rows.setdefault((item.statement, item.label), {}).setdefault(item.path[-1], []).append(entry)
    found: list[Found] = []
    for columns in rows.values():
        if len(columns) < 2:
            continue
        first = next(iter(columns.values()))[0]
        if plan.phrases and not any(fact.period for fact in view.facts_of(first)):
            continue  # a year is asked for, and this is the total over several
        mention = Mention(0, 0, [_hit(first, 0, 0)])
        named = _named(plan, columns, mention)
        spoken = {place for (start, end), _ in named for place in range(start, end)}
        if len(named) == 2 and all(spoken.issuperset(one.places) for one in plan.mentions):
            read = {part for place in spoken for part in plan.query.terms[place]}
            if read.issuperset(plan.unread):
                found.append((mention, columns, named))
    return found[0] if len(found) == 1 else None


def _hit(entry: Entry, first: int, end: int) -> Hit:
    return Hit(entry, frozenset(range(first, end)), 1.0, 100.0)


def _columns(view: FilingView, mention: Mention) -> dict[str, list[Entry]]:
    """The rows of the mention by the name of their column, in the table of the best."""
    best = mention.hits[0].entry if mention.hits else None
    if best is None or best.item.origin != "table" or not best.item.path:
        return {}
    labels = {hit.entry.item.label for hit in mention.hits if hit.entry.item.statement == best.item.statement}
    found: dict[str, list[Entry]] = {}
    for entry in view.catalogue.entries:
        item = entry.item
        same = item.statement == best.item.statement and item.label in labels and item.origin == "table"
        if same and len(item.path) == len(best.item.path):
            found.setdefault(item.path[-1], []).append(entry)
    return found


def _named(plan: Plan, columns: Mapping[str, Sequence[Entry]], mention: Mention) -> list[tuple[Span, str]]:
    """The columns that the question names, in its order, with the words that do."""
    words = [(_plain(match.group()), match.start()) for match in WORD.finditer(plan.query.text)]
    label = set(mention.hits[0].entry.label_terms)
    tags = (tagged for tagged in plan.query.tagged if tagged.group == "operation")
    asked = {place for tagged in tags for place in range(tagged.first, tagged.end)}
    taken: set[int] = set()
    found: list[tuple[Span, str]] = []
    for name, key in _keys(columns):
        whole = set(key) <= WHOLE
        vague = len(key) == 1 and set(key) <= light_stems()
        if not key or (vague and not whole) or set(key) <= label or CHANGE.search(name):
            continue
        if whole and not (len(found) == 1 and plan.has(*TWO) and len(plan.phrases) < 2):
            continue
        for start in _starts(key, [word for word, _ in words]):
            places = set(range(start, start + len(key)))
            span = _span(plan, words[start][1], words[start + len(key) - 1][1])
            if not places & taken and not asked.issuperset(range(*span)):
                taken |= places
                found.append((span, name))
                break
    return sorted(found)


def _keys(columns: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Names of columns with their words, the longest first, without those that stand over all of them."""
    plain = {name: MARKED.sub(" ", money_marks().sub(" ", name)) for name in columns}
    keys = {name: [_plain(match) for match in WORD.findall(text)] for name, text in plain.items()}
    alike = takewhile(lambda words: len(set(words)) == 1, zip(*keys.values(), strict=False))
    shared = sum(1 for _ in alike)
    return sorted(((name, key[shared:]) for name, key in keys.items()), key=lambda one: -len(one[1]))


def _starts(key: Sequence[str], words: Sequence[str]) -> Iterable[int]:
    return (n for n in range(len(words) - len(key) + 1) if list(words[n : n + len(key)]) == list(key))


def _span(plan: Plan, first: int, last: int) -> Span:
    """The places of the question's words from one character to another."""
    words = plan.query.words
    begin = next((place for place, word in enumerate(words) if word.end > first), len(words) - 1)
    end = next((place + 1 for place, word in enumerate(words) if word.end > last), len(words))
    return begin, max(end, begin + 1)


def _plain(word: str) -> str:
    """A word as names are compared by: its stem, a number in figures."""
    word = DASHES.sub("-", word.lower())
    number = load("numbers")["cardinals"].get(word)
    return str(number) if number is not None else stem(word)
