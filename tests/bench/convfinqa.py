"""ConvFinQA (Chen et al., EMNLP 2022): `python -m tests.bench.convfinqa DATASET.json --out PREDICTIONS.json`.

Each page of a report (a table among its text) is read as any caller may read one, and each conversation is
one session: what a turn carries over is what our own earlier answers left. The gold answers never reach the
engine: they are read again from the file when all is answered, to be scored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import qa
from index.excerpt import Rows, in_place
from qa.answer import Answer
from qa.wording import as_said
from tests.bench.convfinqa_measure import tallied
from tests.bench.convfinqa_text import asked, prose, rows
from tests.bench.dataset import arguments, write

Prediction = tuple[float | str | None, str]
SILENT: Prediction = (None, "")
SENTENCE = re.compile(r"(?<=[.:]) (?=[A-Z(])")
NAMED_SCALE = re.compile(r"\bin (thousands|millions|billions|dollars)\b")
SCALES = {"dollars": 1, "thousands": 10**3, "millions": 10**6, "billions": 10**9}
WORDS = frozenset({"text", "date"})


def main() -> None:
    conversations, out = arguments(__doc__)
    predictions = dict(predicted(conversations))
    print(tallied(conversations, predictions))
    write(predictions, out)


def predicted(conversations: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, list[Prediction]]]:
    """The id of each conversation, and its turns as the measure wants them."""
    for conversation in conversations:
        with qa.excerpt(page(conversation["table"], conversation["text"])) as book:
            session = book.session()
            questions = [asked(turn["question"]) for turn in conversation["turns"]]
            yield conversation["id"], [prediction(session.ask(question), question) for question in questions]


def page(table: Sequence[Sequence[str]], text: str) -> list[str | Rows]:
    """The text with the table behind the sentence that introduces it."""
    content = in_place(rows(table, text), SENTENCE.split(prose(text)))
    place = next(number for number, part in enumerate(content) if not isinstance(part, str))
    before, after = (" ".join(map(str, part)) for part in (content[:place], content[place + 1 :]))
    return [part for part in (before, content[place], after) if part]


def prediction(answer: Answer, question: str) -> Prediction:
    """An answer's value in the scale that the question names, else in that of its table, as printed, and its
    unit; a list gives none."""
    if not answer.answered or answer.value is None or answer.unit in WORDS:
        return SILENT
    if answer.unit == "bool":
        return answer.value, "bool"
    value = Decimal(answer.value)
    summed = answer.calculation is not None and answer.calculation.operation in ("sum", "average")
    if answer.values and (summed or (answer.calculation is None and len(answer.values) == 1)):
        value = as_said(value, answer.values[0].label)  # "losses were 9,402", as the answer's sentence says
    if answer.unit in ("percent", "ratio", "count"):
        return float(value), answer.unit or ""
    named = NAMED_SCALE.search(question)
    scales = {one.scale for one in answer.values if one.unit not in ("percent", "ratio")}
    scale = SCALES[named[1]] if named else max(scales, default=1)
    return float(value / scale), answer.unit or ""


if __name__ == "__main__":
    main()
