"""Questions about what a table holds: the periods of its columns, the items of its rows.

"Which years does the table cover?", "What items are listed?", "What are the components of X?", "How many
items are there under X?": the answer is a list of figures, one for each column or row that is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grammar.lexicon import filler, light_stems
from index.catalogue import Entry, telling_terms
from qa import lookups, settle
from qa.case import Case
from qa.errors import NotSaid
from qa.figures import Figure, evaluate, tidy, total
from qa.results import Result, period_choice

COMPARING = frozenset({"more", "fewer", "max", "min", "change", "average", "up", "down", "share"})
_NOUNS = (
    r"(?:(?:financial|line|key|main|major|different|various|respective) )*"
    r"(?:items?|components?|elements?|constituents?"
    r"|types?|kinds?|categor(?:y|ies)|segments?|divisions?|regions?|countr(?:y|ies)|areas?|currenc(?:y|ies)"
    r"|line items?|parts?|expenses|classes|business(?:es)?|products?|factors?)"
)
_HELD = r"(?:listed|shown|included|presented|reported|recorded|given|displayed|contained|covered|provided|in)"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to ask. `kind`: "columns", "listed" (all rows of a table), "parts" (those of what is named),
    "sum" (that of the rows under a heading that no row sums)."""

    kind: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


def _form(kind: str, pattern: str, *examples: str) -> Form:
    return Form(kind, re.compile(pattern, re.IGNORECASE), examples)


_ABOUT = (
    r"(?=.*\b(?:tables?|calculated|computed|recorded|provided|available|information|reported|disclosed"
    r"|data)\b)"
)
_DOING = (
    r"(?:(?:do|does|did|are|were|there|is|\w+ed|making up|that make up|used|when|in|to|the|calculation"
    r"|calculating|computing|tabulate) ){0,6}?"
)
_OF = r"(?:of|under|up|making up|within|constituting)?"
_CONSISTS = r"(?: (?:consists?|comprised?|made up|composed)(?: of)?)?"
_IN_ALL = r"(?:are there |there are |are |were )?(?:of|under|in|within|make up|making up)(?: there)?"

FORMS = (
    _form(
        "columns",
        r"^(?:for |in )?(?:which|what)(?: (?:are|were) the)? (?:fiscal |financial |calendar )?"
        rf"(?:years|periods|FYs)\b[’']?{_ABOUT}",
        "Which years does the table cover?",
        "In which years was interest cost calculated?",
        "What are the years included in the table?",
    ),
    _form(
        "listed",
        rf"^(?:what|which)(?: (?:are|were)(?: the)?)? {_NOUNS} (?:(?:are|were|is) )?(?:{_HELD} )+"
        r"(?:in|by|under|within) the (?:\w+ )?table\b",
        "What financial items are listed in the table?",
    ),
    _form(
        "listed",
        rf"^(?:what|which)(?: (?:are|were) the)? (?:\w+ ){{0,2}}{_NOUNS} (?:(?:are|were) )?(?:{_HELD} )+"
        r"(?:in|by) the table\b",
        "Which countries are shown in the table?",
    ),
    _form(
        "parts",
        rf"^(?:what|which)(?: (?:are|were)(?: the)?)? {_NOUNS} {_DOING}{_OF} ?(?:(?:do|does|did) )?"
        rf"(?P<of>.+?){_CONSISTS}\??$",
        "What are the components of total revenue?",
        "What items does cash flow consist of?",
        "What are the items under deferred tax liabilities?",
    ),
    _form(
        "parts",
        rf"^how many (?:different )?{_NOUNS} {_IN_ALL} ?(?P<of>.+?)(?: are there)?\??$",
        "How many components are there under alternative investments?",
    ),
    _form(
        "sum",
        r"^what (?:is|was|were|are) the (?:total|sum)(?: amount)? of all (?:the )?(?P<of>.+?)\??$",
        "What was the sum of all tax credit carryforwards?",
    ),
)


def read(case: Case) -> Result | None:
    """The columns or rows that a question asks for; None where it asks for none, or none are found."""
    query = case.plan.query
    if query.amounts:
        return None
    text = query.text.strip()
    for form in FORMS:
        match = form.pattern.search(text)
        if match is None or _compares(case, match):
            continue
        if form.kind == "columns":
            figures = _columns(case)
        elif form.kind == "listed":
            figures = _listed(case, _rows_of(_table(case)))
        elif form.kind == "sum":
            figures = _listed(case, _untotalled(case, match["of"]))
        else:
            figures = _listed(case, _under(case, match["of"]))
        if len(figures) > 1:
            return _result(form, text, figures)
    return None


def _result(form: Form, text: str, figures: list[Figure]) -> Result | None:
    if form.kind == "sum":
        node = total([figure.node for figure in figures])
        value = evaluate(node) if len({figure.unit for figure in figures}) == 1 else None
        return Result("sum", tidy(value), figures[0].unit, figures, node) if value is not None else None
    if text.lower().startswith("how many"):
        return Result("count", str(len(figures)), "count", figures)
    return Result("list", None, figures[0].unit, figures, listed=True)


