"""What a filing says of itself: company, ticker, dateline, officers, contacts, addresses.

Every entry is read off the text by a rule and keeps the exact place of its value; nothing is known
beforehand of any company. Words stand in `data/profile.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from operator import itemgetter

from grammar.words import stems
from index.business import read_business
from index.contacts import read_contacts
from index.entries import HEAD, entry_of
from index.lookup import Lookup, folded
from index.model import Place, ProfileEntry, Sentence, Source
from index.names import DATE, EMAIL, MONTH, PHONE, WEBSITE, lexicon, shortest
from index.officers import may_tell, read_officers
from index.signatures import read_signatures

# What a text with a dateline opens with: a town and a month in letters, up to the day.
OPENING = re.compile(r"[A-Z][A-Za-z.'’,()/–—\s-]*+(?<=\s)(?=\d)")
LONGEST_OPENING = 200  # characters up to the day
LONGEST_MONTH = 9  # characters
BELOW = 3  # sentences after a signature that may say the office
DATE_OF_REPORT = "date of report"
FISCAL_WORDS = (("fiscal", "quarter"), ("end",))


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern whose named group `value` is an entry of `key`; group `role`, if any, its role.

    examples: texts it must read, each with the value. needs: groups of words in lower case; every match
    holds one of each group, so that the pattern is tried on few texts (see `index.lookup`).
    """

    key: str
    pattern: str
    examples: tuple[tuple[str, str], ...]
    flags: int = 0
    needs: tuple[tuple[str, ...], ...] = ()


RULES = (
    Rule(
        "ticker",
        r"\b(?:NASDAQ|NYSE|AMEX|OTC ?BB|OTC|TSX|LSE|New York Stock Exchange"
        r"|American Stock Exchange)[^:()\[\]\n]{0,30}:\s*"
        r"[\"“]?(?P<value>[A-Z]{1,5}(?:\.[A-Z]{1,3})?)\b",
        (("Acme Corp. (Nasdaq: ACMX), a maker", "ACMX"), ("[NASDAQ National Market: ABC]", "ABC")),
        re.IGNORECASE,
        needs=(("nasdaq", "nyse", "amex", "otc", "tsx", "lse", "stock exchange"), (":",)),
    ),
    Rule(
        "ticker",
        r"\b(?i:symbols?)\s*[\"“']?(?P<value>[A-Z]{1,5}(?:\.[A-Z]{1,3})?)\b",
        (('traded under the symbol "XYZ."', "XYZ"),),
        needs=(("symbol",),),
    ),
    Rule(
        "headquarters",
        r"(?i:\b(?:is headquartered in|headquarters (?:is|are)(?: located)? (?:in|at)|headquarters in"
        r"|^based in|is based in))\s+"
        r"(?P<value>[A-Z][\w.' -]{1,40}(?:,\s(?!with|and)[A-Z][\w.]{1,20}(?:\s[A-Z][a-z]+)?)?)",
        (
            ("Acme is headquartered in St. Paul, Minn.", "St. Paul, Minn."),
            ("Based in Reno, Nevada, Acme makes", "Reno, Nevada"),
        ),
        needs=(("headquarter", "based in"),),
    ),
    Rule(
        "facilities",
        r"(?i:\b(?:operates|has|maintains|with)\s(?:[a-z]+\s){0,3}(?:facilities|offices|plants|locations"
        r"|operations)\s(?:located\s)?in)\s+"
        r"(?P<value>[A-Z][\w'’-]*\.?(?:,?\s(?:and\s|or\s)?[A-Z][\w'’-]*(?:\.(?=[\s,]))?){0,20})",
        (
            (
                "a maker of oars with plants in Reno, Nev., Bonn and Turin, Italy.",
                "Reno, Nev., Bonn and Turin, Italy",
            ),
        ),
        needs=(
            ("facilities", "offices", "plants", "locations", "operations"),
            ("operates", "has", "maintains", "with"),
        ),
    ),
    Rule(
        "founded",
        r"(?i:\b(?:founded|established|incorporated|formed|organized|started|begun)\s(?:[a-z]+\s){0,3}in)\s+"
        r"(?P<value>(?:[A-Z][a-z]+\s)?(?:18|19|20)\d\d)\b",
        (("Founded in 1987, Acme", "1987"), ("was incorporated in June 1990", "June 1990")),
        needs=(
            ("founded", "established", "incorporated", "formed", "organized", "started", "begun"),
            ("18", "19", "20"),
        ),
    ),
    Rule(
        "auditor",
        r"(?i:\b(?:audited by|reports? of|independent (?:public )?(?:accountants|auditors)(?:,| are"
        r"| were| is))\s)"
        r"(?P<value>[A-Z][\w&.,' -]{2,60}?\b(?:LLP|L\.L\.P\.|PC|P\.C\.|Co\.))",
        (("have been audited by Dale & Young LLP, independent", "Dale & Young LLP"),),
        needs=(
            ("audited by", "report", "accountants", "auditors"),
            ("llp", "l.l.p.", "pc", "p.c.", "co."),
        ),
    ),
    Rule(
        "website",
        rf"(?P<value>{WEBSITE})",
        (("see www.acme.com.", "www.acme.com"),),
        re.IGNORECASE,
        needs=(("http", "www."),),
    ),
    Rule("email", rf"(?P<value>{EMAIL})", (("ir@acme.com", "ir@acme.com"),), needs=(("@",),)),
)


