"""From a named metric and a period to a figure: one line item, a measure, or a group's parts."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from grammar.calendar import same_period
from grammar.lexicon import concepts, light_stems, measures
from grammar.values import Period
from grammar.words import stem
from index.catalogue import CHANGE, RELATIVE, Entry
from index.match import Mention
from index.model import Fact
from index.windows import Hit
from qa import settle
from qa.case import Case
from qa.errors import NotSaid
from qa.figures import Constant, Figure, Leaf, Node, Operation, Size, evaluate

YEAR = 12  # months
STEPS = frozenset({"difference", "percent_change", "average", "share", "ratio", "sum", "max", "min"})
WILL = stem("will")
NOTES = frozenset(map(stem, ("note", "notes", "footnote")))  # "Workforce reduction (Note 1)"
EXACT = 95.0  # of a label whose words are all read
REPORTED = frozenset({"", "gaap", "actual", "segment"})  # bases that an unqualified question means
# Concepts whose sum is known by name, and how their parts are found: (whole, the part left out).
REMAINDERS = {
    "noncurrent_assets": ("total_assets", "current_assets"),
    "noncurrent_liabilities": ("total_liabilities", "current_liabilities"),
}


def figure(case: Case, mention: Mention, periods: tuple[Period, ...] | None) -> Figure:
    """The figure of a metric for a period (None: the filing's current one). Raises NotSaid."""
    if mention.measure is not None:
        return measure(case, mention.measure, periods)
    entries, units = case.entries(mention), case.units(mention)
    facts = case.view.facts(entries)
    pools: list[tuple[Entry, list[Fact]]] = []
    for nature, basis in _readings(case, mention):
        pools = [(e, _based(_with(facts[e.position], units, nature), basis)) for e in entries]
        pools = [(entry, pool) for entry, pool in pools if pool and not _beside(case, entry)]
        if pools:
            break
    pools = pools or _at_days(case, mention, entries, facts)
    pools = pools or _on_another_basis(case, mention, entries, facts)
    if not pools:
        raise NotSaid("period" if entries else "metric", mention)
    if periods is None:
        return _current(case, pools)
    found = across(case, mention, [entry for entry, _ in pools], periods) if case.reach else None
    if found is not None:
        return found
    periods = settle.opening(periods) if all(settle.opens(entry) for entry, _ in pools) else periods
    for period in periods:
        for entry, pool in pools:
            found = settle.find(entry, pool, [period], printed_only=True)
            if found is not None:
                return found
    for entry, pool in pools:
        found = settle.find(entry, pool, periods)
        if found is not None:
            return found
    raise NotSaid("period", mention)


def _readings(case: Case, mention: Mention) -> list[tuple[str, str]]:
    """The natures and bases by which the facts of a metric are tried. A row that has no concept of its own
    need not be measured as what it is a part of; "the adjusted goodwill" may stand "as adjusted"."""
    nature, wanted = nature_of(mention), basis_of(case, mention)
    found = [(nature, wanted)]
    if mention.concept is None and nature:
        found.append(("", wanted))
    if wanted == "non_gaap":
        found.append((nature, "as_adjusted"))
    return found


def _at_days(
    case: Case, mention: Mention, entries: Sequence[Entry], facts: Mapping[int, Sequence[Fact]]
) -> list[tuple[Entry, list[Fact]]]:
    """A flow that the filing has only in columns that name a day ("30 June 2019"), in a row of that name: the
    year that ends there, or what is left of it in a balance."""
    if nature_of(mention) != "flow":
        return []
    exact = {h.entry.position for h in mention.hits if h.score >= EXACT and h.entry.item.origin == "table"}
    pools = []
    for entry in entries:
        pool = _based(_with(facts[entry.position], case.units(mention)), basis_of(case, mention))
        if entry.position in exact and pool and not _beside(case, entry):
            pools.append((entry, pool))
    return pools


def _on_another_basis(
    case: Case, mention: Mention, entries: Sequence[Entry], facts: Mapping[int, Sequence[Fact]]
) -> list[tuple[Entry, list[Fact]]]:
    """Where a metric is given on one basis only ("free cash flow" as a non-GAAP measure, "Adjusted EBITDA" in
    a table that names no basis): its facts on that. The plan takes the basis, so that the answer says it."""
    wanted = basis_of(case, mention)
    units, nature = case.units(mention), nature_of(mention)
    said = {part for place in mention.places for part in case.plan.query.terms[place]} | light_stems() | NOTES
    exact = {h.entry.position for h in mention.hits if h.score >= EXACT or set(h.entry.label_terms) <= said}
    for entry in entries:
        if entry.position not in exact or (wanted != "gaap" and "adjusted" not in entry.item.label.lower()):
            continue
        pool = _with(facts[entry.position], units, nature)
        bases = {fact.basis for fact in pool}
        if len(bases) == 1 and not _beside(case, entry):
            case.plan.basis = case.plan.basis or bases.pop()
            return [(entry, pool)]
    return []


def across(
    case: Case, mention: Mention, entries: Sequence[Entry], periods: tuple[Period, ...]
) -> Figure | None:
    """The figure of a metric for a period from the company's filings: printed in the latest that has it,
    or else derived."""
    assert case.reach is not None
    pick = picker(case, mention)
    rows = [entry for entry in entries if entry.item.origin == "table"]
    if not rows or entries[0] is not rows[0]:
        return None  # what only prose says stands in one filing
    for find in (case.reach.printed, case.reach.derived):
        for period in periods:
            for entry in rows:
                found = find(case.view, entry, period, pick)
                if found is not None:
                    return found
    return None


def picker(case: Case, mention: Mention | None) -> Callable[[Sequence[Fact]], list[Fact]]:
    """The test for facts of other filings: of the unit, the kind of period and the basis asked for."""
    units = case.units(mention) if mention is not None else None
    nature = nature_of(mention) if mention is not None else ""
    basis = basis_of(case, mention)
    return lambda facts: _based(_with(facts, units, nature), basis)


def _beside(case: Case, entry: Entry) -> bool:
    """Whether an item of prose measures the metric relative to something, and that is not asked."""
    if entry.item.origin != "prose":
        return False
    if entry.item.label.endswith(CHANGE):
        return case.plan.operation in STEPS or not case.plan.has("change", "up", "down", "growth", "percent")
    relative = RELATIVE.search(entry.item.label) is not None
    if case.plan.operation in ("share", "ratio", "sum", "difference", "average"):
        return relative
    return relative and not (case.plan.stated or case.plan.unit == "percent")


def _with(facts: Sequence[Fact], units: frozenset[str] | None, nature: str = "") -> list[Fact]:
    """Facts of the right unit; for a balance those at a date, for a flow those over a period. Balances of a
    table whose heads say no more than the year have that year as their period."""
    kind = {"balance": "instant", "flow": "duration"}.get(nature)
    fitting = [f for f in facts if units is None or f.unit in units]
    kept = [f for f in fitting if kind is None or f.period is None or f.period.kind == kind]
    if not kept and kind == "instant":
        return [f for f in fitting if f.origin == "table" and f.period and f.period.months == YEAR]
    return kept


def nature_of(mention: Mention) -> str:
    concept = concepts().get(mention.concept or mention.kin or "")
    return concept.nature if concept else ""


def basis_of(case: Case, mention: Mention | None = None) -> str:
    return (mention.basis if mention else None) or case.plan.basis or "gaap"


def _based(facts: Sequence[Fact], basis: str) -> list[Fact]:
    """Facts on the basis asked for; an unqualified question means GAAP."""
    return [f for f in facts if f.basis == basis or (basis == "gaap" and f.basis in REPORTED)]


def _current(case: Case, pools: Sequence[tuple[Entry, list[Fact]]]) -> Figure:
    entry, pool = pools[0]
    dated = [f for f in pool if f.period is not None]
    if entry.item.origin == "prose" and len(dated) < len(pool) and WILL in case.plan.words():
        dated = [f for f in pool if f.period is None]  # what will be is not what was at a day gone by
    past = [f for f in dated if f.period and case.view.anchor and f.period.end <= case.view.anchor]
    dated = past or dated  # the day on which a loan falls due is not now
    best = settle.current(dated or pool, case.view.anchor, case.view.annual)
    assert best is not None
    return settle.of(entry, best)


def history(case: Case, mention: Mention) -> list[Figure]:
    """All printed figures of the best item of a metric, in the filing's order."""
    entries, units, nature = case.entries(mention), case.units(mention), nature_of(mention)
    facts = case.view.facts(entries)
    for entry in entries:
        pool = _based(_with(facts[entry.position], units, nature), basis_of(case, mention))
        dated = [fact for fact in pool if fact.period is not None]
        if dated:
            return [settle.of(entry, fact) for fact in dated]
    for entry, pool in _at_days(case, mention, entries, facts) or _on_another_basis(
        case, mention, entries, facts
    ):
        dated = [fact for fact in pool if fact.period is not None]
        if dated:
            return [settle.of(entry, fact) for fact in dated]
    raise NotSaid("metric", mention)


def long_history(case: Case, mention: Mention) -> list[Figure]:
    """All printed figures of the best item of a metric in the filings in reach, of each period the latest."""
    own = history(case, mention)
    entry = own[0].entry
    if case.reach is None or entry.item.origin != "table":
        return own
    found: list[Leaf] = []
    for leaf in case.reach.leaves(case.view, entry, picker(case, mention)):
        if not any(f.period and leaf.period and same_period(f.period, leaf.period) for f in found):
            found.append(leaf)
    return [Figure(leaf, entry, leaf.period, leaf.unit) for leaf in found]


def by_concept(case: Case, concept: str, periods: tuple[Period, ...] | None) -> Figure:
    """The figure of a concept that a formula names."""
    entries = case.view.catalogue.with_concept(concept)
    hits = [Hit(e, frozenset(), 1.0, 100.0 - e.concepts[concept] / 10, concept) for e in entries]
    if not hits:
        derived = next((m.key for m in measures().values() if m.line == concept), None)
        if derived is not None:
            return measure(case, derived, periods)
        raise NotSaid("metric", Mention(0, 0, concept=concept))
    return figure(case, Mention(0, 0, hits, concept), periods)


def measure(case: Case, key: str, periods: tuple[Period, ...] | None) -> Figure:
    """A named calculation, each part a figure of the same period. Raises NotSaid where one is missing."""
    rule = measures()[key]
    if rule.line and case.view.catalogue.with_concept(rule.line):
        try:
            return by_concept(case, rule.line, periods)
        except NotSaid:
            pass  # not printed: calculated below
    parts: list[Figure] = []
    node = _formula(case, ast.parse(rule.formula.replace("?", "_optional"), mode="eval").body, periods, parts)
    if node is None or evaluate(node) is None:
        raise NotSaid("metric", Mention(0, 0, measure=key))
    unit = _money(parts) if rule.unit == "USD" else rule.unit
    return Figure(node, parts[0].entry, parts[0].period, unit, rule.name)


def _money(parts: Sequence[Figure]) -> str:
    """The currency of the parts: of shares and a price per share, that of the price."""
    return next((part.unit.removesuffix("/share") for part in parts if part.unit != "shares"), parts[0].unit)


SYMBOLS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


def _formula(
    case: Case, tree: ast.expr, periods: tuple[Period, ...] | None, parts: list[Figure]
) -> Node | None:
    """A formula's syntax tree as an expression over figures; None for an optional part that is not there."""
    if isinstance(tree, ast.BinOp):
        left = _formula(case, tree.left, periods, parts)
        right = _formula(case, tree.right, periods, parts)
        if left is None or right is None:
            return left if right is None else right
        symbol = SYMBOLS[type(tree.op)]
        if isinstance(left, Operation) and left.symbol == symbol == "+":
            return Operation("+", (*left.parts, right))
        return Operation(symbol, (left, right))
    if isinstance(tree, ast.Constant):
        return Constant(Decimal(str(tree.value)))
    assert isinstance(tree, ast.Name)
    name = tree.id.removesuffix("_optional")
    size = name.startswith("abs_")
    name = name.removeprefix("abs_")
    if periods is None and parts and parts[0].period is not None:
        periods = (parts[0].period,)
    try:
        if name in measures() and name not in concepts():
            found = measure(case, name, periods)
        else:
            found = by_concept(case, name, periods)
    except NotSaid:
        if tree.id.endswith("_optional"):
            return None
        raise
    parts.append(found)
    return Size(found.node) if size else found.node


def parts_of(case: Case, mention: Mention) -> list[Entry]:
    """The rows that a total sums, subtotals left whole, in the filing's order. Raises NotSaid."""
    remainder = REMAINDERS.get(mention.concept or "")
    if remainder is not None and not any(h.entry.item.parts for h in mention.hits):
        whole, left_out = remainder
        left = {e.position for e in case.view.catalogue.with_concept(left_out)}
        entries = _parts(case, case.view.catalogue.with_concept(whole))
        found = [e for e in entries if e.position not in left]
        if found and len(found) < len(entries):
            return found
        raise NotSaid("metric", mention)
    found = _parts(case, case.entries(mention))
    if not found:
        raise NotSaid("parts", mention)
    return found


def _parts(case: Case, entries: Sequence[Entry]) -> list[Entry]:
    catalogue = case.view.catalogue
    for entry in entries:
        if entry.item.parts:
            return [catalogue.entries[position] for position in entry.item.parts]
    return []


def leaf_parts(case: Case, entries: Sequence[Entry]) -> list[Entry]:
    """Parts with every subtotal replaced by what it sums."""
    found: list[Entry] = []
    for entry in entries:
        if entry.item.parts:
            found += leaf_parts(case, [case.view.catalogue.entries[p] for p in entry.item.parts])
        else:
            found.append(entry)
    return found


def entry_figure(case: Case, entry: Entry, periods: tuple[Period, ...] | None) -> Figure | None:
    """The figure of one row for a period, or None where its cell is blank."""
    facts = _based(case.view.facts_of(entry), basis_of(case))
    if periods is None:
        best = settle.current(facts, case.view.anchor, case.view.annual) if facts else None
        return settle.of(entry, best) if best else None
    return settle.find(entry, facts, periods)
