"""What is done to a filing to break its reader. Each mutation takes bytes and chance, and gives bytes."""

from __future__ import annotations

import gzip
import io
import re
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

Mutation = Callable[[bytes, Random], bytes]

MOST = 3_000_000  # bytes of a mutated filing
LONGEST = 300_000  # bytes of a run
FIELD = re.compile(rb"<[^<>]{1,200}>")
NUMBER = re.compile(rb"\d[\d,.]*")
WORDS = tomllib.loads(Path(__file__).with_name("fuzz.toml").read_text(encoding="utf-8"))
RUNS, NESTED, OPENED, FIGURES, PUT_IN = (
    [word.encode("latin-1") for name in names for word in WORDS[name]]
    for names in (("letters", "runs"), ("nested",), ("opened",), ("figures",), ("bytes", "slips"))
)
LONG = (b"$" + b"9" * 400, b"1" * 5_000, b"9," * 300)  # figures


def flipped(data: bytes, chance: Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 3, 30, 300))):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def cut_short(data: bytes, chance: Random) -> bytes:
    place = chance.randrange(len(data))
    return data[place:] if chance.random() < 0.3 else data[:place]


def without_a_part(data: bytes, chance: Random) -> bytes:
    begin = chance.randrange(len(data))
    return data[:begin] + data[begin + chance.choice((1, 10, 200, 5_000)) :]


def lines_repeated(data: bytes, chance: Random) -> bytes:
    lines = data.split(b"\n")
    begin = chance.randrange(len(lines))
    end = begin + chance.choice((1, 2, 10, 60))
    return b"\n".join(lines[:end] + lines[begin:end] * chance.choice((1, 2, 20, 200)) + lines[end:])


def lines_taken_out(data: bytes, chance: Random) -> bytes:
    rate = chance.choice((0.02, 0.1, 0.5))
    return b"\n".join(line for line in data.split(b"\n") if chance.random() > rate)


def lines_exchanged(data: bytes, chance: Random) -> bytes:
    lines = data.split(b"\n")
    for _ in range(chance.choice((1, 5, 50))):
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def tags_exchanged(data: bytes, chance: Random) -> bytes:
    found = list(FIELD.finditer(data))
    if len(found) < 2:
        return data
    made, place = [], 0
    rate = chance.choice((0.01, 0.1, 0.5))
    for match in found:
        other = chance.choice(found) if chance.random() < rate else match
        made += (data[place : match.start()], other.group())
        place = match.end()
    return b"".join([*made, data[place:]])


def tags_taken_out(data: bytes, chance: Random) -> bytes:
    rate = chance.choice((0.01, 0.1, 0.5))
    return FIELD.sub(lambda match: b"" if chance.random() < rate else match.group(), data)


def numbers_changed(data: bytes, chance: Random) -> bytes:
    rate = chance.choice((0.02, 0.3))
    others = [*FIGURES, *LONG]
    return NUMBER.sub(lambda match: chance.choice(others) if chance.random() < rate else match.group(), data)


def digits_put_in(data: bytes, chance: Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((5, 100, 1_000))):
        place = chance.randrange(len(made))
        made[place:place] = b"%d" % chance.randrange(10)
    return bytes(made)


def long_run(data: bytes, chance: Random) -> bytes:
    run = chance.choice(RUNS)
    return _put(data, run * (chance.choice((300, 10_000, LONGEST)) // len(run)), chance)


def runs_mixed(data: bytes, chance: Random) -> bytes:
    """Two or three runs, taken in turn."""
    parts = b"".join(chance.choices(RUNS, k=chance.choice((2, 3))))
    return _put(data, parts * (LONGEST // len(parts)), chance)


def nested(data: bytes, chance: Random) -> bytes:
    return _put(data, chance.choice(NESTED) * chance.choice((30, 600, 20_000)), chance)


def left_open(data: bytes, chance: Random) -> bytes:
    return _put(data, chance.choice(OPENED), chance)


def marks_put_in(data: bytes, chance: Random) -> bytes:
    for _ in range(chance.choice((1, 3, 20))):
        data = _put(data, chance.choice([*PUT_IN, *LONG]), chance)
    return data


def other_line_ends(data: bytes, chance: Random) -> bytes:
    return data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b"\x0b", b"\n\r", b"", b" ")))


def tabs(data: bytes, chance: Random) -> bytes:
    return re.sub(rb" {2,}", b"\t" * chance.choice((1, 2)), data)


def closer(data: bytes, chance: Random) -> bytes:
    """Gaps closed in some lines, so that columns no longer stand beneath each other."""
    rate = chance.choice((0.1, 1.0))
    lines = data.split(b"\n")
    return b"\n".join(re.sub(rb" {2,}", b" ", line) if chance.random() < rate else line for line in lines)


def other_encoding(data: bytes, chance: Random) -> bytes:
    text = data.decode("latin-1")
    name = chance.choice(("utf-16", "utf-8-sig", "utf-16-le", "utf-32", "cp037", "utf-7"))
    return text.encode(name, "replace")


def twice(data: bytes, chance: Random) -> bytes:
    return data * 2 if len(data) < MOST // 2 else data


def packed(data: bytes, chance: Random) -> bytes:
    """In gzip or zip; the archive is damaged more often than not."""
    if chance.random() < 0.5:
        made = gzip.compress(data, 1, mtime=0)
    else:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in chance.choice((("a.txt",), ("../../a.txt",), ("a.txt", "b.txt"), ("a\x1b[1m.txt",))):
                archive.writestr(zipfile.ZipInfo(name), data)
        made = out.getvalue()
    if chance.random() < 0.3:
        return made
    return (flipped if chance.random() < 0.6 else cut_short)(made, chance)


MUTATIONS: tuple[Mutation, ...] = (
    flipped,
    cut_short,
    without_a_part,
    lines_repeated,
    lines_taken_out,
    lines_exchanged,
    tags_exchanged,
    tags_taken_out,
    numbers_changed,
    digits_put_in,
    long_run,
    long_run,
    runs_mixed,
    runs_mixed,
    nested,
    left_open,
    marks_put_in,
    other_line_ends,
    tabs,
    closer,
    other_encoding,
    twice,
)


def _put(data: bytes, what: bytes, chance: Random) -> bytes:
    """Put in somewhere, or where a line begins, or behind a tag: the text of a paragraph or cell."""
    place = chance.randrange(len(data) + 1)
    where = chance.random()
    if where < 0.4:
        place = data.rfind(b"\n", 0, place) + 1
    elif where < 0.8:
        place = data.find(b">", place) + 1
    return data[:place] + what + data[place:]


def mutated(data: bytes, chance: Random) -> tuple[bytes, list[str]]:
    """One to four mutations, one after the other; the names of those done."""
    done: list[str] = []
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        mutation = chance.choice(MUTATIONS)
        data = mutation(data, chance)[:MOST] or b"\n"
        done.append(mutation.__name__)
    if chance.random() < 0.04:
        data = packed(data, chance)
        done.append("packed")
    return data, done
