"""How a turn asks for a calculation over what was said before: the rules, each with what it reads.

A rule gives the two sides of a calculation as words, and its sign; what the sides are `qa.compose` finds.
Words are compared in small letters, without the mark at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from qa.compose_words import (
    AGAINST,
    ASKED,
    ASKS,
    BARE,
    CHANGE_IN,
    COUNTS,
    DID,
    FALLS,
    GROWN,
    IN_PERCENT,
    IN_UNITS,
    LEAD,
    NUMBER,
    OF_YEAR,
    PART,
    POINTS_BACK,
    REFERENCE,
    RESULT,
    SPAN,
    SYMBOLS,
    THEN,
    TWO,
    VERBS,
    WHEN,
)


@dataclass(frozen=True, slots=True)
class Form:
    """A calculation as words: which rule read it, its sign and sides. No left side: the last outcome.
    percent: a quotient is wanted in percent; `points`: it needs what was said before."""

    rule: str
    sign: str
    left: str = ""
    right: str = ""
    percent: bool = False
    points: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to ask. `examples` are turns that it reads, with the sides they have. `in_unit`: only where the
    turn names a unit."""

    name: str
    pattern: re.Pattern[str]
    form: Callable[[re.Match[str]], Form | None]
    examples: tuple[tuple[str, str, str, str], ...]
    in_unit: bool = False
    last: bool = False  # only where nothing else answers


def _noun(what: str) -> str:
    """What "the net change", "the combined total" and "the decline" ask for."""
    last = what.split()[-1]
    return {"total": "sum", "decline": "decrease"}.get(last, last if last in ASKED else "change")


def _share(found: re.Match[str]) -> Form | None:
    left, right = found["left"], found["right"]
    return Form("share", "/", left, right, True, _refers(left, right))


def _binary(found: re.Match[str]) -> Form | None:
    left, right = found["left"], found["right"]
    if found["sign"] == "over" and (SPAN.match(right) or not POINTS_BACK.fullmatch(left)):
        return None  # "the change over the year" divides nothing
    return Form("binary", SYMBOLS[found["sign"]], left, right, points=_refers(left, right))


def _continued(found: re.Match[str]) -> Form:
    return Form("continued", SYMBOLS[found["sign"]], "", found["right"])


def _ordered(found: re.Match[str]) -> Form | None:
    left, right = found["left"], found["right"]
    if found["verb"] == "add" and not _refers(left, right):
        return None  # "add up interest and taxes paid": one phrase may end both
    if found["verb"] == "subtract" and found["tie"] == "from":
        left, right = right, left
    return Form("ordered", VERBS[found["verb"]], left, right, points=_refers(left, right))


def _of_years(found: re.Match[str]) -> Form:
    return Form("years", "/", f"in {found['left']}", f"in {found['right']}")


def _counted(form: Form) -> bool:
    """Whether one of two sides is a number: "1000 times the units sold"."""
    return form.rule == "binary" and bool(NUMBER.fullmatch(form.left) or NUMBER.fullmatch(form.right))


def _of_change(form: Form) -> bool:
    """Whether a change is set against something: "what percentage did the change in A represent of B"."""
    return form.rule == "share" and CHANGE_IN.match(form.left) is not None


def _refers(left: str, right: str) -> bool:
    """Whether one of two sides points back as a whole, or is what is talked of in another year."""
    return any(POINTS_BACK.fullmatch(side) or OF_YEAR.fullmatch(side) for side in (left, right))


