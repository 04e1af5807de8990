"""How a question was read, as a page: spaCy's displacy draws the tagged question, a template the rest.

The page stands alone: it loads nothing, and what comes from question and filing is escaped.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from grammar.drawing import Stretch, drawn
from qa.documents import filled, shown_entry
from qa.sanitize import one_line

if TYPE_CHECKING:
    from qa.answer import Answer
    from qa.explain import Candidate, Explanation

COLOURS = {
    "metric": "#8ecae6",
    "period": "#a7e8bd",
    "operation": "#ffd166",
    "unit": "#e0bbe4",
    "comparison": "#ffb4a2",
    "unknown": "#ef476f",
}
OTHER_COLOUR = "#d3d3d3"


def page(answer: Answer) -> str:
    """The page for one answer: the question with its tags, the answer with its proof, the candidates."""
    from qa.explain import Explanation
    from qa.faq import Entry

    explanation = answer.explanation or Explanation()
    return filled(
        "reading.html.j2",
        title="How the question was read",
        picture=_markup(picture(explanation, answer.question)),
        entry=shown_entry(1, Entry("1", "", answer.question, answer)),
        metrics=[
            {"metric": one_line(metric), "candidates": [_candidate(one) for one in group]}
            for metric, group in groupby(explanation.candidates, key=lambda one: one.metric)
        ],
        steps=[one_line(step) for step in explanation.plan],
    )


def picture(explanation: Explanation, question: str) -> str:
    """The tagged question as HTML."""
    asked = explanation.question or question
    text = "".join(char if char.isprintable() else "\ufffd" for char in asked)  # as long as it was
    return drawn(
        text,
        (
            Stretch(
                tag.start,
                tag.end,
                one_line(f"{tag.kind}: {tag.reading}"),
                COLOURS.get(tag.kind, OTHER_COLOUR),
            )
            for tag in explanation.tags
        ),
    )


def _markup(drawn: str) -> object:
    from markupsafe import Markup

    return Markup(drawn)


def _candidate(one: Candidate) -> dict[str, object]:
    return {
        "label": one_line(" > ".join((*one.path, one.label))),
        "score": f"{one.score:.1f}",
        "line": one.line,
        "note": one_line(one.note),
        "chosen": one.chosen,
    }
