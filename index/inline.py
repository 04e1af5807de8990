"""Inline XBRL: what the tags of a page say exactly of the figures that they stand around.

A tag (`ix:nonFraction`) names a context (period, entity, dimensions), a unit and a scale. The figure as
printed stays what is cited, and its sign stays the printed one; period, unit and scale are the tag's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from selectolax.lexbor import LexborHTMLParser, LexborNode

from grammar.numbers import read_number
from grammar.values import Period
from index.cells import Attributes
from index.model import Fact, LineItem

MARK = "ix:"  # what a page with tags holds
DAY = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?:T[\d:.]*Z?)?\s*")
SCALE = re.compile(r"[+-]?\d{1,2}")
FIGURE = re.compile(r"\d[\d.,'\s\u00a0]*|[.,]\d+")
MOST_SCALE = 15  # as a power of ten
MOST_CONTEXTS = 200_000
LONGEST_ID = 200
CURRENCY = re.compile(r"[A-Z]{3}")
PLAIN = frozenset({"percent", "ratio", "count"})
LENGTHS = {3: "Three", 6: "Six", 9: "Nine", 12: "Twelve"}
COVER = "dei:"
YEAR_END_FACT = "CurrentFiscalYearEndDate"
YEAR_END = re.compile(r"--(\d\d)-(\d\d)")
FIELDS = {
    "EntityRegistrantName": "COMPANY CONFORMED NAME",
    "EntityCentralIndexKey": "CENTRAL INDEX KEY",
    "DocumentType": "CONFORMED SUBMISSION TYPE",
}
MOST_COVER = 60  # facts about the document itself
LONGEST_COVER = 200  # characters

Place = tuple[int, int]  # the line of a figure and the column it starts at


@dataclass(frozen=True, slots=True)
class Tagged:
    """What a tag says of one figure. unit: as in facts, "pure", "other" for what is counted otherwise, or ""
    where it is not said or divides what facts do not; scale: a power of ten; format: how the digits are
    written ("num-dot-decimal"), without its prefix."""

    period: Period | None
    unit: str
    scale: int
    format: str = ""
    nil: bool = False


def read_tags(page: LexborHTMLParser, found: Mapping[Place, Attributes]) -> dict[Place, Tagged]:
    """The tags of figures, by their places, as records."""
    if not found:
        return {}
    periods, units = _resources(page)
    tags: dict[Place, Tagged] = {}
    for place, attributes in found.items():
        scale = (attributes.get("scale") or "0").strip()
        power = int(scale) if SCALE.fullmatch(scale) else 0
        tags[place] = Tagged(
            periods.get(attributes.get("contextref") or ""),
            units.get(attributes.get("unitref") or "", ""),
            max(-MOST_SCALE, min(power, MOST_SCALE)),
            (attributes.get("format") or "").rpartition(":")[2].lower(),
            (attributes.get("xsi:nil") or "").lower() in ("true", "1"),
        )
    return tags


def read_cover(page: LexborHTMLParser) -> dict[str, str]:
    """What the document says of itself, hidden or shown: "EntityRegistrantName", "DocumentType", …; of
    facts that come several times, the first."""
    cover: dict[str, str] = {}
    for node in page.css(r"ix\:nonnumeric"):
        name = node.attributes.get("name") or ""
        if name.startswith(COVER) and name[len(COVER) :] not in cover:
            text = " ".join(node.text(deep=True).split())
            if text and len(text) <= LONGEST_COVER:
                cover[name[len(COVER) :]] = text
            if len(cover) == MOST_COVER:
                break
    return cover


def cover_fields(cover: Mapping[str, str]) -> dict[str, str]:
    """What a cover says under the names that an EDGAR header has for it ("FISCAL YEAR END": "0927")."""
    fields = {name: cover[fact] for fact, name in FIELDS.items() if fact in cover}
    year_end = YEAR_END.fullmatch(cover.get(YEAR_END_FACT, ""))
    return fields | ({"FISCAL YEAR END": year_end[1] + year_end[2]} if year_end else {})


def apply(items: Sequence[LineItem], tags: Mapping[Place, Tagged]) -> list[LineItem]:
    """The items, the facts that a tag stands around with the period, the unit and the scale it says."""
    if not tags:
        return list(items)
    return [_item(item, tags) for item in items]


def _item(item: LineItem, tags: Mapping[Place, Tagged]) -> LineItem:
    facts = tuple(
        _fact(fact, tag) if fact.origin == "table" and tag is not None else fact
        for fact in item.facts
        for tag in [tags.get((fact.place.line, fact.place.start))]
    )
    return item if facts == item.facts else replace(item, facts=facts)


def _fact(fact: Fact, tag: Tagged) -> Fact:
    period = fact.period
    if tag.period is not None:
        period = period if period == tag.period else tag.period
    unit = _unit(fact, tag)
    number = _number(fact.printed, tag)
    if number is None or not unit:
        return replace(fact, period=period)
    power = tag.scale + 2 if unit == "percent" else tag.scale
    value = number.scaleb(power)
    value = -value if fact.value < 0 else value
    if value == fact.value and unit == fact.unit:
        return replace(fact, period=period)
    return replace(fact, value=_plain(value), unit=unit, scale=10 ** max(0, power), period=period)


def _plain(value: Decimal) -> Decimal:
    """The value without an exponent: 5000, not 5E+3."""
    if not value:
        return Decimal(0)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _unit(fact: Fact, tag: Tagged) -> str:
    """The fact's unit by its tag; "" where the tag does not say one that facts have."""
    if tag.unit == "other":
        return fact.unit if fact.unit in PLAIN else "count"
    if tag.unit != "pure":
        return tag.unit
    if tag.scale == -2 or "%" in fact.printed:
        return "percent"
    if fact.unit in PLAIN and not (fact.unit == "percent" and tag.scale):
        return fact.unit
    return "ratio" if "." in fact.printed else "count"


