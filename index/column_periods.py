"""What a table's columns cover: the words of their heads, and of the caption, as periods.

A head may say all ("Three Months Ended Dec. 31, 2001"), or leave a part to the caption: the length
("December 31, 2001" under "For the quarters ended"), the day ("2001" under "Years ended March 31,") or
everything. What neither says is left open.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from grammar.calendar import Context, ending, resolve
from grammar.periods import find_periods
from grammar.values import Period, PeriodPhrase
from index.short_heads import spelled
from index.wording import money_marks

ASIDE = re.compile(
    r"\(\s*(?:un)?audited\b[^)]*\)|\(?\brestated\)?|\([^()]*\b(?:thousands|millions|billions)\b[^()]*\)?",
    re.IGNORECASE,
)
CHANGE = re.compile(
    r"\bchanges?\b|%|\bpercent|\bvariance\b|\bincrease\b|\bdecrease\b|\bdifference\b", re.IGNORECASE
)
BALANCE = re.compile(r"^balances?\b[\s,]*(?:(?:as\s+)?(?:at|of)\s+)?", re.IGNORECASE)
AT_DAY = re.compile(r"(?:as (?:of|at)|at)\b", re.IGNORECASE)
AT = re.compile(r"(?P<name>\S.*?)[\s,(]+(?:as (?:of|at)|at)\s*", re.IGNORECASE)
PERCENT_MARK = re.compile(r"(?<=\d )\(?%\)?(?=\s|$)")  # of a head: "2019 %"
REMEMBERED = 300  # characters of a text that is read once and not again
MOSTLY = 0.7  # of a label's characters, for the label to be a period
_DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}"
WITHIN = re.compile(
    r"\b([A-Z][a-z]{2,8}\.?) (\d{1,2})\s?(?:-|–|—|to|through)\s?(\d{1,2}),? ((?:19|20)\d\d)\b"
)
ACROSS = re.compile(rf"\b({_DAY}),?\s?(?:-|–|—|to|through)\s?({_DAY}), ((?:19|20)\d\d)\b")
_COUNT = r"(?:\d+|one|two|three|four|five|six|seven|ten|twelve)"
LATER = re.compile(
    rf"\bafter (?:fiscal |year |the )?{_COUNT}\b|\bthereafter\b|\bbeyond\b|\bnext\b|\bwithin\b"
    r"|\b(?:less|more|greater) than\b",
    re.IGNORECASE,
)
# How old or how far off: "Less than 12 months", "12 months or greater", "Within 1 year".
AGEING = re.compile(
    rf"\b(?:(?:less|more|greater|longer|fewer) than|within|after|over|up to) {_COUNT}"
    r" (?:months?|years?|days)\b"
    rf"|\b{_COUNT} (?:months?|years?|days) or (?:greater|more|longer|less)\b",
    re.IGNORECASE,
)
REMAINDER = re.compile(
    r"(?:the )?(?:remainder of|remaining(?: [a-z]+ (?:months|quarters))?(?: of| in)?)"
    r" (?:fiscal )?(?:year )?((?:19|20)\d\d)$"
    r"|(?:fiscal )?(?:year )?((?:19|20)\d\d),? \(?(?:excluding|remaining|remainder|rest of)\b",
    re.IGNORECASE,
)
MOST_LEFT = 360  # days of a year that are its remainder
LEAD = re.compile(r"^(?:(?:for|during|in|the|over)\s+)+", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
YEARS = re.compile(r"(?:,?\s*(?:and|&|versus|vs\.?|compared (?:to|with))?\s*(?:19|20)\d\d)+$", re.IGNORECASE)
# A heading over days that says no more than how long: "Quarter ended", "Years ended".
LENGTH = re.compile(r"(?:fiscal )?(?:(?P<quarter>quarters?)|years?) (?:ended|ending)", re.IGNORECASE)
FLOWS = frozenset({"income", "cash_flow"})
SINCE = frozenset({"range", "since_inception"})


@dataclass(frozen=True, slots=True)
class Said:
    """What one text says of a period, as far as it goes. `text`: its own words for it."""

    text: str = ""
    months: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    phrase: PeriodPhrase | None = None  # a numbered quarter or half, or one with a start of its own

    @property
    def end(self) -> date | None:
        """The last day, where all of it is said; 29 February is the 28th in the years that lack it."""
        if self.year is None or self.month is None or self.day is None:
            return None
        last = monthrange(self.year, self.month)[1]
        if self.day > last and self.month != 2:
            return None
        return date(self.year, self.month, min(self.day, last))


def column_periods(
    heads: Sequence[str], caption: Sequence[str], kind: str, context: Context
) -> tuple[Period | None, ...]:
    """The period of each column, None where the filing does not say.

    Balance sheets have instants; income and cash flow statements durations; other tables what they say.
    """
    above = _above(caption)
    heads = spelled(heads)
    plain = [AGEING.sub(" ", head) for head in heads]
    own = [read_said(head) for head in plain]
    dated = any(said.text for said in own)
    years = any(not _moves(said) for said in own)
    found = [
        None
        if LATER.search(bare)
        or (bare != head and not said.text)
        or (CHANGE.search(bare) and (dated if not said.text else years and _moves(said)))
        else _period(said, above, kind, context)
        for said, bare, head in zip(own, plain, heads, strict=True)
    ]
    settled = list(dict.fromkeys(period for period in found if period is not None))
    if len(settled) == 1:
        # "Total adjustments" between columns of one period is of that period too.
        shared = settled[0]
        return tuple(
            period or (shared if _shares(said, bare, shared, bare != head) else None)
            for period, said, bare, head in zip(found, own, plain, heads, strict=True)
        )
    return tuple(found)


def _moves(said: Said) -> bool:
    """Whether a head of a change names no period of its own: none at all, or the years between which it is
    ("% change 2018 to 2019")."""
    return said.year is None or len(YEAR.findall(said.text)) > 1


def _shares(said: Said, head: str, shared: Period, aged: bool) -> bool:
    """Whether a column without a period has that of the others. `aged`: its head says how old or far off."""
    if said.text or ((aged or LATER.search(head)) and shared.start is not None):
        return False
    return not CHANGE.search(head)


def headed_periods(
    heads: Sequence[str], heading: str, kind: str, context: Context
) -> tuple[Period | None, ...]:
    """The periods of the columns in the rows under a heading that is a period, or part of one: "First
    quarter" in a column of 2003, "Six months ended June 30," in one of 2025."""
    said = read_said(heading)
    if said.phrase is None or said.year is not None:
        return column_periods(heads, (heading,), kind, context)
    years = [read_said(head).year for head in heads]
    return tuple(
        _period(read_said(f"{heading} {year}"), (), kind, context) if year is not None else None
        for year in years
    )


