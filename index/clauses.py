"""How a sentence ties its figures to what they measure: the words before and after each figure.

The text handed in has its periods blanked (`blanked`), column for column, so that "fees for the
half year of $2.6 million" reads "fees … of $2.6 million".
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from index.nouns import (
    BY,
    ENDING,
    MARKERS,
    SHARE_OF,
    Tie,
    head_of,
    holder_of,
    is_opening,
    noun_phrase,
    pattern,
    sign_of,
    small_pattern,
    squeeze,
    subject_of,
    word_set,
)
from index.objects import Step, done, first, had, less, modifier, part

# What ends a lead. They are looked for no farther from its end than they are long.
BY_OR_OF = re.compile(r"\b(?:by|of)$")
OF = re.compile(r"\s(?:of|at|to be|between|in the range of|of between)$")
EARNED = re.compile(r"\b(earned|earning|earns|lost|loses|losing)$", re.IGNORECASE)


@cache
def _padding_ends() -> tuple[str, ...]:
    return tuple(sorted({phrase.split()[-1] for phrase in word_set("padding")}))


def strip_padding(lead: str) -> str:
    """The words before a figure without "a record", "approximately" and the like at their end."""
    lead = squeeze(lead)
    while True:
        if not lead[-ENDING:].lower().endswith(_padding_ends()):
            return lead
        shorter = pattern(r"(?:^|\s)<padding>$").sub("", lead)
        if shorter == lead:
            return lead
        lead = shorter


def tie(lead: str, tail: str, percent: bool) -> Tie:
    """What ties a figure: `lead` the words since the figure before, `tail` those up to the next."""
    expected = small_pattern(r"\b<expected>\b").search(lead.lower()) is not None
    bare, before, tail = strip_padding(lead), squeeze(lead), squeeze(tail)
    for step in STEPS:
        found = step(before if step is modifier else bare, tail, percent)
        if found is not None:
            return replace(found, expected=expected) if expected != found.expected else found
    return Tie("none", expected=expected)


def _elliptic(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "… and to Acme Labs, a supplier, was": the head of the metric before goes on."""
    match = re.match(
        r"(?:and|but|,)\s(?P<to>(?:to|for|from|in|by|at)\s[^,;]{2,60})(?:,[^,;]{2,60},)?\s(?:was|were|is"
        r"|are)$",
        lead,
    )
    return Tie("value", match["to"]) if match else None


