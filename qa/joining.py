"""Parts of a question that belong together: a metric, and which of its rows, columns or tables is meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from grammar.lexicon import concepts, filler, light_stems
from grammar.pipeline import understand
from grammar.query import Query, Tagged
from index.catalogue import Entry, telling_terms
from index.joint import PART, TABLE, joint_hits
from index.match import NEAR_MASS, Mention
from index.windows import Hit
from qa.dialogue import State
from qa.members import MOVING, OPERANDS, conjoined, with_members
from qa.plan import Plan, free_tags, shape_words
from qa.shapes import asks_which
from qa.view import FilingView

CHANGING = frozenset({"in", "of"})  # before what changes
JOINED = frozenset({"lookup", "difference", "percent_change", "boolean", "average"})
# A year within the name of a debt is no period: "the 3.20% notes due 2026".
MATURITY = re.compile(
    r"\b(?:notes?|bonds?|debentures?|loans?|debt|securities|facility|borrowings?)\b[^.?;]{0,25}"
    r"\bdue (?:in )?$",
    re.IGNORECASE,
)
GOING_ON = re.compile(r"\s*(?:and\b|or\b|what about|how about|same (?:for|with)|now|then)", re.IGNORECASE)
# Where a period ends without saying which: no line item is called so.
ENDS = re.compile(
    r"\b(?:quarter|year|period|month)[- ]?end\b"
    r"|\b(?:end|close) of (?:the |this |last )?(?:quarter|year|period)\b",
    re.IGNORECASE,
)


def without_names(query: Query) -> Query:
    """The question with the years that are part of a name taken out of its periods."""
    kept = tuple(r for r in query.periods if not MATURITY.search(query.text[: r.start]))
    return query if len(kept) == len(query.periods) else replace(query, periods=kept)


def ends_of_periods(query: Query) -> set[int]:
    """The places of words such as "quarter end"."""
    spans = [match.span() for match in ENDS.finditer(query.text)]
    return {
        place
        for place, word in enumerate(query.words)
        if any(start <= word.start < end for start, end in spans)
    }


def without_change(query: Query, mention: Mention) -> Mention:
    """A mention without "net change in" before the metric that changes, unless its row says that itself."""
    if not mention.hits:
        return mention
    entry = mention.hits[0].entry
    own = {*entry.label_terms, *entry.path_terms}
    for tagged in query.found("change"):
        said = {part for place in range(tagged.first, tagged.end) for part in query.terms[place]}
        inside = mention.first <= tagged.first and tagged.end + 1 < mention.end
        if inside and not said & own and query.words[tagged.end].lower in CHANGING:
            return replace(mention, first=tagged.end + 1)
    return mention


def without_nouns(query: Query, found: Sequence[Mention]) -> list[Mention]:
    """The metrics but for the noun that one is broken down by: "revenue by country"."""
    return [
        mention
        for number, mention in enumerate(found)
        if not (
            number
            and mention.first
            and query.words[mention.first - 1].lower == "by"
            and mention.concept is None
        )
    ]


def put_together(
    view: FilingView, query: Query, found: Sequence[Mention], missing: Sequence[Tagged]
) -> tuple[list[Mention], list[Mention], list[Tagged]]:
    """Mentions that one row answers to together as one, the mentions that went into others, and the concepts
    still missing."""
    moving = not MOVING.isdisjoint(free_tags(query, found))
    operands = any(query.found(tag) for tag in OPERANDS if tag != "share" or not moving)
    operands = operands or bool(query.found("adjusted", "basis"))  # "current assets without inventories"
    if not operands and len(found) + len(missing) > 1 and not (len(found) > 1 and conjoined(query, found)):
        places = {place for mention in found for place in mention.places}
        places |= {place for tagged in missing for place in range(tagged.first, tagged.end)}
        whole = _joint(view, query, places | _telling_between(view, query, places), PART)
        if whole is not None:
            return [whole], [], []
    if len(found) == 1 and not missing and _by_heading(view, query, found[0]):
        whole = _joint(view, query, set(found[0].places), PART)
        if whole is not None:
            return [whole], [], []
    kept, merged = with_members(query, [_member_in_table(view, query, mention) for mention in found])
    return kept, merged, list(missing)


def _member_in_table(view: FilingView, query: Query, mention: Mention) -> Mention:
    """A mention that only a sentence reads in full, as the row of a table that answers to it: "modules sales"
    is the row of the modules in a table of sales, not the sales that such a table has."""
    if mention.concept is None or not mention.hits or mention.hits[0].entry.item.origin != "prose":
        return mention
    best = mention.hits[0].mass
    if any(hit.mass >= best - NEAR_MASS and hit.entry.item.origin == "table" for hit in mention.hits):
        return mention
    found = _joint(view, query, set(mention.places), PART)
    if found is None:
        return mention
    said = {part for place in mention.places for part in query.terms[place]}
    row = found.hits[0].entry
    member = mention.concept in row.context and not row.concepts
    name = set(row.label_terms) - light_stems()
    return found if member and name and name <= said else mention


def _telling_between(view: FilingView, query: Query, places: Collection[int]) -> set[int]:
    """The words between parts of a question that tell something and that nothing reads: a row that is to
    answer to the parts answers to these as well ("the cash that Brightwater paid for the assets")."""
    tagged = {place for t in query.tagged if t.group != "metric" for place in range(t.first, t.end)}
    return {
        place
        for place in range(min(places, default=0), max(places, default=-1))
        if place not in places
        and place not in tagged
        and query.inside(place) is None
        and query.words[place].lower[0].isalpha()
        and not is_idle(view, query.words[place].stem)
    }


def _by_heading(view: FilingView, query: Query, mention: Mention) -> bool:
    """Whether a mention names a concept that its best row has only in a heading: "UCAN revenue" in a column
    of "revenues less hedging", where another table may have the revenue itself."""
    if mention.concept is not None or mention.measure is not None or not mention.hits:
        return False
    best = mention.hits[0].entry
    label = {*best.label_terms, *view.catalogue.by_table.get(best.position, best).label_terms}
    return any(
        t.tag in concepts()
        and set(range(t.first, t.end)) < set(mention.places)
        and not label & {part for place in range(t.first, t.end) for part in query.terms[place]}
        for t in query.tagged
        if t.group == "metric"
    )


def join_rest(view: FilingView, plan: Plan) -> None:
    """Where words are left that nothing reads, or metrics stand side by side that no "and" ties: the row that
    answers to all of them, if there is one."""
    apart = len(plan.mentions) > 1 and not conjoined(plan.query, plan.mentions)
    which = (
        plan.operation in ("max", "min") and not plan.mentions
    )  # "which of the notes has the highest fair value"
    when = plan.operation in ("max", "min") and asks_which(plan.query, shape_words("period"))
    if not (plan.operation in JOINED or which or when) or not (apart or plan.missing or plan.unread):
        return
    if plan.has("less", "plus", "ratio") or (not apart and any(mention.measure for mention in plan.mentions)):
        return
    query = plan.query
    rows = _of_column(view, plan) if which else None
    if rows is not None:
        plan.mentions, plan.missing, plan.unread, plan.asides = [rows], [], (), []
        return
    places = {place for mention in (*plan.mentions, *plan.asides) for place in mention.places}
    places |= {place for tagged in plan.missing for place in range(tagged.first, tagged.end)}
    places |= {place for place in range(len(query.words)) if set(query.terms[place]) & set(plan.unread)}
    if which:
        places |= _nouns(query)
    whole = _joint(view, query, places, TABLE) or (_of_sentence(view, plan) if apart else None)
    if whole is not None:
        plan.mentions, plan.missing, plan.unread, plan.asides = [whole], [], (), []


def _of_column(view: FilingView, plan: Plan) -> Mention | None:
    """The rows that the noun of "which of the notes has the highest fair value" names, in the column of
    that name."""
    query = plan.query
    nouns = {part for place in _nouns(query) for part in query.terms[place]}
    light = light_stems()
    asked = set(plan.unread) - nouns - light
    hits = [
        Hit(entry, frozenset(), 1.0, 100.0)
        for entry in view.catalogue.entries
        if entry.item.origin == "table"
        and entry.item.path
        and nouns
        and asked
        and nouns <= set(entry.label_terms)
        and set(telling_terms(entry.item.path[-1])) - light == asked
    ]
    return Mention(0, 0, hits, text=" ".join(sorted(asked))) if len(hits) > 1 else None


def as_before(view: FilingView, plan: Plan, state: State) -> Mention | None:
    """What a turn of four words asks of the metric of the turn before: "what about Latin America?" """
    if plan.operation != "lookup" or len(plan.mentions) > 1 or not state.mentions or plan.missing:
        return None
    before = state.mentions[-1]
    if elliptical(plan.query):
        beside = _beside(view, plan, before)
        if beside is not None:
            plan.unread = ()
            return beside
    if not plan.mentions:
        return None
    named = plan.mentions[0]
    concept = concepts().get(before.concept or before.kin or _of_row(before))
    if (
        concept is None
        or named.concept is not None
        or named.measure is not None
        or not elliptical(plan.query)
    ):
        return None
    query = understand(f"{concept.name} {named.text}", view.vocabulary)
    found = _joint(view, query, set(range(len(query.words))), PART)
    if found is None:
        return None
    # Its words are of another question than this one.
    return replace(found, first=0, end=0, hits=[replace(hit, places=frozenset()) for hit in found.hits])


def _beside(view: FilingView, plan: Plan, before: Mention) -> Mention | None:
    """The row of the turn before in the column, or under the heading, that the new turn names."""
    named = plan.mentions[0] if plan.mentions else Mention(0, 0, text=" ".join(plan.unread))
    if not before.hits or named.concept is not None or named.measure is not None:
        return None
    last = before.hits[0].entry
    said = {part for place in named.places for part in plan.query.terms[place]} | set(plan.unread)
    if not last.item.path or last.item.origin != "table" or not said or said & set(last.label_terms):
        return None
    hits = [
        Hit(entry, frozenset(), 1.0, 100.0)
        for entry in view.catalogue.entries
        if entry.item.statement == last.item.statement
        and entry.item.label == last.item.label
        and entry.item.path[:-1] == last.item.path[:-1]
        and entry.item.path != last.item.path
        and set(telling_terms(entry.item.path[-1])) == said
    ]
    return Mention(0, 0, hits, text=named.text, kin=before.concept or before.kin) if hits else None


def _of_row(mention: Mention) -> str:
    """The concept of a mention's best row; "" where it has none."""
    entry = mention.hits[0].entry if mention.hits else None
    return min(entry.concepts, key=lambda key: entry.concepts[key]) if entry and entry.concepts else ""


