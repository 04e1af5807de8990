"""An answer as styled lines: what is shown, in which order and how wide, apart from any terminal.

`qa.render` makes plain text of the lines, `qa.terminal` the rich form.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from qa.answer import Answer
from qa.citing import Shown, shown_lines
from qa.explain import Explanation
from qa.formats import format_value
from qa.sanitize import one_line, sanitize, width

Style = Literal["", "answer", "silent", "faint", "figure", "name"]
Piece = tuple[str, Style]

INDENT = "  "
SCALE_WORDS = {1000: "in thousands", 1_000_000: "in millions"}
MAX_LISTED = 40  # values of a list answer shown; `--json` gives them all


@dataclass(frozen=True, slots=True)
class Line:
    """One line to show: pieces of text and their styles. A `figure` piece is the marked figure."""

    pieces: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.pieces)


BLANK = Line()


def answer_lines(
    answer: Answer,
    columns: int,
    choices: Sequence[str] | None = None,
    *,
    values: Sequence[Line] = (),
    cited: Sequence[Line] | None = None,
) -> list[Line]:
    """The sentence, the list, the calculation, the cited lines, how it was read, the alternatives.

    choices: in a session, the readings that a number typed takes, to be shown in place of the alternatives.
    values, cited: shown in the place of the list and of the cited lines, where a face shows these otherwise.
    """
    if cited is None:
        cited = list(cited_lines(shown_lines(answer.citations, columns - 8)))
    parts = [
        list(_sentence(answer, columns)),
        list(values or _values(answer, columns)),
        list(_calculation(answer, columns)),
        list(cited),
        list(_reading(answer, columns)) + ([] if choices is not None else list(_others(answer, columns))),
        list(_choices(answer, choices or (), columns)),
    ]
    lines: list[Line] = []
    for part in parts:
        if part and lines:
            lines.append(BLANK)
        lines += part
    return lines


def _sentence(answer: Answer, columns: int) -> Iterator[Line]:
    style: Style = "answer" if answer.answered else "silent"
    yield from wrapped(answer.text, columns, style=style)
    told = one_line(answer.text).casefold()
    if answer.reason and not answer.answered and one_line(answer.reason).casefold() not in told:
        yield from wrapped(answer.reason, columns)


def _values(answer: Answer, columns: int) -> Iterator[Line]:
    """The items of a list answer, figures in a column of their own; not where the text tells them all."""
    if not answer.answered or answer.value is not None:
        return
    shown = answer.values[:MAX_LISTED]
    figures = [one_line(format_value(value.value, value.unit)) for value in shown]
    labels = [one_line(value.label) for value in shown]
    told = answer.text.casefold()
    if labels == figures or all(part.casefold() in told for part in (*labels, *figures)):
        return
    room = max(columns - len(INDENT) - 2 - max(map(width, figures)), 10)
    labels = [label if width(label) <= room else label[: room - 1] + "…" for label in labels]
    column = max(map(width, labels)) + 2
    for label, figure in zip(labels, figures, strict=True):
        yield Line(((f"{INDENT}{label}{' ' * (column - width(label))}", ""), (figure, "answer")))
    if len(answer.values) > MAX_LISTED:
        yield Line(((f"{INDENT}and {len(answer.values) - MAX_LISTED} more", "faint"),))


def _calculation(answer: Answer, columns: int) -> Iterator[Line]:
    if answer.calculation is not None:
        yield from wrapped(calculation_text(answer), columns, indent=INDENT)


def calculation_text(answer: Answer) -> str:
    """The calculation on one line, "" where there is none: "1,103 - 1,854 = $(751,000) (in thousands)"."""
    calculation, unit = answer.calculation, answer.unit or "ratio"
    if calculation is None:
        return ""
    scales = {answer.values[place].scale for place in calculation.operands if place < len(answer.values)}
    words = SCALE_WORDS.get(scales.pop(), "") if len(scales) == 1 else ""
    # A ratio is the same in any scale; a difference in thousands is not what it looks like.
    note = "" if unit in ("percent", "ratio", "bool", "text") or not words else f" ({words})"
    return one_line(f"{calculation.expression} = {format_value(calculation.result, unit)}{note}")


def cited_lines(shown: tuple[Shown, ...]) -> Iterator[Line]:
    """Each source's name, and beneath it the cited lines with their numbers, figures marked."""
    digits = max((len(str(cited.line)) for cited in shown), default=0)
    source: str | None = None
    for cited in shown:
        if cited.source != source:
            source = cited.source
            yield Line(((INDENT + one_line(source), "name"),))
        pieces: list[Piece] = [(f"{INDENT}{cited.line:>{max(digits, 4)}}  ", "faint")]
        at = 0
        for start, end in cited.spans:
            pieces += [(cited.text[at:start], ""), (cited.text[start:end], "figure")]
            at = end
        pieces.append((cited.text[at:], ""))
        yield Line(tuple(piece for piece in pieces if piece[0]))


