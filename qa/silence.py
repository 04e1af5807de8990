"""What to say where the filing is silent: what is missing, and what comes nearest."""

from __future__ import annotations

import re

from grammar.lexicon import concepts, measures
from grammar.query import Query
from index.match import Mention
from qa import wording
from qa.case import Case
from qa.errors import NotSaid
from qa.plan import Plan
from qa.view import FilingView

AT = re.compile(r"^(?:as of|at|on|in|for|during)\s+", re.IGNORECASE)
NEAREST = 3  # line items named where the filing is silent
LEAST_LIKE = 50.0  # how like the question a label must be to be named, 0 to 100


def half_read(case: Case) -> str:
    """What was understood of a question that is not answered."""
    plan, names = case.plan, []
    for mention in plan.mentions:
        if mention.measure:
            names.append(measures()[mention.measure].name)
        elif mention.hits:
            names.append(wording.name_of(min(mention.hits, key=case.order).entry.item))
    periods = [plan.query.text[r.start : r.end] for r in plan.phrases]
    return " · ".join(filter(None, [", ".join(names), ", ".join(periods)]))


def reason_for(view: FilingView, case: Case, missing: NotSaid) -> str:
    """One sentence: what is missing."""
    plan, mention = case.plan, missing.mention
    name = _name(plan, mention)
    if missing.what == "words":
        words = missing.detail or " ".join(plan.unread)
        if not words:
            return "Nothing in it answers to that."
        return f"Nothing in it answers to “{_as_written(plan.query, words)}”."
    if missing.what == "period":
        said = missing.detail or ", ".join(AT.sub("", plan.query.text[r.start : r.end]) for r in plan.phrases)
        if case.series is not None and case.series.kind == "trailing":
            if missing.detail:
                return f"It gives no {name} for {said}, so twelve months do not add up."
            return f"It gives no {name} for these twelve months, and that of quarters does not add up to it."
        return (
            f"It gives no {name} for {said or 'that period'}."
            if said
            else f"It gives no such figure for {name}."
        )
    if missing.what == "parts":
        return f"It does not break {name} down."
    if missing.what == "comparison":
        return f"There is nothing to compare {name} with{': ' + missing.detail if missing.detail else ''}."
    return f"It has no line for {name}."


def _as_written(query: Query, stems: str) -> str:
    """The words of a question that stems, or words just as they stand in it, are of."""
    whole = re.search(rf"(?<!\w){re.escape(stems)}(?!\w)", query.text, re.IGNORECASE)
    if whole is not None:
        return whole.group()
    wanted = set(stems.split())
    words = [w.text for place, w in enumerate(query.words) if wanted & set(query.terms[place])]
    return " ".join(words) or stems


def _name(plan: Plan, mention: Mention | None) -> str:
    if mention is None:
        return "that"
    if mention.measure:
        return measures()[mention.measure].name
    if mention.text:
        return mention.text
    if mention.end > mention.first:
        words = plan.query.words
        return plan.query.text[words[mention.first].start : words[mention.end - 1].end]
    if mention.concept in concepts():
        return concepts()[mention.concept or ""].name
    return "that"


def nearest(case: Case, missing: NotSaid) -> list[str]:
    """The nearest things the filing does have: the same item's periods, or the labels most like the words."""
    plan, view = case.plan, case.view
    if missing.what == "period" and plan.mentions and plan.mentions[0].hits:
        entry = min(plan.mentions[0].hits, key=case.order).entry
        labels = [f.period.label for f in view.facts_of(entry) if f.period]
        return [f"{wording.name_of(entry.item)}, {label}" for label in dict.fromkeys(labels)][:NEAREST]
    return near_labels(view, plan.query.text)


def near_labels(view: FilingView, text: str) -> list[str]:
    """Labels of the statements most like a text, best first."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        text, view.label_names, scorer=fuzz.token_set_ratio, limit=NEAREST, score_cutoff=LEAST_LIKE
    )
    return [label for label, _, _ in found]
