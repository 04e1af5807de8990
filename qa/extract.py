"""The shortest words of a sentence that answer a question of a kind: a person, a date, a count, a reason.

Every extractor takes a `Scene` (the sentence, which of its words the question shares) and gives
candidates, each a span of the sentence's text with a score from 0 to 1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from grammar.amounts import find_amounts
from grammar.datafiles import load_data
from grammar.words import Word
from index.names import DATE, MONTH, people
from qa.asking import AUXILIARIES, CHANGES, Asked, Kind

LONGEST = 160  # characters of an answer


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of the sentence's text, how well it fits, and the unit of what it says."""

    start: int
    end: int
    score: float
    unit: str = "text"
    value: str = ""  # of a figure: its decimal


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence seen from a question: `weights[i]` is what word i matches of it, 0 where nothing."""

    text: str
    words: tuple[Word, ...]
    keys: tuple[tuple[str, ...], ...]
    weights: tuple[float, ...]
    asked: Asked
    own: frozenset[str]
    times: tuple[int, ...] = ()  # where it says the time asked for
    facts: tuple[tuple[int, float], ...] = ()  # where a figure stands, and how far its fact is what is asked

    def near(self, start: int, end: int) -> float:
        """How near the span is to the words the question shares, heavier ones counting more: 0 to 1."""
        total = sum(self.weights)
        if not total:
            return 0.0
        found = 0.0
        for word, weight in zip(self.words, self.weights, strict=True):
            if weight:
                gap = max(word.start - end, start - word.end, 0)
                found += weight / (1 + gap / 25)
        return found / total

    def asked_for(self, start: int, end: int) -> bool:
        """Whether all words of the span stand in the question already."""
        inside = [word for word in self.words if start <= word.start and word.end <= end]
        return all(word.stem in self.asked.stems or word.stem in self.own for word in inside)


UNITS_OF_TIME = r"(?:second|minute|hour|day|week|month|quarter|year|decade)s?"
NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|a|several)"
BREAKS = frozenset(
    "a an the its his her their our your my this that these those and or but nor of in on at for to from by with into "
    "onto over under about as than then if when while where which who whom whose what because since during between "
    "through is are was were be been being has have had do does did will would can could should may might must it they "
    "he she we you i there here not also only both each any all some such said says today currently more other own per "
    "approximately via within without including".split()
)
CLAUSE = re.compile(
    r"[,;:](?=\s)|[.!?](?=\s|$)|\s(?:which|that|who|whose|where|while|when|as well as|because|due to|as a result|in order|so that"
    r"|with unique|said|says|after|before|until|although|but)\s|\s--?\s|[\"”]"
)


@cache
def _compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(pattern, flags)


def extract(scene: Scene) -> list[Candidate]:
    """Candidates for what the question asks, best first."""
    found = [
        candidate for candidate in EXTRACTORS[scene.asked.kind](scene) if candidate.start < candidate.end
    ]
    return sorted(found, key=lambda c: (-c.score, c.start, c.end))


# --- dates and times


def _dates(scene: Scene) -> Iterator[Candidate]:
    wanted = {
        "until": r"\b(?:through|until|till|to|by)\s$",
        "since": r"\b(?:since|from|starting|beginning|in)\s$",
    }
    lead = wanted.get(scene.asked.kind)
    for start, end in _date_spans(scene.text):
        if scene.asked_for(start, end):
            continue
        before = scene.text[max(0, start - 12) : start].lower()
        score = 0.5 + 0.5 * scene.near(start, end)
        if lead:
            score = score if re.search(lead, before) else 0.2 * score
        elif re.search(
            r"\b(?:on|in|effective|of|by|at|since|dated|until|through|before|after|about)\s$", before
        ):
            score += 0.05
        yield Candidate(start, end, min(score, 1.0), "date")


def _date_spans(text: str) -> list[tuple[int, int]]:
    pattern = _compiled(
        rf"{DATE}|{MONTH}\s+(?:of\s+)?(?:19|20)\d\d\b|\b(?:spring|summer|fall|autumn|winter)\s(?:of\s)?(?:19|20)\d\d\b"
        rf"|\b(?:(?:first|second|third|fourth)\s(?:calendar\s|fiscal\s)?(?:quarter|half)\sof\s(?:fiscal\s|calendar\s)?(?:year\s)?(?:19|20)\d\d)"
        r"|\b(?:the\s)?(?:early|late|mid-?|middle of|end of|beginning of|start of)\s?(?:(?:last|this|next|the)\s)?(?:year|(?:19|20)\d\d|month|quarter)\b"
        r"|\b(?:next|last|this)\s(?:year|month|quarter|week|spring|summer|fall|winter)\b|\byear-?end\b|\btoday\b|\b(?:19|20)\d\d\b",
        re.IGNORECASE,
    )
    spans = []
    for match in pattern.finditer(text):
        after = text[match.end() : match.end() + 12].lower()
        if match.group().isdigit() and re.match(r"\s(?:act|form|notes)|\.\d|%", after):
            continue
        spans.append(match.span())
    return spans


def _times(scene: Scene) -> Iterator[Candidate]:
    pattern = _compiled(
        r"\b\d{1,2}(?::\d\d)?\s?(?:a\.?m\.?|p\.?m\.?)(?:,?\s(?:EDT|EST|ET|CDT|CST|CT|PDT|PST|PT|MST|MDT|GMT|eastern(?:\stime)?|pacific(?:\stime)?|central(?:\stime)?))?",
        re.IGNORECASE,
    )
    for match in pattern.finditer(scene.text):
        yield Candidate(match.start(), match.end(), 0.5 + 0.5 * scene.near(*match.span()))


def _durations(scene: Scene) -> Iterator[Candidate]:
    pattern = _compiled(
        rf"\b{NUMBER}(?:-|\sto\s{NUMBER}\s|\s(?:consecutive\s|full\s|business\s)?){UNITS_OF_TIME}\b",
        re.IGNORECASE,
    )
    asked = scene.asked.text.lower()
    unit = re.search(rf"how many ({UNITS_OF_TIME[:-2]})", asked)
    for match in pattern.finditer(scene.text):
        if scene.asked_for(*match.span()) or re.match(
            r"\s?(?:period|ended|months? ended)", scene.text[match.end() : match.end() + 8]
        ):
            continue
        score = 0.4 + 0.6 * scene.near(match.start(), match.end() + 25)
        if unit and unit.group(1) not in match.group().lower():
            score *= 0.3
        yield Candidate(match.start(), match.end(), score)


# --- counts


def _counts(scene: Scene) -> Iterator[Candidate]:
    """Numbers whose noun is what the question counts: "122 discount department stores in Canada"."""
    if not scene.asked.focus:
        return
    words = scene.words
    numbers = [p for p, word in enumerate(words) if _is_count(scene.text, word)]
    for order, position in enumerate(numbers):
        stop = numbers[order + 1] if order + 1 < len(numbers) else len(words)
        window = _noun_window(scene, position, stop)
        head = scene.asked.focus[-1]
        hits = [place for place in window if head & set(scene.keys[place])]
        if not hits:
            continue
        shared = sum(scene.weights[place] for place in range(position, stop))
        score = 0.55 + 0.45 * shared / (sum(scene.weights) or 1)
        word = words[position]
        nearness = min(1.0, score - 0.02 * (hits[0] - position))
        yield Candidate(word.start, word.end, nearness, "count", _digits(word))


COUNTS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()


def _digits(word: Word) -> str:
    plain = word.lower.replace(",", "")
    return str(COUNTS.index(plain) + 1) if plain in COUNTS else plain


def _is_count(text: str, word: Word) -> bool:
    """A number that can count things: no money, percent, year, part of a name or a date."""
    if not re.fullmatch(
        rf"\d[\d,]*|{'|'.join(COUNTS)}",
        word.lower,
    ):
        return False
    before, after = text[max(0, word.start - 10) : word.start], text[word.end : word.end + 12]
    if before[-1:] in {"$", ".", "-", "/", "#", "("} or re.match(
        r"[-/%.)]?\S?(?<![\s,])[%\w]|-\w*-|\s?(?:%|percent|million|billion|thousand)", after
    ):
        return False
    if re.fullmatch(r"(?:19|20)\d\d", word.text) and not re.match(r"\s[a-z]", after):
        return False
    return not re.search(rf"{MONTH}\s$|(?:No\.|Item|Rule|Form|Section|Page|Note|Exhibit)\s$", before)


def _noun_window(scene: Scene, position: int, stop: int) -> list[int]:
    """The words after a number up to the end of what it counts."""
    window = []
    for place in range(position + 1, min(stop, position + 9)):
        between = scene.text[scene.words[place - 1].end : scene.words[place].start]
        if re.search(r"[.;:]|, ?$", between) or scene.words[place].lower in AUXILIARIES:
            break
        window.append(place)
        if (
            scene.words[place].lower
            in {"in", "to", "from", "for", "with", "that", "at", "on", "by", "during"}
            and len(window) > 1
        ):
            break
    return window


# --- places and names


def _runs(scene: Scene) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words: names of persons, firms, places and products."""
    pattern = _compiled(
        r"(?<![\w.])(?:[A-Z][\w’'-]*\.?(?:[&/][A-Z]\w*)?)(?:\s(?:(?:of|de|and)\s(?=[A-Z]))?(?:&\s)?[A-Z][\w’'-]*(?:\.(?=\s[A-Z]|,))?)*"
    )
    for match in pattern.finditer(scene.text):
        start, end = match.span()
        words = [word for word in scene.words if start <= word.start and word.end <= end]
        while words and (words[0].lower in BREAKS or words[0].lower in {"mr", "ms", "mrs", "dr"}):
            words = words[1:]
        if words:
            ends_dot = scene.text[words[-1].end : words[-1].end + 1] == "." and end > words[-1].end
            yield words[0].start, words[-1].end + ends_dot