@cache
def _compiled(place: int) -> re.Pattern[str]:
    """The pattern of a rule, compiled when a text first calls for it."""
    return re.compile(RULES[place].pattern, RULES[place].flags)


def read_profile(source: Source, sentences: Sequence[Sentence]) -> tuple[ProfileEntry, ...]:
    """All entries, best first within a key where several say the same thing; exact places."""
    texts, lines = Lookup([sentence.text for sentence in sentences]), Lookup(source.lines)
    found = _told(sentences, texts)
    found += read_contacts(source, lines)
    found += read_signatures(source, lines)
    found += _cover(source)
    found += _header(source)
    found += read_business(sentences, texts, found)
    names = [frozenset(stems(entry.value)) for entry in found if entry.key == "company"]
    unique: dict[tuple[str, str, str], ProfileEntry] = {}
    for entry in found:
        if entry.key == "officer" and _is_nobody(entry.value, names):
            continue
        unique.setdefault((entry.key, entry.value.lower(), entry.role), entry)
    return tuple(unique.values())


def _told(sentences: Sequence[Sentence], texts: Lookup) -> list[ProfileEntry]:
    """What the sentences tell, in their order. Each reader has the sentences that may hold what it reads;
    of one sentence the entries are in the order of the readers."""
    told: list[tuple[int, ProfileEntry]] = []

    def read(places: Iterable[int], reader: Callable[[Sentence], Iterable[ProfileEntry]]) -> None:
        told.extend((place, entry) for place in places for entry in reader(sentences[place]))

    read([n for n, one in enumerate(sentences) if _opens(one.text)], _dateline)
    read(texts.holding([[DATE_OF_REPORT]]), _report_date)
    for number, rule in enumerate(RULES):
        read(texts.holding(rule.needs), partial(_by_rule, number))
    read(texts.holding(_exchange_words()), _exchange)
    for place in may_tell(sentences, texts):
        after = sentences[place + 1 : place + 1 + BELOW]
        read([place], partial(read_officers, after=after))
    read(texts.holding(FISCAL_WORDS), _fiscal)
    told.sort(key=itemgetter(0))
    return [entry for _, entry in told]


def _is_nobody(name: str, companies: Sequence[frozenset[str]]) -> bool:
    """Whether what reads as a name of a person is the filer's, or holds a word of papers and bodies."""
    words = {word.strip(".,").lower() for word in name.split()}
    own = frozenset(stems(name))
    return any(own <= company for company in companies) or not words.isdisjoint(
        lexicon()["names"]["institutions"]
    )


