"""One question being answered against one filing: what its metrics may be, and in which units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grammar.calendar import Context
from grammar.lexicon import concepts, light_stems
from grammar.values import Period
from grammar.words import stem, stems
from index.catalogue import Entry
from index.match import Mention
from index.model import LineItem
from index.windows import Hit
from qa import settle
from qa.figures import Leaf
from qa.plan import Plan, shape_words
from qa.reach import Reach
from qa.series import Series
from qa.shapes import IN_POINTS
from qa.view import FilingView

if TYPE_CHECKING:
    from qa.ledger import Outcome

CLOSE_SCORE = 12.0  # how far below the best a candidate may score and still stand in for it
BEGINNING = re.compile(r"\b(?:beginning|opening) balances?\b", re.IGNORECASE)
# "How much did they spend on buybacks?": not how many shares.
MONEY_SPENT = re.compile(
    r"\bhow much (?:did|does|do|has|have)\b[^?]*\b(?:spend|spent|pay|paid)\b", re.IGNORECASE
)
FULL = 98.0  # a score as good as any
SCORE_STEP = 6.0  # scores that close are told apart by the statement first
YEARS = frozenset(map(stem, ("year", "life", "term")))
TOGETHER = re.compile(r"\band\b|&|,", re.IGNORECASE)  # in a label of several things
OTHER = stem("other")
OWNER = re.compile(r"\bof ([A-Z][\w-]+)$")
DILUTIONS = frozenset({stem("diluted"), stem("basic")})
MEASURES = frozenset({stem("points"), stem("yield")})
WHOLE = frozenset({stem("consolidated"), stem("companywide")})
# A name within what a sentence measures: "net sales in Germany".
NAMES = re.compile(r"(?<=\s)[A-Z][\w-]+")
PERCENT = frozenset({"percent"})
SHARES = frozenset({"shares"})
COUNTED = frozenset({"shares", "count", "ratio"})
# Results that have a line of their own per share.
PER_SHARE = {"net_income": "eps", "net_income_common": "eps", "dividends": "dividends_per_share"}
# "How many shares" of these asks for the shares they were divided by.
SHARE_COUNTS = frozenset({"eps", "basic_eps", "diluted_eps"})


@dataclass(slots=True)
class Case:
    """One question being answered against one filing. `periods`: for each period expression, what it
    may mean; empty where none is said. `reach`: the company's other filings, where they may be looked
    into; `series`: the row of periods asked for, and `gaps` those of it that nothing gives."""

    view: FilingView
    plan: Plan
    periods: list[tuple[Period, ...]]
    reach: Reach | None = None
    series: Series | None = None
    gaps: list[Period] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)  # what the answer came to

    @property
    def context(self) -> Context:
        """What period phrases are read against."""
        return self.reach.context(self.view) if self.reach else self.view.context

    def units(self, mention: Mention) -> frozenset[str] | None:
        """The units that will do: what the question says, or what the concept is measured in. A row whose
        whole label is said will do as it is: "Dividend yield" is a percentage, for all that dividends are
        money."""
        concept = concepts().get(mention.concept or mention.kin or "")
        wanted = self._units(mention)
        if wanted is None or concept is None or wanted != self._measured_in(concept.nature):
            return wanted
        rows = [hit for hit in mention.hits if hit.entry.item.origin == "table"]
        exact = [hit.entry for hit in rows if hit.score >= FULL and mention.end]
        if exact and not self._any_in(exact, wanted):
            return None
        if not self._any_in([hit.entry for hit in mention.hits], wanted):
            return wanted | {"count"}  # a table that says no unit
        return wanted

    def _any_in(self, entries: Sequence[Entry], units: frozenset[str]) -> bool:
        """Whether any of the items has a figure in one of the units."""
        return any(fact.unit in units for facts in self.view.facts(entries).values() for fact in facts)

    def _units(self, mention: Mention) -> frozenset[str] | None:
        if self.plan.operation == "difference" and IN_POINTS.search(self.plan.query.text):
            return PERCENT  # "the change in the percentage of sales from a country": of a percentage
        if self.plan.unit == "shares":
            return SHARES
        if self.plan.unit == "USD/share" and self.plan.operation != "share":
            return per_share_units(self.view)
        if self.units_are_counts:
            return COUNTED
        if "dollar" in self.plan.words():
            return money_units(self.view)
        concept = concepts().get(mention.concept or mention.kin or "")
        if concept is None and "shares" in self.plan.query.tags("unit"):
            return SHARES
        if concept is None:
            spent = MONEY_SPENT.search(self.plan.query.text) and not self.plan.query.found(
                "per_share", "unit"
            )
            return money_units(self.view) if spent else None
        return self._measured_in(concept.nature)

    def _measured_in(self, nature: str) -> frozenset[str] | None:
        """The units that a concept of this nature has in the filing; None: any."""
        if nature == "shares":
            return SHARES
        if nature == "per_share":
            return per_share_units(self.view)
        if nature == "count":
            return COUNTED
        if nature in ("flow", "balance"):
            return money_units(self.view)
        return None

    def entries(self, mention: Mention) -> list[Entry]:
        """The items a mention may be, best first; those of too low a score left out."""
        if self.plan.unit == "USD/share" and mention.concept in PER_SHARE:
            diluted = "dilut" in self.plan.words()
            return self.view.catalogue.with_concept("diluted_eps" if diluted else PER_SHARE[mention.concept])
        if self.plan.unit == "shares" and self._per_share(mention):
            return self._share_counts()
        hits = sorted(mention.hits, key=self.order)
        best = max((hit.score for hit in hits), default=0.0)
        told = self._told(hits) if mention.end else frozenset()
        found: dict[int, Entry] = {}
        for hit in hits:
            if self._of_other(hit.entry) or self._measured(hit.entry):
                continue
            if not told <= hit.places and not self._says(hit.entry, told - hit.places):
                continue  # "net sales in Germany" are no net sales
            close = hit.score >= best - CLOSE_SCORE or (hit.concept and hit.concept == mention.concept)
            if close and self._counted(hit.entry):
                found.setdefault(hit.entry.position, hit.entry)
        if BEGINNING.search(self.plan.query.text):
            opening = [entry for entry in found.values() if settle.opens(entry)]
            return opening or list(found.values())  # of what a table carries, its first balance is meant
        return list(found.values())

    def _per_share(self, mention: Mention) -> bool:
        """Whether a metric is an amount per share, by its concept or by the row that its words read."""
        own = mention.hits[0].entry.concepts if mention.hits and mention.concept is None else {}
        return mention.concept in SHARE_COUNTS or bool(SHARE_COUNTS & own.keys())

    def _share_counts(self) -> list[Entry]:
        """The rows of shares by which results are divided; of basic and diluted ones those asked for."""
        rows = self.view.catalogue.with_concept("weighted_shares")
        kind = self.plan.words() & DILUTIONS
        return [row for row in rows if kind & set(row.label_terms)] or rows

    def _told(self, hits: Sequence[Hit]) -> frozenset[int]:
        """The places of names that the fullest candidate of a metric reads: of a country, a customer."""
        words = self.plan.query.words
        fullest = max(hits, key=lambda hit: hit.mass, default=None)
        if fullest is None or fullest.entry.item.origin != "prose":
            return frozenset()
        label = set(NAMES.findall(fullest.entry.item.label))
        return frozenset(p for p in fullest.places if p < len(words) and words[p].text in label)

    def _measured(self, entry: Entry) -> bool:
        """Whether a label says a measure that the question does not ask for: losses in points of a ratio."""
        return bool(MEASURES & set(entry.label_terms) - self.plan.words()) and self.plan.unit != "percent"

    def _of_other(self, entry: Entry) -> bool:
        """Whether a sentence measures what is another's by name ("net sales of Lumen"), where the question
        names the filer, or asks for the whole of it."""
        if entry.item.origin != "prose":
            return False
        words = self.plan.query.words
        said = {word.stem for word in words}
        if not said & (self.view.own_names | WHOLE):
            return False
        owner = OWNER.search(entry.item.label)
        return owner is not None and stem(owner[1]) not in said | self.view.names

    def _says(self, entry: Entry, places: frozenset[int]) -> bool:
        """Whether an item says the words at these places in its headings."""
        said = frozenset(entry.label_terms) | entry.path_terms
        return all(said.issuperset(self.plan.query.terms[place]) for place in places)

    def order(self, hit: Hit) -> tuple[float, ...]:
        """The key by which the candidates of a metric are tried, the best first."""
        item = hit.entry.item
        kind = hit.entry.statement.kind if hit.entry.statement else ""
        prose = item.origin == "prose"
        segment = hit.entry.statement is not None and hit.entry.statement.basis == "segment"
        return (
            float(prose != (self.plan.stated or self._only_prose_says(hit))),
            float(self.plan.statement is not None and kind != self.plan.statement),
            -self._unread(hit.entry),
            -round(hit.mass, 1),
            -(min(hit.score, FULL) // SCORE_STEP),
            float(self._of_another(hit)),
            float(segment),
            float(kind in ("reconciliation", "other", "equity")),
            -hit.score,
            float((kind in ("equity", "other") or segment) and not _of_all(item)),
            float(hit.entry.position),
        )

    def _of_another(self, hit: Hit) -> bool:
        """Whether a row is only the part of a sum that the question does not name: research and development
        in a list of what "total stock-based compensation" is made up of."""
        natures = {concepts()[key].nature for key in hit.entry.concepts if key in concepts()}
        if "flow" not in natures:
            return False
        said = {part for place in range(len(self.plan.query.words)) for part in self.plan.query.terms[place]}
        wholes = self.view.wholes.get(hit.entry.position, ())
        names = [set(whole.label_terms) - light_stems() for whole in wholes if not whole.concepts]
        return bool(names) and all(name and not name & said for name in names)

    def _only_prose_says(self, hit: Hit) -> bool:
        """Whether a sentence measures just what is asked, where rows say more: depreciation, in a row of
        "Depreciation and amortization"."""
        here = [mention for mention in self.plan.mentions if mention.end and hit in mention.hits]
        if not here or self._more(hit) or hit.entry.item.label.endswith(", change"):
            return False  # of a metric carried from another question, the words are not here
        said = {part for place in hit.places for part in self.plan.query.terms[place]} - light_stems()
        rivals = [
            h
            for mention in here
            for h in mention.hits
            if h.entry.item.origin == "table" and said & set(h.entry.label_terms)
        ]
        return bool(rivals) and all(self._more(h) and TOGETHER.search(_called(h.entry)) for h in rivals)

    def _more(self, hit: Hit) -> bool:
        """Whether a label says more than the question, in words that tell something."""
        said = {part for place in hit.places for part in self.plan.query.terms[place]}
        name = _called(hit.entry)
        if OTHER not in said and OTHER in stems(name) and TOGETHER.search(name):
            return True  # "Interest and other income" is more than interest income
        return bool(set(hit.entry.label_terms) - said - light_stems())

    def _counted(self, entry: Entry) -> bool:
        """Where the question counts something ("how many states"), the item must be about that."""
        if self.units_are_counts and self.plan.unit != "shares":
            counted = self.plan.counted
            if YEARS & entry.path_terms and not YEARS & counted:
                return False  # "How many trucks": not the years that they last
            if entry.item.origin == "prose" and "headcount" in entry.concepts and self._leaves(entry):
                return False
            return not counted or bool(counted & self.context_terms(entry, sentences=False))
        return True

    def _leaves(self, entry: Entry) -> bool:
        """Whether a sentence counts people who leave, where the question does not ask for these."""
        said = self.plan.words() & shape_words("leaving")
        return not said and bool(shape_words("leaving") & self.context_terms(entry))

    @property
    def units_are_counts(self) -> bool:
        return self.plan.has("count") and self.plan.operation == "lookup" and not self.plan.query.amounts

    def _unread(self, entry: Entry) -> float:
        """How many words of the question that nothing else reads stand in the item's sentence."""
        words = set(self.plan.unread)
        if not words:
            return 0.0
        return float(len(words & self.context_terms(entry)))

    def context_terms(self, entry: Entry, sentences: bool = True) -> frozenset[str]:
        """Terms of the label, the headings and, for prose, the sentences around an item."""
        found = frozenset(entry.label_terms) | entry.path_terms | entry.about
        for fact in self.view.facts_of(entry) if sentences else ():
            if fact.sentence is not None:
                found |= self.view.sentence_terms[fact.sentence]
        return found

    def leaf_terms(self, leaf: Leaf) -> frozenset[str]:
        """Those of the item that an operand comes from, in whichever filing."""
        if leaf.view is None:
            return self.context_terms(leaf.entry)
        return frozenset(leaf.entry.label_terms) | leaf.entry.path_terms


def _of_all(item: LineItem) -> bool:
    """Whether an item stands in the column of the total, or in no column of its own."""
    return not item.path or item.path[-1].lower().startswith("total")


def money_units(view: FilingView) -> frozenset[str]:
    return frozenset({s.currency for s in view.statements} | {"USD", "CAD", "EUR", "GBP", "JPY", "CNY", ""})


def per_share_units(view: FilingView) -> frozenset[str]:
    return frozenset(f"{unit}/share" for unit in money_units(view))


def _called(entry: Entry) -> str:
    """What a row is called: its label, with the heading above where the label alone says nothing."""
    item = entry.item
    bare = item.path and set(entry.label_terms) <= light_stems()
    return f"{item.path[-1]} {item.label}" if bare else item.label
