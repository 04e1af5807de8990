"""What the rows of a table measure, where their own labels do not say: the members of a breakdown.

"Asia-Pacific" in a table of revenue by region is revenue: its total, its heading, or the words over its
labels say so. A context is a set of concept keys, wider than the concepts of the row itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from grammar.lexicon import ask_table, label_table
from grammar.words import stems
from index.model import LineItem, Statement

# "Europe, Middle East and Africa (EMEA)", "research and development (“R&D”)": another name for the row.
ALIAS = re.compile(r"[(“\"]{1,2}([A-Z][A-Z&.]{1,6}s?)[)”\"]{1,2}")

QUOTED = re.compile(r"\((?:the )?[“\"]([A-Z][\w-]+)[”\"]\)")  # "Fernhollow Mills, Inc. (“Fernhollow”)"


def aliases(label: str) -> tuple[str, ...]:
    """The short names that a label gives itself in brackets."""
    found = [match.group(1).replace(".", "") for match in ALIAS.finditer(label)]
    found += [match.group(1) for match in QUOTED.finditer(label)]
    return tuple(dict.fromkeys(found))


def contexts(
    items: Sequence[LineItem], statements: Sequence[Statement], concepts: Sequence[dict[str, int]]
) -> list[frozenset[str]]:
    """For each item the concepts that it is a part of. `concepts`: those of the items themselves."""
    found = [set[str]() for _ in items]
    # Totals stand below their parts, and wider totals further down: the widest first.
    for position in range(len(items) - 1, -1, -1):
        whole = set(concepts[position]) | found[position]
        for part in items[position].parts:
            found[part] |= whole
    for position, item in enumerate(items):
        if item.origin == "table":
            for heading in item.path:
                found[position] |= named(heading)
            if item.statement is not None and statements[item.statement].kind == "other":
                found[position] |= introduced(statements[item.statement].about)
    return [frozenset(context) for context in found]


@lru_cache(maxsize=4096)
def named(text: str) -> frozenset[str]:
    """The concepts that a heading is a name of."""
    return frozenset(concept for concept, _ in label_table().whole(stems(text)))


@lru_cache(maxsize=1024)
def introduced(text: str) -> frozenset[str]:
    """The concepts that an introduction speaks of: "revenue by region"."""
    return frozenset(tag for _, _, tags in ask_table().find(stems(text)) for tag in tags if tag[0].isalpha())