def _by_rule(number: int, sentence: Sentence) -> Iterator[ProfileEntry]:
    rule = RULES[number]
    for match in _compiled(number).finditer(sentence.text[: HEAD * 4]):
        if rule.key == "ticker" and not match.group("value").isupper():
            continue
        yield entry_of(rule.key, sentence, *match.span("value"))


@cache
def _date() -> re.Pattern[str]:
    return re.compile(DATE, re.IGNORECASE)


@cache
def _after_dateline() -> re.Pattern[str]:
    # The company: what stands between the dateline and its ticker, its verb or its description.
    return re.compile(
        r"[\s/\-–—]*(?:\(?(?:PR ?Newswire|BUSINESS WIRE|PRIMEZONE|MARKET WIRE)[\w.-]*\)?)?[\s/)\-–—]*"
        r"(?P<company>[A-Z][\w&.,' -]{1,70}?)(?=,?\s*[(\[]|,\s(?:a|an|the|one|which)\s|\s(?:today"
        r"|announced|reported|said|has)\b)",
        re.IGNORECASE,
    )


@cache
def _month() -> re.Pattern[str]:
    """The name of a month in a folded text: to look past case takes three times as long."""
    return re.compile(MONTH.lower())


def _ends_in_month(text: str) -> bool:
    last = folded(text.rstrip()[-LONGEST_MONTH:])
    return any(month.end() == len(last) for month in _month().finditer(last))


def _opens(text: str) -> re.Match[str] | None:
    """What a text opens with up to its first digit, if a dateline can."""
    return OPENING.match(text, 0, LONGEST_OPENING)


def dateline(text: str) -> tuple[re.Match[str], re.Match[str]] | None:
    """The town and the date that a text opens with as a dateline does, or None."""
    opening = _opens(text)
    if opening is None or not _ends_in_month(opening.group()):
        return None
    date = _date().search(text, 0, LONGEST_OPENING)
    if date is None:
        return None
    head = text[: date.start()]
    town = re.match(r"[A-Z][A-Za-z.'’]*(?:[ -][A-Z][A-Za-z.'’]*){0,3}", head)
    rest = head[town.end() :] if town else ""
    dashed = re.match(r"\s*(?:[-–—/(]|\.{2})", text[date.end() : date.end() + 40])
    if town is None or not dashed or not re.fullmatch(_place_rest(), rest):
        return None
    return town, date


def _dateline(sentence: Sentence) -> Iterator[ProfileEntry]:
    """City, date and company from "RENO, Nev.--(WIRE)--May 4, 2003--Acme Inc. (Nasdaq: ACME), a …"."""
    found = dateline(sentence.text)
    if found is None:
        return
    town, date = found
    rest = sentence.text[town.end() : date.start()]
    yield entry_of("city", sentence, town.start(), town.end())
    state = re.match(r",\s*([A-Z][A-Za-z.]*(?:\s[A-Z][A-Za-z.]*)?)", rest)
    if state:
        yield entry_of("region", sentence, town.end() + state.start(1), town.end() + state.end(1))
    if date.group()[-4:].isdigit():
        yield entry_of("released", sentence, *date.span())
    company = _after_dateline().match(sentence.text, date.end(), date.end() + 160)
    if company:
        start, end = company.span("company")
        yield entry_of(
            "company", sentence, start, end - len(company["company"]) + len(company["company"].rstrip(", "))
        )


@cache
def _place_rest() -> re.Pattern[str]:
    """What may stand between the town and the date: a state, a wire service, dashes."""
    return re.compile(
        r"(?:,\s*[A-Z][A-Za-z.]*(?:\s[A-Z][A-Za-z.]*)?)?[\s,]*"
        r"(?:[-–—/ ]*\(?[A-Za-z .-]{0,40}\)?[-–—/]+)?[\s,\-–—/]*"
    )