def elliptical(query: Query) -> bool:
    """Whether a question goes on one before it: "what about …", "and in …", "how about …"."""
    return bool(GOING_ON.match(query.text))


def elsewhere(view: FilingView, plan: Plan) -> Mention | None:
    """The one metric of a question, in rows not tried yet: of a table whose introduction names it, where the
    row itself says no more than "Balance at end of period"."""
    if plan.operation not in JOINED or len(plan.mentions) != 1 or plan.mentions[0].measure is not None:
        return None
    mention = plan.mentions[0]
    tried = {hit.entry.position for hit in mention.hits}
    return _joint(view, plan.query, set(mention.places), TABLE, tried)


def _of_sentence(view: FilingView, plan: Plan) -> Mention | None:
    """The metric that prose states, where its sentence names the others too."""
    query = plan.query
    wanted = {
        part for m in plan.mentions for place in m.places for part in query.terms[place]
    } - light_stems()
    wanted |= set(plan.unread)
    for mention in plan.mentions:
        hits = [
            hit
            for hit in mention.hits
            if hit.entry.item.origin == "prose"
            and hit.concept is None
            and any(
                fact.sentence is not None and wanted <= view.sentence_terms[fact.sentence]
                for fact in view.facts_of(hit.entry)
            )
        ]
        if hits:
            return replace(mention, hits=hits)
    return None


