"""The rules for amounts in prose; `find_amounts` applies them.

A figure is read only where its surroundings say what it is: money, percent, shares, a scaled number,
or a number that counts the word after it. Days, years, page, phone and exhibit numbers are not amounts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from math import prod

from grammar.dates import with_dates
from grammar.engine import find
from grammar.lexicon import load
from grammar.numbers import alternation, to_decimal
from grammar.rules import Match, Rules
from grammar.tokens import Item, items_of
from grammar.values import Amount, Reading

AMOUNTS = Rules("amount")
SPELLED = "<cardinal> <hundred>( (<and> )?(<tens>( <cardinal>)?|<cardinal>))?|<tens>( <cardinal>)?|<cardinal>"
NUMBER = f"(?P<number><digits>|{SPELLED}|<the>(?= <hundred|scale>))"
SCALE = "(?P<scale>((?<=<digits|close>)<scale_letter>| ?(<hundred> )?<scale>)(?!<dash>))"
CURRENCY = (
    "(<u><dot> ?(?P<american><dollar_prefix><dot>) |(?P<prefix><dollar_prefix><dot>? |<the>(?=<money>)))?"
    "(?P<currency><money>|<code>)"
)
# A number on its own: not the tail of money, a date, a telephone number, a time or a name.
FREE = "(?<!<money|dash|slash|dot|colon|number_sign|at_sign|digits|glued|q|h>)(?<!<money><gap>)"
MINUS = "((?<!<!gap|open|break>)(?P<minus><dash>))?"
# Bounded, so that a hostile line costs no more than a plain one.
PER_SHARE = "(?P<per> (<per>|<slash>|<the>) (<share_kind|and|comma|slash|period> ){0,7}<share|unit_share>)?"
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
    value = _number(match) * scale * factor
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
    "(?P<printed>(?P<currency><money>) ?(?P<number><small|int>, <grouped>)(?P<scale><break>)?)",
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
    place = match.match.start()
    words = [item.text.lower() for item in match.items[max(place - 2, 0) : place] if item.text.strip()]
    return bool(words) and words[-1] in BEFORE_NEGATIVE


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
    f"{FREE}(?P<printed>(?P<number><digits>)(?P<scale><break>)? ?<times>)(?! ?<digits>)",
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
    f"{FREE}(?P<printed>(?P<number><zero|d4|d9|dd12|dd31|dd99|int|grouped|decimal>))(?P<scale><break>)?"
    "(?!<slash|colon|at_sign|dash|letter>)(?! ?<month|week|quarter|year|half|period|month_day|day_date|month_year>)",
    examples=[
        ("790 patents", usd("790", "790", 1, "count")),
    ],
)
def _plain(match: Match) -> Amount | None:
    return None


def _counted(match: Match) -> bool:
    """Whether the next word is a thing that the number counts."""
    place = match.match.end()
    following = [item for item in match.items[place : place + 2] if item.text.strip()]
    return bool(following) and following[0].code == OTHER and following[0].text.isalpha()
