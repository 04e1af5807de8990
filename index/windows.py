"""Stretches of a question that read the label of a line item, wholly or in good part."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from grammar.lexicon import filler, instead_table, light_stems, load
from grammar.query import Query, Tagged
from index.catalogue import Catalogue, Entry, telling_terms
from index.measure_of import is_other_measure
from index.verbatim import names_said

LABEL_WEIGHT = 0.35  # how much the unread part of a label counts against it
MOST_UNREAD = 0.5  # of a label, by weight: with more left unread it is another line
MOST_UNREAD_OWN = 0.75  # of a label whose own part ("authorized") is read
ASIDE = 2.0  # taken off a label whose brackets say what the question does not
ORDER_BONUS = 3.0  # the words stand in the label's own order
PATH_WEIGHT = 0.6  # a word met in a heading rather than in the label
MOVES = frozenset({"up", "down", "change", "growth", "than", "more", "fewer", "average", "percent", "ratio"})
TIES = frozenset({"and", "or"})
# Operations that stand between two metrics, never inside the name of one.
BETWEEN = frozenset({"in", "over", "among", "out", "within", "to", "versus"})
BREAKING = ("plus", "less", "than", "share", "ratio")


@dataclass(frozen=True, slots=True)
class Hit:
    """An item for a stretch of words: `places` are the words it reads, score 0 to 100."""

    entry: Entry
    places: frozenset[int]
    mass: float
    score: float
    concept: str | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """One question put to one catalogue."""

    query: Query
    catalogue: Catalogue
    metrics: Sequence[Tagged]
    blocked: Collection[int]
    passing: Collection[int]
    allowed: Callable[[Entry], bool]

    def mass(self, places: Collection[int]) -> float:
        """The weight of the words at these places."""
        stop = filler("stop")
        return sum(
            self.catalogue.weight(term)
            for place in sorted(places)
            if self.query.words[place].stem not in stop
            for term in self.query.terms[place]
        )


def by_words(search: Search) -> list[Hit]:
    """Items whose labels the question's words read."""
    query, stop = search.query, filler("stop")
    places: dict[str, list[int]] = {}
    measured = {p for t in query.found("per_share", "unit") for p in range(t.first, t.end)}
    for place, parts in enumerate(query.terms):
        if place in search.blocked or (query.words[place].stem in stop and place not in measured):
            continue
        for part in parts:
            places.setdefault(part, []).append(place)
    positions = {p for term in places for p in search.catalogue.by_term.get(term, ())}
    found = []
    for position in sorted(positions):
        entry = search.catalogue.entries[position]
        hit = _found(search, entry, places) if search.allowed(entry) else None
        if hit is None or is_other_measure(query, entry):
            continue
        for one in (hit, *_repeated(search, entry, places, hit)):
            if _whole(search, one) and not _outdone(search, one):
                found.append(one)
    return [*_by_name(search, found), *found]


def _found(search: Search, entry: Entry, places: dict[str, list[int]]) -> Hit | None:
    """The best run of question words that the item reads, by its own name or by that of its table."""
    hit = _window(search, entry, places)
    named = search.catalogue.by_table.get(entry.position)
    other = _window(search, named, places) if named is not None else None
    if other is not None and (hit is None or other.mass > hit.mass):
        return replace(other, entry=entry)
    return hit


def _by_name(search: Search, found: Sequence[Hit]) -> list[Hit]:
    """Items whose label the question says word for word, where their own words alone do not read all of it:
    they come short, or a time stands in the label."""
    read = {(hit.entry.position, round(hit.mass, 3)) for hit in found}
    more = []
    for places, position in names_said(search.query, search.catalogue):
        entry = search.catalogue.entries[position]
        mass = sum(search.catalogue.weight(term) for term in dict.fromkeys(entry.label_terms))
        timed = not places.isdisjoint(search.blocked)
        if search.allowed(entry) and (timed or (position, round(mass, 3)) not in read):
            more.append(Hit(entry, places, mass, 100.0 + ORDER_BONUS))
    return more


def _repeated(search: Search, entry: Entry, places: dict[str, list[int]], hit: Hit) -> list[Hit]:
    """The item where a part and its whole are said in the same words: "the percentage of barges of over ten
    years in the total barges"."""
    if not any(search.query.found(tag) for tag in ("share", "ratio")):
        return []
    first, last = min(hit.places), max(hit.places)
    left = {term: [p for p in at if not first <= p <= last] for term, at in places.items()}
    again = _window(search, entry, {term: at for term, at in left.items() if at})
    return [again] if again is not None else []


