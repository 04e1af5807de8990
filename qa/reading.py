"""A question read against one filing: metrics found, operation decided, the turn before carried in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from grammar.pipeline import understand
from grammar.query import Query, Tagged
from grammar.words import stems
from index.catalogue import RELATIVE
from index.match import CONCEPT_SCORE, FULL_SCORE, Mention, mentions
from index.windows import Hit
from qa import breakdown, dialogue, lookups
from qa.asides import is_aside, without_asides
from qa.between import two_sided
from qa.columns import by_columns
from qa.dialogue import State
from qa.families import of_family, without_numbers
from qa.invested import without_investment
from qa.joining import (
    as_before,
    ends_of_periods,
    is_filer,
    is_idle,
    join_rest,
    put_together,
    without_change,
    without_names,
    without_nouns,
)
from qa.members import in_column, numbered, of_table, same_column, under_heading, without_owners
from qa.movements import of_movements, with_balance
from qa.percent_rows import of_percentages
from qa.phrases import joined, named_days, without_parts_of_names
from qa.plainrows import plain_rows
from qa.plan import Plan, shape_words
from qa.ranked import ranked_rows
from qa.shapes import shape
from qa.tabled import of_subject, without_subjects
from qa.view import FilingView
from qa.wholes import its_total

PER_SHARE = frozenset(stems("per share"))
GAP = 2  # words between a row's name as read and the rest of it
PARTS = frozenset({"share", "percentage", "percent", "proportion", "portion", "fraction", "part"})
OF_THE = frozenset({"of", "the", "these", "those", "its", "their", "our"})
BASES = ("pro_forma", "non_gaap", "as_adjusted", "adjusted", "previously_reported", "restated", "gaap")


def read(view: FilingView, query: Query, state: State, row: int = 0) -> Plan:
    """The plan of a question: its metrics matched, its operation decided, the turn before carried in.
    `row`: how many periods in a row it asks for."""
    query = without_names(query)
    found, missing = _metrics(view, query)
    found = [without_change(query, mention) for mention in without_nouns(query, found)]
    found = [one for mention in found for one in of_family(view, query, mention)]
    found = [under_heading(query, numbered(query, mention)) for mention in found]
    named, tabled = of_table(query, found)
    named, subjects = of_subject(view, query, named)
    columns = [in_column(query, mention) for mention in named]
    spoken = frozenset[int]().union(*(places for _, places in columns))
    missing = [t for t in missing if not spoken.issuperset(range(t.first, t.end))]
    named = of_movements(view, query, same_column(query, [mention for mention, _ in columns]))
    named, owners = without_owners(query, named)
    missing = without_investment(view, query, named, missing)
    whole, merged, missing = put_together(view, query, named, missing)
    kept = without_asides(query, whole)
    missing = [t for t in missing if not _read_by_label(query, t, whole)]
    if not whole and not missing:
        whole = plain_rows(view, query)
        kept = kept or whole
    parts = [t for t in missing if t.tag in lookups.REMAINDERS]
    dropped = [t for t in missing if found and is_aside(query, Mention(t.first, t.end))]
    times = without_parts_of_names(without_numbers(query.periods, query, kept), query, kept)
    phrases, named = named_days(times, query.text, kept)
    plan = Plan(query, "lookup", named, joined(phrases), [], row=row)
    plan.mentions += [Mention(t.first, t.end, concept=t.tag, text=_text(query, t)) for t in parts]
    plan.missing = [t for t in missing if t not in parts and t not in dropped]
    plan.asides = [
        *(mention for mention in whole if mention not in kept),
        *merged,
        *tabled,
        *owners,
        *subjects,
    ]
    _qualify(plan)
    if plan.unit == "shares" and not plan.mentions and query.found("per_share", "unit"):
        plan.mentions = [_share_count(view)]
    plan.unread = _unread(view, plan, [*found, *plan.mentions, *(Mention(t.first, t.end) for t in dropped)])
    with_balance(view, plan)
    columned = by_columns(view, plan)
    plan.operation = shape(plan)
    if not columned and not ranked_rows(view, plan):
        of_percentages(view, plan)
        join_rest(view, plan)
        two_sided(view, plan)
        without_subjects(plan)
    if plan.operation in ("share", "ratio") and len(plan.mentions) == 1 and not plan.missing:
        plan.mentions += plain_rows(view, query, plan.mentions[0].places) or its_total(view, plan)
    if plan.operation != "text":
        _carry(view, plan, state)
    return plan


def _read_by_label(query: Query, tagged: Tagged, found: Sequence[Mention]) -> bool:
    """Whether a concept that the filing lacks is only part of a row's longer name that the question says:
    "disposals of assets" in "net losses on sales or disposals of assets"."""
    words = {part for place in range(tagged.first, tagged.end) for part in query.terms[place]}
    for mention in found:
        if abs(tagged.first - mention.end) > GAP or not mention.hits:
            continue
        best = mention.hits[0].entry
        if best.item.origin == "table" and words <= set(best.label_terms):
            mention.end = max(mention.end, tagged.end)
            return True
    return False


def _metrics(view: FilingView, query: Query) -> tuple[list[Mention], list[Tagged]]:
    """The metrics a question names, and the concepts that the filing does not have."""
    blocked = {place for place in range(len(query.words)) if query.inside(place) is not None}
    for place, word in enumerate(query.words):
        if any(a.start <= word.start < a.end for a in query.amounts):
            blocked.add(place)
    per_share = () if _row_per_share(view, query) else query.found("per_share", "unit")
    named = {
        place
        for t in query.tagged
        if t.group == "metric" and not any(u.first <= t.first and t.end <= u.end for u in per_share)
        for place in range(t.first, t.end)
    }
    for tagged in query.tagged:
        unit = tagged in per_share
        if unit or (tagged.group == "basis" and tagged.tag in BASES and tagged.tag != "adjusted"):
            blocked |= set(range(tagged.first, tagged.end)) - named
    if not query.found("stated"):
        blocked |= {
            place
            for tagged in query.found("share")
            for place in range(tagged.first, tagged.end)
            if query.words[place].lower in PARTS and place not in named
        }
    blocked |= _broken_down_by(query) | _based_on(query)
    blocked |= _spoken(query, view) | (ends_of_periods(query) - named)
    relative = bool(query.found("stated") or query.found("percent") or query.found("share"))
    passing = {place for place, word in enumerate(query.words) if word.stem in view.own_names}
    return mentions(
        query,
        view.catalogue,
        blocked,
        lambda entry: (relative or not RELATIVE.search(entry.item.label)) and not is_filer(view, entry),
        passing,
    )


def _row_per_share(view: FilingView, query: Query) -> bool:
    """Whether "per share" is part of the name of a row that the question says whole, and that is no known
    metric: "fair value per share"."""
    said = {part for parts in query.terms for part in parts}
    return any(
        PER_SHARE <= set(entry.label_terms) <= said and not entry.concepts
        for term in PER_SHARE & said
        for entry in map(view.catalogue.entries.__getitem__, view.catalogue.by_term.get(term, ()))
    )


def _broken_down_by(query: Query) -> set[int]:
    """The nouns after "by" in "revenue by product category", and after "which" in "which country had the
    highest sales": what breaks a metric down is no part of it."""
    kinds = frozenset().union(*breakdown.kinds())
    ranked = bool(query.found("max") or query.found("min"))
    found: set[int] = set()
    for place, word in enumerate(query.words):
        if (word.lower == "by" and place) or (word.lower == "which" and ranked):
            after = place + 1
            while after < len(query.words) and word.lower == "which" and query.words[after].lower in OF_THE:
                after += 1
            while after < len(query.words) and query.words[after].stem in kinds:
                found.add(after)
                after += 1
    return found


