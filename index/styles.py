"""What the styles and tags of a page say that matters: emphasis, indents, rules, raised marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

STRONG, LIGHT, RAISED = 1, 2, 4  # bits of a text's emphasis

# Elements whose text is not on the page.
SKIPPED = frozenset(
    {
        *("script", "style", "head", "noscript", "template", "ix:header", "title", "-comment", "textarea"),
        *(
            "select",
            "!doctype",
            "-doctype",
            "iframe",
            "noembed",
            "noframes",
            "object",
            "embed",
            "math",
            "svg",
        ),
    }
)
# Elements that do not part the text before them from the text in them.
INLINE = frozenset(
    {
        *("span", "font", "b", "i", "u", "a", "strong", "em", "sup", "sub", "small", "big", "tt", "code"),
        *("s", "strike", "ins", "del", "abbr", "acronym", "cite", "q", "kbd", "var", "samp", "mark", "label"),
        *("img", "nobr", "wbr", "input", "time", "data", "bdo", "button", "ix:nonnumeric"),
        *("ix:nonfraction", "ix:continuation", "ix:fraction", "ix:footnote", "ix:exclude"),
    }
)
EMPHASIS = {
    **dict.fromkeys(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"), STRONG),
    **dict.fromkeys(("i", "em", "u"), LIGHT),
    "sup": RAISED,
}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|font\s*:[^;]*\bbold", re.I)
PLAIN = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.I)
SLANTED = re.compile(r"font-style\s*:\s*italic|text-decoration\s*:\s*underline|font\s*:[^;]*\bitalic", re.I)
RAISING = re.compile(
    r"vertical-align\s*:\s*(?:super|text-top)|position\s*:\s*relative\s*;\s*top\s*:\s*-", re.I
)
TOP_RULE = re.compile(r"border-top\s*:\s*(?!none|0)|border\s*:\s*[^;]*solid", re.I)
INDENT = re.compile(
    r"(padding-left|margin-left|text-indent|padding|margin)\s*:\s*([-\d.]{1,12})(pt|px|em|in|%)?"
    r"(?:\s+[-\d.]{1,12}(?:pt|px|em|in|%)?\s+[-\d.]{1,12}(?:pt|px|em|in|%)?\s+([-\d.]{1,12})(pt|px|em|in|%)?)?",
    re.I,
)
POINTS = {"pt": 1.0, "px": 0.75, "em": 10.0, "in": 72.0, "%": 4.0, "": 0.75}
MOST_INDENT = 400.0  # points
LONG_STYLE = 2_000  # characters beyond which no style says anything
MARK = re.compile(r"[(\[]?(\d{1,2}|[a-zA-Z*†‡§#]{1,2})[)\]]?")
MARKS = re.compile(r"[\s,]*(?:[(\[]?(?:\d{1,2}|[a-z]|[*†‡§#]{1,3})[)\]]?[\s,]*)+")
LONG_MARKS = 24
ORDINALS = frozenset({"st", "nd", "rd", "th", "tm", "sm", "r"})


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says. `sets`: the bits of emphasis it decides, `emphasis`: as which."""

    hidden: bool = False
    sets: int = 0
    emphasis: int = 0
    ruled: bool = False
    indent: float = 0.0


UNSTYLED = Style()


@lru_cache(maxsize=4096)
def style_of(style: str | None) -> Style:
    """A style attribute as read; a page has few that differ."""
    if not style:
        return UNSTYLED
    style = style[:LONG_STYLE]
    strong = STRONG if BOLD.search(style) else 0
    others = (LIGHT if SLANTED.search(style) else 0) | (RAISED if RAISING.search(style) else 0)
    return Style(
        bool(HIDDEN.search(style)),
        others | (STRONG if strong or PLAIN.search(style) else 0),
        others | strong,
        bool(TOP_RULE.search(style)),
        _indent(style),
    )


def _indent(style: str) -> float:
    """Points by which a style indents text: its first line stands at padding plus text-indent."""
    total = 0.0
    for match in INDENT.finditer(style):
        name, amount, unit, left, left_unit = match.groups()
        if name.lower() in ("padding", "margin"):
            if left is None:
                continue
            amount, unit = left, left_unit
        try:
            total += float(amount) * POINTS[(unit or "").lower()]
        except ValueError:
            continue
    return max(-MOST_INDENT, min(total, MOST_INDENT))


@lru_cache(maxsize=1024)
def raised(text: str) -> str:
    """A raised mark as printed beside a word: "(1)" for a footnote's 1; "th" and "TM" stay what they are."""
    plain = text.strip()
    if not plain or len(plain) > LONG_MARKS or plain.lower().strip(".®™") in ORDINALS:
        return text
    if not MARKS.fullmatch(plain):
        return text
    return "".join(f"({mark.group(1)})" for mark in MARK.finditer(plain))