def _compares(case: Case, match: re.Match[str]) -> bool:
    """Whether a question compares figures: words in the name of what is asked for do not ("the amounts
    falling due within one year")."""
    plan = case.plan
    if not plan.has(*COMPARING):
        return False
    first, end = match.span("of") if "of" in match.re.groupindex else (0, 0)
    comparing = (t for t in plan.query.tagged if t.group == "operation" and t.tag in COMPARING)
    return any(not first <= plan.query.words[tagged.first].start < end for tagged in comparing)


def _columns(case: Case) -> list[Figure]:
    """The figures of the row named, else of the first full row of the table, in all of its columns."""
    for mention in case.plan.mentions:
        try:
            found = lookups.history(case, mention)
        except NotSaid:
            continue
        if len(found) > 1:
            return found
    rows = _table(case)
    best: list[Figure] = []
    for entry in rows:
        facts = {fact.period: fact for fact in case.view.facts_of(entry) if fact.period is not None}
        if len(facts) > len(best):
            best = [settle.of(entry, fact) for fact in facts.values()]
    return best


def _table(case: Case) -> list[Entry]:
    """The items of the table that the question's words speak of most, of the first of several such."""
    said = {term for place in range(len(case.plan.query.words)) for term in case.plan.query.terms[place]}
    said -= light_stems() | filler("benign") | filler("stop")
    tables: dict[int, list[Entry]] = {}
    for entry in case.view.catalogue.entries:
        if entry.item.statement is not None and entry.item.origin == "table":
            tables.setdefault(entry.item.statement, []).append(entry)
    if not tables:
        return []

    def spoken(number: int) -> int:
        entries = tables[number]
        words = entries[0].about.union(*(frozenset(entry.label_terms) for entry in entries))
        return len(said & words)

    best = max(tables, key=lambda number: (spoken(number), -number))
    return tables[best] if len(tables) == 1 or spoken(best) else []


def _rows_of(entries: Iterable[Entry]) -> list[Entry]:
    """The rows of a table that are no sums of others, each once."""
    kept: dict[str, Entry] = {}
    for entry in entries:
        if entry.item.label and not entry.item.total and not entry.item.parts:
            kept.setdefault(entry.item.label, entry)
    return list(kept.values())


def _under(case: Case, name: str) -> list[Entry]:
    """The rows that make up what is named: under a heading of that name, or summed in a row of that name, or
    all of a table that is of that."""
    wanted = frozenset(telling_terms(name)) - light_stems()
    if not wanted:
        return []
    entries = [entry for entry in case.view.catalogue.entries if entry.item.origin == "table"]
    for path in _headed(entries, wanted):
        rows = _rows_of(entry for entry in entries if entry.item.path == path)
        if len(rows) > 1:
            return rows
    for entry in entries:
        if entry.item.parts and frozenset(entry.label_terms) - light_stems() == wanted:
            return [case.view.catalogue.entries[position] for position in entry.item.parts]
    rows = _above(entries, wanted)
    if rows:
        return rows
    of = [entry for entry in entries if entry.statement and wanted <= entry.near and len(wanted) > 1]
    return _rows_of(entry for entry in of if entry.item.statement == of[0].item.statement) if of else []


def _headed(entries: Sequence[Entry], wanted: frozenset[str]) -> list[tuple[str, ...]]:
    """The headings, columns among them, one of which is just what is named: the last, or one above the column
    of several."""
    paths = dict.fromkeys(entry.item.path for entry in entries if entry.item.path)
    named = [
        (place, path)
        for path in paths
        for place, part in enumerate(reversed(path))
        if frozenset(telling_terms(part)) - light_stems() == wanted
    ]
    return [path for _, path in sorted(named, key=lambda one: one[0])]


def _untotalled(case: Case, name: str) -> list[Entry]:
    """The rows under the one heading of a name, where none of them is their sum."""
    wanted = frozenset(telling_terms(name)) - light_stems()
    entries = [entry for entry in case.view.catalogue.entries if entry.item.origin == "table"]
    paths = _headed(entries, wanted) if wanted else []
    if len(paths) != 1:
        return []
    rows = [entry for entry in entries if entry.item.path == paths[0]]
    return [] if any(row.item.total or row.item.parts for row in rows) else _rows_of(rows)


def _above(entries: Sequence[Entry], wanted: frozenset[str]) -> list[Entry]:
    """The rows above a total of that name, back to the total before it."""
    for place, entry in enumerate(entries):
        if not entry.item.total or frozenset(entry.label_terms) - light_stems() != wanted:
            continue
        found: list[Entry] = []
        for before in reversed(entries[:place]):
            if before.item.statement != entry.item.statement or before.item.total or before.item.parts:
                break
            found.insert(0, before)
        if len(found) > 1:
            return found
    return []


def _listed(case: Case, entries: Sequence[Entry]) -> list[Figure]:
    """The figures of rows for the period asked for, else for their latest."""
    choice = period_choice(case)
    found = []
    for entry in entries:
        facts = case.view.facts_of(entry)
        fact = settle.current(facts, case.view.anchor, case.view.annual) if facts else None
        figure = settle.find(entry, facts, choice, printed_only=True) if choice else None
        if figure is None and fact is not None and choice is None:
            figure = settle.of(entry, fact)
        found += [figure] if figure is not None else []
    return found
