"""The rules for money in prose, and what all rules for amounts share."""

from __future__ import annotations

from decimal import Decimal
from math import prod

from grammar.lexicon import load
from grammar.numbers import times, to_decimal
from grammar.rules import Match, Rules
from grammar.values import Amount

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
BEFORE_NEGATIVE = frozenset(
    [
        "of",
        "was",
        "were",
        "to",
        "or",
        "from",
        "and",
        "is",
        "by",
        "than",
        "versus",
        "vs",
        "at",
        "totaled",
        "reached",
    ]
)


def _number(match: Match) -> Decimal:
    """The value of the group `number`, digits or words."""
    first = match.item("number")
    if first.text[:1].isdigit() or first.text[:1] == ".":
        return to_decimal(first.text)
    if first.value in ("a", "an"):
        return Decimal(1)
    total = 0
    for item in match.group("number"):
        if isinstance(item.value, int):
            total = total * item.value if item.value == 100 else total + item.value
    return Decimal(total)


def _scale(match: Match) -> int:
    if not match.has("scale"):
        return 1
    return prod(item.value for item in match.group("scale") if isinstance(item.value, int))


def amount(match: Match, unit: str, *, negative: bool = False, factor: Decimal = Decimal(1)) -> Amount:
    scale = _scale(match)
    value = times(_number(match), scale * factor)
    return Amount(-value if negative else value, unit, scale, match.text("printed"))


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
        ("$0.37 per basic and diluted share", usd("0.37", "$0.37", 1, "USD/share")),
        ("$0.61 per\nshare", usd("0.61", "$0.61", 1, "USD/share")),
        ("$.05 a share", usd("0.05", "$.05", 1, "USD/share")),
        ("$1.20/share", usd("1.20", "$1.20", 1, "USD/share")),
    ],
    needs="money|code & digits|cardinal|tens|a",
)
def _money(match: Match) -> Amount:
    return amount(match, _money_unit(match))


@AMOUNTS.rule(
    "money, the grouping broken by a blank",
    "(?P<printed>(?P<currency><money>) ?(?P<number><small|int><comma> <grouped>))",
    examples=[("$1, 465,000", usd("1465000", "$1, 465,000"))],
    needs="money & comma & grouped",
)
def _broken_money(match: Match) -> Amount:
    value = to_decimal(match.text("number"))
    return Amount(value, match.value("currency"), 1, match.text("printed"))


@AMOUNTS.rule(
    "money, parentheses after the sign",
    f"(?P<printed>{CURRENCY} <open> {NUMBER} <close>{SCALE}?){PER_SHARE}",
    examples=[
        ("$(0.93)", usd("-0.93", "$(0.93)")),
        ("$ (0.93)", usd("-0.93", "$ (0.93)")),
        ("$(1.2) million", usd("-1200000", "$(1.2) million", 10**6)),
        ("$(.60) per share", usd("-0.60", "$(.60)", 1, "USD/share")),
    ],
    needs="open & money|code & close",
)
@AMOUNTS.rule(
    "money, parentheses round figure and scale",
    f"(?P<printed>{CURRENCY} <open> {NUMBER}{SCALE} <close>){PER_SHARE}",
    examples=[("$(1.2 million)", usd("-1200000", "$(1.2 million)", 10**6))],
    needs="open & money|code & close",
)
@AMOUNTS.rule(
    "money with a minus",
    f"(?<!<!gap|open|break>)(?P<printed><dash>{CURRENCY} {NUMBER}{SCALE}?){PER_SHARE}",
    examples=[
        ("-$5", usd("-5", "-$5")),
        ("-$0.28 per share", usd("-0.28", "-$0.28", 1, "USD/share")),
        ("–$1.2 million", usd("-1200000", "–$1.2 million", 10**6)),
    ],
    needs="dash & money|code",
)
@AMOUNTS.rule(
    "money, minus after the sign",
    f"(?P<printed>{CURRENCY}<dash>{NUMBER}{SCALE}?){PER_SHARE}",
    examples=[("$-0.28", usd("-0.28", "$-0.28"))],
    needs="dash & money|code",
)
def _negative_money(match: Match) -> Amount:
    return amount(match, _money_unit(match), negative=True)


@AMOUNTS.rule(
    "money in parentheses",
    f"(?P<printed><open> {CURRENCY} {NUMBER}{SCALE}? <close>){PER_SHARE}",
    examples=[
        ("($0.93)", usd("-0.93", "($0.93)")),
        ("($0.16) per diluted share", usd("-0.16", "($0.16)", 1, "USD/share")),
    ],
    needs="open & money|code & close",
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
    needs="currency|code & digits|cardinal|tens|a",
)
def _named_money(match: Match) -> Amount:
    unit = match.value("currency") + ("/share" if match.has("per") else "")
    return amount(match, unit)


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
    return amount(match, unit, factor=Decimal("0.01"))
