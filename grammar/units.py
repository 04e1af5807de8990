"""Units that a table's caption and a row's label say: scale, currency, per share, percent, shares, counts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from string import ascii_uppercase

from grammar.lexicon import load
from grammar.numbers import alternation
from grammar.records import record

LONGEST_LABEL = 400  # characters of a label that are looked at
LONGEST_CAPTION = 4_000
WHOLE_SHARES = 10_000_000_000  # more shares than this, after scaling, were printed whole
FEW_SHARES = 1_000_000  # so few, as printed, are scaled whatever comes out


@record
class Caption:
    """What a caption says of the figures below it.

    scale: the multiplier, 1 where none is said. currency: an ISO code, None where not said. The
    `_exempt` fields: rows of that kind are printed whole. share_scale: a scale said for shares alone.
    """

    scale: int = 1
    currency: str | None = None
    per_share_exempt: bool = False
    shares_exempt: bool = False
    percent_exempt: bool = False
    share_scale: int | None = None
    said: bool = False


@record
class UnitHint:
    """The unit of a row's figures. scaled: whether the statement's scale applies; scale: by how much;
    sure: whether the scale is said of shares, or by the row itself."""

    unit: str
    scaled: bool
    scale: int = 1
    sure: bool = False


@cache
def _scale_pattern() -> re.Pattern[str]:
    data = load("units")["caption"]
    words = alternation(tuple(data["scales"]))
    lead = alternation(tuple(data["leads"]))
    money = alternation(_money_words())
    return re.compile(
        rf"(?:\b(?:{lead})\s+(?:the\s+)?(?:(?:{money})\s*[\s,.]\s*){{0,2}}|(?:{money})\s*['’‘]?|[(\[:,]\s*|(?:^|\n)\s*)"
        rf"(?P<word>{words})\b(?!\s+(?:shares|options|units|tons|barrels|miles)\b)"
        rf"|(?:\b(?:in|of)\s+|[(\[]\s*|^\s*|(?:{money})\s*)['’‘]?(?P<zeros>000|000,000)['’]?s?\b"
        rf"|(?:{money})\s?(?P<letter>bn|mm|mn|m|k)\b(?=\s*[)\],]|\s*$)",
    )


@cache
def _money_words() -> tuple[str, ...]:
    """Everything that names a currency in a caption."""
    return (*_currency_words(), "amounts", "figures", "numbers", "except", "tabular")


@cache
def _currency_words() -> Mapping[str, str]:
    """Currency names, marks and codes in captions, each with its ISO code."""
    data = load("currencies")
    found: dict[str, str] = {}
    for name, code in data["nations"].items():
        found |= {f"{name} {noun}": code for noun in ("dollars", "dollar", "$")}
    found |= {f"{prefix}$": code for prefix, code in data["dollars"].items() if len(prefix) < 4}
    found |= {"u.s.$": "USD", "u.s. $": "USD", "a$": "AUD"}
    known: dict[str, str] = found | data["symbols"] | data["names"] | data["codes"]
    return known


@cache
def _currency_pattern() -> re.Pattern[str]:
    words = alternation(tuple(_currency_words()))
    return re.compile(rf"(?<!\w)(?:{words})(?:(?<=\W)|(?!\w))", re.IGNORECASE)


PER_SHARE_CLAUSE = re.compile(
    r"\bper[\s-]+(?:[a-z]+[\s-]+){0,3}?(?:share|unit|ads|adr|stock)s?\b|\bearnings per\b|\beps\b",
    re.IGNORECASE,
)
# An amount per share that a label gives is not what its figures are: "Dividends ($0.25 per share)".
GIVEN_PER_SHARE = re.compile(
    r"[(,–—-]?\s*+(?:\bof\s+|\bat\s+)?(?:[$£€¥]\s?[\d.]++|(?<![\d.])\d*+\.\d++|\b\d++ cents)"
    r"(?: (?:and|or) [$£€¥]?\s?[\d.]++)?\s++per\s+(?:[a-z]+[\s-]+){0,3}?(?:shares?|unit|ads)\b\)?",
    re.IGNORECASE,
)
SMALL = {ord(letter): letter.lower() for letter in ascii_uppercase}
LONGEST_LEAD = 200  # characters between the first word that leads to a scale and the scale
WIDE_GAP = re.compile(r"\s{8}")  # in what is not one text but laid out in columns
OWN_SCALE = re.compile(
    r"[(\[]\s*(?:in\s+)?(thousands|millions|billions|thous\.?|mils?\.?|000s|000|1,000s?)\s*[)\]]",
    re.IGNORECASE,
)
SHARES_CLAUSE = re.compile(r"\bshares?\b|\bunits?\b", re.IGNORECASE)
PERCENT_CLAUSE = re.compile(r"\bpercent|\bratio|%|\bmargin", re.IGNORECASE)
EXCEPT = re.compile(r"\b(?:except|other than|excluding|unless)\b(?P<what>[^)\]]{0,200})", re.IGNORECASE)
SHARE_SCALE = re.compile(
    r"\bshares?\b[^);]{0,50}?\b(?:in|reflected in|stated in)\s+(?P<a>thousands|millions)"
    r"|\b(?P<b>thousands|millions)\s+of\s+shares",
    re.IGNORECASE,
)


@lru_cache(maxsize=512)
def read_caption(text: str) -> Caption:
    """What a caption, or the lines above a table, say of its figures."""
    text = text[:LONGEST_CAPTION]
    match = _said_scale(text)
    exempt = EXCEPT.search(text, match.end() if match else 0) or EXCEPT.search(text)
    what = exempt["what"] if exempt else ""
    per_share = bool(PER_SHARE_CLAUSE.search(what)) or "/share" in what.lower()
    rest = PER_SHARE_CLAUSE.sub(" ", what)
    shares = SHARE_SCALE.search(text)
    share_scale = _word_scale(shares["a"] or shares["b"]) if shares else None
    return Caption(
        scale=_scale_of(match),
        currency=_caption_currency(text, match),
        per_share_exempt=per_share,
        shares_exempt=bool(SHARES_CLAUSE.search(rest)) and share_scale is None,
        percent_exempt=bool(PERCENT_CLAUSE.search(rest)),
        share_scale=share_scale,
        said=match is not None,
    )


def _said_scale(text: str) -> re.Match[str] | None:
    """The first words of a text that say a scale. The pattern is dear: it is tried from where the text may
    hold such words on, in small letters."""
    lower = text.lower()
    if len(lower) != len(text):  # some letters of other alphabets are two in small
        lower = text.translate(SMALL)
    first = _core().search(lower)
    if first is None:
        return None
    start = first.start()
    return _scale_pattern().search(
        lower, 0 if WIDE_GAP.search(lower, 0, start) else max(0, start - LONGEST_LEAD)
    )


@cache
def _core() -> re.Pattern[str]:
    """What every scale is said with: a word, zeros, or a letter at the end of brackets."""
    words = sorted(load("units")["caption"]["scales"], key=len)
    short = [word for word in words if not any(other != word and word.startswith(other) for other in words)]
    return re.compile(rf"{'|'.join(map(re.escape, short))}|000|(?:bn|mm|mn|m|k)\s*(?:[)\],]|$)")


def _word_scale(word: str) -> int:
    scales: dict[str, int] = load("units")["caption"]["scales"]
    return scales[word.lower()]


def _scale_of(match: re.Match[str] | None) -> int:
    if match is None:
        return 1
    if match["word"]:
        return _word_scale(match["word"])
    if match["zeros"]:
        return 1000 if match["zeros"] == "000" else 10**6
    letters: dict[str, int] = load("numbers")["letters"] | load("numbers")["scales"]
    return letters[match["letter"].lower()]


def _caption_currency(text: str, match: re.Match[str] | None) -> str | None:
    """The currency named beside the scale, or in the brackets; "$" and "dollars" alone are USD."""
    if match is not None:
        left = max(text.rfind(mark, 0, match.start()) for mark in "([\n") + 1
        left = max(left if left <= match.start() else 0, match.start() - 60)
        window = text[left : match.end() + 60]
        cut = re.search(r"[)\]\n]|\bexcept\b", window[match.end() - left :], re.IGNORECASE)
        window = window[: match.end() - left + cut.start()] if cut else window
    elif len(text) <= 120:
        window = text
    else:
        return None
    found = _currency_pattern().search(window)
    return _currency_words()[" ".join(found.group().lower().split())] if found else None


@cache
def _label_patterns() -> Mapping[str, re.Pattern[str]]:
    """The label patterns of the data file, compiled, for labels in small letters."""
    return {name: re.compile(_any_of(patterns)) for name, patterns in load("units")["labels"].items()}


def _any_of(patterns: Sequence[str]) -> str:
    """One pattern for all. What they all begin with is said once: then only one of them is tried, by its
    first letter, where it used to be every one."""
    parts = []
    for start in ("^", r"\b"):
        rest = [p.removeprefix(start) for p in patterns if p.startswith(start) and not _parted(p)]
        parts += [f"{start}(?:{'|'.join(rest)})"] if rest else []
    others = [p for p in patterns if _parted(p) or not p.startswith(("^", r"\b"))]
    return "|".join([*parts, *(f"(?:{pattern})" for pattern in others)])


def _parted(pattern: str) -> bool:
    """Whether a "|" stands outside of brackets."""
    plain = re.sub(r"\\.|\[[^\]]*\]", "", pattern)
    while (inner := re.sub(r"\([^()]*\)", "", plain)) != plain:
        plain = inner
    return "|" in plain


def unit_of_label(label: str, path: Sequence[str], caption: Caption) -> UnitHint:
    """The unit that a row's label says, or the headings above it where the label leaves it open.

    Money is in the caption's currency, USD where it names none.
    """
    kind = kind_of(label) or next(
        (kind for kind in map(kind_of, reversed(path)) if kind not in ("", "money")), "money"
    )
    if kind == "neutral":
        kind = next(
            (found for found in map(kind_of, reversed(path)) if found not in ("", "neutral")), "money"
        )
    own = own_scale(label, *path[-1:])
    return hint_of(kind, caption, own)


def hint_of(kind: str, caption: Caption, own: int | None = None) -> UnitHint:
    """The unit of figures of a kind (`kind_of`) under a caption. own: a scale that the row says itself."""
    currency = caption.currency or "USD"
    if kind == "money":
        scale = own or caption.scale
        return UnitHint(currency, True, scale)
    if kind == "shares":
        scale = own or caption.share_scale or (1 if caption.shares_exempt else caption.scale)
        return UnitHint("shares", not caption.shares_exempt, scale, bool(own or caption.share_scale))
    unit = {"per_share": f"{currency}/share", "price": currency}.get(kind, kind)
    return UnitHint(unit, own is not None, own or 1)


def own_scale(*texts: str) -> int | None:
    """The scale that a label says of itself: "Paid memberships (in thousands)"."""
    for text in texts:
        match = OWN_SCALE.search(text[:LONGEST_LABEL]) if "(" in text or "[" in text else None
        if match:
            word = match[1].lower().rstrip(".")
            return 1000 if word[0] in "01" else _word_scale(word)
    return None


@lru_cache(maxsize=8192)
def kind_of(label: str) -> str:
    """What a label's figures are, by the name of a table of the data file; "" where it does not say."""
    label = label[:LONGEST_LABEL].lower()
    if "per" in label:
        label = GIVEN_PER_SHARE.sub(" ", label)
    for name, pattern in _label_patterns().items():
        if pattern.search(label):
            return name.rstrip("0123456789")
    return ""


def share_scale(printed: Decimal, hint: UnitHint) -> int:
    """The scale of a share count as printed: 1 where scaling it would give more shares than there can be,
    unless the caption says a scale for shares."""
    doubtful = hint.scale > 1 and not hint.sure and abs(printed) >= FEW_SHARES
    return 1 if doubtful and abs(printed) * hint.scale > WHOLE_SHARES else hint.scale
