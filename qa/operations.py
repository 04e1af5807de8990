"""What each operation does with its metrics and periods: a function each, from a case to a result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from grammar.calendar import same_period, shift
from grammar.lexicon import measures, terms
from grammar.periods import find_periods
from grammar.values import Period
from index.catalogue import RELATIVE, Entry
from index.match import Mention
from qa import lookups, settle
from qa.errors import NotSaid
from qa.figures import (
    Constant,
    Figure,
    Node,
    Operation,
    Size,
    difference,
    evaluate,
    leaves,
    percent_change,
    tidy,
    total,
)
from qa.lookups import Case
from qa.plan import groups, opens_yes_no, shape_words

HUNDRED = Decimal(100)
PeriodChoice = tuple[Period, ...] | None


@dataclass(slots=True)
class Result:
    """The outcome of an operation. `figures` are its operands, or the items of a list, in order; `value`
    a decimal string in base units, "yes"/"no", a label, or None for a list."""

    operation: str
    value: str | None
    unit: str
    figures: list[Figure]
    node: Node | None = None
    label: str = ""
    listed: bool = False
    winner: Figure | None = None
    facts: dict[str, str] = field(default_factory=dict)


def run(case: Case) -> Result:
    """Carry out the plan's operation. Raises NotSaid where the filing does not give a part of it."""
    return OPERATIONS[case.plan.operation](case)


def _first(case: Case) -> Mention:
    if not case.plan.mentions:
        raise NotSaid("metric")
    return case.plan.mentions[0]


def _period(case: Case, number: int = 0) -> PeriodChoice:
    return case.periods[number] if number < len(case.periods) else None


# -- look-up ---------------------------------------------------------------------------------------


def lookup(case: Case) -> Result:
    mentions = case.plan.mentions or [_first(case)]
    if case.plan.unit == "percent" and len(mentions) == 1 and mentions[0].concept == "gross_profit":
        mentions = [Mention(mentions[0].first, mentions[0].end, measure="gross_margin")]
    if case.plan.has("part") and len(mentions) > 1:
        mentions = mentions[1:]  # "how much of the loss was X": X is asked for, the loss only frames it
    choices: list[PeriodChoice] = list(case.periods) or [None]
    found = [lookups.figure(case, mention, choice) for mention in mentions for choice in choices]
    found = _distinct(found)
    if len(found) == 1:
        return _single(found[0])
    return Result("list", None, found[0].unit, found, listed=True)


def _distinct(figures: list[Figure]) -> list[Figure]:
    """Each figure once, though two ways of saying it were used."""
    kept: list[Figure] = []
    for figure in figures:
        if not any(figure.node == other.node for other in kept):
            kept.append(figure)
    return kept


def _single(figure: Figure) -> Result:
    if figure.leaf is not None:
        return Result("lookup", tidy(figure.value), figure.unit, [figure], label=figure.entry.item.label)
    percent = figure.unit == "percent"
    value = figure.value * HUNDRED if percent else figure.value
    operation = "ratio" if isinstance(figure.node, Operation) and figure.node.symbol == "/" else "difference"
    if isinstance(figure.node, Operation) and figure.node.symbol == "+":
        operation = "sum"
    kind = "derived" if figure.note.startswith("derived") else "measure"
    return Result(operation, tidy(value), figure.unit, [figure], figure.node, facts={"kind": kind})


# -- changes and differences -----------------------------------------------------------------------


def _pair(case: Case) -> tuple[Figure, Figure]:
    """The two figures a change is between: (new or first-named, old or second-named)."""
    mentions, plan = case.plan.mentions, case.plan
    if not mentions:
        raise NotSaid("metric")
    if len(mentions) >= 2 and not (len(case.periods) >= 2 and not plan.has("than", "less", "between")):
        a = lookups.figure(case, mentions[0], _period(case))
        b = lookups.figure(case, mentions[1], _period(case, 1) or _period(case) or _same(a))
        return a, b
    mention = mentions[0]
    if len(case.periods) >= 2:
        a, b = (lookups.figure(case, mention, case.periods[n]) for n in (0, 1))
        if plan.has("than") and plan.has("more", "fewer"):
            return a, b
        return (a, b) if _end(a) >= _end(b) else (b, a)
    if len(case.periods) == 1:
        one = lookups.figure(case, mention, case.periods[0])
        if _since(case):
            return _latest(case, mention, one), one
        return one, _before(case, mention, one)
    now = lookups.figure(case, mention, None)
    return now, _before(case, mention, now)


def _same(figure: Figure) -> PeriodChoice:
    return (figure.period,) if figure.period is not None else None