def _whole(search: Search, hit: Hit) -> bool:
    """A named concept is not taken apart: an item that reads some of its words reads all that count, or
    has the concept."""
    light, stop = light_stems(), filler("stop")
    query = search.query
    for tagged in search.metrics:
        span = set(range(tagged.first, tagged.end))
        if not span & hit.places or tagged.tag in hit.entry.concepts:
            continue
        worked_out = tagged.tag not in search.catalogue.by_concept and instead_table().whole(
            [query.words[place].stem for place in range(tagged.first, tagged.end)]
        )
        if worked_out and not span <= hit.places:
            return False
        rest = [
            part
            for place in span - hit.places
            if query.words[place].stem not in stop
            for part in query.terms[place]
        ]
        if any(part not in light for part in rest):
            return False
        own = {*hit.entry.label_terms, *hit.entry.path_terms}
        if rest and hit.places < span and not own & set(rest) and hit.entry.concepts:
            return False  # "operating expense" is no operating loss
    return True


def _outdone(search: Search, hit: Hit) -> bool:
    """Whether the words are just those of a concept that other items have and this one has not."""
    named = [(set(range(t.first, t.end)), t.tag.removeprefix("~")) for t in search.metrics]
    return any(
        hit.places <= span and concept in search.catalogue.by_concept and concept not in hit.entry.concepts
        for span, concept in named
    )


def _window(search: Search, entry: Entry, places: dict[str, list[int]]) -> Hit | None:
    """The best run of question words that the item reads."""
    label = set(entry.label_terms)
    at = _reading(search, entry, places)
    own = {p for p, parts in at.items() if any(term in label for term in parts)}
    if not own:
        return None
    catalogue = search.catalogue
    runs = [run for run in _runs(search, sorted(at), own, entry.label_terms) if not own.isdisjoint(run)]
    # "Total" has no name but its heading's.
    bare = label <= light_stems()
    named = label | entry.path_terms if bare else label
    runs = [run for run in runs if not _idle(search, run)]
    if not runs:
        return None
    run = max(runs, key=lambda r: (_weigh(catalogue, named, at, r, bare), -r[0]))
    read = [term for place in run for term in at[place]]
    if entry.aliases & set(read):
        return Hit(entry, frozenset(run), _weigh(catalogue, named, at, run, bare), 100.0)
    if not _enough(catalogue, entry, set(read)):
        return None
    score = 100.0 * (1 - LABEL_WEIGHT * _unread(catalogue, label, set(read)))
    if _in_order(entry.label_terms, read):
        score += ORDER_BONUS
    if entry.asides - set(read) - light_stems():
        score -= ASIDE
    return Hit(entry, frozenset(run), _weigh(catalogue, named, at, run, bare), score)


def _idle(search: Search, run: Sequence[int]) -> bool:
    """Whether a run is nothing but words of time and operation: "growth", "year"."""
    query = search.query
    moved = {
        p for t in query.tagged if t.group == "operation" and t.tag in MOVES for p in range(t.first, t.end)
    }
    time = load("words")["time"]
    return all(place in moved or query.words[place].stem in time for place in run)


def _reading(search: Search, entry: Entry, places: dict[str, list[int]]) -> dict[int, list[str]]:
    """By place: the terms of the item's label there, or the one of its headings. A word that stands for
    several terms ("R&D") counts only where the item has them all."""
    light = light_stems()
    label = set(entry.label_terms)
    at: dict[int, list[str]] = {}
    for term in dict.fromkeys(entry.label_terms):
        for p in places.get(term, ()):
            at.setdefault(p, []).append(term)
    known = label | entry.path_terms | light
    at = {p: parts for p, parts in at.items() if all(term in known for term in search.query.terms[p])}
    telling = label - light
    if telling and not any(term in telling for parts in at.values() for term in parts):
        return {}
    averages = {p for t in search.query.found("average") for p in range(t.first, t.end)}
    for term in sorted(entry.path_terms - label - light):
        for p in places.get(term, ()):
            if p not in averages or _beside(search.query, p, entry.path_terms):
                at.setdefault(p, [term])
    return at


def _beside(query: Query, place: int, said: Collection[str]) -> bool:
    """Whether the word before or after is of the same heading: "weighted average", "average price"."""
    near = [p for p in (place - 1, place + 1) if 0 <= p < len(query.terms)]
    return any(part in said for p in near for part in query.terms[p])


