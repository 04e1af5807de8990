"""The sentences of the text outside tables, each with the place of every piece of it.

Pieces of lines (`index.stretches`) become paragraphs and bullets, paragraphs become sentences: one pass over
the pieces and one over the characters.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import chain, pairwise, zip_longest

from index.model import Place, Sentence, Source
from index.stretches import COLUMN_GAP, Piece, find_pieces

LONGEST_SENTENCE = 4_000  # characters; a longer one is cut at a space
HEADING_LENGTH = 90
OUTDENT = 16  # columns; a line that far left of the one before is another block

SURE_BULLETS = frozenset("o*•·▪●")
# The first mark of a run; so that the search skips to it, what stands before is looked at after it.
END = re.compile(r"""[.!?](?<![.!?].)[.!?]*+["'”’)\]]*+(?=\s)""")
FINISHED = re.compile(r"""[.!?:;]["'”’)\]]*$""")
NEXT_WORD = re.compile(r"""\s*["'“‘(\[]*([^\s"'“‘(\[]+)(?:\s+(\S+))?""")
LAST_WORD = re.compile(r"[\w.&']{1,40}$")
NUMBERED = re.compile(r"(?:item|section|article|note|exhibit|part)\s+[\dIVX.]{1,6}$", re.I)
UNFINISHED = re.compile(r"(?:[,;&]|\b(?:of|and|the|to|in|for|or|on|by|with|a|an|from))$", re.I)


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
    pieces = find_pieces(source, taken)
    paragraphs = _paragraphs(pieces, _width(pieces))
    starts = _names_that_start(paragraphs)
    return tuple(chain.from_iterable([_sentences(paragraph, starts) for paragraph in paragraphs]))


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


def _width(pieces: list[Piece]) -> int:
    """The column at which most full lines of the prose end."""
    ends = sorted(piece.end for piece in pieces)
    return max(60, ends[len(ends) * 4 // 5]) if ends else 60


def _paragraphs(pieces: list[Piece], width: int) -> list[Paragraph]:
    done: list[Paragraph] = []
    before: Piece | None = None
    bullet = ""
    for piece in pieces:
        if before is None or _begins(before, piece, width, bullet):
            done.append(Paragraph([piece]))
            bullet = piece.bullet
        else:
            done[-1].pieces.append(piece)
        before = piece
    heading = ""
    for paragraph, following in zip_longest(done, done[1:]):
        if paragraph.pieces[0].document:
            heading = ""
        paragraph.heading = heading
        if _is_heading(paragraph, following):
            heading = " ".join([piece.text for piece in paragraph.pieces]).rstrip(": ")
    return done


def _begins(before: Piece, piece: Piece, width: int, bullet: str) -> bool:
    """Whether a piece begins a paragraph, bullet or line of its own."""
    if piece.document or piece.column:
        return True
    if before.column and not 0 <= piece.start - before.start <= COLUMN_GAP:
        return True
    if piece.bullet in SURE_BULLETS:
        return True
    if piece.gap:  # a page break within a sentence is none
        return not (piece.page and piece.text[0].islower() and not is_finished(before.text))
    if piece.bullet and (piece.bullet in (before.bullet, bullet) or is_finished(before.text)):
        return True
    return _forced(before, piece, width)


def _forced(before: Piece, piece: Piece, width: int) -> bool:
    """Whether the line before was ended on purpose: the next word would have had ample room."""
    if before.start >= piece.start + OUTDENT:
        return True
    end, broad = before.end, width * 3 // 4
    if end < broad and before.text.endswith(":"):
        return True
    first = piece.text.split(None, 1)[0]
    if first[0].islower() and "@" not in first:
        return False
    room = end + 1 + len(first) < broad or end < width // 2
    far = before.start >= OUTDENT + 8 and piece.start >= OUTDENT + 8
    return (room or far) and not UNFINISHED.search(before.text[-8:])


def _is_heading(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """A short line on its own, without an end, that text follows: "About X", "CONTACT:"."""
    pieces = paragraph.pieces
    first, below = pieces[0], following.pieces[0] if following else None
    if len(pieces) > 2 or first.bullet or first.column or following is None or below is None or below.column:
        return False
    text = " ".join([piece.text for piece in pieces])
    if len(text) > HEADING_LENGTH or not text[0].isupper() or _ended(text):
        return False
    if text.endswith(":"):
        return True
    if not (first.gap or first.document) or not (below.gap or len(following.pieces) > 1):
        return False
    if any(map(str.isdigit, text)) and not text.isupper():
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


def _sentences(paragraph: Paragraph, starts: frozenset[str]) -> list[Sentence]:
    pieces = paragraph.pieces
    found: list[Sentence] = []
    text, offsets = _joined([piece.text for piece in pieces])
    first = 0
    for start, end in cuts(text, starts):
        while first + 1 < len(offsets) and offsets[first] + len(pieces[first].text) <= start:
            first += 1
        found.append(_sentence(paragraph, text, offsets, first, start, end))
    return found


def _joined(texts: list[str]) -> tuple[str, list[int]]:
    """The text of a paragraph, a word parted by a hyphen as one, and where each piece begins in it."""
    if len(texts) == 1:
        return texts[0], [0]
    parts, offsets = [texts[0]], [0]
    length = len(texts[0])
    for before, text in pairwise(texts):
        hyphen = before[-1] == "-" and not before.endswith(("--", " -")) and text[0].isalpha()
        if not hyphen:
            parts.append(" ")
            length += 1
        offsets.append(length)
        parts.append(text)
        length += len(text)
    return "".join(parts), offsets


def _sentence(
    paragraph: Paragraph, text: str, offsets: list[int], first: int, start: int, end: int
) -> Sentence:
    pieces = paragraph.pieces
    if end - start == len(text):
        whole = [Place(piece.line, piece.start, piece.start + len(piece.text)) for piece in pieces]
        return Sentence(text, tuple(whole), tuple(offsets), paragraph.heading)
    places, begins = [], []
    for number in range(first, len(offsets)):
        piece, offset = pieces[number], offsets[number]
        if offset >= end:
            break
        left, right = max(start, offset), min(end, offset + len(piece.text))
        if left < right:
            places.append(Place(piece.line, piece.start + left - offset, piece.start + right - offset))
            begins.append(left - start)
    return Sentence(text[start:end], tuple(places), tuple(begins), paragraph.heading)


def is_finished(text: str) -> bool:
    """Whether a text ends as a sentence or an introduction does."""
    return FINISHED.search(text[-8:]) is not None


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
        # Nearly always the first character is a letter.
        if begin < end and (text[begin].isalpha() or any(map(str.isalpha, text[begin:end]))):
            yield begin, end
        begin = end


def _word_before(text: str, end: int) -> str:
    """The word that stands straight before a place, in lower case, without full stops at its end."""
    near = text[max(0, end - 40) : end]
    if not near or near[-1].isspace():
        return ""
    last = near.rsplit(None, 1)[-1]
    if last.isalpha():
        return last.lower()
    word = LAST_WORD.search(last)
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
    end, known = stop.start(), words()
    word = _word_before(text, end)
    if word in known["before_names"]:
        return False
    last = text[end - 1 : end]
    if (last.isdecimal() or last in "IVXivx.") and NUMBERED.search(text, max(0, end - 20), end):
        return False
    initial = len(word) == 1 and word.isalpha()
    if not initial and word not in known["short_forms"]:
        return True
    if after.lower().rstrip(",") in known["starters"]:
        return not initial or after[0].isupper()
    return not initial and after in starts and then[:1].islower() and then not in {"and", "of", "for"}