def _number(printed: str, tag: Tagged) -> Decimal | None:
    """The printed number without sign and scale, by its format."""
    if "zero" in tag.format or "zerodash" in tag.format or tag.nil:
        return Decimal(0)
    match = FIGURE.search(printed)
    if match is None:
        return Decimal(0) if read_number(printed) is not None else None
    digits = match.group().strip(" '\u00a0")
    if "comma-decimal" in tag.format or "commadecimal" in tag.format or tag.format == "numcomma":
        digits = digits.replace(".", "").replace(",", ".")
    digits = re.sub(r"[,'\s\u00a0]", "", digits).rstrip(".")
    if not digits or digits.count(".") > 1:
        return None
    return Decimal(digits)


# --- contexts and units ----------------------------------------------------------------------------


def _resources(page: LexborHTMLParser) -> tuple[dict[str, Period], dict[str, str]]:
    """The periods of contexts and the units, by their identities."""
    periods: dict[str, Period] = {}
    units: dict[str, str] = {}
    for header in page.css(r"ix\:resources") or page.css(r"ix\:header"):
        for node in _elements(header):
            name = _name(node)
            identity = (node.attributes.get("id") or "")[:LONGEST_ID]
            if name == "context":
                period = _period(node)
                if period is not None:
                    periods.setdefault(identity, period)
            elif name == "unit":
                units.setdefault(identity, _measure(node))
            if len(periods) > MOST_CONTEXTS:
                break
    return periods, units


def _elements(node: LexborNode) -> Iterator[LexborNode]:
    """The elements in a node, those in contexts and units left out."""
    stack = [node.child]
    while stack:
        child = stack.pop()
        if child is None:
            continue
        stack.append(child.next)
        if child.tag != "-text":
            yield child
            if _name(child) not in ("context", "unit"):
                stack.append(child.child)


def _name(node: LexborNode) -> str:
    """The name of an element without its prefix."""
    return (node.tag or "").rpartition(":")[2]


def _period(context: LexborNode) -> Period | None:
    days: dict[str, date] = {}
    for node in context.traverse():
        name = _name(node)
        if name in ("instant", "startdate", "enddate"):
            day = _day(node.text(deep=True))
            if day is not None:
                days[name] = day
    if "instant" in days:
        end = days["instant"]
        return Period("instant", None, end, _said(end))
    start, last = days.get("startdate"), days.get("enddate")
    if start is None or last is None or last < start:
        return None
    period = Period("duration", start, last)
    length = LENGTHS.get(period.months or 0)
    return period.named(
        f"{length} Months Ended {_said(last)}" if length else f"{_said(start)} to {_said(last)}"
    )


def _said(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _day(text: str) -> date | None:
    match = DAY.fullmatch(text[:40])
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _measure(unit: LexborNode) -> str:
    """A unit as facts have it, "pure", "other", or "" for a quotient that facts do not have."""
    above: list[str] = []
    below: list[str] = []
    for node in unit.traverse():
        if _name(node) == "measure":
            parent = node.parent
            side = below if parent is not None and _name(parent) == "unitdenominator" else above
            side.append(node.text(deep=True).strip().rpartition(":")[2][:40])
    if len(above) != 1 or len(below) > 1:
        return ""
    name = above[0]
    if below:
        return f"{name}/share" if CURRENCY.fullmatch(name) and below[0].lower() == "shares" else ""
    if name.lower() in ("shares", "pure"):
        return name.lower()
    return name if CURRENCY.fullmatch(name) else "other"