def _enough(catalogue: Catalogue, entry: Entry, matched: set[str]) -> bool:
    """Whether so much of a label is read that the question means it."""
    light, label = light_stems(), set(entry.label_terms)
    if not matched & label:
        return False
    if label <= light:  # "Total" is found by its heading
        return label <= matched and bool(matched - light)
    if entry.item.origin == "label":  # par value, authorized, …: only where the question says so
        head, _, own = entry.item.label.rpartition(",")
        said = set(telling_terms(own)) - light
        named = matched & set(telling_terms(head)) or "par" in matched
        return bool(matched & said) and bool(named) and _unread(catalogue, label, matched) <= MOST_UNREAD_OWN
    head, over, _ = entry.item.label.partition(" to ")
    if over and not matched & (set(telling_terms(head)) or label):
        return False  # "net charge-offs to average loans" are no average loans
    return _unread(catalogue, label, matched) <= MOST_UNREAD


def _unread(catalogue: Catalogue, label: set[str], matched: set[str]) -> float:
    """The share of a label, by weight, that is not read."""
    full = sum(catalogue.weight(term) for term in sorted(label))
    return sum(catalogue.weight(term) for term in sorted(label - matched)) / full if full else 0.0


def _in_order(label: Sequence[str], read: Sequence[str]) -> bool:
    """Whether the words of the question come in the order of the label."""
    places = [label.index(term) for term in dict.fromkeys(read) if term in label]
    return places == sorted(places)


def _weigh(
    catalogue: Catalogue,
    label: set[str] | frozenset[str],
    at: dict[int, list[str]],
    run: Sequence[int],
    bare: bool = False,
) -> float:
    """The weight of the words a run reads, each once; those of headings count for less. `bare`: the label
    says nothing without them."""
    read = dict.fromkeys(term for place in run for term in at[place])
    if bare:  # "Total" under "Revenues" is no better a "total revenues" than "Revenues"
        read = dict.fromkeys(term for term in read if term not in light_stems())
    return sum(catalogue.weight(term) * (1.0 if term in label else PATH_WEIGHT) for term in read)


def _runs(
    search: Search, places: Sequence[int], own: Collection[int], label: Sequence[str]
) -> list[list[int]]:
    """Places cut where a blocked word, or a word that is no part of a name, stands between.

    `own`: places whose words are in the label itself; only between two of these may the company's name
    and the verbs of asking stand ("the patents Fernhollow has issued").
    """
    query, blocked, passing = search.query, search.blocked, search.passing
    twice = {term for term in label if label.count(term) > 1}
    runs: list[list[int]] = [[places[0]]]
    breaks = {t.first for tag in BREAKING for t in query.found(tag)} | _betweens(query)
    for before, place in pairwise(places):
        loose = before in own and place in own
        between = range(before + 1, place)
        apart = any(
            p in blocked or p in breaks or not (_bridges(query, p) or (loose and _passes(query, p, passing)))
            for p in between
        )
        text = query.text[query.words[before].end : query.words[place].start]
        # A comma ends a name before a word of the heading; so does an "and" before what was said already
        # ("current maturities of long-term debt and long-term debt").
        ended = "," in text and not loose
        tied = "," in text or any(query.words[p].lower in TIES for p in between)
        again = tied and any(query.terms[p] == query.terms[place] for p in runs[-1])
        again = again and not twice.issuperset(query.terms[place])  # "cash and cash equivalents" is one name
        if apart or ended or again or any(mark in text for mark in (";", ":", "?", "+", " /", "/ ")):
            runs.append([])
        elif not twice.issuperset(query.terms[place]):
            runs[-1:] = _parted(query, runs[-1], place) or runs[-1:]
        runs[-1].append(place)
    return runs


def _parted(query: Query, run: Sequence[int], place: int) -> list[list[int]]:
    """A run cut at the "and" before which the word at a place was said already ("EBITDA and underlying
    EBITDA" are two); nothing where it was not."""
    before = [p for p in run if query.terms[p] == query.terms[place]]
    ties = [t for t in range(before[-1] + 1, place) if query.words[t].lower in TIES] if before else []
    parts = [[p for p in run if p < ties[-1]], [p for p in run if p > ties[-1]]] if ties else []
    return parts if all(parts) else []


def _betweens(query: Query) -> set[int]:
    """The words between a part and its whole: "the percentage of A in B", "the proportion of A over B"."""
    asked = [t.end for tag in ("share", "ratio") for t in query.found(tag)]
    if not asked:
        return set()
    return {p for p in range(min(asked), len(query.words)) if query.words[p].lower in BETWEEN}


def _bridges(query: Query, place: int) -> bool:
    """Whether a word may stand inside the name of a line item, or between its noun and its participle."""
    word = query.words[place]
    if not query.terms[place] or word.lower in load("words")["bridges"] or word.stem in light_stems():
        return True
    after = query.words[place + 1].lower if place + 1 < len(query.words) else ""
    return word.lower in load("words")["links"] and (after.endswith("ed") or after == "outstanding")


def _passes(query: Query, place: int, passing: Collection[int]) -> bool:
    return place in passing or query.words[place].lower in load("words")["passing"]
