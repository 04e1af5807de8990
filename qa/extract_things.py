"""Reasons, means and things that a sentence names: the phrase that answers "why", "how" and "what"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grammar.words import Word
from qa.asking import word_set, word_stems
from qa.extract_names import geography, persons, runs
from qa.scene import Candidate, Scene, clause_end, compiled

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# Words that a reason follows, and how surely. "^" opens the sentence, and the reason ends at the comma.
REASONS = (
    (
        r"\b(?:primarily |mainly |largely |principally |in part )?(?:due(?: primarily| mainly"
        r"| largely)? to|because of"
        r"|as a (?:result|consequence) of|attribut(?:able|ed)(?: primarily| mainly| largely)? to"
        r"|owing to|thanks to"
        r"|caused by|resulting from|resulted from|driven(?: primarily| mainly)? by|result of"
        r"|on account of|in response to"
        r"|stemm?(?:ing|ed) from|related to|affected by)\s",
        1.0,
    ),
    (rf"\b(?:because|since|reflecting|reflects|reflected)\s(?!\d|then|(?:{MONTHS}|19|20))", 0.85),
    (
        r"\b(?:in order to|so as to|so that|with the aim of|for the purpose of|designed to|intended to"
        r"|aimed at)\s",
        0.85,
    ),
    (r"^To\s(?=[a-z])", 0.85),
    (r"^As\s(?!of\b|an?\b|the\b|previously|part|with|such|noted)", 0.8),
    (r"\b(?:obsoleted by|offset by|led by|helped by|hurt by|impacted by)\s", 0.6),
    (r"\bdepend(?:ing|ent) (?:up)?on\s", 0.5),
    (
        r"\bto\s(?=(?:improve|reduce|focus|realize|obtain|meet|support|help|increase|expand|strengthen"
        r"|allow|provide|fund"
        r"|finance|repay|enable|save|achieve|cut|lower|adjust)\b)",
        0.5,
    ),
)
THEREFORE = r",?\s(?:and\s)?(?:therefore|thus|hence|consequently|as a result),?\s(?!of\b)"
MEANS = r"\b(?:through|by means of|by way of|by|via|using|with the help of)\s(?=\w)"
ADVERBS = r"(?:approximately\s|about\s|currently\s|now\s|primarily\s|expected\s|to\s|be\s)*"
LINK = (
    r"[^,;:.]{0,90}?\s(?:is|are|was|were|will be|include|includes|included|being|named|called)\s"
    rf"(?:called |named |the |a |an )?{ADVERBS}|:\s"
)
# What may stand between a verb and its object.
OBJECT = (
    r"(?:\s(?:up|down|off|out))?(?:\sand\s[a-z]+s?)?\s(?:of\s|in\s|on\s|to\s|with\s|for\s|into\s|by\s)?"
    r"(?:\([a-z]+\)\s)?(?:all\s|further\s)?(?:its\s|the\s|a\s|an\s|our\s|their\s|new\s)*"
)
JOINT = re.compile(
    r"\s|-|/|\)\s|\s[\"“(]|'\)\s|[\"”]\s|\s?\(?['\"]?(?:tm|r|sm)?['\"]?\)?\s?|\s\(", re.IGNORECASE
)
LIST_BEFORE = re.compile(r"(?:[\w-]+\s)?(?:[\w-]+,\s){1,5}[\w-]+,?\sand\s$")
DEFINED = re.compile(
    r"(?:\s?\([^)]{1,20}\))?(?:,\s|\s(?:is|are|was|were)\s)(?:a|an|the|one of the|[A-Z]\w+['’]s)"
    r"\s(?P<what>[^,;:.]{3,120})"
)


def reasons(scene: Scene) -> Iterator[Candidate]:
    """ "as a result of a late harvest", "To save rent, …"."""
    for pattern, score in REASONS:
        opens = pattern.startswith("^")
        for match in compiled(pattern, 0 if opens else re.IGNORECASE).finditer(scene.text):
            start = match.start() if opens else match.end()
            end = clause_end(scene.text, start, commas=opens)
            if end - start >= 4 and not scene.asked_for(start, end):
                score *= 1 - 0.6 * scene.share_in(start, end)  # what is asked about is no reason for itself
                yield Candidate(start, end, score * (0.55 + 0.45 * scene.near(*match.span())))

    yield from _therefore(scene)


def _therefore(scene: Scene) -> Iterator[Candidate]:
    """ "orders are short and therefore visibility is limited": the reason stands before its effect."""
    for match in compiled(THEREFORE, re.IGNORECASE).finditer(scene.text):
        start = max(scene.text.rfind(mark, 0, match.start()) for mark in (". ", "; ", ": ")) + 2
        start = 0 if start == 1 else start
        effect = scene.share_in(match.end(), clause_end(scene.text, match.end()))
        if match.start() - start >= 4 and effect > scene.share_in(start, match.start()):
            yield Candidate(start, match.start(), 0.9 * (0.4 + 0.6 * effect))


def means(scene: Scene) -> Iterator[Candidate]:
    """ "paid through a bank"."""
    for match in compiled(MEANS, re.IGNORECASE).finditer(scene.text):
        end = clause_end(scene.text, match.end())
        if end - match.end() >= 4 and not scene.asked_for(match.end(), end):
            yield Candidate(match.end(), end, 0.4 + 0.5 * scene.near(*match.span()))


def things(scene: Scene) -> Iterator[Candidate]:
    """Every way in which a sentence can name the thing asked for."""
    head = scene.asked.focus[-1] if scene.asked.focus else frozenset()
    somebody = not word_stems("named").isdisjoint(head)
    named = somebody or not word_stems("events").isdisjoint(head)
    steps = (_copula, _apposition, _definition, _phrases, _objects, _agents)
    for step in (*steps, persons) if somebody else steps:
        for candidate in step(scene):
            if not named or step is _definition or _has_name(scene, candidate):
                yield candidate


def _has_name(scene: Scene, candidate: Candidate) -> bool:
    """Whether the span holds a capitalised word that the question has not, besides those of a place; what
    belongs to somebody ("the company's plant") names nobody."""
    words = scene.inside(candidate.start, candidate.end)
    if any(word.lower in {"company", "company's", "our", "its"} for word in words[:2]):
        return False
    return any(
        any(character.isupper() for character in word.text[:2])
        and word.stem not in scene.asked.stems
        and word.start > 1
        and word.lower not in geography()
        for word in words
    )


def _copula(scene: Scene) -> Iterator[Candidate]:
    """ "the winner of the prize is Acme": what follows "is" after the noun asked for."""
    for place in scene.focus() or scene.matched():
        word = scene.words[place]
        link = compiled(LINK).match(scene.text, word.end)
        if not link:
            continue
        start, end = link.end(), clause_end(scene.text, link.end())
        inside = scene.inside(start, end)
        if not inside or inside[0].lower.endswith(("ed", "ing")) or inside[0].lower in word_set("breaks"):
            continue
        if not scene.asked_for(start, end):
            score = 0.9 if scene.asked.focus else 0.55
            yield Candidate(start, end, score * (0.5 + 0.5 * scene.near(word.start, start)))


def _apposition(scene: Scene) -> Iterator[Candidate]:
    """ "Tarna, a seller of ropes": the name before the description asked for."""
    between = compiled(r",\s(?:a|an|the|its|our|[A-Z]\w+['’]s|one of)\s[^,;:.]{0,60}$")
    for place in scene.focus():
        word = scene.words[place]
        for start, end in runs(scene):
            if (
                end < word.start
                and between.match(scene.text, end, word.start)
                and not scene.asked_for(start, end)
            ):
                yield Candidate(start, end, 0.85 * (0.5 + 0.5 * scene.near(start, word.end)))


def _definition(scene: Scene) -> Iterator[Candidate]:
    """ "Quill Inc., a small maker of lamps": what a name asked about is said to be."""
    if not compiled(r"\b(?:is|are|was|were)\b|'s\b").search(scene.asked.text.lower()):
        return
    heads = {term.word for term in scene.asked.terms if not term.light}
    for start, end in [*runs(scene), *((w.start, w.end) for w in scene.words if w.lower in heads)]:
        inside = [word.lower for word in scene.inside(start, end)]
        if not heads or not heads <= set(inside):
            continue
        end += scene.text[end : end + 1] == "."
        match = DEFINED.match(scene.text, end)
        if match:
            yield Candidate(match.start("what"), match.end("what"), 0.85)


def _phrases(scene: Scene) -> Iterator[Candidate]:
    """The phrase that the noun asked for heads: "its … lamp line"."""
    for place in scene.focus():
        start, end = _phrase(scene, place)
        if scene.asked_for(start, end):
            continue
        fresh = [word for word in scene.inside(start, end) if word.stem not in scene.asked.stems]
        named = any(word.text[:1].isupper() for word in fresh)
        score = (0.75 if named else 0.5) * (0.5 + 0.5 * scene.near(start, end))
        yield Candidate(start, end, score + (0.15 if scene.asked.called and named else 0.0))


def _phrase(scene: Scene, place: int) -> tuple[int, int]:
    """The noun phrase around a word: back to a break (over a list), on over capitals and numbers."""
    words, text = scene.words, scene.text
    first = place
    while first > 0:
        between = text[words[first - 1].end : words[first].start]
        if not JOINT.fullmatch(between) or _breaks(scene, first - 1):
            break
        first -= 1
    last = place
    while last + 1 < len(words) and text[words[last].end : words[last + 1].start] in {" ", "-", "/"}:
        further = _goes_on(words, last)
        if further:
            last = further
            continue
        if not (words[last + 1].text[:1].isupper() or words[last + 1].text[:1].isdigit()):
            break
        last += 1
    listed = LIST_BEFORE.search(text, max(0, words[first].start - 90), words[first].start)
    start = listed.start() if listed else words[first].start
    opening = next((word for word in words if word.start >= start), words[first])
    return (words[first].start if opening.lower in word_set("breaks") else start), words[last].end


def _goes_on(words: tuple[Word, ...], last: int) -> int:
    """The next capitalised word of a name that "of the" or "for the" goes on with: "Court for the District
    of Bern"; 0 where the name ends."""
    if not words[last].text[:1].isupper():
        return 0
    place = last + 1
    while place < len(words) and words[place].lower in {"of", "for", "the"}:
        place += 1
    return place if last + 1 < place < min(len(words), last + 4) and words[place].text[:1].isupper() else 0