@cache
def _exchanges() -> re.Pattern[str]:
    names = sorted(lexicon()["exchanges"]["names"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in names)})\b", re.IGNORECASE)


@cache
def _exchange_words() -> tuple[tuple[str, ...], ...]:
    # Of "new york stock exchange" and its like the last two words.
    return (shortest(" ".join(name.split()[-2:]) for name in shortest(lexicon()["exchanges"]["names"])),)


def _report_date(sentence: Sentence) -> Iterator[ProfileEntry]:
    """The date of a cover page: "Date of Report (…): May 4, 2003"."""
    opens = folded(sentence.text[:HEAD]).startswith(DATE_OF_REPORT)
    date = _date().search(sentence.text, len(DATE_OF_REPORT), HEAD) if opens else None
    if date:
        yield entry_of("released", sentence, *date.span(), role="cover")


def _exchange(sentence: Sentence) -> Iterator[ProfileEntry]:
    """An exchange where the sentence says that the shares trade there, or gives the ticker with it."""
    for match in _exchanges().finditer(sentence.text[: HEAD * 4]):
        around = sentence.text[max(0, match.start() - 60) : match.start()].lower()
        after = sentence.text[match.end() : match.end() + 40]
        if re.search(r"\b(?:traded|trades|listed|quoted|trading|listing)\b", around):
            yield entry_of("exchange", sentence, *match.span(), role="traded")
        elif re.match(r"[^:()\[\]]{0,20}:\s*[A-Z]{1,5}\b", after, re.IGNORECASE):
            yield entry_of("exchange", sentence, *match.span())


def _fiscal(sentence: Sentence) -> Iterator[ProfileEntry]:
    """What the filing says of its fiscal calendar: "second quarter of fiscal 2009 ended Dec. 28, 2008"."""
    for match in _fiscal_pattern().finditer(sentence.text[: HEAD * 2]):
        yield entry_of("fiscal", sentence, *match.span())


@cache
def _fiscal_pattern() -> re.Pattern[str]:
    said = (
        r"(?:first|second|third|fourth|1st|2nd|3rd|4th)\s(?:fiscal\s)?quarter(?:\sof)?(?:\sits)?"
        r"(?:\sfiscal)?(?:\syear)?(?:\s\d{4})?"
    )
    year = r"fiscal(?:\syear)?(?:\s\d{4})?"
    return re.compile(
        rf"\b(?:{said}|{year})(?:,?\swhich)?,?\s(?:ended|ending|ends)(?:\son)?\s{DATE}", re.IGNORECASE
    )


def _header(source: Source) -> Iterator[ProfileEntry]:
    """The labelled lines of an EDGAR header."""
    labels = lexicon()["header"]
    for number, line in enumerate(source.lines[:200], start=1):
        label, colon, value = line.partition(":")
        key = labels.get(label.strip())
        if key and colon and value.strip():
            start = len(line) - len(value) + len(value) - len(value.lstrip())
            yield ProfileEntry(key, value.strip(), Place(number, start, start + len(value.strip())), "header")


def _cover(source: Source) -> Iterator[ProfileEntry]:
    """Values of a cover page, which stand above their captions in parentheses."""
    captions = lexicon()["cover"]
    for number, line in enumerate(source.lines[:400], start=1):
        if "(" not in line or len(line) > 200:
            continue
        lower = line.lower()
        key = next((captions[caption] for caption in captions if caption in lower), None)
        if key is None or key in {"state", "file_number", "irs"}:
            continue
        above = next(
            (n for n in range(number - 1, max(0, number - 4), -1) if source.line(n).strip(" -=_")), None
        )
        if above:
            text = source.line(above)
            start = len(text) - len(text.lstrip())
            if len(text.strip()) < 120 and "  " not in text.strip():
                key = "phone" if re.fullmatch(PHONE, text.strip()) else key
                yield ProfileEntry(key, text.strip(), Place(above, start, len(text.rstrip())), "cover")