def _based_on(query: Query) -> set[int]:
    """The word "based" in "based on", which begins a clause and names nothing."""
    words = [word.lower for word in query.words]
    return {n for n, pair in enumerate(pairwise(words)) if pair == ("based", "on")}


def _spoken(query: Query, view: FilingView) -> set[int]:
    """The words of the company's name, where more than one of them is said: none of them is a metric's."""
    named = [word.stem in view.names for word in query.words]
    found: set[int] = set()
    for place, word in enumerate(query.words):
        if word.stem in view.own_names and place not in found:
            first, end = place, place + 1
            while first and named[first - 1]:
                first -= 1
            while end < len(named) and named[end]:
                end += 1
            found |= set(range(first, end)) if end - first > 1 else set()
    return found


def moved(state: State, view: FilingView) -> State:
    """A conversation about another filing, gone on with in this one: its metrics found by their words."""
    kept = replace(state, ledger=[], home=view.record.digest)
    kept.trail = [one for one in state.trail if isinstance(one[0], str)]  # measures are the same in all
    kept.mentions = [found for mention in state.mentions for found in _again(view, mention)]
    kept.recent = [found for mention in state.recent for found in _again(view, mention) if found.hits]
    kept.periods = list(state.periods)
    return kept


def _again(view: FilingView, mention: Mention) -> list[Mention]:
    """The same metric among the line items of another filing; none where it has no such line."""
    if mention.measure is not None:
        return [mention]
    found, _ = _metrics(view, understand(mention.text, view.vocabulary))
    for again in found[:1]:
        again.basis = mention.basis
    return found[:1]


