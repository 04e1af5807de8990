"""Lists, extremes and counts: of the parts of a total, or of one metric over its periods."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from index.catalogue import Entry, telling_terms
from index.match import Mention
from qa import breakdown, lookups
from qa.arithmetic import figures_of
from qa.case import Case
from qa.errors import NotSaid
from qa.figures import Figure, tidy
from qa.inside import inside
from qa.phrases import names_kind
from qa.plan import groups, shape_words
from qa.results import Result, first_mention, lookup, period_choice, same_choice
from qa.shapes import asks_which

EACH = frozenset({"respectively", "respective"})


def list_of(case: Case) -> Result:
    mention = first_mention(case)
    if len(case.periods) > 1 and EACH & {word.lower for word in case.plan.query.words}:
        return lookup(case)  # "what are A in 2018 and 2019 respectively": not what A is made up of
    if case.periods and _says_total(case, mention) and _of_the_whole(case):
        return lookup(case)  # "what were the total losses in 2015": their sum, not what it is made up of
    members = breakdown.members(case, mention) if len(case.plan.mentions) == 1 else []
    if members:
        figures = _figures(case, mention, members, breakdown.member_name(members))
        test = sign_test(case) if case.plan.query.amounts else None
        figures = [figure for figure in figures if test is None or test(figure.value)]
        if not figures:
            raise NotSaid("comparison", mention, "none is so")
        return Result("list", None, figures[0].unit, figures, listed=True)
    if len(case.plan.mentions) > 1:
        return lookup(case)
    test = sign_test(case)
    if test is not None and (case.plan.query.amounts or not case.periods):
        found = [figure for figure in _history(case, mention) if test(figure.value)]
        if not found:
            raise NotSaid("comparison", mention, "no period is so")
        return Result("list", None, found[0].unit, found, listed=True)
    if len(case.periods) <= 1 and not case.plan.says(shape_words("period")):
        if mention.concept not in groups() and not has_parts(case, mention):
            if case.plan.lists and _only_told(case, mention):
                raise NotSaid("parts", mention)  # one figure of a sentence is no list
            return lookup(case)
        try:
            figures = _part_figures(case, mention)
        except NotSaid as missing:
            if missing.what != "parts" or not _of_the_whole(case):
                raise
            return lookup(case)
        return Result("list", None, figures[0].unit, figures, listed=True)
    figures = lookup(case).figures if case.periods else _history(case, mention)
    return Result("list", None, figures[0].unit, figures, listed=True)


def _of_the_whole(case: Case) -> bool:
    """Whether nothing but "what were the" asks for a list: "What were the total assets in 2019?" """
    words = case.plan.query.words
    return all(words[tagged.first].lower == "what" for tagged in case.plan.query.found("list"))


def _says_total(case: Case, mention: Mention) -> bool:
    """Whether the metric is named as a total, and so is its row."""
    words = {case.plan.query.words[place].lower for place in mention.places}
    return "total" in words and bool(mention.hits) and "total" in mention.hits[0].entry.item.label.lower()


def _only_told(case: Case, mention: Mention) -> bool:
    entries = case.entries(mention)
    return bool(entries) and entries[0].item.origin == "prose"


def _history(case: Case, mention: Mention) -> list[Figure]:
    """The figures of a metric over time: those of a row of periods asked for, or all there are, of the length
    that the question says."""
    if case.series is not None:
        return figures_of(case)
    figures = lookups.long_history(case, mention)
    lengths = {months for said, months in LENGTH_WORDS if case.plan.words() & said}
    return [f for f in figures if f.period and f.period.months in lengths] or figures


def _part_figures(case: Case, mention: Mention) -> list[Figure]:
    aside = {hit.entry.position for left_out in case.plan.asides for hit in left_out.hits}
    if aside and case.plan.basis == "adjusted":
        case.plan.basis = None  # "leaving out X, which part is largest?": X is a part like the others
    entries = [entry for entry in lookups.parts_of(case, mention) if entry.position not in aside]
    if mention.concept in ("total_assets", "total_liabilities") and case.plan.operation in ("max", "min"):
        entries = lookups.leaf_parts(case, entries)
    return _figures(case, mention, entries)


def _figures(
    case: Case, mention: Mention, entries: Sequence[Entry], called: Callable[[Entry], str] | None = None
) -> list[Figure]:
    """The figures of rows for the period asked for. called: what to call them, where not by their labels."""
    choice = period_choice(case)
    if choice is None:
        choice = same_choice(lookups.figure(case, mention, None)) if mention.hits else None
    remainder = lookups.REMAINDERS.get(mention.concept or "")
    if choice is None and remainder is not None:
        choice = same_choice(lookups.by_concept(case, remainder[0], None))
    found = [lookups.entry_figure(case, entry, choice) for entry in entries]
    figures = [f if called is None else replace(f, name=called(f.entry)) for f in found if f is not None]
    if not figures:
        raise NotSaid("period", mention)
    return figures


def extreme(case: Case) -> Result:
    """The largest or smallest: of the parts of a group, or of one metric over its periods."""
    plan = case.plan
    if len(plan.mentions) > 1:
        figures = figures_of(case)
    else:
        mention = first_mention(case)
        members = breakdown.members(case, mention)
        if members:
            found = _figures(case, mention, members, breakdown.member_name(members))
            return _won(case, found, by_label=True)
        under = [] if _of_group(case, mention) else _under_heading(case, mention)
        if under:
            return _won(case, _figures(case, mention, under), by_label=True)
        figures = _part_figures(case, mention) if _of_group(case, mention) else _over_periods(case, mention)
        number = _how_many(case)
        if number is not None and len(figures) >= number:
            return _ranked(case, figures, number)
        if _of_group(case, mention):
            return _won(case, figures, by_label=True)
    return _won(case, figures, by_label=len(plan.mentions) > 1)


YEARS = frozenset({"year", "fy"})
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _under_heading(case: Case, mention: Mention) -> list[Entry]:
    """The rows under a heading that the metric names: "the largest deferred tax asset"."""
    if mention.concept is not None or len(case.periods) > 1 or _asks_which_period(case):
        return []
    if case.plan.query.tags("shape") & {"when"}:
        return []
    said = {part for place in mention.places for part in case.plan.query.terms[place]}
    groups_: dict[tuple[int | None, tuple[str, ...]], list[Entry]] = {}
    for entry in case.view.catalogue.entries:
        item = entry.item
        if item.origin == "table" and item.path and set(telling_terms(item.path[-1])) == said:
            groups_.setdefault((item.statement, item.path), []).append(entry)
    for rows in groups_.values():
        leaves = [e for e in rows if not e.item.total and not e.item.parts and e.label_terms]
        if len(leaves) >= breakdown.FEWEST:
            return leaves
    return []


LENGTH_WORDS = (
    (frozenset({"month"}), 1),
    (frozenset({"quarterly", "quarter"}), 3),
    (frozenset({"annual", "yearly"}), 12),
)
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}


def _how_many(case: Case) -> int | None:
    """The number beside a superlative: "the three largest", "top 5"."""
    words = case.plan.query.words
    for tag in ("max", "min"):
        for tagged in case.plan.query.found(tag):
            near = [tagged.first - 1, tagged.end]
            for place in near:
                if 0 <= place < len(words) and words[place].lower in NUMBERS:
                    return NUMBERS[words[place].lower]
    return None


def _ranked(case: Case, figures: list[Figure], number: int) -> Result:
    """The first few by size, as a list in that order."""
    largest = case.plan.operation == "max"
    ranked = sorted(figures, key=lambda f: abs(f.value), reverse=largest)
    return Result("list", None, figures[0].unit, ranked[:number], listed=True)


def _of_group(case: Case, mention: Mention) -> bool:
    words = case.plan.words()
    if words & frozenset({"period", "column", "quarterly", "when", "month"}) or len(case.periods) > 1:
        return False
    asks_period = any(w in words for w in ("quarter", "year", "date")) and case.plan.query.tags("shape") & {
        "when"
    }
    if asks_period or mention.concept not in groups():
        return (
            mention.concept not in groups()
            and bool(words & shape_words("group"))
            and has_parts(case, mention)
        )
    named = {case.plan.query.words[p].lower for p in mention.places}
    if mention.concept in ("revenue", "equity"):
        return bool(words & shape_words("group"))
    return "total" not in named or bool(words & shape_words("group"))


def has_parts(case: Case, mention: Mention) -> bool:
    return any(entry.item.parts for entry in case.entries(mention))


def _over_periods(case: Case, mention: Mention) -> list[Figure]:
    general = _asks_which_period(case) and all(names_kind(r.value) for r in case.plan.phrases)
    if len(case.periods) > 1 and not general:
        return figures_of(case)
    words = case.plan.words()
    shorter = _within(case, mention)
    if shorter:
        return shorter
    figures = lookups.long_history(case, mention)
    lengths = {months for said, months in LENGTH_WORDS if words & said}
    lengths |= {choice[0].months for choice in case.periods if choice[0].months}
    if not lengths and not words & shape_words("columns"):
        lengths = _current_length(case, mention)
    chosen = [f for f in figures if not lengths or (f.period and f.period.months in lengths)]
    if not chosen:
        raise NotSaid("period", mention)
    return chosen


def _current_length(case: Case, mention: Mention) -> set[int]:
    """The months of the current period: nine of them are no larger quarter. None of an instant."""
    period = lookups.figure(case, mention, None).period
    return {period.months} if period is not None and period.months else set()


def _within(case: Case, mention: Mention) -> list[Figure]:
    """The figures of the months of a quarter, or the quarters of a year, where it is asked which of them."""
    length = _asked_length(case)
    whole = case.periods[0][0] if len(case.periods) == 1 else None
    if length is None or whole is None or whole.start is None or (whole.months or 0) <= length:
        return []
    found = inside(case, mention, whole, length)
    if found:
        return found
    raise NotSaid("period", mention)


def _asked_length(case: Case) -> int | None:
    """The months of the periods that a question asks which of: "in which month", "what quarter"."""
    words = case.plan.query.words
    for place, word in enumerate(words[:-1]):
        if word.lower in ("which", "what"):
            return next((n for said, n in LENGTH_WORDS if words[place + 1].stem in said), None)
    return None


def _won(case: Case, figures: list[Figure], by_label: bool) -> Result:
    operation = case.plan.operation
    negative = all(f.value <= 0 for f in figures)
    sizes = negative or (shape_words("losses") & case.plan.words() and any(f.value < 0 for f in figures))
    candidates = [f for f in figures if f.value < 0] if sizes and not negative else figures
    key: Callable[[Figure], Decimal] = (lambda f: abs(f.value)) if sizes else (lambda f: f.value)
    if operation == "min":
        candidates = [f for f in candidates if f.value != 0] or candidates  # a nil is no smallest item
    winner = (max if operation == "max" else min)(candidates, key=key)
    value = (winner.name or winner.entry.item.label) if by_label else tidy(winner.value)
    asks_period = not by_label and bool(case.plan.query.tags("shape") & {"when"} or _asks_which_period(case))
    if asks_period and winner.period is not None:
        said = _year_said(case, winner, figures) or winner.period.label
        return Result(operation, said, "text", figures, winner=winner)
    return Result(operation, value, "text" if by_label else winner.unit, figures, winner=winner)


def _year_said(case: Case, winner: Figure, figures: Sequence[Figure]) -> str:
    """The year that the winner's column names, where a year is asked for and no other column has the same."""
    if not asks_which(case.plan.query, YEARS):
        return ""
    labels = [f.period.label for f in figures if f.period is not None]
    found = YEAR.findall(winner.period.label if winner.period else "")
    if not found or sum(found[-1] in YEAR.findall(label)[-1:] for label in labels) > 1:
        return ""
    return str(found[-1])


