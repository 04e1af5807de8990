"""The rules for amounts in prose; `find_amounts` applies them.

A figure is read only where its surroundings say what it is: money, percent, shares, a scaled number,
or a number that counts the word after it. Days, years, page, phone and exhibit numbers are not amounts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from math import prod

from grammar.dates import with_dates
from grammar.engine import find
from grammar.lexicon import load
from grammar.numbers import alternation, names, times, to_decimal
from grammar.rules import Match, Rules
from grammar.tokens import BREAK, OTHER, Item, items_of, vocabulary
from grammar.values import Amount, Reading

AMOUNTS = Rules("amount")
SPELLED = "<cardinal> <hundred>( (<and> )?(<tens>( <cardinal>)?|<cardinal>))?|<tens>( <cardinal>)?|<cardinal>"
NUMBER = f"(?P<number><digits>|{SPELLED}|<a>(?= <hundred|scale>))"
SCALE = "(?P<scale>((?<=<digits|close>)<scale_letter>| ?(<hundred> )?<scale>)(?!<dash>))"
CURRENCY = (
    "(<u><dot> ?(?P<american><dollar_prefix><dot>) |(?P<prefix><dollar_prefix><dot>? |<a>(?=<money>)))?"
    "(?P<currency><money>|<code>)"
)
# A number on its own: not the tail of money, a date, a telephone number, a time or a name.
FREE = "(?<!<money|dash|slash|dot|colon|number_sign|at_sign|digits|glued|q|h>)(?<!<money><gap>)"
MINUS = "((?<!<!gap|open|break>)(?P<minus><dash>))?"
# Bounded, so that a hostile line costs no more than a plain one.
PER_SHARE = "(?P<per> (<per>|<slash>|<a>) (<share_kind|and|comma|slash|period> ){0,7}<share|unit_share>)?"
# What an amount in parentheses comes after where the parentheses are a minus and not an aside.
BEFORE_NEGATIVE = frozenset("of was were to or from and is by than versus vs at totaled reached".split())


def _number(match: Match) -> Decimal:
    """The value of the group `number`, digits or words."""
    items = match.group("number")
    if items[0].text[:1].isdigit() or items[0].text[:1] == ".":
        return to_decimal(items[0].text)
    if items[0].value in ("a", "an"):
        return Decimal(1)
    total = 0
    for item in items:
        if isinstance(item.value, int):
            total = total * item.value if item.value == 100 else total + item.value
    return Decimal(total)


def _scale(match: Match) -> int:
    if not match.has("scale"):
        return 1
    return prod(item.value for item in match.group("scale") if isinstance(item.value, int))


def _text(items: Sequence[Item]) -> str:
    return "".join([item.text for item in items])


def _amount(match: Match, unit: str, *, negative: bool = False, factor: Decimal = Decimal(1)) -> Amount:
    scale = _scale(match)
    value = times(_number(match), scale * factor)
    return Amount(-value if negative else value, unit, scale, _text(match.group("printed")))


def _currency(match: Match) -> str:
    """The ISO code of the group `currency`, with what stands before a dollar sign."""
    code: str = match.value("currency")
    if match.item("currency").text == "$" and match.has("prefix"):
        prefix = match.item("prefix").text.lower()
        return "AUD" if prefix == "a" else str(load("currencies")["dollars"].get(prefix, code))
    return code


def _money_unit(match: Match) -> str:
    return _currency(match) + ("/share" if match.has("per") else "")


def usd(value: str, printed: str, scale: int = 1, unit: str = "USD") -> Amount:
    """An amount for an example."""
    return Amount(Decimal(value), unit, scale, printed)


@AMOUNTS.rule(
    "money",
    f"(?P<printed>{CURRENCY} {NUMBER}{SCALE}?){PER_SHARE}",
    examples=[
        ("$1,094", usd("1094", "$1,094")),
        ("$527 thousand", usd("527000", "$527 thousand", 1000)),
        ("$1.1\nmillion", usd("1100000", "$1.1\nmillion", 1000000)),
        ("$1.1M", usd("1100000", "$1.1M", 1000000)),
        ("$5bn", usd("5000000000", "$5bn", 10**9)),
        ("$.70", usd("0.70", "$.70")),
        ("US$5 million", usd("5000000", "US$5 million", 10**6)),
        ("U.S. $5 million", usd("5000000", "U.S. $5 million", 10**6)),
        ("Canadian $12", usd("12", "Canadian $12", 1, "CAD")),
        ("C$12.5 million", usd("12500000", "C$12.5 million", 10**6, "CAD")),
        ("RMB 3 billion", usd("3000000000", "RMB 3 billion", 10**9, "CNY")),
        ("€4.2bn", usd("4200000000", "€4.2bn", 10**9, "EUR")),
        ("£300", usd("300", "£300", 1, "GBP")),
        ("$0.22 per basic and diluted share", usd("0.22", "$0.22", 1, "USD/share")),
        ("$0.93 per\nshare", usd("0.93", "$0.93", 1, "USD/share")),
        ("$.05 a share", usd("0.05", "$.05", 1, "USD/share")),
        ("$1.20/share", usd("1.20", "$1.20", 1, "USD/share")),
    ],
    needs="money|code",
)
def _money(match: Match) -> Amount:
    return _amount(match, _money_unit(match))


@AMOUNTS.rule(
    "money, the grouping broken by a blank",
    "(?P<printed>(?P<currency><money>) ?(?P<number><small|int><comma> <grouped>))",
    examples=[("$1, 465,000", usd("1465000", "$1, 465,000"))],
    needs="money",
)
def _broken_money(match: Match) -> Amount:
    value = to_decimal(_text(match.group("number")))
    return Amount(value, match.value("currency"), 1, _text(match.group("printed")))


@AMOUNTS.rule(
    "money, parentheses after the sign",
    f"(?P<printed>{CURRENCY} <open> {NUMBER} <close>{SCALE}?){PER_SHARE}",
    examples=[
        ("$(0.93)", usd("-0.93", "$(0.93)")),
        ("$ (0.93)", usd("-0.93", "$ (0.93)")),
        ("$(1.2) million", usd("-1200000", "$(1.2) million", 10**6)),
        ("$(.60) per share", usd("-0.60", "$(.60)", 1, "USD/share")),
    ],
    needs="open",
)
@AMOUNTS.rule(
    "money, parentheses round figure and scale",
    f"(?P<printed>{CURRENCY} <open> {NUMBER}{SCALE} <close>){PER_SHARE}",
    examples=[("$(1.2 million)", usd("-1200000", "$(1.2 million)", 10**6))],
    needs="open",
)
@AMOUNTS.rule(
    "money with a minus",
    f"(?<!<!gap|open|break>)(?P<printed><dash>{CURRENCY} {NUMBER}{SCALE}?){PER_SHARE}",
    examples=[
        ("-$5", usd("-5", "-$5")),
        ("-$0.28 per share", usd("-0.28", "-$0.28", 1, "USD/share")),
        ("–$1.2 million", usd("-1200000", "–$1.2 million", 10**6)),
    ],
    needs="dash",
)
@AMOUNTS.rule(
    "money, minus after the sign",
    f"(?P<printed>{CURRENCY}<dash>{NUMBER}{SCALE}?){PER_SHARE}",
    examples=[("$-0.28", usd("-0.28", "$-0.28"))],
    needs="dash",
)
def _negative_money(match: Match) -> Amount:
    return _amount(match, _money_unit(match), negative=True)


@AMOUNTS.rule(
    "money in parentheses",
    f"(?P<printed><open> {CURRENCY} {NUMBER}{SCALE}? <close>){PER_SHARE}",
    examples=[
        ("($0.93)", usd("-0.93", "($0.93)")),
        ("($0.16) per diluted share", usd("-0.16", "($0.16)", 1, "USD/share")),
    ],
    needs="open",
)
def _money_in_parentheses(match: Match) -> Amount | None:
    if match.has("scale") and not _after_connective(match):
        return None  # an aside: "the balance ($1.2 million)"
    return _negative_money(match)


def _after_connective(match: Match) -> bool:
    words = match.words_before(1)
    return bool(words) and words[-1].lower() in BEFORE_NEGATIVE


@AMOUNTS.rule(
    "money by name",
    f"{FREE}(?P<printed>{NUMBER}{SCALE}? (?P<currency><currency|code>)){PER_SHARE}",
    examples=[
        ("5 million euros", usd("5000000", "5 million euros", 10**6, "EUR")),
        ("two million dollars", usd("2000000", "two million dollars", 10**6)),
        ("300 yen", usd("300", "300 yen", 1, "JPY")),
        ("5 million USD", usd("5000000", "5 million USD", 10**6)),
    ],
    needs="currency|code",
)
def _named_money(match: Match) -> Amount:
    unit = match.value("currency") + ("/share" if match.has("per") else "")
    return _amount(match, unit)


@AMOUNTS.rule(
    "cents",
    f"{FREE}(?P<printed>{NUMBER} (?P<currency><cents>)){PER_SHARE}",
    examples=[
        ("22 cents per share", usd("0.22", "22 cents", 1, "USD/share")),
        ("five cents a share", usd("0.05", "five cents", 1, "USD/share")),
    ],
    needs="cents",
)
def _cents(match: Match) -> Amount:
    unit = match.value("currency") + ("/share" if match.has("per") else "")
    return _amount(match, unit, factor=Decimal("0.01"))


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
    return _amount(match, "percent")


@AMOUNTS.rule(
    "percent with a fraction",
    f"{FREE}(?P<printed>((?P<whole><small|zero>)( <and>)?<gap>)?(?P<top><small>)<slash>(?P<bottom><small>) (<percent>|<per> <cents>))",
    examples=[
        ("6 3/4%", usd("6.75", "6 3/4%", 1, "percent")),
        ("7 1/2 percent", usd("7.5", "7 1/2 percent", 1, "percent")),
        ("1/2 percent", usd("0.5", "1/2 percent", 1, "percent")),
    ],
    needs="slash",
)
def _fraction(match: Match) -> Amount | None:
    top, bottom = Decimal(match.value("top")), Decimal(match.value("bottom"))
    if not top < bottom:
        return None
    whole = Decimal(match.value("whole", "0"))
    return Amount(whole + top / bottom, "percent", 1, _text(match.group("printed")))


@AMOUNTS.rule(
    "negative percent",
    f"(?P<printed>((?<!<!gap|open|break>)<dash>|<open> (?=<digits> <close>)){NUMBER} <close>? <percent>)",
    examples=[
        ("(31.5)%", usd("-31.5", "(31.5)%", 1, "percent")),
        ("-5.2%", usd("-5.2", "-5.2%", 1, "percent")),
        ("-5.2 percent", usd("-5.2", "-5.2 percent", 1, "percent")),
    ],
    needs="percent",
)
def _negative_percent(match: Match) -> Amount:
    return _amount(match, "percent", negative=True)


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
    return _amount(match, "percent", factor=Decimal("0.01"))


@AMOUNTS.rule(
    "times",
    f"{FREE}(?P<printed>(?P<number><digits>) ?<times>)(?! ?<digits>)",
    examples=[("1.2x", usd("1.2", "1.2x", 1, "ratio")), ("3.4 times", usd("3.4", "3.4 times", 1, "ratio"))],
    rejects=["4x4"],
    needs="times",
)
def _times(match: Match) -> Amount:
    return _amount(match, "ratio")


@AMOUNTS.rule(
    "shares",
    f"{FREE}(?P<printed>{NUMBER}{SCALE}?) (<share_kind|and|comma|of|the> )" + "{0,7}<share>",
    examples=[
        ("45.6 million shares", usd("45600000", "45.6 million", 10**6, "shares")),
        ("10,000,000 shares", usd("10000000", "10,000,000", 1, "shares")),
        ("38,041 diluted weighted average common shares", usd("38041", "38,041", 1, "shares")),
        ("2002 shares", usd("2002", "2002", 1, "shares")),
        ("three million shares", usd("3000000", "three million", 10**6, "shares")),
    ],
    rejects=["a share", "per share"],
    needs="share",
)
def _shares(match: Match) -> Amount:
    return _amount(match, "shares")


@AMOUNTS.rule(
    "scaled number",
    f"{FREE}(?P<printed>{NUMBER}(?P<scale> ?(<hundred> )?<scale>|<scale_letter>(?=<break>)))",
    examples=[
        ("two million", usd("2000000", "two million", 10**6, "")),
        ("8.5 million", usd("8500000", "8.5 million", 10**6, "")),
        ("1 hundred thousand", usd("100000", "1 hundred thousand", 10**5, "")),
        ("two hundred fifty thousand", usd("250000", "two hundred fifty thousand", 1000, "")),
    ],
    needs="scale",
)
def _scaled(match: Match) -> Amount:
    return _amount(match, "count" if _counted(match) else "")


@AMOUNTS.rule(
    "number",
    f"{FREE}(?P<printed>(?P<open><open>(?=<grouped><close>))?(?P<number><digits>)(?(open)<close>))"
    "(?!<slash|colon|at_sign|dash|ordinal_end|open>)(?!<dot><digits>)(?! <length|dated>)(?! <small><slash>)",
    examples=[
        ("more than 790", Amount(Decimal(790), "count", 1, "790", "more than")),
        ("[122] discount stores", usd("122", "122", 1, "count")),
        ("[10] hours", usd("10", "10", 1, "count")),
        ("7,500", usd("7500", "7,500", 1, "")),
        ("(42,165)", usd("-42165", "(42,165)", 1, "")),
    ],
    rejects=[
        "Page 3", "-5-", "Exhibit 99.1", "Q3", "Rule 10b-5", "Form 10-K", "415/856-5129", "(800) 555-1212",
        "800.555.1212", "Russell 2000", "December 31", "in 2001", "File No. 000-12345", "10:30 a.m.", "Note 12",
        "nine months", "13 weeks", "the 3rd", "FY02", "N-2000", "Item 2.02", "Austin, Texas 78759",
        "301 Main Street", "at 5 p.m.",
    ],
    needs="digits",
)  # fmt: skip
def _plain(match: Match) -> Amount | None:
    number, before, after = match.item("number"), match.before, match.after
    if before is not None and before.text == "(" and after is not None and after.text == ")":
        return None  # an area code, a footnote
    if _is_name(match) or (before is not None and (before.text[-1:].isalnum() or before.text in "<>=_*")):
        return None
    if after is not None and after.text == "." and (match.match.start() <= 1 or (before is not None and "\n" in before.text)):
        return None  # a list's number
    if after is not None and after.text[:1].isalnum():
        return None
    following = _following(match)
    hedged = bool(_hedge_before(match))
    loose = number.code in _codes("grouped", "decimal") or len(number.text) < 4 or hedged
    if number.code in _codes("dd04", "dd09") or (number.code in _codes("any_year") and not hedged):
        return None
    if following is None or not following.text.isalpha():
        unit = "count" if hedged else ""
        return _amount(match, unit, negative=match.has("open")) if loose else None
    if (following.text[0].isupper() or len(following.text) == 1) and not (number.code in _codes("grouped") or hedged):
        return None
    unit = "count" if hedged or _counted(match) else ""
    return _amount(match, unit, negative=match.has("open")) if unit or loose else None


def _is_name(match: Match) -> bool:
    """Whether the word before makes the number a name or a reference: "Page 3", "Russell 2000"."""
    words = match.words_before(1)
    return bool(words) and (words[-1].lower() in references() or words[-1].lower() in names())


@cache
def references() -> frozenset[str]:
    """Words after which a number names a thing, in lower case: "page", "exhibit", "q"."""
    return frozenset(load("numbers")["references"]["words"])


@cache
def _codes(*names: str) -> str:
    return vocabulary().one_of(names)


def _hedge_before(match: Match) -> str:
    return hedge_at(" ".join(match.words_before(4)) + " ")


def _following(match: Match) -> Item | None:
    """The next item that is not a gap."""
    place = match.match.end()
    return next((item for item in match.items[place : place + 2] if item.text.strip()), None)


def _counted(match: Match) -> bool:
    """Whether the next word is a thing that the number counts."""
    following = _following(match)
    return following is not None and following.text.isalpha() and following.code in _codes("other", "day")


@cache
def _hedges() -> tuple[re.Pattern[str], frozenset[str]]:
    words = load("numbers")["hedges"]["words"]
    return re.compile(rf"\b(?:{alternation(words)})\s+$", re.IGNORECASE), frozenset(word.split()[-1] for word in words)


def hedge_at(text: str) -> str:
    """The words at the end of a text that make a figure after it inexact, or ""."""
    pattern, last_words = _hedges()
    words = text[-12:].split()
    if not words or words[-1].lower() not in last_words:
        return ""
    match = pattern.search(text, max(len(text) - 30, 0))
    return match.group().rstrip() if match else ""


def find_amounts(text: str) -> list[Reading[Amount]]:
    """Every amount of a text in order, none overlapping. Linear in the length of the text.

    A range or a pair shares what is said once: "$1.2 to $1.4 million" is twice a million, "0 and
    3,500 shares" twice shares.
    """
    if not any(map(str.isdigit, text)) and not _may_hold_number(text):
        return []
    readings: list[Reading[Amount]] = []
    for run in items_of(text):
        for one in find(AMOUNTS, with_dates(run)):
            hedge = hedge_at(text[max(one.start - 30, 0) : one.start])
            start = one.start
            if hedge:
                start = text.rindex(hedge, 0, one.start)
            readings.append(Reading(replace(one.value, hedge=" ".join(hedge.lower().split())), start, one.end, one.rule))
    return _shared(readings, text)


def _may_hold_number(text: str) -> bool:
    """A spelled amount has a scale, a currency, percent or shares in it."""
    lower = text.lower()
    return any(word in lower for word in ("illion", "thousand", "hundred", "percent", "per cent", "cent", "share", "dollar"))


LINK = re.compile(r"\s*(?:,?\s*(?:(?P<and>and)|(?P<or>or)|to|through)|[-–—])\s*", re.IGNORECASE)
LONGEST_LINK = 12  # characters


def _shared(readings: list[Reading[Amount]], text: str) -> list[Reading[Amount]]:
    """Carries a scale and a unit said once over to the other half of a range or a pair."""
    for place in range(len(readings) - 2, -1, -1):
        one, two = readings[place], readings[place + 1]
        gap = text[one.end : two.start]
        link = LINK.fullmatch(gap) if len(gap) <= LONGEST_LINK else None
        if link is None:
            continue
        first, second = one.value, two.value
        if first.scale == 1 < second.scale and _alike(first.value, second.value / second.scale):
            first = replace(first, value=times(first.value, second.scale), scale=second.scale)
        if first.unit in ("", "count") and second.unit in ("shares", "percent"):
            first = replace(first, unit=second.unit)
        elif second.unit == "" and first.unit.isupper() and not link["and"]:
            second = replace(second, unit=first.unit)
        elif second.unit == f"{first.unit}/share" and first.scale == second.scale == 1 and not link["or"]:
            first = replace(first, unit=second.unit)
        readings[place], readings[place + 1] = replace(one, value=first), replace(two, value=second)
    return readings


def _alike(one: Decimal, two: Decimal) -> bool:
    """Whether two figures are near enough to be read on the same scale."""
    return bool(one and two) and Decimal("0.01") <= abs(one / two) <= 100
