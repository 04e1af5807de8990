"""How figures look to people. `format_value` is the one place that turns a value into words.

Figures are shown exactly as the filing gives them, only shorter: 1,103 in thousands of dollars is
"$1.103 million", never "$1.1 million". Only what was calculated is rounded, since it has no end.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

SCALES = ((9, "billion"), (6, "million"))  # powers of ten
SCALED_PLACES = 3  # $1.103 million
CENTS = 2
MAX_DIGITS = 60  # a figure with more is no figure, and is shown as it came
SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}  # others are shown by their code
_WIDE = Context(prec=2 * MAX_DIGITS)


def format_value(value: str, unit: str) -> str:
    """A value of an answer (decimal string in base units, ISO date, yes/no, text) for people.

    ("1103000", "USD") is "$1.103 million", ("-0.93", "USD/share") "$(0.93)", ("-40.507", "percent")
    "-40.5 %", ("45552310", "shares") "45,552,310 shares".
    """
    if unit == "bool":
        return value.capitalize()
    if unit == "date":
        return _date(value)
    number = None if unit == "text" else _decimal(value)
    if number is None:
        return value
    if unit == "percent":
        return f"{_percent(number)} %"
    if unit == "shares":
        return f"{_grouped(_rounded(number, 0))} {'share' if number in (1, -1) else 'shares'}"
    if unit in ("ratio", "count", ""):
        return _grouped(_shortened(number))
    currency, _, per = unit.partition("/")
    return _money(number, currency, per=bool(per))


def decimal_text(value: Decimal) -> str:
    """A decimal as plain digits, no exponent, no zeros after the last digit that counts."""
    if not value.is_finite():
        return str(value)
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _decimal(value: str) -> Decimal | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) + len(number.as_tuple().digits) > MAX_DIGITS:
        return None
    return number


def _date(value: str) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return f"{day:%B} {day.day}, {day.year}"


def _money(number: Decimal, currency: str, *, per: bool) -> str:
    sign, size = SIGNS.get(currency, f"{currency} "), number.copy_abs()
    digits, word = (_cents(size), "") if per else _scaled(size)
    # Losses in the filings' own way: $(42.165) million.
    figure = f"{sign}({digits})" if number < 0 else f"{sign}{digits}"
    return f"{figure} {word}" if word else figure


def _scaled(number: Decimal) -> tuple[str, str]:
    """A sum of money of no sign: its digits, and "million", "billion" or nothing."""
    for power, word in SCALES:
        if number.adjusted() < power:
            continue
        scaled = number.scaleb(-power, _WIDE)
        if _places(scaled) <= SCALED_PLACES:
            return _grouped(scaled), word
        if _places(number) > CENTS:  # calculated: it has no exact form
            return _grouped(_rounded(scaled, SCALED_PLACES)), word
    return _cents(number), ""


def _cents(number: Decimal) -> str:
    """All of the digits; two at least after the point where there are any, and two where calculated."""
    places = _places(number)
    if places == 0:
        return _grouped(number)
    if places > 4:
        # A small rate such as 0.00123 keeps two digits that count.
        number = _rounded(number, max(CENTS, 1 - number.adjusted()))
    text = _grouped(number)
    return text + "0" * (CENTS - len(text.partition(".")[2])) if "." in text else text


def _percent(number: Decimal) -> str:
    """As given up to two places; one place where calculated, more for a rate below 0.1."""
    if _places(number) <= CENTS:
        return _grouped(number)
    return _grouped(_rounded(number, max(1, 1 - number.adjusted())), keep=1)


def _shortened(number: Decimal) -> Decimal:
    """As given up to four places; two where calculated, more where it is small."""
    if _places(number) <= 4:
        return number
    return _rounded(number, max(2, 1 - number.adjusted()))


def _rounded(number: Decimal, places: int) -> Decimal:
    if _places(number) <= places:
        return number
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_WIDE)


def _places(number: Decimal) -> int:
    """Digits after the point that count: 1.50 has one."""
    return len(decimal_text(number).partition(".")[2])


def _grouped(number: Decimal, keep: int = 0) -> str:
    """Digits with thousands separators; `keep`: places to show even where they are zeros."""
    whole, _, fraction = decimal_text(number).partition(".")
    fraction = fraction.ljust(keep, "0")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{sign}{int(digits):,}"
    return f"{grouped}.{fraction}" if fraction else grouped