def _end(figure: Figure) -> tuple[int, ...]:
    return (figure.period.end.toordinal(),) if figure.period else (0,)


def _since(case: Case) -> bool:
    """Whether the one period named is where the change starts from."""
    start = case.plan.phrases[0].start if case.plan.phrases else None
    text = case.plan.query.text
    if start is None:
        return False
    before = text[:start].lower().split()
    phrase = text[start:].lower()
    return phrase.startswith(("since", "from")) or (bool(before) and before[-1] in ("since", "from"))


def _latest(case: Case, mention: Mention, old: Figure) -> Figure:
    """The latest figure of the same length as an older one."""
    months = old.period.months if old.period else None
    same = [f for f in lookups.history(case, mention) if f.period and f.period.months == months]
    if not same or _end(max(same, key=_end)) == _end(old):
        raise NotSaid("comparison", mention)
    return max(same, key=_end)


def _before(case: Case, mention: Mention, now: Figure) -> Figure:
    """What a figure is compared with where the question names one period: the same period a year before,
    or, for a balance, the balance sheet date before it."""
    assert now.period is not None
    if now.period.kind == "instant":
        dates = [f for f in lookups.history(case, mention) if f.period and f.period.end < now.period.end]
        if dates:
            return max(dates, key=_end)
        raise NotSaid("comparison", mention)
    return lookups.figure(case, mention, (shift(now.period, years=-1),))


def _sizes(case: Case, a: Figure, b: Figure) -> bool:
    """Losses and costs are compared as amounts where both are printed negative and asked by that name."""
    amounts = shape_words("losses") | shape_words("costs")
    return a.value <= 0 and b.value <= 0 and bool(amounts & (case.plan.words() | set(a.entry.label_terms)))


def _nodes(case: Case, a: Figure, b: Figure) -> tuple[Node, Node]:
    if _sizes(case, a, b):
        return Size(a.node), Size(b.node)
    return a.node, b.node


def change(case: Case) -> Result:
    """A difference, in the unit of its figures."""
    stated = _stated(case)
    if stated is not None:
        return stated
    a, b = _pair(case)
    _comparable(a, b)
    new, old = _nodes(case, a, b)
    node = difference(new, old)
    value = evaluate(node)
    assert value is not None
    fewer = case.plan.has("fewer") and not case.plan.has("more")
    if fewer and case.plan.has("than"):
        node = difference(old, new)
        value = -value
    return Result("difference", tidy(value), a.unit, [a, b], node)


def relative_change(case: Case) -> Result:
    """A change in percent of the older figure."""
    stated = _stated(case)
    if stated is not None:
        return stated
    a, b = _pair(case)
    _comparable(a, b)
    new, old = _nodes(case, a, b)
    base = evaluate(old)
    assert base is not None
    node = percent_change(new, old, base)
    value = evaluate(node)
    if value is None:
        raise NotSaid("comparison", _first(case), "the base is zero")
    return Result("percent_change", tidy(value * HUNDRED), "percent", [a, b], node)


def _stated(case: Case) -> Result | None:
    """The percentage that the prose states, where the question asks for what the filing says: the one
    whose base ("from the second quarter of 2002") is among the periods asked for."""
    if not case.plan.stated:
        return None
    candidates: list[Figure] = []
    share = case.plan.operation in ("share", "ratio")
    entries = [{e.position: e for e in case.entries(mention)} for mention in case.plan.mentions]
    for found in entries:
        for entry in found.values():
            if ("share of" in entry.item.label) != share or (share and not _names_all(case, entry)):
                continue
            if entry.item.origin == "prose" and RELATIVE.search(entry.item.label):
                candidates += [settle.of(entry, f) for f in case.view.facts_of(entry) if f.unit == "percent"]
    asked = [period for choice in case.periods for period in choice]
    fitting = [f for f in candidates if _right_way(case, f) and _asked_for(case, f, asked)]
    return _single(fitting[0]) if fitting else None


def _names_all(case: Case, entry: Entry) -> bool:
    """Whether a stated share is of both metrics that the question names."""
    words = set(terms(entry.item.label))
    return all(words & set(terms(mention.text)) for mention in case.plan.mentions)


def _right_way(case: Case, figure: Figure) -> bool:
    """Whether a stated change goes the way the question says it went."""
    if case.plan.has("up") == case.plan.has("down"):
        return True
    return (figure.value > 0) == case.plan.has("up")


