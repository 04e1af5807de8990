"""TAT-QA (Zhu et al., ACL 2021): `python -m tests.bench.tatqa DATASET.json --out PREDICTIONS.json`.

Each excerpt (a table and its paragraphs) is read as any caller may read one, each question asked alone.
Answers never reach the engine: they are read again from the file when all is answered, to be scored.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import qa
from index.excerpt import in_place
from qa.answer import Answer

SCALES = {1_000: "thousand", 1_000_000: "million", 1_000_000_000: "billion"}
SAID = re.compile(r"thousand|million|billion|\d\s?(?:k|m|bn)\b")  # a span that says its scale
PLACES = Decimal("0.01")
Prediction = tuple[list[str] | str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="where the predictions go, as JSON")
    options = parser.parse_args()
    contexts = json.loads(options.dataset.read_text("utf-8"))
    predictions = dict(predicted(contexts))
    options.out.write_text(json.dumps(predictions, ensure_ascii=False, indent=0), "utf-8")
    print(f"{len(predictions)} predictions written to {options.out}")


def predicted(contexts: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Prediction]]:
    """The uid of each question that is answered, with the answer as the measure wants it."""
    for context in contexts:
        paragraphs = [one["text"] for one in sorted(context["paragraphs"], key=lambda one: one["order"])]
        questions = [(one["uid"], one["question"]) for one in context["questions"]]
        with qa.excerpt(in_place(context["table"]["table"], paragraphs)) as book:
            for uid, question in questions:
                answer = book.session().ask(question)
                if answer.answered:
                    yield uid, prediction(answer)


def prediction(answer: Answer) -> Prediction:
    """An answer as spans as printed, or a number, with the name of its scale."""
    scales = {
        value.scale for value in answer.values if value.unit not in ("percent", "ratio", "count", "text")
    }
    scale = SCALES.get(next(iter(scales)), "") if len(scales) == 1 else ""
    if (
        answer.calculation is not None
        and answer.value is not None
        and answer.unit not in ("date", "text", "bool")
    ):
        value = Decimal(answer.value)
        if answer.unit == "percent":
            return str(value.quantize(PLACES, ROUND_HALF_UP)), "percent"
        if answer.unit in ("count", "ratio"):
            return str(value.quantize(PLACES, ROUND_HALF_UP).normalize()), ""
        factor = next(iter(scales)) if len(scales) == 1 else 1
        return str((value / factor).quantize(PLACES, ROUND_HALF_UP)), scale
    if answer.value is not None and answer.unit in ("date", "text", "bool", "count"):
        return [answer.value], ""
    printed = [value.printed for value in answer.values]
    if any(SAID.search(text) for text in printed):
        scale = ""  # the spans say it
    percent = all(value.unit == "percent" for value in answer.values)
    return printed, "percent" if percent else scale


if __name__ == "__main__":
    main()