def _is_own(scene: Scene, start: int, end: int) -> bool:
    inside = [word for word in scene.words if start <= word.start and word.end <= end]
    return any(word.stem in scene.own for word in inside)


@cache
def _geography() -> frozenset[str]:
    return frozenset(name.lower().strip(".") for name in load_data("qa", "asking")["places"]["names"])


def _places(scene: Scene) -> Iterator[Candidate]:
    pattern = _compiled(
        r"[A-Z][\w’'-]*\.?(?:\s[A-Z][\w’'-]*\.?)*(?:,\s[A-Z][\w’'.-]*(?:\s[A-Z][\w’'-]*)?(?=[\s,.]|$))*"
    )
    away = re.search(r"\bfrom\b", scene.asked.text.lower()) is not None
    for match in pattern.finditer(scene.text):
        start, end = match.start(), match.start() + len(match.group().rstrip(".,"))
        if (
            scene.text[end : end + 1] == "."
            and scene.text[start:end].split()[-1].lower() in _geography()
            and len(scene.text) > end + 1
        ):
            end += 1
        parts = [part.strip(" .").lower() for part in re.split(r",\s", scene.text[start:end])]
        known = any(part in _geography() for part in parts)
        before = scene.text[max(0, start - 24) : start].lower()
        lead = re.search(
            r"\b(in|at|to|near|from|of|based in|for)\s(?:the\s|its\s|our\s|a\s|new\s)*(?:city of\s)?$", before
        )
        if (
            re.match(MONTH, scene.text[start:end])
            or scene.asked_for(start, end)
            or (_is_own(scene, start, end) and not known)
        ):
            continue
        if not known and not (
            lead
            and lead.group(1) in {"in", "at", "to", "near", "from"}
            and re.search(
                r"facility|plant|office|site|building|headquarters", scene.text[end : end + 30].lower()
            )
        ):
            continue
        score = 0.35 + 0.4 * scene.near(start, end)
        if lead and lead.group(1) in {"in", "at", "to", "near", "based in"}:
            score += 0.2
        if lead and lead.group(1) == "from":
            score += 0.25 if away else -0.15
        yield Candidate(start, end, score)


