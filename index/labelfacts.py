"""Numbers inside labels: par values, shares authorized, issued and outstanding, allowances.

"Common stock, $0.01 par value, 20,000 shares authorized; 6,231 and 6,047 shares issued at June 30, 2004
and September 30, 2003, respectively" states five figures. Each becomes a fact of origin "label", with a
line item named by the label's own words, at the place where the number stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from grammar.calendar import Context, resolve
from grammar.numbers import to_decimal
from grammar.periods import find_periods
from grammar.values import Period
from index.figures import without_leaders
from index.model import Fact, LineItem, Place, Row, Source
from index.wording import plain

NUMBER = re.compile(
    r"(?<![\w.,/-])(?P<cur>[$£€]\s?)?(?P<num>\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)(?![\d%]|\s?%|,\d|/|-\d|\.\d|[A-Za-z])"
    r"(?P<scale>\s+(?:thousand|million|billion)\b)?",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")
SCALES = {"thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
PAR = re.compile(r"\b(?:par|stated)\s+value\b|\bpar\b", re.IGNORECASE)
PER_SHARE = re.compile(r"\s*(?:per|a)\s+(?:[a-z]+[\s-]+){0,3}?(?:share|unit|ads)\b", re.IGNORECASE)
VERB = re.compile(
    r"\bauthori[sz]ed\b|\bissued\s+(?:and|or)\s+outstanding\b|\bissued\b|\boutstanding\b|\bdesignated\b|\bin\s+treasury\b",
    re.IGNORECASE,
)
TELLING = re.compile(r"[$£€]|\bshares\b|\bauthori[sz]ed\b|\bissued\b|\boutstanding\b", re.IGNORECASE)
SHARES = re.compile(r"\bshares\b", re.IGNORECASE)
BETWEEN = re.compile(r"\s*(?:shares)?\s*(?:,|and|,\s*and|/)\s*", re.IGNORECASE)
DATED = re.compile(r"\s*(?:shares\s*)?(?:,\s*)?(?:at|in|as\s+of|on)\s*$", re.IGNORECASE)
LEAD = re.compile(r"^(?:net\s+of|less|including|net|of)\s+|\s+(?:of|was|were|totaling|at)$", re.IGNORECASE)
DANGLING = re.compile(r",?\s+(?:no|without|with|of|at|having)$", re.IGNORECASE)
EDGES = " ,;:-–—("
WHOLE = 1_000_000  # a count of shares that is written out in full, not in thousands
LONGEST = 1_500  # characters of a label


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a label: its place in the joined text, and in the source."""

    start: int
    end: int
    printed: str
    value: Decimal
    scale: int  # the word behind it ("million"), 1 where none
    money: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Named:
    """A date in a label: where it stands in the joined text, and the day."""

    start: int
    end: int
    day: date


@dataclass(frozen=True, slots=True)
class Setting:
    """What label facts take from their statement."""

    statement: int
    scale: int  # of amounts
    share_scale: int  # of counts of shares
    currency: str
    periods: tuple[Period | None, ...]
    largest: Decimal  # the largest figure of the table, in printed units
    basis: str
    context: Context


def may_state(label: str) -> bool:
    """Whether a label may state figures of its own; most do not."""
    return (
        len(label) <= LONGEST
        and DIGIT.search(label) is not None
        and TELLING.search(label) is not None
        and NUMBER.search(label) is not None
    )


def label_items(source: Source, row: Row, path: tuple[str, ...], setting: Setting) -> list[LineItem]:
    """The line items that the numbers of one label state (`may_state`)."""
    text, offsets = _joined(source, row)
    dates = _dates(text, setting)
    numbers = _numbers(text, offsets, row.label_places, dates)
    found: dict[str, list[Fact]] = {}
    lines: dict[str, list[int]] = {}
    for name, unit, group in _measured(text, numbers, dates):
        for number, period in zip(group, _periods(text, group, dates, setting), strict=True):
            found.setdefault(name, []).append(_fact(number, unit, period, setting))
            lines.setdefault(name, []).append(number.place.line)
    return [
        LineItem(
            label=name,
            path=path,
            depth=len(path),
            total=False,
            lines=(min(lines[name]), max(lines[name])),
            statement=setting.statement,
            facts=tuple(facts),
            origin="label",
        )
        for name, facts in found.items()
    ]


