"""A FAQ as a document: Markdown, HTML, JSON or CSV.

Filing and questions are hostile here too: HTML is escaped by Jinja2, Markdown by `escape_markdown`,
cited lines stand in a fence longer than any they hold, and a spreadsheet gets no formula.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

from qa.answer import Answer
from qa.citing import Shown, shown_lines
from qa.formats import format_value
from qa.layout import calculation_text, cited_lines
from qa.render import csv_text, plain_lines
from qa.sanitize import one_line, sanitize

if TYPE_CHECKING:
    from jinja2 import Environment

    from qa.faq import Entry

FaqFormat = Literal["markdown", "html", "json", "csv"]
CSV_HEADER = (
    *("id", "section", "question", "status", "text", "value", "unit", "calculation"),
    *("citations", "interpretation", "reason"),
)


def document(entries: Sequence[Entry], title: str, form: FaqFormat) -> str:
    """The FAQ in the form wanted; the same entries give the same text, byte for byte."""
    return FORMS[form](entries, title)


def _markdown(entries: Sequence[Entry], title: str) -> str:
    return _filled("faq.md.j2", entries, title).rstrip() + "\n"


def _html(entries: Sequence[Entry], title: str) -> str:
    return _filled("faq.html.j2", entries, title)


def _json(entries: Sequence[Entry], title: str) -> str:
    return json.dumps([entry.to_dict() for entry in entries], ensure_ascii=True, indent=2) + "\n"


def _csv(entries: Sequence[Entry], title: str) -> str:
    return csv_text(CSV_HEADER, (_csv_record(entry) for entry in entries))


FORMS: dict[FaqFormat, Callable[[Sequence[Entry], str], str]] = {
    "markdown": _markdown,
    "html": _html,
    "json": _json,
    "csv": _csv,
}


def _csv_record(entry: Entry) -> list[str | None]:
    answer = entry.answer
    places = dict.fromkeys(f"{citation.source}:{citation.line}" for citation in answer.citations)
    return [
        entry.id,
        entry.section,
        entry.question,
        answer.status,
        answer.text,
        answer.value,
        answer.unit,
        calculation_text(answer),
        "; ".join(places),
        answer.interpretation,
        answer.reason,
    ]


# --- templates -------------------------------------------------------------------------------------


def _filled(name: str, entries: Sequence[Entry], title: str) -> str:
    numbered = [(number, entry) for number, entry in enumerate(entries, 1)]
    sections = [
        {"title": one_line(section), "entries": [shown_entry(number, entry) for number, entry in group]}
        for section, group in groupby(numbered, key=lambda pair: pair[1].section)
    ]
    return filled(name, title=one_line(title), sections=sections)


def filled(name: str, **values: Any) -> str:
    """A template of `data/` with these values; what ends in `.html.j2` escapes them."""
    return _environment().get_template(name).render(values)


@cache
def _environment() -> Environment:
    from jinja2 import DictLoader, Environment, StrictUndefined, select_autoescape

    data = files("qa") / "data"
    names = ("faq.md.j2", "faq.html.j2", "page.html.j2", "answer.html.j2", "reading.html.j2")
    environment = Environment(
        loader=DictLoader({name: (data / name).read_text(encoding="utf-8") for name in names}),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters.update(md=escape_markdown, fence=fence)
    return environment


def shown_entry(number: int, entry: Entry) -> dict[str, Any]:
    """One question and its answer as the templates show it."""
    answer, shown = entry.answer, shown_lines(entry.answer.citations)
    return {
        "number": number,
        "question": one_line(entry.question),
        "status": answer.status,
        "text": one_line(answer.text),
        "listed": _items(answer),
        "calculation": calculation_text(answer),
        "proof": plain_lines(cited_lines(shown)),
        "sources": [
            {"name": one_line(source), "lines": [_parts(line) for line in lines]}
            for source, lines in groupby(shown, key=lambda line: line.source)
        ],
        "interpretation": one_line(answer.interpretation),
        "alternatives": [one_line(text) for text in answer.alternatives],
    }


def _items(answer: Answer) -> list[dict[str, str]]:
    """The items of a list answer."""
    if not answer.answered or answer.value is not None:
        return []
    return [
        {"label": one_line(value.label), "figure": one_line(format_value(value.value, value.unit))}
        for value in answer.values
    ]


def _parts(line: Shown) -> dict[str, Any]:
    parts, at = [], 0
    for start, end in line.spans:
        parts += [(line.text[at:start], False), (line.text[start:end], True)]
        at = end
    return {"number": line.line, "parts": [*parts, (line.text[at:], False)]}


# --- Markdown --------------------------------------------------------------------------------------

_ENTITY = re.compile(r"&(?=\\?#|\w+;)")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#!])")


def escape_markdown(text: str) -> str:
    """Text on one line that Markdown shows as it is: no markup, links or HTML of its own."""
    text = _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\1", one_line(text)))
    if re.match(r"\d+[.)]", text):  # would begin a numbered list
        return re.sub(r"^(\d+)([.)])", r"\1\\\2", text)
    return f"\\{text}" if text[:1] in ("-", "+", "=") else text


def fence(text: str) -> str:
    """Text as a fenced block, letter for letter; the fence is longer than any run of its own."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}text\n{sanitize(text, keep=chr(10)).rstrip(chr(10))}\n{ticks}"


def titles(names: Iterable[str]) -> str:
    """The title of a FAQ about these filings."""
    listed = list(names)
    return f"Questions and answers: {listed[0]}" if len(listed) == 1 else "Questions and answers"