def _who(scene: Scene) -> Iterator[Candidate]:
    """A person first; a firm where the sentence names no person that the question has not."""
    names = list(people(scene.text))
    for start, end in names:
        if not scene.asked_for(start, end) and not _is_own(scene, start, end):
            yield Candidate(start, end, 0.5 + 0.5 * scene.near(start, end))
    for start, end in _runs(scene):
        text = scene.text[start:end]
        if any(first <= start and end <= last for first, last in names) or re.match(rf"{MONTH}\b", text):
            continue
        if scene.asked_for(start, end) or _is_own(scene, start, end) or _is_plain(scene, start, end):
            continue
        if text.strip(".").lower() in _geography():
            continue
        lead = re.search(
            r"\b(?:with|by|to|from|of|is|named|called|for)\s(?:the\s)?$",
            scene.text[max(0, start - 12) : start].lower(),
        )
        yield Candidate(start, end, 0.35 + 0.45 * scene.near(start, end) + (0.15 if lead else 0))


def _is_plain(scene: Scene, start: int, end: int) -> bool:
    """The capitalised first word of a sentence that is no name."""
    text = scene.text[start:end]
    first = start <= 1 or scene.text[start - 2 : start] in {". ", ' "', ": "}
    return (first and " " not in text and text[1:].islower()) or text.lower().strip(".") in {
        "president",
        "chairman",
        "director",
        "secretary",
        "chief executive officer",
        "company",
        "board",
        "ceo",
        "cfo",
        "assistant secretary",
        "chief financial officer",
        "vice president",
        "president and chief executive officer",
        "president and ceo",
        "executive vice president",
    }