def _asked_for(case: Case, figure: Figure, asked: Sequence[Period]) -> bool:
    """Whether a stated change is from one of the periods asked for; a stated share, whether it is of one."""
    if not asked:
        return True
    if "percent change" not in figure.entry.item.label:
        return figure.period is None or any(same_period(figure.period, period) for period in asked)
    base = figure.entry.item.path[-1] if figure.entry.item.path else ""
    phrases = [reading.value for reading in find_periods(base)]
    bases = [p for phrase in phrases for p in settle.wanted(phrase, case.view.context, figure.period)]
    if any(same_period(period, other) for period in asked for other in bases):
        return True
    return all(figure.period is not None and same_period(figure.period, period) for period in asked)


def _comparable(a: Figure, b: Figure) -> None:
    if a.unit != b.unit:
        raise NotSaid("comparison", None, f"{a.unit} and {b.unit} do not go together")


# -- ratios, sums, averages -------------------------------------------------------------------------


def ratio(case: Case) -> Result:
    stated = _stated(case)
    if stated is not None:
        return stated
    mentions = case.plan.mentions
    if len(mentions) < 2:
        raise NotSaid("metric", mentions[0] if mentions else None)
    share = case.plan.operation == "share"
    over, under = _ordered(case) if share else (mentions[0], mentions[1])
    a = lookups.figure(case, over, _period(case))
    b = lookups.figure(case, under, _period(case, 1) or _period(case) or _same(a))
    node: Node = Operation("/", (a.node, b.node))
    value = evaluate(node)
    if value is None:
        raise NotSaid("comparison", under, "the base is zero")
    percent = share or case.plan.unit == "percent"
    unit = "percent" if percent else ("ratio" if a.unit == b.unit else f"{a.unit}/{b.unit}")
    return Result("ratio", tidy(value * HUNDRED if percent else value), unit, [a, b], node)


def _ordered(case: Case) -> tuple[Mention, Mention]:
    """(part, whole) of a share: the whole follows "share of", "as a percentage of"; else it comes last."""
    mentions, query = case.plan.mentions, case.plan.query
    for tagged in (*query.found("share"), *query.found("part")):
        of = tagged.end if query.words[tagged.end - 1].lower == "of" else tagged.end + 1
        if query.words[tagged.end - 1].lower == "of" or (
            of <= len(query.words) and query.words[of - 1].lower == "of"
        ):
            after = [m for m in mentions if m.first >= of - 1]
            if after:
                whole = after[0]
                part = next((m for m in mentions if m is not whole), None)
                if part is not None:
                    return part, whole
    return mentions[0], mentions[-1]


def sum_of(case: Case) -> Result:
    figures = _figures(case)
    if len(figures) < 2 and figures[0].leaf is not None:
        raise NotSaid("comparison", case.plan.mentions[0], "only one of the figures is in it")
    for other in figures[1:]:
        _comparable(figures[0], other)
    node = total([f.node for f in figures])
    value = evaluate(node)
    assert value is not None
    return Result("sum", tidy(value), figures[0].unit, figures, node)


def _figures(case: Case) -> list[Figure]:
    """Every metric in every period asked for, in the question's order; parts only where a definition
    ("total debt, i.e. …") or a row of plus signs names them."""
    mentions = _operands(case)
    first = lookups.figure(case, mentions[0], _period(case)) if mentions else None
    if first is None:
        raise NotSaid("metric")
    choices: Sequence[PeriodChoice] = list(case.periods) or [_same(first)]
    return [lookups.figure(case, mention, choice) for mention in mentions for choice in choices]


def _operands(case: Case) -> list[Mention]:
    mentions, query = list(case.plan.mentions), case.plan.query
    for mention in mentions:
        named = measures()[mention.measure].formula if mention.measure else ""
        if named and all(m is mention or (m.concept and m.concept in named) for m in mentions):
            return [mention]  # "total debt, current maturities and long-term combined": said twice
    for tagged in query.found("define"):
        after = [m for m in mentions if m.first >= tagged.end]
        if after:
            return after
    if len(mentions) > 2 and query.text[: query.words[mentions[1].first].start].rstrip().endswith(
        (":", "(", "=")
    ):
        return mentions[1:]
    return mentions