def _reading(answer: Answer, columns: int) -> Iterator[Line]:
    if answer.interpretation:
        yield from _labelled("Read as", answer.interpretation, columns)
    if answer.carried and "carried over" not in answer.interpretation:
        yield from _labelled("Carried over", ", ".join(answer.carried), columns)


def _others(answer: Answer, columns: int) -> Iterator[Line]:
    for number, alternative in enumerate(answer.alternatives):
        yield from _labelled("Or" if answer.answered or number else "Perhaps", alternative, columns)


def _choices(answer: Answer, choices: Sequence[str], columns: int) -> Iterator[Line]:
    """The readings to choose from, numbered as they are typed."""
    head = {"answered": "Or ", "ambiguous": "", "unanswerable": "Perhaps "}[answer.status]
    for number, choice in enumerate(choices, 1):
        lead = f"{head if number == 1 else ' ' * len(head)}{number:>2}  "
        first, *more = textwrap.wrap(one_line(choice), max(columns - len(lead), 20)) or [""]
        yield Line(((lead, "faint"), (first, "")))
        yield from (Line(((" " * len(lead), "faint"), (line, ""))) for line in more)


def _labelled(label: str, text: str, columns: int) -> Iterator[Line]:
    head = f"{label}: "
    lines = textwrap.wrap(one_line(text), max(columns - len(head), 20)) or [""]
    for number, line in enumerate(lines):
        yield Line(((head if number == 0 else " " * len(head), "faint"), (line, "")))


def folded(line: Line, columns: int) -> Iterator[Line]:
    """A line in pieces of at most so many columns; a longer one goes on beneath itself."""
    room, pieces = columns, list[Piece]()
    for text, style in line.pieces:
        start = 0
        for at, char in enumerate(text):
            taken = width(char)
            if taken > room and room < columns:
                yield Line((*pieces, (text[start:at], style)))
                start, room, pieces = at, columns, []
            room -= taken
        pieces.append((text[start:], style))
    yield Line(tuple(piece for piece in pieces if piece[0]))


def wrapped(text: str, columns: int, *, indent: str = "", style: Style = "") -> Iterator[Line]:
    """Sanitized text wrapped at `columns`; its own line breaks stay."""
    for paragraph in sanitize(text, keep="\n").split("\n"):
        inner = textwrap.wrap(paragraph, max(columns - len(indent), 20), break_on_hyphens=False)
        for number, line in enumerate(inner):
            yield Line(((indent if number == 0 else indent * 2, ""), (line, style)))


# --- --explain -------------------------------------------------------------------------------------


def explanation_lines(question: str, explanation: Explanation | None, columns: int) -> list[Line]:
    """How a question was read: tags, candidates with scores, plan."""
    if explanation is None:
        return [Line((("No explanation was kept for this answer.", "faint"),))]
    return [
        Line((("Read in the question", "name"),)),
        *_tags(question, explanation),
        *_candidates(explanation, columns),
        *_plan(explanation, columns),
    ]


def _tags(question: str, explanation: Explanation) -> Iterator[Line]:
    if not explanation.tags:
        yield Line(((f"{INDENT}nothing", "faint"),))
    text = explanation.question or question  # as it was read: with synonyms in the place of words
    words = [one_line(text[tag.start : tag.end]) for tag in explanation.tags]
    column = max(map(width, words), default=0) + 2
    for tag, word in zip(explanation.tags, words, strict=True):
        space = " " * (column - width(word))
        yield Line(
            ((f"{INDENT}{word}{space}", "answer"), (f"{tag.kind:<12}", "faint"), (one_line(tag.reading), ""))
        )


def _candidates(explanation: Explanation, columns: int) -> Iterator[Line]:
    metric: str | None = None
    for candidate in explanation.candidates:
        if candidate.metric != metric:
            metric = candidate.metric
            yield BLANK
            yield Line(((f"Candidates for {one_line(metric)}", "name"),))
        mark = "● " if candidate.chosen else "  "
        label = one_line(" > ".join((*candidate.path, candidate.label)))
        note = f"  {one_line(candidate.note)}" if candidate.note else ""
        room = max(columns - len(INDENT) - 10 - 12 - width(note), 16)
        if width(label) > room:
            label = "…" + label[-(room - 1) :]
        where = f"  line {candidate.line}"
        style: Style = "answer" if candidate.chosen else ""
        score = f"{INDENT}{mark}{candidate.score:6.1f}  "
        yield Line(((score, "faint"), (label, style), (where + note, "faint")))


def _plan(explanation: Explanation, columns: int) -> Iterator[Line]:
    if not explanation.plan:
        return
    yield BLANK
    yield Line((("Plan", "name"),))
    for number, step in enumerate(explanation.plan, 1):
        yield from wrapped(f"{number}. {one_line(step)}", columns, indent=INDENT)
