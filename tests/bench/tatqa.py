"""TAT-QA (Zhu et al., ACL 2021): `python -m tests.bench.tatqa DATASET.json --out PREDICTIONS.json`.

Each excerpt (a table and its paragraphs) is read as any caller may read one, each question asked alone.
Answers never reach the engine: they are read again from the file when all is answered, to be scored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import qa
from index.excerpt import in_place
from qa.answer import Answer, Value
from tests.bench.dataset import arguments, write
from tests.bench.tatqa_measure import calibration, table, tallied

SCALES = {1_000: "thousand", 1_000_000: "million", 1_000_000_000: "billion"}
WORDED = frozenset({"date", "text", "bool"})
PLAIN = frozenset({"percent", "ratio", "count", "text", "date"})
SCALED = re.compile(
    r"\d\s*(?:thousand|million|billion|mn?|bn|k)\b", re.IGNORECASE
)  # a figure with its own scale
ASKS_YEARS = re.compile(
    r"\b(?:which|what)(?: of the| (?:are|were) the)? (?:fiscal |financial )?(?:years?|FYs?|periods?)\b",
    re.IGNORECASE,
)
ASKS_NAMES = re.compile(
    r"^(?!.*\b(?:respective(?:ly)?|amounts?|values?|how much|percentages?)\b)(?:what|which)\b"
    r"(?: (?:are|were))?(?: the)?(?: (?!of\b)[\w-]+){0,3} (?:items|components|types|kinds|segments|regions"
    r"|countries|categories|currencies|expenses|parts|factors|elements)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
PLACES = Decimal("0.01")
Prediction = tuple[list[str] | str, str]


def main() -> None:
    contexts, out = arguments(__doc__)
    answers = list(predicted(contexts))
    predictions = {uid: given for uid, given, _ in answers}
    print(table(tallied(contexts, predictions)))
    print()
    print(calibration(contexts, predictions, {uid: sure for uid, _, sure in answers}))
    write(predictions, out)


def predicted(contexts: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Prediction, float]]:
    """The uid of each question that is answered, the answer as the measure wants it, and how sure it is."""
    for context in contexts:
        paragraphs = [one["text"] for one in sorted(context["paragraphs"], key=lambda one: one["order"])]
        questions = [(one["uid"], one["question"]) for one in context["questions"]]
        with qa.excerpt(in_place(context["table"]["table"], paragraphs)) as book:
            for uid, question in questions:
                answer = book.session().ask(question)
                if answer.answered:
                    yield uid, prediction(answer, question), answer.confidence


def prediction(answer: Answer, question: str) -> Prediction:
    """An answer as spans as printed, or a number, with the name of its scale; where years are asked for, and
    the answer is a list of figures, the years of these."""
    own = {value.scale for value in answer.values if value.unit not in PLAIN}
    factor = own.pop() if len(own) == 1 else 1
    scale = SCALES.get(factor, "")
    if answer.value is not None and answer.unit not in WORDED and answer.calculation is not None:
        value = Decimal(answer.value)
        if answer.unit == "percent":
            return _number(value), "percent"
        return (_number(value), "") if answer.unit in PLAIN else (_number(value / factor), scale)
    if answer.value is not None and answer.unit in (*WORDED, "count"):
        return [answer.value], ""
    if ASKS_YEARS.search(question) and all(value.period for value in answer.values):
        return list(dict.fromkeys(_year(value) for value in answer.values)), ""
    labels = list(dict.fromkeys(value.label for value in answer.values))
    if ASKS_NAMES.search(question) and len(labels) == len(answer.values) > 1:
        return labels, ""
    printed = [_printed(value) for value in answer.values]
    if all(value.unit == "percent" for value in answer.values):
        return printed, "percent"
    return printed, "" if any(map(SCALED.search, printed)) else scale


def _printed(value: Value) -> str:
    """A figure as printed; one that is calculated, as a number."""
    return _number(Decimal(value.value)) if value.label.endswith("(derived)") else value.printed


def _year(value: Value) -> str:
    """The year that a figure's column names, else the one it ends in."""
    assert value.period is not None
    named = YEAR.findall(value.period.label)
    return named[-1] if named else str(value.period.end.year)


def _number(value: Decimal) -> str:
    return f"{value.quantize(PLACES, ROUND_HALF_UP):f}"


if __name__ == "__main__":
    main()