def _nouns(query: Query) -> set[int]:
    """The noun after "which", "which of the": what the answer is to be one of."""
    for place, word in enumerate(query.words):
        if word.lower == "which":
            after = [
                p for p in range(place + 1, len(query.words)) if query.words[p].lower not in ("of", "the")
            ]
            return set(after[:1])
    return set()


def _joint(
    view: FilingView, query: Query, places: set[int], least: float, tried: Collection[int] = ()
) -> Mention | None:
    metrics = [tagged for tagged in query.tagged if tagged.group == "metric"]

    def allowed(entry: Entry) -> bool:
        return entry.position not in tried and not is_filer(view, entry)

    hits = joint_hits(query, view.catalogue, places, metrics, allowed, least) if places else []
    if not hits:
        return None
    first, end = min(places), max(places) + 1
    text = query.text[query.words[first].start : query.words[end - 1].end]
    kin = next(
        (
            t.tag
            for t in metrics
            if t.tag in concepts()
            and places.issuperset(range(t.first, t.end))
            and _part_of(hits[0].entry, t.tag)
        ),
        None,
    )
    return Mention(first, end, hits, text=text, kin=kin)


def _part_of(entry: Entry, concept: str) -> bool:
    """Whether a row without a concept of its own is measured as one."""
    return not entry.concepts and concept in entry.context


def is_idle(view: FilingView, stem: str) -> bool:
    """Whether a word asks for nothing by itself: small words, verbs of keeping books, the company's name."""
    if stem in view.names or stem in filler("stop") or stem in light_stems():
        return True
    idle = any(stem in filler(kind) for kind in ("benign", "verbs", "agents"))
    idle = idle or stem in shape_words("group") or stem in shape_words("period")
    return idle and stem not in filler("narrowing")


def is_filer(view: FilingView, entry: Entry) -> bool:
    """Whether a row is called nothing but the company: its share's price beside an index of others."""
    terms = set(entry.label_terms)
    return bool(terms) and terms <= view.names and bool(terms & view.own_names)
