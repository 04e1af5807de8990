"""How a sentence ties its figures to what they measure: the words before and after each figure.

The text handed in has its periods blanked (`blanked`), column for column, so that "fees for the
half year of $2.6 million" reads "fees … of $2.6 million".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from grammar.datafiles import load_data

Role = Literal["value", "change", "share", "none"]
LONGEST_LABEL = 14  # words
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
def _pattern(text: str) -> re.Pattern[str]:
    for name in ("up", "down", "link", "report", "expected", "padding", "qualifiers"):
        if f"<{name}>" in text:
            text = text.replace(f"<{name}>", f"(?:{_alternation(name)})")
    return re.compile(text, re.IGNORECASE)


def squeeze(text: str) -> str:
    return " ".join(text.split())


@cache
def _padding_ends() -> tuple[str, ...]:
    return tuple(sorted({phrase.split()[-1] for phrase in word_set("padding")}))


def strip_padding(lead: str) -> str:
    """The words before a figure without "a record", "approximately" and the like at their end."""
    lead = squeeze(lead)
    while True:
        if not lead[-ENDING:].lower().endswith(_padding_ends()):
            return lead
        shorter = _pattern(r"(?:^|\s)<padding>$").sub("", lead)
        if shorter == lead:
            return lead
        lead = shorter


def tie(lead: str, tail: str, percent: bool) -> Tie:
    """What ties a figure: `lead` the words since the figure before, `tail` those up to the next."""
    lower = lead.lower()
    expected = any(word in lower for word in word_set("expected")) and bool(
        _pattern(r"\b<expected>\b").search(lead)
    )
    bare, tail = strip_padding(lead), squeeze(tail)
    before = squeeze(lead)
    for step in (_elliptic, _change, _share, _of, _carried, _earned, _modifier, _subject, _part, _done):
        found = step(before if step is _modifier else bare, tail, percent)
        if found is not None:
            return replace(found, expected=expected)
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
    if not percent and not re.search(r"(?:\bby|\bof)$", lead) and not _moved().search(lead):
        return None
    after = _pattern(
        r"^(?:year[- ]over[- ]year\s|sequential\s)?(?P<word><up>|<down>)\b(?:\s(?:in|of)\s(?:the\s|our\s"
        r"|its\s)?(?P<what>[^,;.]{3,60}))?"
    ).match(tail)
    if after and percent and not _pattern(r"\b(?:was|were|is|are)$").search(lead):
        what = _head_of(after["what"] or "")
        return Tie("change", what or _changed(lead), sign=_sign(after["word"]))
    end = len(lead)
    while by := _pattern(BY).search(lead, max(0, end - ENDING), end):
        end = by.start()
    before = _pattern(r"\b(?P<word><up>|<down>)$").search(lead, max(0, end - ENDING), end)
    if before is None:
        return None
    word = before["word"].lower()
    if word in {"more", "above", "below", "less", "over"} or (
        not percent and re.search(r"(?:gains?|growth) of$", lead)
    ):
        return None
    return Tie("change", _changed(lead[: before.start()]), sign=_sign(word))


@cache
def _moved() -> re.Pattern[str]:
    """A verb of change right before a figure: "sales increased $5 million", "was down $2 million"."""
    moved = word_set("up") & word_set("link") | word_set("down") & word_set("link") | word_set("moved")
    return re.compile(rf"\b(?:{'|'.join(sorted(moved))})$", re.IGNORECASE)


def _changed(lead: str) -> str:
    """What changed: the subject before the change, "" where it is the metric of the figure before."""
    lead = squeeze(lead)
    while True:
        shorter = _pattern(
            r"(?:^|[\s,]+)(?:an?|the|and|or|was|were|is|are|has|have|had|been|represent(?:ing|s|ed)"
            r"|reflect(?:ing|s|ed)|also|showing"
            r"|recording|for|with|further|we|it|to be|from|over|than|versus|compared (?:to|with))?,?$"
        ).sub("", lead)
        if shorter == lead:
            return _subject_of(lead)
        lead = shorter


def _sign(word: str) -> int:
    return -1 if word.lower() in word_set("down") else 1


def _share(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "accounted for half of the total fees": the subject, as a share of what follows "of"."""
    if not percent:
        return None
    whole = re.match(r"of (?:the |our |its |total |all )*(?P<whole>[^,;.]{3,60})", tail)
    if whole is None:
        return None
    verb = _pattern(
        r"\b(?:now |currently |still )?(?:represent(?:s|ed|ing)?|account(?:s|ed|ing)? for|compris(?:es"
        r"|ed|ing|e)|constitut(?:es|ed|ing|e)|ma[dk]e up|contribut(?:es|ed|ing|e)"
        r"|continues? to (?:represent|account for)|was|were|is|are)$"
    ).search(lead)
    if verb is None:
        return None
    part = _subject_of(lead[: verb.start()])
    words = _head_of(whole["whole"])
    total = "total " if re.match(r"of (?:the |our |its )?total ", tail) else ""
    return Tie("share", f"{part}{SHARE_OF}{total}{words}" if part else "") if words else None


