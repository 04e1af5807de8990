"""What `data/documents.toml` says of the types of documents, loaded once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

EXHIBIT = re.compile(r"(EX-\d{1,3})(?!\d)")


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """Ranks by type, what is skipped by type, tag and file extension, and the fields of a header."""

    ranks: dict[str, int]
    last: int
    types: dict[str, str]
    tags: dict[str, str]
    extensions: dict[str, str]
    header_tags: dict[str, str]
    roles: tuple[str, ...]


@cache
def words() -> DocumentWords:
    data = tomllib.loads((files("index") / "data" / "documents.toml").read_text(encoding="utf-8"))
    ranks = {name: rank for rank, group in enumerate(data["rank"]) for name in group["types"]}
    skip, header = data["skip"], data["header"]
    return DocumentWords(
        ranks=ranks,
        last=len(data["rank"]) - 1,
        types=skip["types"],
        tags=skip["tags"],
        extensions=skip["extensions"],
        header_tags=header["tags"],
        roles=tuple(header["roles"]),
    )


def document_rank(kind: str) -> int:
    """How early a question looks in a document of this type: 0 holds the figures, more holds fewer.

    kind: as filed ("EX-99.1", "10-K405/A"); "" (a lone text) ranks 0.
    """
    ranks, last = words().ranks, words().last
    kind = kind.strip().upper()
    if not kind:
        return 0
    exhibit = EXHIBIT.match(kind)
    if exhibit:
        return ranks.get(exhibit.group(1), last - 1)
    begins = [name for name in ranks if not name.startswith("EX-") and kind.startswith(name)]
    return ranks[max(begins, key=len)] if begins else last - 1


def skipped_type(kind: str) -> str:
    """What a document of this type is, where such are not read; else ""."""
    kind = kind.strip().upper()
    exhibit = EXHIBIT.match(kind)
    return words().types.get(exhibit.group(1) if exhibit else kind, "")