def in_year(heading: str, year: int, kind: str, context: Context) -> Period | None:
    """The period that a heading without a year is in one: "Apr. 1 through Apr. 30"."""
    said = read_said(heading)
    if said.year is not None or said.month is None:
        return None
    return _period(read_said(f"{heading.strip(' :,')}, {year}"), (), kind, context)


def dated_end(label: str) -> date | None:
    """The day that a label ends in: "Exercisable at December 31, 2004"."""
    said = read_said(label)
    return said.end if said.months is None and label.rstrip(" :").endswith(said.text) else None


def standing_at(label: str) -> tuple[str, date] | None:
    """What a row says stands at a day, and the day: "Nonvested at January 1, 2004"; None for other rows."""
    day = dated_end(label)
    if day is None:
        return None
    said = read_said(label).text
    match = AT.fullmatch(label.rstrip(" :").removesuffix(said) + (AT_DAY.match(said) or [""])[0])
    return (match["name"].lower(), day) if match else None


def without_period(head: str) -> str:
    """A head's words but for those of its period: "Actual" of "June 30, 2001 Actual"."""
    plain = " ".join(ASIDE.sub(" ", head).split())
    return " ".join(plain.replace(read_said(plain).text, " ", 1).split()).strip(" ,")


def row_period(
    label: str, path: Sequence[str], kind: str, context: Context, caption: Sequence[str] = ()
) -> Period | None:
    """The period that a row's own label is, where no column has one: "First quarter" under "Fiscal 2003",
    "Balance, March 31, 2002", "1999" below "Year ended June 30". None for labels that merely hold a date
    ("Notes due 2005")."""
    name = BALANCE.sub("", label)
    said = read_said(name)
    if len(said.text) < MOSTLY * len(name) or not said.text:
        return None
    above = [read_said(heading) for heading in path[-1:]]
    if said.year is None and above and above[0].year is not None:
        said = read_said(f"{name} {path[-1]}")
    if said.year is None and said.end is None:
        return None
    year = (
        said.month is None and said.phrase is None
    )  # no more than a year: what stands above may say which day
    return _period(said, _above(caption) if year else [], "balance_sheet" if name != label else kind, context)