def share_like(last: Tie, tail: str) -> Tie:
    """ "55% of revenue and 29% of expenses": the second figure is a share of what follows it."""
    whole = re.match(r"of (?:the |our |its |total |all )*(?P<whole>[^,;.]{3,60})", squeeze(tail))
    words = _head_of(whole["whole"]) if whole else ""
    part = last.metric.split(SHARE_OF)[0] if SHARE_OF in last.metric else ""
    return replace(last, metric=f"{part}{SHARE_OF}{words}" if words and part else "")


def _of(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "reported a net loss of": the noun phrase before "of"; whose it is, where not the filer's."""
    if not lead[-ENDING:].lower().endswith(("of", "at", "be", "between")):
        return None
    match = re.search(r"\s(?:of|at|to be|between|in the range of|of between)$", f" {lead}")
    if match is None or (
        lead.endswith((" at",)) and not re.search(r"\b(?:dividend|loss|income|price)\b.* at$", lead)
    ):
        return None
    body = lead[: len(lead) + 1 - len(match.group())] if match.start() else ""
    if match.group().strip() != "of":
        object_ = _pattern(
            r"\b(?:expects?|anticipates?|estimates?|forecasts?|projects?|believes?)"
            r"\s(?P<what>[^,;]{3,80}?)(?:\s(?:to|will))?$"
        ).search(body)
        return Tie("value", _head_of(object_["what"])) if object_ else None
    metric, rest = noun_phrase(body)
    if not metric:
        return None
    compared = bool(_pattern(rf"(?:{MARKERS})(?:\s(?:a|an|the|its|our))?$").search(rest[-2 * ENDING :]))
    return Tie(
        "value", metric, compared=compared, holder="" if compared else _holder(rest), about=_about(rest)
    )


def _about(rest: str) -> str:
    """ "Acme sold boats with": the clause that the metric belongs to, without its opening."""
    if not re.search(r"\s(?:with|for|at|in|by)(?:\s(?:a|an|the|its))?$", rest[-ENDING:]):
        return ""
    match = re.search(r"(?P<clause>[^,;.]{8,90})\s(?:with|for|at|in|by)(?:\s(?:a|an|the|its))?$", rest)
    if match is None:
        return ""
    clause = match["clause"].strip()
    own = clause.lower().split()[-1] in word_set("self")
    return clause if len(clause.split()) > 2 and not _opening(clause) and not own else ""


def _carried(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "from", "compared with", "to": the metric of the figure before, in another period or the same."""
    moved = _pattern(r"(?P<subject>\S.*)\s(?:<up>|<down>)\sfrom$").match(lead)
    if moved and lead.endswith("from"):
        return Tie("value", _changed(moved["subject"]), compared=True)
    if _pattern(rf"(?:^|[\s,])(?:and\s)?(?:{MARKERS})$").search(lead):
        return Tie("value", compared=True)
    if re.fullmatch(r"(?:,|\s|and\b|or\b|to\b|for\b|of\b|by\b)*", lead):
        return Tie("value")
    return None


def _earned(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "the company earned $3.0 million": a verb that is a metric by itself."""
    verb = re.search(r"\b(earned|earning|earns|lost|loses|losing)$", lead, re.IGNORECASE)
    if verb is None or percent:
        return None
    metric = "net loss" if verb.group(1).lower().startswith("los") else "net income"
    return Tie("value", metric, holder=_holder(f"{lead[: verb.start()]}earned"))


def _subject(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "mooring fees for the quarter were": the subject of the verb before the figure."""
    verb = _pattern(
        r"\s(?:(?:would|will|could|should|may|to)\s)?(?:also\s|now\s|currently\s)?(?:have\s|has\s)?<link>"
        r"(?:\s(?:currently|presently|now))?(?:\s(?:anticipated|expected|estimated|projected|forecast"
        r"|forecasted|reported))?(?:\s(?:to|at|by|from|up|above|below|over|under|in the range of|in the"
        r"|as))*"
        r"(?:\s(?:be|total|reach|remain|approximate|range)(?:\s(?:between|from|in the range of|in the))?)?$"
    ).search(f" {lead}")
    if verb is None:
        return None
    subject = _subject_of(f" {lead}"[: verb.start()])
    return Tie("value", subject) if subject else None


def _part(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "including $4 million of deferred rent": what follows the figure, as a part of what is before it."""
    if percent or not re.search(r"\b(?:including|of which|consisting of|comprised of|and|,)$", lead):
        return None
    what = re.match(r"(?:of|in)\s(?:the\s|our\s|its\s)?(?P<what>[^,;.()]{3,80})", tail)
    if what is None and lead.endswith("of which"):
        what = re.match(r"(?:was|were|is|are)\s(?P<what>[^,;.()]{3,60})", tail)
    label = _head_of(what["what"]) if what else ""
    return Tie("value", label) if label else None


def _modifier(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "a $575 million credit line": the noun that the figure stands before, after an article."""
    if percent or not _pattern(r"\b(?:an?|the|our|its|this|new|existing)$").search(lead[-ENDING:]):
        return None
    what = re.match(r"(?P<what>[A-Za-z][\w&/'’-]*(?:\s[\w&/'’-]+){0,7})", tail)
    if what is None or what["what"].split()[0].lower() in word_set("before_none"):
        return None
    changed = _pattern(r"(?P<word><up>|<down>)\s(?:in|of)\s(?:the\s|our\s|its\s)?(?P<what>\w.*)").match(
        what["what"]
    )
    if changed:
        return Tie("change", _until_preposition(_head_of(changed["what"])), sign=_sign(changed["word"]))
    label = _until_preposition(_head_of(what["what"]))
    return Tie("value", label) if label else None


def _until_preposition(phrase: str) -> str:
    """A noun phrase cut before what is said of it: "credit line with two banks" is a credit line."""
    words = phrase.split()
    stop = next(
        (n for n, word in enumerate(words) if n and word.lower() in word_set("before_none")), len(words)
    )
    return " ".join(words[:stop])


def _done(lead: str, tail: str, percent: bool) -> Tie | None:
    """ "repurchased $21 billion of its common stock", "paid $2 million in dividends": the object of a
    verb of payment, with what was done to it."""
    if percent:
        return None
    verb = re.search(rf"(?:^|\s)(?P<verb>{'|'.join(sorted(word_set('done')))})$", lead, re.IGNORECASE)
    what = re.match(r"(?:of|in)\s(?:(?:the|our|its|outstanding)\s)*(?P<what>[^,;.()]{3,80})", tail)
    if verb is None or what is None:
        return None
    label = _until_preposition(_head_of(what["what"]))
    holder = _holder(f"{lead[: verb.start('verb')]}reported") if label else ""
    return Tie("value", f"{label} {verb['verb'].lower()}", holder=holder) if label else None


def noun_phrase(text: str) -> tuple[str, str]:
    """The noun phrase that ends the text, and the text before it: back to an article, a verb, a comma."""
    words = list(WORD.finditer(text))
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


def _long_phrase(text: str) -> tuple[str, str]:
    """Like `noun_phrase`, but "with", "by" and the like belong to it: "loans from four banks"."""
    parts = re.split(r"\s(?=(?:with|by|outside|under|through|among|within)\s)", text)
    phrase, rest = noun_phrase(parts[0])
    return squeeze(" ".join([phrase, *parts[1:]])) if phrase else "", rest


def _subject_of(text: str) -> str:
    """The subject that a clause opens with, without what is set between commas."""
    clause = re.split(
        r";|:\s|(?<=[a-z]{2})\.\s|[\"“”]|\((?=[^)]*$)|,\s(?:and|but|while|with)\s|\s(?:and|but|while)\s(?=the\s|our\s|its\s|to\s"
        r"|for\s|in\s|overall\s)",
        squeeze(text),
    )[-1]
    clause = re.sub(r"^(?:and|but|while|with|,|\s)+\b", "", clause).strip()
    hoped = _pattern(
        r"\b(?:expects?|anticipates?|estimates?|forecasts?|projects?)\s(?:that"
        r"\s)?(?P<what>[^,;]{3,80}?)(?:\s(?:to|will))?$"
    ).search(clause)
    if hoped:
        return _head_of(hoped["what"])
    relative = re.search(
        r"(?P<noun>[^,;]{3,80}?),?\s(?:that|which)(?:\s(?:now|currently|still|also))*$", clause
    )
    if relative:
        return noun_phrase(relative["noun"])[0]
    parts = [part.strip() for part in clause.split(",")]
    parts = [part for part in parts if part]
    if not parts:
        return ""
    if len(parts) > 1 and _opening(parts[0]):
        parts = parts[1:]
    return _head_of(_coordinated(parts))


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


def _opening(part: str) -> bool:
    """A phrase before the subject: "For the third quarter", "Excluding this charge", "Of this"."""
    return bool(
        _pattern(
            r"^(?:for|in|during|at|as|on|of|excluding|before|including|after|with|without|leaving|assuming|despite|because|if|net|to|by|under|through"
            r"|while|although|over)\b"
        ).match(part)
    )


def _head_of(phrase: str) -> str:
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


def _holder(rest: str) -> str:
    """Whose metric it is: the subject of the verb before, "" where that is the filer."""
    told = (
        r"(?:reported|recorded|posted|delivered|generated|earned|had|incurred|achieved|announced|expects?"
        r"|anticipates?)(?:\s(?:a|an|the|its))?$"
    )
    if not _pattern(told).search(rest, max(0, len(rest) - ENDING)):
        return ""
    verb = _pattern(rf"^(?P<subject>.*?)\s(?:also\s)?{told}").match(rest)
    if verb is None:
        return ""
    clause = re.split(r";|,\s(?:and|but|while)\s", verb["subject"])[-1]
    parts = [part.strip() for part in clause.split(",") if part.strip()]
    if len(parts) > 1 and _opening(parts[0]):
        parts = parts[1:]
    subject = re.sub(r"^(?:the|a|an|our|its)\s", "", parts[0], flags=re.IGNORECASE) if parts else ""
    plain = re.sub(r"^company['’]s\s", "", subject, flags=re.IGNORECASE)
    words = plain.lower().split()
    own = not words or words[-1] in word_set("self") or plain.lower() in word_set("self")
    return "" if own or len(words) > 8 else plain
