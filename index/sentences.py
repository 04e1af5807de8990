"""The sentences of the text outside tables, each with the place of every piece of it.

Lines become pieces (page marks, tags and rules are left out), pieces become paragraphs and bullets,
paragraphs become sentences. Everything is one pass over the lines and one over the characters.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from index.model import Place, Sentence, Source

LONGEST_LINE = 50_000  # columns; a longer line is data, not prose
LONGEST_SENTENCE = 4_000  # characters; a longer one is cut at a space
HEADING_LENGTH = 90
OUTDENT = 16  # columns; a line that far left of the one before is another block
COLUMN_GAP = 4  # spaces that part two columns of one line

TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,80}>")
# EDGAR's own lines: a tag that a value follows, and what stands around the documents.
FIELD_TAG = re.compile(
    r"\s*<(?:TYPE|SEQUENCE|FILENAME|DESCRIPTION|ACCEPTANCE-DATETIME|SEC-DOCUMENT|SEC-HEADER)>", re.I
)
HEADER_OPEN = re.compile(r"\s*(?:<(?:SEC|IMS)-HEADER>|-----BEGIN PRIVACY)", re.I)
ARMOUR = re.compile(r"-----(?:BEGIN|END) ")
HEADER_CLOSE = re.compile(r"\s*(?:</(?:SEC|IMS)-HEADER>|<DOCUMENT>)", re.I)
DOCUMENT = re.compile(r"\s*</?(?:DOCUMENT|TEXT)>", re.I)
PAGE_MARK = re.compile(
    r"\s*(?:page\s+[A-Z]?-?\d+(?:\s+of\s+\d+)?|-\s?[A-Z]?-?\d{1,4}\s?-|[A-Z]{0,2}-?\d{1,4}|[ivxl]{1,6}"
    r"|or|and|-+\s?(?:more|table to follow|tables follow)\s?-+|#\s?#\s?#|\(continued\))\s*",
    re.I,
)
RULE = re.compile(r"[\s\-=_*~.]*")
BULLET = re.compile(r"\s*([o*•·▪●]|-{1,2}|–|—|\(?\d{1,2}[.)]|\(?[a-z]\)|\(?[ivx]{1,4}\))\s+(?=\S)")
SURE_BULLETS = frozenset("o*•·▪●")
GAP = re.compile(rf"\s{{{COLUMN_GAP},}}")
END = re.compile(r"""(?<![.!?])[.!?]+["'”’)\]]*(?=\s)""")
FINISHED = re.compile(r"""[.!?:;]["'”’)\]]*$""")
NEXT_WORD = re.compile(r"""\s*["'“‘(\[]*([^\s"'“‘(\[]+)(?:\s+(\S+))?""")
LAST_WORD = re.compile(r"[\w.&']{1,40}$")
NUMBERED = re.compile(r"(?:item|section|article|note|exhibit|part)\s+[\dIVX.]{1,6}$", re.I)
UNFINISHED = re.compile(r"(?:[,;&]|\b(?:of|and|the|to|in|for|or|on|by|with|a|an|from))$", re.I)


@dataclass(slots=True)
class Piece:
    """A stretch of one line that is text: its place, and what came before it."""

    text: str
    line: int
    start: int
    bullet: str = ""  # the marker that it followed
    mark: int = 0  # the column of that marker
    gap: bool = False  # blank lines before it
    page: bool = False  # a page mark or a tag between it and the piece before
    column: bool = False  # another column of the line before it
    document: bool = False  # the first of its document

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class Paragraph:
    pieces: list[Piece] = field(default_factory=list)
    heading: str = ""


@cache
def words() -> dict[str, frozenset[str]]:
    """The word lists of `data/sentences.toml`."""
    text = files("index").joinpath("data", "sentences.toml").read_text(encoding="utf-8")
    return {key: frozenset(value) for key, value in tomllib.loads(text).items()}


def cut_sentences(source: Source, taken: Sequence[tuple[int, int]]) -> tuple[Sentence, ...]:
    """Sentences, bullets and headlines of the lines not `taken` (inclusive ranges from 1), in order."""
    pieces = list(_pieces(source, taken))
    paragraphs = _paragraphs(pieces, _width(pieces))
    starts = _names_that_start(paragraphs)
    return tuple(sentence for paragraph in paragraphs for sentence in _sentences(paragraph, starts))


def places_of(sentence: Sentence, start: int, end: int) -> tuple[Place, ...]:
    """The places of a span of the sentence's text, a place a line, in order."""
    found = []
    for place, offset in zip(sentence.places, sentence.offsets, strict=True):
        first, last = max(start, offset), min(end, offset + place.end - place.start)
        if first < last:
            found.append(Place(place.line, place.start + first - offset, place.start + last - offset))
    return tuple(found)


def lines_of(sentence: Sentence) -> tuple[int, int]:
    """The first and the last line of a sentence."""
    return sentence.places[0].line, sentence.places[-1].line


