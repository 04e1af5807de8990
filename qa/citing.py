"""Cited lines made fit to show: safe, cut around the figures where they are long, figures located.

Works on any line, a 20 MB one included: such a line is cut down before anything else is done to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.answer import Citation
from qa.sanitize import TAB_STOP, visible

Span = tuple[int, int]

ELLIPSIS = "…"
MAX_RAW = 2000  # characters of a line that are looked at, at most
MIN_WIDTH = 20
_RUN = re.compile(r" {3,}|(?: ?\.){4,} *")
_SHORT = "  "


@dataclass(frozen=True, slots=True)
class Shown:
    """A cited line as shown: the text, and where the figures stand in it."""

    source: str
    line: int
    text: str
    spans: tuple[Span, ...]


def shown_lines(citations: Iterable[Citation], columns: int | None = None) -> tuple[Shown, ...]:
    """The cited lines in order of their first citation, each once, with all of its figures.

    columns: how wide a line may be; None for no limit but `MAX_RAW`.
    """
    together: dict[tuple[str, int], list[Citation]] = {}
    for citation in citations:
        together.setdefault((citation.source, citation.line), []).append(citation)
    return tuple(_shown(group, columns) for group in together.values())


def _shown(group: Sequence[Citation], columns: int | None) -> Shown:
    first = group[0]
    spans = _merged([_inside(citation.start, citation.end, len(first.text)) for citation in group])
    text, spans = fit(first.text, spans, MAX_RAW)
    text, spans = _visible(text, spans)
    if columns is not None:
        columns = max(columns, MIN_WIDTH)
        text, spans = _dedent(text, spans, columns)
        if len(text) > columns:
            text, spans = squeeze(text, spans)
        text, spans = fit(text, spans, columns)
    return Shown(first.source, first.line, text, tuple(spans))


def _inside(start: int, end: int, length: int) -> Span:
    start = min(max(start, 0), length)
    return start, min(max(end, start), length)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch made one; empty ones left out."""
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _visible(text: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """The text sanitized and its tabs expanded, with the spans moved along."""
    text = text.rstrip()
    if text.isascii() and text.isprintable():
        return text, _merged(_inside(*span, len(text)) for span in spans)
    parts: list[str] = []
    moved = [0]  # moved[i]: where character i of the line begins in what is shown
    for char in text:
        part = " " * (TAB_STOP - moved[-1] % TAB_STOP) if char == "\t" else visible(char)
        parts.append(part)
        moved.append(moved[-1] + len(part))
    last = len(text)
    return "".join(parts), _merged((moved[min(a, last)], moved[min(b, last)]) for a, b in spans)


def _dedent(text: str, spans: Sequence[Span], columns: int) -> tuple[str, list[Span]]:
    """Leading blanks taken off, where the line is too long with them."""
    indent = len(text) - len(text.lstrip(" "))
    if len(text) <= columns or not indent:
        return text, list(spans)
    return text[indent:], _merged((max(a - indent, 0), max(b - indent, 0)) for a, b in spans)


def squeeze(text: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """Runs of blanks and leader dots made short, which loses the columns and keeps every figure."""
    parts, cuts, at = [], [], 0
    for run in _RUN.finditer(text):
        if any(start < run.end() and run.start() < end for start, end in spans):
            continue
        parts += [text[at : run.start()], _SHORT]
        cuts.append((run.end(), run.end() - run.start() - len(_SHORT)))
        at = run.end()
    parts.append(text[at:])
    shift = [sum(less for end, less in cuts if end <= start) for start, _ in spans]
    moved = [(start - less, end - less) for (start, end), less in zip(spans, shift, strict=True)]
    return "".join(parts), moved


def fit(text: str, spans: Sequence[Span], columns: int) -> tuple[str, list[Span]]:
    """`text` in at most about `columns` characters: its beginning (the label) and what stands around
    the spans, in whole words; what is left out becomes an ellipsis. The spans move along."""
    if len(text) <= columns:
        return text, list(spans)
    shown, moved, at = "", [], 0
    for start, end in _windows(text, list(spans), columns):
        if start > at:
            shown += ELLIPSIS
        offset = len(shown) - start
        moved += [(max(a, start) + offset, min(b, end) + offset) for a, b in spans if a < end and b > start]
        shown += text[start:end]
        at = end
    if at < len(text):
        shown += ELLIPSIS
    return shown, _merged(moved)


def _windows(text: str, spans: list[Span], columns: int) -> list[Span]:
    """The parts of the text to keep, in order."""
    if not spans:
        return [(0, columns - 1)]
    budget = columns - 2 * len(ELLIPSIS) - len(ELLIPSIS) * (len(spans) - 1)
    share = max(budget // len(spans), 1)
    kept = [(start, min(end, start + share)) for start, end in spans]
    rest = budget - sum(end - start for start, end in kept)
    label = min(_label_end(text), max(rest * 2 // 3, 0))
    around = max(rest - label, 0) // (2 * len(spans))
    wide = [_whole_words(text, span, around) for span in kept]
    return _merged([(0, label), *wide])


def _whole_words(text: str, span: Span, around: int) -> Span:
    """The span with up to `around` characters on either side, cut at blanks: half of a number would
    be another number."""
    start, end = max(span[0] - around, 0), min(span[1] + around, len(text))
    if start and not text[start - 1].isspace():
        while start < span[0] and not text[start].isspace():
            start += 1
    if end < len(text) and not text[end].isspace():
        while end > span[1] and not text[end - 1].isspace():
            end -= 1
    return start, end


def _label_end(text: str) -> int:
    """Where the label of a table row ends: before the first run of blanks."""
    end = text.find("  ", len(text) - len(text.lstrip()))
    return end if end > 0 else len(text)