def has_whole_shares(labels: Sequence[str]) -> bool:
    """Whether any label writes a count of shares out in full."""
    return any(
        to_decimal(match["num"]) >= WHOLE
        for label in labels
        if "shares" in label.lower() and SHARES.search(label) and len(label) <= LONGEST
        for match in NUMBER.finditer(label)
    )


def _joined(source: Source, row: Row) -> tuple[str, list[int]]:
    """The label as it stands in its lines, one blank between them, and where each line begins."""
    pieces: list[str] = []
    offsets: list[int] = []
    length = 0
    for place in row.label_places:
        piece = without_leaders(source.line(place.line))[place.start : place.end]
        offsets.append(length)
        pieces.append(piece)
        length += len(piece) + 1
    return " ".join(pieces), offsets


def _dates(text: str, setting: Setting) -> list[Named]:
    """The dates of a label; a year alone is the statement's own date in that year."""
    found: list[Named] = []
    for reading in find_periods(text):
        phrase = reading.value
        if phrase.form not in ("date", "months", "quarter", "year", "month"):
            continue
        days = [period.end for period in resolve(phrase, setting.context)][:1]
        if phrase.form == "year" and phrase.end is None:
            own = [
                period.end
                for period in setting.periods
                if period is not None and period.end.year == phrase.year
            ]
            days = own[:1] or days
        found += [Named(reading.start, reading.end, day) for day in days]
    return found


def _numbers(
    text: str, offsets: Sequence[int], places: Sequence[Place], dates: Sequence[Named]
) -> list[Number]:
    found: list[Number] = []
    for match in NUMBER.finditer(text):
        if any(day.start <= match.start() < day.end for day in dates):
            continue
        line = max(place for place, offset in enumerate(offsets) if offset <= match.start())
        shift = places[line].start - offsets[line]
        start, end = match.start(), match.end("num")
        scale = SCALES[match["scale"].strip().lower()] if match["scale"] else 1
        place = Place(places[line].line, start + shift, end + shift)
        value = to_decimal(match["num"])
        found.append(Number(start, match.end(), text[start:end], value, scale, bool(match["cur"]), place))
    return found


def _measured(
    text: str, numbers: Sequence[Number], dates: Sequence[Named]
) -> Iterator[tuple[str, str, list[Number]]]:
    """Each group of numbers that are one measure at several dates, with its name and unit."""
    if not numbers:
        return
    base = _base(text, numbers)
    counts = [number for number in numbers if not number.money]
    verbs = list(VERB.finditer(text))
    before = bool(verbs and counts and verbs[0].start() < counts[0].start)
    for group in _groups(text, numbers, dates):
        first, last = group[0], group[-1]
        if first.money:
            if PAR.search(text[last.end : last.end + 14]) or PAR.search(
                text[max(0, first.start - 18) : first.start]
            ):
                yield f"{base}, par value", "per_share", group
            else:
                name = _amount_name(text, first.start)
                if name and PER_SHARE.match(text, last.end):
                    yield f"{name} per share", "per_share", group
                elif name:
                    yield name, "money", group
            continue
        verb = _verb(text, first, last, verbs, before, numbers)
        if verb:
            yield f"{base}, {verb}", "shares", group


def _base(text: str, numbers: Sequence[Number]) -> str:
    """What the shares are: the words before the first number, verb or par value."""
    ends = [
        match.start() for match in (VERB.search(text), PAR.search(text), re.search(r"[;:]", text)) if match
    ]
    ends += [number.start for number in numbers[:1]]
    return DANGLING.sub("", " ".join(text[: min(ends)].split()).strip(EDGES)) or "Shares"


def _amount_name(text: str, end: int) -> str:
    """The name of an amount in a label: "Trade receivables, allowance"."""
    words = " ".join(text[:end].split()).strip(EDGES)
    inner = words.rpartition("(")
    if inner[1] and ")" not in inner[2]:  # "Securities, at fair value (amortized cost of"
        words = f"{inner[0].split(',')[0].strip()}, {inner[2]}"
    head, comma, tail = words.rpartition(",")
    tail = LEAD.sub("", LEAD.sub("", tail.strip()))
    if not comma:
        return tail
    return f"{head.split(',')[0]}, {tail.strip(EDGES)}" if tail.strip(EDGES) else ""


