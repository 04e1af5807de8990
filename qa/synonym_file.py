"""Synonyms of one's own in a file that can be shared: TOML, a table `[synonyms]` of phrases and labels.

[synonyms]
"top line" = "Total net sales"
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping

from grammar.errors import FilingQAError

LONGEST = 200  # characters of a phrase or a label


class BadSynonyms(FilingQAError):
    """A file that is no list of synonyms."""


def read_synonyms(text: str, name: str) -> dict[str, str]:
    """The phrases of a file with the labels they mean; `name` is used in errors. Raises BadSynonyms."""
    try:
        table = tomllib.loads(text).get("synonyms")
    except tomllib.TOMLDecodeError as error:
        raise BadSynonyms(f"{name}: not TOML: {error}") from error
    if not isinstance(table, dict) or not table:
        raise BadSynonyms(f'{name}: wants a table [synonyms] with lines like "top line" = "Total net sales"')
    for phrase, label in table.items():
        if not isinstance(label, str) or not label.strip() or not phrase.strip():
            raise BadSynonyms(f"{name}: {phrase!r} wants the label of a line item, as text")
        if max(len(phrase), len(label)) > LONGEST:
            raise BadSynonyms(f"{name}: {phrase[:40]!r}… is longer than {LONGEST} characters")
    return table


def write_synonyms(synonyms: Mapping[str, str]) -> str:
    """The text of such a file, in the order of the phrases."""
    lines = [f"{_quoted(phrase)} = {_quoted(label)}" for phrase, label in sorted(synonyms.items())]
    return "\n".join(["# Words of our own for line items: qa teach --from FILE", "[synonyms]", *lines]) + "\n"


def _quoted(text: str) -> str:
    """A basic string of TOML, which JSON's are but for U+007F."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
