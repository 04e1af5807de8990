"""Text filings in other layouts: indents, gaps between columns, dot leaders, EDGAR's tags or none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import Self

TABLE = re.compile(r"^[ \t]*<TABLE>.*?^[ \t]*</TABLE>", re.S | re.M | re.I)
TAG_LINE = re.compile(r"^[ \t]*(?:</?(?:TABLE|CAPTION)>|<S>(?:\s*<C>)*|<PAGE>)[ \t]*(?:\n|\Z)", re.M | re.I)
FIGURE = re.compile(r"\d[\d,.]*\)?%?\s*$")
LEADER = re.compile(r"(?<=[A-Za-z)]) {8,}(?=[$(]? ?[\d(]|--)")
GAP = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class TextLayout:
    """How a filing is laid out. gap: blanks put between columns."""

    indent: int = 0
    gap: int = 0
    leaders: str = ""
    tags: bool = True

    @classmethod
    def drawn(cls, chance: Random) -> Self:
        return cls(
            indent=chance.choice((0, 0, 0, 1, 2, 4)),
            gap=chance.choice((0, 0, 1, 2, 4)),
            leaders=chance.choice(("", "", "", ".", ". ")),
            tags=chance.random() < 0.7,
        )

    def laid_out(self, text: str) -> str:
        """The text in this layout; the header of a submission stays as it is."""
        begin = text.find("</SEC-HEADER>")
        begin = 0 if begin < 0 else text.find("\n", begin) + 1
        head, body = text[:begin], text[begin:]
        body = TABLE.sub(lambda match: self._table(match.group()), body)
        if not self.tags:
            body = TAG_LINE.sub("", body)
        if self.indent:
            body = re.sub(r"^(?=[^\n<])", " " * self.indent, body, flags=re.M)
        return head + body

    def _table(self, text: str) -> str:
        lines = text.expandtabs(8).split("\n")
        if self.leaders:
            lines = [LEADER.sub(self._leader, line, count=1) for line in lines]
        if self.gap:
            for place in reversed(gutters(lines)):
                lines = [_widened(line, place, self.gap) for line in lines]
        return "\n".join(lines)

    def _leader(self, match: re.Match[str]) -> str:
        length = len(match.group()) - 3
        return f" {(self.leaders * length)[:length]}  "


def gutters(lines: list[str]) -> list[int]:
    """Columns, one for each gap, that are blank in every row with figures to their right."""
    rows = [line for line in lines if FIGURE.search(line)]
    if len(rows) < 3:
        return []
    width = max(map(len, rows))
    blank = [
        all(len(line) <= place or line[place - 1 : place + 1].isspace() for line in rows)
        for place in range(1, width)
    ]
    found = []
    for place in range(1, len(blank)):
        if blank[place] and not blank[place - 1] and any(len(line) > place + 1 for line in rows):
            found.append(place + 1)
    return [place for place in found if any(line[:place].strip() for line in rows)]


def _widened(line: str, place: int, gap: int) -> str:
    """The line with blanks put in at a column, or at the next gap where words stand there."""
    if len(line) <= place or (line.lstrip().startswith("<") and "<S>" not in line):
        return line
    if line[place] == " ":
        return line[:place] + " " * gap + line[place:]
    following = GAP.search(line, place)
    return line if following is None else line[: following.end()] + " " * gap + line[following.end() :]


def submission(text: str, company: str, cik: str, form: str, year: int) -> str:
    """A release as the exhibit of a full submission."""
    number = f"{cik}-{year % 100:02}-000001"
    kind = "10-Q" if form == "10-Q" else "EX-99.1"
    return (
        f"<SEC-DOCUMENT>{number}.txt : {year}1231\n<SEC-HEADER>{number}.hdr.sgml : {year}1231\n"
        f"ACCESSION NUMBER:\t\t{number}\nCONFORMED SUBMISSION TYPE:\t{form}\nPUBLIC DOCUMENT COUNT:\t\t1\n"
        f"FILED AS OF DATE:\t\t{year}1231\n\nFILER:\n\n\tCOMPANY DATA:\t\n"
        f"\t\tCOMPANY CONFORMED NAME:\t\t\t{company.upper()}\n\t\tCENTRAL INDEX KEY:\t\t\t{cik}\n"
        f"</SEC-HEADER>\n<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>1\n<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
    )
