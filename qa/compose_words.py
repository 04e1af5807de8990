"""The words of turns that calculate with what was said before: what they point to, ask for and tie with."""

from __future__ import annotations

import re

NOUNS = "|".join(
    [
        "value",
        "amount",
        "figure",
        "number",
        "result",
        "answer",
        "change",
        "difference",
        "increase",
        "decrease",
        "reduction",
        "decline",
        "growth",
        "rise",
        "fall",
        "drop",
        "fluctuation",
        "variation",
        "sum",
        "total",
        "ratio",
        "quotient",
        "product",
        "percentage",
        "average",
    ]
)
YEARS = r"(?:19|20)\d\d(?:(?:-| to )(?:19|20)\d\d)?"
RESULT = rf"(?:{NOUNS}|one)s?"
REFERENCE = (
    r"(?:(?:that|it|this|those|these)"
    rf"(?: (?:(?:same|net|total|combined|last|final|{YEARS}) )*{RESULT})?"
    rf"|the (?:former|latter)(?: {RESULT})?"
    rf"|the (?:(?:prior|previous|former|last|resulting|net|total|combined|same|above) )*{RESULT})"
)
# "So what, then, was …": words before what is asked for.
LEAD = (
    r"(?:(?:and|so|now|then|but|also|thus|therefore|finally|ok|okay|combined|altogether|in total),?\s+)*"
    r"(?:(?:what|how) about (?=the )"
    r"|(?:what|how much)(?:,? then,?)?(?:'s|\s+(?:is|are|was|were|would be|will be))?(?:,?\s+then,?)?\s+)?"
)
SYMBOLS = {
    "times": "*",
    "multiplied by": "*",
    "divided by": "/",
    "over": "/",
    "less": "-",
    "minus": "-",
    "plus": "+",
    "added to": "+",
}
VERBS = {"divide": "/", "multiply": "*", "add": "+", "subtract": "-"}
THEN = r"(?:,? then,?)?"
PART = r"(?:percentage|percent|portion|share|fraction|proportion|%)"
ASKS = rf"(?:and |so |then |now )*(?:how much|what {PART})"
DID = r"(?:does|did|do|would)"
AGAINST = (
    r"(?:in relation to|relative to|compared (?:to|with)|as an? (?:percentage|percent|portion|share) of|of)"
)
SPAN = re.compile(
    r"(?:the|that|this|these|those|both)?\s?(?:\w+ )?(?:years?|time|periods?|quarters?|months?|decade)\b"
)
IN_PERCENT = re.compile(r",? (?:in|as an?) (?:percentage|percent|%)(?: terms)?$")
IN_UNITS = re.compile(r",? (?:also )?in (?:millions|thousands|billions|dollars)(?: of dollars)?$")
# "In 2008, what percentage did …": when, said first.
WHEN = re.compile(r"(?P<when>(?:in|during|for|as of|at) [^,]{3,40}), (?=how much|what|which)")
# "The change in sales from 2008 to 2009": what is set against something else is worked out first.
CHANGE_IN = re.compile(
    r"(?:the )?(?:net )?(?:change|increase|decrease|difference|decline|growth|reduction|rise|fall)"
    r" (?:in|of|between)\b"
)
POINTS_BACK = re.compile(REFERENCE)
OF_YEAR = re.compile(rf"(?:(?:the|in) )?(?:19|20)\d\d(?: {RESULT})?")
NUMBER = re.compile(
    r"(?:an? |the )?(?:(?:assumed|initial|starting|original) )*"
    r"(?P<figure>\$?[\d.,]*\d%?(?: (?:thousand|million|billion))?)(?: (?:investment|base|dollars))?"
)
TWO = re.compile(
    r"(?:the )?(?:combined )?(?P<what>sum|total|difference|average|ratio|product)"
    r"(?: (?:of|between|in|for|across) (?:those|these|the|both)"
    r"(?: (?:last|two|2|both|years?|values?|amounts?|figures?"
    r"|numbers?|periods?|ones|results?|product))+)"
)
BARE = re.compile(
    r"(?:the )?"
    r"(?P<what>sum|combined total|(?:net )?(?:change|difference|variation|increase|decrease|decline))"
    r"(?: (?:in|of) (?:it|them|(?:that|this|those|these) [a-z-]+))?"
    r"(?:,? (?:over|between|during|in|for|of) (?:the|those|these|both|this|that)"
    r"(?: \w+)? (?:years?|periods?|time))?"
)
COUNTS = {"three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5}
FALLS = frozenset({"decrease", "fall", "decline", "drop"})
ASKED = frozenset({"sum", "difference", "decrease"})
MOVED = "change|increase|decrease|growth|reduction|decline|variation|growth rate"
GROWN = re.compile(
    rf"(?:the |a )?(?:(?:percentage|percent|%) (?:{MOVED})|growth rate|rate of (?:growth|change))(?: rate)?"
    r"(?:,? (?:is that|was that|does (?:this|that) represent|during|over|in|for|of|between)"
    r"(?: (?:this|that|the|those|these|it))?(?: (?:same|two|value|amount|change))*"
    r"(?: (?:time|period|years?|span))?)?"
    r"(?: (?:does|did) (?:this|that|it) represent)?"
)
