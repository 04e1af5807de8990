"""What a parser would need more than linear time for, taken out of a page before it is parsed.

HTML's rules reopen formatting that was left open in every block that follows, and look through all open
elements at every tag. A page that nests or leaves open thousands of elements therefore costs the square
of its length. No page that means anything does; what lies deeper than the limits here is dropped as tags
and kept as text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

PLAUSIBLE = 60  # elements inside each other, or closed too often, that are no reason to look closer
SPARSE = 400  # characters a tag in a page that may have an endless one
MOST_OPEN = 400  # elements inside each other
MOST_FORMATS = 16  # formatting elements inside each other, in a cell and outside of cells
MOST_ATTRIBUTES = 200  # of one tag
NAME = re.compile(r"</?[a-zA-Z][^\s/>]*")
LONG_TAG = re.compile(r"[<>][^<>]{20000}")

FORMATS = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
# Elements without content, and those that the next of their kind closes.
SHALLOW = frozenset(
    {
        *("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input"),
        *("keygen", "link", "meta", "param", "source", "track", "wbr", "html", "head", "body", "p", "li"),
        *("dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "caption", "colgroup", "option"),
        *("optgroup", "ix:header"),
    }
)
CELLS = frozenset({"td", "th", "caption"})
ROWS = frozenset({"tr", "tbody", "thead", "tfoot", "table"})
PARTING = frozenset(
    {"div", "center", "blockquote", "table", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6"}
)
SWALLOWING = (
    *("title", "script", "style", "textarea", "iframe", "noscript", "xmp", "noembed", "noframes", "select"),
)
SHORT_FORM = re.compile(rf"<(?:{'|'.join(SWALLOWING)})\b[^<>]{{0,500}}/>", re.I)
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})

TAG = re.compile(r"<(?:(/?)([a-zA-Z][^\s/>]*)|(!--)|[!?/])")
ATTRIBUTE = re.compile(
    r"[\s/]*+=?[^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])[^\s>]*+))?+",
)
OPEN_QUOTE = re.compile(r"\s*=\s*[\"']")


def tamed(text: str) -> str:
    """The page as it is, or, where it nests without reason, with the tags beyond the limits left out.

    Likewise the short forms ("<title/>") that would swallow the page after them.
    """
    names = NAME.findall(text)
    counts = _open_counts(names)
    if any(counts.get(name, 0) > 0 for name in SWALLOWING):
        text = SHORT_FORM.sub("", text)
    return "".join(_Tamer(text).parts()) if _suspicious(text, names, counts) else text


def _open_counts(names: Sequence[str]) -> dict[str, int]:
    """How often each element opens, less how often it closes."""
    counts: dict[str, int] = {}
    for tag, count in Counter(names).items():
        name = tag.lstrip("</").lower()
        counts[name] = counts.get(name, 0) + (-count if tag[1] == "/" else count)
    return counts


def _suspicious(text: str, names: Sequence[str], counts: Mapping[str, int]) -> bool:
    """Whether elements may lie deep, or a tag be endless: by names alone, in a few passes without a loop."""
    steps = _Steps()
    depths = list(accumulate(map(steps.__getitem__, names), initial=0))
    if max(depths) > PLAUSIBLE or min(depths) < -PLAUSIBLE:
        return True
    if any(count < -PLAUSIBLE for name, count in counts.items() if name not in SHALLOW):
        return True  # closing tags that close nothing hide how deep the others lie
    return len(text) > SPARSE * (len(names) + 1) and LONG_TAG.search(text) is not None


class _Steps(dict[str, int]):
    """How far a tag ("<b", "</DIV") leads down or up."""

    def __missing__(self, tag: str) -> int:
        name = tag.lstrip("</").lower()
        step = 0 if name in SHALLOW or name == "a" else -1 if tag[1] == "/" else 1
        self[tag] = step
        return step


class _Tamer:
    """One pass over the tags of a page. Counts elements by name: where they close does not matter."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: dict[str, int] = {}
        self.dropped: dict[str, int] = {}
        self.depth = 0
        self.tables = 0
        self.in_cell = False
        self.formats = [0, 0]  # outside of cells, and in the present one

    def parts(self) -> Iterator[str]:
        """The text in pieces, without what is dropped."""
        text, place, kept = self.text, 0, 0
        while (match := TAG.search(text, place)) is not None:
            start, place = match.span()
            slash, name, comment = match.groups()
            if comment:
                end = text.find("-->", place)
                yield text[kept:start]
                if end < 0:
                    return
                place = kept = end + 3
                continue
            if name is None:
                continue
            name = name.lower()
            end, count = self._tag_end(place)
            if end < 0:  # the page ends within the tag
                yield text[kept:start]
                return
            put = self._closed(name) if slash else self._opened(name)
            if put is not None or count > MOST_ATTRIBUTES:
                yield text[kept:start]
                yield put if put is not None else f"<{slash}{name}>"
                kept = end
            place = end
            if name in RAW and not slash:
                place = self._raw_end(name, place)
        yield text[kept:]

    def _tag_end(self, place: int) -> tuple[int, int]:
        """The place behind a tag, -1 where it does not end; how many attributes it has."""
        text, count = self.text, 0
        while place < len(text):
            if text[place] == ">":
                return place + 1, count
            match = ATTRIBUTE.match(text, place)
            end = match.end() if match else place
            if end == place or OPEN_QUOTE.match(text, end):
                if OPEN_QUOTE.match(text, end):
                    return -1, count
                end = place + 1
            count += 1
            place = end
        return -1, count

    def _raw_end(self, name: str, place: int) -> int:
        match = re.compile(rf"</{name}", re.I).search(self.text, place)
        return match.start() if match else len(self.text)

    def _opened(self, name: str) -> str | None:
        """What stands for an opening tag; None: the tag itself."""
        self._move(name, opening=True)
        if name in SHALLOW or name in RAW:
            return None
        limited = name in FORMATS and self.formats[self.in_cell] >= MOST_FORMATS
        if limited or self.depth >= MOST_OPEN:
            self.dropped[name] = self.dropped.get(name, 0) + 1
            return "<p>" if name in PARTING else ""
        self.open[name] = self.open.get(name, 0) + 1
        if name in FORMATS:
            self.formats[self.in_cell] += 1
        else:
            self.depth += 1
        self.tables += name == "table"
        return None

    def _closed(self, name: str) -> str | None:
        """What stands for a closing tag; None: the tag itself."""
        self._move(name, opening=False)
        if name in SHALLOW:
            return None
        if self.dropped.get(name):
            self.dropped[name] -= 1
            return "<p>" if name in PARTING else ""
        if not self.open.get(name):
            return "" if name in FORMATS else None
        self.open[name] -= 1
        if name in FORMATS:
            self.formats[self.in_cell] = max(0, self.formats[self.in_cell] - 1)
        else:
            self.depth -= 1
        self.tables -= name == "table"
        return None

    def _move(self, name: str, opening: bool) -> None:
        """Into a cell, where formatting begins anew, or out of it."""
        if name in CELLS and self.tables:
            self.in_cell = opening
            self.formats[1] = 0
        elif name in ROWS:
            self.in_cell = False
