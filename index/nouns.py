"""The noun phrases around a figure: what it measures, whose that is, and what a clause opens with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from grammar.datafiles import load_data

Role = Literal["value", "change", "share", "none"]
LONGEST_LABEL = 14  # words
FARTHEST = 200  # characters from the end of a text, in which more words stand than a label takes
SHARE_OF = ", share of "
SHORT = 3  # words of a part of a list
ENDING = 20  # characters; no single word that ends a lead is longer
WORD = re.compile(r"[A-Za-z0-9&$%][\w&/.'’%-]*(?:\([A-Za-z]{1,6}\))?|[,;:()\"“”]")
BY = r"\s(?:of|by|approximately|another|an additional|over)$"
MARKERS = (
    r"(?:as\s)?compared\s(?:with|to)|versus|vs\.?|against|(?:up|down|compared)\sfrom|from|than|over|and\sfrom"
)


@dataclass(frozen=True, slots=True)
class Tie:
    """What the words before a figure say of it.

    role: `value` of a metric, `change` of the metric, `share` of something, or `none` (nothing ties
    it). metric: its words; "" where it is the metric of the figure before. compared: it stands for
    another period than the main figure. sign: -1 for a change downwards. holder: whose metric it is.
    about: the clause that a metric is only a part of ("Acme sold boats with a book value of").
    """

    role: Role
    metric: str = ""
    compared: bool = False
    sign: int = 1
    holder: str = ""
    expected: bool = False
    about: str = ""


@cache
def word_set(name: str) -> frozenset[str]:
    """One list of `data/prose.toml`."""
    return frozenset(load_data("index", "prose")[name])


@cache
def _alternation(name: str) -> str:
    return "|".join(sorted(map(re.escape, word_set(name)), key=len, reverse=True))


@cache
def pattern(text: str) -> re.Pattern[str]:
    """A pattern that ignores case, in which `<up>` stands for any of the words `up`."""
    return re.compile(_spelled(text), re.IGNORECASE)


@cache
def small_pattern(text: str) -> re.Pattern[str]:
    """The same for texts in small letters: to look past case takes several times as long."""
    return re.compile(_spelled(text))


def _spelled(text: str) -> str:
    for name in ("up", "down", "link", "report", "expected", "padding", "qualifiers"):
        if f"<{name}>" in text:
            text = text.replace(f"<{name}>", f"(?:{_alternation(name)})")
    return text


def squeeze(text: str) -> str:
    return " ".join(text.split())


def noun_phrase(text: str) -> tuple[str, str]:
    """The noun phrase that ends the text, and the text before it: back to an article, a verb, a comma."""
    words = _last_words(text)
    first = len(words)
    while first > 0 and len(words) - first < LONGEST_LABEL:
        word = words[first - 1].group().lower()
        if word in ',;:()"“”' or word in word_set("determiners") or word in word_set("report"):
            break
        first -= 1
    while first < len(words) and words[first].group().lower() in {
        "of",
        "for",
        "in",
        "and",
        "or",
        "as",
        "also",
    }:
        first += 1
    phrase = squeeze(text[words[first].start() :]) if first < len(words) else ""
    rest = text[: words[first].start()].rstrip() if first < len(words) else text
    if phrase.lower() in word_set("hollow"):
        outer = re.sub(r"(?:\s|^)(?:in|for|at|to|the|a|an|with)*\s*(?:a|an|the|its)?$", "", rest)
        outer = re.sub(r"\s(?:in|for|at|with|of)(?:\s(?:a|an|the))?$", "", outer)
        inner, before = _long_phrase(outer)
        return (inner, before) if inner else ("", rest)
    return phrase, rest


def _last_words(text: str) -> list[re.Match[str]]:
    """The words that end a text: more than a label takes, or all."""
    far = text.rfind(" ", 0, max(0, len(text) - FARTHEST))
    words = list(WORD.finditer(text, far + 1))
    return words if far < 0 or len(words) > LONGEST_LABEL else list(WORD.finditer(text))


def _long_phrase(text: str) -> tuple[str, str]:
    """Like `noun_phrase`, but "with", "by" and the like belong to it: "loans from four banks"."""
    parts = re.split(r"\s(?=(?:with|by|outside|under|through|among|within)\s)", text)
    phrase, rest = noun_phrase(parts[0])
    return squeeze(" ".join([phrase, *parts[1:]])) if phrase else "", rest


def subject_of(text: str) -> str:
    """The subject that a clause opens with, without what is set between commas."""
    clause = re.split(
        r";|:\s|\s(?:[–—]|--?)\s(?=(?:the|our|its)\s|[A-Z])|(?<=[a-z]{2})\.\s|[\"“”]|\((?=[^)]*$)|,\s(?:and|but|while|with)\s|\s(?:and|but|while)\s(?=the\s|our\s|its\s|to\s"
        r"|for\s|in\s|overall\s)",
        squeeze(text),
    )[-1]
    clause = re.sub(r"^(?:and|but|while|with|,|\s)+\b", "", clause).strip()
    hoped = pattern(
        r"\b(?:expects?|anticipates?|estimates?|forecasts?|projects?)\s(?:that"
        r"\s)?(?P<what>[^,;]{3,80}?)(?:\s(?:to|will))?$"
    ).search(clause)
    if hoped:
        return head_of(hoped["what"])
    relative = re.search(
        r"(?P<noun>[^,;]{3,80}?),?\s(?:that|which)(?:\s(?:now|currently|still|also))*$", clause
    )
    if relative:
        return noun_phrase(relative["noun"])[0]
    parts = [part.strip() for part in clause.split(",")]
    parts = [part for part in parts if part]
    if not parts:
        return ""
    if len(parts) > 1 and is_opening(parts[0]):
        parts = parts[1:]
    return head_of(_coordinated(parts))


def _coordinated(parts: list[str]) -> str:
    """The first part, or the whole where commas list what belongs together: "selling, general and
    administrative expenses"."""
    short = all(len(part.split()) <= SHORT for part in parts[:-1])
    last = re.match(r"(?:and\s)?[a-z][\w-]*(?:\sand\s\w|\s\w)", parts[-1])
    joins = re.search(r"(?:^|\s)and\s", parts[-1])
    if (
        1 < len(parts) <= SHORT + 1
        and short
        and last
        and joins
        and len(parts[-1].split()) <= LONGEST_LABEL // 2
    ):
        return ", ".join(parts)
    return parts[0]