def average(case: Case) -> Result:
    """The mean of the figures asked for; "per quarter" over a longer period divides by its quarters."""
    if not case.plan.mentions:
        raise NotSaid("metric")
    mention = case.plan.mentions[0]
    length = _per_length(case)
    if length is not None and len(case.periods) <= 1 and len(case.plan.mentions) == 1:
        whole = lookups.figure(case, mention, _period(case))
        months = whole.period.months if whole.period else None
        if months and months % length == 0 and months > length:
            node: Node = Operation("/", (whole.node, Constant(Decimal(months // length))))
            return _averaged(node, [whole])
    figures = (
        _figures(case) if case.periods or len(case.plan.mentions) > 1 else lookups.history(case, mention)
    )
    figures = _same_length(figures)
    if len(figures) < 2:
        raise NotSaid("comparison", mention)
    for other in figures[1:]:
        _comparable(figures[0], other)
    return _averaged(
        Operation("/", (total([f.node for f in figures]), Constant(Decimal(len(figures))))), figures
    )


def _averaged(node: Node, figures: list[Figure]) -> Result:
    value = evaluate(node)
    assert value is not None
    return Result("average", tidy(value), figures[0].unit, figures, node)


def _per_length(case: Case) -> int | None:
    text = f" {case.plan.query.text.lower()} "
    lengths = (
        ("per quarter", 3),
        ("quarterly", 3),
        ("a quarter ", 3),
        ("each quarter", 3),
        ("per month", 1),
        ("monthly", 1),
        ("a month ", 1),
    )
    return next((months for words, months in lengths if words in text), None)


def _same_length(figures: list[Figure]) -> list[Figure]:
    """Only periods of one length can be averaged or ranked together: that of the shortest."""
    spans = {f.period.months if f.period else None for f in figures}
    if len(spans) <= 1:
        return figures
    shortest = min((s for s in spans if s), default=None)
    return [f for f in figures if f.period and f.period.months == shortest]


# -- lists, extremes, counts -----------------------------------------------------------------------


def list_of(case: Case) -> Result:
    mention = _first(case)
    if len(case.plan.mentions) > 1:
        return lookup(case)
    if len(case.periods) <= 1 and not case.plan.says(shape_words("period")):
        if mention.concept not in groups() and not _has_parts(case, mention):
            return lookup(case)
        figures = _part_figures(case, mention)
        return Result("list", None, figures[0].unit, figures, listed=True)
    figures = lookup(case).figures if case.periods else lookups.history(case, mention)
    return Result("list", None, figures[0].unit, figures, listed=True)


def _part_figures(case: Case, mention: Mention) -> list[Figure]:
    entries = lookups.parts_of(case, mention)
    if mention.concept in ("total_assets", "total_liabilities") and case.plan.operation in ("max", "min"):
        entries = lookups.leaf_parts(case, entries)
    choice = _period(case)
    if choice is None:
        choice = _same(lookups.figure(case, mention, None)) if mention.hits else None
    if choice is None:
        choice = _same(lookups.by_concept(case, lookups.REMAINDERS[mention.concept or ""][0], None))
    found = [lookups.entry_figure(case, entry, choice) for entry in entries]
    figures = [f for f in found if f is not None]
    if not figures:
        raise NotSaid("period", mention)
    return figures


def extreme(case: Case) -> Result:
    """The largest or smallest: of the parts of a group, or of one metric over its periods."""
    plan = case.plan
    if len(plan.mentions) > 1:
        figures = _figures(case)
    else:
        mention = _first(case)
        figures = _part_figures(case, mention) if _of_group(case, mention) else _over_periods(case, mention)
        if _of_group(case, mention):
            return _won(case, figures, by_label=True)
    return _won(case, figures, by_label=len(plan.mentions) > 1)


def _of_group(case: Case, mention: Mention) -> bool:
    words = case.plan.words()
    if words & frozenset({"period", "column", "quarterly", "when"}) or len(case.periods) > 1:
        return False
    asks_period = any(w in words for w in ("quarter", "year", "date")) and case.plan.query.tags("shape") & {
        "when"
    }
    if asks_period or mention.concept not in groups():
        return (
            mention.concept not in groups()
            and bool(words & shape_words("group"))
            and _has_parts(case, mention)
        )
    named = {case.plan.query.words[p].lower for p in mention.places}
    if mention.concept in ("revenue", "equity"):
        return bool(words & shape_words("group"))
    return "total" not in named or bool(words & shape_words("group"))


def _has_parts(case: Case, mention: Mention) -> bool:
    return any(entry.item.parts for entry in case.entries(mention))


def _over_periods(case: Case, mention: Mention) -> list[Figure]:
    if len(case.periods) > 1:
        return _figures(case)
    figures = lookups.history(case, mention)
    words = case.plan.words()
    length = 3 if words & {"quarterly", "quarter"} else 12 if words & {"annual", "yearly"} else None
    if len(case.periods) == 1 and case.periods[0][0].months:
        length = case.periods[0][0].months
    chosen = [f for f in figures if length is None or (f.period and f.period.months == length)]
    if not chosen:
        raise NotSaid("period", mention)
    return chosen


def _won(case: Case, figures: list[Figure], by_label: bool) -> Result:
    operation = case.plan.operation
    negative = all(f.value <= 0 for f in figures)
    sizes = negative or (shape_words("losses") & case.plan.words() and any(f.value < 0 for f in figures))
    candidates = [f for f in figures if f.value < 0] if sizes and not negative else figures
    key: Callable[[Figure], Decimal] = (lambda f: abs(f.value)) if sizes else (lambda f: f.value)
    if operation == "min":
        candidates = [f for f in candidates if f.value != 0] or candidates  # a nil is no smallest item
    winner = (max if operation == "max" else min)(candidates, key=key)
    value = winner.entry.item.label if by_label else tidy(winner.value)
    asks_period = not by_label and bool(case.plan.query.tags("shape") & {"when"} or _asks_which_period(case))
    if asks_period and winner.period is not None:
        return Result(operation, winner.period.label, "text", figures, winner=winner)
    return Result(operation, value, "text" if by_label else winner.unit, figures, winner=winner)


def _asks_which_period(case: Case) -> bool:
    words = case.plan.query.words
    return any(
        w.lower in ("which", "what") and n + 1 < len(words) and words[n + 1].stem in shape_words("period")
        for n, w in enumerate(words)
    )


def count(case: Case) -> Result:
    """How many parts a total has, or in how many periods a figure is so."""
    mention = _first(case)
    plan = case.plan
    test = _sign_test(case)
    if test is None and plan.says(shape_words("period")):
        test = _named_sign(case, mention)
    if test is not None and plan.says(shape_words("period")):
        figures = lookups.history(case, mention)
        return Result("count", str(sum(test(f.value) for f in figures)), "count", figures)
    figures = _part_figures(case, mention)
    return Result("count", str(len(figures)), "count", figures)


def _sign_test(case: Case) -> Callable[[Decimal], bool] | None:
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


# -- yes or no ----------------------------------------------------------------------------------------


def boolean(case: Case) -> Result:
    plan = case.plan
    mention = _first(case)
    if plan.has("more", "fewer") and len(plan.mentions) >= 2 and not plan.query.amounts:
        a = lookups.figure(case, plan.mentions[0], _period(case))
        b = lookups.figure(case, plan.mentions[1], _period(case, 1) or _period(case) or _same(a))
        return _compared(case, a, b)
    if plan.has("up", "down") or (plan.has("more", "fewer") and not plan.query.amounts):
        a, b = _pair(case)
        if len(case.periods) >= 2 and not plan.has("up", "down"):
            a, b = (lookups.figure(case, mention, case.periods[n]) for n in (0, 1))
        return _compared(case, a, b)
    found = lookups.figure(case, mention, _period(case))
    test = _sign_test(case) or _named_sign(case, mention)
    if test is None and plan.has("any"):
        test = lambda v: v != 0  # noqa: E731
    if test is None and opens_yes_no(plan.query):
        test = lambda v: v != 0  # noqa: E731
    if test is None:
        raise NotSaid("words", mention)
    return Result("boolean", "yes" if test(found.value) else "no", "bool", [found])


def _named_sign(case: Case, mention: Mention) -> Callable[[Decimal], bool] | None:
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


def _compared(case: Case, a: Figure, b: Figure) -> Result:
    _comparable(a, b)
    up = case.plan.has("up", "more") and not case.plan.has("down", "fewer")
    x, y = (abs(a.value), abs(b.value)) if _sizes(case, a, b) else (a.value, b.value)
    return Result("boolean", "yes" if (x > y if up else x < y) else "no", "bool", [a, b])


OPERATIONS: dict[str, Callable[[Case], Result]] = {
    "lookup": lookup,
    "difference": change,
    "percent_change": relative_change,
    "ratio": ratio,
    "share": ratio,
    "sum": sum_of,
    "average": average,
    "max": extreme,
    "min": extreme,
    "count": count,
    "list": list_of,
    "boolean": boolean,
}


def operands(result: Result) -> list[Figure]:
    """The printed figures that an answer cites: the leaves of every figure, each place once."""
    found: list[Figure] = []
    for figure in result.figures:
        for leaf in leaves(figure.node):
            if not any(f.leaf and f.leaf.fact.place == leaf.fact.place for f in found):
                found.append(settle.of(leaf.entry, leaf.fact))
    return found


def entries_of(result: Result) -> list[Entry]:
    return [figure.entry for figure in result.figures]
