"""The record of how a question was read, for `--explain`: tags, candidates, plan."""

from __future__ import annotations

from index.windows import Hit
from qa import wording
from qa.case import Case
from qa.explain import Candidate, Explanation, Tag
from qa.results import Result
from qa.view import FilingView

MOST_CANDIDATES = 6


def explain(view: FilingView, case: Case, result: Result | None) -> Explanation:
    """What was tagged, what was considered, what was done."""
    plan = case.plan
    words = plan.query.words
    tags = [Tag(r.start, r.end, "period", r.value.form) for r in plan.query.periods]
    tags += [Tag(words[t.first].start, words[t.end - 1].end, t.group, t.tag) for t in plan.query.tagged]
    tags += [
        Tag(word.start, word.end, "unknown", "not read")
        for place, word in enumerate(words)
        if set(plan.query.terms[place]) & set(plan.unread)
    ]
    candidates = []
    for mention in plan.mentions:
        text = mention.text
        best: dict[int, Hit] = {}
        for hit in sorted(mention.hits, key=lambda h: (case.order(h), -h.score)):
            best.setdefault(hit.entry.position, hit)
        for hit in list(best.values())[:MOST_CANDIDATES]:
            item = hit.entry.item
            note = f"concept {hit.concept}" if hit.concept else "words of the label"
            path = item.path if item.origin != "prose" else item.path[1:]
            candidates.append(Candidate(text, wording.name_of(item), path, hit.score, item.lines[0], note))
    steps = [f"operation: {plan.operation}"]
    steps += [f"period: {' or '.join(str(p.end) for p in choice)}" for choice in case.periods]
    if result is not None:
        steps += [
            f"operand: {wording.title(f)}, {f.period.label if f.period else ''}" for f in result.figures
        ]
    return Explanation(tuple(sorted(tags, key=lambda t: (t.start, t.end))), tuple(candidates), tuple(steps))