def _pieces(source: Source, taken: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    covered = _covered(taken, len(source.lines))
    gap = page = header = False
    document = True
    for number, line in enumerate(source.lines, start=1):
        # What EDGAR wraps documents in begins with a tag or with dashes.
        wrapping = "<" in line or "-----" in line
        if wrapping:
            if HEADER_OPEN.match(line):
                header = True
            elif header and HEADER_CLOSE.match(line):
                header = False
            if DOCUMENT.match(line):
                document = gap = True
        if header or covered[number] or not line or line.isspace() or len(line) > LONGEST_LINE:
            gap = True
            continue
        if wrapping and _apart(line):
            gap = True
            continue
        spans = _spans(line)
        if not spans:
            page = True
            continue
        for position, piece in enumerate(_cells(line, number, spans)):
            piece.gap, piece.page, piece.document = gap, page, document
            piece.column = position > 0 and piece.column
            yield piece
            gap = page = document = False


def _apart(line: str) -> bool:
    """Whether a line is of EDGAR's wrapping."""
    return bool(FIELD_TAG.match(line) or ARMOUR.match(line))


def _covered(taken: Sequence[tuple[int, int]], count: int) -> bytearray:
    covered = bytearray(count + 2)
    for first, last in taken:
        covered[first : last + 1] = b"\x01" * (min(last, count) - first + 1)
    return covered


def _spans(line: str) -> list[tuple[int, int]]:
    """The stretches of a line that are text; none for page marks, rules and lines of tags."""
    if PAGE_MARK.fullmatch(line) or RULE.fullmatch(line):
        return []
    if "<" not in line:
        return [(0, len(line))]
    edges = [0]
    for tag in TAG.finditer(line):
        edges += tag.span()
    edges.append(len(line))
    return [
        (start, end)
        for start, end in zip(edges[::2], edges[1::2], strict=True)
        if not RULE.fullmatch(line, start, end)
        and not (len(edges) > 2 and PAGE_MARK.fullmatch(line, start, end))
    ]


def _cells(line: str, number: int, spans: list[tuple[int, int]]) -> Iterator[Piece]:
    """The text stretches cut again at wide gaps; the marker of a bullet is taken off."""
    bullet = BULLET.match(line) if spans[0][0] == 0 else None
    marker, mark = (bullet.group(1), bullet.start(1)) if bullet else ("", 0)
    for position, (start, end) in enumerate(spans):
        start = bullet.end() if bullet and position == 0 else start
        place, column = start, False
        for gap in [*GAP.finditer(line, start, end), None]:
            stop = gap.start() if gap else end
            text = line[place:stop]
            if text and not text.isspace():
                first = place + len(text) - len(text.lstrip())
                yield Piece(text.strip(), number, first, marker, mark, column=column)
                marker, column = "", True
            place = gap.end() if gap else end


def _width(pieces: list[Piece]) -> int:
    """The column at which most full lines of the prose end."""
    ends = sorted(piece.end for piece in pieces)
    return max(60, ends[len(ends) * 4 // 5]) if ends else 60


def _paragraphs(pieces: list[Piece], width: int) -> list[Paragraph]:
    done: list[Paragraph] = []
    heading, bullet = "", ""
    for position, piece in enumerate(pieces):
        before = pieces[position - 1] if position else None
        if piece.document:
            heading = ""
        if before is None or _begins(before, piece, width, bullet):
            done.append(Paragraph([piece]))
            bullet = piece.bullet
        else:
            done[-1].pieces.append(piece)
    for position, paragraph in enumerate(done):
        if paragraph.pieces[0].document:
            heading = ""
        paragraph.heading = heading
        following = done[position + 1] if position + 1 < len(done) else None
        if _is_heading(paragraph, following):
            heading = " ".join(piece.text for piece in paragraph.pieces).rstrip(": ")
    return done


def _begins(before: Piece, piece: Piece, width: int, bullet: str) -> bool:
    """Whether a piece begins a paragraph, bullet or line of its own."""
    finished = bool(FINISHED.search(before.text[-8:]))
    if piece.document or piece.column:
        return True
    if before.column and not 0 <= piece.start - before.start <= COLUMN_GAP:
        return True
    if piece.bullet in SURE_BULLETS and piece.bullet:
        return True
    if piece.gap:  # a page break within a sentence is none
        return not (piece.page and not finished and piece.text[0].islower())
    forced = _forced(before, piece, width)
    if piece.bullet and (finished or forced or before.bullet == piece.bullet or bullet == piece.bullet):
        return True
    return forced


def _forced(before: Piece, piece: Piece, width: int) -> bool:
    """Whether the line before was ended on purpose: the next word would have had ample room."""
    first = piece.text.split(None, 1)[0]
    if before.text.endswith(":") and before.end < width * 3 // 4:
        return True
    if before.start >= piece.start + OUTDENT:
        return True
    if UNFINISHED.search(before.text[-8:]) or (first[0].islower() and "@" not in first):
        return False
    room = before.end + 1 + len(first) < width * 3 // 4 or before.end < width // 2
    return room or (before.start >= OUTDENT + 8 and piece.start >= OUTDENT + 8)


def _is_heading(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """A short line on its own, without an end, that text follows: "About X", "CONTACT:"."""
    pieces = paragraph.pieces
    text = " ".join(piece.text for piece in pieces)
    if (
        len(pieces) > 2
        or len(text) > HEADING_LENGTH
        or pieces[0].bullet
        or pieces[0].column
        or following is None
    ):
        return False
    if following.pieces[0].column or not text[0].isupper() or _ended(text):
        return False
    if text.endswith(":"):
        return True
    if not (pieces[0].gap or pieces[0].document) or not (
        following.pieces[0].gap or len(following.pieces) > 1
    ):
        return False
    if any(character.isdigit() for character in text) and not text.isupper():
        return False
    names = [word for word in text.split() if len(word) > 3]
    return all(not word[0].islower() for word in names) and "," not in text.replace(", Inc", "")


def _ended(text: str) -> bool:
    """Whether a line ends as a sentence does; the dot of "Inc." does not count."""
    if text[-1] != ".":
        return text[-1] in ",;!?)"
    return text.split()[-1].rstrip(".").lower() not in words()["short_forms"]


def _names_that_start(paragraphs: list[Paragraph]) -> frozenset[str]:
    """Words that begin a paragraph of prose: after a short form they may begin a sentence too."""
    return frozenset(
        paragraph.pieces[0].text.split(None, 1)[0] for paragraph in paragraphs if len(paragraph.pieces) > 1
    )


def _sentences(paragraph: Paragraph, starts: frozenset[str]) -> Iterator[Sentence]:
    text, offsets = "", []
    parts: list[str] = []
    length = 0
    for piece in paragraph.pieces:
        if parts:
            hyphen = (
                parts[-1].endswith("-") and not parts[-1].endswith(("--", " -")) and piece.text[0].isalpha()
            )
            joint = "" if hyphen else " "
            parts.append(joint)
            length += len(joint)
        offsets.append(length)
        parts.append(piece.text)
        length += len(piece.text)
    text = "".join(parts)
    first = 0
    for start, end in cuts(text, starts):
        while first + 1 < len(offsets) and offsets[first] + len(paragraph.pieces[first].text) <= start:
            first += 1
        yield _sentence(paragraph, text, offsets, first, start, end)


def _sentence(
    paragraph: Paragraph, text: str, offsets: list[int], first: int, start: int, end: int
) -> Sentence:
    places, begins = [], []
    for number in range(first, len(offsets)):
        piece, offset = paragraph.pieces[number], offsets[number]
        if offset >= end:
            break
        left, right = max(start, offset), min(end, offset + len(piece.text))
        if left < right:
            places.append(Place(piece.line, piece.start + left - offset, piece.start + right - offset))
            begins.append(left - start)
    return Sentence(text[start:end], tuple(places), tuple(begins), paragraph.heading)


def is_finished(text: str) -> bool:
    """Whether a text ends as a sentence or an introduction does."""
    return bool(FINISHED.search(text[-8:]))


def cuts(text: str, starts: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph's text as spans without outer spaces."""
    begin = 0
    for end in [*(match.end() for match in END.finditer(text) if _ends(text, match, starts)), len(text)]:
        while begin < end and text[begin].isspace():
            begin += 1
        while end - begin > LONGEST_SENTENCE:
            space = text.rfind(" ", begin + 1, begin + LONGEST_SENTENCE)
            stop = space if space > 0 else begin + LONGEST_SENTENCE
            yield begin, stop
            begin = stop + 1 if space > 0 else stop
        if any(character.isalpha() for character in text[begin:end]):
            yield begin, end
        begin = end


def _word_before(text: str, end: int) -> str:
    """The word that stands straight before a place, in lower case, without full stops at its end."""
    near = text[max(0, end - 40) : end]
    if not near or near[-1].isspace():
        return ""
    word = LAST_WORD.search(near.rsplit(None, 1)[-1])
    return word.group().rstrip(".").lower() if word else ""


def _ends(text: str, stop: re.Match[str], starts: frozenset[str]) -> bool:
    """Whether the mark at `stop` ends a sentence."""
    following = NEXT_WORD.match(text, stop.end(), stop.end() + 200)
    if following is None:
        return True
    after, then = following.group(1), following.group(2) or ""
    if after.startswith(("http", "www.")):
        return True
    if after[0].islower():
        return False
    if stop.group()[0] != ".":
        return True
    word = _word_before(text, stop.start())
    if word in words()["before_names"]:
        return False
    last = text[stop.start() - 1 : stop.start()]
    if (last.isdecimal() or last in "IVXivx.") and NUMBERED.search(
        text, max(0, stop.start() - 20), stop.start()
    ):
        return False
    initial = len(word) == 1 and word.isalpha()
    if not initial and word not in words()["short_forms"]:
        return True
    if after.lower().rstrip(",") in words()["starters"]:
        return not initial or after[0].isupper()
    return not initial and after in starts and then[:1].islower() and then not in {"and", "of", "for"}