def _groups(text: str, numbers: Sequence[Number], dates: Sequence[Named]) -> Iterator[list[Number]]:
    group: list[Number] = []
    for number in numbers:
        if group and (number.money != group[-1].money or not _joins(text, group[-1], number, dates)):
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def _joins(text: str, one: Number, other: Number, dates: Sequence[Named]) -> bool:
    """Whether two numbers are one measure: "1,200 and 1,100", "1,200 at June 30, 2005 and 1,100"."""
    inner = text[one.end : other.start]
    for day in dates:
        if one.end <= day.start and day.end <= other.start:
            inner = DATED.sub(" ", inner[: day.start - one.end]) + inner[day.end - one.end :]
            break
    return bool(BETWEEN.fullmatch(inner))


def _verb(
    text: str,
    first: Number,
    last: Number,
    verbs: Sequence[re.Match[str]],
    before: bool,
    numbers: Sequence[Number],
) -> str:
    """What a count of shares is: authorized, issued, outstanding; "" where it is no count of shares."""
    if before:
        near = [verb for verb in verbs if verb.end() <= first.start]
        chosen = near[-1] if near else None
    else:
        limit = next((n.start for n in numbers if n.start >= last.end and not n.money), len(text))
        near = [verb for verb in verbs if last.end <= verb.start() < limit]
        chosen = near[0] if near else None
    if chosen is None:
        return ""
    gap = text[chosen.end() : first.start] if before else text[last.end : chosen.start()]
    told = SHARES.search(text[last.end : last.end + 40]) or len(gap.strip(EDGES)) == 0
    return " ".join(chosen.group().lower().split()) if told else ""


def _periods(
    text: str, group: Sequence[Number], dates: Sequence[Named], setting: Setting
) -> list[Period | None]:
    """The date of each number of a group: its own, by "respectively", or the columns' in order."""
    own = [_date_of(text, number, dates) for number in group]
    if all(day is not None for day in own):
        return [_period(day, setting) for day in own if day is not None]
    following = [day for day in dates if day.start >= group[-1].end]
    if len(group) > 1 and len(following) >= len(group):
        return [_period(day.day, setting) for day in following[: len(group)]]
    distinct = list(dict.fromkeys(setting.periods))
    if len(group) > 1 and len(group) == len(distinct):
        return distinct
    period = distinct[0] if len(distinct) == 1 else None
    return [period] * len(group)


def _date_of(text: str, number: Number, dates: Sequence[Named]) -> date | None:
    """The date that stands straight behind a number: "9,140,000 at May 31, 2012"."""
    for day in dates:
        if day.start >= number.end:
            between = text[number.end : day.start]
            named = plain(text[day.start : day.end])
            joined = plain(between).removeprefix("shares").strip(" ,")
            return (
                day.day
                if joined in ("at", "in", "as of", "on") or (not joined and named[:2] in ("at", "as"))
                else None
            )
    return None


def _period(day: date, setting: Setting) -> Period:
    """The statement's own period that ends on a day, else that day."""
    return next(
        (p for p in setting.periods if p is not None and p.end == day and p.kind == "instant"),
        Period("instant", None, day),
    )


def _fact(number: Number, unit: str, period: Period | None, setting: Setting) -> Fact:
    scale = number.scale
    if unit == "money" and scale == 1 and number.value <= setting.largest:
        scale = setting.scale
    elif unit == "shares" and scale == 1:
        scale = setting.share_scale
    names = {"money": setting.currency, "per_share": f"{setting.currency}/share", "shares": "shares"}
    column = setting.periods.index(period) if period in setting.periods and period is not None else None
    return Fact(
        value=number.value * scale,
        unit=names[unit],
        scale=scale,
        printed=number.printed,
        period=period,
        place=number.place,
        origin="label",
        basis=setting.basis,
        column=column,
    )