# --- reasons


REASONS = (
    (
        r"\b(?:primarily |mainly |largely |principally |in part )?(?:due(?: primarily| mainly| largely)? to|because of|as a result of|as a consequence of|attribut(?:able|ed)(?: primarily| mainly| largely)? to|owing to|thanks to|caused by|resulting from|resulted from|driven(?: primarily| mainly)? by|result of|on account of|in response to|stemm?(?:ing|ed) from|related to|affected by)\s",
        1.0,
    ),
    (
        r"\b(?:because|since|reflecting|reflects|reflected)\s(?!\d|then|(?:January|February|March|April|May|June|July|August|September|October|November|December|19|20))",
        0.85,
    ),
    (
        r"\b(?:in order to|so as to|so that|with the aim of|for the purpose of|designed to|intended to|aimed at)\s",
        0.85,
    ),
    (r"^To\s(?=[a-z])", 0.85),
    (r"\b(?:obsoleted by|offset by|led by|helped by|hurt by|impacted by|depend(?:ing|ent) (?:up)?on)\s", 0.6),
    (
        r"\bto\s(?=(?:improve|reduce|focus|realize|obtain|meet|support|help|increase|expand|strengthen|allow|provide|fund|finance|repay|enable|save|achieve|cut|lower|adjust)\b)",
        0.5,
    ),
)


def _reasons(scene: Scene) -> Iterator[Candidate]:
    for pattern, score in REASONS:
        for match in _compiled(pattern, re.IGNORECASE if not pattern.startswith("^") else 0).finditer(
            scene.text
        ):
            start = match.end() if not pattern.startswith("^") else match.start()
            end = _clause_end(scene.text, start, commas=pattern.startswith("^"))
            if end - start < 4 or scene.asked_for(start, end):
                continue
            yield Candidate(start, end, score * (0.55 + 0.45 * scene.near(*match.span())))


def _clause_end(text: str, start: int, commas: bool = True) -> int:
    """Where the clause that holds `start` ends."""
    for match in CLAUSE.finditer(text, start + 1, start + LONGEST * 2):
        mark = match.group().strip()
        if mark == "," and not commas:
            continue
        if mark == "." and re.match(r"\s[a-z(]", text[match.end() : match.end() + 2]):
            continue
        return match.start()
    return min(len(text.rstrip(' .,"”')), start + LONGEST * 2)


# --- amounts