def _share_count(view: FilingView) -> Mention:
    """ "How many shares went into the per-share figure": those it was divided by."""
    entries = view.catalogue.with_concept("weighted_shares")
    hits = [
        Hit(entry, frozenset(), 1.0, CONCEPT_SCORE - entry.concepts["weighted_shares"], None)
        for entry in entries
    ]
    return Mention(0, 0, hits, "weighted_shares", text="shares")


def _qualify(plan: Plan) -> None:
    """The unit, the basis and the statement that a question asks for."""
    query, units = plan.query, plan.free("unit")
    plan.unit = "USD/share" if "per_share" in units else "percent" if "percent" in units else None
    if _counts_shares(query):
        plan.unit = "shares"
    bases = {tag for tag in plan.free("basis") if tag != "adjusted"} | (query.tags("basis") - {"adjusted"})
    if any(
        not _parenthesized(query, t) for t in query.found("adjusted", "basis")
    ) and "adjusted" in plan.free("basis"):
        bases.add("adjusted")
    plan.basis = next((basis for basis in BASES if basis in bases), None)
    if plan.basis == "restated":
        plan.basis = "gaap"  # what was put right is what is reported
    _give_bases(query, plan.mentions)
    plan.statement = next(iter(sorted(plan.free("statement"))), None)
    plan.stated = bool(query.found("stated"))


def _parenthesized(query: Query, tagged: Tagged) -> bool:
    start = query.words[tagged.first].start
    return query.text.count("(", 0, start) > query.text.count(")", 0, start)


def _carry(view: FilingView, plan: Plan, state: State) -> None:
    before = len(plan.mentions)
    again = as_before(view, plan, state)
    if again is not None:
        plan.mentions = [again]
        plan.carried.append("metric")
        return
    dialogue.carry_metrics(plan, state)
    if len(plan.mentions) != before and "operation" not in plan.carried:
        plan.operation = shape(plan)
    if plan.carried and plan.basis is None:
        plan.basis = state.basis


def _give_bases(query: Query, found: list[Mention]) -> None:
    """Where a question names two bases, each goes with the metric that follows it."""
    tags = sorted((t for t in query.tagged if t.group == "basis" and t.tag in BASES), key=lambda t: t.first)
    if len({t.tag for t in tags}) < 2:
        return
    for mention in found:
        before = [t for t in tags if t.end <= mention.first]
        mention.basis = (before[-1] if before else tags[0]).tag


def _text(query: Query, tagged: Tagged) -> str:
    return query.text[query.words[tagged.first].start : query.words[tagged.end - 1].end]


def _counts_shares(query: Query) -> bool:
    """ "How many diluted shares …": shares are counted, whatever is said of them after."""
    words = [word.stem for word in query.words]
    for place, word in enumerate(words):
        counts = word == "many" or words[max(0, place - 1) : place + 1] == ["number", "of"]
        after = words[place + 1 : place + 5]
        if counts and "shar" in after and "per" not in after:
            return True
    return False


def _unread(view: FilingView, plan: Plan, found_mentions: list[Mention]) -> tuple[str, ...]:
    """Stems of the words that nothing reads: no metric, period, operation, filler, or company name."""
    query = plan.query
    taken = {place for mention in found_mentions for place in mention.places}
    asked = _broken_down_by(query)
    taken |= {
        place
        for t in query.tagged
        if (t.group != "metric" and not (t.group == "shape" and asked & set(range(t.first, t.end))))
        or (t.tag.startswith("~") and plan.mentions)
        for place in range(t.first, t.end)
    }
    # "The volume/weather segment": the noun behind a row's whole name is the kind of thing that it is.
    taken |= {
        mention.end
        for mention in plan.mentions
        if mention.hits
        and mention.hits[0].score >= FULL_SCORE
        and mention.hits[0].entry.item.origin == "table"
        if mention.end < len(query.words) and query.words[mention.end].stem in shape_words("sorts")
    }
    found: list[str] = []
    for place, word in enumerate(query.words):
        if place in taken or query.inside(place) or not word.lower[0].isalpha():
            continue
        if any(a.start <= word.start < a.end for a in query.amounts) or is_idle(view, word.stem):
            continue
        if word.stem in shape_words("running") and query.found("count"):
            continue  # "how many ferries were operating"
        found.extend(query.terms[place])
    return tuple(dict.fromkeys(found))
