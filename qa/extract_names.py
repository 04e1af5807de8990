"""Persons, firms and places that a sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from grammar.datafiles import load_data
from index.names import MONTH, offices, people
from qa.asking import word_set, word_stems
from qa.scene import Candidate, Scene, compiled

RUN = (
    r"(?<![\w.])(?:[A-Z][\w’'-]*\.?(?:[&/][A-Z]\w*)?|[a-z][A-Z]\w+)"
    r"(?:\s(?:(?:of|de|and)\s(?=[A-Z]))?(?:&\s)?[A-Z][\w’'-]*(?:\.(?=\s[A-Z]|,))?)*"
)
PLACE = (
    r"[A-Z][\w’'-]*\.?(?:\s[A-Z][\w’'-]*\.?)*"
    r"(?:,\s[A-Z][\w’'.-]*(?:\s[A-Z][\w’'-]*)?(?=[\s,.]|$))*"
)
AT = r"\b(in|at|to|near|from|of|based in|for)\s(?:the\s|its\s|our\s|a\s|new\s)*(?:city of\s)?$"
SITE = r"facility|plant|office|site|building|headquarters"
RELATED = (
    r",?\s(?:an?|the|its|our)\s(?:[\w-]+\s){0,2}"
    r"(?P<as>affiliate|subsidiary|unit|division|parent|member|employee|customer|supplier|agent|successor)\sof\b"
)
NAMED_BY = r"\b(?:with|by|to|from|of|is|named|called|for)\s(?:the\s)?$"


def runs(scene: Scene) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words: names of persons, firms, places and products."""
    for match in compiled(RUN).finditer(scene.text):
        words = scene.inside(*match.span())
        while words and (words[0].lower in word_set("breaks") or words[0].lower in {"mr", "ms", "mrs", "dr"}):
            words = words[1:]
        if words:
            end = words[-1].end
            dot = scene.text[end : end + 1] == "." and match.end() > end
            yield words[0].start, end + dot


@cache
def geography() -> frozenset[str]:
    """The names of places a reader is sure to know, lower-cased, without a last dot."""
    return frozenset(name.lower().strip(".") for name in load_data("qa", "asking")["places"]["names"])


def places(scene: Scene) -> Iterator[Candidate]:
    """ "to Turku, Finland", "its South Wales plant"; a place the sentence comes from counts
    less than one it goes to, unless the question asks from where."""
    away = compiled(r"\bfrom\b").search(scene.asked.text.lower()) is not None
    for match in compiled(PLACE).finditer(scene.text):
        start, end = match.start(), match.start() + len(match.group().rstrip(".,"))
        text = scene.text[start:end]
        if (
            scene.text[end : end + 1] == "."
            and text.split()[-1].lower() in geography()
            and end + 1 < len(scene.text)
        ):
            end += 1
        known = any(part.strip(" .").lower() in geography() for part in re.split(r",\s", text))
        lead = compiled(AT).search(scene.text[max(0, start - 24) : start].lower())
        at = lead.group(1) if lead else ""
        site = compiled(SITE).search(scene.text[end : end + 30].lower())
        if re.match(MONTH, text) or scene.asked_for(start, end) or (scene.is_own(start, end) and not known):
            continue
        if not known and not (site and at in {"in", "at", "to", "near", "from"}):
            continue
        score = 0.35 + 0.4 * scene.near(start, end)
        if at in {"in", "at", "to", "near", "based in"}:
            score += 0.2
        elif at == "from":
            score += 0.25 if away else -0.15
        yield Candidate(start, end, score)


def persons(scene: Scene) -> Iterator[Candidate]:
    """A person first; a firm where the sentence names no person that the question has not."""
    firms = [span for span in runs(scene) if _is_firm(scene.text[slice(*span)])]
    names = [
        (start, end)
        for start, end in people(scene.text)
        if scene.text[start:end].lower() not in geography()
        and not any(first <= start and end <= last for first, last in firms)
    ]
    for start, end in names:
        if not scene.asked_for(start, end) and not scene.is_own(start, end):
            score = (0.5 + 0.5 * scene.near(start, end)) * _marked(scene, start, end)
            yield Candidate(start, end, min(1.0, score))
    for start, end in runs(scene):
        if any(first <= start and end <= last for first, last in names) or not is_name(scene, start, end):
            continue
        if scene.asked_for(start, end) or scene.text[start:end].strip(".").lower() in geography():
            continue
        lead = compiled(NAMED_BY).search(scene.text[max(0, start - 12) : start].lower())
        described = _described(scene, start, end)
        score = 0.3 + 0.4 * scene.near(start, end) + (0.15 if lead else 0.0) + (0.3 if described else 0.0)
        score *= _standing(scene, start, end) * (0.3 if _related(scene, end) else 1.0)
        yield Candidate(start, end, min(1.0, score))


