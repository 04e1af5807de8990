"""Small pages of tables of notes put to questions, for the modules that match words with rows."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from notetables import page

import qa
from grammar.pipeline import understand
from grammar.query import Query, Tagged
from index.joint import TABLE, joint_hits
from index.match import Mention, mentions
from index.model import LineItem
from qa.answer import Answer
from qa.book import Book
from qa.view import FilingView

Q2, Q2_BEFORE = "Three Months Ended June 30, 2025", "Three Months Ended June 30, 2024"

INCOME = page(
    "CONDENSED CONSOLIDATED STATEMENTS OF INCOME",
    "(in thousands, except per share amounts)",
    rows=[
        f"|{Q2}|{Q2_BEFORE}",
        "Net sales|$ 900|$ 800",
        "Cost of sales|500|450",
        "Gross profit|400|350",
        "Research and development|120|110",
        "Sales and marketing|90|85",
        "Operating income|190|155",
        "Net income|$ 150|$ 120",
    ],
)
REGIONS = page(
    "Note 2. Revenue",
    "The following table presents net sales by region (in thousands):",
    rows=[
        f"|{Q2}|{Q2_BEFORE}",
        "North America|$ 430|$ 390",
        "Europe, Middle East and Africa (EMEA)|310|280",
        "Asia-Pacific (APAC)|160|130",
        "Total net sales|$ 900|$ 800",
    ],
)
SEGMENTS = page(
    "Note 3. Segment Information",
    "Information by segment follows (in thousands):",
    rows=[
        "|Home|Fleet|Marine|Total",
        f"{Q2}||||",
        "Net sales|$ 500|$ 300|$ 100|$ 900",
        "Operating income|110|60|20|190",
        f"{Q2_BEFORE}||||",
        "Net sales|$ 450|$ 260|$ 90|$ 800",
        "Operating income|90|50|15|155",
    ],
)
COUNTRIES = page(
    "Long-lived assets, by country, were as follows (in thousands):",
    rows=[
        "|June 30, 2025|December 31, 2024",
        "Norway|$ 70|$ 65",
        "Chile|40|42",
        "Other countries|20|18",
        "Total long-lived assets|$ 130|$ 125",
    ],
)
DEBT = page(
    "Note 7. Debt",
    "Debt consists of the following (in thousands):",
    rows=[
        "||June 30, 2025|June 30, 2025|December 31, 2024|December 31, 2024",
        "|Effective Interest Rate|Principal Amount|Fair Value|Principal Amount|Fair Value",
        "3.20% Senior Notes due 2026|3.31%|$ 1,000|$ 970|$ 1,000|$ 960",
        "1.55% Senior Notes due 2028|1.61%|1,250|1,130|1,250|1,105",
        "4.75% Senior Notes due 2035|4.89%|500|505|500|498",
        "Total|^|2,750|2,605|2,750|2,563",
    ],
)
AWARDS = page(
    "Note 8. Stock-Based Compensation",
    "Stock-based compensation expense was recorded as follows (in thousands):",
    rows=[
        f"|{Q2}|{Q2_BEFORE}",
        "Cost of sales|$ 4|$ 3",
        "Research and development|14|12",
        "Sales and marketing|11|9",
        "Total stock-based compensation expense|$ 29|$ 24",
    ],
)
WARRANTIES = page(
    "Note 9. Product Warranties",
    "Changes in the accrued warranty liability were as follows (in thousands):",
    rows=[
        f"|{Q2}|{Q2_BEFORE}",
        "Balance at beginning of period|$ 60|$ 50",
        "Accruals for warranties issued|12|11",
        "Settlements made|(9)|(8)",
        "Balance at end of period|$ 63|$ 53",
    ],
)
PAGES = {
    "income": INCOME,
    "regions": REGIONS,
    "segments": SEGMENTS,
    "countries": COUNTRIES,
    "debt": DEBT,
    "awards": AWARDS,
    "warranties": WARRANTIES,
}
ALL = tuple(PAGES)


@cache
def book_of(*names: str) -> Book:
    """The pages of these names as one filing."""
    body = "".join(PAGES.get(name, name) for name in names or ALL)
    return qa.read(f"<html><body>{body}</body></html>".encode(), "page.htm")


def view_of(*names: str) -> FilingView:
    book = book_of(*names)
    return book.view(book.filings[0])


def ask(question: str, *names: str) -> Answer:
    """The answer to one question about the pages of these names (all of them where none is named)."""
    return book_of(*names).session().ask(question)


def put(question: str, *names: str) -> tuple[FilingView, Query, list[Mention], list[Tagged]]:
    """A question with the metrics it names in the pages, and the concepts that they do not have."""
    view = view_of(*names)
    query = understand(question, view.vocabulary)
    found, missing = mentions(query, view.catalogue, _taken(query))
    return view, query, found, missing


def joint(question: str, *names: str, least: float = TABLE) -> list[str]:
    """The rows that answer to all the words of a question: headings and label, as one text each."""
    return [" / ".join([*item.path, item.label]) for item in joint_entries(question, *names, least=least)]


def joint_entries(question: str, *names: str, least: float = TABLE) -> list[LineItem]:
    """The rows that answer to all the words of a question, best first, each with its facts."""
    view = view_of(*names)
    query = understand(question, view.vocabulary)
    metrics = [tagged for tagged in query.tagged if tagged.group == "metric"]
    places = set(range(len(query.words))) - _taken(query)
    hits = joint_hits(query, view.catalogue, places, metrics, lambda entry: True, least)
    return [replace(hit.entry.item, facts=view.facts_of(hit.entry)) for hit in hits]


def _taken(query: Query) -> set[int]:
    """The places of periods and figures."""
    return {
        place
        for place, word in enumerate(query.words)
        if query.inside(place) or any(a.start <= word.start < a.end for a in query.amounts)
    }


def name_of_hit(mention: Mention) -> str:
    """The best row of a metric: headings and label."""
    item = mention.hits[0].entry.item
    return " / ".join([*item.path, item.label])