def _breaks(scene: Scene, place: int) -> bool:
    """Whether a noun phrase cannot go back over this word."""
    words = scene.words
    if words[place].lower in word_set("breaks"):
        joined = (
            words[place].lower in {"of", "and"} and _capital(words, place - 1) and _capital(words, place + 1)
        )
        return not joined
    if not words[place].text.islower() or not words[place].lower.endswith("ed"):
        return False
    before = words[place - 1].lower if place else ""
    return before not in {"the", "a", "an", "its", "our", "more", "and", "newly"}


def _capital(words: tuple[Word, ...], place: int) -> bool:
    return 0 <= place < len(words) and words[place].text[:1].isupper()


def _objects(scene: Scene) -> Iterator[Candidate]:
    """What follows a word that may be the question's verb: its object, or what its noun is "of"."""
    for place in scene.verbs():
        word = scene.words[place]
        lead = compiled(OBJECT).match(scene.text, word.end)
        if not lead:
            continue
        start = lead.end()
        end = _object_end(scene, start)
        inside = scene.inside(start, end)
        if not inside or scene.asked_for(start, end) or inside[0].lower in word_set("breaks"):
            continue
        fresh = sum(1 for w in inside if w.stem not in scene.asked.stems) / len(inside)
        share = scene.weights[place] / max(scene.weights)
        score = 0.55 * (0.4 + 0.6 * fresh) + 0.25 * share * scene.near(word.start, word.end)
        yield Candidate(start, end, score * (0.7 if scene.focus() else 1.0))


