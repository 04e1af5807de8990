"""What reading filings costs: `python -m tests.bench.reading`.

Four measurements, all as ratios taken in one run with the contestants in turn, since the machine is
shared: HTML pages indexed whole against edgartools' and pandas' parsing of the same page (both in the
optional group `bench`), text releases a second a core, the memory of `qa index` over many generated
filings, and a warm question in an index of many against one in an index of one.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import io
import logging
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, process_time, sleep

from tests.bench.corpus import Made, make_filings, molds, write
from tests.gold import SHARED

PAGES = "data/ixbrl/*.html.gz"
TEXTS = ("data/filings/*.txt", "data/filings-more/*.txt")
SAME_AS_EDGAR, TIMES_PANDAS = 1.0, 3.0  # aims: at most
RELEASES = 60.0  # aim: a second a core, at least
MOST_MEGABYTES = 400.0
QUESTION_RATIO = 2.0
POLL = 0.05  # seconds between looks at the memory of processes
MILLI = 1000.0
PARTS = ("html", "texts", "index", "questions")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="what to measure (default: all)")
    parser.add_argument("--rounds", type=int, default=5, help="times each thing is done (default 5)")
    parser.add_argument("--count", type=int, default=1000, help="generated filings (default 1000)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    parts = options.parts or PARTS
    if "html" in parts:
        html(options.rounds)
    if "texts" in parts:
        texts(options.rounds)
    if "index" in parts or "questions" in parts:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            made = list_of(folder / "in", options.count, options.seed)
            jobs = (1, 2) if "index" in parts else (2,)
            for count in jobs:
                many(folder / "in", folder / f"{count}.db", count)
            if "questions" in parts:
                questions(folder / "in", folder / "2.db", made, options.rounds)


# --- pages ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Times:
    """Seconds of CPU and by the clock, a pair each time a thing was done."""

    cpu: list[float]
    wall: list[float]

    def of(self, function: Callable[[], object]) -> None:
        gc.collect()
        begin, began = process_time(), perf_counter()
        function()
        self.wall.append(perf_counter() - began)
        self.cpu.append(process_time() - begin)


def contestants() -> Iterator[tuple[str, float, Callable[[bytes], object]]]:
    """Those installed: a name, the aim for the ratio to it, and what it does with the bytes of a page."""
    try:
        from edgar.documents import parse_html

        logging.disable(logging.WARNING)
        yield "edgartools", SAME_AS_EDGAR, lambda data: parse_html(data.decode("utf-8"))
    except ImportError:
        print("edgartools is not installed: pip install -e '.[bench]'")
    try:
        import lxml.html  # noqa: F401 (the parser that pandas is to use)
        from pandas import read_html

        yield "pandas", TIMES_PANDAS, lambda data: read_html(io.BytesIO(data), flavor="lxml")
    except ImportError:
        print("pandas or lxml is not installed: pip install -e '.[bench]'")


def html(rounds: int) -> None:
    """Each page indexed whole into a fresh file, in turn with the others; the first round warms up."""
    pages = sorted(SHARED.glob(PAGES))
    if not pages:
        print(f"no pages to measure on: {SHARED / PAGES} is not there")
        return
    others = list(contestants())
    names = "".join(f"{name:>12}{'x':>6}" for name, _, _ in others)
    print(f"HTML, CPU ms, median of {rounds}   qa: read    all{names}")
    worst = {name: 0.0 for name, _, _ in others}
    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            data = gzip.decompress(page.read_bytes())
            reading, whole = Times([], []), Times([], [])
            theirs = {name: Times([], []) for name, _, _ in others}
            for number in range(rounds + 1):
                reading.of(lambda data=data: read_only(data, "page.html"))
                path = Path(folder) / f"{page.name}{number}.db"
                whole.of(lambda data=data, path=path: read_and_write(data, "page.html", path))
                for name, _, function in others:
                    theirs[name].of(lambda data=data, function=function: function(data))
                if not number:
                    gc.freeze()
            mine = median(whole.cpu[1:])
            line = f"  {page.name:<30}{MILLI * median(reading.cpu[1:]):>9.0f}{MILLI * mine:>7.0f}"
            for name, _, _ in others:
                took = median(theirs[name].cpu[1:])
                worst[name] = max(worst[name], mine / took)
                line += f"{MILLI * took:>12.0f}{mine / took:>6.2f}"
            print(line, flush=True)
    for name, aim, _ in others:
        print(f"  at most {worst[name]:.2f} x {name} (aim: {aim:g})")


def read_only(data: bytes, name: str) -> object:
    from index.read import read_packed

    return read_packed(data, name)


def read_and_write(data: bytes, name: str, path: Path) -> None:
    from index.read import read_packed
    from index.store import open_index

    with open_index(path, create=True) as index:
        index.add(read_packed(data, name))


# --- texts ---------------------------------------------------------------------------------------


def texts(rounds: int) -> None:
    """Every release read and written into one fresh index, over and over."""
    files = [path for pattern in TEXTS for path in sorted(SHARED.glob(pattern))]
    if not files:
        print(f"\nno releases to measure on: {SHARED / TEXTS[0]} is not there")
        return
    from index.store import open_index

    packed = [(path.name, path.read_bytes()) for path in files]
    both, reading = Times([], []), Times([], [])
    each = [Times([], []) for _ in packed]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds + 1):
            reading.of(lambda: [read_only(data, name) for name, data in packed])
            with open_index(Path(folder) / f"{number}.db", create=True) as index:
                both.of(lambda index=index: [index.add(read_only(data, name)) for name, data in packed])
            for (name, data), one in zip(packed, each, strict=True):
                one.of(lambda name=name, data=data: read_only(data, name))
    size = sum(len(data) for _, data in packed)
    took = median(both.cpu[1:])
    print(f"\ntexts: {len(files)} releases, {size / 1000:,.0f} kB, median of {rounds}")
    read, wall = median(reading.cpu[1:]), median(both.wall[1:])
    print(f"  read                    {len(files) / read:>8.1f} a second of CPU")
    print(f"  read and written        {len(files) / took:>8.1f} a second of CPU (aim: {RELEASES:g})")
    print(f"  read and written        {len(files) / wall:>8.1f} a second by the clock")
    middle = median([median(one.cpu[1:]) for one in each])
    print(f"  the middle one read     {1 / middle:>8.1f} a second of CPU")
    print(f"  text                    {size / took / 1e6:>8.2f} MB a second of CPU")


# --- many filings --------------------------------------------------------------------------------


def list_of(folder: Path, count: int, seed: int) -> list[Made]:
    """Generated filings in a folder; without their bytes."""
    began = perf_counter()
    cast = molds()
    made: list[Made] = []

    def kept() -> Iterator[Made]:
        for filing in make_filings(count, seed, cast=cast):
            made.append(Made(filing.name, b"", filing.company, filing.mold))
            yield filing

    write(folder, kept())
    size = sum(path.stat().st_size for path in folder.iterdir())
    owners = len({filing.company for filing in made})
    print(
        f"\n{count:,} generated filings of {owners:,} companies, {size / 1e6:.0f} MB"
        f" (made in {perf_counter() - began:.0f} s)",
        flush=True,
    )
    return made


def many(folder: Path, index: Path, jobs: int) -> None:
    """`qa index` over a folder, its memory watched."""
    command = [sys.executable, "-m", "qa", "index", "--db", str(index), "--jobs", str(jobs), str(folder)]
    began = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        peak = watched(process)
        said = process.stdout.read() if process.stdout else ""
    took = perf_counter() - began
    count = sum(1 for _ in folder.iterdir())
    print(f"  qa index --jobs {jobs}: peak {peak.resident:.0f} MB resident (aim: {MOST_MEGABYTES:g}),")
    print(f"    {took:.0f} s by the clock, {count / took:.1f} files a second")
    print(f"    {peak.cpu:.0f} s of CPU, {count / peak.cpu:.1f} files a second of CPU")
    print(f"    {index.stat().st_size / 1e6:.0f} MB of index")
    for line in said.splitlines()[-1:]:
        print(f"    {line.rpartition('/')[2]}", flush=True)


@dataclass(slots=True)
class Peak:
    """The most that a process and its children held at once, in MB, and the CPU seconds of all."""

    resident: float = 0.0
    cpu: float = 0.0


def watched(process: subprocess.Popen[str]) -> Peak:
    """Look at a process and its children until it ends (Linux; zeros elsewhere)."""
    peak = Peak()
    seconds: dict[int, float] = {}
    while process.poll() is None:
        held = 0.0
        for number in family(process.pid):
            pages, took = usage(number)
            held += pages
            seconds[number] = max(seconds.get(number, 0.0), took)
        peak.resident = max(peak.resident, held)
        sleep(POLL)
    peak.cpu = sum(seconds.values()) or 1.0
    return peak


def family(process: int) -> list[int]:
    """A process and all that descend from it."""
    found = [process]
    for number in found:
        try:
            words = Path(f"/proc/{number}/task/{number}/children").read_text().split()
        except OSError:
            continue
        found += [int(word) for word in words]
    return found


def usage(process: int) -> tuple[float, float]:
    """The MB that a process holds in memory and the CPU seconds that it took."""
    from os import sysconf

    try:
        words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0, 0.0
    ticks = int(words[11]) + int(words[12])
    return int(words[21]) * sysconf("SC_PAGE_SIZE") / 1e6, ticks / sysconf("SC_CLK_TCK")


# --- questions -----------------------------------------------------------------------------------

NAMED = (
    "What was {name}'s total revenue?",
    "What was net income at {name} in the latest quarter?",
    "What were {name}'s total assets?",
    "Who is the chief executive officer of {name}?",
)
BARE = tuple(
    question.replace("{name}'s", "the").replace(" at {name}", "").replace(" of {name}", "")
    for question in NAMED
)
ASKED = 12  # companies asked about


def questions(folder: Path, many_index: Path, made: Sequence[Made], rounds: int) -> None:
    """The same questions about the same filings, in an index of one and in the index of all."""
    owned: dict[str, list[Made]] = {}
    for filing in made:
        owned.setdefault(filing.company.word, []).append(filing)
    single = [filings[0] for filings in owned.values() if len(filings) == 1]
    alone = single[:ASKED]
    in_one: dict[str, list[float]] = {}
    in_many: dict[str, list[float]] = {}
    with one_each(folder, alone) as books, opened(many_index) as whole:
        for number in range(rounds + 1):
            for filing, book in zip(alone, books, strict=True):
                for found, asked in ((in_one, book), (in_many, whole)):
                    for kind, took in ask_all(asked, filing):
                        if number:
                            found.setdefault(kind, []).append(took)
        cold = first_time(whole, single[ASKED : 2 * ASKED])
    print(
        f"\nquestions: {len(alone)} filings, ms, median of {rounds} rounds    in one  in {len(made):,}     x"
    )
    for kind, times in in_many.items():
        print(f"  {kind:<46}{_compared(in_one[kind], times)}")
    all_of_one, all_of_many = (
        [took for times in found.values() for took in times] for found in (in_one, in_many)
    )
    print(f"  {f'all (aim: {QUESTION_RATIO:g} x)':<46}{_compared(all_of_one, all_of_many)}")
    print(f"  the first question about a filing, in the index of all: {MILLI * cold:.2f} ms")


def _compared(one: Sequence[float], many: Sequence[float]) -> str:
    return f"{MILLI * median(one):>8.2f}{MILLI * median(many):>10.2f}{median(many) / median(one):>6.2f}"


def ask_all(book: object, filing: Made) -> Iterator[tuple[str, float]]:
    """Each question with its kind and the seconds it took."""
    session = book.session  # type: ignore[attr-defined]
    name = filing.name.removesuffix(".gz")
    for question in NAMED:
        yield "the company named", timed(session(), question.format(name=filing.company.name))
    for question in BARE:
        yield "narrowed to the filing", timed(session(filing=name), question)
        yield "none named (ambiguous among many)", timed(session(), question)
    talk = session()
    talk.ask(NAMED[0].format(name=filing.company.name))
    yield "a follow-up", timed(talk, "and a year earlier?")


def timed(session: object, question: str) -> float:
    began = perf_counter()
    session.ask(question)  # type: ignore[attr-defined]
    return perf_counter() - began


def first_time(book: object, filings: Sequence[Made]) -> float:
    """The median for a question about a filing that was not asked about before."""
    session = book.session  # type: ignore[attr-defined]
    times = [timed(session(), NAMED[0].format(name=filing.company.name)) for filing in filings]
    return median(times or [0.0])


@contextmanager
def one_each(folder: Path, filings: Sequence[Made]) -> Iterator[list[object]]:
    """A book of one filing for each, on disk."""
    import qa
    from index.read import read_file
    from index.store import open_index

    with tempfile.TemporaryDirectory() as place:
        books = []
        for filing in filings:
            path = Path(place) / f"{filing.name}.db"
            with open_index(path, create=True) as index:
                index.add(read_file(folder / filing.name))
            books.append(qa.open(path))
        try:
            yield books
        finally:
            for book in books:
                book.close()


@contextmanager
def opened(index: Path) -> Iterator[object]:
    import qa

    with qa.open(index) as book:
        yield book


if __name__ == "__main__":
    main()
