"""The measure of TAT-QA (Zhu et al., ACL 2021, section 5.2): exact match and token F1 in which numbers count
by their value and their scale.

An answer becomes one text: numbers are written out with their scale and four decimals, other strings have the
scale's name behind them, several are sorted. Two answers match where these texts, folded, are the same; F1
compares their sets of words. Arithmetic and counting have no part right: their F1 is the exact match.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import punctuation
from typing import Any

FACTORS = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "percent": 0.01}
SIGNS = str.maketrans("", "", "'\"\\$€£¥%(),[]")
FIGURE = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)")
WORD_AFTER = re.compile(r"[\d.]+\s?([a-zA-Z]+)")
IN_BRACKETS = re.compile(r"\([\d.\s]+\)")
PERCENT = re.compile(r"[\d.\s]+%")
ARTICLES = re.compile(r"\b(?:a|an|the)\b")
WHOLE = frozenset({"arithmetic", "count"})


@dataclass(slots=True)
class Tally:
    """Questions counted: all, answered, and the sums of exact match and F1."""

    count: int = 0
    answered: int = 0
    exact: float = 0.0
    f1: float = 0.0


def _factor(word: str) -> float:
    return next((value for name, value in FACTORS.items() if name in word.lower()), 1)


def _is_number(text: str) -> bool:
    words = " ".join(word.translate(SIGNS) for word in text.split()).split()
    if not words or (len(words) > 1 and _factor(words[1]) == 1.0):
        return False
    try:
        return float(words[0]) == float(words[0])
    except ValueError:
        return False


def _number(text: str) -> float | None:
    """The first number of a text, whole where it is printed so: "35" is not "35.0" among words."""
    found = FIGURE.search(text.translate(SIGNS))
    if found is None or found.group().lstrip("+-").startswith("."):
        return None
    word = WORD_AFTER.search(text)
    digits = float(found.group()) if "." in found.group() else int(found.group())
    value = digits * (_factor(word.group(1)) if word else 1)
    value = -value if IN_BRACKETS.search(text.strip()) else value
    return round(value * (0.01 if PERCENT.search(text.strip()) else 1), 4)


def _written(answers: Iterable[str], scale: str) -> str:
    parts = []
    for answer in sorted(answers):
        number = _number(answer) if _is_number(answer) else None
        if number is None:
            parts.append(f"{answer} {scale}".strip())
        else:
            parts.append(f"{number if '%' in answer else round(number, 2) * _factor(scale):.4f}")
    return " ".join(parts)


def _folded(text: str) -> str:
    words = []
    for part in text.lower().split(" "):
        word = part if _is_number(part) else part.translate(str.maketrans("", "", punctuation))
        word = str(_number(word)) if _is_number(word) else word
        words += ARTICLES.sub(" ", word).split()
    return " ".join(words)


def _overlap(predicted: str, wanted: str) -> float:
    ours, theirs = set(predicted.split()), set(wanted.split())
    shared = len(ours & theirs)
    return 2 * shared / (len(ours) + len(theirs)) if shared else 0.0


def judged(
    question: Mapping[str, Any], answer: Sequence[str] | str | None, scale: str
) -> tuple[float, float]:
    """Exact match and F1, each from 0 to 1, of an answer with its scale. A bare number is also tried as it
    stands, without the scale that the question's answer has."""
    wanted = question["answer"]
    if not answer or (not wanted and wanted != 0):
        return 0.0, 0.0
    wanted = [str(one) for one in wanted] if isinstance(wanted, list) else [str(wanted)]
    if question["answer_type"] == "count" and not isinstance(question["answer"], list):
        wanted = [str(int(question["answer"]))]
    given = [str(one) for one in answer] if isinstance(answer, list) else [str(answer)]
    tries = [_written(given, scale)]
    if len(given) == 1 and not scale and "%" not in given[0] and _is_number(given[0]):
        number = _number(given[0])
        tries += [f"{number:.4f}"] if number is not None else []
    target = _folded(_written(wanted, question["scale"]))
    texts = [_folded(text) for text in tries]
    exact = float(target in texts)
    if question["answer_type"] in WHOLE:
        return exact, exact
    return exact, max(exact, *(round(_overlap(text, target), 2) for text in texts))


def tallied(
    contexts: Sequence[Mapping[str, Any]], predictions: Mapping[str, tuple[Sequence[str] | str, str]]
) -> dict[str, Tally]:
    """The tallies of all questions, by their type and by where their answers stand."""
    found: dict[str, Tally] = defaultdict(Tally)
    for question in (question for context in contexts for question in context["questions"]):
        answer, scale = predictions.get(question["uid"], (None, ""))
        exact, f1 = judged(question, answer, scale)
        for group in ("all", f"type {question['answer_type']}", f"from {question['answer_from']}"):
            tally = found[group]
            tally.count += 1
            tally.answered += bool(answer)
            tally.exact += exact
            tally.f1 += f1
    return dict(found)


def table(tallies: Mapping[str, Tally]) -> str:
    """The tallies in percent, a group a line."""
    lines = [f"{'group':<22}{'n':>6}{'EM':>8}{'F1':>8}{'answered':>10}{'EM of answered':>16}"]
    for group, tally in sorted(tallies.items()):
        of_answered = 100 * tally.exact / tally.answered if tally.answered else 0.0
        lines.append(
            f"{group:<22}{tally.count:>6}{100 * tally.exact / tally.count:>8.2f}"
            f"{100 * tally.f1 / tally.count:>8.2f}{100 * tally.answered / tally.count:>10.1f}"
            f"{of_answered:>16.2f}"
        )
    return "\n".join(lines)


def calibration(
    contexts: Sequence[Mapping[str, Any]],
    predictions: Mapping[str, tuple[Sequence[str] | str, str]],
    sure: Mapping[str, float],
) -> str:
    """What became of each confidence: the answers in each tenth, how many of them are exact, and what share
    of the questions is answered, and how much of it exactly, where nothing less sure is."""
    judgements = []
    for question in (question for context in contexts for question in context["questions"]):
        if question["uid"] in predictions:
            exact, _ = judged(question, *predictions[question["uid"]])
            judgements.append((sure[question["uid"]], exact))
    total = sum(len(context["questions"]) for context in contexts)
    lines = [f"{'confidence':<12}{'answers':>8}{'exact':>8}{'from here up: answered':>25}{'exact':>8}"]
    for tenth in range(9, -1, -1):
        here = [exact for share, exact in judgements if tenth <= share * 10 + 1e-9 < tenth + 1 + (tenth == 9)]
        above = [exact for share, exact in judgements if share * 10 + 1e-9 >= tenth]
        if here:
            lines.append(
                f"{tenth / 10:<12}{len(here):>8}{100 * sum(here) / len(here):>8.1f}"
                f"{100 * len(above) / total:>25.1f}{100 * sum(above) / len(above):>8.1f}"
            )
    return "\n".join(lines)
