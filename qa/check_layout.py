"""Findings as styled lines: the filing, and beneath it each finding with the lines it stands on."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.check_finding import Finding
from qa.citing import shown_lines
from qa.layout import BLANK, INDENT, Line, cited_lines
from qa.sanitize import one_line

SLIGHT = "That is less than one unit of its last digit: it may have been cut off instead of rounded."


def finding_lines(name: str, findings: Sequence[Finding], columns: int) -> Iterator[Line]:
    """What does not tie in one filing; a line that says so where all of it does."""
    if not findings:
        yield Line(((one_line(name), "name"), ("  nothing found that does not tie", "faint")))
        return
    count = "1 figure does not tie" if len(findings) == 1 else f"{len(findings)} figures do not tie"
    yield Line(((one_line(name), "name"), (f"  {count}", "")))
    for number, finding in enumerate(findings, 1):
        yield BLANK
        yield from _finding(number, finding, columns)


def _finding(number: int, finding: Finding, columns: int) -> Iterator[Line]:
    head = f"{number}. "
    text = one_line(finding.message)
    if finding.severity == "slight":
        text = f"{text} {SLIGHT}"
    wrapped = textwrap.wrap(text, max(columns - len(head), 20), break_on_hyphens=False)
    for place, line in enumerate(wrapped):
        yield Line(((head if place == 0 else " " * len(head), "faint"), (line, "answer")))
    yield BLANK
    led = (replace(one, end=one.start) for one in finding.context)  # shown, but no figure to mark
    cited = sorted((*finding.citations, *led), key=lambda one: (one.line, one.start))
    for shown in cited_lines(shown_lines(cited, columns - 8)):
        if shown.pieces[0] != (INDENT + one_line(finding.citations[0].source), "name"):
            yield shown