def is_opening(part: str) -> bool:
    """A phrase before the subject: "For the third quarter", "Excluding this charge", "Of this"."""
    return bool(
        pattern(
            r"^(?:for|in|during|at|as|on|of|excluding|before|including|after|with|without|leaving|assuming|despite|because|if|net|to|by|under|through"
            r"|while|although|over|compared|like|unlike)\b"
        ).match(part)
    )


def head_of(phrase: str) -> str:
    """A noun phrase without its article, cut before a verb or a clause that follows it."""
    phrase = squeeze(phrase).strip(" ,;:\"“”'")
    phrase = re.sub(
        r"^(?:the|a|an|our|its|their|this|these|that|total\s(?=total))\s", "", phrase, flags=re.IGNORECASE
    )
    words = phrase.split()
    for place, word in enumerate(words):
        if place and word.lower().strip(",") in word_set("link") | {
            "which",
            "that",
            "with",
            "while",
            "during",
            "who",
        }:
            words = words[:place]
            break
    while words and words[-1].lower() in {
        "for",
        "in",
        "of",
        "and",
        "the",
        "or",
        "also",
        "now",
        "to",
        "by",
        "at",
        "on",
        "as",
        "will",
        "would",
        "should",
        "could",
        "may",
    }:
        words = words[:-1]
    return " ".join(words[:LONGEST_LABEL]).strip(" ,")


def holder_of(rest: str) -> str:
    """Whose metric it is: the subject of the verb before, "" where that is the filer."""
    told = (
        r"(?:reported|recorded|posted|delivered|generated|earned|had|incurred|achieved|announced|expects?"
        r"|anticipates?)(?:\s(?:a|an|the|its))?$"
    )
    if not pattern(told).search(rest, max(0, len(rest) - ENDING)):
        return ""
    verb = pattern(rf"^(?P<subject>.*?)\s(?:also\s)?{told}").match(rest)
    if verb is None:
        return ""
    clause = re.split(r";|,\s(?:and|but|while)\s", verb["subject"])[-1]
    parts = [part.strip() for part in clause.split(",") if part.strip()]
    if len(parts) > 1 and is_opening(parts[0]):
        parts = parts[1:]
    subject = re.sub(r"^(?:the|a|an|our|its)\s", "", parts[0], flags=re.IGNORECASE) if parts else ""
    plain = re.sub(r"^company['’]s\s", "", subject, flags=re.IGNORECASE)
    words = plain.lower().split()
    own = not words or words[-1] in word_set("self") or plain.lower() in word_set("self")
    return "" if own or len(words) > 8 else plain


def sign_of(word: str) -> int:
    return -1 if word.lower() in word_set("down") else 1
