"""What is only half understood is not answered: metrics the filing lacks, and words that nothing reads."""

from __future__ import annotations

from grammar.query import Tagged
from grammar.words import stem
from index.match import Mention
from qa.case import NAMES, Case
from qa.errors import NotSaid
from qa.figures import Leaf, leaves
from qa.fitting import asks_day, asks_words
from qa.invested import is_invested
from qa.members import conjoined
from qa.plan import Plan, selecting, shape_words
from qa.results import Result

CHANGES = frozenset({"difference", "percent_change"})


def refuse_half_read(case: Case) -> None:
    """Refuse what was only half understood: a metric the filing lacks, or words that narrow the question
    to something it does not say."""
    plan = case.plan
    if plan.operation == "share" and plan.missing and _printed_shares(case):
        plan.missing, plan.operation = [], "lookup"
    for tagged in plan.missing:
        if not _covered_by_operation(plan, tagged):
            name = tagged.tag
            raise NotSaid(
                "metric", Mention(tagged.first, tagged.end, concept=None if name[0] == "=" else name)
            )
    paid = bool(plan.words() & shape_words("paying"))
    if "share_price" in plan.query.tags("metric") and not (
        paid or case.view.catalogue.with_concept("share_price")
    ):
        raise NotSaid("metric", Mention(0, 0, concept="share_price"))  # it is not what was paid on average
    if not plan.mentions:
        raise NotSaid("metric" if not plan.unread else "words", detail=" ".join(plan.unread))
    if denies(plan):
        raise NotSaid("words", detail="not")
    if plan.free("basis") & {"adjustments", "restatement"} and plan.operation not in CHANGES:
        raise NotSaid("words", detail="adjustment restatement")  # the step itself, not what it leads to
    if any(m.concept == "cash" for m in plan.mentions) and plan.says(shape_words("flows")):
        raise NotSaid(
            "words", detail="cash flow"
        )  # cash collected in nine months is not the cash at their end
    if plan.operation == "lookup" and len(plan.mentions) > 1 and not _side_by_side(plan):
        raise NotSaid("words", detail=plan.mentions[-1].text)


def _printed_shares(case: Case) -> bool:
    """Whether the rows named are themselves percentages: "the percentage of revenue from" a customer, in a
    table of just that."""
    rows = [[e for e in case.entries(m) if e.item.origin == "table"] for m in case.plan.mentions]
    units = {f.unit for entries in rows for facts in case.view.facts(entries).values() for f in facts}
    return all(rows) and units == {"percent"}


def _side_by_side(plan: Plan) -> bool:
    """Whether several metrics of a look-up are asked for each, not one of another."""
    return (
        bool(plan.carried)
        or any(not mention.end for mention in plan.mentions)
        or conjoined(plan.query, plan.mentions)
    )


def denies(plan: Plan) -> bool:
    """Whether a "not" turns the question into one about the rest, which nothing here works out."""
    tagged = {place for t in plan.query.tagged for place in range(t.first, t.end)}
    for place, word in enumerate(plan.query.words):
        before = plan.query.text[: word.start]
        after = plan.query.words[place + 1].lower if place + 1 < len(plan.query.words) else ""
        named = after == "yet"  # "costs not yet recognized": the name of what is asked about
        if (
            word.lower == "not"
            and not named
            and place not in tagged
            and before.count("(") <= before.count(")")
        ):
            return True
    return False


def _covered_by_operation(plan: Plan, tagged: Tagged) -> bool:
    """A word that names a concept but serves as an operation here ("lose" beside "per share")."""
    own = set(range(tagged.first, tagged.end))
    return any(t.group != "metric" and own <= set(range(t.first, t.end)) for t in plan.query.tagged)


def refuse_unread(case: Case, result: Result) -> None:
    """Every word that asks for something is read by an operand, or stands in its sentence."""
    if "points" in case.plan.query.tags("unit") and result.unit != "percent":
        raise NotSaid("words", detail="points of a percentage")
    left = set(case.plan.unread)
    for figure in result.figures:
        for leaf in leaves(figure.node):
            left -= case.leaf_terms(leaf)
    if any(_of_another(case, leaf) for f in result.figures for leaf in leaves(f.node)):
        left = set(case.plan.unread)
    if left & shape_words("invested") and all(
        is_invested(leaf.view or case.view, leaf.entry) for f in result.figures for leaf in leaves(f.node)
    ):
        left -= shape_words("invested")
    if left:
        raise NotSaid("words", detail=" ".join(w for w in case.plan.unread if w in left))
    _selected(case, result)


def refuse_figure(case: Case, result: Result) -> None:
    """A printed figure does not say how it is valued, what it includes or when it is paid; what is worked
    out says how it is calculated."""
    plan, text = case.plan, case.plan.query.text
    printed = result.operation == "lookup" and all(figure.leaf for figure in result.figures)
    day = asks_day(text) and not plan.has("max") and not plan.has("min")
    if printed and (day or asks_words(text)):
        raise NotSaid("words", detail=" ".join(plan.unread))


def _of_another(case: Case, leaf: Leaf) -> bool:
    """Whether what a sentence measures is somebody's by name, and the question names somebody else who only
    stands in the same sentence: "the loss of Lumen was $8 million and that of Tarn $1 million"."""
    item, query = leaf.entry.item, case.plan.query
    if item.origin != "prose" or not case.plan.unread:
        return False
    words = {word.stem for word in query.words}
    owners = {stem(name) for name in NAMES.findall(item.label)} - case.view.names
    said = frozenset(leaf.entry.label_terms) | leaf.entry.path_terms
    others = {
        word.stem
        for place, word in enumerate(query.words)
        if place and word.text[:1].isupper() and set(query.terms[place]) & set(case.plan.unread) - said
    }
    return bool(owners and others) and not owners & words


def _selected(case: Case, result: Result) -> None:
    """A word that chooses among figures of one name is met by the figure's own row or sentence: of the
    stores that were closed, not of those there are."""
    said = case.plan.words()
    for choice in selecting() if result.operation in ("lookup", "list") else ():
        if not said & choice.said or (choice.counts and not case.plan.has("count")):
            continue
        if not all(choice.has & case.leaf_terms(leaf) for f in result.figures for leaf in leaves(f.node)):
            raise NotSaid("words", detail=" ".join(said & choice.said))