def _standing(scene: Scene, start: int, end: int) -> float:
    """How far a name stands for somebody: less where it only describes the noun after it, more where it
    ends as firms do."""
    after = compiled(r"\s(?P<next>[a-z]{3,})").match(scene.text, end)
    adjective = after is not None and not _may_follow(scene, after["next"])
    firm = _is_firm(scene.text[start:end])
    return (1.15 if firm else 1.0) * (0.6 if adjective else 1.0) * _marked(scene, start, end)


def _marked(scene: Scene, start: int, end: int) -> float:
    """How the words around a name speak for it: less beside a trademark or after another preposition
    than the one asked with, more after "is"."""
    before = compiled(r"(?P<word>\w+|\((?:tm|r|sm)\))\s(?:the\s)?$").search(
        scene.text, max(0, start - 16), start
    )
    lead = before["word"].lower() if before else ""
    mark = compiled(r"\s?\((?:tm|r|sm)\)").match(scene.text, end) or lead[:1] == "("
    worth = 0.4 if mark else 1.3 if lead in {"is", "was", "are", "were"} else 1.0
    if scene.asked.preposition:
        worth *= 1.2 if lead == scene.asked.preposition else 0.6
    return worth


def _may_follow(scene: Scene, word: str) -> bool:
    """Whether a word may follow the name of somebody: no noun that the name would describe."""
    verb = any(w.lower == word and scene.weights[place] for place, w in enumerate(scene.words))
    return verb or word in word_set("breaks") or word.endswith("ed") or word in word_set("auxiliaries")


def _is_firm(name: str) -> bool:
    """Whether a name ends as those of firms do."""
    return name.lower().strip(".").split()[-1].strip(".") in word_set("suffixes")


def is_name(scene: Scene, start: int, end: int) -> bool:
    """Whether a capitalised run is a name: no month, office, opening word, possessive or the filer."""
    text = scene.text[start:end]
    if re.match(rf"{MONTH}\b", text) or offices()[0].search(text) or scene.is_own(start, end):
        return False
    if scene.asked.kind == "who" and _is_nobody(scene, text):
        return False
    opening = start <= 1 or scene.text[start - 2 : start] in {". ", ' "', ": "}
    plain = " " not in text and text[1:].islower()
    return (
        not (opening and plain)
        and text.lower().strip(".") not in word_set("no_names")
        and not text.endswith(("'s", "’s"))
    )


def _is_nobody(scene: Scene, name: str) -> bool:
    """Whether a name is that of a law or a paper, or of a body where nobody asks who decided."""
    words = [word.strip(".,").lower() for word in name.split()]
    if words[-1].rstrip("s") in word_set("laws") or words[-1] in word_set("laws") | word_set("papers"):
        return True
    decided = not word_stems("deciding").isdisjoint(scene.asked.stems)
    return not decided and not word_set("bodies").isdisjoint(words)


def _related(scene: Scene, end: int) -> bool:
    """Whether a name is told by whom it belongs to: "Lumen Leasing, an affiliate of the Trustee" is not the
    trustee."""
    match = compiled(RELATED).match(scene.text, end)
    return match is not None and match["as"] not in scene.asked.text.lower()


def _described(scene: Scene, start: int, end: int) -> bool:
    """A description with a word of the question: "First Bank, as trustee", "its parent, Acme"."""
    after = compiled(r",?\s(?:\([^)]{1,20}\)\s)?(?:as|a|an|the|its|our|is the|is our)\s[^,;:.]{0,50}").match(
        scene.text, end
    )
    reach = (end, after.end()) if after else (end, end)
    before = compiled(r"[^,;:.]{0,40},\s$").search(scene.text, max(0, start - 42), start)
    near = (before.start(), start) if before else (start, start)
    return any(
        weight and (reach[0] <= word.start < reach[1] or near[0] <= word.start < near[1])
        for word, weight in zip(scene.words, scene.weights, strict=True)
    )
