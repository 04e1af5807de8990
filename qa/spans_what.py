"""What a thing is, holds or shows, and what a verb leaves open: the clauses that answer "what"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from grammar.amounts import find_amounts
from grammar.datafiles import load_data
from grammar.words import stem
from qa.asking import word_set
from qa.clauses import clause_end, clause_start, members, tidy_end
from qa.frames import DETERMINERS, alike, is_participle, listed
from qa.spans import Sight, Span, found

LEAST_SUBJECT = 0.55  # of what is asked about, to be the subject of what it is
TRAIL = re.compile(r"(?:,?\s(?:and|or|in|on|at|of|for|to|from|by|with|as|the|its|our|a|an|per|under|within))+$")
FIGURE = re.compile(r"(?:approximately\s|about\s|nearly\s|over\s)?(?:[A-Z]{0,3}[$€£₹]|\(|\d[\d,.]*\s?(?:%|million|billion|thousand|per\s?cent)|nil\b|zero\b)")
OPENING = re.compile(r"(?:also|primarily|mainly|principally|generally|mostly|largely|typically|only|approximately|currently|solely|further|both|either|all|usually)\s")
QUOTED = re.compile(r"\s[“\"](?P<name>[^”\"]{1,40}?)[.,]?[”\"]")
INTRODUCES = re.compile(
    r"\b(?:following|below|above)\s(?:\w+\s)?tables?\b|\btables?\s(?:below|above|that follows)\b|\b(?:as follows|set forth|shown|presented|summari[sz]ed|detailed|provided|disclosed|reconciled)\b[^.]{0,40}?(?:below|:|$)|\bfollowing\b|\bas follows\b|:\s*$"
)
SHOWS = re.compile(
    r"\btables?\s(?:(?:below|above|that follows|also)\s)?(?:<showing>),?\s(?P<what>.+)", re.IGNORECASE
)
TAIL = re.compile(
    r"\s(?:is|are|was|were|has been|have been)\s(?:as follows|(?:\w+\s)?(?:set forth|set out|shown|presented|summari[sz]ed|detailed|provided|disclosed|reflected|included|given|listed|described)\b[^.]{0,60}?(?:below|following|above|table|as follows).*|(?:comprised|composed|made up)\sof.*|summari[sz]ed.*|shown below.*)"
    r"|\s(?:consist(?:s|ed)?|comprise[sd]?|include[sd]?)\s(?:of\s)?(?:the\s)?following.*|\sas follows.*|,?\s\(?in (?:thousands|millions|billions).*",
    re.IGNORECASE,
)


def definitions(sight: Sight) -> Iterator[Span]:
    """ "X represents Y", "X is a Y", "X, a Y": what follows the link behind the thing asked about."""
    for name, worth in (("sure", 1.0), ("holding", 0.8), ("copula", 0.85)):
        for match in found("links", name, sight.text):
            span = _linked(sight, match, name, worth)
            if span is not None:
                yield span
    yield from _appositions(sight)
    yield from lists(sight)


def _linked(sight: Sight, match: re.Match[str], name: str, worth: float) -> Span | None:
    text = sight.text
    start = match.end()
    opening = clause_start(text, match.start("mark"))
    subject = sight.share(opening, match.start())
    elided = match.start() <= 1  # "(1) Represents …": the row that is marked so is the subject
    if elided and match["mark"].lower().startswith("refer"):
        return None
    if elided:
        return Span(0, clause_end(text, start, wide=True), worth * sight.elided()) if name != "copula" else None
    if subject < LEAST_SUBJECT or not _is_subject(sight, opening, match.start()):
        return None
    if name == "copula":
        if FIGURE.match(text, start):
            return None
        word = re.compile(r"(?:not\s|also\s)?([a-z]+)").match(text, start)
        if word and is_participle(word.group(1)):
            by = re.compile(r"\sby\s(?=\w+ing\b)").match(text, word.end())
            if by is None:
                return None
            start = by.end()
        if word and word.group(1) in {"not", "subject", "due", "primarily", "as", "in", "to", "at", "based", "on"}:
            return None
    end = clause_end(text, start)
    if end - start < 3 or not sight.fresh(start, end):
        return None
    strangers = sight.strangers(opening, match.start())
    precise = 1 / (1 + 0.35 * strangers)
    return Span(start, end, worth * (0.35 + 0.35 * subject + 0.3 * precise))


def _is_subject(sight: Sight, start: int, end: int) -> bool:
    """Whether the last word before a link is of the thing asked about, or of a phrase behind it."""
    inside = sight.inside(start, end)
    return bool(inside) and (sight.hits[inside[-1]] is not None or sight.strangers(start, end) <= 2)


def _appositions(sight: Sight) -> Iterator[Span]:
    """ "Quill Inc., a maker of lamps": what stands behind a name and a comma."""
    text = sight.text
    for match in re.finditer(r"(?:\s?\([^()]{1,60}\)|[”\"’']?\))?,\s(?=(?:an?|the|one of|our|its)\s)", text):
        inside = [place for place in sight.inside(max(0, match.start() - 60), match.start())]
        if not inside or sight.hits[inside[-1]] is None or not sight.words[inside[-1]].text[0].isupper():
            near = sight.inside(max(0, match.start() - 60), match.start() + 1)
            if not near or sight.hits[near[-1]] is None:
                continue
        end = clause_end(text, match.end())
        if sight.share(0, match.start()) > 0.9 and sight.fresh(match.end(), end):
            yield Span(match.end(), end, 0.8)


def lists(sight: Sight) -> Iterator[Span]:
    """ "three segments: A, B and C", "services such as A": what is listed behind the noun asked for."""
    text = sight.text
    if not sight.frame.focus:
        return
    head = sight.frame.focus[-1]
    ways = "|".join(sorted(map(re.escape, load_data("qa", "frames")["links"]["listing"]), key=lambda w: -len(w)))
    joint = _joint(ways)
    yield from _quoted(sight, head)
    for place, keys in enumerate(sight.line.keys):
        if head.isdisjoint(keys):
            continue
        match = joint.match(text, sight.words[place].end)
        if match is None:
            continue
        end = clause_end(text, match.end())
        rest = text[match.end() : end]
        if not sight.fresh(match.end(), end) or FIGURE.match(rest) or _is_verbal(rest):
            continue
        mark = match.group().strip(" ,").lower()
        many = rest.count(",") + rest.count(" and ") > 0
        plural = sight.words[place].lower.endswith("s")
        if mark == "of" or (not mark and (not many or not plural or not rest[:1].isupper())):
            continue
        score = {":": 0.95, "": 0.6}.get(mark, 0.75) * (0.5 + 0.5 * sight.share(0, len(text))) * (1.0 if many else 0.8)
        parts = members(text, match.end(), end)
        listing = len(parts) > 2 and all(b - a < 40 and text[a].isupper() for a, b in parts)
        yield Span(match.end(), end, score, tuple(parts) if listing else ())


def _quoted(sight: Sight, head: frozenset[str]) -> Iterator[Span]:
    """ "under the symbol “ABC”": what stands in quotation marks behind the noun asked for."""
    for place, keys in enumerate(sight.line.keys):
        match = QUOTED.match(sight.text, sight.words[place].end) if not head.isdisjoint(keys) else None
        if match is not None:
            yield Span(match.start("name"), match.end("name"), 0.95)


@cache
def _joint(ways: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\s\([^()]{{1,60}}\))?(?::\s|,?\s(?:{ways})(?:\s(?:primarily|mainly))?:?\s(?:the\sfollowing:?\s)?|,\s)", re.IGNORECASE)


def _is_verbal(rest: str) -> bool:
    first = rest.split(" ", 1)[0]
    return first.islower() and (is_participle(first) or first in word_set("auxiliaries") or first in {"which", "that", "we", "and", "as", "not"})


def contents(sight: Sight) -> Iterator[Span]:
    """ "The following table shows X:", "X were as follows:": what a table is said to show."""
    text = sight.text
    if not INTRODUCES.search(text):
        return
    shows = _shows().search(text)
    if shows:
        start = shows.start("what")
        end = _contents_end(text, start, clause_end(text, start))
        if end > start + 3:
            yield Span(start, end, 0.95)
        return
    tail = TAIL.search(text)
    if tail and tail.start() > 3:
        start = 0
        lead = re.match(r"(?:the|an?)\s(?=(?:reconciliation|summary|breakdown|analysis|following)\b)", text, re.IGNORECASE)
        start = lead.end() if lead else 0
        lead = re.match(r"(?:As of|At|For|During|In)\s[^,]{3,40}(?:,\s(?:19|20)\d\d(?:\sand\s[^,]{4,20})?)?,\s(?!\d)", text)
        start = lead.end() if lead else start
        yield Span(start, tidy_end(text, start, tail.start()), 0.9)
    elif text.endswith(":"):
        yield Span(0, tidy_end(text, 0, len(text)), 0.6)


@cache
def _shows() -> re.Pattern[str]:
    ways = "|".join(sorted(map(re.escape, listed("showing") | {"sets forth", "summarised", "summarized", "shows", "sets out", "reconciles", "analyses", "analyzes"}), key=lambda w: -len(w)))
    return re.compile(SHOWS.pattern.replace("<showing>", ways), re.IGNORECASE)


def _contents_end(text: str, start: int, end: int) -> int:
    tail = re.compile(r",?\s\(?in (?:thousands|millions|billions)\b.*|\sas follows.*|,?\s(?:dollars )?in (?:thousands|millions)\b.*").search(text, start, end)
    return tidy_end(text, start, tail.start() if tail else end)


def objects(sight: Sight) -> Iterator[Span]:
    """ "X consists of Y", "X was limited to Y": what follows the verb behind what is asked about."""
    frame, text = sight.frame, sight.text
    for place in sight.verbs:
        word = sight.words[place]
        start = _behind_verb(sight, place)
        if start is None:
            continue
        subject = sight.share(0, word.start)
        if word.start <= 1 and (is_participle(word.lower) or word.text[:1].isupper()):
            yield Span(0, clause_end(text, start, wide=True), 0.95 * sight.elided())
            continue
        end = _object_end(sight, start)
        if end - start < 2 or not sight.fresh(start, end):
            continue
        own = stem(word.lower) in {key for key in frame.verb} and word.stem in _asked_stems(sight)
        held = max(subject, sight.share(0, start) if frame.particle else 0.0)
        score = (0.4 + 0.3 * sight.share(0, len(text)) + 0.3 * min(1.0, held * 1.5)) * (1.0 if own else 0.9)
        if _passive(sight, place) and not _asks_passive(frame.text) and not text.startswith(" of ", word.end):
            score *= 0.6
        yield Span(start, end, score)


def _asked_stems(sight: Sight) -> set[str]:
    return {stem(word) for word in re.findall(r"[a-z]+", sight.frame.text.lower())}


def _asks_passive(text: str) -> bool:
    return re.search(r"\b(?:is|are|was|were|been|be)\b", text.lower()) is not None


def _passive(sight: Sight, place: int) -> bool:
    if not is_participle(sight.words[place].lower):
        return False
    before = [sight.words[near].lower for near in range(max(0, place - 2), place)]
    return any(word in {"is", "are", "was", "were", "been", "be", "being"} for word in before)


def _behind_verb(sight: Sight, place: int) -> int | None:
    """Where the object begins: behind the verb, its adverbs and its preposition, and behind what the question
    already has ("combined X with …")."""
    text, words, frame = sight.text, sight.words, sight.frame
    offset = words[place].end
    asked = {hit for hit in sight.hits[place + 1 : place + 9] if hit}
    if frame.particle and (asked or frame.particle not in {"in", "on", "at", "for", "by", "with"}):
        ways = {"to": "to|as|into", "as": "as|to", "of": "of", "in": "in|on|at|under|within", "from": "from"}.get(frame.particle, re.escape(frame.particle))
        near = re.compile(rf"(?:[^.;]{{0,160}}?)\s(?:{ways})\s").match(text, offset)
        direct = re.compile(rf"\s(?:\w+ly\s)?(?:{ways})\s").match(text, offset)
        if direct:
            return direct.end()
        if near and asked and sight.strangers(offset, near.end()) <= 2:
            return near.end()
        if frame.particle not in {"of", "in", "by"}:
            return None
    elif frame.particle:
        ways = {"in": "in|on|at|within|under"}.get(frame.particle, re.escape(frame.particle))
        direct = re.compile(rf"\s(?:\w+ly\s)?(?:{ways})\s").match(text, offset)
        if direct:
            return direct.end()
    lead = re.compile(r"\s(?:(?:also|primarily|mainly|principally|generally|mostly|only|solely|typically)\s)*(?:(?:of|to|as)\s)?(?:(?:primarily|mainly|principally)\s)?(?:of\s)?(?:that\s)?").match(text, offset)
    if lead is None:
        return None
    start = lead.end()
    for near in range(place + 1, len(words)):  # what the question has already
        if not frame.particle:
            break
        if words[near].start < start:
            continue
        if sight.hits[near] is None and words[near].lower not in DETERMINERS | {"of", "and"}:
            break
        if sight.hits[near] is not None:
            start = words[near].end
    while start < len(text) and text[start] in ' ,"”':
        start += 1
    more = re.compile(r"(?:from|of|by|with|to|as|for|in)\s").match(text, start) if start > lead.end() else None
    return more.end() if more else start


def _object_end(sight: Sight, start: int) -> int:
    """Where the object ends: at the clause's end, or before a phrase that the question has already."""
    text = sight.text
    end = clause_end(text, start)
    for match in re.finditer(r",?\s(?:in|on|at|for|during|as of|within|under|to|from|with|of)\s", text[start:end]):
        begin = start + match.start()
        tail = sight.inside(start + match.end(), end)
        said = [place for place in tail if sight.hits[place] is not None]
        fresh = sight.strangers(start + match.end(), end)
        opens = next((place for place in tail if sight.hits[place] or sight.words[place].lower not in DETERMINERS), -1)
        known = len(said) >= 2 and (fresh == 0 or (fresh <= len(said) and sight.hits[opens] is not None))
        if begin > start + 2 and tail and known:
            return tidy_end(text, start, begin)
    return end


