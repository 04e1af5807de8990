"""Questions that used to be answered wrong or not at all: on other companies, and in other words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from asked import Q2, Q2_BEFORE, book_of
from notetables import page

from qa.answer import Answer
from qa.rewording import reworded

RESTATED = page(
    "CONSOLIDATED STATEMENTS OF OPERATIONS",
    "(in thousands)",
    rows=[
        f"|{Q2}|{Q2}",
        "|As Previously Reported|As Restated",
        "Net sales|$ 900|$ 900",
        "Cost of sales|500|520",
        "Gross profit|400|380",
        "Research and development|120|110",
        "Net income|$ 150|$ 140",
    ],
)
SPREAD = page(
    "CONSOLIDATED STATEMENTS OF OPERATIONS",
    "(in thousands)",
    rows=[
        f"|{Q2}|{Q2_BEFORE}",
        "Net sales|$ 900|$ 800",
        "Gross profit|400|350",
        "Research and development|120|110",
        "Income before income taxes|200|170",
        "Net income|$ 150|$ 120",
    ],
)
AWARDS = page(
    "Stock-based compensation expense of the following amounts is part of our results of operations "
    "(in thousands):",
    rows=[
        f"|{Q2}|{Q2_BEFORE}",
        "Cost of sales|$ 4|$ 3",
        "Research and development|14|12",
        "Total stock-based compensation|$ 18|$ 15",
    ],
)
DEBT = page(
    "CONSOLIDATED BALANCE SHEETS",
    "(in thousands)",
    rows=[
        "|June 30, 2025|December 31, 2024",
        "Current liabilities:|^|^",
        "Accounts payable|$ 40|$ 35",
        "Current portion of long-term debt|12|10",
        "Total current liabilities|52|45",
        "Long-term debt|88|90",
        "Total liabilities|$ 140|$ 135",
    ],
)
BUYBACKS = page(
    "Purchases of our shares during the quarter were as follows:",
    rows=[
        "Period|Total Number of Shares Purchased|Average Price Paid per Share",
        "April 1 - 30, 2025|1,200|$ 20.10",
        "May 1 - 31, 2025|3,400|$ 21.35",
        "June 1 - 30, 2025|900|$ 23.05",
        "Total|5,500|$ 21.30",
    ],
)
TAXES = page(
    "Deferred taxes consist of the following (in thousands):",
    rows=[
        "|June 30, 2025|December 31, 2024",
        "Deferred tax assets:|^|^",
        "Warranty reserves|$ 40|$ 30",
        "Capitalized software|75|70",
        "Operating losses|20|25",
        "Total deferred tax assets|$ 135|$ 125",
    ],
)
REACH = page(
    "Note 3. Segment Information",
    "Information by segment follows (in thousands):",
    rows=[
        "|Home|Fleet|Marine|Total",
        f"{Q2}||||",
        "Outside customers|$ 500|$ 300|$ 100|$ 900",
        "Other segments|10|20|30|60",
    ],
)
OTHER = page(
    "CONSOLIDATED STATEMENTS OF OPERATIONS",
    "(in millions)",
    rows=[
        f"|{Q2}|{Q2_BEFORE}",
        "Net sales|$ 900|$ 800",
        "Interest and other income (expense)|31|40",
        "Net income|$ 150|$ 120",
    ],
)


FLEETS = page(
    "SELECTED FINANCIAL INFORMATION",
    "(dollars in thousands)",
    rows=[
        "Year Ended January 31,|2004|2005",
        "Net sales|$ 900|$ 990",
        "Number of night ferries in operation at the end of the period (2)|20|25",
        "Repair of quays (Note 4)|11|12",
    ],
)
CAPITAL = page(
    "CAPITALIZATION",
    "(in thousands)",
    rows=[
        "|June 30, 2025|June 30, 2025",
        "|Actual|As Adjusted",
        "Commercial paper|$ 90|$ 40",
        "Long-term debt|300|350",
    ],
)
CASH = page(
    "CONSOLIDATED STATEMENTS OF CASH FLOWS",
    "(in thousands)",
    rows=[
        f"|{Q2}|{Q2_BEFORE}",
        "Dividends paid|$ (30)|$ (28)",
        "Share repurchase programs (Note 16)|(50)|(45)",
        "Net cash used in financing activities|$ (80)|$ (73)",
    ],
)
LOANS = page(
    "CONSOLIDATED BALANCE SHEETS",
    "(in thousands)",
    rows=[
        "|June 30, 2025|December 31, 2024",
        "LIABILITIES AND EQUITY|^|^",
        "Current Liabilities|^|^",
        "Loans and notes payable|$ 60|$ 55",
        "Current maturities of long-term debt|10|15",
        "Total Current Liabilities|70|70",
        "Long-term debt|200|190",
        "Total Liabilities|$ 270|$ 260",
    ],
)


HOMES = page(
    "Our markets at September 30, 2024:",
    rows=[
        "Market|Communities|Apartment Homes|Average Rent per Home",
        "Bergen|13|3,900|$ 1,820",
        "Oslo|9|2,500|$ 1,540",
        "Total|22|6,400|$ 1,710",
    ],
)


def prose(*sentences: str) -> str:
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


def told(*questions: str, pages: tuple[str, ...]) -> Answer:
    """The answer to the last of several questions, asked in one conversation."""
    session = book_of(*pages).session()
    return [session.ask(question) for question in questions][-1]


# questions of one conversation, pages, the number that the last is answered with
FIGURES = [
    ("as first reported", ["cost of sales as previously reported, Q2 2025"], [RESTATED], "500000"),
    ("as restated", ["What was restated cost of sales in Q2 2025?"], [RESTATED], "520000"),
    (
        "the other basis, in a follow-up",
        ["What was research and development in Q2 2025 as originally reported?", "And restated?"],
        [RESTATED],
        "110000",
    ),
    (
        "what a restatement added",
        ["How much did the restatement add to cost of sales in the second quarter of 2025?"],
        [RESTATED],
        "20000",
    ),
    (
        "what a restatement took away",
        ["How much lower was net income in Q2 2025 after the restatement?"],
        [RESTATED],
        "-10000",
    ),
    ("a margin that no row in money is called by", ["gross margin in Q2 2025"], [SPREAD], "44.444444"),
    ("a margin before taxes", ["What was the pretax margin in Q2 2024?"], [SPREAD], "21.25"),
    ("the line, not the part of a sum", ["R&D spending in Q2 2025"], [AWARDS, SPREAD], "120000"),
    (
        "the part of the sum that is named",
        ["How much stock-based compensation was in research and development in Q2 2025?"],
        [AWARDS, SPREAD],
        "14000",
    ),
    (
        "actual and as adjusted",
        ["By how much is commercial paper reduced going from actual to as adjusted at June 30, 2025?"],
        [CAPITAL],
        "-50000",
    ),
    (
        "a count with all that its label says",
        ["How many night ferries were operating at January 31, 2005?"],
        [FLEETS],
        "25",
    ),
    ("a row that refers to a note", ["quay repair in the year ended January 31, 2005"], [FLEETS], "12000"),
    (
        "what was paid, not how many there were",
        ["How much did it spend on dividends and share repurchases together in Q2 2025?"],
        [BUYBACKS, CASH],
        "-80000",
    ),
    (
        "a list of three to add up",
        [
            "Add up loans and notes payable, current maturities of long-term debt and long-term debt "
            "as of June 30, 2025."
        ],
        [LOANS],
        "270000",
    ),
    ("the column of the first for both", ["homes in Bergen and Oslo together"], [HOMES], "6400"),
    (
        "not in points, where the amount is told",
        ["What were storm claims in Q2 2025?"],
        [
            page(
                "Ratios", rows=[f"|{Q2}|{Q2_BEFORE}", "Loss ratio|60.1|58.0", "Storm claims, points|7.6|1.8"]
            ),
            prose("Storm claims were $27 million in the three months ended June 30, 2025."),
        ],
        "27000000",
    ),
    (
        "one noun for two adjectives",
        ["Current and long-term debt at June 30, 2025, altogether?"],
        [DEBT],
        "100000",
    ),
    (
        "without what is not in it",
        ["How much long-term debt was there at June 30, 2025, without the current portion?"],
        [DEBT],
        "88000",
    ),
    (
        "what falls due, said in a clause",
        ["How much long-term debt was due within one year at December 31, 2024?"],
        [DEBT],
        "10000",
    ),
    (
        "another column, in a follow-up",
        ["How much did Fleet sell to outside customers in Q2 2025?", "what about Marine?"],
        [REACH],
        "100000",
    ),
    (
        "only the sentence says just that",
        ["How much interest income did it earn in the second quarter of 2025?"],
        [OTHER, prose("Interest income was $12 million in the three months ended June 30, 2025.")],
        "12000000",
    ),
    (
        "a name that one sentence has",
        ["What were net sales in Norway in the second quarter of 2025?"],
        [OTHER, prose("Net sales in Norway were $46 million in the three months ended June 30, 2025.")],
        "46000000",
    ),
    (
        "employees who left are no headcount",
        ["How many employees does the company have?"],
        [
            prose(
                "We recorded charges of $2 million, of which $1 million was for severance of 48 employees.",
                "As of June 30, 2025, we had 950 employees.",
            )
        ],
        "950",
    ),
    (
        "the change that one sentence states",
        ["How much did the Norwegian law reduce deferred tax expense?"],
        [
            prose(
                "In the second quarter of 2025, a new Norwegian law resulted in a $12 million reduction of "
                "our deferred tax expense.",
                "In the second quarter of 2024, a new Danish law resulted in a $3 million reduction of "
                "our deferred tax expense.",
            )
        ],
        "-12000000",
    ),
    (
        "an amount and what it is of",
        ["How much debt did the buyer assume?"],
        [
            prose(
                "On May 3, 2025 the company sold its ferries to Lund Lines for $27 million in cash and the "
                "assumption of $4 million of debt by the buyer."
            )
        ],
        "4000000",
    ),
    (
        "of two in one sentence the one asked for",
        ["How much of the loss came from Tarn?"],
        [
            prose(
                "The company reported an operating loss of $9 million. Of this, the loss attributable to "
                "Lumen Ropes was $8 million and to Tarn Sails, its own subsidiary, was $1 million."
            )
        ],
        "1000000",
    ),
    (
        "a length, of several the one of the thing asked for",
        ["How many weeks did the fiscal year have?"],
        [prose("The quarter had 14 weeks instead of 13 weeks, and the full fiscal year had 53 weeks.")],
        "53",
    ),
    (
        "a length, not the words after it",
        ["What is the remaining lease term?"],
        [prose("The remaining lease term was 4.5 years and the discount rate was 5.1% as of June 30, 2025.")],
        "4.5",
    ),
    (
        "things counted before a list",
        ["How many new products did the company launch in the quarter?"],
        [prose("The company launched 14 new Rope, Sail Cloth and Rigging products in the quarter.")],
        "14",
    ),
    (
        "the day that is named of a month",
        ["How many shares were outstanding in August 2025?"],
        [prose("As of August 4, 2025, there were 10,500,000 shares of common stock outstanding.")],
        "10500000",
    ),
]


@pytest.mark.parametrize(("asked", "pages", "value"), [f[1:] for f in FIGURES], ids=[f[0] for f in FIGURES])
def test_the_figure(asked: list[str], pages: list[str], value: str) -> None:
    answer = told(*asked, pages=tuple(pages))
    assert answer.status == "answered"
    assert Decimal(answer.value or "nan") == Decimal(value)


def test_a_step_between_two_bases_names_both() -> None:
    answer = told(
        "By how much is commercial paper reduced going from actual to as adjusted at June 30, 2025?",
        pages=(CAPITAL,),
    )
    assert answer.text == (
        "Commercial paper fell by $50,000, from $90,000 (as reported) to $40,000 (as adjusted) "
        "at June 30, 2025."
    )


WORDS = [
    (
        "which month",
        "In which month of the second quarter of 2025 was the number of shares purchased largest?",
        [BUYBACKS],
        "May 1",
    ),
    (
        "which month, by average price",
        "In which month of Q2 2025 was the average price paid per share highest?",
        [BUYBACKS],
        "June 1",
    ),
    (
        "the rows under a heading",
        "What was the largest deferred tax asset at June 30, 2025?",
        [TAXES],
        "Capitalized software",
    ),
    (
        "the reason before its effect",
        "Why is visibility limited?",
        [prose("Orders come at short notice and therefore visibility remains limited.")],
        "short notice",
    ),
    (
        "not the end of a period",
        "When did the company buy Lofoten Ropes?",
        [
            prose(
                "In the three months ended July 1, 2025, we sold inventory bought from Lofoten Ropes.",
                "Our purchase of Lofoten Ropes on May 9, 2025 widens our range of ropes.",
            )
        ],
        "May 9, 2025",
    ),
    (
        "an affiliate of the trustee is not the trustee",
        "Who is the trustee?",
        [
            prose(
                "Lund Leasing Corporation, an affiliate of the Trustee, bought 15 ferries.",
                "The notes are issued between the Company and The Second National Bank of Lund, as Trustee.",
            )
        ],
        "Second National Bank",
    ),
    (
        "a code that is a word",
        "What is the passcode?",
        [prose("To listen to the conference call, dial 555-0142. The passcode is Heron.")],
        "Heron",
    ),
]


@pytest.mark.parametrize(("question", "pages", "words"), [w[1:] for w in WORDS], ids=[w[0] for w in WORDS])
def test_the_words(question: str, pages: list[str], words: str) -> None:
    answer = told(question, pages=tuple(pages))
    assert answer.status == "answered"
    assert words.lower() in str(answer.value).lower()


SILENT = [
    (
        "words between two parts of one row",
        "How much cash did Brightwater pay for the fishing assets?",
        [
            page(
                "CONSOLIDATED BALANCE SHEETS",
                "(in thousands)",
                rows=["|June 30, 2025", "ASSETS|^", "Cash and cash equivalents|$ 9", "Total assets|$ 30"],
            )
        ],
    ),
    (
        "stores there are, where closed ones are asked for",
        "How many stores were closed in the second quarter of 2025?",
        [prose("As of June 30, 2025, we operated 46 stores.")],
    ),
    (
        "what another has, where the filer's is asked for",
        "What were consolidated net sales in the six months ended June 30, 2025?",
        [prose("Net sales of Lofoten were $3 million for the six months ended June 30, 2025.")],
    ),
    (
        "a price that was paid is no price of the share",
        "What was the share price at June 30, 2025?",
        [BUYBACKS],
    ),
    ("no member of that kind", "Which country had the highest net sales in Q2 2025?", [SPREAD]),
    (
        "a year is no count",
        "How many pilots accounted for the flights in 2025?",
        [prose("For fiscal year 2025, a pilot accounted for most of the flights.")],
    ),
    ("the step between two bases", "What is the restatement of cost of sales in Q2 2025?", [RESTATED]),
]


@pytest.mark.parametrize(("question", "pages"), [s[1:] for s in SILENT], ids=[s[0] for s in SILENT])
def test_nothing_is_said(question: str, pages: list[str]) -> None:
    answer = told(question, pages=tuple(pages))
    assert answer.status != "answered"
    assert answer.value is None


REWORDED = [
    ("current and non-current deposits in total", "current deposits plus non-current deposits in total"),
    ("What were short-term and long-term loans?", "What were short-term loans and long-term loans?"),
    ("long-term debt excluding the current portion", "long-term debt"),
    ("long-term debt including current maturities", "current portion of long-term debt plus long-term debt"),
    ("current and deferred taxes", "current and deferred taxes"),
]


@pytest.mark.parametrize(("question", "written"), REWORDED, ids=[r[0] for r in REWORDED])
def test_what_is_said_once_for_two_is_written_out(question: str, written: str) -> None:
    assert reworded(question, frozenset()) == written


def test_two_adjectives_of_one_row_stay_together() -> None:
    row = frozenset({"current", "noncurrent", "deposit"})
    question = "current and non-current deposits"
    assert reworded(question, {row}) == question