def _asks_which_period(case: Case) -> bool:
    words = case.plan.query.words
    if len(case.periods) == 2 and any(word.lower == "or" for word in words):
        return True  # "was it higher in 2003 or in 2004?"
    names = [word.stem for word in words if word.lower not in ("of", "the", "these", "those")]
    return any(one in ("which", "what") and two in shape_words("period") for one, two in pairwise(names))


def count(case: Case) -> Result:
    """How many parts a total has, or in how many periods a figure is so."""
    mention = first_mention(case)
    plan = case.plan
    test = sign_test(case)
    if test is None and plan.says(shape_words("period")):
        test = named_sign(case, mention)
    if test is None and plan.says(shape_words("period")):
        test = _nonzero
    if test is not None and plan.says(shape_words("period")):
        figures = _history(case, mention)
        return Result("count", str(sum(test(f.value) for f in figures)), "count", figures)
    if plan.has("up", "down") and not plan.has("list"):
        return _moved(case, mention)
    members = breakdown.members(case, mention)
    if not members:
        figures = _part_figures(case, mention)
        return Result("count", str(len(figures)), "count", figures)
    figures = _figures(case, mention, members, breakdown.member_name(members))
    number = sum(test(f.value) for f in figures) if test is not None else len(figures)
    return Result("count", str(number), "count", figures)