def _change(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "an increase of 14%", "grew 60%", "down 1.5%", "a 12% rise in sales", "40% lower than"."""
    near = max(0, len(lead) - ENDING)
    if percent:
        after = pattern(
            r"^(?:year[- ]over[- ]year\s|sequential\s)?(?P<word><up>|<down>)\b(?:\s(?:in|of)\s(?:the\s|our\s"
            r"|its\s)?(?P<what>[^,;.]{3,60}))?"
        ).match(tail)
        if after and not pattern(r"\b(?:was|were|is|are)$").search(lead, near):
            what = head_of(after["what"] or "")
            return Tie("change", what or _changed(lead), sign=sign_of(after["word"]))
    elif not BY_OR_OF.search(lead, near) and not _moved().search(lead[near:].lower()):
        return None
    end = len(lead)
    while by := pattern(BY).search(lead, max(0, end - ENDING), end):
        end = by.start()
    before = pattern(r"\b(?P<word><up>|<down>)$").search(lead, max(0, end - ENDING), end)
    if before is None:
        return None
    word = before["word"].lower()
    if word in {"more", "above", "below", "less", "over"} or (
        not percent and re.search(r"(?:gains?|growth) of$", lead)
    ):
        return None
    return Tie("change", _changed(lead[: before.start()]), sign=sign_of(word))


@cache
def _moved() -> re.Pattern[str]:
    """A verb of change right before a figure, in small letters: "sales increased $5 million"."""
    moved = word_set("up") & word_set("link") | word_set("down") & word_set("link") | word_set("moved")
    return re.compile(rf"\b(?:{'|'.join(sorted(moved))})$")


def _changed(lead: str) -> str:
    """What changed: the subject before the change, "" where it is the metric of the figure before."""
    lead = squeeze(lead)
    while True:
        shorter = pattern(
            r"(?:^|[\s,]+)(?:an?|the|and|or|was|were|is|are|has|have|had|been|represent(?:ing|s|ed)"
            r"|reflect(?:ing|s|ed)|also|showing"
            r"|recording|for|with|further|we|it|to be|from|over|than|versus|compared (?:to|with))?,?$"
        ).sub("", lead)
        if shorter == lead:
            told = pattern(
                r"\s(?:achieved|reported|recorded|posted|delivered|generated|experienced|saw)\s(?P<what>.+)$"
            )
            said = told.search(lead)
            return head_of(said["what"]) if said else subject_of(lead)
        lead = shorter


def _share(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "accounted for half of the total fees": the subject, as a share of what follows "of"."""
    if not percent:
        return None
    whole = re.match(r"of (?:the |our |its |total |all )*(?P<whole>[^,;.]{3,60})", tail)
    if whole is None:
        return None
    verb = pattern(
        r"\b(?:now |currently |still )?(?:represent(?:s|ed|ing)?|account(?:s|ed|ing)? for|compris(?:es"
        r"|ed|ing|e)|constitut(?:es|ed|ing|e)|ma[dk]e up|contribut(?:es|ed|ing|e)"
        r"|continues? to (?:represent|account for)|was|were|is|are)$"
    ).search(lead, max(0, len(lead) - 3 * ENDING))
    if verb is None:
        return None
    part = subject_of(lead[: verb.start()])
    words = head_of(whole["whole"])
    total = "total " if re.match(r"of (?:the |our |its )?total ", tail) else ""
    return Tie("share", f"{part}{SHARE_OF}{total}{words}" if part else "") if words else None


def share_like(last: Tie, tail: str) -> Tie:
    """ "55% of revenue and 29% of expenses": the second figure is a share of what follows it."""
    whole = re.match(r"of (?:the |our |its |total |all )*(?P<whole>[^,;.]{3,60})", squeeze(tail))
    words = head_of(whole["whole"]) if whole else ""
    part = last.metric.split(SHARE_OF)[0] if SHARE_OF in last.metric else ""
    return replace(last, metric=f"{part}{SHARE_OF}{words}" if words and part else "")


def _of(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "reported a net loss of": the noun phrase before "of"; whose it is, where not the filer's."""
    if not lead[-ENDING:].lower().endswith(("of", "at", "be", "between")):
        return None
    match = OF.search(f" {lead}", max(0, len(lead) - ENDING))
    if match is None or (
        lead.endswith((" at",)) and not re.search(r"\b(?:dividend|loss|income|price)\b.* at$", lead)
    ):
        return None
    body = lead[: len(lead) + 1 - len(match.group())] if match.start() else ""
    if match.group().strip() != "of":
        object_ = pattern(
            r"\b(?:expects?|anticipates?|estimates?|forecasts?|projects?|believes?)"
            r"\s(?P<what>[^,;]{3,80}?)(?:\s(?:to|will))?$"
        ).search(body)
        return Tie("value", head_of(object_["what"])) if object_ else None
    metric, rest = noun_phrase(body)
    metric, rest = _further(metric, rest)
    if not metric or metric.lower().split()[-1] in {
        "net",
        "comprised",
        "consisting",
        "composed",
        "equivalent",
    }:
        return part(lead, tail, percent) if metric else None
    compared = bool(pattern(rf"(?:{MARKERS})(?:\s(?:a|an|the|its|our))?$").search(rest[-2 * ENDING :]))
    return Tie(
        "value", metric, compared=compared, holder="" if compared else holder_of(rest), about=_about(rest)
    )


def _further(metric: str, rest: str) -> tuple[str, str]:
    """ "accounts payable to Acme": the noun before a preposition belongs to the phrase, where it is one."""
    ending = rest[-ENDING:]
    preposition = re.search(r"\s(?P<word>to|against|under)(?:\sthe)?$", ending) if metric else None
    if preposition is None:
        return metric, rest
    inner, before = noun_phrase(rest[: len(rest) - len(ending) + preposition.start()])
    last = inner.split()[-1].lower() if inner else ""
    verbal = word_set("up") | word_set("down") | word_set("link") | word_set("no_head")
    if not last or last in verbal or not last.isalpha() or last.endswith(("ed", "ing")):
        return metric, rest
    return f"{inner} {preposition['word']} {metric}", before


def _about(rest: str) -> str:
    """ "Acme sold boats with": the clause that the metric belongs to, without its opening."""
    if not re.search(r"\s(?:with|for|at|in|by)(?:\s(?:a|an|the|its))?$", rest[-ENDING:]):
        return ""
    match = re.search(r"(?P<clause>[^,;.]{8,90})\s(?:with|for|at|in|by)(?:\s(?:a|an|the|its))?$", rest)
    if match is None:
        return ""
    clause = match["clause"].strip()
    own = clause.lower().split()[-1] in word_set("self")
    return clause if len(clause.split()) > 2 and not is_opening(clause) and not own else ""


def _carried(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "from", "compared with", "to": the metric of the figure before, in another period or the same."""
    moved = pattern(r"\s(?:<up>|<down>)\sfrom$").search(lead, max(0, len(lead) - ENDING))
    if moved and lead[: moved.start()].strip():
        return Tie("value", _changed(lead[: moved.start()]), compared=True)
    if _comparing().search(lead, max(0, len(lead) - 2 * ENDING)):
        return Tie("value", compared=True)
    if re.fullmatch(r"(?:,|\s|and\b|or\b|to\b|for\b|of\b|by\b|respectively\b)*", lead):
        return Tie("value")
    return None


@cache
def _comparing() -> re.Pattern[str]:
    """What compares a figure with the one before, at the end of a lead."""
    return re.compile(rf"(?:^|[\s,])(?:and\s)?(?:{MARKERS})$", re.IGNORECASE)


def _earned(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "the company earned $3.0 million": a verb that is a metric by itself."""
    verb = EARNED.search(lead, max(0, len(lead) - ENDING))
    if verb is None or percent:
        return None
    metric = "net loss" if verb.group(1).lower().startswith("los") else "net income"
    return Tie("value", metric, holder=holder_of(f"{lead[: verb.start()]}earned"))


def _subject(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "mooring fees for the quarter were": the subject of the verb before the figure."""
    verb = pattern(
        r"\s(?:(?:would|will|could|should|may|to)\s)?(?:also\s|now\s|currently\s)?(?:have\s|has\s)?<link>"
        r"(?:\s(?:currently|presently|now))?(?:\s(?:anticipated|expected|estimated|projected|forecast"
        r"|forecasted|reported))?(?:\s(?:by\s)?[\d.]{1,5}\s(?:percentage\s|full\s)?(?:points?|pts?\.?)(?=,?\sto$))?"
        r"(?:,?\s(?:to|at|by|from|up|above|below|over|under|in the range of|in the"
        r"|as))*"
        r"(?:\s(?:be|total|reach|remain|approximate|range)(?:\s(?:between|from|in the range of|in the))?)?$"
    ).search(f" {lead}")
    if verb is None:
        return None
    subject = subject_of(f" {lead}"[: verb.start()])
    return Tie("value", subject) if subject else None


def fit_label(label: str) -> bool:
    """Whether words can be what a figure measures: a noun phrase, no pronoun, verb or conjunction first."""
    words = label.lower().split()
    if not words or not words[0][0].isalpha() or words[:2] == ["other", "than"]:
        return False
    if label.count("(") != label.count(")"):
        return False
    if words[0] in word_set("unfit") and not (
        len(words) > 1 and words[0] in {"to", "for", "from", "in", "by", "at"}
    ):
        return False
    return words[0] not in word_set("link") and not any(
        "'" in word and word.endswith(("'re", "'ve", "'ll", "'m")) for word in words
    )


# In order: the first that reads the words around a figure ties it.
STEPS: tuple[Step, ...] = (
    _elliptic,
    _change,
    _share,
    less,
    _of,
    first,
    _carried,
    _earned,
    modifier,
    had,
    _subject,
    part,
    done,
)