def is_period(text: str) -> bool:
    """Whether a heading is a period, whole or in part: "Three Months Ended June 30, 2025", "Fiscal 2003"."""
    return _is_period(text) if len(text) <= REMEMBERED else _is_period.__wrapped__(text)


@lru_cache(maxsize=4096)
def _is_period(text: str) -> bool:
    said = read_said(text)
    name = BALANCE.sub("", ASIDE.sub("", text)).strip(" :")
    return bool(said.text) and len(said.text) >= MOSTLY * len(name)


def dated_head(head: str) -> bool:
    """Whether a head names a day, a month or a length, and leaves no more than the year open."""
    said = read_said(head)
    return said.month is not None or said.months is not None or said.phrase is not None


def names_column(label: str) -> bool:
    """Whether a row is a period, so that what it measures is said by its columns; a balance is a row."""
    return (is_period(label) and not BALANCE.match(label)) or REMAINDER.match(label) is not None


def rest_of_year(label: str, after: date | None, context: Context) -> Period | None:
    """What is left of a year: "Remainder of 2025" after a day, "2025 (excluding the six months ended …)"."""
    match = REMAINDER.match(label)
    if match is None:
        return None
    end = context.calendar.year_end(int(match.group(1) or match.group(2)))
    last = read_said(label).end or after
    if last is None or not 0 < (end - last).days < MOST_LEFT:
        return None
    return Period("duration", last + timedelta(days=1), end, label)


def read_said(text: str) -> Said:
    """The parts of a period that a head or a caption line says."""
    return _read_said(text) if len(text) <= REMEMBERED else _read_said.__wrapped__(text)


@lru_cache(maxsize=4096)
def _read_said(text: str) -> Said:
    plain = _ranged(ASIDE.sub(_blanks, text))
    plain = PERCENT_MARK.sub(_blanks, money_marks().sub(_blanks, plain))
    readings = [reading for reading in find_periods(plain) if reading.value.form != "latest"]
    if not readings:
        length = LENGTH.fullmatch(plain.strip(" :,"))
        return Said(length.group(), 3 if length["quarter"] else 12) if length else Said()
    words = " ".join(plain[readings[0].start : readings[-1].end].split())
    phrases = [reading.value for reading in readings]
    whole = next(
        (p for p in phrases if p.number is not None or p.form in SINCE or p.form in ("to_date", "half")), None
    )
    return Said(
        words,
        next(
            (p.months for p in phrases if p.months is not None and p.form != "month" and not _bare_year(p)),
            None,
        ),
        next((year for p in phrases for year in [_year(p)] if year is not None), None),
        next((part for p in phrases for part in [p.end.month if p.end else p.month] if part), None),
        next((part for p in phrases for part in [p.end.day if p.end else p.day] if part), None),
        whole,
    )


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _ranged(text: str) -> str:
    """The text with a range's days written out: "June 1 - 30, 2025", "Jul. 1, through Dec. 31, 2025"."""
    text = WITHIN.sub(r"\1 \2, \4 to \1 \3, \4", text)
    return ACROSS.sub(r"\1, \3 to \2, \3", text)


def _bare_year(phrase: PeriodPhrase) -> bool:
    """A year alone ("2001", "fiscal 2001"), which does not say that the figures cover it."""
    return phrase.form == "year" and phrase.year is not None and phrase.end is None


def _year(phrase: PeriodPhrase) -> int | None:
    return phrase.end.year if phrase.end else phrase.year