RULES = (
    Rule(
        "two",
        re.compile(f"{LEAD}{TWO.pattern}"),
        lambda found: Form("two", found["what"]),
        (
            ("What is the sum of those two values?", "sum", "", ""),
            ("and the difference between the two?", "difference", "", ""),
        ),
    ),
    Rule(
        "bare",
        re.compile(f"{LEAD}{BARE.pattern}"),
        lambda found: Form("bare", _noun(found["what"])),
        (("what is the sum?", "sum", "", ""), ("What, then, was the combined total?", "sum", "", "")),
    ),
    Rule(
        "moved",
        re.compile(
            r"(?:and |so )*by (?:what amount|how much),?(?: then,?)? did (?:it|that|this|they|those|these)"
            r"(?: \w+)? (?P<how>change|increase|decrease|rise|fall|grow|decline|drop|move)"
            r"(?: (?:over|between|during|in|from) .*)?"
        ),
        lambda found: Form("bare", "decrease" if found["how"] in FALLS else "change"),
        (("by what amount, then, did it change over the years?", "change", "", ""),),
        last=True,
    ),
    Rule(
        "both years",
        re.compile(
            rf"{LEAD}(?:in thousands, |in millions, )?(?:the )?(?P<what>total|sum|average|difference)\b.*"
            r" (?:for|in|of|over|between) (?:both|those two|these two|the two)(?: of (?:those|these|the))?"
            r" (?:years?|periods?|quarters?)(?:,? combined)?"
        ),
        lambda found: Form("two", found["what"]),
        (("so what was the total payment for these two years?", "total", "", ""),),
        last=True,
    ),
    Rule(
        "several",
        re.compile(
            rf"{LEAD}(?:the )?(?:combined |total )?(?P<what>total|sum|average)\b.*"
            rf" (?:for|in|of|over|across) all (?:of )?(?:(?:the|those|these) )?(?P<count>{'|'.join(COUNTS)})"
            r" (?:years?|periods?|quarters?|values?|amounts?|of them)(?:,? combined)?"
        ),
        lambda found: Form("several", found["what"], str(COUNTS[found["count"]])),
        (("what is the total sum for all 3 years?", "sum", "3", ""),),
        last=True,
    ),
    Rule(
        "grown",
        re.compile(f"{LEAD}{GROWN.pattern}"),
        lambda found: Form("grown", "/", percent=True),
        (
            ("So what was the percentage change during this time?", "/", "", ""),
            ("what percentage change does this represent?", "/", "", ""),
        ),
    ),
    Rule(
        "again",
        re.compile(rf"{LEAD}(?:about )?{REFERENCE}"),
        lambda found: Form("again", ""),
        (("what is that in millions?", "", "", ""), ("and that as a percentage?", "", "", "")),
        in_unit=True,
    ),
    Rule(
        "larger",
        re.compile(
            r"(?:and |so )*which(?: one)?(?: of (?:the|those|these) two| of them)?"
            r" (?:is|was|are|were) (?:the )?"
            r"(?P<what>larger|higher|greater|bigger|more|smaller|lower|less)(?: one| figure| value| amount)?"
        ),
        lambda found: Form("larger", "min" if found["what"] in ("smaller", "lower", "less") else "max"),
        (("which of the two is larger?", "max", "", ""), ("and which was the lower one?", "min", "", "")),
    ),
    Rule(
        "with",
        re.compile(
            rf"(?:and |so )?(?:including|adding|together with){THEN},? (?P<right>[^,]+?),?"
            rf" (?:what|how much)\b.*\b{RESULT}\b.*"
        ),
        lambda found: Form("with", "+", "", found["right"]),
        (
            (
                "Including the notes due in 2019, what then becomes that total?",
                "+",
                "",
                "the notes due in 2019",
            ),
        ),
    ),
    Rule(
        "sum with",
        re.compile(rf"{LEAD}(?:the|that) (?:sum|total) (?:including|with|plus|and) (?P<right>.+)"),
        lambda found: Form("with", "+", "", found["right"]),
        (("what is the sum including goodwill?", "+", "", "goodwill"),),
    ),
    Rule(
        "share of",
        re.compile(rf"{LEAD}(?P<left>{REFERENCE}),? as an? {PART} of (?P<right>.+)"),
        _share,
        (("What is that as a percentage of the 2014 losses?", "/", "that", "the 2014 losses"),),
    ),
    Rule(
        "represents",
        re.compile(rf"{ASKS}{THEN},? {DID} (?P<left>.+?) represent(?:ed)? {AGAINST} (?P<right>.+)"),
        _share,
        (
            (
                "How much does that change represent in relation to this 2016 amount, in percentage?",
                "/",
                "that change",
                "this 2016 amount",
            ),
        ),
    ),
    Rule(
        "represents, turned round",
        re.compile(rf"{ASKS}{THEN},? {AGAINST} (?P<right>.+?) {DID} (?P<left>.+?) represent(?:ed)?"),
        _share,
        (
            (
                "What percentage, then, of this total did that amount represent?",
                "/",
                "that amount",
                "this total",
            ),
        ),
    ),
    Rule(
        "between",
        re.compile(
            rf"{LEAD}(?:the )?difference between (?P<left>[^,]+? {RESULT}) and (?P<right>[^,]+? {RESULT})"
            r"(?:,? (?:over|for|in|during) (?:the|this|that|those|these) .*)?"
        ),
        lambda found: Form("between", "-", found["left"], found["right"]),
        (
            (
                "And what is the difference between the brewery percentage and this mill one?",
                "-",
                "the brewery percentage",
                "this mill one",
            ),
        ),
    ),
    Rule(
        "same whole",
        re.compile(rf"{ASKS}{THEN},? {DID} (?P<left>.+?) (?:represent(?:ed)?|make up|account for)"),
        lambda found: Form("same whole", "/", found["left"], "", percent=True),
        (
            (
                "And what percentage did the lease obligations represent?",
                "/",
                "the lease obligations",
                "",
            ),
        ),
        last=True,
    ),
    Rule(
        "years",
        re.compile(
            rf"{LEAD}(?:the )?ratio of (?:the )?(?P<left>(?:19|20)\d\d)(?: {RESULT})?"
            rf" (?:to|over) (?:the )?(?P<right>(?:19|20)\d\d)(?: {RESULT})?"
        ),
        _of_years,
        (("what is the ratio of 2011 to 2010?", "/", "in 2011", "in 2010"),),
    ),
    Rule(
        "continued",
        re.compile(
            rf"(?:and |now |then |so )*(?P<sign>{'|'.join(sign for sign in SYMBOLS if sign != 'over')})"
            r" (?!than\b)(?P<right>.+)"
        ),
        _continued,
        (("and divided by the 2003 value?", "/", "", "the 2003 value"), ("Times 1000?", "*", "", "1000")),
    ),
    Rule(
        "binary",
        re.compile(rf"{LEAD}(?P<left>.+?)\s+(?P<sign>{'|'.join(SYMBOLS)})\s+(?!than\b)(?P<right>.+)"),
        _binary,
        (
            ("What is that less an initial $100 investment?", "-", "that", "an initial $100 investment"),
            ("what is that difference divided by the 2015 value?", "/", "that difference", "the 2015 value"),
            ("What is 1000 times that?", "*", "1000", "that"),
        ),
    ),
    Rule(
        "ordered",
        re.compile(
            r"(?:and |now |then |so )*(?P<verb>divide|multiply|add|subtract) (?P<left>.+?)"
            r" (?P<tie>by|to|from|and|with) (?P<right>.+)"
        ),
        _ordered,
        (
            ("Divide that by the 2010 figure", "/", "that", "the 2010 figure"),
            ("now subtract it from total assets", "-", "total assets", "it"),
        ),
    ),
)


def read_forms(question: str) -> tuple[Form | None, Form | None]:
    """(The calculation that a turn asks for over what was said before, a number or a change; that which it
    asks for where nothing else answers it, which may be over two questions of their own.) Each is read by
    the first rule that fits, and None where none does."""
    text = " ".join(question.strip().rstrip("?.! ").split()).lower()
    sure, loose = _first_forms(text)
    when = WHEN.match(text)
    if when is not None:
        _, loose = _first_forms(text[when.end() :])
        if loose is not None and loose.left and not loose.points:
            loose = replace(loose, left=f"{loose.left} {when['when']}")
    return sure, loose


def _first_forms(text: str) -> tuple[Form | None, Form | None]:
    percent = IN_PERCENT.search(text) is not None
    bare = IN_UNITS.sub("", IN_PERCENT.sub("", text))
    loose: Form | None = None
    for rule in RULES:
        found = None if rule.in_unit and bare == text else rule.pattern.fullmatch(bare)
        form = rule.form(found) if found is not None else None
        if form is None:
            continue
        form = replace(form, percent=form.percent or percent)
        loose = loose or form
        if not rule.last and (form.points or _counted(form) or _of_change(form)):
            return form, loose
    return None, loose