def _amounts(scene: Scene) -> Iterator[Candidate]:
    """Figures of the kind asked: percents for a percentage, money for an amount."""
    percent = scene.asked.kind == "percent"
    changed = not CHANGES.isdisjoint(scene.asked.stems)
    wants_share = "share" in scene.asked.stems and not percent
    figures = [reading for reading in find_amounts(scene.text) if reading.value.unit not in {"", "count"}]
    shares = _sides(scene, [(reading.start, reading.end) for reading in figures])
    for reading, share in zip(figures, shares, strict=True):
        unit = reading.value.unit
        if unit.endswith("/share") and (reading.value.scale > 1 or abs(reading.value.value) > 9_999):
            unit = unit.removesuffix("/share")
        if (unit == "percent") != percent and not (changed and unit == "percent"):
            continue
        if scene.asked_for(reading.start, reading.end):
            continue
        start = max(scene.text.find(reading.value.printed, reading.start, reading.end + 20), reading.start)
        fact = next((fit for place, fit in scene.facts if reading.start <= place < reading.end), share * 0.8)
        score = 0.2 + 0.3 * share + 0.5 * fact
        if unit.endswith("/share") != wants_share:
            score *= 0.4
        if changed and unit != "percent":
            score *= 0.7
        yield Candidate(start, start + len(reading.value.printed), score, unit, str(reading.value.value))


# Where the words of one figure end and those of the next begin.
PART = re.compile(r"[,;]\s|\s(?:and|from|compared|versus|or|while|with)\s")


def _sides(scene: Scene, spans: list[tuple[int, int]]) -> list[float]:
    """For each figure of a sentence, how much of what the question shares is said of it: the opening is
    said of all, words between two figures of the one whose side of the comma they stand on."""
    total = (sum(scene.weights) or 1.0) + len(scene.asked.periods)
    edges = [0]
    for (_, end), (start, _) in zip(spans, spans[1:], strict=False):
        part = PART.search(scene.text, end, start)
        edges.append(part.start() if part else start)
    edges.append(len(scene.text))
    marks = [(w.start, weight) for w, weight in zip(scene.words, scene.weights, strict=True) if weight]
    marks += [(place, 1.0) for place in scene.times]
    opening = sum(weight for place, weight in marks if spans and place < spans[0][0])
    found = []
    for number, (first, last) in enumerate(zip(edges, edges[1:], strict=False)):
        if number == len(spans):
            break
        own = sum(weight for place, weight in marks if first <= place < last)
        found.append(min(1.0, (own + (opening * 0.8 if number else 0.0)) / total))
    return found


# --- things


def _things(scene: Scene) -> Iterator[Candidate]:
    yield from _copula(scene)
    yield from _apposition(scene)
    yield from _phrases(scene)
    yield from _objects(scene)


def _focus_places(scene: Scene) -> list[int]:
    if not scene.asked.focus:
        return []
    head = scene.asked.focus[-1]
    return [place for place, keys in enumerate(scene.keys) if head & set(keys)]


def _phrase(scene: Scene, place: int) -> tuple[int, int]:
    """The noun phrase around a word: back to a break, on over capitals and numbers."""
    words, text = scene.words, scene.text
    first = place
    while first > 0:
        between = text[words[first - 1].end : words[first].start]
        if not re.fullmatch(
            r"\s|-|/|\s?\((?:tm|r|sm)?\)?\s?|\)?\s|['\"(]{0,3}|\s[\"“(]|'\)\s|\(\W|[\"”]\s",
            between,
            re.IGNORECASE,
        ) and between.strip(" ()'\"®™"):
            break
        if words[first - 1].lower in BREAKS and not (
            words[first - 1].lower in {"of", "and"} and _capital(words, first) and _capital(words, first - 2)
        ):
            break
        if _is_verb(words, first - 1, scene):
            break
        first -= 1
    last = place
    while (
        last + 1 < len(words)
        and text[words[last].end : words[last + 1].start] in {" ", "-", "/"}
        and (words[last + 1].text[:1].isupper() or words[last + 1].text[:1].isdigit())
    ):
        last += 1
    return words[first].start, words[last].end


def _capital(words: tuple[Word, ...], place: int) -> bool:
    return 0 <= place < len(words) and words[place].text[:1].isupper()


def _is_verb(words: tuple[Word, ...], place: int, scene: Scene) -> bool:
    """A word that reads as a past tense after its subject ("Acme launched …")."""
    word = words[place]
    if not word.text[:1].islower() or not word.lower.endswith("ed"):
        return False
    before = words[place - 1] if place else None
    return before is None or before.lower not in {"the", "a", "an", "its", "our", "more", "and", "newly"}