def _above(caption: Sequence[str]) -> list[Said]:
    """What the caption says, line by line and, where a line breaks off, line with line."""
    found = [read_said(line) for line in caption]
    return [said for said in found if said.text] or [
        said for said in [read_said(" ".join(caption))] if said.text
    ]


def _period(own: Said, above: Sequence[Said], kind: str, context: Context) -> Period | None:
    if own.phrase is not None:
        whole = _whole(own.phrase, own, kind, context)
        if whole is not None:
            return whole.named(LEAD.sub("", own.text))
    for said in (*_joined(own, above), own):
        period = _dated(said, kind, context)
        if period is not None:
            return period.named(LEAD.sub("", said.text))
    return None


def _joined(own: Said, above: Sequence[Said]) -> Iterator[Said]:
    """The head with what it leaves open filled in from the caption, a line at a time.

    A caption that names several lengths or days fills in nothing that the head does not choose from.
    """
    lengths = {said.months for said in above if said.months is not None}
    for said in above:
        if own.months is not None and said.months not in (None, own.months) and len(lengths) < 2 and own.end:
            continue
        if own.text and own.year is not None and own.month is not None and own.months is not None:
            return
        if own.year is not None and own.month is None and said.end and own.year > said.end.year:
            continue  # "2020" under "as of March 31, 2019": no balance of a day that is yet to come
        yield Said(
            " ".join(part for part in _words(own, said) if part).replace(" , ", ", "),
            own.months if own.months is not None else said.months,
            own.year if own.year is not None else said.year,
            own.month if own.month is not None else said.month,
            own.day if own.month is not None else said.day,
            _phrase(own, said),
        )


def _phrase(own: Said, above: Said) -> PeriodPhrase | None:
    """The head's numbered quarter or half, in the year that stands above it where it says none itself."""
    if own.phrase is None:
        return above.phrase if not own.text else None
    if own.year is None and above.year is not None and own.phrase.number is not None:
        return replace(own.phrase, year=above.year)
    return own.phrase


def _words(own: Said, above: Said) -> tuple[str, str]:
    """The caption's words before the head's, where the head needs them."""
    if not own.text:
        return above.text, ""
    if own.end is not None and (own.months is not None or above.months is None):
        return own.text, ""
    if own.months is not None and own.end is None:
        return own.text, above.text
    # "Years ended June 30, 2003 and 2002" over "2003": the head chooses.
    chosen = YEARS.sub("", above.text) if own.year is not None else above.text
    return chosen, own.text if chosen == above.text or not chosen[-1:].isdigit() else f", {own.text}"


def _whole(phrase: PeriodPhrase, said: Said, kind: str, context: Context) -> Period | None:
    """A phrase that names its period outright: "third quarter 2001", "from May 1, 1990 to June 30, 2001"."""
    end = said.end
    if phrase.form not in SINCE and end is not None and phrase.months is not None:
        return ending(end, phrase.months)
    found = resolve(phrase, context)
    wanted = "instant" if kind == "balance_sheet" else "duration"
    period = next((period for period in found if period.kind == wanted), None)
    if period is None and found and wanted == "instant":
        return Period("instant", None, found[0].end)
    return period


def _dated(said: Said, kind: str, context: Context) -> Period | None:
    """A period from its length and its last day, or from a year of the fiscal calendar."""
    if said.phrase is not None and (said.end is None or said.phrase.form == "range"):
        return _whole(said.phrase, said, kind, context)
    end = said.end or _year_end(said, context)
    if end is None:
        return None
    if kind == "balance_sheet":
        return Period("instant", None, end)
    if said.months is not None:
        return ending(end, said.months)
    if said.month is None:
        return ending(end, 12)
    if kind not in FLOWS:
        return Period("instant", None, end)
    return ending(end, 12) if context.calendar.stated and context.calendar.closes_year(end) else None


def _year_end(said: Said, context: Context) -> date | None:
    """The last day of the fiscal year, where a year is all that is said."""
    if said.year is None or said.day is not None or said.months not in (None, 12):
        return None
    if said.month is not None:
        return None
    return context.calendar.year_end(said.year)