def _nonzero(value: Decimal) -> bool:
    return value != 0


def _moved(case: Case, mention: Mention) -> Result:
    """How many parts of a total rose, or fell, between two periods."""
    choices = case.periods if len(case.periods) == 2 else []
    if not choices:
        whole = lookups.history(case, mention)[:2]
        choices = [(f.period,) for f in whole if f.period]
    if len(choices) != 2:
        raise NotSaid("comparison", mention)
    choices = sorted(choices, key=lambda choice: choice[0].end)
    figures, count_ = [], 0
    for entry in lookups.parts_of(case, mention):
        old, new = (lookups.entry_figure(case, entry, choice) for choice in choices)
        if old is None or new is None:
            continue
        figures += [old, new]
        count_ += (new.value > old.value) if case.plan.has("up") else (new.value < old.value)
    return Result("count", str(count_), "count", figures)


def sign_test(case: Case) -> Callable[[Decimal], bool] | None:
    plan = case.plan
    if plan.query.amounts and plan.has("more", "fewer"):
        bound = plan.query.amounts[0].value.value
        return (lambda v: v > bound) if plan.has("more") else (lambda v: v < bound)
    if plan.has("negative"):
        return lambda v: v < 0
    if plan.has("positive"):
        return lambda v: v > 0
    if plan.has("nil"):
        return lambda v: v == 0
    return None


def named_sign(case: Case, mention: Mention) -> Callable[[Decimal], bool] | None:
    """ "Did it make a profit", "was there a loss": the sign that the words of the metric claim."""
    if mention.concept not in (
        "net_income",
        "operating_income",
        "gross_profit",
        "pretax_income",
        "comprehensive_income",
    ):
        return None
    said = {case.plan.query.words[p].stem for p in mention.places}
    if said & (shape_words("losses") | {"unprofitabl"}):
        return lambda v: v < 0
    return lambda v: v > 0