def _phrases(scene: Scene) -> Iterator[Candidate]:
    """The phrase that the noun asked for heads: "its … transport product line"."""
    for place in _focus_places(scene):
        start, end = _phrase(scene, place)
        if scene.asked_for(start, end):
            continue
        named = any(
            w.text[:1].isupper()
            for w in scene.words
            if start <= w.start < end and w.stem not in scene.asked.stems
        )
        score = (0.75 if named else 0.5) * (0.5 + 0.5 * scene.near(start, end))
        yield Candidate(start, end, score + (0.15 if scene.asked.called and named else 0))


def _copula(scene: Scene) -> Iterator[Candidate]:
    """ "the first customer to sign up is Acme": what follows "is" after the noun asked for."""
    for place in _focus_places(scene) or _matched(scene):
        tail = scene.text[scene.words[place].end :]
        link = re.match(
            r"[^,;:.]{0,90}?\s(?:is|are|was|were|will be|include|includes|included|being|named|called)\s(?:called |named |the |a |an )?|:\s",
            tail,
        )
        if not link:
            continue
        start = scene.words[place].end + link.end()
        end = _clause_end(scene.text, start)
        inside = [word for word in scene.words if start <= word.start < end]
        if (
            not inside
            or inside[0].lower.endswith(("ed", "ing"))
            or inside[0].lower in BREAKS
            or scene.asked_for(start, end)
        ):
            continue
        score = 0.9 if scene.asked.focus else 0.55
        yield Candidate(start, end, score * (0.5 + 0.5 * scene.near(scene.words[place].start, start)))


def _matched(scene: Scene) -> list[int]:
    return [place for place, weight in enumerate(scene.weights) if weight]


def _apposition(scene: Scene) -> Iterator[Candidate]:
    """ "CIFRA, the country's largest retailer": the name before the description asked for."""
    for place in _focus_places(scene):
        word = scene.words[place]
        for start, end in _runs(scene):
            between = scene.text[end : word.start]
            if (
                end < word.start
                and re.match(r",\s(?:a|an|the|its|our|[A-Z]\w+['’]s|one of)\s[^,;:.]{0,60}$", between)
                and not scene.asked_for(start, end)
            ):
                yield Candidate(start, end, 0.85 * (0.5 + 0.5 * scene.near(start, word.end)))


def _objects(scene: Scene) -> Iterator[Candidate]:
    """What follows a word the question shares: the object of its verb, or of its noun's "of"."""
    for place in _verb_places(scene):
        word = scene.words[place]
        lead = re.match(
            r"(?:\s(?:up|down|off|out))?\s(?:of\s|in\s|on\s|to\s|with\s|for\s|into\s|by\s)?(?:all\s|further\s)?(?:its\s|the\s|a\s|an\s|our\s|their\s|new\s)*",
            scene.text[word.end :],
        )
        if not lead:
            continue
        start = word.end + lead.end()
        end = _clause_end(scene.text, start)
        money = re.search(r"(?:\s(?:of|for|at|to|from))?\s?\$", scene.text[start:end])
        end = start + money.start() if money else end
        inside = [w for w in scene.words if start <= w.start < end]
        if not inside or scene.asked_for(start, end) or inside[0].lower in BREAKS:
            continue
        fresh = sum(1 for w in inside if w.stem not in scene.asked.stems) / len(inside)
        if end - start > 60:
            shorter = re.search(r"\s(?:in|at|from|for|to|with|on|by|and)\s", scene.text[start + 8 : end])
            end = start + 8 + shorter.start() if shorter else end
        share = scene.weights[place] / max(scene.weights)
        score = 0.55 * (0.4 + 0.6 * fresh) + 0.25 * share * scene.near(word.start, word.end)
        yield Candidate(start, end, score)


def _verb_places(scene: Scene) -> list[int]:
    """Words of the sentence that may be the verb of the question."""
    return [
        place
        for place, keys in enumerate(scene.keys)
        if scene.weights[place] and not scene.asked.verb.isdisjoint(keys)
    ]


EXTRACTORS: dict[Kind, Callable[[Scene], Iterator[Candidate]]] = {
    "why": _reasons,
    "time": _times,
    "until": _dates,
    "since": _dates,
    "date": _dates,
    "duration": _durations,
    "percent": _amounts,
    "amount": _amounts,
    "count": _counts,
    "place": _places,
    "who": _who,
    "what": _things,
}