def agents(sight: Sight) -> Iterator[Span]:
    """ "What is included in X?": what X includes, or what is "included in X"; "Who approved X?"."""
    frame, text = sight.frame, sight.text
    for place in sight.verbs:
        word = sight.words[place]
        before, after = sight.share(0, word.start), sight.share(word.end, len(text))
        passive = _passive(sight, place)
        if frame.particle:
            yield from _converse(sight, place, before, after, passive)
            continue
        if passive:
            by = re.compile(r"[^.;]{0,120}?\sby\s").match(text, word.end)
            if by and before >= LEAST_SUBJECT:
                end = _object_end(sight, by.end())
                yield Span(by.end(), _agent_end(text, by.end(), end), 0.6 + 0.4 * before)
        elif after >= LEAST_SUBJECT:
            start = clause_start(text, word.start)
            end = _subject_end(sight, start, word.start)
            if end > start + 2 and sight.fresh(start, end):
                yield Span(start, end, 0.45 + 0.4 * after)


def _agent_end(text: str, start: int, end: int) -> int:
    near = re.compile(r"\s(?:on|in|at|during|and|for|to|as)\s").search(text, start, end)
    return near.start() if near else end


def _subject_end(sight: Sight, start: int, end: int) -> int:
    """The end of a subject, without the auxiliaries and adverbs before its verb."""
    inside = sight.inside(start, end)
    while inside:
        word = sight.words[inside[-1]]
        if word.lower in word_set("auxiliaries") | listed("adverbs") | {"also", "been", "be", "not", "that", "which"} or word.lower.endswith("ly"):
            inside.pop()
            continue
        return word.end
    return start


