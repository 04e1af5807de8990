"""A file's text as one source: its documents, and the tables and sentences that stand in them.

Text stays line for line what it was. A document in HTML is put into lines (`index.rendering`), and what
stands below it moves; the lines of the source are then those of that text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.documents import Document, cut_documents, left_out, moved, readable, type_of_lone
from index.inline import Tagged
from index.model import Sentence, Source, Table
from index.rendering import Page, render_page
from index.sentences import cut_sentences
from index.source import make_source
from index.tables import find_tables


@dataclass(frozen=True, slots=True)
class Assembly:
    """One file, laid out. `tags`: what inline XBRL says of figures, by line and column; `cover`: what it says
    of the document ("EntityRegistrantName", "DocumentType")."""

    source: Source
    documents: tuple[Document, ...]
    tables: tuple[Table, ...]
    sentences: tuple[Sentence, ...]
    tags: Mapping[tuple[int, int], Tagged]
    cover: Mapping[str, str]


def assemble(name: str, text: str) -> Assembly:
    """The source of a file with what was found in it."""
    source = make_source(name, text)
    documents = cut_documents(source)
    if not any(document.markup for document in documents):
        tables = find_tables(source, readable(documents))
        apart = left_out(documents, len(source.lines))
        sentences = cut_sentences(source, [*apart, *(table.lines for table in tables)])
        return Assembly(source, documents, tables, sentences, {}, {})
    return _with_pages(source, documents)


def _with_pages(source: Source, documents: Sequence[Document]) -> Assembly:
    """The source with its HTML documents put into lines."""
    lines: list[str] = []
    pages: list[Page] = []
    plain: list[tuple[int, int]] = []
    placed: list[Document] = []
    done = 0
    for document in documents:
        first, last = document.lines
        lines += source.lines[done : first - 1]
        offset = len(lines) - first + 1
        if document.markup:
            top, bottom = document.body[0] - 1, document.body[1]
            lines += source.lines[first - 1 : top]
            page = render_page("\n".join(source.lines[top:bottom]), len(lines))
            body = (len(lines) + 1, len(lines) + len(page.lines))
            pages.append(page)
            plain += page.plain
            lines += page.lines
            lines += source.lines[bottom:last]
            kind = document.type or type_of_lone(page.lines)
            placed.append(replace(document, type=kind, lines=(first + offset, len(lines)), body=body))
        else:
            lines += source.lines[first - 1 : last]
            placed.append(moved(document, offset))
            plain += readable(placed[-1:])
        done = last
    lines += source.lines[done:]
    whole = Source(source.name, "\n".join(lines), tuple(lines))
    return _joined(whole, placed, pages, plain)


def _joined(
    source: Source, documents: Sequence[Document], pages: Sequence[Page], plain: Sequence[tuple[int, int]]
) -> Assembly:
    """The tables and sentences of the pages and those of the text between them, in order."""
    texts = find_tables(source, plain) if plain else ()
    tables = sorted(
        [*texts, *(table for page in pages for table in page.tables)], key=lambda table: table.lines
    )
    numbered = tuple(replace(table, number=number) for number, table in enumerate(tables, 1))
    found = [sentence for page in pages for sentence in page.sentences]
    if plain:
        outside = _outside(plain, len(source.lines))
        found += cut_sentences(source, [*outside, *(table.lines for table in texts)])
    found.sort(key=lambda sentence: (sentence.places[0].line, sentence.places[0].start))
    tags = {place: tag for page in pages for place, tag in page.tags.items()}
    cover: dict[str, str] = {}
    for page in pages:
        cover = page.cover | cover
    return Assembly(source, tuple(documents), numbered, tuple(found), tags, cover)


def _outside(ranges: Sequence[tuple[int, int]], count: int) -> list[tuple[int, int]]:
    """The line ranges that none of these (in order) covers."""
    found, place = [], 1
    for first, last in ranges:
        if place < first:
            found.append((place, first - 1))
        place = last + 1
    if place <= count:
        found.append((place, count))
    return found