def _object_end(scene: Scene, start: int) -> int:
    """Where an object ends: before money, at a clause, at a preposition where it is long; a name in
    apposition belongs to it ("its first product, the Sparrow Lamp")."""
    text = scene.text
    end = clause_end(text, start)
    money = compiled(r"(?:\s(?:of|for|at|to|from))?\s?\$").search(text, start, end)
    if money:
        return money.start()
    shorter = compiled(r"\s(?:in|at|from|for|to|with|on|by|during)\s").search(text, start + 6, end)
    if shorter:
        return shorter.start()
    named = compiled(r",\s(?:the\s)?[A-Z][^,;:.]{3,60}(?=,)").match(text, end)
    return named.end() if named else end


def _agents(scene: Scene) -> Iterator[Candidate]:
    """ "was drawn up by Smith & Jones": who does what the question's verb says."""
    agent = compiled(r"[^;:.]{0,90}?\sby\s(?P<name>[A-Z][\w.&’'-]*(?:\s(?:&\s)?[A-Z][\w.&’'-]*)*)")
    for place in scene.verbs():
        word = scene.words[place]
        match = agent.match(scene.text, word.end)
        if match and not scene.asked_for(*match.span("name")) and not scene.is_own(*match.span("name")):
            yield Candidate(match.start("name"), match.end("name"), 0.5 + 0.35 * scene.near(*match.span()))
