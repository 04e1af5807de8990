"""An answer as plain text, JSON or CSV. Figures for people come from `format_value` alone.

The terminal's form is in `qa.terminal`, whole documents (Markdown, HTML) in `qa.documents`; all of
them show the lines that `qa.layout` lays out.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qa.answer import Answer
from qa.formats import decimal_text, format_value
from qa.layout import Line, answer_lines, explanation_lines
from qa.sanitize import width

__all__ = [
    "PLAIN_COLUMNS",
    "csv_text",
    "decimal_text",
    "format_value",
    "json_line",
    "plain_answer",
    "plain_explanation",
    "plain_lines",
]

PLAIN_COLUMNS = 100  # where there is no terminal to ask


def plain_answer(answer: Answer, columns: int = PLAIN_COLUMNS) -> str:
    """The answer as text, the cited figures marked by `^^^^` beneath; ends with a newline."""
    return plain_lines(answer_lines(answer, columns))


def plain_explanation(answer: Answer, columns: int = PLAIN_COLUMNS) -> str:
    """How the question was read; ends with a newline."""
    return plain_lines(explanation_lines(answer.question, answer.explanation, columns))


def plain_lines(lines: Iterable[Line]) -> str:
    """Styled lines as text: a line with marked figures gets a line of carets beneath it."""
    shown: list[str] = []
    for line in lines:
        shown.append(line.text.rstrip())
        if any(style == "figure" for _, style in line.pieces):
            shown.append(_marks(line))
    return "".join(f"{text}\n" for text in shown)


def _marks(line: Line) -> str:
    marks = (("^" if style == "figure" else " ") * width(text) for text, style in line.pieces)
    return "".join(marks).rstrip()


def json_line(record: Mapping[str, Any]) -> str:
    """One JSON object on one line. ASCII only: no byte of a filing can act on a terminal or depend
    on the locale, and what is parsed back is letter for letter what was put in."""
    return json.dumps(record, ensure_ascii=True)


def csv_text(header: Sequence[str], records: Iterable[Sequence[Any]]) -> str:
    """Records as CSV (RFC 4180, but lines end with a newline); None is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in record] for record in records)
    return out.getvalue()


def _cell(value: Any) -> str:
    """A cell that a spreadsheet takes for text: a filing must not be able to write a formula."""
    if value is None:
        return ""
    text = str(value)
    if text[:1] in ("=", "+", "@", "\t", "\r") or (text[:1] == "-" and text[1:2].isalpha()):
        return f"'{text}"
    return text
