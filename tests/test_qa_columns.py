"""What rows and columns say together, asked from tables without a file."""

from __future__ import annotations

import pytest
from tables import Asked, Table, cases, check, names

import qa

SEGMENTS = (
    "Our segments ($ in millions):",
    [
        ["Segment", "Fiscal 2004 Net Sales", "Fiscal 2003 Net Sales", "% Inc (Dec)"],
        ["Cordage", "$120.5", "$110.0", "10%"],
        ["Sailcloth", "60.5", "70.0", "(14)%"],
        ["Total", "$181.0", "$180.0", "1%"],
    ],
    [
        Asked("What were total net sales in fiscal 2003?", "180000000", "USD", ("Total",)),
        Asked("What was the change in net sales from fiscal 2003 to 2004?", "1000000", "USD", ("Total",)),
        Asked("What were sailcloth net sales in fiscal 2004?", "60500000", "USD", ("Sailcloth",)),
    ],
)
CHANGES = (
    "Years ended December 31, 2004 and 2003:",
    [
        ["(in thousands)", "2004", "% Change 2003 to 2004", "2003"],
        ["Moorings", "$900", "(10)%", "$1,000"],
        ["Dry storage", "300", "50%", "200"],
    ],
    [
        Asked("What was the change in moorings between 2003 and 2004?", "-100000", "USD", ("Moorings",)),
        Asked("What was dry storage in 2004?", "300000", "USD", ("Dry storage",)),
    ],
)
SLIPPED = (
    "",
    [
        ["", "Year ended March 31,", "", "Change", ""],
        ["% Change", "2004", "2003", "Amount", "% Change"],
        ["Interest paid (in thousands)", "(60)", "(40)", "(20)", "50%"],
        ["Interest received", "$90", "$80", "$10", "13%"],
    ],
    [Asked("What was the interest paid in 2004?", "-60000", "USD", ("Interest paid",))],
)
LEASES = (
    "At September 30, 2004 our boathouse leases had terms expiring as follows:",
    [
        ["", "", "Number of Boathouses"],
        ["", "", "Ground and"],
        ["", "Water", "Building"],
        ["Fiscal Year", "Leases", "Leases"],
        ["2005 – 2009", "31", "69"],
        ["2010 – 2014", "19", "27"],
    ],
    [
        Asked(
            "What is the number of water leases expiring between fiscal year 2005 - 2009?",
            "31",
            "count",
            ("2005",),
        ),
        Asked(
            "What is the number of ground and building leases expiring from 2010 to 2014?",
            "27",
            "count",
            ("2010",),
        ),
    ],
)
AWARDS = (
    "The plan holds awards over the following numbers of shares:",
    [
        ["Number of shares (1,000)", "2004", "2003"],
        ["Awarded during the year", "1,001.1", "907.3"],
        ["Lapsed during the year", "(785.3)", "(764.0)"],
    ],
    [Asked("How many shares were awarded in 2003?", "907300", "shares", ("Awarded",))],
)
RESERVES = (
    "The distribution of earnings was as follows:",
    [
        [
            "",
            "Appropriation of the earnings of the year by the meeting of members (in thousand NT dollars)",
            "",
            "Cash dividend per share (NT dollars)",
            "",
        ],
        ["", "2003", "2004", "2003", "2004"],
        ["Legal reserve", "$707,299", "$963,947", "", ""],
        ["Cash dividends", "6,916,105", "9,765,155", "$0.58", "$0.75"],
    ],
    [
        Asked(
            "What was the change in the legal reserve from 2003 to 2004?",
            "256648000",
            "USD",
            ("Legal reserve",),
        ),
        Asked("What was the cash dividend per share in 2004?", "0.75", "USD/share", ("Cash dividends",)),
    ],
)
NOTES = (
    "The total fair value of units that vested in fiscal 2004 was $5.0 million.",
    [
        ["", "Fair value", "Fair value"],
        ["(in thousands)", "June 30, 2004", "June 30, 2003"],
        ["Assets", "", ""],
        ["Harbour bonds", "$18,526", "$10,152"],
        ["Money market funds", "3,760", "3,031"],
        ["Liabilities", "", ""],
        ["2.00% Notes Due 2031", "$1,064", "$1,075"],
        ["3.50% Notes Due 2050", "1,482", "1,604"],
    ],
    [
        Asked(
            "Which of the notes had the highest fair value at June 30, 2004?",
            "3.50% Notes Due 2050",
            "text",
            ("2.00% Notes", "3.50% Notes"),
        )
    ],
)
PLANS = (
    "The rates that our pension plans assume are:",
    [
        ["", "Domestic", "", "Overseas", ""],
        ["", "2004", "2003", "2004", "2003"],
        ["Discount rate", "4.00%", "3.75%", "1.90%", "2.80%"],
        ["Rate of return", "7.00%", "6.75%", "3.40%", "3.70%"],
    ],
    [
        Asked(
            "What is the difference between the domestic and overseas discount rates in 2004?",
            "2.1",
            "percent",
            ("Discount rate",),
        ),
        Asked(
            "What is the difference between the domestic and overseas discount rates in 2002?",
            None,
            None,
            (),
        ),
    ],
)
CLOSING = (
    "The liability for the closing of our ropewalk moved as follows (in thousands):",
    [
        ["", "Crew reductions", "Yard costs", "Total"],
        ["Balance payable at June 30, 2003", "$1,590", "$3,431", "$5,021"],
        ["Cash payments", "(213)", "(1,290)", "(1,503)"],
        ["Balance payable at June 30, 2004", "$1,200", "$3,000", "$4,200"],
    ],
    [
        Asked(
            "For balance payable at June 30, 2004, what are crew reductions expressed as a percentage of "
            "yard costs?",
            "40",
            "percent",
            ("Balance payable at June 30, 2004",),
        ),
        Asked(
            "What is the ratio of yard costs to crew reductions in the balance payable at June 30, 2004?",
            "2.5",
            "ratio",
            ("Balance payable at June 30, 2004",),
        ),
    ],
)
DUE = (
    "What we owe at June 30, 2004 (in thousands):",
    [
        ["", "Total", "2005", "2006-2007", "Thereafter"],
        ["Berth leases", "$100", "$30", "$40", "$30"],
        ["Crane leases", "65", "27", "38", "—"],
    ],
    [
        Asked("What are the total crane leases?", "65000", "USD", ("Crane leases",)),
        Asked("What are the berth leases in 2005?", "30000", "USD", ("Berth leases",)),
    ],
)
AGED = (
    "Our obligations are (in thousands):",
    [
        ["", "", "Payments due by period", ""],
        ["Obligations", "Less Than 1 Year", "2-5 Years", "Total"],
        ["Berth leases", "$773", "$2,055", "$2,828"],
        ["Crane leases", "227", "945", "1,172"],
    ],
    [
        Asked(
            "What is the difference in berth leases between less than one year and 2-5 years?",
            "-1282000",
            "USD",
            ("Berth leases",),
        ),
        Asked(
            "What is the percentage of berth leases due in less than one year in the total berth leases?",
            "27.333805",
            "percent",
            ("Berth leases",),
        ),
    ],
)
UNITS = (
    "Our crews hold units that vest over four years:",
    [
        ["", "Number of units", "Weighted Average Grant Date Fair Value"],
        ["Unvested at December 31, 2002", "400", "$20.00"],
        ["Granted", "150", "$22.00"],
        ["Vested", "(90)", "$19.00"],
        ["Lapsed", "(10)", "$21.00"],
        ["Unvested at December 31, 2003", "450", "$20.90"],
        ["Granted", "90", "$24.00"],
        ["Vested", "(120)", "$20.00"],
        ["Lapsed", "(20)", "$22.00"],
        ["Unvested at December 31, 2004", "400", "$21.80"],
    ],
    [
        Asked("How many units were granted in 2003?", "150", "count", ("Granted",)),
        Asked("How many units lapsed in 2004?", "20", "count", ("Lapsed",)),
        Asked(
            "What was the grant date fair value of units granted in 2004?", "24", "USD/share", ("Granted",)
        ),
        Asked("What was the number of unvested units at December 31, 2003?", "450", "count", ("Unvested",)),
        Asked("What was the number of unvested units granted in 2004?", "90", "count", ("Granted",)),
        Asked("What was the average number of units granted in 2003 and 2004?", "120", "count", ("Granted",)),
        Asked(
            "What are the unvested units granted in 2004 as a percentage of the unvested units at "
            "December 31, 2003?",
            "20",
            "percent",
            ("Granted", "Unvested"),
        ),
        Asked("How many units were granted in 2001?", None, None, ()),
    ],
)
YEARLY_UNITS = (
    "Units of our crews moved as follows:",
    [
        ["", "2004", "", "2003", ""],
        ["", "", "Weighted Average Fair Value", "", "Weighted Average Fair Value"],
        ["", "Number of units", "of a unit", "Number of units", "of a unit"],
        ["Units at beginning of year", "315,292", "$2.26", "438,712", "$2.28"],
        ["Units vested", "82,270", "2.28", "323,420", "2.84"],
    ],
    [Asked("What is the average of units vested in 2003 and 2004?", "202845", "shares", ("Units vested",))],
)
DEBTORS = (
    "",
    [
        ["", "2004", "2003"],
        ["", "€m", "€m"],
        ["Amounts falling due within one year:", "", ""],
        ["Owed by subsidiaries", "242", "220"],
        ["Other debtors", "32", "24"],
        ["", "274", "244"],
        ["Amounts falling due after more than one year:", "", ""],
        ["Owed by subsidiaries", "34", "24"],
        ["Other debtors", "4", "6"],
        ["", "38", "30"],
    ],
    [
        Asked("What was the total amount falling due within one year in 2004?", "274000000", "EUR", ("274",)),
        Asked(
            "What was the average total amount falling due after more than one year in 2003 and 2004?",
            "34000000",
            "EUR",
            ("38",),
        ),
    ],
)
DIVIDENDS = (
    "Dividends paid were as follows (in thousands):",
    [
        ["Consolidated", "", ""],
        ["", "2004", "2003"],
        ["Final dividend for the year ended 30 June 2003 of 14 cents (2002: 12 cents)", "13,300", "12,500"],
        [
            "Interim dividend for the financial half year ended 31 December 2003 of 16 cents",
            "14,700",
            "13,100",
        ],
        ["", "28,000", "25,600"],
    ],
    [
        Asked(
            "What is the percentage change in the total dividends paid from 2003 to 2004?",
            "9.375",
            "percent",
            ("28,000",),
        ),
        Asked(
            "What is the percentage change in the interim dividend from 2003 to 2004?",
            "12.21374",
            "percent",
            ("Interim",),
        ),
    ],
)
SWAPS = (
    "",
    [
        ["(in millions)", "2004", "2003"],
        ["Interest rate swaps", "", ""],
        ["Carrying amount (non-current (liabilities)/assets)", "(494)", "663"],
        ["Notional amount", "2,423", "2,630"],
    ],
    [
        Asked(
            "What is the 2003 carrying amount of the interest rate swaps?", "663000000", "USD", ("Carrying",)
        )
    ],
)
TABLES: dict[str, Table] = {
    "a measure that all years share": SEGMENTS,
    "a change between two years": CHANGES,
    "a head over the labels by a slip": SLIPPED,
    "rows of several years": LEASES,
    "a scale beside the labels": AWARDS,
    "a long head over two years": RESERVES,
    "columns that are plans": PLANS,
    "columns of a roll-forward": CLOSING,
    "a total beside years to come": DUE,
    "columns of time left": AGED,
    "from one day to the next": UNITS,
    "an average in a head": YEARLY_UNITS,
    "sums without a label": DEBTORS,
    "a sum that the introduction names": DIVIDENDS,
    "a short name before a long bracket": SWAPS,
    "rows called by the noun asked for": NOTES,
}


@pytest.mark.parametrize(("name", "asked"), cases(TABLES), ids=names(TABLES))
def test_rows_and_columns(name: str, asked: Asked) -> None:
    above, rows, _ = TABLES[name]
    check(above, rows, asked)


BORROWED = [
    ["(in millions)", "Maturity amount", "Carrying value", "Fair value"],
    ["5% notes due 2019", "$1,000", "$998", "$1,134"],
    ["3% notes due 2022", "750", "747", "783"],
    ["Total long-term borrowings", "$1,750", "$1,745", "$1,917"],
]


@pytest.mark.parametrize(
    ("question", "value", "printed"),
    [
        ("What is the ratio of fair value to carrying value?", "1.098567", ["$1,917", "$1,745"]),
        ("What is the difference between fair value and carrying value?", "172000000", ["$1,917", "$1,745"]),
        ("What is the ratio of fair value to the carrying value of the moon?", None, []),
    ],
)
def test_columns_alone_are_those_of_the_total(question: str, value: str | None, printed: list[str]) -> None:
    with qa.excerpt(["Borrowings of Quay Partners at December 31, 2014:", BORROWED]) as book:
        answer = book.session().ask(question)
    assert answer.value == value, answer.text
    assert [one.printed for one in answer.values] == printed