def _converse(sight: Sight, place: int, before: float, after: float, passive: bool) -> Iterator[Span]:
    text, word, frame = sight.text, sight.words[place], sight.frame
    if word.start <= 1:  # "Included in X are Y", "(1) Includes Y"
        links = [
            link.end()
            for link in re.finditer(r"\s(?:is|are|was|were)\s(?!not\b|\w+ed\b)", text)
            if sight.share(word.end, link.end()) >= LEAST_SUBJECT
        ]
        if links and is_participle(word.lower):
            yield Span(links[0], clause_end(text, links[0]), 0.95)
        elif not is_participle(word.lower) or word.text[0].isupper():
            yield Span(0, clause_end(text, word.end, wide=True), 0.95 * sight.elided())
        return
    if passive and after >= LEAST_SUBJECT:  # "Y is included in X"
        start = clause_start(text, word.start)
        end = _subject_end(sight, start, word.start)
        if sight.fresh(start, end):
            yield Span(start, end, 0.5 + 0.4 * after)
        return
    if before >= LEAST_SUBJECT and (frame.particle in {"in", "by", "as", "within", "among", "from", "be", "into", "of", "under", "for"}):
        start = _behind_verb_plain(sight, place)
        end = clause_end(text, start)
        if sight.fresh(start, end):
            precise = 1 / (1 + 0.2 * sight.strangers(clause_start(text, word.start), word.start))
            yield Span(start, end, 0.45 + 0.3 * before + 0.2 * precise)


def _behind_verb_plain(sight: Sight, place: int) -> int:
    lead = re.compile(r"\s(?:into\s(?:account|consideration)\s)?(?:(?:also|primarily|mainly|principally|generally)\s)*(?:(?:of|to|as)\s)?(?:(?:primarily|mainly)\s)?").match(
        sight.text, sight.words[place].end
    )
    return lead.end() if lead else sight.words[place].end
