"""The rules for percent, ratios, shares and counts in prose.

A bare number is read only where its surroundings say that it counts something: days, years, page,
phone and exhibit numbers are not amounts.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from grammar.lexicon import load
from grammar.money_rules import AMOUNTS, FREE, MINUS, NUMBER, SCALE, amount, usd
from grammar.numbers import hedge_at, hedge_ends, names
from grammar.rules import Match
from grammar.tokens import vocabulary
from grammar.values import Amount

__all__ = ["AMOUNTS"]


@AMOUNTS.rule(
    "percent",
    f"{MINUS}{FREE}(?P<printed>{NUMBER} (<percent>|<per> <cents>|<percentage> <point>))",
    examples=[
        ("40.5%", usd("40.5", "40.5%", 1, "percent")),
        ("5.2 percent", usd("5.2", "5.2 percent", 1, "percent")),
        ("ten percent", usd("10", "ten percent", 1, "percent")),
        ("1.4 per\ncent", usd("1.4", "1.4 per\ncent", 1, "percent")),
        ("3 percentage points", usd("3", "3 percentage points", 1, "percent")),
    ],
    needs="percent|cents|percentage",
)
def _percent(match: Match) -> Amount:
    return amount(match, "percent")


@AMOUNTS.rule(
    "percent with a fraction",
    f"{FREE}(?P<printed>((?P<whole><small|zero>)( <and>)?<gap>)?"
    "(?P<top><small>)<slash>(?P<bottom><small>) (<percent>|<per> <cents>))",
    examples=[
        ("6 3/4%", usd("6.75", "6 3/4%", 1, "percent")),
        ("7 1/2 percent", usd("7.5", "7 1/2 percent", 1, "percent")),
        ("1/2 percent", usd("0.5", "1/2 percent", 1, "percent")),
    ],
    needs="slash & percent|per",
)
def _fraction(match: Match) -> Amount | None:
    top, bottom = Decimal(match.value("top")), Decimal(match.value("bottom"))
    if not top < bottom:
        return None
    whole = Decimal(match.value("whole", "0"))
    return Amount(whole + top / bottom, "percent", 1, match.text("printed"))


@AMOUNTS.rule(
    "negative percent",
    f"(?P<printed>((?<!<!gap|open|break>)<dash>|<open> (?=<digits> <close>)){NUMBER} <close>? <percent>)",
    examples=[
        ("(31.5)%", usd("-31.5", "(31.5)%", 1, "percent")),
        ("-5.2%", usd("-5.2", "-5.2%", 1, "percent")),
        ("-5.2 percent", usd("-5.2", "-5.2 percent", 1, "percent")),
    ],
    needs="percent & dash|open",
)
def _negative_percent(match: Match) -> Amount:
    return amount(match, "percent", negative=True)


@AMOUNTS.rule(
    "basis points",
    f"{FREE}(?P<printed>{NUMBER} (<bps>|<basis> <point>))",
    examples=[
        ("30 basis points", usd("0.30", "30 basis points", 1, "percent")),
        ("50bps", usd("0.50", "50bps", 1, "percent")),
    ],
    needs="bps|basis",
)
def _basis_points(match: Match) -> Amount:
    return amount(match, "percent", factor=Decimal("0.01"))


@AMOUNTS.rule(
    "times",
    f"{FREE}(?P<printed>(?P<number><digits>) ?<times>)(?! ?<digits>)",
    examples=[("1.2x", usd("1.2", "1.2x", 1, "ratio")), ("3.4 times", usd("3.4", "3.4 times", 1, "ratio"))],
    rejects=["4x4"],
    needs="times & digits",
)
def _times(match: Match) -> Amount:
    return amount(match, "ratio")


@AMOUNTS.rule(
    "shares",
    f"{FREE}(?P<printed>{NUMBER}{SCALE}?) (<share_kind|and|comma|of|the> )" + "{0,7}<share>",
    examples=[
        ("45.6 million shares", usd("45600000", "45.6 million", 10**6, "shares")),
        ("10,000,000 shares", usd("10000000", "10,000,000", 1, "shares")),
        ("38,041 diluted weighted average common shares", usd("38041", "38,041", 1, "shares")),
        ("2010 shares", usd("2010", "2010", 1, "shares")),
        ("three million shares", usd("3000000", "three million", 10**6, "shares")),
    ],
    rejects=["a share", "per share"],
    needs="share",
)
def _shares(match: Match) -> Amount:
    return amount(match, "shares")


@AMOUNTS.rule(
    "scaled number",
    f"{FREE}(?P<printed>{NUMBER}(?P<scale> ?(<hundred> )?<scale>|<scale_letter>(?=<break>)))",
    examples=[
        ("two million", usd("2000000", "two million", 10**6, "")),
        ("8.5 million", usd("8500000", "8.5 million", 10**6, "")),
        ("1 hundred thousand", usd("100000", "1 hundred thousand", 10**5, "")),
        ("two hundred fifty thousand", usd("250000", "two hundred fifty thousand", 1000, "")),
    ],
    needs="scale|scale_letter",
)
def _scaled(match: Match) -> Amount:
    return amount(match, "count" if _counted(match) else "")


@AMOUNTS.rule(
    "number",
    f"{FREE}(?P<printed>(?P<open><open>(?=<grouped><close>))?(?P<number><digits>)(?(open)<close>))"
    "(?!<slash|colon|at_sign|dash|ordinal_end|open>)(?!<dot><digits>)(?! <length|dated>)(?! <small><slash>)",
    examples=[
        ("more than 640", Amount(Decimal(640), "count", 1, "640", "more than")),
        ("[122] discount stores", usd("122", "122", 1, "count")),
        ("[10] hours", usd("10", "10", 1, "count")),
        ("7,500", usd("7500", "7,500", 1, "")),
        ("(42,165)", usd("-42165", "(42,165)", 1, "")),
    ],
    rejects=[
        "Page 3", "-5-", "Exhibit 99.1", "Q3", "Rule 10b-5", "Form 10-K", "555/555-0129", "(800) 555-1212",
        "800.555.1212", "Russell 2000", "December 31", "in 2009", "File No. 000-12345", "10:30 a.m.",
        "nine months", "13 weeks", "the 3rd", "FY10", "N-2008", "Item 2.02", "Reno, Nevada 89501",
        "301 Main Street", "at 5 p.m.", "Note 12",
    ],
    needs="digits",
    begins="digits|open",
)  # fmt: skip
def _plain(match: Match) -> Amount | None:
    number = match.item("number")
    if number.code in _codes("dd04", "dd09"):
        return None
    word = match.word_before().lower()
    hedged = word in hedge_ends() and bool(_hedge_before(match))
    if number.code in _codes("any_year") and not hedged:
        return None
    if word in references() or word in names() or _is_mark(match):
        return None
    code, following = _following(match)
    loose = number.code in _codes("grouped", "decimal") or len(number.text) < 4 or hedged
    if not following.isalpha():
        unit = "count" if hedged else ""
        return amount(match, unit, negative=match.has("open")) if loose else None
    if (following[0].isupper() or len(following) == 1) and not (number.code in _codes("grouped") or hedged):
        return None
    unit = "count" if hedged or code in _codes("other", "day") else ""
    return amount(match, unit, negative=match.has("open")) if unit or loose else None


def _is_mark(match: Match) -> bool:
    """Whether a number is an area code, a footnote, a list's number, or a part of what it is written at."""
    before, after = match.text_at(-1), match.text_at(match.length)
    return (
        (before == "(" and after == ")")
        or (before != "" and (before[-1].isalnum() or before in "<>=_*"))
        or (after == "." and (match.match.start() <= 1 or "\n" in before))
        or after[:1].isalnum()
    )


@cache
def references() -> frozenset[str]:
    """Words after which a number names a thing, in lower case: "page", "exhibit", "q"."""
    return frozenset(load("numbers")["references"]["words"])


@cache
def _codes(*names: str) -> str:
    return vocabulary().one_of(names)


def _hedge_before(match: Match) -> str:
    return hedge_at(" ".join(match.words_before(4)) + " ")


def _following(match: Match) -> tuple[str, str]:
    """The code and the text of the next item that is not a gap, "" where there is none."""
    for place in (match.length, match.length + 1):
        text = match.text_at(place)
        if text.strip():
            return match.items.codes[match.match.start() + place], text
    return "", ""


def _counted(match: Match) -> bool:
    """Whether the next word is a thing that the number counts."""
    code, following = _following(match)
    return following.isalpha() and code in _codes("other", "day")
