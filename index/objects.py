"""Figures tied by what stands after them: "including $4 million of rent", "a $575 million credit line"."""

from __future__ import annotations

import re
from collections.abc import Callable

from index.nouns import ENDING, Tie, head_of, holder_of, is_opening, pattern, sign_of, word_set

Step = Callable[[str, str, bool], Tie | None]
OF_WHAT = re.compile(
    r"(?:of|in)\s(?!which|whom|this|these|them)(?:(?:the|our|its|outstanding)\s)*(?P<what>[^,;.()]{3,80})"
)
ARTICLE = re.compile(r"\b(?:an?|the|our|its|this|new|existing|previous)(?:\s[\w-]{2,20},)?$", re.IGNORECASE)
AFTER = re.compile(r"(?P<what>[A-Za-z][\w&/'’-]*(?:\s[\w&/'’-]+){0,9})")
PART = re.compile(r"\b(?:including|of which|consisting of|compris(?:ed|ing) of|made up of|net of|and|,)$")
HELD = re.compile(r"\b(?:had|has|have|maintains?|holds?|there\s(?:was|were|is|are))$", re.IGNORECASE)
LESS = re.compile(r"(?:less|more|lower|higher|greater|below|above|in excess of|short of)\b")
FIRST = re.compile(r"(?:remains?|remained|was|were|is|are)\s(?P<what>[^,;.()]{3,60})")


def part(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "including $4 million of deferred rent", "of which $3 million was non-cash": a part of the figure
    before."""
    if percent or not PART.search(lead[-ENDING:]):
        return None
    what = OF_WHAT.match(tail)
    if what is None and lead.endswith("of which"):
        what = FIRST.match(tail)
    label = until_clause(head_of(what["what"])) if what else ""
    return Tie("value", label) if label else None


def less(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "approximately $5 million less than the carrying value": a distance, not a value."""
    return Tie("none") if not percent and LESS.match(tail) else None


def modifier(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "a $575 million credit line", "a 37% interest in Acme": the noun that the figure stands before."""
    if not ARTICLE.search(lead[-2 * ENDING :]):
        return None
    what = AFTER.match(tail)
    if what is None or what["what"].split()[0].lower() in word_set("before_none"):
        return None
    changed = pattern(r"(?P<word><up>|<down>)\s(?:in|of|to)\s(?:the\s|our\s|its\s)?(?P<what>\w.*)").match(
        what["what"]
    )
    if changed:
        label = until_clause(head_of(changed["what"]))
        return None if percent else Tie("change", label, sign=sign_of(changed["word"]))
    if pattern(r"(?:[\w-]+\s)?(?:<up>|<down>)\b").match(what["what"]):
        return None
    label = head_of(what["what"]) if percent else until_clause(head_of(what["what"]))
    return Tie("value", label) if label else None


def had(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "the company had $20 million of bonds", "there was $3 million of unpaid rent": what it had."""
    held = None if percent else HELD.search(lead[-ENDING:])
    what = OF_WHAT.match(tail) if held else None
    if held is None or what is None:
        return None
    label = head_of(what["what"])
    holder = "" if "there" in held.group().lower() else holder_of(f"{lead.rsplit(None, 1)[0]} had")
    return Tie("value", label, holder=holder) if label else None


def done(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "repurchased $21 billion of its common stock", "paid $2 million in dividends": the object of a
    verb of payment, with what was done to it."""
    if percent:
        return None
    verb = lead.rsplit(None, 1)[-1] if lead else ""
    what = OF_WHAT.match(tail) if verb.lower() in word_set("done") else None
    if what is None:
        return None
    label = until_clause(head_of(what["what"]))
    holder = holder_of(f"{lead[: len(lead) - len(verb)]}reported") if label else ""
    return Tie("value", f"{label} {verb.lower()}", holder=holder) if label else None


def first(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "$12 billion remains available for repurchases": what the figure itself is said to be."""
    lead = lead.strip(" ,") and lead
    opens = not lead or (lead.endswith(",") and is_opening(lead)) or lead.lower() in {"and", "approximately"}
    what = FIRST.match(tail) if opens and not percent else None
    label = head_of(what["what"]) if what else ""
    return Tie("value", label) if label else None


def until_clause(phrase: str) -> str:
    """A noun phrase cut before what is said of it: "credit line with two banks" is a credit line."""
    words = phrase.split()
    ends = word_set("before_none") - {"of", "for"}
    stop = next((n for n, word in enumerate(words) if n and word.lower() in ends), len(words))
    while stop > 1 and words[stop - 1].lower() in {"of", "for"}:
        stop -= 1
    return " ".join(words[:stop])
